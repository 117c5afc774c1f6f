"""The bytes of a mail, a mailbox or a page saved as one file → messages and their headers."""

import codecs
import re
from collections.abc import Iterator
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.parser import BytesHeaderParser, BytesParser
from email.policy import Compat32
from typing import Literal

from index.errors import SourceError
from index.readers.encoding import decode, normalise

MessageKind = Literal["mail", "mailbox", "page"]

_SAMPLE = 64 * 1024  # where a message's headers are
_HEADER_LONGEST = 2_000
# The parser asks of each line whether it ends one of the parts around it: 0.3 µs each time.
_MOST_QUESTIONS = 10_000_000
_MOST_LINES = 1_200_000  # 64 MB have 900,000
_BEFORE_A_MAIL = (b"\n\n", b"\n\r\n")

_HEADER = re.compile(rb"([A-Za-z][\w-]{0,60}):")
_POSTMARK = re.compile(rb"From \S[^\n]{0,200}\d{4}[^\n]{0,20}\r?\n(?=>?[A-Za-z][\w-]*:)")
_SENT = {b"message-id", b"mime-version", b"received", b"delivered-to", b"return-path"}
_WRITTEN = {b"from", b"subject", b"date"}


class _AsWritten(Compat32):
    """Headers as they stand: the newer policy takes minutes for some broken ones, or recurses."""

    def header_fetch_parse(self, name: str, value: str) -> str:
        return value


_POLICY = _AsWritten()


def message_kind(content: bytes) -> MessageKind | None:
    """Tell by its first lines whether a file is a mail, a mailbox (mbox) or a saved page."""
    start = content[:_SAMPLE].removeprefix(codecs.BOM_UTF8).lstrip()
    if _POSTMARK.match(start):
        return "mailbox"
    names = _header_names(start)
    if not (names & _SENT or names >= _WRITTEN):
        return None
    head = BytesHeaderParser(policy=_POLICY).parsebytes(start)
    if "snapshot-content-location" in head or (head["from"] or "").startswith("<Saved by"):
        return "page"
    # A mail has one of these; what other programs save has not.
    addressed = names & {b"from", b"to", b"received", b"message-id"}
    if not addressed and head.get_content_type() in ("multipart/related", "text/html"):
        return "page"
    return "mail"


def parse_message(content: bytes, source: str) -> Message:
    """Parse one message.

    Raises:
        SourceError: it has too many lines, or parts inside parts.
    """
    content = content.removeprefix(codecs.BOM_UTF8).lstrip()
    boundaries = len(re.findall(rb"(?i)boundary", content))
    try:
        lines = content.count(b"\n")
        if lines <= _MOST_LINES and lines * boundaries <= _MOST_QUESTIONS:
            return BytesParser(policy=_POLICY).parsebytes(content)
    except (RecursionError, TypeError):  # the latter as in `parameter`
        pass
    raise SourceError(
        f"{source} has too many lines or parts: save its text to a file and add that.", source
    )


def split_mailbox(content: bytes) -> Iterator[bytes]:
    """Yield the mails of a mailbox in order."""
    content = content.removeprefix(codecs.BOM_UTF8).lstrip()
    starts = [
        match
        for match in _POSTMARK.finditer(content)
        if content[max(0, match.start() - 3) : match.start()].endswith(_BEFORE_A_MAIL)
        or match.start() == 0
    ]
    ends = [match.start() for match in starts[1:]] + [len(content)]
    for match, end in zip(starts, ends, strict=True):
        # A line of the text that began like a mail was marked with “>”.
        yield re.sub(rb"(?m)^>(>*From )", rb"\1", content[match.end() : end])


def leaves(message: Message) -> Iterator[Message]:
    """Yield the parts that hold no others, in order; an attached mail is one of these."""
    stack = [message]
    while stack:
        part = stack.pop()
        inside = part.get_payload()
        if part.get_content_maintype() == "multipart" and isinstance(inside, list):
            stack += [each for each in reversed(list(inside)) if isinstance(each, Message)]
        else:
            yield part


def header(message: Message, name: str) -> str | None:
    """Return a header in Unicode and on one line; None where there is nothing in it."""
    value = message[name]
    return _decoded(value[:_HEADER_LONGEST]) or None if value else None


def sender(message: Message) -> tuple[str, str]:
    """Return the display name and the address of who a message is from; "" where not stated."""
    written = (message["from"] or "")[:_HEADER_LONGEST]
    name, _, address = written.partition("<")
    if not address:  # an address alone, or with the name behind it in brackets
        address, _, name = written.partition("(")
        name = name.partition(")")[0]
    address = address.partition(">")[0].strip()
    return _decoded(name.strip().strip('"').replace("\\", "")), address


def words_of(part: Message) -> str:
    """Decode a part that is text."""
    return normalise(decode(payload(part), charset(part)))


def payload(part: Message) -> bytes:
    """Return the bytes of a part that holds no other parts."""
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def charset(part: Message) -> str | None:
    """Return the charset that a part names."""
    return parameter(part, "charset")


def parameter(part: Message, name: str) -> str | None:
    """Return a parameter of a part's content type."""
    try:
        value = part.get_param(name)
    except (TypeError, ValueError):  # "a=1; a*0=b": the parser sorts what it cannot compare
        return None
    if isinstance(value, tuple):  # as RFC 2231 has it: charset, language, value
        value = value[2]
    return value if isinstance(value, str) else None


def filename(part: Message) -> str | None:
    """Return the name that a part was sent under."""
    try:
        return part.get_filename()
    except (TypeError, LookupError, ValueError):  # broken parameters, as in `parameter`
        return None


def _header_names(start: bytes) -> set[bytes]:
    """Return the names, in small letters, of the headers that some bytes begin with."""
    names: set[bytes] = set()
    for line in start.splitlines():
        named = _HEADER.match(line)
        if named:
            names.add(named[1].lower())
        elif not line.startswith((b" ", b"\t")):
            break
    return names


def _decoded(value: str) -> str:
    raw = value.encode("utf-8", "surrogateescape")
    text = " ".join(decode(raw).split())
    try:
        pieces = decode_header(text)
    except (HeaderParseError, ValueError):
        return text
    words = "".join(map(_piece, pieces))
    return " ".join(normalise(words).split())


def _piece(piece: tuple[bytes | str, str | None]) -> str:
    words, named = piece
    if isinstance(words, str):
        return words
    return decode(words, named) if named else words.decode("raw-unicode-escape", "replace")
