"""The library: articles in, passages and quotes out."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Self

from index.adding import Added, Made, Named, Pending, add, settle, store
from index.article import Article, Draft, Label, ParsedArticle, Quote
from index.browsing import Look, Shelf, browse, copies
from index.catalogue import Catalogue, Listing
from index.debts import Debts
from index.embed import Embedder
from index.embed.words import KnownWords
from index.errors import LibraryError
from index.files import File, Files, Held, Taken
from index.filtered import Extent
from index.filters import EVERYTHING, Filters
from index.health import Fault, check
from index.leaves import Leaves
from index.maps import Maps
from index.own import Own
from index.parse import with_bearers
from index.past import Past, Pasts
from index.records import storable
from index.records.choice import open_records
from index.sayings import Saying, sayings
from index.search import Passage, search
from index.turns import Turns
from index.underway import Underway
from index.vectors.server import Address

__all__ = ["Added", "Extent", "Fault", "Library", "Listing"]

_PATIENCE = 30.0
_AT_ONCE = 2  # questions
_REMOVED = "What was to be removed is; what the maps have of it goes once this is mended: {}"
_NEAR = 20  # texts in which a misspelled word is looked for


class Library:
    """Articles in a record, and two maps by which they are searched.

    Safe to use from several threads, and from several processes at a time.

    Attributes:
        embed: texts → `(n, dimensions) float32`, rows of length 1, by the library's embedder; zeros
            where it gives none, which `outage` tells.
        embed_words: likewise, for single words, each of which is embedded once.
        embedder: its name.
        people: who is named in its articles, and who is whom.
        leaves: reads parts of its articles.
        outage: tells when a search had to do with words alone.
        embedder_set: the name of that which it was opened with.
        turn: who asks a question waits for one, as `turns.Turns.turn`.
    """

    def __init__(
        self,
        folder: Path,
        embedder: Embedder,
        patience: float,
        *,
        exact: bool,
        server: Address | None,
        database: str | None,
    ) -> None:
        """Use `open`."""
        self._records = open_records(folder, database, patience)
        self._underway = Underway()
        self.turn = Turns(_AT_ONCE).turn
        self._catalogue = Catalogue(self._records, self._underway)
        self.people = self._catalogue.people
        self.leaves = Leaves(self._records)
        own = Own.of(self._records, folder, patience, server=server is not None)
        self._debts = Debts(self._records, own)
        self._files = Files(self._records)
        self._pasts = Pasts(self._records)
        self._maps = Maps(
            folder,
            self._records,
            self._debts,
            embedder,
            patience,
            exact=exact,
            server=server,
            own=own,
        )
        self.outage = self._maps.outage
        self.embedder_set = embedder.name
        self._take(embedder)

    @classmethod
    def open(
        cls,
        folder: Path,
        embedder: Embedder,
        patience: float = _PATIENCE,
        *,
        exact: bool = False,
        server: Address | None = None,
        database: str | None = None,
    ) -> Self:
        """Open a library, or make it where there is none.

        Args:
            folder: all of the library is in it, but what a server or a database keeps.
            embedder: makes the vectors; remembered, and another one is refused.
            patience: seconds to wait for another process that uses the library.
            exact: find the same at each run, by comparing all vectors; they are held in memory.
            server: the Chroma server that keeps the vectors; None for the library's folder.
            database: the PostgreSQL that keeps the articles; None for a file in the folder.

        Raises:
            LibraryError: it cannot be made or read, is damaged, locked, or of a newer Byline.
        """
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise LibraryError(
                f"The library's folder {folder} cannot be made ({error.strerror}); "
                "name another folder, or make this one."
            ) from error
        return cls(folder, embedder, patience, exact=exact, server=server, database=database)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close all files; nothing else may be called afterwards."""
        self._maps.close()
        self._records.close()

    @contextmanager
    def adding(self) -> Iterator[None]:
        """Let nobody who asks meanwhile wait for what is done within; `pay` before its end.

        They find what is there already; what they remember of the library, such as who is who,
        may be as it was at the beginning or at the last `pay`.
        """
        with self._underway.adding():
            yield

    def add(self, draft: Draft) -> Added:
        """Store an article; `pay`, or the next search, makes it found.

        Raises:
            SourceError: it has no text.
            LibraryError: it cannot be stored.
        """
        return add(draft, self._catalogue)

    def settle(self, named: Named) -> Added | Pending:
        """Tell what becomes of a draft, as `adding.settle` does."""
        return settle(named, self._catalogue)

    def store(self, articles: Sequence[tuple[Pending, Made]]) -> list[Added]:
        """Store articles in one transaction, as `adding.store` does."""
        return store(articles, self._catalogue)

    def held(self, file: File) -> tuple[Held, ...]:
        """Return the articles of a file that need not be read again, as `Files.held` does."""
        return self._files.held(file)

    def remember(self, read: Sequence[tuple[File, Sequence[Taken]]]) -> None:
        """Keep what was read from files, as `Files.remember` does."""
        self._files.remember(read)

    def owed(self) -> int:
        """Return how many chunks the maps are owed."""
        return max(self._debts.count("words"), self._debts.count("vectors"))

    def pay(self) -> int:
        """Put what is owed into the maps, and return the number of chunks paid.

        Raises:
            VectorsError: the vectors cannot be written; the words can be searched, and the rest
                stays owed.
            LibraryError: the maps are in use for too long, damaged, or of another embedder.
        """
        self.people.settle()
        try:
            return self._maps.pay()
        finally:
            if self._underway.now:
                self._catalogue.renew()

    def pay_maps(self) -> int:
        """Do as `pay`, but leave open who is who, which costs less for many articles at once."""
        return self._maps.pay()

    def articles(self, day: dt.date | None = None) -> tuple[Listing, ...]:
        """Return what is in the library, newest first (without a date last), then by title.

        Args:
            day: those changed since have the facts that they had then, in the places of now.
        """
        listings = self._catalogue.listings()
        then = self._pasts.of(day).articles if day else {}
        return tuple(_as_then(one, then.get(one.id)) for one in listings) if then else listings

    def browse(self, look: Look) -> Shelf:
        """Return a page of the articles, filtered and sorted, as `browsing.browse` does."""
        return browse(self._records, look)

    def copies(self, article_id: str) -> tuple[Listing, ...]:
        """Return the other articles that print the same report; raises as `get` does."""
        return copies(self._records, self._resolved(article_id))

    def titles(self) -> tuple[tuple[str, str], ...]:
        """Return the ids and titles of all articles that have a title."""
        return self._catalogue.titles()

    def outlets(self) -> tuple[str, ...]:
        """Return the names of all outlets, each once, in order."""
        return self._catalogue.outlets()

    def count(self) -> int:
        """Return the number of articles."""
        return self._catalogue.count()

    def extent(self, filters: Filters = EVERYTHING) -> Extent:
        """Return how many articles meet the conditions, and between which days they are."""
        filters, past = self._then(filters)
        days = [parsed.article.date for parsed in past.articles.values()]
        return self._catalogue.extent(filters).with_days(days)

    def get(self, article_id: str, day: dt.date | None = None) -> ParsedArticle:
        """Return an article in its newest version.

        Args:
            article_id: its id, or a beginning that no other id has.
            day: the version that was the newest one on this day, where it can be told.

        Raises:
            LibraryError: there is no such article, not yet on that day, or more than one.
        """
        parsed = self._catalogue.find(storable(article_id))  # nearly all give ids in full
        if parsed is None:
            parsed = self._catalogue.get(self._resolved(article_id))
        found = parsed.article.id
        past = self._pasts.of(day).articles.get(found) if day else None
        parsed = past or parsed
        if day and parsed.article.date and parsed.article.date > day:
            raise LibraryError(
                f"The article {found} did not exist on {day}; name a later day, or none."
            )
        return parsed

    def versions(self, article_id: str) -> tuple[Article, ...]:
        """Return every text that an article has had, oldest first; raises as `get` does."""
        return self._catalogue.versions(self._resolved(article_id))

    def remove(self, article_ids: Sequence[str]) -> None:
        """Forget articles completely, in all their versions; all of them or, on an error, none.

        Raises:
            LibraryError: one is not there, or the library is in use for too long; or they are
                removed, as it says, and what the maps have of them must wait.
        """
        found = self._catalogue.resolve([storable(article_id) for article_id in article_ids])
        removed = False
        try:
            with self._maps.forgetting():
                self._catalogue.remove(found)
                removed = True
            self.pay()
        except LibraryError as error:
            if removed:
                raise LibraryError(_REMOVED.format(error)) from error
            raise

    def quotes(
        self,
        *,
        speaker: str | None = None,
        about: str | None = None,
        article_id: str | None = None,
        filters: Filters = EVERYTHING,
    ) -> tuple[Quote, ...]:
        """Return who said what, in order, from the newest article on.

        Args:
            speaker: words that must all stand in one name of whom the words are ("Blinken").
            about: words that must all begin a word in the quote's paragraph.
            article_id: an article, as for `get`.
            filters: conditions on the article.

        Raises:
            LibraryError: an article that is named is not there.
        """
        if article_id is not None:
            only = self._resolved(article_id)
            if filters.article_ids and only not in self._confined(filters).article_ids:
                return ()
            filters = replace(filters, article_ids=(only,))
        filters, past = self._then(filters)
        found = self._catalogue.quotes(filters, speaker=speaker, about=about)
        if not past.articles:
            return found
        meant = frozenset(self.people.named(speaker) if speaker else ())
        return (
            *found,
            *past.quotes(speaker, about, lambda n: bool(meant & {*self.people.named(n)})),
        )

    def decide(self, quote: Quote, speaker: str) -> bool:
        """Keep who is chosen, by a model or else, to have said a quote that has no speaker.

        The quote keeps its cue and its candidates and gets the confidence 0.5: that tells it from
        one whose speaker the article gives (`Quote.guessed`). An article that is added again with
        another text is read anew, without it.

        Returns:
            False where the quote is no longer there, or has a speaker by now: nothing is kept.

        Raises:
            ValueError: the speaker is none of the candidates; a fault of ours, never of a user.
            LibraryError: the article is not there, or the library cannot be written.
        """
        if speaker not in quote.candidates:
            raise ValueError(f"{speaker!r} is none of the candidates {quote.candidates}")
        parsed = with_bearers(self._catalogue.get(quote.article_id))
        return self._catalogue.decide(parsed, quote, speaker)

    def sayings(
        self,
        *,
        speaker: str | None = None,
        about: str | None = None,
        filters: Filters = EVERYTHING,
    ) -> tuple[Saying, ...]:
        """Return who said what, each saying once with all places that give it.

        In the order of the first place, as `quotes` gives them, which has the arguments too.
        """
        quotes = self.quotes(speaker=speaker, about=about, filters=filters)
        return sayings(quotes, self.people.of_quotes())

    def labels(
        self, *, about: str | None = None, filters: Filters = EVERYTHING
    ) -> tuple[Label, ...]:
        """Return marked words that are no speech, in order, as `quotes` does."""
        filters, past = self._then(filters)
        return (*self._catalogue.labels(filters, about=about), *past.labels(about))

    def speakers(self) -> tuple[str, ...]:
        """Return the names of all who are quoted, each once, in order."""
        return self._catalogue.speakers()

    def most_quoted(self, most: int) -> tuple[str, ...]:
        """Return the names of those with most direct quotes, the first of them first."""
        return self._catalogue.most_quoted(most)

    def search(
        self, text: str, *, k: int = 10, filters: Filters = EVERYTHING
    ) -> tuple[Passage, ...]:
        """Return the passages that match a text, best first, from newest versions only.

        Args:
            text: a question or words; nothing in it is an operator.
            k: the most passages to return.
            filters: conditions on the article.

        Raises:
            LibraryError: an article that is named is not there, or as for `pay`; where only the
                vectors cannot be used, the words are searched, and `outage` tells it.
        """
        filters, past = self._then(filters)
        if not self.count():
            return ()
        self._pay_before()
        text = storable(text)
        found = search(text, k=k, filters=filters, catalogue=self._catalogue, maps=self._maps)
        return past.among(found, text, k, self.embed) if past.articles else found

    def near(self, words: Sequence[str], day: dt.date | None = None) -> dict[str, tuple[str, ...]]:
        """Return, for each word that no article has, texts with words spelled nearly so.

        Args:
            words: single words.
            day: what articles said on this day counts, too.

        Raises:
            LibraryError: as for `pay`.
        """
        if not self.count():
            return {}
        self._pay_before()
        past = self._pasts.of(day) if day else None
        unknown = [storable(word) for word in words if not (past and past.has(word))]
        found = self._maps.near(unknown, _NEAR)
        placed = self._catalogue.placed([chunk for chunks in found.values() for chunk in chunks])
        return {
            word: tuple(placed[chunk].chunk.text for chunk in chunks if chunk in placed)
            for word, chunks in found.items()
        }

    def check(self) -> tuple[Fault, ...]:
        """Return what is wrong with the library; empty where all is well."""
        return check(self._records, self._debts, self._maps)

    def rebuild(
        self, embedder: Embedder | None = None, show: Callable[[int, int], object] = lambda *_: None
    ) -> int:
        """Make anew what is made of the articles, and return the number of chunks in the maps.

        That is both maps, who is who, and the origins of articles that have none yet. Whoever
        searches meanwhile is answered from the vectors as they were.

        Args:
            embedder: makes the vectors, and is remembered; None for the one it was opened with.
            show: takes how many chunks are embedded, and how many there are.

        Raises:
            LibraryError: the library is in use for too long, or cannot be written.
        """
        self._catalogue.regroup()
        self.people.reread(lambda article_id: with_bearers(self._catalogue.get(article_id)))
        chunks = self._maps.rebuild(embedder, show)
        if embedder:
            self._take(embedder)
        return chunks

    def _pay_before(self) -> None:
        """Pay before a search: another process may have added, or died before it had paid."""
        if not self._underway.now:  # whoever adds pays as well
            self.people.settle()
            self._maps.pay(asking=True)

    def _take(self, embedder: Embedder) -> None:
        """Ask questions with an embedder from now on."""
        self.embedder = embedder.name
        self.embed = self.outage.embedding(embedder.embed)
        self.embed_words = self.outage.embedding(KnownWords(embedder.embed).embed)

    def _resolved(self, article_id: str) -> str:
        return self._catalogue.resolve([storable(article_id)])[0]

    def _confined(self, filters: Filters) -> Filters:
        if not filters.article_ids:
            return filters
        ids = [storable(article_id) for article_id in filters.article_ids]
        return replace(filters, article_ids=self._catalogue.resolve(ids))

    def _then(self, filters: Filters) -> tuple[Filters, Past]:
        """Return conditions on newest texts, and the older texts that meet them on their day."""
        filters = self._confined(filters)
        if filters.day is None:
            return filters, Past({})
        past = self._pasts.of(filters.day)
        return replace(filters, without=past.ids), past.within(filters)


def _as_then(listing: Listing, parsed: ParsedArticle | None) -> Listing:
    """Return an article's facts and counts as they were when it had another text."""
    if parsed is None:
        return listing
    article = parsed.article
    return replace(
        listing,
        title=article.title,
        outlet=article.outlet,
        date=article.date,
        url=article.url,
        paragraphs=len(parsed.paragraphs),
        quotes=len(parsed.quotes),
    )
