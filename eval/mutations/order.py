"""Permutes the order in which the articles come; no answer may change."""

from collections.abc import Sequence
from random import Random

from eval.cases import EvalCase
from eval.mutations.given import Given, given
from eval.mutations.mutant import Break, Mutant, renamed
from eval.report import ReportCase
from index.article import Draft

KIND = "order"


def mutate(case: EvalCase, articles: Sequence[Draft], rng: Random) -> Mutant | None:
    """Ask any question again; the articles change only in their order."""
    return Mutant(KIND, case, (renamed(case, KIND),))


def permuted(articles: Sequence[Draft], rng: Random) -> tuple[Draft, ...]:
    """Return the articles in another order."""
    return tuple(rng.sample(articles, len(articles)))


def holds(mutant: Mutant, asked: Sequence[ReportCase], before: ReportCase) -> Break | None:
    """Expect the same sentences of the same speakers, from the same places."""
    found, first = given(asked[0]), given(before)
    if found == first:
        return None
    same = found.text == first.text and found.refused == first.refused
    sources = f" from {_sources(found)}" if same else ""
    known = f" from {_sources(first)}" if same else ""
    return Break(f"{first.told()}{known}", f"{found.told()}{sources}")


def _sources(found: Given) -> str:
    return ", ".join(place.article_id for said in found.sentences for place in said.places)
