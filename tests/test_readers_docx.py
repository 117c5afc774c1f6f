"""Word documents become drafts of what their reader sees, or one clear sentence."""

import datetime as dt
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from docx_files import core, docx, field, notes, p, part, run, table
from hypothesis import given
from hypothesis import strategies as st
from reading import items_of, read_one, refusal

from index.article import Draft
from index.errors import SourceError

CASES = Path(__file__).parents[2] / "shared" / "cases"
LONG = "The harbour office will mend the long pier before the winter, it said on Monday. " * 6


def paragraphs(content: bytes) -> list[str]:
    return read_one(content, "a.docx").text.split("\n\n")


def marked(draft: Draft, kind: str) -> list[str]:
    return [draft.text[mark.start : mark.end] for mark in draft.marks if mark.kind == kind]


def text_box(words: str) -> str:
    return (
        "<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx><w:txbxContent>"
        f"{p(words)}</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict>"
        f"<v:textbox><w:txbxContent>{p(words)}</w:txbxContent></v:textbox></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r>"
    )


def tc(words: str) -> str:
    return f"<w:tc>{p(words)}</w:tc>"


def control(inside: str, settings: str = "") -> str:
    return f"<w:sdt><w:sdtPr>{settings}</w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"


SENTENCES = [
    (
        "a link",
        [p("The buyer is ", f"<w:hyperlink>{run('Sol Shipping')}</w:hyperlink>", ", it said.")],
        ["The buyer is Sol Shipping, it said."],
    ),
    (
        "a link made by a field",
        [p("The buyer is ", field('HYPERLINK "https://e.example"', "Sol Shipping"), ".")],
        ["The buyer is Sol Shipping."],
    ),
    (
        "a field inside the code of a field",
        [p("It is ", field(f"IF {field('PAGE', '1')} = 1", "so"), ".")],
        ["It is so."],
    ),
    ("a field without a result", [p("It sails.", field('XE "ferry"'))], ["It sails."]),
    (
        "a field that never ends",
        [p("One.", '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'), p("Two.")],
        ["One.", "Two."],
    ),
    (
        "a simple field",
        [p("It is ", f'<w:fldSimple w:instr="DATE">{run("Monday")}</w:fldSimple>', ".")],
        ["It is Monday."],
    ),
    (
        "cells",
        [table(("Price", "3.4 million euros"), ("Year", "2026"))],
        ["Price | 3.4 million euros", "Year | 2026"],
    ),
    ("an empty cell", [table(("Price", "", "3"))], ["Price | 3"]),
    ("a cell with two lines", [table(("Price", p("one") + p("two")))], ["Price | one two"]),
    (
        "a table in a cell",
        [table(("Price", table(("a", "b"))))],
        ["Price | a | b"],
    ),
    (
        "a table that divides the page",
        [table((p(LONG) + p("It ends."), "Beside it."))],
        [LONG.strip(), "It ends.", "Beside it."],
    ),
    ("a frame of one cell", [table((p("One.") + p("Two."),))], ["One.", "Two."]),
    (
        "insertions and deletions",
        [
            p(
                "There are ",
                "<w:del><w:r><w:delText>214</w:delText></w:r></w:del>",
                f"<w:ins>{run('241')}</w:ins>",
                " beds.",
            )
        ],
        ["There are 241 beds."],
    ),
    (
        "words that moved",
        [
            p(f"<w:moveTo>{run('Here.')}</w:moveTo>"),
            p(f"<w:moveFrom>{run('Here.')}</w:moveFrom>"),
        ],
        ["Here."],
    ),
    (
        "a deleted end of a paragraph",
        [p("It sails ", settings="<w:rPr><w:del/></w:rPr>"), p("at six.")],
        ["It sails at six."],
    ),
    (
        "a deleted end of the last paragraph",
        [p("It sails.", settings="<w:rPr><w:del/></w:rPr>")],
        ["It sails."],
    ),
    (
        "a deleted row",
        [
            table(("a", "b")).replace("<w:tr>", "<w:tr><w:trPr><w:del/></w:trPr>"),
            p("It sails."),
        ],
        ["It sails."],
    ),
    ("a text box, once", [p("It sails.", text_box("At six."))], ["It sails.", "At six."]),
    ("a control of paragraphs", [control(p("One.")), p("Two.")], ["One.", "Two."]),
    ("a control of words", [p("It is ", control(run("so")), ".")], ["It is so."]),
    (
        "a control of a cell",
        [f"<w:tbl><w:tr>{control(tc('a'))}{tc('b')}</w:tr></w:tbl>"],
        ["a | b"],
    ),
    (
        "a control that asks to be filled in",
        [p("It sails. ", control(run("Click here."), "<w:showingPlcHdr/>"))],
        ["It sails."],
    ),
    (
        "a table of contents",
        [
            control(
                p("Contents"),
                '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>',
            ),
            p("Pier ... 2", style="Verzeichnis1"),
            p("It sails."),
        ],
        ["It sails."],
    ),
    (
        "hyphens",
        [
            p(
                "<w:r><w:t>well</w:t><w:noBreakHyphen/><w:t>known, co</w:t><w:softHyphen/>"
                "<w:t>operate, 40\u2011year, har\u00adbour</w:t></w:r>"
            )
        ],
        ["well-known, cooperate, 40-year, harbour"],
    ),
    (
        "tabs and line ends",
        [p("<w:r><w:t>Six</w:t><w:tab/><w:t>Pier</w:t><w:br/><w:t>Eight</w:t></w:r>")],
        ["Six Pier\nEight"],
    ),
    ("words cut into runs", [p("Har", "bour ", "of", "fice")], ["Harbour office"]),
    ("hidden words", [p("Seen.", run("Unseen.", "<w:vanish/>"))], ["Seen."]),
    ("words not hidden", [p("Seen", run(" too.", '<w:vanish w:val="0"/>'))], ["Seen too."]),
    ("a hidden style", [p("Unseen.", style="Geheim"), p("Seen.")], ["Seen."]),
    (
        "an initial over several lines",
        [p("T", settings='<w:framePr w:dropCap="drop"/>'), p("he pier is old.")],
        ["The pier is old."],
    ),
    (
        "a mark of a comment",
        [p('<w:commentRangeStart w:id="1"/>', "It sails.", "<w:r><w:commentReference/></w:r>")],
        ["It sails."],
    ),
    (
        "smart tags and words with readings",
        [
            p(
                f"<w:smartTag>{run('Port Ellery ')}</w:smartTag>",
                f"<w:r><w:ruby><w:rt>{run('over')}</w:rt><w:rubyBase>{run('東京')}</w:rubyBase>"
                "</w:ruby></w:r>",
            )
        ],
        ["Port Ellery 東京"],
    ),
    (
        "a formula",
        [p("It is ", "<m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath>", ".")],
        ["It is x+1."],
    ),
]


