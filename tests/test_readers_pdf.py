"""PDFs become drafts with their text as a person reads it, or one clear sentence."""

import datetime as dt
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdf_files import Set, lines, pdf
from reading import items_of, read_one, refusal

from index.article import Draft
from index.errors import SourceError
from index.readers.pdf_furniture import Bare
from index.readers.pdf_glyphs import Box, Page, Word
from index.readers.pdf_joints import joined, plain, vocabulary
from index.readers.pdf_paragraphs import body_of

CASES = Path(__file__).parents[2] / "shared" / "cases"

LEFT = """The harbour office will mend
the long pier before the winter,
it said on Monday. Eleven piles
have to be replaced, and divers
will begin with those at the end.
>Nobody may walk on it until the
work is done, the office added."""
MIDDLE = """Fishermen are to land at the
west quay for as long as it takes.
“We can live with that,” said Ada
Brandt, who owns two boats there.
>The council pays one half of the
cost, and the county the other, as
it did for the lighthouse stairs."""
RIGHT = """That is more than was planned,
the treasurer told the meeting. He
had hoped for a loan at two per
cent, and was offered one at four.
>The next meeting is in the spring
and will be held in the old school
so that more people can take part."""

LEFT_TEXT = [
    "The harbour office will mend the long pier before the winter, it said on Monday. Eleven "
    "piles have to be replaced, and divers will begin with those at the end.",
    "Nobody may walk on it until the work is done, the office added.",
]
MIDDLE_TEXT = [
    "Fishermen are to land at the west quay for as long as it takes. “We can live with that,” "
    "said Ada Brandt, who owns two boats there.",
    "The council pays one half of the cost, and the county the other, as it did for the "
    "lighthouse stairs.",
]
RIGHT_TEXT = [
    "That is more than was planned, the treasurer told the meeting. He had hoped for a loan at "
    "two per cent, and was offered one at four.",
    "The next meeting is in the spring and will be held in the old school so that more people "
    "can take part.",
]


def paragraphs(content: bytes) -> list[str]:
    return read_one(content, "a.pdf").text.split("\n\n")


def marked(draft: Draft, kind: str) -> list[str]:
    return [draft.text[mark.start : mark.end] for mark in draft.marks if mark.kind == kind]


def column(text: str, x: float = 60, y: float = 700, size: float = 10) -> list[Set]:
    return lines(x, y, text, size=size)


def test_two_columns_are_read_one_after_the_other() -> None:
    content = pdf([*column(LEFT, 60), *column(MIDDLE, 230)])
    assert paragraphs(content) == [*LEFT_TEXT, *MIDDLE_TEXT]


@pytest.mark.parametrize("drawn_by", ["columns", "lines"])
def test_three_columns_under_a_headline_are_read_in_order(drawn_by: str) -> None:
    words = [*column(LEFT, 60), *column(MIDDLE, 220), *column(RIGHT, 380)]
    if drawn_by == "lines":
        words.sort(key=lambda each: -each.y)
    head = Set(60, 730, "Pier in Port Ellery to be mended before the winter", 22, "F2")
    draft = read_one(pdf([head, *words]), "a.pdf")
    assert draft.text.split("\n\n") == [head.text, *LEFT_TEXT, *MIDDLE_TEXT, *RIGHT_TEXT]
    assert draft.title == head.text
    assert marked(draft, "heading") == [head.text]


def test_text_over_all_columns_below_them_comes_last() -> None:
    below = Set(60, 560, "The plans can be seen at the town hall from nine to five, on all days.")
    content = pdf([*column(LEFT, 60), *column(MIDDLE, 230), below])
    assert paragraphs(content) == [*LEFT_TEXT, *MIDDLE_TEXT, below.text]


def test_two_stories_below_each_other_are_not_mixed() -> None:
    content = pdf(
        [
            Set(60, 730, "Pier to be mended", 20, "F2"),
            *column(LEFT, 60),
            *column(MIDDLE, 230),
            Set(60, 580, "School opens", 20, "F2"),
            *column(RIGHT, 60, 550),
            *column(LEFT.replace("pier", "hall"), 230, 550),
        ]
    )
    text = paragraphs(content)
    assert text[:5] == ["Pier to be mended", *LEFT_TEXT, *MIDDLE_TEXT]
    assert text[5:8] == ["School opens", *RIGHT_TEXT]


