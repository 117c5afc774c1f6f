"""Tells what a paper says to its readers on its own behalf, which is no news."""

import re

# Orders to a reader: a sentence of news has a subject.
_CALLS = re.compile(
    r"(?:Subscribe|Support|Sign up|Donate|Follow|Click|Tap|Download|Join us|Share|Listen|Watch|Read"
    r"|See|Visit|Register|Send us|Write to|Contact us|Help us)\b(?! (?:said|says|of)\b)"
)
_ABOUT_ITSELF = (
    r"(?:^|[:;]\s){0}\s(?:will|takes?|is|are|has|have|does|was|publish\w*|appears?|apologis\w+"
    r"|apologiz\w+|regrets?|thanks?|asks?|invites?|offers?|welcomes?|receives?)\b"
    r"|\b(?:published|printed|appear(?:s|ed)?|corrected)\s(?:\w+\s)?in\s{0}"
    r"|\b(?:subscribe(?:rs)?|readers|newsletter|donat\w+|edition)\b[^.]*{0}|{0}[’']s\s(?:readers"
    r"|subscribers|newsletter|rules?|website|app)\b"
)


def is_notice(text: str, outlet: str | None) -> bool:
    """Tell whether a sentence speaks for the paper that it stands in, or asks the reader something.

    Args:
        text: the sentence, its quotations masked.
        outlet: the paper's name; None where it is not known.
    """
    if _CALLS.match(text):
        return True
    return bool(outlet and re.search(_ABOUT_ITSELF.format(_forms(outlet)), text))


def _forms(outlet: str) -> str:
    """Match a paper's name, or its last word with "the" before it ("the Echo")."""
    name = re.escape(outlet.removeprefix("The "))
    last = re.escape(outlet.rpartition(" ")[2])
    return rf"(?:(?:[Tt]he\s)?{name}|[Tt]he\s{last})"
