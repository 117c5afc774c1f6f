"""Which of somebody's words are on a topic, and how well."""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache, lru_cache
from typing import Literal

from index.article import Quote
from qa.clauses import without_others
from qa.desk import Desk, Place
from qa.statements import Statement
from qa.terms import Bag, Matcher, Term, Text, counts_of

Reach = Literal["clause", "paragraph", "around"]
ON_TOPIC = 0.5
# What a topic's word is worth by where it stands: in the sentence, its paragraph, the ones
# beside it (pronouns point back more than forward), the title.
_IN_PARAGRAPH, _IN_BEFORE, _IN_EARLIER, _IN_AFTER, _IN_TITLE = 0.95, 0.7, 0.55, 0.4, 0.6
# A word that an article keeps coming back to is what it is about; one that it has once is not.
_OFTEN, _IN_OFTEN, _IN_ONCE = 3, 0.55, 0.2
_ELSEWHERE = max(_IN_EARLIER, _IN_AFTER, _IN_OFTEN, _IN_ONCE)
# A single word is a topic only where it is said itself, or just before: not all of an article that
# has it often, or had it two paragraphs ago, is about it.
_ON_TOPIC_OF_ONE = 0.56
_NOT_THEIRS = ("commentary", "heading")
_NOT_SAID = re.compile(r"(?i)(?:\b(?:not|never|no)\b|n[’']t\b)")
# In somebody's own words these are of others, or of a thing.
_POINTS_BACK = re.compile(
    r"(?i)\b(?:he|him|his|she|her|hers|it|its|they|them|theirs?|that|those)\b"
)
_MARKS = '“”„«»"'
_ROUNDING = 1e-9  # sums of shares may differ by it
_BESIDE_BEST = 0.75  # a statement this much less on the topic than the best one is on another


def on_topic(
    wanted: Sequence[Term],
    quotes: Iterable[Quote],
    desk: Desk,
    matcher: Matcher,
    least: float = ON_TOPIC,
    *,
    of_all: bool = False,
) -> tuple[Statement, ...]:
    """Return the quotes that are on a topic, with their sentences, in the order given.

    Those come first that may be best, because the better the best one is, the fewer of the
    others need their article to be read. Which are found does not hang on it.

    Args:
        wanted: the topic's words; empty for any topic.
        quotes: somebody's.
        desk: reads the articles.
        matcher: compares words.
        least: share of the words that a statement must have about it.
        of_all: whether the quotes are of all who are quoted, and not somebody's.
    """
    every = list(quotes)
    if len(wanted) == 1:
        least = max(least, _ON_TOPIC_OF_ONE)
    promises = _promises(wanted, every, desk, matcher)
    found: list[tuple[int, Statement]] = []
    for at in sorted(range(len(every)), key=lambda at: -promises[at]):
        if promises[at] < least - _ROUNDING:
            break
        reach = _reach(wanted, every[at], of_all=of_all)
        statement = _statement(wanted, every[at], desk, matcher, least - _ROUNDING, reach)
        if statement:
            found.append((at, statement))
            least = max(least, statement.relevance * _BESIDE_BEST)
    found.sort(key=lambda placed: placed[0])
    return tuple(statement for _, statement in found if statement.relevance >= least)


def _promises(
    wanted: Sequence[Term], quotes: Sequence[Quote], desk: Desk, matcher: Matcher
) -> list[float]:
    """Return the most relevance that each quote can have, by what is read in one go."""
    own = [(quote.article_id, quote.paragraph) for quote in quotes]
    if not wanted:
        desk.spread(own)
        return [1.0] * len(quotes)
    spots = dict.fromkeys(own)
    before = {spot: (spot[0], spot[1] - 1) for spot in spots if spot[1] > 1}
    around = range(-2, 2)  # as far as `_texts` looks
    desk.spread([(i, n + at) for i, n in spots for at in around if n + at > 0])
    texts = (
        ({spot: desk.paragraph(*spot).text for spot in spots}, 1.0),
        ({spot: desk.paragraph(*other).text for spot, other in before.items()}, _IN_BEFORE),
        ({spot: desk.facts(spot[0]).title or "" for spot in spots}, _IN_TITLE),
    )
    most = dict.fromkeys(spots, 0.0)
    for term in wanted:
        best = dict.fromkeys(spots, _ELSEWHERE)
        for told, worth in texts:
            lacking = {spot: told[spot] for spot in told if best[spot] < worth}
            matcher.compare(term, lacking.values())
            for spot, text in lacking.items():
                best[spot] = max(best[spot], matcher.carries(term, text) * worth)
        for spot, found in best.items():
            most[spot] += term.weight * found
    whole = sum(term.weight for term in wanted)
    return [most[spot] / whole for spot in own]


