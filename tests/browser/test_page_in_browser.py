"""The page in a real browser: what a reader does, and sees."""

from pathlib import Path

import pytest
from page_reader import add, ask, foreign_requests, visit
from playwright.sync_api import Browser, Page
from served_page import Server, start

pytestmark = pytest.mark.browser

DATA = Path(__file__).parent.parent / "data"
LIGHTHOUSE = DATA / "page-lighthouse.txt"
BRACKETS = DATA / "page-brackets.txt"
MARSH = "The lamp has done its work, and we will not sell the tower,"


def test_a_citation_opens_the_quoted_words_marked_in_their_paragraph(page: Page) -> None:
    add(page, LIGHTHOUSE)
    assert MARSH in ask(page, "What did Tilda Marsh say?")
    page.click("#now .cite >> nth=0")
    page.wait_for_selector("#source mark")
    cited = page.locator("#source .cited")
    assert cited.count() == 1
    assert MARSH in cited.inner_text()
    assert page.locator("#source mark").first.inner_text() in cited.inner_text()
    assert MARSH in page.locator("#source mark").first.inner_text()
    assert page.locator("#source mark").first.is_visible()
    assert page.inner_text("#source h2") == "Lighthouse at Cape Orrin to go dark after 140 years"


def test_blinken_s_words_are_read_in_the_paragraph_that_they_stand_in(
    page: Page, shared: Path
) -> None:
    add(page, shared / "seed-article.txt")
    assert "One era is ending" in ask(page, "what did Blinken say?")
    page.click("#now .cite >> nth=1")
    page.wait_for_selector("#source mark")
    paragraph = page.inner_text("#source .cited")
    assert paragraph.startswith("“One era is ending, a new one is beginning, and the decisions")
    assert "he said." in page.locator("#source mark").first.inner_text()


def test_two_windows_never_see_each_other_s_conversation(
    page: Page, browser: Browser, server: Server
) -> None:
    add(page, LIGHTHOUSE)
    with browser.new_context() as context:
        other = context.new_page()
        other.goto(server.address)
        other.wait_for_selector(".welcome")
        for about in ("", " about the lamp", " about the tower"):
            ask(page, f"What did Tilda Marsh say{about}?")
            assert "Brandt" in ask(other, f"What did Oskar Brandt say{about}?")
        second = page.context.new_page()
        second.goto(server.address)
        second.wait_for_selector(".welcome")
        assert second.locator(".question").count() == 0
        for window, own, foreign in ((page, "Marsh", "Oskar"), (other, "Oskar", "Marsh")):
            window.reload()  # a tab goes on with its own conversation
            window.wait_for_selector("#past .question")
            asked = window.locator(".question").all_inner_texts()
            assert [own in question for question in asked] == [True] * 3
            assert foreign not in window.inner_text("#past") + window.inner_text("#now")


def test_what_looks_like_a_tag_or_a_template_shows_as_typed(page: Page) -> None:
    add(page, BRACKETS)
    answer = ask(page, "What does <Channel 9> ask?")
    assert answer.startswith("What does <Channel 9> ask?")
    assert "The station <Channel 9> asked its listeners on Friday whether 3 < 5 & 7 > 2" in answer
    answer = ask(page, "What did Runa Holt say?")
    assert "“We write <nothing> in brackets, and ${price} or {{name}} stays as it is,”" in answer
    page.click("#now .cite >> nth=0")
    page.wait_for_selector("#source mark")
    text = page.inner_text("#source .paragraphs")
    assert "The station <Channel 9> asked its listeners on Friday whether 3 < 5 & 7 > 2" in text
    assert "${price} or {{name}}" in text


def test_no_view_asks_another_host_for_anything(browser: Browser, server: Server) -> None:
    with browser.new_context() as context:
        foreign = foreign_requests(context, server.address)
        page = context.new_page()
        page.goto(server.address)
        page.wait_for_selector(".welcome")
        add(page, LIGHTHOUSE)
        ask(page, "What did Tilda Marsh say?")
        page.click("#now .cite >> nth=0")
        page.wait_for_selector("#source mark")
        for view in ("Summary", "Quotes", "Library", "Evaluate"):
            visit(page, view)
    assert foreign == []


def test_a_follow_up_is_asked_of_the_same_conversation(page: Page) -> None:
    add(page, LIGHTHOUSE)
    ask(page, "What did Tilda Marsh say about the lamp?")
    assert "A screen can fail" in ask(page, "And Oskar Brandt?")
    assert MARSH in page.inner_text("#past")
    page.click("#new-conversation")
    page.wait_for_selector(".welcome")
    assert page.inner_text("#past") == ""


