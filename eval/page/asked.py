"""The cases of a run as HTML: each unfolds to gold, answer, citations, scores, what is wrong."""

from collections.abc import Iterable
from html import escape

from eval.metrics import BY_NAME
from eval.page.head import options_html
from eval.page.measures import words_of
from eval.page.place import Place, turn
from eval.page.verdicts import is_amiss, reasons, verdict
from eval.report import EvalReport, Gold, ReportCase
from eval.shown import Cited, Said, Shown, shown
from eval.worst import worst_first
from index.counted import counted
from index.page.article import date_html, facts_html

PAGE = 50
_WORDS = 40  # of a cited text that the answer does not give word for word
_REASON = 110  # characters of a fault beside its folded case


def cases_html(report: EvalReport, place: Place) -> str:
    """Set a page of the cases, worst first, with what narrows them down."""
    ordered = worst_first(report.cases)
    found = [
        case
        for case in ordered
        if place.kind in ("", case.type) and (is_amiss(case) or not place.faulty)
    ]
    page, turns = paged(len(found), place.page)
    shown = "".join(map(_case, found[page * PAGE : (page + 1) * PAGE]))
    nothing = '<p class="notice">No case is like that.</p>' if report.cases else ""
    return (
        '<h2 id="cases-head" tabindex="-1">Cases</h2>'
        + kinds_menu((case.type for case in report.cases), place, faults=True)
        + facts_html(f"{counted(len(found), 'case')} of {len(report.cases):,}, worst first")
        + (f'<ol class="cases">{shown}</ol>' if shown else nothing)
        + turns
    )


def kinds_menu(kinds: Iterable[str | None], place: Place, *, faults: bool) -> str:
    """Set the menu of kinds of question, and, with `faults`, the tick for faulty cases only."""
    known = sorted(dict.fromkeys(kind for kind in kinds if kind))
    menu = tick = ""
    if known:
        choices = [("", "all kinds"), *((kind, kind) for kind in known)]
        menu = (
            '<label for="kind">Kind</label><select id="kind" data-key="kind" data-turns>'
            f"{options_html(choices, place.kind)}</select>"
        )
    if faults:
        checked = " checked" if place.faulty else ""
        tick = (
            '<label><input type="checkbox" id="faulty" data-key="faulty" data-turns'
            f"{checked}> with a fault only</label>"
        )
    return f'<p class="choice">{menu}{tick}</p>' if menu or tick else ""


