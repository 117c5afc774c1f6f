"""A feed (RSS, Atom, JSON Feed) → a draft for each of its items; only home of feedparser."""

import calendar
import datetime as dt
import hashlib
import html
import json
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from typing import cast
from urllib.parse import urljoin, urlsplit

from index.article import Draft
from index.errors import SourceError
from index.identity import untracked
from index.readers.blocks import Block, compose
from index.readers.dates import parse_date
from index.readers.encoding import normalise
from index.readers.fragments import fragment_blocks, words_of

# Of one feed: feedparser reads a million characters, or 20,000 tags, a second.
MAX_CHARACTERS = 4_000_000
MAX_TAGS = 100_000
MAX_ITEMS = 5_000  # one inside the other, these take it 2 s, thirty times as many 36 s

_LONGEST_LINE = 500  # code points of a title or a name

# Reads an item's page: what is there, or why it cannot be had.
ReadPage = Callable[[str], Sequence[Draft | SourceError]]

_DECLARATION = re.compile(r"\A\s*<\?xml[^>]{0,200}\?>")
_ITEM = re.compile("<(?:[a-z]+:)?(?:item|entry)", re.I)
# How a text ends of which the rest is to be read elsewhere.
_CUT = re.compile(
    r"(?i)(?:\[\s*(?:…|\.{3})\s*\]|…|\.{3}"
    r"|\b(?:continue|keep) reading\b[^\n]{0,200}"
    r"|\bread (?:more|on|the (?:full|whole|rest))\b[^\n]{0,200}"
    r"|\b(?:weiterlesen|lire la suite|leer más)\b[^\n]{0,200})[\s»→>.]*\Z"
)
_SIGNATURE = re.compile(
    r"(?i)The post .{1,400} (?:appeared first|first appeared) on .{1,200}"
    r"|(?:Der Beitrag|L’article|L'article|La entrada) .{1,400} (?:erschien zuerst|est apparu en "
    r"premier|se publicó primero) .{1,200}"
)
# What feedparser has been seen to raise, or could, on broken feeds.
_FAULTS = (ValueError, TypeError, LookupError, AttributeError, AssertionError, RecursionError)


@dataclass(frozen=True, slots=True)
class Item:
    """One item as its feed states it; what it does not state is empty or None.

    Attributes:
        name: the feed's own for it, such as an RSS guid.
        content: the whole text, HTML.
        summary: a teaser, or the whole text where an item has no page.
        moment: seconds since 1970, to put items in order.
    """

    url: str = ""
    name: str = ""
    title: str = ""
    content: str = ""
    summary: str = ""
    authors: tuple[str, ...] = ()
    date: dt.date | None = None
    modified: dt.date | None = None
    language: str | None = None
    moment: float | None = None


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed, its items newest first where all state their time."""

    title: str
    items: tuple[Item, ...]
    shared: frozenset[str] = frozenset()  # addresses that several items have


def read_feed(
    text: str, source: str, today: dt.date, read_page: ReadPage | None = None
) -> Iterator[Draft | SourceError]:
    """Read the articles of a feed; an item that fails does not stop the others.

    Args:
        text: the whole feed.
        source: its file or its address.
        today: nothing is published later.
        read_page: opens the page of an item of which the feed has only a summary; None where
            there is no network.
    """
    yield from read_items(parse_feed(text, source), source, today, read_page)


def read_items(
    feed: Feed, source: str, today: dt.date, read_page: ReadPage | None = None
) -> Iterator[Draft | SourceError]:
    """Read the articles of a feed that is parsed; as `read_feed` does."""
    for number, item in enumerate(feed.items, 1):
        own = item.url and item.url not in feed.shared
        place = item.url or f"{source}:{number}"
        known = Draft(
            place,
            "",
            id=None if own else _id(item, feed, source),
            title=item.title or None,
            outlet=feed.title or None,
            date=_not_after(item.date, today),
            url=item.url or None,
            authors=item.authors,
            modified=_not_after(item.modified, today),
            language=item.language,
        )
        yield from _read_item(item, known, read_page)


def parse_feed(text: str, source: str, base: str = "") -> Feed:
    """Read a feed.

    Args:
        text: the whole of it.
        source: its name in sentences.
        base: its address; empty where it has none.

    Raises:
        SourceError: it is broken, too large, or has no item.
    """
    if (
        len(text) > MAX_CHARACTERS
        or text.count("<") > MAX_TAGS
        or len(_ITEM.findall(text)) > MAX_ITEMS
    ):
        raise SourceError(
            f"{source} is too large a feed: add the pages of its articles one by one.", source
        )
    of_json = text.lstrip().startswith("{")
    feed = _of_json(text, source, base) if of_json else _of_xml(text, source, base)
    items = [item for item in feed.items if item != Item()]
    if not items:
        raise SourceError(f"{source} is a feed without an item: there is nothing to add.", source)
    if all(item.moment is not None for item in items):
        items.sort(key=lambda item: -(item.moment or 0.0))
    links = Counter(item.url for item in items)
    shared = frozenset(url for url, count in links.items() if count > 1)
    return Feed(feed.title, tuple(items), shared)


def with_facts(draft: Draft, known: Draft) -> Draft:
    """Return a page's draft with what a feed or a map knows of it, where that states more."""
    return replace(
        draft,
        id=known.id or draft.id,
        title=known.title or draft.title,
        outlet=known.outlet or draft.outlet,
        date=known.date or draft.date,
        authors=known.authors or draft.authors,
        modified=known.modified or draft.modified,
        language=known.language or draft.language,
    )


