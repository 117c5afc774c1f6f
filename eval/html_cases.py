"""Sets the cases of a report as HTML, each in a line that unfolds."""

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from eval.breakdown import kind_of
from eval.metrics import METRICS, Metric
from eval.report import Gold, ReportCase
from eval.shown import Cited, Said, Shown, shown
from eval.worst import is_faulty, is_wrong
from index.counted import counted
from index.page.article import date_text

_DOT = "\N{NO-BREAK SPACE}· "


def cases_html(cases: Iterable[ReportCase]) -> str:
    """Set cases as a list, in their order."""
    return f'<ul id="cases" role="list">{"".join(map(_case, cases))}</ul>'


def _case(case: ReportCase) -> str:
    kind = escape(kind_of(case))
    marks = " data-fault" * is_faulty(case) + " data-wrong" * is_wrong(case)
    facts = (kind, _state(case), f"<code>{escape(case.id)}</code>")
    line = _DOT.join(fact for fact in facts if fact)
    rows = "".join(f"<dt>{name}</dt><dd>{text}</dd>" for name, text in _rows(case) if text)
    return (
        f'<li data-kind="{kind}"{marks}><details><summary>'
        f'<span class="question" dir="auto">{escape(case.question)}</span> '
        f'<span class="facts">{line}</span></summary><dl>{rows}</dl></details></li>\n'
    )


def _state(case: ReportCase) -> str:
    """Say in words how a case ended; empty where nothing tells."""
    if case.error:
        return "<b>could not be asked</b>"
    told = []
    if "right" in case.scores:
        told.append("wrong" if is_wrong(case) else "right")
    if case.faults:
        told.append(f"<b>{counted(len(case.faults), 'fault')}</b>")
    return ", ".join(told)


def _rows(case: ReportCase) -> Iterator[tuple[str, str]]:
    """Yield what is told of a case, name and HTML; empty HTML where there is nothing to tell."""
    answer = shown(case.answer) if case.answer is not None else None
    yield "What is wrong", _list(_why(case), ' class="faults"')
    yield "Right answer", _gold(case.gold, answer)
    if answer:
        yield from _answer(answer)
    yield "Scores", _scores(case)


def _why(case: ReportCase) -> Sequence[str]:
    """Return why a case failed; every other way to be wrong is a fault that is told."""
    if case.error:
        return (case.error,)
    if is_wrong(case) and not case.faults:
        return ("the right answer does not stand in it word for word",)
    return case.faults


def _gold(gold: Gold | None, answer: Shown | None) -> str:
    if gold is None:
        return ""
    if gold.answer is None and not gold.quotes:
        # A summary has no one right answer; what could not be asked does not say what it was.
        return "" if answer is None or answer.is_summary else "<p>To be refused.</p>"
    said = _paragraph(gold.answer) if gold.answer else ""
    # The answer of a case that asks for words is most often made of these words.
    quotes = [quote for quote in gold.quotes if quote not in (gold.answer or "")]
    return said + "".join(f'<p dir="auto">“{escape(quote)}”</p>' for quote in quotes)


def _answer(answer: Shown) -> Iterator[tuple[str, str]]:
    given = "".join(
        (f'<h3 dir="auto">{escape(part.title)}</h3>' if part.title else "")
        + "".join(map(_sentence, part.sentences))
        for part in answer.parts
    )
    if answer.refused:
        given = f'<p dir="auto">Refused. {escape(answer.reason or "")}</p>{given}'
    elif answer.reason:
        given += _paragraph(answer.reason)
    yield "Summary" if answer.is_summary else "Given answer", given
    yield "Withheld", _list(f"“{text}” {why}" for text, why in answer.withheld)
    yield "Loaded words", _list(f"“{text}”, plainly: {plain}" for text, plain in answer.loaded)
    yield "Note", _paragraph(answer.notice) if answer.notice else ""


def _sentence(said: Said) -> str:
    cited = "".join(_citation(place, said.text) for place in said.cited)
    return f'<p dir="auto">{escape(said.text)}</p>{cited}'


def _citation(place: Cited, sentence: str) -> str:
    """Set where a sentence stands; the cited words are not said twice."""
    day = date_text(place.date) if place.date else ""
    whence = escape(", ".join(filter(None, (place.outlet or place.title, day))))
    title = f' title="{escape(place.title)}"'
    if place.url:
        whence = f'<a href="{escape(place.url)}" rel="noreferrer"{title}>{whence}</a>'
    else:
        whence = f"<span{title}>{whence}</span>"
    if place.text == sentence:
        words = ", word for word"
    else:
        words = f': <q dir="auto">{escape(place.text)}</q>'
    return f'<p class="cited"><sup>{place.number}</sup> {whence}{words}</p>'


def _scores(case: ReportCase) -> str:
    """Tell the scores in two lines, first those that fall short, then those that don't."""
    lines: dict[str, list[str]] = {"Short": [], "Full": [], "Cost": []}
    for score, metric in {metric.score: metric for metric in METRICS}.items():
        if score in case.scores:
            value = case.scores[score].value
            lines[_line_of(metric, value)].append(f"{score}\N{NO-BREAK SPACE}{_number(value)}")
    risk = case.scores.get("risk")
    if risk and risk.counts:
        lines["Cost"].insert(0, f"confidence\N{NO-BREAK SPACE}{_number(risk.counts[0])}")
    told = "".join(
        f"<p>{'' if name == 'Cost' else f'{name}: '}{', '.join(found)}</p>"
        for name, found in lines.items()
        if found
    )
    return f'<div class="scores">{told}</div>' if told else ""


def _line_of(metric: Metric, value: float) -> str:
    if not metric.quality:
        return "Cost"
    full = 0.0 if metric.lower_is_better else metric.largest
    return "Full" if value == full else "Short"


def _number(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".")


def _list(items: Iterable[str], attributes: str = "") -> str:
    lines = "".join(f'<li dir="auto">{escape(item)}</li>' for item in items)
    return f"<ul{attributes}>{lines}</ul>" if lines else ""


def _paragraph(text: str) -> str:
    return f'<p dir="auto">{escape(text)}</p>'
