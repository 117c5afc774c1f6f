"""A source's bytes → clean Unicode text."""

import codecs
import re
import unicodedata
import zlib
from typing import BinaryIO

from index.errors import SourceError
from index.readers.charsets import codec, guess, unmarked_utf16

MAX_BYTES = 64 * 1024 * 1024  # of one source, unpacked; a gzip bomb stops here

_GZIP = b"\x1f\x8b"
_STARTS = (
    (b"PK\x03\x04", "an Office document other than Word's, or a zip archive"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
)
_SAMPLE = 8192
# Text has next to no control bytes, random bytes have 10 % of these.
_CONTROL_SHARE = 0.02
_CONTROL_BYTES = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b"))

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARATION_ENDS = 4096
_SEVEN_BIT = ("iso2022_jp", "iso2022_kr", "hz")  # whose bytes are UTF-8 too, and mean other words
_SCRATCH_SHARE = 0.02  # broken characters among those that are not ASCII, in text all the same
_DECLARED = re.compile(
    rb"<(?:meta|\?xml)\b[^>]*?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.I
)

_LINE_END = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
# Control characters, and what is invisible and splits words for a search: soft hyphen,
# zero-width space, a byte order mark inside. Half a surrogate pair (JSON may hold one) is no text.
_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u200b\ufeff\ud800-\udfff]")


class UnsupportedError(SourceError):
    """A kind of file that is not read; inside a folder such files are passed over."""


def load(stream: BinaryIO, source: str) -> bytes:
    """Read a stream to its end and unpack it where it is gzip.

    Raises:
        SourceError: it is larger than `MAX_BYTES`, packed or unpacked, or a broken gzip file.
    """
    content = stream.read(MAX_BYTES + 1)
    if content.startswith(_GZIP):
        content = _unpack(content, source)
    if len(content) > MAX_BYTES:
        size = MAX_BYTES // (1024 * 1024)
        raise SourceError(
            f"{source} is larger than {size} MB: split it into smaller files.", source
        )
    return content


def to_text(content: bytes, source: str) -> str:
    """Decode bytes as `decode` does.

    Returns:
        Normalised text that is not blank.

    Raises:
        SourceError: there is nothing in it, or it is no text.
    """
    if not content.strip():
        raise SourceError(f"{source} is empty: there is nothing to add.", source)
    for start, kind in _STARTS:
        if content.startswith(start):
            raise UnsupportedError(
                f"{source} is {kind}, which this version does not read: "
                "save its text to a file and add that.",
                source,
            )
    if _is_binary(content):
        raise UnsupportedError(
            f"{source} is no text but a binary file: save its text to a file and add that.",
            source,
        )
    text = normalise(decode(content))
    if not text.strip():
        raise SourceError(f"{source} is empty: there is nothing to add.", source)
    return text


def normalise(text: str) -> str:
    r"""Return a text in NFC, its lines ended by `\n`, without invisible characters."""
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", _LINE_END.sub("\n", text)))


def _unpack(packed: bytes, source: str) -> bytes:
    unpacked = bytearray()
    while packed.startswith(_GZIP) and len(unpacked) <= MAX_BYTES:
        member = zlib.decompressobj(wbits=31)
        try:
            unpacked += member.decompress(packed, MAX_BYTES + 1 - len(unpacked))
        except zlib.error as error:
            raise SourceError(f"{source} is a broken gzip file: make it anew.", source) from error
        if not member.eof and len(unpacked) <= MAX_BYTES:
            raise SourceError(f"{source} is a gzip file cut short: make it anew.", source)
        packed = member.unused_data
    return bytes(unpacked)


def decode(content: bytes, declared: str | None = None) -> str:
    """Decode bytes: UTF-8, UTF-16, what is declared, what is not Latin, else Windows-1252.

    Args:
        content: nothing of it is refused; what cannot be decoded becomes U+FFFD.
        declared: the charset that a mail names; without it a page's own declaration counts.
    """
    for bom, encoding in _BOMS:
        if content.startswith(bom):
            return content.decode(encoding, errors="replace")
    named = _DECLARED.search(content[:_DECLARATION_ENDS])
    name = codec(declared or (named[1].decode("ascii", "replace") if named else ""))
    if name in _SEVEN_BIT:
        return content.decode(name, errors="replace")
    try:
        return content.decode(unmarked_utf16(content) or "utf-8")
    except UnicodeDecodeError:
        return _decode_other(content, name)


def _is_binary(content: bytes) -> bool:
    if content.startswith(tuple(bom for bom, _ in _BOMS)) or unmarked_utf16(content):
        return False
    sample = content[:_SAMPLE]
    printable = len(sample.translate(None, _CONTROL_BYTES))
    return len(sample) - printable > _CONTROL_SHARE * len(sample)


def _decode_other(content: bytes, name: str | None) -> str:
    """Decode what is no whole UTF-8; `name` is the codec that was declared."""
    # Who declares Latin-1 or ASCII writes Windows-1252, as browsers know; a false name counts
    # as none.
    if name and name not in ("utf-8", "utf-16", "windows-1252"):
        text = content.decode(name, errors="replace")
        if text.count("\ufffd") <= _SCRATCH_SHARE * sum(letter > "\x7f" for letter in text):
            return text
    lenient = content.decode("utf-8", errors="replace")
    broken = lenient.count("\ufffd")
    # A UTF-8 file with a scratch (cut inside a character) has far more whole characters than
    # broken ones; in Windows-1252 the bytes of a letter almost never make one.
    if sum(character > "\x7f" for character in lenient) > 2 * broken:
        return lenient
    guessed = None if name == "windows-1252" else guess(content)
    return content.decode(guessed or "windows-1252", errors="replace")
