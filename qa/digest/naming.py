"""Puts names for the words that only point at somebody: “he said” → “[Xi Jinping] said”."""

import re
from collections.abc import Sequence

from index.article import Quote
from index.marks import masked, pair
from qa.digest.dangling import OUTLET, is_outlet

_MASK = "█"
_ARTICLE = re.compile(r"(?i)^(?:the|a|an|this|that)\s")
PRONOUNS = frozenset(("he", "she", "they", "it"))
_ADDRESS = re.compile(r"(?:^|\b(?:Mr|Mrs|Ms|Mx)\.?)$")
_CLOSING = " ,”\"’“»'"


def named(text: str, quotes: Sequence[Quote]) -> str:
    """Put names, in square brackets, for pronouns and "the paper" where it is known who is meant.

    Args:
        text: a sentence.
        quotes: those that begin in it.
    """
    for quote in quotes:
        if quote.speaker and quote.speaker_as_written:
            text = _put(text, quote.speaker_as_written, quote.speaker, quote.cue or "")
        if quote.via:
            text = OUTLET.sub(f"[{quote.via}]", text, count=1) if OUTLET.search(text) else text
    return text


def introduced(text: str, speaker: str, told: str) -> str:
    """Put a speaker's given name, in brackets, where only the surname has been told until now.

    Args:
        text: a sentence of theirs.
        speaker: their fullest name.
        told: all that the summary says before it.
    """
    given, _, surname = speaker.rpartition(" ")
    shown = masked(text, pair(text), _MASK)
    match = re.search(rf"(?<![\w’'-]){re.escape(surname)}\b", shown)
    if not given or not match or speaker in told or _is_known(given, shown):
        return text
    before = shown[: match.start()].rstrip()
    if before and before.split()[-1][:1].isupper() and not _ADDRESS.search(before):
        return text  # a title or another name belongs to it
    return f"{text[: match.start()]}[{given}] {text[match.start() :]}"


def _is_known(given: str, shown: str) -> bool:
    return any(name in shown for name in given.split() if len(name) > 2)


def _put(text: str, written: str, speaker: str, cue: str) -> str:
    """Put a speaker's name for the words that stand for it, where they do so only once."""
    low = written.lower()
    pointing = low in PRONOUNS or is_outlet(written) or _is_role(written, speaker)
    shown = masked(text, pair(text), _MASK)
    if not pointing or speaker.rpartition(" ")[2] in shown:
        return text
    found = [m for m in re.finditer(rf"\b{re.escape(written)}\b", shown) if _stands_alone(shown, m)]
    if low in PRONOUNS:
        found = [match for match in found if _is_subject(shown, match, cue)]
    if not found:
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


def _is_subject(shown: str, match: re.Match[str], cue: str) -> bool:
    """Tell whether a pronoun opens the sentence, or stands with its verb of saying."""
    before, behind = shown[: match.start()], shown[match.end() :]
    says = cue and re.match(
        rf"\s+(?:(?:\w+ly|also|then|later|has|had)\s+)?{re.escape(cue)}\b", behind
    )
    return not before or bool(says) or before.rstrip(_CLOSING).endswith(_MASK)
