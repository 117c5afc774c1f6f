"""Reported speech in a sentence: cue, whose it is, and the words told, found over its tokens."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from index.contents import Contents
from index.frames import (
    ADJECTIVES,
    AGENTLESS,
    FRAMES,
    LIGHT,
    NOUNS,
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
    PLURALS,
    POSSESSIVES,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVE,
    WEEKDAYS,
)
from index.groups import Group, read_group
from index.likelihood import Candidate, likelihood
from index.marks import MASK
from index.phrases import Phrases
from index.sources import Sources
from index.tokens import Tokens

_TELLS = frozenset("tell assure remind inform warn advise".split())
_BEHIND_SOURCE = frozenset(", . ; : ( on in at during after last who — –".split()) | {""}
_BEHIND_AGENT = frozenset("to as of for about".split())
_SAID_AND_SEEN = frozenset("say see report ask".split())
_COORDINATING = frozenset("but and while though although whereas".split())
_POLLS = frozenset("poll polls survey surveys".split())

_BEFORE_NOUNS = DETERMINERS - PRONOUNS - {"that", "all", "both"}
_SUBJECTS = PRONOUNS | RELATIVE
_CUES = frozenset(VERBS) | NOUNS | ADJECTIVES | {"according"}
_CUES_OF_POLLS = _CUES | {"in"}


_PASSED_ON = 0.7  # the annotators mark mostly the outer one, but whose words it is is plain
LIKELY = 0.4  # below that, what seems to be told mostly is not


@dataclass(frozen=True, slots=True)
class Told:
    """Something told; each pair is `[start, end)` in the paragraph's text.

    Attributes:
        source: the words that name who tells it; None where the text names nobody.
        sure: 0..1, how likely it is that it is told, and by whom.
        word: the cue without its auxiliaries, in lower case.
        modal: whether it only may be told ("could say").
    """

    content: tuple[int, int]
    cue: tuple[int, int]
    source: tuple[int, int] | None
    sure: float
    word: str
    modal: bool


def find_told(shown: str, start: int, end: int) -> list[Told]:
    """Find what the sentence `[start, end)` reports somebody to say, think or want.

    What somebody did not say is not told; who does not think or want something is told with
    the "not".

    Args:
        shown: the paragraph's text with quotations masked.
        start: of the sentence.
        end: of the sentence.

    Returns:
        In order of the cues. Contents may hold one another ("he said that she believes …").
    """
    tokens = Tokens(shown, start, end)
    found = candidates(tokens)
    told = []
    for at, one in enumerate(found):
        sure = likelihood(tokens, at, found)
        if sure < LIKELY and _is_passed_on(one, found):
            sure = _PASSED_ON
        if sure >= LIKELY:
            told.append(_told(tokens, one, sure))
    return told


def candidates(tokens: Tokens) -> list[Candidate]:
    """Find all that may be told in a sentence, in order of the cues."""
    if _CUES_OF_POLLS.isdisjoint(tokens.words):
        return []
    return _untangled(list(_Reader(tokens).read()), tokens)


def _is_passed_on(one: Candidate, found: list[Candidate]) -> bool:
    """Tell whether another one tells that it was said: "the paper reports that Lund said …"."""
    return one.lemma in SAYING and any(
        other is not one
        and other.lemma in ("report", "according")
        and other.content[0] <= one.cue[0] <= other.content[1]
        for other in found
    )


def _told(tokens: Tokens, one: Candidate, sure: float) -> Told:
    group = one.group
    return Told(
        tokens.place(*one.content),
        tokens.place(*one.cue),
        tokens.place(*one.source) if one.source else None,
        sure,
        tokens.words[one.cue[1]],
        group is not None and group.modal,
    )


def _untangled(found: list[Candidate], tokens: Tokens) -> list[Candidate]:
    """End what is told before another's "…, she said" or ", but she said …"."""
    if len(found) < 2:
        return found
    fronts = [(one.content[1], one.cue[0]) for one in found if one.content[1] < one.cue[0]]
    others = _clauses(found, tokens)
    untangled = []
    for one in found:
        first, last = one.content
        ends = [at for at, cue in fronts if first < at < last and one.cue[0] < cue]
        ends += [at for at, source in others if first < at < last and source != one.source]
        untangled.append(replace(one, content=(first, min(ends))) if ends else one)
    return untangled


