"""An address of the web → drafts: of its page, of a feed's items, of the pages of a sitemap."""

import codecs
import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Protocol
from urllib.parse import urljoin

from index.article import Draft
from index.errors import SourceError
from index.identity import same_site, untracked
from index.readers.encoding import load, to_text
from index.readers.feeds import parse_feed, read_items, with_facts
from index.readers.kinds import kind_of
from index.readers.sitemaps import Entry, Sitemap, newest_first, parse_sitemap

LIMIT = 100  # of the items of a feed and the pages of a sitemap, where no other is given
MAX_MAPS = 20  # that are opened of a map of maps

ADDRESS = re.compile(r"(?i)(?:https?|ftps?|file|feed):|[a-z][a-z\d+.-]+://")

# Reads bytes by their content; the name stands in sentences, and is the source of the drafts.
ReadBytes = Callable[[bytes, str, dt.date], Iterator[Draft | SourceError]]

_MARKUP = re.compile(rb"(?:\xef\xbb\xbf)?\s*[<{]")
# Hosts name a charset for files that are no text, too.
_NO_TEXT = re.compile(rb"%PDF|PK\x03\x04|[^\x00]{0,4000}[\x00-\x08]")
# Python has encodings besides those of pages, some of which take for ever.
_CHARSET = re.compile(
    r"utf-?(?:8|16|16le|16be)|(?:us-)?ascii|latin-?1|iso-?8859-?\d{1,2}|windows-\d{3,4}|cp\d{3,4}"
    r"|koi8-[ru]|big5(?:-hkscs)?|gb(?:2312|k|18030)|euc-(?:jp|kr)|shift_jis|iso-2022-(?:jp|kr)"
)
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class Fetched(Protocol):
    """A page as it came: where it was found in the end, its bytes, the charset it was sent with."""

    @property
    def url(self) -> str: ...  # noqa: D102
    @property
    def content(self) -> bytes: ...  # noqa: D102
    @property
    def charset(self) -> str | None: ...  # noqa: D102


Fetch = Callable[[str], Fetched]


@dataclass(frozen=True, slots=True)
class Web:
    """The network, as far as readers may use it.

    Attributes:
        fetch: opens an address; raises SourceError.
        limit: how many items of a feed, or pages of a sitemap, are read.
        tell: takes a sentence on what was left out.
    """

    fetch: Fetch
    limit: int = LIMIT
    tell: Callable[[str], None] = lambda _: None


def read_address(
    address: str, web: Web, today: dt.date, read_bytes: ReadBytes
) -> Iterator[Draft | SourceError]:
    """Read what an address leads to; of a feed or a sitemap, each article on its own.

    Raises:
        SourceError: nothing can be had there.
    """
    return _Visit(web, today, read_bytes).read(address)


