"""The Evaluate view: run a set, read its figures, compare two runs, confirm cases."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

import gradio as gr

from eval.fresh import Means
from eval.page.asked import cases_html
from eval.page.confirming import confirming_html
from eval.page.contrast import changed_html, contrast_html
from eval.page.head import Offer, no_run_html, other_menu, run_html, set_html
from eval.page.lists import progress_html, sets_html
from eval.page.place import Place
from eval.page.running import Runner
from eval.page.shelf import KeptRun, KeptSet, Shelf
from eval.starter import confirm, drop, pending
from index.errors import BylineError

SCRIPT = Path(__file__).with_name("evaluate.js")


def add_evaluate_view(
    folder: Path,
    means: Means,
    now: Callable[[], dt.datetime],
    on_show: Callable[[Callable[..., object], Sequence[gr.components.Component]], None],
) -> None:
    """Add the view to the Blocks that are open.

    Args:
        folder: the library's; its `sets` are shown, its `runs` kept.
        means: what a run asks with; its chat is used only where the reader ticks it.
        now: the time at which a run starts.
        on_show: registers a function, and where its results go, to be called whenever the page is
            opened or the library may have changed.
    """
    shelf = Shelf(folder)
    events = _Events(shelf, Runner(means, shelf.runs_folder, now), now)
    with gr.Column(elem_id="view-evaluate", elem_classes="view"):
        sets = gr.HTML("", elem_id="sets", apply_default_css=False)
        progress = gr.HTML("", elem_id="running", apply_default_css=False)
        result = gr.HTML(
            "", elem_id="result", apply_default_css=False, js_on_load=SCRIPT.read_text("utf-8")
        )
        cases = gr.HTML("", elem_id="cases", apply_default_css=False)

    for listen, fn, outputs in (
        (result.go, events.shown, [result, cases]),
        (result.turn, events.turned, [cases]),
        (result.run, events.begun, [progress]),
        (result.look, events.looked, [progress]),
        (result.stop, events.stopped, [progress]),
        (result.list, events.listed, [sets]),
        (result.keep, events.confirmed, [result, cases, sets]),
        (result.drop, events.dropped, [result, cases, sets]),
    ):
        listen(
            fn,
            None,
            outputs,
            queue=False,
            show_progress="hidden",
            api_visibility="private",
            trigger_mode="once" if fn == events.looked else "multiple",
        )
    on_show(lambda: (events.listed(), events.progress()), [sets, progress])


@dataclass(frozen=True, slots=True)
class _Events:
    """What happens in the view; where the reader is, the page tells with each event."""

    shelf: Shelf
    runner: Runner
    now: Callable[[], dt.datetime]

    def listed(self) -> str:
        return sets_html(self.shelf.sets(), self.shelf.runs())

    def progress(self) -> str:
        return progress_html(self.runner.progress())

    def looked(self, event: gr.EventData) -> str:
        return progress_html(self.runner.progress(), busy=event.busy is True)

    def begun(self, event: gr.EventData) -> str:
        one = self._set(Place.read(event.place))
        if one is None or not one.can_run:
            return self.progress()
        begun = self.runner.begin(one, with_model=event.model is True)
        return progress_html(self.runner.progress(), busy=not begun)

    def stopped(self) -> str:
        self.runner.stop()
        return self.progress()

    def shown(self, event: gr.EventData) -> tuple[str, str]:
        return self._shown(Place.read(event.place))

    def turned(self, event: gr.EventData) -> str:
        return self._shown(Place.read(event.place))[1]

    def confirmed(self, event: gr.EventData) -> tuple[str, str, str]:
        def keep(folder: Path) -> None:
            answer = str(event.answer).strip() or None
            confirm(folder, str(event.case), question=str(event.question), answer=answer)

        return self._changed(Place.read(event.place), keep)

    def dropped(self, event: gr.EventData) -> tuple[str, str, str]:
        return self._changed(Place.read(event.place), lambda folder: drop(folder, str(event.case)))

    def _set(self, place: Place) -> KeptSet | None:
        found = self.shelf.sets()
        return next((one for one in found if one.key == place.set), found[0] if found else None)

    def _shown(self, place: Place) -> tuple[str, str]:
        """Return the view's right side: the set with a run's figures, and its cases."""
        one = self._set(place)
        if one is None:
            return "", ""
        if place.confirming and one.folder and not one.own:
            return self._confirming(one, one.folder, place)
        runs = [run for run in self.shelf.runs() if run.set == one.name]
        run = next((run for run in runs if run.name == place.run), runs[0] if runs else None)
        offer = Offer(self.runner.model, runs)
        head = set_html(one, offer)
        if run is None:
            return _here(place, one.key, "", head + no_run_html(one)), ""
        try:
            figures, cases = self._figures(one, run, offer, place)
        except BylineError as error:
            figures, cases = f'<p class="notice" dir="auto">{escape(str(error))}</p>', ""
        return _here(place, one.key, run.name, head + figures), cases

    def _figures(self, one: KeptSet, run: KeptRun, offer: Offer, place: Place) -> tuple[str, str]:
        report = self.shelf.report(run.name)
        other = place.other if place.other in [kept.name for kept in offer.runs] else ""
        if not other or other == run.name:
            return run_html(one, run, report, offer, place), cases_html(report, place)
        found = self.shelf.comparison(run.name, other)
        return contrast_html(found, other_menu(run, offer, place)), changed_html(found, place)

    def _confirming(
        self, one: KeptSet, folder: Path, place: Place, told: str = ""
    ) -> tuple[str, str]:
        try:
            left = pending(folder) if one.outline and one.outline.unconfirmed else ()
        except BylineError as error:
            return _here(place, one.key, "", f'<p class="notice">{escape(str(error))}</p>'), ""
        titles = self.shelf.titles(folder, self.now().date())
        return _here(place, one.key, "", confirming_html(one, left, titles, place, told)), ""

    def _changed(self, place: Place, change: Callable[[Path], None]) -> tuple[str, str, str]:
        """Change a set's cases, and show the next one; what did not go well is said."""
        one = self._set(place)
        told = ""
        if one is None or one.folder is None or one.own:
            return (*self._shown(place), self.listed())
        try:
            change(one.folder)
        except BylineError as error:
            told = str(error)
        now = self._set(place) or one
        return (*self._confirming(now, one.folder, place, told), self.listed())


def _here(place: Place, key: str, run: str, html: str) -> str:
    """Tell the page's script which set and run are shown."""
    return (
        f'<div data-shown-set="{escape(key)}" data-shown-run="{escape(run)}" '
        f'data-asked="{place.asked}">{html}</div>'
    )
