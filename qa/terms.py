"""The words of a question that count, and how well a text carries them."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from qa.stems import stem
from qa.synonyms import groups

Embed = Callable[[Sequence[str]], NDArray[np.float32]]

_WORD = re.compile(r"[^\W_]+(?:[.,'’-][^\W_]+)*")
STOP = frozenset(
    """
    a an the and or but if so as of in on at to for from by with about into over after before
    between against during through without within under above up down out off again further then
    once here there when where why how what which who whom whose this that these those i me my we
    our us you your he him his she her hers it its they them their theirs is am are was were be
    been being have has had having do does did doing will would shall should can could may might
    must not no nor only own same than too very just also any some all each every both few more
    most other such s t don now ever exactly actually really please tell me say says said saying
    article articles report reports reported according regarding concerning many much big far get
    got latest newest currently recently s’ tells told der die das und oder
    """.split()
)
# Verbs that say little of what is asked; an answer often puts them in other words.
_LIGHT = frozenset(
    """
    need needed needs want wanted wants spend spent use used uses get have lose lost take took
    taken come came go went gone make made give gave given work worked happen happened happens
    become became keep kept put stay stayed find found try tried plan planned plans still move
    moved expect expected call called name named start started begin worth people thing things
    kind sort part way time times year years day days night place exactly total whole
    """.split()
)
# By wordllama, words of one meaning lie above this and unrelated ones below 0.2: cost/price 0.67,
# injured/hurt 0.61, ambassador/envoy 0.55, Brazil/Russia 0.09, chess/football -0.01.
_ALIKE = 0.5


@dataclass(frozen=True, slots=True)
class Term:
    """A word that counts: its stem, its weight, whether it is a name or a number."""

    word: str
    stem: str
    weight: float
    proper: bool


def words(text: str) -> list[str]:
    """Return the words of a text in lower case, in order."""
    return [word.lower() for word in _WORD.findall(text)]


@dataclass(frozen=True, slots=True)
class _Bag:
    """A text's words and their stems, each once."""

    words: tuple[str, ...]
    stems: frozenset[str]


def terms(text: str) -> tuple[Term, ...]:
    """Return the words of a question that count, each once, in order.

    Names and numbers weigh twice as much as other words: an answer about another person or
    another year is no answer. Verbs that say little weigh half.
    """
    found: dict[str, Term] = {}
    for match in _WORD.finditer(text):
        word = match[0]
        low = re.sub(r"['’]s?$", "", word.lower())
        if low in STOP or (len(low) < 2 and not low.isdigit()):
            continue
        number = len(low) > 1 and any(c.isdigit() for c in word)
        proper = number or (word[0].isupper() and match.start() > 0)
        key = stem(low)
        weight = 2.0 if proper else 0.5 if low in _LIGHT else 1.0
        found.setdefault(key, Term(low, key, weight, proper))
    return tuple(found.values())


class Matcher:
    """How well texts carry terms; remembers the texts and words it has seen.

    Args:
        embed: texts → `(n, d)` rows of length 1; None compares by stems and synonyms only.
    """

    def __init__(self, embed: Embed | None) -> None:
        self._embed = embed
        self._vectors: dict[str, NDArray[np.float32]] = {}
        self._bags: dict[str, _Bag] = {}
        self._carried: dict[tuple[str, bool, str], float] = {}

    def carries(self, term: Term, text: str) -> float:
        """Return 0..1: 1 the word itself, less for a synonym or a word of like meaning.

        Kept, because sentences share their paragraph, its neighbours and their article.
        """
        key = (term.word, term.proper, text)
        if key not in self._carried:
            self._carried[key] = self._found(term, text)
        return self._carried[key]

    def prepare(self, texts: Iterable[str]) -> None:
        """Learn the words of texts in one go, which is quicker than text by text."""
        found = dict.fromkeys(word for text in texts for word in self._bag(text).words)
        self._learn(word for word in found if len(word) > 3 and word not in STOP)

    def _found(self, term: Term, text: str) -> float:
        bag = self._bag(text)
        stems = bag.stems
        if term.stem in stems:
            return 1.0
        if any(_one_begins_the_other(term.stem, other) for other in stems):
            return 0.85
        mine = groups(term.stem)
        if mine and any(mine & groups(other) for other in stems):
            return 0.85
        if any(_one_slip_apart(term.stem, other) for other in stems):
            return 0.8
        if term.proper or self._embed is None:
            return 0.0
        return self._alike(term.word, bag.words)

    def coverage(self, wanted: Sequence[Term], texts: Sequence[tuple[str, float]]) -> float:
        """Return the weighted share 0..1 of terms that texts carry.

        Args:
            wanted: what is looked for; none at all is fully covered.
            texts: each with what a word found in it is worth, 0..1 (a neighbour's is worth less).
        """
        if not wanted:
            return 1.0
        total = 0.0
        for term in wanted:
            best = max((self.carries(term, text) * worth for text, worth in texts), default=0.0)
            total += term.weight * best
        return total / sum(term.weight for term in wanted)

    def _bag(self, text: str) -> _Bag:
        """Cut up a text once: each term of a question is looked for in the same ones."""
        if text not in self._bags:
            found = tuple(dict.fromkeys(words(text)))
            self._bags[text] = _Bag(found, frozenset(stem(word) for word in found))
        return self._bags[text]

    def _alike(self, word: str, text_words: Sequence[str]) -> float:
        others = sorted({w for w in text_words if len(w) > 3 and w not in STOP})
        self._learn([word, *others])
        if not others:
            return 0.0
        matrix = np.stack([self._vectors[w] for w in others])
        best = float(np.max(matrix @ self._vectors[word]))
        return 0.7 if best >= _ALIKE else 0.0

    def _learn(self, new: Iterable[str]) -> None:
        unknown = [w for w in dict.fromkeys(new) if w not in self._vectors]
        if unknown and self._embed is not None:
            for word, vector in zip(unknown, self._embed(unknown), strict=True):
                self._vectors[word] = vector


def _one_begins_the_other(one: str, other: str) -> bool:
    """Tell whether two stems are of one family ("western", "west"; "loan", "loansto")."""
    short, long = sorted((one, other), key=len)
    return len(short) >= 4 and long.startswith(short) and len(long) - len(short) <= 3


def _one_slip_apart(one: str, other: str) -> bool:
    """Tell whether long words differ by one letter more or less ("trafic", "traffic").

    One other letter makes another word too often ("insured", "injured").
    """
    if min(len(one), len(other)) < 5 or one[0] != other[0] or abs(len(one) - len(other)) != 1:
        return False
    if any(c.isdigit() for c in one):
        return False
    short, long = sorted((one, other), key=len)
    at = next((i for i, c in enumerate(short) if c != long[i]), len(short))
    return short[at:] == long[at + 1 :]
