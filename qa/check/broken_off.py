"""A sentence that ends where its source goes on with a quotation, as a model's JSON may."""

import re

from qa.terms import words

_TAIL = 3  # words by which its end is found in the source
_ENDED = tuple('.!?…"”’»)]')


def broken_off_fault(text: str, there: str) -> str:
    """Say that a sentence breaks off before the words that it gives; "" where it does not.

    A mark that a model does not escape ends its string there: "She called it".
    """
    if text.rstrip().endswith(_ENDED):
        return ""
    tail = r"\W+".join(map(re.escape, words(text)[-_TAIL:]))
    goes_on = re.search(rf"(?i)\b{tail}\s+[“„«\"'‘]", there) if tail else None
    return "it breaks off before the words that it gives" if goes_on else ""
