"""A sentence as words with their places."""

import re

from index.marks import MASK

_TOKEN = re.compile(
    r"[^\W_]+(?:[.,&’'-][^\W_]+)*"
    r"(?:%|\.(?:(?<=[\s.][A-Z]\.)|(?<=\b(?:Mr|Ms|Dr|St|Jr|Sr|Lt)\.)"
    r"|(?<=\b(?:Mrs|Sen|Rep|Gov|Gen)\.)|(?<=\b(?:Sens|Reps|Prof)\.)))?"
    rf"|{MASK}+|[^\w\s]"
)


class Tokens:
    """The words and signs of a sentence.

    Attributes:
        text: of the paragraph, quotations masked; a quotation is one token.
        words: in lower case, with ’ for every apostrophe.
        quotes: whether a quotation is among them.
    """

    __slots__ = ("_end", "_spans", "_start", "_written", "quotes", "text", "words")

    def __init__(self, text: str, start: int, end: int) -> None:
        """Divide `[start, end)` of a text."""
        self.text = text
        self._start, self._end = start, end
        self._written: list[str] = _TOKEN.findall(text, start, end)
        self._spans: list[tuple[int, int]] | None = None
        whole = " ".join(self._written)
        lower = whole.lower()
        self.quotes = MASK in whole
        # A few letters grow in lower case.
        same = len(lower) == len(whole)
        self.words = lower.replace("'", "’").split(" ") if same else self._written

    @property
    def spans(self) -> list[tuple[int, int]]:
        """`[start, end)` of each token in the text; of most sentences nobody asks."""
        if self._spans is None:
            found = _TOKEN.finditer(self.text, self._start, self._end)
            self._spans = [match.span() for match in found]
        return self._spans

    def word(self, at: int) -> str:
        """Return a token's word; "" outside the sentence."""
        return self.words[at] if 0 <= at < len(self.words) else ""

    def capital(self, at: int) -> bool:
        """Tell whether a token begins with a capital."""
        return self._written[at][0].isupper()

    def place(self, first: int, last: int) -> tuple[int, int]:
        """Return `[start, end)` in the text of the tokens from `first` to `last`."""
        return self.spans[first][0], self.spans[last][1]


def is_quoted(tokens: Tokens, first: int, last: int) -> bool:
    """Tell whether the tokens from `first` to `last` hold nothing but a quotation."""
    words = tokens.words[first : last + 1]
    return all(word[0] == MASK or not word[0].isalnum() for word in words)
