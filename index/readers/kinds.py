"""What a text is, told by its content."""

import json
import re
import struct
import zipfile
from io import BytesIO
from typing import Literal

from index.readers.table import is_table

OfficeKind = Literal["pdf", "docx"]
Kind = Literal["jsonl", "table", "html", "markdown", "text", "a feed", "a sitemap", "XML"]

_SAMPLE = 20_000  # code points from the beginning, where a kind shows
_LINES = 20

_HTML = re.compile(
    r"""(?ix)<(?:!doctype\s+html|html|head|body|title|meta|link|script|style|article|main|section
      |header|nav|div|p|span|h[1-6]|ul|ol|table|figure|blockquote|b|i|strong|em|a|img|br)\b"""
)
_HTML_END = re.compile(r"</(?:html|body)>", re.I)
_FEED = re.compile(r"<(?:rss|feed|rdf:RDF)\b", re.I)
_JSON_FEED = re.compile(
    r'\s*\{.*"version"\s*:\s*"https?:\\?/\\?/jsonfeed\.org\\?/version\\?/', re.S
)
_SITEMAP = re.compile(r"<(?:\w+:)?(?:urlset|sitemapindex)\b", re.I)
_DOCTYPE = re.compile(r"(?i)<!doctype(?!\s+html)\b[^\[<>]*(\[)?")

_MARKDOWN = re.compile(
    r"""(?mx)
    \A---[ \t]*\n(?:[^\n]*\n){1,60}?(?:---|\.\.\.)[ \t]*$   # front matter
    | ^\#{1,6}[ ]+[^\W\d_]                                    # a heading
    | ^[^\W\d_][^\n]{0,120}\n={3,}[ \t]*$                   # a heading, underlined
    | !?\[[^\]\n]{0,300}\]\((?:https?:|mailto:|\#|[\w-]*[./])[^)\s]*(?:[ ]"[^"\n]*")?\)  # a link
    | ^(?:```|~~~)                                          # code
    | ^\|?[ ]*:?-{3,}:?[ ]*\|[-:| ]*$                         # a table's second line
    """
)
_MARKDOWN_HINT = re.compile(
    r"(?m)\*\*\S|\b__\S|^(?:>|[-*+]|\d+\.) \S|(?<!\w)[*_]\w[^*_\n]*[*_](?!\w)"
)


_PDF = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*%PDF-\d")
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_CONTENT_TYPES = "[Content_Types].xml"


def office_kind_of(content: bytes) -> OfficeKind | None:
    """Tell a PDF or an Office document by its bytes; None for anything else.

    "docx" are Word's documents, damaged and old ones too, not Office's other kinds.
    """
    if _PDF.match(content[:1024]):
        return "pdf"
    if content.startswith(_OLD_OFFICE) or (content.startswith(_ZIP) and _is_word(content)):
        return "docx"
    return None


def _is_word(content: bytes) -> bool:
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            names = packed.namelist()
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, struct.error, NotImplementedError):
        # Cut short it has lost its list of names; the first one stands at the beginning.
        return content[30:].startswith(_CONTENT_TYPES.encode()) and b"word/" in content
    return _CONTENT_TYPES in names and any(name.startswith("word/") for name in names)


def kind_of(text: str, name: str) -> Kind:
    """Tell the kind of a text that is not blank.

    Args:
        text: the whole of it.
        name: its file's name; only says whether light markup in it is meant as Markdown.
    """
    sample = text[:_SAMPLE]
    root = _root(sample)
    if _FEED.match(root) or _JSON_FEED.match(sample):
        return "a feed"
    if _is_jsonl(text):
        return "jsonl"
    if _SITEMAP.match(root):
        return "a sitemap"
    if _HTML.match(root) or _HTML_END.search(text[-_SAMPLE:]):
        return "html"
    if sample.lstrip().startswith("<?xml"):
        return "XML"
    if is_table(text):
        return "table"
    if _MARKDOWN.search(sample):
        return "markdown"
    named = re.search(r"\.(?:md|markdown)(?:\.gz)?$", name, re.I)
    return "markdown" if named and _MARKDOWN_HINT.search(sample) else "text"


def _root(sample: str) -> str:
    """Return a text from its first element on; one pattern for all before it would never end."""
    while True:
        sample = sample.lstrip()
        doctype = _DOCTYPE.match(sample)
        if sample.startswith("<!--"):
            end = "-->"
        elif sample.startswith("<?"):
            end = "?>"
        elif doctype:
            end = "]>" if doctype[1] else ">"
        else:
            return sample
        sample = sample.partition(end)[2]


def _is_jsonl(text: str) -> bool:
    """Tell whether it begins as JSON, or half of its first lines are objects."""
    if re.match(r'\s*(?:\{\s*"|\[\s*\{)', text):
        return True
    lines = [line for line in text[:_SAMPLE].split("\n") if line.strip()][:_LINES]
    return 2 * sum(map(_is_object, lines)) >= len(lines)


def _is_object(line: str) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return line.startswith('{"')
