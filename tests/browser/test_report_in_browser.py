"""A run's report in a real browser, opened from disk."""

from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, Request
from report_examples import CASES, SCRIPT, tricky

from eval.write import write_all

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a report that is kept on disk."""
    return write_all(tricky(), tmp_path_factory.mktemp("run"), []).as_uri()


def shown(page: Page) -> list[str]:
    """Return the ids of the cases that a reader sees."""
    return [code.inner_text() for code in page.locator("#cases code").all() if code.is_visible()]


def test_a_report_asks_no_host_and_is_filtered_and_searched(browser: Browser, kept: str) -> None:
    foreign: list[str] = []
    faults: list[str] = []

    def note(request: Request) -> None:
        if request.url != kept:
            foreign.append(request.url)

    with browser.new_context() as context:
        context.on("request", note)
        page = context.new_page()
        page.on("console", lambda message: faults.append(message.text))
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(kept)
        assert len(shown(page)) == len(CASES)
        page.select_option("[name=mark]", "fault")
        assert shown(page) == ["late", "markup"]
        assert page.inner_text("#filter output") == "2 of 6 cases"
        page.select_option("[name=kind]", SCRIPT)
        assert shown(page) == ["markup"]
        page.select_option("[name=mark]", "")
        page.select_option("[name=kind]", "")
        page.fill("[name=words]", "PILES new")
        assert shown(page) == ["summary"]
        page.fill("[name=words]", "")
        assert len(shown(page)) == len(CASES)
        page.get_by_text("refused", exact=True).click()
        assert page.get_by_text("To be refused.").is_visible()
        assert page.locator(".settings dl").is_hidden()
    assert foreign == []
    assert faults == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_a_phone_a_report_is_no_wider_than_the_screen(
    browser: Browser, kept: str, scheme: Literal["light", "dark"]
) -> None:
    with browser.new_context(
        viewport={"width": 360, "height": 740}, color_scheme=scheme
    ) as context:
        page = context.new_page()
        page.goto(kept)
        page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        paper = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
        assert paper == ("rgb(253, 252, 249)" if scheme == "light" else "rgb(26, 25, 23)")


def test_without_script_every_case_can_be_read(browser: Browser, kept: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(kept)
        assert not page.is_visible("#filter")
        page.get_by_text("refused", exact=True).click()
        assert page.get_by_text("To be refused.").is_visible()
