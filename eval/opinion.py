"""Asks a judge about a run that is done: report → what to keep, to print and to complain of."""

from dataclasses import dataclass, replace

from eval.judge import judge_report, judgeable
from eval.judgement import judged_lines, judged_to_json
from eval.labelled import read_labelled
from eval.report import EvalReport
from index.console import progress_bar, say
from qa.llm import Chat, ModelError


@dataclass(frozen=True, slots=True)
class Opinion:
    """A report with what a judge says of it, if it says anything.

    Attributes:
        lines: to print beside the report's figures.
        faults: sentences on why there is no opinion, where the judge failed.
    """

    report: EvalReport
    lines: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()


def opinion_of(report: EvalReport, chat: Chat, workers: int) -> Opinion:
    """Measure a judge and let it judge a report's answers; the report's figures stay as they are.

    An error of the judge's endpoint is one of the opinion's faults.
    """
    if not judgeable(report):
        return Opinion(report, ("The run has no answers to questions, so nothing to judge.",))
    try:
        with progress_bar() as show:
            judged = judge_report(report, chat, read_labelled(), workers, show)
    except ModelError as error:
        return Opinion(report, faults=(f"The judge failed, the run did not. {error}",))
    except KeyboardInterrupt:
        say("Interrupted; the run’s report is kept, without its judge.")
        raise
    return Opinion(replace(report, judge=judged_to_json(judged)), tuple(judged_lines(judged)))
