"""Collections of vectors in folders of the library's own."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from index.borrowed import Borrowed
from index.disk import full, is_full
from index.errors import LibraryError, VectorsError
from index.vectors import HNSW, SYNC, Vectors

if TYPE_CHECKING:
    from chromadb import Collection
    from chromadb.config import System

_NAME = "vectors"


class Folders:
    """The collections of one library, by number: `vectors`, `vectors-1`, `vectors-2` and so on."""

    kind = "folder"

    def __init__(self, library: Path, borrowed: Borrowed | None = None) -> None:
        """Take the library's folder, and what copies its collections where it is only read."""
        self._library = library
        self._borrowed = borrowed

    def path(self, number: int) -> Path:
        """Return the folder of a collection."""
        return self._library / (f"{_NAME}-{number}" if number else _NAME)

    def exists(self, number: int, chunks: int) -> bool:
        """Tell whether there is a collection, and an index if it has so many chunks.

        Where only the index is gone, Chroma says nothing, begins another and finds next to nothing.
        """
        folder = self.path(number)
        if not (folder / "chroma.sqlite3").exists():
            return False
        return chunks <= SYNC or any(folder.glob("*/header.bin"))

    def open(self, number: int, *, exact: bool = False) -> Vectors:
        """Open a collection, or make it.

        Raises:
            LibraryError: it is damaged, or cannot be read or made.
        """
        folder = self.path(number)
        if self._borrowed:
            folder = self._borrowed.of(folder)
        return Vectors(_InFolder(folder), exact=exact)

    def discard(self, number: int) -> None:
        """Delete a collection if it is there; raises LibraryError where it cannot be deleted."""
        delete(self.path(number))

    def numbers(self) -> frozenset[int]:
        """Return the numbers of all collections, whole or not."""
        numbers = (_number(path.name) for path in self._library.glob(f"{_NAME}*") if path.is_dir())
        return frozenset(number for number in numbers if number is not None)

    def close(self) -> None:
        """Do nothing: a folder is let go of with its collection."""


class _InFolder:
    """One open collection in one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._closed = False
        with self.border():
            self._system = _start(folder)
            try:
                self.collection = _open(self._system)
            except BaseException:
                self._system.stop()
                raise

    def most(self, dimensions: int) -> int:
        return 10_000  # what Chroma itself bounds is known to Vectors

    def close(self) -> None:
        if not self._closed:  # Chroma raises where it is stopped a second time
            self._closed = True
            self._system.stop()

    @contextmanager
    def border(self) -> Iterator[None]:
        from chromadb.errors import ChromaError

        try:
            yield
        except (ChromaError, OSError) as error:
            if is_full(error, self._folder):
                raise LibraryError(full(self._folder)) from error
            raise VectorsError(
                f"The vectors {self._folder} cannot be used ({error}); run `byline rebuild`."
            ) from error


def delete(folder: Path) -> None:
    """Delete a folder if it is there.

    Raises:
        LibraryError: it cannot be deleted.
    """
    # Moved first: what is half deleted must not be taken for a map.
    gone = folder.with_suffix(".gone")
    try:
        if gone.exists():
            shutil.rmtree(gone)
        if folder.exists():
            shutil.rmtree(folder.rename(gone))
    except OSError as error:
        raise LibraryError(
            f"{folder} cannot be deleted ({error}); check that you may write there."
        ) from error


def _number(name: str) -> int | None:
    name = name.removesuffix(".gone")  # half deleted
    if name == _NAME:
        return 0
    number = name.removeprefix(f"{_NAME}-")
    return int(number) if number.isascii() and number.isdigit() else None


def _start(folder: Path) -> "System":
    """Start a Chroma of our own on a folder.

    `PersistentClient` would share one Chroma among all who name the folder, so none of them
    could start anew while another is open.
    """
    from chromadb.api.rust import RustBindingsAPI  # 1.5 s, and only who searches or adds needs it
    from chromadb.config import Settings, System

    system = System(
        Settings(
            anonymized_telemetry=False,
            is_persistent=True,
            persist_directory=str(folder),
            # Said, lest somebody's environment or .env point Chroma to a server.
            chroma_api_impl="chromadb.api.rust.RustBindingsAPI",
        )
    )
    system.instance(RustBindingsAPI)
    system.start()
    return system


def _open(system: "System") -> "Collection":
    from chromadb.api.client import Client

    client = Client.from_system(system)
    client.clear_system_cache()  # which from_system has put it into
    return client.get_or_create_collection(
        "chunks", embedding_function=None, configuration={"hnsw": HNSW}
    )
