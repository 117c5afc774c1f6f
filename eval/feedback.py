"""Proposes cases from what readers thought of answers in the page, for a person to confirm."""

import json
from collections.abc import Sequence
from pathlib import Path

from eval.cases import Evidence
from eval.errors import SetError
from eval.proposals import Proposal
from eval.rows import Row, read_rows
from qa.answer import Turn
from qa.feedback import FILE, REASONS

_UNANSWERABLE = "unanswerable"  # as a reader's reason, and as the kind of a case


def propose_from_feedback(library: Path, most: int) -> tuple[Proposal, ...]:
    """Propose a case for each answer that somebody judged, those judged last first.

    What was good is proposed as it was. What was not is proposed with the answer left for the
    person who confirms it to write: an answer that was wrong is no gold.

    Args:
        library: the library's folder.
        most: the most cases.

    Raises:
        SetError: nobody has judged an answer yet, or the file of the verdicts cannot be read.
    """
    path = library / FILE
    if not path.exists():
        raise SetError(
            "Nobody has judged an answer yet: press one of the two thumbs under an answer in the "
            "page, or leave out --from-feedback."
        )
    latest: dict[str, Row] = {}
    for row in read_rows(path):
        latest.pop(_asked(row), None)
        latest[_asked(row)] = row
    judged = [row for row in latest.values() if row.text("verdict") != "none"]
    chosen = judged[-most:][::-1]
    return tuple(_proposal(row, number) for number, row in enumerate(chosen, 1))


def _asked(row: Row) -> str:
    """Return what was asked and in which conversation, by which a later verdict is told."""
    history = [item.text("question") for item in row.rows("history")]
    return json.dumps([*history, _answer(row).text("question")])


def _proposal(row: Row, number: int) -> Proposal:
    answer, reasons = _answer(row), [*row.texts("reasons")]
    good = row.text("verdict") == "good"
    refused = answer.text("status") == "refused"
    sentences = [sentence.text("text") for sentence in answer.rows("sentences")]
    evidence = [
        Evidence(item.text("article_id"), item.text("text")) for item in answer.rows("citations")
    ]
    kind = _UNANSWERABLE if _UNANSWERABLE in reasons or (good and refused) else "judged"
    kept = good and not refused
    return Proposal(
        id=f"feedback-{row.text('noted')}-{number}",
        question=answer.text("question"),
        answer=" ".join(sentences) if kept else None,
        evidence=tuple(evidence) if kept else (),
        type=kind,
        history=tuple(
            Turn(item.text("question"), item.text("answer")) for item in row.rows("history")
        ),
        note=_note(row, good, reasons, sentences),
    )


def _note(row: Row, good: bool, reasons: Sequence[str], sentences: Sequence[str]) -> str:
    """Return, for the person who confirms the case, what the reader thought of which answer."""
    own = str(row.values.get("note") or "")
    why = [*(REASONS[reason] for reason in reasons if reason in REASONS), *([own] if own else [])]
    told = "; ".join(why)
    if good:
        return "A reader found this answer good." + (f" {told}" if told else "")
    was = f"“{' '.join(sentences)}”" if sentences else "a refusal"
    return f"A reader found the answer poor{f' ({told})' if told else ''}. It was: {was}"


def _answer(row: Row) -> Row:
    value = row.values.get("answer")
    if not isinstance(value, dict):
        raise SetError(f'{row.place}: "answer" must be an answer of Byline: delete this line.')
    return Row(value, row.place)
