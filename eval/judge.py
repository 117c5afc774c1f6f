"""Lets a language model judge answers, and measures how far it agrees with people in that."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, replace

import numpy as np

from eval.agreement import Agreement, Rated, agreement_of
from eval.intervals import Estimate, Score, estimate, weighted_mean
from eval.labelled import LabelledCase
from eval.report import EvalReport, Gold, ReportCase
from eval.verdict import Verdict, read_verdict
from index.workers import in_order
from prompts import Messages, load
from qa.fence import mark_of, one_line
from qa.llm import Chat, ModelError

PROMPT = load("judge")
_NO_ANSWER = "(The articles don’t say; the right answer is to refuse.)"
_REFUSAL = "(It refuses to answer: it says that the articles don’t say.)"
# A reply that is no use says nothing of the next; after any other error none will come.
_OF_ONE_REPLY = frozenset(("broken", "empty", "filtered", "length"))
# Code points, of a line that was asked for; a small model goes on for ever.
_LONGEST_REPLY = 1_000

# Takes how many answers are judged, how many there are, and the question.
Show = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Claim:
    """An answer to be judged; `gold` None: the right answer is to refuse; `given` None: refused."""

    question: str
    gold: str | None
    given: str | None


@dataclass(frozen=True, slots=True)
class Measured:
    """A judge on cases that people labelled.

    Attributes:
        prompt: the id of the prompt it judges by.
        agreement: over all cases.
        kinds: of the cases of each kind, what judge and people say, in the order of the file.
        verdicts: by id of the case; None where the reply could not be used.
        fault: what the endpoint last said of a reply that could not be used, if it did.
    """

    model: str
    prompt: str
    agreement: Agreement
    kinds: Mapping[str, tuple[Rated, ...]]
    verdicts: Mapping[str, Verdict | None]
    fault: str | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """What a judge says of a run's answers.

    Attributes:
        measured: how far it is to be believed.
        right: share of the answers that it calls right; None where no reply could be used.
        verdicts: by id of the case.
        unusable: number of answers on which its reply could not be used.
    """

    measured: Measured
    right: Estimate | None
    verdicts: Mapping[str, Verdict]
    unusable: int


class Judge:
    """A language model that says whether answers are right; usable from several threads.

    Attributes:
        fault: what was last wrong with a reply, in the endpoint's words; None where nothing was.
    """

    def __init__(self, chat: Chat) -> None:
        self.fault: str | None = None
        self._chat = chat

    def verdict(self, question: str, gold: str | None, given: str | None) -> Verdict | None:
        """Judge an answer.

        Args:
            question: as it was asked.
            gold: the right answer; None where it is to refuse.
            given: the answer; None for a refusal.

        Returns:
            None where the reply cannot be used.

        Raises:
            ModelError: the endpoint fails, so that it will for other answers too.
        """
        texts = [one_line(question), one_line(gold or _NO_ANSWER), one_line(given or _REFUSAL)]
        messages = PROMPT.fill(
            question=texts[0], gold=texts[1], given=texts[2], mark=mark_of(*texts)
        )
        return read_verdict(self._reply(messages))

    def _reply(self, messages: Messages) -> str:
        """Return what the model writes, to where it breaks off or rambles."""
        written = ""
        try:
            with closing(self._chat.reply(messages.system, messages.user)) as pieces:
                for piece in pieces:
                    written += piece
                    if len(written) > _LONGEST_REPLY:
                        break
        except ModelError as error:
            rambles = error.kind == "timeout" and written  # the endpoint is there, and writes
            if not rambles and error.kind not in _OF_ONE_REPLY:
                raise
            self.fault = str(error)
        return written


def measure(
    chat: Chat, labelled: Sequence[LabelledCase], workers: int, show: Show, seed: int
) -> Measured:
    """Measure a judge on labelled cases, `workers` at a time.

    Raises:
        ModelError: the endpoint fails.
    """
    judge = Judge(chat)
    found = list(_verdicts(judge, _claims(labelled), workers, show))
    return replace(_measured(chat.model, labelled, found, seed), fault=judge.fault)


def judge_report(
    report: EvalReport, chat: Chat, labelled: Sequence[LabelledCase], workers: int, show: Show
) -> Judged:
    """Measure a judge on labelled cases, then let it judge a run's answers, `workers` at a time.

    Judged are the cases of `judgeable`; the report's own figures have no part in it.

    Raises:
        ModelError: the endpoint fails.
    """
    judge, answers, seed = Judge(chat), judgeable(report), report.settings.seed
    claims = [*_claims(labelled), *answers.values()]
    found = list(_verdicts(judge, claims, workers, show))
    measured = _measured(chat.model, labelled, found[: len(labelled)], seed)
    of_cases = zip(answers, found[len(labelled) :], strict=True)
    verdicts = {case_id: verdict for case_id, verdict in of_cases if verdict is not None}
    scores = [Score(float(verdict.right)) for verdict in verdicts.values()]
    return Judged(
        measured=replace(measured, fault=judge.fault),
        right=estimate(scores, weighted_mean, np.random.default_rng(seed)) if scores else None,
        verdicts=verdicts,
        unusable=len(answers) - len(verdicts),
    )


def judgeable(report: EvalReport) -> Mapping[str, Claim]:
    """Return what can be judged of a report, by id: questions with gold that were answered."""
    claims = {case.id: _claim(case) for case in report.cases}
    return {case_id: claim for case_id, claim in claims.items() if claim is not None}


def _claim(case: ReportCase) -> Claim | None:
    """Return a case as a claim; None for a summary, and for what has no gold or no answer."""
    if case.gold is None or case.answer is None or "sentences" not in case.answer:
        return None
    given = None if case.answer["status"] == "refused" else _given(case.answer["sentences"])
    return Claim(case.question, _gold(case.gold), given)


def _gold(gold: Gold) -> str | None:
    """Return the right answer in one text, with the quotes that its answer does not repeat."""
    answer = gold.answer or ""
    parts = [answer, *(f"“{quote}”" for quote in gold.quotes if quote not in answer)]
    return " ".join(filter(None, parts)) or None


def _given(sentences: object) -> str:
    """Return an answer's sentences as a reader sees them, each with its speaker."""
    texts: list[str] = []
    for sentence in sentences if isinstance(sentences, list) else ():
        text, speaker = str(sentence["text"]), sentence.get("speaker")
        named = not speaker or str(speaker).split()[-1] in text
        texts.append(text if named else f"{speaker}: {text}")
    return " ".join(texts)


