"""Reads what an answer gives out of its JSON: sentences, speakers, cited places."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from eval.cases import EvalCase
from eval.report import ReportCase
from eval.wording import shows_quote, squad_tokens

_SHOWN = 240  # characters of an answer, where it is told what came


@dataclass(frozen=True, slots=True)
class Place:
    """A cited place."""

    article_id: str
    text: str


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of an answer with the places that it cites."""

    text: str
    speaker: str | None
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Given:
    """What an answer gives; a refusal has no sentences."""

    refused: bool
    sentences: tuple[Said, ...]

    @property
    def text(self) -> str:
        """All sentences in a row."""
        return " ".join(sentence.text for sentence in self.sentences)

    def told(self) -> str:
        """Return the answer as one short line."""
        if self.refused:
            return "a refusal"
        text = self.text
        return f"“{text}”" if len(text) <= _SHOWN else f"“{text[:_SHOWN]}…”"


def given(asked: ReportCase) -> Given:
    """Return what a case's answer gives; where asking failed, nothing."""
    if asked.answer is None:
        return Given(refused=False, sentences=())
    answer = asked.answer
    places = {c["number"]: Place(c["article_id"], c["text"]) for c in _rows(answer, "citations")}
    sentences = tuple(
        Said(s["text"], s["speaker"], tuple(places[n] for n in s["citations"] if n in places))
        for s in _rows(answer, "sentences")
    )
    return Given(answer["status"] == "refused", sentences)


def gives(case: EvalCase, found: Given) -> bool:
    """Tell whether any of a case's gold quotes, or else its gold answer, is given."""
    if case.quotes:
        return any(shows_quote(q, s.text) for q in case.quotes for s in found.sentences)
    text = f" {' '.join(squad_tokens(found.text))} "
    return any(f" {' '.join(squad_tokens(answer))} " in text for answer in case.answers)


def _rows(answer: Mapping[str, object], name: str) -> Sequence[Mapping[str, Any]]:
    return cast(Sequence[Mapping[str, Any]], answer[name])
