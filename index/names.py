"""Names in an article: where they stand, and which belong to one person or organisation."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from index.article import Paragraph
from index.lexicon import (
    CALENDAR,
    DEMONYMS,
    FEMALE_NAMES,
    FEMALE_TITLES,
    MALE_NAMES,
    MALE_TITLES,
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

Sort = Literal["person", "organisation", "place", "unknown"]
Gender = Literal["female", "male"]

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
_TOLD = frozenset(("body", "commentary"))
_SHOUTED = re.compile(r"(?:[^\Wa-z]+\W+){2}[^\Wa-z]+$")
_CONNECTED = re.compile(rf"\ {_OF}\ ")
_LOCATIVE = re.compile(r"(?i)\b(?:in|at|near|off|on|outside|inside|around|between)\s(?:the\s)?$")
_JOINING = frozenset(
    [
        "the",
        "a",
        "an",
        "and",
        "but",
        "or",
        "if",
        "when",
        "in",
        "on",
        "at",
        "for",
        "from",
        "of",
        "to",
        "with",
    ]
)
_GERMAN_ROLE = re.compile(r"\b(?:der|die|dem|den|des)\s$")
_POSSESSIVE = re.compile(r"[’']s?$")


@dataclass(frozen=True, slots=True)
class Figure:
    """A person, an organisation or a place that an article names.

    Attributes:
        name: the fullest form that the article gives, without titles.
        roles: what the article calls a person ("harbour master of Port Ellery"), in lower case.
    """

    name: str
    sort: Sort
    gender: Gender | None
    roles: frozenset[str]


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where a name stands: `[start, end)` in the article, titles included.

    Attributes:
        figure: index in `Cast.figures`.
        paragraph: number of the paragraph.
        full: whether the name stands with more than one word.
    """

    start: int
    end: int
    figure: int
    paragraph: int
    full: bool


@dataclass(frozen=True, slots=True)
class Cast:
    """Everyone an article names, and where, in order of place."""

    figures: tuple[Figure, ...]
    mentions: tuple[Mention, ...]


@dataclass(slots=True)
class _Found:
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
        sort = _sort(self.words, self.title)
        # "the Cold War": nobody is called by a name with an article.
        return "unknown" if sort == "person" and self.article and not self.title else sort


def read_cast(paragraphs: Sequence[Paragraph], texts: Sequence[str]) -> Cast:
    """Find who is named in an article's body and commentary.

    Headlines and captions capitalise what is no name, so they name nobody new.

    A later surname, given name or shortened organisation belongs to the figure that was named
    in full; two figures with one surname stay two, and the surname alone goes to the one named
    last. Linear in the text, but for the number of figures that share a word.

    Args:
        paragraphs: the article's.
        texts: the paragraphs' texts, as long as they are, with what names nobody blanked out.
    """
    told = [
        replace(paragraph, text=text)
        for paragraph, text in zip(paragraphs, texts, strict=True)
        if paragraph.kind in _TOLD
    ]
    found = [name for paragraph in told for name in _names(paragraph)]
    found = _without_openers(found, told)
    return _Casting().cast(found)


def _names(paragraph: Paragraph) -> Iterable[_Found]:
    starts = {start for start, _ in split(paragraph.text)}
    for match in _NAME.finditer(paragraph.text):
        for start, end in _divide(paragraph.text, match.start(), match.end()):
            begins = not paragraph.text[:start].strip(" “‘\"'«„»([—–-") or any(
                s in starts for s in range(max(0, start - 2), start + 1)
            )
            name = _name(paragraph, start, end, begins)
            if name is not None:
                yield name


