"""Who said what in an article: quotations and reported speech with speaker and cue."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from index import cues
from index.article import Article, CrossReference, Paragraph, Quote
from index.clean import blanked
from index.marks import Marked, masked, opens_with_mark, pair
from index.names import Cast, read_cast
from index.sentences import split
from index.speakers import Scene, Speakers, Subject

_MASK = "█"
_QUOTED_KINDS = frozenset(("body", "commentary"))
_MARKS = "“”‘’„«»「」『』\"'‚"
_LOOK_BACK = 400  # code points before a cue in which its subject is looked for

# Words before a mark that make what follows a name or a term, not speech.
_TERM = re.compile(
    r"(?i)(?:\bso-called|\bthe (?:words?|terms?|phrases?|expression|name|title|label|slogan"
    r"|hashtag|acronym)"
    r"|\b(?:known|referred to|billed|styled) as(?: (?:the|a|an))?|\b(?:nick)?named"
    r"|\bdubbed(?: (?:it|him|her|the))?"
    r"|\bnicknamed|\btitled|\bentitled|\bheadlined|\bcaptioned|\b(?:song|single|book|novel|film|movie|album"
    r"|play|poem|episode|show|series|programme|program|podcast|report|paper|article|essay|column|painting"
    r"|exhibition|documentary|musical|opera|memoir|game|track|hit)(?: called"
    r"| titled)?,?)\s*[“\"‘'„«»]?$"
)
_SAID_WORD = re.compile(
    r"(?i)\b(?:the|his|her|their|these|those)\s+(?:words?|phrase|slogan)\s*[,:]?\s*[“\"‘'„«»]?$"
)
_TITLE_CASE = re.compile(r"^(?:[^\Wa-z_]|\d)")
_SIGNATURE = re.compile(r"\s*[―—–-]\s*")
_LABEL = re.compile(r"^(?P<label>(?:[A-ZÀ-Þ][\w.’'-]*)(?:\s[A-ZÀ-Þ][\w.’'-]*){0,3})\s*:\s+(?=\S)")
_PROGRESSIVE = re.compile(
    r"(?i)\b(?:is|are|was|were|been|be|am|keeps?|kept)\s+(?:\w+ly\s+|not\s+)?$"
)
_PASSIVE = re.compile(
    r"(?i)\b(?:is|are|was|were|be|been|being|gets?|got)\s+(?:\w+ly\s+|also\s+|not\s+|once\s+)*$"
)
_NOUNED = re.compile(
    r"(?i)(?:\b(?:the|a|an|his|her|their|its|my|our|your|this|that|these|those|any|no|some|every|each|of|for"
    r"|in|on|by|such|more|other|recent|public|open|new|first|last|early|press|news|official|with|without|under|from|about|against|at|into|upon)|[’']s)\s+$"
)
_CLAUSE_TAIL = re.compile(
    r"(?i)(?:,\s*(?:according to|citing|adding|noting|saying|per)\b.*"
    r"|,?\s*\([^)]*\))?[\s.,;:!?—–]*$",
    re.S,
)
_AFTERTHOUGHT = re.compile(
    r"(?xi)^(?:\s+(?:the|a|an|his|her|this|our)\s+[\w’'-]+|\s+(?:reporters|journalists|him|her|them|us|me)\b"
    r"|\s+(?-i:[A-Z])[\w.’'-]+){0,4}\s*(?:(?:on|in|at|to|during|after|before|by|through|via|from|of|late|early|later|last|this|today"
    r"|yesterday|earlier|when|while|as|with|about|last|tweet|monday|tuesday|wednesday|thursday|friday|saturday"
    r"|sunday)\b[^.;:“\"█]*)?[.,;:!?)]*\s*$"
)


@dataclass(frozen=True, slots=True)
class _Cue:
    """A verb of saying outside quotations; offsets in the paragraph's text."""

    start: int
    end: int
    word: str
    subject: Subject | None
    inverted: bool


@dataclass(frozen=True, slots=True)
class _Span:
    """A quotation of a paragraph with what attribution decided."""

    marked: Marked
    subject: Subject | None
    figure: int | None
    cue: str | None
    confidence: float


