"""The cases of a run as HTML: each unfolds to gold, answer, citations, scores, what is wrong."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from html import escape

from eval.metrics import BY_NAME
from eval.page.head import options_html
from eval.page.measures import words_of
from eval.page.place import Place, turn
from eval.page.verdicts import is_amiss, reasons, verdict
from eval.report import EvalReport, Gold, ReportCase
from eval.tables import badness
from index.counted import counted
from index.page.article import date_html, facts_html

PAGE = 50
_WORDS = 40  # of a cited text that the answer does not give word for word
_REASON = 110  # characters of a fault beside its folded case

Given = Mapping[str, object]  # an answer, or a part of one, as the report has it


def cases_html(report: EvalReport, place: Place) -> str:
    """Set a page of the cases, worst first, with what narrows them down."""
    ordered = sorted(report.cases, key=badness)
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
    answer = case.answer
    if answer is None:
        return ""
    sentences = list(_sentences(answer))
    notice = f'<p class="facts">{escape(str(answer["notice"]))}</p>' if answer.get("notice") else ""
    if not sentences:
        reason = answer.get("reason")
        told = f'<span dir="auto">{escape(str(reason))}</span>' if reason else ""
        return f"<p>Refused. {told}</p>{notice}"
    said = "".join(map(_sentence, sentences))
    texts = {str(sentence.get("text")) for sentence in sentences}
    cited = "".join(_citation(item, texts) for item in _parts(answer, "citations"))
    return said + (f'<ol class="cited">{cited}</ol>' if cited else "") + notice


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


def _parts(whole: Given, name: str) -> Iterator[Given]:
    """Yield the objects of a list in an answer; a report from elsewhere may hold anything."""
    items = whole.get(name)
    if isinstance(items, list):
        yield from (item for item in items if isinstance(item, dict))


def _sentences(answer: Given) -> Iterator[Given]:
    yield from _parts(answer, "sentences")
    for section in _parts(answer, "sections"):
        yield from _parts(section, "sentences")


def _sentence(sentence: Given) -> str:
    numbers = sentence.get("citations")
    cited = ", ".join(map(str, numbers)) if isinstance(numbers, list) else ""
    raised = f'<sup title="Citations below">{escape(cited)}</sup>' if cited else ""
    return f'<p dir="auto">{escape(str(sentence.get("text", "")))}{raised}</p>'


def _citation(item: Given, texts: set[str]) -> str:
    text = str(item.get("text", ""))
    words = text.split()
    beginning = " ".join(words[:_WORDS]) + (" …" if len(words) > _WORDS else "")
    said = "word for word" if text in texts else f'<q dir="auto">{escape(beginning)}</q>'
    whence = item.get("outlet") or item.get("title") or item.get("article_id") or ""
    title = item.get("title") if item.get("outlet") else ""
    facts = facts_html(
        f"<bdi>{escape(str(whence))}</bdi>",
        _date(item.get("date")),
        f"<bdi>{escape(str(title))}</bdi>" if title else "",
        said if text in texts else "",
    )
    quoted = "" if text in texts else f"<p>{said}</p>"
    number = item.get("number")
    value = f' value="{number}"' if isinstance(number, int) else ""
    return f"<li{value}>{facts}{quoted}</li>"


def _date(stated: object) -> str:
    try:
        return date_html(dt.date.fromisoformat(str(stated))) if stated else ""
    except ValueError:
        return escape(str(stated))
