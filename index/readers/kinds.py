"""What a text is, told by its content."""

import json
import re
from typing import Literal

from index.readers.table import is_table

Kind = Literal["jsonl", "table", "html", "markdown", "text", "a feed"]

_SAMPLE = 20_000  # code points from the beginning, where a kind shows
_LINES = 20

_HTML = re.compile(
    r"""(?ix)\A\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*
    <(?:!doctype\s+html|html|head|body|title|meta|link|script|style|article|main|section|header
      |nav|div|p|span|h[1-6]|ul|ol|table|figure|blockquote|b|i|strong|em|a|img|br)\b""",
    re.DOTALL,
)
_HTML_END = re.compile(r"</(?:html|body)>", re.I)
_FEED = re.compile(
    r"\A\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:rss|feed|rdf:RDF)\b", re.I | re.S
)

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


def kind_of(text: str, name: str) -> Kind:
    """Tell the kind of a text that is not blank.

    Args:
        text: the whole of it.
        name: its file's name; only says whether light markup in it is meant as Markdown.
    """
    sample = text[:_SAMPLE]
    if _is_jsonl(text):
        return "jsonl"
    if _FEED.match(sample):
        return "a feed"
    if _HTML.match(sample) or _HTML_END.search(text[-_SAMPLE:]):
        return "html"
    if is_table(text):
        return "table"
    if _MARKDOWN.search(sample):
        return "markdown"
    named = re.search(r"\.(?:md|markdown)(?:\.gz)?$", name, re.I)
    return "markdown" if named and _MARKDOWN_HINT.search(sample) else "text"


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
