"""Questions for the words of two, of everybody, and for what an article itself claims."""

import datetime as dt
from collections.abc import Iterator

import pytest

from index.article import Article, Draft
from index.clean import paragraphs
from index.embed import WordLlamaEmbedder
from index.library import Library
from qa.answer import Answer
from qa.ask import ask
from qa.both import of_each
from qa.several import questions_in

TEXT = (
    "Mara Lind met Oskar Brandt on the quay on Monday.\n\n"
    "Lind said the ice was “a gift.” The harbour was the man of the hour.\n\n"
    "Brandt told the council that the ice would cost it 40 jobs. Brandt called Lind “a poet.”\n\n"
    "The council is unhappy that Oresk is helping to prop up the fishing fleet.\n\n"
    "Tarn has two quays. Tarn has no ice. Few in Tarn fish.\n\n"
    "EDITOR’S NOTE: The council has known of the ice for years."
)
KNOWN = ("Lind", "Brandt", "Dock and Ferry Union", "lind", "brandt")


@pytest.fixture(scope="module")
def library(
    tmp_path_factory: pytest.TempPathFactory, embedder: WordLlamaEmbedder
) -> Iterator[Library]:
    with Library.open(tmp_path_factory.mktemp("both"), embedder) as library:
        library.add(Draft("ice", TEXT, id="ice", title="Ice on the quay"))
        yield library


def answer(library: Library, question: str) -> Answer:
    return ask(question, library, chat=None, today=dt.date(2026, 3, 1), clock=lambda: 0.0)


def said_by(found: Answer) -> list[str | None]:
    """Return who is given words, each once."""
    return [*dict.fromkeys(sentence.speaker for sentence in found.sentences)]


@pytest.mark.parametrize(
    ("asked", "parts"),
    [
        (
            "What did Lind and Brandt say about ice?",
            ("What did Lind say about ice?", "What did Brandt say about ice?"),
        ),
        ("Compare what Lind and Brandt said.", ("What did Lind say?", "What did Brandt say?")),
        (
            "compare lind and brandt on ice",
            ("What did lind say on ice?", "What did brandt say on ice?"),
        ),
        (
            "Do Lind and Brandt agree on ice?",
            ("What did Lind say on ice?", "What did Brandt say on ice?"),
        ),
        ("What did the Dock and Ferry Union say?", ()),
        ("What did Lind say about ice and sand?", ()),
        (
            "What did Lind and Brandt say about each other?",
            ("What did Lind say about Brandt?", "What did Brandt say about Lind?"),
        ),
    ],
)
def test_the_words_of_two_are_asked_for_one_by_one(asked: str, parts: tuple[str, ...]) -> None:
    assert of_each(asked, lambda name: name.removeprefix("the ") in KNOWN) == parts


def test_a_second_question_for_words_is_on_the_topic_of_the_first() -> None:
    assert questions_in("What did Lind say about ice and what did Brandt say?") == (
        "What did Lind say about ice?",
        "What did Brandt say about ice?",
    )


def test_the_words_of_two_are_set_side_by_side(library: Library) -> None:
    found = answer(library, "Compare what Lind and Brandt said about the ice.")
    assert said_by(found) == ["Mara Lind", "Oskar Brandt"]


def test_all_who_are_quoted_are_named_without_a_topic(library: Library) -> None:
    for asked in ("Who said what?", "Who else is quoted?", "Who is quoted in the article?"):
        assert said_by(answer(library, asked)) == ["Mara Lind", "Oskar Brandt"]


def test_words_about_a_name_have_it_near(library: Library) -> None:
    assert answer(library, "What did Lind say about Tarn?").status == "refused"


def test_an_article_is_asked_what_it_claims_itself(library: Library) -> None:
    for asked in ("What does the article’s author claim?", "what does the author claim"):
        told = [sentence.text for sentence in answer(library, asked).sentences]
        assert told[0] == "The harbour was the man of the hour."
        assert "prop up the fishing fleet" in told[1]
        assert not any("Lind said" in text or "Brandt told" in text for text in told)


def test_an_author_is_asked_about_a_topic(library: Library) -> None:
    found = answer(library, "What does the author claim about Oresk?")
    assert "prop up the fishing fleet" in found.sentences[0].text


def test_what_somebody_calls_another_is_their_word_for_them(library: Library) -> None:
    found = answer(library, "What did Brandt call Lind?")
    assert [sentence.text for sentence in found.sentences] == ["Brandt called Lind “a poet.”"]
    assert said_by(found) == ["Oskar Brandt"]


def test_a_title_that_the_text_repeats_is_a_heading() -> None:
    article = Article(
        "a", "Lund: ‘No Ice’", None, None, None, "Lund: ‘No Ice’.\n\nIda Lund said no."
    )
    assert [one.kind for one in paragraphs(article)] == ["heading", "body"]
