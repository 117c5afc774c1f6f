"""Who is meant by a description in a question: "the company that bought the ferry" → a name."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from index.cast import Figure, Mention
from index.cues import STRONG, WEAK
from index.filters import Filters
from index.lexicon import OFFICES, TITLES
from index.library import Library
from qa.desk import Desk, Place
from qa.facts import Scored, scored_sentences
from qa.question import Question
from qa.relevance import ENOUGH
from qa.roles import bearers
from qa.stems import stem
from qa.synonyms import alike
from qa.terms import Matcher, words

_BODIES = (
    "agency airline authority band bank body brewery broadcaster business charity choir church club"
    " college committee company council court department factory firm foundation government group"
    " hospital institute line magazine manufacturer ministry newspaper office operator organisation"
    " organization paper party publisher school shipyard society start-up startup station team"
    " union university yard"
).split()
_PEOPLE = (
    "man woman person politician people lawyer player writer skipper driver owner boy girl doctor"
    " teacher scientist candidate singer actor artist journalist columnist reporter individual"
    " businessman businesswoman fisherman engineer"
).split()
_CLAUSE = re.compile(
    r"(?i)\b(?:the|a|an)\s+(?P<head>(?:[^\W\d_][\w’-]*\s+){0,2}?[^\W\d_][\w’-]*),?\s+"
    r"(?:that|which|who)\s+(?P<clause>\S.*)$"
)
_OWNED = re.compile(
    rf"(?i)\b(?:the\s+)?(?P<owner>[^\W\d_][\w’-]*(?:\s[\w’-]+){{0,3}}?)[’']s?\s+"
    rf"(?P<head>{'|'.join(_BODIES)})\b"
)
_TOLD = frozenset(
    "fact idea news belief possibility evidence reason way day time place year moment".split()
)
_AUXILIARY = re.compile(
    r"(?i)\b(?:do|does|did|is|was|are|were|has|have|had|will|can|could)\s+(?=the\b|an?\b)"
)
_ASKED_FOR = re.compile(r"(?i)\b(?:who|what|which)\s+(?:is|was|are|were)\s+$")
_PARTICIPLE = re.compile(r"(?:ed|en|wn|ught|ld|ost|ut)$")
_SMALL = frozenset(
    "a an the of in on at to for from with by and or his her its their this that last most".split()
)
_HELPS = frozenset("is was are were has have had will would be been being just now also".split())
_BY = re.compile(r"(?i)\bby\s+(?:the\s+|an?\s+)?(?:[\w’-]+\s+){0,3}$")
_ROLE = re.compile(
    r"\bthe\s+(?P<role>(?:[a-z][\w’-]*\s+)?(?:" + "|".join(sorted(OFFICES | TITLES)) + r"))\b"
)
_SEARCHED, _TRIED = 10, 4


@dataclass(frozen=True, slots=True)
class Description:
    """A description in a question.

    Attributes:
        text: as it stands in the question, from `start` to `end`.
        head: what it is of ("company").
        clause: what is said of it ("bought the ferry").
    """

    text: str
    start: int
    end: int
    head: str
    clause: str


@dataclass(frozen=True, slots=True)
class Resolved:
    """Who or what a description means, and the sentence that says so."""

    description: Description
    name: str
    item: Scored


def description(question: Question) -> Description | None:
    """Return the description by which a question names somebody; None where it names none."""
    if question.speaker:
        at = question.text.find(question.speaker)
        found = _clause(question.speaker, whole=True) or _owned(question.speaker)
        return replace(found, start=at + found.start, end=at + found.end) if found else None
    return _clause(question.text, whole=not _AUXILIARY.search(question.text))


def resolve(
    described: Description, library: Library, desk: Desk, matcher: Matcher, filters: Filters
) -> Resolved | None:
    """Return who or what is meant, where an article says it; None where none does."""
    for clause in _readings(described, library, desk, filters):
        text = f"Which {described.head} {clause}?"
        asked = Question(text, text, "who", None, text)
        passages = library.search(text, k=_SEARCHED, filters=filters)
        for item in scored_sentences(asked, passages, desk, matcher)[:_TRIED]:
            name = _named(described.head, clause, item.place, desk)
            if name and item.score >= ENOUGH:
                return Resolved(described, name, item)
    return None


def instead(question: Question, resolved: Resolved) -> str:
    """Return a question with the name in the place of the description."""
    text, what = question.text, resolved.description
    name = re.sub(r"^The (?=[A-ZÀ-Þ])", "the ", resolved.name)
    return f"{text[: what.start]}{name}{text[what.end :]}"


def _clause(text: str, *, whole: bool) -> Description | None:
    match = _CLAUSE.search(text)
    if match is None or _ASKED_FOR.search(text[: match.start()]):
        return None  # "who is the man that …" asks for just that
    head = match["head"].split()[-1].lower()
    if head in STRONG or head in WEAK or head in _TOLD:
        return None  # "did the council say that …", "the claim that …"
    clause = match["clause"].rstrip(" ?!.,")
    end = match.start("clause") + len(clause)
    if not whole:
        until = _before_verb(clause)
        if until is None:
            return None
        clause, end = clause[:until], match.start("clause") + until
    return Description(text[match.start() : end], match.start(), end, head, clause)


def _before_verb(clause: str) -> int | None:
    """Return where a clause ends before the verb of the question: "bought the ferry | employ".

    A participle, else the last of the words that stand together behind what the clause names.
    """
    every = [*re.finditer(r"[\w’-]+", clause)]
    least = 3 if every and every[0][0].lower() in _SMALL else 2
    verb: re.Match[str] | None = None
    for before, match in zip(every[least - 1 :], every[least:], strict=False):
        may_be = match[0].islower() and match[0] not in _SMALL and before[0].lower() not in _SMALL
        if verb and not may_be:
            break
        verb = match if may_be else verb
        if may_be and _PARTICIPLE.search(match[0]):
            break
    return verb.start() - 1 if verb else None


def _owned(text: str) -> Description | None:
    match = _OWNED.search(text)
    if match is None:
        return None
    owner = match["owner"] if match["owner"][0].isupper() else f"the {match['owner']}"
    clause = f"of {owner}"
    return Description(match[0], match.start(), match.end(), match["head"].lower(), clause)


def _readings(
    described: Description, library: Library, desk: Desk, filters: Filters
) -> Iterator[str]:
    """Yield a clause as it is, then with the name of whom it calls by a role ("the mayor")."""
    yield described.clause
    for match in _ROLE.finditer(described.clause):
        near = library.search(match["role"], k=_SEARCHED, filters=filters)
        articles = dict.fromkeys(passage.article_id for passage in near)
        for name in bearers(match["role"], articles, desk):
            yield f"{described.clause[: match.start()]}{name}{described.clause[match.end() :]}"


def _named(head: str, clause: str, place: Place, desk: Desk) -> str | None:
    """Return who or what of a kind a sentence says a clause of."""
    verb = _verb(clause, place.text)
    if verb is None:
        return None
    known = set(words(clause))
    found: list[tuple[int, str]] = []
    for figure, mention in _mentions(place, desk):
        if _is_kind(figure, head) and not set(words(figure.name)) & known:
            start = mention.start - place.start
            if _does(place.text, start, verb) or not _begins_with_verb(clause):
                found.append((abs(start - verb[0]), figure.name))
    called = [item for item in found if head in words(item[1])]
    return min(called or found, default=(0, None))[1]


def _mentions(place: Place, desk: Desk) -> Iterator[tuple[Figure, Mention]]:
    cast = desk.cast(place.article_id)
    for mention in cast.mentions:
        if place.start <= mention.start < place.end:
            yield cast.figures[mention.figure], mention


def _is_kind(figure: Figure, head: str) -> bool:
    if head in _BODIES:
        return figure.sort in ("organisation", "unknown")
    if head in _PEOPLE or head in OFFICES or head in TITLES:
        return figure.sort in ("person", "unknown")
    return True


def _begins_with_verb(clause: str) -> bool:
    """Tell whether a clause says what the described one does, not what is done to it."""
    first = clause.split()[0]
    return first.islower() and first not in _SMALL


def _does(text: str, start: int, verb: tuple[int, int]) -> bool:
    """Tell whether somebody who is named at a place does what a verb says."""
    passive = bool(re.search(r"(?i)\bby\b", text[verb[1] :]))
    return bool(_BY.search(text[:start])) if passive and start > verb[1] else start < verb[0]


def _verb(clause: str, text: str) -> tuple[int, int] | None:
    """Return where a sentence has the verb of a clause, or a word for the same."""
    own = [word for word in words(clause) if word not in _HELPS]
    if not own:
        return None
    wanted = stem(own[0] if _begins_with_verb(clause) else own[-1])
    same = {wanted} | alike(wanted)
    for match in re.finditer(r"[^\W\d_]+", text):
        if stem(match[0].lower()) in same:
            return match.span()
    return None
