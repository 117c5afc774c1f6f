"""Notes what became of an answer or a summary for whoever watches the page."""

from collections.abc import Callable, Iterator

from index.watch import Notes
from qa.answer import Answer, Summary
from qa.ask import Partial, Stage


def note_answer(answer: Answer, notes: Notes) -> None:
    """Note how a question ended and what was found and written for it."""
    notes.outcome = answer.status
    notes.counts.update(
        passages=len(answer.passages),
        sentences=len(answer.sentences),
        withheld=len(answer.withheld),
    )
    if answer.cost:
        notes.counts.update(
            requests=answer.cost.calls,
            tokens_in=answer.cost.tokens_in,
            tokens_out=answer.cost.tokens_out,
        )


def note_summary(summary: Summary, notes: Notes) -> None:
    """Note how a summary ended and what was written for it."""
    notes.outcome = summary.status
    notes.counts.update(
        articles=len({citation.article_id for citation in summary.citations}),
        sentences=sum(len(section.sentences) for section in summary.sections),
        withheld=len(summary.withheld),
    )


def noted(
    steps: Iterator[Stage | Partial | Answer], notes: Notes, clock: Callable[[], float]
) -> Iterator[Stage | Partial | Answer]:
    """Hand on the steps of an answer, and note how long each of its stages took.

    Args:
        steps: as `walk` yields them.
        notes: take the stages' seconds and the answer's counts.
        clock: returns seconds.
    """
    name, since = "", clock()
    for step in steps:
        if not isinstance(step, Partial):
            if name:
                notes.stages[name] = notes.stages.get(name, 0.0) + clock() - since
            name, since = (step.name, clock()) if isinstance(step, Stage) else ("", 0.0)
        if isinstance(step, Answer):
            note_answer(step, notes)
        yield step
