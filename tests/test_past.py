"""As of a day: what was published or changed later does not exist."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from index.article import Draft
from index.embed import WordLlamaEmbedder
from index.errors import LibraryError
from index.filters import EVERYTHING, Filters
from index.library import Library
from qa.answer import Answer
from qa.ask import ask
from qa.digest.event import gather

FIRST = Draft(
    "depot",
    "The bus depot has 38 buses, its manager, Odile Varga, told the Echo.\n\n"
    "“Every one of them is old,” Varga said. The ferries are another matter.",
    id="depot",
    title="Buses grow old",
    outlet="Echo",
    date=dt.date(2026, 1, 12),
)
CHANGED = replace(
    FIRST,
    text="The bus depot has 83 buses, its manager, Imre Sandoz, told the Echo.\n\n"
    "“Every one of them is new,” Sandoz said. The trams are another matter.\n\n"
    "Correction: An earlier version gave a wrong number of buses.",
    title="Buses are new",
    date=dt.date(2026, 1, 20),
)
OTHER = Draft(
    "fares",
    "Bus fares rise by 4 percent in March, the company said.",
    id="fares",
    title="Fares",
    outlet="Post",
    date=dt.date(2026, 1, 14),
)
BEFORE, BETWEEN, AFTER = (dt.date(2026, 1, day) for day in (11, 16, 21))


@pytest.fixture(scope="module")
def library(
    tmp_path_factory: pytest.TempPathFactory, embedder: WordLlamaEmbedder
) -> Iterator[Library]:
    with Library.open(tmp_path_factory.mktemp("library"), embedder, exact=True) as opened:
        for draft in (FIRST, OTHER, CHANGED):
            opened.add(draft)
        yield opened


def answer(library: Library, question: str, day: dt.date | None) -> Answer:
    return ask(
        question,
        library,
        chat=None,
        today=day or AFTER,
        clock=lambda: 0.0,
        filters=EVERYTHING.as_of(day) if day else EVERYTHING,
    )


@pytest.mark.parametrize(
    ("day", "number"), [(BETWEEN, "38"), (dt.date(2026, 1, 20), "83"), (AFTER, "83"), (None, "83")]
)
def test_the_text_of_the_day_answers(library: Library, day: dt.date | None, number: str) -> None:
    found = answer(library, "How many buses does the bus depot have?", day)
    assert f"has {number} buses" in found.sentences[0].text
    cited = found.citations[0]
    assert library.get(cited.article_id, day).article.slice(cited.start, cited.end) == cited.text
    assert cited.date == (FIRST if day == BETWEEN else CHANGED).date


def test_before_the_first_text_there_is_nothing(library: Library) -> None:
    found = answer(library, "How many buses does the bus depot have?", BEFORE)
    assert found.status == "refused"
    assert "none of the outlet, the days and the ids" in str(found.reason)
    assert not library.search("buses", filters=EVERYTHING.as_of(BEFORE))
    with pytest.raises(LibraryError, match="did not exist on 2026-01-11"):
        library.get("depot", BEFORE)


def test_only_those_are_quoted_who_were(library: Library) -> None:
    then = answer(library, "What did Odile Varga say?", BETWEEN)
    assert [s.text for s in then.sentences if s.statement == "direct"] == [
        "“Every one of them is old,” Varga said."
    ]
    assert answer(library, "What did Imre Sandoz say?", BETWEEN).status == "refused"
    assert answer(library, "What did Odile Varga say?", AFTER).status == "refused"


def test_quotes_are_those_of_the_day(library: Library) -> None:
    as_of = EVERYTHING.as_of(BETWEEN)
    assert {quote.speaker for quote in library.quotes(filters=as_of)} == {None, "Odile Varga"}
    assert len(library.quotes(speaker="varga", about="old", filters=as_of)) == 1
    assert not library.quotes(speaker="sandoz", filters=as_of)
    assert not library.quotes(speaker="varga", filters=replace(as_of, outlet="Post"))


def test_passages_are_those_of_the_day(library: Library) -> None:
    found = library.search("bus depot ferries", filters=EVERYTHING.as_of(BETWEEN))
    assert [passage.article_id for passage in found] == ["depot", "fares"]
    assert "38 buses" in found[0].text
    assert found[0].score >= found[1].score
    fares = library.search("bus fares in March", filters=EVERYTHING.as_of(BETWEEN))
    assert [passage.article_id for passage in fares] == ["fares", "depot"]
    only = library.search("buses", filters=Filters(outlet="Post").as_of(BETWEEN))
    assert [passage.article_id for passage in only] == ["fares"]
    assert all("38" not in p.text for p in library.search("38", filters=EVERYTHING.as_of(AFTER)))


def test_words_and_days_are_those_of_the_day(library: Library) -> None:
    assert "ferries" in library.near(["ferries"])
    assert not library.near(["ferries"], BETWEEN)
    extent = library.extent(EVERYTHING.as_of(BETWEEN))
    assert (extent.articles, extent.first, extent.last) == (2, FIRST.date, OTHER.date)
    titles = {listing.id: listing.title for listing in library.articles(BETWEEN)}
    assert titles["depot"] == "Buses grow old"


def test_a_summary_is_made_of_the_text_of_the_day(library: Library) -> None:
    gathered = gather("bus depot", library, EVERYTHING.as_of(BETWEEN))
    assert gathered[0].parsed.article.title == "Buses grow old"


def test_a_later_correction_is_told(library: Library) -> None:
    question = "How many buses does the bus depot have?"
    note = "“Correction: An earlier version gave a wrong number of buses.”"
    then = answer(library, question, BETWEEN).notice
    assert then == f"“Buses grow old” was changed after that day, on 20 January 2026: {note}"
    now = answer(library, question, None).notice
    assert now == f"“Buses are new” carries a correction: {note}"


def test_a_change_is_known_by_the_day_that_it_states(
    tmp_path: Path, embedder: WordLlamaEmbedder
) -> None:
    """A page keeps its date, and states when it was changed."""
    with Library.open(tmp_path, embedder, exact=True) as library:
        library.add(FIRST)
        library.add(replace(CHANGED, date=FIRST.date, modified=AFTER))
        question = "How many buses does the bus depot have?"
        assert "38 buses" in answer(library, question, BETWEEN).sentences[0].text
        assert "83 buses" in answer(library, question, AFTER).sentences[0].text
        library.add(replace(CHANGED, id="late", outlet="Post", date=FIRST.date, modified=AFTER))
        alone = answer(
            library, "How many buses does the bus depot have, according to the Post?", BETWEEN
        )
        assert "no older text of it is here" in str(alone.notice)
