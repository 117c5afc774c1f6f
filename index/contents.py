"""Where in a sentence what is told begins and ends."""

import re

from index.frames import DOCUMENTS, FRAMES, NOUNS, VERBS
from index.function_words import (
    ADVERBS,
    AUX,
    CLAUSAL,
    DETERMINERS,
    FINITE,
    OPEN,
    PERSONAL,
    PREPOSITIONS,
    WEEKDAYS,
)
from index.lexicon import CALENDAR
from index.marks import MASK, SIGNS
from index.phrases import Phrases
from index.tokens import Tokens

_BREAKS = frozenset(
    """
    and but while after when as where though although because saying adding calling
    telling noting arguing with or
    """.split()
)
_SUBORDINATE = frozenset(
    "after while when if as although though since before because despite in on at during with "
    "asked by under for".split()
)
_PARTICLES = frozenset(("out", "back", "up"))
_TAKES_TO = frozenset(("refer", "point", "allude", "object", "respond"))
_TAKES_IF = frozenset(("ask", "wonder", "know", "say"))
_BEFORE_THINGS = frozenset("to about for on against with of at in as".split())
_DAYS = CALENDAR | WEEKDAYS | {"last"}
_BEFORE_IS = PERSONAL | {"there", "that"}
_LATER = 14  # tokens between a verb and its "that"
# What may stand behind a verb that ends a sentence: to whom, when, where.
AFTERTHOUGHT = re.compile(
    r"(?xi)^(?:\s+(?:the|a|an|his|her|this|our)\s+[\w’'-]+(?:\s[\w-]+s\b)?"
    r"|\s+(?:reporters|journalists|him|her|them|us|me)\b"
    r"|\s+(?-i:[A-Z])[\w.’'-]+){0,4}\s*"
    r"(?:(?:on|in|at|to|during|after|before|by|through|via|from|of|late|early|earlier|later|last"
    r"|this|today|yesterday|when|while|as|with|about|tweet|monday|tuesday|wednesday|thursday"
    r"|friday|saturday|sunday)\b[^.;:“\"█]*)?[.,;:!?)]*\s*$"
)


