"""Direct speech: whose words a quotation holds, or that it is no speech."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from index.attribution import Cue, find_cues
from index.contents import AFTERTHOUGHT
from index.labels import label_of
from index.marks import MASK, SIGNS, Marked
from index.scene import Scene, Subject
from index.sentences import split
from index.speakers import Speakers

_PUNCTUATION = " .,;:!?…—–-"
_NEXT_SENTENCE = 2_000  # code points in which the sentence before or behind is looked for
_LONG = 6  # words from which marked words without a speaker are still somebody's
_SIGNATURE = re.compile(r"\s*[―—–-]\s*")
_QUOTATIVE = re.compile(r"[」』]と")  # Japanese: "said", whatever the verb
_NEXT_TO = re.compile(r"(?i)(?:that|it|him|her|them|this|of|as|the|a|an|his|her|its|is|was|\s)+")


@dataclass(frozen=True, slots=True)
class Attributed:
    """A quotation with whose it is.

    Attributes:
        subject: the words that name the speaker; None where nothing beside it does.
        figure: index in the cast; None where it can't be told.
        cue: the verb of saying; None where there is none.
        modal: whether it only may be said ("might say").
    """

    marked: Marked
    subject: Subject | None
    figure: int | None
    cue: str | None
    confidence: float
    modal: bool = False


def attribute(
    speakers: Speakers,
    scene: Scene,
    text: str,
    span: Marked,
    found: Sequence[Cue],
    sentence: tuple[int, int],
) -> Attributed | None:
    """Tell whose words a quotation holds; None where it holds a title, a term or a label.

    Args:
        speakers: resolves names and remembers who spoke.
        scene: the paragraph, quotations masked.
        text: the paragraph's text, cross-references blanked.
        span: the quotation.
        found: its sentence's cues.
        sentence: `[start, end)` of the sentence in which it begins.
    """
    words = text[span.start : span.end].strip()
    if not any(char.isalnum() for char in words) or label_of(text, span):
        return None
    cue = _cue_for(scene.text, span, found)
    if cue:
        sure = cue.subject.confidence * (1.0 if cue.strong else 0.95)
        return Attributed(span, cue.subject, cue.subject.figure, cue.word, sure, cue.modal)
    if _is_quoted(scene.text[slice(*sentence)]):
        return _alone(speakers, scene, text, span, sentence)
    return _unmarked(speakers, scene, span, words, sentence)


@lru_cache(maxsize=16)  # a sentence may hold thousands of quotations
def _is_quoted(sentence: str) -> bool:
    """Tell whether nothing of a masked sentence stands outside its quotations."""
    return not sentence.replace(MASK, "").strip(SIGNS + _PUNCTUATION)


def _alone(
    speakers: Speakers, scene: Scene, text: str, span: Marked, sentence: tuple[int, int]
) -> Attributed:
    """Attribute a quotation that is a whole sentence: it is signed, introduced, or goes on."""
    start, end = sentence
    cue = _cue_next(speakers, scene, text, end)
    if cue:
        sure = cue.subject.confidence
        return Attributed(span, cue.subject, cue.subject.figure, cue.word, sure, cue.modal)
    named = _signed(scene, end) or _introduced(speakers, scene, start)
    if named:
        return Attributed(span, named, named.figure, None, named.confidence)
    figure = speakers.referents.previous(scene.number)
    return Attributed(span, None, figure, None, 0.85 if figure is not None else 0.3)


def _unmarked(
    speakers: Speakers, scene: Scene, span: Marked, words: str, sentence: tuple[int, int]
) -> Attributed | None:
    """Attribute a quotation in a sentence without a verb of saying."""
    start, end = sentence
    ends = scene.text[span.end - 1] in ",?!…—–" or scene.text.startswith(", so ", span.end + 1)
    if span.closed and ends:
        beside = speakers.beside(scene, span.end, end)
        if beside:
            return Attributed(span, beside, beside.figure, None, beside.confidence)
    if scene.text[start : span.start - 1].rstrip().endswith(":"):
        named = speakers.last_named(scene, start, span.start)
        if named:
            return Attributed(span, named, named.figure, None, 0.75)
    spoken = len(words.split()) >= _LONG or _QUOTATIVE.match(scene.text, span.end)
    return Attributed(span, None, None, None, 0.3) if spoken else None


def _cue_next(speakers: Speakers, scene: Scene, text: str, end: int) -> Cue | None:
    """Read "“Why?” Weir asked.", which counts as two sentences."""
    rest = scene.text[end : end + _NEXT_SENTENCE]
    if (
        not re.match(r"\s", rest)
        or text[max(0, end - 40) : end].rstrip(SIGNS)[-1:] not in "?!…—–-,"
    ):
        return None
    following = next(iter(split(rest)), None)
    if following is None:
        return None
    begin, stop = end + following[0], end + following[1]
    cue = next(iter(find_cues(speakers, scene, begin, stop)), None)
    if cue is None or cue.inverted or max(cue.start, cue.subject.start) - begin > 60:
        return None
    tail = scene.text[cue.end : stop]
    return cue if AFTERTHOUGHT.match(tail) or tail.startswith(",") else None


def _signed(scene: Scene, end: int) -> Subject | None:
    """Read "“…” — Ida Lund", as letters and reviews are signed."""
    dash = _SIGNATURE.match(scene.text, end)
    for mention in scene.mentions if dash else ():
        if dash and mention.start - scene.offset == dash.end():
            return Subject(dash.end(), mention.end - scene.offset, mention.figure, 0.9)
    return None


def _introduced(speakers: Speakers, scene: Scene, start: int) -> Subject | None:
    """Find who the sentence before a quotation brings in, where it quotes nobody itself."""
    first = max(0, start - _NEXT_SENTENCE)
    sentences = split(scene.text[first:start])
    if not sentences:
        return None
    begin, end = first + sentences[-1][0], first + sentences[-1][1]
    if MASK in scene.text[begin:end]:
        return None
    for cue in reversed(find_cues(speakers, scene, begin, end)):
        if cue.subject.figure is not None:
            return cue.subject
    return speakers.last_named(scene, begin, end)


def _cue_for(shown: str, span: Marked, found: Sequence[Cue]) -> Cue | None:
    """Choose the verb of saying that a quotation belongs to; `shown` is masked."""
    best: tuple[float, Cue] | None = None
    for cue in found:
        behind = cue.start >= span.end
        weight = _weight_behind(shown, span, cue) if behind else _weight_before(shown, span, cue)
        if not cue.strong:
            weight -= 1.0
        if weight > 0 and (best is None or weight > best[0]):
            best = (weight, cue)
    return best[1] if best else None


def _weight_behind(shown: str, span: Marked, cue: Cue) -> float:
    first = min(cue.start, cue.subject.start)
    gap = shown[span.end : first]
    if MASK in gap or not span.closed:
        return 0.0
    if not gap.strip(SIGNS + " ,—–-.") and first - span.end <= 6:
        return 10.0
    comma = shown[span.end - 1] in ",?!…—–-" or "," in gap[:3]
    return 4.0 if comma and len(gap) < 80 else 0.0


def _weight_before(shown: str, span: Marked, cue: Cue) -> float:
    gap = shown[cue.end : span.start - 1]
    loose = gap.strip(SIGNS + MASK + " ,:—–-")
    if not loose:
        return 9.0
    if _NEXT_TO.fullmatch(loose):
        return 8.5
    if cue.inverted and not cue.according:
        # “…,” said X, the engineer, “…”: one cue for both halves.
        return 8.0 if shown[: span.start - 1].rstrip().endswith((",", ":", ".")) else 5.0
    if gap.rstrip().endswith(":"):
        return 7.0
    return max(1.5, 6.0 - len(gap) / 60)