def _read_item(
    item: Item, known: Draft, read_page: ReadPage | None
) -> Iterator[Draft | SourceError]:
    composed = compose(_without_signature(fragment_blocks(item.content)))
    if not composed.text and not item.url:
        composed = compose(_without_signature(fragment_blocks(item.summary)))
    if composed.text and not _CUT.search(composed.text[-300:]):
        yield replace(known, text=composed.text, marks=composed.marks)
    elif not item.url:
        yield SourceError(f"{known.source} has neither a text nor an address.", known.source)
    elif read_page is None:
        yield SourceError(
            f"{known.source} has only a summary in this feed: add the page, or the feed by its "
            "address, so that its pages are read too.",
            known.source,
        )
    else:
        page = read_page(item.url)
        for read in page:
            whole = isinstance(read, Draft) and len(page) == 1
            yield with_facts(read, known) if whole and isinstance(read, Draft) else read


def _without_signature(blocks: list[Block]) -> list[Block]:
    """Drop the line in which a feed's program says where the article stood first."""
    return [block for block in blocks if not _SIGNATURE.fullmatch(block.text)]


def _id(item: Item, feed: Feed, source: str) -> str | None:
    """Return an id for an item without a page of its own; another feed may use its name too."""
    name = item.name or item.title
    if not name:
        return None
    try:
        scope = urlsplit(item.url or source).hostname or feed.title
    except ValueError:
        scope = feed.title
    return hashlib.sha256(f"{scope}\n{name}".encode()).hexdigest()[:12]


def _of_xml(text: str, source: str, base: str) -> Feed:
    import feedparser  # late: it takes 80 ms

    # The text is decoded already; what its first line says of its encoding is no longer true.
    content = _DECLARATION.sub("", text).lstrip().encode()
    try:
        # From memory: a text or an address in its place would be opened.
        parsed = feedparser.parse(
            BytesIO(content),
            response_headers={
                "content-location": base,
                "content-type": "application/xml; charset=utf-8",
            },
            sanitize_html=False,  # words are all that is taken from it
            resolve_relative_uris=False,
        )
        facts = cast("Mapping[str, object]", parsed["feed"])
        language = _str(facts, "language")
        items = tuple(_xml_item(entry, base, language) for entry in parsed["entries"])
        return Feed(_title(facts), items)
    except _FAULTS as error:
        raise _broken(source) from error


def _xml_item(entry: Mapping[str, object], base: str, language: str) -> Item:
    # Directly from the mapping: feedparser's own look-up takes one date for another.
    published = _str(entry, "published") or _str(entry, "created")
    updated = _str(entry, "updated")
    parsed = dict.get(cast("dict[str, object]", entry), "published_parsed") or dict.get(
        cast("dict[str, object]", entry), "updated_parsed"
    )
    date, modified = parse_date(published), parse_date(updated)
    if not date and isinstance(parsed, time.struct_time):
        date = dt.date(*parsed[:3])
    return Item(
        url=_address(_str(entry, "feedburner_origlink") or _str(entry, "link"), base),
        name=_str(entry, "id"),
        title=_title(entry),
        content=_content(entry),
        summary=_str(entry, "summary"),
        authors=_authors(entry),
        date=date or modified,
        modified=modified if published else None,
        language=language or None,
        moment=_seconds(parsed),
    )


