"""A set that nobody has confirmed yet: made in a folder, then confirmed case by case."""

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from eval.cases import Evidence
from eval.errors import SetError
from eval.proposals import Proposal
from eval.rows import Row, read_rows
from index.article import ParsedArticle
from qa.answer import Turn

__all__ = ["Proposal", "confirm", "drop", "pending", "write_starter"]

_CASES, _FACTS, _ARTICLES = "cases.jsonl", "set.toml", "articles.jsonl"


def write_starter(
    folder: Path, name: str, proposals: Sequence[Proposal], articles: Sequence[ParsedArticle]
) -> None:
    """Write a set of unconfirmed cases, with the articles that it asks about.

    Raises:
        SetError: there is a set in the folder already, or it cannot be written.
    """
    if (folder / _FACTS).exists() or (folder / _CASES).exists():
        raise SetError(f"{folder} has a set already: name another folder, or delete that one.")
    facts = [
        f"name = {json.dumps(name, ensure_ascii=False)}",
        f'description = "Questions proposed from {len(articles)} articles, to be confirmed."',
        f'articles = "{_ARTICLES}"',
    ]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _write(folder / _ARTICLES, [_article(parsed) for parsed in articles])
        _write(folder / _CASES, [_fields(proposal) for proposal in proposals])
        (folder / _FACTS).write_text("\n".join(facts) + "\n", encoding="utf-8")
    except OSError as error:
        raise SetError(f"{folder} cannot be written ({error}); name another folder.") from error


def pending(folder: Path) -> tuple[Proposal, ...]:
    """Return the cases of a set's folder that nobody has confirmed, in order.

    Raises:
        SetError: its cases cannot be read.
    """
    rows = read_rows(folder / _CASES)
    return tuple(_proposal(row) for row in rows if not row.flag("confirmed", default=True))


def confirm(folder: Path, case_id: str, *, question: str, answer: str | None) -> None:
    """Keep a case as right, with question and answer as a person has mended them.

    Raises:
        SetError: there is no such case, the question is empty, or the file cannot be written.
    """
    if not question.strip():
        raise SetError(f"The case {case_id} needs a question: write one, or drop the case.")
    said = answer.strip() if answer else None

    def confirmed(row: Mapping[str, object]) -> dict[str, object]:
        mended = {**row, "question": question.strip(), "answer": said or None}
        return {**mended, "confirmed": True}

    _change(folder, case_id, confirmed)


def drop(folder: Path, case_id: str) -> None:
    """Take a case out of its set; raises SetError as `confirm` does."""
    _change(folder, case_id, lambda _: None)


def _change(
    folder: Path,
    case_id: str,
    changed: Callable[[Mapping[str, object]], Mapping[str, object] | None],
) -> None:
    rows = [dict(row.values) for row in read_rows(folder / _CASES)]
    if case_id not in [row.get("id") for row in rows]:
        raise SetError(f"{folder} has no case {case_id}: it may have been dropped meanwhile.")
    kept = [changed(row) if row.get("id") == case_id else row for row in rows]
    try:
        _write(folder / _CASES, [row for row in kept if row is not None])
    except OSError as error:
        raise SetError(f"{folder / _CASES} cannot be written ({error}).") from error


def _write(path: Path, rows: Sequence[Mapping[str, object]]) -> None:
    """Write JSON Lines, at once and whole."""
    half = path.with_suffix(".part")
    lines = (json.dumps(row, ensure_ascii=False) for row in rows)
    half.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    half.replace(path)


def _fields(proposal: Proposal) -> dict[str, object]:
    return {
        "id": proposal.id,
        "question": proposal.question,
        "answer": proposal.answer,
        "quotes": list(proposal.quotes),
        "evidence": [{"article_id": e.article_id, "text": e.text} for e in proposal.evidence],
        "type": proposal.type,
        "confirmed": False,
        **({"history": [_turn(turn) for turn in proposal.history]} if proposal.history else {}),
        **({"note": proposal.note} if proposal.note else {}),
    }


def _turn(turn: Turn) -> dict[str, str]:
    return {"question": turn.question, "answer": turn.answer}


def _proposal(row: Row) -> Proposal:
    return Proposal(
        id=row.text("id"),
        question=row.text("question"),
        answer=row.text_or_none("answer"),
        quotes=tuple(row.texts("quotes")),
        evidence=tuple(
            Evidence(item.text_or_none("article_id") or "", item.text("text"))
            for item in row.rows("evidence")
        ),
        type=row.text_or_none("type"),
        history=tuple(
            Turn(item.text("question"), item.text("answer")) for item in row.rows("history")
        ),
        note=row.text_or_none("note"),
    )


def _article(parsed: ParsedArticle) -> dict[str, object]:
    article = parsed.article
    return {
        "id": article.id,
        "title": article.title,
        "outlet": article.outlet,
        "date": article.date.isoformat() if article.date else None,
        "url": article.url,
        "text": article.text,
    }
