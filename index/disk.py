"""Tells a full disk, by what the libraries that write to it say or by the room that is left."""

import errno
import re
import shutil
from pathlib import Path

_LEAST = 1024**2  # bytes: less is no room for an index, and Chroma then tells only that it failed
_FULL = re.compile(r"(?i)no space left|disk is full|disk quota exceeded|os error (?:28|122)\b")


def is_full(error: BaseException, place: Path) -> bool:
    """Tell whether an error in writing to a place is that of a full disk."""
    number = error.errno if isinstance(error, OSError) else None
    if number in (errno.ENOSPC, errno.EDQUOT) or _FULL.search(str(error)):
        return True
    try:
        return shutil.disk_usage(place).free < _LEAST
    except OSError:
        return False


def full(place: object) -> str:
    """Return the sentence on it."""
    return f"The disk of {place} is full; make room, and try again."
