"""Sentence borders, with offsets."""

import re
from functools import lru_cache
from itertools import pairwise

import sentencex

from index.marks import masked, pair
from index.spans import strip

_LANGUAGE = "en"
_MASK = "x"
_SURROGATE = re.compile("[\ud800-\udfff]")
# sentencex 1.0.32 leaves an opening mark at the end of a sentence where no closing one follows
# (a quotation over several paragraphs), and sees no border behind a closing parenthesis.
# Code points; over nothing but marks sentencex takes quadratic time, at 16,000 already 0.26 s.
_LONGEST = 50_000
_MANY_MARKS = 1_000  # of which few are sentences
_PLAIN_BORDER = re.compile(r"(?<=[.!?…])\s+(?=[“\"‘(]?[A-Z0-9])")
_OPENING = '“„«(["‘'
_BEHIND_PARENTHESIS = re.compile(r"(?<=[.!?]\))\s+(?=[“\"‘(]?[A-Z0-9])")
_MARKS = '“”„«»‘‚"[]()'
_CLOSING = '”’»")]'


@lru_cache(maxsize=8192)  # paragraphs, some 8 MB
def split(text: str) -> tuple[tuple[int, int], ...]:
    """Divide a text into sentences.

    Returns:
        `[start, end)` code points of each sentence, in order, without the white space around
        it; together they hold all that is not white space. A quotation whose marks are
        balanced is never divided. Kept for the last texts, because names, quotes and answers
        ask for the same ones.
    """
    shown = masked(text, [span for span in pair(text) if span.closed], _MASK)
    shown = _SURROGATE.sub(_MASK, shown)  # which sentencex cannot take
    borders = [0]
    if len(text) > _LONGEST or sum(map(shown.count, _MARKS)) > _MANY_MARKS:
        borders.extend(match.end() for match in _PLAIN_BORDER.finditer(shown))
    else:
        for found in sentencex.get_sentence_boundaries(_LANGUAGE, shown):
            borders.append(_border(shown, borders[-1], found["end_index"]))
    if ".)" in shown or "?)" in shown or "!)" in shown:
        borders.extend(match.end() for match in _BEHIND_PARENTHESIS.finditer(shown))
    borders.append(len(text))
    borders = sorted(set(borders))
    spans = [strip(text, start, end) for start, end in pairwise(borders)]
    return tuple((start, end) for start, end in spans if start < end)


def _border(text: str, start: int, end: int) -> int:
    """Move a border before an opening mark left dangling, or behind closing marks cut off."""
    while end < len(text) and text[end] in _CLOSING and not text[end - 1].isspace():
        end += 1
    if end >= len(text):
        return end
    # Not by a pattern, which takes quadratic time over white space without end.
    sentence = text[start:end].rstrip()
    words = sentence.rstrip(_OPENING)
    dangling = len(words) < len(sentence) and words[-1:].isspace()
    return start + len(words.rstrip()) + 1 if dangling else end
