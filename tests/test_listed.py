"""Questions that lists and tables of an article answer, each item with its own citation."""

import datetime as dt
from collections.abc import Iterator

import pytest

from index.article import Article, Draft
from index.embed import WordLlamaEmbedder
from index.library import Library
from index.parse import parse
from qa.answer import Answer
from qa.ask import ask
from qa.blocks import Block, blocks
from qa.desk import Desk

TEXT = """The tram company stops some of its lines in winter, it said on Tuesday.

These lines stop:

the Grebe, from the quay to Anso

the Heron, which is to be sold

The company regrets it.

The council has made two demands:

A bus every hour to Anso.

Free parking on the quay.

The council meets on Monday.

Tickets from March

Route | Single | Return

Quay–Anso | €4.20 | €7.80

Quay–Airport | €6.10 | €9.90

What helps the passengers

- Cheap bicycles
- Dry shoes"""


def test_lists_and_tables_are_found_with_their_openings() -> None:
    parsed = parse(Article("a", "Trams", "Echo", None, None, TEXT))
    desk = Desk(lambda _: parsed)
    assert blocks("a", desk) == (
        Block(opening=10, header=11, items=(12, 13)),
        Block(opening=2, header=None, items=(3, 4)),
        Block(opening=6, header=None, items=(7, 8)),
        Block(opening=14, header=None, items=(15, 16)),
    )


def test_a_table_without_a_header_is_a_list() -> None:
    parsed = parse(Article("a", None, None, None, None, "Votes\n\nA | 61%\n\nB | 38%\n\nC | 12%"))
    assert blocks("a", Desk(lambda _: parsed)) == (Block(opening=1, header=None, items=(2, 3, 4)),)


@pytest.fixture(scope="module")
def library(
    tmp_path_factory: pytest.TempPathFactory, embedder: WordLlamaEmbedder
) -> Iterator[Library]:
    with Library.open(tmp_path_factory.mktemp("library"), embedder, exact=True) as opened:
        day = dt.date(2026, 2, 3)
        opened.add(Draft("trams", TEXT, id="trams", title="Trams stop", outlet="Echo", date=day))
        yield opened


def answer(library: Library, question: str) -> Answer:
    return ask(question, library, chat=None, today=dt.date(2026, 2, 4), clock=lambda: 0.0)


@pytest.mark.parametrize(
    ("question", "texts"),
    [
        (
            "Which lines stop?",
            [
                "These lines stop:",
                "the Grebe, from the quay to Anso",
                "the Heron, which is to be sold",
            ],
        ),
        (
            "What does the council demand?",
            [
                "The council has made two demands:",
                "A bus every hour to Anso.",
                "Free parking on the quay.",
            ],
        ),
        (
            "list what helps the passengers",
            ["What helps the passengers", "Cheap bicycles", "Dry shoes"],
        ),
        (
            "Which routes are there?",
            [
                "Route | Single | Return",
                "Quay–Anso | €4.20 | €7.80",
                "Quay–Airport | €6.10 | €9.90",
            ],
        ),
    ],
)
def test_each_item_is_given_and_cited(library: Library, question: str, texts: list[str]) -> None:
    found = answer(library, question)
    assert [sentence.text for sentence in found.sentences] == texts
    assert [citation.text for citation in found.citations] == texts


def test_a_row_answers_with_the_cell_of_the_column(library: Library) -> None:
    found = answer(library, "How much is a return to the airport?")
    header, row = found.sentences
    assert header.text == "Route | Single | Return"
    assert row.marked is not None
    assert row.text[slice(*row.marked)] == "€9.90"


@pytest.mark.parametrize(
    "question",
    ["Who drives the tram from the Quay to Anso?", "How much is a return from Quay to Vardholm?"],
)
def test_a_row_does_not_answer_what_none_of_its_columns_has(
    library: Library, question: str
) -> None:
    assert all("|" not in sentence.text for sentence in answer(library, question).sentences)
