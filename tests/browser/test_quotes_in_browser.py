"""The Quotes view in a real browser."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.browser

LIGHTHOUSE = Path(__file__).parent.parent / "data" / "page-lighthouse.txt"
MARSH = "The lamp has done its work, and we will not sell the tower,"


_LOOKED_FOR_AGAIN = """() => new Promise((done) => {
    const view = document.querySelector("#view-quotes");
    const busy = [];
    new MutationObserver(() => {
        busy.push(view.querySelector("[aria-busy]") !== null);
        if (!busy.at(-1)) done(busy);
    }).observe(view, { subtree: true, attributeFilter: ["aria-busy"] });
    view.querySelector(".filters").dispatchEvent(new Event("input"));
    setTimeout(() => done(busy), 20000);
})"""


def test_quotes_are_found_opened_and_saved(page: Page) -> None:
    page.click("nav >> text=Library")
    page.set_input_files("#drop input[type=file]", LIGHTHOUSE)
    page.wait_for_selector(".articles > li")
    page.click("nav >> text=Quotes")
    row = page.locator(".sayings > li", has_text=MARSH)
    row.wait_for()
    speaker = row.locator(".speaker").inner_text()

    page.fill(".filters [name=speaker]", "nobody-of-this-name")
    page.wait_for_selector("text=Nobody is quoted so")
    page.fill(".filters [name=speaker]", speaker.split()[-1].lower())
    row.wait_for()
    page.click(".filters >> text=Clear")
    page.wait_for_selector("[data-speaker='Oskar Brandt']")
    page.click(f"[data-speaker='{speaker}']")
    page.wait_for_function(
        "name => document.querySelector('.filters [name=speaker]').value === name", arg=speaker
    )

    page.wait_for_selector("#view-quotes [aria-busy]", state="detached")
    # What is found is what is there already; the view is busy, and then it is not.
    assert page.evaluate(_LOOKED_FOR_AGAIN) == [True, False]

    page.fill(".join [name=other]", "nobody-of-this-name")
    page.click(".join >> text=Join")
    page.wait_for_selector("text=Nobody who is quoted is called")

    with page.expect_download() as download:
        page.click("text=Download CSV")
    assert MARSH in Path(download.value.path()).read_text(encoding="utf-8-sig")

    row.locator(".where button").first.click()
    page.wait_for_selector("mark")
    assert MARSH in page.inner_text("mark")

    page.set_viewport_size({"width": 360, "height": 780})
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.set_viewport_size({"width": 1280, "height": 800})
