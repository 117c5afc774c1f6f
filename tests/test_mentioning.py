"""Which articles mention something, and a question that asks for a summary."""

import datetime as dt
from collections.abc import Iterator

import pytest

from index.article import Draft
from index.embed import WordLlamaEmbedder
from index.library import Library
from qa.answer import Answer
from qa.ask import ask
from qa.mentioning import mentioned

TEXTS = (
    ("a", dt.date(2026, 5, 2), "The lamp was lit.\n\nA crane fell on the quay on Monday."),
    ("b", dt.date(2026, 5, 9), "The cranes of the quay are old.\n\nNobody was hurt."),
    ("c", dt.date(2026, 5, 5), "The opera was too long."),
)


@pytest.fixture(scope="module")
def library(
    tmp_path_factory: pytest.TempPathFactory, embedder: WordLlamaEmbedder
) -> Iterator[Library]:
    with Library.open(tmp_path_factory.mktemp("mentions"), embedder) as library:
        for key, date, text in TEXTS:
            library.add(Draft(key, text, id=key, date=date))
        yield library


def answer(library: Library, question: str, most: int = 12) -> Answer:
    return ask(
        question, library, chat=None, today=dt.date(2026, 5, 20), clock=lambda: 0.0, most=most
    )


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Which articles mention the crane?", "the crane"),
        ("what papers wrote about Port Tully", "Port Tully"),
        ("Which stories are about herring?", "herring"),
        ("Which article is longest?", None),
        ("What did the papers say?", None),
    ],
)
def test_what_is_to_be_mentioned_is_told(text: str, what: str | None) -> None:
    assert mentioned(text) == what


def test_each_article_gives_its_first_sentence_with_it_the_newest_first(library: Library) -> None:
    found = answer(library, "Which articles mention a crane?")
    assert [sentence.text for sentence in found.sentences] == [
        "The cranes of the quay are old.",
        "A crane fell on the quay on Monday.",
    ]
    assert [citation.article_id for citation in found.citations] == ["b", "a"]
    assert answer(library, "Which articles mention a crane?", most=1).more == 1


def test_what_no_article_mentions_is_refused(library: Library) -> None:
    assert answer(library, "Which articles mention whales?").status == "refused"


def test_a_question_for_a_summary_says_where_one_is_made(library: Library) -> None:
    found = answer(library, "summarise the fall of the crane")
    assert found.sentences[0].text == "A crane fell on the quay on Monday."
    assert "a whole summary is made by Summary" in (found.notice or "")
