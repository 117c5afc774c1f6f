"""Keeps a text that a model is shown from passing for another part of its message."""

import hashlib


def one_line(text: str) -> str:
    """Keep a text from looking like another passage, or to some servers like another message."""
    return " ".join(text.split()).replace("<|", "< |")


def mark_of(*texts: str) -> str:
    """Return a mark, 16 hex digits, that bounds texts.

    It is the hash of all of them: who writes one of them would have to find a text that holds the
    hash of itself and of texts that he does not know. Equal requests have equal marks, so that
    replies can be kept.
    """
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()[:16]
