"""Remembers of each endpoint and model how it can be asked for structured output, and how much."""

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Literal, Protocol

from qa.chat import Shape

Rung = Literal["json_schema", "json_object", "plain"]
RUNGS: tuple[Rung, ...] = ("json_schema", "json_object", "plain")


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a model at an endpoint.

    Attributes:
        rung: the best one that it takes.
        context: tokens that request and reply may have together; None where not known.
        pace: tokens of a request that it reads in a second; None where it was never measured.
    """

    rung: Rung = RUNGS[0]
    context: int | None = None
    pace: int | None = None


class Memory(Protocol):
    """Keeps what is known by the endpoint's address and the model's name."""

    def recall(self, address: str, model: str) -> Known:
        """Return what is known; the first rung where nothing is."""
        ...

    def keep(self, address: str, model: str, known: Known) -> None:
        """Remember it."""
        ...


class Forgetful:
    """Knows what was learned since it was made."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], Known] = {}

    def recall(self, address: str, model: str) -> Known:
        """Return what was learned of a model, else what may be tried first."""
        return self._known.get((address, model), Known())

    def keep(self, address: str, model: str, known: Known) -> None:
        """Remember it."""
        self._known[address, model] = known


class FileMemory:
    """Keeps it in a file too, so that the next start need not try again.

    A file that cannot be read or written is as good as none.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._new = Forgetful()

    def recall(self, address: str, model: str) -> Known:
        """Return what was learned of a model, now or earlier."""
        kept = self._read().get(f"{address} {model}")
        return self._new.recall(address, model) if kept is None else kept

    def keep(self, address: str, model: str, known: Known) -> None:
        """Remember it in the file."""
        self._new.keep(address, model, known)
        rows = {name: asdict(row) for name, row in self._read().items()}
        rows[f"{address} {model}"] = asdict(known)
        with suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            half = self._path.with_suffix(f".{id(rows)}.part")
            half.write_text(json.dumps(rows, indent=1), encoding="utf-8")
            half.replace(self._path)

    def _read(self) -> dict[str, Known]:
        try:
            rows = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        found = rows.items() if isinstance(rows, dict) else ()
        return {name: _known(row) for name, row in found if isinstance(row, dict)}


def _known(row: Mapping[str, object]) -> Known:
    rung = row.get("rung")
    known = next((known for known in RUNGS if known == rung), RUNGS[0])
    return Known(known, _count(row.get("context")), _count(row.get("pace")))


def _count(value: object) -> int | None:
    return value if isinstance(value, int) and value > 0 else None


def response_format(rung: Rung, shape: Shape) -> dict[str, object]:
    """Return the request's fields that ask for a shape on a rung; none for plain text."""
    if rung == "plain":
        return {}
    if rung == "json_object":
        return {"response_format": {"type": "json_object"}}
    schema = {"name": shape.name, "strict": True, "schema": shape.schema}
    return {"response_format": {"type": "json_schema", "json_schema": schema}}


def below(known: Known, said: str) -> Known:
    """Return what is left to try where an endpoint refuses a rung.

    A JSON object is tried where the endpoint's words leave hope for it: they speak of the schema
    or of that very type, and do not offer plain text in its place.

    Args:
        known: what has just been refused.
        said: the endpoint's words, in lower case.
    """
    offers_text = "'text'" in said or '"text"' in said
    hope = known.rung == "json_schema" and not offers_text
    hope = hope and ("json_object" in said or "schema" in said)
    return replace(known, rung="json_object" if hope else "plain")
