"""A PDF → a draft of its text as a person reads it."""

import datetime as dt
import re
from html import unescape

from index.article import Draft
from index.clean import headline
from index.errors import SourceError
from index.readers.blocks import compose
from index.readers.dates import parse_date
from index.readers.metadata import language_of, people_of, title_of
from index.readers.pdf_glyphs import MAX_PAGES, GlyphsError
from index.readers.pdf_process import SECONDS, text_of

REASONS = {
    "locked": "is locked with a password: save a copy without one and add that.",
    "damaged": "is a damaged PDF: download or export it anew.",
    "long": f"has more than {MAX_PAGES} pages or more text than an article has: "
    "add the pages of one article as a PDF of their own.",
    "slow": f"could not be read within {SECONDS} seconds: print its pages to a new PDF and add "
    "that.",
    "pictures": "has pages that are pictures without text: run OCR on it first "
    "(text recognition, such as OCRmyPDF) and add the result.",
    "empty": "is a PDF without text: there is nothing to add.",
    "garbled": "does not tell which letters its signs stand for: run OCR on it first "
    "(text recognition, such as OCRmyPDF) and add the result.",
}

_MOST_UNKNOWN = 0.3  # of the letters; a few odd signs (bullets, logos) are in many files
_ADDRESS = re.compile(r"https?://[^\s|]+")
_MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_DAY = re.compile(rf"\b\d{{1,2}}\s+{_MONTH}\s+\d{{4}}\b|\b{_MONTH}\s+\d{{1,2}},\s+\d{{4}}\b")
_PUBLISHED = ("prism:publicationDate", "prism:coverDate", "prism:coverDisplayDate")
_OUTLETS = ("prism:publicationName", "dc:publisher")


def read_pdf(content: bytes, source: str, today: dt.date) -> Draft:
    """Read a PDF: columns in order, words whole, without running heads and page numbers.

    The day is the one on which its metadata or running heads say that it was published, never the
    day on which the file was made.

    Raises:
        SourceError: it is locked or damaged, its pages are pictures, or it is too long.
    """
    try:
        found = text_of(content)
    except GlyphsError as error:
        raise _refusal(str(error), source) from error
    composed = compose(found.blocks)
    if not any(letter.isalnum() for letter in composed.text):
        raise _refusal("pictures" if found.pictures else "empty", source)
    if found.unknown > _MOST_UNKNOWN:
        raise _refusal("garbled", source)
    stated = _stated(content)
    title = title_of(found.facts.get("Title"))
    published = parse_date(_first(stated, _PUBLISHED) or "") or _day(found.furniture)
    return Draft(
        source,
        composed.text,
        title=title or found.largest or headline(composed.text),
        outlet=title_of(_first(stated, _OUTLETS)) or found.masthead,
        date=published if published and published <= today else None,
        url=_address(found.furniture),
        marks=composed.marks,
        authors=people_of(found.facts.get("Author")),
        language=language_of(found.facts.get("Lang")),
    )


def _address(furniture: tuple[str, ...]) -> str | None:
    """Return the address that a browser has printed into the margin."""
    match = _ADDRESS.search("\n".join(furniture))
    return match[0] if match else None


def _day(furniture: tuple[str, ...]) -> dt.date | None:
    """Return the day that a newspaper has in its running heads, where they name only one."""
    days = {parse_date(" ".join(match[0].split())) for match in _DAY.finditer("\n".join(furniture))}
    return days.pop() if len(days) == 1 else None


def _refusal(reason: str, source: str) -> SourceError:
    return SourceError(f"{source} {REASONS[reason]}", source)


def _stated(content: bytes) -> str:
    """Return the XMP, which stands in the file as plain XML for programs that don't know PDF."""
    start = content.find(b"<x:xmpmeta")
    end = content.find(b"</x:xmpmeta>", start)
    return content[start:end].decode("utf-8", "replace") if 0 <= start < end else ""


def _first(xmp: str, names: tuple[str, ...]) -> str | None:
    """Return the first of the facts that is stated, as an element or an attribute."""
    for name in names:
        match = re.search(
            rf'<{name}\b[^>]*>(.{{1,2000}}?)</{name}>|\b{name}="([^"]+)"', xmp, re.DOTALL
        )
        if match:
            return unescape(re.sub(r"<[^>]*>", " ", match[1] or match[2])).strip()
    return None
