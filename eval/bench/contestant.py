"""What is measured, and what each of those that are measured must do."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from eval.bench.texts import Texts
from index.article import Draft

WHOLE = "whole"  # the stage that is all of a question
FOUND = 10  # passages that each finds for a question


class Adder(Protocol):
    """Keeps articles in a folder."""

    def add(self, articles: Path) -> None:
        """Add the articles of a file of JSON Lines, so that they are found."""
        ...

    def close(self) -> None:
        """Finish what is best done once, and let go of everything."""
        ...


class Asker(Protocol):
    """Answers questions from the articles of a folder."""

    def ask(self, question: str) -> Mapping[str, float]:
        """Answer, and return the seconds by stage, that of `WHOLE` among them."""
        ...


@dataclass(frozen=True, slots=True)
class Served:
    """Questions that some clients asked, each the next one as soon as it had its answer.

    Attributes:
        clients: how many.
        added: articles that were added meanwhile; None where none were to be.
        seconds: of each question, from asking to the whole answer.
        whole: seconds of all together.
        errors: questions that had no answer.
    """

    clients: int
    added: int | None
    seconds: tuple[float, ...]
    whole: float
    errors: int


# Takes a folder that may change, questions, what makes articles, and the number of the next one.
Server = Callable[[Path, Sequence[str], Texts, int], tuple[Served, ...]]


@dataclass(frozen=True, slots=True)
class Contestant:
    """A way to keep articles and to ask them.

    Attributes:
        name: in the report.
        about: a sentence on what it is.
        adder: opens a folder for adding; likewise `asker`. Both go to another process.
        server: lets many ask at once, likewise; None for what does not.
    """

    name: str
    about: str
    adder: Callable[[Path], Adder]
    asker: Callable[[Path], Asker]
    server: Server | None = None


@dataclass(frozen=True, slots=True)
class Text:
    """What the baselines read of an article."""

    id: str
    text: str


def write_articles(path: Path, drafts: Sequence[Draft]) -> None:
    """Write a file as `Adder.add` takes it."""
    lines = (
        {
            "id": draft.id,
            "title": draft.title,
            "outlet": draft.outlet,
            "date": draft.date.isoformat() if draft.date else None,
            "text": draft.text,
        }
        for draft in drafts
    )
    path.write_text(
        "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8"
    )


def read_articles(path: Path) -> Iterator[Text]:
    """Read such a file, as the baselines do."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            yield Text(str(row["id"]), str(row["text"]))
