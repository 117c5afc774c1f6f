"""The Quotes view: who said what, filtered, each row with its places."""

import datetime as dt
from base64 import b64encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

import gradio as gr

from index.errors import BylineError
from index.filters import Filters
from index.library import Library
from index.page.quoted import PAGE, Articles, sayings_csv, sayings_html, speakers_html
from index.sayings import Saying, sayings

SCRIPT = Path(__file__).with_name("quotes.js")
_FORM = """
<h1>Quotes</h1>
<form class="filters" role="search">
  <label>Speaker <input type="text" name="speaker" autocomplete="off"></label>
  <label>About <input type="text" name="about" autocomplete="off"></label>
  <label>Outlet <input type="text" name="outlet" list="outlets" autocomplete="off"></label>
  <label>From <input type="date" name="since"></label>
  <label>To <input type="date" name="until"></label>
  <button type="reset" class="link">Clear</button>
  <button type="button" class="link" data-csv>Download CSV</button>
</form>
"""


def add_quotes_view(
    library: Library,
    on_show: Callable[[Callable[..., object], Sequence[gr.components.Component]], None],
) -> None:
    """Add the view to the Blocks that are open.

    Args:
        library: whose quotes are shown.
        on_show: registers a function, and where its results go, to be called whenever the page is
            opened or the library may have changed.
    """
    events = _Events(library)
    with gr.Column(elem_id="view-quotes", elem_classes="view"):
        gr.HTML(_FORM, elem_id="quotes-form", apply_default_css=False)
        outlets = gr.HTML("", elem_id="quotes-outlets", apply_default_css=False)
        with gr.Row(elem_id="quotes-found"):
            rows = gr.HTML(
                "", elem_id="quotes-rows", apply_default_css=False, js_on_load=SCRIPT.read_text()
            )
            speakers = gr.HTML("", elem_id="quotes-speakers", apply_default_css=False)
        table = gr.HTML("", elem_id="quotes-table", apply_default_css=False)
    for listen, fn, outputs in (
        (rows.find, events.found, [rows, speakers]),
        (rows.table, events.table, [table]),
    ):
        listen(
            fn,
            None,
            outputs,
            queue=False,
            show_progress="hidden",
            api_visibility="private",
            trigger_mode="multiple",
        )
    on_show(events.outlets, [outlets])


@dataclass(frozen=True, slots=True)
class _Events:
    """What happens in the view; what the reader looks for comes with each event."""

    library: Library

    def outlets(self) -> str:
        """Return the outlets' names for the box, and word to the script that all may be new."""
        names = {listing.outlet for listing in self.library.articles() if listing.outlet}
        options = "".join(f'<option value="{escape(name)}">' for name in sorted(names))
        return f'<datalist id="outlets">{options}</datalist>'

    def found(self, event: gr.EventData) -> tuple[str, str]:
        try:
            found, articles = self._sayings(event)
        except BylineError as error:
            return f'<p class="notice">{escape(str(error))}</p>', ""
        shown = int(event.shown) if str(event.shown).isdigit() else PAGE
        return sayings_html(found, articles, shown), speakers_html(found, str(event.speaker))

    def table(self, event: gr.EventData) -> str:
        try:
            found, articles = self._sayings(event)
        except BylineError as error:
            return f'<p class="notice">{escape(str(error))}</p>'
        # With a mark of its order, or Excel takes UTF-8 for another encoding.
        content = b64encode(("\ufeff" + sayings_csv(found, articles)).encode()).decode()
        return f'<a download="quotes.csv" href="data:text/csv;base64,{content}">quotes.csv</a>'

    def _sayings(self, event: gr.EventData) -> tuple[tuple[Saying, ...], Articles]:
        filters = Filters(
            outlet=_text(event.outlet), since=_day(event.since), until=_day(event.until)
        )
        quotes = self.library.quotes(
            speaker=_text(event.speaker), about=_text(event.about), filters=filters
        )
        return sayings(quotes), {listing.id: listing for listing in self.library.articles()}


def _text(value: object) -> str | None:
    return str(value).strip() or None


def _day(value: object) -> dt.date | None:
    try:
        return dt.date.fromisoformat(str(value))
    except ValueError:
        return None  # half typed
