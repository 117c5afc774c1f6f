"""A parsed web page → what trafilatura takes for its article, held against a second opinion."""

import re
from collections.abc import Callable
from typing import Any

_NO_WORD = re.compile(r"[\W_]+")
_SENTENCE_END = re.compile(r"[.!?…。][”\"’'»)\]]*$")
_PROSE = 60  # code points
# Of the letters that the second opinion finds: with less, the first has taken the wrong block on
# one page in three; with more, on one in fifty (646 development pages).
_AGREED = 0.7
_SMALL = 600  # letters; so short a find is looked at twice
_LONG_ENOUGH = 200  # code points
_SAMPLE = 5000
_NEAR = 1000  # its own measure, of which it takes up to 1,200 for known


def letters(text: str) -> str:
    """Return the letters and digits of a text, in lower case, without what is between them."""
    return _NO_WORD.sub("", text).lower()


def parsed(text: str) -> Any:
    """Return a page as an lxml tree; None where there is nothing to parse."""
    # Late: it takes 0.4 s to import, and who adds text needs none of it.
    from trafilatura import load_html

    return load_html(text)


def article_in(page: Any, text: str, prepare: Callable[[Any], None]) -> Any:
    """Find the article on a page.

    Args:
        page: the parsed page; is changed.
        text: the page as it came.
        prepare: what is done to a page before it is read.

    Returns:
        trafilatura's tree of the article; None where it finds none.
    """
    prepare(page)
    article, found = _extract(page, fast=True)
    expected = len(letters(second_opinion(text)))
    if len(found) >= max(_AGREED * expected, _SMALL):
        return article
    again = parsed(text)
    prepare(again)
    other, more = _extract(again, fast=False)
    return other if len(more) > len(found) else article


def stated_date(page: Any, url: str | None) -> str | None:
    """Return the day that a page's markup or address gives, where the usual places have none."""
    from htmldate import find_date

    # The extensive search takes any day named in the article for that of its publication. Held to
    # today it cuts a later day down to the first of a month.
    return find_date(
        page, url=url, original_date=True, extensive_search=False, max_date="2999-12-31"
    )


def language_of(text: str) -> str | None:
    """Tell the language of a text that is long enough to tell it."""
    from resiliparse.parse.lang import detect_fast

    if len(text) < _LONG_ENOUGH:
        return None
    language, distance = detect_fast(text[:_SAMPLE])
    return language if language != "unknown" and distance < _NEAR else None


def sentences_on(text: str) -> list[str]:
    """Return the lines of the second opinion that read as prose, for where the first has none."""
    lines = (" ".join(line.split()) for line in second_opinion(text).split("\n"))
    return [line for line in lines if len(line) >= _PROSE and _SENTENCE_END.search(line)]


def second_opinion(text: str) -> str:
    """Return what Resiliparse keeps: all that is not named as furniture."""
    # Late, as every parser.
    from resiliparse.extract.html2text import extract_plain_text

    return extract_plain_text(
        text,
        main_content=True,
        alt_texts=False,
        list_bullets=False,
        comments=False,
        post_meta=False,
        preserve_formatting=True,
    )


def _extract(page: Any, *, fast: bool) -> tuple[Any, str]:
    """Return trafilatura's tree and the letters in it."""
    # Late: it takes 0.4 s to import, and who adds text needs none of it.
    from trafilatura import bare_extraction
    from trafilatura.metadata import Document

    found = bare_extraction(page, fast=fast, include_comments=False)
    if not isinstance(found, Document):
        return None, ""
    return found.body, letters(found.text or "")
