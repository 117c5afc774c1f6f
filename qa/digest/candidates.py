"""Finds the sentences of articles that may stand in a neutral summary."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from index.article import Paragraph, ParsedArticle, Quote
from index.frames import is_told
from index.marks import masked, pair
from qa.desk import Desk, Place
from qa.digest.dangling import hangs
from qa.digest.kinds import kind_of, tells_position
from qa.digest.lengths import BACKGROUND, CLAIMED, HAPPENED, SAID
from qa.digest.naming import PRONOUNS, named
from qa.digest.notices import is_notice, is_opinion
from qa.digest.plainly import plainly, with_plain_cues
from qa.digest.trimming import cuts
from qa.loaded import is_loaded
from qa.loaded_lexicon import lexicon
from qa.terms import terms, words

_SHORTEST, _LONGEST = 5, 60  # words of a sentence that can stand in a summary
_TONE = 2  # strength of a loaded word that has a tone of its own
_LATE = 0.6  # share of an article behind which what is told is its background
# A caption or a heading often has no verb.
_VERB = re.compile(
    r"\b(?:is|are|was|were|be|been|will|would|can|could|may|might|must|should|do|[a-z]+(?:s|ed)|said|told"
    r"|went|came|took|made|gave|got|saw|found|left|met|ran|led|held|won|lost|fell|rose|began|became|grew"
    r"|cut|put|hit|set|let|shut|split|spoke|broke|chose|drove|wrote|sent|spent|built|bought|brought"
    r"|caught|fought|kept|laid|paid|sold|sat|stood|struck|taught|thought|threw|withdrew|swore|drew"
    r"|have|had|hurt|shot|beat|read|felt|knew|understood|heard|slept|sank|sought|dealt|bid|fled)\b"
)
# French marks stand apart from their words, so that no border is seen behind them.
_TWO_IN_ONE = re.compile(r"[.!?]\s»\s+[A-Z]")
_ASKED_IN_INTERVIEW = re.compile(r"(?:Q|Question|Interviewer)\s?:\s")
_SHORT_REPLY = re.compile(r"A(?:nswer)?\s?:\s+(?:\S+\s+){0,7}\S+$")  # to what was asked before it
_ANSWERED = re.compile(r"A(?:nswer)?\s?:\s+")
# "She said it would close the yard": what "it" is stands elsewhere.
_IT_OF_OTHERS = re.compile(
    r"(?:He|She)\s(?:\w+\s){0,2}said\s(?:that\s)?it\s(?:would|will|had|has|could|plans|wants|expects)\b"
    r"(?!\s(?:not\s)?(?:be|been|take|rain)\b)"
)
_MASK = "█"
_OPENS = '"“‘«„['


@dataclass(frozen=True, slots=True)
class Form:
    """One way to give a sentence: whole, or cut at the borders of its clauses.

    Attributes:
        words: how many it has.
        stems: of the words that count.
        heat: how strong its loaded words are together, those that need others to count included.
        has_tone: one of them has a tone of its own, though the sentence does not judge by it.
        verbatim: it stands in the article as it is.
    """

    text: str
    words: int
    stems: frozenset[str]
    heat: int
    has_tone: bool
    verbatim: bool


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may stand in a summary.

    Attributes:
        place: the whole sentence, which is cited.
        kind: title of the section that it belongs to.
        origin: which independent report it is of, from 0.
        position: of the sentence in its article's body, from 0.
        said: the quotes in it that give somebody's position, direct ones first.
        source: the quote whose speaker the sentence names as its source; None where it names none.
        forms: ways to give it, the longest first; at least one.
    """

    place: Place
    kind: str
    origin: int
    position: int
    said: tuple[Quote, ...]
    source: Quote | None
    forms: tuple[Form, ...]

    @property
    def stems(self) -> frozenset[str]:
        """The words that count of all of it."""
        return self.forms[0].stems

    @property
    def in_own_words(self) -> bool:
        """Whether it gives somebody's position in quotation marks."""
        return bool(self.said) and self.said[0].direct


