"""Passages → the sentences that tell a fact, each once, wherever it is printed."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from math import log

from index.frames import is_told
from index.marks import SIGNS
from index.search import Passage
from qa.addressee import addressee
from qa.answer import Sentence
from qa.cite import Citations
from qa.desk import Desk, Place
from qa.question import Question
from qa.relevance import ENOUGH, Relevance
from qa.synonyms import alike
from qa.terms import Matcher, bag_of, terms, words

MOST_FACTS = 3
AS_GOOD = 0.86  # of the best one's score: another sentence that says it as well
_EVIDENCE_KINDS = frozenset(("body", "commentary", "caption"))
_ALIKE = 0.8  # share of the words of two sentences that copies of one report have in common
_TELLING = 5  # words; fewer may stand in another sentence by chance
_SYNONYM = 0.8
_READ = 12  # paragraphs that are read closely, those with most of the question's words


# What an article says that it had said is what it takes back.
_TAKEN_BACK = re.compile(
    r"(?i)\b(?:earlier|previous|original)\s+(?:version|edition|entry|headline)\b"
)


@dataclass(frozen=True, slots=True)
class Scored:
    """A sentence with how well it answers, 0..1; `copies` are places that have it as well."""

    place: Place
    score: float
    rank: int
    copies: tuple[Place, ...] = ()


def scored_sentences(
    question: Question, passages: Sequence[Passage], desk: Desk, matcher: Matcher
) -> list[Scored]:
    """Return the sentences of the passages, the best first, each wording once."""
    relevance = Relevance(question, desk, matcher)
    found: dict[str, Scored] = {}
    paragraphs = list(_paragraphs(question, passages, desk))
    matcher.prepare(desk.paragraph(*key).text for key in paragraphs)
    for rank, key in enumerate(paragraphs):
        for place in desk.sentences(*key):
            if _TAKEN_BACK.search(place.text):
                continue
            item = Scored(place, relevance.score(place), rank)
            told = " ".join(words(place.text))
            first = found.get(told)
            if first is None or not told:
                found[told] = item
            elif first.place.article_id != place.article_id:
                best = max(first.score, item.score)
                copies = (*first.copies, place) if _has_wording(place, first) else first.copies
                found[told] = Scored(first.place, best, first.rank, copies)
    return sorted(found.values(), key=lambda s: (-s.score, s.rank, s.place.start))


def _has_wording(place: Place, first: Scored) -> bool:
    """Tell whether a sentence of the same words has the same stops, too, whatever its marks."""
    one, other = (
        " ".join(re.sub(f"[{SIGNS}]", " ", text).split()) for text in (place.text, first.place.text)
    )
    return one == other


def good_ones(scored: Sequence[Scored]) -> list[Scored]:
    """Return the sentences that answer as well as the best one; none where it does not."""
    best = scored[0].score if scored else 0.0
    good = [item for item in scored if item.score >= max(ENOUGH, best * AS_GOOD)]
    return _without_copies(good)[:MOST_FACTS]


def _without_copies(good: Sequence[Scored]) -> list[Scored]:
    """Leave one of the sentences that several articles print nearly alike, with all their places.

    Where one has the other in it, behind a dateline say, the shorter one is told; where they only
    resemble each other, the better one, without the other's place, since that has other words.
    """
    kept: list[Scored] = []
    for item in good:
        at = next((n for n, other in enumerate(kept) if _are_copies(item, other)), None)
        if at is None:
            kept.append(item)
            continue
        short, long = sorted((kept[at], item), key=lambda each: len(each.place.text))
        inside = _inside(short.place, long.place)
        if inside:
            places = (*short.copies, inside) if not long.copies else short.copies
            kept[at] = replace(short, score=kept[at].score, rank=kept[at].rank, copies=places)
    return kept


def _are_copies(one: Scored, other: Scored) -> bool:
    if one.place.article_id == other.place.article_id:
        return False
    mine, theirs = set(words(one.place.text)), set(words(other.place.text))
    alike = len(mine & theirs) >= _ALIKE * len(mine | theirs)
    short, long = sorted((one.place.text, other.place.text), key=len)
    return alike or (short in long and min(len(mine), len(theirs)) >= _TELLING)


def _inside(short: Place, long: Place) -> Place | None:
    """Return where a sentence stands inside a longer one; None where it does not."""
    at = long.text.find(short.text)
    if at < 0:
        return None
    start = long.start + at
    return Place(long.article_id, long.paragraph, start, start + len(short.text), short.text)


def told(item: Scored, desk: Desk, citations: Citations) -> Sentence:
    """Return a sentence as an answer's, with all places that have it."""
    place = item.place
    numbers = tuple(citations.cite(each) for each in (place, *item.copies))
    paragraph = desk.paragraph(place.article_id, place.paragraph)
    quotes = desk.quotes_in(place)
    direct = [quote for quote in quotes if quote.direct and quote.speaker]
    if paragraph.kind == "commentary":
        outlet = desk.article(place.article_id).outlet
        return Sentence(place.text, numbers, "verbatim", outlet, "commentary")
    if direct:
        own = [quote for quote in direct if quote.speaker == direct[0].speaker]
        to = addressee(own, place, desk)
        return Sentence(place.text, numbers, "quoted", direct[0].speaker, "direct", to=to)
    reported = [q for q in quotes if q.speaker and not q.direct and is_told(q.cue)]
    if reported:
        to = addressee(reported[:1], place, desk)
        return Sentence(place.text, numbers, "verbatim", reported[0].speaker, "reported", to=to)
    return Sentence(place.text, numbers, "verbatim")


def _paragraphs(
    question: Question, passages: Sequence[Passage], desk: Desk
) -> Iterator[tuple[str, int]]:
    """Yield the paragraphs of the passages that share most with a question, the best first.

    A word counts the more the fewer of them have it; another word for the same counts less.
    """
    asked = {term.stem for term in terms(f"{question.topic} {question.context}")}
    had: dict[tuple[str, int], dict[str, float]] = {}
    for passage in passages:
        for paragraph in desk.within(passage):
            key = (passage.article_id, paragraph.number)
            if paragraph.kind in _EVIDENCE_KINDS and key not in had:
                had[key] = _shared(asked, paragraph.text)
    often = Counter(word for words_had in had.values() for word in words_had)
    rare = {word: log(1 + len(had) / count) for word, count in often.items()}
    order = {key: rank for rank, key in enumerate(had)}
    worth = {
        key: sum(rare[word] * part for word, part in words_had.items())
        for key, words_had in had.items()
    }
    yield from sorted(had, key=lambda key: (-worth[key], order[key]))[:_READ]


def _shared(asked: Set[str], text: str) -> dict[str, float]:
    """Return what a text has of a question's words: 1 for the word, less for one like it."""
    own = bag_of(text).stems
    found = dict.fromkeys(sorted(asked & own), 1.0)  # sums are rounded by their order
    others = (word for word in sorted(asked - own) if not alike(word).isdisjoint(own))
    return found | dict.fromkeys(others, _SYNONYM)
