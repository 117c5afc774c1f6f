"""Chats for a run: one that counts what it costs, one that keeps replies."""

import hashlib
import json
from collections.abc import Generator
from pathlib import Path

from eval.metrics import Spent
from qa.chat import Chat, Shape, Usage

# What a token is taken for where the endpoint does not count: OpenAI's rule of thumb for English.
_CHARACTERS_A_TOKEN = 4


class CountedChat:
    """A chat that counts the requests sent through it, and their tokens."""

    def __init__(self, chat: Chat) -> None:
        self.model = chat.model
        self.context = chat.context
        self._chat = chat
        self._calls = 0
        self._tokens = 0

    @property
    def spent(self) -> Spent:
        """What was spent until now."""
        return Spent(self._calls, self._tokens)

    def reply(
        self, system: str, user: str, shape: Shape | None = None
    ) -> Generator[str, None, Usage | None]:
        """Pass a request on; raises ModelError as the chat does."""
        self._calls += 1
        length = len(system) + len(user)
        counted: Usage | None = None
        pieces = self._chat.reply(system, user, shape)
        try:
            while True:
                piece = next(pieces)
                length += len(piece)
                yield piece
        except StopIteration as end:
            counted = end.value
        finally:
            pieces.close()
            self._tokens += counted.total if counted else round(length / _CHARACTERS_A_TOKEN)
        return counted


class KeptChat:
    """A chat that asks nothing twice: whole replies are kept in a folder, by request.

    Args:
        chat: asked what is not there yet.
        folder: holds a file a reply, named by SHA-256 of model and both messages.
        fresh: ask everything anew, and keep that.
    """

    def __init__(self, chat: Chat, folder: Path, *, fresh: bool = False) -> None:
        self.model = chat.model
        self.context = chat.context
        self._chat = chat
        self._folder = folder
        self._fresh = fresh

    def reply(
        self, system: str, user: str, shape: Shape | None = None
    ) -> Generator[str, None, Usage | None]:
        """Yield the reply's pieces, kept or asked for; raises ModelError as the chat does."""
        request = json.dumps([self.model, system, user, shape.words if shape else ""]).encode()
        path = self._folder / f"{hashlib.sha256(request).hexdigest()}.json"
        if not self._fresh and path.exists():
            kept = json.loads(path.read_text(encoding="utf-8"))
            yield from kept["pieces"]
            return Usage(*kept["usage"]) if kept.get("usage") else None
        pieces: list[str] = []
        asked = self._chat.reply(system, user, shape)
        usage: Usage | None = None
        try:
            while True:
                pieces.append(next(asked))
                yield pieces[-1]
        except StopIteration as end:
            usage = end.value
        finally:
            asked.close()
        self._keep(
            path, {"pieces": pieces, "usage": [usage.read, usage.written] if usage else None}
        )
        return usage

    def _keep(self, path: Path, reply: dict[str, object]) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        half = path.with_suffix(f".{id(reply)}.part")  # several threads may keep at a time
        half.write_text(json.dumps(reply, ensure_ascii=False), encoding="utf-8")
        half.replace(path)