def test_a_paragraph_goes_on_in_the_next_column_and_on_the_next_page() -> None:
    left = "The harbour office will mend\nthe long pier before the winter,\nas it has said since"
    right = "the storm, and it will cost more\nthan the 40,000 euros that were\nput aside for it in"
    content = pdf(
        [*column(left, 60), *column(right, 230)], column("the spring.\n>Nobody objected.")
    )
    assert paragraphs(content) == [
        "The harbour office will mend the long pier before the winter, as it has said since the "
        "storm, and it will cost more than the 40,000 euros that were put aside for it in the "
        "spring.",
        "Nobody objected.",
    ]


def test_paragraphs_are_told_by_gaps() -> None:
    text = "The ferry sailed on Monday, and\nnobody was on board.\n\nIt came back on the same day."
    assert paragraphs(pdf(column(text))) == [
        "The ferry sailed on Monday, and nobody was on board.",
        "It came back on the same day.",
    ]


def test_a_full_stop_long_before_the_end_of_the_line_ends_a_paragraph() -> None:
    text = (
        "The ferry sailed on Monday morning, and nobody was\non board of it.\n"
        "The harbour office said that it knew nothing of it,\nand that it would ask."
    )
    assert paragraphs(pdf(column(text))) == [
        "The ferry sailed on Monday morning, and nobody was on board of it.",
        "The harbour office said that it knew nothing of it, and that it would ask.",
    ]


def test_headings_and_bold_lines_are_marked() -> None:
    content = pdf(
        [
            Set(60, 760, "Ferry sails again", 20),
            *column("The ferry sailed on Monday, and it was\nsaid that it will sail again.", y=730),
            Set(60, 690, "What changes", 10, "F2"),
            *column("The first boat leaves at six, and the\nlast one at eleven.", y=675),
        ]
    )
    draft = read_one(content, "a.pdf")
    assert marked(draft, "heading") == ["Ferry sails again", "What changes"]
    assert draft.title == "Ferry sails again"


def test_a_headline_over_two_lines_is_one() -> None:
    head = lines(60, 760, "Ferry sails again after\nnine days of strike", size=20, leading=24)
    content = pdf([*head, *column(LEFT)])
    assert read_one(content, "a.pdf").title == "Ferry sails again after nine days of strike"


def test_a_newspapers_name_is_its_outlet_and_no_title() -> None:
    name, head = Set(60, 790, "The Harbour Echo", 30), Set(60, 740, "Pier to be mended", 20)
    draft = read_one(pdf([name, head, *column(LEFT)]), "a.pdf")
    assert (draft.title, draft.outlet) == ("Pier to be mended", "The Harbour Echo")
    assert draft.text.split("\n\n") == ["The Harbour Echo", "Pier to be mended", *LEFT_TEXT]


def test_small_type_below_a_picture_is_its_caption() -> None:
    content = pdf(
        [
            "q 200 0 0 100 60 600 cm /P1 Do Q",
            Set(60, 588, "The white ferry at the west quay on Monday.", 8),
            *column(LEFT, y=560),
        ]
    )
    draft = read_one(content, "a.pdf")
    assert marked(draft, "caption") == ["The white ferry at the west quay on Monday."]


def test_running_heads_feet_and_page_numbers_are_left_out() -> None:
    def page(number: int, text: str) -> list[Set]:
        return [
            Set(60, 810, f"The Harbour Echo, 4 March 2026, page {number}", 8),
            *column(text),
            Set(60, 40, "https://echo.example/pier", 8),
            Set(290, 25, f"{number} of 3", 8),
        ]

    draft = read_one(pdf(page(1, LEFT), page(2, MIDDLE), page(3, RIGHT)), "a.pdf")
    assert draft.text.split("\n\n") == [*LEFT_TEXT, *MIDDLE_TEXT, *RIGHT_TEXT]
    assert draft.url == "https://echo.example/pier"
    assert draft.date == dt.date(2026, 3, 4)


