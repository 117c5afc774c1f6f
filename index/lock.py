"""Keeps processes that use one library out of each other's way."""

import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from index.errors import LibraryError

if TYPE_CHECKING:
    from filelock import ReadWriteLock

# How this process holds the file: "turning" while it takes it or lets go of it, when nobody enters.
_Mode = Literal["free", "turning", "shared", "beside", "alone"]


class MapsLock:
    """Many may read the maps at a time, or one may write them, across threads and processes.

    The threads of a process that share one of these share one hold of the file, so that they may
    read beside their own writer. The system releases it when the process dies.
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
        self._turn = threading.Condition()
        self._mode: _Mode = "free"
        self._readers = 0
        self._writers = 0  # who wait
        self._lock: ReadWriteLock | None = None

    @contextmanager
    def shared(self) -> Iterator[None]:
        """Hold off writers; raises LibraryError where one holds the lock for too long."""
        if self._read_only:
            yield
            return
        self._enter()
        try:
            yield
        finally:
            self._leave()

    @contextmanager
    def exclusive(self, *, beside: bool = False) -> Iterator[None]:
        """Hold off everyone; raises LibraryError where others hold the lock for too long.

        Args:
            beside: this process may read all the same, which then keeps off others only.
        """
        with self._turn:
            self._writers += 1
            try:
                self._wait(lambda: self._mode == "free")
            finally:
                self._writers -= 1
                self._turn.notify_all()
            self._mode = "turning"
        self._take("beside" if beside else "alone")
        try:
            yield
        finally:
            with self._turn:
                self._mode = "turning"
                self._turn.wait_for(lambda: not self._readers)
                self._let_go()

    def at_once(self) -> AbstractContextManager[None]:
        """Hold off everyone; raises LibraryError where anybody holds the lock."""
        return MapsLock(self._path, 0.0).exclusive()

    def _enter(self) -> None:
        with self._turn:
            self._wait(self._may_enter)
            self._readers += 1
            if self._mode != "free":
                return
            self._mode = "turning"
        try:
            self._take("shared")
        except BaseException:
            with self._turn:
                self._readers -= 1
            raise

    def _may_enter(self) -> bool:
        """Tell whether a reader may enter: who waits to write goes before."""
        return self._mode == "beside" or (self._mode in ("free", "shared") and not self._writers)

    def _leave(self) -> None:
        with self._turn:
            self._readers -= 1
            if not self._readers and self._mode == "shared":
                self._let_go()
            self._turn.notify_all()

    def _take(self, mode: _Mode) -> None:
        """Take the file, which this process has not; nobody enters meanwhile."""
        from filelock import Timeout  # 0.1 s, and listing needs no lock

        lock: ReadWriteLock | None = None
        taken = False
        try:
            lock = self._instance()
            (lock.acquire_read if mode == "shared" else lock.acquire_write)()
            taken = True
        except Timeout as error:
            raise self._in_use() from error
        finally:
            with self._turn:
                if not taken and lock is not None:
                    lock.close()
                self._lock = lock if taken else None
                self._mode = mode if taken else "free"
                self._turn.notify_all()

    def _let_go(self) -> None:
        lock, self._lock = self._lock, None
        if lock is not None:
            lock.close()  # whichever thread has taken it
        self._mode = "free"
        self._turn.notify_all()

    def _wait(self, may: Callable[[], bool]) -> None:
        if not self._turn.wait_for(may, self._patience):
            raise self._in_use()

    def _in_use(self) -> LibraryError:
        return LibraryError(
            f"The library {self._path.parent} is in use by another process, for more than "
            f"{self._patience:g} seconds; wait until it is done, or stop it, and try again."
        )

    def _instance(self) -> "ReadWriteLock":
        from filelock import ReadWriteLock

        try:
            return ReadWriteLock(self._path, timeout=self._patience, is_singleton=False)
        except OSError as error:
            raise LibraryError(
                f"The library {self._path.parent} cannot be locked ({error}); "
                "check that its folder exists and that you may write in it."
            ) from error