def find_quotes(
    article: Article,
    paragraphs: Sequence[Paragraph],
    references: Sequence[CrossReference],
) -> tuple[Quote, ...]:
    """Find the quotations and the reported speech of an article.

    Rules over marks, cue verbs and names, in the order of the text: a paragraph's speaker may
    be known only from the one before. Words in a cross-reference are nobody's speech.

    Returns:
        Direct and reported quotes in order of place; a reported clause may hold direct ones.
    """
    texts = []
    for paragraph in paragraphs:
        inside = [ref for ref in references if ref.paragraph == paragraph.number]
        texts.append(blanked(paragraph, inside))
    cast = read_cast(paragraphs, texts)
    finder = _Finder(article, cast)
    quotes: list[Quote] = []
    for paragraph, text in zip(paragraphs, texts, strict=True):
        if paragraph.kind in _QUOTED_KINDS:
            signer = finder.signer(paragraph, text)
            if signer:
                quotes = [
                    _signed_by(q, signer) if q.paragraph == paragraph.number - 1 else q
                    for q in quotes
                ]
            quotes.extend(finder.find(paragraph, text))
    return tuple(sorted(quotes, key=lambda quote: (quote.start, quote.end)))


class _Finder:
    """Walks through an article's paragraphs, remembering who speaks."""

    def __init__(self, article: Article, cast: Cast) -> None:
        self._article = article
        self._cast = cast
        self._speakers = Speakers(cast)
        self._mentions_done = 0
        self._open: int | None = None  # who speaks on in the next paragraph
        self._open_as: str | None = None
        self._interviewee: int | None = None

    def find(self, paragraph: Paragraph, text: str) -> Iterator[Quote]:
        """Find the quotes of the next paragraph; `text` is its text, cross-references blanked."""
        marked = pair(text)
        scene = self._scene(paragraph, text, marked)
        labelled = self._labelled(paragraph, scene, text)
        if labelled is not None:
            yield labelled
            return
        continues = self._open is not None and opens_with_mark(text)
        last_open = None
        for start, end in split(text):
            inside = [span for span in marked if start <= span.start - 1 < end]
            found = list(_find_cues(self._speakers, scene, start, end))
            for span in inside:
                first = continues and span is marked[0]
                said = self._attribute(scene, text, span, found, (start, end), first)
                if said is None:
                    continue
                self._speakers.heard(said.figure, paragraph.number)
                last_open = said if not span.closed else None
                yield self._direct(paragraph, said, found, scene, (start, end))
            yield from self._reported(paragraph, scene, text, found, (start, end))
            for cue in found:
                if cue.subject and cues.is_strong(cue.word) and not _is_modal(scene.text, cue):
                    self._speakers.heard(cue.subject.figure, paragraph.number)
        self._open = last_open.figure if last_open else None

    def signer(self, paragraph: Paragraph, text: str) -> str | None:
        """Return whose name a paragraph is that signs the one before ("— Ida Lund")."""
        if len(text) > 80 or not re.match(r"\s*[―—–-]\s*[A-Z]", text):
            return None
        for mention in self._cast.mentions:
            if paragraph.start <= mention.start < paragraph.end:
                return self._speakers.name(mention.figure)
        return None

    def _scene(self, paragraph: Paragraph, text: str, marked: Sequence[Marked]) -> Scene:
        shown = masked(text, marked, _MASK)
        offset = paragraph.start
        here, before = [], self._mentions_done
        mentions = self._cast.mentions
        while (
            self._mentions_done < len(mentions)
            and mentions[self._mentions_done].start < paragraph.end
        ):
            mention = mentions[self._mentions_done]
            if mention.start >= offset and shown[mention.start - offset] != _MASK:
                here.append(mention)
            self._mentions_done += 1
        return Scene(
            paragraph.number, shown, offset, tuple(here), mentions[max(0, before - 60) : before]
        )

    def _labelled(self, paragraph: Paragraph, scene: Scene, text: str) -> Quote | None:
        """Read an interview's turn: "Q: …", "A: …", "Ostrov: …", "MARA OSTROV: …"."""
        label = _LABEL.match(text)
        if not label or paragraph.kind != "body":
            return None
        name = label["label"]
        figure: int | None = None
        if name in ("A", "Answer"):
            figure = self._interviewee if self._interviewee is not None else self._main_person()
            self._interviewee = figure
        elif name not in ("Q", "Question"):
            figure = self._by_label(name)
            if figure is None:
                return None
        if figure is None:
            return None
        start, end = label.end(), len(text.rstrip())
        return self._quote(
            paragraph, start, end, figure, name, ":", direct=True, via=None, confidence=0.9
        )

    def _main_person(self) -> int | None:
        counts: dict[int, int] = {}
        for mention in self._cast.mentions[: max(self._mentions_done, 12)]:
            if self._cast.figures[mention.figure].sort == "person":
                counts[mention.figure] = counts.get(mention.figure, 0) + 1
        return max(counts, key=lambda figure: counts[figure]) if counts else None

    def _by_label(self, label: str) -> int | None:
        words = [word.lower().strip(".") for word in label.split()]
        for index, figure in enumerate(self._cast.figures):
            known = [word.lower() for word in figure.name.split()]
            if figure.sort == "person" and known[-len(words) :] == words and len(known) > 1:
                return index
        return None

    def _attribute(
        self,
        scene: Scene,
        text: str,
        span: Marked,
        found: Sequence[_Cue],
        sentence: tuple[int, int],
        continues: bool,
    ) -> _Span | None:
        words = text[span.start : span.end].strip()
        if not any(char.isalnum() for char in words) or _is_title(text, span, words):
            return None
        if continues and self._open is not None:
            return _Span(span, None, self._open, None, 0.95)
        cue = _cue_for(scene.text, span, found, sentence)
        if cue and cue.subject:
            sure = cue.subject.confidence * (1.0 if cues.is_strong(cue.word) else 0.95)
            return _Span(span, cue.subject, cue.subject.figure, cue.word, sure)
        return self._without_cue(scene, text, span, words, sentence)

    def _without_cue(
        self, scene: Scene, text: str, span: Marked, words: str, sentence: tuple[int, int]
    ) -> _Span | None:
        start, end = sentence
        rest = scene.text[start:end].replace(_MASK, "").strip(_MARKS + " .,;:!?…—–-")
        if not rest:
            named = self._signed(scene, end) or self._attributed_next(scene, text, end)
            if named:
                return _Span(span, named, named.figure, None, named.confidence)
            # The quotation is the sentence: whoever was speaking goes on.
            named = self._introduced(scene, start)
            if named:
                return _Span(span, named, named.figure, None, named.confidence)
            figure = self._speakers.previous(scene.number)
            return _Span(span, None, figure, None, 0.85 if figure is not None else 0.3)
        if span.closed and scene.text[span.end - 1] in ",?!…—–":
            beside = self._speakers.beside(scene, span.end, end)
            if beside:
                return _Span(span, beside, beside.figure, None, beside.confidence)
        before = scene.text[start : span.start - 1].rstrip()
        if before.endswith((":", ",")) or len(words.split()) >= 6:
            named = self._speakers.last_named(scene, start, span.start)
            if named and before.endswith(":"):
                return _Span(span, named, named.figure, None, 0.75)
            if len(words.split()) >= 6:
                return _Span(span, None, None, None, 0.3)
        return None

    def _attributed_next(self, scene: Scene, text: str, end: int) -> Subject | None:
        """Read "“Why?” Weir asked.", which counts as two sentences."""
        rest = scene.text[end:]
        if not re.match(r"\s", rest) or text[:end].rstrip(_MARKS)[-1:] not in "?!…—–-,":
            return None
        sentence = next(iter(split(rest)), None)
        if sentence is None:
            return None
        begin, stop = end + sentence[0], end + sentence[1]
        for cue in _find_cues(self._speakers, scene, begin, stop):
            subject = cue.subject
            if subject is None or max(cue.start, subject.start) - begin > 60 or cue.inverted:
                return None
            tail = scene.text[cue.end : stop]
            return subject if _AFTERTHOUGHT.match(tail) or tail.startswith(",") else None
        return None

    def _signed(self, scene: Scene, end: int) -> Subject | None:
        """Read "“…” — Ida Lund", as letters and reviews are signed."""
        dash = _SIGNATURE.match(scene.text, end)
        if dash:
            for mention in scene.mentions:
                if mention.start - scene.offset == dash.end():
                    return Subject(dash.end(), mention.end - scene.offset, mention.figure, 0.9)
        return None

    def _introduced(self, scene: Scene, start: int) -> Subject | None:
        """Find who the sentence before a quotation brings in, where it quotes nobody itself."""
        sentences = [s for s in split(scene.text[:start]) if s[1] <= start]
        if not sentences:
            return None
        begin, end = sentences[-1]
        if _MASK in scene.text[begin:end]:
            return None
        cues_there = list(_find_cues(self._speakers, scene, begin, end))
        for cue in reversed(cues_there):
            if cue.subject and cue.subject.figure is not None:
                return cue.subject
        return self._speakers.last_named(scene, begin, end)

    def _direct(
        self,
        paragraph: Paragraph,
        said: _Span,
        found: Sequence[_Cue],
        scene: Scene,
        sentence: tuple[int, int],
    ) -> Quote:
        start, end = _strip(paragraph.text, said.marked.start, said.marked.end)
        written = (
            paragraph.text[said.subject.start : said.subject.end].strip(" ,")
            if said.subject
            else None
        )
        via = self._via(scene, found, said.figure, sentence)
        return self._quote(
            paragraph, start, end, said.figure, written, said.cue, True, via, said.confidence
        )

    def _reported(
        self,
        paragraph: Paragraph,
        scene: Scene,
        text: str,
        found: Sequence[_Cue],
        sentence: tuple[int, int],
    ) -> Iterator[Quote]:
        for cue in found:
            if cue.subject is None or _is_modal(scene.text, cue):
                continue
            clause = _clause(scene.text, cue, found, sentence)
            if clause is None:
                continue
            start, end = _strip(paragraph.text, *clause)
            inner = scene.text[start:end].replace(_MASK, "").strip(_MARKS + " .,;:!?…—–-")
            if len(re.findall(r"\w+", inner)) < 2 or _is_impersonal(paragraph.text, cue):
                continue
            written = paragraph.text[cue.subject.start : cue.subject.end].strip(" ,")
            via = self._via(scene, found, cue.subject.figure, sentence)
            sure = cue.subject.confidence * 0.95
            yield self._quote(
                paragraph, start, end, cue.subject.figure, written, cue.word, False, via, sure
            )

    def _via(
        self,
        scene: Scene,
        found: Sequence[_Cue],
        figure: int | None,
        sentence: tuple[int, int],
    ) -> str | None:
        """Return the outlet that the sentence names as its source for somebody's words."""
        start, end = sentence
        for match in re.finditer(
            r"(?i)\b(?:according to|told|reported by|quoted by|interview with|speaking to)\b",
            scene.text[start:end],
        ):
            behind = start + match.end()
            outlet = self._speakers.outlet(scene, behind, min(end, behind + 60))
            if outlet and outlet != self._speakers.name(figure):
                return outlet
        for cue in found:
            if cue.subject and cue.subject.figure != figure:
                outlet = self._speakers.outlet(scene, cue.subject.start, cue.subject.end)
                if outlet:
                    return outlet
        return None

    def _quote(
        self,
        paragraph: Paragraph,
        start: int,
        end: int,
        figure: int | None,
        written: str | None,
        cue: str | None,
        direct: bool,
        via: str | None,
        confidence: float,
    ) -> Quote:
        speaker = self._speakers.name(figure)
        return Quote(
            article_id=paragraph.article_id,
            paragraph=paragraph.number,
            start=paragraph.start + start,
            end=paragraph.start + end,
            text=self._article.slice(paragraph.start + start, paragraph.start + end),
            speaker=speaker,
            speaker_as_written=written,
            cue=cue,
            direct=direct,
            via=via,
            confidence=round(confidence if speaker else min(confidence, 0.5), 2),
        )


