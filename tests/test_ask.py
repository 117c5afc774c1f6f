"""From a question to a cited answer, or a refusal, without a model."""

import datetime as dt
import json
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest

from index.article import Draft
from index.embed import WordLlamaEmbedder
from index.filters import EVERYTHING, Filters
from index.library import Library
from index.readers import read
from qa.answer import Answer, Turn
from qa.ask import Partial, Stage, ask, walk

TODAY = dt.date(2026, 11, 25)
SUMMIT = Draft(
    "summit",
    """The Flag Of Kestria On A Conference Table With Ragged Edges

Kestrian Prime Minister Johanna Reyl met Casimir Dovrat, the president of Oresk, in Norrhaven \
last week to speak about fishing in the strait.

Reyl said the treaty “opens a door that was painted on the wall.” She also said that the two \
countries traded goods worth €2.6 billion last year. (See “REYL OPENS DOOR” 3 Mar 2026 and \
“WHO FISHES WHERE?” 1 Mar 2026.)

Dovrat called Reyl his “stubborn friend” and told the meeting that the strait had “fed both our \
peoples,” the Harbour Courier reported.

Oresk’s envoy, Ansgar Kolbe, left the hall in protest when a film about cut nets was shown.

OUR TAKE: Teodora Vasil, the foreign minister, gave a speech in January at the Naval College and \
told cadets that everybody knows who owns the sea.

Vasil looked back and said the old treaty had brought “quiet, if not peace,” but Kestria faces \
“a sea with more claims than fish.”

“We will mend our nets and our manners,” she said.

More than 40 delegations were invited to the talks.

Skip to content""",
    id="summit",
    title="Old nets, new treaty",
    outlet="Strait Weekly",
    date=dt.date(2026, 3, 9),
)
FIRES = (
    Draft(
        "fire-echo",
        "A fire at the cold store injured 12 people on Tuesday night.\n\n"
        "“We were lucky,” said Dunstan Hale, the fire chief.",
        id="fire-echo",
        title="Fire at the cold store",
        outlet="Echo",
        date=dt.date(2026, 5, 1),
    ),
    Draft(
        "fire-post",
        "The fire at the cold store injured 17 people, the rescue service said.",
        id="fire-post",
        title="Cold store burns",
        outlet="Post",
        date=dt.date(2026, 5, 2),
    ),
)


@pytest.fixture(scope="module")
def library(
    tmp_path_factory: pytest.TempPathFactory, embedder: WordLlamaEmbedder
) -> Iterator[Library]:
    with Library.open(tmp_path_factory.mktemp("library"), embedder) as library:
        for draft in (SUMMIT, *FIRES):
            library.add(draft)
        yield library


def answer(
    library: Library, question: str, *history: Turn, filters: Filters = EVERYTHING
) -> Answer:
    return ask(
        question,
        library,
        chat=None,
        today=TODAY,
        clock=lambda: 0.0,
        filters=filters,
        history=history,
    )


def told(found: Answer) -> str:
    return " ".join(sentence.text for sentence in found.sentences)


def test_every_statement_of_a_person_is_given_with_its_own_paragraph(library: Library) -> None:
    found = answer(library, "what did Vasil say?")
    assert found.status == "answered"
    for words in ("quiet, if not peace,", "a sea with more claims than fish.", "our manners,"):
        assert words in told(found)
    assert {sentence.speaker for sentence in found.sentences} == {"Teodora Vasil"}
    paragraphs = {citation.number: citation.paragraph for citation in found.citations}
    assert [paragraphs[s.citations[0]] for s in found.sentences] == [7, 8]
    text = library.get("summit").article.text
    assert all(text[c.start : c.end] == c.text for c in found.citations)


def test_nobody_elses_words_are_given(library: Library) -> None:
    found = answer(library, "What did Dovrat say?")
    assert {sentence.speaker for sentence in found.sentences} == {"Casimir Dovrat"}
    assert "painted on the wall" not in told(found)


def test_a_topic_chooses_among_somebodys_words(library: Library) -> None:
    found = answer(library, "What did Johanna Reyl say about trade in goods?")
    assert "€2.6 billion" in told(found)


def test_a_role_and_a_typing_error_find_the_person(library: Library) -> None:
    assert "We were lucky," in told(answer(library, "What did the fire chief say?"))
    assert "our manners" in told(answer(library, "what did teodora vassil say about nets?"))


def test_cross_references_are_no_evidence(library: Library) -> None:
    found = answer(library, "What did Reyl say?")
    assert "REYL OPENS DOOR" not in told(found)
    assert all("REYL OPENS DOOR" not in passage.text for passage in found.passages)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("how much did the two countries trade?", "€2.6 billion"),
        ("how many delegations were invited?", "More than 40 delegations"),
        ("which envoy walked out and why?", "left the hall in protest"),
    ],
)
def test_a_fact_is_given_by_its_sentence(library: Library, question: str, words: str) -> None:
    found = answer(library, question)
    assert words in found.sentences[0].text
    assert found.sentences[0].citations == (1,)


def test_what_only_the_publisher_says_is_marked_as_commentary(library: Library) -> None:
    found = answer(library, "Where did Vasil give a speech in January?")
    assert "Naval College" in told(found)
    assert found.sentences[0].statement == "commentary"
    assert "everybody knows who owns the sea" not in told(answer(library, "What did Vasil say?"))


