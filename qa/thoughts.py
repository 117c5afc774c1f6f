"""Takes a model's thinking aloud out of the text that it streams."""

import re

_TAG = re.compile(r"<\s*(?P<close>/?)\s*(?:think|thinking|thoughts?|reasoning)\s*>", re.IGNORECASE)
_PART_OF_A_TAG = re.compile(r"<\s*/?\s*[a-z]{0,9}\s*$", re.IGNORECASE)


class Thoughts:
    """Passes on what stands outside of `<think>…</think>`, however the text is cut into pieces.

    Attributes:
        open: a block has begun and not ended.
        leaked: a block ended that never began, and what may be its thoughts was passed on.
    """

    def __init__(self) -> None:
        self.open = False
        self.leaked = False
        self._held = ""
        self._passed = False
        self._closed = False

    def feed(self, piece: str) -> str:
        """Take a piece; return what can be shown by now."""
        self._held += piece
        shown = ""
        while tag := _TAG.search(self._held):
            before, self._held = self._held[: tag.start()], self._held[tag.end() :]
            shown += self._before(before, closes=bool(tag["close"]))
        part = _PART_OF_A_TAG.search(self._held)
        ready = self._held[: part.start()] if part else self._held
        self._held = self._held[len(ready) :]
        return self._pass(shown + ("" if self.open else ready))

    def end(self) -> str:
        """Return what was held back as the possible beginning of a tag and is none."""
        rest, self._held = self._held, ""
        return "" if self.open else self._pass(rest)

    def _before(self, text: str, *, closes: bool) -> str:
        """Return what is shown of the text before a tag."""
        was_open, self.open = self.open, not closes
        if was_open:
            self._closed = self._closed or closes
            return ""
        if closes and not self._closed:
            # Some endpoints put the opening tag into the prompt, so that only the end is seen.
            self._closed = True
            self.leaked = self.leaked or self._passed
            return ""
        return text

    def _pass(self, text: str) -> str:
        self._passed = self._passed or bool(text.strip())
        return text
