"""Writes a line of JSON for each piece of work."""

import datetime as dt
import json
from collections.abc import Callable
from typing import TextIO

from index.settings import Telling
from index.watch import Work


def line_of(work: Work, at: dt.datetime, *, with_text: bool) -> str:
    """Return a line of JSON.

    Args:
        work: what is told.
        at: when it ended.
        with_text: have what the user wrote, too.
    """
    told: dict[str, object] = {
        "time": at.astimezone(dt.UTC).isoformat(timespec="milliseconds"),
        "id": work.id,
        "work": work.kind,
        "outcome": work.outcome,
        "seconds": round(work.seconds, 4),
        "stages": {name: round(seconds, 4) for name, seconds in work.stages.items()},
        "counts": dict(work.counts),
    }
    if with_text:
        told["text"] = work.text
    return json.dumps(told, ensure_ascii=False)


def log_to(
    stream: TextIO, telling: Telling, now: Callable[[], dt.datetime]
) -> Callable[[Work], None]:
    """Return what writes a line for each piece of work.

    Args:
        stream: takes the lines.
        telling: "off" for none, "counts" for all but what users wrote, "text" for that, too.
        now: the time.
    """

    def write(work: Work) -> None:
        if telling != "off":
            # One call, so that lines of several threads do not mix.
            stream.write(line_of(work, now(), with_text=telling == "text") + "\n")
            stream.flush()

    return write
