"""How likely it is that a clause found is told by whom it seems: a weighted sum of plain signs."""

import json
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from index.frames import FRAMES
from index.function_words import (
    CLAUSAL,
    DETERMINERS,
    OPEN,
    PERSONAL,
    POSSESSIVES,
    PREPOSITIONS,
    RELATIVE,
)
from index.groups import Group
from index.marks import MASK
from index.tokens import Tokens

Form = Literal[
    "front",
    "around",
    "behind",
    "inverted",
    "passive",
    "agentless",
    "noun",
    "expressed",
    "adjective",
    "according",
]
_WEIGHTS = Path(__file__).with_name("likelihood.json")
_SUBORDINATING = frozenset("that who which and but as if when while because what than how".split())
_PRONOUNS = PERSONAL | RELATIVE
_NOUN_FORMS = frozenset(("noun", "expressed"))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A clause that may be told; each pair is the first and last token, inclusive.

    Attributes:
        source: None where nobody is named.
        lemma: of the cue; a noun or an adjective as it stands.
        group: the cue's auxiliaries; None where it has none.
    """

    content: tuple[int, int]
    cue: tuple[int, int]
    source: tuple[int, int] | None
    form: Form
    lemma: str
    group: Group | None


def likelihood(tokens: Tokens, at: int, found: Sequence[Candidate]) -> float:
    """Return how likely `found[at]` is right, 0..1.

    The weights are those of a logistic regression on polnear's development half, in which
    people marked what is told by whom; they know no names and no topics. A sign that was
    seen there less than 15 times has none.
    """
    weights = _weights()
    total = weights["bias"] + sum(map(weights.__getitem__, signs(tokens, at, found)))
    return 1 / (1 + math.exp(-total))


def signs(tokens: Tokens, at: int, found: Sequence[Candidate]) -> Iterator[str]:
    """Yield the signs by which a candidate is weighed."""
    one = found[at]
    form, source = one.form, _source(tokens, one.source)
    kind = "N:" if form in _NOUN_FORMS else "A:" if form == "adjective" else ""
    yield f"form={form}"
    yield f"cue={kind}{one.lemma}"
    yield f"source={source}"
    if one.source:
        yield f"before={_before(tokens, one.source[0])}"
    first = _first(tokens, one.content[0])
    yield f"first={first}"
    yield f"first={first}|{form}"
    says = "say" if "say" in FRAMES.get(one.lemma, ()) else "other"
    yield f"clause={_is_clause(tokens, one.content)}|{says}|{form}"
    yield from _voice(tokens, one)
    yield from _around(one, found, source)
    yield from _whole(tokens, one.content)


def _voice(tokens: Tokens, one: Candidate) -> Iterator[str]:
    group = one.group
    if group is not None:
        for name, there in (
            ("modal", group.modal),
            ("negated", group.negated),
            ("infinitive", group.infinitive),
            ("helped", group.helped),
        ):
            if there:
                yield name
                yield f"{name}|{one.form}"
    if tokens.words[one.cue[1]].endswith("ing"):
        yield "ing"


def _around(one: Candidate, found: Sequence[Candidate], source: str) -> Iterator[str]:
    """Yield whether it stands in what another tells, or holds what another tells."""
    first, last = one.content
    nested = any(
        other is not one
        and other.content[0] <= first
        and other.content[1] >= last
        and other.content[0] < one.cue[0] <= other.content[1]
        for other in found
    )
    holds = any(other is not one and first <= other.cue[0] <= last for other in found)
    yield f"nested={nested}"
    yield f"nested={nested}|{one.form}|{source}"
    yield f"holds={holds}"


def _whole(tokens: Tokens, content: tuple[int, int]) -> Iterator[str]:
    first, last = content
    if tokens.quotes and any(word[0] == MASK for word in tokens.words[first : last + 1]):
        yield "quotes"
    if tokens.words[-1] == "?":
        yield "question"
    length = last - first + 1
    if length * 5 > len(tokens.words) * 4:
        yield "whole"
    yield f"length={min(6, length.bit_length())}"


def _source(tokens: Tokens, source: tuple[int, int] | None) -> str:
    """Return what kind of words name the source."""
    if source is None:
        return "none"
    first, last = source
    word = tokens.words[first].partition("’")[0]
    if word in POSSESSIVES:
        return "possessive"
    if first == last and word in _PRONOUNS:
        return "he" if word in ("he", "she") else "i" if word in ("i", "we", "you") else word
    if tokens.capital(first) and word not in DETERMINERS:
        return "name"
    if any(tokens.capital(at) for at in range(first + 1, last + 1)):
        return "with name"
    if word in ("the", "this", "that", "these", "those"):
        return "definite"
    return "indefinite" if word in ("a", "an", "one", "another") else "bare"


def _before(tokens: Tokens, first: int) -> str:
    word = tokens.word(first - 1)
    if word in _SUBORDINATING:
        return word
    if not word or not word[0].isalnum():
        return word
    return "preposition" if word in PREPOSITIONS else "word"


def _first(tokens: Tokens, at: int) -> str:
    """Return with what kind of word a content begins."""
    word = tokens.words[at]
    if tokens.word(at - 1) == "that":
        return "that"
    if word == "to" or word in PREPOSITIONS:
        return word
    if word in OPEN:
        return "open"
    if not word[0].isalnum():
        return "sign"
    if word.partition("’")[0] in PERSONAL:
        return "pronoun"
    if word in DETERMINERS:
        return "determiner"
    if tokens.capital(at):
        return "capital"
    return "ing" if word.endswith("ing") else "word"


def _is_clause(tokens: Tokens, content: tuple[int, int]) -> bool:
    words = tokens.words[content[0] : min(content[1] + 1, content[0] + 11)]
    return not CLAUSAL.isdisjoint(words) or any(
        word.endswith(("n’t", "’s", "’re", "’d", "’ll")) for word in words if "’" in word
    )


class _Weights(dict[str, float]):
    """What each sign weighs; nothing where it is not known."""

    def __missing__(self, sign: str) -> float:
        return 0.0


@cache
def _weights() -> _Weights:
    return _Weights(json.loads(_WEIGHTS.read_text(encoding="utf-8")))
