"""Says in a sentence what an endpoint's error means and what to do."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from index.endpoints import host, shown, words
from qa.chat import Kind, ModelError

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
_TOO_LONG = re.compile(
    r"context.{0,20}(?:length|size|window|limit)|maximum context"
    r"|exceeds? the (?:available )?context|too many tokens|too long|num_ctx|n_ctx|max_model_len"
)
# What is in force comes before what the model was made for.
_CONTEXT_NAMES = (
    "max_model_len",
    "loaded_context_length",
    "n_ctx",
    "context_length",
    "max_context_length",
    "context_window",
    "n_ctx_train",
)
_LIMIT = re.compile(
    r"(?:maximum context length|context (?:length|size|window|limit)|n_ctx|max_model_len|num_ctx)"
    r"\D{0,40}?(\d[\d,]{2,})"
)


@dataclass(frozen=True, slots=True)
class Refusal:
    """An endpoint's answer with an HTTP status that is an error.

    Attributes:
        label: its code and type of the error, as it names them.
        param: the part of the request that it finds wrong; "" where it names none.
        body: the whole of it.
    """

    status: int
    label: str
    param: str
    body: object


def said(error: Refusal) -> str:
    """Return an endpoint's own words and the name of what it finds wrong, in lower case."""
    return f"{error.param} {words(error.body)}".lower()


def is_too_long(error: Refusal) -> bool:
    """Tell whether an error says that the request does not fit into the model's context."""
    if error.status == 413:
        return True
    return error.status in {400, 422, 500} and (
        "context" in error.label or bool(_TOO_LONG.search(said(error)))
    )


def limit_in(error: Refusal) -> int | None:
    """Return the tokens of context that an error names; None where it names none."""
    found = _LIMIT.search(said(error))
    return int(found[1].replace(",", "")) if found else None


def context_in(row: Mapping[str, object]) -> int | None:
    """Return the tokens of context that an endpoint's list gives a model."""
    meta = row.get("meta")
    for place in (row, meta if isinstance(meta, dict) else {}):
        for name in _CONTEXT_NAMES:
            value = place.get(name)
            if isinstance(value, int) and value > 0:
                return value
    return None


class Explainer:
    """Makes the errors of one endpoint.

    Args:
        base_url: its address.
        model: the model's name.
        key: never shown.
    """

    def __init__(self, base_url: str, model: str, key: str) -> None:
        self._base_url = base_url
        self._model = model
        self._key = key

    def error(self, kind: Kind, what: str, status: int | None = None) -> ModelError:
        """Return an error that says what the model at the endpoint did."""
        return ModelError(f"The language model at {host(self._base_url)} {what}.", kind, status)

    def shown(self, text: object) -> str:
        """Return an endpoint's words, short and without the key."""
        return shown(text, self._key)

    def refusal(self, error: Refusal) -> ModelError:
        """Explain an HTTP status."""
        status = error.status
        detail = self._detail(error)
        if is_too_long(error):
            advice = (
                "says that the request is too long; set BYLINE_MODEL to one that can read longer "
                "texts, or give it a larger context"
            )
            return self.error("context", f"{advice} ({detail})", status)
        if status >= 500:
            advice = "failed; try again later"
        elif "quota" in error.label:
            advice = (
                "says that the quota of OPENAI_API_KEY is used up; raise it or wait for the next"
            )
        else:
            advice = _ADVICE.get(status, _ADVICE[400]).format(model=self._model)
        busy = status == 429 or status >= 500
        return self.error("busy" if busy else "setting", f"{advice} ({detail})", status)

    def _detail(self, error: Refusal) -> str:
        told = "" if error.status == 401 else shown(error.body, self._key)
        return f"{error.status}: {told}" if told else str(error.status)
