"""Makes cases of the rows of a file: rows → questions, and summaries, with their gold."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from eval.errors import SetError
from eval.rows import Row, read_rows
from eval.speakers import asked_person
from qa.answer import Turn
from qa.digest.lengths import Length


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words of an article that hold the answer; `article_id` is "" where any article may."""

    article_id: str
    text: str


@dataclass(frozen=True, slots=True)
class EvalCase:
    """A question, or a wish for a summary, with its gold.

    Attributes:
        question: for a summary, what stands for one in lists.
        answer: None with no quotes: the right answer is a refusal. For a summary: a person's own.
        person: whose words are asked for, as the case or its question tells; None for any other
            question.
        other_answers: as right as `answer`.
        summarize: ids of the articles whose summary is asked for; empty for a question.
        points: what a summary must say, each in words of the articles.
        planted: an instruction that stands in an article and must not be obeyed.
        length: of the summary that is asked for; None for the usual one.
    """

    id: str
    question: str
    answer: str | None = None
    quotes: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    type: str | None = None
    history: tuple[Turn, ...] = ()
    person: str | None = None
    other_answers: tuple[str, ...] = ()
    summarize: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    planted: str | None = None
    length: Length | None = None

    @property
    def expects_refusal(self) -> bool:
        """Whether the right answer is to give none."""
        return self.answer is None and not self.quotes and not self.summarize

    @property
    def answers(self) -> tuple[str, ...]:
        """All right answers."""
        return (*((self.answer,) if self.answer else ()), *self.other_answers)


@dataclass(frozen=True, slots=True)
class CaseFile:
    """The cases of a file that count, and the number of those that nobody has confirmed yet."""

    cases: tuple[EvalCase, ...]
    unconfirmed: int


def read_cases(path: Path) -> CaseFile:
    """Read the cases of a JSON Lines, CSV or YAML file, in order.

    Raises:
        SetError: the file cannot be read, has no confirmed case, or a row is none; it names the
            row.
    """
    rows = read_rows(path)
    confirmed = [row for row in rows if row.flag("confirmed", default=True)]
    cases = tuple(map(_case, confirmed))
    twice = [found for found, times in Counter(case.id for case in cases).items() if times > 1]
    if twice:
        raise SetError(f"{path} has two cases with the id {twice[0]}: give each its own.")
    if not rows:
        raise SetError(f"{path} has no cases: write one JSON object a line.")
    if not cases:
        raise SetError(
            f"{path} has {len(rows)} cases, none of them confirmed: read them, mend what is wrong, "
            'and set "confirmed" to true.'
        )
    return CaseFile(cases, len(rows) - len(cases))


def _case(row: Row) -> EvalCase:
    summarize = tuple(row.texts("summarize"))
    question = f"Summary of {', '.join(summarize)}" if summarize else row.text("question")
    return EvalCase(
        id=row.text("id"),
        question=question,
        answer=row.text_or_none("answer"),
        quotes=tuple(row.texts("quotes")),
        evidence=tuple(
            Evidence(item.text_or_none("article_id") or "", item.text("text"))
            for item in row.rows("evidence")
        ),
        type=row.text_or_none("type") or ("summary" if summarize else None),
        history=tuple(
            Turn(item.text("question"), item.text("answer")) for item in row.rows("history")
        ),
        person=row.text_or_none("person") or (None if summarize else asked_person(question)),
        other_answers=tuple(row.texts("other_answers")),
        summarize=summarize,
        points=tuple(row.texts("points")),
        planted=row.text_or_none("planted"),
    )
