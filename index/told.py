"""Reported speech in a sentence: cue, whose it is, and the words told, found over its tokens."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from index.contents import Contents
from index.frames import (
    ADJECTIVES,
    AGENTLESS,
    FRAMES,
    LIGHT,
    NOUNS,
    NOUNY,
    OPENERS,
    REFUSALS,
    SAYING,
    VERBS,
)
from index.function_words import (
    CLAUSAL,
    DETERMINERS,
    FINITE,
    OPEN,
    PERSONAL,
    PLURALS,
    POSSESSIVES,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVE,
    WEEKDAYS,
)
from index.groups import Group, read_group
from index.marks import MASK
from index.phrases import Phrases
from index.tokens import Tokens, tokens_of

_TELLS = frozenset("tell assure remind inform warn advise".split())
_BEHIND_SOURCE = frozenset(", . ; : ( on in at during after last who — –".split()) | {""}
_BEHIND_AGENT = frozenset("to as of for about".split())
_SAID_AND_SEEN = frozenset("say see report ask".split())
_COORDINATING = frozenset("but and while though although whereas".split())
_THERE = frozenset("there abroad out up away together".split())
_POLLS = frozenset("poll polls survey surveys".split())

Form = Literal[
    "front",
    "around",
    "behind",
    "inverted",
    "passive",
    "agentless",
    "noun",
    "expressed",
    "adjective",
    "according",
]
_CUES = frozenset(VERBS) | NOUNS | ADJECTIVES | {"according"}


@dataclass(frozen=True, slots=True)
class Told:
    """Something told; each pair is `[start, end)` in the paragraph's text.

    Attributes:
        source: the words that name who tells it.
        sure: 0..1, how sure that it is told and by whom.
    """

    content: tuple[int, int]
    cue: tuple[int, int]
    source: tuple[int, int] | None
    sure: float
    form: Form
    lemma: str
    group: Group | None


def find_told(shown: str, start: int, end: int) -> list[Told]:
    """Find what the sentence `[start, end)` reports somebody to say, think or want.

    What somebody did not say, or only might say, is not told; who does not think or want
    something is told with the "not".

    Args:
        shown: the paragraph's text with quotations masked.
        start: of the sentence.
        end: of the sentence.

    Returns:
        In order of the cues. Contents may hold one another ("he said that she believes …").
    """
    tokens = tokens_of(shown, start, end)
    return _untangled(list(_Reader(tokens).read()), tokens)


def _untangled(found: list[Told], tokens: Tokens) -> list[Told]:
    """End what is told before another's "…, she said" or ", but she said …"."""
    if len(found) < 2:
        return found
    fronts = [(told.content[1], told.cue[0]) for told in found if told.content[1] <= told.cue[0]]
    others = _clauses(found, tokens)
    untangled = []
    for told in found:
        start, end = told.content
        ends = [at for at, cue in fronts if start < at < end and told.cue[0] < cue]
        ends += [at for at, source in others if start < at < end and source != told.source]
        untangled.append(replace(told, content=(start, min([end, *ends]))) if ends else told)
    return untangled


def _clauses(found: list[Told], tokens: Tokens) -> list[tuple[int, tuple[int, int]]]:
    """Return where behind a comma another one's clause begins: ", but she said …"."""
    at_start = {span[0]: k for k, span in enumerate(tokens.spans)}
    clauses = []
    for told in found:
        if told.source is None or told.form not in ("behind", "around"):
            continue
        k = at_start[told.source[0]] - 1
        if k > 1 and tokens.words[k] in _COORDINATING and tokens.words[k - 1] == ",":
            clauses.append((tokens.spans[k - 2][1], told.source))
    return clauses


