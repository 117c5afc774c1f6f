"""An article as HTML: its paragraphs with their kinds, the cited words marked."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from index.article import Article, Kind, Paragraph, ParsedArticle
from index.catalogue import Listing
from index.changes import Piece, changes, pieces
from index.errors import LibraryError
from index.library import Library

KIND_LABELS: dict[Kind, str] = {
    "caption": "Caption",
    "byline": "Byline",
    "commentary": "Publisher’s commentary",
    "boilerplate": "Not part of the story",
}
_TAGS = {"same": "", "gone": "del", "new": "ins"}
_CONTROLS = """
<footer>
  <span class="steps">
    <button type="button" data-step="-1">Previous</button>
    <button type="button" data-step="1">Next citation</button>
  </span>
  <button type="button" data-whole aria-pressed="false">Open article</button>
  <button type="button" data-link>Copy link</button>
  <button type="button" data-close>Close</button>
</footer>
"""


@dataclass(frozen=True, slots=True)
class Span:
    """The code points `[start, end)` of an article's text, to be wrapped in `tag`.

    Attributes:
        attributes: of the tag, as HTML.
    """

    start: int
    end: int
    tag: str
    attributes: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """What is told of the code points `[start, end)` where the pointer or the keyboard is there."""

    start: int
    end: int
    told: str


def source_html(
    library: Library,
    article_id: str,
    start: int = 0,
    end: int = 0,
    paragraph: int = 0,
    noted: Callable[[ParsedArticle], Sequence[Note]] = lambda parsed: (),
) -> str:
    """Show an article at a place, or say in a sentence why it cannot be shown.

    Args:
        library: has the article.
        article_id: its id.
        start: the first code point to be marked; `start == end` marks nothing.
        end: one after the last.
        paragraph: the number of one to be pointed out as a whole; 0 for none.
        noted: what is told of words of the article.
    """
    try:
        parsed = library.get(article_id)
        versions = library.versions(article_id)
        copies = library.copies(parsed.article.id)
        shown = article_html(parsed, start, end, versions, paragraph, copies, noted(parsed))
    except LibraryError as error:
        shown = (
            f'<h2 tabindex="-1">Not in the library</h2><p class="notice">{escape(str(error))}</p>'
        )
        return f'<article class="gone">{shown}</article>{_CONTROLS}'
    return f'<article data-shown="{escape(parsed.article.id)}">{shown}</article>{_CONTROLS}'


def article_html(
    parsed: ParsedArticle,
    start: int = 0,
    end: int = 0,
    versions: Sequence[Article] = (),
    pointed: int = 0,
    copies: Sequence[Listing] = (),
    notes: Sequence[Note] = (),
) -> str:
    """Set a whole article, with `[start, end)` of its text marked.

    Args:
        parsed: the article.
        start: first cited code point; `start == end` marks nothing.
        end: one after the last cited code point.
        versions: all its texts, oldest first; what they changed is told below it.
        pointed: the number of a paragraph that is pointed out as a whole.
        copies: other articles that print the same report; they are named below it.
        notes: what is told of its words; these are underlined.

    Returns:
        HTML built wholly of escaped pieces; a cited paragraph has the class `cited`.
    """
    spans = [Span(cross.start, cross.end, "small") for cross in parsed.cross_references]
    spans += [Span(note.start, note.end, "span", _noted(note)) for note in notes]
    if start < end:
        spans.append(Span(start, end, "mark"))
    paragraphs = "".join(
        _paragraph(
            paragraph,
            spans,
            paragraph.number == pointed
            or (start < end > paragraph.start and start < paragraph.end),
        )
        for paragraph in parsed.paragraphs
    )
    below = copies_html(copies) + changes_html(versions)
    text = (
        '<div class="paragraphs" tabindex="0" role="region" aria-label="Text of the article">'
        f"{paragraphs}{below}</div>"
    )
    return _head(parsed.article) + text


def copies_html(copies: Sequence[Listing]) -> str:
    """Name the other articles that print the same report; nothing where there are none."""
    if not copies:
        return ""
    items = "".join(
        f'<li><button type="button" class="link" dir="auto" {place_attributes(copy.id)}>'
        f"{escape(copy.title or 'Untitled')}</button>"
        f"{facts_html(escape(copy.outlet or ''), date_html(copy.date))}</li>"
        for copy in copies
    )
    return f'<div class="copies"><h3>The same report in</h3><ul>{items}</ul></div>'


def changes_html(versions: Sequence[Article]) -> str:
    """Set what each version of an article changed, the newest first; nothing for a single one."""
    told = [
        f"<h3>Version {number}{_changed_on(new)}</h3>{_changes(old, new)}"
        for number, (old, new) in enumerate(pairwise(versions), 2)
    ]
    if not told:
        return ""
    return (
        f'<details class="versions"><summary>Changed {_times(len(told))} since it was added'
        f"</summary>{''.join(reversed(told))}</details>"
    )


def _changed_on(article: Article) -> str:
    day = article.modified or article.date
    return f", {date_html(day)}" if day else ""


def _changes(old: Article, new: Article) -> str:
    return "".join(
        f'<p dir="auto">{" ".join(map(_piece, pieces(change)))}</p>'
        for change in changes(old.text, new.text)
    )


def _piece(piece: Piece) -> str:
    tag = _TAGS[piece.kind]
    return f"<{tag}>{escape(piece.text)}</{tag}>" if tag else escape(piece.text)


def _times(number: int) -> str:
    return "once" if number == 1 else f"{number} times"


def facts_html(*facts: str) -> str:
    """Set facts that are HTML already in one grey line, leaving out the empty ones."""
    # Each by itself, or a name that is written from right to left takes its neighbours along.
    line = "\N{NO-BREAK SPACE}· ".join(f"<bdi>{fact}</bdi>" for fact in facts if fact)
    return f'<p class="facts">{line}</p>' if line else ""


def date_html(date: dt.date | None) -> str:
    """Set a date; the page's script shows it as the reader's locale writes it."""
    return f'<time datetime="{date.isoformat()}">{date_text(date)}</time>' if date else ""


def date_text(date: dt.date) -> str:
    """Write a date as in "24 October 2023"."""
    return f"{date.day} {date:%B %Y}"


def title_of(article: Article) -> str:
    """Return the title, or for an article without one the first words of its text."""
    if article.title:
        return article.title
    words = article.text.split(maxsplit=10)
    return " ".join(words[:10]) + (" …" if len(words) > 10 else "")


def place_attributes(article_id: str, start: int = 0, end: int = 0) -> str:
    """Return the attributes that make a button open an article in the source pane.

    `[start, end)` are the code points to be marked; `start == end` marks nothing.
    """
    return f'data-article="{escape(article_id)}" data-start="{start}" data-end="{end}"'


def _head(article: Article) -> str:
    title = escape(title_of(article))
    outlet = escape(article.outlet or "")
    facts = facts_html(outlet, date_html(article.date), _original(article.url))
    return f'<header dir="auto"><h2 tabindex="-1" title="{title}">{title}</h2>{facts}</header>'


def _original(url: str | None) -> str:
    """Link an address only where a browser would open a web page for it."""
    if url is None or not url.lower().startswith(("http://", "https://")):
        return ""
    return f'<a href="{escape(url)}" target="_blank" rel="noopener noreferrer">Original</a>'


def _paragraph(paragraph: Paragraph, spans: Sequence[Span], cited: bool) -> str:
    tag = "h3" if paragraph.kind == "heading" else "p"
    label = KIND_LABELS.get(paragraph.kind)
    shown = f'<span class="kind">{label}</span>' if label else ""
    classes = f"{paragraph.kind} cited" if cited else paragraph.kind
    words = _wrapped(paragraph, spans)
    number = paragraph.number
    return f'<{tag} dir="auto" class="{classes}" data-paragraph="{number}">{shown}{words}</{tag}>'


def _noted(note: Note) -> str:
    return f' class="noted" role="note" tabindex="0" data-tip="{escape(note.told)}"'


def _wrapped(paragraph: Paragraph, spans: Sequence[Span]) -> str:
    """Escape a paragraph piece by piece, each wrapped in the tags of the spans that cover it."""
    inside = [span for span in spans if span.start < paragraph.end and paragraph.start < span.end]
    borders = {paragraph.start, paragraph.end}
    for span in inside:
        borders |= {max(span.start, paragraph.start), min(span.end, paragraph.end)}
    cuts = sorted(borders)
    pieces: list[str] = []
    for left, right in pairwise(cuts):
        piece = escape(paragraph.text[left - paragraph.start : right - paragraph.start])
        for span in inside:
            if span.start <= left and right <= span.end:
                piece = f"<{span.tag}{span.attributes}>{piece}</{span.tag}>"
        pieces.append(piece)
    return "".join(pieces)
