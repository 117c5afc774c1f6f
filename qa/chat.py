"""What a language model is to the rest: a writer that is asked, its errors and its cost."""

from collections.abc import Generator, Mapping
from dataclasses import dataclass
from typing import Literal, Protocol

from index.errors import BylineError

Kind = Literal[
    "setting", "busy", "unreachable", "timeout", "broken", "empty", "filtered", "length", "context",
    "budget",
]  # fmt: skip


class ModelError(BylineError):
    """The language model gave no usable reply.

    Attributes:
        kind: "setting": the same request will fail until a setting is changed; "busy",
            "unreachable", "timeout": it may work later; "broken", "empty", "filtered": the reply
            cannot be used; "length": the pieces that came are good, but the end is missing;
            "context": the request is too long, a shorter one may do; "budget": the question has
            cost what it may.
        status: the HTTP status, where the endpoint answered with an error.
    """

    def __init__(self, message: str, kind: Kind, status: int | None = None) -> None:
        super().__init__(message)
        self.kind = kind
        self.status = status


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens of a request and of its reply, as the endpoint counts them.

    Attributes:
        cached: tokens of the request that the endpoint knew from an earlier one.
    """

    read: int
    written: int
    cached: int = 0

    @property
    def total(self) -> int:
        """Both together."""
        return self.read + self.written


@dataclass(frozen=True, slots=True)
class Shape:
    """The form that a reply is to have, where an endpoint can be held to one.

    Attributes:
        schema: its JSON Schema.
        words: the same in words, put behind the user's message.
    """

    name: str
    schema: Mapping[str, object]
    words: str


class Chat(Protocol):
    """A language model that answers a system and a user message."""

    @property
    def model(self) -> str:
        """The model's name, as kept in what it writes."""
        ...

    @property
    def context(self) -> int | None:
        """The tokens that a request and its reply may have together; None where not known."""
        ...

    def reply(
        self, system: str, user: str, shape: Shape | None = None
    ) -> Generator[str, None, Usage | None]:
        """Yield the reply's pieces as they come; dropping the generator ends the request.

        Args:
            system: who the model is to be.
            user: what it is asked.
            shape: what the reply should look like; it may come as plain text all the same.

        Returns:
            the tokens of request and reply, None where the model does not count them.

        Raises:
            ModelError: there is no usable reply, or it breaks off; pieces may have come before.
        """
        ...
