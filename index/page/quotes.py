"""The Quotes view: who said what, filtered, each row with its places."""

import datetime as dt
from base64 import b64encode
from collections.abc import Callable, Sequence
from functools import partial
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


_Told = dict[str, object]  # what is looked for, as the form has it
_Shown = dict[str, str]  # HTML: the rows, and what stands beside them


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
    with gr.Column(elem_id="view-quotes", elem_classes="view"):
        gr.HTML(_FORM, elem_id="quotes-form", apply_default_css=False)
        outlets = gr.HTML("", elem_id="quotes-outlets", apply_default_css=False)
        with gr.Row(elem_id="quotes-found"):
            gr.HTML(
                "",
                elem_id="quotes-rows",
                apply_default_css=False,
                js_on_load=SCRIPT.read_text("utf-8"),
                server_functions=_answers_at_once(library, read_only=read_only),
            )
            gr.HTML(
                '<div class="beside"></div>', elem_id="quotes-speakers", apply_default_css=False
            )
    on_show(partial(_outlets, library), [outlets])


def _outlets(library: Library) -> str:
    """Return the outlets' names for the box."""
    options = "".join(f'<option value="{escape(name)}">' for name in library.outlets())
    return f'<datalist id="outlets">{options}</datalist>'


def _answers_at_once(library: Library, *, read_only: bool) -> list[Callable[..., object]]:
    """Return what the page's script calls for an answer in return; Gradio marks the functions."""
    people = library.people

    def quotes_found(told: _Told) -> _Shown:
        return _shown(library, told)

    def quotes_table(told: _Told) -> str:
        try:
            return _table(library, told)
        except BylineError:  # which the rows tell, too
            return ""

    def merged(told: _Told) -> _Shown:
        return _after(library, told, lambda: people.merge(str(told["person"]), str(told["other"])))

    def split(told: _Told) -> _Shown:
        return _after(
            library, told, lambda: people.split(str(told["person"]), [str(told["other"])])
        )

    def undone(told: _Told) -> _Shown:
        return _after(library, told, people.undo)

    reading: list[Callable[..., object]] = [quotes_found, quotes_table]
    return reading if read_only else [*reading, merged, split, undone]


def _after(library: Library, told: _Told, change: Callable[[], object]) -> _Shown:
    """Change who is who, and show the rows anew."""
    try:
        change()
    except BylineError as error:
        return _shown(library, told, str(error))
    return _shown(library, told)


def _shown(library: Library, told: _Told, notice: str = "") -> _Shown:
    """Return the rows, and what stands beside them."""
    speaker = _text(told.get("speaker"))
    try:
        quotes, articles = _quotes(library, told)
        people = library.people.of_quotes()
        person = library.people.one(speaker) if speaker else None
        last = library.people.last_said()
    except BylineError as error:
        return {"rows": f'<p class="notice">{escape(str(error))}</p>', "beside": ""}
    found, unlisted = sayings(quotes[:_MERGED], people), len(quotes[_MERGED:])
    asked = str(told.get("shown"))
    shown = int(asked) if asked.isdigit() else PAGE
    chosen = person.name if person else speaker or ""
    speakers = speakers_html(unmerged(quotes, people) if unlisted else found, chosen)
    return {
        "rows": sayings_html(found, articles, shown, unlisted),
        "beside": speakers + person_html(person, last, notice),
    }


def _table(library: Library, told: _Told) -> str:
    """Return all quotes as the address of a CSV file."""
    quotes, articles = _quotes(library, told)
    found = sayings(quotes, library.people.of_quotes())
    # With a mark of its order, or Excel takes UTF-8 for another encoding.
    content = b64encode(("\ufeff" + sayings_csv(found, articles)).encode()).decode()
    return f"data:text/csv;base64,{content}"


def _quotes(library: Library, told: _Told) -> tuple[tuple[Quote, ...], Articles]:
    filters = Filters(
        outlet=_text(told.get("outlet")),
        since=_day(told.get("since")),
        until=_day(told.get("until")),
    )
    quotes = library.quotes(
        speaker=_text(told.get("speaker")), about=_text(told.get("about")), filters=filters
    )
    return quotes, {listing.id: listing for listing in library.articles()}


def _text(value: object) -> str | None:
    return (value.strip() or None) if isinstance(value, str) else None


def _day(value: object) -> dt.date | None:
    try:
        return dt.date.fromisoformat(str(value))
    except ValueError:
        return None  # half typed