def _clauses(found: list[Candidate], tokens: Tokens) -> list[tuple[int, tuple[int, int]]]:
    """Return where behind a comma another one's clause begins: ", but she said …"."""
    clauses = []
    for one in found:
        if one.source is None or one.form not in ("behind", "around"):
            continue
        k = one.source[0] - 1
        if k > 1 and tokens.words[k] in _COORDINATING and tokens.words[k - 1] == ",":
            clauses.append((k - 2, one.source))
    return clauses


class _Reader:
    """Reads one sentence from left to right, remembering who was the subject last."""

    def __init__(self, tokens: Tokens) -> None:
        self._t = tokens
        self._phrases = Phrases(tokens)
        self._contents = Contents(tokens, self._phrases)
        self._sources = Sources(tokens, self._phrases)

    def read(self) -> Iterator[Candidate]:
        t = self._t
        cues = _CUES if _POLLS.isdisjoint(t.words) else _CUES_OF_POLLS
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

    def _verb(self, at: int) -> Iterator[Candidate]:
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
            source = self._sources.of(at, kind, group)
            if source is None or self._is_inverted(at, lemma):
                yield from self._inverted(at, lemma)
            else:
                yield from self._beside(at, lemma, source, group)

    def _beside(
        self, at: int, lemma: str, source: tuple[int, int], group: Group
    ) -> Iterator[Candidate]:
        """Read what stands before and behind a verb with its source."""
        t = self._t
        if FRAMES[lemma] & {"say", "stance"}:
            self._sources.last = source
        front = None if group.infinitive else self._contents.front(at, lemma, source)
        content = None
        if front is None or t.word(at + 1) == ",":
            content = self._contents.behind(at, lemma, source)
        if front and content and not self._is_quoted(*front):
            # "The quay, she said, is closed": one clause around its cue.
            yield Candidate(
                (front[0], content[1]), (group.left + 1, at), source, "around", lemma, group
            )
            return
        if front and front[1] > front[0]:
            yield Candidate(front, (group.left + 1, at), source, "front", lemma, group)
        if content:
            first = group.left + 1 if group.negated else content[0]
            yield Candidate(
                (first, content[1]), (group.left + 1, at), source, "behind", lemma, group
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
        if group.modal and not (lemma in SAYING and self._is_voiced(group.left)):
            return True
        return group.negated and lemma in SAYING

    def _is_voiced(self, at: int) -> bool:
        """Tell whether a subject's last word can be somebody: "the salt might explain"."""
        t = self._t
        word = t.word(at).partition("’")[0]
        return bool(word) and (
            t.capital(at)
            or word in ("he", "she", "they", "we", "i", "you", "who")
            or word in PLURALS
            or word.endswith(("ers", "ors", "ists", "ans", "ats", "er", "or", "ist", "man"))
        )

    def _is_noun(self, at: int, kind: str, group: Group) -> bool:
        t, word = self._t, self._t.words[at]
        if t.capital(at) and at > 0 and kind in ("base", "s"):
            return True
        before = t.word(at - 1)
        if kind == "ing":
            return before in ("the", "a", "this") or self._phrases.is_possessive(at - 1)
        if group.helped:
            return False
        if before in _BEFORE_NOUNS:
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

    def _passive(self, at: int, lemma: str, group: Group) -> Iterator[Candidate]:
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
            yield Candidate((subject[0], end), (at, at), source, "passive", lemma, group)
        elif end > behind:
            yield Candidate((behind, end), (at, at), source, "passive", lemma, group)
        elif subject and subject[0] < subject[1]:
            yield Candidate(subject, (at, at), source, "passive", lemma, group)

    def _agentless(self, at: int, group: Group) -> Iterator[Candidate]:
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
            yield Candidate(
                (subject[0], end), (group.left + 1, at), None, "agentless", lemma, group
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
                and t.words[left] not in _SUBJECTS
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

    def _inverted(self, at: int, lemma: str) -> Iterator[Candidate]:
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
            self._sources.last = source
            yield Candidate(content, (at, at), source, "inverted", lemma, None)

    # Nouns, adjectives, "according to"

    def _noun(self, at: int) -> Iterator[Candidate]:
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

    def _adjective(self, at: int) -> Iterator[Candidate]:
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

    def _according(self, at: int, begin: int) -> Iterator[Candidate]:
        t = self._t
        source = self._phrases.behind(begin)
        if source is None:
            return
        front = self._contents.back(at - 1)
        comma = next((k for k in range(source[1], len(t.words)) if t.words[k] == ","), None)
        end = self._contents.back(len(t.words) - 1)
        if front >= 1:
            goes_on = comma is not None and end > comma and not self._is_quoted(0, front)
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
