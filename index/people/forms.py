"""What a name says about who bears it: given names and surname, without what stands around."""

import re
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cached_property, lru_cache

from index.article import Gender, Sort
from index.lexicon import DEMONYMS, FEMALE_NAMES, MALE_NAMES, SENTENCE_OPENERS, TITLES
from index.matching import fold
from index.people.nicknames import is_nickname, nickname_families
from index.people.spelling import spelling_key

_GIVEN = MALE_NAMES | FEMALE_NAMES
_SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv"))
_POSSESSIVE = re.compile(r"['’]s?$")
_LEAST_CONSONANTS = 3
_LEAST_SLIP = 5  # letters of a given name in which one is taken for a slip of the pen


class Likeness(IntEnum):
    """How two names with one surname go together."""

    OTHER = 0
    PERHAPS = 1  # only with evidence
    SAME = 2


@dataclass(frozen=True)
class Form:
    """A name as it is compared.

    Attributes:
        words: in lower case, without accents, titles and words that only stand before it.
        suffix: "jr", "iii"; "" for none.
        before: how many words of the name as it is written are left out in front.
    """

    words: tuple[str, ...]
    suffix: str
    before: int = field(default=0, compare=False)

    @cached_property
    def key(self) -> str:
        """All of it, by which equal names are told."""
        return " ".join((*self.words, self.suffix)).strip()

    @cached_property
    def surname(self) -> str:
        """The last word; the only one of a name that has one."""
        return self.words[-1]

    @property
    def is_full(self) -> bool:
        """Whether it has a given name, or more than one word."""
        return len(self.words) > 1

    @cached_property
    def is_given(self) -> bool:
        """Whether it begins with a common given name, or an initial."""
        return self.words[0] in _GIVEN or len(self.words[0].strip(".")) == 1

    def shown(self, name: str) -> str:
        """Return the name, as it is written, without the words in front."""
        return " ".join(name.split()[self.before :])

    @cached_property
    def block(self) -> str:
        """What every name that could be the same one has in common."""
        return spelling_key(self.surname)


@lru_cache(maxsize=65536)
def form_of(name: str, sort: Sort) -> Form:
    """Read a name; of an organisation or a place, all but an article belongs to it."""
    plain = [_POSSESSIVE.sub("", word).strip(".,") for word in fold(name).split()]
    words = [word for word in plain if word] or [fold(name)]
    if sort not in ("person", "unknown") and not _ends_in_person(words):
        return Form(tuple(words[1:] if len(words) > 1 and words[0] == "the" else words), "")
    suffix = words.pop() if len(words) > 1 and words[-1] in _SUFFIXES else ""
    bare = _bare(words)
    return Form(tuple(bare), suffix, len(words) - len(bare))


def _ends_in_person(words: list[str]) -> bool:
    """Tell whether an office with its holder was taken for one body ("House Speaker Paul Ryan")."""
    return len(words) > 2 and words[-3] in TITLES and words[-2] in _GIVEN


def _bare(words: list[str]) -> list[str]:
    """Leave out "House Speaker", "Republican" and "Does" before a name."""
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    titles = [at for at, word in enumerate(words[:-1]) if word in TITLES - _GIVEN]
    if titles and words[-1] not in TITLES:
        words = words[titles[-1] + 1 :]
    while len(words) > 1 and words[0] in SENTENCE_OPENERS | (DEMONYMS - _GIVEN):
        words = words[1:]
    return words


def likeness(one: Form, other: Form) -> Likeness:
    """Compare two full names by their words alone, whatever their order.

    An initial, a nickname, a slip and another way to write it may each be the same name. Middle
    names may be left out, but not be others.
    """
    if one.surname != other.surname:
        spelled = _sound_alike(one, other) and _given_keys(one) == _given_keys(other)
        return Likeness.PERHAPS if spelled else Likeness.OTHER
    first, second = one.words[0], other.words[0]
    if first != second:
        near = _abbreviates(first, second) or is_nickname(first, second) or _slips(first, second)
        return Likeness.PERHAPS if near else Likeness.OTHER
    if not _agree(one.words[1:-1], other.words[1:-1]):
        return Likeness.OTHER
    return Likeness.SAME if one.suffix == other.suffix else Likeness.PERHAPS


def signs(form: Form) -> frozenset[str]:
    """Return what two full names of one block have in common, one at least, that may be the same.

    That is the first letter or the sound of the given name, or the nicknames it belongs to; so
    that `likeness` need be asked of few pairs of many names.
    """
    given = form.words[0]
    families = (f"nickname {number}" for number in nickname_families(given))
    return frozenset((f"letter {given[:1]}", f"sound {spelling_key(given)}", *families))


def plain(person: str) -> str:
    """Return what a person of the library is called, without the article that tells them apart."""
    return person.split(" (")[0]


def is_tail(short: Form, long: Form) -> bool:
    """Tell whether a name ends a longer one that only has more before it.

    "Ted Cruz" ends "Senators Ted Cruz", and "Wasserman Schultz" ends "Debbie Wasserman Schultz",
    but "Mary Ellen Weir" is another one than "Ellen Weir".
    """
    if len(short.words) >= len(long.words) or short.suffix != long.suffix:
        return False
    return long.words[-len(short.words) :] == short.words and not (long.is_given and short.is_given)


def clashes(one: Gender | None, other: Gender | None) -> bool:
    """Tell whether two people are known to be a woman and a man."""
    return one is not None and other is not None and one != other


def _sound_alike(one: Form, other: Form) -> bool:
    """Tell whether two surnames may be one, written otherwise; few consonants tell too little."""
    return one.block == other.block and len(one.block) >= _LEAST_CONSONANTS


def _given_keys(form: Form) -> tuple[str, ...]:
    return tuple(spelling_key(word) for word in form.words[:1])


def _abbreviates(one: str, other: str) -> bool:
    short, long = sorted((one.replace(".", ""), other.replace(".", "")), key=len)
    return len(short) == 1 and long.startswith(short)


def _slips(one: str, other: str) -> bool:
    """Tell whether two given names differ as a slip or another spelling does: "Rence", "Reince"."""
    if spelling_key(one) == spelling_key(other) and one[0] == other[0]:
        return True
    short, long = sorted((one, other), key=len)
    if len(short) < _LEAST_SLIP or len(long) - len(short) > 1 or one[0] != other[0]:
        return False
    at = next((i for i, letter in enumerate(short) if letter != long[i]), len(short))
    rest = short[at:] if len(long) > len(short) else short[at + 1 :]
    return long[at + 1 :] == rest or long[at:][:2] == short[at:][:2][::-1]


def _agree(middles: tuple[str, ...], others: tuple[str, ...]) -> bool:
    if not middles or not others:
        return True
    pairs = zip(middles, others, strict=False)
    return all(a == b or _abbreviates(a, b) for a, b in pairs)
