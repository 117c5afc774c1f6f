"""The people of a library: who is quoted under which names, joined and separated by the user."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from index.article import ParsedArticle
from index.errors import LibraryError
from index.matching import Names, fold
from index.people import register
from index.people.decisions import Place, decide, last_said, rulings, take_back
from index.people.forms import Form
from index.people.joining import Anchor
from index.records import Connection, Records
from index.remembered import Remembered
from index.underway import Underway

_SOME = 5  # people that an error names


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody whom the library quotes; an organisation too.

    Attributes:
        name: the full name that most articles give; nobody else's in the library.
        others: what else articles call them, the most frequent first.
        quotes: how many there are of them, in all articles.
        articles: how many name them, quoted or not.
    """

    name: str
    others: tuple[str, ...]
    quotes: int
    articles: int


@dataclass(frozen=True, slots=True)
class _Called:
    """A name of a person in an article."""

    article_id: str
    name: str
    form: Form
    alone: bool

    @property
    def place(self) -> Place:
        """What a ruling on it is about: the name everywhere, a surname alone in its article."""
        article_id = self.article_id if self.alone else ""
        return Place(Anchor(self.form.key, article_id), self.form.block)


@dataclass(frozen=True, slots=True)
class _Quoted:
    """Who is quoted.

    Attributes:
        names: all names of people who are quoted.
        people: who has each of these names.
        places: article and speaker → person.
    """

    names: Names
    people: Mapping[str, frozenset[str]]
    places: Mapping[tuple[str, str], str]


class People:
    """Who is who in one record; what is owed is found before anything is told."""

    def __init__(self, records: Records, underway: Underway | None = None) -> None:
        self._records = records
        self._underway = underway or Underway()
        self._quoted = Remembered(_read_quoted, self._underway)

    def settle(self) -> None:
        """Find whom all names mean that have come or gone."""
        with self._records.reading() as db:
            owed = register.owes(db)
        if owed and not self._records.read_only:  # else they mean whom they meant
            with self._records.writing() as db:
                register.settle(db)

    def all(self) -> tuple[Person, ...]:
        """Return all who are quoted, those with the most quotes first."""
        self.settle()
        with self._records.reading() as db:
            rows = db.execute(
                """SELECT person, name, sort, article_id, quotes FROM bearers
                WHERE person IN (SELECT person FROM bearers WHERE quotes > 0)"""
            ).fetchall()
        return _people(rows)

    def one(self, words: str) -> Person | None:
        """Return whom words name, where that is one of those who are quoted; else None."""
        named = self.named(words)
        if len(named) != 1:
            return None
        with self._records.reading() as db:
            rows = db.execute(
                "SELECT person, name, sort, article_id, quotes FROM bearers WHERE person = ?", named
            ).fetchall()
        return next(iter(_people(rows)), None)

    def named(self, words: str) -> tuple[str, ...]:
        """Return the people who are quoted, and of whose names one has all of the words.

        Where the words are somebody's whole name, with more than a surname, only them.
        """
        quoted = self._read()
        found = {
            person for name in quoted.names.with_words(words) for person in quoted.people[name]
        }
        exact = {person for person in found if fold(person) == fold(words.strip())}
        return tuple(sorted(exact if exact and len(words.split()) > 1 else found))

    def of_quotes(self) -> Mapping[tuple[str, str], str]:
        """Return the person for each article and name that it quotes."""
        return self._read().places

    def renew(self) -> None:
        """Read anew who is quoted, for those who ask while articles are added."""
        with self._records.reading() as db:
            self._quoted.renew(db)

    def _read(self) -> _Quoted:
        if not self._underway.now:  # else the adder does it
            self.settle()
        with self._records.reading() as db:
            return self._quoted.of(db)

    def merge(self, first: str, second: str) -> str:
        """Join two people, whatever the articles say, and return what was done.

        Args:
            first: words of the name of one of them.
            second: of the other.

        Raises:
            LibraryError: nobody is called so, several people are, or both are one already.
        """
        one, other = self._only(first), self._only(second)
        if one == other:
            raise LibraryError(f"“{first}” and “{second}” are one person already: {one}.")
        said = f"{one} and {other} are one person"
        ones, others = _whole(self._names(one)), _whole(self._names(other))
        return self._decided(said, ones, others, together=True)

    def split(self, person: str, apart: Sequence[str], article_ids: Sequence[str] = ()) -> str:
        """Make names of a person a person of their own, and return what was done.

        Args:
            person: words of the person's name.
            apart: the names, as `all` gives them; empty for all names in the articles.
            article_ids: where they are another person; empty for everywhere.

        Raises:
            LibraryError: nobody is called so, or nothing would be left of the person.
        """
        name = self._only(person)
        called = self._names(name)
        gone = [one for one in called if _is_meant(one, apart, article_ids)]
        if not gone:
            what = " or ".join(f"“{one}”" for one in apart) or "so"
            raise LibraryError(
                f"No article that was meant calls {name} {what}; "
                f'`byline people show "{name}"` lists their names and articles.'
            )
        left = [one for one in called if one not in gone]
        if not left:
            raise LibraryError(
                f"Nothing would be left of {name}; name fewer of the names, or some articles only."
            )
        if article_ids:
            gone = [_Called(one.article_id, one.name, one.form, alone=True) for one in gone]
        words = " and ".join(dict.fromkeys(f"“{one.form.shown(one.name)}”" for one in gone))
        where = f" in {', '.join(article_ids)}" if article_ids else ""
        said = f"{words}{where} is not {name}"
        return self._decided(said, _places(gone), _whole(left), together=False)

    def undo(self) -> str | None:
        """Take back the last merge or split; return what it said, None where there is none."""
        with self._records.writing() as db:
            taken = take_back(db)
            if taken is None:
                return None
            register.owe(db, taken.blocks)
            register.settle(db)
        return taken.said

    def last_said(self) -> str | None:
        """Return the last decision of the user that stands; None where there is none."""
        with self._records.reading() as db:
            return last_said(db)

    def reread(self, read: Callable[[str], ParsedArticle]) -> None:
        """Find anew whom all names mean.

        Args:
            read: returns an article with who is named in it, for those that were stored before
                that was kept.
        """
        with self._records.reading() as db:
            thin = register.thin(db)
        for article_id in thin:
            parsed = read(article_id)
            with self._records.writing() as db:
                register.leave(db, article_id)
                register.enter(db, article_id, parsed.bearers, parsed.quotes)
        with self._records.writing() as db:
            register.owe_all(db)
            register.settle(db)

    def where(self, person: str) -> tuple[tuple[str, str], ...]:
        """Return the names of a person, each with the id of an article that gives it, in order."""
        called = self._names(self._only(person))
        return tuple((one.form.shown(one.name), one.article_id) for one in called)

    def _only(self, words: str) -> str:
        named = self.named(words)
        found = [one for one in named if fold(one) == fold(words.strip())] or named
        if not found:
            raise LibraryError(
                f"Nobody who is quoted is called “{words}”; `byline people` lists who is."
            )
        if len(found) > 1:
            some = ", ".join(found[:_SOME]) + (", …" if len(found) > _SOME else "")
            raise LibraryError(f"“{words}” may be {some}: give the whole name.")
        return found[0]

    def _names(self, person: str) -> list[_Called]:
        with self._records.reading() as db:
            rows = db.execute(
                "SELECT article_id, name, sort FROM bearers WHERE person = ? ORDER BY name, rowid",
                (person,),
            )
            found = rows.fetchall()
            anchors = rulings(db).anchors
        called = []
        for article_id, name, sort in found:
            form = register.form(name, sort)
            alone = register.is_alone(article_id, form, sort, anchors)
            called.append(_Called(article_id, name, form, alone))
        return called

    def _decided(
        self, said: str, ones: Sequence[Place], others: Sequence[Place], *, together: bool
    ) -> str:
        with self._records.writing() as db:
            decide(db, said, ones, others, together=together)
            register.owe(db, {place.block for place in (*ones, *others)})
            register.settle(db)
        return said


