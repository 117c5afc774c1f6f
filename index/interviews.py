"""Interviews set as turns: "Q: …", "A: …", "Ostrov: …"."""

import re
from collections import Counter
from dataclasses import dataclass

from index.cast import Cast

_LABEL = re.compile(r"^([A-ZÀ-Þ][\w.’'-]*(?:\s[A-ZÀ-Þ][\w.’'-]*){0,3})\s*:\s+(?=\S)")
_ANSWERS = frozenset(("A", "Answer"))
_INTRODUCTION = 12  # mentions at least among which the interviewee is looked for


@dataclass(frozen=True, slots=True)
class Turn:
    """What somebody says behind a label: `[start, end)` in the paragraph's text."""

    start: int
    end: int
    figure: int
    label: str


class Interview:
    """Reads an article's turns in order; "A:" is whoever the introduction names most."""

    def __init__(self, cast: Cast) -> None:
        self._cast = cast
        self._interviewee: int | None = None

    def turn(self, text: str, mentions_so_far: int) -> Turn | None:
        """Read a paragraph as a turn of somebody whom the article names.

        Returns:
            None where it is no turn, or a question ("Q:"), which is the paper's own.
        """
        label = _LABEL.match(text)
        if not label:
            return None
        name = label[1]
        figure = self._answerer(mentions_so_far) if name in _ANSWERS else self._named(name)
        if figure is None:
            return None
        return Turn(label.end(), len(text.rstrip()), figure, name)

    def _answerer(self, mentions_so_far: int) -> int | None:
        if self._interviewee is None:
            mentions = self._cast.mentions[: max(mentions_so_far, _INTRODUCTION)]
            people = Counter(
                mention.figure
                for mention in mentions
                if self._cast.figures[mention.figure].sort == "person"
            )
            self._interviewee = people.most_common(1)[0][0] if people else None
        return self._interviewee

    def _named(self, label: str) -> int | None:
        words = [word.lower().strip(".") for word in label.split()]
        for number, figure in enumerate(self._cast.figures):
            known = [word.lower() for word in figure.name.split()]
            if figure.sort == "person" and len(known) > 1 and known[-len(words) :] == words:
                return number
        return None
