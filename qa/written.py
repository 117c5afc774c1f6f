"""Lets a model write an answer, keeps what its passages carry, and has it mended once."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from qa.answer import Sentence, Withheld
from qa.chat import ModelError
from qa.check import Checker
from qa.cite import Citations
from qa.desk import Desk, Place
from qa.question import Question, understand
from qa.relevance import ENOUGH, Relevance
from qa.retrieve import Retrieved
from qa.spend import Metered
from qa.terms import Matcher
from qa.write import instead, repair_answer, sources_of, write_answer


@dataclass(slots=True)
class Written:
    """What a model's answer came to, while it is written."""

    sentences: list[Sentence] = field(default_factory=list)
    withheld: list[Withheld] = field(default_factory=list)
    notice: str | None = None


def write_checked(
    question: Question,
    found: Retrieved,
    desk: Desk,
    matcher: Matcher,
    citations: Citations,
    chat: Metered,
    written: Written,
) -> Iterator[Sentence]:
    """Yield each sentence of a model's answer that its passages carry, as soon as it is checked.

    Where none is kept, the model is told once what was wrong with each. What is not kept stands in
    `written.withheld` with the reason, and `written.notice` says why there is no answer of the
    model's.
    """
    sources = sources_of(found.passages, desk)
    checker = Checker(
        found.passages, desk, matcher, citations, _answers(question, found, desk, matcher)
    )
    try:
        for said in write_answer(question.text, sources, chat):
            yield from _kept(checker, said.text, said.citations, written)
        if written.withheld and not written.sentences and chat.may_ask:
            refused = [(item.text, item.why) for item in written.withheld]
            for said in repair_answer(question.text, sources, chat, refused):
                yield from _kept(checker, said.text, said.citations, written)
    except ModelError as error:
        if not written.sentences:
            written.notice = instead("answer", error)
        else:
            written.notice = f"{error} What it had written until then was checked and is shown."
        return
    if not written.sentences:
        written.notice = instead("answer")


def _kept(
    checker: Checker, text: str, cited: tuple[int, ...], written: Written
) -> Iterator[Sentence]:
    checked = checker.check(text, cited)
    if isinstance(checked, Sentence):
        written.sentences.append(checked)
        yield checked
    elif checked not in written.withheld:
        written.withheld.append(checked)


def _answers(
    question: Question, found: Retrieved, desk: Desk, matcher: Matcher
) -> Callable[[Place], bool]:
    """Return what tells whether a sentence of an article has to do with the question.

    What somebody said stands where they say it; a fact, where most of the question's words do.
    """
    if question.kind == "said":
        said = {(s.place.article_id, s.place.paragraph) for s in found.statements}
        return lambda place: (place.article_id, place.paragraph) in said
    asked = [understand(part) for part in found.parts] or [question]
    relevances = [Relevance(one, desk, matcher) for one in asked]
    return lambda place: any(relevance.score(place) >= ENOUGH for relevance in relevances)
