"""Gives a sentence its plain wording, in square brackets: “slammed” → “[criticised]”."""

import re
from collections.abc import Sequence

from index.article import Quote
from index.marks import MASK, masked, pair
from qa.loaded import Loaded, is_loaded, loaded_in
from qa.loaded_lexicon import lexicon

_MOST = 2  # loaded phrases in a sentence; with more, hardly anything of it is the reporter's
_SAYING = frozenset(("said", "says", "told", "tells", "asked", "asks", "shouted", "replied"))
_LEFT_OUT = "(left out)"
_ARTICLE = re.compile(r"\b(?P<article>[Aa]n?) $")
_DEGREE = re.compile(r"(?i)\b(?:most|more|less|least|very|so|too|as|how|quite|rather)\s$")
_NOUN = re.compile(
    r"\s+(?!(?:and|but|or|that|to|for|in|by|as|at|on|of|than|with|about|from|into|over|against|after"
    r"|before|is|are|was|were|has|have|had|who|which)\b)[a-z]{3,}"
)
_WORD = re.compile(r"\s+[\w“\"'‘]")  # without any behind it an adverb may be all that is told
# Parts of speech that a sentence still stands without: "brutally", "so-called".
_OMITTED = frozenset(("judgement", "praise", "scorn", "exaggeration", "truth", "certainty"))


def plainly(sentence: str) -> str | None:
    """Return a sentence with plain wordings for what is loaded in it; None where it has none.

    A sentence that says no more than a judgement ("The plan is outrageous") has no plain wording.
    """
    shown = masked(sentence, pair(sentence), MASK)
    found = list(loaded_in(shown))
    if not 0 < len(found) <= _MOST:
        return None
    text = sentence
    for phrase in reversed(found):
        wording = _wording(phrase, shown)
        if wording is None:
            return None
        text = _with_article(text[: phrase.start], wording) + wording + text[phrase.end :]
    text = " ".join(text.split()).replace("[…] […]", "[…]")
    return None if is_loaded(text) else text


def with_plain_cues(sentence: str, quotes: Sequence[Quote]) -> str:
    """Put a plain verb, in square brackets, where somebody's own words are given with another.

    "Crowed" may be a cock's; behind a quotation it judges.
    """
    for quote in quotes:
        entry = lexicon().entries.get((quote.cue or "").lower()) if quote.direct else None
        if entry and entry.kind == "speech":
            shown = masked(sentence, pair(sentence), MASK)
            match = re.search(rf"\b{re.escape(quote.cue or '')}\b", shown)
            if match:
                plain = entry.plain if entry.plain in _SAYING else "said"
                sentence = f"{sentence[: match.start()]}[{plain}]{sentence[match.end() :]}"
    return sentence


def _wording(phrase: Loaded, shown: str) -> str | None:
    behind = shown[phrase.end :]
    if _DEGREE.search(shown[: phrase.start]) and _is_shorter(phrase, shown):
        return None  # "the most cynical contribution" is no "most contribution"
    if phrase.plain != _LEFT_OUT:
        compound = phrase.kind == "scorn" and phrase.plain.endswith("s") and _NOUN.match(behind)
        return None if compound else f"[{phrase.plain}]"
    words = shown[phrase.start : phrase.end]
    adverb = words.endswith("ly") and phrase.kind in _OMITTED and _WORD.match(behind)
    before_noun = phrase.kind in _OMITTED and _NOUN.match(behind)
    return "[…]" if adverb or before_noun else None


def _is_shorter(phrase: Loaded, shown: str) -> bool:
    words = shown[phrase.start : phrase.end].split()
    return phrase.plain == _LEFT_OUT or len(phrase.plain.split()) < len(words)


def _with_article(before: str, wording: str) -> str:
    """Let "a" and "an" agree with what follows them now."""
    match = _ARTICLE.search(before)
    if not match or wording == "[…]":
        return before
    article = "an" if wording[1:2].lower() in "aeiou" else "a"
    article = article.capitalize() if match["article"][0] == "A" else article
    if article == match["article"]:
        return before
    return f"{before[: match.start()]}[{article}] "