def _signed_by(quote: Quote, signer: str) -> Quote:
    if quote.speaker or not quote.direct:
        return quote
    return replace(quote, speaker=signer, confidence=0.85)


def _find_cues(speakers: Speakers, scene: Scene, start: int, end: int) -> Iterator[_Cue]:
    """Find the verbs of saying of a sentence with their subjects, in order."""
    text, last = scene.text, None
    for at, behind in cues.verbs(text, start, end):
        if text[at].isupper() or _is_noun(text, at, behind) or _is_passive(text, at, behind):
            continue
        cue = _with_subject(speakers, scene, (start, end), (at, behind), last)
        if cue.subject is not None:
            last = cue
        yield cue
    for match in cues.ACCORDING.finditer(text, start, end):
        behind = match.end()
        subject = speakers.after(scene, behind, end)
        # "…, he said, according to the paper": the paper only passes it on.
        if subject and not (last and speakers.outlet(scene, subject.start, subject.end)):
            yield _Cue(match.start(), behind, match[0], subject, inverted=True)


def _with_subject(
    speakers: Speakers,
    scene: Scene,
    sentence: tuple[int, int],
    place: tuple[int, int],
    last: _Cue | None,
) -> _Cue:
    """Find a verb's subject: behind it where a quotation stands before it, else in front."""
    (start, end), (at, behind), text = sentence, place, scene.text
    word = text[at:behind]
    if word.endswith("ing") and not _PROGRESSIVE.search(text[max(0, at - 24) : at]):
        # "X said …, adding …": a participle has the subject of the verb before it.
        subject = last.subject if last else speakers.last_named(scene, start, at)
        return _Cue(at, behind, word, subject, inverted=False)
    before = text[max(0, at - 4) : at].rstrip()
    if (
        before.rstrip(",")[-1:] in _MARKS
        and before.rstrip(",")
        and cues.lemma(word) not in _NEVER_INVERTED
    ):
        inverted = speakers.after(scene, behind, end)
        if inverted:
            return _Cue(at, behind, word, inverted, inverted=True)
    subject = speakers.before(scene, max(start, at - _LOOK_BACK), at)
    if (subject is None or subject.confidence < 0.8) and before.endswith(","):
        inverted = speakers.after(scene, behind, end)
        if inverted and cues.lemma(word) in _OFTEN_INVERTED:
            return _Cue(at, behind, word, inverted, inverted=True)
    if subject is None and last and _goes_on(text[last.end : at]):
        subject = last.subject
    return _Cue(at, behind, word, subject, inverted=False)


