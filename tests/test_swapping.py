"""The swap test, and the lead that summaries are measured against."""

from collections.abc import Sequence

from eval.leads import lead
from eval.swapping import tone_changes
from index.article import Article, ParsedArticle
from index.parse import parse
from qa.answer import Section, Sentence, Summary
from qa.summary import summarize

STORY = """Mayor Anna Lind opened the bridge over the Anse on Thursday with Peter Brandt.

Anna Lind said the bridge “should have been built ten years ago.”

Peter Brandt said the city was “paying for it twice.”"""


def parsed(text: str) -> ParsedArticle:
    return parse(Article("a", None, "Echo", None, None, text))


def made(text: str) -> Summary:
    return summarize([parsed(text)], chat=None, clock=lambda: 0.0)


def with_tone(articles: Sequence[ParsedArticle]) -> Summary:
    summary = made(STORY)
    sentence = Sentence("The vile plan failed.", (1,), "checked")
    return Summary(
        summary.status, None, (Section("What happened", (sentence,)),), (), (), 1, (), (), None,
        None, 0.0,
    )  # fmt: skip


def test_the_tone_stays_when_the_parties_change_names() -> None:
    def summarise(articles: Sequence[ParsedArticle]) -> Summary:
        return summarize(articles, chat=None, clock=lambda: 0.0)

    assert tone_changes([parsed(STORY)], made(STORY), summarise) == {"person": 0}


def test_tone_words_that_change_are_counted() -> None:
    assert tone_changes([parsed(STORY)], made(STORY), with_tone) == {"person": 2}


def test_organisations_and_places_change_names_too() -> None:
    text = (
        "The Harbour Trust and the River Council met in Kenya on Monday.\n\nThe Harbour Trust went"
        " from Kenya to Ghana, while the River Council stayed in Ghana."
    )
    changed = tone_changes([parsed(text)], made(text), with_tone)
    assert changed == {"organisation": 2, "place": 2}


def test_without_two_parties_there_is_no_swap() -> None:
    text = "Rain fell on the market of Belmora all day."
    assert tone_changes([parsed(text)], made(text), with_tone) == {}


def test_the_lead_takes_each_sources_first_sentence_in_turn() -> None:
    one, other = "One fell. Two rose over night.", "Three came home. Four went away again."
    assert lead([one, other]) == (
        "One fell. Three came home. Two rose over night. Four went away again."
    )
