"""In what way a quote is meant, who else may have said it, and marked words that are no speech."""

from pathlib import Path

import pytest

from index.article import Article, ParsedArticle, Quote
from index.parse import parse

DATA = Path(__file__).parent / "data"
OPENING = "Tilda Marsh, the harbour master of Anso, met Oskar Brandt on Monday.\n\n"


def parsed(text: str) -> ParsedArticle:
    return parse(Article("a", None, None, None, None, text))


def only(text: str) -> Quote:
    (quote,) = parsed(text).quotes
    return quote


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Tilda Marsh said that the quay was weak.", "said"),
        ("Tilda Marsh denied that the quay was weak.", "denied"),
        ("Tilda Marsh rejected the claim that the quay was weak.", "denied"),
        ("Tilda Marsh rejected the new quay.", "said"),
        ("Tilda Marsh asked whether the quay would close.", "asked"),
        ("“Will it close?” Tilda Marsh asked.", "asked"),
        ("Tilda Marsh promised to mend the quay.", "promised"),
        ("“We will mend it,” Tilda Marsh promised.", "promised"),
        ("Tilda Marsh said the quay would close if it rained.", "conditional"),
        ("Tilda Marsh could say that the quay is weak.", "conditional"),
        ("“It will close if it rains,” Tilda Marsh said.", "said"),
    ],
)
def test_a_quote_tells_in_what_way_it_is_meant(text: str, status: str) -> None:
    assert {quote.status for quote in parsed(text).quotes} == {status}


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("He wrote a book called “The Long Coast” in May.", "The Long Coast", "title"),
        ("Jan “the Wave” Petersen sailed on.", "the Wave", "nickname"),
        ("The so-called “ghost ship” sank.", "ghost ship", "term"),
        ("The town was described as “kind”.", "kind", "about"),
        ("It was a “deal” of sorts.", "deal", "scare"),
    ],
)
def test_marked_words_that_are_no_speech_are_kept_apart(text: str, words: str, kind: str) -> None:
    found = parsed(text)
    assert [quote for quote in found.quotes if quote.direct] == []
    assert [(label.text, label.kind) for label in found.labels] == [(words, kind)]
    assert all(text[label.start : label.end] == label.text for label in found.labels)


def test_who_may_be_speaking_is_told_where_nobody_is_named() -> None:
    quote = only("Tilda Marsh met Oskar Brandt. “It will hold for a hundred years,” they heard.")
    assert quote.speaker is None
    assert quote.candidates == ("Oskar Brandt", "Tilda Marsh")


def test_a_speaker_who_is_known_has_no_candidates() -> None:
    assert only("“It will hold,” said Tilda Marsh.").candidates == ()


@pytest.mark.parametrize(
    "text",
    [
        "Hanne Roux, a spokeswoman for the Port Authority, said the quay was safe.",
        "“The quay is safe,” said Port Authority spokeswoman Hanne Roux.",
        "The Port Authority’s spokeswoman, Hanne Roux, said the quay was safe.",
    ],
)
def test_a_spokesperson_speaks_for_somebody(text: str) -> None:
    (quote, *_) = parsed(text).quotes
    assert quote.speaker == "Hanne Roux"
    assert quote.on_behalf_of in ("Port Authority", "The Port Authority")


def test_somebody_elses_spokesperson_is_not_the_speakers() -> None:
    text = "“It holds,” Tilda Marsh said. Hanne Roux, a spokeswoman for the Port Authority, left."
    assert parsed(text).quotes[0].on_behalf_of is None


def test_what_a_paper_passes_on_is_the_speakers_by_way_of_the_paper() -> None:
    quotes = parsed("The Echo reported that Tilda Marsh said the quay was safe.").quotes
    (said,) = [quote for quote in quotes if quote.speaker == "Tilda Marsh"]
    assert (said.text, said.via, said.confidence) == ("the quay was safe", "The Echo", 0.7)


def test_a_speaker_named_behind_the_last_of_three_paragraphs_spoke_all_of_them() -> None:
    found = parsed(
        "Anders Sjöquist, the director, came on Monday.\n\n“We began in spring.\n\n"
        "“Then the ice broke and we lost a crane.\n\n“Nobody was hurt,” Sjöquist said."
    )
    direct = [quote for quote in found.quotes if quote.direct]
    assert [quote.speaker for quote in direct] == ["Anders Sjöquist"] * 3


def test_a_closing_mark_that_is_missing_does_not_swallow_the_paragraph() -> None:
    found = parsed(OPENING + "“It will hold, said Tilda Marsh. The quay is old.")
    direct = [(quote.speaker, quote.text) for quote in found.quotes if quote.direct]
    assert direct == [("Tilda Marsh", "It will hold,")]


def test_two_single_marks_are_a_double_one() -> None:
    quote = only("''It's ours,'' Tilda Marsh said.")
    assert (quote.speaker, quote.text) == ("Tilda Marsh", "It's ours,")


def test_corner_marks_are_quotation_marks() -> None:
    assert only("Minister Kato said 「It is 『fine』 here」.").text == "It is 『fine』 here"
    assert only("外相は「問題はない」と述べた。").text == "問題はない"


@pytest.mark.parametrize("language", ["de", "fr", "es"])
def test_direct_speech_of_other_languages_is_found(language: str) -> None:
    rows = (DATA / f"quotes-{language}.tsv").read_text("utf-8").splitlines()
    right = 0
    for row in rows:
        speaker, words, text = row.split("\t")
        found = {(q.speaker, q.text.strip(" .,!")) for q in parsed(text).quotes if q.direct}
        right += (speaker, words.strip(" .,!")) in found
    assert len(rows) == 30
    assert right >= 27
