"""Which outlets' reports a question asks about, of those in the library and of others."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from index.lexicon import BROADCAST_WORDS, CALENDAR, MEDIA_WORDS
from qa.terms import words

_NOUN = (
    r"(?:(?:news\s+)?(?:articles?|reports?|story|stories|pieces?|coverage|columns?|columnists?"
    r"|reviewers?|reviews?|editorials?|comments?|commentary|authors?|correspondents?))"
)
_VERB = (
    r"(?:report|reports|reported|say|says|said|write|writes|wrote|claim|claims|claimed|suggest"
    r"|suggests|state|states|call|calls|describe|describes|mention|mentions|tell|tells|expect"
    r"|expects|think|thinks|print|printed|publish|published)"
)
_NAME = r"[A-Z][\w.&’'-]*(?:\s+(?:[A-Z&|–-][\w.&’'-]*|of|the|and(?=\s+[A-Z])))*"
# Words by which an article, not a person, is said to have told something.
_OF_AN_ARTICLE = re.compile(
    rf"\b(?:{_NOUN}|another)\s+(?:from|by|in|of|published\s+(?:by|in))\s+(?:the\s+)?[‘“'\"]?"
    rf"(?P<name>{_NAME})"
    rf"|\b(?:[Aa]n?|the|another|separate)\s+[‘“'\"]?(?P<before>{_NAME})[’”'\"]?\s+{_NOUN}\b"
    rf"|\b[Aa]rticles?\s+on\s+the\s+(?P<site>{_NAME})\s+(?:web)?(?:site|page)\b"
)
# "According to Forbes", "per CNN": only where the name is known to be an outlet's.
_AS_TOLD_BY = re.compile(
    r"\b(?:[Aa]ccording\s+to|[Pp]er|(?:discussed|reported|covered|noted|mentioned|described"
    rf"|published|highlighted)\s+(?:by|in))\s+(?:the\s+)?(?P<name>{_NAME})"
)
_LONGEST_NAME = 6  # words; what is longer is a title
_ARTICLE = re.compile(r"(?i)^the\s+")


@dataclass(frozen=True, slots=True)
class Mention:
    """An outlet in a question: `[start, end)` are its name's code points."""

    outlet: str
    start: int
    end: int


def mentions(text: str, outlets: Sequence[str]) -> tuple[Mention, ...]:
    """Return where a question names outlets of the library, in order, none inside another."""
    found: list[Mention] = []
    for outlet in sorted(outlets, key=len, reverse=True):
        for match in _pattern(outlet).finditer(text):
            start, end = match.span("name")
            if not any(start < other.end and other.start < end for other in found):
                found.append(Mention(outlet, start, end))
    for match in _OF_AN_ARTICLE.finditer(text):
        group = next(name for name in ("name", "before", "site") if match[name])
        meant = _partly(match[group], outlets)
        start, end = match.span(group)
        if meant and not any(start < other.end and other.start < end for other in found):
            found.append(Mention(meant, start, end))
    return tuple(sorted(found, key=lambda mention: mention.start))


def without(text: str, found: Sequence[Mention]) -> str:
    """Return a text with blanks in place of the outlets that it names."""
    for mention in found:
        blank = " " * (mention.end - mention.start)
        text = text[: mention.start] + blank + text[mention.end :]
    return text


def reported_by(text: str, mention: Mention) -> str | None:
    """Return a question without the words that confine it to an outlet; None where it has none.

    "What did the Echo report about ice?" and "…, according to the Echo?" ask for its reports;
    "Who bought the Echo?" does not.
    """
    name = rf"(?:the\s+)?[‘“'\"]?{re.escape(text[mention.start : mention.end])}[’”'\"]?"
    for pattern in (
        rf"(?i),?\s*\b(?:according to|as\s+(?:reported|told|noted)\s+(?:by|in))\s+{name}"
        r"(?![’']s\s)",
        rf"(?i)\b(?:did|does|do|has|have)\s+{name}\s+(?:{_VERB})\b(?:\s+(?:about|on|of|that|for))?",
        rf"(?i)\b(?:did|does|do|has|have)\s+(?:the\s+)?{_NOUN}\s+(?:of|in|from|by|at)\s+{name}"
        rf"\s+(?:{_VERB}\b)?(?:\s+(?:about|on|of|that|for))?",
        rf"(?i)\b(?:did|does|do|has|have)\s+{name}[’']s?\s+(?:\w+\s+)?{_NOUN}\s+"
        r"(?:[\w]+)\b(?:\s+(?:about|on|of|that|for))?",
        rf"(?i),?\s*\b(?:in|by|from)\s+(?:(?:an?|the)\s+{_NOUN}\s+(?:of|in|from|by)\s+)?{name}"
        r"(?=\W*$)",
    ):
        rest, count = re.subn(pattern, " ", text, count=1)
        if count:
            return re.sub(r"\s+(?=[?,.])", "", " ".join(rest.split()))
    return None


def unknown(text: str, outlets: Sequence[str]) -> str | None:
    """Return an outlet whose article a question asks about and that the library has not."""
    if not outlets:
        return None
    for match in _OF_AN_ARTICLE.finditer(text):
        name = match["name"] or match["before"] or match["site"]
        if _is_outlet(name) and not _partly(name, outlets):
            return str(name)
    if mentions(text, outlets):
        for match in _AS_TOLD_BY.finditer(text):
            if _ends_as_outlets_do(match["name"]) and not _partly(match["name"], outlets):
                return str(match["name"])
    return None


def _ends_as_outlets_do(name: str) -> bool:
    parts = words(_ARTICLE.sub("", name))
    if not parts:
        return False
    return parts[-1] in BROADCAST_WORDS or (len(parts) > 1 and parts[-1] in MEDIA_WORDS)


def _is_outlet(name: str) -> bool:
    """Tell whether a name before or behind "article" can be an outlet's."""
    own = _name_words(name)
    possessive = re.search(r"[’']s\b", name)
    return (
        len(own) > 0 and len(name.split()) < _LONGEST_NAME and not possessive and not own & CALENDAR
    )


def _partly(name: str, outlets: Sequence[str]) -> str | None:
    """Return the outlet whose name has a name's words, or whose words the name has, if any."""
    wanted = _name_words(name)
    for outlet in outlets:
        own = _name_words(outlet)
        if wanted and (wanted <= own or own <= wanted):
            return outlet
    return None


@lru_cache(maxsize=4096)
def _name_words(name: str) -> frozenset[str]:
    return frozenset(words(name)) - {"the", "of", "and"}


@lru_cache(maxsize=4096)
def _pattern(outlet: str) -> re.Pattern[str]:
    bare = _ARTICLE.sub("", outlet)
    flags = "" if len(words(bare)) < 2 else "(?i)"
    return re.compile(rf"{flags}(?<!\w)(?P<name>(?:[Tt]he\s+)?{re.escape(bare)})(?!\w)")
