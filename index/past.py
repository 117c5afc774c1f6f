"""What changed articles said on an earlier day: their texts of then, read again from the record."""

import datetime as dt
import math
import threading
from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from index.article import Article, Chunk, Label, ParsedArticle, Quote
from index.chunks import chunk
from index.filters import Filters
from index.matching import fold, mentions, names
from index.parse import parse
from index.records import Connection, Records
from index.rows import read_article
from index.search import Passage, fuse

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Embed = Callable[[Sequence[str]], "NDArray[np.float32]"]
# A text is of the day on which it was changed, where it states one, else of that of its article.
_THEN = """SELECT v.article_id, v.title, v.outlet, v.date, v.url, v.text, v.authors, v.modified,
    v.language FROM versions v JOIN articles a ON a.id = v.article_id
    WHERE a.version > 1 AND v.number < a.version AND v.number = (
        SELECT max(number) FROM versions o WHERE o.article_id = a.id
        AND coalesce(o.date, o.modified) <= ?1 AND coalesce(o.modified, o.date) <= ?1)"""


@dataclass(frozen=True, slots=True)
class Past:
    """The articles of which another text was the newest one on a day, as they were then.

    Attributes:
        articles: by id.
    """

    articles: Mapping[str, ParsedArticle]

    @property
    def ids(self) -> tuple[str, ...]:
        """Return the ids of the articles, whose newest texts did not exist yet."""
        return tuple(self.articles)

    def within(self, filters: Filters) -> "Past":
        """Return those that meet conditions, the ids in full."""
        found = {i: a for i, a in self.articles.items() if _meets(a.article, filters)}
        return Past(found)

    def quotes(
        self, speaker: str | None, about: str | None, called: Callable[[str], bool]
    ) -> tuple[Quote, ...]:
        """Return their quotes, the newest article's first, as `Catalogue.quotes` chooses them.

        Args:
            speaker: words that must all stand in the name of whom the words are.
            about: words that must all begin a word of the quote's paragraph.
            called: tells of a name whether the speaker who is meant goes by it, too.
        """
        return tuple(
            quote
            for parsed in self._newest_first()
            for quote in parsed.quotes
            if (speaker is None or _is_of(quote, speaker, called))
            and (about is None or mentions(_paragraph(parsed, quote), about))
        )

    def labels(self, about: str | None) -> tuple[Label, ...]:
        """Return their marked words that are no speech, as `Catalogue.labels` chooses them."""
        return tuple(
            label
            for parsed in self._newest_first()
            for label in parsed.labels
            if about is None or mentions(_paragraph(parsed, label), about)
        )

    def has(self, word: str) -> bool:
        """Tell whether a word begins a word of any of the texts."""
        return any(mentions(parsed.article.text, word) for parsed in self.articles.values())

    def among(
        self, passages: Sequence[Passage], text: str, k: int, embed: Embed
    ) -> tuple[Passage, ...]:
        """Put the passages of these texts where they belong among others, the best first.

        The others keep their order. An old text goes before those that have less of the
        question's words and meaning, by a fusion of both as in `search`.

        Args:
            passages: what else was found, best first.
            text: the question.
            k: the most passages to return.
            embed: texts → vectors of length 1.
        """
        old = [p for parsed in self.articles.values() for p in _passages(parsed)]
        near = [*passages, *_most_words(old, text, k)]
        scores = _scores(near, text, embed)
        own = sorted(range(len(passages), len(near)), key=lambda at: -scores[at])
        found = [(scores[at], passage) for at, passage in enumerate(passages)]
        for at in own:
            place = next((n for n, (s, _) in enumerate(found) if s < scores[at]), len(found))
            found.insert(place, (scores[at], near[at]))
        kept = [passage for _, passage in found[:k]]
        return tuple(_with_scores(kept, passages))

    def _newest_first(self) -> list[ParsedArticle]:
        def date(parsed: ParsedArticle) -> dt.date:
            return parsed.article.date or dt.date.min

        return sorted(self.articles.values(), key=date, reverse=True)


