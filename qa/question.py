"""What a question asks: made standalone from the conversation, then its kind, speaker, topic."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from qa.addressee import object_at
from qa.answer import Turn
from qa.everybody import topic_of
from qa.followups import Wish, again, corrected
from qa.taking_up import Before, full_names, person_now, put_right, standalone

__all__ = ["Question", "QuestionKind", "full_names", "understand"]

QuestionKind = Literal["said", "who", "when", "where", "number", "money", "why", "other"]

CALLING = "call|calls|called|dub|dubbed|label|labels|labelled|labeled|brand|brands|branded"
_VERBS = (
    "say|says|said|tell|tells|told|claim|claims|claimed|argue|argues|argued|think|thinks|warn|warns|warned|promise"
    "|promises|promised|announce|announces|announced|explain|explains|explained|write|writes|wrote|add|added|predict"
    "|predicts|predicted|deny|denies|denied|suggest|suggests|suggested|declare|declared|state|stated|insist|insists"
    "|insisted|admit|admits|admitted|mention|mentions|mentioned|propose|proposed|reply|replied|answer|answered"
    "|respond|responded|comment|commented|remark|remarked|ask|asked|demand|demanded|reveal|revealed"
    "|complain|complained|joke|joked|tweet|tweeted|testify|testified|describe|described|accuse|accused"
    f"|{CALLING}"
)
_CALLS = re.compile(
    r"(?i)^\W*(?:and\s+)?what\s+(?:did|does|do|has|have|had)\s+(?:(?!say\b|said\b)\S+\s+){1,5}?"
    rf"(?:{CALLING})\b"
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
        r"(?P<verb>react|respond|describe|explain|justify|comment|answer|defend|see|view|judge|regard"
        r"|portray|assess)\b(?P<rest>.*)$"
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
            r"(?!.*\b(?:percent|per cent|tonnes?|time|longer|water|bigger|ris\w+|rose|shr[aiu]nk"
            r"|fall\w*|fell|gr[eo]wn?|increas\w+|decreas\w+|declin\w+|dropp?\w*|climb\w*|jump\w*|faster)\b)"
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
            r"|\b(?:which|what) (?:(?!is\b|was\b|are\b|were\b|did\b|does\b|do\b|has\b|have\b"
            r"|will\b|of\b)[\w’'.-]+ ){0,3}?(?:person|company|minister|country"
            r"|ambassador|player|team|party|mayor|judge|firm|man|woman|outlet|paper|individual|club"
            r"|organi[sz]ation|entity|agency|figure|actor|actress|artist|singer|athlete|nation|state"
            r"|city|airline|brand|retailer|politician|senator|governor|president|leader|star|icon"
            r"|band|movie|film|celebrity|golfer|driver|channel|network|platform|university)\b"
        ),
    ),
)
_IN_ARTICLE = re.compile(
    r"(?i),?\s*\bin\s+the\s+(?:article|story|report|piece)\s+(?:called\s+|titled\s+)?"
    r"[“\"‘'«](.+)[”\"’'»](?=\W*$|\s)"
)
# What is asked for in it is what it is about.
SUMMARY = re.compile(
    r"(?i)^\W*(?:(?:please|can\s+you|could\s+you)\s+)?(?:summari[sz]e|sum\s+up"
    r"|(?:give\s+me\s+|write\s+)?an?\s+(?:short\s+|brief\s+)?(?:summary|overview)\s+(?:of|on))\s+(?=\w)"
)
# "A storm hit the coast this week. Which town was flooded?"
_TOLD_FIRST = re.compile(r"(?P<told>[^?]{15,}[.!])\s+(?P<asked>[^?.!]{8,}\?)\W*$")
_EVERYTHING = re.compile(
    r"(?i)^\W*(?:(?:show|give|tell)\s+me\s+)?(?:all(?:\s+of\s+it)?|everything)\s*:\s*(?P<rest>\S.*)$"
)


YES_NO = re.compile(
    r"(?i)^\W*(?:(?:and|so|but)\s+)?(?:is|are|was|were|did|does|do|has|have|had|can|could|may|will"
    r"|would|should|must)\b(?!.*\bor\b)"
)


@dataclass(frozen=True, slots=True)
class Question:
    """A question as it is understood.

    Attributes:
        asked: as the user put it.
        text: made standalone.
        speaker: whose words are asked for, as the question names them; None for everybody's, and
            for other kinds.
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

    @property
    def is_yes_no(self) -> bool:
        """Whether it is answered by yes or no."""
        return self.kind == "other" and bool(YES_NO.match(self.topic))


