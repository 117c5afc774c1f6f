"""The loaded words that Byline knows, read from `loaded_words.toml`."""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from qa.inflection import adjective_forms, noun_forms, spellings, verb_forms

_FILE = Path(__file__).with_name("loaded_words.toml")
_BOTH_SENSES = 2  # strength of a word that also has a plain sense
_COUNTRY = re.compile(r"\bUS\b")  # no "us"
_WORD = re.compile(r"[\w']+(?:-[\w']+)*")
_FORMS: Mapping[str, Callable[[str], tuple[str, ...]]] = {
    "adjective": adjective_forms,
    "verb": verb_forms,
    "phrasal": verb_forms,
    "noun": noun_forms,
    "fixed": lambda phrase: (phrase,),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """A loaded word or phrase.

    Attributes:
        kind: which kind of loaded word it is, as the file names it.
        why: what it does to the reader, in words.
        plain: a plain wording; "" where it is best left out.
        participle: the plain wording behind "has" or "was"; "" where it is the same.
        strength: 3 loaded by itself, 2 also used plainly, 1 no judgement by itself.
    """

    kind: str
    why: str
    plain: str
    strength: int
    participle: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """Where an entry stands in a text: `[start, end)`."""

    start: int
    end: int
    entry: Entry


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Entries by their words in lower case, and those that only a pattern can name.

    Attributes:
        longest: the words of the longest entry that begins with a word, without a genitive's “'s”.
    """

    entries: Mapping[str, Entry]
    patterns: tuple[tuple[re.Pattern[str], Entry], ...]
    longest: Mapping[str, int]

    def find(self, text: str) -> list[Found]:
        """Find entries in a text, in order, the longest ones first; none overlap."""
        low = _COUNTRY.sub("xx", text).lower().replace("’", "'")
        if len(low) != len(text):  # a letter whose lower case is longer would move the places
            low = text.replace("’", "'")
        found = [
            Found(match.start(), match.end(), entry)
            for pattern, entry in self.patterns
            for match in pattern.finditer(low)
        ]
        words = [(match.start(), match.end()) for match in _WORD.finditer(low)]
        at = 0
        while at < len(words):
            one = self._at(low, words, at)
            at += one[0] if one else 1
            if one and not any(one[1].start < f.end and f.start < one[1].end for f in found):
                found.append(one[1])
        return sorted(found, key=lambda f: f.start)

    def _at(self, low: str, words: list[tuple[int, int]], at: int) -> tuple[int, Found] | None:
        start = words[at][0]
        longest = self.longest.get(_bare(low[start : words[at][1]]), 0)
        for number in range(min(longest, len(words) - at), 0, -1):
            end = words[at + number - 1][1]
            phrase = low[start:end]
            entry = self.entries.get(phrase)
            if entry is None and phrase.endswith("'s"):
                end -= 2  # "the regime's answer"
                entry = self.entries.get(phrase[:-2])
            if entry:
                return number, Found(start, end, entry)
        return None


def _bare(word: str) -> str:
    return word.removesuffix("'s")


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """Return the lexicon; it is read once."""
    document = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    plain_too = frozenset(_pieces(document["plain_too"]))
    entries: dict[str, Entry] = {}
    patterns: list[tuple[re.Pattern[str], Entry]] = []
    for kind in document["kind"]:
        for row in _pieces(kind["words"]):
            word, plain = (part.strip() for part in (*row.split("=", 1), "")[:2])
            strength = kind["strength"]
            if word in plain_too:
                strength = min(strength, _BOTH_SENSES)
            entry = Entry(kind["name"], kind["why"], plain, strength)
            if kind["form"] == "pattern":
                patterns.append((re.compile(rf"(?<![\w-])(?:{word})(?![\w-])"), entry))
            else:
                _enter(entries, word, kind["form"], entry)
    return Lexicon(entries, tuple(patterns), _longest(entries))


def _longest(entries: Mapping[str, Entry]) -> dict[str, int]:
    found: dict[str, int] = {}
    for phrase in entries:
        words = _WORD.findall(phrase)
        first = _bare(words[0])
        found[first] = max(found.get(first, 0), len(words))
    return found


def _enter(entries: dict[str, Entry], word: str, form: str, entry: Entry) -> None:
    forms = _FORMS[form](word)
    plains = _FORMS[form](entry.plain) if entry.plain else ("",) * len(forms)
    # "doled out" is both past and participle, where "gave" and "given" are two.
    behind = dict(zip(forms, plains, strict=True))
    for written, plain in zip(forms, plains, strict=True):
        participle = behind[written] if behind[written] != plain else ""
        for spelled in spellings(written):
            known = entries.get(spelled)
            if known is None or known.strength < entry.strength:
                entries[spelled] = Entry(entry.kind, entry.why, plain, entry.strength, participle)


def _pieces(text: str) -> Iterator[str]:
    return (piece.strip() for piece in re.split(r"[;\n]", text) if piece.strip())