def _people(rows: Sequence[tuple[str, str, str, str, int]]) -> tuple[Person, ...]:
    """Put together what is kept of people, those with the most quotes first.

    Args:
        rows: person, name, sort, article id and number of quotes of each name in each article.
    """
    called: defaultdict[str, Counter[str]] = defaultdict(Counter)
    articles: defaultdict[str, set[str]] = defaultdict(set)
    quotes: Counter[str] = Counter()
    for person, name, sort, article_id, number in rows:
        called[person][register.form(name, sort).shown(name)] += 1
        articles[person].add(article_id)
        quotes[person] += number
    found = [
        Person(name, _others(name, called[name]), quotes[name], len(articles[name]))
        for name in quotes
    ]
    return tuple(sorted(found, key=lambda person: (-person.quotes, fold(person.name))))


def _places(called: Sequence[_Called]) -> list[Place]:
    return list(dict.fromkeys(one.place for one in called))


def _whole(called: Sequence[_Called]) -> list[Place]:
    """Return the names that mean somebody everywhere; all where there are none."""
    everywhere = [one for one in called if not one.alone]
    return _places(everywhere or called)


def _is_meant(called: _Called, apart: Sequence[str], article_ids: Sequence[str]) -> bool:
    shown = fold(called.form.shown(called.name))
    return (not apart or shown in {fold(name) for name in apart}) and (
        not article_ids or called.article_id in article_ids
    )


def _others(person: str, called: Counter[str]) -> tuple[str, ...]:
    """Return the other names of a person, without those that only have more in front or less."""
    others = [person]
    for name, _ in called.most_common():
        if not any(f" {fold(name)}".endswith(f" {fold(kept)}") for kept in others):
            others.append(name)
    return tuple(others[1:])


def _read_quoted(db: Connection) -> _Quoted:
    people: defaultdict[str, set[str]] = defaultdict(set)
    for person, name in db.execute(
        """SELECT DISTINCT person, name FROM bearers
        WHERE person IN (SELECT person FROM bearers WHERE quotes > 0)"""
    ):
        people[name].add(person)
        people[person].add(person)
    places = db.execute("SELECT article_id, name, person FROM bearers WHERE quotes > 0")
    return _Quoted(
        Names(people),
        {name: frozenset(bearers) for name, bearers in people.items()},
        {(article_id, name): person for article_id, name, person in places},
    )
