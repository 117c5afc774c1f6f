"""Decides what becomes of a draft: a new article, a new version, or nothing new."""

from dataclasses import dataclass, replace
from typing import Literal

from index.article import Article, Draft, ParsedArticle
from index.catalogue import Catalogue
from index.chunks import chunk
from index.errors import SourceError
from index.identity import digest, identity
from index.parse import parse
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


def add(draft: Draft, catalogue: Catalogue) -> Added:
    """Store a draft, with what the maps are owed for it.

    Raises:
        SourceError: it has no text.
        LibraryError: it cannot be stored.
    """
    draft = _storable(draft)
    if not draft.text.strip():
        raise SourceError(f"{draft.source} has no text, so it was not added.", draft.source)
    while True:
        added = _add(draft, catalogue)
        if added is not None:
            return added


def _add(draft: Draft, catalogue: Catalogue) -> Added | None:
    """Do so, or return None where another process was faster, so that all must be asked again."""
    article_id, fingerprint = identity(draft), digest(draft.text)
    known = catalogue.known(article_id)
    status: Status = "updated" if known else "added"
    article = _article(article_id, draft)
    if known is None:
        holder = catalogue.holder(fingerprint, draft.outlet)
        if holder is not None:
            return _added("duplicate", catalogue.get(holder))
    elif known.article.text == draft.text:
        if _is_other_address(draft, known.article):
            return _added("duplicate", catalogue.get(article_id))
        status, article = "unchanged", _with_facts_of(draft, known.article)
        if article == known.article:
            return _added("unchanged", catalogue.get(article_id))
    parsed = parse(article, draft.marks)
    stored = catalogue.store(parsed, chunk(parsed), fingerprint, after=known)
    return _added(status, parsed) if stored else None


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


def _added(status: Status, parsed: ParsedArticle) -> Added:
    return Added(
        status,
        parsed.article.id,
        parsed.article.title,
        len(parsed.paragraphs),
        len(parsed.quotes),
    )
