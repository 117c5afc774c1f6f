"""A model's sentences against the passages that they cite."""

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes import FakeChat
from scripted_endpoint import Endpoint

from index.article import Draft
from index.embed import WordLlamaEmbedder
from index.library import Library
from qa.answer import Answer
from qa.ask import ask
from qa.llm import Chat, ModelError
from qa.write import PROMPT

ARTICLE = Draft(
    "quay",
    "Mara Lind, the harbour master, said the quay needs 17 new piles.\n\n"
    "The work will cost 2.4 million euros and last until October, the harbour office said.\n\n"
    "Ines Holt, the treasurer, called the sum “hard to find.” The council has not voted yet.",
    id="quay",
    title="Quay report",
    outlet="Echo",
    date=dt.date(2026, 2, 10),
)


@pytest.fixture(scope="module")
def library(
    tmp_path_factory: pytest.TempPathFactory, embedder: WordLlamaEmbedder
) -> Iterator[Library]:
    with Library.open(tmp_path_factory.mktemp("library"), embedder) as library:
        library.add(ARTICLE)
        yield library


def answer(library: Library, question: str, chat: Chat) -> Answer:
    return ask(question, library, chat=chat, today=dt.date(2026, 3, 1), clock=lambda: 0.0)


def written(library: Library, question: str, reply: str) -> Answer:
    return answer(library, question, FakeChat([reply]))


def why(found: Answer) -> list[str]:
    return [withheld.why for withheld in found.withheld]


def test_a_true_sentence_is_kept_with_the_place_that_carries_it(library: Library) -> None:
    found = written(
        library, "How many piles does the quay need?", "The quay needs 17 new piles {n:17 new}."
    )
    assert [sentence.text for sentence in found.sentences] == ["The quay needs 17 new piles."]
    assert found.citations[0].text.endswith("the quay needs 17 new piles.")
    assert (found.model, found.prompt) == ("fake", PROMPT.id)
    assert found.sentences[0].support == "checked"


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        ("The quay needs 71 new piles {n:17 new}.", "71 does not stand in what it cites"),
        ("Mara Brandt said the quay needs 17 new piles {n:17 new}.", "Brandt does not stand"),
        ("A pile is a post that is driven into the ground {n:17 new}.", "its words do not stand"),
        ("The quay needs no new piles {n:17 new}.", "17"),
        ("The quay does not need 17 new piles {n:17 new}.", "does not deny this"),
    ],
)
def test_what_the_passage_does_not_carry_is_withheld(
    library: Library, reply: str, reason: str
) -> None:
    found = written(library, "How many piles does the quay need?", reply)
    invented = reply.split(" {")[0]
    assert all(invented not in sentence.text for sentence in found.sentences)
    assert found.status == "answered"  # by the articles' own sentences
    assert found.model is None
    assert "own sentences" in (found.notice or "")
    if reason != "17":
        assert any(reason in one for one in why(found)), why(found)


@pytest.mark.parametrize(
    ("joined", "reason"),
    [
        ("The quay needs 17 new piles because the council has not voted yet.", "“because”"),
        ("The quay needs 17 new piles, which is why the work will last until October.", "“which"),
        ("The council has not voted yet after the work will last until October.", "“after”"),
        ("The work will last until October while the council has not voted yet.", "“while”"),
        ("The council will cost 2.4 million euros and last until October.", "tells this of “The w"),
    ],
)
def test_what_joins_two_sentences_must_stand_in_the_article(
    library: Library, joined: str, reason: str
) -> None:
    found = written(library, "What about the quay, the work and the council?", f"{joined} [1]")
    assert joined not in [sentence.text for sentence in found.sentences]
    assert any(reason in one for one in why(found)), why(found)


def test_two_sentences_joined_by_and_are_kept(library: Library) -> None:
    both = "The quay needs 17 new piles, and the work will cost 2.4 million euros."
    found = written(library, "How many piles does the quay need?", f"{both} {{n:17 new}}")
    assert [sentence.text for sentence in found.sentences] == [both]


def test_a_paraphrase_in_quotation_marks_is_never_shown(library: Library) -> None:
    found = written(
        library, "What did Ines Holt say?", "Ines Holt said “it will be hard to find it” {n:hard}."
    )
    assert "“hard to find.”" in found.sentences[0].text
    assert "“it will be hard to find it” does not stand in what it cites" in why(found)


