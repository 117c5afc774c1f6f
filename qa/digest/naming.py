"""Puts names for the words that only point at somebody: “he said” → “[Xi Jinping] said”."""

import re
from collections.abc import Sequence

from index.article import Quote
from index.marks import masked, pair

_MASK = "█"
# A sentence that begins so needs the one before it to be understood.
_HANGS = re.compile(
    r"(?i)(?:he|she|they|it|this|that|these|those|his|her|their|its|but|and|so|indeed|instead|then"
    r"|however|meanwhile|also|both|the (?:two|three|pair|latter|former|same)"
    r"|the (?:move|decision|news|announcement|comments?|remarks?|statement|incident|ruling|report"
    r"|article|deal|measure|plan|bill|law|group|company|man|woman|suspect|couple)"
    r"|here|such|such a|not|nor|or|due to (?:that|this)|as a result|because of (?:this|that)"
    r"|in response|that said|still|yet|now|among them|another|others?|some|many|most|one of them"
    r"|at (?:that|this|the) (?:time|point|same time)|by then|since then|after that|for example"
    r"|for instance|in other words|prior to (?:this|that|the)|like (?:him|her|them))\b"
)
_OUTLET = re.compile(
    r"\b(?:[Tt]he|[Tt]his|[Oo]ur) (?:paper|newspaper|outlet|article|magazine|network|broadcaster"
    r"|news (?:agency|site|outlet))\b"
)
_ARTICLE = re.compile(r"(?i)^(?:the|a|an|this|that)\s")
_PRONOUNS = frozenset(("he", "she", "they", "it"))
_WE = re.compile(r"\b(?:[Ww]e|[Oo]ur|us|I|[Mm]y|me|[Yy]ou|[Yy]our)\b")


def hangs(text: str) -> bool:
    """Tell whether a sentence cannot be understood by itself."""
    shown = masked(text, pair(text), _MASK)
    return bool(_HANGS.match(text) or _OUTLET.search(shown) or _WE.search(shown))


def is_outlet(words: str) -> bool:
    """Tell whether words point at a paper: "the outlet"."""
    return bool(_OUTLET.fullmatch(words))


def named(text: str, quotes: Sequence[Quote]) -> str:
    """Put names, in square brackets, for pronouns and "the paper" where it is known who is meant.

    Args:
        text: a sentence.
        quotes: those that begin in it.
    """
    for quote in quotes:
        if quote.speaker and quote.speaker_as_written:
            text = _put(text, quote.speaker_as_written, quote.speaker)
        if quote.via:
            text = _OUTLET.sub(f"[{quote.via}]", text, count=1) if _OUTLET.search(text) else text
    return text


def _put(text: str, written: str, speaker: str) -> str:
    """Put a speaker's name for the words that stand for it, where they do so only once."""
    low = written.lower()
    pointing = low in _PRONOUNS or _OUTLET.fullmatch(written) or _is_role(written, speaker)
    shown = masked(text, pair(text), _MASK)
    if not pointing or speaker.rpartition(" ")[2] in shown:
        return text
    found = [m for m in re.finditer(rf"\b{re.escape(written)}\b", shown) if _stands_alone(shown, m)]
    if not found or (low in _PRONOUNS and not _is_subject(shown, found[0])):
        return text
    start, end = found[0].span()
    return f"{text[:start]}[{speaker}]{text[end:]}"


def _is_role(written: str, speaker: str) -> bool:
    """Tell whether words name somebody by an office only: "the minister"."""
    if not _ARTICLE.match(written) or len(written.split()) > 3:
        return False
    return not set(written.lower().split()) & set(speaker.lower().split())


def _stands_alone(shown: str, match: re.Match[str]) -> bool:
    return not shown[match.end() :].startswith(("’", "'", "-"))


def _is_subject(shown: str, match: re.Match[str]) -> bool:
    """Tell whether a pronoun opens the sentence or stands with a verb of saying behind a quote."""
    return match.start() == 0 or shown[: match.start()].rstrip(' ,”"’').endswith(_MASK)