_NEVER_INVERTED = frozenset(("tell", "accuse", "urge", "inform", "blame", "call", "refer"))
_OFTEN_INVERTED = frozenset(
    ("say", "add", "write", "report", "announce", "explain", "warn", "argue")
)


def _is_modal(text: str, cue: _Cue) -> bool:
    """Tell whether something is only possible to be said ("might explain")."""
    return bool(_MODAL.search(text[max(0, cue.start - 16) : cue.start]))


def _is_impersonal(text: str, cue: _Cue) -> bool:
    """Tell whether a thing, not a person, shows what follows ("it shows that …")."""
    assert cue.subject is not None
    return text[cue.subject.start : cue.subject.end].lower() == "it" or (
        cue.subject.figure is None
        and cues.lemma(cue.word) in ("show", "indicate", "suggest", "mean")
    )


def _goes_on(gap: str) -> bool:
    """Tell whether a cue is a second verb of the same subject ("said X, adding that …")."""
    return bool(
        re.search(
            r"(?:,|\band|\bbut|\bthen|\bbefore|\bwhile|\bto)\s+(?:\w+ly\s+|also\s+|then\s+|later\s+)*$",
            gap,
        )
    )


def _is_passive(text: str, start: int, end: int) -> bool:
    return bool(_PASSIVE.search(text[max(0, start - 40) : start])) and text[end - 3 : end] != "ing"