def candidates(groups: Sequence[Sequence[ParsedArticle]], desk: Desk) -> list[Candidate]:
    """Return the candidates of each origin's first article, in order.

    Captions, headings, commentary, cross-references and furniture are no facts; a sentence in
    which the writer judges and that has no plain wording, or that points at what stands outside
    it, is none either.
    """
    found: list[Candidate] = []
    for origin, group in enumerate(groups):
        places = list(body_of(group[0], desk))
        opinion = is_opinion(group[0])
        for position, place in enumerate(places):
            late = len(groups) == 1 and position >= _LATE * len(places)
            candidate = _candidate(place, origin, position, group[0], desk, late=late)
            if candidate:
                found.append(_as_claim(candidate) if opinion else candidate)
    return found


def _as_claim(candidate: Candidate) -> Candidate:
    """Take what an opinion piece tells as its writer's claim, unless it gives somebody's words."""
    told = candidate.kind in (HAPPENED, BACKGROUND)
    return replace(candidate, kind=CLAIMED) if told else candidate


def body_of(parsed: ParsedArticle, desk: Desk) -> Iterator[Place]:
    """Yield the sentences of an article's body, in order."""
    for paragraph in parsed.paragraphs:
        if paragraph.kind == "body":
            yield from desk.sentences(parsed.article.id, paragraph.number)


def _candidate(
    place: Place,
    origin: int,
    position: int,
    parsed: ParsedArticle,
    desk: Desk,
    *,
    late: bool,
) -> Candidate | None:
    paragraph = desk.paragraph(place.article_id, place.paragraph)
    if not _is_sentence(place.text) or _cuts_quotation(place, paragraph):
        return None
    if words(place.text) == words(parsed.article.title or ""):
        return None  # a headline that the text repeats
    if is_notice(masked(place.text, pair(place.text), _MASK), parsed.article.outlet):
        return None
    if _ASKED_IN_INTERVIEW.match(place.text) or _SHORT_REPLY.match(place.text):
        return None
    found = desk.quotes_in(place)
    if any(q.speaker is None and (q.speaker_as_written or "").lower() in PRONOUNS for q in found):
        return None
    spoken = [q for q in found if q.speaker]
    quotes = [q for q in spoken if q.direct or is_told(q.cue)]
    forms = tuple(_forms(place.text, quotes))
    if not forms:
        return None
    date = parsed.article.date
    kind = kind_of(place.text, quotes, date.year if date else None, position, late=late)
    if kind == CLAIMED and (backed := [*filter(tells_position, spoken)]):
        kind, quotes = SAID, backed  # "X has accused Y of": what X claims, not the writer
    said = tuple(sorted(filter(tells_position, quotes), key=lambda q: not q.direct))
    source = next((q for q in (*said, *quotes)), None)
    return Candidate(place, kind, origin, position, said, source, forms)


def _is_sentence(text: str) -> bool:
    return (
        _SHORTEST <= len(text.split()) <= _LONGEST
        and text.rstrip('”’»")')[-1:] in ".!,"
        and (text[0].isupper() or text[0].isdigit() or text[0] in _OPENS)
        and not text.startswith("[")
        and not _is_bare_quote(text)
        and not _TWO_IN_ONE.search(text)
        and bool(_VERB.search(text))
    )


def _cuts_quotation(place: Place, paragraph: Paragraph) -> bool:
    """Tell whether a sentence is a piece of somebody's words that go on before or behind it.

    Such words would stand there as the writer's.
    """
    start, end = place.start - paragraph.start, place.end - paragraph.start
    return any(
        span.start < start < span.end or span.start < end < span.end + (not span.closed)
        for span in pair(paragraph.text)
    )


def _is_bare_quote(text: str) -> bool:
    """Tell whether a sentence is somebody's words and nothing else: nobody knows whose."""
    quoted = sum(span.end - span.start for span in pair(text))
    return quoted > len(text) - 4


def _forms(sentence: str, quotes: Sequence[Quote]) -> Iterator[Form]:
    labelled = _ANSWERED.match(sentence)
    for cut in cuts(sentence[labelled.end() :] if labelled else sentence):
        if _IT_OF_OTHERS.match(cut.text):
            continue
        text = named(with_plain_cues(cut.text, quotes), quotes)
        told = plainly(text) if is_loaded(text) else text
        if told and not hangs(told):
            text = told
            stems = frozenset(term.stem for term in terms(text))
            shown = masked(text, pair(text), _MASK)
            strengths = [found.entry.strength for found in lexicon().find(shown)]
            has_tone = max(strengths, default=0) >= _TONE
            yield Form(text, len(text.split()), stems, sum(strengths), has_tone, text in sentence)
