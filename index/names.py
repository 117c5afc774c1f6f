"""Names in a paragraph: where they stand, with the titles and roles around them."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from index.article import Paragraph, Sort
from index.lexicon import (
    CALENDAR,
    DEMONYMS,
    FEMALE_NAMES,
    MALE_NAMES,
    MEDIA_WORDS,
    OFFICES,
    ORGANISATION_WORDS,
    PLACE_WORDS,
    PLACES,
    SENTENCE_OPENERS,
    TITLE_FIELDS,
    TITLES,
)
from index.sentences import split

_WORD = (
    r"(?:[A-ZÀ-ÖØ-Þ](?:\.[A-Z])+\.?"
    r"|(?:al-|el-|d[’']|O[’'])?[A-ZÀ-ÖØ-Þ][\w]*(?:[-’'.&](?!s\b)[\w]+)*)"
)
_SHORTENED = "Mr Mrs Ms Dr St Sen Rep Gov Gen Lt Prof [A-Z] Rev Sgt Capt Col Jr Sr".split()
_TITLE_DOT = "(?:" + "|".join(rf"(?<=\b{title})" for title in _SHORTENED) + r")\."
_PARTICLE = r"(?:de|da|del|della|di|do|dos|du|van|von|der|den|ter|al|bin|ibn|la|le|el|y|zu|af)"
_OF = r"(?:of(?:\ the)?|for(?:\ the)?|and|&)"
_JOIN = rf"(?:{_TITLE_DOT})?\ (?:(?:{_PARTICLE}\ ){{1,2}}|{_OF}\ )?"
_NAME = re.compile(rf"(?<![\w’'])(?:{_WORD})(?:{_JOIN}(?:{_WORD}))*")
_SHOUTED = re.compile(r"(?:[^\Wa-z]+\W+){2}[^\Wa-z]+$")
_CONNECTED = re.compile(rf"\ {_OF}\ ")
_LOCATIVE = frozenset("in at near off on outside inside around between".split())
_JOINING = frozenset("the a an and but or if when in on at for from of to with".split())
_GERMAN_ROLE = re.compile(r"\b(?:der|die|dem|den|des)\s$")
_GERMAN_TITLE = re.compile(
    r"(?:meister|leiter|sprecher|trainer|minister|präsident|direktor|forscher|kanzler|anwält"
    r"|chef)(?:in)?$|(?:vorsitzende[rn]?|anwalt)$"
)
_POSSESSIVE = re.compile(r"[’']s?$")


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
        sort = _sort(self.words, self.title)
        # "the Cold War": nobody is called by a name with an article.
        return "unknown" if sort == "person" and self.article and not self.title else sort


def find_names(paragraph: Paragraph) -> Iterator[Name]:
    """Yield the names of a paragraph in order, whatever they name."""
    text = paragraph.text
    starts = [start for start, _ in split(text)]
    first = len(text) - len(text.lstrip(" “‘\"'«„»([—–-"))
    for match in _NAME.finditer(paragraph.text):
        for start, end in _divide(paragraph.text, match.start(), match.end()):
            nearest = bisect_right(starts, start)
            begins = start <= first or (nearest > 0 and start - starts[nearest - 1] <= 2)
            name = _name(paragraph, start, end, begins)
            if name is not None:
                yield name


def _divide(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Divide at "and", "of", "for" what is not one organisation's or office's name."""
    piece = text[start:end]
    if " " not in piece:
        return [(start, end)]
    words = {_bare(word) for word in piece.split()}
    joins = list(_CONNECTED.finditer(piece))
    if not joins:
        return [(start, end)]
    spans, at = [], 0
    for join in joins:
        left = {_bare(word) for word in piece[at : join.start()].split()} - {"the"}
        is_and = join[0].strip() in ("and", "&")
        keeps = (
            bool(left & ORGANISATION_WORDS) or left <= _TITLES_AND_PLACES
            if not is_and
            else bool(words & ORGANISATION_WORDS) and len(left) == 1 and not left & PLACES
        )
        if is_and and join[0].strip() == "&":
            keeps = True
        if not keeps:
            spans.append((start + at, start + join.start()))
            at = join.end()
    spans.append((start + at, end))
    return spans