def test_a_title_that_the_next_pages_have_as_their_head_is_kept() -> None:
    first = [Set(60, 760, "Pier to be mended", 20), *column(LEFT)]
    rest = [[Set(60, 810, "Pier to be mended", 8), *column(text)] for text in (MIDDLE, RIGHT)]
    assert paragraphs(pdf(first, *rest)) == [
        "Pier to be mended",
        *LEFT_TEXT,
        *MIDDLE_TEXT,
        *RIGHT_TEXT,
    ]


def test_a_year_that_ends_a_page_is_no_page_number() -> None:
    text = "The pier was built for the old ferry and was last mended in\n1998"
    assert paragraphs(pdf(column(text, y=52))) == [text.replace("\n", " ")]


def test_footnotes_come_last_and_their_numbers_leave_the_text() -> None:
    content = pdf(
        [
            Set(60, 700, "The pier costs 40,000 euros"),
            Set(172.5, 703.5, "1", 6),
            Set(180, 700, "and m"),
            Set(206, 703.5, "3", 6),
            Set(60, 688, "is the measure in which it is paid, the office said on"),
            Set(60, 100, "1 As of 4 March.", 8),
        ],
        column("Monday morning.\n>It has to be paid in May."),
    )
    text = paragraphs(content)
    assert text[0].startswith("The pier costs 40,000 euros and m3 is the measure")
    assert text[0].endswith("the office said on Monday morning.")
    assert text[1:] == ["It has to be paid in May.", "1 As of 4 March."]


def test_rows_of_a_table_keep_their_cells_together() -> None:
    rows = [("Pier", "40,000 euros"), ("Stairs", "3,500 euros"), ("Lamp", "900 euros")]
    cells = [
        Set(x, 600 - 14 * at, words)
        for at, row in enumerate(rows)
        for x, words in zip((60, 200), row, strict=True)
    ]
    assert paragraphs(pdf([*column(LEFT), *cells]))[2:] == [
        "Pier | 40,000 euros",
        "Stairs | 3,500 euros",
        "Lamp | 900 euros",
    ]


def test_an_initial_over_three_lines_begins_its_word() -> None:
    content = pdf(
        [
            Set(60, 678, "T", 40),
            Set(86, 700, "he harbour office will mend the pier"),
            Set(86, 689, "before the winter, it said on Monday,"),
            Set(86, 678, "and eleven piles have to be replaced"),
            Set(60, 667, "by divers, who begin with those at the end."),
        ]
    )
    assert paragraphs(content) == [
        "The harbour office will mend the pier before the winter, it said on Monday, and eleven "
        "piles have to be replaced by divers, who begin with those at the end."
    ]


@pytest.mark.parametrize(
    "unseen",
    [
        Set(60, 500, "Unseen words.", extra="3 Tr"),  # set without paint
        Set(60, 500, "Unseen words.", extra="1 g"),  # white on white
        Set(60, 500, "Unseen words.", 1),  # too small to read
        Set(900, 500, "Unseen words."),  # beside the page
        "q BT /F1 10 Tf 0 1 -1 0 400 500 Tm (Unseen words.) Tj ET Q",  # up the margin
        "q BT /F1 10 Tf .7 .7 -.7 .7 300 300 Tm (Unseen words.) Tj ET Q",  # a stamp across
        "BT /F1 10 Tf 60 500 Td (Unseen words.) Tj ET 0 g 50 490 200 30 re f",  # blacked out
    ],
)
def test_what_nobody_sees_is_left_out(unseen: Set | str) -> None:
    assert paragraphs(pdf([*column(LEFT), unseen])) == LEFT_TEXT


def test_white_words_on_a_dark_ground_are_seen() -> None:
    ground = "0 g 50 490 300 30 re f"
    content = pdf([*column(LEFT), ground, Set(60, 500, "Read on below.", extra="1 g")])
    assert paragraphs(content)[-1] == "Read on below."


@pytest.mark.parametrize("page", ["/Rotate 0", "/Rotate 180"])
def test_a_turned_page_is_read(page: str) -> None:
    assert paragraphs(pdf(column(LEFT), page=page)) == LEFT_TEXT


