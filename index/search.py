"""Hybrid search: a text → the passages that answer it best."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from index.article import Kind
from index.catalogue import Catalogue, Placed
from index.filters import EVERYTHING, Filters
from index.maps import Maps

__all__ = ["EVERYTHING", "Filters", "Passage", "fuse", "search"]

_CANDIDATES = 100


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of an article that search found: `article.text[start:end] == text`.

    Attributes:
        kind: the kind of its paragraph, never byline or boilerplate.
        score: higher is better; comparable within one search only.
    """

    article_id: str
    paragraph: int
    start: int
    end: int
    text: str
    kind: Kind
    score: float


def search(
    text: str, *, k: int, filters: Filters, catalogue: Catalogue, maps: Maps
) -> tuple[Passage, ...]:
    """Return the passages that match a text best by its words and by its meaning.

    Args:
        text: a question or words; what has no letter and no digit finds nothing.
        k: the most passages to return.
        filters: conditions on the article, its ids in full.
        catalogue: says which chunk is where.
        maps: rank the chunks.
    """
    if not any(map(str.isalnum, text)):
        return ()
    article_ids = None if filters == EVERYTHING else catalogue.matching(filters)
    rankings = maps.rank(text, max(k, _CANDIDATES), filters, article_ids)
    scores = fuse(rankings)
    # The record has the last word: a map may still hold what has just been changed or removed.
    placed = catalogue.placed(list(scores))
    allowed = None if article_ids is None else set(article_ids)
    passages = [
        _passage(placed[chunk_id], score)
        for chunk_id, score in scores.items()
        if chunk_id in placed and (allowed is None or placed[chunk_id].chunk.article_id in allowed)
    ]
    return tuple(passages[:k])


def fuse(rankings: Sequence[Sequence[int]], k: int = 60) -> dict[int, float]:
    """Fuse rankings by reciprocal rank, best first, equal scores by id.

    Cormack, Clarke, Buettcher (2009), Reciprocal Rank Fusion outperforms Condorcet and individual
    Rank Learning Methods, SIGIR: the score of an item is the sum of 1 / (k + its rank) over the
    rankings that have it, ranks counted from 1.
    """
    scores: defaultdict[int, float] = defaultdict(float)
    for ranking in rankings:
        for rank, item in enumerate(ranking, 1):
            scores[item] += 1 / (k + rank)
    return dict(sorted(scores.items(), key=lambda item: (-item[1], item[0])))


def _passage(placed: Placed, score: float) -> Passage:
    chunk = placed.chunk
    return Passage(
        chunk.article_id, chunk.paragraph, chunk.start, chunk.end, chunk.text, placed.kind, score
    )
