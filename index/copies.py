"""Tells which texts print one report, exact or edited."""

import hashlib
import re
import struct
from collections.abc import Iterable

from index.article import Paragraph

_WORD = re.compile(r"\w+")
_SHINGLE = 5  # words; an agency's text survives an editor's pen in runs of at least this many
_COPIED = 0.5  # share of the shorter text's runs that stand in the other
_FEWEST = 10  # runs; of less nothing can be told
# Texts with 0.3 of their runs in common share a band with a chance of 2/3, with 0.5 of 0.995.
_BANDS, _ROWS, _SEED = 40, 3, 7
_PACKED = struct.Struct(f">{1 + _ROWS}Q")

Shingles = frozenset[str]


def shingles(paragraphs: Iterable[Paragraph]) -> Shingles:
    """Return the runs of five words of an article's body, without case and marks."""
    told = " ".join(paragraph.text for paragraph in paragraphs if paragraph.kind == "body")
    words = _WORD.findall(told.casefold())
    return frozenset(map(" ".join, zip(*(words[at:] for at in range(_SHINGLE)), strict=False)))


def is_copy(one: Shingles, other: Shingles) -> bool:
    """Tell whether two texts print one report.

    Containment of shingles: Broder 1997, On the resemblance and containment of documents.
    """
    shorter = min(len(one), len(other))
    return shorter >= _FEWEST and len(one & other) >= _COPIED * shorter


def bands(found: Shingles) -> tuple[int, ...]:
    """Return numbers, below 2**63, of which copies very likely share one (MinHash in bands)."""
    if len(found) < _FEWEST:
        return ()
    from rensa import RMinHash

    sketch = RMinHash(num_perm=_BANDS * _ROWS, seed=_SEED)
    sketch.update(list(found))  # in any order, it takes the least of each hash
    digest = sketch.digest()
    return tuple(_number(band, digest[band * _ROWS : (band + 1) * _ROWS]) for band in range(_BANDS))


def _number(band: int, rows: list[int]) -> int:
    packed = _PACKED.pack(band, *rows)
    return int.from_bytes(hashlib.blake2b(packed, digest_size=8).digest(), "big") >> 1
