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
    seen = set()
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
    pending = ""
    length, started = 0, False
    cut: ModelError | None = None
    try:
        for piece in pieces:
            pending += piece
            length += len(piece)
            if _BLOCK.search(pending):
                pending += _up_to(pieces, _LONGEST_REPLY - length)
                break
            ready, pending = take(pending, known, titles, final=False)
            started = started or bool(ready)
            yield from ready
            if length > _LONGEST_REPLY or len(pending) > _LONGEST_SENTENCE:
                break
    except ModelError as error:
        if error.kind != "length":
            raise
        cut = error
    rest = _rest(pending, known, titles, whole=not cut)
    if cut and not started and not rest:
        raise cut
    yield from rest