def _name(paragraph: Paragraph, start: int, end: int, begins: bool) -> Name | None:
    plain = paragraph.text[start:end].split()
    openers = SENTENCE_OPENERS if begins else _JOINING
    if len(plain) > 1 and _bare(plain[0]) in openers:
        at = paragraph.text.index(plain[1], start + len(plain[0]))
        found = _name(paragraph, at, end, begins=False)
        if found and plain[0] == "The":
            found.article, found.start = "The", paragraph.start + start
        return found
    cut = _title_length(plain) if len(plain) > 1 else 0
    name = tuple([_unowned(word) for word in plain[cut:]])
    title = tuple([_bare(word) for word in plain[:cut]])
    if not name or all(_bare(word) in CALENDAR for word in name):
        return None
    if len(name) > 2 and _SHOUTED.match(" ".join(name)):
        return None
    if all(_bare(word) in DEMONYMS or word.endswith("-based") for word in name):
        return None
    if len(name) == 1 and _bare(name[0]) in SENTENCE_OPENERS:
        return None
    if len(name) > 2 and _GERMAN_ROLE.search(paragraph.text[max(0, start - 6) : start]):
        name = name[1:]  # "der Reeder Jan Petersen": German writes every noun with a capital
    if len(name) == 1 and len(name[0].strip(".")) < 2:
        return None
    roles = (*_roles_before(paragraph.text, start, title), *_roles_after(paragraph.text, end))
    article = "the" if paragraph.text.endswith("the ", 0, start) else ""
    place = (paragraph.start + start, paragraph.start + end, paragraph.number)
    located = _is_located(paragraph.text[max(0, start - 16) : start])
    return Name(*place, name, title, roles, begins, article, located)


def _is_located(before: str) -> bool:
    """Tell whether a preposition of place stands at the end, perhaps with "the"."""
    words = before.lower().split()[-2:] if before.endswith((" ", "\n")) else []
    if words and words[-1] == "the":
        words.pop()
    return bool(words) and words[-1].lstrip("(“‘\"'—–") in _LOCATIVE


@lru_cache(maxsize=4096)
def _unowned(word: str) -> str:
    return _POSSESSIVE.sub("", word)


@lru_cache(maxsize=4096)
def _bare(word: str) -> str:
    return _POSSESSIVE.sub("", word).strip(".,").lower()


def _title_length(words: Sequence[str]) -> int:
    """Return how many words at the front are titles ("U.S. Secretary of State")."""
    cut = at = 0
    while at < len(words) - 1:
        word = _bare(words[at])
        if (
            word in TITLES
            or _GERMAN_TITLE.search(word)
            or all(part in TITLES for part in word.split("-"))
        ):
            at = cut = _behind_title(words, at + 1)
        elif word in DEMONYMS or word in PLACES or word in TITLE_FIELDS or word == "former":
            at += 1
        elif any(_bare(w) in OFFICES for w in words[at + 1 : at + 4]):
            at += 1  # "Chief Fire Officer", "Port Ellery Mayor", "White House Press Secretary"
        else:
            break
    if not 0 < cut < len(words) or any(_bare(word) in ORGANISATION_WORDS for word in words[cut:]):
        return 0
    return 0 if all(_bare(word) in _SUFFIXES for word in words[cut:]) else cut


def _behind_title(words: Sequence[str], at: int) -> int:
    """Return where a title's field ends: behind "of State", "for Foreign Affairs"."""
    if at < len(words) - 1 and words[at] in ("of", "for"):
        after = at + 1 + (words[at + 1] == "the")
        first = after
        while after < len(words) and _bare(words[after]) in _FIELDS:
            after += 1
        return after if after > first else len(words)
    while at < len(words) - 1 and _bare(words[at]) in TITLE_FIELDS:
        at += 1
    return at


_NO_ROLE = re.compile(r"(?:who|which|and|but|said|where|when|speaking)\b")
_ROLE_WORD = re.compile(r"[\w-]+")
_ROLE_ARTICLE = re.compile(r"^(?:the|an?|its|their|his|her)\s+")
_ACRONYM = re.compile(r"[A-Z]{2,6}")
_COMMON_ENDINGS = tuple("ers ors ists ing ly ed ies ions ments ants ians".split())
_SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv"))
_OPENS_ROLE = re.compile(r"(?:\b(?:the|an?|its|their|his|her|former|and|said)|[.,;:“])\Z")
_SMALL_WORD = re.compile(r"[a-zà-ÿ][\w-]+")
_LONGEST_ROLE = 4  # words
_ROLE_BEFORE_COMMA = re.compile(
    r"(?i:\b(?:the|a|an|its|their|his|her)) ((?:[\w’'-]+ ){0,5}[\w’'-]+), $"
)
_ROLE_AFTER = re.compile(
    r"(?:, |\s[—–] )(?:who (?:is|was) )?((?:(?:the|a|an|its|their) )?[^,;:.“”\"()—–]{3,80})[,.—–]"
)
_GIVEN_NAMES = MALE_NAMES | FEMALE_NAMES
_WHERE_FROM = DEMONYMS | PLACES
_TITLES_AND_PLACES = TITLES | _WHERE_FROM
_FIELDS = TITLE_FIELDS | {"and"}
_LOWER_WORD = re.compile(r"(?<![\w’'-])[a-zà-ÿ]+")
_GOVERNS = re.compile(r"\b(?:of|for|at|in|with|from|on|to|by|near)\s*$")
_AGE_AFTER = re.compile(r", (\d{1,2}),")
_ROLE_END = re.compile(r"\b(?:of|for|at|in|who|whose|with|from|on|and|to|that|which|by)\b")


