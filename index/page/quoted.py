"""Who said what, as HTML and as a table for a spreadsheet program."""

import csv
import io
from collections import Counter
from collections.abc import Mapping, Sequence
from html import escape

from index.article import Quote
from index.catalogue import Listing
from index.page.article import date_html, facts_html, place_attributes
from index.page.listing import counted
from index.sayings import Saying

PAGE = 100  # rows shown at a time
_BARS = 12
_UNKNOWN = "Speaker not told"
Articles = Mapping[str, Listing]


def sayings_html(found: Sequence[Saying], articles: Articles, shown: int) -> str:
    """Set the first `shown` rows, or say that there are none."""
    if not found:
        return '<p class="none">Nobody is quoted so. Try fewer words, or another name.</p>'
    rows = "".join(_row(saying, articles) for saying in found[:shown])
    left = len(found) - shown
    more = (
        f'<p><button type="button" data-more="{shown + PAGE}">Show more</button> '
        f'<span class="facts">{counted(left, "row")} left</span></p>'
        if left > 0
        else ""
    )
    total = f'<p class="facts" role="status">{counted(len(found), "row")}</p>'
    return f'{total}<ul class="sayings" data-citations>{rows}</ul>{more}'


def speakers_html(found: Sequence[Saying], chosen: str) -> str:
    """Set how often each speaker is quoted, as bars; each chooses its speaker."""
    counts = Counter(saying.quote.speaker for saying in found if saying.quote.speaker)
    if not counts:
        return ""
    most = max(counts.values())
    bars = "".join(_bar(name, count, most, chosen) for name, count in counts.most_common(_BARS))
    left = len(counts) - _BARS
    more = f'<p class="facts">and {counted(left, "speaker")} more</p>' if left > 0 else ""
    return f"<h2>Speakers</h2><ul>{bars}</ul>{more}"


def sayings_csv(found: Sequence[Saying], articles: Articles) -> str:
    """Return a table with a line for each place, for a spreadsheet program."""
    written = io.StringIO()
    table = csv.writer(written)
    table.writerow(
        ["speaker", "words", "how", "cue", "outlet", "date", "article", "paragraph", "altered"]
    )
    for saying in found:
        for quote in saying.places:
            listing = articles.get(quote.article_id)
            table.writerow(
                [
                    _inert(quote.speaker or quote.speaker_as_written or ""),
                    _inert(quote.text),
                    "direct" if quote.direct else "reported",
                    quote.cue or "",
                    _inert(listing.outlet or "") if listing else "",
                    listing.date.isoformat() if listing and listing.date else "",
                    _inert(listing.title or quote.article_id) if listing else quote.article_id,
                    quote.paragraph,
                    "yes" if quote in saying.altered else "",
                ]
            )
    return written.getvalue()


def _inert(text: str) -> str:
    """Keep a spreadsheet program from taking an article's words for a formula."""
    return f"'{text}" if text[:1] in tuple("=+-@\t\r") else text


def _row(saying: Saying, articles: Articles) -> str:
    quote = saying.quote
    speaker = escape(quote.speaker or quote.speaker_as_written or _UNKNOWN)
    words = f"“{escape(quote.text)}”" if quote.direct else escape(quote.text)
    how = "" if quote.direct else '<span class="kind">reported speech</span>'
    places = "".join(
        f"<li>{_place(place, articles, place in saying.altered)}</li>" for place in saying.places
    )
    return (
        f'<li><p class="speaker" dir="auto">{speaker}{how}</p>'
        f'<blockquote dir="auto">{words}</blockquote><ul class="where">{places}</ul></li>'
    )


def _place(quote: Quote, articles: Articles, altered: bool) -> str:
    listing = articles.get(quote.article_id)
    title = escape((listing.title if listing else None) or "Untitled")
    facts = facts_html(
        escape((listing.outlet if listing else None) or ""),
        date_html(listing.date if listing else None),
        f"paragraph {quote.paragraph}",
        f"in {escape(quote.via)}’s words" if quote.via else "",
    )
    other = f'<p class="altered">Quoted differently: “{escape(quote.text)}”</p>' if altered else ""
    place = place_attributes(quote.article_id, quote.start, quote.end)
    return (
        f'<button type="button" class="link" dir="auto" title="{title}" {place}>{title}</button>'
        f"{facts}{other}"
    )


def _bar(name: str, count: int, most: int, chosen: str) -> str:
    pressed = "true" if name == chosen else "false"
    width = round(100 * count / most)
    return (
        f'<li><button type="button" data-speaker="{escape(name)}" aria-pressed="{pressed}">'
        f'<span class="name" dir="auto">{escape(name)}</span><span class="number">{count}</span>'
        f'<span class="bar" style="width:{width}%"></span></button></li>'
    )
