"""Keeps, in the record, which names in its articles mean one person."""

import json
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import get_args

from index.article import Bearer, Quote, Sort
from index.people.decisions import Ruled, rulings
from index.people.forms import Form, form_of
from index.people.joining import Anchor, Borne, join
from index.records import Connection, Listed, Row

# An article's names tell less in a library of ten articles than in one of ten thousand, where
# they are known to be rare: as if so many articles without them were there already.
_BACKGROUND = 200
_ARTICLES_HELD = 20_000
_THIN = "thin"
_SORTS: dict[str, Sort] = {sort: sort for sort in get_args(Sort)}
_BLOCK = 7  # of a row's columns
# Words of roles that tell nobody from anybody.
_COMMON = frozenset(
    "the of for a an and in at on to from with former ex new its his her their s who by".split()
)
_BEARER = """INSERT INTO bearers
    (article_id, name, sort, gender, roles, quotes, "key", block, person)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"""


def enter(
    db: Connection, article_id: str, bearers: Sequence[Bearer], quotes: Sequence[Quote]
) -> None:
    """Keep who is named in an article that is not in the register, in a transaction that writes.

    Whom they mean is found by `settle`.
    """
    enter_rows(db, rows_of(article_id, bearers, quotes))


def rows_of(article_id: str, bearers: Sequence[Bearer], quotes: Sequence[Quote]) -> list[Row]:
    """Return what is kept of who is named in an article, as `enter_rows` takes it.

    Everyone whose words are quoted, every full name, and single words that are surely a person's.
    """
    quoted = Counter(quote.speaker for quote in quotes if quote.speaker)
    found: dict[str, Row] = {}
    for one in bearers:
        shape = form_of(one.name, one.sort)
        if shape.is_full or one.sort == "person" or one.name in quoted:
            roles = json.dumps(one.roles, ensure_ascii=False) if one.roles else "[]"
            kept: Row = (article_id, one.name, one.sort, one.gender, roles, quoted[one.name])
            found[one.name] = (*kept, *_keys(shape), one.name)
    for name in sorted(quoted.keys() - found.keys()):
        keys = _keys(form_of(name, "unknown"))
        found[name] = (article_id, name, _THIN, None, "[]", quoted[name], *keys, name)
    return [*found.values()]


def enter_rows(db: Connection, rows: Sequence[Row]) -> None:
    """Keep rows of `rows_of`, as `enter` does."""
    db.executemany(_BEARER, rows)
    _owe(db, {str(row[_BLOCK]) for row in rows})


def leave(db: Connection, article_id: str) -> None:
    """Forget who is named in an article, in a transaction that writes."""
    db.execute(
        """INSERT INTO owed_blocks SELECT DISTINCT block FROM bearers WHERE article_id = ?
        ON CONFLICT DO NOTHING""",
        (article_id,),
    )
    db.execute("DELETE FROM bearers WHERE article_id = ?", (article_id,))


def owes(db: Connection) -> bool:
    """Tell whether it is yet to be found whom some names mean."""
    return db.execute("SELECT 1 FROM owed_blocks LIMIT 1").fetchone() is not None


def owe_all(db: Connection) -> None:
    """Have it found anew whom all names mean."""
    db.execute(
        """INSERT INTO owed_blocks SELECT DISTINCT block FROM bearers WHERE TRUE
        ON CONFLICT DO NOTHING"""
    )


def owe(db: Connection, blocks: Iterable[str]) -> None:
    """Have it found anew whom the names of blocks mean."""
    _owe(db, set(blocks))


def thin(db: Connection) -> tuple[str, ...]:
    """Return the articles that were stored before it was kept who is named in them."""
    rows = db.execute("SELECT DISTINCT article_id FROM bearers WHERE sort = ?", (_THIN,))
    return tuple(article_id for (article_id,) in rows)


def settle(db: Connection) -> None:
    """Find whom the names of the owed blocks mean, in a transaction that writes.

    Linear in the number of their names.
    """
    _key_old(db)
    ruled = rulings(db)
    owed = {block for (block,) in db.execute("SELECT block FROM owed_blocks")}
    company = _Company(db)
    while owed:
        blocks = ruled.reach(owed.pop())
        owed -= blocks
        _settle(db, blocks, ruled, company)
    db.execute("DELETE FROM owed_blocks")


@dataclass(frozen=True, slots=True)
class _Row:
    number: int
    name: str
    person: str
    borne: Borne


class _Company:
    """Who else is named in an article, each with what that tells: the more, the rarer it is."""

    def __init__(self, db: Connection) -> None:
        self._db = db
        count = db.execute("SELECT count(*) FROM articles").fetchone()[0]
        self._articles = count + _BACKGROUND
        self._worth: dict[str, float] = {}
        self.of = lru_cache(maxsize=_ARTICLES_HELD)(self._of)

    def _of(self, article_id: str) -> dict[str, float]:
        rows = self._db.execute(
            """SELECT DISTINCT "key" FROM bearers
            WHERE article_id = ? AND "key" LIKE '% %'""",
            (article_id,),
        ).fetchall()
        self._weigh([key for (key,) in rows if key not in self._worth])
        return {key: self._worth[key] for (key,) in rows}

    def _weigh(self, keys: list[str]) -> None:
        rows = self._db.execute(
            """SELECT "key", count(*) FROM bearers
            WHERE "key" IN (SELECT value FROM json_each(?)) GROUP BY 1""",
            (Listed(keys),),
        )
        self._worth |= {key: math.log(self._articles / times) for key, times in rows}


