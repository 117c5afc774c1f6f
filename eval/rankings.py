"""Measures how passages are ranked: chunk lengths, words, vectors and their fusion → hits."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from eval.cases import EvalCase
from eval.retrieval import first_hit
from index.article import Article, Draft, ParsedArticle
from index.chunks import chunk
from index.clean import cross_references, paragraphs
from index.debts import Entry, Owed
from index.embed import Embedder
from index.identity import identity
from index.meaning import with_titles
from index.search import Passage, fuse
from index.words import Words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_CANDIDATES = 100
_SHOWN = 10
_WEIGHTS = (0.25, 0.5, 1.0)  # of vectors beside words
_CUTS = (64, 128)  # of a vector's length; the whole one comes last
Show = Callable[[int, int, str], None]
Ranking = Sequence[tuple[int, float]]


@dataclass(frozen=True, slots=True)
class Ranked:
    """A way of ranking, with the rank of each question's first right passage; None beyond ten."""

    longest: int
    chunks: int
    way: str
    ranks: tuple[int | None, ...]

    def hits(self, k: int) -> float:
        """Return the share of questions with a right one among the first k."""
        return sum(rank is not None and rank <= k for rank in self.ranks) / len(self.ranks)

    @property
    def mrr(self) -> float:
        """The mean of one over the rank."""
        return sum(1 / rank for rank in self.ranks if rank) / len(self.ranks)


def measure_rankings(
    drafts: Sequence[Draft],
    cases: Sequence[EvalCase],
    embedder: Embedder,
    lengths: Sequence[int],
    show: Show,
) -> tuple[Ranked, ...]:
    """Rank the chunks of articles for each question that has evidence, in several ways.

    Args:
        drafts: the articles.
        cases: those without evidence are left out.
        embedder: makes the vectors; its first dimensions alone are tried as well.
        lengths: the most code points of a chunk.
        show: told how far it is.
    """
    asked = [case for case in cases if case.evidence]
    parsed = [_parsed(draft) for draft in drafts]
    found: list[Ranked] = []
    for number, longest in enumerate(lengths):
        show(number, len(lengths), f"chunks of {longest}")
        with TemporaryDirectory(prefix="byline-rankings-") as folder:
            shelf = _Shelf.of(parsed, longest, Path(folder), embedder)
            found += _ways(shelf, asked, longest)
    return tuple(found)


def rankings_text(found: Sequence[Ranked]) -> str:
    """Return the table of lengths and ways."""
    lines = ["| chunks | number | ranked by | hits@1 / 4 / 10 | mrr |", "|---|---|---|---|---|"]
    for one in found:
        hits = " / ".join(f"{one.hits(k):.3f}" for k in (1, 4, 10))
        lines.append(f"| {one.longest} | {one.chunks:,} | {one.way} | {hits} | {one.mrr:.3f} |")
    return "\n".join(lines)


def by_scores(words: Ranking, vectors: Ranking, weight: float) -> list[int]:
    """Fuse rankings by their scores, each brought to 0..1 by its best and its worst."""
    scores: dict[int, float] = {}
    for ranking, counts in ((words, 1.0), (vectors, weight)):
        best, worst = (ranking[0][1], ranking[-1][1]) if ranking else (1.0, 0.0)
        for item, score in ranking:
            part = (score - worst) / (best - worst) if best > worst else 1.0
            scores[item] = scores.get(item, 0.0) + counts * part
    return sorted(scores, key=lambda item: (-scores[item], item))


@dataclass(frozen=True, slots=True)
class _Shelf:
    """The chunks of articles with both maps of them.

    Attributes:
        passages: of the chunks; a chunk's id is its place, from 1.
        rows: `(chunks, dimensions)`, of length 1.
    """

    passages: Sequence[Passage]
    words: Words
    rows: "NDArray[np.float32]"
    embedder: Embedder

    @classmethod
    def of(
        cls, parsed: Sequence[ParsedArticle], longest: int, folder: Path, embedder: Embedder
    ) -> "_Shelf":
        passages, entries = [], []
        for one in parsed:
            article = one.article
            for part in chunk(one, longest):
                passages.append(
                    Passage(article.id, part.paragraph, part.start, part.end, part.text, "body", 0)
                )
                facts = (article.id, article.title, article.outlet, article.date, part.text)
                entries.append(Entry(len(passages), *facts))
        words = Words(folder)
        words.write(Owed(tuple(entries), ()))
        return cls(passages, words, with_titles(entries, embedder), embedder)

    def near(self, question: str, dimensions: int) -> Ranking:
        """Rank by the first dimensions of the vectors."""
        import numpy as np

        row = self.embedder.embed([question])[0][:dimensions]
        rows = self.rows[:, :dimensions]
        lengths = np.linalg.norm(rows, axis=1) * np.linalg.norm(row)
        scores = rows @ row / np.maximum(lengths, 1e-9)
        best = np.argsort(-scores, kind="stable")[:_CANDIDATES]
        return [(int(at) + 1, float(scores[at])) for at in best]


def _ways(shelf: _Shelf, cases: Sequence[EvalCase], longest: int) -> Iterator[Ranked]:
    whole = shelf.rows.shape[1]
    ranked: dict[str, list[Sequence[int]]] = {}
    for case in cases:
        for way, ids in _rankings(shelf, case.question, whole).items():
            ranked.setdefault(way, []).append(ids)
    for way, rankings in ranked.items():
        ranks = tuple(
            first_hit(case, [shelf.passages[at - 1] for at in ids[:_SHOWN]])
            for case, ids in zip(cases, rankings, strict=True)
        )
        yield Ranked(longest, len(shelf.passages), way, ranks)


def _rankings(shelf: _Shelf, question: str, whole: int) -> Mapping[str, Sequence[int]]:
    words = shelf.words.scored(question, _CANDIDATES)
    found: dict[str, Sequence[int]] = {"words": _ids(words)}
    for cut in (cut for cut in _CUTS if cut < whole):
        found[f"vectors, {cut} dimensions"] = _ids(shelf.near(question, cut))
    vectors = shelf.near(question, whole)
    found[f"vectors, {whole} dimensions"] = _ids(vectors)
    for weight in _WEIGHTS:
        fused = fuse((_ids(words), 1.0), (_ids(vectors), weight))
        found[f"both by ranks, vectors {weight:g}"] = [*fused]
        found[f"both by scores, vectors {weight:g}"] = by_scores(words, vectors, weight)
    return found


def _ids(ranking: Ranking) -> list[int]:
    return [item for item, _ in ranking]


def _parsed(draft: Draft) -> ParsedArticle:
    """Divide an article as it is added, without its quotes, which no map needs."""
    article = Article(identity(draft), draft.title, draft.outlet, draft.date, draft.url, draft.text)
    found = paragraphs(article, draft.marks)
    references = tuple(r for p in found for r in cross_references(article, p))
    return ParsedArticle(article, found, references, (), ())
