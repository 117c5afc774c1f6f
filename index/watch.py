"""What is told of a piece of work: its time and its counts, none of its words."""

import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from index.errors import BylineError

_ID_BYTES = 6
DONE, FAILED, FAULT, LEFT = "done", "failed", "fault", "left"


@dataclass(frozen=True, slots=True)
class Work:
    """A piece of work that has ended.

    Attributes:
        id: no other piece of work has it.
        kind: what was done, as in "ask".
        outcome: "done", or what its kind has in place of it ("answered", "refused"); "failed"
            with a sentence for the user, "left" by a user who did not wait, "fault" of ours.
        seconds: from its beginning to its end.
        stages: the seconds of its parts by their names.
        counts: what was found or made, and how many.
        text: what the user wrote; logs have it only where they are told to.
    """

    id: str
    kind: str
    outcome: str
    seconds: float
    stages: Mapping[str, float]
    counts: Mapping[str, int]
    text: str


Watch = Callable[[Work], object]


@dataclass(slots=True)
class Notes:
    """What is noted of a piece of work while it is done; as in `Work`."""

    outcome: str = DONE
    stages: dict[str, float] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)


def unwatched(work: Work) -> None:
    """Tell nobody."""


@contextmanager
def watched(kind: str, text: str, watch: Watch, clock: Callable[[], float]) -> Iterator[Notes]:
    """Tell of what is done inside, however it ends.

    Args:
        kind: what is done.
        text: what the user wrote.
        watch: is told once, at the end.
        clock: returns seconds.
    """
    notes, started = Notes(), clock()
    try:
        yield notes
    except GeneratorExit:
        notes.outcome = LEFT
        raise
    except BylineError:
        notes.outcome = FAILED
        raise
    except BaseException:
        notes.outcome = FAULT
        raise
    finally:
        watch(
            Work(
                secrets.token_hex(_ID_BYTES),
                kind,
                notes.outcome,
                clock() - started,
                notes.stages,
                notes.counts,
                text,
            )
        )
