"""What a mutation makes, and what is held against it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from random import Random

from eval.cases import EvalCase
from eval.report import ReportCase
from index.article import Draft


@dataclass(frozen=True, slots=True)
class Mutant:
    """A case asked of changed articles.

    Attributes:
        kind: the kind of mutation.
        original: the case as the set has it.
        cases: what is asked, the first one in the original's place.
        changed: by id, the articles that are other ones now; None for one that is taken out.
        added: articles that the set does not have.
        old: what was taken away: a number, a date, a sentence, a name; "" for none.
        new: what stands in its place, or beside it; "" for none.
        people: whose names have changed places.
    """

    kind: str
    original: EvalCase
    cases: tuple[EvalCase, ...]
    changed: Mapping[str, Draft | None] = field(default_factory=dict)
    added: tuple[Draft, ...] = ()
    old: str = ""
    new: str = ""
    people: tuple[str, ...] = ()

    def touched(self) -> frozenset[str]:
        """Return what no other mutation of its library may change: articles' ids, and people."""
        if not self.changed and not self.added:
            return frozenset()
        return frozenset(
            (*self.changed, *self.people, *(e.article_id for e in self.original.evidence))
        )


@dataclass(frozen=True, slots=True)
class Break:
    """An expectation that does not hold."""

    expected: str
    came: str


# Case, all of the set's articles, random numbers → None where the mutation does not apply.
Mutate = Callable[[EvalCase, Sequence[Draft], Random], Mutant | None]
# Mutant, what came for each of its cases, what came for the original → None where all is right.
Holds = Callable[[Mutant, Sequence[ReportCase], ReportCase], Break | None]


def renamed(case: EvalCase, kind: str) -> EvalCase:
    """Return a case under the id and the type that it has as a mutated one."""
    return replace(case, id=f"{kind}/{case.id}", type=kind)


def with_gold(case: EvalCase, put: Callable[[str], str]) -> EvalCase:
    """Return a case with all of its gold put in other words: answers, quotes, evidence."""
    return replace(
        case,
        answer=case.answer and put(case.answer),
        quotes=tuple(map(put, case.quotes)),
        other_answers=tuple(map(put, case.other_answers)),
        evidence=tuple(replace(e, text=put(e.text)) for e in case.evidence),
    )


def is_right(asked: ReportCase) -> bool:
    """Tell whether a case was answered right on the whole."""
    score = asked.scores.get("right")
    return score is not None and score.value == 1
