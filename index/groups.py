"""A verb with its auxiliaries: voice, negation, and where its subject ends."""

from dataclasses import dataclass

from index.function_words import (
    ADVERBS,
    AUX,
    BE,
    BEFORE_TIMES,
    MODAL,
    NEGATIVE,
    PHASES,
    PRONOUNS,
    RELATIVE,
    TIMES,
    WEEKDAYS,
)
from index.tokens import Tokens

_SUBJECTS = PRONOUNS | RELATIVE
_DAYS = WEEKDAYS | {"last", "this"}
_BEFORE_TIMES = BEFORE_TIMES | WEEKDAYS
_PASSIVE = BE | PHASES


@dataclass(frozen=True, slots=True)
class Group:
    """A verb with the words that belong to it.

    Attributes:
        left: the token before them, with which the subject ends.
        passive: whether a form of "be" stands there.
        helped: whether an auxiliary stands there, so that the verb's form says no number.
        modal: whether it only may be so ("might explain").
    """

    left: int
    passive: bool
    infinitive: bool
    helped: bool
    modal: bool
    negated: bool


def read_group(tokens: Tokens, at: int) -> Group:
    """Read the auxiliaries and adverbs before the verb at token `at`."""
    left, seen, infinitive, words = at - 1, set[str](), False, tokens.words
    while left >= 0 and not infinitive:
        if words[left] == "to":
            phase = left - 1 - (tokens.word(left - 1) == "on")
            infinitive = tokens.word(phase) not in PHASES
            if not infinitive:
                seen.add("to")
                left = phase
        else:
            taken = _taken(tokens, left, at)
            if not taken:
                break
            seen.add(words[left])
            left -= taken - 1
        left -= 1
    if left >= 0 and "’" in words[left]:
        pronoun, _, helper = words[left].partition("’")
        if helper in ("s", "re", "ve", "ll", "d", "m") and pronoun in _SUBJECTS:
            seen.add("’" + helper)
    if not seen:
        return Group(left, False, infinitive, infinitive, False, False)
    shortened = any(word.endswith("n’t") for word in seen)
    return Group(
        left,
        passive=not seen.isdisjoint(_PASSIVE),
        infinitive=infinitive,
        helped=infinitive or shortened or "to" in seen or not seen.isdisjoint(AUX),
        modal=not seen.isdisjoint(MODAL),
        negated=shortened or not seen.isdisjoint(NEGATIVE),
    )


def _taken(tokens: Tokens, left: int, verb: int) -> int:
    """Return how many tokens up to `left` stand between a verb and its subject."""
    word = tokens.words[left]
    if word in AUX or word.endswith("n’t"):
        return 1
    if word in PHASES and tokens.words[verb].endswith("ing"):
        return 1
    if word == "on" and tokens.word(left + 1) in _DAYS:
        return 1
    if word in TIMES and tokens.word(left - 1) in _BEFORE_TIMES:
        return 2
    if word in ("both", "all") and not tokens.word(left - 1)[:1].isalnum():
        return 0  # "Both think that …"
    return int(word in ADVERBS or (word.endswith("ly") and not tokens.capital(left)))
