"""To whom somebody says something, and questions that ask for it."""

import datetime as dt
from collections.abc import Iterator

import pytest

from index.article import Article, Draft
from index.embed import WordLlamaEmbedder
from index.library import Library
from index.parse import parse
from qa.addressee import Object, addressee, is_to, object_at
from qa.answer import Answer
from qa.ask import ask
from qa.desk import Desk
from qa.export import answer_to_json
from qa.page.answers import answer_html
from qa.question import understand


@pytest.mark.parametrize(
    ("sentence", "whom"),
    [
        ("“It is done,” Odile Varga told reporters at the depot.", "reporters"),
        ("Odile Varga told the Echo that buses were late.", "the Echo"),
        ("Odile Varga told members of the council that buses were late.", "members of the council"),
        ("“Wait,” Odile Varga said in a letter to the union on Friday.", "the union"),
        ("“Wait,” Odile Varga said in an interview with Radio Anso.", "Radio Anso"),
        ("Speaking to lenders, Odile Varga said that the money was there.", "lenders"),
        ("Odile Varga told Sen. Ada Holm (of Anso) that the money was there.", "Sen. Ada Holm"),
        ("Odile Varga warned passengers that buses would be late.", "passengers"),
        ("“Wait,” Odile Varga told NBC’s “Today”.", "NBC"),
        ("Odile Varga told him that the money was there.", None),
        ("“Wait,” Odile Varga said after the mayor had told the council to go.", None),
        ("“Wait,” said Odile Varga, who told the story of her life.", None),
        ("Odile Varga was told “wait” by the mayor, she said.", None),
    ],
)
def test_the_addressee_is_read_where_the_article_tells_it(sentence: str, whom: str | None) -> None:
    parsed = parse(Article("a", "Buses", "Echo", None, None, sentence))
    desk = Desk(lambda _: parsed)
    own = [quote for quote in parsed.quotes if quote.speaker == "Odile Varga"]
    place = desk.sentences("a", 1)[0]
    assert addressee(own, place, desk) == whom


def test_a_phrase_ends_where_what_is_told_begins() -> None:
    assert object_at("analysts margins were poor", 0) == Object("analysts", 8)
    assert object_at("the Echo buses were late", 0) == Object("the Echo", 8)
    assert object_at("that", 0) is None


@pytest.mark.parametrize(
    ("wanted", "named", "same"),
    [
        ("journalists", "reporters", True),
        ("the union", "the dockers’ union", True),
        ("Holm", "Sen. Ada Holm", True),
        ("the council", "the court", False),
        ("the council", None, False),
    ],
)
def test_an_addressee_may_be_named_otherwise(wanted: str, named: str | None, same: bool) -> None:
    assert is_to(wanted, named) is same


@pytest.mark.parametrize(
    ("asked", "to", "topic"),
    [
        ("What did Varga tell the council about the buses?", "the council", "the buses"),
        ("What did Varga say to reporters?", "reporters", ""),
        (
            "what did varga say about the buses in her letter to the union?",
            "the union",
            "the buses",
        ),
        ("What did Varga tell us about the buses?", "", "the buses"),
        ("What did Varga say about the way to school?", "", "the way to school"),
    ],
)
def test_a_question_names_whom_it_is_said_to(asked: str, to: str, topic: str) -> None:
    question = understand(asked)
    assert (question.kind, question.to, question.topic) == ("said", to, topic)


@pytest.fixture(scope="module")
def library(
    tmp_path_factory: pytest.TempPathFactory, embedder: WordLlamaEmbedder
) -> Iterator[Library]:
    with Library.open(tmp_path_factory.mktemp("library"), embedder, exact=True) as opened:
        opened.add(
            Draft(
                "buses",
                "“The buses will run,” Odile Varga, the manager, told passengers on Monday.\n\n"
                "“The buses will not run for less,” Varga said in a letter to the council.\n\n"
                "“They will run,” Varga told drivers. “They always have.”\n\n"
                "“We paint the buses blue,” Varga said.",
                id="buses",
                title="Buses",
                outlet="Echo",
                date=dt.date(2026, 3, 2),
            )
        )
        yield opened


def answer(library: Library, question: str) -> Answer:
    return ask(question, library, chat=None, today=dt.date(2026, 3, 3), clock=lambda: 0.0)


def test_only_what_is_said_to_them_answers(library: Library) -> None:
    found = answer(library, "What did Varga tell the council about the buses?")
    assert [s.text for s in found.sentences] == [
        "“The buses will not run for less,” Varga said in a letter to the council."
    ]


def test_an_answer_tells_to_whom(library: Library) -> None:
    found = answer(library, "What did Odile Varga say?")
    assert [s.to for s in found.sentences] == [
        "passengers",
        "the council",
        "drivers",
        "drivers",
        None,
    ]
    sentences = answer_to_json(found)["sentences"]
    assert isinstance(sentences, list)
    assert [sentence.get("to") for sentence in sentences][1:3] == ["the council", "drivers"]
    assert "in part to passengers, to the council, to drivers" in answer_html(found)


def test_a_refusal_tells_to_whom_nothing_is_said(library: Library) -> None:
    found = answer(library, "What did Varga tell the bishop?")
    assert "Odile Varga is quoted 5 times, but not to the bishop." in str(found.reason)
