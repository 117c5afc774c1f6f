"""Numbers the places that an answer stands on."""

from index.article import Article
from index.leaves import Facts
from index.search import Passage
from qa.answer import Citation
from qa.desk import Desk, Place


class Citations:
    """The citations of one answer, numbered from 1 in the order in which they are made."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._numbers: dict[tuple[str, int, int], int] = {}
        self._made: list[Citation] = []

    def cite(self, place: Place) -> int:
        """Return the number of the citation of a place, a new one where it has none."""
        key = (place.article_id, place.start, place.end)
        if key not in self._numbers:
            self._numbers[key] = len(self._made) + 1
            article = self._desk.facts(place.article_id)
            self._made.append(citation(self._numbers[key], place, article))
        return self._numbers[key]

    @property
    def made(self) -> tuple[Citation, ...]:
        """All citations, in the order of their numbers."""
        return tuple(self._made)


def citation(number: int, place: Place | Passage, article: Article | Facts) -> Citation:
    """Return the citation of a place in an article."""
    return Citation(
        number=number,
        article_id=article.id,
        title=article.title,
        outlet=article.outlet,
        date=article.date,
        url=article.url,
        paragraph=place.paragraph,
        start=place.start,
        end=place.end,
        text=place.text,
    )
