"""Finds the sentences in what a model writes, as far as it has come."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from index.sentences import split
from qa.pointers import Pointer, find_pointers

# What is taken out of a text is overwritten in place, so that offsets hold: by a wide space where
# words stay apart, by a narrow one where they join.
_GAP, _JOIN = "\u205f", "\u2005"
_ENOUGH = 24  # code points of a next sentence from which the border before it is sure
_ENOUGH_CITED = 2  # likewise behind a sentence with its number, which seldom stands inside one

_INLINE = "a|abbr|b|big|cite|code|em|font|i|mark|q|s|small|span|strong|sub|sup|u"
_BLOCK = (
    "article|aside|blockquote|body|br|div|h[1-6]|hr|html|img|li|ol|p|pre|section|table|td|th|tr|ul"
)
_MARKUP: tuple[tuple[str, str], ...] = (
    (r"!\[[^\]]*\]\([^)]*\)", _GAP),  # an image
    (
        r"\[(?=[^\]]+\]\([^)\s]*(?:\s[^)]*)?\))|(?<=[^\[\]])\]\([^)\s]*(?:\s[^)]*)?\)",
        _JOIN,
    ),  # a link
    (r"<!--.*?-->|<https?://[^>\s]*>", _GAP),
    (rf"(?i)</?(?:{_INLINE})(?:\s[^<>]*)?/?>", _JOIN),
    (rf"(?i)</?(?:{_BLOCK})(?:\s[^<>]*)?/?>", _GAP),
    (r"\(?\b(?:https?://|www\.)[^\s)]*[^\s).,;:!?\"”’]\)?", _GAP),
    (r"^\s*(?:(?:[-*•+–]|\d{1,2}[.)]|#{1,6}|>+)\s+)+", _GAP),
    (r"\*+(?=\S)|(?<=\S)\*+|__(?=\S)|(?<=\S)__|`+|~~", _JOIN),
    (r"\\?\[[\d,\s-]*$", _GAP),  # a number that is not finished
    (r"(?i)^\s*(?:(?:final\s+|the\s+)?answer(?:\s+is)?|summary|response)\s*:", _GAP),
)
_HEADING = re.compile(
    r"\s*(?:#{1,6}\s+(?P<marked>.+?)|(?:\*\*|__)(?P<bold>[^*_]+)(?:\*\*|__):?)[\s#]*"
)
_LIST_OF_SOURCES = re.compile(
    r"(?i)[\s#*_]*(?:sources?|references?|citations?|passages?|footnotes?|notes?)[\s*_]*:?[\s*_]*"
)
_QUESTION = re.compile(r"(?i)question\b[^?]{0,12}:")


@dataclass(frozen=True, slots=True)
class Written:
    """A sentence that a model wrote, with the passage numbers it gave, unchecked, as written."""

    text: str
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading that a model wrote."""

    text: str


@dataclass(frozen=True, slots=True)
class _Found:
    """What stands at a place, with what belongs to it.

    Attributes:
        start: where in the text it begins, with the marks before it.
        line: of which line it is.
        closed: its line is complete.
        leads: its line begins with a passage's number, which holds for what follows.
    """

    start: int
    line: int
    closed: bool
    leads: bool
    item: Written | Heading


def take(text: str, known: Collection[int], *, final: bool) -> tuple[list[Written | Heading], str]:
    """Divide a text into what is complete and the rest, which may change as more text comes.

    Args:
        text: what a model wrote and was not taken yet.
        known: the passages' numbers.
        final: no more text will come.

    Returns:
        the complete sentences and headings in order, without markup, and the rest of the text.
    """
    found = list(_find(text, known, final=final))
    if final:
        return [entry.item for entry in found if _says_something(entry.item)], ""
    settled = 0
    for entry, following in pairwise(found):
        if not _is_settled(entry, following, last=following is found[-1]):
            break
        settled += 1
    items = [entry.item for entry in found[:settled] if _says_something(entry.item)]
    return items, text[found[settled].start :] if found else text


def _is_settled(entry: _Found, following: _Found, *, last: bool) -> bool:
    """Tell whether more text cannot change an entry; a number that ends it mostly settles it."""
    if following.closed:
        return True
    cited = isinstance(entry.item, Written) and entry.item.citations
    if last and len(following.item.text) < (_ENOUGH_CITED if cited else _ENOUGH):
        return False
    return entry.line < following.line or not (entry.leads or _is_open(entry.item.text))


def _is_open(text: str) -> bool:
    """Tell whether a quotation may go on behind a text."""
    return text.count("“") != text.count("”") or text.count('"') % 2 == 1


def _says_something(item: Written | Heading) -> bool:
    """Leave out lead-ins ("Here is the answer:") and a question that the model repeats."""
    if isinstance(item, Heading) or item.citations:
        return True
    return not (item.text.endswith(":") or _QUESTION.match(item.text))


