"""Whose words a verb tells: its subject, looked for before it."""

from index.frames import NOUNY, VERBS
from index.function_words import (
    OPEN,
    PERSONAL,
    PLURALS,
    POSSESSIVES,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVE,
)
from index.groups import Group
from index.phrases import Phrases
from index.tokens import Tokens

_HANGS_ON = PREPOSITIONS | frozenset("there abroad out up away together".split())
_SOMEBODY = PRONOUNS | RELATIVE | PLURALS
_OPENS_CONTENT = OPEN | PERSONAL | POSSESSIVES | {"the", "a", "to"}


class Sources:
    """Finds subjects in one sentence, each its first and last token, inclusive.

    Attributes:
        last: the source found last; a second verb mostly has it too.
    """

    def __init__(self, tokens: Tokens, phrases: Phrases) -> None:
        self._t = tokens
        self._phrases = phrases
        self.last: tuple[int, int] | None = None

    def of(self, at: int, kind: str, group: Group) -> tuple[int, int] | None:
        """Return whose words the verb at token `at` tells; None where that is not seen.

        Args:
            at: the verb.
            kind: of its form, as in `frames.VERBS`.
            group: its auxiliaries.
        """
        t, left = self._t, group.left
        if left < 0:
            return self.last if group.infinitive or kind == "ing" else None
        word = t.words[left]
        if group.infinitive or (kind == "ing" and not group.passive):
            near = None
            if kind == "ing" and word not in PREPOSITIONS and word != ",":
                near = self._phrases.before(left)
            return near or self.last or self._phrases.first(left)
        if word in ("and", "but", "or", "then") or (
            word == "," and t.word(left - 1) in ("and", "but")
        ):
            return self.last or self._phrases.first(left)
        if word in (",", "—", "–", ")", "-"):
            return self._apart(left, kind, group)
        found = self._phrases.before(left)
        if found is None or not self._agrees(found, kind, group):
            found = self._described(found[0] if found else left + 1, kind, group)
            return None if found is None else (found[0], left)
        if (
            t.words[at] in NOUNY
            and not group.helped
            and not self._is_somebody(found[1])
            and t.word(at + 1) not in _OPENS_CONTENT
        ):
            return None
        return found

    def _described(self, at: int, kind: str, group: Group) -> tuple[int, int] | None:
        """Read "records compiled by the centre show", "voters living abroad say"."""
        t = self._t
        for _ in range(3):
            at -= 1
            while at > 0 and t.words[at] in _HANGS_ON:
                at -= 1
            if at < 1 or not t.words[at].isalpha():
                return None
            if t.words[at].endswith(("ed", "ing")) or VERBS.get(t.words[at], ("", ""))[1] == "past":
                at -= 1
                found = self._phrases.before(at)
                fits = found and self._phrases.agrees(found, kind if kind != "past" else "base")
                return found if found and fits and at - found[0] < 8 else None
            found = self._phrases.before(at)
            if found is None:
                return None
            at = found[0]
        return None

    def _is_somebody(self, last: int) -> bool:
        t = self._t
        base = t.words[last].partition("’")[0]
        return (
            t.capital(last)
            or base in _SOMEBODY
            or base.endswith(("ers", "ors", "ists", "ans", "ats", "als", "ents"))
        )

    def _apart(self, left: int, kind: str, group: Group) -> tuple[int, int] | None:
        """Read "Weir, the engineer, said" and "Weir (D-Ohio) said"."""
        t = self._t
        if t.words[left] == ")":
            opening = next((k for k in range(left, max(-1, left - 8), -1) if t.words[k] == "("), 0)
            return self._phrases.before(opening - 1, left) if opening else None
        closes = t.words[left]
        apposed: tuple[int, int] | None = None
        for k in range(left - 1, max(-1, left - 30), -1):
            if t.words[k] != closes:
                continue
            if t.word(k + 1) in ("and", "but", "or", "then"):
                return self.last or self._phrases.first(left)
            found = self._phrases.before(k - 1)
            if found and self._agrees(found, kind, group):
                apposed = found[0], left - 1
                if not self._is_apposed(found[0]):
                    break
        return apposed

    def _is_apposed(self, first: int) -> bool:
        """Tell whether "a user in New York" or "27" only says more of whom stands before it."""
        t = self._t
        return t.word(first - 1) == "," and (
            t.words[first] in ("a", "an", "the", "his", "her", "its") or t.words[first].isdigit()
        )

    def _agrees(self, found: tuple[int, int], kind: str, group: Group) -> bool:
        return kind == "past" or group.helped or self._phrases.agrees(found, kind)
