import html
import re

import pytest
from eval_examples import report, scored
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from report_examples import BREAKS_OUT, made, tricky

from eval.intervals import Score
from eval.markdown_report import escaped, markdown

READER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
MARKUP = "\\`*_[]()<>#|~&$@:-+=.!1w/ ab\n"


def read(text: str) -> str:
    """Return what a reader sees of Markdown."""
    return html.unescape(re.sub(r"<!-- -->|<[^>]+>", "", READER.render(text))).strip()


def test_a_report_has_its_figures_kinds_and_worst_cases() -> None:
    found = markdown(
        report(
            made("c1", None, kind="who", scores={"right": Score(1.0)}),
            made("c2", None, "refused wrongly", kind="when", scores={"right": Score(0.0)}),
        )
    )
    assert found.split("\n") == [
        "## quays: 2 cases, no model",
        "",
        "10 February 2026, 09:00, Byline 0.1.0, seed 0",
        "",
        "### Figures",
        "",
        "| figure | what it is | value | 95 % interval | n |",
        "| :--- | :--- | ---: | ---: | ---: |",
        "| `right` | right on the whole | 0.500 | 0.000 to 1.000 | 2 |",
        "",
        "### By kind of question",
        "",
        "| kind | right | 95 % interval | n | cases | with a fault |",
        "| :--- | ---: | ---: | ---: | ---: | ---: |",
        "| when | 0.000 | 0.000 to 0.000 | 1 | 1 | 100 % |",
        "| who | 1.000 | 1.000 to 1.000 | 1 | 1 | 0 % |",
        "",
        "### The worst cases",
        "",
        "1 of 2 cases have a fault:",
        "",
        "- **c2** (when): How many piles?",
        "  - refused wrongly",
        "",
    ]


def test_only_the_worst_ten_cases_are_there_and_it_is_said() -> None:
    found = markdown(report(*(scored(f"c{n}", ("late",), token_f1=n / 20) for n in range(12))))
    assert "12 of 12 cases have a fault; the worst 10:" in found
    assert found.count("\n- **") == 10
    assert "**c11**" not in found


def test_a_run_without_faults_says_so() -> None:
    assert "No case has a fault." in markdown(report(scored("c1", token_f1=1.0)))


def test_of_many_faults_and_kinds_the_first_are_there() -> None:
    many = made("c", None, *(f"fault {n}" for n in range(9)))
    assert "fault 4\n  - … and 4 more\n" in markdown(report(many))
    kinds = markdown(report(*(made("c", None, kind=f"kind {n}") for n in range(50))))
    assert "… and 10 kinds more, which did better." in kinds


def test_markup_of_answers_makes_no_markup() -> None:
    rendered = READER.render(markdown(tricky()))
    assert not re.search(r"<(script|img|a|b)\b", rendered)
    assert BREAKS_OUT in read(markdown(tricky()))
    assert rendered.count("<table>") == 2


@pytest.mark.parametrize(
    "text", ["@byline", "see #12", "https://evil.example", "www.evil.example", ":tada:", "$a$ b$"]
)
def test_nobody_is_mentioned_and_nothing_is_linked(text: str) -> None:
    assert read(escaped(text)) == text
    assert not re.search(r"@b|#1|://|www\.|:t|\$a", escaped(text))


def test_a_long_text_is_cut_and_a_line_break_is_a_space() -> None:
    assert escaped("a\n\n# b") == "a \\#<!-- --> b"
    assert len(escaped("a" * 999)) == 200


@given(st.text(MARKUP, max_size=60))
def test_what_is_escaped_reads_as_it_stood(text: str) -> None:
    plain = " ".join(text.split())
    table = READER.render(f"| a |\n| --- |\n| {escaped(text)} |")
    assert read(f"- x {escaped(text)}") == f"x {plain}".strip()
    if plain:
        assert table.count("<td>") == 1
        assert read(f"- {escaped(text)}") == plain