@pytest.mark.parametrize(
    ("body", "texts"), [case[1:] for case in SENTENCES], ids=[case[0] for case in SENTENCES]
)
def test_what_a_reader_of_word_sees_is_read(body: list[str], texts: list[str]) -> None:
    assert paragraphs(docx(*body)) == texts


def test_notes_come_last_and_leave_no_number() -> None:
    foot = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
    end = '<w:r><w:endnoteReference w:id="2"/></w:r>'
    content = docx(
        p("It costs 40,000 euros", foot.format(3), " now", end, "."),
        p("It is old.", foot.format(2)),
        parts={
            "word/footnotes.xml": notes("footnote", "As of May.", "Without tax."),
            "word/endnotes.xml": notes("endnote", "So the office."),
        },
    )
    assert paragraphs(content) == [
        "It costs 40,000 euros now.",
        "It is old.",
        "Without tax.",
        "As of May.",
        "So the office.",
    ]


def test_headers_footers_and_comments_are_left_out() -> None:
    others = {
        "word/header.xml": part("hdr", p("The Harbour Echo")),
        "word/comments.xml": part("comments", f'<w:comment w:id="1">{p("Sure?")}</w:comment>'),
    }
    assert paragraphs(docx(p("It sails."), parts=others)) == ["It sails."]


def test_styles_tell_headings_captions_and_lists() -> None:
    item = "<w:numPr/>"
    draft = read_one(
        docx(
            p("Pier to be mended", style="Titel"),
            p("The pier is old."),
            p("What changes", style="berschrift1"),
            p("New lamps", style="Zwischen"),
            p("Lamps from May", settings=item),
            p("The pier on Monday", style="Beschriftung"),
            p("And the stairs", settings='<w:outlineLvl w:val="1"/>'),
        ),
        "a.docx",
    )
    assert draft.title == "Pier to be mended"
    assert marked(draft, "heading") == [
        "Pier to be mended",
        "What changes",
        "New lamps",
        "And the stairs",
    ]
    assert marked(draft, "caption") == ["The pier on Monday"]
    assert marked(draft, "body") == ["Lamps from May"]


def test_facts_come_from_the_properties() -> None:
    facts = core(
        title="Pier to be mended",
        creator="Ida Lund; Käthe Möller",
        created="2026-03-04T08:00:00Z",
        modified="2026-03-05T08:00:00Z",
    )
    draft = read_one(docx(p("The pier is old."), parts={"docProps/core.xml": facts}), "a.docx")
    assert (draft.title, draft.authors) == ("Pier to be mended", ("Ida Lund", "Käthe Möller"))
    assert (draft.date, draft.modified) == (dt.date(2026, 3, 4), dt.date(2026, 3, 5))
    assert draft.language == "en-GB"


