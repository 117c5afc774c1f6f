"""Offsets of a stretch of text without the white space around it."""


def strip(text: str, start: int, end: int) -> tuple[int, int]:
    """Return `[start, end)` without white space at its ends; an empty stretch of nothing else."""
    piece = text[start:end]
    behind = piece.lstrip()
    if not behind:
        return end, end
    return start + len(piece) - len(behind), start + len(piece.rstrip())
