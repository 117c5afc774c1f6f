"""Adds an article by another outlet that has another number for the same thing."""

import re
from collections.abc import Sequence
from random import Random

from eval.cases import EvalCase
from eval.mutations.edits import whole
from eval.mutations.given import Given, given
from eval.mutations.mutant import Break, Mutant, is_right, renamed
from eval.mutations.number import another_number, answer_number, numbers_of, with_number
from eval.mutations.places import evidence_articles, sentence_of
from eval.report import ReportCase
from index.article import Draft

KIND = "contradicted"
_OUTLETS = ("The Gannet Gazette", "The Lowland Record")
_MARKS = re.compile(r"[“”„«»\"‘]")


def mutate(case: EvalCase, articles: Sequence[Draft], rng: Random) -> Mutant | None:
    """Add an article that has the evidence's sentence with another number.

    Only where the number is the answer, and no quoted words.
    """
    own = evidence_articles(case, articles)
    old = answer_number(case, own, rng)
    if old is None:
        return None
    new = another_number(old, rng, numbers_of(articles))
    sentence, model = _sentence(case, own, old)
    if new is None or model is None:
        return None
    outlet = next(name for name in _OUTLETS if name != model.outlet)
    text = f"{sentence}\n\nThis newspaper was given no further details."
    added = Draft("-", text, f"{KIND}-{case.id}", "Other figures", outlet, model.date)
    return Mutant(
        KIND, case, (renamed(case, KIND),), added=(with_number(added, old, new),), old=old, new=new
    )


def holds(mutant: Mutant, asked: Sequence[ReportCase], before: ReportCase) -> Break | None:
    """Expect the gold answer still, and the other number only from its own article beside it."""
    found = given(asked[0])
    if is_right(asked[0]) and _names_both(mutant, found):
        return None
    return Break(
        f"“{mutant.old}”, and “{mutant.new}” only with its own citation beside it", found.told()
    )


def _names_both(mutant: Mutant, found: Given) -> bool:
    """Tell whether a number that is given stands on an article that has it."""
    source = mutant.added[0].id
    old, new = whole(mutant.old), whole(mutant.new)
    other = [said for said in found.sentences if new.search(said.text)]
    if not other:
        return True
    own = [place for said in found.sentences if old.search(said.text) for place in said.places]
    cited = all(any(p.article_id == source for p in said.places) for said in other)
    return cited and any(place.article_id != source for place in own)


def _sentence(case: EvalCase, own: Sequence[Draft], number: str) -> tuple[str, Draft | None]:
    by_id = {draft.id: draft for draft in own}
    for evidence in case.evidence:
        draft = by_id[evidence.article_id]
        found = sentence_of(evidence, draft)
        if found and whole(number).search(evidence.text) and not _MARKS.search(found.text):
            return found.text, draft
    return "", None
