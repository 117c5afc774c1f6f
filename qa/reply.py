"""Reads a model's reply, sentence by sentence as it streams."""

import re
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import replace

from index.records import storable
from qa.chat import ModelError
from qa.prose import Heading, Written, take
from qa.structured import read_json, read_unfinished, take_json

# A model that has nothing left to say goes on for ever; what is asked for is far shorter.
_MOST_SENTENCES = 20
_LONGEST_REPLY = 8_000  # code points
_LONGEST_SENTENCE = 1_500
_REPEATED = 3
_ROUND = 80  # code points of a circle inside what is not yet a sentence
_BLOCK = re.compile(r"```|(?:\A|\n)\s*(?:\{|\[\s*[{\"])")
_FENCE = re.compile(r"```[ \t]*\w*")
_NO_ANSWER = re.compile(r"(?i)\W*no[ _]answer\W*(?:$|[:(—–-])")
_WHOLE = re.compile(r"(?s).*[.!?…\])】}][\"”’»)*_\s]*")


def read_reply(pieces: Iterator[str], known: Collection[int]) -> Iterator[Written | Heading]:
    """Yield the sentences and headings of a reply, each as soon as it is complete.

    It may be prose, Markdown or JSON. A sentence that was there before is left out; when it comes
    a third time, the model runs in a circle and reading ends, as it does at NO ANSWER. A last
    sentence that was cut off by a length limit is left out.

    Args:
        pieces: the reply as it comes; dropped where reading ends.
        known: the passages' numbers.

    Raises:
        ModelError: the reply breaks off, or its length limit came before the first sentence's end.
    """
    times: Counter[str] = Counter()
    seen: set[Written] = set()
    for item in _items(pieces, known):
        item = replace(item, text=storable(item.text))  # JSON may hold halves of a character
        if _NO_ANSWER.match(item.text):
            return
        if isinstance(item, Heading):
            yield item
            continue
        times[item.text.casefold()] += 1
        if times[item.text.casefold()] == _REPEATED or len(seen) == _MOST_SENTENCES:
            return
        if item not in seen:
            seen.add(item)
            yield item


def _items(pieces: Iterator[str], known: Collection[int]) -> Iterator[Written | Heading]:
    reader, length, started = _Reader(known), 0, False
    cut: ModelError | None = None
    whole = False
    try:
        for piece in pieces:
            taken = piece[: _LONGEST_REPLY - length]
            length += len(taken)
            ready = reader.feed(taken)
            started = started or bool(ready)
            yield from ready
            if reader.rambles or length == _LONGEST_REPLY:
                break
        else:
            whole = True
    except ModelError as error:
        if error.kind != "length":
            raise
        cut = error
    rest = reader.end(whole=whole)
    if cut and not started and not rest:
        raise cut
    yield from rest


class _Reader:
    """Reads prose, or the sentences of JSON, as far as they have come."""

    def __init__(self, known: Collection[int]) -> None:
        self._known = known
        self._pending = ""
        self._in_list = False

    @property
    def rambles(self) -> bool:
        """Whether a sentence does not end, or the same comes again and again, blanks too."""
        if len(self._pending) <= _ROUND * _REPEATED:
            return False
        if self._pending.count(self._pending[-_ROUND:]) > _REPEATED:
            return True
        block = self._in_list or _BLOCK.search(self._pending)
        return not block and len(self._pending) > _LONGEST_SENTENCE

    def feed(self, piece: str) -> list[Written | Heading]:
        """Take a piece; return what is complete by it."""
        self._pending += piece
        block = _BLOCK.search(self._pending)
        if self._in_list or block:
            return self._objects(0 if self._in_list or block is None else block.start())
        ready, self._pending = take(self._pending, self._known, final=False)
        return ready

    def end(self, *, whole: bool) -> list[Written | Heading]:
        """Return what is left when no more comes."""
        if self._in_list:
            last = (self._pending, self._known)
            return [*take_json(*last)[0], *read_unfinished(*last)]
        return _rest(self._pending, self._known, whole=whole)

    def _objects(self, start: int) -> list[Written | Heading]:
        ready, read = take_json(self._pending[start:], self._known)
        if not ready:
            return []
        before = take(self._pending[:start], self._known, final=True)[0]
        self._pending = self._pending[start + read :]
        self._in_list = True
        return before + ready


def _rest(pending: str, known: Collection[int], *, whole: bool) -> list[Written | Heading]:
    """Read what is left when no more comes: the last sentences, or a block of JSON."""
    block = _BLOCK.search(pending)
    before = pending[: block.start()] if block else pending
    items = take(before, known, final=True)[0]
    if block:
        inside = _FENCE.sub("", pending[block.start() :])
        told = list(read_json(inside, known))
        if not told and inside.lstrip()[:1] not in {"{", "["}:
            told = take(inside, known, final=True)[0]
        return items + told
    if not whole and items and not _WHOLE.fullmatch(pending):
        items.pop()
    return items