_BOTH = """() => document.querySelectorAll("#now .cite").forEach((cite, at) =>
    at < 2 && cite.click())"""


def test_the_source_is_read_by_keyboard_alone(page: Page) -> None:
    add(page, LIGHTHOUSE)
    ask(page, "What did Tilda Marsh say?")
    first = page.locator("#now .cite").first
    first.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("#source mark")
    shown = page.inner_text("#source mark")
    page.keyboard.press("ArrowRight")
    page.wait_for_function(
        "shown => document.querySelector('#source mark')?.innerText !== shown", arg=shown
    )
    page.keyboard.press("ArrowLeft")
    page.wait_for_function(
        "shown => document.querySelector('#source mark')?.innerText === shown", arg=shown
    )
    page.evaluate(_BOTH)  # the first is still looked up when the second is asked for
    page.wait_for_function(
        "shown => document.querySelector('#source mark')?.innerText !== shown", arg=shown
    )
    first.focus()
    page.keyboard.press("Enter")
    page.wait_for_function(
        "shown => document.querySelector('#source mark')?.innerText === shown", arg=shown
    )
    page.keyboard.press("Escape")
    page.wait_for_selector("#source", state="hidden")
    assert first.evaluate("button => button === document.activeElement")


def test_on_a_phone_nothing_is_wider_than_the_screen(browser: Browser, server: Server) -> None:
    with browser.new_context(viewport={"width": 360, "height": 740}) as context:
        page = context.new_page()
        page.goto(server.address)
        page.wait_for_selector(".welcome")
        add(page, LIGHTHOUSE)
        ask(page, "What did Tilda Marsh say about https://example.org/" + "long" * 30 + "?")
        ask(page, "What did Tilda Marsh say?")
        page.click("#now .cite >> nth=0")
        page.wait_for_selector("#source mark")
        for view in ("Chat", "Summary", "Quotes", "Library", "Evaluate"):
            visit(page, view)
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= 360, view


def test_a_summary_is_made_of_a_chosen_article_whose_loaded_words_are_underlined(
    page: Page, tmp_path: Path
) -> None:
    loaded = tmp_path / "Lighthouse.txt"
    tail = "\n\nThe draconian plan was slammed by a sailor at Cape Orrin on Monday.\n"
    told = LIGHTHOUSE.read_text(encoding="utf-8").replace("Lighthouse at", "Beacon of", 1)
    loaded.write_text(told + tail, encoding="utf-8")
    add(page, loaded)
    page.click("nav >> text=Summary")
    page.keyboard.press("/")
    page.wait_for_selector("#wanted:focus")
    page.keyboard.type("beacon cape")
    page.wait_for_function("document.querySelectorAll('#matching li').length === 1")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.keyboard.type("the lamp at Cape Orrin")
    page.keyboard.press("Enter")  # its articles in place of the chosen one
    page.wait_for_selector(".chosen >> text=the nearest to the topic")
    while page.locator(".chosen li").count() > 1:
        page.click(".chosen li:not(:has-text('Beacon')) >> nth=0 >> [data-out]")
    page.click("#summarise")
    page.wait_for_selector("#summary .cite")
    assert "switched off on 1 March" in page.inner_text("#summary .reading")
    page.click("#summary .cite >> nth=0")
    page.wait_for_selector("#source mark")
    assert page.is_visible("#source mark")
    noted = page.locator("#source .noted")
    assert noted.all_inner_texts() == ["draconian plan", "slammed"]
    noted.nth(1).focus()
    assert page.inner_text("#tip") == (
        "Speech: makes it sound more violent than the words. Plainly: criticised."
    )


def test_an_empty_library_offers_the_sample_and_ctrl_c_ends_it_quietly(
    browser: Browser, tmp_path: Path
) -> None:
    server = start(tmp_path)
    try:
        server.wait()
        with browser.new_context() as context:
            page = context.new_page()
            page.goto(f"{server.address}#library")
            page.click("[data-sample]")
            page.wait_for_selector(".articles > li", timeout=60_000)
            assert page.locator(".articles > li").count() >= 12
            page.click("nav >> text=Chat")
            page.wait_for_selector(".suggestions button")
        assert server.interrupt() == 0
    finally:
        server.process.kill()
        server.process.wait()
    assert server.said.splitlines() == [f"Byline is at {server.address[:-1]} — Ctrl-C stops it"]
