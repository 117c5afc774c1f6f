"""Marked words that are no speech, and what they are instead."""

import re
from collections.abc import Sequence
from itertools import islice

from index.article import LabelKind
from index.lexicon import FEMALE_NAMES, MALE_NAMES
from index.marks import Marked

# Words before a mark that make what follows a name or a term, not speech.
_TITLED = re.compile(
    r"(?i)(?:\btitled|\bentitled|\bheadlined|\bcaptioned|\b(?:the )?(?:song|single|book|novel"
    r"|film|movie|album|play|poem|episode|show|series|programme|program|podcast|report|paper"
    r"|article|essay|column|painting|exhibition|documentary|musical|opera|memoir|game|track|hit)"
    r"(?: called| titled)?,?)\s*[“\"‘'„«»]{0,2}$"
)
_NAMED = re.compile(
    r"(?i)(?:\bso-called|\bthe (?:words?|terms?|phrases?|expression|name|title|label|slogan"
    r"|hashtag|acronym)|\b(?:referred to|billed|styled|known) as(?: (?:the|a|an))?|\bnamed)"
    r"\s*[“\"‘'„«»]{0,2}$"
)
_NICKNAMED = re.compile(
    r"(?i)(?:\bnicknamed|(?<!has )(?<!have )(?<!had )\bdubbed)"
    r"(?: (?:it|him|her|the))?\s*[“\"‘'„«»]{0,2}$"
)
_ABOUT = re.compile(
    r"(?i)\b(?:is|are|was|were|been|being|be|often|widely)\s+(?:\w+ly\s+)?(?:called|described|seen"
    r"|portrayed|regarded|branded|labell?ed|hailed|derided|characteri[sz]ed|considered|deemed)"
    r"(?:\s+(?:as|to be))?(?:\s+(?:a|an|the))?\s*[“\"‘'„«»]{0,2}$"
)
_GIVEN_NAME = re.compile(r"[A-ZÀ-Þ][\w’'-]+\s+$")
_SURNAME = re.compile(r"[”\"’'»“]\s+[A-ZÀ-Þ]")
_GIVEN_NAMES = MALE_NAMES | FEMALE_NAMES
_LONGEST = 150  # code points; no label is longer
_MOST_WORDS = 12  # of a title that is not all in capitals
_BEFORE = 60  # code points before a mark that are read
_TOKEN = re.compile(r"[^\W_][\w’'-]*")


def label_of(text: str, span: Marked) -> LabelKind | None:
    """Return what marked words are by their form and what stands before; None for speech.

    Args:
        text: the paragraph's.
        span: the marked words in it.
    """
    words = text[span.start : span.end].strip()
    if len(words) > _LONGEST and words != words.upper():
        return None
    first = [token[0] for token in islice(_TOKEN.finditer(words), _MOST_WORDS + 1)]
    if len(first) > _MOST_WORDS and not _may_be_name(first) and words != words.upper():
        return None  # as most speech
    tokens = _TOKEN.findall(words) if len(first) > _MOST_WORDS else first
    before = text[max(0, span.start - _BEFORE) : span.start]
    named = len(tokens) <= 4 or _may_be_name(tokens)
    for kind, pattern in _PATTERNS if named else ():
        if pattern.search(before) and (kind != "title" or _capitals(tokens) * 2 >= len(tokens)):
            return kind
    if len(tokens) <= 4 and _is_nickname(text, span):
        return "nickname"
    return "title" if _is_title(words, tokens) else None


def label_without_speaker(text: str, span: Marked) -> LabelKind:
    """Return what marked words are that nobody is seen to say."""
    before = text[max(0, span.start - _BEFORE) : span.start]
    return label_of(text, span) or ("about" if _ABOUT.search(before) else "scare")


_PATTERNS: tuple[tuple[LabelKind, re.Pattern[str]], ...] = (
    ("title", _TITLED),
    ("nickname", _NICKNAMED),
    ("term", _NAMED),
)


def _is_nickname(text: str, span: Marked) -> bool:
    """Tell whether marked words stand inside a name: "Ida “the Wave” Lund"."""
    before = _GIVEN_NAME.search(text, max(0, span.start - 30), max(0, span.start - 1))
    given = before[0].strip().lower() if before else ""
    return given in _GIVEN_NAMES and bool(_SURNAME.match(text, span.end))


def _may_be_name(tokens: Sequence[str]) -> bool:
    return all(_is_capital(token) or len(token) < 5 for token in tokens)


def _is_capital(token: str) -> bool:
    return not "a" <= token[0] <= "z"


def _capitals(tokens: Sequence[str]) -> int:
    return sum(map(_is_capital, tokens))


def _is_title(words: str, tokens: Sequence[str]) -> bool:
    if len(tokens) >= 3 and words == words.upper():
        return True
    if not 2 <= len(tokens) <= _MOST_WORDS or words[-1] in ".,!?…":
        return False
    capital = _capitals(tokens)
    long_words = sum([len(token) > 4 for token in tokens])
    return capital >= max(2, long_words) and capital * 3 >= len(tokens) * 2
