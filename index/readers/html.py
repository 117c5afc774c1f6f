"""A web page → a draft of the article on it."""

import datetime as dt
import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from index.article import Draft
from index.errors import SourceError
from index.readers.blocks import Block, compose
from index.readers.dates import parse_date
from index.readers.page_blocks import blocks_of, prepare, without_signs
from index.readers.page_facts import PageFacts, page_facts
from index.readers.page_hints import hinted, hints_of
from index.readers.page_opinions import (
    article_in,
    language_of,
    letters,
    parsed,
    sentences_on,
    stated_date,
)
from index.readers.page_refusals import STORY, Found, reason_against

_DEEPEST = 200  # articles go to 60; lxml stops at 256, and Resiliparse takes minutes at 20,000
_MOST_ELEMENTS = 50_000  # articles have up to 9,000
_TOO_DEEP = f"boolean({'/*' * _DEEPEST})"
# Letters and digits.
_LEAD_LEAST = 60  # a shorter description is a slogan
_LINK_LONGEST = 120  # a longer link is a paragraph that somebody linked
_STATED_LEAST = 500
_FOUND_LEAST = 100
_PROSE_LEAST = 600
_PIECES = 40  # of text in an element; more is no paragraph
_EMBEDDED = re.compile(r"data:[\w/+.;=-]{0,80};base64,[A-Za-z0-9+/=]+")
_LEAD_TAGS = ("p", "h2", "h3", "div")


_MOST_TAGS = 100_000  # a page of news has 1,000 to 20,000; a million take minutes


def read_html(text: str, source: str, today: dt.date) -> Draft:
    """Find the article on a page: its paragraphs, headings and captions without the furniture.

    The days are what the page's metadata or address state, never after `today`.

    Raises:
        SourceError: there is no article on the page, but a wall, an error, a list or nothing; or it
            has more tags than any.
    """
    tags = text.count("<")
    if tags > _MOST_TAGS:
        raise SourceError(
            f"{source} has {tags:,} tags, more than the {_MOST_TAGS:,} of the largest page: "
            "save the article's text and add that.",
            source,
        )
    text = _whole(text)
    page = parsed(text)
    if page is None:
        raise _nothing_found(source)
    _check_size(page, source)
    facts = page_facts(page, today)
    published = facts.published or _fallback_date(page, facts, today)
    lead = _lead(page, facts)
    linked = _linked(page)
    hints = hints_of(page)
    article = article_in(page, text, prepare)
    blocks = [] if article is None else list(blocks_of(article))
    blocks = _enough(blocks, facts, text)
    blocks = _with_lead(
        _without_furniture(hinted(blocks, hints, facts.authors), facts, linked), lead
    )
    _check_story(page, facts, blocks, source)
    composed = compose(blocks)
    if not any(character.isalpha() for character in composed.text):
        raise _nothing_found(source)
    host = urlsplit(facts.url or "").hostname
    return Draft(
        source,
        composed.text,
        title=facts.title,
        outlet=facts.outlet or (host.removeprefix("www.") if host else None),
        date=published,
        url=facts.url,
        marks=composed.marks,
        authors=facts.authors,
        modified=facts.modified,
        language=facts.language or language_of(composed.text),
    )


def _check_size(page: Any, source: str) -> None:
    """Refuse a page on which the libraries would take minutes.

    Raises:
        SourceError: it is nested too deep, or has too many elements.
    """
    if page.xpath(_TOO_DEEP):
        fault = f"nests its elements more than {_DEEPEST} deep"
    elif page.xpath("count(//*)") > _MOST_ELEMENTS:
        fault = f"has more than {_MOST_ELEMENTS:,} elements"
    else:
        return
    raise SourceError(
        f"{source} {fault}, which no article does: copy the article's words into a text file "
        "and add that.",
        source,
    )


def _nothing_found(source: str) -> SourceError:
    return SourceError(
        f"No article text was found in {source}: copy the article's words into a text file "
        "and add that.",
        source,
    )


def _whole(text: str) -> str:
    """Return the page without our signs and embedded files, a fragment in a page of its own."""
    text = _EMBEDDED.sub("data:", without_signs(text))
    if re.search(r"(?i)<(?:html|body)\b", text):
        return text
    return f"<html><body><article>{text}</article></body></html>"


def _fallback_date(page: Any, facts: PageFacts, today: dt.date) -> dt.date | None:
    published = parse_date(stated_date(page, facts.url) or "")
    return published if published and published <= today else None


