"""Says which collection has the vectors of a library, and where it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, Self

from index.borrowed import Borrowed
from index.errors import LibraryError
from index.own import Own
from index.records import Records
from index.vectors import Vectors
from index.vectors.folder import Folders
from index.vectors.server import Address, Server

_ELSEWHERE: Mapping[str, str] = {
    "folder": "The vectors of this library are in its folder, but BYLINE_CHROMA_URL names a "
    "server; run `byline rebuild` to make them anew there, or unset BYLINE_CHROMA_URL.",
    "server": "The vectors of this library are on a Chroma server; set BYLINE_CHROMA_URL to it, "
    "or run `byline rebuild` to make them anew in the library's folder.",
}


class Place(Protocol):
    """Where numbered collections are kept; see `Folders` and `Server`."""

    @property
    def kind(self) -> str:
        """What the record calls it."""
        ...

    def exists(self, number: int, chunks: int) -> bool:
        """Tell whether there is a collection, fit to be used if it has so many chunks."""
        ...

    def open(self, number: int, *, exact: bool = False) -> Vectors:
        """Open a collection, or make it."""
        ...

    def discard(self, number: int) -> None:
        """Delete a collection if it is there."""
        ...

    def numbers(self) -> frozenset[int]:
        """Return the numbers of the collections that there are."""
        ...

    def close(self) -> None:
        """Let go of what is held open."""
        ...


@dataclass(frozen=True, slots=True)
class Spot:
    """One collection: the kind of its place, and its number there."""

    kind: str
    number: int

    @classmethod
    def read(cls, kept: str) -> Self:
        """Undo `written`."""
        kind, number = kept.split()
        return cls(kind, int(number))

    def written(self) -> str:
        """Return it as a library keeps it."""
        return f"{self.kind} {self.number}"


class Whereabouts:
    """The collections of one library; the record names the one that answers.

    Attributes:
        kept: the name under which the record keeps its spot.
    """

    def __init__(
        self,
        folder: Path,
        records: Records,
        address: Address | None,
        borrowed: Borrowed | None = None,
        own: Own | None = None,
    ) -> None:
        """Take the settings.

        Args:
            folder: the library's.
            records: names the collection.
            address: a server's, where the vectors are to be there.
            borrowed: copies collections where the library can only be read.
            own: says under which name the record keeps the spot.
        """
        self._records = records
        self.kept = (own or Own()).spot
        self._folders = Folders(folder, borrowed)
        self.place: Place = Server(address, records.own_id()) if address else self._folders

    def spot(self) -> Spot:
        """Return the collection that answers.

        Raises:
            LibraryError: it is in another place than the settings say.
        """
        kept = self._records.setting(self.kept)
        if kept is None:
            # Before collections were numbered, there was but one, in the folder.
            spot = Spot(self._folders.kind if self._folders.numbers() else self.place.kind, 0)
        else:
            spot = Spot.read(kept)
        if spot.kind != self.place.kind:
            raise LibraryError(_ELSEWHERE[spot.kind])
        return spot

    def is_whole(self, chunks: int) -> bool:
        """Tell whether the collection is there, fit to be used if it has so many chunks."""
        return self.place.exists(self.spot().number, chunks)

    def open(self, *, exact: bool) -> Vectors:
        """Open the collection, or make it."""
        spot = self.spot()
        if self._records.setting(self.kept) is None and not self._records.read_only:
            self._records.remember(self.kept, spot.written())
        return self.place.open(spot.number, exact=exact)

    def discard(self, spot: Spot | None = None) -> None:
        """Delete the collection that answers, or that of a spot, where that can be reached."""
        spot = spot or self.spot()
        for place in self._places():
            if place.kind == spot.kind:
                place.discard(spot.number)

    def fresh(self) -> Spot:
        """Return a spot for another collection, which nobody uses; only while all others wait."""
        current = self._current_in(self.place) or 0
        return Spot(self.place.kind, max({current, *self.place.numbers()}) + 1)

    def leftovers(self) -> tuple[Spot, ...]:
        """Return the collections that do not answer: of a killed rebuild, or of one that runs."""
        return tuple(
            Spot(place.kind, number)
            for place in self._places()
            for number in sorted(place.numbers() - {self._current_in(place)})
        )

    def close(self) -> None:
        """Let go of a server's connections."""
        self.place.close()

    def _places(self) -> tuple[Place, ...]:
        """Return where the settings let collections of this library be."""
        return tuple(dict.fromkeys((self.place, self._folders)))

    def _current_in(self, place: Place) -> int | None:
        """Return the number of the collection that answers, if it is in a place."""
        kept = self._records.setting(self.kept)
        spot = Spot.read(kept) if kept else Spot(self._folders.kind, 0)
        return spot.number if spot.kind == place.kind else None
