"""Sentence borders, with offsets."""

import re
from functools import lru_cache
from itertools import pairwise

import sentencex

from index.marks import masked, pair
from index.spans import strip

_LANGUAGE = "en"
_MASK = "x"
# sentencex 1.0.32 leaves an opening mark at the end of a sentence where no closing one follows
# (a quotation over several paragraphs), and sees no border behind a closing parenthesis.
_DANGLING_OPENING = re.compile(r"\s+[“„«(\[\"‘]+\s*$")
_BEHIND_PARENTHESIS = re.compile(r"(?<=[.!?]\))\s+(?=[“\"‘(]?[A-Z0-9])")
_CLOSING = '”’»")]'


@lru_cache(maxsize=512)
def split(text: str) -> tuple[tuple[int, int], ...]:
    """Divide a text into sentences.

    Returns:
        `[start, end)` code points of each sentence, in order, without the white space around
        it; together they hold all that is not white space. A quotation whose marks are
        balanced is never divided. Kept for the last texts, because names, quotes and answers
        ask for the same ones.
    """
    shown = masked(text, [span for span in pair(text) if span.closed], _MASK)
    borders = [0]
    for found in sentencex.get_sentence_boundaries(_LANGUAGE, shown):
        borders.append(_border(shown, borders[-1], found["end_index"]))
    borders.extend(match.end() for match in _BEHIND_PARENTHESIS.finditer(shown))
    borders.append(len(text))
    borders = sorted(set(borders))
    spans = [strip(text, start, end) for start, end in pairwise(borders)]
    return tuple((start, end) for start, end in spans if start < end)


def _border(text: str, start: int, end: int) -> int:
    """Move a border before an opening mark left dangling, or behind closing marks cut off."""
    while end < len(text) and text[end] in _CLOSING and not text[end - 1].isspace():
        end += 1
    dangling = _DANGLING_OPENING.search(text, start, end)
    return dangling.start() + 1 if dangling and end < len(text) else end
