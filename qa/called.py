"""What a question calls somebody → the name in it, without titles and offices."""

import re

from index.lexicon import OFFICES, ORGANISATION_WORDS, TITLE_FIELDS, TITLES

# A role, in lower case, with whose it is: "chief financial officer of the Linden Line".
_BELONGS = re.compile(r"(?:[a-zà-þ][\w’'-]*\s+){1,5}?(?:of|for|at|from|in)\s+(?:the\s+)?[A-ZÀ-Þ]")
# The same with capitals: "Prime Minister of Kestria", "Secretary of State".
_OFFICE_OF = re.compile(
    r"(?P<office>(?:[\w.-]+\s+){1,4}?)(?:of|for|at|from|in)\s+(?:the\s+)?(?P<whose>\S.*)"
)
_ARTICLE = re.compile(r"(?i)^(?:the|a|an)\s+")
_CAPITALISED = re.compile(r"^[A-ZÀ-ÖØ-Þ]|^(?:al|el|de|da|van|von|der|bin|ibn|di|du|la|le)$")
_OFFICE_WORDS = TITLES | OFFICES | TITLE_FIELDS
SMALL = frozenset("of the for and at in a an to de von".split())
_RELATIVE = frozenset("that which who whose whom".split())
_POSSESSIVE = re.compile(r"[’']s?$")


def name_in(asked: str) -> str:
    """Return the name in what a question calls somebody, without titles; "" for a role alone."""
    parts = _ARTICLE.sub("", asked.strip(" ,.?!")).split()
    article = has_article(asked)
    if _is_role(parts, article=article):
        return ""
    if not any(word[0].isupper() for word in parts):
        small = article or any(word in TITLES or word in SMALL for word in parts)
        return "" if small else " ".join(parts)
    kept = _behind_titles(_last_name(parts))
    if not kept and not parts[-1].islower():
        kept = parts
    return _POSSESSIVE.sub("", " ".join(kept))


def has_article(asked: str) -> bool:
    """Tell whether somebody is called by a word behind "the" or "a"."""
    return bool(_ARTICLE.match(asked.strip()))


def is_full_name(name: str) -> bool:
    """Tell whether a name has more than one word of its own."""
    return len([word for word in name.split() if word[0].isupper()]) > 1


def _is_role(parts: list[str], *, article: bool) -> bool:
    """Tell whether words name nobody, though a name may stand in them.

    "The line's spokeswoman" and "spokeswoman of the line" are not the line, nor is "the firm that
    bought the line"; "the Prime Minister" is no name.
    """
    asked = " ".join(parts)
    if any(_POSSESSIVE.search(word) for word in parts[:-1]) or _RELATIVE.intersection(parts):
        return True
    if article and all(word.lower() in _OFFICE_WORDS for word in parts):
        return True
    return bool(_BELONGS.match(asked)) or _is_office(asked)


def _is_office(asked: str) -> bool:
    """Tell whether words are an office and whose it is, or its field, and no name."""
    match = _OFFICE_OF.fullmatch(asked)
    if match is None:
        return False
    office, whose = match["office"].lower().split(), match["whose"].lower().split()
    if not all(word in _OFFICE_WORDS or word.endswith(".") for word in office):
        return False
    return whose[0] not in TITLE_FIELDS or all(word in TITLE_FIELDS for word in whose)


def _last_name(parts: list[str]) -> list[str]:
    """Return the words with capitals at the end; "Bank of England" is one name."""
    start = len(parts)
    while start and (_CAPITALISED.match(parts[start - 1]) or _joins(parts, start - 1)):
        start -= 1
    return parts[start:]


def _joins(parts: list[str], at: int) -> bool:
    """Tell whether a word is the "of" in the name of a body."""
    return parts[at] == "of" and at > 0 and parts[at - 1].lower() in ORGANISATION_WORDS


def _behind_titles(name: list[str]) -> list[str]:
    """Return a name without its titles ("U.S. President Ida Lund", "State Ida Lund")."""
    while name and name[0].lower().strip(".") in TITLES:
        name = name[1:]
    if len(name) > 1 and name[0].lower() in TITLE_FIELDS:
        name = name[1:]  # of "Secretary of State"
    for at in range(len(name) - 3, -1, -1):
        if name[at].lower().strip(".") in TITLES:
            return name[at + 1 :]
    return name
