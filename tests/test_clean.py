"""Paragraphs, their kinds, and what only points to other pieces."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from index.article import Article, Kind, Mark, Paragraph
from index.clean import blanked, cross_references, headline, paragraphs


def article(text: str) -> Article:
    return Article("a", None, None, None, None, text)


def kinds(text: str) -> list[Kind]:
    return [paragraph.kind for paragraph in paragraphs(article(text))]


BODY = "The ferry left at noon with forty people on board, the harbour office said."


def test_a_headline_and_body_are_told_apart() -> None:
    assert kinds(f"Ferry leaves at noon\n\n{BODY}") == ["heading", "body"]


def test_a_stock_picture_title_is_a_caption_and_no_headline() -> None:
    text = f"The Flag Of Kestria On A Harbour Wall With Ragged Edges\n\n{BODY}"
    assert kinds(text) == ["caption", "body"]
    assert headline(text) is None


def test_a_picture_credit_is_a_caption() -> None:
    assert kinds(f"{BODY}\n\nThe quay on Monday. Photo: Mira Tolland\n\n{BODY}")[1] == "caption"


def test_furniture_is_boilerplate() -> None:
    for line in (
        "Skip to content",
        "Share this article",
        "Sign up for our newsletter",
        "Read more: Ferry stuck again",
        "Advertisement",
        "This article is for subscribers.",
        "You have two free articles left this month.",
        "© 2026 Harbour Post. All rights reserved.",
    ):
        assert kinds(f"{BODY}\n\n{line}\n\n{BODY}") == ["body", "boilerplate", "body"], line


def test_a_credit_line_is_a_byline() -> None:
    for line in ("By Mira Tolland", "By Mira Tolland and Lucan Ferro", "Published: 3 March 2026"):
        assert kinds(f"{line}\n\n{BODY}") == ["byline", "body"], line


def test_publisher_labels_are_commentary() -> None:
    for line in (
        "TRENDPOST: It is worth noting that nobody asked.",
        "EDITOR’S NOTE: The harbour office has since closed.",
        "OUR TAKE: The plan will fail.",
        "Correction: An earlier version of this article gave another date.",
        "This article was updated on 3 March to give the right number.",
    ):
        assert kinds(f"{BODY}\n\n{line}\n\n{BODY}") == ["body", "commentary", "body"], line


def test_speakers_of_a_transcript_are_no_commentary() -> None:
    text = f"{BODY}\n\nWEIR: It was dark.\n\nOSTROV: It was not.\n\nWEIR: I was there."
    assert "commentary" not in kinds(text)


def test_a_quotation_by_itself_is_no_heading() -> None:
    assert kinds(f"{BODY}\n\n“We saw nothing,” she said\n\n{BODY}")[2] == "body"
    assert kinds(f"'We saw nothing,' she said. 'It was dark.'\n\n{BODY}")[0] == "body"


def test_wrapped_lines_are_one_paragraph_and_short_lines_are_several() -> None:
    wrapped = (
        "The ferry left the quay at noon with forty people on board and a\n"
        "horse that nobody had booked, and reached the island two hours\n"
        "later than planned."
    )
    assert len(kinds(wrapped)) == 1
    assert len(kinds("Bread\nMilk\nTwo eggs")) == 3


def test_a_mark_of_the_reader_wins_over_the_words() -> None:
    text = f"What now?\n\n{BODY}"
    found = paragraphs(article(text), [Mark(0, 9, "heading")])
    assert [paragraph.kind for paragraph in found] == ["heading", "body"]


def test_a_see_also_parenthesis_is_a_cross_reference() -> None:
    text = (
        "Prices fell. (See “PRICES FALL (AGAIN)” 3 May 2026 and “WHO PAYS?” 1 May 2026.) "
        "They rose later (see below the fold for why this story matters)."
    )
    found = paragraphs(article(text))[0]
    references = cross_references(article(text), found)
    assert references[0].text.startswith("(See “PRICES FALL (AGAIN)”")
    assert references[0].text.endswith("2026.)")
    assert blanked(found, references).startswith("Prices fell.  ")
    assert len(blanked(found, references)) == len(text)


def test_an_ordinary_parenthesis_is_no_cross_reference() -> None:
    text = "The mayor (see her office) spoke, and the ferry (built in 1998) left."
    assert cross_references(article(text), paragraphs(article(text))[0]) == ()


def test_the_first_article_is_divided_as_a_reader_sees_it(shared: Path) -> None:
    whole = article((shared / "seed-article.txt").read_text(encoding="utf-8"))
    found = paragraphs(whole)
    assert found[0].kind == "caption"
    assert found[-1].text == "Skip to content"
    assert found[-1].kind == "boilerplate"
    notes = [p for p in found if p.text.startswith("TRENDPOST:")]
    assert [p.kind for p in notes] == ["commentary", "commentary"]
    assert {p.kind for p in found[1:-1] if p not in notes} == {"body"}
    references = [r for p in found for r in cross_references(whole, p)]
    assert len(references) == whole.text.count("(See") == 4
    assert all(r.text.endswith(")") for r in references)


@given(st.text(alphabet="ab .,\n“”'’:()A1", max_size=200))
def test_paragraphs_are_slices_that_hold_everything(text: str) -> None:
    found: tuple[Paragraph, ...] = paragraphs(article(text))
    assert [p.number for p in found] == list(range(1, len(found) + 1))
    for paragraph in found:
        assert text[paragraph.start : paragraph.end] == paragraph.text == paragraph.text.strip()
    kept = "".join("".join(paragraph.text.split()) for paragraph in found)
    assert kept == "".join(text.split())
