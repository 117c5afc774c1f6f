"""A mail → a draft of the article in it, and what is attached; a mailbox → those of its mails."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace
from email.message import Message
from itertools import islice

from index.article import Draft
from index.errors import SourceError
from index.readers.blocks import compose
from index.readers.dates import parse_date
from index.readers.encoding import UnsupportedError
from index.readers.mail_address import own_address
from index.readers.mail_body import Body, settle
from index.readers.mail_html import Link, html_pieces
from index.readers.mail_plain import plain_links, plain_pieces
from index.readers.message import (
    filename,
    header,
    leaves,
    parameter,
    parse_message,
    payload,
    sender,
    split_mailbox,
    words_of,
)
from index.readers.nesting import Inner

_MAX_PARTS = 1_000
_MAX_LEVELS = 3  # of mails in mails
_MAX_MAILS = 10_000  # of a mailbox: about 20 s
_MAX_CHARACTERS = {"plain": 2_000_000, "html": 3_000_000}  # with what is no article's text
# The HTML is the better edition, unless it is a picture with a line under it.
_ENOUGH = 0.5

_PREFIXES = re.compile(r"(?i)^(?:(?:fwd?|wg|tr|rv|re|aw|sv|antw|vs)\s?(?:\[\d+\])?\s?:\s*)+")
# What mail programs attach by themselves.
_NO_ARTICLES = re.compile(
    r"image/|audio/|video/|font/|text/(?:calendar|x?-?vcard|directory|css)|application/(?:pgp|pkcs|x-"
    r"pkcs|ics|ms-tnef)|multipart/|message/"
)
_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


def read_mail(
    content: bytes, source: str, today: dt.date, inner: Inner
) -> Iterator[Draft | SourceError]:
    """Read one mail: its text, then each attachment that is an article.

    Args:
        content: the mail as it was sent.
        source: as the user named it.
        today: no mail is dated later.
        inner: reads an attachment.

    Raises:
        SourceError: it is too long, or its parts are nested too deep.
    """
    yield from _read(parse_message(content, source), source, today, inner, 0)


def read_mailbox(
    content: bytes, source: str, today: dt.date, inner: Inner
) -> Iterator[Draft | SourceError]:
    """Read the mails of a mailbox as `source:1`, `source:2` …, each as `read_mail` does."""
    addresses: set[str] = set()
    for number, mail in enumerate(split_mailbox(content), 1):
        if number > _MAX_MAILS:
            yield SourceError(
                f"{source} has more than {_MAX_MAILS:,} mails, and those behind were not read: "
                "split it into smaller mailboxes.",
                source,
            )
            return
        try:
            for item in read_mail(mail, f"{source}:{number}", today, inner):
                if isinstance(item, Draft) and item.url:
                    # Mails that name the same page, a list's or the last issue's, are no versions.
                    known = item.url in addresses
                    addresses.add(item.url)
                    item = replace(item, url=None) if known else item
                yield item
        except SourceError as error:
            yield error


def _read(
    message: Message, source: str, today: dt.date, inner: Inner, level: int
) -> Iterator[Draft | SourceError]:
    parts = _Parts(message)
    draft = _draft(message, parts, source, today)
    found = draft is not None
    if draft:
        yield draft
    for number, part in enumerate(parts.attached, 1):
        name = f"{source}/{_name(part, number)}"
        for item in _attachment(part, name, today, inner, level):
            found = True
            yield item
    if not found:
        yield SourceError(
            f"No article text was found in {source}: copy the article's words into a text file "
            "and add that.",
            source,
        )


def _attachment(
    part: Message, name: str, today: dt.date, inner: Inner, level: int
) -> Iterator[Draft | SourceError]:
    if part.get_content_type() == "message/rfc822":
        mails = part.get_payload()
        if level < _MAX_LEVELS and isinstance(mails, list):
            for mail in mails:
                if isinstance(mail, Message):
                    yield from _read(mail, name, today, inner, level + 1)
        return
    content = payload(part)
    if not content.strip():
        return
    for item in inner(content, name):
        if not isinstance(item, UnsupportedError):
            yield item


class _Parts:
    """The parts of a mail: its text in both editions, and what is attached."""

    def __init__(self, message: Message) -> None:
        self.plain: list[Message] = []
        self.html: list[Message] = []
        self.attached: list[Message] = []
        for part in islice(leaves(message), _MAX_PARTS):
            self._sort(part)

    def _sort(self, part: Message) -> None:
        kind = part.get_content_type()
        named = part.get_content_disposition() == "attachment" or (
            filename(part) is not None and bool(self.plain or self.html)
        )
        if kind in ("text/plain", "text/html") and not named:
            (self.plain if kind == "text/plain" else self.html).append(part)
        elif kind == "message/rfc822" or not _NO_ARTICLES.match(kind):
            self.attached.append(part)


def _draft(message: Message, parts: _Parts, source: str, today: dt.date) -> Draft | None:
    plain = "\n\n".join(map(words_of, parts.plain))
    markup = "\n".join(map(words_of, parts.html))
    if len(plain) > _MAX_CHARACTERS["plain"] or len(markup) > _MAX_CHARACTERS["html"]:
        raise SourceError(f"{source} is longer than any article: divide it into articles.", source)
    html = html_pieces(markup) if parts.html else None
    body = _better(settle(html.pieces) if html else None, _plain_body(plain, parts.plain))
    composed = compose(body.blocks)
    if not body.words:
        return None
    links = [*(html.links if html else ()), *(Link(*pair) for pair in plain_links(plain))]
    subject = _PREFIXES.sub("", body.title or header(message, "subject") or "")
    date = body.date or parse_date(header(message, "date") or "")
    language = header(message, "content-language") or ""
    return Draft(
        source,
        composed.text,
        title=subject or None,
        outlet=body.outlet or _outlet(message),
        date=date if date and date <= today else None,
        url=own_address(
            [header(message, name) or "" for name in ("archived-at", "list-post")], links
        ),
        marks=composed.marks,
        language=language if _TAG.fullmatch(language) else None,
    )


def _plain_body(plain: str, parts: list[Message]) -> Body:
    flowed = any((parameter(part, "format") or "").lower() == "flowed" for part in parts)
    joined = any((parameter(part, "delsp") or "").lower() == "yes" for part in parts)
    return settle(plain_pieces(plain, flowed=flowed, joined=joined))


def _better(html: Body | None, plain: Body) -> Body:
    return html if html and html.words and html.words >= _ENOUGH * plain.words else plain


def _outlet(message: Message) -> str | None:
    name, address = sender(message)
    host = address.partition("@")[2].lower()
    return name.strip("\"' ") or host or None


def _name(part: Message, number: int) -> str:
    """Return a name for an attachment that is safe to show."""
    given = header(part, "subject") if part.get_content_maintype() == "message" else None
    given = given or filename(part)
    last = re.split(r"[/\\]", given or "")[-1][:200]
    return "".join(filter(str.isprintable, last)).strip(". ") or f"part {number}"
