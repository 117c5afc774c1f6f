"""Tables become a draft for each row, or what is wrong with it."""

import csv
import datetime as dt
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading import items_of, read_one

from index.article import Draft
from index.errors import SourceError
from index.readers.encoding import normalise

LONG = "It rained all day, the harbour office said. " * 4_000


def rows(content: str | bytes, name: str = "t.csv") -> list[Draft | SourceError]:
    raw = content.encode() if isinstance(content, str) else content
    return items_of(raw, name)


def written(*table: list[str], **form: str) -> str:
    out = io.StringIO()
    csv.writer(out, **form).writerows(table)  # type: ignore[arg-type]
    return out.getvalue()


def test_columns_are_known_by_their_names_in_any_order() -> None:
    table = written(
        ["Author(s)", "URL", "Published", "ID", "Body", "Headline", "Publication", "Language"],
        ["Ida Lund; Jonas Weir", "https://e.example/1", "4 March 2026", "x-1",
         "First, of two.\n\nSecond.", "Ferry: back", "The Echo", "en_GB"],
        ["", "", "2027-01-01", "", "Third.", "", "nan", ""],
    )  # fmt: skip
    assert rows(table) == [
        Draft(
            "t.csv:2", "First, of two.\n\nSecond.", "x-1", "Ferry: back", "The Echo",
            dt.date(2026, 3, 4), "https://e.example/1",
            authors=("Ida Lund", "Jonas Weir"), language="en-GB",
        ),
        Draft("t.csv:5", "Third."),
    ]  # fmt: skip


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "windows-1252", "utf-16"])
def test_separators_and_encodings_of_excel(delimiter: str, encoding: str) -> None:
    table = written(
        ["title", "text"], ["Möller: “No”", 'She said “no”; "never", a|b.'], delimiter=delimiter
    )
    (draft,) = rows(table.encode(encoding))
    assert draft == Draft("t.csv:2", 'She said “no”; "never", a|b.', title="Möller: “No”")


def test_a_line_that_states_the_separator_is_followed() -> None:
    assert rows("sep=;\ntitle;text\nA;One, two.\n") == [Draft("t.csv:3", "One, two.", title="A")]


def test_cells_longer_than_the_csv_modules_limit_are_whole() -> None:
    (draft,) = rows(written(["id", "text"], ["a", LONG]))
    assert isinstance(draft, Draft)
    assert draft.text == LONG.strip()


def test_a_cell_of_html_loses_its_tags() -> None:
    cell = "<h2>Ferry</h2><p>It sails <b>again</b>.</p><p>Nobody objected.</p>"
    (draft,) = rows(written(["id", "content"], ["1", cell]))
    assert isinstance(draft, Draft)
    assert draft.text == "Ferry\n\nIt sails again.\n\nNobody objected."
    assert draft.marks[0].kind == "heading"


def test_a_bad_row_is_a_failure_of_its_own() -> None:
    table = (
        'id,title,text\n1,A,"One."\n2,B,\n3,C,Too, many, cells.\n4,D,"He said "no" to it."\n'
        ',,\n5,E,"Five."\n6,F,"Never closed.\n7,G,Seven.\n'
    )
    items = rows(table)
    assert [item.source for item in items] == [f"t.csv:{line}" for line in (2, 3, 4, 5, 7, 8, 9)]
    assert [item.text for item in items if isinstance(item, Draft)] == ["One.", "Five.", "Seven."]
    assert [str(item) for item in items if isinstance(item, SourceError)] == [
        "t.csv:3 has no text: an article needs words in it.",
        "t.csv:4 has 5 cells and the first line names 3: put quotation marks around cells that "
        "have the separator in them.",
        "t.csv:5 has a quotation mark inside a cell in quotation marks: double it.",
        "t.csv:8 has a quotation mark that is never closed: close it.",
    ]


def test_tabbed_text_may_have_marks_that_mean_nothing() -> None:
    table = 'id\ttext\n1\t"No," she said.\n2\t"It ""rained""."\n3\tIt "poured\n'
    assert [item.text for item in rows(table) if isinstance(item, Draft)] == [
        '"No," she said.', 'It "rained".', 'It "poured',
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("By Ida Lund and Jonas Weir", ("Ida Lund", "Jonas Weir")),
        ("Ida Lund, Jonas Weir", ("Ida Lund", "Jonas Weir")),
        ("Lund, Ida", ("Lund, Ida",)),
        ("['Ida Lund', \"Jonas O'Weir\"]", ("Ida Lund", "Jonas O'Weir")),
        ("[]", ()),
    ],
)
def test_authors_are_divided(cell: str, names: tuple[str, ...]) -> None:
    (draft,) = rows(written(["text", "author"], ["It rained.", cell]))
    assert isinstance(draft, Draft)
    assert draft.authors == names


@pytest.mark.parametrize(
    "text",
    [
        "Text, pictures and sound\n\nThe museum shows all three, it said.\n",
        "Body and title\n\nIt rained, and it poured.\n",
        "The story, the source and the date are all in doubt, she said, and so is the text.\n",
        "Content; comments\n",
    ],
)
def test_words_with_commas_are_no_table(text: str) -> None:
    assert read_one(text).text == text


def test_names_without_rows_and_other_tables_are_no_articles() -> None:
    assert read_one("year,jobs\n2025,241\n").text == "year,jobs\n2025,241\n"
    (fault,) = rows("id,title,text\n,,\n1,A,\n")
    assert str(fault).startswith("t.csv:3 has no text")


WORDS = st.text(st.characters(exclude_categories=["C"])).filter(lambda text: text.strip())


@given(st.lists(WORDS, min_size=1, max_size=5))
def test_tables_round_trip(texts: list[str]) -> None:
    table = written(["id", "text"], *([str(n), text] for n, text in enumerate(texts)))
    items = rows(table)
    assert len(items) == len(texts)
    for item, text in zip(items, texts, strict=True):
        kept = normalise(text).strip()
        assert isinstance(item, SourceError) or "<" in text or item.text == kept


@given(st.text(alphabet='a",;\n\t1', max_size=80))
def test_any_table_becomes_drafts_or_faults(tail: str) -> None:
    for item in rows("id,text\n1,a\n" + tail):
        assert isinstance(item, Draft | SourceError)
