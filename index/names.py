"""Names in a paragraph: where they stand, with the titles and roles around them."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from index.article import Paragraph, Sort
from index.capitals import Run, bare_word, divide, read_run
from index.lexicon import (
    FEMALE_NAMES,
    MALE_NAMES,
    MEDIA_WORDS,
    ORGANISATION_WORDS,
    PLACE_WORDS,
    PLACES,
)
from index.roles import roles_after, roles_before
from index.sentences import split

_UPPER = "[A-ZÀ-ÖØ-Þ]"
_REST = r"[\w]*(?:[-’'.&](?!s\b)[\w]+)*"
_WORD = rf"(?:{_UPPER}(?:\.[A-Z])+\.?|(?:al-|el-|d[’']|O[’'])?{_UPPER}{_REST})"
# The same behind nothing of a word, said from its first letter on, by which it is found soonest.
_FIRST_WORD = (
    r"[A-ZÀ-ÖØ-Þaed](?<![\w’'].)"
    rf"(?:(?<={_UPPER})(?:\.[A-Z])+\.?|(?:(?<=[ae])l-|(?<=[dO])[’']){_UPPER}{_REST}"
    rf"|(?<={_UPPER}){_REST})"
)
_SHORTENED = "Mr Mrs Ms Dr St Sen Rep Gov Gen Lt Prof [A-Z] Rev Sgt Capt Col Jr Sr".split()
_TITLE_DOT = "(?:" + "|".join(rf"(?<=\b{title})" for title in _SHORTENED) + r")\."
_PARTICLE = r"(?:de|da|del|della|di|do|dos|du|van|von|der|den|ter|al|bin|ibn|la|le|el|y|zu|af)"
_OF = r"(?:of(?:\ the)?|for(?:\ the)?|and|&)"
_NICKNAME = r"(?:[“\"][A-ZÀ-Þ][\w-]+[”\"]\ )?"  # Ida “Fathom” Lund
_JOIN = rf"(?:{_TITLE_DOT}|(?<=ers)[’'])?\ {_NICKNAME}(?:(?:{_PARTICLE}\ ){{1,2}}|{_OF}\ )?"
_NUMBERED = "Channel Radio BBC Canal France TV TV2 Studio".split()  # stations: "Channel 4"
_NUMBER = "(?:(?:" + "|".join(rf"(?<=\b{word})" for word in _NUMBERED) + r")\ \d{1,3}\b)?"
_NAME = re.compile(rf"{_FIRST_WORD}(?:{_JOIN}(?:{_WORD}))*{_NUMBER}")
_LOCATIVE = frozenset("in at near off on outside inside around between".split())
_GERMAN_ROLE = re.compile(r"\b(?:der|die|dem|den|des)\s$")
_ACRONYM = re.compile(r"[A-Z]{2,6}")
_COMMON_ENDINGS = tuple("ers ors ists ing ly ed ies ions ments ants ians".split())
_GIVEN_NAMES = MALE_NAMES | FEMALE_NAMES
_WEEKDAY = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day (?=[A-ZÀ-Þ])")
_BEFORE_DAYS = ("on ", "On ", "last ", "this ", "next ")
_PLAIN = re.compile(r"[a-zà-ÿ]+\Z")
_FEW = 50
_LOWER_WORD = re.compile(r"(?<![\w’'-])[a-zà-ÿ]+")


@dataclass(slots=True)
class Name:
    """A name as it was found, before it is known whose it is."""

    start: int
    end: int
    paragraph: int
    words: tuple[str, ...]
    title: tuple[str, ...]
    roles: tuple[str, ...]
    opens_sentence: bool
    article: str  # "The" where the name carries it, "the" where the sentence does, else ""
    located: bool  # whether a preposition of place stands before it

    @property
    def sort(self) -> Sort:
        """What the name seems to be, by its words alone."""
        sort = _sort(self.words, bool(self.title))
        # "the Cold War": nobody is called by a name with an article.
        return "unknown" if sort == "person" and self.article and not self.title else sort


def find_names(paragraph: Paragraph) -> Iterator[Name]:
    """Yield the names of a paragraph in order, whatever they name."""
    text = paragraph.text
    starts = [start for start, _ in split(text)]
    first = len(text) - len(text.lstrip(" “‘\"'«„»([—–-"))
    for match in _NAME.finditer(text):
        at, run = match.start(), match[0]
        dated = _WEEKDAY.match(run) if text.endswith(_BEFORE_DAYS, 0, at) else None
        if dated:  # "on Friday Ida Lund said"
            at, run = at + dated.end(), run[dated.end() :]
        for start, end in divide(run) if " " in run else ((0, len(run)),):
            nearest = bisect_right(starts, at + start)
            begins = at + start <= first or (nearest > 0 and at + start - starts[nearest - 1] <= 2)
            found = read_run(run[start:end], begins)
            if found is not None:
                yield _name(paragraph, at + start, at + end, found, begins and not found.at)


def _name(paragraph: Paragraph, start: int, end: int, run: Run, begins: bool) -> Name:
    text, at, words = paragraph.text, start + run.at, run.words
    if len(words) > 2 and _GERMAN_ROLE.search(text[max(0, at - 6) : at]):
        words = words[1:]  # "der Reeder Jan Petersen": German writes every noun with a capital
    article = "The" if run.article else "the" if text.endswith("the ", 0, at) else ""
    return Name(
        paragraph.start + start + run.start,
        paragraph.start + end,
        paragraph.number,
        words,
        run.title,
        roles_before(text, at, run.title) + roles_after(text, end),
        begins,
        article,
        _is_located(text[max(0, at - 16) : at]),
    )


def _is_located(before: str) -> bool:
    """Tell whether a preposition of place stands at the end, perhaps with "the"."""
    words = before.lower().split() if before.endswith((" ", "\n")) else []
    if not words:
        return False
    last = words[-1] if words[-1] != "the" else words[-2] if len(words) > 1 else ""
    return last in _LOCATIVE or last.lstrip("(“‘\"'—–") in _LOCATIVE


@lru_cache(maxsize=16_384)
def _sort(words: tuple[str, ...], titled: bool) -> Sort:
    bare = [bare_word(word) for word in words]
    if titled and len(bare) <= 4:
        return "person"
    if any(word in ORGANISATION_WORDS or word in MEDIA_WORDS for word in bare):
        return "organisation"
    if len(bare) == 2 and bare[0] in _GIVEN_NAMES and bare[0] not in PLACES:
        return "person"  # "Marty West"
    if " ".join(bare) in PLACES or bare[-1] in PLACES or bare[0] in ("north", "south", "new"):
        return "place"
    if len(bare) > 1 and (bare[0] in PLACE_WORDS or bare[-1] in PLACE_WORDS):
        return "place"
    if len(bare) == 1:
        return "organisation" if _ACRONYM.fullmatch(words[0]) else "unknown"
    if any(word in ("of", "for", "the", "and", "&") for word in bare):
        return "organisation"
    return "person" if len(bare) <= 5 else "unknown"


def without_openers(found: list[Name], paragraphs: Sequence[Paragraph]) -> list[Name]:
    """Leave out single words that are capitalised only because they open a sentence."""
    inside: set[str] = set()
    for name in found:
        capital = name.title or not name.opens_sentence
        inside.update(name.words if capital else name.words[1:])
    opening = {
        name.words[0] for name in found if name.opens_sentence and len(name.words) == 1
    } - inside
    common = {word for word in opening if _looks_common(word)}
    common |= _also_small(opening - common, "\n".join([one.text for one in paragraphs]))
    return [
        name
        for name in found
        if not name.opens_sentence or len(name.words) > 1 or name.words[0] not in common
    ]


def _also_small(words: set[str], text: str) -> set[str]:
    """Return those of some words that stand in a text in lower case too."""
    lower = {word: word.lower() for word in words}
    missing = set(lower.values()).difference(text.split())
    # To seek a few is soon done, and mostly shows that none is there.
    if len(missing) > _FEW or any(word in text for word in missing):
        missing.difference_update(_LOWER_WORD.findall(text))
    return {word for word, small in lower.items() if small not in missing and _PLAIN.match(small)}


def _looks_common(word: str) -> bool:
    return word.endswith(_COMMON_ENDINGS) or (len(word) > 3 and word.isupper())