def _is_noun(text: str, start: int, end: int) -> bool:
    word = text[start:end].lower()
    if not _NOUNED.search(text[max(0, start - 12) : start]):
        return False
    return word not in ("said", "told", "added") or word == "so"


def _is_title(text: str, span: Marked, words: str) -> bool:
    """Tell whether marked words are a title, a term or a nickname rather than speech."""
    before = text[max(0, span.start - 60) : span.start]
    tokens = [word for word in re.findall(r"[^\W_][\w’'-]*", words)]
    short = len(tokens) <= 4
    if _TERM.search(before) and (short or all(_TITLE_CASE.match(t) or len(t) < 5 for t in tokens)):
        return True
    if len(tokens) >= 3 and words == words.upper():
        return True
    capital = sum(bool(_TITLE_CASE.match(token)) for token in tokens)
    long_words = sum(len(token) > 4 for token in tokens)
    closes_sentence = words[-1:] in ".,!?…"
    return (
        2 <= len(tokens) <= 12
        and capital >= max(2, long_words)
        and not closes_sentence
        and capital * 3 >= len(tokens) * 2
    )


def _cue_for(
    text: str, span: Marked, found: Sequence[_Cue], sentence: tuple[int, int]
) -> _Cue | None:
    """Choose the verb of saying that a quotation belongs to; `text` is masked."""
    best: tuple[float, _Cue] | None = None
    for cue in found:
        if cue.subject is None:
            continue
        weight = (
            _weight_behind(text, span, cue)
            if cue.start >= span.end
            else _weight_before(text, span, cue)
        )
        if not cues.is_strong(cue.word):
            weight -= 1.0
        if weight > 0 and (best is None or weight > best[0]):
            best = (weight, cue)
    return best[1] if best else None


