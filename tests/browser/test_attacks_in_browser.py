"""Whatever articles, file names, readers and models say shows as text, and does nothing."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from page_reader import add, ask, foreign_requests, visit
from playwright.sync_api import Browser, Dialog, Page
from served_page import Server, start
from talking_endpoint import talking

pytestmark = pytest.mark.browser

EVIL = "https://evil.example"
ATTACKS = (
    "<script>window.hit = 1</script>",
    "<img src=x onerror='window.hit = 2'>",
    "<svg onload='window.hit = 3'></svg>",
    f"<iframe src='{EVIL}/frame'></iframe>",
    "<style>body { display: none }</style>",
    f"<link rel=stylesheet href='{EVIL}/a.css'>",
    f"![picture]({EVIL}/picture.png)",
    "[press](javascript:window.hit=4)",
    "\"><b id=broken onmouseover='window.hit = 5'>",
    "' autofocus onfocus='window.hit = 6",
    "${window.hit = 7}",
    "{{constructor.constructor('window.hit = 8')()}}",
    "<base href='https://evil.example/'>",
    "</textarea></title></style><marquee>",
)
# Nothing of these is the page's own.
INTRUDERS = (
    "marquee, #broken, [onerror], [onload], [onmouseover], [onfocus], iframe[src*='evil'], "
    "link[href*='evil'], img[src*='evil'], base[href*='evil'], a[href^='javascript:']"
)
SPEAKER = "Runa Holt"


def hostile(path: Path) -> Path:
    """Write articles that attack by every field."""
    lines = []
    for number, attack in enumerate(ATTACKS):
        text = (
            f"The council met on Monday and heard {attack} for an hour.\n\n"
            f"“We keep {attack} in our minutes,” said {SPEAKER}, the clerk of the council.\n\n"
            f"Nobody else wanted to speak about {attack} on that day."
        )
        fields = {"title": f"Minutes {number} {attack}", "outlet": f"Post {attack}", "text": text}
        lines.append(
            json.dumps(
                {
                    **fields,
                    "id": f"m{number}",
                    "date": f"2026-02-{number + 1:02}",
                    "url": "javascript:window.hit=9" if number % 2 else f'{EVIL}/"onclick="hit=1',
                }
            )
        )
    path.write_text("\n".join(lines), "utf-8")
    return path


def _note(dialogs: list[str], dialog: Dialog) -> None:
    dialogs.append(dialog.message)
    dialog.dismiss()


@pytest.fixture
def guarded(browser: Browser, server: Server, tmp_path: Path) -> Iterator[Page]:
    """A page of a library that attacks; it fails where an attack had an effect."""
    with browser.new_context(viewport={"width": 1280, "height": 800}) as context:
        foreign = foreign_requests(context, server.address)
        dialogs: list[str] = []
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("dialog", lambda dialog: _note(dialogs, dialog))
        page.goto(server.address)
        page.wait_for_selector(".welcome")
        add(page, hostile(tmp_path / "hostile.jsonl"))
        yield page
        assert page.evaluate("window.hit") is None
        assert page.locator(INTRUDERS).count() == 0
        assert page.evaluate("getComputedStyle(document.body).display") != "none"
        assert (foreign, dialogs) == ([], [])


def test_answers_citations_and_sources_show_attacks_as_text(guarded: Page) -> None:
    said = ask(guarded, f"What did {SPEAKER} say?")
    shown = [attack for attack in ATTACKS if f"We keep {attack} in our minutes" in said]
    assert shown
    for number in range(len(shown)):
        guarded.locator("#now .cite").nth(number).click()
        guarded.wait_for_selector("#source mark")
        at = guarded.locator("#now .cite").nth(number).get_attribute("data-article") or ""
        guarded.wait_for_selector(f"#source [data-shown={at}]")
        article = guarded.inner_text("#source")
        assert article.count(ATTACKS[int(at.removeprefix("m"))]) >= 3
    guarded.keyboard.press("Escape")
    guarded.wait_for_selector("#further button")


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_question_shows_as_it_was_typed(page: Page, attack: str) -> None:
    question = f"What is {attack} about?"
    assert ask(page, question).startswith(question)
    page.reload()
    page.wait_for_selector("#now .question")
    assert page.inner_text("#now .question") == question
    assert page.locator("#conversations [aria-current]").inner_text() == question
    assert page.evaluate("window.hit") is None
    assert page.locator(INTRUDERS).count() == 0


def test_every_view_lists_attacks_as_text(guarded: Page) -> None:
    guarded.click("nav >> text=Library")
    guarded.wait_for_selector(".articles > li")
    guarded.fill(".look [name=words]", "minutes")
    guarded.wait_for_selector("#articles .list >> text=/14 articles/")
    titles = guarded.locator(".articles .link").all_inner_texts()
    assert titles == [f"Minutes {at} {attack}" for at, attack in [*enumerate(ATTACKS)][::-1]]
    outlets = guarded.locator(".look [name=outlet] option").all_inner_texts()
    assert {f"Post {attack}" for attack in ATTACKS} <= set(outlets)
    guarded.locator("[data-remove]").first.click()
    assert ATTACKS[-1] in guarded.inner_text(".going")
    guarded.click("[data-undo]")
    for view in ("Quotes", "Summary", "Evaluate"):
        visit(guarded, view)
        assert guarded.locator(INTRUDERS).count() == 0, view


def test_a_file_name_that_attacks_does_nothing(guarded: Page, tmp_path: Path) -> None:
    name = "<img src=x onerror=window.hit=10>.txt"
    (tmp_path / name).write_bytes(b"")
    assert "is empty" in add(guarded, tmp_path / name)


def test_what_a_browser_has_kept_is_set_by_the_server_alone(page: Page) -> None:
    """A title that somebody gave a conversation is text, too."""
    ask(page, "What is new?")
    page.evaluate(
        """attack => {
            const all = JSON.parse(localStorage.getItem("byline-conversations"));
            all[0].title = attack;
            localStorage.setItem("byline-conversations", JSON.stringify(all));
        }""",
        ATTACKS[1],
    )
    page.reload()
    page.wait_for_selector("#conversations [aria-current]")
    assert page.inner_text("#conversations [aria-current]") == ATTACKS[1]
    assert page.evaluate("window.hit") is None


def test_what_a_model_writes_shows_as_text(browser: Browser, tmp_path: Path) -> None:
    sentences = [f"The council keeps {attack} in its minutes [1]." for attack in ATTACKS]
    with talking(sentences) as endpoint:
        server = start(tmp_path, OPENAI_BASE_URL=endpoint, BYLINE_MODEL="m<b>x</b>")
        try:
            server.wait()
            with browser.new_context() as context:
                foreign = foreign_requests(context, server.address)
                page = context.new_page()
                page.goto(server.address)
                page.wait_for_selector(".welcome")
                add(page, hostile(tmp_path / "hostile.jsonl"))
                ask(page, "What does the council keep in its minutes?")
                for folded in page.locator("#now .withheld summary").all():
                    folded.click()
                shown = page.inner_text("#now .exchange")
                assert "keeps <script>window.hit = 1</script> in its minutes" in shown
                assert "m<b>x</b>" in page.inner_text("#masthead .state")
                assert page.evaluate("window.hit") is None
                assert page.locator(INTRUDERS).count() == 0
            assert foreign == []
        finally:
            server.process.kill()
            server.process.wait()