def day_of(article: Article) -> dt.date | None:
    """Return the day from which on a text is the article's; None where it states none."""
    days = [day for day in (article.date, article.modified) if day]
    return max(days, default=None)


class Pasts:
    """Reads what changed articles said on a day; the last day asked about is kept."""

    def __init__(self, records: Records) -> None:
        """Read nothing yet."""
        self._records = records
        self._kept: tuple[tuple[Hashable, dt.date], Past] | None = None
        self._mutex = threading.Lock()

    def of(self, day: dt.date) -> Past:
        """Return the articles that have been changed since a day, as they were then."""
        with self._mutex, self._records.reading() as db:
            state = db.state(), day  # as in `Remembered`
            if self._kept is None or self._kept[0] != state:
                self._kept = state, _read(db, day)
            return self._kept[1]


def _read(db: Connection, day: dt.date) -> Past:
    found = {}
    for row in db.execute(_THEN, (day.isoformat(),)):
        article = read_article(*row)
        found[article.id] = parse(article)
    return Past(found)


def _meets(article: Article, filters: Filters) -> bool:
    date = article.date
    return (
        (filters.outlet is None or fold(article.outlet or "") == fold(filters.outlet))
        and (filters.since is None or (date is not None and date >= filters.since))
        and (filters.until is None or (date is not None and date <= filters.until))
        and (not filters.article_ids or article.id in filters.article_ids)
    )


def _is_of(quote: Quote, speaker: str, called: Callable[[str], bool]) -> bool:
    return names(quote.speaker, speaker) or (quote.speaker is not None and called(quote.speaker))


def _paragraph(parsed: ParsedArticle, words: Quote | Label) -> str:
    return parsed.paragraphs[words.paragraph - 1].text


def _passages(parsed: ParsedArticle) -> list[Passage]:
    def passage(c: Chunk) -> Passage:
        kind = parsed.paragraphs[c.paragraph - 1].kind
        return Passage(c.article_id, c.paragraph, c.start, c.end, c.text, kind, 0.0)

    return [passage(each) for each in chunk(parsed)]


def _most_words(passages: Sequence[Passage], text: str, most: int) -> list[Passage]:
    """Return the passages with most of a question's words, and no more than are asked for."""
    worth = _by_words(passages, text)
    ranked = sorted(range(len(passages)), key=lambda at: -worth[at])
    return [passages[at] for at in ranked[:most]]


def _scores(passages: Sequence[Passage], text: str, embed: Embed) -> list[float]:
    """Return how well each passage answers, beside the others, by its words and its meaning."""
    if not passages:
        return []
    worth = _by_words(passages, text)
    rows = embed([text, *(passage.text for passage in passages)])
    near = rows[1:] @ rows[0]
    places = range(len(passages))
    by_words = [at for at in sorted(places, key=lambda at: -worth[at]) if worth[at]]
    fused = fuse((by_words, 1.0), (sorted(places, key=lambda at: -near[at]), 0.5))
    return [fused[at] for at in places]


def _by_words(passages: Sequence[Passage], text: str) -> list[float]:
    """Weigh the words that passages share with a question, rare ones more."""
    from index.words import stems

    asked = set(stems(text))
    had = [Counter(word for word in stems(p.text) if word in asked) for p in passages]
    often = Counter(word for words in had for word in words)
    return [
        sum(math.log(1 + len(had) / often[w]) * n / (n + 1) for w, n in words.items())
        for words in had
    ]


def _with_scores(kept: Sequence[Passage], found: Sequence[Passage]) -> list[Passage]:
    """Give the passages that have no score yet one that keeps the order."""
    below = found[0].score if found else 1 / 60
    scored = []
    for passage in kept:
        below = passage.score or below
        scored.append(replace(passage, score=below))
    return scored
