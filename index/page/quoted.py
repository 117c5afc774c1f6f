"""Who said what, as HTML."""

from collections.abc import Iterable, Mapping, Sequence
from html import escape

from index.article import Quote
from index.catalogue import Listing
from index.counted import counted
from index.page.article import date_html, facts_html, place_attributes
from index.people.people import Person
from index.sayings import How, Saying, by_speaker

PAGE = 100  # rows shown at a time
_BARS = 12
_NO_ARTICLES = 'There are no articles yet; see the <a href="#library">library</a>.'
_JOIN = """
<form class="join" data-person="{name}">
  <label>Same person as <input type="text" name="other" autocomplete="off" required></label>
  <button type="submit" class="link">Join</button>
</form>
"""
Articles = Mapping[str, Listing]


def sayings_html(found: Sequence[Saying], articles: Articles, shown: int, unlisted: int = 0) -> str:
    """Set the first `shown` rows, or say that there are none.

    Args:
        found: the rows.
        articles: where they stand, by id.
        shown: how many are set.
        unlisted: older quotes that no row was made of, because they are too many.
    """
    if not articles:
        return f'<p class="none">{_NO_ARTICLES}</p>'
    if not found:
        return '<p class="none">Nobody is quoted so. Try fewer words, or another name.</p>'
    rows = "".join(_row(saying, articles) for saying in found[:shown])
    left = len(found) - shown
    more = (
        f'<p><button type="button" data-more="{shown + PAGE}">Show more</button> '
        f'<span class="facts">{counted(left, "quote")} left</span></p>'
        if left > 0
        else ""
    )
    total = counted(len(found) + unlisted, "quote")
    if unlisted:
        total += f", the newest {len(found):,} listed; name a speaker, a topic or a time for others"
    told = f'<p class="facts" role="status">{total}</p>'
    return f'{told}<ul class="sayings" data-citations>{rows}</ul>{more}'


def speakers_html(found: Iterable[Saying], chosen: str) -> str:
    """Set how often each speaker is quoted, as bars; each chooses its speaker."""
    counts = by_speaker(found)
    if not counts:
        return ""
    most = counts[0][1]
    bars = "".join(_bar(name, count, most, chosen) for name, count in counts[:_BARS])
    left = len(counts) - _BARS
    more = f'<p class="facts">and {counted(left, "speaker")} more</p>' if left > 0 else ""
    return f'<h2>Speakers</h2><ul class="bars">{bars}</ul>{more}'


def person_html(person: Person | None, last: str | None, notice: str = "") -> str:
    """Set who else a person is called, with controls to join and separate people.

    Args:
        person: whose quotes are shown; None for several people's.
        last: what was joined or separated last, which can be taken back.
        notice: why what was asked for could not be done.
    """
    parts = [_names(person), _JOIN.format(name=escape(person.name))] if person else []
    if last:
        parts.append(
            f'<p class="facts">Last change: {escape(last)}. '
            '<button type="button" class="link" data-undo>Take it back</button></p>'
        )
    if notice:
        parts.append(f'<p class="notice" role="alert">{escape(notice)}</p>')
    return f'<section class="person">{"".join(parts)}</section>' if parts else ""


def _names(person: Person) -> str:
    if not person.others:
        return f"<h2>{escape(person.name)}</h2>"
    items = "".join(
        f'<li><span dir="auto">{escape(name)}</span> <button type="button" class="link" '
        f'data-person="{escape(person.name)}" data-split="{escape(name)}" '
        f'aria-label="{escape(name)} is somebody else">not the same</button></li>'
        for name in person.others
    )
    return f'<h2>{escape(person.name)}</h2><p class="facts">also called</p><ul>{items}</ul>'


def _row(saying: Saying, articles: Articles) -> str:
    quote = saying.quote
    speaker = escape(saying.speaker)
    words = f"“{escape(quote.text)}”" if quote.direct else escape(quote.text)
    how = "" if quote.direct else '<span class="kind">reported speech</span>'
    places = "".join(
        f"<li>{_place(place, articles, saying.how(place))}</li>" for place in saying.places
    )
    return (
        f'<li><p class="speaker" dir="auto">{speaker}{how}</p>'
        f'<blockquote dir="auto">{words}</blockquote><ul class="where">{places}</ul></li>'
    )


def _place(quote: Quote, articles: Articles, how: How) -> str:
    listing = articles.get(quote.article_id)
    title = escape((listing.title if listing else None) or "Untitled")
    facts = facts_html(
        escape((listing.outlet if listing else None) or ""),
        date_html(listing.date if listing else None),
        f"paragraph {quote.paragraph}",
        f"in {escape(quote.via)}’s words" if quote.via else "",
        "speaker guessed" if quote.guessed else "",
        "shortened" if how == "shortened" else "",
    )
    by = f" by {escape(listing.outlet)}" if listing and listing.outlet else ""
    other = f'<p class="altered">Quoted differently{by}: “{escape(quote.text)}”</p>'
    if how != "altered":
        other = ""
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