def _claims(labelled: Sequence[LabelledCase]) -> list[Claim]:
    return [Claim(case.question, case.gold, case.given) for case in labelled]


def _verdicts(
    judge: Judge, claims: Sequence[Claim], workers: int, show: Show
) -> Iterator[Verdict | None]:
    def judged(claim: Claim) -> Verdict | None:
        return judge.verdict(claim.question, claim.gold, claim.given)

    with closing(in_order(ThreadPoolExecutor(workers), judged, claims, workers)) as found:
        for done, (claim, verdict) in enumerate(zip(claims, found, strict=True), 1):
            show(done, len(claims), f"Judging: {claim.question}")
            yield verdict


def _measured(
    model: str, labelled: Sequence[LabelledCase], found: Sequence[Verdict | None], seed: int
) -> Measured:
    kinds: defaultdict[str, list[Rated]] = defaultdict(list)
    for case, verdict in zip(labelled, found, strict=True):
        kinds[case.kind].append(Rated(verdict.right if verdict else None, case.right))
    return Measured(
        model=model,
        prompt=PROMPT.id,
        agreement=agreement_of([pair for pairs in kinds.values() for pair in pairs], seed),
        kinds={kind: tuple(pairs) for kind, pairs in kinds.items()},
        verdicts={case.id: verdict for case, verdict in zip(labelled, found, strict=True)},
    )
