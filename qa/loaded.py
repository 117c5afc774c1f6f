"""Finds the words by which a writer judges in the writer's own voice, with plain ones."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from index.article import Paragraph, ParsedArticle
from index.clean import blanked
from index.frames import is_told
from index.marks import MASK, masked, pair
from index.sentences import split
from qa.answer import LoadedWord
from qa.hidden_actor import find_hidden
from qa.loaded_lexicon import Found, lexicon
from qa.one_sided import find_one_sided

_VOICE_KINDS = frozenset(("body", "heading", "commentary"))
# What stands in one sentence adds up to this where the sentence judges (see loaded_words.toml).
_ENOUGH = 3
_SHOWN = 2  # words below this strength only strengthen others and are not named
_NAMED_WITH_NOUN = frozenset(("judgement", "praise"))
# Two judging words in one phrase are one finding: "relentless attack on innocent Palestinians".
_SAME_PHRASE = re.compile(r"^\s+(?:[\w’'-]+\s+){0,3}$")
_AUXILIARY = re.compile(
    r"\b(?:has|have|had|having|be|been|being|is|are|was|were)(?:n[’']t)?(?:\s(?:not|\w+ly|also|now)"
    r"|,[^,]{1,25},)*\s$"
)
_NOUN_BEHIND = re.compile(
    r"\s+(?!(?:a|an|the|and|or|but|in|on|at|of|for|to|by|with|from|as|that|which|who|is|was|were|are|has|had|during|after|before|over|about|it|they|he|she)\b)([^\W\d_][\w’'-]*)"
)


@dataclass(frozen=True, slots=True)
class Loaded:
    """A loaded phrase in a text: `[start, end)`, its kind, what it does, a plain wording."""

    start: int
    end: int
    kind: str
    why: str
    plain: str


def find_loaded(parsed: ParsedArticle) -> tuple[LoadedWord, ...]:
    """Find loaded words in an article's own voice, in order.

    What stands between quotation marks or is reported as somebody's words is the speaker's and
    stays; cross-references are other pieces' headlines.

    Returns:
        Each with its place (`article.text[start:end] == text`), its kind, why it is loaded and a
        plain wording, "(left out)" where the sentence says the same without it.
    """
    shown = {
        paragraph.number: _own_voice(parsed, paragraph)
        for paragraph in parsed.paragraphs
        if paragraph.kind in _VOICE_KINDS
    }
    found = [
        (number, item)
        for number, text in shown.items()
        for item in (*loaded_in(text), *hidden_in(text))
    ]
    found += _one_sided(shown)
    found.sort(key=lambda one: (one[0], one[1].start))
    return tuple(_word(parsed, number, item) for number, item in found)


def _word(parsed: ParsedArticle, number: int, item: Loaded) -> LoadedWord:
    paragraph = parsed.paragraphs[number - 1]
    start, end = paragraph.start + item.start, paragraph.start + item.end
    words = parsed.article.slice(start, end)
    place = (paragraph.article_id, number, start, end)
    return LoadedWord(words, *place, item.why, item.plain, item.kind)


def is_loaded(text: str) -> bool:
    """Tell whether a text has a sentence that judges outside quotation marks."""
    shown = masked(text, pair(text), MASK)
    return any(_judges(shown[start:end]) for start, end in split(text))


def loaded_in(shown: str) -> Iterator[Loaded]:
    """Find loaded phrases in a text whose quotations are masked."""
    for start, end in split(shown):
        found = _judges(shown[start:end])
        for group in _phrases(shown[start:end], [f for f in found if f.entry.strength >= _SHOWN]):
            item = _phrase(shown[start:end], group)
            yield Loaded(start + item.start, start + item.end, item.kind, item.why, item.plain)


def hidden_in(shown: str) -> Iterator[Loaded]:
    """Find passives that leave out who did it, in a text whose quotations are masked."""
    for start, end in find_hidden(shown):
        yield Loaded(start, end, "hidden actor", "does not say who did it", "(say who did it)")


def _one_sided(shown: Mapping[int, str]) -> Iterator[tuple[int, Loaded]]:
    for number, start, end, human in find_one_sided(shown):
        if human:
            why, plain = "makes one side human, where the other is a label", "(left out)"
        else:
            why, plain = "is a label, where the other side is made human", "(say who they are)"
        yield number, Loaded(start, end, "one-sided", why, plain)


def _own_voice(parsed: ParsedArticle, paragraph: Paragraph) -> str:
    """Return a paragraph's text, as long as it is, with other people's words masked."""
    text = blanked(paragraph, parsed.cross_references)
    shown = masked(text, pair(text), MASK)
    for quote in parsed.quotes:
        # In a commentary the publisher's own voice tells what others said, and everywhere the
        # writer's what they backed or attacked.
        theirs = quote.direct or is_told(quote.cue)
        here = quote.paragraph == paragraph.number and paragraph.kind == "body"
        if here and quote.speaker and theirs:
            start, end = quote.start - paragraph.start, quote.end - paragraph.start
            shown = shown[:start] + MASK * (end - start) + shown[end:]
    return shown


def _judges(shown: str) -> list[Found]:
    """Return what a sentence judges by; nothing where its words weigh too little together."""
    found = lexicon().find(shown)
    heaviest = max((f.entry.strength for f in found), default=0)
    weight = sum(f.entry.strength for f in found)
    return found if heaviest >= _SHOWN and weight >= _ENOUGH else []


def _phrases(shown: str, found: Sequence[Found]) -> list[list[Found]]:
    groups: list[list[Found]] = []
    for one in found:
        last = groups[-1][-1] if groups else None
        if last and _is_one_phrase(last, one, shown[last.end : one.start]):
            groups[-1].append(one)
        else:
            groups.append([one])
    return groups


def _is_one_phrase(one: Found, other: Found, between: str) -> bool:
    """Tell whether two judging adjectives stand in one phrase."""
    kinds = {one.entry.kind, other.entry.kind}
    return kinds <= _NAMED_WITH_NOUN and bool(_SAME_PHRASE.match(between))


def _wording(one: Found, shown: str) -> str:
    """Return the plain wording in the form that the sentence wants."""
    if one.entry.participle and _AUXILIARY.search(shown[: one.start]):
        return one.entry.participle
    return one.entry.plain


def _phrase(shown: str, group: Sequence[Found]) -> Loaded:
    start, end = group[0].start, group[-1].end
    first, last = group[0].entry, group[-1].entry
    if last.kind in _NAMED_WITH_NOUN and not shown[start:end].endswith("ly"):
        noun = _NOUN_BEHIND.match(shown, end)  # a judging adjective is named with its noun
        end = noun.end() if noun else end
    plain, at = "", start
    for one in group:
        plain += shown[at : one.start] + _wording(one, shown)
        at = one.end
    plain = " ".join((plain + shown[at:end]).split())
    return Loaded(start, end, first.kind, first.why, plain or "(left out)")
