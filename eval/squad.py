"""Reads a file in SQuAD's form: its contexts as articles, its questions as cases.

The form is that of Rajpurkar et al. 2016 and 2018 (SQuAD 1.1 and 2.0): `data` → `paragraphs` →
`context` and `qas`, each with `answers` or `is_impossible`.
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from eval.cases import EvalCase, Evidence
from eval.errors import SetError
from eval.rows import read_text
from index.article import Draft
from index.sentences import split

Entry = Mapping[str, Any]


def read_squad(path: Path) -> tuple[tuple[EvalCase, ...], tuple[Draft, ...]]:
    """Read the questions of a file, and an article for each of its titles.

    Evidence is the sentence in which an answer begins, since the bare answer stands anywhere.

    Raises:
        SetError: the file is not of this form.
    """
    try:
        entries = list(json.loads(read_text(path))["data"])
        drafts = tuple(_draft(entry, number) for number, entry in enumerate(entries))
        cases = tuple(
            case for number, entry in enumerate(entries) for case in _cases(entry, number)
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise SetError(
            f"{path} is not in SQuAD's form ({error!r}): it needs data, paragraphs, context and "
            "qas; one case a line belongs in a .jsonl file."
        ) from error
    if not cases:
        raise SetError(f"{path} has no questions: give another file.")
    return cases, drafts


def _id(number: int) -> str:
    return f"squad-{number}"


def _draft(entry: Entry, number: int) -> Draft:
    text = "\n\n".join(" ".join(part["context"].split()) for part in entry["paragraphs"])
    title = str(entry.get("title") or "").replace("_", " ") or None
    return Draft(
        source=_id(number), text=text, id=_id(number), title=title, outlet=None, date=None, url=None
    )


def _cases(entry: Entry, number: int) -> Iterator[EvalCase]:
    for part in entry["paragraphs"]:
        context = str(part["context"])
        for item in part["qas"]:
            given = [] if item.get("is_impossible") else list(item.get("answers", ()))
            texts = tuple(dict.fromkeys(str(answer["text"]) for answer in given))
            starts = sorted({int(answer["answer_start"]) for answer in given})
            yield EvalCase(
                id=str(item["id"]),
                question=str(item["question"]).strip(),
                answer=texts[0] if texts else None,
                evidence=tuple(Evidence(_id(number), text) for text in _around(context, starts)),
                type="answerable" if texts else "unanswerable",
                other_answers=texts[1:],
            )


def _around(context: str, starts: list[int]) -> tuple[str, ...]:
    """Return the sentences in which the answers begin, once each."""
    borders = list(split(context))
    found = [
        context[start:end] for start, end in borders if any(start <= at < end for at in starts)
    ]
    return tuple(dict.fromkeys(" ".join(text.split()) for text in found))
