"""Tells whether cited texts carry a sentence, by its words alone.

Written apart from the answers' own check (qa), so that a fault of the check shows in the figures.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

import snowballstemmer

from eval.wording import outside_quotations, quotations, stands_in, words
from qa.answer import Citation, Sentence

# Of a sentence's content words, how many its citations must hold. More than half, as two writers
# of one fact share about that much; numbers and names must be there all the same.
_MOST = 0.5
_STEMMER = snowballstemmer.stemmer("english")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_NAME = re.compile(r"(?<![\w’'-])[A-Z][\w’'-]*")
_FUNCTION_WORDS = frozenset(
    re.findall(
        r"\w+",
        """a about above after again against all also although among an and another any are as at
        be because been before being between both but by can could did do does during each for from
        had has have he her him his how i if in into is it its may more most much must my no nor
        not of off on one only or other our out over own said same say says she should since so
        some such than that the their them then there these they this those through to too under
        until up us very was we were what when where which while who whom whose why will with
        within without would yes you your""",
    )
)


def carries(citations: Sequence[Citation], sentence: Sentence) -> bool:
    """Tell whether citations, taken together, carry a sentence; none carries nothing.

    The sentence stands in a cited text word for word; or each of its quotations does and the
    numbers around them are there too; or, where it is written in other words, all its numbers and
    names and most of its content words are there.
    """
    texts = [citation.text for citation in citations]
    if any(stands_in(sentence.text, text) for text in texts):
        return True
    if sentence.support == "verbatim" or not citations:
        return False
    quoted = quotations(sentence.text)
    if not all(any(stands_in(piece, text) for text in texts) for piece in quoted):
        return False
    around = outside_quotations(sentence.text)
    known = " ".join([*texts, *map(_facts, citations)])
    if not _numbers(around) <= _numbers(known):
        return False
    return bool(quoted and sentence.support == "quoted") or _is_reworded(sentence, around, known)


def content_stems(text: str) -> set[str]:
    """Return the stems of a text's words without function words and single letters."""
    return {_stem(word) for word in words(text) if word not in _FUNCTION_WORDS and len(word) > 1}


def _is_reworded(sentence: Sentence, around: str, known: str) -> bool:
    # A text that says "he" carries the name that it means: whether rightly, wrong_speaker tells.
    speaker = _stems(sentence.speaker or "")
    names, content = _names(around) - speaker, content_stems(around) - speaker
    held = _stems(known)
    return names <= held and (not content or len(content & held) > _MOST * len(content))


def _facts(citation: Citation) -> str:
    """What the reader sees beside the cited text: it may be told in the sentence, too."""
    date = f"{citation.date:%d %B %Y} {citation.date.day}" if citation.date else ""
    return " ".join(filter(None, (citation.title, citation.outlet, date)))


def _numbers(text: str) -> set[str]:
    return {re.sub(r"[.,](?=\d{3}\b)", "", number) for number in _NUMBER.findall(text)}


def _names(text: str) -> set[str]:
    """Stems of the capital words but the first, which may be one only by its place."""
    found = [match.group() for match in _NAME.finditer(text) if match.start() > 0]
    return {stem for word in found if word.lower() not in _FUNCTION_WORDS for stem in _stems(word)}


def _stems(text: str) -> set[str]:
    return {_stem(word) for word in words(text)}


@lru_cache(maxsize=65536)
def _stem(word: str) -> str:
    return str(_STEMMER.stemWord(word))
