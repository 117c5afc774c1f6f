"""Neutral summaries of one article and of several."""

import datetime as dt
import json
from pathlib import Path

import pytest
from fakes import FakeChat

from index.article import Article, ParsedArticle
from index.errors import LibraryError
from index.parse import parse
from qa.answer import Summary
from qa.digest.lengths import BACKGROUND, HAPPENED, SAID
from qa.loaded import find_loaded, is_loaded
from qa.origins import origins
from qa.summary import summarize


def parsed(text: str, id_: str = "a", title: str | None = "Title") -> ParsedArticle:
    return parse(Article(id_, title, "Echo", dt.date(2026, 3, 1), None, text))


def summary(*articles: ParsedArticle) -> Summary:
    return summarize(articles, chat=None, clock=lambda: 0.0)


def sentences(found: Summary) -> list[str]:
    return [sentence.text for section in found.sections for sentence in section.sentences]


STORY = """The Flag Of Kestria On A Harbour Wall With Ragged Edges

The city council of Port Anso voted on Thursday to build a flood wall along the quay \
for €86 million.

Mayor Noor Lind said the wall “should have been built ten years ago.” \
(See “WALL OR WATER?” 3 Mar 2026.)

Oskar Brandt, who leads the opposition, said the city was “paying for it twice.”

The mayor’s cronies pushed the disgraceful plan through a helpless council.

The quay was last flooded in 2019, when water stood in forty cellars along the harbour.

Work on the wall will begin in March 2027 and last for three years, the council said.

OUR TAKE: The wall will be late, as everyone knows.

Share this article"""


def test_a_summary_has_what_happened_who_said_what_and_background() -> None:
    found = summary(parsed(STORY))
    assert [section.title for section in found.sections] == [HAPPENED, SAID, BACKGROUND]
    told = sentences(found)
    assert told[0].startswith("The city council of Port Anso voted on Thursday")
    assert 3 <= len(told) <= 8
    said = found.sections[1].sentences
    assert {sentence.speaker for sentence in said} == {"Noor Lind", "Oskar Brandt"}


def test_a_summary_leaves_out_what_is_no_fact() -> None:
    told = " ".join(sentences(summary(parsed(STORY))))
    for words in ("Ragged", "WALL OR WATER", "OUR TAKE", "late", "Share", "cronies", "helpless"):
        assert words not in told, words


def test_every_sentence_is_cited_where_it_stands() -> None:
    article = parsed(STORY)
    found = summary(article)
    for section in found.sections:
        for sentence in section.sentences:
            (number,) = sentence.citations
            citation = found.citations[number - 1]
            assert citation.text == sentence.text
            assert article.article.text[citation.start : citation.end] == citation.text


def test_loaded_words_are_named_with_plain_ones() -> None:
    article = parsed(STORY)
    found = {word.text: word.plain for word in find_loaded(article)}
    assert found["cronies"] == "allies"
    assert found["disgraceful plan through a helpless council"] == "plan through a council"
    for word in find_loaded(article):
        assert article.article.text[word.start : word.end] == word.text


def test_loaded_words_of_a_phrase_are_one_finding() -> None:
    article = parsed("The relentless attack on innocent farmers went on, and nobody stopped it.")
    assert [(w.text, w.plain) for w in find_loaded(article)] == [
        ("relentless attack on innocent farmers", "attack on farmers")
    ]


def test_loaded_words_of_a_speaker_stay() -> None:
    article = parsed("“It is a disgraceful plan,” said Oskar Brandt. He called it a failure.")
    assert find_loaded(article) == ()
    assert not is_loaded("Oskar Brandt called it “a disgraceful plan.”")
    assert is_loaded("It is a disgraceful plan.")


def test_a_very_short_article_says_that_there_is_no_more() -> None:
    found = summary(parsed("The quay in Port Anso was closed on Monday because of ice."))
    assert sentences(found) == ["The quay in Port Anso was closed on Monday because of ice."]
    assert found.notice == (
        "The article is too short to be summarised any further: there is no more in it."
    )


