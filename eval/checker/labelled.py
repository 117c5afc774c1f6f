"""Reads the labelled sentences: paraphrases of Byline's own set, true ones and untrue ones."""

from dataclasses import dataclass
from pathlib import Path

from eval.errors import SetError
from eval.goldset import OWN_SETS
from eval.rows import Row, read_rows

LABELLED = OWN_SETS / "checker" / "labelled.jsonl"


@dataclass(frozen=True, slots=True)
class LabelledSentence:
    """A sentence in other words than its article's.

    Attributes:
        true: whether the article carries it.
        kind: what was changed: of a true one the wording, of an untrue one the fact.
    """

    id: str
    article_id: str
    text: str
    true: bool
    kind: str


def read_sentences(path: Path = LABELLED) -> tuple[LabelledSentence, ...]:
    """Read labelled sentences, in order.

    Raises:
        SetError: the file cannot be read, or a row is none; it names the row.
    """
    return tuple(map(_sentence, read_rows(path)))


def _sentence(row: Row) -> LabelledSentence:
    if row.values.get("true") is None:
        raise SetError(f'{row.place}: "true" must be true or false.')
    return LabelledSentence(
        id=row.text("id"),
        article_id=row.text("article_id"),
        text=row.text("text"),
        true=row.flag("true", default=False),
        kind=row.text("kind"),
    )
