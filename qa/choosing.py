"""The articles on a topic, for a summary."""

from index.article import ParsedArticle
from index.errors import LibraryError
from index.filters import Filters
from index.library import Library

_ABOUT_MOST = 8  # articles that a summary of a topic is made of
_ABOUT_PASSAGES = 40
_NEAR_BEST = 0.5  # an article is on the topic when its best passage is at least half as good


def choose(about: str, library: Library, filters: Filters) -> tuple[ParsedArticle, ...]:
    """Return the articles on a topic, the best first.

    Raises:
        LibraryError: no article is on it.
    """
    best: dict[str, float] = {}
    for passage in library.search(about, k=_ABOUT_PASSAGES, filters=filters):
        best[passage.article_id] = best.get(passage.article_id, 0.0) + passage.score
    if not best:
        raise LibraryError(f"No article is about “{about}”; `byline list` shows what is there.")
    least = max(best.values()) * _NEAR_BEST
    ranked = sorted(best, key=lambda article_id: -best[article_id])
    return tuple(library.get(i) for i in ranked[:_ABOUT_MOST] if best[i] >= least)
