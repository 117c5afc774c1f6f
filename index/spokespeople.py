"""For whom spokespeople and lawyers speak."""

import re
from functools import lru_cache

from index.cast import Cast
from index.scene import Scene, Subject

_SPOKESPERSON = r"(?:spokes(?:man|woman|person)|press secretary|lawyer|attorney)"
_LONGEST_OFFICE = 40
_THERE = ("spokes", "press sec", "lawyer", "attorney")
_BEHALF = re.compile(rf"(?i)\b{_SPOKESPERSON}\s(?:for|of|to)\s(\S.*)")
_BEHALF_BEHIND = re.compile(
    rf"(?i),?\s(?:an?\s|the\s|its\s|chief\s|(?:\w+\s){{0,2}}){_SPOKESPERSON}\s(?:for|of|to)\s(\S.*)"
)
_BEHALF_BEFORE = re.compile(rf"(?:[’']s?)?\s(?:[a-z]+\s)?{_SPOKESPERSON}\b")


class Spokespeople:
    """Finds whom an article says somebody to speak for."""

    def __init__(self, cast: Cast) -> None:
        self._cast = cast
        self._text = ""  # of the paragraph that was asked of last
        self._there = False  # whether one stands in it

    def of(self, scene: Scene, subject: Subject | None, figure: int | None) -> str | None:
        """Return for whom a spokesperson speaks: "Lund, a spokeswoman for the ministry"."""
        if subject is not None:
            named = self._named_here(scene, subject)
            if named:
                return named
        if figure is None:
            return None
        for role in self._cast.figures[figure].roles:
            body = _behalf_in(role)
            if body is not None:
                return self._named_like(body, figure)
        return None

    def _named_here(self, scene: Scene, subject: Subject) -> str | None:
        start, end = max(0, subject.start - 40), subject.end + 60
        if not self._is_there(scene.text, start, end + _LONGEST_OFFICE):
            return None
        behind = _BEHALF_BEHIND.match(scene.text, subject.end, end)
        found = _BEHALF.search(scene.text, subject.start, subject.end) or behind
        before = _BEHALF_BEFORE.search(scene.text, start, subject.end)
        for mention in scene.mentions if found or before else ():
            at, stop = mention.start - scene.offset, mention.end - scene.offset
            speaks_for = found is not None and at - found.start(1) in (0, 4) and at < end
            if speaks_for or (before is not None and stop == before.start()):
                return self._cast.figures[mention.figure].name
        return None

    def _is_there(self, text: str, start: int, end: int) -> bool:
        """Tell, of most paragraphs at once, that no spokesperson stands in `[start, end)`."""
        if text is not self._text:
            self._text, self._there = text, _has_spokesperson(text.lower())
        return self._there and _has_spokesperson(text[start:end].lower())

    def _named_like(self, words: str, figure: int) -> str | None:
        last = words.split(" ")
        for number, other in enumerate(self._cast.figures):
            name = other.name.lower().split()
            if number != figure and name and name[-1] in last and other.sort != "place":
                return other.name
        return None


def _has_spokesperson(lower: str) -> bool:
    return any(word in lower for word in _THERE)


@lru_cache(maxsize=4096)
def _behalf_in(role: str) -> str | None:
    """Return for whom somebody of a role speaks."""
    found = _BEHALF.search(role)
    return found[1] if found else None
