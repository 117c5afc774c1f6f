"""Reads a model's reply, sentence by sentence as it streams."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from qa.llm import ModelError
from qa.prose import Heading, Written, take
from qa.structured import read_json

# A model that has nothing left to say goes on for ever; what is asked for is far shorter.
_MOST_SENTENCES = 20
_LONGEST_REPLY = 8_000  # code points
_LONGEST_SENTENCE = 1_500
_REPEATED = 3
_BLOCK = re.compile(r"```|(?:\A|\n)\s*(?:\{|\[\s*[{\"])")
_FENCE = re.compile(r"```[ \t]*\w*")
_NO_ANSWER = re.compile(r"(?i)\W*no[ _]answer\W*(?:$|[:(—–-])")
_WHOLE = re.compile(r"(?s).*[.!?…\])】}][\"”’»)*_\s]*")


def read_reply(
    pieces: Iterator[str], known: Collection[int], titles: Sequence[str] = ()
) -> Iterator[Written | Heading]:
    """Yield the sentences and headings of a reply, each as soon as it is complete.

    It may be prose, Markdown or JSON. A sentence that was there before is left out; when it comes
    a third time, the model runs in a circle and reading ends, as it does at NO ANSWER. A last
    sentence that was cut off by a length limit is left out.

    Args:
        pieces: the reply as it comes; dropped where reading ends.
        known: the passages' numbers.
        titles: headings that are expected.

    Raises:
        ModelError: the reply breaks off, or its length limit came before the first sentence's end.
    """
    times: Counter[str] = Counter()
    seen: set[Written] = set()
    for item in _items(pieces, known, titles):
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


def _items(
    pieces: Iterator[str], known: Collection[int], titles: Sequence[str]
) -> Iterator[Written | Heading]:
    pending, length, started = "", 0, False
    cut: ModelError | None = None
    whole = False
    try:
        for piece in pieces:
            pending += piece
            length += len(piece)
            if length > _LONGEST_REPLY:
                break
            if _BLOCK.search(pending):
                continue
            ready, pending = take(pending, known, titles, final=False)
            started = started or bool(ready)
            yield from ready
            if len(pending) > _LONGEST_SENTENCE:
                break
        else:
            whole = True
    except ModelError as error:
        if error.kind != "length":
            raise
        cut = error
    rest = _rest(pending, known, titles, whole=whole)
    if cut and not started and not rest:
        raise cut
    yield from rest


def _rest(
    pending: str, known: Collection[int], titles: Sequence[str], *, whole: bool
) -> list[Written | Heading]:
    """Read what is left when no more comes: the last sentences, or a block of JSON."""
    block = _BLOCK.search(pending)
    before = pending[: block.start()] if block else pending
    items = take(before, known, titles, final=True)[0]
    if block:
        inside = _FENCE.sub("", pending[block.start() :])
        told = list(read_json(inside, known, titles))
        if not told and inside.lstrip()[:1] not in {"{", "["}:
            told = take(inside, known, titles, final=True)[0]
        return items + told
    if not whole and items and not _WHOLE.fullmatch(pending):
        items.pop()
    return items
