"""What an article claims in its own voice: commentary, judging words, claims without a source."""

from collections.abc import Iterator, Sequence

from qa.desk import Desk, Place
from qa.digest.candidates import body_of
from qa.digest.kinds import kind_of
from qa.digest.lengths import CLAIMED
from qa.digest.notices import is_opinion
from qa.facts import Scored
from qa.loaded import find_loaded
from qa.opinions import gives_words

MOST_CLAIMS = 8
_SHORTEST = 5  # words
_COMMENTARY, _JUDGES, _CLAIMS = 1.0, 0.9, 0.8


def claims_of(article_ids: Sequence[str], desk: Desk) -> list[Scored]:
    """Return the sentences in which articles claim something themselves, in their order.

    Args:
        article_ids: of the articles that are asked about.
        desk: reads them.

    Returns:
        At most `MOST_CLAIMS`: commentary before what judges, that before what only claims.
    """
    found = [item for article_id in article_ids for item in _claims(article_id, desk)]
    best = sorted(found, key=lambda item: -item.score)[:MOST_CLAIMS]
    return [item for item in found if item in best]


def _claims(article_id: str, desk: Desk) -> Iterator[Scored]:
    parsed = desk.read(article_id)
    judging = {(word.paragraph, word.start) for word in find_loaded(parsed)}
    year = parsed.article.date.year if parsed.article.date else None
    told = {place: at for at, place in enumerate(body_of(parsed, desk))}
    least = _CLAIMS if is_opinion(parsed) else 0.0
    for paragraph in parsed.paragraphs:
        if paragraph.kind not in ("body", "commentary"):
            continue
        for place in desk.sentences(article_id, paragraph.number):
            if len(place.text.split()) < _SHORTEST or place.text.startswith("["):
                continue  # a note
            claims = kind_of(place.text, (), year, told.get(place, 0)) == CLAIMED
            worth = _worth(place, paragraph.kind, judging, _CLAIMS if claims else least, desk)
            if worth:
                yield Scored(place, worth, 0)


def _worth(
    place: Place, kind: str, judging: set[tuple[int, int]], least: float, desk: Desk
) -> float:
    """Return how surely a sentence is its writer's own claim; 0 where somebody else makes it."""
    if gives_words(place, desk):
        return 0.0
    if kind == "commentary":
        return _COMMENTARY
    if any(n == place.paragraph and place.start <= at < place.end for n, at in judging):
        return _JUDGES
    return least
