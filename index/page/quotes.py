"""The Quotes view: who said what, filtered, each row with its places."""

import datetime as dt
from base64 import b64encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

import gradio as gr

from index.article import Quote
from index.errors import BylineError
from index.filters import Filters
from index.library import Library
from index.page.quoted import PAGE, Articles, person_html, sayings_html, speakers_html
from index.sayings import sayings, unmerged
from index.sayings_csv import sayings_csv

SCRIPT = Path(__file__).with_name("quotes.js")
_MERGED = 3000  # quotes that are looked through for repetitions while a reader waits: 0.3 s
_FORM = """
<h1>Quotes</h1>
<form class="filters" role="search">
  <label>Speaker <input type="text" name="speaker" data-slash autocomplete="off"></label>
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
    *,
    read_only: bool = False,
) -> None:
    """Add the view to the Blocks that are open.

    Args:
        library: whose quotes are shown.
        on_show: registers a function, and where its results go, to be called whenever the page is
            opened or the library may have changed.
        read_only: nobody says who is who.
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
    reading = ((rows.find, events.found, [rows, speakers]), (rows.table, events.table, [table]))
    changing = (
        (rows.merge, events.merged, [rows, speakers]),
        (rows.split, events.split, [rows, speakers]),
        (rows.undo, events.undone, [rows, speakers]),
    )
    for listen, fn, outputs in reading if read_only else (*reading, *changing):
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
        options = "".join(f'<option value="{escape(name)}">' for name in self.library.outlets())
        return f'<datalist id="outlets">{options}</datalist>'

    def found(self, event: gr.EventData) -> tuple[str, str]:
        return self._shown(event, "")

    def merged(self, event: gr.EventData) -> tuple[str, str]:
        people = self.library.people
        return self._after(event, lambda: people.merge(str(event.person), str(event.other)))

    def split(self, event: gr.EventData) -> tuple[str, str]:
        people = self.library.people
        return self._after(event, lambda: people.split(str(event.person), [str(event.other)]))

    def undone(self, event: gr.EventData) -> tuple[str, str]:
        return self._after(event, self.library.people.undo)

    def _after(self, event: gr.EventData, change: Callable[[], object]) -> tuple[str, str]:
        """Change who is who, and show the rows anew."""
        try:
            change()
        except BylineError as error:
            return self._shown(event, str(error))
        return self._shown(event, "")

    def _shown(self, event: gr.EventData, notice: str) -> tuple[str, str]:
        speaker = _text(event.speaker)
        try:
            quotes, articles = self._quotes(event)
            people = self.library.people.of_quotes()
            person = self.library.people.one(speaker) if speaker else None
            last = self.library.people.last_said()
        except BylineError as error:
            return f'<p class="notice">{escape(str(error))}</p>', ""
        found, unlisted = sayings(quotes[:_MERGED], people), len(quotes[_MERGED:])
        shown = int(event.shown) if str(event.shown).isdigit() else PAGE
        chosen = person.name if person else speaker or ""
        speakers = speakers_html(unmerged(quotes, people) if unlisted else found, chosen)
        beside = speakers + person_html(person, last, notice)
        return sayings_html(found, articles, shown, unlisted), beside

    def table(self, event: gr.EventData) -> str:
        try:
            quotes, articles = self._quotes(event)
            found = sayings(quotes, self.library.people.of_quotes())
        except BylineError as error:
            return f'<p class="notice">{escape(str(error))}</p>'
        # With a mark of its order, or Excel takes UTF-8 for another encoding.
        content = b64encode(("\ufeff" + sayings_csv(found, articles)).encode()).decode()
        return f'<a download="quotes.csv" href="data:text/csv;base64,{content}">quotes.csv</a>'

    def _quotes(self, event: gr.EventData) -> tuple[tuple[Quote, ...], Articles]:
        filters = Filters(
            outlet=_text(event.outlet), since=_day(event.since), until=_day(event.until)
        )
        quotes = self.library.quotes(
            speaker=_text(event.speaker), about=_text(event.about), filters=filters
        )
        return quotes, {listing.id: listing for listing in self.library.articles()}


def _text(value: object) -> str | None:
    return str(value).strip() or None


def _day(value: object) -> dt.date | None:
    try:
        return dt.date.fromisoformat(str(value))
    except ValueError:
        return None  # half typed
