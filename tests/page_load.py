"""Measures the page, and tries it with ten readers: `python tests/page_load.py`, with Chromium.

Tells how soon a new reader sees the first view, how soon a question has its first checked sentence,
and which of 200 actions of ten readers at once failed, each in a browser profile of their own.
"""

import random
import shutil
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from page_reader import ask
from playwright.sync_api import Browser, Error, Page, sync_playwright
from served_page import Server, free_port, start

READERS, ACTIONS = 10, 20
QUESTIONS = (
    "What did Noor Halvorsen say about the wall?",
    "What did Ottoline Draga say about the fire?",
    "What happened to the cold store?",
    "What did the pope say about zebras?",
    "And about the cranes?",
)
# Milliseconds from the click on Ask to the first citation in the page.
_FIRST = """() => {
    window.firsts = [];
    let begun = 0;
    document.addEventListener("click", (event) => {
        if (event.target.closest("#question [type=submit]")) begun = performance.now();
    }, true);
    new MutationObserver(() => {
        if (!begun || !document.querySelector("#now .reading .cite")) return;
        firsts.push(performance.now() - begun);
        begun = 0;
    }).observe(document.querySelector("#now"), { childList: true, subtree: true });
}"""


def opened(browser: Browser, server: Server, faults: list[str]) -> Page:
    """Open the page in a profile of its own; what fails in it is added to `faults`."""
    page = browser.new_context().new_page()
    page.on("pageerror", lambda error: faults.append(f"script: {error}"))
    page.on(
        "response",
        lambda answer: (
            faults.append(f"{answer.status} {answer.url}") if answer.status >= 400 else None
        ),
    )
    page.goto(server.address)
    page.wait_for_selector(".welcome h2")
    return page


def look(page: Page, view: str, wanted: str) -> None:
    """Go to a view, and wait for what is to be seen there."""
    page.click(f"nav >> text={view}")
    page.wait_for_selector(wanted, state="visible")


def summarised(page: Page) -> None:
    """Have a summary of the articles on an event made."""
    look(page, "Summary", "#wanted")
    page.fill("#wanted", "cold store fire")
    page.press("#wanted", "Enter")
    page.wait_for_selector(".chosen li")
    page.click("#summarise")
    page.wait_for_selector("#summary .cite")


def asked(page: Page, chance: random.Random) -> None:
    """Ask a question, and open what its answer cites."""
    look(page, "Chat", "#question textarea")
    ask(page, chance.choice(QUESTIONS))
    page.click("#now .cite >> nth=0")
    page.wait_for_selector("#source .cited")
    page.keyboard.press("Escape")


def actions(chance: random.Random) -> tuple[Callable[[Page], object], ...]:
    """Return what a reader does, the usual things more often."""
    return (
        *[lambda page: asked(page, chance)] * 5,
        lambda page: look(page, "Quotes", ".sayings > li"),
        lambda page: look(page, "Library", ".articles > li"),
        lambda page: look(page, "Evaluate", "#sets"),
        summarised,
        lambda page: (page.reload(), page.wait_for_selector("#masthead nav")),
    )


def first_sentences(page: Page) -> list[float]:
    """Return how many milliseconds ten answers needed for their first sentence."""
    page.evaluate(_FIRST)
    for number in range(10):
        page.fill("#question textarea", QUESTIONS[number % 3])
        page.click("#question [type=submit]")
        page.wait_for_function("many => firsts.length > many", arg=number)
        page.wait_for_selector("#now [data-copy]")
    return list(page.evaluate("firsts"))


def read(port: int, server: Server, seed: int) -> list[str]:
    """Do what one reader does, in a profile of the browser on `port`; returns what failed."""
    chance, faults = random.Random(seed), list[str]()
    doing = actions(chance)
    with sync_playwright() as playwright:
        browser = playwright.chromium.connect_over_cdp(f"http://127.0.0.1:{port}")
        page = opened(browser, server, faults)
        for _ in range(ACTIONS):
            try:
                chance.choice(doing)(page)
            except Error as error:
                faults.append(str(error).splitlines()[0])
    return faults


def main() -> None:
    """Measure over the sample library."""
    faults, port = list[str](), free_port()
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        found = next(filter(None, map(shutil.which, ("chromium", "google-chrome"))), None)
        browser = playwright.chromium.launch(
            executable_path=found, args=["--no-sandbox", f"--remote-debugging-port={port}"]
        )
        server = start(Path(folder), "--sample")
        try:
            server.wait()
            begun = time.monotonic()
            page = opened(browser, server, faults)
            print(f"first view: {time.monotonic() - begun:.2f} s")  # noqa: T201
            page.wait_for_selector(".suggestions button")
            print(f"first sentence: {median(first_sentences(page)):.0f} ms")  # noqa: T201
            with ThreadPoolExecutor(READERS) as pool:
                for failed in pool.map(partial(read, port, server), range(READERS)):
                    faults += failed
        finally:
            server.process.kill()
            server.process.wait()
            browser.close()
    print(f"{READERS * ACTIONS} actions, {len(faults)} faults", *faults, sep="\n")  # noqa: T201


if __name__ == "__main__":
    main()
