"""What somebody said: quotes with their sentences, together by sentence, copies merged."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from index.article import Quote
from qa.desk import Place
from qa.terms import words


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

    Copies of a report have the same direct words, or the same sentence. In the order of the
    statements.
    """
    groups: dict[tuple[str, int], list[Statement]] = {}
    for statement in statements:
        place = statement.place
        groups.setdefault((place.article_id, place.start), []).append(statement)
    kept: list[Told] = []
    seen: dict[str, int] = {}
    for group in groups.values():
        said = {" ".join(words(s.quote.text)) for s in group if s.quote.direct}
        said = said or {" ".join(words(group[0].place.text))}
        if said <= seen.keys():
            kept[seen[next(iter(said))]].copies.append(group[0])
            continue
        for wording in said:
            seen.setdefault(wording, len(kept))
        kept.append(Told(group))
    return kept


def most_telling(every: Sequence[Told]) -> list[Told]:
    """Return direct speech first, then what is most on the topic, then what is longest."""
    return sorted(every, key=lambda told: (not told.direct, -told.relevance, -told.length))