def _content(entry: Mapping[str, object]) -> str:
    """Return the longest content as HTML."""
    found = entry.get("content")
    values = [""]
    for content in found if isinstance(found, list) else ():
        value = _str(content, "value")
        values.append(_as_html(value) if _str(content, "type") == "text/plain" else value)
    return max(values, key=len)


def _title(facts: Mapping[str, object]) -> str:
    detail = facts.get("title_detail")
    plain = isinstance(detail, Mapping) and _str(detail, "type") == "text/plain"
    title = _str(facts, "title")
    return _line(title if plain else words_of(title))


def _authors(entry: Mapping[str, object]) -> tuple[str, ...]:
    """Return the authors' names; of RSS's “ida@echo.example (Ida Lund)” that in brackets."""
    found = entry.get("authors")
    names = [_str(author, "name") for author in found if author] if isinstance(found, list) else []
    whole = _str(entry, "author")
    if "@" in whole and len(names) < 2:
        bracketed = re.search(r"\(([^()]{1,200})\)|^([^<>@]{1,200})<", whole)
        names = [bracketed[1] or bracketed[2]] if bracketed else []
    lines = (re.sub(r"(?i)^by\s+", "", _line(name)) for name in names)
    return tuple(dict.fromkeys(name for name in lines if name and "@" not in name))


def _of_json(text: str, source: str, base: str) -> Feed:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise _broken(source) from error
    items = value.get("items") if isinstance(value, dict) else None
    if not isinstance(items, list):
        raise _broken(source)
    language = _str(value, "language")
    found = (_json_item(item, base, language) for item in items if isinstance(item, dict))
    return Feed(_line(_str(value, "title")), tuple(found))


def _json_item(item: Mapping[str, object], base: str, language: str) -> Item:
    name = item.get("id")
    authors = item.get("authors") or [item.get("author")]
    published, modified = _str(item, "date_published"), _str(item, "date_modified")
    found = authors if isinstance(authors, list) else []
    names = (_line(_str(author, "name")) for author in found if isinstance(author, dict))
    return Item(
        url=_address(_str(item, "url") or _str(item, "external_url"), base),
        name=str(name) if isinstance(name, str | int) else "",
        title=_line(_str(item, "title")),
        content=_str(item, "content_html") or _as_html(_str(item, "content_text")),
        summary=_as_html(_str(item, "summary")),
        authors=tuple(filter(None, names)),
        date=parse_date(published),
        modified=parse_date(modified),
        language=_str(item, "language") or language or None,
        moment=_json_seconds(published),
    )


def _json_seconds(written: str) -> float | None:
    try:
        moment = dt.datetime.fromisoformat(written)
        return moment.replace(tzinfo=moment.tzinfo or dt.UTC).timestamp()
    except (ValueError, OverflowError):
        return None


def _seconds(parsed: object) -> float | None:
    try:
        return float(calendar.timegm(parsed)) if isinstance(parsed, time.struct_time) else None
    except (ValueError, OverflowError):
        return None


def _address(written: str, base: str) -> str:
    """Return a whole address of the web; empty where that cannot be made."""
    try:
        url = urljoin(base, written.strip().replace(" ", "%20"))
        return untracked(url) if written and urlsplit(url).scheme in ("http", "https") else ""
    except ValueError:
        return ""


def _as_html(plain: str) -> str:
    """Return a plain text as HTML with the same paragraphs."""
    return html.escape(plain, quote=False).replace("\n", "<br>")


def _str(facts: object, name: str) -> str:
    value = dict.get(facts, name) if isinstance(facts, dict) else None
    return value if isinstance(value, str) else ""


def _line(value: str) -> str:
    return " ".join(normalise(value).split())[:_LONGEST_LINE]


def _not_after(date: dt.date | None, today: dt.date) -> dt.date | None:
    return date if date and date <= today else None


def _broken(source: str) -> SourceError:
    return SourceError(
        f"{source} is a broken feed: add the pages of its articles one by one.", source
    )
