"""By which names a record that several folders share keeps what belongs to the maps of one."""

import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from index.errors import LibraryError
from index.lock import MapsLock
from index.records import Records

_FILE = "maps.id"  # in the library's folder


@dataclass(frozen=True, slots=True)
class Own:
    """The names in one record; as they stand here where it is in the folder with its maps.

    Attributes:
        words: under which the map of words is owed; `vectors` likewise.
        spot: the setting that says which collection has the vectors.
        embedder: the setting that says what made them.
        generations: the settings that tell that a map was written: in this folder, anywhere.
        several: other folders have maps of the record, too.
        shared: all of them have one map of vectors, on a server.
    """

    words: str = "words"
    vectors: str = "vectors"
    spot: str = "vectors"
    embedder: str = "embedder"
    generations: tuple[str, ...] = ("generation",)
    several: bool = False
    shared: bool = False

    @classmethod
    def of(cls, records: Records, folder: Path, patience: float, *, server: bool) -> Self:
        """Return the names for a folder's maps.

        Args:
            records: the record.
            folder: the library's; it gets an id, where the record is elsewhere.
            patience: seconds to wait for another process that gives the folder its id.
            server: a server keeps the vectors.

        Raises:
            LibraryError: the folder cannot be written, or is in use for too long.
        """
        if not records.is_elsewhere:
            return cls()
        end = f" {_id(folder, patience)}"
        words, generation = f"words{end}", f"generation{end}"
        if server:
            generations = generation, "generation"
            return cls(words, generations=generations, several=True, shared=True)
        return cls(
            words,
            f"vectors{end}",
            f"vectors{end}",
            f"embedder{end}",
            (generation,),
            several=True,
        )


def _id(folder: Path, patience: float) -> str:
    """Return the folder's id; a copy gets another: it is told by the file's number and path."""
    file = folder / _FILE
    if kept := _kept(file):
        return kept
    with MapsLock(folder / "maps.lock", patience).exclusive():
        return _kept(file) or _made(file)


def _kept(file: Path) -> str | None:
    try:
        kept, _, home = file.read_text(encoding="utf-8").partition(" ")
        return kept if home == _home(file) else None
    except OSError:  # there is none yet
        return None


def _made(file: Path) -> str:
    made = secrets.token_hex(8)
    try:
        file.unlink(missing_ok=True)
        file.touch(mode=0o600)
        file.write_text(f"{made} {_home(file)}", encoding="utf-8")
    except OSError as error:
        raise LibraryError(
            f"The library's folder {file.parent} cannot be written ({error.strerror}); "
            "check that you may write there."
        ) from error
    return made


def _home(file: Path) -> str:
    return f"{file.stat().st_ino} {file.resolve()}"
