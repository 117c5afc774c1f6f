"""Finds where a model's text points to its passages."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

_LONGEST_RANGE = 20  # "[1-99999]" is no list of passages
_MOST_DIGITS = 9
_SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_UNITS = {"m", "km", "cm", "mm", "dm", "ft", "mi", "yd"}  # m², km³

_NOUN = r"(?:passages?|sources?|citations?|references?|articles?|refs?|nos?)\b\.?"
# No digit is given back: a number of 400 digits could be divided in more ways than time allows.
_NUMBERS = rf"\d++(?:(?>\s*(?:[,;&]|[-–—]|and\b)?\s*(?:{_NOUN}\s*)?)\d++)*"
_LEAD = (
    r"(?:\b(?:according\s+to|as\s+(?:stated|reported|noted|described|mentioned|shown)\s+(?:in|by)"
    r"|see|per)\s+(?:the\s+)?)"
)
_POINTER = re.compile(
    rf"""
    (?P<lead>{_LEAD}(?:{_NOUN}\s*:?\s*)?|\b(?:in|from)\s+(?:the\s+)?{_NOUN}\s*|^[\s*_]*{_NOUN}\s*|\b{_NOUN}\s*:\s*)?
    (?:
        \\?(?P<square>\[{{1,2}}\s*(?:(?:\^|\#|{_NOUN})\s*:?\s*)?(?P<in_square>{_NUMBERS})\s*\\?\]{{1,2}})
        (?:\([^)\s]*\))?
      | 【\s*(?P<lenticular>{_NUMBERS})[^】]*】
      | \(\s*(?:see\s+)?{_NOUN}\s*:?\s*(?P<named>{_NUMBERS})\s*\)
      | \((?P<round>\d{{1,2}}(?:\s*,\s*\d{{1,2}})*)\)
      | (?P<superscript>[{_SUPERSCRIPTS}]+(?:[,\s·]+[{_SUPERSCRIPTS}]+)*)
      | (?<=\s)(?P<bare>{_NUMBERS})(?=[\s,.;:!?)]|$)
    )
    (?P<comma>(?(lead),))?
    """,
    re.IGNORECASE | re.VERBOSE,
)
_ITEM = re.compile(r"(\d+)(?:\s*[-–—]\s*(\d+))?")


@dataclass(frozen=True, slots=True)
class Pointer:
    """A place `[start, end)` in a text that names passages, with the words that only lead to it."""

    start: int
    end: int
    numbers: tuple[int, ...]


def find_pointers(text: str, known: Collection[int]) -> tuple[Pointer, ...]:
    """Find the places in a text that point to passages, in order.

    `[1]`, `[1, 2]`, `[1-3]`, `【1】` and `(passage 1)` always do, whatever their number. Round
    brackets at a sentence's end, superscripts, and "according to passage 1" do where the number is
    that of a passage: else they are a year, an age, a square metre.

    Args:
        text: what a model wrote.
        known: the passages' numbers.
    """
    return tuple(_pointers(text, known))


def numbers_in(text: str) -> tuple[int, ...]:
    """Return the numbers of "1, 2", "1-3" or "[4]", each once, in order of mention."""
    found: dict[int, None] = {}
    for first, last in _ITEM.findall(text):
        low, high = int(first[:_MOST_DIGITS]), int((last or first)[:_MOST_DIGITS])
        whole = range(low, high + 1) if low <= high <= low + _LONGEST_RANGE else (low, high)
        found.update(dict.fromkeys(whole))
    return tuple(found)


def _pointers(text: str, known: Collection[int]) -> Iterator[Pointer]:
    for match in _POINTER.finditer(text):
        kind = next(name for name in _KINDS if match[name])
        written = match[kind]
        if kind == "superscript":
            written = written.translate({ord(c): str(n) for n, c in enumerate(_SUPERSCRIPTS)})
        numbers = numbers_in(written)
        sure = kind not in _UNSURE or all(number in known for number in numbers)
        if sure and _stands_as_pointer(kind, text, match):
            yield Pointer(match.start(), match.end(), numbers)


_KINDS = ("in_square", "lenticular", "named", "round", "superscript", "bare")
_UNSURE = {"round", "superscript", "bare"}


def _stands_as_pointer(kind: str, text: str, match: re.Match[str]) -> bool:
    before, after = text[: match.start()], text[match.end() :]
    if kind == "round":
        ends = re.match(r"[ \t]*(?:[.!?]|$|\n)", after)
        return bool(ends or before.rstrip(' "”’')[-1:] in {*".!?"})
    if kind == "superscript":
        word = re.search(r"[A-Za-z]+$", before)
        return not (word and word[0].lower() in _UNITS)
    return kind != "bare" or bool(re.search(r"(?i)\b(?:passage|source)s?\b", match["lead"] or ""))
