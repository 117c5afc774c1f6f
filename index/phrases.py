"""Noun phrases of a sentence, read from their ends without a grammar."""

from functools import lru_cache

from index.frames import DOCUMENTS, VERBS
from index.function_words import (
    AUX,
    DETERMINERS,
    FINITE,
    INSIDE,
    NOT_NOUNS,
    PERSONAL,
    PLURALS,
    POSSESSIVES,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVE,
    STOPS,
)
from index.marks import MASK
from index.tokens import Tokens

_NO_OWNERS = PRONOUNS | {"that", "there", "what", "who"}
_LOOK_BACK = 16  # tokens of the longest phrase


@lru_cache(maxsize=16_384)
def _may_be_noun(word: str) -> bool:
    if not word[0].isalnum() and word != "%":
        return False
    if word in STOPS or word in PREPOSITIONS or word in AUX or word.endswith("n’t"):
        return False
    return word.partition("’")[0] not in PRONOUNS or word in DETERMINERS


def _is_past(word: str) -> bool:
    """Tell whether a word is a form of a cue that no noun has."""
    return word in VERBS and VERBS[word][1] not in ("base", "s")


class Phrases:
    """Reads noun phrases; each is its first and last token, inclusive."""

    def __init__(self, tokens: Tokens) -> None:
        self._t = tokens

    def before(self, last: int, shown_last: int | None = None) -> tuple[int, int] | None:
        """Read the noun phrase that ends with token `last`."""
        t = self._t
        if last < 0:
            return None
        base = t.words[last].partition("’")[0]
        stop = last if shown_last is None else shown_last
        if base in RELATIVE and last > 0:
            before = last - 1 - (t.words[last - 1] == ",")
            antecedent = self.before(before)
            if base == "that" and (antecedent is None or before < last - 1):
                return None
            return (antecedent[0] if antecedent else last), stop
        if base in PRONOUNS:
            return last, stop
        if t.words[last] in (">", "]"):  # "<Channel 9> asked"
            return self.before(last - 1)
        if t.words[last] == ")":
            opening = next((k for k in range(last, max(-1, last - 8), -1) if t.words[k] == "("), 0)
            return self.before(opening - 1, stop) if opening else None
        if not self.is_nominal(last) or not self._is_head(last):
            return None
        first = self.start(last)
        return (first, stop) if self._is_definite(first, last) else None

    def behind(self, first: int) -> tuple[int, int] | None:
        """Read the noun phrase that begins with token `first`."""
        t, at = self._t, first
        while at < len(t.words) and at - first < _LOOK_BACK:
            word = t.words[at]
            if word == "that" or (at > first and self._begins_anew(at)):
                break
            if self.is_nominal(at) or word in DETERMINERS or word in PRONOUNS:
                at += 1
            elif at > first and word in ("of", "for", "at", "and") and at + 1 < len(t.words):
                if word == "and" and not (t.capital(at - 1) and t.capital(at + 1)):
                    break
                at += 1
            else:
                break
        return (first, at - 1) if at > first else None

    def first(self, before: int) -> tuple[int, int] | None:
        """Return the sentence's first subject: a pronoun or a phrase before its first verb."""
        t = self._t
        for at in range(min(before + 1, len(t.words))):
            word = t.words[at]
            if word.partition("’")[0] in ("he", "she", "they", "we", "i"):
                return at, at
            follows = t.word(at + 1)
            if (
                follows in AUX
                or follows in VERBS
                or follows in FINITE
                or follows.endswith(("ed", "n’t"))
            ):
                found = self.before(at)
                if found and t.word(found[0] - 1) not in PREPOSITIONS:
                    return found
        return None

    def is_nominal(self, at: int) -> bool:
        """Tell whether a token can be a noun or stand before one in its phrase."""
        t = self._t
        word = t.words[at]
        if word == "’":
            return at > 0 and t.words[at - 1].endswith("s") and t.spans[at - 1][1] == t.spans[at][0]
        return _may_be_noun(word) and (not _is_past(word) or t.capital(at))

    def is_possessive(self, at: int) -> bool:
        """Tell whether a token is "his" or ends in "’s"."""
        if at < 0:
            return False
        word = self._t.words[at]
        if word in POSSESSIVES:
            return True
        base, _, ending = word.partition("’")
        return (ending == "s" and base not in _NO_OWNERS) or (
            word == "’" and self._t.word(at - 1).endswith("s")
        )

    def agrees(self, found: tuple[int, int], kind: str) -> bool:
        """Tell whether a phrase has the number of a verb's form, "base" ("say") or "s" ("says")."""
        t, (first, last) = self._t, found
        head = t.words[last].partition("’")[0]
        if head in RELATIVE or head in (")", MASK):
            return True
        many = head in ("they", "we", "you", "i", "some", "many", "others", "most", "few", "both")
        many = many or head in PLURALS or "and" in t.words[first:last]
        for at in range(first, last + 1):
            if t.words[at] in ("of", "in", "for", "from", "with", "at", "on", "to") and at > first:
                last, head = at - 1, t.words[at - 1]
                break
        plural = head.endswith("s") and not head.endswith(("ss", "us", "is", "’s"))
        if kind == "base":
            return many or plural or head.isdigit() or head in PLURALS
        return not many and (not plural or t.capital(last))

    def start(self, last: int) -> int:
        """Return the first token of the noun phrase that ends with token `last`."""
        t, at = self._t, last
        while at > 0 and last - at < _LOOK_BACK:
            word = t.words[at - 1]
            if t.words[at] in DETERMINERS and word not in DETERMINERS:
                if word not in INSIDE or not self._governs(at - 1):
                    break
                at -= 1
            elif word in INSIDE:
                if not self._governs(at - 1):
                    break
                at -= 1
            elif word == "and":
                if not (
                    t.capital(at) and at > 1 and t.capital(at - 2) and t.words[at - 2].isalpha()
                ):
                    break
                at -= 1
            elif (word != "that" or at == 1 or not t.words[at - 2].isalpha()) and (
                self.is_nominal(at - 1) or word in DETERMINERS
            ):
                at -= 1
            else:
                break
        return at

    def _is_head(self, at: int) -> bool:
        """Tell whether a word can end a noun phrase: no adverb, no participle."""
        word = self._t.words[at]
        if self._t.capital(at) or not word.isalpha() or word in DOCUMENTS:
            return True
        if self._t.word(at - 1) in ("those", "the", "a", "his", "her") and not word.endswith("ly"):
            return True
        return word not in NOT_NOUNS and not (
            len(word) > 4 and word.endswith(("ed", "ing", "ly")) and not word.endswith("eed")
        )

    def _is_definite(self, first: int, last: int) -> bool:
        """Tell whether a phrase can stand as a subject: a name, "the …", or a plural."""
        t = self._t
        if first == 0 or t.words[first] in DETERMINERS:
            return True
        if any(t.capital(k) for k in range(first, last + 1)):
            return True
        inner = next((k for k in range(first + 1, last) if t.words[k] in INSIDE), last + 1)
        word = t.words[inner - 1]
        if word in DOCUMENTS:
            return True
        return word.endswith("s") or word in PLURALS or word[0].isdigit() or word in (")", "%")

    def _governs(self, preposition: int) -> bool:
        """Tell whether a noun stands before a preposition, not a verb."""
        at = preposition - 1
        if at < 0 or not self.is_nominal(at):
            return False
        word = self._t.words[at]
        if word.endswith("ed") and at > 0 and not self._t.capital(at - 1):
            return self.is_nominal(at - 1)  # "people briefed on the plan say"
        return word not in VERBS and not word.endswith(("ed", "ing"))

    def _begins_anew(self, at: int) -> bool:
        """Tell whether a new phrase begins behind a noun: "told reporters this was …"."""
        word, before = self._t.words[at], self._t.words[at - 1]
        if word.partition("’")[0] in PERSONAL:
            return True
        return word in DETERMINERS and not (
            before in DETERMINERS or before in ("of", "for", "at", "and")
        )
