"""Who said what as a table for a spreadsheet program."""

import csv
import io
from collections.abc import Mapping, Sequence

from index.article import Quote
from index.catalogue import Listing
from index.sayings import Saying

_HEADINGS = (
    "row speaker as_written words how cue repeats outlet date article article_id paragraph".split()
)


def sayings_csv(found: Sequence[Saying], articles: Mapping[str, Listing]) -> str:
    """Return a table with a line for each place; those of one saying have one number in `row`.

    Args:
        found: the rows.
        articles: by their ids; one that is not there has just been removed.
    """
    written = io.StringIO()
    table = csv.writer(written)
    table.writerow(_HEADINGS)
    for number, saying in enumerate(found, 1):
        for quote in saying.places:
            table.writerow([number, *_line(saying, quote, articles.get(quote.article_id))])
    return written.getvalue()


def _line(saying: Saying, quote: Quote, listing: Listing | None) -> list[str | int]:
    return [
        _inert(saying.person or quote.speaker_as_written or ""),
        _inert(quote.speaker or quote.speaker_as_written or ""),
        _inert(quote.text),
        "direct" if quote.direct else "reported",
        _inert(quote.cue or ""),
        saying.how(quote) if len(saying.places) > 1 else "",
        _inert((listing and listing.outlet) or ""),
        listing.date.isoformat() if listing and listing.date else "",
        _inert((listing and listing.title) or ""),
        _inert(quote.article_id),
        quote.paragraph,
    ]


def _inert(text: str) -> str:
    """Keep a spreadsheet program from taking an article's words for a formula."""
    return f"'{text}" if text[:1] in tuple("=+-@\t\r") else text
