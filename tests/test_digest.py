"""The parts of a summary: trimming, naming, plain wordings, agreement, framing, time, events."""

import datetime as dt

import pytest
from fakes import FakeChat

from index.article import Article, ParsedArticle
from index.parse import parse
from qa.answer import Section, Summary
from qa.desk import Desk
from qa.digest.agreement import Agreement
from qa.digest.candidates import candidates
from qa.digest.lengths import (
    ALL_REPORT,
    BUDGETS,
    CLAIMED,
    DISPUTED,
    HAPPENED,
    LENGTHS,
    SAID,
    Length,
)
from qa.digest.plainly import plainly
from qa.digest.section import REPAIR_PROMPT, SECTION_PROMPT
from qa.digest.sides import left_out
from qa.digest.trimming import cuts
from qa.inflection import adjective_forms, noun_forms, spellings, verb_forms
from qa.llm import ModelError
from qa.summary import summarize


def article(
    text: str, id_: str = "a", outlet: str = "Echo", date: dt.date | None = dt.date(2026, 3, 4)
) -> ParsedArticle:
    return parse(Article(id_, None, outlet, date, None, text))


def told(found: Summary, title: str) -> list[str]:
    return [
        s.text for section in found.sections if section.title == title for s in section.sentences
    ]


def summary(*articles: ParsedArticle, length: Length = "medium") -> Summary:
    return summarize(articles, chat=None, clock=lambda: 0.0, length=length)


ECHO = article(
    "The army of Kestria began an operation in the border town of Belmora on Tuesday, killing 12"
    " people.\n\n“We had no choice,” said General Ida Lund, who commands the army.\n\n"
    "The operation began after rockets were fired at the harbour of Port Anso, the army said. "
    "The government blamed the Free Front for the rockets.\n\n"
    "The bridge over the Anse is closed to cars and trains.",
    "echo",
)
TRIBUNE = article(
    "Kestria’s army launched an invasion of the border town of Belmora on Tuesday, killing 17"
    " people.\n\n“They shot at houses,” said Oskar Brandt, mayor of Belmora.\n\n"
    "Rockets were fired at the harbour of Port Anso after the invasion began. "
    "Belmora’s council blamed the regime for the rockets.\n\n"
    "The bridge over the Anse is closed to cars and trains until Friday.",
    "tribune",
    "Tribune",
)


def test_only_what_adds_is_cut_from_a_sentence() -> None:
    shorter = [cut.text for cut in cuts("The court in Port Anso closed the whole case on Monday, "
                                        "which had lasted for three years.")]  # fmt: skip
    assert shorter[-1] == "The court in Port Anso closed the whole case on Monday."
    for kept in (
        "The court in Port Anso closed the whole case on Monday, according to its clerk.",
        "The court in Port Anso closed the whole case on Monday, with no reason given.",
        "The party has paid for all of its posters, but the council denies that.",
    ):
        assert [cut.text for cut in cuts(kept)] == [kept]


def test_a_dateline_and_a_tie_go() -> None:
    assert cuts("PORT ANSO — The council voted on Monday for the new flood wall.")[0].text == (
        "The council voted on Monday for the new flood wall."
    )
    assert cuts("However, the council voted on Monday for the new flood wall.")[0].text == (
        "The council voted on Monday for the new flood wall."
    )


@pytest.mark.parametrize(
    ("sentence", "plain"),
    [
        ("Brandt slammed the plan on Monday.", "Brandt [criticised] the plan on Monday."),
        ("It was a draconian measure for the town.", "It was a [strict measure] for the town."),
        ("They put forward an outrageous plan.", "They put forward [a] [plan]."),
        ("The plan is outrageous.", None),
        ("The council voted on Monday.", None),
        ("“The plan is outrageous,” Brandt said.", None),
    ],
)
def test_plain_wordings_stand_in_brackets(sentence: str, plain: str | None) -> None:
    assert plainly(sentence) == plain


def test_somebody_known_is_named_for_a_pronoun() -> None:
    found = summary(
        article(
            "Mayor Noor Lind opened the new bridge over the Anse on Thursday.\n\n"
            "She said the bridge “should have been built ten years ago.”"
        )
    )
    assert told(found, SAID) == [
        "[Noor Lind] said the bridge “should have been built ten years ago.”"
    ]
    assert found.sections[1].sentences[0].support == "quoted"