def _weight_behind(text: str, span: Marked, cue: _Cue) -> float:
    assert cue.subject is not None
    first = min(cue.start, cue.subject.start)
    gap = text[span.end : first]
    if _MASK in gap or not span.closed:
        return 0.0
    loose = gap.strip(_MARKS + " ,—–-.")
    if not loose and first - span.end <= 6:
        return 10.0
    comma = text[span.end - 1] in ",?!…—–-" or "," in gap[:3]
    return 4.0 if comma and len(gap) < 80 else 0.0


def _weight_before(text: str, span: Marked, cue: _Cue) -> float:
    gap = text[cue.end : span.start - 1]
    loose = gap.strip(_MARKS + _MASK + " ,:—–-")
    if not loose:
        return 9.0
    if re.fullmatch(
        r"(?i)(?:that|it|him|her|them|this|of|as|the|a|an|his|her|its|is|was|\s)+", loose
    ):
        return 8.5
    if cue.inverted and cue.subject and cue.word.lower() not in ("according to",):
        # “…,” said X, the engineer, “…”: one cue for both halves.
        return 8.0 if text[: span.start - 1].rstrip().endswith((",", ":", ".")) else 5.0
    if gap.rstrip().endswith(":"):
        return 7.0
    return max(1.5, 6.0 - len(gap) / 60)


def _clause(
    shown: str, cue: _Cue, found: Sequence[_Cue], sentence: tuple[int, int]
) -> tuple[int, int] | None:
    """Find the clause of reported speech that belongs to a cue; None where there is none."""
    start, end = sentence
    assert cue.subject is not None
    if cue.word.lower() in ("according to", "per", "as per"):
        return _clause_of_according(shown, cue, sentence)
    trailing = _before_cue(shown, cue, found, sentence)
    if trailing or cue.inverted or cue.subject.start > cue.start:
        return trailing
    return _behind_cue(shown, cue, end)


def _before_cue(
    shown: str, cue: _Cue, found: Sequence[_Cue], sentence: tuple[int, int]
) -> tuple[int, int] | None:
    """Find the clause before its cue: "The bridge is closed, the ministry said on Monday."."""
    start, end = sentence
    assert cue.subject is not None
    first, last = min(cue.subject.start, cue.start), max(cue.subject.end, cue.end)
    before = shown[start:first].rstrip()
    body = before.rstrip(", ")
    if not before.endswith(",") or not cues.is_strong(cue.word) or _SUBORDINATE.match(body):
        return None
    if len(body.replace(_MASK, " ").split()) < 4 or not _AFTERTHOUGHT.match(shown[last:end]):
        return None
    earlier = any(
        other.start < first and other.subject and cues.is_strong(other.word) for other in found
    )
    return None if earlier else (start, start + len(body))


def _clause_of_according(
    shown: str, cue: _Cue, sentence: tuple[int, int]
) -> tuple[int, int] | None:
    start, end = sentence
    assert cue.subject is not None
    if not shown[start : cue.start].strip(" —–("):
        comma = shown.find(",", cue.subject.end, end)
        return (comma + 1, _trim(shown, comma + 1, end)) if comma != -1 else None
    return start, _trim(shown, start, cue.start)


