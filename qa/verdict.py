"""Begins the answer to a yes-or-no question with the word, where code can be certain of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qa.desk import Desk, Place
from qa.polarity import Asked, Ruling, is_denied
from qa.question import YES_NO, Question


@dataclass(frozen=True, slots=True)
class Verdict:
    """The word that an answer begins with.

    Attributes:
        text: "Yes." or "No."; where it is somebody's word, or sources differ,
            "Echo: yes; Post: no."
        places: the sentences that it stands on.
        by: who says so, where it is one person's word.
    """

    text: str
    places: tuple[Place, ...]
    by: str | None = None


def verdict(question: Question, places: Sequence[Place], desk: Desk) -> Verdict | None:
    """Return what sentences say of a yes-or-no question; None where that is not certain.

    A sentence rules where it has the question's verb, its names (or a pronoun, and the names right
    before it) in the question's order, its figures and most of its other words, leaves no more
    open than the question does, and has one negation at most. What somebody says is given as
    theirs, and outlets that differ stand side by side.
    """
    if not question.is_yes_no:
        return None
    clause = YES_NO.sub("", question.topic).strip(" ?.!")
    if is_denied(clause):
        return None
    # The whole question has the time that its articles were chosen by, too.
    asked = Asked.of(clause, question.topic if question.context else question.text)
    found = [rules for rules in (asked.of_sentence(place, desk) for place in places) if rules]
    own = [rules for rules in found if rules.by is None]
    if own and len({rules.yes for rules in found}) == 1:
        return Verdict("Yes." if own[0].yes else "No.", (own[0].place,))
    by = {rules: rules.by or desk.article(rules.place.article_id).outlet for rules in found}
    return _side_by_side(found, by)


def _side_by_side(found: Sequence[Ruling], by: Mapping[Ruling, str | None]) -> Verdict | None:
    """Return the word of each who has one; None where somebody has two, or has no name."""
    first: dict[str, Ruling] = {}
    for rules in found:
        name = by[rules]
        if not name or first.setdefault(name, rules).yes != rules.yes:
            return None
    if not first:
        return None
    if len({rules.yes for rules in first.values()}) == 1:
        first = dict(list(first.items())[:1])
    text = "; ".join(f"{name}: {'yes' if rules.yes else 'no'}" for name, rules in first.items())
    kept = list(first.values())
    alone = kept[0].by if len(kept) == 1 else None
    return Verdict(f"{text}.", tuple(rules.place for rules in kept), alone)
