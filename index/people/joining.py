"""Names of one block → which of them mean one person."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from index.article import Gender, Sort
from index.lexicon import (
    DEMONYMS,
    FEMALE_NAMES,
    MALE_NAMES,
    MEDIA_WORDS,
    ORGANISATION_WORDS,
    PLACE_WORDS,
    PLACES,
    SENTENCE_OPENERS,
    TITLE_FIELDS,
)
from index.people.forms import Form, Likeness, clashes, is_tail, likeness, signs

# Measured by hiding given names (see eval/README.md): of surnames that one person only bears in
# the library, no more than one in five is theirs where the articles have nothing else in common.
_ENOUGH = 8.0
_CLEARLY = 1.5  # times what speaks for the next one
_ROLE = 4.0  # for a word of a role that both have; two at most count
_ROLES = 2
_LONGEST = 16  # words of a name; a longer run of capitals is nobody's, and has countless ends
_PROFILE = 100  # articles of a person in which company is looked for, spread over all of them
_MANY = 100  # full names of one surname; comparing more in pairs takes seconds


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a ruling of the user is about: a name everywhere, or in one article where it has one."""

    key: str
    article_id: str = ""


@dataclass(frozen=True, slots=True)
class Borne:
    """A name as an article gives it to somebody.

    Attributes:
        roles: the words of the roles that the article gives, in lower case.
        alone: whether it may mean another one in another article: a surname without a given name.
    """

    article_id: str
    form: Form
    sort: Sort
    gender: Gender | None
    roles: frozenset[str]
    alone: bool


_THINGS = ORGANISATION_WORDS | MEDIA_WORDS | PLACES | PLACE_WORDS | TITLE_FIELDS | SENTENCE_OPENERS
Company = Callable[[str], Mapping[str, float]]
Rulings = Mapping[tuple[Anchor, Anchor], bool]


@dataclass(slots=True)
class _Unit:
    """Names that are sure to mean one person: one full name, or a surname in one article."""

    form: Form
    alone: bool
    articles: list[str] = field(default_factory=list)
    members: list[int] = field(default_factory=list)
    roles: set[str] = field(default_factory=set)
    gender: Gender | None = None
    may_be_person: bool = False
    is_person: bool = False

    @property
    def is_thing(self) -> bool:
        """Whether it is a word that means the same everywhere, and no title says otherwise."""
        word = self.form.key
        return not self.is_person and (word in _THINGS or word.removesuffix("s") in DEMONYMS)

    @property
    def anchor(self) -> Anchor:
        return Anchor(self.form.key, self.articles[0] if self.alone else "")


@dataclass(slots=True)
class _Group:
    """Units that mean one person, with what is known of all of them."""

    units: list[int]
    gender: Gender | None
    anchored: list[Anchor]  # those that a ruling is about


@dataclass(frozen=True, slots=True)
class _Profile:
    """What is known of somebody: who else is in their articles, and their roles."""

    company: Mapping[str, float]
    roles: frozenset[str]


class _Circle:
    """Whom a name may mean, by who else is in their articles and by their roles."""

    def __init__(self, profiles: Mapping[int, _Profile]) -> None:
        self.profiles = profiles
        self._known: defaultdict[str, list[int]] = defaultdict(list)
        for head, profile in profiles.items():
            for word in (*profile.company, *profile.roles):
                self._known[word].append(head)

    def near(self, one: _Profile) -> set[int]:
        """Return those with whom somebody has anything in common; of no other speaks anything."""
        words = (*one.company, *one.roles)
        return {head for word in words for head in self._known.get(word, ())}


def join(borne: Sequence[Borne], company: Company, rulings: Rulings) -> list[list[int]]:
    """Group names that mean one person.

    Equal full names do; so do those of which one has a middle name more, or words in front. An
    initial, a nickname, another spelling and a surname alone need evidence: names that the
    articles have in common, which tell the more the rarer they are, and roles. What the user has
    ruled goes before all. Linear in the names, and quadratic in the different full names of a block
    where these are no more than 100; of a surname with more only equal names are joined.

    Args:
        borne: the names of a block, in any order.
        company: an article → the names in it, and what each is worth as evidence.
        rulings: what the user has said: whether two names are one person, in both orders.

    Returns:
        Indices in `borne`, those of one person together.
    """
    joiner = _Joiner(_units(borne), company, rulings)
    joiner.obey()
    joiner.join_equal()
    joiner.join_likely()
    joiner.join_undecided()
    joiner.join_things()
    return joiner.members()


def _units(borne: Sequence[Borne]) -> list[_Unit]:
    units: dict[tuple[str, str], _Unit] = {}
    order = sorted(range(len(borne)), key=lambda i: (borne[i].form.key, borne[i].article_id))
    for at in order:
        one = borne[at]
        key = (one.form.key, one.article_id if one.alone else "")
        unit = units.setdefault(key, _Unit(one.form, one.alone))
        unit.members.append(at)
        unit.articles.append(one.article_id)
        unit.gender = unit.gender or one.gender
        unit.roles |= one.roles
        unit.may_be_person |= one.sort in ("person", "unknown")
        unit.is_person |= one.sort == "person"
    return list(units.values())