def test_a_claim_of_the_writer_and_what_is_disputed_have_sections_of_their_own() -> None:
    found = summary(
        article(
            "The council of Port Anso voted on Thursday to build a flood wall along the quay.\n\n"
            "The vote is a blow to the mayor and her party.\n\n"
            "It was not clear who pays for the wall along the old quay."
        )
    )
    assert told(found, CLAIMED) == ["The vote is a blow to the mayor and her party."]
    assert told(found, DISPUTED) == []  # a sentence that begins with "It" stands on another one
    found = summary(
        article(
            "The council of Port Anso voted on Thursday to build a flood wall along the quay.\n\n"
            "Mayor Noor Lind was there.\n\nThe number of the injured was not known on Friday."
        )
    )
    assert told(found, DISPUTED) == ["The number of the injured was not known on Friday."]


def test_what_all_report_comes_first_and_what_one_reports_is_named() -> None:
    found = summary(ECHO, TRIBUNE)
    assert found.sections[0].title == ALL_REPORT
    assert "The bridge over the Anse is closed to cars and trains" in told(found, ALL_REPORT)[-1]
    (one, *_) = found.sections[0].sentences
    assert one.also, "the other source's sentence is cited, too"
    assert any(section.title == "Reported only by Tribune" for section in found.sections)


def test_sources_that_differ_are_set_side_by_side() -> None:
    found = summary(ECHO, TRIBUNE)
    assert [difference.about for difference in found.differences] == [
        "number of people",
        "who or what is to blame",
        "what came first",
    ]
    blame = [version.text for version in found.differences[1].versions]
    assert blame == [
        "The government blamed the Free Front for the rockets.",
        "Belmora’s council blamed the [government] for the rockets.",
    ]


def test_two_events_on_two_days_are_no_difference() -> None:
    one = article(
        "The Good Hope of Port Anso was stopped by a patrol boat on Monday in the strait."
    )
    other = article(
        "The seven men of the Good Hope came home to Port Anso on Saturday from the strait.",
        "b",
        "Post",
    )
    assert summary(one, other).differences == ()


def test_words_for_the_same_thing_are_set_side_by_side() -> None:
    ways = {
        f.about: {w.source: w.words for w in f.wordings} for f in summary(ECHO, TRIBUNE).framings
    }
    assert ways["the military action"] == {"Echo": ("operation",), "Tribune": ("invasion",)}
    assert ways["those who govern"] == {"Echo": ("government",), "Tribune": ("regime",)}


def test_events_come_in_order_of_time() -> None:
    found = summary(
        article(
            "The bridge over the Anse was opened on Tuesday.\n\n"
            "The work on the bridge began on 3 May 2024.\n\nThe first bridge fell down in 1911."
        )
    )
    assert [event.time for event in found.timeline] == ["1911", "2024-05-03", "2026-03-03"]


def test_who_is_quoted_and_left_out_is_named() -> None:
    assert left_out([[ECHO], [TRIBUNE]], ()) == ("Ida Lund", "Oskar Brandt")
    assert left_out([[ECHO]], summary(ECHO).sections) == ()


def test_a_longer_summary_has_more_words() -> None:
    assert [BUDGETS[length].words(1) for length in LENGTHS] == [60, 170, 420]
    text = "\n\n".join(
        f"The council of Port Anso voted on item {n} of its list of {n + 40} works on the quay, the"
        f" bridge {n} and the school number {n}."
        for n in range(10, 60)
    )
    sizes = [
        sum(len(s.text.split()) for part in summary(article(text), length=length).sections
            for s in part.sentences)
        for length in LENGTHS
    ]  # fmt: skip
    assert sizes[0] <= 60 < sizes[1] <= 170 < sizes[2] <= 420


def test_the_day_of_yesterday_is_told_where_the_article_states_it() -> None:
    found = summary(
        article(
            "A Bridge Opens\n\nSaturday, March 7, 2026\n\n"
            "The new bridge over the Anse was opened yesterday by the mayor of Port Anso.\n\n"
            "Work on the bridge lasted for three years and cost €86 million.",
            date=dt.date(2026, 3, 7),
        )
    )
    assert told(found, HAPPENED)[0] == (
        "The new bridge over the Anse was opened yesterday [written March 7, 2026] by the mayor of "
        "Port Anso."
    )


def test_each_origin_has_its_candidates() -> None:
    groups = [[ECHO], [TRIBUNE]]
    desk = Desk({"echo": ECHO, "tribune": TRIBUNE}.__getitem__)
    found = candidates(groups, desk)
    assert {candidate.origin for candidate in found} == {0, 1}
    assert Agreement(groups, desk).origins == 2


