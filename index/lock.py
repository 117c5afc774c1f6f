"""Keeps processes that use one library out of each other's way."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import LibraryError

if TYPE_CHECKING:
    from filelock import ReadWriteLock


class MapsLock:
    """Many may read the maps at a time, or one may write them, across threads and processes.

    The system releases it when its holder dies.
    """

    def __init__(self, path: Path, patience: float, *, read_only: bool = False) -> None:
        """Take what is needed to lock.

        Args:
            path: the lock's own file.
            patience: seconds to wait for it.
            read_only: its folder cannot be written, so that nobody can be held off.
        """
        self._path = path
        self._patience = patience
        self._read_only = read_only

    def shared(self) -> AbstractContextManager[None]:
        """Hold off writers; raises LibraryError where one holds the lock for too long."""
        if self._read_only:
            return nullcontext()
        return self._held(exclusive=False)

    def exclusive(self) -> AbstractContextManager[None]:
        """Hold off everyone; raises LibraryError where others hold the lock for too long."""
        return self._held(exclusive=True)

    def at_once(self) -> AbstractContextManager[None]:
        """Hold off everyone; raises LibraryError where anybody holds the lock."""
        return MapsLock(self._path, 0.0).exclusive()

    @contextmanager
    def _held(self, *, exclusive: bool) -> Iterator[None]:
        from filelock import Timeout  # 0.1 s, and listing needs no lock

        # One instance a use (0.7 ms): an instance does not keep the threads of a process apart.
        with closing(self._instance()) as lock:
            try:
                (lock.acquire_write if exclusive else lock.acquire_read)()
            except Timeout as error:
                raise LibraryError(
                    f"The library {self._path.parent} is in use by another process, for more than "
                    f"{self._patience:g} seconds; wait until it is done, or stop it, and try again."
                ) from error
            yield

    def _instance(self) -> "ReadWriteLock":
        from filelock import ReadWriteLock

        try:
            return ReadWriteLock(self._path, timeout=self._patience, is_singleton=False)
        except OSError as error:
            raise LibraryError(
                f"The library {self._path.parent} cannot be locked ({error}); "
                "check that its folder exists and that you may write in it."
            ) from error
