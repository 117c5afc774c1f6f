"""Tells a full disk by what the libraries that write to it say."""

import errno
import re
import shutil
from pathlib import Path

_FULL = re.compile(r"(?i)no space left|disk is full|disk quota exceeded|os error (?:28|122)\b")

_ROOM = 1_000_000  # bytes


def is_full(error: BaseException) -> bool:
    """Tell whether an error is that of a full disk."""
    number = error.errno if isinstance(error, OSError) else None
    return number in (errno.ENOSPC, errno.EDQUOT) or bool(_FULL.search(str(error)))


def has_room(folder: Path) -> bool:
    """Tell whether a disk has a megabyte left, or cannot be asked: not all errors name it."""
    try:
        return shutil.disk_usage(folder).free >= _ROOM
    except OSError:
        return True


def full(place: object) -> str:
    """Return the sentence on it."""
    return f"The disk of {place} is full; make room, and try again."
