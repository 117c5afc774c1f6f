"""Makes a set of mutants: cases and articles → mutants → libraries in which they are asked."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from random import Random

from eval.errors import SetError
from eval.goldset import GoldSet, fingerprint_of
from eval.mutations.kinds import KINDS, known_kind
from eval.mutations.mutant import Mutant
from eval.rounds import Round, apart
from index.article import Draft


def mutants_of(gold: GoldSet, kinds: Iterable[str], seed: int) -> dict[str, tuple[Mutant, ...]]:
    """Return the mutants of a set's questions, by kind.

    Each has random numbers of its own, so that the other kinds and cases change nothing in it.

    Raises:
        SetError: a kind is unknown, or the set has several libraries.
    """
    if gold.rounds:
        raise SetError(f"The set {gold.name} has libraries of its own: give one with one library.")
    return {
        kind: tuple(_mutants(gold, kind, seed)) for kind in dict.fromkeys(map(known_kind, kinds))
    }


def mutated_set(
    gold: GoldSet, mutants: Mapping[str, Sequence[Mutant]], as_of: date, seed: int
) -> GoldSet:
    """Return a set that asks mutants, each kind in libraries of its own, on a given day.

    In none of them is an article changed twice, nor another change made beside its evidence.
    """
    rounds = tuple(
        one for kind, found in mutants.items() for one in _rounds(gold, kind, found, seed)
    )
    cases = tuple(case for one in rounds for case in one.cases)
    unlike = {draft for one in rounds for draft in one.articles}.difference(gold.articles)
    stated = sorted(unlike, key=lambda draft: (draft.id or "", draft.text))
    return replace(
        gold,
        name=f"{gold.name}, mutated",
        cases=cases,
        checks={},
        as_of=as_of,
        fingerprint=fingerprint_of(cases, (*gold.articles, *stated)),
        doubts=(),
        attributions=(),
        rounds=rounds,
    )


def _mutants(gold: GoldSet, kind: str, seed: int) -> Iterator[Mutant]:
    for case in gold.cases:
        rng = _random(seed, kind, case.id)
        found = None if case.summarize else KINDS[kind].mutate(case, gold.articles, rng)
        if found is not None:
            yield found


def _rounds(gold: GoldSet, kind: str, mutants: Sequence[Mutant], seed: int) -> Iterator[Round]:
    for group in apart((mutant, mutant.touched()) for mutant in mutants):
        articles = KINDS[kind].arranged(_articles(gold.articles, group), _random(seed, kind))
        yield Round(tuple(articles), tuple(case for mutant in group for case in mutant.cases))


def _articles(articles: Iterable[Draft], group: Iterable[Mutant]) -> tuple[Draft, ...]:
    changed: dict[str | None, Draft | None] = {}
    added: list[Draft] = []
    for mutant in group:
        changed.update(mutant.changed)
        added.extend(mutant.added)
    drafts = (changed.get(draft.id, draft) for draft in articles)
    return (*(draft for draft in drafts if draft is not None), *added)


def _random(*seeds: object) -> Random:
    return Random("/".join(map(str, seeds)))  # noqa: S311  no secret hangs on it
