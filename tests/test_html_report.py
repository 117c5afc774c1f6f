"""The page of a report: that all is there, nothing is fetched, and nothing of a text is markup."""

import base64
import hashlib
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

import pytest
from eval_examples import report, scored
from report_examples import BREAKS_OUT, CASES, HEBREW, SCRIPT, kept_answer, made, scores, tricky

from eval.glossary import GROUPS
from eval.html_report import html
from eval.metrics import METRICS
from eval.report import EvalReport, Gold, ReportCase
from eval.worst import worst_first

VOID = ("meta", "input", "img", "link", "br")
NO_LONGER = 8_000_000


@dataclass
class Element:
    tag: str
    attributes: dict[str, str | None] = field(default_factory=dict)
    inner: "list[Element | str]" = field(default_factory=list)

    def all(self, tag: str) -> "list[Element]":
        found = [self] if self.tag == tag else []
        for child in self.inner:
            found += child.all(tag) if isinstance(child, Element) else []
        return found

    def text(self) -> str:
        parts = [child if isinstance(child, str) else child.text() for child in self.inner]
        return "".join(parts)

    def rows(self) -> list[list[str]]:
        """Return the words of each table row, or of each name in a list with what belongs to it."""
        return [
            [" ".join(cell.text().split()) for cell in row.inner if isinstance(cell, Element)]
            for row in self.all("tr") or self.all("dl")
        ]