class _Reader:
    """Reads one sentence from left to right, remembering who was the subject last."""

    def __init__(self, tokens: Tokens) -> None:
        self._t = tokens
        self._phrases = Phrases(tokens)
        self._contents = Contents(tokens, self._phrases)
        self._last: tuple[int, int] | None = None  # tokens of the source found last

    def read(self) -> Iterator[Told]:
        t = self._t
        cues = _CUES if _POLLS.isdisjoint(t.words) else _CUES | {"in"}
        for at in [at for at, word in enumerate(t.words) if word in cues]:
            word = t.words[at]
            if word in ADJECTIVES and t.word(at + 1) in OPENERS and word != "concerned":
                yield from self._adjective(at)
            elif word in VERBS:
                yield from self._verb(at)
            elif word in NOUNS:
                yield from self._noun(at)
            elif word in ADJECTIVES:
                yield from self._adjective(at)
            elif word == "according" and t.word(at + 1) == "to":
                yield from self._according(at, at + 2)
            elif word == "in" and (at == 0 or not self._phrases.is_nominal(at - 1)):
                source = self._phrases.behind(at + 1)
                if source and t.words[source[1]] in _POLLS:
                    yield from self._according(at, at + 1)

    # Verbs

    def _verb(self, at: int) -> Iterator[Told]:
        lemma, kind = VERBS[self._t.words[at]]
        group = read_group(self._t, at)
        if self._is_noun(at, kind, group):
            if self._t.words[at] in NOUNS:
                yield from self._noun(at)
        elif self._is_passive(at, kind, group):
            yield from self._passive(at, lemma, group)
        elif not self._is_no_cue(at, lemma, group) and not self._is_untold(at, lemma, group):
            if lemma == "point" and self._t.word(at + 1) == "out":
                lemma, at = "note", at + 1
            source, sure = self._source(at, kind, group)
            if source is None or self._is_inverted(at, lemma):
                yield from self._inverted(at, lemma)
            else:
                yield from self._told(at, lemma, source, group, sure)

    def _told(
        self, at: int, lemma: str, source: tuple[int, int], group: Group, sure: float
    ) -> Iterator[Told]:
        t = self._t
        if FRAMES[lemma] & {"say", "stance"}:
            self._last = source
        front = None if group.infinitive else self._contents.front(at, lemma, source)
        content = None
        if front is None or t.word(at + 1) == ",":
            content = self._contents.behind(at, lemma, source)
        if front and content and not self._is_quoted(*front):
            # "The quay, she said, is closed": one clause around its cue.
            yield self._made(
                "around", lemma, (front[0], content[1]), (group.left + 1, at), source, sure, group
            )
            return
        if front and front[1] > front[0]:
            yield self._made("front", lemma, front, (group.left + 1, at), source, sure, group)
        if content:
            first = group.left + 1 if group.negated else content[0]
            yield self._made(
                "behind", lemma, (first, content[1]), (group.left + 1, at), source, sure, group
            )

    def _made(
        self,
        form: Form,
        lemma: str,
        content: tuple[int, int],
        cue: tuple[int, int],
        source: tuple[int, int] | None,
        sure: float,
        group: Group | None = None,
    ) -> Told:
        t = self._t
        return Told(
            t.place(*content), t.place(*cue), source and t.place(*source), sure, form, lemma, group
        )

    def _is_quoted(self, first: int, last: int) -> bool:
        """Tell whether tokens hold nothing but a quotation."""
        words = self._t.words[first : last + 1]
        return all(word[0] == MASK or not word[0].isalnum() for word in words)

    def _is_untold(self, at: int, lemma: str, group: Group) -> bool:
        """Tell whether something is only possible, or denied to have been said."""
        if group.infinitive and self._t.word(group.left) in REFUSALS and lemma in SAYING:
            return True
        if self._t.words[at] in REFUSALS and self._t.word(at + 1) == "to":
            return self._t.word(at + 2) in SAYING  # "refused to say that the quay was safe"
        return group.negated and lemma in SAYING

    def _agrees(self, found: tuple[int, int], kind: str, group: Group) -> bool:
        return kind == "past" or group.helped or self._phrases.agrees(found, kind)

    def _is_noun(self, at: int, kind: str, group: Group) -> bool:
        t, word = self._t, self._t.words[at]
        if t.capital(at) and at > 0 and kind in ("base", "s"):
            return True
        before = t.word(at - 1)
        if kind == "ing":
            return before in ("the", "a", "this") or self._phrases.is_possessive(at - 1)
        if group.helped:
            return False
        if before in DETERMINERS - PRONOUNS - {"that", "all", "both"}:
            return True
        if before in ("many", "some", "most", "few", "one", "another") and kind == "s":
            return True
        if before in PREPOSITIONS or self._phrases.is_possessive(at - 1):
            return True
        return kind in ("base", "s") and word in NOUNS and t.word(at + 1) in ("of", "by")

    def _is_passive(self, at: int, kind: str, group: Group) -> bool:
        if kind not in ("past", "participle"):
            return False
        return (
            group.passive
            or (kind == "participle" and not group.helped)
            or (self._t.word(at + 1) == "by" and not group.helped)
        )

    def _passive(self, at: int, lemma: str, group: Group) -> Iterator[Told]:
        """Read "was described by critics as …", "a plan proposed by Trump"."""
        t = self._t
        by = next((k for k in range(at + 1, min(at + 8, len(t.words))) if t.words[k] == "by"), None)
        if by is None:
            yield from self._agentless(at, group)
            return
        source = self._phrases.behind(by + 1)
        if source is None:
            return
        subject, behind = self._phrases.before(group.left), source[1] + 1
        end = source[1]
        if t.word(behind) in _BEHIND_AGENT or t.word(behind) in OPEN:
            end = max(end, self._contents.end_of_thing(behind))
        whole = subject is not None and group.passive and subject[0] < subject[1] + 1
        if subject and whole:
            yield self._made("passive", lemma, (subject[0], end), (at, at), source, 0.6, group)
        elif end > behind:
            yield self._made("passive", lemma, (behind, end), (at, at), source, 0.6, group)
        elif subject and subject[0] < subject[1]:
            yield self._made("passive", lemma, subject, (at, at), source, 0.6, group)

    def _agentless(self, at: int, group: Group) -> Iterator[Told]:
        """Read "the quay is expected to close", "he was accused of theft": nobody is named."""
        t = self._t
        lemma = VERBS[t.words[at]][0]
        if not group.passive or group.infinitive or lemma not in AGENTLESS:
            return
        if lemma in _SAID_AND_SEEN and t.word(group.left).endswith("’s"):
            return  # "he’s said that": has, not is
        subject = self._phrases.before(group.left)
        if subject is None:
            return
        end = self._contents.end_of_thing(at + 1) if at + 1 < len(t.words) else at
        if end >= at + 1:
            yield self._made(
                "agentless", lemma, (subject[0], end), (group.left + 1, at), None, 0.6, group
            )

    def _is_no_cue(self, at: int, lemma: str, group: Group) -> bool:
        """Tell whether a form of a cue is none: "a website called …", "pledged delegates"."""
        t, follows = self._t, self._t.word(at + 1)
        if lemma == "compare" and follows in ("to", "with"):
            return True
        if follows in ("delegate", "delegates"):
            return True
        if lemma in ("call", "dub", "label", "term") and not group.helped and at > 0:
            left = at - 1
            return (
                t.words[left].isalpha()
                and not t.capital(left)
                and t.words[left] not in PRONOUNS | RELATIVE
                and at + 1 < len(t.words)
                and t.capital(at + 1)
                and t.words[at].endswith("ed")
            )
        return False

    def _is_inverted(self, at: int, lemma: str) -> bool:
        """Tell whether behind "…, said" stands who said it, and not what."""
        t = self._t
        if t.word(at - 1) != "," or at < 6 or "say" not in FRAMES[lemma] or lemma in _TELLS:
            return False
        source = self._phrases.behind(at + 1)
        if source is None or not any(t.capital(k) for k in range(source[0], source[1] + 1)):
            return False
        if t.words[source[0]] in WEEKDAYS or t.word(source[1] + 1) not in _BEHIND_SOURCE:
            return False
        return any(word in CLAUSAL or word in FINITE for word in t.words[1 : at - 1])

    def _inverted(self, at: int, lemma: str) -> Iterator[Told]:
        """Read "The bridge is closed, said Weir, the engineer."."""
        t = self._t
        if "say" not in FRAMES[lemma] or lemma in _TELLS or at < 3:
            return
        if t.words[at - 1] not in (",", "”", '"', "’"):
            return
        source = self._phrases.behind(at + 1)
        if source is None:
            return
        content = (0, at - 2)
        if content[1] - content[0] >= 1:
            self._last = source
            yield self._made("inverted", lemma, content, (at, at), source, 0.85)

    # Sources

    def _source(self, at: int, kind: str, group: Group) -> tuple[tuple[int, int] | None, float]:
        t, left = self._t, group.left
        if left < 0:
            return (self._last, 0.7) if group.infinitive or kind == "ing" else (None, 0.0)
        word = t.words[left]
        if group.infinitive or (kind == "ing" and not group.passive):
            near = None
            if kind == "ing" and word not in PREPOSITIONS and word != ",":
                near = self._phrases.before(left)
            return (near or self._last or self._phrases.first(left), 0.7)
        if word in ("and", "but", "or", "then") or (
            word == "," and t.word(left - 1) in ("and", "but")
        ):
            return (self._last or self._phrases.first(left), 0.8)
        if word in (",", "—", "–", ")", "-"):
            return self._apart(left, kind, group), 0.85
        found = self._phrases.before(left)
        if found is None or not self._agrees(found, kind, group):
            found = self._described(found[0] if found else left + 1, kind, group)
            return (None, 0.0) if found is None else ((found[0], left), 0.75)
        if (
            t.words[at] in NOUNY
            and not group.helped
            and not self._is_somebody(found[1])
            and t.word(at + 1) not in OPEN | PERSONAL | POSSESSIVES | {"the", "a", "to"}
        ):
            return None, 0.0
        return found, 0.9

    def _described(self, at: int, kind: str, group: Group) -> tuple[int, int] | None:
        """Read "records compiled by the centre show", "voters living abroad say"."""
        t = self._t
        for _ in range(3):
            at -= 1
            while at > 0 and t.words[at] in PREPOSITIONS | _THERE:
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
            or base in PRONOUNS | RELATIVE | PLURALS
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
                return self._last or self._phrases.first(left)
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

    # Nouns, adjectives, "according to"

    def _noun(self, at: int) -> Iterator[Told]:
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
                    yield self._made("noun", t.words[at], (begin, end), (at, at), (first, k), 0.7)
                return
            if t.words[k] in LIGHT:
                yield from self._expressed(at, k)
                return
            if not self._phrases.is_nominal(k) and t.words[k] not in DETERMINERS:
                return

    def _expressed(self, at: int, verb: int) -> Iterator[Told]:
        """Read "voiced support for …", "has plans to …", "launched an attack on …"."""
        t = self._t
        group = read_group(t, verb)
        if group.passive:
            return
        source, sure = self._source(verb, "past", group)
        if source is None:
            return
        begin = at + 1 + (t.word(at + 1) == "that")
        end = (
            self._contents.end_of_clause(begin, source)
            if t.word(at + 1) == "that"
            else self._contents.end_of_thing(begin)
        )
        if end >= begin:
            yield self._made(
                "expressed",
                t.words[at],
                (begin, end),
                (group.left + 1, at),
                source,
                min(sure, 0.7),
                group,
            )

    def _adjective(self, at: int) -> Iterator[Told]:
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
            yield self._made("adjective", t.words[at], (begin, end), (at, at), source, 0.7, group)

    def _according(self, at: int, begin: int) -> Iterator[Told]:
        t = self._t
        source = self._phrases.behind(begin)
        if source is None:
            return
        front = self._contents.back(at - 1)
        comma = next((k for k in range(source[1], len(t.words)) if t.words[k] == ","), None)
        end = self._contents.back(len(t.words) - 1)
        if front >= 1:
            goes_on = comma is not None and end > comma and not self._is_quoted(0, front)
            yield self._made(
                "according",
                "according",
                (0, end if goes_on else front),
                (at, begin - 1),
                source,
                0.9,
            )
            return
        if comma is not None and end > comma:
            yield self._made(
                "according", "according", (comma + 1, end), (at, begin - 1), source, 0.9
            )