def paged(number: int, page: int) -> tuple[int, str]:
    """Return the page that there is, and the way to the ones before and after it."""
    last = max(0, (number - 1) // PAGE)
    page = min(page, last)
    if not last:
        return page, ""
    before = "" if page else " disabled"
    after = "" if page < last else " disabled"
    return page, (
        '<p class="turns">'
        f'<button type="button" class="act" id="before" {turn(page=page - 1)}{before}>Previous'
        f"</button><span>{page * PAGE + 1:,} to {min(number, (page + 1) * PAGE):,} of {number:,}"
        f'</span><button type="button" class="act" id="after" {turn(page=page + 1)}{after}>Next'
        "</button></p>"
    )


def gold_html(gold: Gold | None) -> str:
    """Set the right answer."""
    if gold is None:
        return ""
    if gold.answer is None and not gold.quotes:
        return "<p>None: no article of the set says it.</p>"
    said = f'<p dir="auto">{escape(gold.answer)}</p>' if gold.answer else ""
    quotes = (quote for quote in gold.quotes if quote not in (gold.answer or ""))
    return said + "".join(f'<p dir="auto"><q>{escape(quote)}</q></p>' for quote in quotes)


def given_html(case: ReportCase) -> str:
    """Set the answer that was given, with what it cites."""
    if case.error is not None:
        return f'<p dir="auto">None, because asking failed: {escape(case.error)}</p>'
    if case.answer is None:
        return ""
    answer = shown(case.answer)
    sentences = [sentence for part in answer.parts for sentence in part.sentences]
    if not sentences:
        return f'<p dir="auto">Refused. {escape(answer.reason or "")}</p>{_notes(answer)}'
    texts = {sentence.text for sentence in sentences}
    places = {place.number: place for sentence in sentences for place in sentence.cited}
    cited = "".join(_citation(places[number], texts) for number in sorted(places))
    listed = f'<ol class="cited">{cited}</ol>' if cited else ""
    return "".join(map(_sentence, sentences)) + listed + _notes(answer)


def scores_html(case: ReportCase) -> str:
    """Set the scores of a case in one line of words."""
    names = [name for name, metric in BY_NAME.items() if metric.score in case.scores]
    names = [name for name in names if BY_NAME[name].quality and not _is_summed(name)]
    return ", ".join(
        f"{escape(words_of(name))}: {case.scores[BY_NAME[name].score].value:.3g}" for name in names
    )


def chat_html(question: str) -> str:
    """Link to the chat, with the question in its box."""
    return (
        f'<p class="facts"><a href="#chat" data-put="{escape(question)}">Ask it in Chat</a> '
        "(of your library, which may hold other articles)</p>"
    )


def parts_html(*parts: tuple[str, str]) -> str:
    """Set parts, (title, HTML) each, leaving out the empty ones."""
    return "".join(f"<dt>{title}</dt><dd>{html}</dd>" for title, html in parts if html)


def _case(case: ReportCase) -> str:
    first = next(iter(reasons(case)), "")
    facts = facts_html(
        f'<span class="verdict">{verdict(case)}</span>' if verdict(case) else "",
        escape(case.type or ""),
    )
    if first:
        facts += f'<p class="facts reason" dir="auto">{escape(_cut(first))}</p>'
    amiss = ' class="amiss"' if is_amiss(case) else ""
    return (
        f'<li{amiss}><details id="case-{escape(case.id)}"><summary>'
        f'<span class="asked" dir="auto">{escape(case.question)}</span>{facts}</summary>'
        f"<dl>{_unfolded(case)}</dl>"
        f"{chat_html(case.question) if case.gold else ''}</details></li>"
    )


def _unfolded(case: ReportCase) -> str:
    why = "".join(f'<li dir="auto">{escape(reason)}</li>' for reason in reasons(case))
    scores = scores_html(case)
    return parts_html(
        ("Right answer", gold_html(case.gold)),
        ("Given answer", given_html(case)),
        ("What is wrong", f"<ul>{why}</ul>" if why else ""),
        ("Scores", f'<p class="facts">{scores}</p>' if scores else ""),
        ("Case", f'<p class="facts">{escape(case.id)}</p>'),
    )


def _is_summed(name: str) -> bool:
    """Whether a figure says nothing of a single case."""
    return name in ("aurc", "bleu")


def _cut(text: str) -> str:
    return text if len(text) <= _REASON else f"{text[:_REASON].rstrip()} …"


def _sentence(sentence: Said) -> str:
    numbers = ", ".join(str(place.number) for place in sentence.cited)
    raised = f'<sup title="Citations below">{numbers}</sup>' if numbers else ""
    return f'<p dir="auto">{escape(sentence.text)}{raised}</p>'


def _citation(place: Cited, texts: set[str]) -> str:
    words = place.text.split()
    beginning = " ".join(words[:_WORDS]) + (" …" if len(words) > _WORDS else "")
    whole = place.text in texts
    facts = facts_html(
        f"<bdi>{escape(place.outlet)}</bdi>" if place.outlet else "",
        date_html(place.date),
        f"<bdi>{escape(place.title)}</bdi>" if place.title else "",
        "word for word" if whole else "",
    )
    quoted = "" if whole else f'<p dir="auto"><q>{escape(beginning)}</q></p>'
    return f'<li value="{place.number}">{facts}{quoted}</li>'


def _notes(answer: Shown) -> str:
    """Say what the reader should know of an answer, and what was withheld from it."""
    notice = f'<p class="facts">{escape(answer.notice)}</p>' if answer.notice else ""
    items = "".join(
        f'<li dir="auto"><q>{escape(text)}</q> {escape(why)}</li>' for text, why in answer.withheld
    )
    if not items:
        return notice
    number = counted(len(answer.withheld), "sentence")
    return (
        f'{notice}<details class="withheld"><summary>{number} withheld: not in the sources'
        f"</summary><ul>{items}</ul></details>"
    )
