"""Questions over several articles: their parts, each asked for itself, each with a sentence."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from index.filters import Filters
from index.library import Library
from qa.desk import Desk
from qa.facts import Scored
from qa.outlets import Mention, mentions
from qa.question import Question, understand
from qa.terms import Matcher, Term, terms

# Where one part ends and the next begins.
_BORDER = re.compile(
    r"(?i),?\s+\b(?:while|whereas|compared\s+(?:to|with)|but\s+also|and\s+(?=(?:the|an?|another|is|was"
    r"|has|have|had|also|that|whose|who|which|later|as|how|what|when|where|why|did|by)\b))\s*|;\s+"
)
_ASKS_TWICE = re.compile(r"(?i),?\s+and\s+(?=(?:how|what|when|where|why|who|which)\b)")
_FEWEST_WORDS = 3  # that count; of less a part asks nothing by itself
_SEARCHED = 4
# What a part's best sentence must carry of it, and what share of the parts must be found.
_FOUND, _MOST = 0.28, 0.6
_LONG = 22  # words of a question that describes what it asks for by several things
_IN_PARAGRAPH, _IN_TITLE = 0.8, 0.7


@dataclass(frozen=True, slots=True)
class Hop:
    """A part of a question, and the outlet whose article it is about; None for any."""

    text: str
    outlet: str | None


def hops(question: Question, outlets: Sequence[str]) -> tuple[Hop, ...]:
    """Return the parts of a question that no one sentence answers; none of a simple one."""
    if question.kind == "said" or question.article is not None:
        return ()
    text = question.text
    found = mentions(text, outlets)
    if len({mention.outlet for mention in found}) > 1 and _side_by_side(text, found):
        rest = _without(text, found)
        return tuple(Hop(rest, outlet) for outlet in dict.fromkeys(m.outlet for m in found))
    twice = _ASKS_TWICE.split(text)
    if len(twice) == 2 and all(len(terms(part)) >= 2 for part in twice[:1]):
        return (Hop(twice[0], None), Hop(f"{twice[1].rstrip('?')} ({twice[0]})", None))
    if len(found) > 1 or len(text.split()) >= _LONG:
        return _parts(text, found)
    return ()


def must_part(parts: Sequence[Hop]) -> bool:
    """Tell whether no one sentence can answer: several outlets or several questions."""
    return len({part.outlet for part in parts}) > 1 or any("(" in part.text for part in parts)


def follow(
    hop: Hop, library: Library, desk: Desk, matcher: Matcher, filters: Filters
) -> Scored | None:
    """Return the sentence that has most of a part of a question, if it has enough."""
    if hop.outlet and filters.outlet is None:
        filters = replace(filters, outlet=hop.outlet)
    wanted = terms(f"· {understand(hop.text).topic}")
    best: Scored | None = None
    for rank, passage in enumerate(library.search(hop.text, k=_SEARCHED, filters=filters)):
        for paragraph in desk.within(passage):
            if paragraph.kind not in ("body", "commentary", "caption"):
                continue
            for place in desk.sentences(passage.article_id, paragraph.number):
                around = desk.around(place)
                texts = [
                    (place.text, 1.0),
                    (paragraph.text, _IN_PARAGRAPH),
                    (around.title, _IN_TITLE),
                ]
                score = _share(wanted, texts, matcher)
                if best is None or score > best.score:
                    best = Scored(place, score, rank)
    return best if best and best.score >= _FOUND else None


def enough(found: Sequence[Scored | None]) -> bool:
    """Tell whether so many parts are found that together they answer."""
    there = sum(item is not None for item in found)
    return len(found) > 1 and there >= _MOST * len(found) and there > 0


def _share(wanted: Sequence[Term], texts: Sequence[tuple[str, float]], matcher: Matcher) -> float:
    return matcher.coverage(wanted, texts) if wanted else 0.0


def _side_by_side(text: str, found: Sequence[Mention]) -> bool:
    """Tell whether outlets stand in one list ("the Echo or the Post")."""
    between = [text[a.end : b.start] for a, b in pairwise(found)]
    return all(
        re.fullmatch(r"(?i)\W*(?:(?:and|or|than)\s+)?(?:the\s+)?\W*", gap) for gap in between
    )


def _without(text: str, found: Sequence[Mention]) -> str:
    rest = text[: found[0].start] + text[found[-1].end :]
    return re.sub(r"(?i)[,\s]*\b(?:do|did|does|in|of|by)?\s*(?=\W*$)", "", rest).strip()


def _parts(text: str, found: Sequence[Mention]) -> tuple[Hop, ...]:
    """Cut a question at its borders; what is too short goes with the part before."""
    parts: list[tuple[int, int]] = []
    start = 0
    for match in _BORDER.finditer(text):
        if len(terms(text[start : match.start()])) >= _FEWEST_WORDS:
            parts.append((start, match.start()))
            start = match.end()
    if len(terms(text[start:])) >= _FEWEST_WORDS or not parts:
        parts.append((start, len(text)))
    else:
        parts[-1] = (parts[-1][0], len(text))
    if len(parts) < 2:
        return ()
    return tuple(
        Hop(_bare(text, start, end, found), _outlet(found, start, end)) for start, end in parts
    )


def _outlet(found: Sequence[Mention], start: int, end: int) -> str | None:
    return next((m.outlet for m in found if start <= m.start < end), None)


def _bare(text: str, start: int, end: int, found: Sequence[Mention]) -> str:
    """Return a part without the outlet's name, which its own articles do not tell."""
    inside = [m for m in found if start <= m.start < end]
    for mention in reversed(inside):
        text = text[: mention.start] + " " * (mention.end - mention.start) + text[mention.end :]
    return " ".join(text[start:end].split())
