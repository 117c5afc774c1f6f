"""The swap test of a summary: two parties change names in the sources, and its tone stays."""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from index.article import ParsedArticle, Sort
from index.cast import read_cast
from index.clean import blanked
from index.marks import MASK, masked, pair
from index.parse import parse
from qa.answer import Summary
from qa.loaded_lexicon import lexicon

_TONE = 2  # strength from which a word of the lexicon has a tone of its own
_FEWEST = 2  # mentions that make somebody a party

Summarise = Callable[[Sequence[ParsedArticle]], Summary]
PARTIES: tuple[Sort, ...] = ("person", "organisation", "place")


def tone_changes(
    articles: Sequence[ParsedArticle], summary: Summary, summarise: Summarise
) -> dict[Sort, int]:
    """Return how many tone words of a summary change when two parties change names.

    Args:
        articles: the sources.
        summary: what was made of them.
        summarise: makes it again, of the changed sources.

    Returns:
        For people, organisations and places, as far as the sources name two of them twice each,
        the tone words that only one of the two summaries has.
    """
    found: dict[Sort, int] = {}
    before = _tone(summary)
    for sort in PARTIES:
        parties = _parties(articles, sort)
        if parties:
            one, other = parties
            pairs = _forms(one, other, sort) | _forms(other, one, sort)
            after = _tone(summarise([_swapped(parsed, pairs) for parsed in articles]))
            found[sort] = ((before - after) + (after - before)).total()
    return found


def _tone(summary: Summary) -> Counter[str]:
    found: Counter[str] = Counter()
    for section in summary.sections:
        for sentence in section.sentences:
            shown = masked(sentence.text, pair(sentence.text), MASK)
            for item in lexicon().find(shown):
                named = item.start and shown[item.start].isupper()  # "Great Bitter Lake"
                if item.entry.strength >= _TONE and not named:
                    found[shown[item.start : item.end].lower()] += 1
    return found


def _parties(articles: Sequence[ParsedArticle], sort: Sort) -> tuple[str, str] | None:
    """Return the two of a sort that are named most often."""
    counts: Counter[str] = Counter()
    for parsed in articles:
        texts = [blanked(p, parsed.cross_references) for p in parsed.paragraphs]
        cast = read_cast(parsed.paragraphs, texts)
        figures = [cast.figures[mention.figure] for mention in cast.mentions]
        sure = (f for f in figures if f.sort == sort and (sort != "person" or f.gender))
        counts.update(figure.name for figure in sure)
    named = [name for name, times in counts.most_common() if times >= _FEWEST]
    apart = [name for name in named if not set(name.split()) & set(named[0].split())]
    return (named[0], apart[0]) if apart else None


def _swapped(parsed: ParsedArticle, forms: Mapping[str, str]) -> ParsedArticle:
    pattern = re.compile(
        r"\b(?:" + "|".join(re.escape(f) for f in sorted(forms, key=len, reverse=True)) + r")\b"
    )

    def put(text: str) -> str:
        return pattern.sub(lambda match: forms[match[0]], text)

    article = parsed.article
    title = put(article.title) if article.title else None
    return parse(replace(article, title=title, text=put(article.text)))


def _forms(one: str, other: str, sort: Sort) -> dict[str, str]:
    """Return what stands for each form of a name: the whole; a person's last word and first."""
    if sort != "person":
        return {one: other}
    return {
        one.split()[0]: other.split()[0],
        one.split()[-1]: other.split()[-1],
        one: other,
    }
