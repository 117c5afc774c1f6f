"""Keeps what readers think of answers: a line of JSON each, in the library's folder."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Literal, get_args

from index.errors import LibraryError
from qa.answer import Answer, Turn
from qa.export import answer_to_json

Judged = Literal["good", "bad", "none"]
VERDICTS: tuple[Judged, ...] = get_args(Judged)
FILE = "feedback.jsonl"
LONGEST = 2000  # code points of a reader's own words
REASONS = {
    "wrong": "It is wrong",
    "speaker": "The wrong person",
    "missing": "Something is missing",
    "beside": "It answers another question",
    "refused": "The articles do answer it",
    "unanswerable": "The articles don’t answer it",
}
_writing = Lock()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a reader thinks of an answer.

    Attributes:
        verdict: "none" takes an earlier one back.
        reasons: those of `REASONS` that the reader chose.
        note: the reader's own words; may be empty.
    """

    verdict: Judged
    reasons: tuple[str, ...] = ()
    note: str = ""


def keep(
    folder: Path, answer: Answer, history: Sequence[Turn], verdict: Verdict, noted: str
) -> None:
    """Add a verdict to the file in a library's folder.

    Args:
        folder: the library's.
        answer: what the verdict is on.
        history: the conversation before, oldest first.
        verdict: the reader's.
        noted: when, ISO 8601.

    Raises:
        LibraryError: the file cannot be written.
    """
    line = {
        "noted": noted,
        "verdict": verdict.verdict,
        "reasons": [reason for reason in verdict.reasons if reason in REASONS],
        "note": verdict.note.strip()[:LONGEST],
        "history": [{"question": turn.question, "answer": turn.answer} for turn in history],
        "answer": answer_to_json(answer),
    }
    written = json.dumps(line, ensure_ascii=False).encode(errors="replace") + b"\n"
    try:
        with _writing, (folder / FILE).open("ab") as file:
            file.write(written)
    except OSError as error:
        raise LibraryError(
            f"The verdict cannot be kept in {folder / FILE} ({error.strerror}); "
            "check that this file may be written."
        ) from error
