"""Questions of each kind, asked of a small library: time, outlet, opinion, numbers, parts."""

import datetime as dt
from collections.abc import Iterator

import pytest

from index.article import Draft
from index.embed import WordLlamaEmbedder
from index.library import Library
from qa.answer import Answer, Turn
from qa.ask import ask

TODAY = dt.date(2026, 10, 20)
FIRE = "A fire at the cold store on Sandquay injured {} people on Tuesday night.\n\nIt rained."
DRAFTS = (
    Draft("a", FIRE.format(12), id="echo", title="Fire", outlet="Echo", date=dt.date(2026, 10, 14)),
    Draft("b", FIRE.format(17), id="post", title="Fire", outlet="Post", date=dt.date(2026, 10, 15)),
    Draft(
        "c",
        "The council approved a tram line on Monday.\n\n“It is a start,” said Ida Lund.\n\n"
        "“Trams are quiet,” said Ida Lund.",
        id="tram",
        title="Tram line",
        outlet="Wire",
        date=dt.date(2026, 10, 13),
    ),
    Draft(
        "d",
        "The council bought nine buses.\n\n“Buses are loud,” said Ida Lund.",
        id="buses",
        title="Buses",
        outlet="Wire",
        date=dt.date(2026, 5, 12),
    ),
    Draft(
        "e",
        "OPINION\n\nDelphine Roake\n\nThe rules for cold stores are a joke, and the port helped to "
        "write them.\n\nBoth navies need white paint.",
        id="column",
        title="Nobody’s pump",
        outlet="The Standpoint",
        date=dt.date(2026, 10, 16),
    ),
    Draft(
        "f",
        "The library on Net Street does not lend tools.\n\nIts roof was mended in spring.\n\n"
        "Readers' comments\n\nSprat, 13:20: The library lends whales to 900 sailors.",
        id="library",
        title="The library",
        outlet="Wire",
        date=dt.date(2026, 9, 2),
    ),
    Draft(
        "g",
        "PORT ELLERY (NWA) — The council approved a tram line on Monday.\n\nIt costs nothing yet.",
        id="copy",
        title="Trams come",
        outlet="Echo",
        date=dt.date(2026, 10, 14),
    ),
)


@pytest.fixture(scope="module")
def library(
    tmp_path_factory: pytest.TempPathFactory, embedder: WordLlamaEmbedder
) -> Iterator[Library]:
    with Library.open(tmp_path_factory.mktemp("kinds"), embedder) as library:
        for draft in DRAFTS:
            library.add(draft)
        yield library


def answer(library: Library, question: str, *history: Turn) -> Answer:
    return ask(question, library, chat=None, today=TODAY, clock=lambda: 0.0, history=history)


def told(found: Answer) -> str:
    return " ".join(sentence.text for sentence in found.sentences)


def test_a_time_confines_the_articles(library: Library) -> None:
    assert "Trams are quiet" in told(answer(library, "What did Ida Lund say last week?"))
    assert "Buses are loud" not in told(answer(library, "What did Ida Lund say last week?"))


def test_a_time_without_an_answer_is_told(library: Library) -> None:
    found = answer(library, "What did Ida Lund say in March?")
    assert found.notice == (
        "No article published in March answers this; it is answered from all articles."
    )
    assert "Trams are quiet" in told(found)


def test_an_outlet_confines_the_articles(library: Library) -> None:
    found = answer(library, "How many people were injured in the fire, according to the Post?")
    assert {citation.outlet for citation in found.citations} == {"Post"}


def test_an_outlet_that_is_not_there_is_refused(library: Library) -> None:
    found = answer(library, "How does an article from The Daily Crab describe the fire?")
    assert found.reason is not None
    assert "an article of The Daily Crab" in found.reason


def test_numbers_that_differ_stand_side_by_side(library: Library) -> None:
    found = answer(library, "How many people were injured in the fire on Sandquay?")
    first = found.sentences[0]
    assert first.text in ("Echo: 12; Post: 17.", "Post: 17; Echo: 12.")
    assert (first.support, first.citations) == ("checked", (1, 2))
    latest = answer(library, "What is the latest on how many people were injured in the fire?")
    assert latest.sentences[0].text == "Post: 17; Echo: 12."


def test_a_column_gives_its_authors_opinion(library: Library) -> None:
    for question in (
        "What does Delphine Roake say about the rules for cold stores?",
        "What does the columnist of The Standpoint think of the rules for cold stores?",
    ):
        found = answer(library, question)
        assert "are a joke" in told(found)
        assert {s.statement for s in found.sentences} == {"commentary"}


def test_a_columnist_is_asked_for_all_that_their_outlet_claims(library: Library) -> None:
    found = answer(library, "What does the columnist of The Standpoint claim?")
    assert "are a joke" in told(found)
    assert {citation.outlet for citation in found.citations} == {"The Standpoint"}


def test_yes_and_no_come_first_where_a_sentence_decides(library: Library) -> None:
    yes = answer(library, "Did the council approve a tram line?")
    assert (yes.sentences[0].text, yes.sentences[0].support) == ("Yes.", "checked")
    assert set(yes.sentences[0].citations) <= set(yes.sentences[1].citations)
    no = answer(library, "Does the library lend tools?")
    assert no.sentences[0].text == "No."
    unsure = answer(library, "Are the rules for cold stores fair?")
    assert told(unsure)[:4] not in ("Yes.", "No. ")


def test_a_sentence_of_two_articles_is_given_once(library: Library) -> None:
    found = answer(library, "What did the council approve on Monday?")
    given = [s for s in found.sentences if "approved a tram line" in s.text]
    assert len(given) == 1
    assert len(given[0].citations) == 2


def test_a_readers_comment_is_no_answer(library: Library) -> None:
    assert "whales" not in told(answer(library, "What does the library lend to 900 sailors?"))


def test_a_typing_error_is_put_right_and_shown(library: Library) -> None:
    found = answer(library, "what did the counil approve")
    assert found.standalone_question == "what did the council approve"
    assert "tram line" in told(found)


def test_each_part_of_a_question_has_its_sentence(library: Library) -> None:
    found = answer(library, "How many people did the fire injure in the Echo and the Post?")
    assert {citation.outlet for citation in found.citations} == {"Echo", "Post"}
    both = answer(library, "How many buses did the council buy, and what did the council approve?")
    assert "nine buses" in told(both)
    assert "tram line" in told(both)


def test_a_follow_up_may_change_the_person(library: Library) -> None:
    before = Turn("What did Ida Lund say about trams?", "“Trams are quiet.” [1]")
    found = answer(library, "and the head of the gas company?", before)
    assert found.standalone_question == "What did the head of the gas company say about trams?"
