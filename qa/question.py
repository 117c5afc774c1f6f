"""What a question asks: made standalone from the conversation, then its kind, speaker, topic."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from index.lexicon import OFFICES, TITLES
from qa.addressee import object_at
from qa.answer import Turn
from qa.followups import Wish, again, corrected

QuestionKind = Literal["said", "who", "when", "where", "number", "money", "why", "other"]

_VERBS = (
    "say|says|said|tell|tells|told|claim|claims|claimed|argue|argues|argued|think|thinks|warn|warns|warned|promise"
    "|promises|promised|announce|announces|announced|explain|explains|explained|write|writes|wrote|add|added|predict"
    "|predicts|predicted|deny|denies|denied|suggest|suggests|suggested|declare|declared|state|stated|insist|insists"
    "|insisted|admit|admits|admitted|mention|mentions|mentioned|propose|proposed|reply|replied|answer|answered"
    "|respond|responded|comment|commented|remark|remarked|ask|asked|demand|demanded|reveal|revealed"
    "|complain|complained|joke|joked|tweet|tweeted|testify|testified|describe|described|accuse|accused"
)
_NOUNS = (
    "reaction|response|comments?|views?|opinions?|position|answer|reply|statements?|words?|quotes?|remarks?|stance"
    "|argument|arguments|claims?|warning|message|explanation|take|verdict"
)
_LEAD = r"^\W*(?:(?:and|so|but|ok|okay|also|then|well|please|now)[ ,]+)*"
_SAID = (
    re.compile(
        rf"(?i){_LEAD}what(?:[’']s| else)?\s+(?:exactly\s+|else\s+)?(?:did|does|do|has|have|had"
        rf"|would|will|can|could|might)\s+"
        rf"(?P<who>.+?)\s+(?:\w+ly\s+|ever\s+|also\s+|have\s+to\s+|had\s+to\s+)?(?P<verb>{_VERBS})\b(?P<rest>.*)$"
    ),
    re.compile(
        rf"(?i){_LEAD}what\s+(?:is|was|were|are)\s+(?P<who>.+?)[’']s?\s+(?P<verb>{_NOUNS})\b(?P<rest>.*)$"
    ),
    re.compile(
        rf"(?i){_LEAD}what\s+(?:is|was|were|are)\s+the\s+(?P<verb>{_NOUNS})\s+(?:of|by|from)\s+"
        r"(?P<who>.+?)(?P<rest>\s+(?:on|about|to|regarding|concerning)\b.*|\W*)$"
    ),
    re.compile(
        r"(?i)" + _LEAD + r"how\s+(?:did|does|has|do)\s+(?P<who>.+?)\s+"
        r"(?P<verb>react|respond|describe|explain|justify|comment|answer|defend)\b(?P<rest>.*)$"
    ),
    re.compile(
        r"(?i)" + _LEAD + r"(?:quotes?|statements?|words|anything)\s+(?P<verb>of|by|from)\s+"
        r"(?P<who>.+?)(?P<rest>\s+(?:on|about|regarding|concerning)\b.*|\W*)$"
    ),
    re.compile(
        rf"(?i){_LEAD}what\s+(?P<who>(?:[A-Z]|the\s).+?)\s+(?P<verb>said|says|told|thinks)\b(?P<rest>.*)$"
    ),
)
_ABOUT = re.compile(
    r"(?i)^\s*(?:[,:]\s*)?(?:about|on|regarding|concerning|of|over|to|that|as|in|at)?\b\s*"
)
_TELLING = frozenset(("tell", "tells", "told"))
_ANSWERING = frozenset(  # "his reaction to the vote": that is what it is about
    "react reaction respond responded response reply replied answer answered comment".split()
)
_TOLD_TO = re.compile(r"\s*")
_SAID_TO = re.compile(
    r"(?i)^\s*to\s+|\s*\bin\s+(?:\w+\s+){1,3}?(?:letter|speech|interview|statement|address|message"
    r"|e-?mail|remarks|testimony)\s+(?:to|with)\s+"
)
_TO_ONE = re.compile(r"(?i)^\s*(?:me|us|you|him|her|them|anybody|everybody)\b")
_KINDS: tuple[tuple[QuestionKind, re.Pattern[str]], ...] = (
    (
        "money",
        re.compile(
            r"(?i)\bhow much\b(?=\s+(?:more\s+|less\s+|of\s+|money\b|pay\b|debt\b|cash\b|\W*$"
            r"|did\b|does\b|do\b|is\b|was\b|are\b|were\b|will\b|would\b|has\b|have\b|had\b|can\b))"
            r"(?!.*\b(?:percent|per cent|tonnes?|time|longer|water|bigger|rise|shrink|fall|grow)\b)"
            r"|\b(?:what|which)\b.*\b(?:cost|price|budget|profit|revenue|turnover|fine|salary|damage)\b"
            r"|\bhow expensive\b|\b(?:what|which) (?:sum|amount)\b"
        ),
    ),
    (
        "number",
        re.compile(
            r"(?i)\bhow (?:many|much|big|large|long|old|far|high|tall|fast|deep|heavy|strong"
            r"|stong|often|wide|hot|cold)\b"
            r"|\b(?:what|the) (?:number|percentage|share|proportion|score)\b"
            r"|\bwhat was the (?:score"
            r"|result|number|rate)\b"
            r"|\bhow did .* vote\b|\bhow strong\b"
        ),
    ),
    (
        "when",
        re.compile(
            r"(?i)^\W*(?:and\s+)?(?:since |until |by )?"
            r"(?:when|(?:in|at|on) (?:what|which) (?:year|month|day|date|time))\b"
            r"|\bwhat (?:time|day|date|year)\b"
        ),
    ),
    (
        "where",
        re.compile(
            r"(?i)^\W*(?:and\s+)?(?:from |to )?where\b"
            r"|\b(?:in|at|to) (?:what|which) (?:place|city|country|town|village|building|venue)\b"
        ),
    ),
    (
        "why",
        re.compile(
            r"(?i)\bwhy\b|\bfor (?:what|which) reason\b|\bhow come\b"
            r"|\bwhat (?:caused|led to|is the reason|was the reason)\b"
        ),
    ),
    (
        "who",
        re.compile(
            r"(?i)(?:^\W*(?:\w+\s+)?|[,:;]\s+(?:and\s+)?|\b(?:and|know|me)\s+)(?:who|whom|whose)\b"
            r"|\b(?:which|what) (?:person|company|minister|country"
            r"|ambassador|player|team|party|mayor|judge|firm|man|woman|outlet|paper|individual|club"
            r"|organi[sz]ation|entity|agency|figure|actor|artist|singer)\b"
        ),
    ),
)
_IN_ARTICLE = re.compile(
    r"(?i),?\s*\bin\s+the\s+(?:article|story|report|piece)\s+(?:called\s+|titled\s+)?"
    r"[“\"‘'«](.+)[”\"’'»](?=\W*$|\s)"
)
_FOLLOW_ABOUT = re.compile(
    r"(?i)^\W*(?:and|what|how|ok|but|so)?\s*(?:what\s+|how\s+)?(?:about|on|regarding|concerning)\s+(?P<what>.+?)\W*$"
)
_FOLLOW_AND = re.compile(
    r"(?i)^\W*(?:and|or)\s+(?P<what>(?!how\b|what\b|who\b|when\b|where\b|why\b|did\b|does\b|is\b|was\b)[^?]{1,60}?)\W*$"
)
_BARE = re.compile(r"^\W*(?P<what>[A-ZÀ-Þ][\w’-]+(?:\s+[A-ZÀ-Þ][\w’-]+)*)\W*$")
_PRONOUN = re.compile(r"(?i)\b(?P<word>he|she|him|her|his|hers|they|them|their)\b")
_THAT = re.compile(r"(?i)\b(?:that|this|it|there|then)\b")
_ROLE = re.compile(r"(?i)(?:the\s+)((?:[\w’-]+\s+){1,4})(?:of|for|at|from|in)\s")
_CALLED_SO = (
    OFFICES | TITLES | {"head", "boss", "owner", "author", "leader", "spokesman", "spokeswoman"}
)
_POSSESSIVE = re.compile(r"[’']s?$")
_ASKING = re.compile(r"(?i)(?:what|who|when|where|why|how|which|did|does|is|was|has|considering)\b")
_BY_HOW_MANY = re.compile(r"(?i)\W*(?:and\s+)?(?:by|at|in|for|to|from|with)\s+(?:how|what|which)\b")
_NAME = re.compile(r"\b[A-ZÀ-Þ][\w’'-]+(?:\s+(?:de|van|von|al|of)?\s*[A-ZÀ-Þ][\w’'-]+)+")


@dataclass(frozen=True, slots=True)
class Question:
    """A question as it is understood.

    Attributes:
        asked: as the user put it.
        text: made standalone.
        speaker: whose words are asked for, as the question names them; None for other kinds.
        topic: what the words are to be about; empty for everything.
        to: to whom they are to be said; "" for anybody.
        context: the question before, where this one only takes it up ("when was that?").
        article: the title of the article that it asks about; None where it names none.
        wish: how it is to be answered, where the turn says so ("shorter").
        given: the answer before, where another one is wanted.
    """

    asked: str
    text: str
    kind: QuestionKind
    speaker: str | None
    topic: str
    context: str = ""
    article: str | None = None
    wish: Wish = ""
    given: str = ""
    to: str = ""


def understand(asked: str, history: Sequence[Turn] = ()) -> Question:
    """Make a question standalone and tell its kind, speaker and topic.

    A question that takes up the one before ("and about Russia?", "what did she say about the
    crane?", "when was that?") gets the person or the subject from it; a question that names
    its own keeps nothing of it.
    """
    text, context = " ".join(asked.split()), ""
    if history:
        meant = corrected(text)
        before = _earlier(history).text
        repeated = again(text, before) or (again(meant, before) if meant else None)
        if repeated:
            given = history[-1].answer if repeated.wish == "other" else ""
            found = understand(repeated.text)
            return replace(found, asked=asked, wish=repeated.wish, given=given)
        text, context = _standalone(meant or text, history)
    titled = _IN_ARTICLE.search(text)
    bare = _IN_ARTICLE.sub("", text) if titled else text
    title = titled[1] if titled else None
    for pattern in _SAID:
        match = pattern.match(bare.rstrip("?!. "))
        if match and _is_somebody(match["who"]):
            to, rest = _addressee(match["verb"].lower(), match["rest"])
            topic = _ABOUT.sub("", rest, count=1).strip(" ?.!,;")
            return Question(asked, text, "said", match["who"].strip(), topic, article=title, to=to)
    kind = _kind(bare)
    if context and kind == "other":
        kind = _kind(context)
    shown = f"{text.rstrip('?!. ')} ({context})" if context else text
    return Question(asked, shown, kind, None, bare, context, title)


def _addressee(verb: str, rest: str) -> tuple[str, str]:
    """Return to whom words are said, as the rest of a question names them, and what is left."""
    opening = _TOLD_TO.match(rest) if verb in _TELLING else _SAID_TO.search(rest)
    if opening is None or verb in _ANSWERING:
        return "", rest
    named = object_at(rest, opening.end())
    if named is None:
        return "", _TO_ONE.sub("", rest) if verb in _TELLING else rest
    return named.text, f"{rest[: opening.start()]} {rest[named.end :]}"


def _kind(text: str) -> QuestionKind:
    return next((kind for kind, found in _KINDS if found.search(text)), "other")


def full_names(text: str) -> tuple[str, ...]:
    """Return the names of two words or more in a text, in order."""
    found = (_POSSESSIVE.sub("", name) for name in _NAME.findall(text))
    return tuple(name for name in found if not _ASKING.match(name) and not name.isupper())


def _is_somebody(who: str) -> bool:
    """Tell whether words name somebody ("it", "this article" and "people" name nobody)."""
    return len(who.split()) <= 9 and not re.fullmatch(
        r"(?i)(?:it|this|that|there|you|i|we|people|someone|(?:the|this|that)\s+(?:article|text|story|report|study|survey|law|poll|letter|document)s?)",
        who.strip(),
    )


def _standalone(text: str, history: Sequence[Turn]) -> tuple[str, str]:
    """Return a question with its pronouns resolved, and the earlier one that it takes up."""
    before = _earlier(history)
    about = _FOLLOW_ABOUT.match(text) or _FOLLOW_AND.match(text) or _BARE.match(text)
    if about:
        return _taken_up(about["what"].strip(), before, text)
    if _PRONOUN.search(text):
        person = before.speaker or _named(history) or _asked_role(before.text)
        if person:
            return _PRONOUN.sub(lambda match: _instead(match, person), text), ""
    takes_up = (
        (_THAT.search(text) and len(text.split()) <= 7)
        or (
            len(text.split()) <= 2
            and re.match(
                r"(?i)\W*(?:and\s+)?(?:to\s+|from\s+)?(?:why|when|where|whom?|how)\b", text
            )
        )
        or (re.match(r"(?i)\W*and\s+(?:how|what)\b", text) and not _NAME.search(text))
        or (_BY_HOW_MANY.match(text) and len(text.split()) <= 5)
    )
    return (
        text,
        before.topic if takes_up and before.kind != "said" else before.text if takes_up else "",
    )


def _earlier(history: Sequence[Turn]) -> Question:
    """Understand the last question of a conversation, itself made standalone."""
    return understand(history[-1].question, history[:-1])


def _taken_up(what: str, before: Question, text: str) -> tuple[str, str]:
    """Join "and about Russia?" or "and Putin?" with the question before."""
    if before.kind != "said" or before.speaker is None:
        return text, before.topic
    to = f" to {before.to}" if before.to else ""
    explicit = re.search(r"(?i)\b(?:about|on|regarding|concerning)\b", text)
    starts_bare = re.match(r"(?i)^\W*(?:what|how)\s+about\b", text) or not explicit
    somebody = bool(re.match(r"[A-ZÀ-Þ]|(?i:the\s+\w+\s*$)", what)) or _is_role(what)
    if starts_bare and somebody:
        topic = f" about {before.topic}" if before.topic else ""
        return f"What did {what} say{to}{topic}?", ""
    return f"What did {before.speaker} say{to} about {what}?", ""


def _is_role(what: str) -> bool:
    """Tell whether words call somebody by an office: "the head of the gas company"."""
    match = _ROLE.match(what)
    called = match[1].lower().split() if match else ()
    return any(word in _CALLED_SO for word in called)


def _named(history: Sequence[Turn]) -> str | None:
    """Return the last full name in the conversation, the question's before the answer's."""
    for turn in reversed(history):
        for text in (turn.question, turn.answer):
            names = full_names(text)
            if names:
                return names[0]
    return None


def _asked_role(text: str) -> str | None:
    """Return whom a question asks about by their role ("who is the harbour master?")."""
    match = re.match(r"(?i)\W*who\s+(?:is|was)\s+(the\s+[^?]+)", text)
    return match[1].strip() if match else None


def _instead(match: re.Match[str], person: str) -> str:
    word = match["word"].lower()
    return f"{person}’s" if word in ("his", "hers", "their") else person