def test_a_programs_properties_and_days_to_come_are_no_facts() -> None:
    facts = core(
        title="Microsoft Word - pier.doc",
        creator="python-docx",
        created="2031-03-04T08:00:00Z",
        modified="2031-03-05T08:00:00Z",
    )
    draft = read_one(docx(p("The pier is old."), parts={"docProps/core.xml": facts}), "pier.docx")
    assert (draft.title, draft.authors, draft.date, draft.modified) == ("Pier", (), None, None)


def test_a_stated_day_of_issue_is_better_than_that_of_making() -> None:
    facts = core(created="2026-01-01T08:00:00Z", issued="2026-03-04")
    draft = read_one(docx(p("The pier is old."), parts={"docProps/core.xml": facts}), "a.docx")
    assert draft.date == dt.date(2026, 3, 4)


@pytest.mark.skipif(not CASES.is_dir(), reason="needs ../shared/cases")
def test_words_of_links_and_cells_are_read() -> None:
    assert paragraphs((CASES / "ing-link.docx").read_bytes()) == [
        "Quay sale",
        "The buyer is Sol Shipping of Port Ellery, the council said on Friday.",
        "Price | 3.4 million euros",
        "“We got a fair price,” said the treasurer, Ida Lund.",
    ]


def test_a_document_is_known_by_its_content() -> None:
    assert read_one(docx(p("It sails.")), "a.txt").text == "It sails."


ENTITIES = (
    '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "{}">]><w:document xmlns:w="urn:w"><w:body>'
    "<w:p><w:r><w:t>It sails. &a;</w:t></w:r></w:p></w:body></w:document>"
)
SOUND = docx(p("The pier is old."), p("It is long."))
LOCKED = bytearray(SOUND)
for sign, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
    place = LOCKED.find(sign)
    while place >= 0:
        LOCKED[place + at] |= 1
        place = LOCKED.find(sign, place + 4)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "is an old Office document (.doc)"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "is locked with a password",
        ),
        (bytes(LOCKED), "is locked with a password"),
        (SOUND[:-40], "is a damaged Word document"),
        (docx(parts={"word/document.xml": "<w:document"}), "is a damaged Word document"),
        (docx(), "is a Word document without text"),
        (docx(p(" ")), "is a Word document without text"),
        (docx(parts={"word/document.xml": ENTITIES.format("b" * 9)}), "is a damaged Word"),
        (
            docx(
                parts={"word/document.xml": ENTITIES.replace('"{}"', 'SYSTEM "file:///etc/passwd"')}
            ),
            "is a damaged Word document",
        ),
        (docx("<w:smartTag>" * 5000), "is a damaged Word document"),
        (docx(*["<w:p>" * 200, "</w:p>" * 200]), "is a Word document without text"),
        (docx(p("x" * 70_000_000)), "is larger unpacked than 64 MB"),
        (
            docx(
                parts={
                    "_rels/.rels": '<R><r Type="u/officeDocument" Target="../../etc/passwd"/></R>',
                }
            ),
            "is a damaged Word document",
        ),
    ],
    ids=range(13),
)
def test_what_cannot_be_read_is_refused_in_one_sentence(content: bytes, words: str) -> None:
    sentence = refusal(content, "a.docx")
    assert words in sentence
    assert "\n" not in sentence
    assert "root:" not in sentence


def test_other_parts_that_are_broken_do_no_harm() -> None:
    broken = {"word/styles.xml": "<w:styles", "docProps/core.xml": "", "word/footnotes.xml": "x"}
    reference = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    assert paragraphs(docx(p("It sails.", reference), parts=broken)) == ["It sails."]


def test_styles_that_are_based_on_each_other_end() -> None:
    looped = '<w:style w:styleId="a"><w:basedOn w:val="a"/></w:style>'
    content = docx(p("It sails.", style="a"), parts={"word/styles.xml": part("styles", looped)})
    assert paragraphs(content) == ["It sails."]


def test_a_workbook_is_no_word_document() -> None:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>")
    assert "which this version does not read" in refusal(packed.getvalue(), "a.xlsx")


@given(st.integers(4, len(SOUND) - 1), st.integers(0, 7), st.booleans())
def test_a_broken_file_ends_in_a_draft_or_a_sentence(at: int, bit: int, cut: bool) -> None:
    broken = bytearray(SOUND)
    broken[at] ^= 1 << bit
    for item in items_of(bytes(broken[:at] if cut else broken), "a.docx"):
        assert isinstance(item, SourceError) or item.text.strip()


BODIES = st.recursive(
    st.text(st.characters(codec="utf-8", exclude_characters="<>&"), max_size=9).map(p),
    lambda inner: st.one_of(
        inner.map(control),
        st.tuples(inner, inner).map(table),
        inner.map(lambda body: p("Box", f"<w:r><w:txbxContent>{body}</w:txbxContent></w:r>")),
    ),
    max_leaves=8,
)


@given(BODIES)
def test_any_nesting_ends_in_a_draft_or_a_sentence(body: str) -> None:
    for item in items_of(docx(body), "a.docx"):
        assert isinstance(item, SourceError) or item.text.strip()
