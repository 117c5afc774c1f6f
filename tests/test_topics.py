"""What a topic or a question about two people takes in, and what it leaves out."""

import datetime as dt
from collections.abc import Iterator

import pytest

from index.article import Draft
from index.embed import WordLlamaEmbedder
from index.library import Library
from qa.answer import Answer
from qa.ask import ask

TEXT = """President Ivo Marsk of Varland met Premier Lena Ode in Port Tully on Friday, and the two \
signed a fishing treaty.

Marsk called Ode his “old neighbour” and said that the treaty was “long due”.

Ode did not mention the strike, but Marsk said “the cranes” would bring both ports closer.

Ode told the council that trade had reached 9 million crowns.

The harbour was full. (See “STRIKE IN KESTRIA SPREADS,” 1 May 2026, “KESTRIA VOTES,” 2 May 2026, \
and “KESTRIA MINISTER RESIGNS,” 3 May 2026.)

Tom Rask, the foreign minister, spoke in May at the Naval College. Rask said an era was ending. \
He said that the visit showed that Varland was far from isolated.

“We did what was asked of us,” Ode said on Saturday, and I do not doubt that she believes it."""


@pytest.fixture(scope="module")
def library(
    tmp_path_factory: pytest.TempPathFactory, embedder: WordLlamaEmbedder
) -> Iterator[Library]:
    with Library.open(tmp_path_factory.mktemp("topics"), embedder) as library:
        library.add(Draft("treaty", TEXT, id="treaty", date=dt.date(2026, 5, 9)))
        yield library


def answer(library: Library, question: str) -> Answer:
    return ask(question, library, chat=None, today=dt.date(2026, 5, 20), clock=lambda: 0.0)


def told(library: Library, question: str) -> list[str]:
    return [sentence.text for sentence in answer(library, question).sentences]


@pytest.mark.parametrize("name", ["Kestria", "Marsk"])
def test_a_name_that_is_only_elsewhere_is_not_what_somebody_speaks_of(
    library: Library, name: str
) -> None:
    found = answer(library, f"What did Ode say about {name}?")
    assert found.status == "refused"
    assert f"but not about {name}" in (found.reason or "")


def test_what_somebody_did_not_mention_is_told_where_it_is_asked_for(library: Library) -> None:
    assert told(library, "What did Ode say about the strike?") == ["Ode did not mention the strike"]


def test_a_statement_is_cut_from_what_is_told_of_others(library: Library) -> None:
    found = told(library, "What did Marsk say about the ports?")
    assert found == ["Marsk said “the cranes” would bring both ports closer."]


def test_a_writers_remark_behind_somebodys_words_is_cut(library: Library) -> None:
    found = told(library, "What did Ode say?")
    assert "“We did what was asked of us,” Ode said on Saturday" in found


def test_what_two_people_did_says_nothing_of_a_third(library: Library) -> None:
    assert told(library, "Did Marsk meet Ode?")[0] == "Yes."
    for question in ("Did Rask meet Ode?", "did rask meet ode"):
        assert answer(library, question).status == "refused"


def test_far_from_is_no_yes(library: Library) -> None:
    for question in ("Was Varland isolated?", "Was Marsk isolated?"):
        given = told(library, question)
        assert not any("yes" in text.lower() for text in given if len(text) < 30)
