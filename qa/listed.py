"""Answers out of lists and tables: each item, or the cell of a row, with its own citation."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.search import Passage
from qa.answer import Sentence
from qa.blocks import Block, blocks, cells, shown
from qa.cite import Citations
from qa.desk import Desk, Place
from qa.question import Question
from qa.terms import Matcher, Term, terms

ENOUGH = 0.7  # of the words of a question that a list's opening, or a table's row, must carry
_LIST_OF = re.compile(
    r"(?i)^\W*(?:and\s+)?(?:(?:please\s+)?(?:list|name|enumerate)\s+(?:me\s+)?(?:all\s+)?(?:of\s+)?"
    r"|(?:give|show|tell)\s+me\s+(?:a\s+list\s+of\s+|all\s+)"
    r"|(?:which|what)\s+(?=(?:\w+\s+){0,2}?[a-z]{2,}(?:[^s\W]s|ies|children|people|men|women)\b)"
    r"|what\s+(?:are|were)\s+(?:all\s+)?(?=the\b)|which\s+(?:are|were)\s+)"
)
_ASKED_OF_COLUMN = 0.5  # of the other words of a question for one row
_WHAT = re.compile(r"(?i)^\W*(?:and\s+)?what\b")
_IN_HEADER, _IN_OPENING, _IN_TITLE, _BEFORE = 0.95, 0.9, 0.7, 0.6


@dataclass(frozen=True, slots=True)
class Listed:
    """What a list or a table answers.

    Attributes:
        lead: the opening of the list, or the header of the table.
        places: items or rows, in order.
        marked: in the only row, the cell that answers; None for none.
        score: 0..1, how well the list, or the row, carries the question.
        is_row: whether it is one row of a table.
    """

    lead: Place | None
    places: tuple[Place, ...]
    marked: tuple[int, int] | None
    score: float
    is_row: bool = False


def best_listed(
    question: Question, passages: Sequence[Passage], desk: Desk, matcher: Matcher
) -> Listed | None:
    """Return the list, the table or its row that answers best; None where none does.

    Args:
        question: as it is understood.
        passages: in whose articles it is looked for.
        desk: reads the articles.
        matcher: compares words.
    """
    wanted = terms(f"· {_LIST_OF.sub('', question.text)}")
    every = bool(_LIST_OF.match(question.text))
    lists = every or (question.kind in ("other", "said") and bool(_WHAT.match(question.text)))
    found = [
        one
        for article_id in dict.fromkeys(passage.article_id for passage in passages)
        for block in blocks(article_id, desk)
        for one in _of_block(article_id, block, wanted, desk, matcher)
        if wanted and (one.is_row or (every if block.header else lists))
    ]
    best = max(found, key=lambda one: one.score, default=None)
    return best if best and best.score >= ENOUGH else None


def told_list(listed: Listed, most: int, citations: Citations) -> tuple[tuple[Sentence, ...], int]:
    """Return the sentences of a list, each with its citation, and how many items are left out."""
    places = [listed.lead] if listed.lead else []
    places += listed.places[:most]
    sentences = [Sentence(place.text, (citations.cite(place),), "verbatim") for place in places]
    if listed.marked:
        last = sentences.pop()
        sentences.append(Sentence(last.text, last.citations, "verbatim", marked=listed.marked))
    return tuple(sentences), max(len(listed.places) - most, 0)


def with_leads(chosen: Sequence[Place], desk: Desk) -> list[Place]:
    """Return places with a table's header before its rows, and its rows for a header alone."""
    found: dict[Place, None] = {}
    for place in chosen:
        for block in blocks(place.article_id, desk):
            header = block.header if place.paragraph in (block.header, *block.items) else None
            if header is not None:
                found[shown(place.article_id, header, desk)] = None
            if header == place.paragraph:
                found.update((shown(place.article_id, n, desk), None) for n in block.items)
        found[place] = None
    return list(found)


def _of_block(
    article_id: str,
    block: Block,
    wanted: Sequence[Term],
    desk: Desk,
    matcher: Matcher,
) -> Iterator[Listed]:
    opening = desk.paragraph(article_id, block.opening).text if block.opening else ""
    header = desk.paragraph(article_id, block.header).text if block.header else ""
    first = block.opening or block.header or 1
    around = [
        (opening, 1.0 if block.header is None else _IN_OPENING),
        (header, _IN_HEADER),
        (desk.article(article_id).title or "", _IN_TITLE),
        (desk.paragraph(article_id, first - 1).text if first > 1 else "", _BEFORE),
    ]
    if any(matcher.carries(term, f"{opening} {header}") for term in wanted[:1]):
        yield _all_of(article_id, block, desk, matcher.coverage(wanted, around))
    if block.header is not None:
        rows = [shown(article_id, number, desk) for number in block.items]
        yield from _of_row(rows, shown(article_id, block.header, desk), wanted, around, matcher)


def _all_of(article_id: str, block: Block, desk: Desk, score: float) -> Listed:
    lead = block.opening if block.header is None else block.header
    items = tuple(shown(article_id, number, desk) for number in block.items)
    return Listed(shown(article_id, lead, desk) if lead else None, items, None, score)


def _of_row(
    rows: Sequence[Place],
    header: Place,
    wanted: Sequence[Term],
    around: Sequence[tuple[str, float]],
    matcher: Matcher,
) -> Iterator[Listed]:
    """Yield the one row that has the words which tell it from the others, if there is one."""
    telling = [[term for term in wanted if matcher.carries(term, row.text) == 1.0] for row in rows]
    most = max((sum(term.weight for term in own) for own in telling), default=0.0)
    best = [
        at for at, own in enumerate(telling) if own and sum(term.weight for term in own) == most
    ]
    if len(best) != 1:
        return
    row, rest = rows[best[0]], [term for term in wanted if term not in telling[best[0]]]
    # Neither a namesake's row answers, nor one of whose columns none is asked for.
    beside = [(text, 1.0) for text, _ in around]
    lacks = any(term.proper and not matcher.coverage([term], beside) for term in rest)
    if lacks or matcher.coverage(rest, around) < _ASKED_OF_COLUMN:
        return
    score = matcher.coverage(wanted, [(row.text, 1.0), *around])
    yield Listed(header, (row,), _cell(header.text, row.text, rest, matcher), score, is_row=True)


def _cell(header: str, row: str, asked: Sequence[Term], matcher: Matcher) -> tuple[int, int] | None:
    """Return the cell of the column whose name has most of the other words of a question."""
    names = [header[start:end] for start, end in cells(header)]
    worth = [matcher.coverage(asked, [(name, 1.0)]) if asked else 0.0 for name in names]
    best = max(range(len(worth)), key=lambda at: worth[at])
    return cells(row)[best] if worth[best] else None
