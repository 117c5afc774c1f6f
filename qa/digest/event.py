"""Gathers the articles on one event: near in time, naming the same, saying alike."""

import datetime as dt
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from index.article import ParsedArticle
from index.cast import read_cast
from index.clean import blanked
from index.errors import LibraryError
from index.filters import Filters
from index.library import Library
from qa.digest.span import DAYS
from qa.terms import terms

_MOST = 8  # articles that a summary of a topic is made of
_PASSAGES = 40
_NEAR_BEST = 0.5  # an article comes into question when its best passage is half as good
_ALIKE = 0.24  # likeness to the first article from which one is on the same event
_SAME = 0.999


@dataclass(frozen=True, slots=True)
class Gathered:
    """An article on an event, with why it was taken.

    Attributes:
        likeness: 0..1, of its words that count, names and numbers above all, to the first one's.
        days: from the first one's day to its own; None where either has no date.
        shared: names that both have, the fullest first.
    """

    parsed: ParsedArticle
    likeness: float
    days: int | None
    shared: tuple[str, ...]


def gather(
    about: str, library: Library, filters: Filters, days: int = DAYS, without: Sequence[str] = ()
) -> tuple[Gathered, ...]:
    """Return the articles on the event that a topic names, the best first.

    The article that answers the topic best is the first; the others are those of its time that
    are like it.

    Args:
        about: the topic.
        library: where they are looked for.
        filters: which articles come into question.
        days: how far from the first one's day they may be.
        without: ids, or beginnings of them, of articles to leave out.

    Raises:
        LibraryError: no article is on it.
    """
    scores: dict[str, float] = {}
    for passage in library.search(about, k=_PASSAGES, filters=filters):
        if not any(passage.article_id.startswith(left) for left in without):
            best = scores.get(passage.article_id, 0.0)
            scores[passage.article_id] = max(best, passage.score)
    if not scores:
        raise LibraryError(f"No article is about “{about}”; `byline list` shows what is there.")
    ranked = sorted(scores, key=lambda article_id: -scores[article_id])
    near = [i for i in ranked if scores[i] >= _NEAR_BEST * scores[ranked[0]]]
    found = [library.get(article_id, filters.day) for article_id in near]
    bags = [_bag(parsed) for parsed in found]
    names = [_names(parsed) for parsed in found]
    gathered = [
        Gathered(parsed, _likeness(bags[0], bag), _days(found[0], parsed), _shared(names[0], named))
        for parsed, bag, named in zip(found, bags, names, strict=True)
    ]
    on_it = [one for one in gathered if one.likeness >= _ALIKE and _is_near(one, days)]
    return tuple(on_it[:_MOST])


def in_words(one: Gathered) -> str:
    """Say why an article was taken, in a line."""
    article = one.parsed.article
    facts = [article.outlet, article.date.isoformat() if article.date else None]
    name = ", ".join(filter(None, (article.title or "Untitled", *facts)))
    return f"{name} ({likeness_in_words(one)})"


def likeness_in_words(one: Gathered) -> str:
    """Say how near an article is to the one that answers the topic best."""
    if one.likeness >= _SAME:
        return "the nearest to the topic"
    shared = f"; both name {', '.join(one.shared)}" if one.shared else ""
    return f"alike {one.likeness:.2f}{shared}"


def _is_near(one: Gathered, days: int) -> bool:
    return one.days is None or abs(one.days) <= days


def _days(first: ParsedArticle, other: ParsedArticle) -> int | None:
    one, two = first.article.date, other.article.date
    return _between(one, two) if one and two else None


def _between(one: dt.date, other: dt.date) -> int:
    return (other - one).days


def _bag(parsed: ParsedArticle) -> Mapping[str, tuple[float, str]]:
    """Return stem → (weight, word as written) of an article's title and body."""
    found: dict[str, tuple[float, str]] = {}
    texts = [parsed.article.title or ""]
    texts += [paragraph.text for paragraph in parsed.paragraphs if paragraph.kind == "body"]
    for text in texts:
        for term in terms(text):
            if term.stem not in found or found[term.stem][0] < term.weight:
                found[term.stem] = term.weight, term.word
    return found


_Bag = Mapping[str, tuple[float, str]]


def _likeness(one: _Bag, other: _Bag) -> float:
    """Return the cosine of two articles' weighted words."""
    dot = sum(one[stem][0] * other[stem][0] for stem in one.keys() & other.keys())
    return dot / (_norm(one) * _norm(other) or 1.0)


def _norm(bag: _Bag) -> float:
    return math.sqrt(sum(weight * weight for weight, _ in bag.values()))


def _shared(one: frozenset[str], other: frozenset[str]) -> tuple[str, ...]:
    return tuple(sorted(one & other, key=lambda name: (-len(name.split()), name))[:4])


def _names(parsed: ParsedArticle) -> frozenset[str]:
    texts = [blanked(paragraph, parsed.cross_references) for paragraph in parsed.paragraphs]
    return frozenset(figure.name for figure in read_cast(parsed.paragraphs, texts).figures)
