"""The page as many readers meet it at once, and behind a proxy."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from page_reader import foreign_requests
from playwright.sync_api import Browser, BrowserContext, Page
from reverse_proxy import PATH, proxy
from served_page import Server, free_port, start

pytestmark = pytest.mark.browser

_TABS = 8  # of one browser, which opens six connections to one host
_READERS = 10
_PASSWORD = "sesame"
_QUESTIONS = ("What did Ada Quill{} say?", "What did Ada Quill{} say about sacks?")


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A page with the sample articles in it, for who has the password."""
    folder = tmp_path_factory.mktemp("sample")
    server = start(folder, "--sample", BYLINE_PASSWORD=_PASSWORD)
    server.wait()
    yield server
    server.process.kill()
    server.process.wait()


def opened(page: Page, address: str) -> Page:
    page.set_default_timeout(30_000)
    page.goto(address)
    page.wait_for_selector("#question textarea")
    page.wait_for_selector(".welcome")
    return page


def signed_in(context: BrowserContext, address: str) -> BrowserContext:
    context.request.post(f"{address}login", form={"username": "anna", "password": _PASSWORD})
    return context


def send(page: Page, question: str) -> None:
    page.fill("#question textarea", question)
    page.press("#question textarea", "Enter")


def answered(page: Page, question: str) -> str:
    page.wait_for_function(
        """asked => document.querySelector("#now .question")?.textContent === asked
            && !document.querySelector("#now .status")""",
        arg=question,
    )
    return page.inner_text("#now .exchange")


def test_who_has_the_password_comes_in_and_nobody_else(browser: Browser, sample: Server) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        foreign = foreign_requests(context, sample.address)
        page.goto(sample.address)
        for password, shown in (("simsim", ".creds"), (_PASSWORD, ".welcome")):
            page.fill("input[type=text]", "anna")
            page.fill("input[type=password]", password)
            page.keyboard.press("Enter")
            page.wait_for_selector(shown)
            assert page.title().endswith("Byline")
            assert page.locator("#question").count() == (shown == ".welcome")
        assert foreign == []


def test_eight_tabs_of_one_browser_all_answer(browser: Browser, sample: Server) -> None:
    with browser.new_context() as context:
        signed_in(context, sample.address)
        tabs = [opened(context.new_page(), sample.address) for _ in range(_TABS)]
        questions = [f"What did Ottoline Draga say about the fire{'?' * n}" for n in range(_TABS)]
        for tab, question in zip(tabs, questions, strict=True):
            send(tab, question)
        for tab, question in zip(tabs, questions, strict=True):
            assert "Draga" in answered(tab, question)


def test_ten_readers_ask_and_add_at_once_and_nothing_is_mixed_or_lost(
    browser: Browser, sample: Server, tmp_path: Path
) -> None:
    contexts = [signed_in(browser.new_context(), sample.address) for _ in range(_READERS)]
    readers = [opened(context.new_page(), sample.address) for context in contexts]
    for number, reader in enumerate(readers):
        file = tmp_path / f"mill-{number}.txt"
        file.write_text(
            f"Mill {number} burns\n\nThe mill at Oster {number} burned down on Monday night. "
            f"“We counted {number + 40} sacks,” said miller Ada Quill{number}.\n",
            "utf-8",
        )
        reader.click("nav >> text=Library")
        reader.set_input_files("#drop input[type=file]", file)
    for number, reader in enumerate(readers):
        reader.wait_for_selector(f".outcomes >> text=Mill {number} burns")
        reader.click("nav >> text=Chat")
    for form in _QUESTIONS:
        questions = [form.format(number) for number in range(_READERS)]
        for reader, question in zip(readers, questions, strict=True):
            send(reader, question)
        for number, (reader, question) in enumerate(zip(readers, questions, strict=True)):
            told = answered(reader, question)
            assert f"We counted {number + 40} sacks" in told
            assert told.count("We counted") == 1
    for context in contexts:
        context.close()


def test_behind_a_proxy_with_https_and_a_path_everything_works(
    browser: Browser, tmp_path: Path
) -> None:
    server = start(tmp_path, "--sample", "--root-path", PATH, BYLINE_USER_HEADER="X-Remote-User")
    try:
        server.wait()
        (tmp_path / "nginx").mkdir()
        with (
            proxy(tmp_path / "nginx", server.address, free_port()) as address,
            browser.new_context(ignore_https_errors=True) as context,
        ):
            page = context.new_page()
            asked: list[str] = []
            page.on("request", lambda request: asked.append(request.url))
            opened(page, address)
            send(page, "What did Ottoline Draga say about the fire?")
            assert "Draga" in answered(page, "What did Ottoline Draga say about the fire?")
            page.click("#now [data-article]")
            page.wait_for_selector("#source mark")
            file = tmp_path / "mill.txt"
            file.write_text("Mill burns\n\nThe mill at Oster burned down on Monday.\n", "utf-8")
            page.click("nav >> text=Library")
            page.set_input_files("#drop input[type=file]", file)
            page.wait_for_selector(".outcomes >> text=Mill burns")
            page.goto(f"{address}article/harbour-fire-echo?p=2")
            assert page.url.startswith(f"{address}?article=harbour-fire-echo&p=2")
            web = [url for url in asked if not url.startswith(("data:", "blob:"))]
            assert {url for url in web if not url.startswith(address.rstrip("/"))} == set()
    finally:
        server.process.kill()
        server.process.wait()
