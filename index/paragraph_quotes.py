"""The quotes of one paragraph after another, with who speaks remembered between them."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter

from index.article import Article, Label, Paragraph, Quote
from index.attribution import Cue, find_cues
from index.cast import Cast, Mention
from index.confidence import measured
from index.cues import is_strong
from index.direct import Attributed, attribute
from index.interviews import Interview
from index.labels import label_without_speaker
from index.marks import MASK, SIGNS, Marked, masked, opens_with_mark, pair
from index.passing_on import PassingOn
from index.referents import Referents
from index.scene import Scene, Subject
from index.sentences import split
from index.spans import strip
from index.speakers import Speakers
from index.spokespeople import Spokespeople
from index.status import status_of
from index.told import find_told

_SIGNATURE = re.compile(r"\s*[―—–-]\s*[A-Z]")
_SIGNATURE_LONGEST = 80
_SENTENCE_LONGEST = 10_000  # code points; to look for who says it takes quadratic time
_CLOSING = re.compile(r"[.,;:!?…]*[”“\"]")
_WORD = re.compile(r"\w")
_INTRODUCES = re.compile(r":\s*$")
_NEAR = 3_000  # code points around a sentence in which a long paragraph's names are looked at
_AROUND = 300  # and around a quotation, where the sentence is longer than that
_start_of = attrgetter("start")
_SEEN = 60  # mentions before a paragraph among which "he" and "the minister" are looked for


@dataclass(frozen=True, slots=True)
class _Said:
    """Somebody's words as they were found; offsets in the paragraph's text."""

    start: int
    end: int
    figure: int | None
    written: str | None
    cue: str | None
    direct: bool
    via: str | None
    confidence: float
    modal: bool = False
    candidates: tuple[str, ...] = ()
    on_behalf_of: str | None = None


def _with_mark(text: str, start: int, end: int) -> tuple[int, int]:
    """Take in the mark that closes a quotation inside a clause ("it was “a ruin.”")."""
    closing = _CLOSING.match(text, end)
    piece = text[start:end]
    if closing and (piece.count('"') % 2 or any(_is_open(piece, pair) for pair in ("“”", "„“"))):
        return start, closing.end()
    return start, end


def _is_open(piece: str, pair: str) -> bool:
    return piece.count(pair[0]) > piece.count(pair[1])


def _confidence(said: _Said, speaker: str | None) -> float:
    sure = measured(said.confidence) if said.direct else said.confidence
    return round(sure if speaker else min(said.confidence, 0.5), 2)


def _beginning_in(
    marked: Sequence[Marked], starts: Sequence[int], start: int, end: int
) -> Sequence[Marked]:
    """Return the quotations whose opening mark, at `starts`, is in `[start, end)`."""
    return marked[bisect_left(starts, start) : bisect_left(starts, end)]


def _around(span: Marked, start: int, end: int) -> tuple[int, int]:
    """Return what is looked at for a quotation in a sentence without end."""
    return max(start, span.start - _AROUND), min(end, span.end + _AROUND)


def _narrowed(scene: Scene, places: Sequence[int], start: int, end: int) -> Scene:
    """Leave out of a long paragraph's scene whom it names far from a sentence."""
    if len(places) <= _SEEN:
        return scene
    first = bisect_left(places, start - _NEAR)
    last = bisect_left(places, end + _NEAR)
    before = (*scene.before, *scene.mentions[max(0, first - _SEEN) : first])[-_SEEN:]
    return replace(scene, mentions=scene.mentions[first:last], before=before)


