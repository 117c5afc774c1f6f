"""The language model that the settings name."""

import time

from index.checkup import Checkup
from index.settings import Settings, UseError
from qa.chat import Chat

DEFAULT_MODEL = "gpt-5-mini"  # where there is a key, but BYLINE_MODEL says nothing


def chat_of(settings: Settings, name: str | None) -> Chat | None:
    """Return the chat that is set up, or that of the model called `name`.

    Args:
        settings: the endpoint, its key, and the model where `name` is None.
        name: what `--model` says; "none" for no model.

    Returns:
        None where no model is to write.

    Raises:
        UseError: a model is named, but no endpoint.
    """
    named = name or settings.model
    if named == "none" or not (named or settings.api_key or settings.base_url):
        return None
    if not (settings.api_key or settings.base_url):
        raise UseError(
            f"The model {named} has no endpoint: set OPENAI_API_KEY, or OPENAI_BASE_URL for a "
            "local one, or say --model none."
        )
    from qa.ladder import FileMemory
    from qa.llm import OpenAIChat

    memory = FileMemory(settings.library / "endpoints.json")
    return OpenAIChat(named or DEFAULT_MODEL, settings.api_key, settings.base_url, memory=memory)


def try_model(settings: Settings) -> Checkup | None:
    """Ask the model that is set up a known question; None where none is set up."""
    from qa.llm import OpenAIChat
    from qa.trial import checkup
    from qa.trial import try_model as tried

    chat = chat_of(settings, None)
    return checkup(tried(chat, time.monotonic)) if isinstance(chat, OpenAIChat) else None
