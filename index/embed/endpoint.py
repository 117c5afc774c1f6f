"""Embeddings of an OpenAI-compatible endpoint."""

import json
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from index.endpoints import OPENAI, PAUSE_SECONDS, host, is_address, is_key, shown, wait
from index.errors import EmbedderError

if TYPE_CHECKING:
    import httpx2
    import numpy as np
    import openai
    from numpy.typing import NDArray

# OpenAI refuses more than 2,048 texts or 300,000 tokens at once; a code point is rarely more than
# one token. Endpoints that take less refuse a batch, which is then halved.
_MOST_TEXTS = 512
_MOST_CHARACTERS = 200_000
_LONGEST_TEXT = 8_000  # code points; a longer one counts by its beginning
_MOST_REQUESTS = 4  # for one batch; whoever fills a library meets rate limits that pass
_LONGEST_WAIT_SECONDS = 30.0
_CONNECT_SECONDS = 5.0
_SECONDS = 60.0
_TOO_MUCH = {400, 413, 422}  # said of a batch that is too large, and of other things
_ADVICE = {
    400: "refused the texts; check that {model} is a model for embeddings",
    401: "does not accept the key; check OPENAI_API_KEY",
    402: "wants to be paid; add credit to the account of OPENAI_API_KEY",
    403: "does not let this key use the model {model}; check OPENAI_API_KEY and BYLINE_EMBEDDER",
    404: "has no model {model} or no embeddings at this address; check BYLINE_EMBEDDER and "
    "{setting}, which usually ends in /v1",
    429: "is at its rate limit; try again in a while",
}


