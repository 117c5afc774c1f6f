"""Finds the sentences of the passages on which a written sentence stands."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.search import Passage
from qa.desk import Desk, Place
from qa.terms import Matcher, Term

_MOST = 3  # sentences; who joins more than that is no longer checked by sentences
_FOUND = 0.7  # what the matcher gives for a word of like meaning
_GAIN = 1.0  # weight of the words that another sentence must add
_REACH = 3  # sentences back in which whom "he" means is named


@dataclass(frozen=True, slots=True)
class Ground:
    """Passages on which a sentence may stand, sentence by sentence.

    Attributes:
        numbers: of the passages, as the model saw them.
        places: their sentences, in order.
        text: all of them.
    """

    numbers: tuple[int, ...]
    places: tuple[Place, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """What of a ground carries a sentence.

    Attributes:
        places: the sentences that carry it, the one that does best first.
        before: what stands before them in their articles, nearest first: it names "he" and "she".
        ground: all that is cited.
        facts: titles and outlets of the articles.
        days: on which they appeared.
    """

    places: tuple[Place, ...]
    before: tuple[Place, ...]
    ground: Ground
    facts: str
    days: tuple[dt.date, ...]

    @property
    def text(self) -> str:
        """The sentences that carry it."""
        return "\n".join(place.text for place in self.places)


def ground_of(numbers: tuple[int, ...], passages: Sequence[Passage], desk: Desk) -> Ground:
    """Return the ground that some of the passages, numbered from 1, make together."""
    places = tuple(p for n in numbers for p in _sentences(passages[n - 1], desk))
    return Ground(numbers, places, "\n".join(place.text for place in places))


def evidence_of(wanted: Sequence[Term], ground: Ground, matcher: Matcher, desk: Desk) -> Evidence:
    """Choose the few sentences of a ground that together have most of the words wanted.

    Names alone bring in no further sentence: whoever is named beside is not who does it.
    """
    carried = [[matcher.carries(term, place.text) for term in wanted] for place in ground.places]
    chosen: list[int] = []
    best = [0.0] * len(wanted)
    while len(chosen) < min(_MOST, len(ground.places)):
        gains = [
            _gain(wanted, best, row, first=not chosen) if i not in chosen else -1.0
            for i, row in enumerate(carried)
        ]
        at = max(range(len(gains)), key=gains.__getitem__)
        if chosen and gains[at] < _GAIN:
            break
        chosen.append(at)
        best = [max(pair) for pair in zip(best, carried[at], strict=True)]
    places = tuple(ground.places[i] for i in chosen)
    articles = [
        desk.article(article_id) for article_id in dict.fromkeys(p.article_id for p in places)
    ]
    return Evidence(
        places=places,
        before=tuple(dict.fromkeys(b for place in places for b in _before(place, desk))),
        ground=ground,
        facts=" \n ".join(f"{a.title or ''} \n {a.outlet or ''}" for a in articles),
        days=tuple(a.date for a in articles if a.date),
    )


def _gain(
    wanted: Sequence[Term], best: Sequence[float], row: Sequence[float], *, first: bool
) -> float:
    return sum(
        term.weight * (new - old)
        for term, old, new in zip(wanted, best, row, strict=True)
        if new > old and (first or (old < _FOUND <= new and not term.proper))
    )


def _sentences(passage: Passage, desk: Desk) -> Iterator[Place]:
    """Yield a passage's sentences; one that reaches over its border as far as it goes."""
    found = False
    for paragraph in desk.within(passage):
        for place in desk.sentences(passage.article_id, paragraph.number):
            start, end = max(place.start, passage.start), min(place.end, passage.end)
            if start < end:
                found = True
                whole = (start, end) == (place.start, place.end)
                text = desk.article(passage.article_id).text[start:end]
                yield place if whole else Place(place.article_id, place.paragraph, start, end, text)
    if not found:
        yield Place(passage.article_id, passage.paragraph, passage.start, passage.end, passage.text)


def _before(place: Place, desk: Desk) -> list[Place]:
    """Return the sentences before one, nearest first, over the border of its paragraph too."""
    found: list[Place] = []
    for number in range(place.paragraph, max(place.paragraph - 3, 0), -1):
        earlier = [p for p in desk.sentences(place.article_id, number) if p.end <= place.start]
        found += reversed(earlier)
    return found[:_REACH]
