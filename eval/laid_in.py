"""A library of nothing but some articles, there for as long as something is measured on them."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from index.article import Draft, ParsedArticle
from index.embed import Embedder
from index.library import Library


@dataclass(frozen=True, slots=True)
class LaidIn:
    """Articles and the library that they are in.

    Attributes:
        articles: those that keep their own id in it.
        parsed: the same, read, by id.
    """

    library: Library
    articles: Sequence[Draft]
    parsed: Mapping[str, ParsedArticle]


@contextmanager
def laid_in(articles: Sequence[Draft], embedder: Embedder) -> Iterator[LaidIn]:
    """Give a library of these articles, which finds the same at each run; gone afterwards.

    Args:
        articles: with ids.
        embedder: as the library is to have it.

    Raises:
        SourceError, LibraryError: an article cannot be added.
    """
    with (
        TemporaryDirectory(prefix="byline-eval-") as folder,
        Library.open(Path(folder), embedder, exact=True) as library,
    ):
        ids = {draft.id or "": library.add(draft).article_id for draft in articles}
        library.pay()
        kept = [draft for draft in articles if draft.id and ids[draft.id] == draft.id]
        parsed = {draft.id: library.get(draft.id) for draft in kept if draft.id}
        yield LaidIn(library, kept, parsed)