@dataclass(frozen=True, slots=True)
class _Visit:
    """The walk from one address to the articles that it leads to."""

    web: Web
    today: dt.date
    read_bytes: ReadBytes

    def read(self, address: str) -> Iterator[Draft | SourceError]:
        fetched = self.web.fetch(address)
        content = _content(fetched, address)
        text = _markup(content, address)
        kind = kind_of(text, address) if text else None
        if kind == "a feed":
            yield from self._feed(text, address, fetched.url)
        elif kind == "a sitemap":
            yield from self._pages_of(parse_sitemap(text, fetched.url), address)
        else:
            yield from self._page(content, address, fetched.url)

    def _page(self, content: bytes, address: str, url: str) -> Iterator[Draft | SourceError]:
        for item in self.read_bytes(content, address, self.today):
            # An article inside a file of several has a source, and an address, of its own.
            whole = isinstance(item, Draft) and item.source == address
            yield _at(item, url) if whole and isinstance(item, Draft) else item

    def _open(self, address: str) -> list[Draft | SourceError]:
        """Read one article's page; what goes wrong is a value, so that the others go on."""
        try:
            fetched = self.web.fetch(address)
            return list(self._page(_content(fetched, address), address, fetched.url))
        except SourceError as error:
            return [error]

    def _feed(self, text: str, address: str, url: str) -> Iterator[Draft | SourceError]:
        feed = parse_feed(text, address, url)
        newest = replace(feed, items=feed.items[: self.web.limit])
        yield from read_items(newest, address, self.today, self._open)
        if len(feed.items) > self.web.limit:
            self._tell_limit(address, "items")

    def _pages_of(self, found: Sitemap, address: str) -> Iterator[Draft | SourceError]:
        entries = found.entries
        if found.of_maps:
            entries, faults = self._entries_of(found.entries, address)
            yield from faults
        entries = _once(entries)
        if not entries:
            raise SourceError(
                f"{address} is a sitemap without a page: there is nothing to add.", address
            )
        for entry in entries[: self.web.limit]:
            yield from self._mapped(entry)
        if len(entries) > self.web.limit:
            self._tell_limit(address, "pages")

    def _entries_of(
        self, maps: Sequence[Entry], address: str
    ) -> tuple[tuple[Entry, ...], list[SourceError]]:
        """Open maps, newest first, for as long as they may have a page that is wanted."""
        entries: tuple[Entry, ...] = ()
        faults: list[SourceError] = []
        for number, entry in enumerate(maps):
            if self._is_older(entry, entries):
                break
            if number == MAX_MAPS:
                self.web.tell(f"Only the newest {MAX_MAPS} maps of {address} were looked through.")
                break
            try:
                entries = newest_first([*entries, *self._map(entry.url).entries])
            except SourceError as error:
                faults.append(error)
        return entries, faults

    def _is_older(self, entry: Entry, wanted: Sequence[Entry]) -> bool:
        """Tell whether a map has no page that is newer than those that are wanted already."""
        if len(wanted) < self.web.limit or entry.moment is None:
            return False
        oldest = wanted[self.web.limit - 1].moment
        return oldest is not None and oldest >= entry.moment

    def _map(self, address: str) -> Sitemap:
        fetched = self.web.fetch(address)
        found = parse_sitemap(to_text(_content(fetched, address), address), fetched.url)
        if found.of_maps:
            raise SourceError(
                f"{address} is a map of maps inside another one: add it by itself.", address
            )
        return found

    def _mapped(self, entry: Entry) -> Iterator[Draft | SourceError]:
        known = Draft(entry.url, "", outlet=entry.outlet, language=entry.language)
        if entry.date and entry.date <= self.today:
            known = replace(known, date=entry.date)
        items = self._open(entry.url)
        for item in items:
            if isinstance(item, Draft) and len(items) == 1:
                item = with_facts(item, known)
                item = replace(item, title=item.title or entry.title)
            yield item

    def _tell_limit(self, address: str, what: str) -> None:
        self.web.tell(
            f"Only the newest {self.web.limit} {what} of {address} were read; "
            "byline add --limit sets another number."
        )


def _content(fetched: Fetched, address: str) -> bytes:
    """Return what was fetched, unpacked (.gz), and in UTF-8 where its host named its encoding."""
    content = load(BytesIO(fetched.content), address)
    named = _CHARSET.fullmatch(fetched.charset or "")
    if not named or _NO_TEXT.match(content) or content.startswith((codecs.BOM_UTF8, *_UTF16)):
        return content
    try:
        # Who names Latin-1 means Windows-1252, as browsers know.
        latin = named[0] in ("iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii")
        return content.decode("windows-1252" if latin else named[0]).encode()
    except (LookupError, UnicodeError):  # an unknown name or a false one counts as none
        return content


def _markup(content: bytes, address: str) -> str:
    """Return the text of what may be a feed or a sitemap; empty for all else."""
    if _MARKUP.match(content) or content.startswith(_UTF16):
        return to_text(content, address)
    return ""


def _at(draft: Draft, url: str) -> Draft:
    """Return a page's draft under its own address, as its site names it or else as it was found."""
    try:
        stated = urljoin(url, draft.url) if draft.url else url
    except ValueError:
        stated = url
    return replace(draft, url=untracked(stated if same_site(stated, url) else url))


def _once(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    return tuple({untracked(entry.url): entry for entry in reversed([*entries])}.values())[::-1]
