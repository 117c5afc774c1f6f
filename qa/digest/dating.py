"""Tells when “yesterday” was: puts the date that an article itself states behind such words."""

import re

from index.article import ParsedArticle
from index.marks import masked, pair
from qa.desk import Place

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_DATE = re.compile(rf"\b(?:{_MONTH} \d{{1,2}},? (?:19|20)\d\d|\d{{1,2}} {_MONTH} (?:19|20)\d\d)\b")
_HEAD = 4  # paragraphs in which an article states its date
_RELATIVE = re.compile(
    r"\b(?:[Yy]esterday|[Tt]oday|[Tt]omorrow|[Tt]onight"
    r"|(?:[Tt]his|[Ll]ast|[Nn]ext) (?:morning|afternoon|evening|night|week|weekend|month|year)"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b(?! \[)(?!,? (?:\d|[A-Z][a-z]+\.? \d))"
)


def stated_date(parsed: ParsedArticle) -> Place | None:
    """Return where an article's head states the day on which it was written."""
    for paragraph in parsed.paragraphs[:_HEAD]:
        match = _DATE.search(paragraph.text) if paragraph.kind != "body" else None
        if match:
            start, end = paragraph.start + match.start(), paragraph.start + match.end()
            return Place(parsed.article.id, paragraph.number, start, end, match[0])
    return None


def dated(text: str, date: Place) -> str | None:
    """Put a date behind the first word that counts from it; None where there is no such word."""
    match = _RELATIVE.search(masked(text, pair(text), "█"))
    if not match:
        return None
    return f"{text[: match.end()]} [written {date.text}]{text[match.end() :]}"