class _Joiner:
    """The units, joined step by step."""

    def __init__(self, units: list[_Unit], company: Company, rulings: Rulings) -> None:
        ruled = {anchor for pair in rulings for anchor in pair}
        self._units = units
        self._company = company
        self._rulings = rulings
        self._head = list(range(len(units)))
        self._groups = {
            i: _Group([i], unit.gender, [unit.anchor] if unit.anchor in ruled else [])
            for i, unit in enumerate(units)
        }
        self._undecided: dict[int, list[int]] = {}
        self._heads_called: dict[str, tuple[int, ...]] = {}  # once no more names are joined
        self._full = [
            i
            for i, unit in enumerate(units)
            if unit.form.is_full
            and unit.may_be_person
            and not unit.alone
            and len(unit.form.words) <= _LONGEST
        ]
        self._called: defaultdict[str, list[int]] = defaultdict(list)
        for i in self._full:
            self._called[units[i].form.surname].append(i)

    def members(self) -> list[list[int]]:
        return [
            sorted(member for i in group.units for member in self._units[i].members)
            for group in self._groups.values()
        ]

    def obey(self) -> None:
        """Join what the user has joined."""
        at = {unit.anchor: i for i, unit in enumerate(self._units)}
        for (one, other), together in self._rulings.items():
            if together and one in at and other in at:
                self._unite(at[one], at[other])

    def join_equal(self) -> None:
        """Join full names that are equal but for middle names, or words in front."""
        buckets: defaultdict[tuple[str, str, str], list[int]] = defaultdict(list)
        for i in self._full:
            form = self._units[i].form
            buckets[form.surname, form.words[0], form.suffix].append(i)
        for bucket in buckets.values():
            # Those with middle names first: "George Bush" may then be one of several.
            bucket.sort(key=lambda i: (-len(self._units[i].form.words), i))
            for place, i in enumerate(bucket):
                self._place(i, bucket[:place])
        self._join_tails()

    def _place(self, unit: int, placed: Sequence[int]) -> None:
        """Join a full name to the one person that it fits; leave it open where it fits several."""
        form = self._units[unit].form
        by_head: defaultdict[int, list[int]] = defaultdict(list)
        for i in placed:
            by_head[self._head[i]].append(i)
        fitting = [
            head
            for head, units in by_head.items()
            if all(likeness(form, self._units[i].form) is Likeness.SAME for i in units)
        ]
        self._unite_or_leave(unit, fitting)

    def _unite_or_leave(self, unit: int, others: Iterable[int]) -> None:
        heads = sorted({self._head[i] for i in others})
        if len(heads) == 1:
            self._unite(heads[0], unit)
        elif heads:
            self._undecided[unit] = heads

    def _join_tails(self) -> None:
        by_words = {self._units[i].form.words: i for i in self._full}
        wholes: defaultdict[int, list[int]] = defaultdict(list)
        for i in self._full:
            long = self._units[i].form
            tails = (by_words.get(long.words[at:]) for at in range(1, len(long.words) - 1))
            short = next((j for j in tails if j is not None), None)
            if short is None or not is_tail(self._units[short].form, long):
                continue
            if long.is_given:  # "Debbie Wasserman Schultz" is whole, "Wasserman Schultz" is not
                wholes[short].append(i)
            else:
                self._unite(short, i)
        for short, longs in wholes.items():
            self._unite_or_leave(short, longs)

    def join_likely(self) -> None:
        """Join names that may be one, by initial, nickname or spelling, on evidence."""
        heads = sorted({self._head[i] for i in self._full} - set(self._undecided))
        if len(heads) > _MANY:
            return
        likely = [pair for pair in self._near(heads) if self._may_be_one(*pair)]
        profiles = {i: self._profile(i) for pair in likely for i in pair}
        ranked = sorted(
            (-self._evidence(one, profiles[one], profiles[other]), one, other)
            for one, other in likely
        )
        for against, one, other in ranked:
            if -against >= _ENOUGH:
                self._unite(one, other)

    def _near(self, heads: Sequence[int]) -> list[tuple[int, int]]:
        """Return the pairs that have a sign in common, in order; no other may be one."""
        by_sign: defaultdict[str, list[int]] = defaultdict(list)
        for head in heads:
            for sign in {sign for i in self._names(head) for sign in signs(self._units[i].form)}:
                by_sign[sign].append(head)
        return sorted({pair for some in by_sign.values() for pair in combinations(some, 2)})

    def _may_be_one(self, one: int, other: int) -> bool:
        pairs = [(i, j) for i in self._names(one) for j in self._names(other)]
        found = {likeness(self._units[i].form, self._units[j].form) for i, j in pairs}
        # Two people in one article that an article tells apart are two.
        return Likeness.PERHAPS in found and self._articles(one).isdisjoint(self._articles(other))

    def join_undecided(self) -> None:
        """Join surnames alone, and names that fit several people, to whom they speak for."""
        circles: dict[tuple[int, ...], _Circle] = {}
        joined: list[tuple[int, int]] = []
        for i, unit in enumerate(self._units):
            if (not unit.alone or unit.is_thing) and i not in self._undecided:
                continue
            heads = self._heads_for(i)
            if not heads:
                continue
            if heads not in circles:
                circles[heads] = _Circle({head: self._profile(head) for head in heads})
            own, circle = self._profile(i), circles[heads]
            ranked = sorted(
                (
                    (self._evidence(i, own, circle.profiles[head]), -head)
                    for head in circle.near(own) - {self._head[i]}
                ),
                reverse=True,
            )
            next_best = ranked[1][0] if len(ranked) > 1 else 0.0
            if ranked and ranked[0][0] >= max(_ENOUGH, _CLEARLY * next_best):
                joined.append((-ranked[0][1], i))
        for head, i in joined:  # afterwards, so that no order of the articles matters
            self._unite(head, i)

    def _heads_for(self, unit: int) -> tuple[int, ...]:
        """Return whom a name may mean, in order."""
        if unit in self._undecided:
            return tuple(sorted({self._head[j] for j in self._undecided[unit]}))
        surname = self._units[unit].form.surname
        if surname not in self._heads_called:
            people = self._people_called(surname)
            self._heads_called[surname] = tuple(sorted({self._head[j] for j in people}))
        return self._heads_called[surname]

    def _people_called(self, surname: str) -> list[int]:
        """Return the full names with a surname that are surely people's, not "Iowa Democrats"."""
        found = [(i, self._units[i]) for i in self._called[surname]]
        return [i for i, unit in found if unit.form.is_given or unit.gender or unit.roles]

    def join_things(self) -> None:
        """Join single words that are nobody's surname: "Democrats" are the same everywhere."""
        left: defaultdict[str, list[int]] = defaultdict(list)
        for i, unit in enumerate(self._units):
            if unit.alone and len(self._groups[self._head[i]].units) == 1:
                left[unit.form.key].append(i)
        for key, units in left.items():
            same = [i for i in units if self._units[i].is_thing]
            if len(same) < len(units) and not self._is_surname(key, units):
                same = units
            for i in same[1:]:
                self._unite(same[0], i)

    def _is_surname(self, key: str, units: Sequence[int]) -> bool:
        if self._units[units[0]].form.is_full or key in MALE_NAMES or key in FEMALE_NAMES:
            return True
        people = sum(self._units[i].is_person for i in units)
        return 2 * people > len(units) or any(
            self._units[i].form.is_given for i in self._called[key]
        )

    def _evidence(self, unit: int, one: _Profile, other: _Profile) -> float:
        """Return what speaks for one person: company and roles that both have."""
        told = 0.0
        if not one.roles.isdisjoint(other.roles):
            told = _ROLE * min(len(one.roles & other.roles), _ROLES)
        if one.company.keys().isdisjoint(other.company.keys()):  # nearly always
            return told
        surname = self._units[unit].form.surname
        few, many = sorted((one.company, other.company), key=len)
        shared = sum(
            worth for name, worth in few.items() if name in many and surname not in name.split()
        )
        return shared + told

    def _profile(self, unit: int) -> _Profile:
        articles = sorted(self._articles(unit))
        step = -(-len(articles) // _PROFILE) or 1
        company: dict[str, float] = {}
        for article_id in articles[::step]:
            company.update(self._company(article_id))
        group = self._groups[self._head[unit]].units
        return _Profile(company, frozenset(r for i in group for r in self._units[i].roles))

    def _names(self, unit: int) -> Iterator[int]:
        return (i for i in self._groups[self._head[unit]].units if not self._units[i].alone)

    def _articles(self, unit: int) -> set[str]:
        group = self._groups[self._head[unit]].units
        return {article for i in group for article in self._units[i].articles}

    def _unite(self, one: int, other: int) -> None:
        """Join two groups, unless their people differ or the user has said that they do."""
        one, other = self._head[one], self._head[other]
        if one == other or self._are_apart(self._groups[one], self._groups[other]):
            return
        if len(self._groups[one].units) < len(self._groups[other].units):
            one, other = other, one
        gone, kept = self._groups.pop(other), self._groups[one]
        for i in gone.units:
            self._head[i] = one
        kept.units += gone.units
        kept.anchored += gone.anchored
        kept.gender = kept.gender or gone.gender

    def _are_apart(self, one: _Group, other: _Group) -> bool:
        ruled = [self._rulings.get((a, b)) for a in one.anchored for b in other.anchored]
        if False in ruled:
            return True
        return True not in ruled and clashes(one.gender, other.gender)
