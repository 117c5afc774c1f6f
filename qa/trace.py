"""Tells on standard error how an answer was found."""

from index.console import say
from qa.answer import Answer
from qa.question import Question
from qa.relevance import ENOUGH

_WIDTH = 72


def say_trace(question: Question, answer: Answer) -> None:
    """Say what was understood, what was retrieved, and what became of it."""
    say(f"Understood: {answer.standalone_question}")
    say(f"Kind: {question.kind}")
    if question.speaker:
        say(f"Whose words: {question.speaker}; about: {question.topic or 'anything'}")
    if question.article:
        say(f"In the article: {question.article}")
    if question.wish:
        say(f"Asked for: {question.wish}")
    if question.kind != "said":
        needed = f"an answer by one sentence needs {ENOUGH}"
        say(f"The best sentence carries {answer.confidence:.3f} of the question; {needed}")
    if answer.reason:
        say(f"Refused: {answer.reason}")
    cited = {(citation.article_id, citation.paragraph) for citation in answer.citations}
    say(
        f"Retrieved {len(answer.passages)} passages, * where the answer cites one, "
        "the others dropped as less to the point:"
    )
    for passage in answer.passages:
        mark = "*" if (passage.article_id, passage.paragraph) in cited else " "
        words = " ".join(passage.text.split())
        shown = words if len(words) <= _WIDTH else f"{words[: _WIDTH - 1]}…"
        say(f"{mark} {passage.score:.4f} {passage.article_id} {passage.paragraph}  {shown}")
    for item in answer.withheld:
        say(f"Withheld: {item.text} ({item.why})")
    say(f"{answer.status} in {answer.seconds:.3f} s")