def test_a_page_set_sideways_is_read_upright() -> None:
    side = "\n".join(
        f"q BT /F1 10 Tf 0 1 -1 0 {100 + 12 * at} 60 Tm ({line.removeprefix('>')}) Tj ET Q"
        for at, line in enumerate(LEFT.replace("\n>", "\n").split("\n"))
    )
    assert " ".join(paragraphs(pdf([side], page="/Rotate 90"))) == " ".join(LEFT_TEXT)


def test_text_that_recognition_put_behind_a_scan_is_read() -> None:
    scan = "q 595 0 0 842 0 0 cm /P1 Do Q"
    hidden = [Set(s.x, s.y, s.text, s.size, extra="3 Tr") for s in column(LEFT)]
    assert paragraphs(pdf([scan, *hidden])) == LEFT_TEXT


HYPHENS = [
    (["will be mov-", "ed to the quay"], "will be moved to the quay"),
    (["the office con-", "firmed it"], "the office confirmed it"),
    (["a well-", "known stall"], "a well-known stall"),
    (["has 40-", "year-old fittings"], "has 40-year-old fittings"),
    (["has 40-year-", "old fittings"], "has 40-year-old fittings"),
    (["a state-of-", "the-art crane"], "a state-of-the-art crane"),
    (["the Anglo-", "American treaty"], "the Anglo-American treaty"),
    (["pre-", "and post-war houses"], "pre- and post-war houses"),
    (["in 2024-", "25 it fell"], "in 2024-25 it fell"),
    (["the co\u00ad", "operation of both"], "the cooperation of both"),
    (["he left – ", "and came back"], "he left – and came back"),
    (["an e\ufb03cient \ufb02eet", "o\ufb00 the coast"], "an efficient fleet off the coast"),
    (["the self-", "employed pay"], "the self-employed pay"),
    (["at the ferry-", "man's house"], "at the ferryman's house"),
    (["Brücken-", "und Straßenbau"], "Brücken- und Straßenbau"),
]


@pytest.mark.parametrize(("broken", "whole"), HYPHENS)
def test_words_divided_at_a_line_end_are_put_together(broken: list[str], whole: str) -> None:
    assert joined(broken, frozenset()) == whole


def test_a_document_tells_its_own_hyphens() -> None:
    known = vocabulary(["The sea-front is long.", "The seafarer rests."])
    assert joined(["along the sea-", "front"], known) == "along the sea-front"
    assert joined(["an old sea-", "farer"], known) == "an old seafarer"


@pytest.mark.parametrize("broken", HYPHENS[:9], ids=lambda pair: pair[1])
def test_hyphens_come_right_from_a_file(broken: tuple[list[str], str]) -> None:
    text = "\n".join(["It was written in the paper that", *broken[0]])
    assert paragraphs(pdf(column(text))) == [f"It was written in the paper that {broken[1]}"]


@pytest.mark.skipif(not CASES.is_dir(), reason="needs ../shared/cases")
def test_a_file_with_ligatures_and_hyphens_gives_whole_words() -> None:
    assert read_one((CASES / "ing-hyphen.pdf").read_bytes(), "a.pdf").text == (
        "Fish market to move\n\nThe fish market in Port Ellery will be moved to the west quay, the "
        "harbour office confirmed. A well-known stall has 40-year-old fittings, said the trader "
        "Ida Lund."
    )


def test_facts_come_from_sensible_metadata() -> None:
    info = {
        "Title": "Pier to be mended",
        "Author": "Ida Lund; Käthe Möller",
        "CreationDate": "D:20260102030405Z",
        "ModDate": "D:20260103030405Z",
    }
    draft = read_one(pdf(column(LEFT), info=info, catalog="/Lang (en-GB)"), "a.pdf")
    assert (draft.title, draft.authors) == ("Pier to be mended", ("Ida Lund", "Käthe Möller"))
    assert (draft.date, draft.modified, draft.language) == (None, None, "en-GB")


