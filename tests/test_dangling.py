"""What cannot stand in a summary: what points elsewhere, pieces of speech, a paper's own notes."""

import datetime as dt

import pytest

from index.article import Article
from index.parse import parse
from qa.answer import Summary
from qa.digest.dangling import hangs
from qa.digest.lengths import CLAIMED, SAID
from qa.digest.naming import introduced
from qa.digest.notices import is_notice
from qa.digest.plainly import plainly
from qa.digest.trimming import cuts
from qa.summary import summarize


def summary(text: str) -> Summary:
    article = Article("a", None, "Harbour Post", dt.date(2026, 3, 4), None, text)
    return summarize([parse(article)], chat=None, clock=lambda: 0.0, length="long")


def told(text: str) -> list[str]:
    return [s.text for section in summary(text).sections for s in section.sentences]


@pytest.mark.parametrize(
    "text",
    [
        "Between 6 and 9 October it gave the wrong answer 1,130 times.",
        "On the second day of the trial she gave evidence for two hours.",
        "The defence disputes that he wrote it.",
        "The shots he must leave to the others on board.",
        "The ban has cost them some €2.2 million, says Ida Lund, the chair of their union.",
        "There are 212 of them, open steel, wet from October to May.",
        "The baker gives him buns on every day of the week.",
        "One asked machines to praise the author’s potatoes.",
        "Two of them are in intensive care in the town.",
        "The fourth has yet to be identified by the police.",
        "Two things ate the margin.",
        "There are two ways of telling the history of this terminal.",
        "The old ones are Crane 1 to Crane 7 on the quay.",
        "In 2005 there were 160.",
        "The skipper, Hauk Berg, tells it otherwise.",
        "“Forget all you know about parking here,” it said.",
        "In the end, these choices give most people the best view.",
        "While she has left the stage, her campaign has printed a letter by Brandt.",
        "Obama made the comments just before the end of his trip.",
        "“Anybody but Brandt,” was another.",
        "What it does to human skin is hardly known.",
        "Doing what their fathers did, in water that was theirs for years.",
    ],
)
def test_a_sentence_that_points_elsewhere_hangs(text: str) -> None:
    assert hangs(text)


@pytest.mark.parametrize(
    "text",
    [
        "Mayor Noor Lind said she had asked the council for help.",
        "After she had left the hall, Noor Lind spoke to the press.",
        "Despite their long dispute, the two parties voted for the wall.",
        "The minister promised that he would pay for the wall.",
        "Between May and June it was not clear who owned the quay.",
        "In May the council lifted its ban, and it has not come back.",
        "The growers said that the ban had cost them a summer.",
        "Two ships were seen off the coast of Anso on Monday.",
        "“I did it,” Lund said, and she left the room.",
    ],
)
def test_a_sentence_that_names_whom_it_means_stands_by_itself(text: str) -> None:
    assert not hangs(text)


def test_words_of_a_speech_that_goes_on_are_nobody_elses() -> None:
    text = (
        "The council of Port Anso voted on Monday to close the old museum.\n\n"
        "Mayor Noor Lind said, “The museum took a great effort to build. As the home of our ships"
        " it was seen by many visitors of the town.\n\nThe museum was opened by the king in 1931."
    )
    assert told(text) == [
        "The council of Port Anso voted on Monday to close the old museum.",
        "The museum was opened by the king in 1931.",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Court reports are published in the Harbour Post under the rule of innocence.", True),
        ("The Post will appear on Saturday with a white front page.", True),
        ("Subscribe to our newsletter for more news of the harbour.", True),
        ("The letter was seen by the Harbour Post.", False),
        ("A sailor told the Harbour Post that five shots were fired.", False),
        ("The council will appear on Saturday before a judge.", False),
    ],
)
def test_a_papers_own_notes_are_no_news(text: str, expected: bool) -> None:
    assert is_notice(text, "Harbour Post") == expected


def test_what_an_opinion_piece_tells_is_its_writers_claim() -> None:
    text = (
        "The quay of Port Anso was built for ships and not for offices of glass.\n\n"
        "“It is a quay,” Mayor Noor Lind said.\n\nIda Berg is a columnist for the Harbour Post."
    )
    assert [section.title for section in summary(text).sections] == [SAID, CLAIMED]
    assert "columnist" not in " ".join(told(text))


