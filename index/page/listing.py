"""The library as HTML: the head of the page, its articles, what became of what was added."""

from collections.abc import Iterable, Sequence
from html import escape

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


def masthead_html(views: Sequence[str], articles: int, model: str | None) -> str:
    """Set the head of the page; a view called "Chat" is reached by `#chat`."""
    links = "".join(
        f'<a href="#{escape(view.lower())}" data-view="{escape(view.lower())}">{escape(view)}</a>'
        for view in views
    )
    state = f"{counted(articles, 'article')} · {escape(model or 'no model')}"
    return (
        f'<header><strong>Byline</strong><nav aria-label="Views">{links}</nav>'
        f'<span class="state">{state}</span></header>'
    )


def library_html(listings: Sequence[Listing]) -> str:
    """Set the articles as a list, or say what to do with an empty library."""
    if not listings:
        return EMPTY
    titles = {listing.id: listing.title or "an untitled article" for listing in listings}
    rows = (_row(listing, titles.get(listing.origin, "")) for listing in listings)
    return f'<ul class="articles">{"".join(rows)}</ul>'


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
    items = "".join(
        f'<li class="{"failed" if outcome.failed else "added"}">{escape(outcome.words)}</li>'
        for outcome in lines
    )
    return f'<ul class="outcomes" role="status">{items}</ul>' if items else ""


def adding_html(outcomes: Sequence[Outcome], doing: str) -> str:
    """Set what has become of the articles so far, under what is being done."""
    failed = sum(outcome.failed for outcome in outcomes)
    told = f"{doing}: {counted(len(outcomes), 'article')} so far"
    return working_html(told + (f", {failed:,} failed" if failed else "")) + outcomes_html(outcomes)


def working_html(doing: str) -> str:
    """Say what is being done."""
    return f'<p class="status" role="status">{escape(doing)} …</p>'


def counted(number: int, thing: str) -> str:
    """Write a number of things: "1 quote", "12 quotes"."""
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"


def _row(listing: Listing, origin: str) -> str:
    """Set an article; `origin` is the title of the one whose report it has."""
    title = escape(listing.title or "Untitled")
    facts = facts_html(
        escape(listing.outlet or ""),
        date_html(listing.date),
        counted(listing.paragraphs, "paragraph"),
        counted(listing.quotes, "quote"),
        counted(listing.versions, "version") if listing.versions > 1 else "",
        f"same report as “{escape(origin)}”" if listing.origin != listing.id else "",
    )
    return (
        f'<li><div><button type="button" class="link" dir="auto" title="{title}" '
        f"{place_attributes(listing.id)}>{title}</button>{facts}</div>"
        f'<details class="remove" name="remove">'
        f'<summary aria-label="Remove {title}">Remove</summary>'
        "<p>The article and its quotes will be forgotten. "
        f'<button type="button" data-remove="{escape(listing.id)}">Yes, remove it</button></p>'
        "</details></li>"
    )
