"""Tells on standard error how an answer was found."""

from index.console import say
from qa.answer import Answer

_WIDTH = 72


def say_trace(answer: Answer) -> None:
    """Say each step with its time, then which passages were retrieved and which are cited."""
    for step in answer.trace:
        say(f"{step.seconds:7.3f} s  {step.what:<10}  {step.text}")
    cited = {(citation.article_id, citation.paragraph) for citation in answer.citations}
    say(f"Retrieved {len(answer.passages)} passages, * where the answer cites one:")
    for passage in answer.passages:
        mark = "*" if (passage.article_id, passage.paragraph) in cited else " "
        say(
            f"{mark} {passage.score:.4f} {passage.article_id} {passage.paragraph}"
            f"  {shortened(passage.text, _WIDTH)}"
        )
    for item in answer.withheld:
        say(f"Withheld: {item.text} ({item.why})")


def shortened(text: str, width: int) -> str:
    """Return a text in one line of at most so many code points."""
    words = " ".join(text.split())
    return words if len(words) <= width else f"{words[: width - 1]}…"
