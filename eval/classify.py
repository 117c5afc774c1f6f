"""Measures what Byline tells apart, loaded words and unsupported sentences, on labelled texts."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.intervals import Score
from eval.public import Row, rows
from eval.report import ReportCase
from index.article import Article
from index.parse import parse
from index.search import Passage
from qa.answer import Withheld
from qa.check import Checker
from qa.cite import Citations
from qa.desk import Desk
from qa.loaded import is_loaded
from qa.prose import Written, take
from qa.terms import Embed, Matcher


@dataclass(frozen=True, slots=True)
class Judged:
    """A labelled text with what Byline finds.

    Attributes:
        gold: whether people found what is looked for; likewise `found`, by Byline.
    """

    id: str
    text: str
    gold: bool
    found: bool


@dataclass(frozen=True, slots=True)
class Classifier:
    """A labelled set, and how Byline judges it.

    Attributes:
        judge: the set's folder and an embedder's `embed` → its texts, judged, in order.
    """

    description: str
    licence: str
    judge: Callable[[Path, Embed], Iterator[Judged]]


def judged_cases(judged: Sequence[Judged]) -> tuple[ReportCase, ...]:
    """Score each text as a case of a report.

    `precision` is over what Byline finds, `recall` over what people found. The weights of
    `balanced_accuracy` make both classes count the same, so that its pooled mean is the mean of
    the two classes' recalls.
    """
    sizes = {label: sum(item.gold == label for item in judged) for label in (True, False)}
    return tuple(_case(item, sizes) for item in judged)


def fingerprint(judged: Iterable[Judged]) -> str:
    """Return a SHA-256 of what the set says, 64 hex digits."""
    digest = hashlib.sha256()
    for item in judged:
        digest.update(f"{item.id}\0{item.text}\0{item.gold}\n".encode())
    return digest.hexdigest()


def _case(item: Judged, sizes: Mapping[bool, int]) -> ReportCase:
    right = float(item.found == item.gold)
    scores = {"balanced_accuracy": Score(right, 1 / sizes[item.gold])}
    if item.found:
        scores["precision"] = Score(right)
    if item.gold:
        scores["recall"] = Score(right)
    fault = "found where people found nothing" if item.found else "missed what people found"
    return ReportCase(item.id, item.text, None, scores, () if right else (fault,))


def _loaded(folder: Path, embed: Embed) -> Iterator[Judged]:
    """Judge BABE's sentences: is there a loaded word outside quotation marks?"""
    for row in rows(folder, "sentences.jsonl"):
        label = row.get("label_bias")
        if label in ("Biased", "Non-biased"):
            text = str(row["text"])
            yield Judged(str(row["id"]), text, label == "Biased", is_loaded(text))


def _unsupported(folder: Path, embed: Embed) -> Iterator[Judged]:
    """Judge FaithBench's summaries: is there a sentence that the article does not carry?"""
    texts = {str(row["id"]): str(row["text"]) for row in rows(folder, "articles.jsonl")}
    matcher = Matcher(embed)
    for row in rows(folder, "summaries.jsonl"):
        if isinstance(row.get("supported"), bool):
            yield _judged_summary(row, texts[str(row["article_id"])], matcher)


def _judged_summary(row: Row, source: str, matcher: Matcher) -> Judged:
    parsed = parse(Article("source", None, None, None, None, source))
    desk = Desk(lambda _: parsed)
    passages = [
        Passage("source", p.number, p.start, p.end, p.text, p.kind, 0.0) for p in parsed.paragraphs
    ]
    checker = Checker(passages, desk, matcher, Citations(desk))
    summary = str(row["summary"]).strip()
    numbers = range(1, len(passages) + 1)
    written = take(summary, numbers, final=True)[0]
    kept = (checker.check(item.text, numbers) for item in written if isinstance(item, Written))
    found = any(isinstance(item, Withheld) for item in kept)
    return Judged(str(row["id"]), summary, not row["supported"], found)


CLASSIFIERS: Mapping[str, Classifier] = {
    "babe": Classifier(
        "News sentences that experts call biased or not (Spinde et al. 2021, EMNLP Findings).",
        "AGPL-3.0",
        _loaded,
    ),
    "faithbench": Classifier(
        "Summaries by models, and what of them their source does not carry (Bao et al. 2025).",
        "CC BY-NC-SA 4.0",
        _unsupported,
    ),
}