class Contents:
    """Finds what a verb's subject tells; contents are first and last tokens, inclusive."""

    def __init__(self, tokens: Tokens, phrases: Phrases) -> None:
        self._t = tokens
        self._phrases = phrases

    def front(self, at: int, lemma: str, source: tuple[int, int]) -> tuple[int, int] | None:
        """Find what stands before its source: "The bridge is closed, the ministry said."."""
        t, first = self._t, source[0]
        if "say" not in FRAMES[lemma] and lemma not in ("hope", "find", "show", "feel", "learn"):
            return None
        if first < 2 or first > at:
            return None
        before, begin = t.words[first - 1], 0
        if before == "as" and t.word(first - 2) == ",":
            first -= 1
        elif before not in (",", "”", '"', "’") or not self._ends_behind(at):
            return None
        content = (begin, first - 2)
        if (
            content[1] < begin
            or (content[1] == begin and t.word(at + 1) != ",")
            or (
                t.word(at + 1) not in (",", ".", "")
                and t.words[begin] in _SUBORDINATE
                and t.word(begin + 1) != "addition"
            )
        ):
            return None
        return content

    def behind(self, at: int, lemma: str, source: tuple[int, int]) -> tuple[int, int] | None:
        """Find what stands behind the verb at token `at`."""
        t, frames = self._t, FRAMES[lemma]
        begin = self._begin(at, lemma, source)
        if begin is None or begin >= len(t.words):
            return None
        clause = t.words[begin - 1] in OPEN or t.words[begin] in OPEN
        if "say" in frames or clause:
            end = self.end_of_clause(begin, source)
        else:
            end = self.end_of_thing(begin)
        return (begin, end) if end >= begin else None

    def end_of_clause(self, begin: int, source: tuple[int, int]) -> int:
        """Return the last token of a clause that begins with token `begin`."""
        t = self._t
        relative = t.words[source[1]] in ("who", "which") and t.word(source[1] - 1) == ","
        end = len(t.words)
        for k in range(begin + 1, end):
            word = t.words[k]
            if (
                word == ";"
                or (word == "," and relative and k - begin > 3)
                or (word == "according" and t.word(k + 1) == "to")
            ):
                end = k
                break
        return self.back(end - 1)

    def end_of_thing(self, begin: int) -> int:
        """Return the last token of a noun phrase or an infinitive with all that hangs on it."""
        t, end = self._t, len(self._t.words)
        for k in range(begin + 1, end):
            word = t.words[k]
            if (
                word in (";", "—", "–")
                or (word == "," and self._breaks(k + 1))
                or (word in ("and", "but") and self._says_on(k + 1))
            ):
                end = k
                break
        return self.back(end - 1)

    def back(self, end: int) -> int:
        """Return the last token up to `end` that is a word."""
        while end >= 0 and (self._t.words[end] in SIGNS or self._t.words[end] in ".,;:!?…—–-()"):
            end -= 1
        return end

    def _ends_behind(self, at: int) -> bool:
        """Tell whether behind a verb nothing stands but to whom, when and where."""
        t = self._t
        follows = t.word(at + 1)
        if follows in (",", ".", "", "?", "!", ")", ";"):
            return True
        return bool(AFTERTHOUGHT.match(t.text[t.spans[at][1] : t.spans[-1][1]]))

    def _begin(self, at: int, lemma: str, source: tuple[int, int]) -> int | None:
        """Return the token with which what is told begins behind a verb."""
        t, frames = self._t, FRAMES[lemma]
        at += t.word(at + 1) in _PARTICLES
        follows = t.word(at + 1)
        if follows in OPEN and (follows != "if" or lemma in _TAKES_IF):
            return at + 1 + (follows == "that") if frames != {"to"} else None
        if follows == "about" and "say" in frames and t.word(at + 2)[:1].isdigit():
            return at + 1
        if follows in ("on", "in", "at") and t.word(at + 2) in _DAYS:
            return self._later(at, lemma)
        if follows in _BEFORE_THINGS:
            fits = self._fits(follows, lemma)
            return at + 1 if fits else self._later(at, lemma)
        if (
            follows == ":"
            and ("say" in frames or lemma in _TAKES_IF)
            and t.word(at + 2)[:1].isalnum()
        ):
            return at + 2  # "Police said: the road is closed."
        if not follows[:1].isalnum() and follows[:1] != MASK and follows not in ("$", "“", "‘"):
            goes_on = follows == "," and "say" in frames and self._goes_on(at + 2)
            return at + 2 if goes_on else None
        later = self._later(at, lemma)
        return later if later is not None else self._begin_at_once(at, lemma, source)

    def _fits(self, preposition: str, lemma: str) -> bool:
        """Tell whether a preposition behind a verb opens what is told ("called for a vote")."""
        frames = FRAMES[lemma]
        if preposition == "to":
            return lemma in _TAKES_TO or bool(frames & {"to", "stance"})
        return "about" in frames or ("stance" in frames and preposition not in ("in", "as"))

    def _begin_at_once(self, at: int, lemma: str, source: tuple[int, int]) -> int | None:
        t, frames, follows = self._t, FRAMES[lemma], self._t.word(at + 1)
        if lemma == "tell":
            return self._behind_whom(at)
        if follows in PREPOSITIONS or follows in ("when", "while"):
            return None
        if frames & {"say", "stance"}:
            return at + 1
        shown = lemma in ("show", "find", "indicate") and not DOCUMENTS.isdisjoint(
            t.words[source[0] : source[1] + 1]
        )
        return at + 1 if shown or ("that" in frames and self._is_clause(at + 1)) else None

    def _behind_whom(self, at: int) -> int | None:
        """Return where what is told begins behind whom it is told: "told the Post she …"."""
        told = self._phrases.behind(at + 1)
        while told and self._t.word(told[1] + 1) in ("in", "on", "at", "during", "for"):
            told = self._phrases.behind(told[1] + 2) or (told[0], told[1] + 1)
        return told[1] + 1 if told and self._is_told(told[1] + 1) else None

    def _goes_on(self, at: int) -> bool:
        """Tell whether behind "…, he said," what he said goes on."""
        word = self._t.word(at)
        if word == "that":
            return True
        if word in ("though", "however") and self._t.word(at + 1) == ",":
            return True
        return not (word in PREPOSITIONS or word in _BREAKS or word.endswith("ing") or word == "")

    def _is_told(self, at: int) -> bool:
        """Tell whether behind whom it is told something is told."""
        word = self._t.word(at)
        return (
            word in OPEN
            or word in ("of", "about", "to", "not")
            or (
                word != ""
                and word not in PREPOSITIONS
                and (word[0] == MASK or word in PERSONAL or self._is_clause(at))
            )
        )

    def _later(self, at: int, lemma: str) -> int | None:
        """Find a "that" with whom or when before it: "said on Monday that"."""
        t = self._t
        if "say" not in FRAMES[lemma]:
            return None
        for k in range(at + 1, min(at + _LATER, len(t.words))):
            word = t.words[k]
            if word == "that" and k > at + 1:
                return k + 1
            if word in AUX or word in (";", ":", "—", ",") or (word[0] == MASK and lemma != "tell"):
                return None
        return None

    def _is_clause(self, at: int) -> bool:
        t = self._t
        if t.words[at].partition("’")[2] in ("s", "re", "m", "ll", "ve", "d"):
            return t.words[at].partition("’")[0] in _BEFORE_IS
        for k in range(at + 1, min(at + 8, len(t.words))):
            if t.words[k] in CLAUSAL or t.words[k].endswith("n’t"):
                return True
            if not (
                self._phrases.is_nominal(k)
                or t.words[k] in DETERMINERS
                or t.words[k] in ("of", "for")
            ):
                return False
        return False

    def _says_on(self, at: int) -> bool:
        """Tell whether behind "and" the next cue begins: "praised the crew and warned that"."""
        word = self._t.word(at)
        return word not in NOUNS and VERBS.get(word, ("", ""))[1] in ("past", "s")

    def _breaks(self, at: int) -> bool:
        """Tell whether behind a comma something else begins."""
        word, follows = self._t.word(at), self._t.word(at + 1)
        if word in ("and", "or", "but"):
            begins = follows in VERBS or follows in AUX or follows in FINITE
            return begins or follows in PERSONAL or follows in ADVERBS
        if word in _BREAKS or word == "according":
            return True
        clause = self._phrases.behind(at)
        return clause is not None and self._t.word(clause[1] + 1) in AUX
