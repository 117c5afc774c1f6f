"""Questions over several articles: their parts, each asked for itself, each with a sentence."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from index.filters import Filters
from index.library import Library
from index.search import Passage, fuse
from qa.desk import Desk, Place
from qa.facts import Scored
from qa.outlets import Mention, mentions, without
from qa.question import Question, understand
from qa.retrieve import PASSAGES
from qa.terms import Matcher, Term, terms

# Where one part ends and the next begins.
_BORDER = re.compile(
    r"(?i),?\s+\b(?:while|whereas|compared\s+(?:to|with)|but\s+also|and\s+(?=(?:the|an?|another|is|was"
    r"|has|have|had|also|that|whose|who|which|later|as|how|what|when|where|why|did|by)\b))\s*|;\s+"
)
_SEVERAL = re.compile(r"(?i)\b(?:both|all|two|three)\s+(?:articles|reports|stories|pieces)\b")
_COMMA = re.compile(r",\s+(?!\d)(?:and\s+)?")  # none within a date or a number
_ASKS_TWICE = re.compile(r"(?i),?\s+and\s+(?=(?:how|what|when|where|why|who|which)\b)")
_POINTS_BACK = re.compile(r"(?i)\b(?:he|she|it|they|him|her|them|his|its|their|that|this|there)\b")
_FEWEST_WORDS = 3  # that count; of less a part asks nothing by itself
_SEARCHED = 4
# What a part's best sentence must carry of it, and what share of the parts must be found.
_FOUND, _MOST = 0.2, 0.6
# The same where every part names the outlet whose articles are read for it: then the parts'
# long wording says less, and what another outlet has does not stand in the way.
_FOUND_IN_OUTLET = 0.06
_NAMED = 0.12  # where the parts have a name in common
_KEPT = 8  # sentences of a part in which a common name is looked for
_FULL_NAME = re.compile(r"\b[A-ZÀ-Þ][\w’'-]+(?:\s[A-ZÀ-Þ][\w’'-]+)+")
_LONG = 22  # words of a question that describes what it asks for by several things
_IN_PARAGRAPH, _IN_TITLE = 0.8, 0.7


@dataclass(frozen=True, slots=True)
class Hop:
    """A part of a question.

    Attributes:
        outlet: whose article it is about; None for any.
        whole: whether it is a question by itself, which only a sentence of its own answers.
    """

    text: str
    outlet: str | None
    whole: bool = False


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
        second = (
            f"{twice[1].rstrip('?')} ({twice[0]})" if _POINTS_BACK.search(twice[1]) else twice[1]
        )
        return (Hop(twice[0], None, whole=True), Hop(second, None, whole=True))
    if len(found) > 1 or len(text.split()) >= _LONG:
        return (
            _parts(text, found, _BORDER)
            or _each(text, found)
            or _parts(text, found, _COMMA)
            or _by_mention(text, found)
            or whole_in_each(question, outlets)
        )
    return whole_in_each(question, outlets) if _SEVERAL.search(text) else ()


def whole_in_each(question: Question, outlets: Sequence[str]) -> tuple[Hop, ...]:
    """Return a question as it is for each outlet that it names; none where it names none."""
    found = mentions(question.text, outlets)
    bare = _bare(question.text, 0, len(question.text), found)
    return tuple(Hop(bare, outlet) for outlet in dict.fromkeys(m.outlet for m in found))


def must_part(parts: Sequence[Hop]) -> bool:
    """Tell whether no one sentence can answer: several outlets or several questions."""
    return len({part.outlet for part in parts}) > 1 or any(part.whole for part in parts)


def passages_for(hop: Hop, library: Library, filters: Filters) -> tuple[Passage, ...]:
    """Return the passages for a part of a question, of its outlet's articles, the best first."""
    if hop.outlet and filters.outlet is None:
        filters = replace(filters, outlet=hop.outlet)
    return library.search(hop.text, k=PASSAGES, filters=filters)


def together(rankings: Sequence[Sequence[Passage]]) -> tuple[Passage, ...]:
    """Fuse the passages for a question with those for its parts, the best first."""
    every = {_key(passage): passage for ranking in rankings for passage in reversed(ranking)}
    numbers = {key: number for number, key in enumerate(every)}
    scores = fuse(*(([numbers[_key(p)] for p in ranking], 1.0) for ranking in rankings))
    found = list(every.values())
    best = list(scores.items())[:PASSAGES]
    return tuple(replace(found[number], score=round(score, 6)) for number, score in best)


