"""Keeps a text that a model is shown from passing for another part of its message."""

import hashlib


def one_line(text: str) -> str:
    """Keep a text from looking like another passage, or to some servers like another message."""
    return " ".join(text.split()).replace("<|", "< |")


def mark_of(*texts: str) -> str:
    """Return a mark, 8 hex digits, that bounds texts: of all of them, so that none foresees it."""
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()[:8]
