"""Tells what a paper says to its readers on its own behalf, which is no news."""

import re

from index.article import ParsedArticle

# Orders to a reader: a sentence of news has a subject.
_CALLS = re.compile(
    r"(?:Subscribe|Support|Sign up|Donate|Follow|Click|Tap|Download|Join us|Share|Listen|Watch|Read"
    r"|See|Visit|Register|Send us|Write to|Contact us|Help us)\b(?! (?:said|says|of)\b)"
)
_VIEWS = re.compile(r"(?i)\b(?:views|opinions) expressed\b.*\b(?:own|those of)\b")
_ABOUT_ITSELF = (
    r"(?:^|[:;]\s){0}\s(?:will|takes?|is|are|has|have|does|was|publish\w*|appears?|apologis\w+"
    r"|apologiz\w+|regrets?|thanks?|asks?|invites?|followed|visited|spent|reached|met|accompanied|offers?|welcomes?|receives?)\b"
    r"|\b(?:published|printed|appear(?:s|ed)?|corrected)\s(?:\w+\s)?in\s{0}"
    r"|\b(?:columnist|reporter|correspondent|editor|contributor|writer)\s(?:for|at|with|of)\s{0}"
    r"|\b(?:subscribe(?:rs)?|readers|newsletter|donat\w+|edition)\b[^.]*{0}|{0}[’']s\s(?:readers"
    r"|subscribers|newsletter|rules?|website|app)\b"
)


# What shows that all of a text is its writer's opinion.
_OPINION = re.compile(
    r"(?i)\bis an? (?:[\w-]+ ){0,3}columnist\b|\b(?:views|opinions) expressed\b"
    r"|^(?:opinion|column|op-ed|comment|commentary|editorial)\b\s*(?:[:|–—-]|$)"
)
_EDGE = 3  # paragraphs at the beginning and the end where that is said


def is_opinion(parsed: ParsedArticle) -> bool:
    """Tell whether an article says of itself that it is somebody's opinion."""
    edges = (*parsed.paragraphs[:_EDGE], *parsed.paragraphs[-_EDGE:])
    texts = (parsed.article.title or "", *(paragraph.text for paragraph in edges))
    return any(_OPINION.search(text) for text in texts)


def is_notice(text: str, outlet: str | None) -> bool:
    """Tell whether a sentence speaks for the paper that it stands in, or asks the reader something.

    Args:
        text: the sentence, its quotations masked.
        outlet: the paper's name; None where it is not known.
    """
    if _CALLS.match(text) or _VIEWS.search(text):
        return True
    return bool(outlet and re.search(_ABOUT_ITSELF.format(_forms(outlet)), text))


def _forms(outlet: str) -> str:
    """Match a paper's name, or its last word with "the" before it ("the Echo")."""
    name = re.escape(outlet.removeprefix("The "))
    last = re.escape(outlet.rpartition(" ")[2])
    return rf"(?:(?:[Tt]he\s)?{name}|[Tt]he\s{last})"
