"""The index's values as pages of text for a terminal."""

import datetime as dt
from collections.abc import Mapping, Sequence
from itertools import pairwise, takewhile

from rich.console import Console
from rich.table import Table
from rich.text import Text

from index.article import Article, Label, LabelKind, Paragraph, ParsedArticle, Quote
from index.catalogue import Listing
from index.changes import changes
from index.pages import Page
from index.people.people import Person
from index.sayings import Saying, by_speaker
from index.search import Passage

_LABELS: dict[LabelKind, str] = {
    "title": "title",
    "nickname": "nickname",
    "term": "term",
    "about": "words about somebody",
    "scare": "held at a distance",
}
_UNTITLED = "(no title)"
_ID_LENGTH = 12
_SPEAKERS = 5
_MARGIN = 5  # columns, for the paragraphs' numbers


def print_listings(console: Console, listings: Sequence[Listing]) -> None:
    """Print one row an article, under headings; a long id by a beginning that names it."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    table.add_column("ID", overflow="fold", min_width=12, max_width=24, style="dim")
    table.add_column("Title", overflow="fold", ratio=1)
    table.add_column("Outlet", overflow="fold", max_width=18)
    table.add_column("Date", no_wrap=True)
    table.add_column("Par.", justify="right", no_wrap=True)
    table.add_column("Quotes", justify="right", no_wrap=True)
    short = _shortened([listing.id for listing in listings])
    for listing in listings:
        table.add_row(
            short[listing.id],
            listing.title or _UNTITLED,
            listing.outlet or "",
            listing.date.isoformat() if listing.date else "",
            str(listing.paragraphs),
            str(listing.quotes),
        )
    console.print(table)


def print_article(
    console: Console, parsed: ParsedArticle, versions: Sequence[Article] = ()
) -> None:
    """Print an article: its facts, its paragraphs with their numbers, the quotes below.

    Args:
        console: to print on.
        parsed: the article in its newest version.
        versions: all its texts, oldest first; what each changed is told at the end.
    """
    article = parsed.article
    console.print(Text(article.title or _UNTITLED, style="bold"))
    facts = _facts(article.outlet, article.date)
    changed = f"changed {article.modified.isoformat()}" if article.modified else ""
    by = ", ".join(article.authors)
    for line in (by and f"By {by}", facts, changed, article.url or "", f"ID {article.id}"):
        if line:
            console.print(Text(line, style="dim", overflow="fold"))
    for paragraph in parsed.paragraphs:
        console.print()
        _print_numbered(console, paragraph.number, _paragraph(paragraph))
    console.print()
    if not parsed.quotes:
        console.print(Text("Nobody is quoted.", style="dim"))
    else:
        console.print(Text(f"Quotes ({len(parsed.quotes)})", style="bold"))
    for quote in parsed.quotes:
        _print_numbered(console, quote.paragraph, _quote(quote))
    print_labels(console, parsed.labels)
    _print_changes(console, versions)


def print_labels(console: Console, labels: Sequence[Label]) -> None:
    """Print marked words that are nobody's speech, each with what it is instead."""
    if labels:
        console.print(Text(f"Marked words, no speech ({len(labels)})", style="bold"))
    for label in labels:
        words = Text.assemble(f"“{label.text}”", (f" ({_LABELS[label.kind]})", "dim"))
        _print_numbered(console, label.paragraph, words)


def _print_changes(console: Console, versions: Sequence[Article]) -> None:
    for number, (old, new) in enumerate(pairwise(versions), 2):
        console.print()
        console.print(Text(f"What version {number} changed", style="bold"))
        for change in changes(old.text, new.text):
            if change.before:
                console.print(Text(f"- {change.before}", style="red"))
            if change.after:
                console.print(Text(f"+ {change.after}", style="green"))


def print_sayings(
    console: Console, found: Sequence[Saying], articles: Mapping[str, Listing], page: Page
) -> None:
    """Print a page of who said what: each saying once, with the places that give it.

    Args:
        console: to print on.
        found: all rows.
        articles: by their ids.
        page: which rows are printed; how to see the others is told at the end.
    """
    for place, saying in enumerate(page.of(found)):
        if place:
            console.print()
        console.print(_saying(saying))
        for quote in saying.places:
            _print_hanging(console, _place(quote, saying, articles))
    console.print()
    counts = by_speaker(found)
    most = ", ".join(f"{name} {count}" for name, count in counts[:_SPEAKERS])
    more = f", and {len(counts) - _SPEAKERS} more" if len(counts) > _SPEAKERS else ""
    if len(counts) > 1:
        console.print(Text(f"Most quoted: {most}{more}", style="dim"))
    console.print(Text(page.told(len(found)), style="dim"))


