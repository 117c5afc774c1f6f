"""A conversation in a real browser: kept, edited, stopped, saved, judged; and its addresses."""

import json
from collections.abc import Callable
from pathlib import Path
from threading import Event
from urllib.parse import parse_qs, urlsplit

import pytest
from page_reader import ANSWERED, add, ask
from playwright.sync_api import Browser, Page
from served_page import Server, start
from talking_endpoint import talking

pytestmark = pytest.mark.browser

LIGHTHOUSE = Path(__file__).parent.parent / "data" / "page-lighthouse.txt"
MARSH, BRANDT = "What did Tilda Marsh say?", "What did Oskar Brandt say?"
MANY = 200
ROUNDS = 3


@pytest.fixture
def reader(page: Page) -> Page:
    add(page, LIGHTHOUSE)
    return page


def questions(page: Page) -> list[str]:
    return page.locator("#view-chat .question").all_inner_texts()


def test_a_conversation_is_there_after_a_reload_and_in_no_other_browser(
    reader: Page, browser: Browser, server: Server
) -> None:
    ask(reader, MARSH)
    ask(reader, BRANDT)
    reader.reload()
    reader.wait_for_selector("#past .cite")
    assert questions(reader) == [MARSH, BRANDT]
    second = reader.context.new_page()
    second.goto(server.address)
    second.wait_for_selector(".welcome")
    assert questions(second) == []
    second.click(f"#conversations [data-open] >> text={MARSH} >> nth=0")
    second.wait_for_selector("#past .cite")
    assert questions(second) == [MARSH, BRANDT]
    second.close()
    with browser.new_context() as context:
        other = context.new_page()
        other.goto(server.address)
        other.wait_for_selector(".welcome")
        assert other.locator("#conversations [data-open]").count() == 0


# Asks as soon as an answer is complete; the page has then heard nothing but its last piece.
ASKED_AT_ONCE = """next => new MutationObserver((_, observer) => {
    if (document.querySelector("#now .exchange:not([data-kept]) .status, #now [data-kept]")) return;
    observer.disconnect();
    document.querySelector("#question textarea").value = next;
    document.querySelector("#question").requestSubmit();
}).observe(document.querySelector("#now"), { subtree: true, childList: true, attributes: true })"""


STOPPED_AND_ASKED = """() => {
    document.querySelector("#now [data-stop]").click();
    document.querySelector("#now [data-again]").click();
}"""


def test_a_question_that_follows_an_answer_at_once_is_answered(reader: Page) -> None:
    for _ in range(2):
        ask(reader, MARSH)
        reader.fill("#question textarea", BRANDT)
        reader.evaluate(ASKED_AT_ONCE, MARSH)
        reader.press("#question textarea", "Enter")
        reader.wait_for_function(ANSWERED, arg=MARSH, timeout=10_000)


def test_a_conversation_is_renamed_and_deleted(reader: Page) -> None:
    ask(reader, MARSH)
    row = reader.locator("#conversations li:has([aria-current])")
    row.hover()
    row.locator("summary").click()
    row.locator("[data-rename]").click()
    reader.keyboard.type("The <b>lamp</b>")
    reader.keyboard.press("Enter")
    current = reader.locator("#conversations [aria-current]")
    assert current.inner_text() == "The <b>lamp</b>"
    reader.locator("#conversations li:has([aria-current])").hover()
    reader.locator("#conversations li:has([aria-current]) summary").click()
    reader.locator("#conversations li:has([aria-current]) [data-forget]").click()
    reader.wait_for_selector(".welcome")
    assert reader.locator("#conversations >> text=lamp").count() == 0


def test_the_conversation_that_was_asked_in_last_is_first_though_the_clock_was_set_back(
    reader: Page,
) -> None:
    ask(reader, MARSH)
    reader.evaluate("{ const told = Date.now; Date.now = () => told() - 2 * 86400000; }")
    reader.click("#new-conversation")
    reader.wait_for_selector(".welcome")
    ask(reader, BRANDT)
    reader.reload()
    reader.wait_for_selector("#past .cite, #now .cite")
    assert questions(reader) == [BRANDT]
    titles = reader.locator("#conversations [data-open]").all_inner_texts()
    assert titles[:2] == [BRANDT, MARSH]


