"""Tells as a fact what a sentence only denies, asks, promises, leaves open or ties to an "if"."""

import re
from collections.abc import Iterator

from index.marks import masked, pair

_SUBJECT = r"(?!(?:to|or|not|he|she|it|they|we|you|i)\b)(?:[\w’€$%-]+ ){1,9}?"
_VERB = (
    r"(?:had|has|have|was|were|is|are|would|will|did|does|can)(?: not)? \w[^,;:“”—]*?"
    r"(?=(?<!Mr)(?<!Mrs)(?<!Dr)\.(?:\s|$)|[,;]\s|$| but\b)"
)
_CLAUSE = rf"(?P<told>{_SUBJECT}{_VERB})"
_LEFT_OPEN = re.compile(
    r"\b(?:(?:den(?:y|ies|ied)|disput(?:es?|ed)|refut(?:es?|ed))(?: the \w+)? that"
    r"|(?:reject(?:s|ed)?|dismiss(?:es|ed)?) (?:the|any|a) (?:\w+ )?(?:claims?|reports?"
    r"|suggestions?"
    rf"|allegations?|idea) that|whether|(?:asked|wonders?|wondered|ask) if) {_CLAUSE}"
)
_PROMISED = re.compile(
    r"\b(?:has |have |had )?(?:promised|pledged|vowed|threatened|offered|swore) to (?=[a-z])"
)
# What is said of a case that may come: "If the wind drops, the ferry sails."
_NO_CASE = r"(?! (?:you|we|I|any|anything|history|not|necessary|possible|only|so)\b)"
_IF_FIRST = re.compile(
    rf"(?:If|Unless|Provided that){_NO_CASE} [^,“”]{{8,80}}, "
    r"(?P<told>(?!though\b)[^“”,:–—-]{15,}\.)$"
)
_IF_LAST = re.compile(
    r"(?P<told>(?:The|A|An|[A-Z][\w’]+) [^“”,;:–—-]{12,}?)(?<! only)(?<! even)(?<! as)(?<!\w and)"
    rf"(?<! that)(?<! of) (?:if|unless|provided that|as long as){_NO_CASE} [^“”,]{{8,}}\.$"
)
_STILL_OPEN = re.compile(
    r"(?i)\b(?:would|could|might|may|should|can|if|whether|unless|asked|know|knows|sees?|how"
    r"|wonder\w*|decide\w*|unclear|question\w*|sa(?:y|ys|id)|promised|believes?|think|then came"
    r"|here)\b|n['’]t\b"
)


def told_as_facts(text: str) -> Iterator[str]:
    """Yield what a sentence leaves open, without what leaves it open.

    Args:
        text: a sentence; its quotations are left alone.
    """
    outside = masked(text, pair(text), "“")
    for asked in _LEFT_OPEN.finditer(outside):
        if not re.search(r"\b(?:or|whether)\b", asked["told"]):
            yield _sentence(asked["told"])
    if promise := _PROMISED.search(outside):
        yield f"{text[: promise.start()]}will {text[promise.end() :]}"
    for case in (_IF_FIRST.match(outside), _IF_LAST.match(outside)):
        if case and not _STILL_OPEN.search(case["told"]):
            yield _sentence(case["told"])


def _sentence(clause: str) -> str:
    clause = clause.strip(" .,;")
    return f"{clause[:1].upper()}{clause[1:]}."
