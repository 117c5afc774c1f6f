"""Scores an article's quotes against gold attributions: who says what in it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from eval.calibration import confidence_score
from eval.intervals import Score
from eval.speakers import name_words, same_person
from eval.wording import words
from index.article import Quote


@dataclass(frozen=True, slots=True)
class Attribution:
    """A gold attribution: `[start, end)` code points of the article are what `source` says.

    Attributes:
        direct: whether all of it stands between quotation marks.
        source: the words that name the source there ("she", "a spokesman"); empty where the
            text leaves open who it is ("is expected to").
        name: the source's full name; None where the gold names nobody.
    """

    article_id: str
    start: int
    end: int
    direct: bool
    source: str
    name: str | None


def attribution_scores(gold: Sequence[Attribution], quotes: Sequence[Quote]) -> dict[str, Score]:
    """Score one article; a metric that doesn't apply is not there.

    Returns:
        `quotes_found`: of the gold's direct content, the share of which at least half is inside
        direct quotes; `speaker_accuracy`: of that with a name, the share found under that name;
        `quote_precision`: of the direct quotes, the share that overlaps gold content;
        `reported_f1`: of reported and mixed content, that found (at least half of it in one
        reported quote) under the right source; `confidence`: of the direct quotes with a
        speaker that have content whose speaker the gold names, whether they are as often right
        as they say. Weights are counts, so that means are pooled.
    """
    direct = [quote for quote in quotes if quote.direct]
    reported = [quote for quote in quotes if not quote.direct]
    spoken = [item for item in gold if item.direct]
    named = [item for item in spoken if item.name]
    told = [item for item in gold if not item.direct]
    scores = {
        "quotes_found": _share(_is_found(item, direct) for item in spoken),
        "speaker_accuracy": _share(_is_spoken_by(item, direct) for item in named),
        "quote_precision": _share(
            any(_overlap(item, quote) > 0 for item in gold) for quote in direct
        ),
        "reported_f1": _f1(told, reported),
        "confidence": confidence_score(_judged(named, direct)),
    }
    return {name: score for name, score in scores.items() if score is not None}


def _share(found: Iterable[bool]) -> Score | None:
    values = list(found)
    return Score(sum(values) / len(values), len(values)) if values else None


def _f1(gold: Sequence[Attribution], quotes: Sequence[Quote]) -> Score | None:
    """2 × right / (gold + ours), with the denominator as weight: the pooled mean is the F1."""
    total = len(gold) + len(quotes)
    right = sum(any(_is_reported(item, quote) for quote in quotes) for item in gold)
    return Score(2 * right / total, total) if total else None


def _overlap(item: Attribution, quote: Quote) -> int:
    return min(item.end, quote.end) - max(item.start, quote.start)


def _is_found(item: Attribution, quotes: Sequence[Quote]) -> bool:
    covered = sum(max(0, _overlap(item, quote)) for quote in quotes)
    return 2 * covered >= item.end - item.start


def _is_spoken_by(item: Attribution, quotes: Sequence[Quote]) -> bool:
    """Tell whether the quote that has most of the content, at least half, has its speaker."""
    best = max(quotes, key=lambda quote: _overlap(item, quote), default=None)
    if best is None or best.speaker is None or item.name is None:
        return False
    return 2 * _overlap(item, best) >= item.end - item.start and _agree(item.name, best.speaker)


def _judged(gold: Sequence[Attribution], quotes: Sequence[Quote]) -> Iterator[tuple[float, bool]]:
    """Yield the confidence of quotes with a speaker, and whether that is the gold's."""
    for quote in quotes:
        same = [
            item
            for item in gold
            if 2 * _overlap(item, quote) >= min(quote.end - quote.start, item.end - item.start)
        ]
        if same and quote.speaker:
            right = any(item.name and _agree(item.name, quote.speaker) for item in same)
            yield quote.confidence, right


def _agree(gold: str, ours: str) -> bool:
    """Tell whether surnames, or an organisation's names, agree."""
    return same_person(gold, ours) or name_words(gold)[-1:] == name_words(ours)[-1:] != ()


def _is_reported(item: Attribution, quote: Quote) -> bool:
    return 2 * _overlap(item, quote) >= item.end - item.start and _is_source(item, quote)


def _is_source(item: Attribution, quote: Quote) -> bool:
    if not item.source:
        return quote.speaker is None and not quote.speaker_as_written
    if item.name and quote.speaker and _agree(item.name, quote.speaker):
        return True
    ours = {word for word in words(quote.speaker_as_written or "") if len(word) > 1}
    theirs = {word for word in words(item.source) if len(word) > 1}
    return bool(ours) and (ours <= theirs or theirs <= ours)
