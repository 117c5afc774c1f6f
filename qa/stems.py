"""Stems of English words."""

import re
from functools import lru_cache

import snowballstemmer

_STEMMER = snowballstemmer.stemmer("english")
_POSSESSIVE = re.compile(r"['’]s?$")


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Return the stem of a word in lower case, without a possessive (Porter's second algorithm)."""
    return str(_STEMMER.stemWord(_POSSESSIVE.sub("", word)))