@pytest.mark.parametrize("title", ["Microsoft Word - x.doc", "pier_v3.indd", "untitled", "Scan 7"])
def test_a_programs_title_gives_way_to_the_largest_words(title: str) -> None:
    head = Set(60, 760, "Pier to be mended", 20)
    info = {"Title": title, "Author": "Canon iR-ADV C5535"}
    draft = read_one(pdf([head, *column(LEFT)], info=info), "a.pdf")
    assert (draft.title, draft.authors) == ("Pier to be mended", ())


@pytest.mark.parametrize(
    ("day", "date"), [("2026-03-04", dt.date(2026, 3, 4)), ("2027-01-01", None)]
)
def test_a_publishers_metadata_dates_and_names(day: str, date: dt.date | None) -> None:
    xmp = (
        f"<x:xmpmeta><prism:publicationDate>{day}</prism:publicationDate>"
        "<prism:publicationName>Harbour &amp; Echo</prism:publicationName></x:xmpmeta>"
    )
    draft = read_one(pdf(column(LEFT)) + xmp.encode(), "a.pdf")
    assert (draft.date, draft.outlet) == (date, "Harbour & Echo")


SCAN = "q 595 0 0 842 0 0 cm /P1 Do Q"
LOCKED = pdf(column(LEFT)).replace(
    b"/Root 1 0 R",
    b"/Root 1 0 R /ID [<00> <00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <"
    + b"11" * 32
    + b"> /U <"
    + b"22" * 32
    + b"> >>",
)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (pdf([SCAN], [SCAN]), "has pages that are pictures without text: run OCR on it first"),
        (pdf([]), "is a PDF without text"),
        (LOCKED, "is locked with a password: save a copy without one"),
        (b"%PDF-1.7\nand nothing more", "is a damaged PDF"),
        (pdf(*[[Set(60, 700, "x")]] * 401), "has more than 400 pages"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_sentence(content: bytes, words: str) -> None:
    sentence = refusal(content, "a.pdf")
    assert words in sentence
    assert "\n" not in sentence


def test_a_picture_stamped_by_its_scanner_is_still_a_scan() -> None:
    page: list[Set | str] = [SCAN, Set(60, 20, "Scanned with PaperShot", 8)]
    assert "run OCR" in refusal(pdf(page, page, page), "a.pdf")


def test_a_bomb_ends_in_a_sentence() -> None:
    bomb = pdf(["BT /F1 9 Tf 1 1 1 1 1 1 Tm (x) Tj ET\n" * 1_500_000], packed=True)
    assert refusal(bomb, "a.pdf").endswith(".")


def test_pages_that_contain_each_other_end_in_a_sentence() -> None:
    looped = pdf(column(LEFT)).replace(b"/Kids [4 0 R]", b"/Kids [2 0 R]")
    assert refusal(looped, "a.pdf").endswith(".")


SOUND = pdf([*column(LEFT), *column(MIDDLE, 230)], packed=True)


@settings(max_examples=settings().max_examples // 8)  # each begins a process
@given(st.integers(9, len(SOUND) - 1), st.integers(0, 7), st.booleans())
def test_a_broken_file_ends_in_a_draft_or_a_sentence(at: int, bit: int, cut: bool) -> None:
    broken = bytearray(SOUND)
    broken[at] ^= 1 << bit
    for item in items_of(bytes(broken[:at] if cut else broken), "a.pdf"):
        assert isinstance(item, SourceError) or item.text.strip()


WORDS = st.builds(
    Word,
    text=st.text(min_size=1, max_size=9),
    left=st.floats(-50, 700),
    right=st.floats(-50, 700),
    y=st.floats(-50, 900),
    size=st.floats(2.5, 80),
    bold=st.booleans(),
    spaced=st.booleans(),
)


@given(st.lists(st.lists(WORDS, max_size=40), max_size=3))
def test_no_word_is_lost_wherever_it_stands(pages: list[list[Word]]) -> None:
    box = Box(0, 0, 595, 842)
    body = body_of(Bare(tuple(Page(box, tuple(words), ()) for words in pages), ()))
    stood = Counter(letter for words in pages for word in words for letter in plain(word.text))
    found = Counter(letter for block in body.blocks for letter in block.text)
    lost = stood - found
    assert not [letter for letter in lost if letter.isalpha()]
