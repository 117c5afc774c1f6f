"""A served page and a browser to read it with."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from served_page import Server, start


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        names = ("chromium", "chromium-browser", "google-chrome")
        chromium = next(filter(None, map(shutil.which, names)), playwright.chromium.executable_path)
        if not Path(chromium).exists():
            pytest.skip("there is no Chromium here; `playwright install chromium` gets one")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    server = start(tmp_path_factory.mktemp("served"))
    server.wait()
    yield server
    server.process.kill()
    server.process.wait()


@pytest.fixture(scope="module")
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser profile, kept for several pages because it keeps Gradio's scripts."""
    with browser.new_context(viewport={"width": 1280, "height": 800}, locale="en-GB") as context:
        context.set_default_timeout(30_000)
        yield context


@pytest.fixture
def page(context: BrowserContext, server: Server) -> Iterator[Page]:
    """A new tab, at the Chat view."""
    page = context.new_page()
    page.goto(server.address)
    page.wait_for_selector(".welcome")
    yield page
    page.close()