def test_an_earlier_question_is_edited_in_a_copy_so_that_nothing_is_lost(reader: Page) -> None:
    for question in (MARSH, BRANDT, MARSH):
        ask(reader, question)
    before = reader.locator("#conversations [data-open]").count()
    reader.click("#past .exchange >> nth=1 >> [data-edit]")
    assert reader.input_value("#question textarea") == BRANDT
    ask(reader, "What did Oskar Brandt say about the screen?")
    assert questions(reader) == [MARSH, "What did Oskar Brandt say about the screen?"]
    assert reader.locator("#conversations [data-open]").count() == before + 1
    reader.click("#now [data-again]")
    reader.wait_for_function(ANSWERED, arg="What did Oskar Brandt say about the screen?")
    assert len(questions(reader)) == 2


def test_suggestions_lead_on_and_are_answered(reader: Page) -> None:
    ask(reader, MARSH)
    suggested = reader.locator("#further button").first
    question = suggested.inner_text()
    suggested.click()
    reader.wait_for_function(ANSWERED, arg=question)
    assert reader.locator("#now .cite").count() > 0


def test_an_answer_is_copied_and_saved_with_its_citations(reader: Page, tmp_path: Path) -> None:
    reader.context.grant_permissions(["clipboard-read", "clipboard-write"])
    said = ask(reader, MARSH)
    reader.click("#now [data-copy]")
    reader.wait_for_selector("text=Copied")
    copied = reader.evaluate("navigator.clipboard.readText()")
    assert copied.split("\n")[0].removesuffix(" [1]") in said
    assert "[1] Lighthouse at Cape Orrin to go dark after 140 years" in copied
    for form, begins in (("md", "# "), ("html", "<!doctype html>"), ("json", "{")):
        reader.click("#now .menu summary")
        with reader.expect_download() as saved:
            reader.click(f"#now [data-save={form}]")
        assert saved.value.suggested_filename == f"byline-answer.{form}"
        assert Path(saved.value.path()).read_text("utf-8").startswith(begins)


def test_a_verdict_with_its_reason_is_kept_in_the_library_s_folder(
    reader: Page, server: Server
) -> None:
    ask(reader, MARSH)
    reader.click("#now [data-verdict=bad]")
    reader.check("#now .why [value=missing]")
    reader.fill("#now .why [name=note]", "The <keeper> is missing.")
    reader.click("#now .why [type=submit]")
    reader.wait_for_selector("#now >> text=kept for the evaluation")
    lines = (server.folder / "lib" / "feedback.jsonl").read_text("utf-8").splitlines()
    last = json.loads(lines[-1])
    assert (last["verdict"], last["reasons"]) == ("bad", ["missing"])
    assert (last["note"], last["answer"]["question"]) == ("The <keeper> is missing.", MARSH)
    reader.reload()
    reader.wait_for_selector("#now [data-verdict=bad][aria-pressed=true]")


def test_an_address_asks_its_question_once(reader: Page, server: Server) -> None:
    reader.goto(f"{server.address}?q=What+did+Tilda+Marsh+say%3F")
    reader.wait_for_function(ANSWERED, arg=MARSH)
    assert reader.url == server.address
    reader.reload()
    reader.wait_for_selector("#now .cite")
    assert questions(reader) == [MARSH]


def test_an_article_has_an_address_that_back_leaves(reader: Page, server: Server) -> None:
    ask(reader, MARSH)
    reader.click("#now .cite >> nth=0")
    reader.wait_for_selector("#source mark")
    assert reader.title() == "Lighthouse at Cape Orrin to go dark after 140 years · Byline"
    address = reader.url
    reader.go_back()
    reader.wait_for_selector("#source", state="hidden")
    assert reader.title() == "Chat · Byline"
    reader.goto(address)
    reader.wait_for_selector("#source .cited")
    (number,) = parse_qs(urlsplit(address).query)["p"]
    assert reader.get_attribute("#source .cited", "data-paragraph") == number
    reader.keyboard.press("Escape")
    assert "article" not in reader.url
    reader.goto(f"{server.address}?article=<b>gone</b>")
    reader.wait_for_selector(
        "#source >> text=There is no article “<b>gone</b>”".replace("“", '"').replace("”", '"')
    )


def test_slash_leads_to_the_box_and_shift_enter_begins_a_line(reader: Page) -> None:
    reader.click("nav >> text=Evaluate")
    reader.keyboard.press("/")
    reader.wait_for_function("document.activeElement.matches('#question textarea')")
    reader.keyboard.type("What did Tilda")
    reader.keyboard.press("Shift+Enter")
    reader.keyboard.type("Marsh say?")
    assert reader.input_value("#question textarea") == "What did Tilda\nMarsh say?"
    reader.keyboard.press("Enter")
    reader.wait_for_selector("#now .cite")


