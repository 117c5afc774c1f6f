"""Measures who is who across articles, by hiding the given names of some who are quoted.

No gold is needed: an article that gives a name in full says itself who is meant. Bagga & Baldwin
1998 (B³); pairs as in record linkage.
"""

import hashlib
import tempfile
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from index.adding import name as named
from index.article import Article, Bearer, Draft, ParsedArticle
from index.catalogue import Catalogue
from index.parse import parse
from index.people.forms import Form, Likeness, form_of, likeness, plain
from index.records.sqlite import SqliteRecords

_HIDDEN = 4  # one in so many
Labelled = Sequence[tuple[Hashable, Hashable]]


@dataclass(frozen=True, slots=True)
class Shares:
    """A precision with its recall."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Their harmonic mean; 0 where both are."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True, slots=True)
class PeopleScores:
    """What became of the surnames whose given names were hidden, and of all quoted people.

    Attributes:
        hidden: how many of the hidden are named in full in another article.
        right: how many of them were joined to themselves.
        wrong: how many of all hidden were joined to somebody else.
        nobody: how many of the hidden no other article names.
        left: how many of these were rightly joined to nobody.
        b_cubed: over all quoted people with a given name, hidden or not.
        pairs: likewise, over pairs of articles.
    """

    hidden: int
    right: int
    wrong: int
    nobody: int
    left: int
    b_cubed: Shares
    pairs: Shares

    @property
    def joined(self) -> Shares:
        """Of those that were joined, and of those that could be, the share that is right."""
        return Shares(self.right / (self.right + self.wrong or 1), self.right / (self.hidden or 1))


def b_cubed(labelled: Labelled) -> Shares:
    """Return the mean over items of how much of their group is theirs, and the reverse.

    Args:
        labelled: of each item, the gold group and the found one.
    """
    both, gold, found = _sizes(labelled)
    count = len(labelled) or 1
    precision = sum(n * n / found[pair[1]] for pair, n in both.items()) / count
    recall = sum(n * n / gold[pair[0]] for pair, n in both.items()) / count
    return Shares(precision, recall)


def pairwise(labelled: Labelled) -> Shares:
    """Return, over pairs of items, precision and recall of being in one group."""
    both, gold, found = (sum(n * (n - 1) // 2 for n in c.values()) for c in _sizes(labelled))
    return Shares(both / (found or 1), both / (gold or 1))


def _sizes(
    labelled: Labelled,
) -> tuple[Counter[tuple[Hashable, Hashable]], Counter[Hashable], Counter[Hashable]]:
    return (
        Counter(labelled),
        Counter(gold for gold, _ in labelled),
        Counter(found for _, found in labelled),
    )


@dataclass(frozen=True, slots=True)
class _Hidden:
    """An article with some given names hidden: the names as stored → the whole ones."""

    parsed: ParsedArticle
    whole: Mapping[str, Form]
    hidden: frozenset[str]


def people_scores(drafts: Iterable[Draft]) -> PeopleScores:
    """Add articles to a library of their own, some given names hidden, and see who is who."""
    articles = [_hide(_parsed(draft)) for draft in drafts]
    with tempfile.TemporaryDirectory() as folder:
        records = SqliteRecords(Path(folder) / "library.sqlite3", 30.0)
        catalogue = Catalogue(records)
        for article in articles:
            catalogue.store(article.parsed, (), article.parsed.article.id, after=None)
        found = catalogue.people.of_quotes()
        records.close()
    return _scores(articles, found)


def _parsed(draft: Draft) -> ParsedArticle:
    known = named(draft)
    return parse(
        Article(
            known.article_id, draft.title, draft.outlet, draft.date, draft.url, known.draft.text
        ),
        draft.marks,
    )


def _hide(parsed: ParsedArticle) -> _Hidden:
    quoted = {quote.speaker for quote in parsed.quotes}
    people = {
        bearer.name: form
        for bearer in parsed.bearers
        if bearer.sort == "person" and (form := form_of(bearer.name, "person")).is_full
    }
    surnames = Counter(form.surname for form in people.values())
    shown = {
        name: name.split()[-1]
        for name, form in people.items()
        if name in quoted
        and form.is_given
        and not form.suffix
        and surnames[form.surname] == 1
        and _drawn(parsed.article.id, name)
    }
    whole = {shown.get(n, n): form for n, form in people.items() if n in quoted and form.is_given}
    return _Hidden(_renamed(parsed, shown), whole, frozenset(shown.values()))


def _drawn(article_id: str, name: str) -> bool:
    digest = hashlib.sha256(f"{article_id} {name}".encode()).digest()
    return digest[0] % _HIDDEN == 0


def _renamed(parsed: ParsedArticle, shown: Mapping[str, str]) -> ParsedArticle:
    def bearer(one: Bearer) -> Bearer:
        return replace(one, name=shown.get(one.name, one.name))

    return replace(
        parsed,
        bearers=tuple(bearer(one) for one in parsed.bearers if one.name not in shown.values()),
        quotes=tuple(
            replace(quote, speaker=shown.get(quote.speaker or "", quote.speaker))
            for quote in parsed.quotes
        ),
    )


def _scores(articles: Sequence[_Hidden], found: Mapping[tuple[str, str], str]) -> PeopleScores:
    elsewhere = {
        _group(form_of(bearer.name, bearer.sort))
        for article in articles
        for bearer in article.parsed.bearers
        if bearer.name not in article.hidden
    }
    labelled = []
    outcomes: Counter[tuple[bool, str]] = Counter()
    for article in articles:
        for name, form in article.whole.items():
            person = found[article.parsed.article.id, name]
            labelled.append((_group(form), person))
            if name in article.hidden:
                outcomes[_group(form) in elsewhere, _outcome(form, person)] += 1
    return PeopleScores(
        hidden=sum(n for (known, _), n in outcomes.items() if known),
        right=outcomes[True, "right"],
        wrong=outcomes[True, "wrong"] + outcomes[False, "wrong"],
        nobody=sum(n for (known, _), n in outcomes.items() if not known),
        left=outcomes[False, "left"],
        b_cubed=b_cubed(labelled),
        pairs=pairwise(labelled),
    )


def _group(form: Form) -> tuple[str, str, str]:
    """Return what two names of one person have in common, whatever stands between."""
    return form.words[0], form.surname, form.suffix


def _outcome(whole: Form, person: str) -> str:
    found = form_of(plain(person), "person")
    if not found.is_full:
        return "left"
    return "wrong" if likeness(whole, found) is Likeness.OTHER else "right"
