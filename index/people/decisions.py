"""What the user has said about who is who, kept in the record by names."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from index.people.joining import Anchor
from index.records import Connection


@dataclass(frozen=True, slots=True)
class Place:
    """A name that a ruling is about, with its block."""

    anchor: Anchor
    block: str


@dataclass(frozen=True, slots=True)
class Ruled:
    """All that the user has said.

    Attributes:
        pairs: whether two names are one person, in both orders; what was said last counts.
        beside: a block → those that must be looked at together with it.
    """

    pairs: Mapping[tuple[Anchor, Anchor], bool]
    beside: Mapping[str, frozenset[str]]

    @property
    def anchors(self) -> frozenset[Anchor]:
        """All names that something was said about."""
        return frozenset(anchor for pair in self.pairs for anchor in pair)

    def reach(self, block: str) -> frozenset[str]:
        """Return a block with all that were joined to it, at any remove."""
        found, left = {block}, [block]
        while left:
            new = self.beside.get(left.pop(), frozenset()) - found
            found |= new
            left += new
        return frozenset(found)


def rulings(db: Connection) -> Ruled:
    """Read what the user has said, in a transaction."""
    pairs: dict[tuple[Anchor, Anchor], bool] = {}
    beside: defaultdict[str, set[str]] = defaultdict(set)
    rows = db.execute(
        """SELECT one, one_article, one_block, other, other_article, other_block, together
        FROM rulings ORDER BY decision, rowid"""
    )
    for one, one_article, one_block, other, other_article, other_block, together in rows:
        first, second = Anchor(one, one_article), Anchor(other, other_article)
        pairs[first, second] = pairs[second, first] = bool(together)
        if one_block != other_block:
            beside[one_block].add(other_block)
            beside[other_block].add(one_block)
    return Ruled(pairs, {block: frozenset(others) for block, others in beside.items()})


def decide(
    db: Connection, said: str, ones: Sequence[Place], others: Sequence[Place], *, together: bool
) -> None:
    """Keep that each of some names is, or is not, the person of each of others."""
    (number,) = db.execute(
        "INSERT INTO decisions (said) VALUES (?) RETURNING number", (said,)
    ).fetchone()
    db.executemany(
        "INSERT INTO rulings VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                number,
                one.anchor.key,
                one.anchor.article_id,
                one.block,
                other.anchor.key,
                other.anchor.article_id,
                other.block,
                together,
            )
            for one in ones
            for other in others
        ],
    )


@dataclass(frozen=True, slots=True)
class TakenBack:
    """A decision that was taken back: what was said, and the blocks that it was about."""

    said: str
    blocks: frozenset[str]


def take_back(db: Connection) -> TakenBack | None:
    """Forget the last decision; None where there is none."""
    last = db.execute("SELECT number, said FROM decisions ORDER BY number DESC LIMIT 1").fetchone()
    if last is None:
        return None
    number, said = last
    rows = db.execute("SELECT one_block, other_block FROM rulings WHERE decision = ?", (number,))
    blocks = frozenset(block for row in rows.fetchall() for block in row)
    db.execute("DELETE FROM decisions WHERE number = ?", (number,))
    return TakenBack(said, blocks)


def last_said(db: Connection) -> str | None:
    """Return what the user said last; None where nothing."""
    row = db.execute("SELECT said FROM decisions ORDER BY number DESC LIMIT 1").fetchone()
    return None if row is None else str(row[0])
