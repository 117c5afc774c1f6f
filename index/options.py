"""The options that several commands take."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from index.filters import Filters

Folder = Annotated[
    Path | None,
    typer.Option("--library", metavar="DIR", help="The library's folder.", show_default=False),
]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]
Model = Annotated[
    str | None,
    typer.Option(metavar="NAME|none", help="The model that writes; none for no model."),
]
Outlet = Annotated[str | None, typer.Option(help="Only articles of this outlet.")]
Since = Annotated[
    dt.datetime | None,
    typer.Option(formats=["%Y-%m-%d"], metavar="DATE", help="Only articles of this day or later."),
]
Until = Annotated[
    dt.datetime | None,
    typer.Option(formats=["%Y-%m-%d"], metavar="DATE", help="Only articles of this day or before."),
]
AsOf = Annotated[
    dt.datetime | None,
    typer.Option(
        formats=["%Y-%m-%d"],
        metavar="DATE",
        help="As of this day: what was published or changed later does not exist.",
        show_default=False,
    ),
]
Limit = Annotated[int, typer.Option(min=1, metavar="N", help="Rows on a page.")]
PageNumber = Annotated[int, typer.Option("--page", min=1, metavar="N", help="Which page.")]
Articles = Annotated[
    list[str] | None,
    typer.Option("--article", metavar="ID", help="Only this article; may be given again."),
]


def filters(
    outlet: str | None,
    since: dt.datetime | None,
    until: dt.datetime | None,
    articles: Sequence[str] | None = None,
    as_of: dt.datetime | None = None,
) -> Filters:
    """Return the conditions that options name."""
    ids = tuple(articles) if articles else ()
    found = Filters(outlet, since and since.date(), until and until.date(), ids)
    return found.as_of(as_of.date()) if as_of else found
