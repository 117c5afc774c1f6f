"""Puts words that no article has into the spelling of near ones that some article has."""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from index.lexicon import ORGANISATION_WORDS, TITLES
from index.matching import fold
from qa.terms import STOP

Near = Callable[[Sequence[str]], Mapping[str, Sequence[str]]]

_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_NAME_ALONE = re.compile(
    r"\W*(?:(?:[Aa]nd|[Oo]r|[Ww]hat\s+about|[Hh]ow\s+about|[Nn]o|[Ss]orry|[Ii]\s+meant?"
    r"|[Tt]he\s+same\s+for)\W+)+(?!the\b)(?P<name>[a-zà-þ][\w’-]*(?:\s[a-zà-þ][\w’-]*){0,2})\W*$"
)
_INSIDE = re.compile(rf"(?<=[\w,;] )({_WORD.pattern})")
_SHORTEST = 4  # letters; of less, every word has a neighbour; a name needs one more
_TWO_SLIPS = 9  # letters from which on a word may have two slips
_ASKING = frozenset(
    "what when where which while whom whose about many much does have with would could".split()
)


def corrected(text: str, near: Near, known: Sequence[str] = ()) -> str:
    """Return a question with its typing errors put right, as far as the articles tell.

    A word is an error where no article has it and some article has one that lacks, doubles or
    swaps a letter of it; of a long word, also one with another letter. A name stays a name.

    Args:
        text: a question.
        near: words → for each that no article has, texts with words spelled nearly so.
        known: texts whose words are right, such as the names of outlets.
    """
    right = {word for each in known for word in _WORD.findall(fold(each))}
    every = dict.fromkeys(
        word for word in _WORD.findall(text) if _may_be_wrong(word) and fold(word) not in right
    )
    unknown = near(list(every))
    return _WORD.sub(
        lambda match: _instead(match[0], unknown[match[0]]) if match[0] in unknown else match[0],
        text,
    )


def _may_be_wrong(word: str) -> bool:
    return len(word) >= _SHORTEST + word[0].isupper() and word.lower() not in _ASKING


def _instead(word: str, texts: Sequence[str]) -> str:
    asking = [other for other in sorted(_ASKING) if _may_mean(word, other)]
    if asking and word.islower():
        return asking[0]
    counts = Counter(other for text in texts for other in _WORD.findall(text))
    found = [other for other in counts if _may_mean(word, other)]
    if not found:
        return word
    best: str = min(
        found, key=lambda other: (slips(fold(word), fold(other)), -counts[other], other)
    )
    return best


def _may_mean(word: str, other: str) -> bool:
    one, two = fold(word), fold(other)
    if one[0] != two[0] or (word[0].isupper() and not other[0].isupper()):
        return False
    if two in STOP and two not in _ASKING and sorted(one) != sorted(two):
        return False  # "died" is no "did"
    apart = slips(one, two)
    if len(one) < _TWO_SLIPS:
        same_length = len(one) == len(two)
        return apart == 1 and (not same_length or sorted(one) == sorted(two))
    return apart <= (1 if word[0].isupper() else 2)


def with_capitals(turn: str, named: Callable[[str], Sequence[str]]) -> str:
    """Write the name that is all of a turn of a conversation as a name: "and blinken?".

    Args:
        turn: what the user wrote.
        named: words → the names of those who are quoted and called so.
    """
    match = _NAME_ALONE.match(turn)
    if match is None:
        return turn
    words = fold(match["name"]).split()
    if not any(fold(name).split()[-len(words) :] == words for name in named(match["name"])):
        return turn
    start, end = match.span("name")
    return f"{turn[:start]}{match['name'].title()}{turn[end:]}"


def with_names(text: str, told: Sequence[str]) -> str:
    """Write as names, in a question without a capital, what articles write as nothing else.

    Args:
        text: a question.
        told: what articles tell of what it asks.
    """
    if any(letter.isupper() for letter in text[1:]):
        return text
    every = " ".join(told)
    # At the beginning of a sentence every word has a capital.
    inside = {match[1] for match in _INSIDE.finditer(every)}
    names = {word.lower(): word for word in inside if word[0].isupper() and len(word) > 1}
    plain = {word for word in inside if word[0].islower()} | TITLES | ORGANISATION_WORDS

    def written(match: re.Match[str]) -> str:
        word = match[0]
        return word if word in plain or match.start() == 0 else names.get(word, word)

    return _WORD.sub(written, text)


def slips(one: str, other: str) -> int:
    """Return how many letters two words differ by; two neighbours swapped count one.

    Damerau 1964, A technique for computer detection and correction of spelling errors; no letter
    is touched twice.
    """
    rows = [list(range(len(other) + 1))]
    for i, a in enumerate(one, 1):
        row = [i]
        for j, b in enumerate(other, 1):
            row.append(min(row[-1] + 1, rows[-1][j] + 1, rows[-1][j - 1] + (a != b)))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                row[-1] = min(row[-1], rows[-2][j - 2] + 1)
        rows.append(row)
    return rows[-1][-1]
