"""The words of a question that count, and how well a text carries them."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from qa.stems import stem
from qa.synonyms import alike

Embed = Callable[[Sequence[str]], NDArray[np.float32]]

_WORD = re.compile(r"[^\W_]+(?:[.,'’-][^\W_]+)*")
_NOT = ("n't", "n’t")
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
    low = text.lower()
    if len(low) == len(text):
        return _WORD.findall(low)
    return [word.lower() for word in _WORD.findall(text)]  # "İ" in lower case is two signs


class Bag:
    """A text's words, without their order; no two are equal.

    Attributes:
        words: in lower case.
        stems: of all of them.
    """

    __slots__ = ("_telling", "stems", "words")

    def __init__(self, words: Iterable[str]) -> None:
        """Take words in lower case."""
        self.words = frozenset(words)
        self.stems = frozenset(map(stem, self.words))
        self._telling: frozenset[str] | None = None

    @property
    def telling(self) -> frozenset[str]:
        """Those of the words that may be compared by meaning, which few texts are asked for."""
        if self._telling is None:
            self._telling = frozenset([word for word in self.words if len(word) > 3]) - STOP
        return self._telling


# What is dear to read is called for only where it decides.
Text = str | Bag | Callable[[], str | Bag]


@lru_cache(maxsize=4096)  # paragraphs and articles that many questions meet
def bag_of(text: str) -> Bag:
    """Return the words of a text, in lower case, without their order."""
    return Bag(words(text))


@lru_cache(maxsize=512)
def counts_of(text: str) -> Mapping[str, int]:
    """Return how often each word of a text, in lower case, comes up in it; first come, first."""
    return Counter(words(text))


def terms(text: str) -> tuple[Term, ...]:
    """Return the words of a question that count, each once, in order.

    Names and numbers weigh twice as much as other words: an answer about another person or
    another year is no answer. Verbs that say little weigh half.
    """
    found: dict[str, Term] = {}
    for match in _WORD.finditer(text):
        word = match[0]
        low = re.sub(r"['’]s?$", "", word.lower())
        if low in STOP or low.endswith(_NOT) or (len(low) < 2 and not low.isdigit()):
            continue
        number = len(low) > 1 and any(c.isdigit() for c in word)
        proper = number or (word[0].isupper() and match.start() > 0)
        key = stem(low)
        weight = 2.0 if proper else 0.5 if low in _LIGHT else 1.0
        found.setdefault(key, Term(low, key, weight, proper))
    return tuple(found.values())


class _Kin:
    """What is like one term, of all words that have been met so far.

    Texts share most of their words, so that each is compared once, not once for each text.

    Attributes:
        family: stems that begin the term's, or that it begins.
        slips: stems that are a slip away.
        alike: words of like meaning.
        met: words that have been compared by meaning.
    """

    def __init__(self, term: Term) -> None:
        self._term = term
        self._stems: set[str] = set()
        self.synonyms = alike(term.stem)
        self.family: set[str] = set()
        self.slips: set[str] = set()
        self.alike: set[str] = set()
        self.met: set[str] = set()

    def meet(self, stems: frozenset[str]) -> None:
        """Compare stems that are new."""
        own, new = self._term.stem, stems - self._stems
        self._stems |= new
        for other in [other for other in new if other[:1] == own[:1]]:
            if _one_begins_the_other(own, other):
                self.family.add(other)
            elif _one_slip_apart(own, other):
                self.slips.add(other)


class Matcher:
    """How well texts carry terms; remembers the words it has seen.

    Args:
        embed: words → `(n, d)` rows of length 1, best where it keeps them; None compares by stems
            and synonyms only.
    """

    def __init__(self, embed: Embed | None) -> None:
        self._embed = embed
        self._kin: dict[Term, _Kin] = {}
        self._carried: dict[tuple[str, bool, str | Bag], float] = {}

    def carries(self, term: Term, text: str | Bag) -> float:
        """Return 0..1: 1 the word itself, less for a synonym or a word of like meaning.

        Kept, because sentences share their paragraph, its neighbours and their article.
        """
        key = (term.word, term.proper, text)
        found = self._carried.get(key)
        if found is None:
            found = self._carried[key] = self._found(term, text)
        return found

    def prepare(self, texts: Iterable[str]) -> None:
        """Learn the words of texts in one go, which is quicker than text by text."""
        found = frozenset[str]().union(*(bag_of(text).telling for text in texts))
        if found and self._embed is not None:
            self._embed([*found])

    def compare(self, term: Term, texts: Iterable[str]) -> None:
        """Compare the words of texts in one go, which is quicker than text by text."""
        bags = [bag_of(text) for text in dict.fromkeys(texts)]
        lacking = [bag.telling for bag in bags if term.stem not in bag.stems]
        if lacking and not term.proper:
            kin = self._kin_of(term)
            self._compare(term, frozenset[str]().union(*lacking) - kin.met)

    def _found(self, term: Term, text: str | Bag) -> float:
        bag = bag_of(text) if isinstance(text, str) else text
        if term.stem in bag.stems:
            return 1.0
        kin = self._kin_of(term)
        kin.meet(bag.stems)
        if not (kin.family.isdisjoint(bag.stems) and kin.synonyms.isdisjoint(bag.stems)):
            return 0.85
        if not kin.slips.isdisjoint(bag.stems):
            return 0.8
        if term.proper or self._embed is None:
            return 0.0
        self._compare(term, bag.telling - kin.met)
        return 0.0 if kin.alike.isdisjoint(bag.telling) else 0.7

    def coverage(
        self, wanted: Sequence[Term], texts: Sequence[tuple[Text, float]], least: float = 0.0
    ) -> float:
        """Return the weighted share 0..1 of terms that texts carry.

        Args:
            wanted: what is looked for; none at all is fully covered.
            texts: each with what a word found in it is worth, 0..1 (a neighbour's is worth less).
            least: where the share cannot reach it, no more texts are read, and it is 0.
        """
        if not wanted:
            return 1.0
        whole = sum(term.weight for term in wanted)
        best = dict.fromkeys(wanted, 0.0)
        for text, worth in sorted(texts, key=lambda text: -text[1]):
            if sum(t.weight * max(found, worth) for t, found in best.items()) < least * whole:
                return 0.0
            wanting = [term for term, found in best.items() if found < worth]
            if not wanting:
                continue
            told = text if isinstance(text, str | Bag) else text()
            for term in wanting:
                best[term] = max(best[term], self.carries(term, told) * worth)
        return sum(term.weight * best[term] for term in wanted) / whole

    def _kin_of(self, term: Term) -> _Kin:
        if term not in self._kin:
            self._kin[term] = _Kin(term)
        return self._kin[term]

    def _compare(self, term: Term, new: frozenset[str]) -> None:
        """Compare words that are new by their meaning."""
        if not new or self._embed is None:
            return
        kin, others = self._kin[term], sorted(new)  # sums are rounded by their order
        rows = self._embed([term.word, *others])
        near = np.flatnonzero(rows[1:] @ rows[0] >= _ALIKE)
        kin.alike.update(others[at] for at in near)
        kin.met |= new


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
