"""The parts of the check of sentences: what each one sees, and what it lets pass."""

import datetime as dt

import pytest

from index.article import Article
from index.parse import parse
from index.search import Passage
from qa.answer import Sentence
from qa.check import Checker
from qa.check.figures import figures
from qa.cite import Citations
from qa.desk import Desk
from qa.terms import Matcher

TEXT = (
    "Fenna Marsh, the harbour master, said on Tuesday that the mole needs 17 new piles. "
    "Of the 23 old ones 6 were rotten.\n\n"
    "The work may begin in March 2027 and will cost 2.4 million euros, up from 1.9 million. "
    "Turnover rose by 4.5 percent to €74.8m.\n\n"
    "The council voted by 23 to 18 for the plan. Bela Oduya, its treasurer, did not vote. "
    "She called the sum “hard to find”. Almost 400 people came to the vote.\n\n"
    "The court convicted Oduya of forgery but cleared her of fraud. "
    "Marsh beat Oduya in the election of 2019. They were allowed home at half past nine."
)


def checked(text: str, source: str = TEXT) -> str:
    """Return why a sentence is withheld; "" where it is kept."""
    parsed = parse(Article("m", "The mole", "Sheet", dt.date(2026, 3, 12), None, source))
    desk = Desk(lambda _: parsed)
    passages = [
        Passage("m", p.number, p.start, p.end, p.text, p.kind, 0.0) for p in parsed.paragraphs
    ]
    numbers = range(1, len(passages) + 1)
    found = Checker(passages, desk, Matcher(None), Citations(desk)).check(text, numbers)
    return "" if isinstance(found, Sentence) else found.why


@pytest.mark.parametrize(
    "text",
    [
        "The mole needs seventeen new piles.",
        "Fenna Marsh said that the mole needs 17 new piles.",
        "The work will cost €2.4 million, up from €1.9 million.",
        "The work will cost 2,400,000 euros.",
        "The work might begin in March 2027.",
        "Turnover increased by 4.5% to 74.8 million euros.",
        "The council voted 23 to 18 for the plan.",
        "The treasurer, Bela Oduya, didn’t vote.",
        "Oduya called the sum “hard to find”.",
        "Nearly 400 people came to the vote.",
        "Oduya was convicted of forgery and cleared of fraud.",
        "Oduya was beaten by Marsh in the election of 2019.",
        "They were allowed home at 9.30.",
        "Marsh said on 10 March 2026 that the mole needs 17 new piles.",
    ],
)
def test_a_true_sentence_is_kept(text: str) -> None:
    assert checked(text) == ""


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("The mole needs 71 new piles.", "71"),
        ("The mole needs 23 new piles.", "23"),
        ("The work will cost 2.4 million dollars.", "2.4 million"),
        ("The work will cost 2.4 billion euros.", "2.4 billion"),
        ("Turnover rose by 4.5 percentage points to €74.8m.", "4.5"),
        ("Turnover fell by 4.5 percent to €74.8m.", "rose"),
        ("The work will begin in March 2027.", "may"),
        ("The work may begin in April 2027.", "April"),
        ("The work may begin in March 2028.", "2028"),
        ("The council voted by 18 to 23 for the plan.", "18"),
        ("The council did not vote by 23 to 18 for the plan.", "deny"),
        ("Bela Oduya, its treasurer, did vote.", "opposite"),
        ("Fenna Marsh, its treasurer, did not vote.", "Bela Oduya"),
        ("Marsh called the sum “hard to find”.", ""),
        ("Over 400 people came to the vote.", "Almost"),
        ("Oduya was cleared of forgery and convicted of fraud.", ""),
        ("Oduya beat Marsh in the election of 2019.", "other way round"),
        ("They were allowed home at 9.45.", "9.45"),
        ("The mole needs 17 new piles, which has cost two people their jobs.", ""),
        ("Fenna Marsh said on Friday that the mole needs 17 new piles.", "Friday"),
    ],
)
def test_an_untrue_sentence_is_withheld(text: str, why: str) -> None:
    assert why in checked(text)
    assert checked(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("twenty-one days", [("21", "day")]),
        ("€19m and $3 bn", [("19000000", "euro"), ("3000000000", "dollar")]),
        ("47 to 44 percent", [("47", "percent"), ("44", "percent")]),
        ("on 9 June 2026", [("9", "day"), ("june", "month"), ("2026", "year")]),
        ("at 5.20 a.m. or half past nine", [("5:20", "clock"), ("9:30", "clock")]),
        ("a third of 1,200 people", [("1/3", "share"), ("1200", "")]),
        ("in March, 74 percent", [("march", "month"), ("74", "percent")]),
        ("one of them may march", []),
    ],
)
def test_figures_are_read_in_one_form(text: str, found: list[tuple[str, str]]) -> None:
    assert [(figure.value, figure.unit) for figure in figures(text)] == found


CLAIMS = (
    "“The port has kept every rule that applied to it,” said Ottoline Draga, its head. "
    "“I shall sleep for a year,” she added. The state inspector said that the wall was dry.\n\n"
    "The quay is 400 metres long."
)


def kept(text: str) -> Sentence:
    parsed = parse(Article("m", "The port", "Sheet", dt.date(2026, 3, 12), None, CLAIMS))
    desk = Desk(lambda _: parsed)
    passages = [
        Passage("m", p.number, p.start, p.end, p.text, p.kind, 0.0) for p in parsed.paragraphs
    ]
    found = Checker(passages, desk, Matcher(None), Citations(desk)).check(text, [1, 2])
    assert isinstance(found, Sentence), found
    return found


def test_words_told_as_a_fact_are_given_to_who_said_them() -> None:
    told = kept("The port kept every rule that applied.")
    assert (told.speaker, told.statement) == ("Ottoline Draga", "reported")
    told = kept("The wall was dry.")
    assert (told.speaker, told.statement) == ("The state inspector", "reported")


def test_words_told_to_the_letter_get_their_marks() -> None:
    told = kept("The port has kept every rule that applied to it.")
    assert told.text == "“The port has kept every rule that applied to it”"
    assert (told.speaker, told.statement, told.support) == ("Ottoline Draga", "direct", "quoted")


def test_who_is_named_need_not_be_named_again() -> None:
    told = kept("Draga said that the port has kept every rule that applied to it.")
    assert told.text.startswith("Draga said")
    assert kept("The quay is 400 metres long.").speaker is None


def test_nobody_says_i_in_the_voice_of_an_answer() -> None:
    assert "as its own" in checked("Now I shall sleep for one year.", CLAIMS)
