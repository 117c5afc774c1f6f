"""Answers, passages and cases made by hand, for the tests of the evaluation."""

from collections.abc import Iterable

from eval.cases import EvalCase, Evidence
from eval.intervals import Score
from eval.metrics import sum_up
from eval.report import EvalReport, ReportCase, RunSettings
from index.article import Quote
from index.search import Passage
from qa.answer import Answer, Citation, Sentence, Statement, Support


def passage(text: str, article_id: str = "a1") -> Passage:
    return Passage(article_id, 1, 0, len(text), text, "body", 1.0)


def citation(number: int, text: str, article_id: str = "a1") -> Citation:
    return Citation(number, article_id, "Quay report", "Echo", None, None, 1, 0, len(text), text)


def sentence(
    text: str,
    *citations: int,
    support: Support = "verbatim",
    speaker: str | None = None,
    statement: Statement | None = None,
) -> Sentence:
    return Sentence(text, citations, support, speaker, statement)


def said(text: str, speaker: str | None, *citations: int) -> Sentence:
    """Make a sentence that gives a person's words in quotation marks."""
    return sentence(text, *citations, support="quoted", speaker=speaker, statement="direct")


def answer(
    *sentences: Sentence,
    citations: Iterable[Citation] = (),
    passages: Iterable[Passage] = (),
    seconds: float = 0.1,
    question: str = "What?",
    prompt: str | None = None,
) -> Answer:
    """Make an answer; without sentences it is a refusal."""
    return Answer(
        question=question,
        standalone_question=question,
        status="answered" if sentences else "refused",
        reason=None if sentences else "Nothing was found on it.",
        sentences=sentences,
        citations=tuple(citations),
        more=0,
        withheld=(),
        passages=tuple(passages),
        model=None,
        prompt=prompt,
        seconds=seconds,
    )


def case(
    gold: str | None = None,
    quotes: Iterable[str] = (),
    evidence: Iterable[str] = (),
    person: str | None = None,
    article_id: str = "a1",
    case_id: str = "c1",
) -> EvalCase:
    return EvalCase(
        id=case_id,
        question="What?",
        answer=gold,
        quotes=tuple(quotes),
        evidence=tuple(Evidence(article_id, text) for text in evidence),
        person=person,
    )


def table_quote(text: str, direct: bool = True, article_id: str = "a1") -> Quote:
    speaker = "Ida Lund"
    return Quote(article_id, 1, 0, len(text), text, speaker, speaker, "said", direct, None, 1.0)


def settings(fingerprint: str = "f" * 64, model: str | None = None) -> RunSettings:
    return RunSettings("toy-16", model, (), fingerprint, "0.1.0", "2026-02-10", 0)


def report(*cases: ReportCase, fingerprint: str = "f" * 64, name: str = "quays") -> EvalReport:
    figures = sum_up([case.scores for case in cases], seed=0)
    return EvalReport(name, "2026-02-10T09:00:00", settings(fingerprint), figures, cases)


def scored(case_id: str, faults: tuple[str, ...] = (), **scores: float) -> ReportCase:
    """Make a report's case with the scores given, `hits_1` for "hits@1"."""
    named = {name.replace("_1", "@1"): Score(value) for name, value in scores.items()}
    return ReportCase(case_id, f"What of {case_id}?", {"prompt": None}, named, faults)
