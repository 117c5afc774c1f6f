"""Who is named in an article: which names belong to one person or organisation."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from index.article import Bearer, Gender, Paragraph, Sort
from index.lexicon import FEMALE_NAMES, FEMALE_TITLES, MALE_NAMES, MALE_TITLES
from index.names import Name, find_names, without_openers

_TOLD = frozenset(("body", "commentary"))


@dataclass(frozen=True, slots=True)
class Figure:
    """A person, an organisation or a place that an article names.

    Attributes:
        name: the fullest form that the article gives, without titles.
        roles: what the article calls a person ("harbour master of Port Ellery"), in lower case.
    """

    name: str
    sort: Sort
    gender: Gender | None
    roles: frozenset[str]


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where a name stands: `[start, end)` in the article, titles included.

    Attributes:
        figure: index in `Cast.figures`.
        paragraph: number of the paragraph.
        full: whether the name stands with more than one word.
    """

    start: int
    end: int
    figure: int
    paragraph: int
    full: bool


@dataclass(frozen=True, slots=True)
class Cast:
    """Everyone an article names, and where, in order of place."""

    figures: tuple[Figure, ...]
    mentions: tuple[Mention, ...]

    def bearers(self, article_id: str) -> tuple[Bearer, ...]:
        """Return who is named, each name once, as the record keeps it."""
        found = {
            figure.name: Bearer(
                article_id, figure.name, figure.sort, figure.gender, tuple(sorted(figure.roles))
            )
            for figure in self.figures
        }
        return tuple(found.values())


def read_cast(paragraphs: Sequence[Paragraph], texts: Sequence[str]) -> Cast:
    """Find who is named in an article's body and commentary.

    Headlines and captions capitalise what is no name, so they name nobody new.

    A later surname, given name or shortened organisation belongs to the figure that was named
    in full; two figures with one surname stay two, and the surname alone goes to the one named
    last. Linear in the text, but for the number of figures that share a word.

    Args:
        paragraphs: the article's.
        texts: the paragraphs' texts, as long as they are, with what names nobody blanked out.
    """
    told = [
        paragraph if paragraph.text == text else replace(paragraph, text=text)
        for paragraph, text in zip(paragraphs, texts, strict=True)
        if paragraph.kind in _TOLD
    ]
    found = [name for paragraph in told for name in find_names(paragraph)]
    found = without_openers(found, told)
    return _Casting().cast(found)


