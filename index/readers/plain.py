"""A plain text → a draft."""

from index.article import Draft
from index.clean import headline
from index.readers.header import split_header


def read_plain(text: str, source: str) -> Draft:
    """Keep a text as it stands, less the `Key: value` lines that may head it."""
    header = split_header(text)
    return Draft(
        source,
        header.body,
        title=header.title or headline(header.body),
        outlet=header.outlet,
        date=header.date,
        url=header.url,
    )