class ParagraphQuotes:
    """Walks through an article’s paragraphs, remembering who speaks.

    Attributes:
        labels: the marked words so far that are no speech.
        left_open: whether the last paragraph left a quotation open.
    """

    def __init__(self, article: Article, cast: Cast) -> None:
        self._article = article
        self._cast = cast
        self._referents = Referents(cast)
        self._speakers = Speakers(cast, self._referents)
        self._spokespeople = Spokespeople(cast)
        self._outlets = PassingOn(self._referents)
        self._interview = Interview(cast)
        self.labels: list[Label] = []
        self._mentions_done = 0
        self._speaks_on: int | None = None  # whose quotation the paragraph before left open
        self.left_open = False  # whether it left one open

    def find(self, paragraph: Paragraph, text: str) -> Iterator[Quote]:
        """Find the quotes of the next paragraph; `text` is its text, cross-references blanked."""
        marked = pair(text)
        scene = self._scene(paragraph, masked(text, marked, MASK))
        turn = self._interview.turn(text, self._mentions_done) if paragraph.kind == "body" else None
        if turn is not None:
            said = _Said(turn.start, turn.end, turn.figure, turn.label, ":", True, None, 0.9)
            yield self._quote(paragraph, said)
            return
        spoken: set[int] = set()
        for said in self._said(scene, text, marked):
            if said.direct:
                spoken.add(said.start)
            yield self._quote(paragraph, said)
        for span in marked:
            start, end = strip(text, span.start, span.end)
            if start not in spoken and _WORD.search(text, start, end):
                self._label(paragraph, text, span, start, end)

    def _label(self, paragraph: Paragraph, text: str, span: Marked, start: int, end: int) -> None:
        kind = label_without_speaker(text, span)
        first, last = paragraph.start + start, paragraph.start + end
        words = self._article.slice(first, last)
        self.labels.append(Label(paragraph.article_id, paragraph.number, first, last, words, kind))

    def signer(self, paragraph: Paragraph, text: str) -> str | None:
        """Return whose name a paragraph is that signs the one before ("— Ida Lund")."""
        if len(text) > _SIGNATURE_LONGEST or not _SIGNATURE.match(text):
            return None
        mentions = self._cast.mentions
        at = bisect_left(mentions, paragraph.start, self._mentions_done, key=_start_of)
        if at < len(mentions) and mentions[at].start < paragraph.end:
            return self._referents.name(mentions[at].figure)
        return None

    def _said(self, scene: Scene, text: str, marked: Sequence[Marked]) -> Iterator[_Said]:
        speaks_on = self._speaks_on if opens_with_mark(text) else None
        self._speaks_on, self.left_open = None, False
        starts = [span.start - 1 for span in marked]
        places = [mention.start - scene.offset for mention in scene.mentions]
        whole = scene
        for sentence in split(text):
            start, end = sentence
            scene = _narrowed(whole, places, start, end)
            short = end - start <= _SENTENCE_LONGEST
            spans = _beginning_in(marked, starts, start, end)
            # Only beside quotations: reported speech finds its own subjects, and sooner.
            found = find_cues(self._speakers, scene, start, end) if short and spans else []
            for span in spans:
                said: Attributed | None
                if not short:
                    sentence = _around(span, start, end)
                    scene = _narrowed(whole, places, *sentence)
                if span is marked[0] and speaks_on is not None:
                    said = Attributed(span, None, speaks_on, None, 0.95)
                else:
                    said = attribute(self._speakers, scene, text, span, found, sentence)
                if said is not None:
                    self._referents.heard(said.figure, scene.number)
                    self._speaks_on = None if span.closed else said.figure
                    self.left_open = not span.closed
                    yield self._direct(scene, text, said, found, sentence)
            if short:
                yield from self._reported(scene, text, found, sentence)
            if not spans and short and _INTRODUCES.search(text, max(start, end - 2), end):
                found = find_cues(self._speakers, scene, start, end)  # "Lund stated:" and her words
            for cue in found:
                if cue.strong and not cue.modal:
                    self._referents.heard(cue.subject.figure, scene.number)

    def _scene(self, paragraph: Paragraph, shown: str) -> Scene:
        """Take the next paragraph's mentions; those inside quotations name no speaker."""
        here: list[Mention] = []
        before, mentions = self._mentions_done, self._cast.mentions
        for number in range(before, len(mentions)):  # a slice would copy all that follow
            mention = mentions[number]
            if mention.start >= paragraph.end:
                break
            at = mention.start - paragraph.start
            if at >= 0 and shown[at] != MASK:
                here.append(mention)
            self._mentions_done += 1
        seen = mentions[max(0, before - _SEEN) : before]
        return Scene(paragraph.number, shown, paragraph.start, tuple(here), seen)

    def _direct(
        self,
        scene: Scene,
        text: str,
        said: Attributed,
        found: Sequence[Cue],
        sentence: tuple[int, int],
    ) -> _Said:
        start, end = strip(text, said.marked.start, said.marked.end)
        written = text[said.subject.start : said.subject.end].strip(" ,") if said.subject else None
        via = self._outlets.via(scene, [cue.subject for cue in found], said.figure, sentence)
        return _Said(
            start,
            end,
            said.figure,
            written,
            said.cue,
            True,
            via,
            said.confidence,
            said.modal,
            self._candidates(scene, said.subject, said.figure),
            self._spokespeople.of(scene, said.subject, said.figure),
        )

    def _candidates(
        self, scene: Scene, subject: Subject | None, figure: int | None
    ) -> tuple[str, ...]:
        """Return who it may be where nobody or only "he" is named."""
        return self._referents.candidates(scene, subject) if figure is None else ()

    def _reported(
        self, scene: Scene, text: str, found: Sequence[Cue], sentence: tuple[int, int]
    ) -> Iterator[_Said]:
        sources = [cue.subject for cue in found]
        for told in find_told(scene.text, *sentence):
            start, end = _with_mark(text, *strip(text, *told.content))
            outside = scene.text[start:end].replace(MASK, "").strip(SIGNS + " .,;:!?…—–-")
            if not _WORD.search(outside):
                continue  # nothing but a direct quotation
            cue = text[told.cue[0] : told.cue[1]]
            if told.source is None:
                yield _Said(start, end, None, None, cue, False, None, told.sure, told.modal)
                continue
            subject = self._speakers.meant(scene, *told.source, told.sure)
            written = text[subject.start : subject.end].strip(" ,")
            via = self._outlets.via(scene, sources, subject.figure, sentence)
            if not found:
                sources.append(subject)
                if is_strong(told.word) and not told.modal:
                    self._referents.heard(subject.figure, scene.number)
            yield _Said(
                start,
                end,
                subject.figure,
                written,
                cue,
                False,
                via,
                subject.confidence,
                told.modal,
                self._candidates(scene, subject, subject.figure),
                self._spokespeople.of(scene, subject, subject.figure),
            )

    def _quote(self, paragraph: Paragraph, said: _Said) -> Quote:
        speaker = self._referents.name(said.figure)
        start, end = paragraph.start + said.start, paragraph.start + said.end
        return Quote(
            article_id=paragraph.article_id,
            paragraph=paragraph.number,
            start=start,
            end=end,
            text=self._article.slice(start, end),
            speaker=speaker,
            speaker_as_written=said.written,
            cue=said.cue,
            direct=said.direct,
            via=said.via,
            confidence=_confidence(said, speaker),
            status=status_of(
                said.cue, self._article.slice(start, end), direct=said.direct, modal=said.modal
            ),
            candidates=said.candidates,
            on_behalf_of=said.on_behalf_of,
        )
