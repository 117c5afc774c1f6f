"""What a question and a summary return."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from index.search import Passage
from qa.spend import Cost
from qa.steps import Step

Support = Literal["quoted", "verbatim", "checked"]
Statement = Literal["direct", "reported", "commentary"]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of an answer or a summary.

    Attributes:
        citations: numbers of the citations it stands on, at least one, in order.
        support: "quoted": it carries a quotation; "verbatim": the article's own sentence;
            "checked": a model's sentence whose quotes, numbers, names and words were checked.
        speaker: whose words it gives; None where it is nobody's statement.
        statement: how the speaker's words are known; None where there is no speaker.
        marked: `text[start:end]` is the short answer; None where no words of it are.
        also: in a summary of several articles, numbers of the citations of other origins that
            tell it too, in their own words.
        to: to whom the speaker says it, as the article writes it; None where it does not.
        original: what it was before it was translated; None where it was not.
    """

    text: str
    citations: tuple[int, ...]
    support: Support
    speaker: str | None = None
    statement: Statement | None = None
    marked: tuple[int, int] | None = None
    also: tuple[int, ...] = ()
    to: str | None = None
    original: str | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """A place in an article that a sentence stands on: `article.text[start:end] == text`."""

    number: int
    article_id: str
    title: str | None
    outlet: str | None
    date: dt.date | None
    url: str | None
    paragraph: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Withheld:
    """A sentence that a model wrote and its sources do not carry."""

    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Part:
    """One of several questions that were asked in one, with what became of it.

    Attributes:
        question: made standalone.
        reason: why it is refused; None when answered.
        sentences: places of its own among the answer's sentences, from 0.
    """

    question: str
    status: Literal["answered", "refused"]
    reason: str | None
    sentences: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """One cited answer, or a refusal that says what was looked for.

    Attributes:
        reason: why it is refused; None when answered.
        notice: what the reader should know of how it was made (the endpoint failed, ...).
        more: further statements that the answer leaves out for length.
        passages: what was retrieved, best first; in a refusal what comes nearest.
        model: the model that wrote it; None for the articles' own sentences.
        prompt: `name@hash` of the prompt; None without a model.
        confidence: 0..1, how well what was found answers the question; in a refusal how well the
            nearest does. It orders answers, and is no probability.
        cost: what was spent at a model; None where none was asked.
        parts: the questions that were asked in one; empty for a single one.
        trace: how it was found, in order.
    """

    question: str
    standalone_question: str
    status: Literal["answered", "refused"]
    reason: str | None
    sentences: tuple[Sentence, ...]
    citations: tuple[Citation, ...]
    more: int
    withheld: tuple[Withheld, ...]
    passages: tuple[Passage, ...]
    model: str | None
    prompt: str | None
    seconds: float
    notice: str | None = None
    confidence: float = 0.0
    cost: Cost | None = None
    parts: tuple[Part, ...] = ()
    trace: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class Turn:
    """A question and its answer earlier in the conversation."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class Section:
    """A titled part of a summary."""

    title: str
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class LoadedWord:
    """Words by which a source judges in its own voice; left out of the summary.

    Attributes:
        why: what they do to the reader.
        plain: a plain wording.
        kind: "judgement", "praise", "epithet", "scorn", "label", "speech", "heat", "certainty",
            "motive", "truth", "exaggeration", "one-sided" or "hidden actor".
    """

    text: str
    article_id: str
    paragraph: int
    start: int
    end: int
    why: str
    plain: str
    kind: str = "judgement"


@dataclass(frozen=True, slots=True)
class Version:
    """How one source puts a thing on which the sources differ."""

    text: str
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """A point on which articles differ, with each version."""

    about: str
    versions: tuple[Version, ...]


@dataclass(frozen=True, slots=True)
class Wording:
    """The words that one source has for a thing, the most frequent first, and where they stand."""

    source: str
    words: tuple[str, ...]
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Framing:
    """A thing that sources call by different words."""

    about: str
    wordings: tuple[Wording, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """What happened at a time: "2026-03-01", "2026-03" or "2026"."""

    time: str
    text: str
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """A neutral summary of one article, or of several on one event.

    Attributes:
        origins: how many independent articles it is made of.
        differences: where the articles differ; empty for one article.
        framings: what they call by different words; empty for one article.
        timeline: what happened when, in order of time; empty where there is no sequence.
        left_out: people and organisations that the articles quote and the summary does not.
        length: "short", "medium" or "long".
        cost: what was spent at a model; None where none was asked.
    """

    status: Literal["answered", "refused"]
    reason: str | None
    sections: tuple[Section, ...]
    citations: tuple[Citation, ...]
    loaded: tuple[LoadedWord, ...]
    origins: int
    differences: tuple[Difference, ...]
    withheld: tuple[Withheld, ...]
    model: str | None
    prompt: str | None
    seconds: float
    notice: str | None = None
    framings: tuple[Framing, ...] = ()
    timeline: tuple[Event, ...] = ()
    left_out: tuple[str, ...] = ()
    length: str = "medium"
    cost: Cost | None = None
