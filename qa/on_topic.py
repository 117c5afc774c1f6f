"""Which of somebody's words are on a topic, and how well."""

from collections.abc import Callable, Iterable, Sequence
from functools import cache, lru_cache

from index.article import Quote
from qa.desk import Desk, Place
from qa.statements import Statement
from qa.terms import Bag, Matcher, Term, Text, counts_of

ON_TOPIC = 0.5
# What a topic's word is worth by where it stands: in the sentence, its paragraph, the ones
# beside it (pronouns point back more than forward), the title.
_IN_PARAGRAPH, _IN_BEFORE, _IN_EARLIER, _IN_AFTER, _IN_TITLE = 0.95, 0.7, 0.55, 0.4, 0.6
_REACH = 2  # paragraphs to either side
# A word that an article keeps coming back to is what it is about; one that it has once is not.
_OFTEN, _IN_OFTEN, _IN_ONCE = 3, 0.55, 0.2
_ELSEWHERE = max(_IN_EARLIER, _IN_AFTER, _IN_OFTEN, _IN_ONCE)
_ROUNDING = 1e-9  # sums of shares may differ by it
_BESIDE_BEST = 0.75  # a statement this much less on the topic than the best one is on another


def on_topic(
    wanted: Sequence[Term],
    quotes: Iterable[Quote],
    desk: Desk,
    matcher: Matcher,
    least: float = ON_TOPIC,
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
    """
    every = list(quotes)
    promises = _promises(wanted, every, desk, matcher)
    found: list[tuple[int, Statement]] = []
    for at in sorted(range(len(every)), key=lambda at: -promises[at]):
        if promises[at] < least - _ROUNDING:
            break
        statement = _statement(wanted, every[at], desk, matcher, least - _ROUNDING)
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
    around = range(-_REACH, 2)  # as far as `_texts` looks
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


def _statement(
    wanted: Sequence[Term], quote: Quote, desk: Desk, matcher: Matcher, least: float
) -> Statement | None:
    place = desk.sentence_of(quote)
    # What the publisher's commentary says that somebody said is not their words.
    if place is None or desk.paragraph(quote.article_id, quote.paragraph).kind == "commentary":
        return None
    texts = _texts(quote, place, desk) if wanted else ()
    return Statement(quote, place, matcher.coverage(wanted, texts, least))


def _texts(quote: Quote, place: Place, desk: Desk) -> list[tuple[Text, float]]:
    """Return where a topic's words may stand, each with what they are worth there.

    What needs the article to be read is only read where it decides.
    """
    article_id, number = quote.article_id, quote.paragraph
    others = cache(lambda: _words_of_others(quote, desk))
    in_article = cache(lambda: _of_article(desk.beside(article_id).text))

    def near(distance: int) -> Callable[[], str]:
        return lambda: _blanked(desk.shown(article_id, number + distance), others())

    return [
        (place.text, 1.0),
        (near(0), _IN_PARAGRAPH),
        (near(-1), _IN_BEFORE),
        (near(-2), _IN_EARLIER),
        (near(1), _IN_AFTER),
        (desk.facts(article_id).title or "", _IN_TITLE),
        (lambda: in_article()[0], _IN_OFTEN),
        (lambda: in_article()[1], _IN_ONCE),
    ]


def _words_of_others(quote: Quote, desk: Desk) -> tuple[str, ...]:
    """Return what others say near a quote: their topic is not its speaker's."""
    return tuple(
        other.text
        for other in desk.beside(quote.article_id).direct
        if other.speaker != quote.speaker and abs(other.paragraph - quote.paragraph) <= _REACH
    )


def _blanked(text: str, others: Iterable[str]) -> str:
    for other in others:
        text = text.replace(other, " ")
    return text


@lru_cache(maxsize=512)
def _of_article(text: str) -> tuple[Bag, Bag]:
    """Return the words that an article has often, and all that it has."""
    counts = counts_of(text)
    often = [word for word, count in counts.items() if count >= _OFTEN]
    return Bag(often), Bag(counts)
