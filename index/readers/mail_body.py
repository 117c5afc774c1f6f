"""The pieces of a mail's body → blocks: quoted replies and the signature out, the footer marked."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from index.article import Kind
from index.clean import is_furniture
from index.readers.blocks import Block
from index.readers.dates import parse_date

_SIGNATURE_LONGEST = 600  # code points; more behind a "--" is more of the letter
_FOOTER_LINE_LONGEST = 300
_FOOTER = re.compile(
    r"(?i)unsubscribe|receiv|\bsent to\b|preferences|subscription|rights reserved|privacy|©"
    r"|mailing (?:address|list)|abmelden|désabonner|désinscri|darse de baja"
)
_FACTS_LONGEST = 12  # pieces in which a forwarded mail's own headers may stand

_FORWARDED = re.compile(
    r"(?i)^\W*(?:begin\ forwarded\ message|forwarded\ message|original\ message\W*forwarded"
    r"|weitergeleitete\ nachricht|message\ transféré|mensaje\ reenviado)\W*$",
    re.VERBOSE,
)
_FACT = re.compile(
    r"(?i)^\W{0,3}(from|date|sent|subject|to|cc|reply-to|von|datum|betreff|an|de|objet|à)\s?:(.*)$"
)
_FACT_NAMES = {"von": "from", "de": "from", "sent": "date", "datum": "date", "betreff": "subject"}
_FACT_NAMES |= {"objet": "subject"}
_ATTRIBUTION = re.compile(
    r"(?is)^(?:on|am|le|el)\b.{5,200}\b(?:wrote|schrieb.{0,80}|a écrit|escribió)\s?:$"
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph of a mail; `quoted` where it repeats the mail that is answered."""

    text: str
    kind: Kind | None = None
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Body:
    """What a mail says, and what it states of a mail that was forwarded in it."""

    blocks: tuple[Block, ...]
    title: str | None = None
    outlet: str | None = None
    date: dt.date | None = None

    @property
    def words(self) -> int:
        """How many words it has, less the furniture's."""
        return sum(len(b.text.split()) for b in self.blocks if b.kind != "boilerplate")


def settle(pieces: Sequence[Piece]) -> Body:
    """Make a body of a mail's pieces; a forwarded mail takes the place of the note before it."""
    pieces = [piece for piece in pieces if re.search(r"[^\W_]", piece.text) or _is_rule(piece)]
    pieces, facts = _forwarded(pieces)
    blocks = _with_footer(list(_letter(pieces)))
    outlet = re.sub(r"\s*<.*", "", facts.get("from", "")).strip(" \"'*")
    return Body(
        tuple(blocks),
        title=facts.get("subject") or None,
        outlet=outlet or None,
        date=parse_date(facts.get("date", "")),
    )


def _is_rule(piece: Piece) -> bool:
    return piece.text.strip() == "--"


def _forwarded(pieces: Sequence[Piece]) -> tuple[Sequence[Piece], dict[str, str]]:
    """Return the pieces of the mail that was forwarded and its facts, where one was."""
    for at, piece in enumerate(pieces):
        head, *rest = piece.text.split("\n")
        if not _FORWARDED.match(head):
            continue
        inner = [replace(piece, text="\n".join(rest)), *pieces[at + 1 :]]
        if _length(inner) < _length(pieces[:at]):
            break
        facts: dict[str, str] = {}
        kept = [_without_facts(each, facts) for each in inner[:_FACTS_LONGEST]]
        whole = [each for each in [*kept, *inner[_FACTS_LONGEST:]] if each.text.strip()]
        return [replace(each, quoted=False) for each in whole], facts
    return pieces, {}


def _length(pieces: Sequence[Piece]) -> int:
    return sum(len(piece.text) for piece in pieces)


def _without_facts(piece: Piece, facts: dict[str, str]) -> Piece:
    """Take the `From: …` lines that a piece begins with into `facts`."""
    lines = piece.text.split("\n")
    while lines:
        stated = _FACT.match(lines[0])
        if not stated:
            break
        name = stated[1].lower()
        facts.setdefault(_FACT_NAMES.get(name, name), " ".join(stated[2].split()))
        del lines[0]
    return replace(piece, text="\n".join(lines))


def _letter(pieces: Sequence[Piece]) -> Iterator[Block]:
    """Yield what the writer wrote: nothing quoted, unless all is, and no signature."""
    own = [piece for piece in pieces if not (piece.quoted or _ATTRIBUTION.match(piece.text))]
    if not any(len(piece.text.split()) > 1 for piece in own):
        own = list(pieces)
    for at, piece in enumerate(own):
        if not _is_rule(piece):
            yield Block(piece.text, piece.kind)
        elif at and _length(own[at + 1 :]) <= _SIGNATURE_LONGEST:
            return


def _with_footer(blocks: list[Block]) -> list[Block]:
    """Mark furniture, and the short lines behind the last of it (an address, a company's name)."""
    kinds: list[Kind | None] = [
        "boilerplate" if block.kind != "heading" and is_furniture(block.text) else block.kind
        for block in blocks
    ]
    first = len(blocks)
    for at in range(len(blocks) - 1, -1, -1):
        if kinds[at] == "boilerplate":
            first = at if _FOOTER.search(blocks[at].text) else first
        elif kinds[at] == "heading" or _is_prose(blocks[at].text):
            break
    kinds[first:] = ["boilerplate"] * (len(blocks) - first)
    return [Block(block.text, kind) for block, kind in zip(blocks, kinds, strict=True)]


def _is_prose(text: str) -> bool:
    return len(text) > _FOOTER_LINE_LONGEST or (
        len(text.split()) >= 8 and re.search(r"[.!?…:][”\"’»)]*$", text) is not None
    )
