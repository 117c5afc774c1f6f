"""Public sets with a format of their own, read from a folder: name → cases.

They are never part of Byline: each has its own licence, which its description names.
"""

import gzip
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from eval.attribution import Attribution
from eval.cases import EvalCase, Evidence
from eval.errors import SetError

Row = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class PublicSet:
    """What a public set measures.

    Attributes:
        description: in a sentence, with the paper.
        licence: of its texts and of its annotations.
        read: the folder → its cases; None for attacks, which are planted in Byline's own set.
        attributed: whether `attributions.jsonl` says who says what in its articles.
    """

    description: str
    licence: str
    read: Callable[[Path], tuple[EvalCase, ...]] | None
    attributed: bool = False


def read_questions(folder: Path) -> tuple[EvalCase, ...]:
    """Read the questions of a public set's folder, in order.

    A question that is also given with the title of its article is asked in that form, because
    "What did Smith say?" over a whole set is nobody's question. An answer without evidence counts
    as evidence in the pages that are known to hold its words.

    Raises:
        SetError: the folder has no readable `questions.jsonl`.
    """
    return tuple(_case(row) for row in rows(folder, "questions.jsonl"))


def read_summarised(folder: Path) -> tuple[EvalCase, ...]:
    """Read a set's questions, and behind them its people's summaries as short ones to make.

    Raises:
        SetError: the folder has no readable `questions.jsonl`.
    """
    by_article: dict[str, list[str]] = {}
    for row in rows(folder, "summaries.jsonl") if _is_there(folder, "summaries.jsonl") else ():
        if _text(row, "by").startswith("human"):
            by_article.setdefault(_text(row, "article_id"), []).append(_text(row, "summary"))
    made = (
        EvalCase(
            id=f"summary:{article_id}",
            question=f"Summary: {article_id}",
            answer=told[0],
            other_answers=tuple(told[1:]),
            type="summary",
            summarize=(article_id,),
            length="short",
        )
        for article_id, told in by_article.items()
    )
    return (*read_questions(folder), *made)


def read_stories(folder: Path) -> tuple[EvalCase, ...]:
    """Read roundups (texts of several outlets, an expert's neutral summary) as summaries to make.

    Raises:
        SetError: the folder has no readable `stories.jsonl`.
    """
    return tuple(_story(row) for row in rows(folder, "stories.jsonl"))


def read_attacks(folder: Path) -> tuple[tuple[str, str], ...]:
    """Read the ids and wordings of instructions to plant; raises SetError as above."""
    names = ("text_attacks.jsonl", "code_attacks.jsonl")
    there = [name for name in names if (folder / name).exists()] or [names[0]]
    return tuple(
        (_text(row, "id"), _text(row, "attack")) for name in there for row in rows(folder, name)
    )


PUBLIC: Mapping[str, PublicSet] = {
    "multihop-rag": PublicSet(
        "Questions over several articles, with gold evidence (Tang & Yang 2024, arXiv 2401.15391).",
        "ODC-BY 1.0",
        read_questions,
    ),
    "realtimeqa": PublicSet(
        "A weekly news quiz; a passage is right where it has the answer's words and is of a page "
        "that holds them (Kasai et al. 2023).",
        "none stated",
        read_questions,
    ),
    "polnear": PublicSet(
        "Political news, every attribution marked by hand (Newell et al. 2018, LREC).",
        "none stated",
        read_questions,
        attributed=True,
    ),
    "gum-wikinews": PublicSet(
        "Wikinews articles with speakers resolved by gold coreference (Zeldes 2017, LRE 51).",
        "CC BY 2.5 (texts), CC BY 4.0 (annotations)",
        read_summarised,
        attributed=True,
    ),
    "neus": PublicSet(
        "Roundups of left, centre and right texts on one event, with an expert's neutral summary "
        "(Lee et al. 2022, NAACL).",
        "MIT (badge); the texts are third parties'",
        read_stories,
    ),
    "bipia": PublicSet(
        "Instructions planted in articles: is one obeyed? (Yi et al. 2023, arXiv 2312.14197).",
        "MIT",
        None,
    ),
}


def read_attributions(folder: Path) -> tuple[Attribution, ...]:
    """Read who says what in a public set's articles; raises SetError as `read_questions` does."""
    return tuple(
        Attribution(
            article_id=_text(row, "article_id"),
            start=int(str(row["content_start"])),
            end=int(str(row["content_end"])),
            direct=bool(row["direct"]) or _stands_in_marks(_text(row, "content")),
            source=_text(row, "speaker"),
            name=_text(row, "speaker_name") or None,
        )
        for row in rows(folder, "attributions.jsonl")
    )


def _stands_in_marks(content: str) -> bool:
    """Tell whether all of a content stands in one pair of two single marks typed for double ones.

    The sets' own labels know other marks only.
    """
    inside = re.fullmatch(r"\s*''(.+?)''[.,!?;\s]*", content, re.DOTALL)
    return inside is not None and "''" not in inside[1]


def articles_of(folder: Path) -> Path:
    """Return the file of a public set's articles; raises SetError where there is none."""
    return _file(folder, "articles.jsonl")


def _story(row: Row) -> EvalCase:
    articles = row.get("articles")
    return EvalCase(
        id=_text(row, "id"),
        question=f"Summary: {_text(row, 'neutral_title')}",
        answer=_text(row, "neutral_summary") or None,
        type="summary",
        summarize=tuple(map(str, articles)) if isinstance(articles, list) else (),
        length="short",
    )


def _case(row: Row) -> EvalCase:
    answer = _text(row, "answer") or None
    quotes = row.get("quotes")
    return EvalCase(
        id=_text(row, "id"),
        question=_text(row, "question_titled") or _text(row, "question"),
        answer=answer,
        quotes=tuple(map(str, quotes)) if isinstance(quotes, list) else (),
        evidence=tuple(_evidence(row, answer)),
        type=_text(row, "type") or None,
        person=_text(row, "person") or None,
    )


def _evidence(row: Row, answer: str | None) -> Iterator[Evidence]:
    stated = row.get("evidence")
    if isinstance(stated, list) and stated:
        for item in stated:
            yield Evidence(str(item["article_id"]), str(item["text"]))
        return
    pages = row.get("answer_string_in")
    if answer and isinstance(pages, list):
        for page in pages:
            yield Evidence(str(page), answer)


def _text(row: Row, name: str) -> str:
    value = row.get(name)
    return value.strip() if isinstance(value, str) else ""


def _is_there(folder: Path, name: str) -> bool:
    return (folder / name).is_file() or (folder / f"{name}.gz").is_file()


def _file(folder: Path, name: str) -> Path:
    for path in (folder / name, folder / f"{name}.gz"):
        if path.is_file():
            return path
    raise SetError(f"{folder} has no {name}: --data names the folder that holds the set's files.")


def rows(folder: Path, name: str) -> Iterator[Row]:
    """Yield the objects of a JSON Lines file, plain or gzipped; raises SetError as above."""
    path = _file(folder, name)
    try:
        content = path.read_bytes()
        text = (gzip.decompress(content) if path.suffix == ".gz" else content).decode()
        for line in text.split("\n"):
            if line.strip():
                yield json.loads(line)
    except (OSError, ValueError, EOFError) as error:
        raise SetError(f"{path} cannot be read: {error}; get the set's files anew.") from error
