"""What verbs tell: "she said that …", "…, said Weir", "a plan proposed by …", "is due to …"."""

from collections.abc import Iterator

from index.contents import Contents
from index.frames import AGENTLESS, FRAMES, NOUNS, REFUSALS, SAYING, VERBS
from index.function_words import (
    CLAUSAL,
    DETERMINERS,
    FINITE,
    OPEN,
    PLURALS,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVE,
    WEEKDAYS,
)
from index.groups import Group, read_group
from index.likelihood import Candidate
from index.phrases import Phrases
from index.sources import Sources
from index.tokens import Tokens, is_quoted
from index.told_by_nouns import Nouns

_WHERE = 5  # tokens at most of where or when: "In a short written statement"
_TELLS = frozenset("tell assure remind inform warn advise".split())
_BEHIND_SOURCE = frozenset(", . ; : ( on in at during after last who — –".split()) | {""}
_BEHIND_AGENT = frozenset("to as of for about".split())
_SAID_AND_SEEN = frozenset("say see report ask".split())
_BEFORE_NOUNS = DETERMINERS - PRONOUNS - {"that", "all", "both"}
_SUBJECTS = PRONOUNS | RELATIVE


class Verbs:
    """Reads what verbs tell in one sentence."""

    def __init__(
        self,
        tokens: Tokens,
        phrases: Phrases,
        contents: Contents,
        sources: Sources,
        nouns: Nouns,
    ) -> None:
        """Take the sentence's parts; `nouns` reads what looks like a verb and is none."""
        self._t = tokens
        self._phrases = phrases
        self._contents = contents
        self._sources = sources
        self._nouns = nouns

    def read(self, at: int) -> Iterator[Candidate]:
        """Read what the verb at token `at` tells; several things where it stands between them."""
        lemma, kind = VERBS[self._t.words[at]]
        group = read_group(self._t, at)
        if self._is_noun(at, kind, group):
            if self._t.words[at] in NOUNS:
                yield from self._nouns.noun(at)
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
        if front and content and self._says_where(front):
            front = None  # "In a statement, Weir said, …"
        if front and content and not is_quoted(self._t, *front):
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

    def _says_where(self, front: tuple[int, int]) -> bool:
        """Tell whether what stands before a source is only where or when something was told."""
        return self._t.words[front[0]] in PREPOSITIONS and front[1] - front[0] < _WHERE

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
