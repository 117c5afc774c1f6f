"""What everybody says about a topic."""

import datetime as dt
from pathlib import Path

import pytest
from toy_embedder import ToyEmbedder

from index.article import Draft
from index.library import Library
from qa.answer import Answer
from qa.ask import ask
from qa.everybody import topic_of

DAY = dt.date(2026, 2, 3)
STRIKE = """The ferries to Anso stopped on Monday.

“We cannot live on air,” said Kwame Rostad, who leads the union.

“We will not be hurried,” Rostad told reporters of the strike.

Astrid Qureshi of the Linden Line called the strike “a blow to the island”.

The Bank of Anso said that the strike had cost a million."""
BAKER = """Dorit Amundsen bakes bread in Brackwater.

“Flour is dear,” Amundsen said."""


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("Who said what about the ferry strike?", "the ferry strike"),
        ("who says what on the wall", "the wall"),
        ("What was said about the strike?", "the strike"),
        ("What did people say about the fire?", "the fire"),
        ("What do both sides say about the pay?", "the pay"),
        ("What are the reactions to the fire?", "the fire"),
        ("And the reactions to the vote", "the vote"),
        ("Who is quoted on the bridge?", "the bridge"),
        ("Who commented on the bridge to Anso?", "the bridge to Anso"),
        ("How did everybody react to the news?", "the news"),
        ("Who said what?", ""),
        ("What did Kwame Rostad say about the strike?", None),
        ("What was said about the strike by Rostad?", None),
        ("Who said that the strike was a blow?", None),
        ("Who reacted first?", None),
        ("What is the reaction of the mayor?", None),
    ],
)
def test_everybody_is_asked_about_a_topic(text: str, topic: str | None) -> None:
    assert topic_of(text) == topic


@pytest.fixture
def library(tmp_path: Path, embedder: ToyEmbedder) -> Library:
    library = Library.open(tmp_path, embedder)
    for number, (title, text) in enumerate(
        (
            ("Ferries stop", STRIKE),
            ("No ferries", f"{STRIKE}\n\nThe quay was empty."),
            ("Bread", BAKER),
        )
    ):
        library.add(Draft(f"{number}.txt", text, title=title, outlet=f"Outlet {number}", date=DAY))
    library.pay()
    return library


def asked(library: Library, question: str) -> Answer:
    return ask(question, library, chat=None, today=DAY, clock=lambda: 0.0)


def test_each_says_something_before_one_says_more(library: Library) -> None:
    answer = asked(library, "Who said what about the strike?")
    speakers = [sentence.speaker for sentence in answer.sentences]
    assert set(speakers) == {"Kwame Rostad", "Astrid Qureshi", "The Bank of Anso"}
    short = ask(
        "Who said what about the strike?",
        library,
        chat=None,
        today=DAY,
        clock=lambda: 0.0,
        most=3,
    )
    assert {sentence.speaker for sentence in short.sentences} == set(speakers)
    assert short.more == len(answer.sentences) - 3


def test_what_two_articles_have_alike_is_one_statement_with_both_citations(
    library: Library,
) -> None:
    answer = asked(library, "What was said about the strike?")
    texts = [sentence.text for sentence in answer.sentences]
    assert len(texts) == len(set(texts))
    assert {len(sentence.citations) for sentence in answer.sentences} == {2}


def test_where_nobody_says_anything_about_it_that_is_said(library: Library) -> None:
    answer = asked(library, "What was said about the penguins?")
    assert answer.status == "refused"
    assert "penguins" in (answer.reason or "")


def test_a_statement_that_another_paper_changed_a_word_of_is_given_once(
    tmp_path: Path,
) -> None:
    text = "Ida Lund said the ferry would {} in the harbour until the strike had ended in {}."
    with Library.open(tmp_path, ToyEmbedder()) as library:
        for number, words in enumerate((("stay", "May"), ("remain", "May"), ("not stay", "May"))):
            library.add(
                Draft(str(number), text.format(*words), id=str(number), outlet=f"O{number}")
            )
        found = ask(
            "Who said what about the ferry?",
            library,
            chat=None,
            today=dt.date(2026, 3, 1),
            clock=lambda: 0.0,
        )
    assert [sentence.text for sentence in found.sentences] == [
        text.format("stay", "May"),
        text.format("not stay", "May"),
    ]
