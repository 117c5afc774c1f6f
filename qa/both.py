"""A question for the words of two people or bodies at once → one for each of them."""

import re
from collections.abc import Callable

_NAME = r"(?:the\s+)?[\w.’'-]+(?:\s+[\w.’'-]+){0,4}?"
_ONE, _OTHER = rf"(?P<one>{_NAME})", rf"(?P<other>{_NAME})"
_AND = r"\s+(?:and|or|versus|vs\.?|with)\s+"
_LEAD = r"(?i)^\W*(?:(?:and|so|but|please|now|then)[ ,]+)*"
_SAY = r"(?:say|said|says|thinks?|thought|claim|claimed|argued?|write|wrote|promised?)"
_ABOUT = r"(?P<about>(?:\s+(?:about|on|to|of|regarding|over|in)\s+\S.*?)?)[\s?!.]*$"
_VIEWS = r"(?:words|statements?|views?|positions?|opinions?|reactions?|comments?|remarks|stances?)"
_WAYS = tuple(
    re.compile(_LEAD + way + _ABOUT)
    for way in (
        rf"what\s+(?:did|do|does|have|has)\s+(?:both\s+)?{_ONE}{_AND}{_OTHER}\s+(?:each\s+|both\s+)?{_SAY}",
        rf"(?:compare|contrast)\s+(?:what\s+)?{_ONE}{_AND}(?:what\s+)?{_OTHER}\s+(?:have\s+)?{_SAY}",
        rf"(?:compare|contrast)\s+(?:what\s+)?{_ONE}\s+{_SAY}{_AND}(?:what\s+)?{_OTHER}\s+{_SAY}",
        rf"(?:compare|contrast)\s+(?:the\s+)?{_VIEWS}\s+of\s+{_ONE}{_AND}{_OTHER}",
        rf"(?:compare|contrast)\s+{_ONE}(?:[’']s?)?{_AND}{_OTHER}[’']s?\s+{_VIEWS}",
        rf"(?:compare|contrast)\s+{_ONE}{_AND}{_OTHER}",
        rf"(?:what|where|how|on\s+what)?\s*(?:did|do|does|have)\s+{_ONE}{_AND}{_OTHER}"
        r"\s+(?:agreed?|disagreed?|differ(?:ed)?)",
    )
)


def of_each(text: str, is_quoted: Callable[[str], bool]) -> tuple[str, ...]:
    """Return a question for the words of each of two; none where a text asks no such thing.

    Args:
        text: the question ("Compare what Lund and Brandt said about ice").
        is_quoted: tells whether the library has words of somebody of a name; that of a body with
            an "and" in it is one.
    """
    for way in _WAYS:
        found = way.match(text)
        if not found:
            continue
        pair = [found[group].strip() for group in ("one", "other")]
        whole = text[found.start("one") : found.end("other")]
        if all(map(is_quoted, pair)) and not is_quoted(whole):
            return tuple(f"What did {name} say{found['about']}?" for name in pair)
    return ()
