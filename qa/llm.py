"""The language model: an OpenAI-compatible endpoint, asked for plain text."""

import re
import time
from collections.abc import Callable, Generator, Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Literal, Protocol, TypeVar

from index.endpoints import OPENAI, PAUSE_SECONDS, host, is_address, is_key, shown, wait, words
from index.errors import BylineError
from qa.stream import EndpointFailure, UnreadableReply, texts
from qa.thoughts import Thoughts

if TYPE_CHECKING:
    import httpx2
    import openai
    from openai import Stream
    from openai.types.chat import ChatCompletionChunk

Kind = Literal["setting", "busy", "unreachable", "timeout", "broken", "empty", "filtered", "length"]
T = TypeVar("T")

_MOST_REQUESTS = 3
_CONNECT_SECONDS = 5.0
_LONGEST_WAIT_SECONDS = 10.0  # a user does not wait longer for a rate limit to pass
_OPTIONS: dict[str, object] = {"stream": True, "temperature": 0}  # left out where they are refused
_BROKE_OFF = "broke off in the middle of its reply; try again"
_ADVICE = {
    400: "refused the request; check BYLINE_MODEL, which must be a chat model that reads at least "
    "6,000 tokens",
    401: "does not accept the key; check OPENAI_API_KEY",
    402: "wants to be paid; add credit to the account of OPENAI_API_KEY",
    403: "does not let this key use the model {model}; check OPENAI_API_KEY and BYLINE_MODEL",
    404: "has no model {model} or no chat at this address; check BYLINE_MODEL and OPENAI_BASE_URL, "
    "which usually ends in /v1",
    413: "says that the request is too long; set BYLINE_MODEL to one that can read longer texts",
    429: "is at its rate limit; try again in a while",
}


class ModelError(BylineError):
    """The language model gave no usable reply.

    Attributes:
        kind: "setting": the same request will fail until a setting is changed; "busy",
            "unreachable", "timeout": it may work later; "broken", "empty", "filtered": the reply
            cannot be used; "length": the pieces that came are good, but the end is missing.
        status: the HTTP status, where the endpoint answered with an error.
    """

    def __init__(self, message: str, kind: Kind, status: int | None = None) -> None:
        super().__init__(message)
        self.kind = kind
        self.status = status


class Chat(Protocol):
    """A language model that answers a system and a user message."""

    @property
    def model(self) -> str:
        """The model's name, as kept in what it writes."""
        ...

    def reply(self, system: str, user: str) -> Generator[str, None, int | None]:
        """Yield the reply's pieces as they come; dropping the generator ends the request.

        Returns:
            the number of tokens of request and reply, None where the model does not count them.

        Raises:
            ModelError: there is no usable reply, or it breaks off; pieces may have come before.
        """
        ...


