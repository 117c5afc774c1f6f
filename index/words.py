"""The map from words to chunks: BM25 over a Tantivy index."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from tantivy import (
    Document,
    Filter,
    Index,
    Occur,
    Query,
    Schema,
    SchemaBuilder,
    TextAnalyzer,
    TextAnalyzerBuilder,
    Tokenizer,
)

from index.debts import Entry, Owed
from index.disk import full, is_full
from index.endpoints import shown
from index.errors import LibraryError

# What a match in the title counts beside one in the text; eval/README.md has the measurement.
_TITLE_WEIGHT = 0.6
_LONGEST_WORD = 64  # bytes; what is longer is a key or an address
_LONG_WORD = 6  # letters of a stem from which on two slips are looked over
_HEAP_BYTES = 50_000_000
# Words that questions are made of. They are indexed, but rank only where nothing else is asked.
_QUESTION_WORDS = """
a about after all also am an and any are as at be been before being but by can could did do does
doing for from had has have having he her here hers him his how i if in into is it its just let
many me might more most much my no nor not of off on one or other our out over own please said
same say says she should so some such tell than that the their them then there these they this
those to too under until up very was we were what when where which while who whom whose why
will with would you your d ll m re s t ve
"""


class Words:
    """One Tantivy index in one folder: chunk ids and words, no text and no order of words."""

    def __init__(self, folder: Path) -> None:
        """Open the index, or make it.

        Raises:
            LibraryError: it is damaged, or cannot be read or made.
        """
        self._folder = folder
        with self._border():
            folder.mkdir(exist_ok=True)
            self._index = Index(_schema(), str(folder))
            self._index.register_tokenizer("news", _analyzer(""))

    @staticmethod
    def exists(folder: Path) -> bool:
        """Tell whether there is an index in a folder."""
        return (folder / "meta.json").exists()

    def write(self, owed: Owed) -> None:
        """Do what is owed, all of it or, on an error, none; to do it twice changes nothing."""
        stale = [entry.chunk_id for entry in owed.puts] + list(owed.drops)
        with self._border():
            writer = self._index.writer(heap_size=_HEAP_BYTES, num_threads=1)
            try:
                # Not delete_documents_by_term: its term is signed, so it would delete nothing.
                writer.delete_documents_by_query(Query.term_set_query(_schema(), "chunk", stale))
                for entry in owed.puts:
                    writer.add_document(_document(entry))
                writer.commit()
            finally:
                writer.wait_merging_threads()  # lets go of Tantivy's own lock, too
            self._index.reload()

    def find(
        self, text: str, limit: int, article_ids: Sequence[str] | None = None
    ) -> tuple[int, ...]:
        """Return the ids of the chunks that have any of the words, best first.

        Args:
            text: words, never read as a query language; where there is none, nothing is found.
            limit: the most ids to return.
            article_ids: look in these articles only; in all where None. Exact for any number.
        """
        query = _query(text, article_ids)
        if query is None:
            return ()
        return self._search(query, limit)

    def near(self, word: str, limit: int) -> tuple[int, ...] | None:
        """Return the ids of chunks with a word that is spelled nearly so; None where it is known.

        Args:
            word: one word; of several the first counts.
            limit: the most ids to return.
        """
        stems = _analyzer("").analyze(word)
        if not stems:
            return None
        known = Query.boolean_query([(Occur.Should, match) for match in _matches(stems[0])])
        if self._search(known, 1):
            return None
        edits = 1 if len(stems[0]) < _LONG_WORD else 2
        return self._search(Query.fuzzy_term_query(_schema(), "text", stems[0], edits), limit)

    def has_words(self, text: str) -> bool:
        """Tell whether a text has words by which it can be found."""
        return _query(text, None) is not None

    def chunk_ids(self) -> frozenset[int]:
        """Return the ids of all chunks in the index."""
        with self._border():
            most = max(1, self._index.searcher().num_docs)
        return frozenset(self._search(Query.all_query(), most))

    def scored(self, text: str, limit: int) -> tuple[tuple[int, float], ...]:
        """Return what `find` does in all articles, with the scores by which it is ranked."""
        query = _query(text, None)
        return () if query is None else self._ranked(query, limit)

    def _search(self, query: Query, limit: int) -> tuple[int, ...]:
        return tuple(chunk_id for chunk_id, _ in self._ranked(query, limit))

    def _ranked(self, query: Query, limit: int) -> tuple[tuple[int, float], ...]:
        with self._border():
            searcher = self._index.searcher()
            hits = searcher.search(query, limit, count=False).hits
            ids = searcher.fast_field_values("chunk", [address for _, address in hits])
        # By the id where scores are equal, so that the order is the same every time.
        ranked = sorted((-score, int(i or 0)) for (score, _), i in zip(hits, ids, strict=True))
        return tuple((chunk_id, -score) for score, chunk_id in ranked)

    @contextmanager
    def _border(self) -> Iterator[None]:
        """Turn Tantivy's errors, all of one kind, into ours."""
        try:
            yield
        except (ValueError, OSError) as error:
            if is_full(error, self._folder):
                raise LibraryError(full(self._folder)) from error
            raise LibraryError(
                f"The word index {self._folder} cannot be used ({shown(str(error), '')}); "
                "run `byline rebuild`."
            ) from error


def stems(text: str) -> list[str]:
    """Return the stems of a text's words, as the index has them, without question words."""
    return list(_analyzer(_QUESTION_WORDS).analyze(text))


@cache
def _schema() -> Schema:
    builder = SchemaBuilder()
    builder.add_unsigned_field("chunk", indexed=True, fast=True)
    builder.add_text_field("article", tokenizer_name="raw", index_option="basic")
    # "freq": without positions, from which a text could be put together again.
    builder.add_text_field("title", tokenizer_name="news", index_option="freq")
    builder.add_text_field("text", tokenizer_name="news", index_option="freq")
    return builder.build()


@cache
def _analyzer(dropped: str) -> TextAnalyzer:
    return (
        TextAnalyzerBuilder(Tokenizer.simple())
        .filter(Filter.remove_long(_LONGEST_WORD))
        .filter(Filter.lowercase())
        .filter(Filter.ascii_fold())
        .filter(Filter.custom_stopword(dropped.split()))
        .filter(Filter.stemmer("english"))
        .build()
    )


def _document(entry: Entry) -> Document:
    document = Document()
    # Not through the constructor: it makes a signed number, on which the writer dies.
    document.add_unsigned("chunk", entry.chunk_id)
    document.add_text("article", entry.article_id)
    document.add_text("title", entry.title or "")
    document.add_text("text", entry.text)
    return document


def _query(text: str, article_ids: Sequence[str] | None) -> Query | None:
    words = _analyzer(_QUESTION_WORDS).analyze(text) or _analyzer("").analyze(text)
    if not words:
        return None
    matches = [match for word in dict.fromkeys(words) for match in _matches(word)]
    query = Query.boolean_query([(Occur.Should, match) for match in matches])
    if article_ids is None:
        return query
    # A set of terms is looked up term by term, so it is exact and fast (30 ms for 40,000).
    within = Query.const_score_query(
        Query.term_set_query(_schema(), "article", article_ids), score=0
    )
    return Query.boolean_query([(Occur.Must, query), (Occur.Must, within)])


def _matches(word: str) -> tuple[Query, Query]:
    return (
        Query.term_query(_schema(), "text", word, index_option="freq"),
        Query.boost_query(
            Query.term_query(_schema(), "title", word, index_option="freq"), _TITLE_WEIGHT
        ),
    )
