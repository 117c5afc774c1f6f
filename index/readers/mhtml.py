"""A page that a browser saved in one file (MHTML) → a draft of the article on it."""

import datetime as dt
from dataclasses import replace
from email.message import Message
from urllib.parse import urlsplit

from index.article import Draft
from index.errors import SourceError
from index.readers.html import read_html
from index.readers.message import header, leaves, parameter, parse_message, words_of

_MAX_PAGES = 20  # a page and its frames; the article may stand in one


def read_mhtml(content: bytes, source: str, today: dt.date) -> Draft:
    """Find the article on a saved page; where it states no address, it has that it was saved from.

    Raises:
        SourceError: there is no article on it.
    """
    message = parse_message(content, source)
    fault: SourceError | None = None
    for page in _pages(message):
        try:
            draft = read_html(words_of(page), source, today)
        except SourceError as error:
            fault = fault or error
            continue
        address = _address(message, page)
        return replace(
            draft,
            url=_url(draft.url, address),
            title=draft.title or header(message, "subject"),
            outlet=draft.outlet or (urlsplit(address).hostname if address else None),
        )
    raise fault or SourceError(
        f"There is no page in {source}: save it in your browser once more and add that.", source
    )


def _pages(message: Message) -> list[Message]:
    """Return the HTML parts, the one that the file was saved for first."""
    pages = [part for part in leaves(message) if part.get_content_type() == "text/html"]
    start = (parameter(message, "start") or "").strip("<> ")
    place = header(message, "snapshot-content-location") or header(message, "content-location")
    pages.sort(key=lambda page: not _is_start(page, start, place))
    return pages[:_MAX_PAGES]


def _is_start(page: Message, start: str, place: str | None) -> bool:
    named = (header(page, "content-id") or "").strip("<> ")
    return named == start if start else header(page, "content-location") == place


def _address(message: Message, page: Message) -> str | None:
    for value in (
        header(message, "snapshot-content-location"),
        header(page, "content-location"),
        header(message, "content-location"),
    ):
        if value and value.startswith(("http://", "https://")) and _host(value):
            return value
    return None


def _url(stated: str | None, address: str | None) -> str | None:
    """Return the address that a page states, unless it is another site's."""
    if stated and address and _host(stated) != _host(address):
        return address
    return stated or address


def _host(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
