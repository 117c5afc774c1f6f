"""An answer or a summary with all that it stands on, for somebody who has not the library."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from index.article import Article
from index.errors import BylineError
from qa.answer import Answer, Summary
from qa.export import answer_to_json, summary_to_json

FORM = "byline-dossier-1"
# What an answer was made with; what it says is checked against the articles themselves.
_HASHED = ("question", "settings", "model", "prompt", "passages")


class DossierError(BylineError):
    """A file that an answer cannot be saved to, or read from."""


@dataclass(frozen=True, slots=True)
class Circumstances:
    """How an answer came about.

    Attributes:
        saved: when, ISO 8601.
        version: Byline's.
        settings: what it was asked with (filters, day of asking, embedder), each in words.
    """

    saved: str
    version: str
    settings: Mapping[str, str]


def dossier(
    made: Answer | Summary, articles: Iterable[Article], circumstances: Circumstances
) -> dict[str, object]:
    """Return an answer or a summary as its JSON, with the cited articles whole and hashed."""
    document = answer_to_json(made) if isinstance(made, Answer) else summary_to_json(made)
    document["settings"] = dict(circumstances.settings)
    return {
        "form": FORM,
        "saved": circumstances.saved,
        "byline": circumstances.version,
        **document,
        "hashes": {name: value_hash(document[name]) for name in _HASHED if name in document},
        "articles": [_article(article) for article in articles],
    }


def value_hash(value: object) -> str:
    """Return the SHA-256 of a value of JSON, however its keys are ordered; 64 hex digits."""
    return text_hash(json.dumps(value, ensure_ascii=False, sort_keys=True))


def text_hash(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8, 64 hex digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def _article(article: Article) -> dict[str, object]:
    return {
        "id": article.id,
        "title": article.title,
        "outlet": article.outlet,
        "date": article.date.isoformat() if article.date else None,
        "url": article.url,
        "sha256": text_hash(article.text),
        "text": article.text,
    }
