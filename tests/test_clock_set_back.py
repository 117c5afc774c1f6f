"""A clock that is set back between two things that are done: nothing is lost or out of order."""

import datetime as dt
import io
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from toy_embedder import ToyEmbedder

from index.browsing import Look
from index.intake import take_in
from index.library import Library
from qa.answer import Answer
from qa.ask import ask

_TODAY = dt.date(2026, 3, 10)
_BEFORE = dt.date(2026, 3, 9)
_PAGE = """<html><head><title>{title}</title><meta property="og:site_name" content="Echo">
<meta property="article:published_time" content="2026-03-10T08:00:00Z"></head><body><article>
<h1>{title}</h1><p>The {what} will cost 40 million crowns, the county said on Tuesday.</p>
<p>“It is dear,” said Ida Lund, who leads the county, when the plan was shown to the council.</p>
</article></body></html>"""


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library", ToyEmbedder()) as library:
        yield library


def _added(library: Library, page: Path, what: str, today: dt.date) -> str:
    page.write_text(_PAGE.format(title=page.stem.title(), what=what), "utf-8")
    (outcome,) = take_in(library, [str(page)], io.BytesIO(), today)
    assert not outcome.failed, outcome
    return outcome.status


def _titles(library: Library) -> list[str | None]:
    return [one.title for one in library.browse(Look(order="added")).listings]


def _asked(library: Library, question: str, today: dt.date) -> Answer:
    ticks = count()
    return ask(question, library, chat=None, today=today, clock=lambda: float(next(ticks)))


def test_what_was_added_last_comes_first_and_is_found(library: Library, tmp_path: Path) -> None:
    for name, today in (("tram", _TODAY), ("ferry", _BEFORE), ("wall", _BEFORE)):
        assert _added(library, tmp_path / f"{name}.html", name, today) == "added"
    assert _titles(library) == ["Wall", "Ferry", "Tram"]
    assert _added(library, tmp_path / "tram.html", "tram line", _BEFORE) == "updated"
    assert _titles(library) == ["Tram", "Wall", "Ferry"]
    assert library.search("wall crowns", k=1)[0].text.startswith("The wall will cost")
    assert library.owed() == 0
    assert library.check() == ()


def test_an_article_keeps_its_day_though_the_clock_has_not_come_to_it(
    library: Library, tmp_path: Path
) -> None:
    page = tmp_path / "tram.html"
    assert _added(library, page, "tram", _TODAY) == "added"
    assert _added(library, page, "tram line", _BEFORE) == "updated"
    (listing,) = library.articles()
    assert (listing.date, listing.versions) == (_TODAY, 2)
    assert [article.date for article in library.versions(listing.id)] == [_TODAY, _TODAY]
    assert "tram line" in library.get(listing.id).article.text


def test_a_question_of_the_day_before_is_answered_from_what_is_there(
    library: Library, tmp_path: Path
) -> None:
    _added(library, tmp_path / "tram.html", "tram", _TODAY)
    first = _asked(library, "What did Ida Lund say today?", _TODAY)
    second = _asked(library, "What did Ida Lund say today?", _BEFORE)
    assert [s.text for s in second.sentences] == [s.text for s in first.sentences]
    assert (first.notice, second.notice) == (None, None)  # not “-1 days ago”
    assert second.sentences
    assert second.seconds > 0
    told = [step.seconds for step in second.trace]
    assert told == sorted(told)
