"""Which outlet a sentence names as its source for somebody's words."""

import re
from collections.abc import Sequence

from index.referents import Referents
from index.scene import Scene, Subject

_PASSING_ON = "according to|told|reported by|quoted by|interview with|speaking to".split("|")
_PASSED_ON = re.compile(rf"(?i)\b(?:{'|'.join(_PASSING_ON)})\b")


class PassingOn:
    """Reads one sentence after another, each as often as it has quotes."""

    def __init__(self, referents: Referents) -> None:
        self._referents = referents
        self._asked: tuple[int, int, int] | None = None
        self._found: tuple[str, ...] = ()
        self._outlets: dict[tuple[int, int], str | None] = {}

    def via(
        self,
        scene: Scene,
        sources: Sequence[Subject],
        figure: int | None,
        sentence: tuple[int, int],
    ) -> str | None:
        """Return the outlet that the sentence names as its source for somebody's words."""
        for outlet in self._passed_on(scene, *sentence):
            if outlet != self._referents.name(figure):
                return outlet
        for source in sources:
            if source.figure != figure:
                named = self._outlet(scene, source.start, source.end)
                if named:
                    return named
        return None

    def _passed_on(self, scene: Scene, start: int, end: int) -> Sequence[str]:
        """Find the outlets behind "according to" and its like; asked for each quote."""
        text = scene.text
        if self._asked != (scene.number, start, end):
            self._asked = (scene.number, start, end)
            self._outlets = {}
            lower = text[start:end].lower()
            there = any(word in lower for word in _PASSING_ON)
            ends = [m.end() for m in _PASSED_ON.finditer(text, start, end)] if there else []
            found = [self._outlet(scene, at, min(end, at + 60)) for at in ends]
            self._found = tuple(dict.fromkeys(outlet for outlet in found if outlet))
        return self._found

    def _outlet(self, scene: Scene, start: int, end: int) -> str | None:
        if (start, end) not in self._outlets:
            self._outlets[start, end] = self._referents.outlet(scene, start, end)
        return self._outlets[start, end]
