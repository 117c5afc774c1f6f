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
        self._asked: tuple[str, int, int] | None = None
        self._found: tuple[re.Match[str], ...] = ()

    def via(
        self,
        scene: Scene,
        sources: Sequence[Subject],
        figure: int | None,
        sentence: tuple[int, int],
    ) -> str | None:
        """Return the outlet that the sentence names as its source for somebody's words."""
        start, end = sentence
        for match in self._passed_on(scene.text, start, end):
            outlet = self._referents.outlet(scene, match.end(), min(end, match.end() + 60))
            if outlet and outlet != self._referents.name(figure):
                return outlet
        for source in sources:
            if source.figure != figure:
                outlet = self._referents.outlet(scene, source.start, source.end)
                if outlet:
                    return outlet
        return None

    def _passed_on(self, text: str, start: int, end: int) -> Sequence[re.Match[str]]:
        """Find "according to" and its like in a sentence; asked for each of its quotes."""
        if self._asked != (text, start, end):
            self._asked = (text, start, end)
            lower = text[start:end].lower()
            there = any(word in lower for word in _PASSING_ON)
            self._found = tuple(_PASSED_ON.finditer(text, start, end)) if there else ()
        return self._found