def _find(text: str, known: Collection[int], *, final: bool) -> Iterator[_Found]:
    last: _Found | None = None
    start = 0
    for number, line in enumerate(text.split("\n")):
        closed = final or start + len(line) < len(text)
        if _LIST_OF_SOURCES.fullmatch(line):
            break
        at = start
        start += len(line) + 1
        for entry in _in_line(line, known):
            entry = replace(entry, start=at + entry.start, line=number, closed=closed)
            if last and isinstance(entry.item, Written) and not entry.item.text:
                last = _cite(last, entry.item.citations)
                continue
            if last:
                yield last
            last = entry if entry.item.text else None
    if last:
        yield last


def _cite(entry: _Found, numbers: tuple[int, ...]) -> _Found:
    """Give numbers that stand in a line of their own to the sentence before it."""
    if isinstance(entry.item, Heading):
        return entry
    citations = tuple(dict.fromkeys(entry.item.citations + numbers))
    return replace(entry, item=Written(entry.item.text, citations))


def _in_line(line: str, known: Collection[int]) -> Iterator[_Found]:
    """Find headings and sentences in a line; one without words has the line's bare numbers."""
    heading = _HEADING.fullmatch(line)
    if heading:
        words = " ".join((heading["marked"] or heading["bold"]).strip(" *_:").split())
        if words[-1:] not in {*".!?"} and not find_pointers(line, known):
            yield _Found(0, 0, False, False, Heading(words))
            return
    yield from _sentences(line, known)


def _sentences(line: str, known: Collection[int]) -> Iterator[_Found]:
    pointers = find_pointers(line, known)
    bare = _bare(line, pointers)
    spans = split(bare.replace(_GAP, " ").replace(_JOIN, " "))
    if not any(map(str.isalnum, bare)):
        if pointers:
            yield _Found(0, 0, False, False, Written("", _numbers(pointers, 0, len(line))))
        return
    leads = bool(pointers) and pointers[0].start < spans[0][0]
    held: tuple[int, ...] = ()
    for place, (start, end) in enumerate(spans):
        begin, until = _reach(spans, place, line, pointers, leads=leads)
        held = _numbers(pointers, begin, until) or (held if leads else ())
        text = _clean(bare[start:end])
        if leads and place == 0:
            text = text.lstrip(":-–—,. ")
        if (
            line[begin:start].lstrip()[:1].isalpha()
        ):  # "According to [1], the quay" lost its opening
            text = text[:1].upper() + text[1:]
        if any(map(str.isalnum, text)):
            yield _Found(begin, 0, False, leads, Written(text, held))


def _reach(
    spans: Sequence[tuple[int, int]],
    place: int,
    line: str,
    pointers: Sequence[Pointer],
    *,
    leads: bool,
) -> tuple[int, int]:
    """Return from where to where the numbers of a sentence stand.

    They stand in it or behind it; before it where the line begins with a number, or where the
    words that lead to the number open the sentence.
    """

    def begin(at: int) -> int:
        start = spans[at][0]
        if at == 0:
            return 0
        if leads:
            return spans[at - 1][1]
        opening = (p.start for p in pointers if spans[at - 1][1] <= p.start < start)
        first = next(opening, start)
        return first if line[first].isupper() and line[start].islower() else start

    return begin(place), len(line) if place == len(spans) - 1 else begin(place + 1)


def _numbers(pointers: Sequence[Pointer], start: int, end: int) -> tuple[int, ...]:
    inside = (pointer.numbers for pointer in pointers if start <= pointer.start < end)
    return tuple(dict.fromkeys(number for numbers in inside for number in numbers))


def _bare(line: str, pointers: Sequence[Pointer]) -> str:
    """Overwrite the pointers and the markup of a line; its length stays."""
    chars = list(line)
    for number, pointer in enumerate(pointers):
        end = pointer.end
        following = pointers[number + 1].start if number + 1 < len(pointers) else end
        if re.fullmatch(r"\s*(?:[,;&]|and)?\s*", line[end:following]):
            end = following
        chars[pointer.start : end] = _GAP * (end - pointer.start)
    bare = "".join(chars)
    for pattern, filling in _MARKUP:
        for found in re.finditer(pattern, bare):
            start, end = found.span()
            bare = bare[:start] + filling * (end - start) + bare[end:]
    return bare


def _clean(bare: str) -> str:
    """Close the gaps in a sentence."""
    text = bare.replace(_JOIN, "")
    text = re.sub(rf"\s*{_GAP}[\s{_GAP}]*(?=[.,;:!?…)])", "", text)
    text = re.sub(rf"(?<=[(“‘])[\s]*{_GAP}[\s{_GAP}]*", "", text)
    return " ".join(text.split())