def _roles_before(text: str, start: int, title: tuple[str, ...]) -> tuple[str, ...]:
    roles = [" ".join(word for word in title if word not in _WHERE_FROM)] if title else []
    before = text[max(0, start - 80) : start]
    if before.endswith(", "):
        match = _ROLE_BEFORE_COMMA.search(before)
        found = match[1] if match else ""
    else:
        found = _small_words_at_end(before)
    if found and not _GOVERNS.search(found):
        roles.append(_role(found))
    return tuple([role for role in roles if role]) if roles else ()


def _small_words_at_end(before: str) -> str:
    """Return up to four words in lower case that end a text, behind an article or a sign.

    Not by one pattern, which would be tried at every letter.
    """
    words = before.removesuffix("\n").split(" ")
    if words.pop():  # no space stands at the end
        return ""
    run = 0
    while run < min(_LONGEST_ROLE, len(words)) and _is_small(words[-1 - run]):
        run += 1
    for count in range(run, 0, -1):
        if count == len(words) or _opens_role(words[-1 - count]):
            return " ".join(words[-count:]) + " "
    return ""


@lru_cache(maxsize=4096)
def _is_small(word: str) -> bool:
    return _SMALL_WORD.fullmatch(word) is not None


@lru_cache(maxsize=4096)
def _opens_role(word: str) -> bool:
    return _OPENS_ROLE.search(word) is not None


def _roles_after(text: str, end: int) -> tuple[str, ...]:
    if not text.startswith((",", " —", " –"), end):
        return ()
    behind = text[end : end + 120]
    roles = []
    age = _AGE_AFTER.match(behind)
    if age:
        roles.append(f"{age[1]}-year-old")
        behind = behind[age.end() - 1 :]
    match = _ROLE_AFTER.match(behind)
    if match and not _NO_ROLE.match(match[1]):
        roles.append(_role(match[1]))
    return tuple(role for role in roles if role)


@lru_cache(maxsize=4096)
def role_head(phrase: str) -> tuple[str, ...]:
    """Return the words that name a role: "the harbour master of Port Ellery" → harbour, master."""
    head = _ROLE_END.split(phrase.lower())[0]
    return tuple(word for word in _ROLE_WORD.findall(head) if word not in SENTENCE_OPENERS)[-4:]


def _role(phrase: str) -> str:
    phrase = _ROLE_ARTICLE.sub("", phrase.strip().lower())
    return phrase.strip(" ,’'") if role_head(phrase) else ""


def _sort(words: Sequence[str], title: Sequence[str]) -> Sort:
    bare = [_bare(word) for word in words]
    if title and len(bare) <= 4:
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
    inside = {word for name in found for word in name.words if not name.opens_sentence}
    inside |= {word for name in found for word in name.words[1:]}
    inside |= {name.words[0] for name in found if name.title}
    pieces = {piece for paragraph in paragraphs for piece in paragraph.text.split()}
    small = set().union(*map(_small_words, pieces))
    return [
        name
        for name in found
        if not (name.opens_sentence and len(name.words) == 1)
        or name.words[0] in inside
        or (name.words[0].lower() not in small and not _looks_common(name.words[0]))
    ]


@lru_cache(maxsize=16_384)
def _small_words(piece: str) -> tuple[str, ...]:
    """Return the words in lower case of a piece of text without white space."""
    return tuple(_LOWER_WORD.findall(piece))


def _looks_common(word: str) -> bool:
    return word.endswith(_COMMON_ENDINGS) or (len(word) > 3 and word.isupper())
