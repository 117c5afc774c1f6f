"""Which articles are copies of one report."""

from collections.abc import Sequence

from index.article import ParsedArticle
from qa.terms import words

_SHINGLE = 5  # words; an agency's text survives an editor's pen in runs of at least this many
_COPIED = 0.5  # share of the shorter text's runs that stand in the other


def origins(articles: Sequence[ParsedArticle]) -> tuple[tuple[ParsedArticle, ...], ...]:
    """Group articles that print one report, exact or edited; each group is one origin.

    Resemblance is the containment of word shingles (Broder 1997, On the resemblance and
    containment of documents).
    """
    groups: list[list[ParsedArticle]] = []
    shingles: list[set[tuple[str, ...]]] = []
    for parsed in articles:
        own = _shingles(parsed)
        for group, theirs in zip(groups, shingles, strict=True):
            shorter = min(len(own), len(theirs))
            if shorter and len(own & theirs) >= _COPIED * shorter:
                group.append(parsed)
                break
        else:
            groups.append([parsed])
            shingles.append(own)
    return tuple(tuple(group) for group in groups)


def _shingles(parsed: ParsedArticle) -> set[tuple[str, ...]]:
    told = " ".join(p.text for p in parsed.paragraphs if p.kind == "body")
    run = words(told)
    return {tuple(run[at : at + _SHINGLE]) for at in range(len(run) - _SHINGLE + 1)}
