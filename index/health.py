"""Finds what is wrong with a library, and says what to do about it."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.counted import counted
from index.debts import Debts, Entry, MapName
from index.errors import LibraryError
from index.maps import Maps
from index.records import Records
from index.soundness import misplaced, without_origin, without_paragraph, without_text

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Rows = dict[int, NDArray[np.float32]]

_BACKUP = "Put a backup of the library in its place."
_REBUILD = "Run `byline rebuild`."
# Measured with 300 equal texts among 614: a tenth of the others was out of reach, whatever was
# rebuilt; with 40 copies of each of 503 texts, none.
_UNREACHED = (
    "Run `byline rebuild`. If it stays so, hundreds of chunks have one text, which crowds others "
    "out; search still finds these by their words."
)
_AS_IT_SAYS = "Do what it says, then run `byline check` again."
_ADD_AGAIN = "Remove these articles with `byline remove`, and add them again."
_SAMPLE = 200  # chunks that are looked up in each map; all of a small library
_FOUND = 10  # how many neighbours are asked for
_SAME = 1e-4  # the distance under which vectors are taken for equal
_ALIKE = 0.98  # cosine of a text's vector then and now, were the model the same


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong, and what to do about it, each a sentence."""

    text: str
    remedy: str


def check(records: Records, debts: Debts, maps: Maps) -> tuple[Fault, ...]:
    """Return the faults of a library; empty where all is well.

    What is owed is paid first, as any question would: only what cannot be paid is a fault.
    """
    damage = list(_damage(records))
    if damage:
        return tuple(damage)  # nothing else that the record says can be believed
    checks: tuple[Callable[[], Iterable[Fault]], ...] = (
        lambda: _misplaced(records),
        lambda: _orphans(records),
        lambda: _paid(maps),
        lambda: _unpaid(debts),
        lambda: _words(debts, maps),
        lambda: _vectors(debts, maps),
        lambda: _left_over(maps),
    )
    faults = [fault for look in checks for fault in _told(look)]
    return tuple(dict.fromkeys(faults))  # one cause may be met twice


def _told(look: Callable[[], Iterable[Fault]]) -> list[Fault]:
    """Return what a check finds, or why it cannot look."""
    found: list[Fault] = []
    try:
        for fault in look():
            found.append(fault)  # those before an error count
    except LibraryError as error:
        found.append(Fault(str(error), _AS_IT_SAYS))
    return found


def _damage(records: Records) -> Iterator[Fault]:
    try:
        lines = records.damage()
    except LibraryError as error:  # so damaged that it cannot even be checked
        yield Fault(str(error), _BACKUP)
        return
    for line in lines:
        yield Fault(f"{records.name} is damaged: {line}.", _BACKUP)


def _misplaced(records: Records) -> Iterator[Fault]:
    if ids := misplaced(records):
        yield Fault(
            f"Stored texts are not what stands at their places in {_some(ids)}.", _ADD_AGAIN
        )


def _orphans(records: Records) -> Iterator[Fault]:
    if ids := without_text(records):
        yield Fault(f"Articles have lost their text: {_some(ids)}.", _BACKUP)
    if ids := without_paragraph(records):
        yield Fault(
            f"Parts of articles are in paragraphs that are not there: {_some(ids)}.", _ADD_AGAIN
        )
    if ids := without_origin(records):
        yield Fault(f"Articles copy one that is not there: {_some(ids)}.", _ADD_AGAIN)


def _paid(maps: Maps) -> Iterator[Fault]:
    """Pay what is owed, once it is sure that the embedder is the library's."""
    try:
        maps.meaning.require()
    finally:
        maps.pay()
    yield from ()


def _words(debts: Debts, maps: Maps) -> Iterator[Fault]:
    with maps.reading():
        there = maps.words().chunk_ids()
        yield from _strays(debts, "words", there)
        unfound = [
            entry.chunk_id
            for entry in _sample(debts, "words", there)
            if maps.words().has_words(entry.text)
            # In its own article only, so that no other ranks before it.
            and entry.chunk_id not in maps.words().find(entry.text, len(there), [entry.article_id])
        ]
    if unfound:
        yield Fault(
            f"The word index does not find {len(unfound)} chunks by their own words: "
            f"{_some(unfound)}.",
            _REBUILD,
        )


def _vectors(debts: Debts, maps: Maps) -> Iterator[Fault]:
    with maps.reading():
        there = maps.vectors().chunk_ids()
        yield from _strays(debts, "vectors", there)
        entries = _sample(debts, "vectors", there)
        rows = maps.vectors().rows([entry.chunk_id for entry in entries])
        unfound = [i for i, row in rows.items() if row.any() and not _is_found(maps, i, row)]
    if unfound:
        yield Fault(
            f"A search by their own vectors does not find {len(unfound)} chunks: {_some(unfound)}.",
            _UNREACHED,
        )
    maps.meaning.require()
    yield from _unlike(maps, entries, rows)


def _is_found(maps: Maps, chunk_id: int, row: "NDArray[np.float32]") -> bool:
    near = maps.vectors().near(row, _FOUND)
    twins = len(near) == _FOUND and near[-1][1] <= _SAME  # more of them than were asked for
    return twins or chunk_id in {found for found, _ in near}


def _unlike(maps: Maps, entries: Sequence[Entry], rows: "Rows") -> Iterator[Fault]:
    """Embed texts again: what has other vectors now was embedded by another model."""
    entries = [entry for entry in entries if entry.chunk_id in rows]
    if not entries:
        return
    anew = maps.meaning.anew(entries)
    lengths = {len(row) for row in rows.values()} | {anew.shape[1]}
    if len(lengths) > 1:
        told = " and ".join(map(str, sorted(lengths)))
        yield Fault(f"Vectors have {told} numbers where all should have the same.", _REBUILD)
        return
    pairs = [
        (entry.chunk_id, rows[entry.chunk_id], new)
        for entry, new in zip(entries, anew, strict=True)
    ]
    unlike = [i for i, old, new in pairs if (old.any() or new.any()) and float(old @ new) < _ALIKE]
    if unlike:
        yield Fault(
            f"The vectors of {counted(len(unlike), 'chunk')} are not what the embedder "
            "makes of their texts: "
            f"{_some(unlike)}.",
            _REBUILD,
        )


def _left_over(maps: Maps) -> Iterator[Fault]:
    with maps.reading():
        spots = maps.leftovers()
    if spots:
        yield Fault(
            f"Vectors are left over that nobody uses, as of a rebuild that was killed: "
            f"{_some([spot.written() for spot in spots])}.",
            _REBUILD,
        )


def _sample(debts: Debts, name: MapName, there: frozenset[int]) -> Sequence[Entry]:
    """Return chunks that a map holds and should hold, spread evenly over all of them."""
    ledger = debts.ledger(name)
    ids = sorted(there & ledger.chunks - ledger.owed)
    step = -(-len(ids) // _SAMPLE) or 1
    return list(debts.entries_of(ids[::step]).values())


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
            yield Fault(f"The map of {name} is owed {counted(owed, 'chunk')}.", _REBUILD)


def _some(ids: Collection[str] | Collection[int]) -> str:
    first = [str(name) for name in sorted(ids)[:3]]
    return ", ".join(first) + (", …" if len(ids) > 3 else "")
