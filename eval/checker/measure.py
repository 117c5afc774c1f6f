"""Checks trials as a model's sentences are checked, and counts what was caught and withheld."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

import numpy as np

from eval.checker.labelled import LabelledSentence
from eval.checker.trials import Trial, doctored_trials, labelled_trials
from eval.intervals import Estimate, Score, estimate, weighted_mean
from eval.laid_in import laid_in
from index.article import Draft
from index.embed import Embedder
from index.library import Library
from index.search import Passage
from qa.answer import Sentence, Withheld
from qa.check import Checker
from qa.cite import Citations
from qa.desk import Desk
from qa.terms import Matcher

_PASSAGES = 8  # as many as a model is usually shown


@dataclass(frozen=True, slots=True)
class Outcome:
    """A trial with what became of it.

    Attributes:
        withheld: why it was; None where it was kept.
        right: kept where it is true; withheld, or given the right citation, where it is not.
    """

    trial: Trial
    withheld: str | None
    right: bool


@dataclass(frozen=True, slots=True)
class Checked:
    """A measured check: the outcomes, and the share that is right of each kind."""

    outcomes: tuple[Outcome, ...]
    kinds: dict[str, Estimate]
    caught: Estimate
    falsely_withheld: Estimate

    def is_true(self, kind: str) -> bool:
        """Tell whether the sentences of a kind are true, so that right is to keep them."""
        return next(o.trial.true for o in self.outcomes if o.trial.kind == kind)


Show = Callable[[int, int, str], None]


def measure_checker(
    articles: Sequence[Draft],
    labelled: Sequence[LabelledSentence],
    embedder: Embedder,
    *,
    most: int,
    seed: int,
    show: Show,
) -> Checked:
    """Check trials made of articles, each against what search finds for it.

    Args:
        articles: with ids.
        labelled: sentences on these articles.
        embedder: as the library is to have it.
        most: trials of each kind that is made by rule.
        seed: of the choices and the intervals.
        show: told how far it is.

    Raises:
        SourceError, LibraryError: an article cannot be added.
    """
    rng = Random(seed)  # noqa: S311  chooses, hides nothing
    with laid_in(articles, embedder) as there:
        trials = [
            *doctored_trials(there.articles, there.parsed, most, rng),
            *labelled_trials([one for one in labelled if one.article_id in there.parsed]),
        ]
        bench = _Bench(there.library, rng)
        outcomes = []
        for number, trial in enumerate(trials):
            show(number, len(trials), trial.kind)
            found = bench.outcome(trial)
            if found:
                outcomes.append(found)
    return _summed(outcomes, seed)


class _Bench:
    def __init__(self, library: Library, rng: Random) -> None:
        self._library = library
        self._rng = rng
        self._matcher = Matcher(library.embed_words)

    def outcome(self, trial: Trial) -> Outcome | None:
        """Check a trial; None where search does not find its article."""
        passages = self._library.search(trial.source, k=_PASSAGES)
        own = [n for n, p in enumerate(passages, 1) if p.article_id == trial.article_id]
        others = [n for n, p in enumerate(passages, 1) if trial.source not in _plain(p)]
        if not own or (trial.miscited and not others):
            return None
        holding = [n for n in own if trial.source in _plain(passages[n - 1])] or own
        cited = [self._rng.choice(others)] if trial.miscited else holding[:1]
        desk = Desk(self._library.get)
        citations = Citations(desk)
        found = Checker(passages, desk, self._matcher, citations).check(trial.text, cited)
        return _judged(trial, found, citations)


def _judged(trial: Trial, found: Sentence | Withheld, citations: Citations) -> Outcome:
    if isinstance(found, Withheld):
        return Outcome(trial, found.why, not trial.true)
    if not trial.miscited:
        return Outcome(trial, None, trial.true)
    places = [" ".join(c.text.split()) for c in citations.made]
    return Outcome(trial, None, any(trial.source in p or p in trial.source for p in places))


def _plain(passage: Passage) -> str:
    return " ".join(passage.text.split())


def _summed(outcomes: Sequence[Outcome], seed: int) -> Checked:
    kinds = dict.fromkeys(outcome.trial.kind for outcome in outcomes)
    return Checked(
        outcomes=tuple(outcomes),
        kinds={k: _share([o.right for o in outcomes if o.trial.kind == k], seed) for k in kinds},
        caught=_share([o.right for o in outcomes if not o.trial.true], seed),
        falsely_withheld=_share([not o.right for o in outcomes if o.trial.true], seed),
    )


def _share(values: Sequence[bool], seed: int) -> Estimate:
    scores = [Score(float(value)) for value in values]
    return estimate(scores, weighted_mean, np.random.default_rng(seed))
