"""Which words of somebody who is quoted very often are weighed for a question."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from index.article import Paragraph, Quote
from index.filters import Filters
from index.library import Library
from index.sentences import split
from qa.desk import Place
from qa.statements import Statement, Told, merged, most_telling
from qa.synonyms import alike
from qa.terms import Term

MANY = 120  # quotes; up to so many all are weighed
_WEIGHED = 100  # quotes near a topic's words
_BEFORE = 0.7  # what a word is worth in the paragraph before
_ARTICLES = 15  # of those that search finds, by meaning too
_FOUND = 30  # passages by which they are chosen
_LIKELIEST = 24  # sayings from which those that are given are chosen
_FIRST = 10  # paragraphs that stand first among the passages where nothing else tells


def near(
    wanted: Sequence[Term], quotes: Sequence[Quote], library: Library, filters: Filters
) -> tuple[Quote, ...]:
    """Return the quotes that may be on a topic: those near its words, and those search finds.

    Args:
        wanted: the topic's words.
        quotes: somebody's, as the library gives them.
        library: where they stand.
        filters: conditions on the articles.
    """
    ids = tuple(dict.fromkeys(quote.article_id for quote in quotes))
    topic = " ".join(term.word for term in wanted)
    found = library.search(topic, k=_FOUND, filters=replace(filters, article_ids=ids))
    best = set([*dict.fromkeys(passage.article_id for passage in found)][:_ARTICLES])
    named = _named(wanted, quotes, library)
    return tuple(
        quote for at, quote in enumerate(quotes) if at in named or quote.article_id in best
    )


def _named(wanted: Sequence[Term], quotes: Sequence[Quote], library: Library) -> frozenset[int]:
    """Return the places of the quotes with most of a topic's words in or before their paragraph."""
    keys = [(quote.article_id, quote.paragraph) for quote in quotes]
    before = [(article_id, number - 1) for article_id, number in keys]
    told = library.leaves.paragraphs([*dict.fromkeys([*keys, *before])])
    texts = {(p.article_id, p.number): p.text for p in told}
    finders = [(term.weight, _finder(term)) for term in wanted]
    worth = {
        key: sum(weight for weight, has in finders if has(text)) for key, text in texts.items()
    }
    scores = [
        max(worth.get(own, 0.0), _BEFORE * worth.get(other, 0.0))
        for own, other in zip(keys, before, strict=True)
    ]
    order = sorted(range(len(quotes)), key=lambda at: -scores[at])
    return frozenset(at for at in order[:_WEIGHED] if scores[at] > 0)


def _finder(term: Term) -> Callable[[str], bool]:
    """Return what finds, in most of its forms, a word or one that means the same."""
    roots = sorted({root.rstrip("iy") for root in (term.stem, *alike(term.stem))} - {""})
    pattern = re.compile(rf"(?i)\b(?:{'|'.join(map(re.escape, roots))})")

    def has(text: str) -> bool:
        low = text.lower()  # nearly every text has none, which is told so much sooner
        return any(root in low for root in roots) and pattern.search(text) is not None

    return has


def likeliest(quotes: Sequence[Quote], library: Library) -> tuple[tuple[Quote, ...], int]:
    """Return, where no topic is asked for, the quotes that may be given or come first.

    Of the others nothing is read but the paragraphs, in one go.

    Returns:
        The quotes, in the order given; how many sayings there are beyond them.
    """
    keys = [(quote.article_id, quote.paragraph) for quote in quotes]
    there = {
        (p.article_id, p.number): p
        for p in library.leaves.paragraphs([*dict.fromkeys(keys)])
        if p.kind != "commentary"
    }
    crowded = {key for key, count in Counter(keys).items() if count > 1}
    statements = [
        Statement(quote, _place(quote, there[key] if key in crowded else None), 1.0)
        for quote, key in zip(quotes, keys, strict=True)
        if key in there
    ]
    every = merged(statements)
    chosen = [*most_telling(every)[:_LIKELIEST], *_first(every)]
    taken = {id(told): told for told in chosen}
    kept = {
        (s.place.article_id, s.place.start)
        for told in taken.values()
        for s in (*told.group, *told.copies)
    }
    weighed = (s.quote for s in statements if (s.place.article_id, s.place.start) in kept)
    return tuple(weighed), len(every) - len(taken)


def _first(every: Sequence[Told]) -> list[Told]:
    """Return the sayings of the first paragraphs, those with direct speech before the others."""
    order = sorted(every, key=lambda told: not told.direct)
    keys = dict.fromkeys((t.group[0].place.article_id, t.group[0].place.paragraph) for t in order)
    first = set([*keys][:_FIRST])
    return [t for t in every if (t.group[0].place.article_id, t.group[0].place.paragraph) in first]


def _place(quote: Quote, paragraph: Paragraph | None) -> Place:
    """Return where a quote's sentence begins; a quote that is alone in its paragraph may stand."""
    begin = quote.start
    if paragraph is not None and not (quote.cue == ":" and quote.direct):
        spans = (
            paragraph.start + start
            for start, end in split(paragraph.text)
            if paragraph.start + end > quote.start
        )
        begin = next(spans, begin)
    return Place(quote.article_id, quote.paragraph, begin, quote.end, quote.text)
