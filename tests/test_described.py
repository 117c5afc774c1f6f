"""Questions that describe whom they ask about: the description is resolved from the articles."""

import datetime as dt
from collections.abc import Iterator

import pytest

from index.article import Draft
from index.embed import WordLlamaEmbedder
from index.library import Library
from qa.answer import Answer
from qa.ask import ask
from qa.described import description
from qa.question import understand

TEXTS = (
    "The Garden Party, which Mayor Odile Varga leads, won eleven seats in the city council on "
    "Sunday.\n\nThe Centre lost four seats.",
    "The Garden Party said the tram line should be paid for by the port.\n\n"
    "The Centre said the tram line was ugly.",
    "The tramway company has been acquired by Tern Holdings, a fund from Belmora.",
    "Tern Holdings announced that it would keep all routes.\n\n"
    "Tern Holdings was founded in 1988 and employs 310 people.",
    "Imre Sandoz, who leads the opposition, called for an inquiry.\n\n"
    "“Somebody has to answer,” Sandoz said.",
)


@pytest.fixture(scope="module")
def library(
    tmp_path_factory: pytest.TempPathFactory, embedder: WordLlamaEmbedder
) -> Iterator[Library]:
    with Library.open(tmp_path_factory.mktemp("library"), embedder, exact=True) as opened:
        for n, text in enumerate(TEXTS):
            day = dt.date(2026, 3, n + 1)
            opened.add(Draft(str(n), text, id=f"d{n}", title="News", outlet="Echo", date=day))
        yield opened


def answer(library: Library, question: str) -> Answer:
    return ask(question, library, chat=None, today=dt.date(2026, 4, 1), clock=lambda: 0.0)


@pytest.mark.parametrize(
    ("question", "standalone", "last"),
    [
        (
            "What did the party that the mayor leads say about the tram line?",
            "What did the Garden Party say about the tram line?",
            "The Garden Party said the tram line should be paid for by the port.",
        ),
        (
            "What did the mayor’s party say about the tram line?",
            "What did the Garden Party say about the tram line?",
            "The Garden Party said the tram line should be paid for by the port.",
        ),
        (
            "What did the party that lost four seats say about the tram line?",
            "What did the Centre say about the tram line?",
            "The Centre said the tram line was ugly.",
        ),
        (
            "what did the firm that bought the tramway company announce",
            "what did Tern Holdings announce",
            "Tern Holdings announced that it would keep all routes.",
        ),
        (
            "When was the fund that acquired the tramway company founded?",
            "When was Tern Holdings founded?",
            "Tern Holdings was founded in 1988 and employs 310 people.",
        ),
    ],
)
def test_a_description_is_resolved_first_and_what_tells_it_cited(
    library: Library, question: str, standalone: str, last: str
) -> None:
    found = answer(library, question)
    assert found.standalone_question == standalone
    assert found.sentences[-1].text == last
    assert len(found.sentences) == 2
    assert found.sentences[0].citations == (1,)
    assert found.passages[0].text == found.sentences[0].text == found.citations[0].text


def test_who_does_what_an_office_is_called_by_bears_it(library: Library) -> None:
    found = answer(library, "What did the leader of the opposition say?")
    assert [sentence.speaker for sentence in found.sentences] == ["Imre Sandoz"]


def test_what_no_article_tells_is_refused(library: Library) -> None:
    found = answer(library, "What did the company that bought the cathedral say?")
    assert found.status == "refused"
    assert str(found.reason).startswith("Looked for the company that bought the cathedral in")
    assert str(found.reason).endswith("none of them tells who or what that is.")


def test_a_buyer_is_not_the_bought(library: Library) -> None:
    found = answer(library, "What did the fund that was bought by Tern Holdings say?")
    assert all(sentence.speaker != "Tern Holdings" for sentence in found.sentences)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Who is the man that sold the tram?", None),
        (
            "How many people does the firm that bought the tram employ?",
            "the firm that bought the tram",
        ),
        ("What did the party that won say about the tram?", "the party that won"),
        ("What did Odile Varga’s party say?", "Odile Varga’s party"),
        ("What did Odile Varga say?", None),
        ("Why did the depot’s manager say that parking was free?", None),
    ],
)
def test_a_description_ends_where_the_question_goes_on(question: str, words: str | None) -> None:
    found = description(understand(question))
    assert (found and found.text) == words
