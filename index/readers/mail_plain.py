"""The plain text of a mail → its pieces: flowed and wrapped lines joined, links to click on out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise

from index.readers.mail_body import Piece

_NARROWEST, _WIDEST = 50, 100  # code points of a line at which mail programs break text
_QUOTE = re.compile(r"^(?:> ?)+")
_ADDRESS = r"https?://[^\s<>()\[\]]+"
# Behind the words that it is the link of.
_LINK = re.compile(rf"[ ]?(?:<\s*{_ADDRESS}\s*>|\(\s*{_ADDRESS}\s*\)|\[\s*{_ADDRESS}\s*\])")
_MARKDOWN_LINK = re.compile(rf"!?\[([^\]\n]{{0,300}})\]\({_ADDRESS}\)")
_PICTURE = re.compile(r"(?i)\[(?:image|cid|logo|picture)\b[^\]\n]{0,200}\]")
_ONLY_ADDRESS = re.compile(rf"^\W*{_ADDRESS}\W*$")
_RULE = re.compile(r"^[-=_*~#+–—\s]{3,}$")
_HEADING = re.compile(r"^#{1,6} +(?=\S)")
_ITEM = re.compile(r"^\s*(?:[-*•+–] |\d{1,2}[.)] )")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the text: how often it is quoted, what is kept of it, and how it was sent."""

    depth: int
    text: str
    sent: str


def plain_pieces(text: str, *, flowed: bool, joined: bool) -> list[Piece]:
    """Divide a mail's plain text.

    Args:
        text: one line a line feed.
        flowed: whether it says `format=flowed`: a blank at a line's end joins it to the next.
        joined: whether it says `delsp=yes`: that blank is no part of the text.
    """
    lines = [_unquoted(line) for line in text.split("\n")]
    lines = list(_unflowed(lines, joined)) if flowed else lines
    whole = [_Line(depth, _cleaned(line), line.strip()) for depth, line in lines]
    width = max((len(line.sent) for line in whole if len(line.sent) <= _WIDEST), default=0)
    if flowed or any(len(line.sent) > 2 * _WIDEST for line in whole):
        width = _WIDEST  # long lines stand as they are, so none was broken
    return list(_pieces(whole, max(width, _NARROWEST)))


def _unquoted(line: str) -> tuple[int, str]:
    """Return how often a line is quoted, and the line without the marks of it."""
    quote = _QUOTE.match(line)
    return (quote[0].count(">"), line[quote.end() :]) if quote else (0, line)


def _unflowed(lines: list[tuple[int, str]], joined: bool) -> Iterator[tuple[int, str]]:
    begun: tuple[int, str] | None = None
    for depth, line in lines:
        line = line.removeprefix(" ")
        if begun and (begun[0] != depth or line == "-- "):
            yield begun
            begun = None
        whole = (begun[1] if begun else "") + line
        if line.endswith(" ") and line != "-- ":
            begun = (depth, whole[:-1] if joined else whole)
        else:
            yield depth, whole
            begun = None
    if begun:
        yield begun


def _cleaned(line: str) -> str:
    """Return a line without addresses to click on; one that has nothing else, or a rule, blank."""
    if line.rstrip() == "--":
        return "--"
    if _RULE.match(line) or _ONLY_ADDRESS.match(line):
        return ""
    line = _PICTURE.sub("", _LINK.sub("", _MARKDOWN_LINK.sub(r"\1", line)))
    return "" if _RULE.match(line) else line.rstrip()


def _pieces(lines: list[_Line], width: int) -> Iterator[Piece]:
    for (depth, rule, blank), group in groupby(lines, _place):
        if rule:
            yield Piece("--", quoted=depth > 0)
        elif not blank:
            text = _unwrapped(list(group), width)
            heading = _HEADING.match(text) if "\n" not in text else None
            yield Piece(
                text[heading.end() :] if heading else text,
                "heading" if heading else None,
                quoted=depth > 0,
            )


def _place(line: _Line) -> tuple[int, bool, bool]:
    return line.depth, line.text == "--", not line.text.strip()


def _unwrapped(lines: list[_Line], width: int) -> str:
    """Join the lines of a paragraph that were broken because the next word did not fit."""
    text = [lines[0].text.strip()]
    for line, following in pairwise(lines):
        next_word = following.sent.split(maxsplit=1)[0]
        wrapped = len(line.sent) + 1 + len(next_word) > width and not _ITEM.match(following.sent)
        text += [" " if wrapped else "\n", following.text.strip()]
    return "".join(text)


def plain_links(text: str) -> Iterator[tuple[str, str]]:
    """Yield each address of a text with the words before it, on its line or the line above."""
    above = ""
    for line in text.split("\n"):
        found = re.search(_ADDRESS, line)
        if found:
            yield line[: found.start()].strip(" <([:") or above, found[0]
        above = line.strip() or above
