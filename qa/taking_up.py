"""What a turn of a conversation takes from the one before: its person, its subject, its words."""

import re
from dataclasses import dataclass

from index.lexicon import OFFICES, ORGANISATION_WORDS, TITLES

_FOLLOW_ABOUT = re.compile(
    r"(?i)^\W*(?:and|what|how|ok|but|so)?\s*(?:what\s+|how\s+)?(?:about|on|regarding|concerning)\s+(?P<what>.+?)\W*$"
)
_FOLLOW_AND = re.compile(
    r"(?i)^\W*(?:and|or)\s+(?P<what>(?!how\b|what\b|who\b|when\b|where\b|why\b|did\b|does\b|is\b|was\b)[^?]{1,60}?)\W*$"
)
_BARE = re.compile(r"^\W*(?P<what>[A-ZÀ-Þ][\w’-]+(?:\s+[A-ZÀ-Þ][\w’-]+)*)\W*$")
_PRONOUN = re.compile(r"(?i)\b(?P<word>he|she|him|her|his|hers|they|them|their)\b")
_THAT = re.compile(r"(?i)\b(?:that|this|it|there|then)\b")
_FOLLOW_SAME = re.compile(r"(?i)^\W*(?:and\s+)?(?:the\s+)?same\s+for\s+(?P<what>[^?]+?)\W*$")
_FOLLOW_TO = re.compile(r"(?i)^\W*(?:and|what\s+about)\s+to\s+(?P<what>[^?]+?)\W*$")
_FOLLOWS = (_FOLLOW_SAME, _FOLLOW_ABOUT, _FOLLOW_AND, _BARE)
_WHAT_ELSE = re.compile(
    r"(?i)\W*(?:and\s+)?(?:what|who|which|how|why)\s+(?:exactly|else|not|so|then)\W*$"
)
_FILLER = re.compile(
    r"(?i)^(?:(?:ok(?:ay)?|now|so|well|then|alright|right|great|thanks|thank\s+you)\W+)+"
    r"(?=(?:and|what|who|when|where|why|how|which|did|does)\b)"
)
_ASKS_ALONE = re.compile(r"(?i)\W*(?:and\s+)?(?:to\s+|from\s+)?(?:why|when|where|whom?|how)\b")
_AND_HOW = re.compile(r"(?i)\W*and\s+(?:how|what)\b")
_BY_HOW_MANY = re.compile(r"(?i)\W*(?:and\s+)?(?:by|at|in|for|to|from|with)\s+(?:how|what|which)\b")
_ROLE = re.compile(r"(?i)(?:the\s+)((?:[\w’-]+\s+){1,4})(?:of|for|at|from|in)\s")
_CALLED_SO = (
    OFFICES
    | TITLES
    | (ORGANISATION_WORDS - frozenset("line lines house fund court centre center works".split()))
    | frozenset(
        "head boss owner author critics experts captain driver farmer judge lawyer master"
        " neighbours official officials opposition prosecutor researchers residents skipper"
        " teacher victim witness workers columnist reporter interpreter".split()
    )
)
_POSSESSIVE = re.compile(r"[’']s?$")
_ASKING = re.compile(r"(?i)(?:what|who|when|where|why|how|which|did|does|is|was|has|considering)\b")
_NAME = re.compile(r"\b[A-ZÀ-Þ][\w’'-]+(?:\s+(?:de|van|von|al|of)?\s*[A-ZÀ-Þ][\w’'-]+)+")
_SLIPS = {
    "wht": "what", "waht": "what", "hwat": "what", "whta": "what", "wat": "what", "adn": "and",
    "nad": "and", "abot": "about", "abuot": "about", "aobut": "about", "abt": "about",
    "hwo": "how", "hw": "how", "wen": "when", "whne": "when", "woh": "who", "wo": "who",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Before:
    """The turn before, as it was understood.

    Attributes:
        text: the question, standalone.
        said: whether it asks for somebody's words, `speaker`'s.
        topic: of the words, or of the question.
        to: to whom the words were to be said; "" for anybody.
        context: what the question itself took up.
        answer: what was answered.
        person: who "he" or "she" means now; None where nobody was named.
    """

    text: str
    said: bool
    speaker: str | None
    topic: str
    to: str
    context: str
    answer: str
    person: str | None


def put_right(text: str) -> str:
    """Return a turn without filler, the slips in a short one's linking words put right."""
    first, *rest = _FILLER.sub("", text).split(" ")
    if not rest or len(rest) > 6:
        return " ".join((first, *rest))
    second = _SLIPS.get(rest[0].lower(), rest[0])
    return " ".join((_SLIPS.get(first.lower(), first), second, *rest[1:]))


def standalone(text: str, before: Before) -> tuple[str, str]:
    """Return a question with its pronouns resolved, and the earlier one that it takes up."""
    whom = _FOLLOW_TO.match(text)
    if whom and before.said:
        topic = f" about {before.topic}" if before.topic else ""
        return f"What did {before.speaker} say to {whom['what']}{topic}?", ""
    about = next((found for way in _FOLLOWS if (found := way.match(text))), None)
    if about:
        return _taken_up(about["what"].strip(), before, text)
    if _PRONOUN.search(text):
        person = before.person
        if person:
            return _PRONOUN.sub(lambda match: _instead(match, person), text), ""
    few = len(text.split())
    takes_up = (
        (_THAT.search(text) and few <= 7)
        or _WHAT_ELSE.match(text)
        or (few <= 2 and _ASKS_ALONE.match(text))
        or (_AND_HOW.match(text) and not _NAME.search(text))
        or (_BY_HOW_MANY.match(text) and few <= 5)
    )
    if not takes_up:
        return text, ""
    return text, before.context or (before.text if before.said else before.topic)


def person_now(
    question: str, speaker: str | None, context: str, answer: str, last: str | None
) -> str | None:
    """Return whom "he" or "she" means after a turn; a new subject lets go of the person before.

    Args:
        question: of the turn, standalone.
        speaker: whose words it asks for.
        context: what it takes up; then it is still about the same person.
        answer: what was answered.
        last: whom the pronoun meant before.
    """
    if speaker:
        return speaker
    named = full_names(question)
    people = [name for name in named if not _is_body(name)]
    if people or named:
        return (people or list(named))[0]
    if context and last:
        return last
    answered = full_names(answer)
    asked = {word.strip("?.,!’'s") for word in question.split()[1:] if word[:1].isupper()}
    meant = [name for name in answered if name.split()[-1] in asked]
    people = [name for name in answered if not _is_body(name)]
    return next(iter((*meant, *people)), None) or _asked_role(question)


def full_names(text: str) -> tuple[str, ...]:
    """Return the names of two words or more in a text, in order."""
    found = (_POSSESSIVE.sub("", name) for name in _NAME.findall(text))
    return tuple(name for name in found if not _ASKING.match(name) and not name.isupper())


def _is_body(name: str) -> bool:
    return any(word.lower() in ORGANISATION_WORDS for word in name.split())


def _taken_up(what: str, before: Before, text: str) -> tuple[str, str]:
    """Join "and about Russia?" or "and Putin?" with the question before."""
    if not before.said or before.speaker is None:
        return text, before.context or before.topic
    to = f" to {before.to}" if before.to else ""
    explicit = re.search(r"(?i)\b(?:about|on|regarding|concerning)\b", text)
    starts_bare = re.match(r"(?i)^\W*(?:what|how)\s+about\b", text) or not explicit
    somebody = bool(re.match(r"(?:[Tt]he\s+)?[A-ZÀ-Þ]", what)) or _is_role(what)
    if starts_bare and somebody:
        topic = f" about {before.topic}" if before.topic else ""
        return f"What did {what} say{to}{topic}?", ""
    return f"What did {before.speaker} say{to} about {what}?", ""


def _is_role(what: str) -> bool:
    """Tell whether words call somebody by an office: "the head of the gas company"."""
    match = _ROLE.match(what)
    called = match[1].lower().split() if match else what.lower().split()[1:4][-1:]
    return what.lower().startswith("the ") and any(word in _CALLED_SO for word in called)


def _asked_role(text: str) -> str | None:
    """Return whom a question asks about by their role ("who is the harbour master?")."""
    match = re.match(r"(?i)\W*who\s+(?:is|was)\s+(the\s+[^?]+)", text)
    return match[1].strip() if match else None


def _instead(match: re.Match[str], person: str) -> str:
    word = match["word"].lower()
    return f"{person}’s" if word in ("his", "hers", "their") else person
