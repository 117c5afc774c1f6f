"""Which articles are copies of one report."""

from collections.abc import Sequence

from index.article import ParsedArticle
from index.copies import Shingles, is_copy, shingles


def origins(articles: Sequence[ParsedArticle]) -> tuple[tuple[ParsedArticle, ...], ...]:
    """Group articles that print one report, exact or edited; each group is one origin."""
    groups: list[list[tuple[ParsedArticle, Shingles]]] = []
    for parsed in articles:
        own = shingles(parsed.paragraphs)
        home = next((g for g in groups if any(is_copy(own, other) for _, other in g)), None)
        if home is None:
            groups.append([(parsed, own)])
        else:
            home.append((parsed, own))
    return tuple(tuple(parsed for parsed, _ in group) for group in groups)
