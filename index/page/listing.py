"""The library as HTML: the page's head, some of its articles, what became of what was added."""

from collections.abc import Iterable, Sequence
from html import escape

from index.browsing import Look, Shelf
from index.counted import counted
from index.library import Listing
from index.page.adding import Outcome
from index.page.article import date_html, facts_html, place_attributes

_LISTED = 50  # outcomes; more are counted
_FAILURES = 20
EMPTY = (
    '<section class="welcome"><p>Byline answers questions about news articles and summarises them, '
    "with every sentence tied to the paragraph it comes from. Add the articles that you want to "
    'ask about, or <button type="button" class="link" data-sample>look around in the sample '
    "library</button>.</p></section>"
)

EMPTY_FOR_READERS = (
    '<p class="notice">There are no articles here yet, and this page only reads them: ask whoever '
    "keeps it to add some, then load it again.</p>"
)


def masthead_html(
    views: Sequence[str], articles: int, model: str | None, *, read_only: bool = False
) -> str:
    """Set the head of the page; a view called "Chat" is reached by `#chat`."""
    links = "".join(
        f'<a href="#{escape(view.lower())}" data-view="{escape(view.lower())}">{escape(view)}</a>'
        for view in views
    )
    state = f"{counted(articles, 'article')} · {escape(model or 'no model')}"
    mark, told = (" data-read-only", " · read only") if read_only else ("", "")
    return (
        f'<header{mark}><strong>Byline</strong><nav aria-label="Views">{links}</nav>'
        f'<span class="state">{state}{told}</span></header>'
    )


def shelf_html(shelf: Shelf, look: Look) -> str:
    """Set a page of articles, with the way to the other pages."""
    if not shelf.found:
        return '<p class="notice" role="status">No article is like that. Try fewer words.</p>'
    first = look.page * look.size + 1
    last = first + len(shelf.listings) - 1
    told = (
        counted(shelf.found, "article")
        if shelf.found == len(shelf.listings)
        else f"{first:,}–{last:,} of {counted(shelf.found, 'article')}"
    )
    rows = "".join(_row(one, shelf.titles.get(one.origin)) for one in shelf.listings)
    return (
        f'<p class="facts" role="status">{told}</p><ul class="articles">{rows}</ul>'
        f"{_pages(look.page, last < shelf.found)}"
    )


def outlets_html(outlets: Sequence[str], chosen: str) -> str:
    """Set the outlets as the options of a box to choose from."""
    options = "".join(
        f'<option value="{escape(name)}"{" selected" if name == chosen else ""}>{escape(name)}'
        "</option>"
        for name in outlets
    )
    return f'<option value="">All outlets</option>{options}'


def outcomes_html(outcomes: Iterable[Outcome]) -> str:
    """Set what became of each source that was added, in a line of words.

    Of many, the first that failed and how many there are.
    """
    told = [*outcomes]
    failures = [outcome for outcome in told if outcome.failed]
    if len(told) <= _LISTED:
        lines = told
    else:
        done = counted(len(told) - len(failures), "article")
        lines = [*failures[:_FAILURES], Outcome(f"{done} added, or there already.")]
        if len(failures) > _FAILURES:
            more = counted(len(failures) - _FAILURES, "more failure")
            lines.insert(_FAILURES, Outcome(f"And {more}.", failed=True))
    items = "".join(map(_outcome, lines))
    return f'<ul class="outcomes" aria-live="polite">{items}</ul>' if items else ""


def _outcome(outcome: Outcome) -> str:
    """Set what became of an article; the page's script takes back its removal where that waits."""
    state = "failed" if outcome.failed else "added"
    of = f' data-added="{escape(outcome.article_id)}"' if outcome.article_id else ""
    return f'<li class="{state}" dir="auto"{of}>{escape(outcome.words)}</li>'


def files_html(names: Sequence[str], outcomes: Sequence[Outcome], done: bool) -> str:
    """Set files one a line: what became of each, which one is being read, which ones wait.

    Args:
        names: of the files, in the order in which they are read.
        outcomes: so far.
        done: whether no more will come.
    """
    of: dict[int, list[Outcome]] = {}
    for outcome in outcomes:
        if outcome.file is not None:
            of.setdefault(outcome.file, []).append(outcome)
    reading = 0 if not of else max(of)
    shown = range(len(names)) if len(names) <= _LISTED else range(max(0, reading - 2), reading + 3)
    lines = "".join(
        _file(names[number], of.get(number, []), "" if done else _state(number, reading))
        for number in shown
        if number < len(names)
    )
    finished = len(names) if done else reading
    bar = (
        f'<progress max="{len(names)}" value="{finished}" aria-label="Files read"></progress>'
        if not done and len(names) > 1
        else ""
    )
    rest = outcomes_html(o for o in outcomes if o.file is None)
    return f'{bar}<ul class="outcomes files" aria-live="polite">{lines}</ul>{rest}'


def _state(number: int, reading: int) -> str:
    if number < reading:
        return ""
    return "reading …" if number == reading else "waiting"


def _file(name: str, outcomes: Sequence[Outcome], state: str) -> str:
    """Set a file: its only article in words, or how many there are and what failed of them."""
    failures = [outcome for outcome in outcomes if outcome.failed]
    if len(outcomes) == 1 and not state:
        return _outcome(outcomes[0])
    told = ", ".join(
        part
        for part in (
            counted(len(outcomes) - len(failures), "article") if outcomes else "",
            f"{len(failures):,} failed" if failures else "",
            state,
        )
        if part
    )
    line = f'<li dir="auto"><b>{escape(name)}</b> {told or "no article"}</li>'
    more = len(failures) - _FAILURES
    also = f'<li class="failed">And {counted(more, "more failure")}.</li>' if more > 0 else ""
    return line + "".join(map(_outcome, failures[:_FAILURES])) + also


def working_html(doing: str) -> str:
    """Say what is being done."""
    return f'<p class="status" role="status">{escape(doing)} …</p>'


def _pages(page: int, more: bool) -> str:
    if not page and not more:
        return ""
    back, on = ("" if page else " disabled"), ("" if more else " disabled")
    return (
        '<p class="pages">'
        f'<button type="button" data-page="{max(page - 1, 0)}"{back}>Previous page</button>'
        f'<button type="button" data-page="{page + 1}"{on}>Next page</button></p>'
    )


def _row(listing: Listing, origin: str | None) -> str:
    """Set an article; `origin` is the title of the one whose report it has."""
    title = escape(listing.title or "Untitled")
    facts = facts_html(
        escape(listing.outlet or ""),
        date_html(listing.date),
        counted(listing.paragraphs, "paragraph"),
        counted(listing.quotes, "quote"),
        counted(listing.versions, "version") if listing.versions > 1 else "",
        f"same report as “{escape(origin or 'an untitled article')}”"
        if listing.origin != listing.id
        else "",
    )
    return (
        f'<li data-row="{escape(listing.id)}"><div><button type="button" class="link" dir="auto" '
        f'title="{title}" {place_attributes(listing.id)}>{title}</button>{facts}</div>'
        f'<button type="button" class="plain" data-remove="{escape(listing.id)}" '
        f'aria-label="Remove {title}">Remove</button></li>'
    )
