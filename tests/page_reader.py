"""What a reader does in the page, for the tests in a browser."""

from pathlib import Path

from playwright.sync_api import BrowserContext, Page, Request

ANSWERED = """asked => document.querySelector("#now .question")?.textContent === asked
    && document.querySelector("#now .exchange:not([data-kept])")
    && !document.querySelector("#now .status")"""


# What a view has once it has looked its list up, be it empty.
_THERE = {
    "Chat": ":is(.welcome, #now .question):visible",
    "Summary": "#wanted",
    "Quotes": "#view-quotes:not(:has([aria-busy])) #quotes-rows :is(.none, .sayings)",
    "Library": "#view-library:not(:has([aria-busy])) #articles .list > *",
    "Evaluate": "#view-evaluate:not(:has([aria-busy])) #result h1",
}


def visit(page: Page, view: str) -> None:
    """Go to a view, and wait until what it shows is there."""
    page.click(f"nav >> text={view}")
    page.wait_for_selector(f"[data-view={view.lower()}] >> {_THERE[view]}")


def add(page: Page, *files: Path) -> str:
    """Add files in the Library view, and go back to Chat; returns what was said of them."""
    page.click("nav >> text=Library")
    # What was said before is marked; what is said anew is not.
    page.evaluate("document.querySelector('#outcomes .outcomes')?.setAttribute('data-old', '')")
    page.set_input_files("#drop input[type=file]", files)
    page.wait_for_selector("#outcomes .outcomes:not([data-old]):not(:has-text('reading')) li")
    said = page.inner_text("#outcomes .outcomes")
    page.wait_for_selector(".articles > li")
    page.click("nav >> text=Chat")
    return said


def ask(page: Page, question: str) -> str:
    """Ask; returns what the page shows when the answer is complete."""
    page.fill("#question textarea", question)
    page.press("#question textarea", "Enter")
    page.wait_for_function(ANSWERED, arg=question)
    return page.inner_text("#now .exchange")


def foreign_requests(context: BrowserContext, own: str) -> list[str]:
    """Return a list that gets every address that is asked for outside of `own`."""
    foreign: list[str] = []

    def note(request: Request) -> None:
        if not request.url.startswith((own, "data:", "blob:")):
            foreign.append(request.url)

    context.on("request", note)
    return foreign
