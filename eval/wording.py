"""Compares wordings: words, runs of words, what stands between quotation marks."""

import re
import unicodedata
from functools import lru_cache

_WORD = re.compile(r"\w+")
_ARTICLE = re.compile(r"\b(?:a|an|the)\b")
_QUOTATION = re.compile(
    r"“([^”]+)”|„([^“”]+)[“”]|«([^»]+)»|»([^«]+)«|\"([^\"]+)\"|(?<!\w)‘(.+?)’(?!\w)", re.DOTALL
)
_MARKS = str.maketrans(
    {
        **dict.fromkeys("“”„«»", '"'),
        **dict.fromkeys("‘’\N{SINGLE LOW-9 QUOTATION MARK}′", "'"),
        **dict.fromkeys("–—‐‑", "-"),
        "…": "...",
    }
)
# A quotation's own full stop or comma may stand on either side of the closing mark.
_EDGE = " \"'.,;:-"
# From here on an answer may give a quotation cut short; shorter ones are given whole or missed.
LONG_QUOTE = 20


@lru_cache(maxsize=65536)
def words(text: str) -> tuple[str, ...]:
    """Return the words of a text in order, without case and marks."""
    return tuple(_WORD.findall(unicodedata.normalize("NFKC", text).casefold()))


def has_half(wording: str, text: str) -> bool:
    """Tell whether at least half of the words of `wording` stand in `text` in one run.

    A run, not a bag: of "the quay needs 17 new piles" half the words stand in many paragraphs.
    A wording without words stands nowhere.
    """
    wanted, place = words(wording), f" {' '.join(words(text))} "
    length = (len(wanted) + 1) // 2
    if not length:
        return False
    starts = range(len(wanted) - length + 1)
    return any(f" {' '.join(wanted[i : i + length])} " in place for i in starts)


@lru_cache(maxsize=65536)
def plain(text: str) -> str:
    """Return a text with one kind of each mark and single spaces, else as it is."""
    return " ".join(unicodedata.normalize("NFC", text).translate(_MARKS).split())


def stands_in(wording: str, text: str) -> bool:
    """Tell whether `wording` stands in `text`, character for character but for `plain`.

    Marks and stops at the edges of the wording don't count; it begins and ends at a word's border.
    """
    core, place = plain(wording).strip(_EDGE), plain(text)
    start = place.find(core) if core else -1
    while start >= 0:
        if not _is_word_at(place, start - 1) and not _is_word_at(place, start + len(core)):
            return True
        start = place.find(core, start + 1)
    return False


def shows_quote(quote: str, text: str) -> bool:
    """Tell whether a text gives a quote: whole, or of a long one at least half in one run."""
    return stands_in(quote, text) or (len(words(quote)) > LONG_QUOTE and has_half(quote, text))


def quotations(text: str) -> tuple[str, ...]:
    """Return what stands between quotation marks, in order, without the marks."""
    found = (next(filter(None, match.groups())) for match in _QUOTATION.finditer(text))
    return tuple(piece for piece in found if words(piece))


def outside_quotations(text: str) -> str:
    """Return a text with each quotation replaced by a space."""
    return _QUOTATION.sub(" ", text)


def squad_tokens(text: str) -> list[str]:
    """Return the tokens of an answer by SQuAD's rule: no case, marks or articles.

    Rajpurkar et al. 2016 remove ASCII punctuation; here every mark of punctuation goes, since
    news is set with typographic ones.
    """
    kept = (c for c in text.lower() if not _is_mark(c))
    return _ARTICLE.sub(" ", "".join(kept)).split()


def _is_word_at(text: str, position: int) -> bool:
    return 0 <= position < len(text) and (text[position].isalnum() or text[position] == "_")


def _is_mark(character: str) -> bool:
    return unicodedata.category(character).startswith("P") or character in "$+<=>^`|~"
