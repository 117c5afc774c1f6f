"""A sentence as words with their places."""

import re
from dataclasses import dataclass

from index.marks import MASK

_TOKEN = re.compile(
    r"[^\W_]+(?:[.,&’'-][^\W_]+)*"
    r"(?:%|\.(?:(?<=[\s.][A-Z]\.)|(?<=\b(?:Mr|Ms|Dr|St|Jr|Sr|Lt)\.)"
    r"|(?<=\b(?:Mrs|Sen|Rep|Gov|Gen)\.)|(?<=\b(?:Sens|Reps|Prof)\.)))?"
    rf"|{MASK}+|[^\w\s]"
)


@dataclass(slots=True)
class Tokens:
    """The words and signs of a sentence.

    Attributes:
        text: of the paragraph, quotations masked; a quotation is one token.
        words: in lower case, with ’ for every apostrophe.
        spans: `[start, end)` of each in the text.
    """

    text: str
    words: list[str]
    spans: list[tuple[int, int]]

    def word(self, at: int) -> str:
        """Return a token's word; "" outside the sentence."""
        return self.words[at] if 0 <= at < len(self.words) else ""

    def capital(self, at: int) -> bool:
        """Tell whether a token begins with a capital."""
        return self.text[self.spans[at][0]].isupper()

    def place(self, first: int, last: int) -> tuple[int, int]:
        """Return `[start, end)` in the text of the tokens from `first` to `last`."""
        return self.spans[first][0], self.spans[last][1]


def tokens_of(text: str, start: int, end: int) -> Tokens:
    """Divide `[start, end)` of a text into tokens."""
    spans = [match.span() for match in _TOKEN.finditer(text, start, end)]
    here = text[start:end]
    lower = here.lower().replace("'", "’")
    shown = lower if len(lower) == len(here) else here  # a few letters grow in lower case
    return Tokens(text, [shown[first - start : last - start] for first, last in spans], spans)
