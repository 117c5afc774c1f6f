"""Chooses sentences that together tell most of what the sources tell, within a number of words."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from qa.digest.candidates import Candidate, Form
from qa.terms import terms

# Chosen on NeuS and gum_wikinews; the table stands in eval/README.md.
_EARLY = 1.0  # how fast a word's weight falls with its sentence's place in the article
_OFTEN = 3.0  # a word counts as said so many times at most
_TITLE = 3.0  # added to the weight of a word of the title
_ORIGINS = 2.0  # power of the number of origins that have a word
_COST = 0.7  # power of a sentence's words by which its gain is divided
_PLACE = 0.2  # how fast a sentence's gain falls with its place
_OWN_WORDS = 0.7  # of a sentence that is mostly somebody's words, where space is short
_TONE = 0.7  # of a sentence with a word that has a tone of its own
_HEAT = 0.3  # and with the strength of what may be loaded in it

Weights = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Picked:
    """A candidate in the form in which it is told."""

    candidate: Candidate
    form: Form


def weights(candidates: Sequence[Candidate], titles: Sequence[str]) -> Weights:
    """Weigh the words that count: early, often, in many origins, in a title.

    Args:
        candidates: of all articles.
        titles: the articles'; "" where one has none.
    """
    by_origin: defaultdict[int, defaultdict[str, float]] = defaultdict(lambda: defaultdict(float))
    for candidate in candidates:
        for stem in candidate.stems:
            by_origin[candidate.origin][stem] += 1 / (1 + _EARLY * candidate.position)
    found: defaultdict[str, float] = defaultdict(float)
    for counts in by_origin.values():
        for stem, count in counts.items():
            found[stem] += min(count, _OFTEN) ** 0.5
    number = Counter(stem for counts in by_origin.values() for stem in counts)
    entitled = {term.stem for title in titles for term in terms(title)}
    telling = _telling(candidates)
    return {
        stem: telling[stem] * (weight * number[stem] ** _ORIGINS + _TITLE * (stem in entitled))
        for stem, weight in found.items()
    }


def _telling(candidates: Sequence[Candidate]) -> Weights:
    """Return for each stem how much it tells: names and numbers more, light verbs less."""
    found: dict[str, float] = {}
    for candidate in candidates:
        for term in terms(candidate.place.text):
            found[term.stem] = max(found.get(term.stem, 0.0), term.weight**0.5)
    return defaultdict(lambda: 1.0, found)


def select(
    pool: Sequence[Candidate],
    words: int,
    weight: Weights,
    told: Sequence[Picked] = (),
    may: Callable[[Candidate, Collection[Candidate]], bool] = lambda candidate, picked: True,
    *,
    toned: bool = True,
) -> list[Picked]:
    """Pick sentences greedily by the weight of the words that they add, for their length.

    The sum of weights of words covered is submodular, so greedy choice within a budget comes near
    the best one: Lin & Bilmes 2011, A Class of Submodular Functions for Document Summarization;
    Takamura & Okumura 2009, Text Summarization Model Based on Maximum Coverage.

    Args:
        pool: the candidates.
        words: how many may be used; the first pick may be longer.
        weight: of each stem.
        told: what is told already.
        may: whether a candidate may still be picked beside those that are told.
        toned: whether words with a tone of their own may be in it.

    Returns:
        what was picked, in the order of the picking.
    """
    covered = {stem for one in told for stem in one.form.stems}
    taken = {one.candidate.place for one in told}
    picked: list[Picked] = []
    left = words
    while True:
        chosen = [one.candidate for one in (*told, *picked)]
        open_ = [
            Picked(candidate, form)
            for candidate in pool
            if candidate.place not in taken and may(candidate, chosen)
            for form in candidate.forms
            if (form.words <= left or not (picked or told)) and (toned or not form.has_tone)
        ]
        best = max(open_, key=lambda one: _gain(one, covered, weight), default=None)
        if best is None or _gain(best, covered, weight) <= 0:
            return _whole(picked, left)
        picked.append(best)
        taken.add(best.candidate.place)
        covered |= best.form.stems
        left -= best.form.words


def _whole(picked: Sequence[Picked], left: int) -> list[Picked]:
    """Give what was cut in a longer form, where words are left for it."""
    found = []
    for one in picked:
        free = max(one.form.words + left, one.form.words)
        form = next(
            form
            for form in one.candidate.forms
            if form.words <= free and form.has_tone <= one.form.has_tone
        )
        left -= form.words - one.form.words
        found.append(Picked(one.candidate, form))
    return found


def _gain(one: Picked, covered: Collection[str], weight: Weights) -> float:
    new = sum(weight.get(stem, 0.0) for stem in one.form.stems if stem not in covered)
    cost: float = one.form.words**_COST
    own = _OWN_WORDS if one.candidate.in_own_words else 1.0
    tone = _TONE if one.form.has_tone else 1.0
    place = 1 + _PLACE * one.candidate.position
    return own * tone * new / cost / place / (1 + _HEAT * one.form.heat)