def test_an_article_without_neutral_sentences_is_refused_in_words() -> None:
    found = summary(parsed("What a disgraceful, pathetic and shameful farce this council is."))
    assert found.status == "refused"
    assert found.reason == (
        "The article has no sentence that can stand in a neutral summary; read the text itself."
    )


def test_no_article_is_an_error() -> None:
    with pytest.raises(LibraryError, match="no article to summarise"):
        summary()


def test_copies_of_one_report_are_one_origin() -> None:
    copy = parsed(STORY.replace("on Thursday", "Thursday"), "b")
    other = parsed("Rain fell on the market of Belmora all day, and the fair was moved.", "c")
    assert [len(group) for group in origins([parsed(STORY), copy, other])] == [2, 1]
    assert summary(parsed(STORY), copy).origins == 1


def test_articles_that_count_differently_are_set_side_by_side() -> None:
    one = parsed("The fire in the cold store on Sandquay injured 12 people on Tuesday night.", "a")
    two = parsed("Rescuers said the fire in the cold store hurt many: it injured 17 people.", "b")
    found = summary(one, two)
    (difference,) = found.differences
    assert difference.about == "number of people"
    assert ["12 people" in difference.versions[0].text, "17 people" in difference.versions[1].text]
    numbers = [version.citations for version in difference.versions]
    assert [found.citations[n[0] - 1].article_id for n in numbers] == ["a", "b"]


def test_the_first_article_is_summarised_neutrally(shared: Path) -> None:
    found = summary(parsed((shared / "seed-article.txt").read_text(encoding="utf-8")))
    told = " ".join(sentences(found))
    assert 3 <= len(sentences(found)) <= 8
    assert "relentless attack on innocent Palestinians" in {word.text for word in found.loaded}
    for words in ("relentless", "Ragged", "TRENDPOST", "(See", "Skip to content"):
        assert words not in told, words
    assert "Vladimir Putin met Xi Jinping" in told


def test_figures_stay_as_the_source_has_them(shared: Path) -> None:
    line = (shared / "cases" / "sum-sums.jsonl").read_text(encoding="utf-8").splitlines()[0]
    text = json.loads(line)["text"]
    told = sentences(summary(parsed(text)))
    assert told
    assert all(sentence in text for sentence in told)


SPEAKERS = ("Ada Quill", "Bo Lind", "Cora Weir", "Dag Holt", "Eva Marsh", "Finn Roux", "Gro Lund")
WARDS = "The city council of Port Anso voted on Thursday to build a flood wall.\n\n" + "\n\n".join(
    f"{name}, who speaks for ward {number + 3} of the city, said that the wall would cost "
    f"{number + 20} million euros more than was planned, that {number + 2} of its gates were drawn "
    f"too low for the tides of the last winter, and that {number + 30} houses would be flooded."
    for number, name in enumerate(SPEAKERS)
)


def test_a_section_that_a_small_context_cannot_hold_is_written_in_parts() -> None:
    model = FakeChat(
        [
            "The council of Port Anso voted on Thursday to build a flood wall. [1]",
            "Ada Quill said that the wall would cost more. [1]",
        ]
    )
    model.context = 1400
    told: list[str] = []
    found = summarize(
        (parsed(WARDS),), chat=model, clock=lambda: 0.0, length="long", on_progress=told.append
    )
    parts = [line for line in told if "Who said what, part" in line]
    assert [line.rsplit("part ")[1] for line in parts] == ["1 of 2.", "2 of 2."]
    shown = [asked.user for asked in model.asked[1:]]
    assert len(shown) > 2
    assert all(any(name in text for text in shown) for name in SPEAKERS)
    assert not any(all(name in text for name in SPEAKERS) for text in shown)
    [said] = [section for section in found.sections if section.title == SAID]
    own = [sentence.text for sentence in said.sentences if sentence.speaker is None]
    assert own == ["Ada Quill said that the wall would cost more."]
    left_out = {sentence.speaker for sentence in said.sentences if sentence.speaker}
    assert left_out == set(SPEAKERS) - {"Ada Quill"}
