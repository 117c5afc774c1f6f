"""What an article calls somebody beside the name: "the harbour master, Ida Lund", "Lund, 47"."""

import re
from functools import lru_cache

from index.lexicon import DEMONYMS, PLACES, SENTENCE_OPENERS

_NO_ROLE = re.compile(r"(?:who|which|and|but|said|where|when|speaking)\b")
_ROLE_WORD = re.compile(r"[\w-]+")
_ROLE_ARTICLE = re.compile(r"^(?:the|an?|its|their|his|her)\s+")
_OPENS_ROLE = re.compile(r"(?:\b(?:the|an?|its|their|his|her|former|and|said)|[.,;:“])\Z")
_SMALL_WORD = re.compile(r"[a-zà-ÿ][\w-]+")
_LONGEST_ROLE = 4  # words
_BEFORE = 80  # code points
_ROLE_BEFORE_COMMA = re.compile(
    r"(?i:\b(?:the|a|an|its|their|his|her)) ((?:[\w’'-]+ ){0,5}[\w’'-]+), $"
)
_ROLE_AFTER = re.compile(
    r"(?:, |\s[—–] )(?:who (?:is|was) )?((?:(?:the|a|an|its|their) )?[^,;:.“”\"()—–]{3,80})[,.—–]"
)
_WHERE_FROM = DEMONYMS | PLACES
_GOVERNING = frozenset("of for at in with from on to by near".split())
_GOVERNS = re.compile(rf"\b(?:{'|'.join(sorted(_GOVERNING))})\s*$")
_AGE_AFTER = re.compile(r", (\d{1,2}),")
_ROLE_END = re.compile(r"\b(?:of|for|at|in|who|whose|with|from|on|and|to|that|which|by)\b")


def roles_before(text: str, start: int, title: tuple[str, ...]) -> tuple[str, ...]:
    """Return what a name at `start` is called by its title and by the words before it."""
    if text.endswith(", ", 0, start):
        match = _ROLE_BEFORE_COMMA.search(text[max(0, start - _BEFORE) : start])
        found = match[1] if match else ""
    else:
        found = "" if _is_governed(text, start) else _small_words_at_end(text, start)
    role = _role_of(found) if found else ""
    if not title:
        return (role,) if role else ()
    office = " ".join([word for word in title if word not in _WHERE_FROM])
    return tuple([one for one in (office, role) if one])


def _is_governed(text: str, at: int) -> bool:
    """Tell, soon and for most names, that no role can stand before them."""
    if not text[at - 1 : at].isspace():
        return True
    word = text[text.rfind(" ", 0, at - 1) + 1 : at - 1]
    return word in _GOVERNING


def _small_words_at_end(text: str, at: int) -> str:
    """Return up to four words in lower case that stand before `at`, behind an article or a sign.

    Not by one pattern, which would be tried at every letter.
    """
    before = text[max(0, at - _BEFORE) : at]
    words = before.removesuffix("\n").rsplit(" ", _LONGEST_ROLE + 2)
    if words.pop():  # no space stands at the end
        return ""
    if not words or not _is_small(words[-1]):
        return ""
    run, most = 1, min(_LONGEST_ROLE, len(words))
    while run < most and _is_small(words[-1 - run]):
        run += 1
    for count in range(run, 0, -1):
        if count == len(words) or _opens_role(words[-1 - count]):
            return " ".join(words[-count:]) + " "
    return ""


@lru_cache(maxsize=16_384)
def _is_small(word: str) -> bool:
    return _SMALL_WORD.fullmatch(word) is not None


@lru_cache(maxsize=16_384)
def _opens_role(word: str) -> bool:
    return _OPENS_ROLE.search(word) is not None


def roles_after(text: str, end: int) -> tuple[str, ...]:
    """Return what a name that ends at `end` is called behind it; its age is among that."""
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
    return tuple([role for role in roles if role])


@lru_cache(maxsize=4096)
def role_head(phrase: str) -> tuple[str, ...]:
    """Return the words that name a role: "the harbour master of Port Ellery" → harbour, master."""
    head = _ROLE_END.split(phrase.lower())[0]
    return tuple(word for word in _ROLE_WORD.findall(head) if word not in SENTENCE_OPENERS)[-4:]


def _role_of(words: str) -> str:
    """Return the role that words before a name tell; "" where a preposition governs the name."""
    return "" if _GOVERNS.search(words) else _role(words)


def _role(phrase: str) -> str:
    phrase = _ROLE_ARTICLE.sub("", phrase.strip().lower())
    return phrase.strip(" ,’'") if role_head(phrase) else ""