def _check_story(page: Any, facts: PageFacts, blocks: Sequence[Block], source: str) -> None:
    """Refuse a page without a story.

    Raises:
        SourceError: it is a wall, an error, a list, a login or a shell.
    """
    told = [block.text for block in blocks if block.kind not in ("heading", "caption")]
    if len(letters("".join(told))) >= STORY:
        return
    reason = reason_against(_found(page, facts, tuple(filter(None, told))))
    if reason:
        raise SourceError(f"{source} {reason}", source)


def _found(page: Any, facts: PageFacts, told: tuple[str, ...]) -> Found:
    """Gather what tells a page without an article."""
    first = next(page.iter("h1", "h2"), None)
    heading = "".join(first.itertext()) if first is not None else ""
    words = [
        piece
        for node in page.iter()
        if isinstance(node.tag, str) and node.tag not in ("script", "style")
        for piece in (node.text, node.tail)
        if piece and piece.strip()
    ]
    headlines = sum(
        1 for heading in page.iter("h2", "h3", "h4") if next(heading.iter("a"), None) is not None
    )
    password = any((field.get("type") or "").lower() == "password" for field in page.iter("input"))
    titles = (*facts.names, " ".join(without_signs(heading).split()))
    seen = without_signs(" ".join(words))
    return Found(titles, told, seen, headlines, password, facts.is_article)


def _enough(blocks: list[Block], facts: PageFacts, text: str) -> list[Block]:
    """Return what was found, or the metadata's own text or all prose, where it is far less."""
    found = len(letters("".join(block.text for block in blocks)))
    stated = len(letters(facts.body))
    # trafilatura, too, falls back on the metadata, and makes one paragraph of it.
    glued = (
        sum(bool(block.text) for block in blocks) == 1 and stated >= found and "\n" in facts.body
    )
    if glued or stated > max(2 * found, _STATED_LEAST):
        return [Block(line) for line in facts.body.split("\n")]
    if found >= _FOUND_LEAST:
        return blocks
    prose = sentences_on(text)
    return [Block(line) for line in prose] if len("".join(prose)) > _PROSE_LEAST else blocks


def _linked(page: Any) -> frozenset[str]:
    """Return the letters of the page's paragraphs that are one link and nothing else."""
    found = set()
    for link in page.iter("a"):
        block = link.getparent()
        if block is None or block.tag not in ("p", "div") or len(block) > 2:
            continue
        words = letters(_words(link, 4 * _LINK_LONGEST) or "")
        around = letters(_words(block, 4 * _LINK_LONGEST) or "")
        if 0 < len(words) <= _LINK_LONGEST and words == around:
            found.add(words)
    return frozenset(found)


def _words(node: Any, longest: int, start: str = "") -> str | None:
    """Return an element's words on a line; None where they are longer, or begin otherwise."""
    words: list[str] = []
    size = 0
    for steps, piece in enumerate(node.itertext()):
        if not size and start:
            first = letters(piece)
            if first[: len(start)] != start[: len(first)]:
                return None
        words.append(piece)
        size += len(piece.strip())
        if size > longest or steps > _PIECES:
            return None
    return " ".join("".join(words).split())


def _lead(page: Any, facts: PageFacts) -> str | None:
    """Return the words under the headline, where they are the page's own description."""
    key = letters(facts.description or "")
    if len(key) < _LEAD_LEAST:
        return None
    for node in page.iter(*_LEAD_TAGS):
        if len(node) > 3:
            continue
        words = _words(node, 4 * len(key), key[:8])
        if words and letters(words) == key:
            return words
    return None


def _with_lead(blocks: Sequence[Block], lead: str | None) -> list[Block]:
    """Put the lead before the first paragraph, where the article lacks it."""
    if not lead or not blocks:
        return list(blocks)
    key = letters(lead)
    if key in letters("".join(block.text for block in blocks)):
        return list(blocks)
    return [Block(lead, "body"), *blocks]


def _without_furniture(
    blocks: Sequence[Block], facts: PageFacts, linked: frozenset[str]
) -> list[Block]:
    """Leave out the title, which the draft has, mere links, and what heads nothing."""
    names = {letters(name) for name in facts.names}
    kept = [
        block
        for block in blocks
        if block.kind == "caption" or letters(block.text) not in names | linked
    ]
    while kept and (kept[-1].kind == "heading" or not kept[-1].text):
        kept.pop()  # it heads what is no part of the article: comments, related pieces
    return kept
