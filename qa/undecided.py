"""Lets a model choose among the candidates who says a quote that the rules leave open."""

import re
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace

from index.article import ParsedArticle, Quote
from index.confidence import GUESSED
from index.filters import EVERYTHING, Filters
from index.library import Library
from prompts import load
from qa.chat import Chat, ModelError, Shape
from qa.fence import mark_of, one_line

PROMPT = load("speaker")
MOST = 50  # quotes that a run asks about: with a model on a processor some minutes
_BEFORE = 3  # paragraphs that are shown before the quote's own, and after
_AFTER = 1
_FURTHEST = 2_000  # code points that are shown before a quote, and after its beginning
_LONGEST = 600  # code points of a quote
_LONGEST_REPLY = 200
# What says of one request that its reply cannot be used; anything else would meet the next, too.
_OF_ONE = frozenset(("empty", "filtered", "length"))
# A number, alone or in JSON, and behind it at most the candidate's name. No "-1", no "1.5".
_NUMBER = re.compile(
    r"(?is)\W*(?:(?:json|speaker|candidate|number)\W*)*(?<![-–\u2212])(\d{1,3})(?!\d)\W*(.*?)\W*"
)


@dataclass(frozen=True, slots=True)
class Decided:
    """What came of asking.

    Attributes:
        asked: about how many quotes.
        decided: those with a speaker now, in order.
        left: how many direct quotes have none yet, asked about or not.
        error: why no more was asked; None where nothing went wrong.
    """

    asked: int
    decided: tuple[Quote, ...]
    left: int
    error: ModelError | None = None


def decide(
    library: Library,
    chat: Chat,
    *,
    filters: Filters = EVERYTHING,
    most: int = MOST,
    show: Callable[[int, int, str], object] = lambda *_: None,
) -> Decided:
    """Ask a model about the direct quotes without a speaker; keep at once what it decides.

    A quote for which there is no candidate is not asked about.

    Args:
        library: keeps who is chosen.
        chat: is asked once a quote.
        filters: conditions on the article.
        most: quotes that are asked about.
        show: takes how many were asked about, how many will be, and whose article is next.

    Raises:
        LibraryError: an article that is named is not there, or the library cannot be written.
    """
    open_ones = [q for q in library.quotes(filters=filters) if q.direct and q.speaker is None]
    chosen = [quote for quote in open_ones if quote.candidates][:most]
    decided: list[Quote] = []
    asked, failed = 0, None
    for quote in chosen:
        show(asked, len(chosen), quote.article_id)
        asked += 1
        try:
            speaker = who_says(quote, library.get(quote.article_id), chat)
        except ModelError as error:
            failed = error
            break
        if speaker is not None and library.decide(quote, speaker):
            decided.append(replace(quote, speaker=speaker, confidence=GUESSED))
    return Decided(asked, tuple(decided), len(open_ones) - len(decided), failed)


def who_says(quote: Quote, parsed: ParsedArticle, chat: Chat) -> str | None:
    """Return the candidate that a model chooses for a quote.

    Returns:
        None where it chooses none, or replies with anything but the number of one.

    Raises:
        ModelError: the model cannot be asked; the next quote would meet the same.
    """
    shown = {
        "passage": _passage(quote, parsed),
        "quotation": one_line(quote.text[:_LONGEST]),
        "candidates": "\n".join(
            f"{number} {one_line(name)}" for number, name in enumerate(quote.candidates, 1)
        ),
    }
    messages = PROMPT.fill(**shown, mark=mark_of(*shown.values()))
    try:
        reply = _reply(chat, messages.system, messages.user, _shape(len(quote.candidates)))
    except ModelError as error:
        if error.kind not in _OF_ONE:
            raise
        return None
    return _chosen(reply, quote.candidates)


def _passage(quote: Quote, parsed: ParsedArticle) -> str:
    """Return the paragraphs around a quote, each in a line, of long ones what is near it."""
    start, end = quote.start - _FURTHEST, quote.start + _FURTHEST
    lines = [
        parsed.article.slice(max(paragraph.start, start), min(paragraph.end, end))
        for paragraph in parsed.paragraphs
        if -_BEFORE <= paragraph.number - quote.paragraph <= _AFTER
        and paragraph.start < end
        and start < paragraph.end
    ]
    return "\n".join(map(one_line, lines))


def _shape(candidates: int) -> Shape:
    number = {"type": "integer", "enum": [*range(candidates + 1)]}
    schema = {
        "type": "object",
        "properties": {"speaker": number},
        "required": ["speaker"],
        "additionalProperties": False,
    }
    return Shape("speaker", schema, PROMPT.json.strip())


def _reply(chat: Chat, system: str, user: str, shape: Shape) -> str:
    text = ""
    with closing(chat.reply(system, user, shape)) as pieces:
        for piece in pieces:
            text += piece
            if len(text) > _LONGEST_REPLY:
                break
    return text[:_LONGEST_REPLY]


def _chosen(reply: str, candidates: tuple[str, ...]) -> str | None:
    found = _NUMBER.fullmatch(reply)
    number = int(found[1]) if found else 0
    if found is None or not 1 <= number <= len(candidates):
        return None
    name = candidates[number - 1]
    return name if found[2].casefold() in ("", name.casefold().strip(".")) else None
