"""Tells which person a question asks about, and whether two names mean one person."""

import re
import unicodedata

# Only verbs of saying: "what did X do" asks for no words.
_ASKED = re.compile(
    r"\bwhat (?:else )?(?:did|does|do|has|have) (?P<who>[^,?]{1,80}?) (?:just |also )?"
    r"(?:say|said|tell|told|call|called|announced?|argued?|claim(?:ed)?|warn(?:ed)?|"
    r"promised?|reply|replied|ask(?:ed)?|write|wrote|written|comment(?:ed)?)\b",
    re.IGNORECASE,
)
_NAME_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_TITLES = frozenset(
    re.findall(
        r"\w+",
        """mr mrs ms miss dr prof professor sir lord lady dame president premier chancellor minister
        secretary senator governor mayor judge general colonel captain ambassador commissioner
        director chairman chairwoman chair king queen prince princess pope bishop father""",
    )
)


def asked_person(question: str) -> str | None:
    """Return the person or body whose words a question asks for; None where it asks for none.

    A name ends in a capital word, so that "Western countries" or "she" is none; two people joined
    by "and" are none either, since a sentence has one speaker.
    """
    match = _ASKED.search(question)
    if match is None:
        return None
    who = match["who"].strip()
    last = who.split()[-1] if who else ""
    if not last[:1].isupper() or " and " in who or not name_words(who):
        return None
    return who


def name_words(name: str) -> tuple[str, ...]:
    """Return the words by which a name is told: no titles, particles, accents or case."""
    found = [w for w in _NAME_WORD.findall(name) if w[0].isupper()]
    folded = [_fold(re.sub(r"['’]s$", "", w)) for w in found]
    titles = [i for i, word in enumerate(folded) if word in _TITLES]
    # "Russian President Putin": what stands before the title is no part of the name either.
    return tuple(folded[titles[-1] + 1 :] if titles else folded)


def same_person(first: str, second: str) -> bool:
    """Tell whether two names can mean one person.

    All words of the shorter stand in the longer ("Xi", "Xi Jinping"), or the surnames agree and a
    given name is an initial ("J. Weir", "Jonas Weir").
    """
    one, other = sorted((name_words(first), name_words(second)), key=len)
    if not one:
        return False
    if set(one) <= set(other):
        return True
    return one[-1] == other[-1] and 1 in (len(one[0]), len(other[0])) and one[0][0] == other[0][0]


def _fold(word: str) -> str:
    decomposed = unicodedata.normalize("NFKD", word)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()