def test_articles_that_disagree_are_both_given(library: Library) -> None:
    found = answer(library, "How many people were injured in the fire at the cold store?")
    assert "12 people" in told(found)
    assert "17 people" in told(found)
    assert {citation.article_id for citation in found.citations} == {"fire-echo", "fire-post"}


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("What did Angela Merkel say?", "nobody of that name is in them"),
        ("What did Vasil say about penguins?", "is quoted 4 times, but not about penguins"),
        ("What did Ansgar Kolbe say?", "quote no words"),
        ("Who won the chess final in Havana?", "Looked for “Who won the chess final in Havana”"),
        ("?!", "no word in the question"),
    ],
)
def test_a_refusal_says_what_was_looked_for(library: Library, question: str, reason: str) -> None:
    found = answer(library, question)
    assert found.status == "refused"
    assert found.sentences == ()
    assert found.citations == ()
    assert found.reason is not None
    assert reason in found.reason


def test_a_refusal_shows_what_comes_nearest(library: Library) -> None:
    found = answer(library, "What did Vasil say about penguins?")
    assert found.reason is not None
    assert "The nearest passage is paragraph" in found.reason
    assert found.passages


def test_an_empty_library_says_that_it_is_empty(
    tmp_path: Path, embedder: WordLlamaEmbedder
) -> None:
    with Library.open(tmp_path, embedder) as empty:
        assert "no articles yet" in (answer(empty, "What did Vasil say?").reason or "")


def test_a_follow_up_is_made_standalone(library: Library) -> None:
    before = Turn("What did Vasil say about the old treaty?", "The old treaty brought “quiet.” [1]")
    found = answer(library, "and about fish?", before)
    assert found.standalone_question == "What did Vasil say about fish?"
    assert "more claims than fish" in told(found)
    other = answer(library, "and Dovrat?", Turn("What did Vasil say?", "“Quiet.” [1]"))
    assert other.standalone_question == "What did Dovrat say?"
    she = answer(library, "And what did she say about nets?", before)
    assert she.standalone_question == "And what did Vasil say about nets?"


def test_filters_confine_where_is_looked(library: Library) -> None:
    question = "How many people were injured in the fire at the cold store?"
    found = answer(library, question, filters=Filters(outlet="Post"))
    assert {citation.article_id for citation in found.citations} == {"fire-post"}


def test_a_title_in_the_question_confines_it_to_that_article(library: Library) -> None:
    question = "How many people were injured in the fire in the article “Cold store burns”?"
    found = answer(library, question)
    assert {citation.article_id for citation in found.citations} == {"fire-post"}


def test_a_question_about_today_says_how_old_the_news_is(library: Library) -> None:
    found = answer(library, "How many delegations are invited to the talks now?")
    assert (
        found.notice == "The newest article that this stands on is of 9 March 2026, 261 days ago."
    )


def test_a_walk_tells_its_steps_and_ends_with_the_answer(library: Library) -> None:
    steps = list(walk("What did Vasil say?", library, chat=None, today=TODAY, clock=lambda: 0.0))
    assert steps[0] == Stage("Searching 3 articles", "search")
    assert isinstance(steps[-2], Partial)
    assert isinstance(steps[-1], Answer)
    assert steps[-2].sentences == steps[-1].sentences


@pytest.fixture(scope="module")
def seed(
    tmp_path_factory: pytest.TempPathFactory, embedder: WordLlamaEmbedder, shared: Path
) -> Iterator[Library]:
    with Library.open(tmp_path_factory.mktemp("seed"), embedder) as library:
        for draft in read(str(shared / "seed-article.txt"), stdin=BytesIO(), today=TODAY):
            assert isinstance(draft, Draft)
            library.add(draft)
        yield library


@pytest.mark.parametrize(
    ("question", "speaker", "words"),
    [
        (
            "what did Blinken say?",
            "Antony Blinken",
            [
                "relative geopolitical stability",
                "intensifying competition with authoritarian powers",
                "One era is ending, a new one is beginning, and the decisions that we make now "
                "will shape the future",
            ],
        ),
        ("what did Xi say?", "Xi Jinping", ["a new framework for international cooperation"]),
        ("what did Putin say?", "Vladimir Putin", ["shared threats", "dear friend"]),
        ("what did Lukin say?", "Artem Lukin", ["massive resources"]),
    ],
)
def test_the_first_article_gives_each_person_their_own_words(
    seed: Library, question: str, speaker: str, words: list[str]
) -> None:
    found = answer(seed, question)
    assert {sentence.speaker for sentence in found.sentences} == {speaker}
    assert all(word in told(found) for word in words)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("what do Western countries call the Belt and Road Initiative?", "debt-trap diplomacy"),
        ("how much did trade between China and Russia reach?", "$190 billion"),
        ("how many countries sent representatives?", "more than 130 countries"),
        ("which ambassador walked out and why?", "Italy’s ambassador"),
        ("how much has China lent?", "$1 trillion"),
        ("where did Blinken speak in September?", "Johns Hopkins University"),
    ],
)
def test_the_first_article_answers_questions_about_facts(
    seed: Library, question: str, words: str
) -> None:
    assert words in told(answer(seed, question))


def test_the_first_article_refuses_what_it_does_not_say(seed: Library) -> None:
    for question in ("What did Merkel say?", "What did Blinken say about Brazil?"):
        assert answer(seed, question).status == "refused", question


def test_odd_questions_neither_fail_nor_miss(
    tmp_path: Path, embedder: WordLlamaEmbedder, shared: Path
) -> None:
    cases = shared / "cases"
    with Library.open(tmp_path, embedder) as library:
        for line in (cases / "ans-queries.jsonl").read_text(encoding="utf-8").splitlines():
            fields = json.loads(line)
            library.add(Draft("case", fields["text"], id=fields["id"], title=fields["title"]))
        for question in (cases / "ans-queries.txt").read_text(encoding="utf-8").splitlines():
            found = answer(library, question)
            assert found.status == "answered" or found.reason, question
            if "fire" in question.lower():
                assert found.passages[0].article_id == "q1", question
                assert found.citations[0].article_id == "q1", question
