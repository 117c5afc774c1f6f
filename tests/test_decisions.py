"""What decides an answer: polarity, roles, reports side by side, names, corrections, turns."""

import datetime as dt
from collections.abc import Iterator

import pytest

from index.article import Draft
from index.embed import WordLlamaEmbedder
from index.library import Library
from qa.answer import Answer, Turn
from qa.ask import ask
from qa.question import understand

TODAY = dt.date(2026, 6, 20)


def draft(key: str, outlet: str, day: int, title: str, text: str) -> Draft:
    return Draft(key, text, id=key, title=title, outlet=outlet, date=dt.date(2026, 6, day))


DRAFTS = (
    draft(
        "siren",
        "Echo",
        2,
        "Siren trial",
        "Nils Aster was charged with fraud over the siren contract in Lund on Tuesday.\n\n"
        "His sister Greta Aster runs the firm. She was not charged.\n\n"
        "The foreign minister, Otto Brandt, called the case “a storm in a teacup”.\n\n"
        "“We shall rebuild the tower,” said Mira Holt, who leads the Greens.",
    ),
    draft(
        "siren-post",
        "Post",
        3,
        "Siren trial opens",
        "Aster Sirens sued Holt Metals for the cost of the copper.\n\nNine sirens were tested.",
    ),
    draft(
        "count-echo",
        "Echo",
        5,
        "Boats lost in the gale",
        "The gale on Monday sank four boats in Lund.\n\nThe mole held.",
    ),
    draft(
        "count-post",
        "Post",
        5,
        "Gale sinks boats",
        "Six boats were sunk by the gale in Lund on Monday.\n\nNobody was hurt.\n\n"
        "Correction: An earlier version of this article said that seven boats were sunk.",
    ),
    draft(
        "vara",
        "Wire",
        6,
        "Vara’s harbour",
        "Vara’s Otto Brandt met his counterpart in Lund.\n\nThe harbour of Vara is deep.",
    ),
    draft(
        "dam-echo",
        "Echo",
        7,
        "The Vara dam",
        "The Vara dam was repaired in May for 300 euros. The Vara lock was closed in March.\n\n"
        "Mira Holt denied that the Vara pump was broken.\n\n"
        "The Vara mole opens at noon on 11 June, 2027 for walkers.",
    ),
    draft(
        "dam-post",
        "Post",
        8,
        "A dam in Vara",
        "The Vara lock was not closed in March.\n\nThe Vara crane is thought to be safe.\n\n"
        "The Vara mole opens at noon on 11 June 2027 for walkers.",
    ),
)


@pytest.fixture(scope="module")
def library(
    tmp_path_factory: pytest.TempPathFactory, embedder: WordLlamaEmbedder
) -> Iterator[Library]:
    with Library.open(tmp_path_factory.mktemp("decisions"), embedder) as library:
        for each in DRAFTS:
            library.add(each)
        yield library


def answer(library: Library, question: str, *history: Turn, most: int = 12) -> Answer:
    return ask(
        question,
        library,
        chat=None,
        today=TODAY,
        clock=lambda: 0.0,
        history=history,
        most=most,
    )


def told(found: Answer) -> str:
    return " ".join(sentence.text for sentence in found.sentences)


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("Was Nils Aster charged with fraud?", "Yes."),
        ("Was Greta Aster charged?", "No."),
        ("Did Aster Sirens sue Holt Metals?", "Yes."),
    ],
)
def test_a_sentence_of_the_same_verb_and_names_rules(
    library: Library, question: str, word: str
) -> None:
    assert answer(library, question).sentences[0].text == word


@pytest.mark.parametrize(
    "question", ["Did Holt Metals sue Aster Sirens?", "Was Mira Holt charged?"]
)
def test_a_sentence_of_other_names_does_not_rule(library: Library, question: str) -> None:
    given = {sentence.text for sentence in answer(library, question).sentences}
    assert not given & {"Yes.", "No."}


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("Was the Vara dam repaired for 300 euros?", "Yes."),
        ("Was the Vara dam repaired for 301 euros?", None),
        ("Was the Vara dam repaired for 300 dollars?", None),
        ("Was the Vara dam repaired in June?", None),
        ("Was the Vara dam not repaired?", None),
        ("Is the Vara crane safe?", None),
        ("Was the Vara pump broken?", "Mira Holt: no."),
    ],
)
def test_what_is_said_otherwise_does_not_rule(
    library: Library, question: str, word: str | None
) -> None:
    first = answer(library, question).sentences[0]
    assert (first.text if first.support == "checked" else None) == word


def test_a_refusal_repeats_when_words_were_looked_for(library: Library) -> None:
    found = answer(library, "What did Mira Holt say after the eclipse?")
    assert "quoted 2 times, but not after the eclipse." in (found.reason or "")


