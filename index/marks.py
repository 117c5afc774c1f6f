"""Quotation marks of a paragraph, paired."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

# Opening mark → the marks that may close it: English, German („…“ and »…«), French, Japanese.
# A mark that closes itself is typed wrong (“…“, ”…”) or straight; straight and curly ones mix.
_CLOSERS = {
    "“": '”“"',
    "”": "”",
    "„": "“”",
    "«": "»",
    "»": "«",
    "「": "」",
    "『": "』",
    '"': '"”',
}
_DOUBLE = frozenset("".join(_CLOSERS) + "".join(_CLOSERS.values()))
_ALWAYS_OPENS = frozenset("„「『")
_ALWAYS_CLOSES = frozenset("」』")
SIGNS = "“”‘’„«»「」『』\"'‚"  # every mark
MASK = "█"  # stands for each code point of what is quoted
_SINGLE = {"‘": "’", "‚": "‘’", "'": "'"}
# Without ’, which is mostly an apostrophe, and opens and closes nothing that is looked for.
_ANY = re.compile(f"[{re.escape(''.join(_DOUBLE) + ''.join(_SINGLE))}]")
_BEFORE_OPENING = re.compile(r"[\s(\[{—–\-/:…“‘„\"'«»]")
_AFTER_CLOSING = re.compile(r"[\s)\]}—–\-/:;,.!?…”’»«\"'“]")
_FIRST = 40  # code points in which a paragraph's first mark is looked for
_LONGEST_SINGLE = 3_000  # code points; a bound that keeps texts full of apostrophes linear
# Two single marks typed for a double one, as agencies and archives send them.
_TWICE = re.compile(r"''|``")
# "“It will hold, said Ida Lund.": what shows that a closing mark is missing.
_FORGOTTEN = re.compile(r"[,?!]\s(?:said|says)\s[A-Z]|[,?!]\s(?:he|she)\s(?:said|says)[.,]")
_POSSESSED = re.compile(r"\s[a-z]")
_ELISION = re.compile(r"(?:n|em|til|tis|twas|cause|bout|round)\b")


@dataclass(frozen=True, slots=True)
class Marked:
    """What stands between two marks: `[start, end)` without them, in the paragraph's text.

    Attributes:
        closed: False where the paragraph ends before the closing mark.
    """

    start: int
    end: int
    closed: bool


@lru_cache(maxsize=512)
def pair(text: str) -> tuple[Marked, ...]:
    """Pair the outermost quotation marks of one paragraph.

    Nested quotations are part of the outer one. A mark without its fellow pairs with nothing;
    only an opening double mark that begins the paragraph, or that no other mark follows, runs
    to the paragraph's end (`closed` False): so speech over several paragraphs is set, each
    opened and only the last closed. Linear in the text's length.

    Returns:
        The spans in order; they do not overlap and are not blank. Kept for the last texts, as
        sentences are.
    """
    opened: list[int] = []
    found: list[Marked] = []
    text = _with_double(text)
    singles = _Singles(text)
    behind = 0  # the end of the single quotation found last
    for match in _ANY.finditer(text):
        at = match.start()
        if at < behind:
            continue
        if text[at] in _DOUBLE:
            if opened and _closes_one(text, at, opened[-1]):
                start = opened.pop() + 1
                while found and found[-1].start >= start:
                    found.pop()
                found.append(Marked(start, at, closed=True))
            elif _opens(text, at):
                opened.append(at)
        elif not opened and text[at] in _SINGLE and _opens_single(text, at):
            end = singles.closing(at)
            if end is not None:
                found.append(Marked(at + 1, end, closed=True))
                behind = end + 1
    found = _with_open_end(text, opened, found)
    return tuple(span for span in found if text[span.start : span.end].strip())


def masked(text: str, spans: Sequence[Marked], mask: str) -> str:
    """Return a text, as long as it is, with what is quoted replaced by `mask`, one code point.

    The last code point of a quotation stays where it is punctuation, because it tells whether
    a sentence ends with the quotation.
    """
    if not spans:
        return text
    pieces, at = [], 0
    for span in spans:
        keep = span.end - 1 if text[span.end - 1] in ".,;:!?…—–-" else span.end
        pieces += [text[at : span.start], mask * (keep - span.start)]
        at = keep
    return "".join(pieces) + text[at:]


def opens_with_mark(text: str) -> bool:
    """Tell whether a paragraph begins with an opening double mark."""
    stripped = _with_double(text[:_FIRST]).lstrip()
    return bool(stripped) and stripped[0] in _CLOSERS and _opens(stripped, 0)


def _with_double(text: str) -> str:
    """Put one double mark and a space for two single ones, the mark next to what it marks."""
    return _TWICE.sub(_double, text) if "''" in text or "``" in text else text


def _double(match: re.Match[str]) -> str:
    text, start, end = match.string, match.start(), match.end()
    before = text[start - 1] if start else " "
    opens = _BEFORE_OPENING.match(before) and end < len(text) and not text[end].isspace()
    return ' "' if match[0] == "``" or opens else '" '


def _with_open_end(text: str, opened: list[int], found: list[Marked]) -> list[Marked]:
    end = len(text.rstrip())
    for at in opened:
        begins = not text[:at].strip()
        if begins or not any(span.start > at for span in found):
            kept = [span for span in found if span.end < at]
            forgotten = _FORGOTTEN.search(text, at + 1, end)
            if forgotten:
                return [*kept, Marked(at + 1, forgotten.start() + 1, closed=True)]
            return [*kept, Marked(at + 1, end, closed=False)]
    return found


def _closes_one(text: str, at: int, opening: int) -> bool:
    """Tell whether the mark at `at` closes the one at `opening`."""
    mark = text[at]
    if mark not in _CLOSERS[text[opening]]:
        return False
    if mark in _ALWAYS_CLOSES or mark == "”":
        return True
    return (mark != text[opening] and mark != '"') or not _opens(text, at)


def _opens(text: str, at: int) -> bool:
    mark = text[at]
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    if mark in _ALWAYS_OPENS:
        return True
    if mark not in _CLOSERS or not _BEFORE_OPENING.match(before):
        return False
    # French sets a space behind «; a closing mark is never followed by a letter.
    return (not after.isspace() or mark == "«") and (mark != "”" or after.isalnum())


def _opens_single(text: str, at: int) -> bool:
    before = text[at - 1] if at else " "
    if not _BEFORE_OPENING.match(before):
        return False
    rest = text[at + 1 : at + 8]
    return bool(rest) and rest[0].isalpha() and not _ELISION.match(rest)


class _Singles:
    """The single marks of a text that may close, which look like apostrophes."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._places: dict[str, tuple[list[int], list[int]]] = {}

    def closing(self, opening: int) -> int | None:
        """Find the mark that closes the one at `opening`.

        The first one behind sentence punctuation closes; without any, the first behind a letter
        that no further word of a possessive follows ("the dockers' shed").
        """
        marks = _SINGLE[self._text[opening]]
        if marks not in self._places:  # once, or a text full of marks is read again for each
            self._places[marks] = self._found(marks)
        for places in self._places[marks]:
            at = bisect_right(places, opening)
            if at < len(places) and places[at] < opening + _LONGEST_SINGLE:
                return places[at]
        return None

    def _found(self, marks: str) -> tuple[list[int], list[int]]:
        """Return the places behind punctuation, and those behind letters."""
        text = self._text
        behind: tuple[list[int], list[int]] = ([], [])
        for match in re.finditer(f"[{marks}]", text):
            at = match.start()
            before = text[at - 1] if at else " "
            after = text[at + 1] if at + 1 < len(text) else " "
            if before.isspace() or not _AFTER_CLOSING.match(after):
                continue
            if before in ".,!?;…":
                behind[0].append(at)
            elif before != "s" or not _POSSESSED.match(text, at + 1):
                behind[1].append(at)
        return behind