class OpenAIChat:
    """A chat with an OpenAI-compatible endpoint; usable from several threads.

    Args:
        model: the model's name at the endpoint.
        api_key: None where the endpoint wants none.
        base_url: the address before `/chat/completions`; None for OpenAI's own.
        seconds: bounds a whole reply, waiting and second tries included; one that falls silent
            may take as long again, since the time is looked at as pieces come.
        client: sends the requests; None for one of its own.
        sleep, clock: seconds to wait; seconds from any beginning.
    """

    def __init__(
        self,
        model: str,
        api_key: str | None,
        base_url: str | None = None,
        *,
        seconds: float = 60.0,
        client: "httpx2.Client | None" = None,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.model = model
        self._key = (api_key or "").strip() or "none"  # the SDK wants some key
        self._base_url = (base_url or "").strip() or OPENAI
        self._seconds = seconds
        self._given = client
        self._sleep = sleep
        self._clock = clock
        self._refused: frozenset[str] = frozenset()  # options, remembered for later requests

    def reply(self, system: str, user: str) -> Generator[str, None, int | None]:
        """Yield the reply's pieces without thoughts; raises ModelError as `Chat.reply` does."""
        deadline = self._clock() + self._seconds
        thoughts, written = Thoughts(), False
        with self._open(system, user, deadline) as stream:
            content = self._content(stream, deadline)
            tokens: int | None = None
            while not thoughts.leaked:
                try:
                    shown = thoughts.feed(next(content))
                except StopIteration as end:
                    tokens = end.value
                    break
                written = written or bool(shown.strip())
                if shown and not thoughts.leaked:
                    yield shown
        rest = thoughts.end()
        if thoughts.open or thoughts.leaked:
            raise self._error("broken", "thought aloud without marking where that begins and ends")
        if not written and not rest.strip():
            raise self._error("empty", "wrote nothing; try again, or set another BYLINE_MODEL")
        if rest:
            yield rest
        return tokens

    def _open(self, system: str, user: str, deadline: float) -> "Stream[ChatCompletionChunk]":
        """Send the request, again where that may help, each cause once."""
        import openai  # 1.5 s that a run without a model need not pay

        causes: set[str] = set()
        while True:
            try:
                return self._request(system, user, deadline)
            except openai.OpenAIError as error:
                cause, pause = self._remedy(error)
                again = cause and cause not in causes and len(causes) + 1 < _MOST_REQUESTS
                if not again or self._clock() + pause > deadline:
                    raise self._explained(error) from error
                causes.add(cause)
            self._sleep(pause)

    def _request(self, system: str, user: str, deadline: float) -> "Stream[ChatCompletionChunk]":
        import openai

        options = {name: v for name, v in _OPTIONS.items() if name not in self._refused}
        # The client's own `stream` only chooses the type; what is sent is what stands in `options`.
        return self._client.chat.completions.create(
            model=self.model,
            messages=[{"role": "system", "content": system}, {"role": "user", "content": user}],
            stream=True,
            extra_body={"stream": False} | options,
            timeout=openai.Timeout(max(deadline - self._clock(), 0.1), connect=_CONNECT_SECONDS),
        )

    @cached_property
    def _client(self) -> "openai.OpenAI":
        import openai

        if not is_key(self._key):
            raise ModelError(
                "OPENAI_API_KEY has a character that no key has; copy it anew.", "setting"
            )
        if not is_address(self._base_url):
            raise ModelError(
                "OPENAI_BASE_URL is no web address; write it like http://127.0.0.1:8089/v1.",
                "setting",
            )
        return openai.OpenAI(
            api_key=self._key, base_url=self._base_url, max_retries=0, http_client=self._given
        )

    def _remedy(self, error: "openai.OpenAIError") -> tuple[str, float]:
        """Return for what cause to ask again, and after how many seconds; "" where it is no use."""
        import openai

        if isinstance(error, openai.APIConnectionError):
            slow = isinstance(error, openai.APITimeoutError)
            return ("", 0.0) if slow else ("failed", PAUSE_SECONDS)
        if not isinstance(error, openai.APIStatusError):
            return "", 0.0
        if error.status_code in {400, 422}:
            refused = self._refused_option(error)
            self._refused |= {refused} - {""}
            return refused, 0.0
        pause = wait(error.response.headers.get("retry-after"))
        if pause > _LONGEST_WAIT_SECONDS or "quota" in f"{error.code} {error.type}":
            return "", 0.0
        if error.status_code == 429:
            return "busy", pause
        return ("failed", pause) if error.status_code >= 500 else ("", 0.0)

    def _refused_option(self, error: "openai.APIStatusError") -> str:
        """Return the optional part of the request that the endpoint names as wrong."""
        said = re.findall(r"\w+", f"{error.param} {words(error.body)}".lower())
        return next((o for o in _OPTIONS if o in said and o not in self._refused), "")

    def _content(
        self, stream: "Stream[ChatCompletionChunk]", deadline: float
    ) -> Generator[str, None, int | None]:
        """Yield what the model writes, and see that it comes to its end; return its tokens."""
        import httpx2

        try:
            ending = yield from texts(self._in_time(stream.response.iter_bytes(), deadline))
        except EndpointFailure as error:
            raise self._error("broken", f"failed: {shown(str(error), self._key)}") from error
        except UnreadableReply as error:
            raise self._error(
                "broken",
                "answered with something else than a chat reply; check OPENAI_BASE_URL, which "
                "usually ends in /v1",
            ) from error
        except httpx2.TimeoutException as error:
            raise self._late() from error
        except httpx2.HTTPError as error:
            raise self._error("broken", _BROKE_OFF) from error
        if ending.reason == "length":
            raise self._error("length", "stopped before the end of its reply, at its length limit")
        if ending.reason == "content_filter":
            raise self._error("filtered", "held its reply back by a content filter; ask otherwise")
        if ending.reason == "cut":
            raise self._error("broken", _BROKE_OFF)
        return ending.tokens

    def _in_time(self, items: Iterable[T], deadline: float) -> Iterator[T]:
        for item in items:
            if self._clock() > deadline:
                raise self._late()
            yield item

    def _explained(self, error: Exception) -> ModelError:
        """Say in a sentence what an error of the client means and what to do."""
        import openai

        if isinstance(error, openai.APITimeoutError):
            return self._late()
        if isinstance(error, openai.APIStatusError):
            return self._refusal(error)
        return self._error(
            "unreachable", "cannot be reached; check OPENAI_BASE_URL and that the server runs"
        )

    def _refusal(self, error: "openai.APIStatusError") -> ModelError:
        status = error.status_code
        if status >= 500:
            advice = "failed; try again later"
        elif "quota" in f"{error.code} {error.type}":
            advice = (
                "says that the quota of OPENAI_API_KEY is used up; raise it or wait for the next"
            )
        else:
            advice = _ADVICE.get(status, _ADVICE[400]).format(model=self.model)
        said = "" if status == 401 else shown(error.body, self._key)
        detail = f"{status}: {said}" if said else str(status)
        busy = status == 429 or status >= 500
        return self._error("busy" if busy else "setting", f"{advice} ({detail})", status)

    def _late(self) -> ModelError:
        return self._error(
            "timeout",
            f"did not finish within {self._seconds:.0f} seconds; try again, or set BYLINE_MODEL to "
            "a faster model",
        )

    def _error(self, kind: Kind, what: str, status: int | None = None) -> ModelError:
        return ModelError(f"The language model at {host(self._base_url)} {what}.", kind, status)