def test_outlets_that_say_yes_and_no_stand_side_by_side(library: Library) -> None:
    first = answer(library, "Was the Vara lock closed in March?").sentences[0]
    assert first.text in ("Echo: yes; Post: no.", "Post: no; Echo: yes.")
    assert len(first.citations) == 2


def test_a_copy_with_other_stops_is_not_cited_for_the_sentence(library: Library) -> None:
    found = answer(library, "When does the Vara mole open?")
    first = found.sentences[0]
    cited = [citation.text for citation in found.citations if citation.number in first.citations]
    assert "11 June" in first.text
    assert cited == [first.text]


def test_outlets_that_differ_are_told_apart(library: Library) -> None:
    found = answer(library, "Do the Echo and the Post agree on how many boats the gale sank?")
    assert [sentence.text for sentence in found.sentences[:2]] == ["No.", "Echo: four; Post: Six."]
    assert found.sentences[1].citations == (1, 2)


def test_reports_that_give_no_figure_stand_side_by_side_without_a_verdict(library: Library) -> None:
    found = answer(
        library,
        "Does the Echo article on the gale in Lund describe the boats while the Post article on "
        "the gale describes who was hurt?",
    )
    assert found.status == "answered"
    assert {citation.outlet for citation in found.citations} == {"Echo", "Post"}
    assert "yours to see" in (found.notice or "")


def test_a_report_of_an_outlet_that_is_not_there_is_refused(library: Library) -> None:
    found = answer(
        library,
        "Considering the Echo article on the gale and a Daily Crab report on boats, who was hurt?",
    )
    assert "an article of Daily Crab" in (found.reason or "")


def test_a_name_that_no_article_has_is_refused_by_name(library: Library) -> None:
    found = answer(library, "Who is Philippa Ostrander?")
    assert found.reason is not None
    assert "nobody and nothing of that name" in found.reason
    assert "from 2 June 2026 to 8 June 2026" in found.reason


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("What did the foreign minister of Vara say?", "storm in a teacup"),
        ("What did the leader of the Greens say about the tower?", "rebuild the tower"),
    ],
)
def test_a_role_is_found_by_what_is_said_around_a_name(
    library: Library, question: str, words: str
) -> None:
    assert words in told(answer(library, question))


def test_a_role_that_nobody_bears_is_nobody(library: Library) -> None:
    assert answer(library, "What did the interior minister say?").status == "refused"


def test_what_an_article_takes_back_is_no_answer(library: Library) -> None:
    found = answer(library, "How many boats were sunk by the gale, according to the Post?")
    assert "seven" not in told(found)
    assert "carries a correction" in (found.notice or "")


def test_the_short_answer_is_marked(library: Library) -> None:
    found = answer(library, "How many boats were sunk by the gale, according to the Post?")
    first = found.sentences[0]
    assert first.marked is not None
    assert first.text[slice(*first.marked)] == "Six"


SAID = Turn("What did Mira Holt say in her speech in May?", "“We shall rebuild,” she said. [1]")


@pytest.mark.parametrize(
    ("turn", "standalone", "wish"),
    [
        ("say it shorter", "What did Mira Holt say in her speech in May?", "short"),
        ("in German", "What did Mira Holt say in her speech in May?", "translated"),
        ("all of them", "What did Mira Holt say in her speech in May?", "all"),
        ("no, the other speech", "What did Mira Holt say in her speech?", "other"),
        ("No, I meant the one in April", "What did Mira Holt say in her speech in April?", ""),
        ("I meant Otto Brandt", "What did Otto Brandt say about in her speech in May?", None),
        ("what about boats?", "What did Mira Holt say about boats?", ""),
        ("How many boats sank?", "How many boats sank?", ""),
    ],
)
def test_a_turn_takes_up_the_question_before(turn: str, standalone: str, wish: str | None) -> None:
    found = understand(turn, [SAID])
    if wish is None:
        assert "Otto Brandt" in found.text
        assert "Mira" not in found.text
        return
    assert (found.text, found.wish) == (standalone, wish)


def test_a_translation_is_refused_in_a_sentence(library: Library) -> None:
    before = Turn("What did Mira Holt say?", "")
    found = answer(library, "in German please", before)
    assert "rebuild the tower" in told(found)
    assert "does not translate" in (found.notice or "")


def test_the_other_statement_is_not_the_one_that_was_given(library: Library) -> None:
    before = Turn(
        "What did Mira Holt say?",
        "“We shall rebuild the tower,” said Mira Holt, who leads the Greens. [1]",
    )
    assert "rebuild the tower" not in told(answer(library, "no, another one", before))