def _divide(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Divide at "and", "of", "for" what is not one organisation's or office's name."""
    piece = text[start:end]
    words = {_bare(word) for word in piece.split()}
    joins = list(_CONNECTED.finditer(piece))
    if not joins:
        return [(start, end)]
    spans, at = [], 0
    for join in joins:
        left = {_bare(word) for word in piece[at : join.start()].split()} - {"the"}
        is_and = join[0].strip() in ("and", "&")
        keeps = (
            bool(left & ORGANISATION_WORDS) or not left - TITLES - DEMONYMS - PLACES
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


def _name(paragraph: Paragraph, start: int, end: int, begins: bool) -> _Found | None:
    words = [(m.start(), m.group()) for m in re.finditer(r"\S+", paragraph.text[start:end])]
    openers = SENTENCE_OPENERS if begins else _JOINING
    if len(words) > 1 and _bare(words[0][1]) in openers:
        found = _name(paragraph, start + words[1][0], end, begins=False)
        if found and words[0][1] == "The":
            found.article, found.start = "The", paragraph.start + start
        return found
    plain = [word for _, word in words]
    cut = _title_length(plain)
    name = tuple(_POSSESSIVE.sub("", word) for word in plain[cut:])
    title = tuple(_bare(word) for word in plain[:cut])
    if not name or all(_bare(word) in CALENDAR for word in name) or _SHOUTED.match(" ".join(name)):
        return None
    if all(_bare(word) in DEMONYMS or word.endswith("-based") for word in name):
        return None
    if len(name) == 1 and _bare(name[0]) in SENTENCE_OPENERS:
        return None
    if len(name) > 2 and _GERMAN_ROLE.search(paragraph.text[:start]):
        name = name[1:]  # "der Reeder Jan Petersen": German writes every noun with a capital
    if len(name) == 1 and len(name[0].strip(".")) < 2:
        return None
    roles = (*_roles_before(paragraph.text, start, title), *_roles_after(paragraph.text, end))
    article = "the" if paragraph.text[:start].endswith("the ") else ""
    place = (paragraph.start + start, paragraph.start + end, paragraph.number)
    located = bool(_LOCATIVE.search(paragraph.text[:start]))
    return _Found(*place, name, title, roles, begins, article, located)


def _bare(word: str) -> str:
    return _POSSESSIVE.sub("", word).strip(".,").lower()


def _title_length(words: Sequence[str]) -> int:
    """Return how many words at the front are titles ("U.S. Secretary of State")."""
    cut = at = 0
    while at < len(words) - 1:
        word = _bare(words[at])
        if word in TITLES or all(part in TITLES for part in word.split("-")):
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
        while after < len(words) and _bare(words[after]) in TITLE_FIELDS | {"and"}:
            after += 1
        return after if after > first else len(words)
    while at < len(words) - 1 and _bare(words[at]) in TITLE_FIELDS:
        at += 1
    return at


_SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv"))
_ROLE_BEFORE = re.compile(
    r"(?:(?<=\bthe )|(?<=\ba )|(?<=\ban )|(?<=\bits )|(?<=\btheir )|(?<=\bhis )|(?<=\bher )|^"
    r"|(?<=[.,;:“] )"
    r"|(?<=\bformer )|(?<=\band )|(?<=\bsaid ))((?:[a-zà-ÿ][\w-]+ ){1,4})$"
)
_ROLE_BEFORE_COMMA = re.compile(
    r"(?i:\b(?:the|a|an|its|their|his|her)) ((?:[\w’'-]+ ){0,5}[\w’'-]+), $"
)
_ROLE_AFTER = re.compile(
    r"(?:, |\s[—–] )(?:who (?:is|was) )?((?:(?:the|a|an|its|their) )?[^,;:.“”\"()—–]{3,80})[,.—–]"
)
_GOVERNS = re.compile(r"\b(?:of|for|at|in|with|from|on|to|by|near)\s*$")
_AGE_AFTER = re.compile(r", (\d{1,2}),")
_ROLE_END = re.compile(r"\b(?:of|for|at|in|who|whose|with|from|on|and|to|that|which|by)\b")


def _roles_before(text: str, start: int, title: tuple[str, ...]) -> tuple[str, ...]:
    roles = [" ".join(word for word in title if word not in DEMONYMS | PLACES)] if title else []
    before = text[max(0, start - 80) : start]
    match = _ROLE_BEFORE.search(before) or _ROLE_BEFORE_COMMA.search(before)
    if match and not _GOVERNS.search(match[1]):
        roles.append(_role(match[1]))
    return tuple(role for role in roles if role)


def _roles_after(text: str, end: int) -> tuple[str, ...]:
    behind = text[end : end + 120]
    roles = []
    age = _AGE_AFTER.match(behind)
    if age:
        roles.append(f"{age[1]}-year-old")
        behind = behind[age.end() - 1 :]
    match = _ROLE_AFTER.match(behind)
    if match and not re.match(r"(?:who|which|and|but|said|where|when|speaking)\b", match[1]):
        roles.append(_role(match[1]))
    return tuple(role for role in roles if role)


def role_head(phrase: str) -> tuple[str, ...]:
    """Return the words that name a role: "the harbour master of Port Ellery" → harbour, master."""
    head = _ROLE_END.split(phrase.lower())[0]
    return tuple(word for word in re.findall(r"[\w-]+", head) if word not in SENTENCE_OPENERS)[-4:]


def _role(phrase: str) -> str:
    phrase = re.sub(r"^(?:the|an?|its|their|his|her)\s+", "", phrase.strip().lower())
    return phrase.strip(" ,’'") if role_head(phrase) else ""


def _sort(words: Sequence[str], title: Sequence[str]) -> Sort:
    bare = [_bare(word) for word in words]
    if title and len(bare) <= 4:
        return "person"
    if any(word in ORGANISATION_WORDS or word in MEDIA_WORDS for word in bare):
        return "organisation"
    if " ".join(bare) in PLACES or bare[-1] in PLACES or bare[0] in ("north", "south", "new"):
        return "place"
    if len(bare) > 1 and (bare[0] in PLACE_WORDS or bare[-1] in PLACE_WORDS):
        return "place"
    if len(bare) == 1:
        return "organisation" if re.fullmatch(r"[A-Z]{2,6}", words[0]) else "unknown"
    if any(word in ("of", "for", "the", "and", "&") for word in bare):
        return "organisation"
    return "person" if len(bare) <= 5 else "unknown"


def _without_openers(found: list[_Found], paragraphs: Sequence[Paragraph]) -> list[_Found]:
    """Leave out single words that are capitalised only because they open a sentence."""
    inside = {word for name in found for word in name.words if not name.opens_sentence}
    inside |= {word for name in found for word in name.words[1:]}
    inside |= {name.words[0] for name in found if name.title}
    small = {
        word
        for paragraph in paragraphs
        for word in re.findall(r"(?<![\w’'-])[a-zà-ÿ]+", paragraph.text)
    }
    return [
        name
        for name in found
        if not (name.opens_sentence and len(name.words) == 1)
        or name.words[0] in inside
        or (name.words[0].lower() not in small and not _looks_common(name.words[0]))
    ]


def _looks_common(word: str) -> bool:
    return bool(re.search(r"(?:ers|ors|ists|ing|ly|ed|ies|ions|ments|ants|ians)$", word)) or (
        len(word) > 3 and word.isupper()
    )


class _Casting:
    """Whose each name is, decided in the order of the text."""

    def __init__(self) -> None:
        self._names: list[tuple[str, ...]] = []
        self._sorts: list[Sort] = []
        self._genders: list[Gender | None] = []
        self._roles: list[set[str]] = []
        self._by_word: dict[str, list[int]] = {}
        self._last_seen: dict[int, int] = {}
        self._articles: dict[int, str] = {}
        self._located: dict[int, int] = {}  # times at a place, less times with a title or a role

    def cast(self, found: Sequence[_Found]) -> Cast:
        for name in sorted(found, key=lambda name: -min(len(name.words), 3)):
            if len(name.words) > 1:
                self._enter(name)
        mentions = []
        for order, name in enumerate(found):
            figure = self._whose(name)
            self._note(figure, name)
            self._last_seen[figure] = order
            full = len(name.words) > 1
            mentions.append(Mention(name.start, name.end, figure, name.paragraph, full))
        figures = tuple(
            Figure(
                self._articles.get(i, "") + " ".join(self._names[i]),
                self._sort(i),
                self._genders[i],
                frozenset(self._roles[i]),
            )
            for i in range(len(self._names))
        )
        return Cast(figures, tuple(mentions))

    def _sort(self, figure: int) -> Sort:
        """Return a figure's sort; what only stands behind "in" and "at" is a place."""
        sort = self._sorts[figure]
        return (
            "place" if sort in ("person", "unknown") and self._located.get(figure, 0) > 0 else sort
        )

    def _enter(self, name: _Found) -> int:
        same = self._same(name)
        if same is not None:
            return same
        self._names.append(name.words)
        self._sorts.append(name.sort)
        self._genders.append(None)
        self._roles.append(set())
        figure = len(self._names) - 1
        for word in {word.lower() for word in name.words}:
            self._by_word.setdefault(word, []).append(figure)
        return figure

    def _same(self, name: _Found) -> int | None:
        """Return the figure with the same name, or with one more given name or initial."""
        words = [word.lower() for word in name.words]
        for figure in self._by_word.get(words[-1], []):
            known = [word.lower() for word in self._names[figure]]
            if known == words:
                return figure
            if name.sort == "organisation":
                if len(words) > 1 and known[-len(words) :] == words:
                    return figure
            elif known[-1] == words[-1] and (
                known[0] == words[0]
                or (
                    {known[0][0], words[0][0]} == {known[0][0]}
                    and (len(known[0].strip(".")) == 1 or len(words[0].strip(".")) == 1)
                )
            ):
                return figure
        return None

    def _whose(self, name: _Found) -> int:
        if len(name.words) > 1:
            return self._enter(name)
        word = name.words[0].lower()
        candidates = [f for f in self._by_word.get(word, []) if self._fits(f, word, name)]
        # A surname means a person before it means "Trump Tower" or somebody's given name.
        called = [f for f in candidates if self._names[f][-1].lower() == word] or candidates
        people = [f for f in called if self._sorts[f] == "person"] or called
        if not people:
            return self._enter(name)
        seen = [figure for figure in people if figure in self._last_seen]
        if seen:
            return max(seen, key=lambda figure: self._last_seen[figure])
        return people[0]

    def _fits(self, figure: int, word: str, name: _Found) -> bool:
        known = [part.lower() for part in self._names[figure]]
        if self._sorts[figure] == "organisation" and name.title:
            return False
        if self._sorts[figure] == "place":
            return known == [word]
        if self._sorts[figure] == "organisation":
            return known[-1] == word or known == [word]
        gender = _title_gender(name.title)
        if gender and self._genders[figure] and gender != self._genders[figure]:
            return False
        return word in (known[-1], known[0])

    def _note(self, figure: int, name: _Found) -> None:
        evidence = -5 if name.title or _is_given(name.words[0]) else 1 if name.located else -1
        self._located[figure] = self._located.get(figure, 0) + evidence
        if name.title and self._sorts[figure] == "unknown":
            self._sorts[figure] = "person"
        if name.article == "The" and name.words == self._names[figure]:
            self._articles[figure] = "The "
        if self._sorts[figure] in ("person", "unknown"):
            self._roles[figure].update(name.roles)
        gender = _title_gender(name.title) or _given_gender(self._names[figure])
        if self._genders[figure] is None and self._sorts[figure] in ("person", "unknown"):
            self._genders[figure] = gender


def _title_gender(title: Sequence[str]) -> Gender | None:
    if any(word in FEMALE_TITLES for word in title):
        return "female"
    return "male" if any(word in MALE_TITLES for word in title) else None


def _is_given(word: str) -> bool:
    return word.lower() in MALE_NAMES or word.lower() in FEMALE_NAMES


def _given_gender(words: Sequence[str]) -> Gender | None:
    given = words[0].lower()
    if len(words) < 2 or (given in MALE_NAMES) == (given in FEMALE_NAMES):
        return None
    return "male" if given in MALE_NAMES else "female"
