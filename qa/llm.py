"""The language model: an OpenAI-compatible endpoint, asked for text or for JSON."""

import re
import time
from collections.abc import Callable, Generator, Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from index.endpoints import OPENAI, PAUSE_SECONDS, is_address, is_key, wait
from qa.chat import Chat, ModelError, Shape, Usage
from qa.explain import Explainer, Refusal, context_in, is_too_long, limit_in, said
from qa.ladder import Forgetful, Known, Memory, Rung, response_format
from qa.learned import Learned
from qa.pace import new_tokens
from qa.stream import EndpointFailure, UnreadableReply, texts
from qa.thoughts import Thoughts

if TYPE_CHECKING:
    import httpx2
    import openai
    from openai import Stream
    from openai.types.chat import ChatCompletionChunk

__all__ = ["Chat", "ModelError", "OpenAIChat", "Shape", "Usage"]

T = TypeVar("T")

_MOST_REQUESTS = 3  # besides those by which a lower rung is found
_CONNECT_SECONDS = 5.0
_LONGEST_WAIT_SECONDS = 10.0  # a user does not wait longer for a rate limit to pass
# Left out where they are refused.
_OPTIONS: dict[str, object] = {
    "stream_options": {"include_usage": True},
    "stream": True,
    "temperature": 0,
}
_BROKE_OFF = "broke off in the middle of its reply; try again"


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
        memory: what is known of endpoints; None to learn it anew.
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
        memory: Memory | None = None,
    ) -> None:
        self.model = model
        self._key = (api_key or "").strip() or "none"  # the SDK wants some key
        self._base_url = (base_url or "").strip() or OPENAI
        self._seconds = seconds
        self._given = client
        self._sleep = sleep
        self._clock = clock
        self._learned = Learned(memory or Forgetful(), self._base_url, model)
        self._explain = Explainer(self._base_url, model, self._key)
        self._refused: frozenset[str] = frozenset()  # options, remembered for later requests

    @property
    def context(self) -> int | None:
        """The tokens of context; fewer where a slow endpoint could not read them in time."""
        return self._learned.context(self._seconds)

    @property
    def known(self) -> Known:
        """What is known of the endpoint."""
        return self._learned.known

    @property
    def rung(self) -> Rung:
        """The rung on which the endpoint is asked next."""
        return self._learned.rung

    def reply(
        self, system: str, user: str, shape: Shape | None = None
    ) -> Generator[str, None, Usage | None]:
        """Yield the reply's pieces without thoughts; raises ModelError as `Chat.reply` does."""
        deadline = self._clock() + self._seconds
        thoughts, written = Thoughts(), ""
        stream, sent = self._open(system, user, shape, deadline)
        with stream:
            content = self._timed(self._content(stream, deadline), user, sent)
            usage: Usage | None = None
            while not thoughts.leaked:
                try:
                    shown = thoughts.feed(next(content))
                except StopIteration as end:
                    usage = end.value
                    break
                written += shown
                if shown and not thoughts.leaked:
                    yield shown
        rest = thoughts.end()
        if thoughts.open or thoughts.leaked:
            raise self._explain.error(
                "broken", "thought aloud without marking where that begins and ends"
            )
        if shape and "{" not in written + rest:
            self._learned.want_no_form()
        if not (written + rest).strip():
            raise self._explain.error(
                "empty", "wrote nothing; try again, or set another BYLINE_MODEL"
            )
        if rest:
            yield rest
        return usage

    def _timed(
        self, content: Generator[str, None, Usage | None], user: str, sent: float
    ) -> Generator[str, None, Usage | None]:
        """Pass a reply on, and remember how fast its request was read."""
        seconds: float | None = None
        usage: Usage | None = None
        try:
            while True:
                piece = next(content)
                if seconds is None:
                    seconds = self._clock() - sent
                yield piece
        except StopIteration as end:
            usage = end.value
        except ModelError as error:
            if error.kind == "timeout" and seconds is None:
                seconds = self._clock() - sent
            raise
        finally:
            content.close()
            if seconds is not None:
                self._learned.keep_pace(new_tokens(usage, user), seconds)
        return usage

    def look_up_context(self) -> int | None:
        """Ask the endpoint's list of models how much the model reads; None where it does not say.

        vLLM names `max_model_len`, llama.cpp `meta.n_ctx`, LM Studio and others
        `context_length`; what is found is remembered.
        """
        import openai

        try:
            listed = self._client.models.list(timeout=_CONNECT_SECONDS).model_dump()
        except openai.OpenAIError:
            return None
        rows = [row for row in listed.get("data") or () if isinstance(row, dict)]
        own = [row for row in rows if row.get("id") == self.model] or rows
        found = next((size for row in own if (size := context_in(row))), None)
        if found:
            self._learned.keep_context(found)
        return self._learned.known.context

    def _open(
        self, system: str, user: str, shape: Shape | None, deadline: float
    ) -> "tuple[Stream[ChatCompletionChunk], float]":
        """Send the request, again where that may help, each cause once; tell when it was sent."""
        import openai  # 1.5 s that a run without a model need not pay

        causes: set[str] = set()
        while True:
            sent = self._clock()
            try:
                return self._request(system, user, shape, deadline), sent
            except openai.OpenAIError as error:
                if _was_unread(error):
                    self._learned.keep_pace(new_tokens(None, user), self._clock() - sent)
                if shape and self._steps_down(error):
                    continue
                cause, pause = self._remedy(error)
                again = cause and cause not in causes and len(causes) + 1 < _MOST_REQUESTS
                if not again or self._clock() + pause > deadline:
                    raise self._explained(error) from error
                causes.add(cause)
            self._sleep(pause)

    def _request(
        self, system: str, user: str, shape: Shape | None, deadline: float
    ) -> "Stream[ChatCompletionChunk]":
        import openai

        options = {name: v for name, v in _OPTIONS.items() if name not in self._refused}
        if "stream" not in options:
            options.pop("stream_options", None)
        if shape and self.rung != "plain":
            options |= response_format(self.rung, shape)
            user = f"{user}\n\n{shape.words}"
        # The client's own `stream` only chooses the type; what is sent is what stands in `options`.
        return self._client.chat.completions.create(
            model=self.model,
            messages=[{"role": "system", "content": system}, {"role": "user", "content": user}],
            stream=True,
            extra_body={"stream": False} | options,
            timeout=openai.Timeout(max(deadline - self._clock(), 0.1), connect=_CONNECT_SECONDS),
        )

    def _steps_down(self, error: "openai.OpenAIError") -> bool:
        """Go down the ladder where an endpoint refuses the form asked for; remember it."""
        refusal = _refusal(error)
        if refusal is None or self.rung == "plain" or is_too_long(refusal):
            return False
        if refusal.status not in {400, 415, 422, 500, 501}:
            return False
        told = said(refusal)
        named = any(word in told for word in ("response_format", "json", "schema", "grammar"))
        if not named and (refusal.status != 400 or self._refused_option(refusal)):
            return False
        self._learned.step_down(told)
        return True

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
        refusal = _refusal(error)
        if refusal is None or not isinstance(error, openai.APIStatusError):
            return "", 0.0
        if is_too_long(refusal):
            if limit := limit_in(refusal):
                self._learned.keep_context(limit)
            return "", 0.0
        if refusal.status in {400, 422}:
            refused = self._refused_option(refusal)
            self._refused |= {refused} - {""}
            return refused, 0.0
        pause = wait(error.response.headers.get("retry-after"))
        if pause > _LONGEST_WAIT_SECONDS or "quota" in refusal.label:
            return "", 0.0
        if refusal.status == 429:
            return "busy", pause
        return ("failed", pause) if refusal.status >= 500 else ("", 0.0)

    def _refused_option(self, refusal: Refusal) -> str:
        """Return the optional part of the request that the endpoint names as wrong."""
        told = re.findall(r"\w+", said(refusal))
        return next((o for o in _OPTIONS if o in told and o not in self._refused), "")

    def _content(
        self, stream: "Stream[ChatCompletionChunk]", deadline: float
    ) -> Generator[str, None, Usage | None]:
        """Yield what the model writes, and see that it comes to its end; return its cost."""
        import httpx2

        try:
            ending = yield from texts(self._in_time(stream.response.iter_bytes(), deadline))
        except EndpointFailure as error:
            raise self._explain.error(
                "broken", f"failed: {self._explain.shown(str(error))}"
            ) from error
        except UnreadableReply as error:
            raise self._explain.error(
                "broken",
                "answered with something else than a chat reply; check OPENAI_BASE_URL, which "
                "usually ends in /v1",
            ) from error
        except httpx2.TimeoutException as error:
            raise self._late() from error
        except httpx2.HTTPError as error:
            raise self._explain.error("broken", _BROKE_OFF) from error
        if ending.reason == "length":
            raise self._explain.error(
                "length", "stopped before the end of its reply, at its length limit"
            )
        if ending.reason == "content_filter":
            raise self._explain.error(
                "filtered", "held its reply back by a content filter; ask otherwise"
            )
        if ending.reason == "cut":
            raise self._explain.error("broken", _BROKE_OFF)
        return ending.usage

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
        if refusal := _refusal(error):
            return self._explain.refusal(refusal)
        return self._explain.error(
            "unreachable", "cannot be reached; check OPENAI_BASE_URL and that the server runs"
        )

    def _late(self) -> ModelError:
        return self._explain.error(
            "timeout",
            f"did not finish within {self._seconds:.0f} seconds; the next request is fitted to its "
            "speed, or set BYLINE_MODEL to a faster model",
        )


def _was_unread(error: Exception) -> bool:
    """Whether a request was sent, and no first word came in time."""
    import httpx2
    import openai

    return isinstance(error, openai.APITimeoutError) and not isinstance(
        error.__cause__, httpx2.ConnectTimeout
    )


def _refusal(error: Exception) -> Refusal | None:
    """Return what an endpoint answers in the place of a reply; None for other errors."""
    import openai

    if not isinstance(error, openai.APIStatusError):
        return None
    return Refusal(
        error.status_code, f"{error.code} {error.type}", str(error.param or ""), error.body
    )
