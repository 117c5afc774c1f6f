"""Articles as text, Markdown, HTML and JSON Lines become drafts with facts and marks."""

import datetime as dt
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading import items_of, read_one, refusal

from index.article import Draft
from index.errors import SourceError
from index.readers import read_content
from index.readers.blocks import Block, compose
from index.readers.encoding import normalise
from index.readers.header import split_header

CASES = Path(__file__).parents[2] / "shared" / "cases"


def marked(draft: Draft, kind: str) -> list[str]:
    return [draft.text[mark.start : mark.end] for mark in draft.marks if mark.kind == kind]


PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8">
<title>Dock strike ends after nine days | The Harbour Echo</title>
<meta property="og:site_name" content="The Harbour Echo">
<meta property="og:title" content="Dock strike ends after nine days">
<link rel="canonical" href="https://echo.example/news/dock-strike">
<meta property="article:published_time" content="2026-02-11T08:00:00+01:00">
<meta property="article:modified_time" content="2026-02-14T08:00:00+01:00">
</head><body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav><main><article>
<h1>Dock strike ends after nine days</h1>
<figure><img src="a.jpg" alt="x"><figcaption><p>Cranes stood still.</p><p>Photo: J. Weir</p>
</figcaption></figure>
<p>Dockers in Port Ellery went back to work on Wednesday after <a href="/x">nine days</a> of
strike, their union said. The port had lost 3.4<b>5</b> million euros.</p>
<p>“We got what we asked for,” said Mara Ostrov.<br><br>The port did not comment.</p>
<blockquote><p>“The cranes will turn again.”</p></blockquote>
<h2>What was agreed</h2><ul><li>Pay rises in March<ul><li>first by age</li></ul></li></ul>
<p>The number of jobs is <del>214</del> 241, the port said in a correction on Friday.</p>
<table><tr><th>Year</th><th>Jobs</th></tr><tr><td>2025</td><td>241</td></tr></table>
</article><section id="comments" class="comments"><h2>Comments</h2>
<div class="comment"><p>Great news, says user1234, I hope that the ferries run now.</p></div>
</section></main><footer><p>© 2026 Harbour Echo</p></footer></body></html>"""

MARKDOWN = """---
title: "Ferry: six crossings"
outlet: Harbour Echo
date: 2026-03-03
tags:
  - ferry
url: https://echo.example/f
---
# Ferry comes back

![A white ferry](ferry.jpg "The Alma at the quay.")

