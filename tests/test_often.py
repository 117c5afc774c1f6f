"""Somebody who is quoted very often: few words are weighed, and all are counted."""

import datetime as dt
from collections.abc import Iterator, Sequence

import numpy as np
import pytest
from numpy.typing import NDArray
from toy_embedder import ToyEmbedder

from index.article import Draft
from index.embed.words import KnownWords
from index.library import Library
from qa.answer import Answer
from qa.ask import ask
from qa.often import MANY
from qa.people import by_letters, may_be_close
from qa.terms import Matcher, terms

_ARTICLES = MANY + 20
_ON_FERRIES = 7


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with Library.open(tmp_path_factory.mktemp("often"), ToyEmbedder()) as library:
        for number in range(_ARTICLES):
            thing = "ferry" if number < _ON_FERRIES else "museum"
            library.add(
                Draft(
                    f"a{number}",
                    f"The council of Harbour {number} met on Monday about money.\n\n"
                    f"“We need the {thing} number {number} here,” Ida Lund said at the meeting.",
                    id=f"a{number}",
                    title=f"Council {number}",
                    date=dt.date(2026, 1, 1),
                )
            )
        yield library


def asked(library: Library, question: str, most: int = 5) -> Answer:
    today = dt.date(2026, 2, 1)
    return ask(question, library, chat=None, today=today, clock=lambda: 0.0, most=most)


def test_all_sayings_are_counted_where_no_topic_is_asked_for(library: Library) -> None:
    answer = asked(library, "What did Ida Lund say?")

    assert (len(answer.sentences), answer.more) == (5, _ARTICLES - 5)


def test_all_sayings_on_a_topic_are_found_among_many(library: Library) -> None:
    answer = asked(library, "What did Ida Lund say about the ferry?")

    assert all("ferry" in sentence.text for sentence in answer.sentences)
    assert (len(answer.sentences), answer.more) == (5, _ON_FERRIES - 5)


def test_every_saying_is_given_where_every_one_is_wanted(library: Library) -> None:
    assert len(asked(library, "What did Ida Lund say?", most=1000).sentences) == _ARTICLES


def test_single_paragraphs_are_read_by_their_places(library: Library) -> None:
    found = library.leaves.paragraphs([("a3", 2), ("a1", 1), ("a1", 9), ("nowhere", 1)])

    assert {(p.article_id, p.number) for p in found} == {("a3", 2), ("a1", 1)}


def test_a_word_is_embedded_once_and_forgotten_only_for_want_of_room() -> None:
    asked_for: list[str] = []

    def embed(words: Sequence[str]) -> NDArray[np.float32]:
        asked_for.extend(words)
        return np.array([[len(word), 1.0] for word in words], np.float32)

    known = KnownWords(embed, most=3)

    assert known.embed(["a", "bb", "a"])[:, 0].tolist() == [1, 2, 1]
    assert known.embed(["bb", "ccc"])[:, 0].tolist() == [2, 3]
    assert asked_for == ["a", "bb", "ccc"]
    assert known.embed(["dddd", "a"])[:, 0].tolist() == [4, 1]
    assert known.embed(["w" * n for n in range(1, 6)])[:, 0].tolist() == [1, 2, 3, 4, 5]


def test_what_cannot_cover_enough_is_not_read_to_its_end() -> None:
    matcher, wanted = Matcher(None), terms("· ferry strike")
    texts = [("the strike", 0.4), ("a ferry", 1.0)]

    assert matcher.coverage(wanted, texts) == pytest.approx(0.7)
    assert matcher.coverage(wanted, texts, least=0.7) == pytest.approx(0.7)
    assert matcher.coverage(wanted, texts, least=0.71) == 0.0


def test_words_that_are_far_apart_are_told_by_their_letters() -> None:
    known = by_letters(("blinken", "norwood", "lundqvistberg"))
    assert may_be_close("blinkin", known) == ["blinken"]
    assert may_be_close("lund", known) == []
