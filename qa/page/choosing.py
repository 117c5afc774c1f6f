"""Chooses what to summarise: articles that fit what is typed, those on an event, how long."""

from collections.abc import Sequence
from html import escape

from index.article import Article
from index.browsing import Look
from index.library import Library, Listing
from index.page.article import date_html, facts_html, title_of
from qa.digest.event import Gathered, likeness_in_words
from qa.digest.lengths import DEFAULT, LENGTHS
from qa.languages import LANGUAGES

OFFERED = 8  # articles that are shown below the box at a time
_LONGEST = 200  # code points of what is looked for

Choice = dict[str, str]  # an article's id, its title as text, what else is known of it as HTML


def form_html(*, translates: bool) -> str:
    """Set the form; its script fills it, and `translates` where a model can."""
    lengths = "".join(
        f"<option{' selected' if name == DEFAULT else ''}>{name}</option>" for name in LENGTHS
    )
    others = "".join(f'<option value="{one.code}">{one.name}</option>' for one in LANGUAGES)
    language = (
        '<label>Language <select name="language"><option value="">as the articles</option>'
        f"{others}</select></label>"
        if translates
        else ""
    )
    return f"""
<h1>Summary</h1>
<form class="choosing">
  <label for="wanted">What happened, or an article’s title</label>
  <div class="wanted">
    <input id="wanted" type="search" role="combobox" aria-expanded="false" aria-controls="matching"
      aria-autocomplete="list" autocomplete="off" maxlength="{_LONGEST}" dir="auto" data-slash>
    <button type="button" id="gather">Find its articles</button>
    <ul id="matching" role="listbox" aria-label="Articles" hidden></ul>
  </div>
  <p class="facts told" role="status"></p>
  <ul class="chosen" aria-label="Chosen articles"></ul>
  <div class="how">
    <label>Length <select name="size">{lengths}</select></label>{language}
    <button type="submit" id="summarise" disabled>Summarise</button>
  </div>
</form>
"""


def matching(words: str, library: Library) -> list[Choice]:
    """Return the first articles whose title, outlet or author has the words; newest first."""
    shelf = library.browse(Look(words=words[:_LONGEST], size=OFFERED))
    return [_listed(listing) for listing in shelf.listings]


def gathered(found: Sequence[Gathered]) -> list[Choice]:
    """Return the articles on an event, each with why it is taken."""
    return [_chosen(one.parsed.article, likeness_in_words(one)) for one in found]


def _listed(listing: Listing) -> Choice:
    facts = facts_html(escape(listing.outlet or ""), date_html(listing.date))
    return {"id": listing.id, "title": listing.title or f"Untitled, {listing.id}", "facts": facts}


def _chosen(article: Article, why: str) -> Choice:
    facts = facts_html(escape(article.outlet or ""), date_html(article.date), escape(why))
    return {"id": article.id, "title": title_of(article), "facts": facts}