The **harbour office** said
on [Tuesday](https://x.example/t) that <b>six</b> ferries run; ~~four~~ five are new.

Nobody from <Channel 9> came [sic] &amp; none was asked.

> “We are back,” said Mara Ostrov.

## What changes

1. First boat at six
   - on Sundays at eight

| Day | Boats |
|-----|-------|
| Mon | 6 |

```
printed as it stands
```
"""


def test_html_gives_its_article_with_facts_and_without_furniture() -> None:
    draft = read_one(PAGE)
    assert draft.title == "Dock strike ends after nine days"
    assert draft.outlet == "The Harbour Echo"
    assert draft.date == dt.date(2026, 2, 11)
    assert draft.url == "https://echo.example/news/dock-strike"
    assert draft.text.split("\n\n") == [  # the title is not said twice
        "Cranes stood still. Photo: J. Weir",
        "Dockers in Port Ellery went back to work on Wednesday after nine days of strike, "
        "their union said. The port had lost 3.45 million euros.",
        "“We got what we asked for,” said Mara Ostrov.",
        "The port did not comment.",
        "“The cranes will turn again.”",
        "What was agreed",
        "Pay rises in March",
        "first by age",
        "The number of jobs is 241, the port said in a correction on Friday.",
        "Year | Jobs",
        "2025 | 241",
    ]
    assert marked(draft, "heading") == ["What was agreed"]
    assert marked(draft, "caption") == ["Cranes stood still. Photo: J. Weir"]
    assert "first by age" in marked(draft, "body")


def test_a_page_is_never_published_after_today() -> None:
    (item,) = read_content(PAGE.encode(), "a.html", dt.date(2026, 2, 1))
    assert isinstance(item, Draft)
    assert item.date is None


def test_a_day_named_in_the_article_is_not_its_date() -> None:
    page = (
        "<html><head><title>Bridge</title></head><body><article><h1>Bridge</h1><p>The bridge of "
        "12 April 2019 is to be torn down, the county said.</p></article></body></html>"
    )
    assert read_one(page).date is None


def test_words_of_nested_elements_are_not_joined() -> None:
    page = (
        "<html><body><article><div><span>18 February</span><span>Harbour</span></div>"
        "<div>Text of the council<div>Ida Lund asked</div>and nobody objected.</div>"
        "<p>It costs 12<b>,</b>500 euros, which the treasurer told the meeting at length, and "
        "it is to be ready before the summer recess begins in July.</p></article></body></html>"
    )
    lines = read_one(page).text.split("\n\n")
    assert lines[:4] == [
        "18 February Harbour",
        "Text of the council",
        "Ida Lund asked",
        "and nobody objected.",
    ]
    assert "12,500 euros" in lines[4]


def test_a_paragraph_that_a_page_has_twice_comes_once() -> None:
    paragraph = "The harbour office will run four ferries a day from 3 March, it said."
    assert compose([Block(paragraph), Block("Yes."), Block(paragraph), Block("Yes.")]).text == (
        f"{paragraph}\n\nYes.\n\nYes."
    )


def test_a_page_of_menus_has_no_article() -> None:
    page = "<html><head><title>x</title></head><body><nav>Home Sport</nav><hr></body></html>"
    assert refusal(page).startswith("No article text was found in a.txt")


@pytest.mark.parametrize("name", ["page.txt", "page.md", "page"])
def test_html_is_known_by_content_whatever_its_name(name: str) -> None:
    draft = read_one("<p>Only a piece of a page, with words in it.</p>", name)
    assert draft.text == "Only a piece of a page, with words in it."


def test_a_declared_encoding_is_used() -> None:
    page = (
        '<html><head><meta charset="shift_jis"></head><body><p>東京で会議が開かれた。'
        "参加者は多かった。</p></body></html>"
    )
    assert "東京で会議が開かれた" in read_one(page.encode("shift_jis")).text


def test_markdown_loses_its_markup_and_keeps_its_words() -> None:
    draft = read_one(MARKDOWN, "x.md")
    assert (draft.title, draft.outlet) == ("Ferry: six crossings", "Harbour Echo")
    assert (draft.date, draft.url) == (dt.date(2026, 3, 3), "https://echo.example/f")
    assert draft.text.split("\n\n") == [
        "Ferry comes back",
        "The Alma at the quay.",
        "The harbour office said on Tuesday that six ferries run; five are new.",
        "Nobody from <Channel 9> came [sic] & none was asked.",
        "“We are back,” said Mara Ostrov.",
        "What changes",
        "First boat at six",
        "on Sundays at eight",
        "Day | Boats",
        "Mon | 6",
        "printed as it stands",
    ]
    assert marked(draft, "heading") == ["Ferry comes back", "What changes"]
    assert marked(draft, "caption") == ["The Alma at the quay."]
    assert marked(draft, "body")[0] == "First boat at six"


def test_markdown_without_front_matter_is_titled_by_its_first_heading() -> None:
    draft = read_one("# Ferry *comes* back\n\nIt sails.", "x.txt")
    assert draft.title == "Ferry comes back"


def test_html_inside_markdown_loses_tags_and_scripts() -> None:
    draft = read_one(
        "# Note\n\n<div><p>Times are <em>local</em>.</p><script>alert(1)</script></div>\n"
    )
    assert draft.text == "Note\n\nTimes are local."


def test_plain_text_with_stray_signs_is_no_markdown() -> None:
    text = "He said # nothing.\n- Who?\n- You.\nIt cost * more_or_less.\nSee [1] for it.\n"
    for name in ("a.txt", "a.html"):
        assert read_one(text, name).text == text


def test_plain_text_is_kept_and_named_after_its_file() -> None:
    text = "The ferry sailed, and it was said that it will sail again.\nNobody objected.\n"
    draft = read_one(text)
    assert draft.text == text
    assert draft.title == "Ferry strike ends"
    assert (draft.id, draft.outlet, draft.date, draft.url, draft.marks) == (
        None,
        None,
        None,
        None,
        (),
    )


def test_plain_text_with_a_headline_is_named_after_it() -> None:
    draft = read_one("Ferry Strike Ends in Ellery\n\nThe ferry sailed on Monday, it said.\n")
    assert draft.title == "Ferry Strike Ends in Ellery"


def test_a_header_gives_facts_and_leaves_the_text() -> None:
    draft = read_one(
        "Title: One two\nOutlet: Echo\nDate: March 4, 2026\nURL: https://e.example/1\n\n"
        "The text starts here.\n"
    )
    assert (draft.title, draft.outlet) == ("One two", "Echo")
    assert (draft.date, draft.url) == (dt.date(2026, 3, 4), "https://e.example/1")
    assert draft.text == "The text starts here.\n"


def test_a_first_line_with_a_colon_is_no_header() -> None:
    text = "Brussels: a deal is near\n\nThe ministers met.\n"
    assert split_header(text).body == text


def test_a_header_without_text_is_refused() -> None:
    assert refusal("Title: One two\n\n") == "a.txt has a header but no text: add the article."


def test_json_lines_give_each_line_or_its_fault() -> None:
    lines = [
        '{"id": "x-1", "title": "T", "outlet": "E", "date": "2026-01-20T23:30:00-05:00",'
        ' "url": "https://e.example", "text": "One.\\n\\nTwo."}',
        "not json",
        "",
        '{"title": "no text", "text": null}',
        '{"text": "Three.", "date": "soon", "id": 7}',
        '{"text": "Four.", "outlet": 4}',
    ]
    items = items_of("\n".join(lines).encode(), "n.jsonl")
    assert items[0] == Draft(
        "n.jsonl:1", "One.\n\nTwo.", "x-1", "T", "E", dt.date(2026, 1, 20), "https://e.example"
    )
    assert items[3] == Draft("n.jsonl:5", "Three.", id="7")
    faults = [str(item) for item in items if isinstance(item, SourceError)]
    assert [fault.split(" ")[0].rstrip(":") for fault in faults] == [
        "n.jsonl:2",
        "n.jsonl:4",
        "n.jsonl:6",
    ]
    assert 'has no "text"' in faults[1]
    assert '"outlet" must be text' in faults[2]


def test_half_a_surrogate_pair_in_json_is_dropped() -> None:
    assert read_one('{"text": "a\\ud800b c"}').text == "ab c"


def test_one_json_object_over_several_lines_is_one_article() -> None:
    draft = read_one(json.dumps({"id": "a", "text": "One."}, indent=2), "show.json")
    assert (draft.id, draft.text) == ("a", "One.")


def test_json_without_an_article_is_one_fault() -> None:
    assert "is not an article" in refusal(json.dumps([{"a": 1}, {"b": 2}], indent=2))


@given(st.lists(st.tuples(st.text(), st.sampled_from([None, "heading", "caption"]))))
def test_marks_cut_the_blocks_out_of_the_text(pairs: list[tuple[str, None]]) -> None:
    blocks = [Block(text, kind) for text, kind in pairs]
    composed = compose(blocks)
    cut = [composed.text[mark.start : mark.end] for mark in composed.marks]
    given_texts = {normalise(block.text).strip() for block in blocks if block.kind}
    assert set(cut) <= given_texts
    assert all(cut)


@given(st.text().filter(str.strip))
def test_json_lines_round_trip(text: str) -> None:
    line = json.dumps({"id": "a", "title": "T", "text": text}).encode()
    (item,) = items_of(line, "a.jsonl")
    if isinstance(item, Draft):
        assert item.text == normalise(text)
    else:
        assert not normalise(text).strip()


@pytest.mark.skipif(not CASES.is_dir(), reason="needs ../shared/cases")
def test_a_small_article_in_main_comes_once() -> None:
    draft = read_one((CASES / "ing-twice.html").read_bytes())
    assert draft.title == "Ferry timetable changes in Port Ellery"
    assert [line[:28] for line in draft.text.split("\n\n")] == [
        "The harbour office will run ",
        "The harbour master, Mara Ost",
    ]


@pytest.mark.skipif(not CASES.is_dir(), reason="needs ../shared/cases")
def test_a_date_in_a_script_is_not_the_articles() -> None:
    draft = read_one((CASES / "ing-date-script.html").read_bytes())
    assert draft.date == dt.date(2026, 3, 4)