class _Casting:
    """Whose each name is, decided in the order of the text."""

    def __init__(self) -> None:
        self._names: list[tuple[str, ...]] = []
        self._lower: list[list[str]] = []  # the names in lower case
        self._entered: dict[tuple[tuple[str, ...], Sort], int] = {}
        self._sorts: list[Sort] = []
        self._genders: list[Gender | None] = []
        self._roles: list[set[str]] = []
        self._by_word: dict[str, list[int]] = {}
        self._last_seen: dict[int, int] = {}
        self._articles: dict[int, str] = {}
        self._located: dict[int, int] = {}  # times at a place, less times with a title or a role

    def cast(self, found: Sequence[Name]) -> Cast:
        for name in sorted(found, key=lambda name: -min(len(name.words), 3)):
            if len(name.words) > 1:
                self._enter(name)
        mentions = []
        for order, name in enumerate(found):
            figure = self._whose(name)
            self._note(figure, name)
            self._last_seen[figure] = order
            full = len(name.words) > 1
            mentions.append(Mention(name.start, name.end, figure, name.paragraph, full))
        figures = tuple(
            Figure(
                self._articles.get(i, "") + " ".join(self._names[i]),
                self._sort(i),
                self._genders[i],
                frozenset(self._roles[i]),
            )
            for i in range(len(self._names))
        )
        return Cast(figures, tuple(mentions))

    def _sort(self, figure: int) -> Sort:
        """Return a figure's sort; what only stands behind "in" and "at" is a place."""
        sort = self._sorts[figure]
        return (
            "place" if sort in ("person", "unknown") and self._located.get(figure, 0) > 0 else sort
        )

    def _enter(self, name: Name) -> int:
        words, sort = name.words, name.sort
        known = self._entered.get((words, sort))
        if known is not None:
            return known
        lower = [word.lower() for word in words]
        figure = self._same(lower, sort)
        if figure is None:
            figure = self._new(name, lower)
        self._entered[words, sort] = figure
        return figure

    def _new(self, name: Name, lower: list[str]) -> int:
        self._names.append(name.words)
        self._lower.append(lower)
        self._sorts.append(name.sort)
        self._genders.append(None)
        self._roles.append(set())
        figure = len(self._names) - 1
        for word in set(lower):
            self._by_word.setdefault(word, []).append(figure)
        return figure

    def _same(self, words: list[str], sort: Sort) -> int | None:
        """Return the figure with the same name, or with one more given name or initial."""
        for figure in self._by_word.get(words[-1], []):
            known = self._lower[figure]
            if known == words:
                return figure
            if sort == "organisation":
                if len(words) > 1 and known[-len(words) :] == words:
                    return figure
            elif known[-1] == words[-1] and (
                known[0] == words[0]
                or (
                    {known[0][0], words[0][0]} == {known[0][0]}
                    and (len(known[0].strip(".")) == 1 or len(words[0].strip(".")) == 1)
                )
            ):
                return figure
        return None

    def _whose(self, name: Name) -> int:
        if len(name.words) > 1:
            return self._enter(name)
        word = name.words[0].lower()
        title = name.title
        candidates = [f for f in self._by_word.get(word, ()) if self._fits(f, word, title)]
        if not candidates:
            return self._enter(name)
        # A surname means a person before it means "Trump Tower" or somebody's given name.
        called = [f for f in candidates if self._lower[f][-1] == word] or candidates
        people = [f for f in called if self._sorts[f] == "person"] or called
        seen = [figure for figure in people if figure in self._last_seen]
        if seen:
            return max(seen, key=lambda figure: self._last_seen[figure])
        return people[0]

    def _fits(self, figure: int, word: str, title: tuple[str, ...]) -> bool:
        known, sort = self._lower[figure], self._sorts[figure]
        if sort == "place":
            return known == [word]
        if sort == "organisation":
            return not title and known[-1] == word
        gender = _title_gender(title)
        if gender and self._genders[figure] and gender != self._genders[figure]:
            return False
        return word in (known[-1], known[0])

    def _note(self, figure: int, name: Name) -> None:
        evidence = -5 if name.title or _is_given(name.words[0]) else 1 if name.located else -1
        self._located[figure] = self._located.get(figure, 0) + evidence
        if name.title and self._sorts[figure] == "unknown":
            self._sorts[figure] = "person"
        if name.article == "The" and name.words == self._names[figure]:
            self._articles[figure] = "The "
        if self._sorts[figure] in ("person", "unknown"):
            self._roles[figure].update(name.roles)
            if self._genders[figure] is None:
                gender = _title_gender(name.title) or _given_gender(self._names[figure])
                self._genders[figure] = gender


def _title_gender(title: tuple[str, ...]) -> Gender | None:
    if not title:
        return None
    if any(word in FEMALE_TITLES for word in title):
        return "female"
    return "male" if any(word in MALE_TITLES for word in title) else None


@lru_cache(maxsize=4096)
def _is_given(word: str) -> bool:
    return word.lower() in MALE_NAMES or word.lower() in FEMALE_NAMES


@lru_cache(maxsize=4096)
def _given_gender(words: tuple[str, ...]) -> Gender | None:
    given = words[0].lower()
    if len(words) < 2 or (given in MALE_NAMES) == (given in FEMALE_NAMES):
        return None
    return "male" if given in MALE_NAMES else "female"
