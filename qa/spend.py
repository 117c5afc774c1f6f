"""Counts what a question costs at a language model, and holds it to a budget."""

from collections.abc import Callable, Generator
from dataclasses import dataclass

from qa.chat import Chat, ModelError, Shape, Usage

# What a token is taken for where the endpoint does not count: a rule of thumb for English.
CHARACTERS_A_TOKEN = 4


@dataclass(frozen=True, slots=True)
class Cost:
    """What an answer cost.

    Attributes:
        calls: requests to the model.
        tokens_in: of these requests.
        tokens_out: of the replies.
        counted: whether the endpoint counted all of them; else they are estimated.
    """

    calls: int
    tokens_in: int
    tokens_out: int
    counted: bool


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that one question may cost: an answer, and one more request where it is needed.

    Attributes:
        what: what it is the limit of, in words.
    """

    calls: int = 2
    tokens: int = 24_000
    seconds: float = 90.0
    what: str = "a question"

    def shared_by(self, questions: int) -> "Limits":
        """Return each one's share where several questions are asked in one."""
        if questions == 1:
            return self
        return Limits(1, self.tokens // questions, self.seconds / questions)


class Metered:
    """A chat for one question, which counts and ends at the limits.

    Args:
        chat: is asked.
        clock: seconds from any beginning.
        limits: of this question.
    """

    def __init__(
        self, chat: Chat, clock: Callable[[], float], limits: Limits | None = None
    ) -> None:
        self.model = chat.model
        self._chat = chat
        self._clock = clock
        self._limits = limits or Limits()
        self._started = clock()
        self._calls = 0
        self._in = 0
        self._out = 0
        self._counted = True

    @property
    def context(self) -> int | None:
        """The tokens of context, where the endpoint has named them."""
        return self._chat.context

    @property
    def cost(self) -> Cost:
        """What was spent until now."""
        return Cost(self._calls, self._in, self._out, self._counted)

    @property
    def may_ask(self) -> bool:
        """Whether there is budget for another request."""
        limits = self._limits
        late = self._clock() - self._started >= limits.seconds
        return self._calls < limits.calls and self._in + self._out < limits.tokens and not late

    def reply(
        self, system: str, user: str, shape: Shape | None = None
    ) -> Generator[str, None, Usage | None]:
        """Pass a request on; raises ModelError as the chat does, and where the budget ends."""
        if not self.may_ask:
            raise self._over()
        self._calls += 1
        asked, written = _tokens(len(system) + len(user)), 0
        usage: Usage | None = None
        pieces = self._chat.reply(system, user, shape)
        try:
            while True:
                piece = next(pieces)
                written += len(piece)
                yield piece
                if self._is_over(asked + _tokens(written)):
                    raise self._over()
        except StopIteration as end:
            usage = end.value
        finally:
            pieces.close()
            self._count(usage, asked, _tokens(written))
        return usage

    def _count(self, usage: Usage | None, asked: int, written: int) -> None:
        self._counted = self._counted and usage is not None
        self._in += usage.read if usage else asked
        self._out += usage.written if usage else written

    def _is_over(self, tokens: int) -> bool:
        late = self._clock() - self._started > self._limits.seconds
        return late or self._in + self._out + tokens > self._limits.tokens

    def _over(self) -> ModelError:
        limits = self._limits
        return ModelError(
            f"The language model was ended, as {limits.what} may cost at most {limits.calls}"
            f" requests, {limits.tokens:,} tokens and {limits.seconds:.0f} seconds.",
            "budget",
        )


def _tokens(characters: int) -> int:
    return -(-characters // CHARACTERS_A_TOKEN)
