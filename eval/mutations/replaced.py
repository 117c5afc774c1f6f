"""Holds an answer against a change of a number or a date: it has the new one, not the old."""

from collections.abc import Sequence

from eval.mutations.edits import whole
from eval.mutations.given import Said, given
from eval.mutations.mutant import Break, Mutant
from eval.report import ReportCase


def holds(mutant: Mutant, asked: Sequence[ReportCase], before: ReportCase) -> Break | None:
    """Expect what is new and not what is old.

    The old one may stand in a sentence that cites an unchanged article for it.
    """
    found = given(asked[0])
    has_new = bool(whole(mutant.new).search(found.text))
    if has_new and not any(_is_stale(sentence, mutant) for sentence in found.sentences):
        return None
    return Break(f"“{mutant.new}”, not “{mutant.old}”", found.told())


def _is_stale(sentence: Said, mutant: Mutant) -> bool:
    old = whole(mutant.old)
    if not old.search(sentence.text):
        return False
    return not any(
        place.article_id not in mutant.changed and old.search(place.text)
        for place in sentence.places
    )
