"""axe-core finds no serious fault on any view: light and dark, empty and full, wide and narrow."""

import json
from importlib.resources import files
from pathlib import Path

import pytest
from page_reader import add, ask, visit
from playwright.sync_api import Browser, Page
from served_page import Server, start

pytestmark = pytest.mark.browser

DATA = Path(__file__).parent.parent / "data"
VIEWS = ("Chat", "Summary", "Quotes", "Library", "Evaluate")
SIZES = {"wide": {"width": 1280, "height": 800}, "phone": {"width": 360, "height": 740}}
_FAULTS = """async () => (await axe.run(document, { resultTypes: ["violations"] })).violations
    .filter((fault) => ["serious", "critical"].includes(fault.impact))
    .map((fault) => [fault.id, ...fault.nodes.map((node) => node.html.slice(0, 200))])"""


def faults(page: Page) -> str:
    """Return what is serious or critical; the script that looks for it comes with a package."""
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate((files("axe_playwright_python") / "axe.min.js").read_text("utf-8"))
    return json.dumps(page.evaluate(_FAULTS), indent=1)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_view_with_something_in_it(
    browser: Browser, server: Server, scheme: str, size: str
) -> None:
    with browser.new_context(
        viewport={"width": SIZES[size]["width"], "height": SIZES[size]["height"]},
        color_scheme="dark" if scheme == "dark" else "light",
    ) as context:
        page = context.new_page()
        page.goto(server.address)
        page.wait_for_selector(".welcome")
        add(page, DATA / "page-lighthouse.txt", DATA / "page-brackets.txt")
        ask(page, "What did Angela Merkel say?")
        ask(page, "What did Tilda Marsh say?")
        page.wait_for_selector("#further button")
        page.click("#now [data-verdict=bad]")
        page.click("#now .menu summary")
        assert faults(page) == "[]"
        page.click("#now .cite >> nth=0")
        page.wait_for_selector("#source mark")
        assert faults(page) == "[]"
        page.click("[data-whole]")
        assert faults(page) == "[]"
        page.click("[data-close]")
        for view in VIEWS[1:]:
            visit(page, view)
            if view == "Summary":
                page.click("#wanted")
                page.wait_for_selector("#matching li")
                page.keyboard.press("ArrowDown")
            assert faults(page) == "[]", view


def test_every_view_of_an_empty_library(browser: Browser, tmp_path: Path) -> None:
    server = start(tmp_path)
    try:
        server.wait()
        for scheme in ("light", "dark"):
            with browser.new_context(
                color_scheme="dark" if scheme == "dark" else "light"
            ) as context:
                page = context.new_page()
                page.goto(server.address)
                page.wait_for_selector(".welcome")
                for view in VIEWS:
                    visit(page, view)
                    assert faults(page) == "[]", (scheme, view)
    finally:
        server.process.kill()
        server.process.wait()
