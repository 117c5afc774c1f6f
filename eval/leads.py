"""The lead of articles: their bodies' first sentences, in turn."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import chain, zip_longest

from index.article import Article
from index.parse import parse
from index.sentences import split

_MOST = 12  # sentences of an article, more than any summary's words reach


def lead(sources: Sequence[str]) -> str:
    """Return the first sentences of texts, each one's first, then each one's second, and so on."""
    rows = zip_longest(*map(_first, sources))
    return " ".join(filter(None, chain.from_iterable(rows)))


@lru_cache(maxsize=64)
def _first(text: str) -> tuple[str, ...]:
    parsed = parse(Article("lead", None, None, None, None, text))
    body = [p.text for p in parsed.paragraphs if p.kind == "body"][:_MOST]
    return tuple(text[start:end] for text in body for start, end in split(text))[:_MOST]
