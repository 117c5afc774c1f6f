"""Copies of maps whose folder cannot be written: their libraries write even where they read."""

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir

from index.disk import full, is_full
from index.errors import LibraryError


class Borrowed:
    """Copies in a temporary folder, made when they are asked for."""

    def __init__(self) -> None:
        self._folder: TemporaryDirectory[str] | None = None

    def of(self, folder: Path) -> Path:
        """Return the copy of a folder; raises LibraryError where it cannot be made."""
        try:
            if self._folder is None:
                self._folder = TemporaryDirectory(prefix="byline-", ignore_cleanup_errors=True)
            copy = Path(self._folder.name) / folder.name
            if not copy.exists():
                shutil.copytree(folder, copy, copy_function=shutil.copyfile)
        except (OSError, shutil.Error) as error:
            if is_full(error, Path(gettempdir())):
                raise LibraryError(full("temporary files")) from error
            raise LibraryError(
                f"{folder} cannot be written, and no copy of it can be made ({error}); check that "
                "you may read it, and write among temporary files."
            ) from error
        return copy

    def close(self) -> None:
        """Delete the copies."""
        folder, self._folder = self._folder, None
        if folder is not None:
            folder.cleanup()
