"""The Evaluate view in a real browser: run, read, filter, compare, confirm."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from evaluate_examples import DOUBTED, NOTHING, NUMBER, SAID, UNSURE, WRONG, write_set
from playwright.sync_api import Browser, BrowserContext, Page, Request
from served_page import Server, start

pytestmark = pytest.mark.browser

RIGHT_TO_LEFT = {**NOTHING, "id": "r", "question": "ماذا قالت أنغيلا ميركل؟"}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("served")
    sets = folder / "lib" / "sets"
    write_set(sets / "quays", [NUMBER, SAID, WRONG, NOTHING, RIGHT_TO_LEFT])
    write_set(sets / "unsure", [NUMBER, UNSURE, DOUBTED], name="unsure")
    write_set(sets / "broken", [NUMBER], name="broken")
    (sets / "broken" / "cases.jsonl").write_text("no JSON", "utf-8")
    server = start(folder)
    server.wait()
    yield server
    server.process.kill()
    server.process.wait()


@pytest.fixture
def page(context: BrowserContext, server: Server) -> Iterator[Page]:
    """A new tab, at the Evaluate view."""
    page = context.new_page()
    show(page, server)
    yield page
    page.close()


def show(page: Page, server: Server) -> None:
    page.goto(f"{server.address}#evaluate")
    page.wait_for_selector("#result h1")


def choose(page: Page, name: str) -> None:
    page.click(f"#sets >> text={name}")
    page.wait_for_selector(f"#result h1 >> text={name}")


def run(page: Page) -> str:
    """Run the chosen set; returns what is said when its figures are shown."""
    before = page.locator("#sets [data-run-name]").count()
    page.click("#run-set")
    page.wait_for_function(
        "n => document.querySelectorAll('#sets [data-run-name]').length > n", arg=before
    )
    newest = page.locator("#sets [data-run-name]").first.get_attribute("data-run-name")
    page.wait_for_selector(f"#result [data-shown-run='{newest}']")
    return page.inner_text("#running")


def with_a_run(page: Page) -> None:
    """Choose the set of five cases, and run it where no test has done so."""
    choose(page, "quays")
    if not page.locator("#sets [data-run-name]").count():
        run(page)
    page.wait_for_selector(".cases > li")


def test_a_set_is_run_and_its_figures_and_cases_are_read(page: Page) -> None:
    choose(page, "quays")
    assert "No run of this set is kept yet" in page.inner_text("#result")
    assert "Done: 5 cases asked." in run(page)
    assert "Right on the whole" in page.inner_text(".dots >> nth=0")
    assert page.locator(".dots circle").count() > 3
    worst = page.locator(".cases > li").first
    assert "not right" in worst.inner_text()
    worst.locator("summary").click()
    said = worst.inner_text()
    for shown in ("<b>Never</b>", "“Nobody knows who will pay,”", "Echo", "10 Feb 2026"):
        assert shown in said, shown
    assert page.locator("#cases b").count() == 0
    asked = page.locator(".asked", has_text="ماذا")
    assert asked.evaluate("line => getComputedStyle(line).direction") == "rtl"


def test_cases_are_narrowed_down_and_asked_in_the_chat(page: Page) -> None:
    with_a_run(page)
    page.focus("#kind")
    page.select_option("#kind", "number")
    page.wait_for_function("document.querySelectorAll('.cases > li').length === 1")
    page.wait_for_function("document.activeElement.id === 'kind'")
    page.select_option("#kind", "")
    page.wait_for_function("document.querySelectorAll('.cases > li').length === 5")
    page.check("#faulty")
    page.wait_for_selector("#cases >> text=of 5, worst first")
    page.wait_for_function("document.querySelectorAll('.cases > li').length < 5")
    page.click(".cases summary")
    page.click(".cases [data-put]")
    page.wait_for_function("document.activeElement.closest('#question') !== null")
    assert page.input_value("#question textarea") == "What did Ida Lund say?"


def test_two_runs_stand_side_by_side(page: Page, server: Server) -> None:
    with_a_run(page)
    runs = server.folder / "lib" / "runs"
    kept = next(runs.glob("quays-*/report.json"))
    earlier = json.loads(kept.read_text("utf-8"))
    earlier["started"] = "2026-01-01T09:00:00+00:00"
    for case in earlier["cases"]:
        case["scores"]["right"] = 0.0
    (runs / "quays-earlier").mkdir(exist_ok=True)
    (runs / "quays-earlier" / "report.json").write_text(json.dumps(earlier), "utf-8")
    page.reload()
    page.wait_for_selector("#other-run")
    page.select_option("#other-run", "quays-earlier")
    page.wait_for_selector("text=Two runs side by side")
    assert "Better: Right on the whole" in page.inner_text(".verdicts")
    page.wait_for_selector("text=Cases that changed")
    page.click(".cases summary >> nth=0")
    sides = page.locator(".sides section")
    assert sides.first.bounding_box() is not None
    assert [side.inner_text().split("\n")[0] for side in sides.all()[:2]] == [
        "Earlier answer",
        "Later answer",
    ]
    page.select_option("#other-run", "")
    page.wait_for_selector("#result >> text=By kind of question")


def test_unconfirmed_cases_are_kept_or_put_off(page: Page, server: Server) -> None:
    choose(page, "unsure")
    page.click("#confirm-set")
    page.wait_for_selector("[data-case='u']")
    assert "Quay report" in page.inner_text(".proposal")
    page.click("#later-case")
    page.wait_for_selector("[data-case='v']")
    page.fill("#case-question", "What did the <treasurer> say?")
    page.focus("#keep-case")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=1 case put off")
    page.click("text=Look at them now")
    page.wait_for_selector("[data-case='u']")
    page.fill("#case-question", " ")
    page.click("#keep-case")
    page.wait_for_selector("#result [role=alert] >> text=needs a question")
    page.click("#drop-case")
    page.wait_for_selector("text=No case of this set is left to confirm")
    written = (server.folder / "lib/sets/unsure/cases.jsonl").read_text("utf-8").splitlines()
    cases = [json.loads(line) for line in written]
    assert [case["id"] for case in cases] == ["n", "v"]
    assert (cases[1]["question"], cases[1]["confirmed"]) == ("What did the <treasurer> say?", True)
    assert "2 cases" in page.inner_text("#sets [data-set='library/unsure']")


def test_a_set_that_cannot_be_read_says_so_and_the_others_stay(page: Page) -> None:
    choose(page, "broken")
    assert "is not JSON" in page.inner_text("#result")
    assert not page.is_visible("#run-set")
    choose(page, "quays")
    assert page.is_visible("#run-set")


def test_a_run_can_be_stopped_and_a_second_one_has_to_wait(page: Page, server: Server) -> None:
    other = page.context.new_page()
    show(other, server)
    choose(other, "quays")
    choose(page, "news")
    page.click("#run-set")
    page.wait_for_selector(r"#running .count >> text=/of \d+/")
    other.click("#run-set")
    other.wait_for_selector("#running >> text=one at a time")
    other.close()
    page.click("#stop-run")
    page.wait_for_selector("#running >> text=the next run goes on from there")


def test_a_phone_shows_it_all_and_no_other_host_is_asked(
    browser: Browser, server: Server, tmp_path: Path
) -> None:
    foreign: list[str] = []

    def note(request: Request) -> None:
        if not request.url.startswith((server.address, "data:", "blob:")):
            foreign.append(request.url)

    with browser.new_context(viewport={"width": 360, "height": 740}) as context:
        context.on("request", note)
        page = context.new_page()
        show(page, server)
        with_a_run(page)
        page.click("#all-figures summary")
        for summary in page.locator(".cases summary").all():
            summary.click()
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        assert page.locator("nav [aria-current]").first.is_visible()
    assert foreign == []
