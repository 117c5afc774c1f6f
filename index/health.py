"""Finds what is wrong with a library, and says what to do about it."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from index.catalogue import Catalogue
from index.debts import Debts, MapName
from index.errors import LibraryError
from index.maps import Maps
from index.records import Records

_BACKUP = "Put a backup of this file in its place."
_REBUILD = "Run `byline rebuild`."
_AS_IT_SAYS = "Do what it says, then run `byline check` again."
_ADD_AGAIN = "Remove these articles with `byline remove`, and add them again."


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong, and what to do about it, each a sentence."""

    text: str
    remedy: str


def check(records: Records, catalogue: Catalogue, debts: Debts, maps: Maps) -> tuple[Fault, ...]:
    """Return the faults of a library; empty where all is well.

    What is owed is paid first, as any question would: only what cannot be paid is a fault.
    """
    damage = list(_damage(records))
    if damage:
        return tuple(damage)  # nothing else that the record says can be believed
    faults = list(_misplaced(catalogue))
    try:
        maps.pay()
        with maps.reading():
            faults += _strays(debts, "words", maps.words().chunk_ids())
            faults += _strays(debts, "vectors", maps.vectors().chunk_ids())
    except LibraryError as error:
        faults.append(Fault(str(error), _AS_IT_SAYS))
        faults += _unpaid(debts)
    return tuple(faults)


def _damage(records: Records) -> Iterator[Fault]:
    try:
        lines = records.damage()
    except LibraryError as error:  # so damaged that it cannot even be checked
        yield Fault(str(error), _BACKUP)
        return
    for line in lines:
        yield Fault(f"{records.path} is damaged: {line}.", _BACKUP)


def _misplaced(catalogue: Catalogue) -> Iterator[Fault]:
    if ids := catalogue.misplaced():
        yield Fault(
            f"Stored texts are not what stands at their places in {_some(ids)}.", _ADD_AGAIN
        )


def _strays(debts: Debts, name: MapName, there: frozenset[int]) -> Iterator[Fault]:
    ledger = debts.ledger(name)
    if missing := ledger.chunks - ledger.owed - there:
        yield Fault(f"The map of {name} lacks {len(missing)} chunks: {_some(missing)}.", _REBUILD)
    if foreign := there - ledger.chunks - ledger.owed:
        yield Fault(
            f"The map of {name} has {len(foreign)} chunks of no article: {_some(foreign)}.",
            _REBUILD,
        )


def _unpaid(debts: Debts) -> Iterator[Fault]:
    names: tuple[MapName, ...] = ("words", "vectors")
    for name in names:
        if owed := debts.count(name):
            yield Fault(f"The map of {name} is owed {owed} chunks.", _REBUILD)


def _some(ids: Collection[str] | Collection[int]) -> str:
    first = [str(name) for name in sorted(ids)[:3]]
    return ", ".join(first) + (", …" if len(ids) > 3 else "")
