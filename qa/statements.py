"""What somebody said: quotes with their sentences, together by sentence, copies merged."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from index.article import Quote
from qa.desk import Place
from qa.terms import words

_ALIKE = 0.8  # share of all words of two sentences that both have
_FEWEST = 6  # words; of less every other word tells something else
_NEGATIONS = frozenset("not no never none nobody nothing neither without".split())


@dataclass(frozen=True, slots=True)
class Statement:
    """A quote with its sentence and how well it is on the topic, 0..1."""

    quote: Quote
    place: Place
    relevance: float


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody says in one sentence, and where the same words stand as well."""

    group: list[Statement]
    copies: list[Statement] = field(default_factory=list)

    @property
    def direct(self) -> bool:
        """Whether any of it is in their own words."""
        return any(statement.quote.direct for statement in self.group)

    @property
    def relevance(self) -> float:
        """How well the best of it is on the topic."""
        return max(statement.relevance for statement in self.group)

    @property
    def length(self) -> int:
        """Code points of the words."""
        return sum(len(statement.quote.text) for statement in self.group)


def merged(statements: Iterable[Statement]) -> list[Told]:
    """Put together what is in one sentence, and sentences that another one repeats.

    Copies of a report have the same direct words, or the same sentence but for a word or two. In
    the order of the statements.
    """
    groups: dict[tuple[str, int], list[Statement]] = {}
    for statement in statements:
        place = statement.place
        groups.setdefault((place.article_id, place.start), []).append(statement)
    kept: list[Told] = []
    seen: dict[str, int] = {}
    alike: dict[tuple[str | None, str], list[Told]] = {}
    for group in groups.values():
        said = {" ".join(words(s.quote.text)) for s in group if s.quote.direct}
        said = said or {" ".join(words(group[0].place.text))}
        if said <= seen.keys():
            kept[seen[next(iter(said))]].copies.append(group[0])
            continue
        key = _key(group[0])
        again = next((told for told in alike.get(key, ()) if _is_nearly(group, told.group)), None)
        if again:
            again.copies.append(group[0])
            continue
        for wording in said:
            seen.setdefault(wording, len(kept))
        kept.append(Told(group))
        alike.setdefault(key, []).append(kept[-1])
    return kept


def _key(statement: Statement) -> tuple[str | None, str]:
    """Return the speaker and a statement's longest word: what is nearly equal shares both."""
    longest = max(words(statement.place.text), key=lambda word: (len(word), word), default="")
    return statement.quote.speaker, longest


def _is_nearly(one: Sequence[Statement], other: Sequence[Statement]) -> bool:
    """Tell whether two papers give one person's statement with a word or two changed."""
    mine, theirs = one[0], other[0]
    if mine.place.article_id == theirs.place.article_id:
        return False
    if mine.quote.speaker != theirs.quote.speaker or mine.quote.direct != theirs.quote.direct:
        return False
    told, there = (set(words(statement.place.text)) for statement in (mine, theirs))
    numbers = {word for word in told ^ there if any(char.isdigit() for char in word)}
    fewest = min(len(told), len(there))
    alike = len(told & there) >= _ALIKE * len(told | there)
    return alike and not numbers and fewest >= _FEWEST and not (told ^ there) & _NEGATIONS


def most_telling(every: Sequence[Told]) -> list[Told]:
    """Return direct speech first, then what is most on the topic, then what is longest."""
    return sorted(every, key=lambda told: (not told.direct, -told.relevance, -told.length))
