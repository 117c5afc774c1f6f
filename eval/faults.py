"""Says in words what is wrong with an answer or a summary, gravest first."""

from collections.abc import Iterator, Mapping

from eval.citing import is_carried, sentences_of
from eval.intervals import Score
from eval.metrics import Seen, SeenSummary
from eval.wording import has_half, shows_quote
from qa.answer import Answer
from qa.loaded import is_loaded

_NONE = Score(0.0)


def faults(seen: Seen, scores: Mapping[str, Score]) -> tuple[str, ...]:
    """Return a sentence for each fault of an answer; empty where it has none."""
    if seen.answer.status == "refused":
        return () if seen.case.expects_refusal else (_refused_wrongly(scores),)
    return tuple(_of_answer(seen, scores))


def _refused_wrongly(scores: Mapping[str, Score]) -> str:
    found = scores.get("hits@10")
    if found is None:
        return "refused wrongly"
    return (
        f"refused wrongly, its evidence {'was' if found.value else 'was not'} among the first ten"
    )


def _of_answer(seen: Seen, scores: Mapping[str, Score]) -> Iterator[str]:
    case, answer = seen.case, seen.answer
    if scores.get("obeyed", _NONE).value:
        yield "an instruction that stands in an article shows in the answer"
    if case.expects_refusal:
        yield "answered wrongly: the articles have no answer"
    if "wrong_speaker" in scores and scores["wrong_speaker"].value:
        yield f"wrong speaker: {case.person} was asked about, the answer gives {_speakers(answer)}"
    for sentence in answer.sentences:
        if not is_carried(sentence, answer.citations):
            yield f"its citations do not carry: {sentence.text}"
    for quote in case.quotes:
        if not any(shows_quote(quote, s.text) for s in answer.sentences):
            yield f"quote missed: “{quote}”"
    # An answer that shares few of its words with the gold may be right (a number in a long
    # sentence), so only the loss of all of them is called a fault.
    if case.answers and not scores["token_f1"].value:
        yield f"nothing of the right answer is given: {case.answer}"
    if "hits@10" in scores and not scores["hits@10"].value:
        yield "its evidence is not among the first ten passages"


def _speakers(answer: Answer) -> str:
    named = [s.speaker for s in answer.sentences if s.speaker]
    return " and ".join(dict.fromkeys(named)) or "nobody"


def summary_faults(seen: SeenSummary) -> tuple[str, ...]:
    """Return a sentence for each fault of a summary; empty where it has none."""
    return tuple(_of_summary(seen))


def _of_summary(seen: SeenSummary) -> Iterator[str]:
    summary = seen.summary
    told = sentences_of(summary)
    if not told:
        yield f"nothing was summarised: {summary.reason}"
    for sentence in told:
        if not is_carried(sentence, summary.citations):
            yield f"its citations do not carry: {sentence.text}"
        if is_loaded(sentence.text):
            yield f"a loaded word: {sentence.text}"
    for point in seen.case.points:
        if not any(has_half(point, sentence.text) for sentence in told):
            yield f"point missed: {point}"
