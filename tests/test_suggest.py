"""Suggested questions: drawn from the library, and offered only where it answers them."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from page_examples import answer
from toy_embedder import ToyEmbedder

from index.article import Draft
from index.library import Library
from qa.answer import Sentence
from qa.suggest import further, openers

TEXT = (
    "“We have lost the ferry, and the ferry was ours,” said Ida Lund. “The ferry sails no more,” "
    "said Ida Lund.\n\n“I never saw the end of it,” said Oskar Brandt.\n\n"
    "“It rains,” the pilot said."
)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path, ToyEmbedder()) as library:
        library.add(Draft("a", TEXT, id="a", title="Ferry"))
        yield library


def test_each_opener_asks_somebody_else_about_what_they_speak_of(library: Library) -> None:
    assert openers(library, lambda _: True) == (
        "What did Ida Lund say about the ferry?",
        "What did Oskar Brandt say?",
    )


def test_what_has_no_answer_is_not_offered(library: Library) -> None:
    assert openers(library, lambda question: "about" not in question) == (
        "What did Ida Lund say?",
        "What did Oskar Brandt say?",
    )
    assert openers(library, lambda _: False) == ()


def test_after_an_answer_the_others_in_its_article_are_offered(library: Library) -> None:
    said = Sentence("“We have lost the ferry,” said Lund.", (1,), "quoted", "Ida Lund", "direct")
    asked = replace(answer(said), question="what did Ida Lund say about the ferry?")
    assert further(asked, ["a"], library, lambda _: True) == (
        "What did Oskar Brandt say?",
        "Who is Ida Lund?",
    )


def test_a_refusal_leads_to_who_speaks_in_what_comes_nearest(library: Library) -> None:
    refused = answer(reason="Nobody says so.")
    assert "What did Oskar Brandt say?" in further(refused, ["a"], library, lambda _: True)
    assert further(refused, ["gone"], library, lambda _: True) == ()
