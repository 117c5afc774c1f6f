"""A language model that plays a script."""

import re
from collections.abc import Generator, Sequence

from prompts import Messages
from qa.chat import ModelError, Shape, Usage

Reply = str | ModelError | Sequence[str | ModelError]

_PLACE = re.compile(r"\{(n|N):([^}]+)\}")


class FakeChat:
    """Meets the Chat protocol: plays replies in turn, the last for ever; keeps what it was asked.

    Args:
        script: a reply each: a text, the pieces of one, an error, or pieces that end in an error.
            In a text `{n:words}` stands for `[k]` and `{N:words}` for `k`, where k is the number
            under which the prompt shows the passage with those words.

    Attributes:
        asked: the messages of each request, in order.
        closed: how many replies were read to their end or dropped by their reader.
    """

    def __init__(self, script: Sequence[Reply], model: str = "fake") -> None:
        self.model = model
        self.context: int | None = None
        self.asked: list[Messages] = []
        self.closed = 0
        self._script = list(script)

    def reply(
        self, system: str, user: str, shape: Shape | None = None
    ) -> Generator[str, None, Usage | None]:
        """Play the next reply; an error in it is raised where it stands."""
        self.asked.append(Messages(system, user))
        reply = self._script.pop(0) if len(self._script) > 1 else self._script[0]
        pieces = [reply] if isinstance(reply, str | ModelError) else reply
        try:
            for piece in pieces:
                if isinstance(piece, ModelError):
                    raise piece
                yield numbered(piece, user)
            return None
        finally:
            self.closed += 1


def numbered(text: str, prompt: str) -> str:
    """Put numbers in the places of `{n:words}` and `{N:words}`, as the prompt counts."""

    def number(match: re.Match[str]) -> str:
        before = prompt[: prompt.index(match[2])]
        found = re.findall(r"\[(\d+)\]", before)[-1]
        return f"[{found}]" if match[1] == "n" else found

    return _PLACE.sub(number, text)
