"""What nouns and adjectives tell: "his claim that …", "is confident that …", "according to …"."""

from collections.abc import Iterator

from index.contents import Contents
from index.frames import LIGHT, OPENERS
from index.function_words import DETERMINERS, POSSESSIVES
from index.groups import read_group
from index.likelihood import Candidate
from index.phrases import Phrases
from index.sources import Sources
from index.tokens import Tokens, is_quoted


class Nouns:
    """Reads what is told without a verb of saying in one sentence."""

    def __init__(
        self, tokens: Tokens, phrases: Phrases, contents: Contents, sources: Sources
    ) -> None:
        self._t = tokens
        self._phrases = phrases
        self._contents = contents
        self._sources = sources

    def noun(self, at: int) -> Iterator[Candidate]:
        """Read "his claim that …", "Trump’s call for …"."""
        t = self._t
        opener = t.word(at + 1)
        if opener not in OPENERS:
            return
        for k in range(at - 1, max(-1, at - 5), -1):
            if self._phrases.is_possessive(k):
                first = k if t.words[k] in POSSESSIVES else self._phrases.start(k)
                end = (
                    self._contents.end_of_clause(at + 1, (k, k))
                    if opener == "that"
                    else self._contents.end_of_thing(at + 1)
                )
                begin = at + 1 + (opener == "that")
                if end >= begin:
                    yield Candidate((begin, end), (at, at), (first, k), "noun", t.words[at], None)
                return
            if t.words[k] in LIGHT:
                yield from self._expressed(at, k)
                return
            if not self._phrases.is_nominal(k) and t.words[k] not in DETERMINERS:
                return

    def _expressed(self, at: int, verb: int) -> Iterator[Candidate]:
        """Read "voiced support for …", "has plans to …", "launched an attack on …"."""
        t = self._t
        group = read_group(t, verb)
        if group.passive:
            return
        source = self._sources.of(verb, "past", group)
        if source is None:
            return
        begin = at + 1 + (t.word(at + 1) == "that")
        end = (
            self._contents.end_of_clause(begin, source)
            if t.word(at + 1) == "that"
            else self._contents.end_of_thing(begin)
        )
        if end >= begin:
            yield Candidate(
                (begin, end), (group.left + 1, at), source, "expressed", t.words[at], group
            )

    def adjective(self, at: int) -> Iterator[Candidate]:
        """Read "is confident that …", "was willing to …"."""
        t = self._t
        group = read_group(t, at)
        if not group.passive or group.infinitive or t.word(at + 1) not in OPENERS:
            return
        source = self._phrases.before(group.left)
        if source is None:
            return
        begin = at + 1 + (t.word(at + 1) == "that")
        end = self._contents.end_of_thing(at + 1)
        if end >= begin:
            yield Candidate((begin, end), (at, at), source, "adjective", t.words[at], group)

    def according(self, at: int, begin: int) -> Iterator[Candidate]:
        """Read "according to Lund, the quay …"; whose it is begins with token `begin`."""
        t = self._t
        source = self._phrases.behind(begin)
        if source is None:
            return
        front = self._contents.back(at - 1)
        comma = next((k for k in range(source[1], len(t.words)) if t.words[k] == ","), None)
        end = self._contents.back(len(t.words) - 1)
        if front >= 1:
            goes_on = comma is not None and end > comma and not is_quoted(self._t, 0, front)
            yield Candidate(
                (0, end if goes_on else front),
                (at, begin - 1),
                source,
                "according",
                "according",
                None,
            )
            return
        if comma is not None and end > comma:
            yield Candidate(
                (comma + 1, end), (at, begin - 1), source, "according", "according", None
            )