def _reach(wanted: Sequence[Term], quote: Quote, *, of_all: bool) -> Reach:
    """Return how far from a quote its topic may stand.

    What somebody did not mention is all that is told of them there. Of all that is told in a
    paragraph that has one word, not everything is about it; in somebody's own words it may be "it".
    A name that stands before is spoken of where words point back to it.
    """
    if _NOT_SAID.search(quote.cue or "") or (of_all and len(wanted) == 1 and not quote.direct):
        return "clause"
    points_back = quote.direct and _POINTS_BACK.search(quote.text)
    named = all(term.proper for term in wanted)
    return "paragraph" if named and not points_back else "around"


def _statement(
    wanted: Sequence[Term],
    quote: Quote,
    desk: Desk,
    matcher: Matcher,
    least: float,
    reach: Reach,
) -> Statement | None:
    place = desk.sentence_of(quote)
    # What the publisher's commentary or headline says that somebody said is not their words.
    if place is None or desk.paragraph(quote.article_id, quote.paragraph).kind in _NOT_THEIRS:
        return None
    texts = _texts(quote, place, desk, reach) if wanted else ()
    return Statement(quote, place, matcher.coverage(wanted, texts, least))


def _texts(quote: Quote, place: Place, desk: Desk, reach: Reach) -> list[tuple[Text, float]]:
    """Return where a topic's words may stand, each with what they are worth there.

    What needs the article to be read is only read where it decides.
    """
    article_id, number = quote.article_id, quote.paragraph
    own = cache(lambda: _own_clause(quote, place, desk))
    in_article = cache(lambda: _of_article(desk.beside(article_id).text))

    def near(distance: int) -> Callable[[], str]:
        return lambda: _told(quote, number + distance, place, own(), desk)

    texts: list[tuple[Text, float]] = [(own, 1.0), (near(0), _IN_PARAGRAPH)]
    if reach != "around":
        return texts[: 1 + (reach == "paragraph")]
    return [
        *texts,
        (near(-1), _IN_BEFORE),
        (near(-2), _IN_EARLIER),
        (near(1), _IN_AFTER),
        (desk.facts(article_id).title or "", _IN_TITLE),
        (lambda: in_article()[0], _IN_OFTEN),
        (lambda: in_article()[1], _IN_ONCE),
    ]


def _own_clause(quote: Quote, place: Place, desk: Desk) -> str:
    """Return the part of a sentence without what others say in it."""
    start, end = quote.start - place.start, quote.end - place.start
    around = place.text[: max(start - 1, 0)] + place.text[end + 1 :]
    if not any(mark in around for mark in _MARKS):
        return place.text  # whether others speak in it costs more to learn
    return without_others(place, [quote], desk).text


def _told(quote: Quote, number: int, place: Place, own: str, desk: Desk) -> str:
    """Return a paragraph without what others say in it: their topic is not the speaker's.

    Args:
        quote: the speaker's.
        number: the paragraph's.
        place: the quote's sentence, of which only the speaker's clause is left.
        own: that clause.
        desk: reads the article.
    """
    if not desk.shown(quote.article_id, number):
        return ""
    others = [
        other.text
        for other in desk.beside(quote.article_id).direct
        if other.speaker != quote.speaker and other.paragraph == number
    ]
    kept = []
    for sentence in desk.sentences(quote.article_id, number):
        if place.start <= sentence.start < place.end:
            continue
        if not any(text in sentence.text or sentence.text in text for text in others):
            kept.append(sentence.text)
    return " ".join([own, *kept] if number == quote.paragraph else kept)


@lru_cache(maxsize=512)
def _of_article(text: str) -> tuple[Bag, Bag]:
    """Return the words that an article has often, and all that it has."""
    counts = counts_of(text)
    often = [word for word, count in counts.items() if count >= _OFTEN]
    return Bag(often), Bag(counts)
