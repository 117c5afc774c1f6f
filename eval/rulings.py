"""Measures what yes-or-no questions get: articles → questions whose answer is known → verdicts."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from random import Random

from eval.checker.doctor import OPERATIONS, Patient
from eval.checker.trials import patients
from eval.laid_in import laid_in
from index.article import Draft
from index.embed import Embedder
from qa.answer import Answer
from qa.ask import ask

_AUXILIARY = re.compile(r"\b(?:is|are|was|were|has|have|will|can|must)\b")
# Before an auxiliary these tell that it may be another clause's.
_NO_SUBJECT = re.compile(
    r"[,;:–—(“”\"]|\b(?:who|which|that|when|where|while|whether|if|because|after|before|until|as"
    r"|since|whose|although|though|and|but|or|than|how|what|why|not|no|never|there|it|he|she|they"
    r"|we|you|this|these|those|i|at|in|on|for|from|may|might|could|nobody|nothing|none)\b",
    re.IGNORECASE,
)
_BORDER = re.compile(
    r"[,:](?=\s)|[;–—(“”\"]|\s(?:because|but|while|although|though|after|before|when|which|who)\b"
)
_NOT = re.compile(r"^\s*(?:not|never)\b")
_DENIES = re.compile(
    r"(?i)\b(?:not|no|never|none|nobody|nothing|neither|nor|without|cannot)\b|n[’']t\b"
)
_MOST_WORDS, _FEWEST_WORDS = 7, 4  # of a subject; of a question
# What the doctored question must not be answered with; what else is changed leaves no statement.
_KINDS = ("number", "number of elsewhere", "unit", "date", "name", "direction", "hedge")
# "said yes": as the word of somebody who is named; "differing": sources do, side by side.
_VERDICTS = ("yes", "no", "said yes", "said no", "differing", "none")
Show = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Asked:
    """A yes-or-no question made of a sentence.

    Attributes:
        kind: "told" (yes), "denied" (the sentence says that it is not so), else how the sentence
            was changed before it was made a question, so that yes is wrong.
        source: the sentence as its article has it.
    """

    kind: str
    question: str
    source: str


@dataclass(frozen=True, slots=True)
class Ruled:
    """A question with the verdict that it got, one of `_VERDICTS`."""

    asked: Asked
    verdict: str

    @property
    def is_wrong(self) -> bool:
        """Whether the verdict is the opposite of what is known."""
        wrong = "no" if self.asked.kind == "told" else "yes"
        return self.verdict in (wrong, f"said {wrong}")


def measure_rulings(
    articles: Sequence[Draft],
    embedder: Embedder,
    *,
    most: int,
    seed: int,
    today: dt.date,
    clock: Callable[[], float],
    show: Show,
) -> tuple[Ruled, ...]:
    """Ask questions made of articles' sentences over a library of these articles.

    Args:
        articles: with ids.
        embedder: as the library is to have it.
        most: questions of each kind.
        seed: of the choices.
        today: the day on which they are asked.
        clock: seconds from any beginning.
        show: told how far it is.

    Raises:
        SourceError, LibraryError: an article cannot be added.
    """
    rng = Random(seed)  # noqa: S311  chooses, hides nothing
    with laid_in(articles, embedder) as there:
        every = [
            patient for _, patient in patients(there.articles, there.parsed) if not patient.quoted
        ]
        rng.shuffle(every)
        questions = list(questions_of(every, most, rng))
        found = []
        for number, asked in enumerate(questions):
            show(number, len(questions), asked.kind)
            answer = ask(asked.question, there.library, chat=None, today=today, clock=clock)
            found.append(Ruled(asked, verdict_of(answer)))
    return tuple(found)


def questions_of(every: Sequence[Patient], most: int, rng: Random) -> Iterator[Asked]:
    """Yield up to so many questions of each kind, made of sentences."""
    for kind, denied in (("told", False), ("denied", True)):
        made = ((question_of(p.text, denied=denied), p.text) for p in every)
        yield from _some(kind, most, made)
    made = ((question_of(p.text, put=" not"), p.text) for p in every)
    yield from _some("negated", most, made)
    for kind in _KINDS:
        changed = ((p.text, OPERATIONS[kind](p, rng)) for p in every if question_of(p.text))
        made = (
            (question_of(text) if text and question_of(text) != question_of(own) else None, own)
            for own, text in changed
        )
        yield from _some(kind, most, made)


def _some(kind: str, most: int, made: Iterator[tuple[str | None, str]]) -> Iterator[Asked]:
    count = 0
    for question, source in made:
        if question and count < most:
            count += 1
            yield Asked(kind, question, source)


def question_of(sentence: str, *, denied: bool = False, put: str = "") -> str | None:
    """Return whether what a sentence states is so, as a question; None where that is not plain.

    Its subject goes behind its auxiliary, and what follows its first clause is left out.

    Args:
        sentence: as an article has it.
        denied: take sentences that say that it is not so, in the place of those that say it is.
        put: stands behind the subject (" not").
    """
    found = _AUXILIARY.search(sentence)
    subject = sentence[: found.start()].strip() if found else ""
    if not found or not subject or _NO_SUBJECT.search(subject):
        return None
    rest = sentence[found.end() :]
    negation = _NOT.match(rest)
    if bool(negation) != denied or len(subject.split()) > _MOST_WORDS:
        return None
    rest = rest[negation.end() :] if negation else rest
    border = _BORDER.search(rest)
    rest = " ".join((rest[: border.start()] if border else rest).split()).rstrip(" .")
    if _DENIES.search(rest) or len(f"{subject} {rest}".split()) < _FEWEST_WORDS or not rest:
        return None
    first, _, others = subject.partition(" ")
    lowered = first.lower() if first in ("The", "A", "An", "His", "Her", "Its", "Their") else first
    return f"{found[0].capitalize()} {' '.join(f'{lowered} {others}'.split())}{put} {rest}?"


def verdict_of(answer: Answer) -> str:
    """Return the verdict with which an answer begins."""
    first = answer.sentences[0].text if answer.sentences else ""
    if first in ("Yes.", "No."):
        return first[:-1].lower()
    said = re.findall(r": (yes|no)(?=[;.])", first)
    return f"said {said[0]}" if len(said) == 1 else "differing" if said else "none"


def rulings_text(found: Sequence[Ruled]) -> str:
    """Return the table of kinds and verdicts, and below it what was ruled wrongly."""
    kinds = dict.fromkeys(ruled.asked.kind for ruled in found)
    lines = [f"| kind | n | {' | '.join(_VERDICTS)} | wrong |", f"|{'---|' * (len(_VERDICTS) + 3)}"]
    for kind in kinds:
        own = [ruled for ruled in found if ruled.asked.kind == kind]
        counts = Counter(ruled.verdict for ruled in own)
        wrong = sum(ruled.is_wrong for ruled in own)
        cells = (len(own), *(counts[word] for word in _VERDICTS), wrong)
        lines.append(f"| `{kind}` | {' | '.join(map(str, cells))} |")
    wrong_ones = [ruled for ruled in found if ruled.is_wrong]
    told = (
        f"  {r.asked.kind}, {r.verdict}: {r.asked.question}\n    {r.asked.source}"
        for r in wrong_ones
    )
    return "\n".join([*lines, "", *told])
