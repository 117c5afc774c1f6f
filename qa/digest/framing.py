"""How sources frame an event: the words that each uses for the same thing."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import combinations
from pathlib import Path

from index.article import ParsedArticle
from index.clean import blanked
from index.marks import MASK, masked, pair
from qa.answer import Framing, Wording
from qa.cite import Citations
from qa.desk import Desk, Place
from qa.inflection import noun_forms, spellings, verb_forms

_FILE = Path(__file__).with_name("framing.toml")
_WORD = re.compile(r"[\w'’]+(?:-[\w'’]+)*")
_LONGEST = 3  # words of a phrase


def framings(
    groups: Sequence[Sequence[ParsedArticle]],
    desk: Desk,
    citations: Citations,
    names: Mapping[str, str],
) -> tuple[Framing, ...]:
    """Find things that the origins call by different words in their own voice.

    Args:
        groups: the articles by origin; the first of each is read.
        desk: reads them.
        citations: gets a citation for the first use of each word.
        names: what each article is called, by its id.

    Returns:
        Of each thing for which two origins have no word in common, each
        origin's words, the most frequent first.
    """
    used = [_used(group[0], desk) for group in groups]
    found = []
    for about in _things():
        ways = [one[about] for one in used if about in one]
        if any(not set(one) & set(other) for one, other in combinations(ways, 2)):
            wordings = tuple(
                _wording(names[group[0].article.id], one[about], citations)
                for group, one in zip(groups, used, strict=True)
                if about in one
            )
            found.append(Framing(about, wordings))
    return tuple(found)


_Uses = dict[str, list[Place]]


def _wording(source: str, uses: _Uses, citations: Citations) -> Wording:
    ordered = sorted(uses, key=lambda word: -len(uses[word]))
    numbers = tuple(dict.fromkeys(citations.cite(uses[word][0]) for word in ordered))
    return Wording(source, tuple(ordered), numbers)


def _used(parsed: ParsedArticle, desk: Desk) -> dict[str, _Uses]:
    """Return of each thing the words that an article has for it, with the sentences they are in."""
    found: dict[str, _Uses] = {}
    for paragraph in parsed.paragraphs:
        if paragraph.kind != "body":
            continue
        text = blanked(paragraph, parsed.cross_references)
        shown = masked(text, pair(text), MASK).lower()
        for place in desk.sentences(parsed.article.id, paragraph.number):
            start, end = place.start - paragraph.start, place.end - paragraph.start
            for about, word in _in_sentence(shown[start:end]):
                found.setdefault(about, {}).setdefault(word, []).append(place)
    return found


def _in_sentence(shown: str) -> Iterator[tuple[str, str]]:
    spans = [match.span() for match in _WORD.finditer(shown)]
    at = 0
    while at < len(spans):
        for number in range(min(_LONGEST, len(spans) - at), 0, -1):
            known = _forms().get(shown[spans[at][0] : spans[at + number - 1][1]])
            if known:
                yield known
                at += number - 1
                break
        at += 1


@lru_cache(maxsize=1)
def _forms() -> Mapping[str, tuple[str, str]]:
    """Return form → (thing, word)."""
    found: dict[str, tuple[str, str]] = {}
    document = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    for sort, inflect in (("nouns", noun_forms), ("verbs", verb_forms)):
        for row in document[sort].strip().split("\n"):
            about, _, words = row.partition(":")
            for word in (piece.strip().lower() for piece in words.split(";")):
                for form in (spelled for f in inflect(word) for spelled in spellings(f)):
                    found.setdefault(form, (about, word))
    return found


@lru_cache(maxsize=1)
def _things() -> tuple[str, ...]:
    return tuple(Counter(about for about, _ in _forms().values()))
