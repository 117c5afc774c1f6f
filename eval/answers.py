"""Scores an answer's words against the gold: pure functions, None where a metric doesn't apply."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from eval.cases import EvalCase
from eval.intervals import Score
from eval.speakers import same_person
from eval.wording import has_half, shows_quote, squad_tokens, stands_in, words
from index.article import Quote
from qa.answer import Answer, Sentence

# Fewer words than this ("unfair") may be anybody's: no proof that a quotation is another person's.
_TELLING_WORDS = 3


@dataclass(frozen=True, slots=True)
class GoldQuote:
    """A person's words, as the gold gives them."""

    person: str
    text: str


def exact_match(case: EvalCase, answer: Answer) -> Score | None:
    """Score 1 where the answer's tokens are a gold answer's; of refusals as `token_f1` does."""
    refusal = _refusal(case, answer)
    if refusal is not None or not case.answers:
        return refusal
    given = squad_tokens(_text(answer))
    return Score(float(any(given == squad_tokens(gold) for gold in case.answers)))


def contains_gold(case: EvalCase, answer: Answer) -> Score | None:
    """Score 1 where a gold answer's tokens stand in the answer in one run; refusals as above."""
    refusal = _refusal(case, answer)
    if refusal is not None or not case.answers:
        return refusal
    return Score(float(_has_gold(case, answer)))


def token_f1(case: EvalCase, answer: Answer) -> Score | None:
    """Score the F1 of the answer's tokens, against the gold answer that is nearest.

    Of refusals 1 where gold refuses too, else 0.
    """
    refusal = _refusal(case, answer)
    if refusal is not None or not case.answers:
        return refusal
    given = squad_tokens(_text(answer))
    return Score(max(_f1(given, squad_tokens(gold)) for gold in case.answers))


def right(case: EvalCase, answer: Answer) -> Score | None:
    """Score 1 where the answer is right on the whole.

    It refuses where the gold does; it gives at least half of the gold's quotes; or, where the
    gold has none, it contains a gold answer.
    """
    refusal = _refusal(case, answer)
    if refusal is not None:
        return refusal
    if case.quotes:
        given = sum(_gives(quote, answer) for quote in case.quotes)
        return Score(float(2 * given >= len(case.quotes)))
    return Score(float(_has_gold(case, answer)))


def risk(case: EvalCase, answer: Answer) -> Score | None:
    """Score an answer that was given: 1 where it is wrong; with its confidence, for the curve."""
    verdict = right(case, answer)
    if verdict is None or answer.status == "refused":
        return None
    wrong = 1.0 - verdict.value
    return Score(wrong, counts=(answer.confidence, wrong))


def quote_recall(case: EvalCase, answer: Answer) -> Score | None:
    """Score the share of the gold quotes that a sentence of the answer gives."""
    if not case.quotes:
        return None
    given = [_gives(quote, answer) for quote in case.quotes]
    return Score(sum(given) / len(given), len(given))


def quotes_found(case: EvalCase, table: Sequence[Quote]) -> Score | None:
    """Score the share of the gold quotes of which a direct quote of the table has at least half."""
    if not case.quotes or not case.evidence:
        return None
    direct = [quote.text for quote in table if quote.direct]
    found = [any(has_half(gold, text) for text in direct) for gold in case.quotes]
    return Score(sum(found) / len(found), len(found))


def wrong_speaker(case: EvalCase, answer: Answer, others: Sequence[GoldQuote]) -> Score | None:
    """Score the share of the sentences giving somebody's words that give not the asked person's."""
    person = case.person
    statements = [s for s in answer.sentences if _gives_words(s)]
    if person is None or not statements:
        return None
    wrong = [not _is_by(person, s, case, others) for s in statements]
    return Score(sum(wrong) / len(wrong), len(wrong))


def refusal_precision(case: EvalCase, answer: Answer) -> Score | None:
    """Score a refusal: 1 where it is right."""
    return Score(float(case.expects_refusal)) if answer.status == "refused" else None


def refusal_recall(case: EvalCase, answer: Answer) -> Score | None:
    """Score a question that has no answer: 1 where it is refused."""
    return Score(float(answer.status == "refused")) if case.expects_refusal else None


def refusal_f1(case: EvalCase, answer: Answer) -> Score | None:
    """Score 2 × right refusals / (refusals + cases for refusal), with the denominator as weight.

    So the pooled mean is the F1 of refusals.
    """
    refused, wanted = answer.status == "refused", case.expects_refusal
    total = refused + wanted
    return Score(2.0 * (refused and wanted) / total, total) if total else None


def _refusal(case: EvalCase, answer: Answer) -> Score | None:
    """Score what ends in a refusal, or should; None where there is an answer to look at."""
    if case.expects_refusal or answer.status == "refused":
        return Score(float(case.expects_refusal and answer.status == "refused"))
    return None


def _has_gold(case: EvalCase, answer: Answer) -> bool:
    given = f" {' '.join(squad_tokens(_text(answer)))} "
    return any(f" {' '.join(squad_tokens(gold))} " in given for gold in case.answers)


def _gives(quote: str, answer: Answer) -> bool:
    return any(shows_quote(quote, sentence.text) for sentence in answer.sentences)


def _text(answer: Answer) -> str:
    return " ".join(sentence.text for sentence in answer.sentences)


def _f1(given: Sequence[str], gold: Sequence[str]) -> float:
    common = (Counter(given) & Counter(gold)).total()
    return 2 * common / (len(given) + len(gold)) if common else 0.0


def _gives_words(sentence: Sentence) -> bool:
    if sentence.support == "quoted":
        return True
    return sentence.speaker is not None and sentence.statement != "commentary"


def _is_by(person: str, sentence: Sentence, case: EvalCase, others: Sequence[GoldQuote]) -> bool:
    if sentence.speaker is None or not same_person(person, sentence.speaker):
        return False
    return not any(
        shows_quote(other.text, sentence.text)
        for other in others
        if _is_foreign(other, person, case)
    )


def _is_foreign(other: GoldQuote, person: str, case: EvalCase) -> bool:
    """Tell whether a gold quote is another person's and not also one of this case's own."""
    if len(words(other.text)) < _TELLING_WORDS or same_person(person, other.person):
        return False
    return not any(stands_in(other.text, own) for own in case.quotes)