def _saying(saying: Saying) -> Text:
    quote = saying.quote
    words = f"“{quote.text}”" if quote.direct else quote.text
    return Text.assemble((saying.speaker, "bold" if saying.person else ""), f": {words}")


def _place(quote: Quote, saying: Saying, articles: Mapping[str, Listing]) -> Text:
    listing = articles.get(quote.article_id)  # None where another process has just removed it
    facts = _facts(
        (listing and listing.outlet) or (listing and listing.title) or _UNTITLED,
        listing.date if listing else None,
        f"ID {quote.article_id}",
        f"paragraph {quote.paragraph}",
        None if quote.direct else "reported",
        quote.via and f"via {quote.via}",
        _perhaps(quote) if quote.guessed else None,
    )
    how = saying.how(quote)
    if how == "altered":
        return Text.assemble(("quoted differently by ", "dim"), (facts, "dim"), f": “{quote.text}”")
    return Text(f"shortened by {facts}" if how == "shortened" else facts, style="dim")


def print_people(console: Console, people: Sequence[Person], page: Page) -> None:
    """Print a page of who is quoted, with their other names."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    table.add_column("Name", overflow="fold", ratio=1)
    table.add_column("Other names", overflow="fold", ratio=1, style="dim")
    table.add_column("Quotes", justify="right", no_wrap=True)
    table.add_column("Articles", justify="right", no_wrap=True)
    for person in page.of(people):
        others = ", ".join(person.others)
        table.add_row(person.name, others, str(person.quotes), str(person.articles))
    console.print(table)
    console.print(Text(page.told(len(people)), style="dim"))


def print_passages(
    console: Console, passages: Sequence[Passage], articles: Mapping[str, Listing]
) -> None:
    """Print passages, best first, each under its article and its paragraph's number."""
    for place, passage in enumerate(passages):
        if place:
            console.print()
        _print_source(console, passage.article_id, articles)
        _print_numbered(console, passage.paragraph, Text(passage.text))


def _shortened(ids: Sequence[str]) -> dict[str, str]:
    """Return for each id a beginning that no other one has, of 12 characters where they do."""
    ordered = sorted(ids)
    short: dict[str, str] = {}
    for before, article_id, after in zip(["", *ordered], ordered, [*ordered[1:], ""], strict=False):
        shared = max(_shared(article_id, before), _shared(article_id, after))
        short[article_id] = article_id[: max(shared + 1, _ID_LENGTH)]
    return short


def _shared(one: str, other: str) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _print_source(console: Console, article_id: str, articles: Mapping[str, Listing]) -> None:
    listing = articles.get(article_id)  # None where another process has just removed it
    console.print(Text((listing and listing.title) or _UNTITLED, style="bold"))
    known = (listing.outlet, listing.date) if listing else ()
    facts = _facts(*known, f"ID {article_id}")
    console.print(Text(facts, style="dim", overflow="fold"))


def _facts(*parts: str | dt.date | None) -> str:
    return " · ".join(str(part) for part in parts if part)


def _print_hanging(console: Console, text: Text) -> None:
    """Print a text two columns in."""
    for line in text.wrap(console, console.width - 2):
        line.rstrip()
        console.print(Text.assemble("  ", line))


def _print_numbered(console: Console, number: int, text: Text) -> None:
    """Print a text with the number of its paragraph in the margin."""
    lines = text.wrap(console, console.width - _MARGIN)
    for place, line in enumerate(lines):
        line.rstrip()
        margin = str(number).rjust(_MARGIN - 1) if place == 0 else ""
        console.print(Text.assemble((margin.ljust(_MARGIN), "dim"), line))


def _paragraph(paragraph: Paragraph) -> Text:
    if paragraph.kind == "body":
        return Text(paragraph.text)
    style = "bold" if paragraph.kind == "heading" else "dim"
    return Text.assemble((f"{paragraph.kind}: ", "dim italic"), (paragraph.text, style))


def _quote(quote: Quote) -> Text:
    words = f"“{quote.text}”" if quote.direct else quote.text
    speaker = quote.speaker or "Speaker unknown"
    told = _facts(
        None if quote.direct else "reported",
        None if quote.status == "said" else quote.status,
        quote.on_behalf_of and f"for {quote.on_behalf_of}",
        quote.via and f"via {quote.via}",
        _perhaps(quote),
    )
    return Text.assemble((speaker, "bold"), f": {words}", (f" ({told})" if told else "", "dim"))


def _perhaps(quote: Quote) -> str | None:
    """Tell that a speaker is a guess, or who it may be where there is none."""
    if quote.guessed:
        return "speaker guessed"
    return f"perhaps {' or '.join(quote.candidates)}" if quote.candidates else None