def test_a_quotation_gets_the_spaces_of_its_source(
    tmp_path: Path, embedder: WordLlamaEmbedder
) -> None:
    text = "Ines Holt, the treasurer, said the sum was “hard\u00a0to find, and late.”"
    with Library.open(tmp_path, embedder) as library:
        library.add(Draft("nbsp", text, id="nbsp"))
        reply = "Ines Holt said the sum was “hard to find, and late” {n:treasurer}."
        (sentence,) = written(library, "What did Ines Holt say?", reply).sentences
    assert "“hard\u00a0to find, and late”" in sentence.text


def test_somebody_elses_words_are_withheld(library: Library) -> None:
    found = written(
        library,
        "What did Ines Holt say?",
        "Mara Lind, the treasurer, called the sum “hard to find” {n:hard}.",
    )
    assert all("Mara Lind" not in sentence.text for sentence in found.sentences)
    assert found.withheld


def test_a_wrong_number_is_mended_and_a_missing_passage_is_not_shown(library: Library) -> None:
    for number in ("[0]", "[9]", ""):
        found = written(
            library, "How many piles does the quay need?", f"The quay needs 17 new piles {number}."
        )
        assert found.sentences[0].citations == (1,), number
        assert found.citations[0].paragraph == 1


def test_a_sentence_beside_the_question_is_withheld(library: Library) -> None:
    found = written(
        library,
        "What did Ines Holt say?",
        "Ines Holt called the sum “hard to find” {n:hard}. The quay needs 17 new piles {n:17 new}.",
    )
    assert [s.speaker for s in found.sentences] == ["Ines Holt"]
    assert why(found) == ["it does not answer the question"]


def test_what_nobody_said_is_refused_whatever_a_model_would_write(library: Library) -> None:
    chat = FakeChat(["Angela Merkel said that it was “hard to find” {n:hard}."])
    found = answer(library, "What did Angela Merkel say?", chat)
    assert found.status == "refused"
    assert chat.asked == []


def test_a_failing_endpoint_is_said_and_the_articles_answer(library: Library) -> None:
    error = ModelError("The language model at localhost cannot be reached.", "unreachable")
    found = answer(library, "How many piles does the quay need?", FakeChat([error]))
    assert "17 new piles" in found.sentences[0].text
    assert found.model is None
    assert found.notice == (
        "The language model at localhost cannot be reached. This answer is made of the articles’ "
        "own sentences instead."
    )


CASES = [
    ("rep-paraphrase", "hard to find", "it will be difficult"),
    ("rep-numbers", "2.4 million", "71"),
    ("rep-offbyone", "", "[9]"),
    ("rep-general", "17 new piles", "Roman"),
    ("rep-think", "17", "99"),
    ("rep-emptychoices", "17 new piles", ""),
    ("rep-noformat", "", ""),
]


@pytest.mark.parametrize(("name", "shown", "never"), CASES)
def test_replies_that_broke_other_software_come_out_right(
    name: str,
    shown: str,
    never: str,
    tmp_path: Path,
    embedder: WordLlamaEmbedder,
    shared: Path,
) -> None:
    path = shared / "cases" / f"{name}.json"
    case = json.loads(path.read_text(encoding="utf-8"))
    endpoint = Endpoint.read(path)
    with Library.open(tmp_path, embedder) as library:
        for fields in case["articles"]:
            day = dt.date.fromisoformat(fields["date"])
            library.add(
                Draft("case", fields["text"], fields["id"], fields["title"], fields["outlet"], day)
            )
        for _ in range(2):
            found = answer(library, case["question"], endpoint.chat())
            told = " ".join(sentence.text for sentence in found.sentences)
            assert found.status == "answered"
            assert shown in told
            assert not never or never not in told
            assert all(sentence.citations for sentence in found.sentences)


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ("Velling had forged the certificate", False),
        ("Velling denied that he had forged the certificate", True),
        ("Every main older than fifty years would be inspected by May", False),
        (
            "Brannigan promised that every main older than fifty years would be inspected by May",
            True,
        ),
    ],
)
def test_what_was_denied_or_promised_is_not_told_as_a_fact(
    told: str, kept: bool, tmp_path: Path, embedder: WordLlamaEmbedder
) -> None:
    mains = "Which main older than fifty years would be inspected by May?"
    question = mains if "main" in told else "Which certificate had Dario Velling forged?"
    text = (
        "Dario Velling denied that he had forged the certificate.\n\n"
        "Ulf Brannigan, of the city, promised that every main older than fifty years would be "
        "inspected by May."
    )
    with Library.open(tmp_path, embedder) as library:
        library.add(Draft("status", text, id="status"))
        chat = FakeChat([f"{told} [1]."])
        found = answer(library, question, chat)
        assert (f"{told}." in [sentence.text for sentence in found.sentences]) is kept
        prompt = chat.asked[0].user
        assert "Not a fact: [1] Dario Velling denied this: he had forged the certificate" in prompt
