"""Whom the sources quote and a summary does not."""

from collections.abc import Sequence

from index.article import ParsedArticle
from qa.answer import Section
from qa.digest.kinds import tells_position


def left_out(
    groups: Sequence[Sequence[ParsedArticle]], sections: Sequence[Section]
) -> tuple[str, ...]:
    """Return those whom the articles quote directly and no sentence of the summary names.

    So a reader knows which side is not heard.
    """
    told = " ".join(sentence.text for section in sections for sentence in section.sentences)
    heard = {sentence.speaker for section in sections for sentence in section.sentences}
    quoted = dict.fromkeys(
        quote.speaker
        for group in groups
        for quote in group[0].quotes
        if quote.direct and quote.speaker and tells_position(quote)
    )
    return tuple(name for name in quoted if name not in heard and not _is_named(name, told))


def _is_named(name: str, told: str) -> bool:
    return name.rpartition(" ")[2] in told