_THAT = re.compile(r"(?is)^(?:\s+[^,.;:“”\"█]{0,40}?)?\s+(?:that|if|whether|why|how)\s+")
_THAT_AT_ONCE = re.compile(r"(?is)^\s+(?:that|if|whether|why|how)\s+")
_SUBORDINATE = re.compile(
    r"(?i)^(?:after|while|when|if|as|although|though|since|before|because|despite|in|on|at|during|with|asked)\b"
)
_MODAL = re.compile(r"(?i)\b(?:might|may|could|would|can|should|must|to)\s+(?:\w+ly\s+)?$")
_NEGATED = re.compile(
    r"(?i)(?:\bnot|\bnever|n[’']t|\brefused to|\bdeclined to|\bfailed to"
    r"|\bwithout)\s+(?:\w+ly\s+)?$"
)
_OBJECT = re.compile(
    r"(?s)^\s+(?:the\s+|a\s+|an\s+|his\s+|her\s+|its\s+|their\s+)?[\w’'.-]+(?:\s+[A-Z][\w’'.-]+)*(?:\s+(?:on|in)\s+\w+)?\s+"
)
_TAKES_OBJECT = frozenset(
    (
        "tell",
        "accuse",
        "warn",
        "ask",
        "inform",
        "urge",
        "advise",
        "assure",
        "blame",
        "criticize",
        "criticise",
        "praise",
        "condemn",
        "denounce",
        "instruct",
    )
)
_TAKES_THAT_LATER = frozenset(
    (
        "say",
        "tell",
        "warn",
        "announce",
        "write",
        "assure",
        "inform",
        "tweet",
        "note",
        "report",
        "confirm",
        "explain",
        "complain",
        "insist",
        "argue",
        "claim",
    )
)
_NO_CLAUSE = frozenset(
    (
        "laugh",
        "sigh",
        "mention",
        "express",
        "voice",
        "question",
        "speak",
        "talk",
        "use",
        "give",
        "share",
        "read",
        "offer",
        "quote",
        "cite",
        "begin",
        "continue",
        "go on",
        "comment",
        "respond",
        "reply",
        "refer",
        "thank",
        "show",
        "attack",
    )
)
_PAST = re.compile(r"(?i)^\s+(?:(?:on|in|at|to|during|late|last|earlier|this)\b[^,.;:]{0,40}?\s+)?")


def _behind_cue(shown: str, cue: _Cue, end: int) -> tuple[int, int] | None:
    behind = shown[cue.end : end]
    lemma = cues.lemma(cue.word)
    if _NEGATED.search(shown[max(0, cue.start - 30) : cue.start]):
        return None
    that = (_THAT if lemma in _TAKES_THAT_LATER else _THAT_AT_ONCE).match(behind)
    if that:
        return cue.end + that.end(), _trim(shown, cue.end + that.end(), end)
    if not cues.is_strong(cue.word) or lemma in _NO_CLAUSE:
        return None
    if re.match(r"\s*[,:]?\s*[“\"‘„«»]", behind) and lemma != "say":
        return None
    if lemma in _TAKES_OBJECT:
        begin = cue.end
        if lemma == "tell":
            known = _OBJECT.match(behind)
            if not known:
                return None
            begin = cue.end + known.end()
    elif re.match(r"\s+[\w█“\"‘$€£„«]", behind):
        begin = cue.end + (0 if lemma != "say" else _PAST.match(behind).end() - 1)  # type: ignore[union-attr]
    else:
        return None
    if (
        re.match(r"\s*(?:on|in|at|to|of|during|by|after|when|as)\s[^,]*$", shown[begin:end])
        and lemma == "say"
    ):
        return None
    return begin, _trim(shown, begin, end)


def _trim(shown: str, start: int, end: int) -> int:
    """Move a clause's end before a tail that is not part of what was said."""
    piece = shown[start:end]
    tail = _CLAUSE_TAIL.search(piece)
    return start + (tail.start() if tail else len(piece))


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())
