"""Takes the articles with evidence out, so that the right answer is a refusal."""

from collections.abc import Sequence
from dataclasses import replace
from random import Random

from eval.cases import EvalCase
from eval.mutations.given import given
from eval.mutations.mutant import Break, Mutant, renamed
from eval.mutations.places import evidence_articles, holds_gold, others
from eval.report import ReportCase
from index.article import Draft

KIND = "removed"


def mutate(case: EvalCase, articles: Sequence[Draft], rng: Random) -> Mutant | None:
    """Take out all articles with evidence; not where another one holds the answer too."""
    own = evidence_articles(case, articles)
    rest = others(own, articles)
    if not own or not rest or case.expects_refusal or holds_gold(case, rest):
        return None
    asked = replace(renamed(case, KIND), answer=None, quotes=(), other_answers=(), evidence=())
    return Mutant(KIND, case, (asked,), {draft.id: None for draft in own if draft.id})


def holds(mutant: Mutant, asked: Sequence[ReportCase], before: ReportCase) -> Break | None:
    """Expect a refusal."""
    found = given(asked[0])
    return None if found.refused else Break("a refusal", found.told())