class EndpointEmbedder:
    """A model for embeddings at an OpenAI-compatible endpoint; usable from several threads.

    Args:
        model: the model's name at the endpoint.
        api_key: None where the endpoint wants none.
        base_url: the address before `/embeddings`; None for OpenAI's own.
        setting: the variable that the address comes from, for messages.
        client: sends the requests; None for one of its own.
        sleep: waits so many seconds.
    """

    def __init__(
        self,
        model: str,
        api_key: str | None,
        base_url: str | None = None,
        setting: str = "OPENAI_BASE_URL",
        *,
        client: "httpx2.Client | None" = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.name = f"openai:{model}"
        self.model = model
        self._key = (api_key or "").strip() or "none"  # the SDK wants some key
        self._base_url = (base_url or "").strip() or OPENAI
        self._setting = setting
        self._given = client
        self._sleep = sleep
        self._dimensions: int | None = None
        self._most_texts = _MOST_TEXTS
        self._learning = threading.Lock()

    def __reduce__(self) -> "tuple[type[EndpointEmbedder], tuple[str, str, str, str]]":
        """Let another process make a client of its own."""
        return EndpointEmbedder, (self.model, self._key, self._base_url, self._setting)

    @property
    def dimensions(self) -> int:
        """The length of a vector, which the endpoint is asked for where nothing was embedded."""
        if self._dimensions is None:
            self.embed(["dimensions"])
        if self._dimensions is None:
            raise AssertionError("whoever has embedded knows the dimensions")
        return self._dimensions

    def embed(self, texts: Sequence[str]) -> "NDArray[np.float32]":
        """Return `(n, dimensions) float32` as `Embedder.embed` says.

        Raises:
            EmbedderError: the endpoint is away, refuses, or sends no vectors of one length.
        """
        import numpy as np

        # An endpoint refuses a text without a letter, or makes some vector of it.
        sent = [at for at, text in enumerate(texts) if text.strip()]
        rows = list(self._all([texts[at][:_LONGEST_TEXT] for at in sent]))
        whole = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        if rows:
            whole[sent] = np.concatenate(rows)
        return whole

    def _all(self, texts: Sequence[str]) -> "Iterator[NDArray[np.float32]]":
        at = 0
        while at < len(texts):
            batch = _batch(texts, at, self._most_texts)
            try:
                rows = self._rows(self._asked(batch), len(batch))
            except _TooMuch:
                self._most_texts = max(len(batch) // 2, 1)
                continue
            yield rows
            at += len(batch)

    def _asked(self, texts: list[str]) -> object:
        """Return the endpoint's reply to a batch; asks again where that may help."""
        import openai  # 1.5 s that another embedder need not pay

        for request in range(1, _MOST_REQUESTS + 1):
            try:
                return self._request(texts)
            except openai.OpenAIError as error:
                if getattr(error, "status_code", 0) in _TOO_MUCH and len(texts) > 1:
                    raise _TooMuch from error
                pause = self._pause(error, request)
                if pause is None:
                    raise self._explained(error) from error
            self._sleep(pause)
        raise AssertionError("the last request returns or raises")

    def _request(self, texts: list[str]) -> object:
        import openai

        reply = self._client.embeddings.with_raw_response.create(
            model=self.model,
            input=texts,
            encoding_format="float",  # every endpoint has it; not every one has the SDK's base64
            timeout=openai.Timeout(_SECONDS, connect=_CONNECT_SECONDS),
        )
        try:
            value: object = json.loads(reply.content)
        except ValueError as error:
            raise self._unusable() from error
        return value

    @cached_property
    def _client(self) -> "openai.OpenAI":
        import openai

        if not is_key(self._key):
            raise EmbedderError("OPENAI_API_KEY has a character that no key has; copy it anew.")
        if not is_address(self._base_url):
            raise EmbedderError(
                f"{self._setting} is no web address; write it like http://127.0.0.1:8089/v1."
            )
        return openai.OpenAI(
            api_key=self._key, base_url=self._base_url, max_retries=0, http_client=self._given
        )

    def _pause(self, error: "openai.OpenAIError", request: int) -> float | None:
        """Return the seconds after which to ask again; None where it is no use."""
        import openai

        if request == _MOST_REQUESTS or isinstance(error, openai.APITimeoutError):
            return None
        longer = PAUSE_SECONDS * 2 ** (request - 1)
        if isinstance(error, openai.APIConnectionError):
            return longer if request == 1 else None  # a server that is away stays away
        if not isinstance(error, openai.APIStatusError) or _is_quota(error):
            return None
        if error.status_code != 429 and error.status_code < 500:
            return None
        pause = max(wait(error.response.headers.get("retry-after")), longer)
        return pause if pause <= _LONGEST_WAIT_SECONDS else None

    def _rows(self, reply: object, count: int) -> "NDArray[np.float32]":
        """Read a reply: `(count, dimensions)`, in the order of the texts, of length 1."""
        import numpy as np

        found = _vectors(reply)
        if found is None or sorted(found) != list(range(count)):
            raise self._unusable()
        lengths = {len(vector) for vector in found.values()}
        with self._learning:
            expected = self._dimensions or min(lengths)
            if lengths != {expected}:
                raise self._error(
                    f"sent vectors of {_listed(lengths)} numbers where {expected} were due; check "
                    "that one model answers at this address"
                )
            self._dimensions = expected
        rows = np.array([found[at] for at in range(count)], dtype=np.float32)
        if not np.isfinite(rows).all():
            raise self._unusable()
        long = np.linalg.norm(rows, axis=1, keepdims=True)
        long[long == 0] = 1
        unit: NDArray[np.float32] = rows / long
        return unit

    def _explained(self, error: "openai.OpenAIError") -> EmbedderError:
        import openai

        if isinstance(error, openai.APITimeoutError):
            return self._error(f"did not answer within {_SECONDS:.0f} seconds; try again")
        if not isinstance(error, openai.APIStatusError):
            return self._error(f"cannot be reached; check {self._setting} and that the server runs")
        status = error.status_code
        if status >= 500:
            advice = "failed; try again later"
        elif _is_quota(error):
            advice = (
                "says that the quota of OPENAI_API_KEY is used up; raise it or wait for the next"
            )
        else:
            advice = _ADVICE.get(status, _ADVICE[400])
            advice = advice.format(model=self.model, setting=self._setting)
        said = "" if status == 401 else shown(error.body, self._key)
        return self._error(f"{advice} ({status}: {said})" if said else f"{advice} ({status})")

    def _unusable(self) -> EmbedderError:
        return self._error(
            f"answered with something else than a vector for each text; check {self._setting}, "
            "which usually ends in /v1"
        )

    def _error(self, what: str) -> EmbedderError:
        return EmbedderError(f"The embeddings endpoint at {host(self._base_url)} {what}.")


class _TooMuch(Exception):
    """The endpoint refused a batch, and may take a smaller one."""


def _batch(texts: Sequence[str], start: int, most: int) -> list[str]:
    """Return the next texts that may be sent at once, one at least."""
    characters = 0
    for end in range(start, min(start + most, len(texts))):
        characters += len(texts[end])
        if characters > _MOST_CHARACTERS and end > start:
            return list(texts[start:end])
    return list(texts[start : start + most])


def _vectors(reply: object) -> dict[int, list[float]] | None:
    """Return a reply's vectors by the places of their texts; None where it is no such reply."""
    items = reply.get("data") if isinstance(reply, dict) else None
    if not isinstance(items, list):
        return None
    found: dict[int, list[float]] = {}
    for item in items:
        vector = item.get("embedding") if isinstance(item, dict) else None
        if not (isinstance(vector, list) and vector and all(map(_is_number, vector))):
            return None
        found[item.get("index")] = vector
    return found if len(found) == len(items) and all(isinstance(at, int) for at in found) else None


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_quota(error: "openai.APIStatusError") -> bool:
    return "quota" in f"{error.code} {error.type}"


def _listed(numbers: set[int]) -> str:
    return " and ".join(map(str, sorted(numbers)))
