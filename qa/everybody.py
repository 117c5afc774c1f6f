"""What all say about a topic: "who said what about the strike?", "the reactions to the fire"."""

import re
from collections.abc import Sequence
from dataclasses import replace

from index.article import Quote
from index.filters import Filters
from index.library import Library
from qa.people import is_theirs
from qa.statements import Told
from qa.terms import Term, terms

_LEAD = r"(?i)^\W*(?:(?:and|so|but|ok|okay|also|then|well|please|now)[ ,]+)*"
_SAY = r"(?:said|says|say|think|thinks|thought|claim|claims|claimed|argue|argues|argued)"
_ON = r"(?:about|on|regarding|concerning|over|to)"
_ALL = (
    r"(?:people|everyone|everybody|anyone|anybody|they\s+all|(?:the\s+)?others"
    r"|(?:(?:all|both)\s+)?(?:the\s+)?(?:(?:two|different|various)\s+)?(?:sides|parties)"
    r"|(?:the\s+)?people\s+quoted|(?:the\s+)?(?:speakers|articles|sources))"
)
_REACTIONS = r"(?:reactions?|responses?|comments|opinions|views|positions|statements|voices)"
_REST = r"(?P<topic>.*)$"
_WAYS = tuple(
    re.compile(_LEAD + way + _REST)
    for way in (
        rf"who(?:\s+all|\s+else)?\s+(?:has\s+|have\s+)?{_SAY}\s+what\b(?:\s+exactly)?(?:\s+{_ON}\b)?",
        rf"what\s+(?:was|is|were|has\s+been|have\s+been|is\s+being|gets)\s+{_SAY}\s+{_ON}\b",
        rf"what\s+(?:did|do|does|have|has|are)\s+{_ALL}\s+{_SAY}(?:ing)?\b(?:\s+{_ON}\b)?",
        rf"(?:what|which|how)\s+(?:are|were|was|is)\s+(?:the\s+)?(?:\w+\s+)?{_REACTIONS}\s+{_ON}\b",
        rf"(?:the\s+)?{_REACTIONS}\s+{_ON}\b",
        rf"who(?:\s+all|\s+else)?\s+(?:is|was|are|were)\s+quoted\b(?:\s+{_ON}\b)?",
        r"who(?:\s+all|\s+else)?\s+(?:has\s+|have\s+)?(?:commented|comments?|spoke|spoken|reacted)"
        rf"\s+{_ON}\b",
        rf"how\s+(?:did|do|does|have|has)\s+{_ALL}\s+react(?:ed)?\s+to\b",
    )
)
_BY_SOMEBODY = re.compile(r"\bby\s+(?:the\s+)?[\w’'-]+(?:\s+[\w’'-]+){0,3}\W*$")
_PREPOSITION = re.compile(r"(?<=\w)\s+(?:of|to|in|at|on|for|from|between|with|by|after|before)\b")
_HERE = re.compile(
    r"(?i)^\s*(?:(?:in|by)\s+)?(?:the|this|that)\s+(?:article|text|story|report|piece)\s*(?:about\b|on\b)?"
)
_FEW = 12  # articles of which all words are given where no topic is named
_FOUND = 20  # passages by which the articles on a topic are chosen
_ARTICLES = 6


def topic_of(text: str) -> str | None:
    """Return about what everybody's words are asked for; "" for anything, None where they aren't.

    Args:
        text: a question that is standalone.
    """
    bare = text.rstrip("?!. ")
    for way in _WAYS:
        match = way.match(bare)
        if match and not _BY_SOMEBODY.search(match["topic"]):
            return _HERE.sub("", match["topic"]).strip(" ?.!,;:")
    return None


def quotes_near(topic: str, library: Library, filters: Filters) -> tuple[Quote, ...]:
    """Return the quotes, whose speaker has a name, of the articles that a topic finds.

    Args:
        topic: what they are to be about; "" for all articles that meet the conditions.
        library: where to look.
        filters: conditions on the articles.
    """
    if not topic and not filters.article_ids and library.count() > _FEW:
        return ()
    if topic:
        found = library.search(topic, k=_FOUND, filters=filters)
        best = [*dict.fromkeys(passage.article_id for passage in found)][:_ARTICLES]
        # Search gives one of several copies of a report; each may be cited for the same words.
        copies = [copy.id for article_id in best for copy in library.copies(article_id)]
        if filters.article_ids:
            copies = [copy for copy in copies if copy in filters.article_ids]
        if not best:
            return ()
        filters = replace(filters, article_ids=tuple(dict.fromkeys([*best, *copies])))
    quotes = library.quotes(filters=filters)
    return tuple(quote for quote in quotes if quote.speaker and is_theirs(quote))


def wanted_of(topic: str) -> list[Term]:
    """Return the words of a topic; the head of its phrase counts twice: "the *bridge* to Anso"."""
    wanted = list(terms(f"· {topic}"))
    if len(wanted) > 1:
        head = len(terms(f"· {_PREPOSITION.split(topic, maxsplit=1)[0]}")) - 1
        at = min(max(head, 0), len(wanted) - 1)
        wanted[at] = replace(wanted[at], weight=wanted[at].weight * 2)
    return wanted


def by_turns(told: Sequence[Told]) -> list[Told]:
    """Return the first of each speaker, then the second of each, and so on, in their order."""
    turns: dict[str | None, int] = {}
    placed: list[tuple[int, int, Told]] = []
    for at, one in enumerate(told):
        speaker = one.group[0].quote.speaker
        turns[speaker] = turns.get(speaker, 0) + 1
        placed.append((turns[speaker], at, one))
    return [one for *_, one in sorted(placed, key=lambda item: item[:2])]