def _key(passage: Passage) -> tuple[str, int]:
    return passage.article_id, passage.start


def follow(hop: Hop, passages: Sequence[Passage], desk: Desk, matcher: Matcher) -> list[Scored]:
    """Return the sentences of passages that have most of a part of a question, best first."""
    wanted = terms(f"· {understand(hop.text).topic}")
    found = []
    for rank, passage in enumerate(passages[:_SEARCHED]):
        for paragraph in desk.within(passage):
            if paragraph.kind in ("body", "commentary", "caption"):
                for place in desk.sentences(passage.article_id, paragraph.number):
                    found.append(Scored(place, _share(wanted, place, desk, matcher), rank))
    found.sort(key=lambda item: (-item.score, item.rank, item.place.start))
    return found[:_KEPT]


def in_each(found: Sequence[Sequence[Scored]]) -> list[Scored]:
    """Return the best sentence of each outlet; none where one of them has nothing near."""
    best = [items[0] for items in found if items and items[0].score >= _FOUND_IN_OUTLET]
    return best if len(best) == len(found) else []


def joined(question: Question, found: Sequence[Sequence[Scored]]) -> list[Scored]:
    """Return a sentence for each part; none where together they do not answer.

    What is asked by who it is must be named in more than one part; a name that the sentences of
    several parts have then carries weaker ones as well.
    """
    if question.kind == "who":
        named = _shared_name(question, found)
        if named:
            about = [next((i for i in items if named in i.place.text), None) for items in found]
            kept = [item for item in about if item and item.score >= _NAMED]
            if len(kept) > 1:
                return kept
    best = [items[0] for items in found if items and items[0].score >= _FOUND]
    return best if best and len(found) > 1 and len(best) >= _MOST * len(found) else []


def _shared_name(question: Question, found: Sequence[Sequence[Scored]]) -> str | None:
    """Return the full name that the sentences of most parts have and the question has not."""
    counts = Counter(
        name
        for items in found
        for name in dict.fromkeys(
            match[0] for item in items for match in _FULL_NAME.finditer(item.place.text)
        )
        if name not in question.text
    )
    most = counts.most_common(1)
    return most[0][0] if most and most[0][1] > 1 else None


def _share(wanted: Sequence[Term], place: Place, desk: Desk, matcher: Matcher) -> float:
    around = desk.around(place)
    texts = [(place.text, 1.0), (around.paragraph, _IN_PARAGRAPH), (around.title, _IN_TITLE)]
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


def _each(text: str, found: Sequence[Mention]) -> tuple[Hop, ...]:
    """Return the whole question for each outlet; none where there are not several."""
    outlets = dict.fromkeys(mention.outlet for mention in found)
    bare = _bare(text, 0, len(text), found)
    return tuple(Hop(bare, outlet) for outlet in outlets) if len(outlets) > 1 else ()


def _parts(text: str, found: Sequence[Mention], border: re.Pattern[str]) -> tuple[Hop, ...]:
    """Cut a question at its borders; what is too short goes with the part before."""
    parts: list[tuple[int, int]] = []
    start = 0
    for match in border.finditer(text):
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


def _by_mention(text: str, found: Sequence[Mention]) -> tuple[Hop, ...]:
    """Cut a question before each report that it names; none where it names but one."""
    borders = [0, *(mention.start for mention in found[1:]), len(text)]
    parts = [pair for pair in pairwise(borders) if len(terms(text[slice(*pair)])) >= _FEWEST_WORDS]
    if len(found) < 2 or len(parts) < 2:
        return ()
    return tuple(
        Hop(_bare(text, start, end, found), _outlet(found, start, end)) for start, end in parts
    )


def _outlet(found: Sequence[Mention], start: int, end: int) -> str | None:
    return next((m.outlet for m in found if start <= m.start < end), None)


def _bare(text: str, start: int, end: int, found: Sequence[Mention]) -> str:
    """Return a part without the outlet's name, which its own articles do not tell."""
    return " ".join(without(text, found)[start:end].split())
