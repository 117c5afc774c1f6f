"""Reported speech in a sentence: cue, whose it is, and the words told, found over its tokens."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from index.contents import Contents
from index.frames import ADJECTIVES, NOUNS, OPENERS, SAYING, VERBS
from index.likelihood import Candidate, likelihood
from index.phrases import Phrases
from index.sources import Sources
from index.tokens import Tokens
from index.told_by_nouns import Nouns
from index.told_by_verbs import Verbs

_COORDINATING = frozenset("but and while though although whereas".split())
_POLLS = frozenset("poll polls survey surveys".split())
_CUES = frozenset(VERBS) | NOUNS | ADJECTIVES | {"according"}
_CUES_OF_POLLS = _CUES | {"in"}

_PASSED_ON = 0.7  # the annotators mark mostly the outer one, but whose words it is is plain
LIKELY = 0.4  # below that, what seems to be told mostly is not


@dataclass(frozen=True, slots=True)
class Told:
    """Something told; each pair is `[start, end)` in the paragraph's text.

    Attributes:
        source: the words that name who tells it; None where the text names nobody.
        sure: 0..1, how likely it is that it is told, and by whom.
        word: the cue without its auxiliaries, in lower case.
        modal: whether it only may be told ("could say").
    """

    content: tuple[int, int]
    cue: tuple[int, int]
    source: tuple[int, int] | None
    sure: float
    word: str
    modal: bool


def find_told(shown: str, start: int, end: int) -> list[Told]:
    """Find what the sentence `[start, end)` reports somebody to say, think or want.

    What somebody did not say is not told; who does not think or want something is told with
    the "not".

    Args:
        shown: the paragraph's text with quotations masked.
        start: of the sentence.
        end: of the sentence.

    Returns:
        In order of the cues. Contents may hold one another ("he said that she believes …").
    """
    tokens = Tokens(shown, start, end)
    found = candidates(tokens)
    told = []
    for at, one in enumerate(found):
        sure = likelihood(tokens, at, found)
        if sure < LIKELY and _is_passed_on(one, found):
            sure = _PASSED_ON
        if sure >= LIKELY:
            told.append(_told(tokens, one, sure))
    return told


def candidates(tokens: Tokens) -> list[Candidate]:
    """Find all that may be told in a sentence, in order of the cues."""
    if _CUES_OF_POLLS.isdisjoint(tokens.words):
        return []
    return _untangled(list(_Reader(tokens).read()), tokens)


def _is_passed_on(one: Candidate, found: list[Candidate]) -> bool:
    """Tell whether another one tells that it was said: "the paper reports that Lund said …"."""
    return one.lemma in SAYING and any(
        other is not one
        and other.lemma in ("report", "according")
        and other.content[0] <= one.cue[0] <= other.content[1]
        for other in found
    )


def _told(tokens: Tokens, one: Candidate, sure: float) -> Told:
    group = one.group
    return Told(
        tokens.place(*one.content),
        tokens.place(*one.cue),
        tokens.place(*one.source) if one.source else None,
        sure,
        tokens.words[one.cue[1]],
        group is not None and group.modal,
    )


def _untangled(found: list[Candidate], tokens: Tokens) -> list[Candidate]:
    """End what is told before another's "…, she said" or ", but she said …"."""
    if len(found) < 2:
        return found
    fronts = [(one.content[1], one.cue[0]) for one in found if one.content[1] < one.cue[0]]
    others = _clauses(found, tokens)
    untangled = []
    for one in found:
        first, last = one.content
        ends = [at for at, cue in fronts if first < at < last and one.cue[0] < cue]
        ends += [at for at, source in others if first < at < last and source != one.source]
        untangled.append(replace(one, content=(first, min(ends))) if ends else one)
    return untangled


def _clauses(found: list[Candidate], tokens: Tokens) -> list[tuple[int, tuple[int, int]]]:
    """Return where behind a comma another one's clause begins: ", but she said …"."""
    clauses = []
    for one in found:
        if one.source is None or one.form not in ("behind", "around"):
            continue
        k = one.source[0] - 1
        if k > 1 and tokens.words[k] in _COORDINATING and tokens.words[k - 1] == ",":
            clauses.append((k - 2, one.source))
    return clauses


class _Reader:
    """Reads one sentence from left to right, remembering who was the subject last."""

    def __init__(self, tokens: Tokens) -> None:
        self._t = tokens
        self._phrases = Phrases(tokens)
        contents = Contents(tokens, self._phrases)
        sources = Sources(tokens, self._phrases)
        self._nouns = Nouns(tokens, self._phrases, contents, sources)
        self._verbs = Verbs(tokens, self._phrases, contents, sources, self._nouns)

    def read(self) -> Iterator[Candidate]:
        t = self._t
        cues = _CUES if _POLLS.isdisjoint(t.words) else _CUES_OF_POLLS
        for at in [at for at, word in enumerate(t.words) if word in cues]:
            word = t.words[at]
            if word in ADJECTIVES and t.word(at + 1) in OPENERS and word != "concerned":
                yield from self._nouns.adjective(at)
            elif word in VERBS:
                yield from self._verbs.read(at)
            elif word in NOUNS:
                yield from self._nouns.noun(at)
            elif word in ADJECTIVES:
                yield from self._nouns.adjective(at)
            elif word == "according" and t.word(at + 1) == "to":
                yield from self._nouns.according(at, at + 2)
            elif word == "in" and (at == 0 or not self._phrases.is_nominal(at - 1)):
                source = self._phrases.behind(at + 1)
                if source and t.words[source[1]] in _POLLS:
                    yield from self._nouns.according(at, at + 1)
