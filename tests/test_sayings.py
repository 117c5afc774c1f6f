import csv
import datetime as dt
import io

from hypothesis import given
from hypothesis import strategies as st

from index.article import Quote
from index.catalogue import Listing
from index.page.quoted import person_html, sayings_html, speakers_html
from index.people.people import Person
from index.sayings import Saying, by_speaker, sayings, unmerged
from index.sayings_csv import sayings_csv

WORDS = "We had eleven pumps on the quay and the wind against us"


def quote(
    text: str, article: str = "a", speaker: str | None = "Dunstan Okoro", direct: bool = True
) -> Quote:
    return Quote(article, 3, 5, 5 + len(text), text, speaker, speaker, "said", direct, None, 0.9)


ARTICLES = {
    name: Listing(name, f"Fire in <{name}>", outlet, dt.date(2026, 3, 11), None, 9, 2, name, 1)
    for name, outlet in (("a", "Echo"), ("b", "Post"))
}


def test_repeated_words_are_one_row_with_the_longest_wording() -> None:
    short, long = quote("eleven pumps on the quay", "a"), quote(WORDS, "b", "Chief Okoro")
    (row,) = sayings([short, long])
    assert row == Saying(long, (long, short), (), (short,), "Dunstan Okoro")


def test_other_words_of_the_same_saying_are_told_apart() -> None:
    other = quote(WORDS.replace("eleven", "twelve"), "b")
    (row,) = sayings([quote(WORDS), other])
    assert row.altered == (other,)


def test_what_is_no_repetition_stays_apart() -> None:
    quotes = [
        quote(WORDS),
        quote(WORDS, speaker="Noor Halvorsen"),
        quote(WORDS, speaker=None),
        quote("So do I."),
        quote("So do I."),
        quote(f"that {WORDS}", direct=False),
    ]
    assert [row.places for row in sayings(quotes)] == [(one,) for one in quotes]


@given(st.lists(st.sampled_from([WORDS, WORDS[:30], "It did not leak at all today", "No."])))
def test_every_quote_is_in_one_row(texts: list[str]) -> None:
    quotes = [quote(text, f"n{number}") for number, text in enumerate(texts)]
    places = [place.article_id for row in sayings(quotes) for place in row.places]
    assert sorted(places) == sorted(one.article_id for one in quotes)


def test_rows_show_words_places_and_what_differs() -> None:
    found = sayings([quote(WORDS), quote(WORDS.replace("eleven", "twelve"), "b")])
    html = sayings_html(found, ARTICLES, 100)
    assert "1 quote<" in html
    assert f"“{WORDS}”" in html
    assert 'title="Fire in &lt;a&gt;" data-article="a" data-start="5"' in html
    assert "Quoted differently by Post: “We had twelve pumps" in html
    assert "<a>" not in html


def test_more_rows_are_a_button_away_and_none_is_said_in_words() -> None:
    found = sayings([quote(f"So do I {number}.") for number in range(120)])
    html = sayings_html(found, ARTICLES, 100)
    assert 'data-more="200"' in html
    assert "20 quotes left" in html
    assert "Nobody is quoted so" in sayings_html((), ARTICLES, 100)
    assert "There are no articles yet" in sayings_html((), {}, 100)
    assert "2,620 quotes, the newest 120 listed" in sayings_html(found, ARTICLES, 100, 2500)


def test_speakers_are_counted_and_the_chosen_one_is_marked() -> None:
    found = sayings([quote("One."), quote("Two."), quote("Three.", speaker="<b>Noor")])
    html = speakers_html(found, "Dunstan Okoro")
    assert html.index("Dunstan Okoro") < html.index("&lt;b&gt;Noor")
    assert 'aria-pressed="true"' in html
    assert "width:50%" in html
    assert speakers_html((), "") == ""
    apart = unmerged([quote("One."), quote("One.")], {("a", "Dunstan Okoro"): "D. Okoro"})
    assert by_speaker(apart) == [("D. Okoro", 2)]


def test_a_person_has_controls_and_the_last_change_can_be_taken_back() -> None:
    person = Person("Ida <Lund>", ("Lund",), 3, 2)
    html = person_html(person, "Ida is Lund", "Nobody is called “Sol”")
    assert "<h2>Ida &lt;Lund&gt;</h2>" in html
    assert 'data-person="Ida &lt;Lund&gt;" data-split="Lund"' in html
    assert "Last change: Ida is Lund." in html
    assert "Nobody is called “Sol”" in html
    assert person_html(None, None) == ""


def test_a_surname_alone_is_its_bearers_where_the_words_are() -> None:
    quotes = [quote(WORDS), quote(WORDS, "b", "Okoro"), quote(WORDS, "c", "Ada Okoro")]
    assert [len(row.places) for row in sayings(quotes)] == [2, 1]
    people = {("b", "Okoro"): "Okoro (Post, 2026-03-11)", ("c", "Ada Okoro"): "Dunstan Okoro"}
    assert [len(row.places) for row in sayings(quotes, people)] == [3]


def test_a_table_has_a_line_for_each_place_and_no_formulas() -> None:
    found = sayings([quote(WORDS), quote("=1+1"), quote(WORDS, "b")])
    lines = list(csv.DictReader(io.StringIO(sayings_csv(found, ARTICLES))))
    assert [(line["words"], line["outlet"]) for line in lines] == [
        (WORDS, "Echo"),
        (WORDS, "Post"),
        ("'=1+1", "Echo"),
    ]