def test_what_goes_over_the_wire_does_not_depend_on_the_history(reader: Page) -> None:
    ask(reader, BRANDT)
    ask(reader, MARSH)
    few = _least_received(reader)
    reader.evaluate(_GROW, MANY)
    reader.reload()
    reader.wait_for_selector("[data-earlier]")
    assert len(questions(reader)) == 31
    ask(reader, MARSH)  # what the page itself asks for when it opens has come by then
    many = _least_received(reader)
    assert many < 1.2 * few
    reader.click("[data-earlier]")
    assert len(questions(reader)) == MANY + 1 + ROUNDS


# Repeats the kept exchanges of this tab's conversation until there are so many.
_GROW = """many => {
    const id = sessionStorage.getItem("byline-conversation");
    const all = JSON.parse(localStorage.getItem("byline-conversations"));
    for (let at = 2; at < many; at += 1)
        localStorage.setItem(
            `byline-exchange-${id}-${at}`, localStorage.getItem(`byline-exchange-${id}-${at % 2}`));
    all.find((one) => one.id === id).size = many;
    localStorage.setItem("byline-conversations", JSON.stringify(all));
}"""


def _least_received(page: Page) -> int:
    """Return the bytes of an answer that comes in the fewest steps: a slow one has more."""
    return min(_received(page, lambda: ask(page, MARSH)) for _ in range(ROUNDS))


def _received(page: Page, act: Callable[[], object]) -> int:
    """Return how many bytes the page receives while something is done."""
    received = 0

    def count(event: dict[str, int]) -> None:
        nonlocal received
        received += event["dataLength"]

    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.on("Network.dataReceived", count)
    act()
    page.wait_for_selector("#further button")
    session.detach()
    return received


def test_an_answer_is_stopped_with_what_it_has_and_asked_again(
    browser: Browser, tmp_path: Path
) -> None:
    go_on = Event()
    sentences = [
        "The lamp will be switched off on 1 March [1].",
        "It has burned for 140 years [1].",
    ]
    with talking(sentences, go_on) as endpoint:
        server = start(tmp_path, OPENAI_BASE_URL=endpoint, BYLINE_MODEL="m")
        try:
            server.wait()
            with browser.new_context() as context:
                page = context.new_page()
                page.goto(server.address)
                page.wait_for_selector(".welcome")
                add(page, LIGHTHOUSE)
                page.fill("#question textarea", "When will the lamp be switched off?")
                page.press("#question textarea", "Enter")
                page.wait_for_selector("#now .status >> text=/passage|checked/")
                page.click("[data-stop]")
                page.wait_for_selector("#now >> text=Stopped.")
                go_on.set()
                page.wait_for_timeout(1000)  # what comes after Stop is not shown
                assert page.locator("#now .status").count() == 0
                page.reload()
                page.wait_for_selector("#now >> text=Stopped.")
                page.click("#now [data-again]")
                page.wait_for_selector("#now [data-copy]")
                assert len(questions(page)) == 1
                go_on.clear()
                page.fill("#question textarea", "How long has the lamp burned?")
                page.press("#question textarea", "Enter")
                page.wait_for_selector("#now .status >> text=/passage|checked/")
                page.evaluate(STOPPED_AND_ASKED)
                go_on.set()
                page.wait_for_function(ANSWERED, arg="How long has the lamp burned?")
                page.wait_for_selector("#now [data-copy]")
                go_on.clear()
                page.click("nav >> text=Summary")
                page.click("#wanted")
                page.click("#matching li")
                page.click("#summarise")
                page.click("#summary [data-stop]")
                page.wait_for_selector("#summary >> text=Stopped.")
                go_on.set()
                page.click("#summarise")  # as soon as that can be done
                page.wait_for_selector("#summary .cite")
        finally:
            server.process.kill()
            server.process.wait()


def test_a_server_that_is_gone_is_said_to_be(browser: Browser, tmp_path: Path) -> None:
    server = start(tmp_path)
    server.wait()
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(server.address)
        page.wait_for_selector(".welcome")
        page.wait_for_load_state("networkidle")
        server.process.kill()
        server.process.wait()
        page.fill("#question textarea", "Is anybody there?")
        page.press("#question textarea", "Enter")
        page.wait_for_selector("#now >> text=Byline does not answer any more", timeout=20_000)