class Page(HTMLParser):
    """Reads a page to a tree, and minds that every element is closed where it should be."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.root = Element("page")
        self._open = [self.root]
        self.feed(text)
        self.close()
        assert self._open == [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, dict(attrs))
        self._open[-1].inner.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._open[-1].inner.append(Element(tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop().tag == tag

    def handle_data(self, data: str) -> None:
        self._open[-1].inner.append(data)


def page(found: EvalReport) -> Element:
    return Page(html(found)).root


def case(case_id: str) -> Element:
    found = page(tricky()).all("details")[1:]
    return next(d for d in found if d.all("code")[0].text() == case_id)


def told(of: Element) -> dict[str, str]:
    """Return what the page tells of a case, by name."""
    (cells,) = of.rows()
    return dict(zip(cells[::2], cells[1::2], strict=True))


def test_nothing_is_fetched_and_only_articles_are_linked() -> None:
    root = page(tricky())
    everything = [
        element for tag in "a img link script iframe use".split() for element in root.all(tag)
    ]
    addresses = {
        value
        for element in everything
        for name, value in element.attributes.items()
        if name in ("src", "href", "srcset", "xlink:href", "data")
    }
    assert addresses == {"https://echo.example/quay"}
    assert not root.all("img") + root.all("link") + root.all("iframe")
    assert not re.search(r"url\(|@import|@font-face", html(tricky()).split("<main>")[0])


def test_the_pages_policy_lets_only_its_own_script_run() -> None:
    root = page(tricky())
    (script,), (style,) = root.all("script"), root.all("style")
    policy = next(
        str(m.attributes["content"]) for m in root.all("meta") if "http-equiv" in m.attributes
    )
    assert policy.startswith("default-src 'none'; ")
    for inline in (script, style):
        digest = base64.b64encode(hashlib.sha256(inline.text().encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy
    assert "unsafe" not in policy


def test_what_looks_like_markup_is_text() -> None:
    text, root = html(tricky()), page(tricky())
    assert SCRIPT not in text
    assert BREAKS_OUT not in text
    assert len(root.all("script")) == 1
    assert root.all("h1")[0].text() == "quays <b>"
    found = case("markup")
    assert found.all("summary")[0].text().startswith(BREAKS_OUT)
    assert SCRIPT in told(found)["Given answer"]
    assert "javascript:" not in text
    assert not [
        e for tag in ("a", "p", "span", "li") for e in root.all(tag) if "onerror" in e.attributes
    ]


def test_every_case_is_there_the_worst_first() -> None:
    codes = [code.text() for code in page(tricky()).all("code")]
    assert codes == [case.id for case in worst_first(CASES)]
    assert codes[:2] == ["late", "markup"]


def test_the_figures_are_those_of_the_report() -> None:
    found = tricky()
    figures = {row[0].split()[0]: row for row in page(found).all("table")[0].rows()}
    for name, figure in found.metrics.items():
        interval = f"{figure.low:.3f} to {figure.high:.3f}"
        assert figures[name][2:] == [f"{figure.value:.3f}", interval, str(figure.n)]
    assert "lower is better" in figures["aurc"][0]
    assert "lower is better" not in figures["right"][0]
    assert figures["seconds_p50"][1] == ""
    assert "0.750, 95 % interval" in figures["right"][1]


def test_every_metric_is_said_in_words() -> None:
    said = [name for names in GROUPS.values() for name in names]
    assert sorted(said) == sorted(metric.name for metric in METRICS)


def test_kinds_stand_with_the_worst_first() -> None:
    rows = page(tricky()).all("table")[1].rows()
    kinds = {row[0]: row[2:] for row in rows[1:]}
    assert list(kinds)[:2] == [SCRIPT, "other"]
    assert kinds[SCRIPT] == ["0.000", "0.000 to 0.000", "1", "100 %"]
    assert kinds["summary"] == ["", "", "1", "0 %"]


def test_an_answer_is_told_with_its_places_and_what_is_wrong() -> None:
    found = told(case("markup"))
    assert found["What is wrong"] == f"its citations do not carry: {SCRIPT}quote missed: “a | b”"
    assert found["Right answer"] == f"{SCRIPT}“a | b”"
    assert found["Given answer"] == f"{SCRIPT}1 {SCRIPT}, 10 February 2026: {BREAKS_OUT}"
    assert "Short: right\N{NO-BREAK SPACE}0" in " ".join(case("markup").text().split("\n"))
    same = told(case("fine"))
    assert same["Given answer"] == "21 piles.1 The Echo, 10 February 2026, word for word"
    assert "What is wrong" not in same


def test_a_refusal_is_told_with_its_reason_and_what_was_withheld() -> None:
    found = told(case("refused"))
    assert found["Right answer"] == "To be refused."
    assert found["Given answer"].startswith("Refused. Looked for “piles” in 2 articles;")
    assert found["Withheld"] == "“It needs <b>99</b> piles.” 99 stands in no source."


def test_a_summary_is_told_with_its_sections() -> None:
    found = told(case("summary"))
    assert found["Summary"] == (
        "The quay & its pilesIt needs 21.1 The Echo: The quay needs 21 new piles."
    )
    assert found["Loaded words"] == "“shameful”, plainly: criticised"
    assert "Right answer" not in found


def test_a_case_that_could_not_be_asked_says_why() -> None:
    late = case("late")
    assert "could not be asked" in late.all("summary")[0].text()
    assert told(late)["What is wrong"].startswith("The endpoint did not answer.")


def test_a_wrong_answer_without_a_fault_says_why_too() -> None:
    wrong = page(report(made("c", kept_answer("20 piles."), scores=scores(0.0))))
    assert "the right answer does not stand in it word for word" in wrong.text()


def test_text_of_any_script_has_its_own_direction() -> None:
    hebrew = case("hebrew")
    marked = [e for tag in ("p", "span") for e in hebrew.all(tag) if e.text() == HEBREW]
    assert len(marked) == 2
    assert all(element.attributes["dir"] == "auto" for element in marked)


def test_without_script_there_is_no_filter_and_every_case() -> None:
    root = page(tricky())
    (form,) = root.all("form")
    assert "hidden" in form.attributes
    assert not [item for item in root.all("li") if "hidden" in item.attributes]
    assert "With a fault (2)" in form.text()


@pytest.mark.parametrize(
    "found",
    [
        report(),
        report(scored("c1", ("late",))),
        report(ReportCase("c1", "A loaded word?", None, {}, ())),
        report(made("c1", {"sentences": "none", "citations": [3], "withheld": [{}]})),
    ],
    ids=["empty", "unscored", "no question", "another form"],
)
def test_a_report_that_lacks_much_is_still_a_page(found: EvalReport) -> None:
    root = page(found)
    assert len(root.all("h1")) == 1
    assert len(root.all("code")) == len(found.cases)


def test_a_report_of_many_cases_stays_small() -> None:
    sentence = "The quay needs 21 new piles before the winter, the harbour office said on Friday."
    other = "Its engineers had asked for them since 2021, and the council had found no money yet."
    answer = kept_answer(sentence, other, sentence, other)
    many = [
        made(f"c{n}", answer, "late", gold=Gold(sentence), scores=scores(n % 2, n / 2500, mrr=0.5))
        for n in range(2500)
    ]
    text = html(report(*many))
    assert len(text.encode()) < NO_LONGER
    assert " open" not in text.split('<ul id="cases"')[1].split("</ul>\n</section>")[0]