def understand(asked: str, history: Sequence[Turn] = ()) -> Question:
    """Make a question standalone and tell its kind, speaker and topic.

    A question that takes up the one before ("and about Russia?", "what did she say about the
    crane?", "when was that?") gets the person or the subject from it; a question that names
    its own keeps nothing of it. Linear in the number of turns.
    """
    before: Before | None = None
    for turn in history:
        before = _after(_understood(turn.question, before), turn.answer, before)
    return _understood(asked, before)


def calls(question: Question) -> bool:
    """Tell whether it is asked what somebody calls another or a thing."""
    return question.kind == "said" and bool(_CALLS.search(question.text))


def _after(question: Question, answer: str, last: Before | None) -> Before:
    """Return a turn as the next one sees it."""
    person = person_now(
        question.text, question.speaker, question.context, answer, last.person if last else None
    )
    return Before(
        question.text,
        question.kind == "said",
        question.speaker,
        question.topic,
        question.to,
        question.context,
        answer,
        person,
    )


def _understood(asked: str, before: Before | None) -> Question:
    text, context = " ".join(asked.split()), ""
    everything = _EVERYTHING.match(text)
    if everything:
        return replace(_understood(everything["rest"], None), asked=asked, wish="all")
    text = put_right(text)
    if before:
        meant = corrected(text)
        repeated = again(text, before.text) or (again(meant, before.text) if meant else None)
        if repeated:
            given = before.answer if repeated.wish == "other" else ""
            found = _understood(repeated.text, None)
            return replace(found, asked=asked, wish=repeated.wish, given=given)
        text, context = standalone(meant or text, before)
    return replace(_read(text, context), asked=asked)


def _read(text: str, context: str) -> Question:
    """Tell the kind, the speaker and the topic of a question that is standalone."""
    titled = _IN_ARTICLE.search(text)
    bare = _IN_ARTICLE.sub("", text) if titled else text
    bare = SUMMARY.sub("", bare)
    title = titled[1] if titled else None
    everybody = topic_of(bare)
    if everybody is not None:
        return Question(text, text, "said", None, everybody, article=title)
    for pattern in _SAID:
        match = pattern.match(bare.rstrip("?!. "))
        if match and _is_somebody(match["who"]):
            to, rest = _addressee(match["verb"].lower(), match["rest"])
            topic = _ABOUT.sub("", rest, count=1).strip(" ?.!,;")
            return Question(text, text, "said", match["who"].strip(), topic, article=title, to=to)
    told = _TOLD_FIRST.match(bare)
    if told and not context:
        return Question(text, text, _kind(told["asked"]), None, told["asked"], told["told"], title)
    kind = _kind(bare)
    if context and kind == "other":
        kind = _kind(context)
    shown = f"{text.rstrip('?!. ')} ({context})" if context else text
    return Question(text, shown, kind, None, bare, context, title)


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


def _is_somebody(who: str) -> bool:
    """Tell whether words name somebody ("it", "this article" and "people" name nobody)."""
    return len(who.split()) <= 9 and not re.fullmatch(
        r"(?i)(?:it|this|that|there|you|i|we|people|someone|(?:the|this|that)\s+(?:article|text|story|report|study|survey|law|poll|letter|document)s?)",
        who.strip(),
    )
