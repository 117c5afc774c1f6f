"""Where a reader is in the view: what the browser says, read with care."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import Self


@dataclass(frozen=True, slots=True)
class Place:
    """What is chosen.

    Attributes:
        set: a set's key; empty for the first one.
        run: a run's name; empty for the newest of the set.
        other: the run that it is compared with; empty for none.
        kind: the kind of question to show; empty for all.
        faulty: whether only cases with a fault are shown.
        page: of the cases, from 0.
        measure: the figure that is shown by kind of question.
        confirming: whether cases are being confirmed.
        later: ids of the cases put off.
        asked: the number of the place, which its result bears.
    """

    set: str = ""
    run: str = ""
    other: str = ""
    kind: str = ""
    faulty: bool = False
    page: int = 0
    measure: str = "right"
    confirming: bool = False
    later: tuple[str, ...] = ()
    asked: int = 0

    @classmethod
    def read(cls, stated: object) -> Self:
        """Read a place as the page's script states it; what is no such field is left out."""
        found: Mapping[object, object] = stated if isinstance(stated, dict) else {}
        later = found.get("later")
        return cls(
            set=str(found.get("set") or ""),
            run=str(found.get("run") or ""),
            other=str(found.get("other") or ""),
            kind=str(found.get("kind") or ""),
            faulty=found.get("faulty") is True,
            page=_number(found.get("page")),
            measure=str(found.get("measure") or "right"),
            confirming=found.get("confirming") is True,
            later=tuple(map(str, later)) if isinstance(later, list) else (),
            asked=_number(found.get("asked")),
        )


def go(**changes: object) -> str:
    """Return the attribute of a button that goes elsewhere in the view."""
    return f'data-go="{escape(json.dumps(changes))}"'


def go_to_set(key: str, run: str = "", *, confirming: bool = False) -> str:
    """Return the attribute of a button that goes to a set or one of its runs."""
    start = {"other": "", "kind": "", "page": 0, "later": []}
    return go(**start, set=key, run=run, confirming=confirming)


def turn(**changes: object) -> str:
    """Return the attribute of a button that changes which cases are shown."""
    return f'data-turn="{escape(json.dumps(changes))}"'


def _number(stated: object) -> int:
    return max(0, stated) if isinstance(stated, int) else 0