def test_a_name_stands_where_the_verb_of_saying_is() -> None:
    found = summary(
        "Mayor Noor Lind opened the bridge over the Anse on Thursday.\n\n"
        "Asked why it was late, she said that the steel “came late, too.”"
    )
    said = next(section for section in found.sections if section.title == SAID)
    assert said.sentences[0].text == (
        "Asked why it was late, [Noor Lind] said that the steel “came late, too.”"
    )


@pytest.mark.parametrize(
    ("text", "before", "expected"),
    [
        ("Lind said so.", "", "[Noor] Lind said so."),
        ("“Yes,” said Ms Lind.", "", "“Yes,” said Ms [Noor] Lind."),
        ("Lind said so.", "Noor Lind won.", "Lind said so."),
        ("Mayor Lind said so.", "", "Mayor Lind said so."),
        ("Noor Lind said so.", "", "Noor Lind said so."),
    ],
)
def test_who_speaks_is_named_in_full_once(text: str, before: str, expected: str) -> None:
    assert introduced(text, "Noor Lind", before) == expected


def test_what_somebody_accuses_another_of_is_not_the_writers_claim() -> None:
    text = (
        "The council of Port Anso voted on Monday to close the old quay.\n\n"
        "Kestria has accused Oresk of essentially trying to close the strait to its boats."
    )
    assert [section.title for section in summary(text).sections][1] == SAID


def test_a_day_still_to_come_is_not_the_last_one_of_its_name() -> None:
    found = summary(
        "The old bridge fell into the Anse on Monday.\n\nThe funeral is on Saturday at noon.\n\n"
        "Today most of the town lives on fish.\n\nThe bridge was built in 1931."
    )
    assert [event.time for event in found.timeline] == ["1931", "2026-03-02"]


def test_a_plain_wording_is_a_participle_behind_has() -> None:
    assert plainly("Kestria has, so far, doled out the money to its cronies.") == (
        "Kestria has, so far, [given] the money to its [allies]."
    )


def test_a_verb_that_judges_somebodys_words_has_a_plain_one() -> None:
    text = (
        "The council voted on Monday for the wall along the quay of Port Anso.\n\n"
        "“A private owner would have looked,” crowed Oskar Brandt."
    )
    assert told(text)[1] == "“A private owner would have looked,” [said] Oskar Brandt."


def test_what_a_degree_is_of_is_not_left_out() -> None:
    assert plainly("The most cynical words came from the mayor of Port Anso.") is None


def test_a_clause_is_not_cut_where_another_one_hangs_on_it() -> None:
    whole = (
        "There will be a fifth hand, which the union had asked for since 2023 and which, its"
        " negotiators said, mattered more than the pay."
    )
    assert [cut.text for cut in cuts(whole)] == [whole]


def test_an_interview_tells_no_questions_and_no_short_replies() -> None:
    text = (
        "Ida Lund will leave in May.\n\nQ: In 2021 a ship blocked the canal for six days.\n\n"
        "Ida Lund: It changed the telephone.\n\nQ: How deep is the channel of the port now?\n\n"
        "A: Fourteen and a half metres.\n\nThe dredging has gone on since 2023 and ends in May."
    )
    assert not any(text.startswith(("Q:", "A:", "Fourteen")) for text in told(text))


def test_it_is_not_told_without_what_it_is() -> None:
    text = (
        "Ida Lund warned on Monday that the year would end with a loss. The line promised more. "
        "She said it would put off the purchase of a ferry until May."
    )
    assert not any("put off" in text for text in told(text))


def test_what_is_said_by_a_house_is_no_claim_of_the_writer() -> None:
    text = (
        "The fishermen came home to Anso on Saturday after five days.\n\nThe house said, through "
        "its spokesman, that it had been a victory for the telephone.\n\nThe quay is wet in May."
    )
    claims = [s for s in summary(text).sections if s.title == CLAIMED]
    assert claims == []