def _settle(db: Connection, blocks: frozenset[str], ruled: Ruled, company: _Company) -> None:
    rows = _rows(db, blocks, ruled.anchors)
    groups = join([row.borne for row in rows], company.of, ruled.pairs)
    people = [[rows[at] for at in group] for group in groups]
    changed = [
        (name, row.number)
        for name, group in zip(_names(db, people), people, strict=True)
        for row in group
        if row.person != name
    ]
    db.executemany("UPDATE bearers SET person = ? WHERE rowid = ?", changed)


def _rows(db: Connection, blocks: frozenset[str], anchors: frozenset[Anchor]) -> list[_Row]:
    found = db.execute(
        """SELECT rowid, name, person, article_id, sort, gender, roles FROM bearers
        WHERE block IN (SELECT value FROM json_each(?)) ORDER BY article_id, name""",
        (Listed(sorted(blocks)),),
    )
    rows = []
    for number, name, person, article_id, kept, gender, roles in found:
        shape = form(name, kept)
        alone = is_alone(article_id, shape, kept, anchors)
        borne = Borne(article_id, shape, _sort(kept), gender, _role_words(roles), alone)
        rows.append(_Row(number, name, person, borne))
    return rows


def form(name: str, kept: str) -> Form:
    """Return the form of a name of the sort that is kept of it."""
    return form_of(name, _sort(kept))


def is_alone(article_id: str, shape: Form, kept: str, anchors: frozenset[Anchor]) -> bool:
    """Tell whether a name may mean another one in another article.

    A surname alone may, and what the user has said to be somebody else in one article.
    """
    if not shape.is_full and _sort(kept) in ("person", "unknown"):
        return True
    return bool(anchors) and Anchor(shape.key, article_id) in anchors


def _sort(kept: str) -> Sort:
    return _SORTS.get(kept, "unknown")


@lru_cache(maxsize=4096)
def _role_words(roles: str) -> frozenset[str]:
    words = {word for role in json.loads(roles) for word in role.split()}
    return frozenset(word for word in words if word not in _COMMON and not word.isdigit())


def _names(db: Connection, people: Sequence[Sequence[_Row]]) -> list[str]:
    """Return a name for each person that no other has.

    Of several with one name, a full one is that of the person of most articles; the others are
    told by an article.
    """
    called = [_called(group) for group in people]
    several = Counter(called)
    given: dict[int, str] = {}
    taken: Counter[str] = Counter()
    for at in sorted(range(len(people)), key=lambda at: (-len(people[at]), _first(people[at]))):
        name = called[at]
        whole = len(people[at]) > 1 or people[at][0].borne.form.is_full
        if several[name] > 1 and (taken[name] or not whole):
            name = f"{name} ({_told_by(db, _first(people[at]))})"
        taken[called[at]] += 1
        taken[name] += name != called[at]
        given[at] = name if taken[name] == 1 or name == called[at] else f"{name} {taken[name]}"
    return [given[at] for at in range(len(people))]


def _first(group: Sequence[_Row]) -> str:
    return min(row.borne.article_id for row in group)


def _told_by(db: Connection, article_id: str) -> str:
    outlet, date = db.execute(
        "SELECT outlet, date FROM newest WHERE article_id = ?", (article_id,)
    ).fetchone()
    return ", ".join(part for part in (outlet, date) if part) or article_id


def _called(group: Sequence[_Row]) -> str:
    """Return the name of a person: the full one that most articles give."""
    if len(group) == 1:
        return group[0].borne.form.shown(group[0].name)
    articles: defaultdict[str, set[str]] = defaultdict(set)
    forms: dict[str, Form] = {}
    for row in group:
        shown = row.borne.form.shown(row.name)
        articles[shown].add(row.borne.article_id)
        forms[shown] = row.borne.form
    return min(
        articles,
        key=lambda name: (
            not forms[name].is_full,
            -len(articles[name]),
            not forms[name].is_given,
            -len(name) if forms[name].is_given else len(name),
            name,
        ),
    )


def _keys(shape: Form) -> tuple[str, str]:
    return shape.key, shape.block


def _key_old(db: Connection) -> None:
    """Make the keys of names that were stored before keys were kept."""
    rows = db.execute("""SELECT rowid, name, sort FROM bearers WHERE "key" = ''""").fetchall()
    keyed = [(*_keys(form(name, sort)), number) for number, name, sort in rows]
    db.executemany('UPDATE bearers SET "key" = ?, block = ? WHERE rowid = ?', keyed)
    _owe(db, {block for _, block, _ in keyed})


def _owe(db: Connection, blocks: set[str]) -> None:
    db.executemany(
        "INSERT INTO owed_blocks VALUES (?) ON CONFLICT DO NOTHING",
        [(block,) for block in sorted(blocks)],
    )
