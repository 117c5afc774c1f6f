"""Finds labels by which an article makes one side human, and the other a mere label."""

import re
from collections.abc import Iterator, Mapping

from index.sentences import split

_NUMBER = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2})"
_HUMAN = re.compile(
    rf"(?i)\b(?:(?:young|single|devoted|loving|proud|doting|married)\s)?"
    rf"(?:(?:grand)?(?:father|mother|parent)s?|dad|mum|mom)[- ]of[- ]{_NUMBER}\b"
    r"|\b(?:devoted|loving|doting|beloved)\s(?:father|mother|husband|wife|son|daughter|brother|sister"
    r"|grand(?:father|mother|son|daughter)|parents?|teacher|nurse|coach|neighbou?r)\b"
    r"|\bfamily m[ae]n\b|\b(?:honou?r|straight-A) students?\b|\b(?:God-fearing|churchgoing)\s\w+"
)
_LABEL = re.compile(
    r"(?i)\b(?:militants?|terrorists?|extremists?|thugs?|jihadi(?:st)?s?|fanatics?|rioters?|looters?"
    r"|illegals|illegal (?:aliens?|immigrants?)|infiltrators?|henchm[ae]n|gangsters?|separatists?)"
    r"\b"
)


def find_one_sided(shown: Mapping[int, str]) -> Iterator[tuple[int, int, int, bool]]:
    """Yield where an article makes one side human, and where it labels another.

    Nothing where it does only one of the two, or both of one side, in one sentence.

    Args:
        shown: the article's paragraphs by number, their quotations masked.

    Yields:
        number, start, end and whether it makes human (else it labels).
    """
    human, labels = list(_found(_HUMAN, shown)), list(_found(_LABEL, shown))
    both = {one[:2] for one in human} & {other[:2] for other in labels}
    if human and labels and not both:
        for number, _, start, end in human:
            yield number, start, end, True
        for number, _, start, end in labels:
            yield number, start, end, False


def _found(
    pattern: re.Pattern[str], shown: Mapping[int, str]
) -> Iterator[tuple[int, int, int, int]]:
    """Yield number, start of the sentence, start and end of what a pattern finds."""
    for number, text in shown.items():
        if not pattern.search(text):
            continue
        for start, end in split(text):
            for match in pattern.finditer(text, start, end):
                yield number, start, match.start(), match.end()