MODEL_STORY = article(
    "The council of Port Anso voted on Thursday to build a flood wall for €86 million.\n\n"
    "“It is late,” said Noor Lind, the mayor.\n\n"
    "The old quay was flooded in 2019, when water stood in forty cellars."
)


def test_a_model_writes_each_section_and_mends_what_fails() -> None:
    chat = FakeChat(
        [
            "Port Anso’s council voted on Thursday for a flood wall of €90 million {n:flood wall}.",
            "Port Anso’s council voted on Thursday to build a flood wall for €86 million "
            "{n:flood wall}.",
            "“It is late,” said Noor Lind {n:Noor Lind}.",
            "The old quay was flooded in 2019 {n:old quay}.",
        ]
    )
    found = summarize([MODEL_STORY], chat=chat, clock=lambda: 0.0)
    assert [s.text for section in found.sections for s in section.sentences] == [
        "Port Anso’s council voted on Thursday to build a flood wall for €86 million.",
        "“It is late,” said Noor Lind.",
        "The old quay was flooded in 2019.",
    ]
    assert "90 million does not stand" in chat.asked[1].user
    assert (found.model, found.prompt) == ("fake", SECTION_PROMPT.id)
    assert found.withheld == ()
    assert REPAIR_PROMPT.fields == {"passages", "faults", "mark"}


def test_a_section_falls_back_to_the_articles_own_sentences() -> None:
    chat = FakeChat(
        [
            "Nothing of this is true, say 500 farmers {n:flood wall}.",
            "Still 500 farmers say so {n:flood wall}.",
            "“It is late,” said Noor Lind {n:Noor Lind}.",
            "The old quay was flooded in 2019 {n:old quay}.",
        ]
    )
    found = summarize([MODEL_STORY], chat=chat, clock=lambda: 0.0)
    assert told(found, HAPPENED) == [
        "The council of Port Anso voted on Thursday to build a flood wall for €86 million."
    ]
    assert "a section is made of their own" in (found.notice or "")
    assert len(found.withheld) == 1


def test_a_model_that_fails_leaves_the_articles_own_sentences() -> None:
    progress: list[str] = []
    chat = FakeChat([ModelError("The endpoint is away.", "unreachable")])
    found = summarize([MODEL_STORY], chat=chat, clock=lambda: 0.0, on_progress=progress.append)
    assert found.model is None
    assert "The endpoint is away." in (found.notice or "")
    assert progress == [f"Writing section 1 of 3: {HAPPENED}."]
    assert [type(section) for section in found.sections] == [Section] * 3


def test_a_question_that_is_left_out_is_withheld() -> None:
    story = article(
        "The old boat of Port Anso was stopped at noon on Monday by the coastguard.\n\n"
        "Who wrote the sentence on the wall of the old quay is not known."
    )
    chat = FakeChat(
        [
            "The old boat of Port Anso was stopped at noon on Monday by the coastguard {n:boat}.",
            "The sentence on the wall of the old quay is not known {n:sentence}.",
            "Nobody asked this.",
        ]
    )
    found = summarize([story], chat=chat, clock=lambda: 0.0)
    assert told(found, DISPUTED) == [story.paragraphs[1].text]
    assert "it leaves out what is asked" in chat.asked[2].user


def test_what_came_before_a_model_broke_off_is_kept() -> None:
    whole = "The council of Port Anso voted for a flood wall {n:flood wall}. "
    more, broken = "The wall is to stand along the old", ModelError("It broke off.", "broken")
    found = summarize([MODEL_STORY], chat=FakeChat([[whole, more, broken], broken]),
                      clock=lambda: 0.0)  # fmt: skip
    assert told(found, HAPPENED) == ["The council of Port Anso voted for a flood wall."]
    assert "It broke off." in (found.notice or "")


def test_words_are_inflected() -> None:
    assert verb_forms("slam") == ("slam", "slams", "slamming", "slammed", "slammed")
    assert verb_forms("tear into") == ("tear into", "tears into", "tearing into", "tore into",
                                       "torn into")  # fmt: skip
    assert verb_forms("vilify")[1:4] == ("vilifies", "vilifying", "vilified")
    assert noun_forms("crony") == ("crony", "cronies")
    assert noun_forms("con man") == ("con man", "con men")
    assert adjective_forms("heroic") == ("heroic", "heroically")
    assert adjective_forms("shady") == ("shady", "shadily")
    assert spellings("demonised") == ("demonised", "demonized")
