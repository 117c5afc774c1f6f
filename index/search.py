"""Hybrid search: a text → the passages that answer it best."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from heapq import heappop, heappush
from itertools import islice

from index.article import Kind
from index.catalogue import Catalogue, Placed
from index.filters import EVERYTHING, Filters
from index.maps import Maps

__all__ = ["EVERYTHING", "Filters", "Passage", "fuse", "search"]

_CANDIDATES = 100
# Words decide more than meaning does: names and figures are what news is asked for. The table in
# eval/README.md, made by `byline eval rankings`, has what other weights find.
_WORDS_COUNT, _VECTORS_COUNT = 1.0, 0.5
_FURTHER = 0.95  # what a passage counts for each better one of its article; see eval/README.md


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
    by_words, by_vectors = maps.rank(text, max(k, _CANDIDATES), filters, article_ids)
    scores = fuse((by_words, _WORDS_COUNT), (by_vectors, _VECTORS_COUNT))
    allowed = None if article_ids is None else set(article_ids)
    found = _found(list(scores), k, catalogue)
    passages = (
        _passage(placed, scores[chunk_id])
        for chunk_id, placed in found
        if allowed is None or placed.chunk.article_id in allowed
    )
    return tuple(islice(_spread(passages), k))


def _found(ranked: Sequence[int], k: int, catalogue: Catalogue) -> Iterator[tuple[int, Placed]]:
    """Yield what the record has of ranked chunks, reading no more of it than is asked for.

    The record has the last word: a map may still hold what has just been changed or removed.
    """
    for at in range(0, len(ranked), k):
        part = ranked[at : at + k]
        placed = catalogue.placed(part)
        yield from ((chunk_id, placed[chunk_id]) for chunk_id in part if chunk_id in placed)


def _spread(passages: Iterable[Passage]) -> Iterator[Passage]:
    """Yield passages, each further one of an article behind where it would be by itself.

    So no article takes all the places. `passages` are best first, and what is yielded is, too.
    """
    waiting: list[tuple[float, int, Passage]] = []
    had: Counter[str] = Counter()
    for rank, passage in enumerate(passages):
        while waiting and -waiting[0][0] >= passage.score:  # nothing behind it comes before these
            yield heappop(waiting)[2]
        worth = passage.score * _FURTHER ** had[passage.article_id]
        had[passage.article_id] += 1
        heappush(waiting, (-worth, rank, replace(passage, score=worth)))
    while waiting:
        yield heappop(waiting)[2]


def fuse(*rankings: tuple[Sequence[int], float], k: int = 60) -> dict[int, float]:
    """Fuse rankings by reciprocal rank; the best item is first, equal scores are by id.

    Cormack, Clarke, Buettcher (2009), Reciprocal Rank Fusion outperforms Condorcet and individual
    Rank Learning Methods, SIGIR: an item's score is the sum of 1 / (k + rank) over the rankings
    that have it, ranks counted from 1; here each sum's term is multiplied by its ranking's weight.

    Args:
        rankings: items, best first, with the weight of the ranking.
        k: how little the first ranks differ; 60 as in the paper.
    """
    scores: defaultdict[int, float] = defaultdict(float)
    for ranking, weight in rankings:
        for rank, item in enumerate(ranking, 1):
            scores[item] += weight / (k + rank)
    return dict(sorted(scores.items(), key=lambda scored: (-scored[1], scored[0])))


def _passage(placed: Placed, score: float) -> Passage:
    chunk = placed.chunk
    return Passage(
        chunk.article_id, chunk.paragraph, chunk.start, chunk.end, chunk.text, placed.kind, score
    )
