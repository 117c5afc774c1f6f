"""The Library view in a real browser: add, look through, remove and take back."""

import datetime as dt
import json
from pathlib import Path

import pytest
from page_reader import add
from playwright.sync_api import Page

pytestmark = pytest.mark.browser


def articles(path: Path, number: int) -> Path:
    """Write so many short articles, the newest first by number."""
    lines = (
        json.dumps(
            {
                "id": f"n{at:03}",
                "title": f"Notice {at:03}",
                "outlet": ("Echo", "Post")[at % 2],
                "date": str(dt.date(2020, 1, 1) + dt.timedelta(days=at)),
                "text": f"Pier {at} opens at noon on the day after tomorrow.",
            }
        )
        for at in range(number)
    )
    path.write_text("\n".join(lines), "utf-8")
    return path


def listed(page: Page, wanted: str) -> None:
    page.wait_for_selector(f"#articles .list >> text={wanted}")


def test_what_became_of_each_file_stands_at_it(page: Page, tmp_path: Path) -> None:
    pdf, note = tmp_path / "report.pdf", tmp_path / "note.txt"
    pdf.write_bytes(b"%PDF-1.7 no text")
    note.write_text("The pier opens on 5 May.\n\nTickets cost 3 crowns.", "utf-8")
    said = add(page, pdf, note)
    assert "report.pdf is a damaged PDF" in said
    assert "was added: 2 paragraphs" in said


def test_a_removal_can_be_taken_back_and_else_is_carried_out(page: Page, tmp_path: Path) -> None:
    add(page, articles(tmp_path / "a.jsonl", 3))
    page.click("nav >> text=Library")
    row = page.locator("[data-row=n001]")
    row.locator("[data-remove]").click()
    page.keyboard.press("Enter")  # the focus is on Undo
    assert row.locator(".going").count() == 0
    assert row.locator(".link").is_visible()
    page.locator("[data-row=n002] [data-remove]").click()
    page.evaluate(_SET_BACK, "n002")
    page.reload()  # the page is left before the moment is over
    page.wait_for_selector("[data-row=n001]")
    page.locator("[data-row=n002]").wait_for(state="detached")
    page.wait_for_selector("text=/^\\d+ articles? · no model$/")
    page.fill(".look [name=words]", "notice")
    listed(page, "2 articles")


# As if the clock had been set back by an hour since the removal was asked for.
_SET_BACK = """id => localStorage.setItem(
    "byline-going", JSON.stringify({ [id]: Date.now() + 8000 + 3600000 }))"""


def test_an_article_that_is_added_again_meanwhile_stays(page: Page, tmp_path: Path) -> None:
    file = articles(tmp_path / "a.jsonl", 1)
    add(page, file)
    page.click("nav >> text=Library")
    page.locator("[data-row=n000] [data-remove]").click()
    page.set_input_files("#drop input[type=file]", file)
    page.wait_for_selector("#outcomes >> text=in the library already")
    page.wait_for_selector("[data-row=n000] .going", state="detached")
    assert page.is_visible("[data-row=n000]")


def test_a_long_list_is_looked_through_page_by_page(page: Page, tmp_path: Path) -> None:
    add(page, articles(tmp_path / "a.jsonl", 120))
    page.click("nav >> text=Library")
    listed(page, "1–50 of")
    assert page.locator(".articles > li").count() == 50
    page.click("text=Next page")
    listed(page, "51–")
    page.select_option(".look [name=outlet]", "Post")
    page.select_option(".look [name=order]", "title")
    page.fill(".look [name=words]", "notice 11")
    listed(page, "6 articles")
    titles = page.locator(".articles .link").all_inner_texts()
    assert titles == [f"Notice {at:03}" for at in (11, 111, 113, 115, 117, 119)]
    page.fill(".look [name=words]", "nothing like it")
    listed(page, "No article is like that")


def test_of_many_files_at_once_the_good_ones_are_added_and_each_other_has_its_sentence(
    page: Page, tmp_path: Path
) -> None:
    big, empty, program = (tmp_path / name for name in ("big.txt", "empty.txt", "setup.exe"))
    with big.open("wb") as file:
        file.truncate(65 * 2**20)  # refused before it is sent
    empty.touch()
    program.write_bytes(b"MZ\x90\x00" + bytes(range(256)) * 8)
    good = [tmp_path / f"kiosk-{at:02}.txt" for at in range(30)]
    for at, file_of_one in enumerate(good):
        file_of_one.write_text(f"Kiosk {at} closes on {at} May for ever, its owner said.", "utf-8")
    said = add(page, big, empty, program, *good)
    assert said.count("was added: 1 paragraph") == 30
    told = [line for line in said.splitlines() if "was added" not in line]
    assert [line.split()[0] for line in told] == ["empty.txt", "setup.exe"]
    assert all(line.endswith(".") for line in told)
    page.click("nav >> text=Library")
    assert (
        page.inner_text("#refused") == "big.txt has more than 64 MB: divide it, and add the parts."
    )
    page.fill(".look [name=words]", "kiosk")
    listed(page, "30 articles")


def test_files_may_be_dropped_anywhere_on_the_view(page: Page) -> None:
    page.click("nav >> text=Library")
    page.evaluate(
        """() => {
            const dropped = new DataTransfer();
            dropped.items.add(new File(["The crane was sold on 7 May for scrap."], "crane.txt"));
            const event = { bubbles: true, cancelable: true, dataTransfer: dropped };
            document.querySelector("#view-library h1").dispatchEvent(new DragEvent("drop", event));
        }"""
    )
    page.wait_for_selector("#outcomes >> text=“Crane” was added")


def test_a_pasted_text_is_added_and_what_is_wrong_with_it_can_be_put_right(page: Page) -> None:
    page.click("nav >> text=Library")
    page.click("text=Or paste a text or an address")
    page.fill("#paste textarea", "The barge was sold on 8 May for scrap, its owner said.")
    page.fill("#paste input >> nth=0", "Barge <sold>")
    page.fill("#paste input >> nth=2", "8 May")
    page.click("#add-text")
    page.wait_for_selector("#outcomes >> text=“8 May” is no date")
    page.fill("#paste input >> nth=2", "2026-05-08")
    page.click("#add-text")
    page.wait_for_selector("#outcomes >> text=“Barge <sold>” was added: 1 paragraph")
    page.wait_for_function("document.querySelector('#paste textarea').value === ''")
    listed(page, "Barge <sold>")
