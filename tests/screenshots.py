"""Makes the README's pictures again: `python tests/screenshots.py`, with Chromium at hand."""

import io
import shutil
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from page_reader import ask
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright
from served_page import Server, start

FOLDER = Path(__file__).with_name("screenshots")
QUALITY = 50  # of WebP: 1280 x 800 pixels take 25 to 70 KB
WIDE, PHONE = (1280, 800), (390, 780)


def chat(page: Page) -> None:
    ask(page, "What did Noor Halvorsen say about the wall?")
    page.wait_for_selector("#further button")
    page.click("#now .cite >> nth=0")
    page.wait_for_selector("#source mark")


def follow_up(page: Page) -> None:
    ask(page, "What did Ottoline Draga say about the fire?")
    ask(page, "And about the cranes?")
    page.wait_for_selector("#further button")


def summary(page: Page) -> None:
    page.click("nav >> text=Summary")
    page.click("#wanted")
    page.keyboard.type("trawler shots")
    page.keyboard.press("Enter")
    page.wait_for_selector(".chosen li")
    page.click("#summarise")
    page.wait_for_selector("#summary .cite")
    page.click("#summary .loaded >> nth=0")
    page.wait_for_selector("#source .noted")
    page.locator("#wanted").evaluate("box => scrollTo(0, box.form.querySelector('.how').offsetTop)")
    page.locator("#source .noted >> nth=5").hover()


def quotes(page: Page) -> None:
    page.click("nav >> text=Quotes")
    page.wait_for_selector(".sayings > li")


def library(page: Page) -> None:
    page.click("nav >> text=Library")
    page.wait_for_selector(".articles > li")


PICTURES: dict[str, tuple[tuple[int, int], str, Callable[[Page], None]]] = {
    "chat": (WIDE, "light", chat),
    "follow-up-dark": (WIDE, "dark", follow_up),
    "summary": (WIDE, "light", summary),
    "quotes": (WIDE, "light", quotes),
    "library": (WIDE, "light", library),
    "phone": (PHONE, "light", chat),
}


def take(browser: Browser, server: Server, name: str) -> int:
    """Take a picture; returns its size in bytes."""
    (width, height), scheme, act = PICTURES[name]
    with browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if scheme == "dark" else "light",
        locale="en-GB",
    ) as context:
        page = context.new_page()
        page.goto(server.address)
        page.wait_for_selector(".suggestions button")
        act(page)
        page.wait_for_timeout(700)  # until nothing moves
        shot = page.screenshot()
    picture = FOLDER / f"{name}.webp"
    Image.open(io.BytesIO(shot)).save(picture, quality=QUALITY, method=6)
    return picture.stat().st_size


def main() -> None:
    """Take all pictures over the sample library."""
    FOLDER.mkdir(exist_ok=True)
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        found = next(filter(None, map(shutil.which, ("chromium", "google-chrome"))), None)
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        server = start(Path(folder), "--sample")
        try:
            server.wait()
            for name in PICTURES:
                print(f"{name}: {take(browser, server, name):,} bytes")  # noqa: T201
        finally:
            server.process.kill()
            server.process.wait()
            browser.close()


if __name__ == "__main__":
    main()
