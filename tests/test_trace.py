"""The way to an answer: what was understood, looked for, found and dropped, with times."""

import datetime as dt
from collections.abc import Iterator
from itertools import count

import pytest

from index.article import Draft
from index.embed import WordLlamaEmbedder
from index.filters import Filters
from index.library import Library
from qa.answer import Answer, Turn
from qa.ask import ask
from qa.export import answer_to_json

TEXT = (
    "The bus depot has 38 buses.\n\n“The buses will run,” Odile Varga, the manager, said.\n\n"
    "“We paint them blue,” Varga said of the trams."
)


@pytest.fixture(scope="module")
def library(
    tmp_path_factory: pytest.TempPathFactory, embedder: WordLlamaEmbedder
) -> Iterator[Library]:
    with Library.open(tmp_path_factory.mktemp("library"), embedder, exact=True) as opened:
        day = dt.date(2026, 3, 2)
        opened.add(Draft("buses", TEXT, id="buses", title="Depot", outlet="Echo", date=day))
        yield opened


def answer(library: Library, question: str, *history: Turn, outlet: str | None = None) -> Answer:
    clock = count()
    return ask(
        question,
        library,
        chat=None,
        today=dt.date(2026, 3, 3),
        clock=lambda: float(next(clock)),
        history=history,
        filters=Filters(outlet=outlet),
    )


def steps(found: Answer) -> list[tuple[str, str]]:
    return [(step.what, step.text) for step in found.trace]


def test_a_question_for_words_tells_which_were_left(library: Library) -> None:
    found = answer(library, "and about trams?", Turn("What did Varga say?", ""), outlet="Echo")
    assert steps(found) == [
        (
            "understood",
            "“What did Varga say about trams?”; kind said; words of Varga; about trams",
        ),
        ("looked for", "1 article; outlet Echo"),
        ("found", "Odile Varga: 2 quotes, 1 of them on “trams”"),
        ("dropped", "1 quote: on other matters, or commentary"),
        ("found", "2 passages"),
        ("answered", "1 sentence"),
    ]


def test_a_fact_tells_the_score_and_what_came_nearest(library: Library) -> None:
    found = answer(library, "How many buses does the depot have?")
    told = steps(found)
    assert ("found", "the best carries 1.000 of the question; 0.58 are enough") in told
    dropped = [text for what, text in told if what == "dropped"]
    assert dropped
    assert "buses 2 “" in dropped[0] + dropped[-1]
    assert told[-1] == ("answered", "1 sentence")


def test_a_refusal_ends_with_its_reason(library: Library) -> None:
    found = answer(library, "What did the company that bought the depot say?")
    assert steps(found)[-1] == ("refused", found.reason)
    assert any("no article tells who or what that is" in text for _, text in steps(found))


def test_times_grow_and_stand_in_the_json(library: Library) -> None:
    found = answer(library, "How many buses does the depot have?")
    times = [step.seconds for step in found.trace]
    assert times == sorted(times)
    assert answer_to_json(found)["trace"] == [
        {"step": step.what, "text": step.text, "seconds": step.seconds} for step in found.trace
    ]
