"""A report with what can go wrong in a page: markup, other scripts, refusals, failures."""

from collections.abc import Mapping

from eval_examples import report

from eval.intervals import Score
from eval.report import EvalReport, Gold, ReportCase

SCRIPT = "<script>alert('x')</script>"
BREAKS_OUT = '"></details></li><img src="https://evil.example/x.png" onerror="alert(1)">'
HEBREW = "מה אמרה אידה לונד?"


def kept_answer(*texts: str, **more: object) -> dict[str, object]:
    """Make an answer as it is kept, each sentence citing one place that says the same."""
    numbers = range(1, len(texts) + 1)
    return {
        "status": "answered" if texts else "refused",
        "reason": None if texts else "Looked for “piles” in 2 articles; none of them says it.",
        "sentences": [
            {"text": text, "citations": [number]}
            for number, text in zip(numbers, texts, strict=True)
        ],
        "citations": [kept_citation(number, texts[number - 1]) for number in numbers],
        "withheld": [],
        "prompt": None,
        **more,
    }


def kept_citation(number: int, text: str, **more: object) -> dict[str, object]:
    facts = {
        "article_id": "a1",
        "title": "Quay report",
        "outlet": "The Echo",
        "date": "2026-02-10",
        "url": "https://echo.example/quay",
    }
    return {"number": number, "text": text, **facts, **more}


def made(
    case_id: str,
    answer: Mapping[str, object] | None,
    *faults: str,
    question: str = "How many piles?",
    kind: str | None = "number",
    gold: Gold | None = None,
    error: str | None = None,
    scores: Mapping[str, Score] | None = None,
) -> ReportCase:
    gold = gold or Gold("21")
    return ReportCase(case_id, question, answer, scores or {}, faults, error, kind, gold)


def scores(right: float, confidence: float = 1.0, **more: float) -> dict[str, Score]:
    named = {name: Score(value) for name, value in more.items()}
    risk = Score(1 - right, counts=(confidence, 1 - right))
    return {"right": Score(right), "risk": risk, "seconds": Score(0.25), **named}


WITHHELD = [{"text": "It needs <b>99</b> piles.", "why": "99 stands in no source."}]
SUMMARY = {
    "status": "answered",
    "reason": None,
    "sections": [
        {"title": "The quay & its piles", "sentences": [{"text": "It needs 21.", "citations": [1]}]}
    ],
    "citations": [kept_citation(1, "The quay needs 21 new piles.", date=None)],
    "loaded": [{"text": "shameful", "plain": "criticised", "why": "judges"}],
    "withheld": WITHHELD,
    "prompt": None,
}
CASES = (
    made("fine", kept_answer("21 piles."), scores=scores(1.0, token_f1=1.0, mrr=1.0)),
    made(
        "markup",
        kept_answer(
            SCRIPT, citations=[kept_citation(1, BREAKS_OUT, outlet=SCRIPT, url="javascript:x()")]
        ),
        f"its citations do not carry: {SCRIPT}",
        "quote missed: “a | b”",
        question=BREAKS_OUT,
        kind=SCRIPT,
        gold=Gold(SCRIPT, ("a | b",)),
        scores=scores(0.0, 0.4, token_f1=0.25, mrr=0.5),
    ),
    made("hebrew", kept_answer(HEBREW), question=HEBREW, kind="said", scores=scores(1.0, 0.9)),
    made(
        "refused",
        kept_answer(withheld=WITHHELD),
        kind="unanswerable",
        gold=Gold(None),
        scores={"right": Score(1.0)},
    ),
    made("summary", SUMMARY, kind="summary", gold=Gold(None)),
    made("late", None, error="The endpoint did not answer.\x00\ud800", kind=None),
)


def tricky() -> EvalReport:
    return report(*CASES, name="quays <b>")
