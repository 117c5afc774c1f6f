"""The verbs of saying in a sentence, each with its subject."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from index import cues
from index.marks import SIGNS
from index.scene import Scene, Subject
from index.speakers import Speakers

_LOOK_BACK = 400  # code points before a cue in which its subject is looked for
_NEVER_INVERTED = frozenset("tell accuse urge inform blame call refer".split())
_OFTEN_INVERTED = frozenset("say add write report announce explain warn argue".split())
_PROGRESSIVE = re.compile(
    r"(?i)\b(?:is|are|was|were|been|be|am|keeps?|kept)\s+(?:\w+ly\s+|not\s+)?$"
)
_PASSIVE = re.compile(
    r"(?i)\b(?:is|are|was|were|be|been|being|gets?|got)\s+(?:\w+ly\s+|also\s+|not\s+|once\s+)*$"
)
# What stands before a noun ("his claims", "without charge"), not before a verb.
_NOUNED = re.compile(
    r"(?i)(?:\b(?:the|a|an|his|her|their|its|my|our|your|this|that|these|those|any|no|some|every"
    r"|each|of|for|in|on|by|such|more|other|recent|public|open|new|first|last|early|press|news"
    r"|official|with|without|under|from|about|against|at|into|upon)|[’']s)\s+$"
)
_NEVER_NOUNS = frozenset(("said", "told", "added"))
_MODAL = re.compile(r"(?i)\b(?:might|may|could|would|can|should|must|to)\s+(?:\w+ly\s+)?$")
_GOES_ON = re.compile(
    r"(?:,|\band|\bbut|\bthen|\bbefore|\bwhile|\bto)\s+(?:\w+ly\s+|also\s+|then\s+|later\s+)*$"
)


@dataclass(frozen=True, slots=True)
class Cue:
    """A verb of saying outside quotations with its subject; offsets in the paragraph's text.

    Attributes:
        inverted: whether the subject stands behind it ("said Weir").
        modal: whether something is only possible to be said ("might explain").
    """

    start: int
    end: int
    word: str
    subject: Subject
    inverted: bool
    modal: bool = False

    @property
    def strong(self) -> bool:
        """Whether the verb by itself is one of saying."""
        return cues.is_strong(self.word)

    @property
    def according(self) -> bool:
        """Whether it is no verb but "according to"."""
        return cues.ACCORDING.fullmatch(self.word) is not None


def find_cues(speakers: Speakers, scene: Scene, start: int, end: int) -> list[Cue]:
    """Find the verbs of saying in the sentence `[start, end)` whose subject is there, in order.

    "According to" comes behind the verbs.
    """
    found = list(_verbs(speakers, scene, start, end))
    for match in cues.according(scene.text, start, end):
        subject = speakers.after(scene, match.end(), end)
        # "…, he said, according to the paper": the paper only passes it on.
        passes_on = (
            found and subject and speakers.referents.outlet(scene, subject.start, subject.end)
        )
        if subject and not passes_on:
            found.append(Cue(match.start(), match.end(), match[0], subject, inverted=True))
    return found


def _verbs(speakers: Speakers, scene: Scene, start: int, end: int) -> Iterator[Cue]:
    text, last = scene.text, None
    for at, behind in cues.verbs(text, start, end):
        if text[at].isupper() or _is_noun(text, at, behind) or _is_passive(text, at, behind):
            continue
        subject, inverted = _subject(speakers, scene, (start, end), (at, behind), last)
        if subject is not None:
            modal = bool(_MODAL.search(text[max(0, at - 16) : at]))
            last = Cue(at, behind, text[at:behind], subject, inverted, modal)
            yield last


def _subject(
    speakers: Speakers,
    scene: Scene,
    sentence: tuple[int, int],
    verb: tuple[int, int],
    last: Cue | None,
) -> tuple[Subject | None, bool]:
    """Find a verb's subject and whether it stands behind it.

    Behind it where a quotation stands before the verb, else in front; a second verb has the
    subject of the first.
    """
    (start, end), (at, behind), text = sentence, verb, scene.text
    lemma = cues.lemma(text[at:behind])
    if text[behind - 3 : behind] == "ing" and not _PROGRESSIVE.search(text[max(0, at - 24) : at]):
        # "X said …, adding …": a participle has the subject of the verb before it.
        return (last.subject if last else speakers.last_named(scene, start, at)), False
    before = text[max(0, at - 4) : at].rstrip()
    quoted = before.rstrip(",")
    if quoted and quoted[-1] in SIGNS and lemma not in _NEVER_INVERTED:
        subject = speakers.after(scene, behind, end)
        if subject:
            return subject, True
    subject = speakers.before(scene, max(start, at - _LOOK_BACK), at)
    unsure = subject is None or subject.confidence < 0.8
    if unsure and before.endswith(",") and lemma in _OFTEN_INVERTED:
        inverted = speakers.after(scene, behind, end)
        if inverted:
            return inverted, True
    if subject is None and last and _GOES_ON.search(text[last.end : at]):
        subject = last.subject
    return subject, False


def _is_passive(text: str, start: int, end: int) -> bool:
    return bool(_PASSIVE.search(text[max(0, start - 40) : start])) and text[end - 3 : end] != "ing"


def _is_noun(text: str, start: int, end: int) -> bool:
    before = text[max(0, start - 12) : start]
    return text[start:end].lower() not in _NEVER_NOUNS and bool(_NOUNED.search(before))
