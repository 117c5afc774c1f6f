"""Which words of somebody who is quoted very often are weighed for a question."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from index.article import Paragraph, Quote
from index.filters import Filters
from index.library import Library
from index.sentences import split
from qa.desk import Place
from qa.statements import Statement, Told, merged, most_telling

MANY = 120  # quotes; up to so many all are weighed
_ARTICLES = 40  # in which words on a topic are looked for
_FOUND = 100  # passages by which they are chosen
_LIKELIEST = 24  # sayings from which those that are given are chosen
_FIRST = 10  # paragraphs that stand first among the passages where nothing else tells


def near(
    topic: str, quotes: Sequence[Quote], library: Library, filters: Filters
) -> tuple[Quote, ...]:
    """Return the quotes in those of their articles that search finds for a topic."""
    ids = tuple(dict.fromkeys(quote.article_id for quote in quotes))
    found = library.search(topic, k=_FOUND, filters=replace(filters, article_ids=ids))
    best = set([*dict.fromkeys(passage.article_id for passage in found)][:_ARTICLES])
    return tuple(quote for quote in quotes if quote.article_id in best)


def likeliest(quotes: Sequence[Quote], library: Library) -> tuple[tuple[Quote, ...], int]:
    """Return, where no topic is asked for, the quotes that may be given or come first.

    Of the others nothing is read but the paragraphs, in one go.

    Returns:
        The quotes, in the order given; how many sayings there are beyond them.
    """
    keys = [(quote.article_id, quote.paragraph) for quote in quotes]
    there = {
        (p.article_id, p.number): p
        for p in library.paragraphs([*dict.fromkeys(keys)])
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
