"""Decides what becomes of a draft: a new article, a new version, or nothing new."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from index.article import Article, Draft, Mark
from index.catalogue import Catalogue
from index.chunks import chunk
from index.copies import bands, shingles
from index.entries import Entry, Known
from index.errors import SourceError
from index.identity import digest, identity
from index.parse import parse
from index.parts import Parts, parts_of
from index.records import storable

Status = Literal["added", "updated", "unchanged", "duplicate"]


@dataclass(frozen=True, slots=True)
class Added:
    """What became of a draft.

    Attributes:
        status: "added"; "updated": the article was there with another text, which stays readable;
            "unchanged": it was there with this text (its facts are brought up to date);
            "duplicate": the text is there as the article of this id, nothing was stored. The same
            text in another outlet is an article of its own, with the same origin.
        paragraphs: how many the article has; likewise quotes.
    """

    status: Status
    article_id: str
    title: str | None
    paragraphs: int
    quotes: int


@dataclass(frozen=True, slots=True)
class Named:
    """A draft that can be stored, with the id and the digest by which it is known."""

    draft: Draft
    article_id: str
    digest: str


@dataclass(frozen=True, slots=True)
class Pending:
    """An article that is to be stored, once all is found that is in it.

    Attributes:
        status: what it will have become.
        after: what is stored under its id; None for nothing.
    """

    named: Named
    status: Status
    article: Article
    after: Known | None


@dataclass(frozen=True, slots=True)
class Made:
    """What is made of an article before it is stored; the work of adding, and all of it here."""

    parts: Parts
    bands: tuple[int, ...]


def add(draft: Draft, catalogue: Catalogue) -> Added:
    """Store a draft, with what the maps are owed for it.

    Raises:
        SourceError: it has no text.
        LibraryError: it cannot be stored.
    """
    named = name(draft)
    while True:
        settled = settle(named, catalogue)
        if isinstance(settled, Added):
            return settled
        made = make(settled.article, named.draft.marks)
        if stored := store([(settled, made)], catalogue):
            return stored[0]


def name(draft: Draft) -> Named:
    """Tell by what a draft is known.

    Raises:
        SourceError: it has no text.
    """
    draft = _storable(draft)
    if not draft.text.strip():
        raise SourceError(f"{draft.source} has no text, so it was not added.", draft.source)
    return Named(draft, identity(draft), digest(draft.text))


def settle(named: Named, catalogue: Catalogue) -> Added | Pending:
    """Tell what becomes of a draft, which is done where nothing is to be stored."""
    draft, article_id = named.draft, named.article_id
    known = catalogue.known(article_id)
    if known is None:
        article = _article(article_id, draft)
        holder = catalogue.holder(named.digest, draft.outlet)
        if holder is not None:
            return _there("duplicate", holder, named, catalogue)
        return Pending(named, "added", article, None)
    if known.article.text != draft.text:
        article = _with_facts_of(draft, known.article)
        # When a text was changed is a fact of that text alone.
        article = replace(article, text=draft.text, modified=draft.modified)
        return Pending(named, "updated", article, known)
    if _is_other_address(draft, known.article):
        return _there("duplicate", article_id, named, catalogue)
    article = _with_facts_of(draft, known.article)
    if article == known.article:
        return _there("unchanged", article_id, named, catalogue)
    return Pending(named, "unchanged", article, known)


def make(article: Article, marks: tuple[Mark, ...]) -> Made:
    """Find all that is in an article; asks no library, so any process can do it."""
    parsed = parse(article, marks)
    return Made(parts_of(parsed, chunk(parsed)), bands(shingles(parsed.paragraphs)))


def store(articles: Sequence[tuple[Pending, Made]], catalogue: Catalogue) -> list[Added]:
    """Store articles in one transaction, in order.

    Returns:
        What became of them; shorter where the library has changed since one was settled, so
        that this one must be settled again.
    """
    entries = [
        Entry(pending.article, made.parts, made.bands, pending.named.digest, pending.after)
        for pending, made in articles
    ]
    stored = catalogue.store_all(entries)
    return [_added(pending, made.parts) for pending, made in articles[:stored]]


def _storable(draft: Draft) -> Draft:
    return replace(
        draft,
        text=storable(draft.text),
        id=draft.id and storable(draft.id),
        title=draft.title and storable(draft.title),
        outlet=draft.outlet and storable(draft.outlet),
        url=draft.url and storable(draft.url),
        authors=tuple(map(storable, draft.authors)),
        language=draft.language and storable(draft.language),
    )


def _article(article_id: str, draft: Draft) -> Article:
    return Article(
        article_id,
        draft.title,
        draft.outlet,
        draft.date,
        draft.url,
        draft.text,
        draft.authors,
        draft.modified,
        draft.language,
    )


def _is_other_address(draft: Draft, article: Article) -> bool:
    """Tell whether a draft names the article's page by an address with other parameters."""
    return not draft.id and draft.url is not None and draft.url != article.url


def _with_facts_of(draft: Draft, article: Article) -> Article:
    """Return an article with the facts of a draft, where it states them."""
    return replace(
        article,
        title=draft.title or article.title,
        outlet=draft.outlet or article.outlet,
        date=draft.date or article.date,
        url=draft.url or article.url,
        authors=draft.authors or article.authors,
        modified=draft.modified or article.modified,
        language=draft.language or article.language,
    )


def _there(status: Status, article_id: str, named: Named, catalogue: Catalogue) -> Added | Pending:
    counts = catalogue.counts(article_id)
    if counts is None:  # another process has just removed it
        return settle(named, catalogue)
    return Added(status, article_id, counts.title, counts.paragraphs, counts.quotes)


def _added(pending: Pending, parts: Parts) -> Added:
    article = pending.article
    paragraphs, quotes = len(parts.paragraphs), len(parts.quotes)
    return Added(pending.status, article.id, article.title, paragraphs, quotes)
