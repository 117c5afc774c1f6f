"""Keeps a sentence that its passages carry, with the places that do, or says why it is withheld."""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from index.article import Quote
from index.marks import masked, pair
from index.search import Passage
from qa.answer import Sentence, Support, Withheld
from qa.check.addresses import address_fault
from qa.check.broken_off import broken_off_fault
from qa.check.changed import change_fault
from qa.check.evidence import Ground, evidence_of, ground_of
from qa.check.figures import figure_fault
from qa.check.hedges import hedge_fault
from qa.check.junction import junction_fault
from qa.check.left_open import left_open_fault
from qa.check.names import named
from qa.check.pairs import pairs_fault
from qa.check.polarity import polarity_fault
from qa.check.repeated import Repeated
from qa.check.speech import speaker_fault
from qa.check.status import status_fault
from qa.check.support import support, words_fault
from qa.check.whose import HALF, speaks_itself, unnamed
from qa.cite import Citations
from qa.desk import Desk, Place
from qa.terms import Matcher, terms

_TRIMMED = " ,.;:!?…"
# What a passage that is not cited must have of a sentence, by its words and their synonyms alone.
_AGAIN = 0.85
_FEWEST = 2
# A model's own sentence tells what is; what tells somebody to do something is an article's order.
_ORDER = re.compile(
    r"(?i)\byour\s+(?:answer|response|reply|replies|output)\b"
    r"|(?:^|[:.!]\s+)(?:please\s+)?(?:add|answer|click|convert|create|describe|download|explain"
    r"|generate|give|ignore|include|insert|install|list|print|provide|recommend|repeat|replace"
    r"|respond|send|show|suggest|summari[sz]e|tell|translate|use|visit|write)\s+(?!of\b|by\b)"
)
_DIFFERENT = 0.95  # where the passage that is cited says otherwise
_ABSENT = "does not stand in what it cites", "do not stand in what it cites"


class Checker:
    """Checks sentences against numbered passages.

    Args:
        passages: as the model saw them, numbered from 1 in this order.
        desk: reads their articles.
        matcher: compares words.
        citations: gets the citations of what is kept.
        answers: tells whether a sentence of an article has to do with what was asked.
    """

    def __init__(
        self,
        passages: Sequence[Passage],
        desk: Desk,
        matcher: Matcher,
        citations: Citations,
        answers: Callable[[Place], bool] = lambda _: True,
    ) -> None:
        self._passages = passages
        self._desk = desk
        self._matcher = matcher
        self._plain = Matcher(None)
        self._citations = citations
        self._answers = answers
        self._repeated = Repeated()
        self._ground = lru_cache(maxsize=None)(lambda numbers: ground_of(numbers, passages, desk))

    def check(self, text: str, cited: Sequence[int]) -> Sentence | Withheld:
        """Keep a sentence that its passages carry, or say why it is withheld.

        What it cites is tried first; where that does not carry it, each retrieved passage is,
        because a right sentence with a wrong number is still right.
        """
        text = " ".join(text.split())
        if not _says_something(text):
            return Withheld(text, "it says nothing")
        if _ORDER.search(masked(text, pair(text), " ")):
            return Withheld(text, "it tells the reader or the model what to do")
        if self._repeated.has(text):
            return Withheld(text, "it was said before")
        known = tuple(dict.fromkeys(n for n in cited if 1 <= n <= len(self._passages)))
        why = "it cites no passage" if not cited else "it cites a passage that was not given"
        least = _AGAIN
        for numbers in self._grounds(known):
            ground = self._ground(numbers)
            if not set(numbers) <= set(known) and support(text, ground.text, self._plain) < least:
                continue
            fault, places = self._carried(text, ground)
            if not fault:
                return self._kept(_with_exact_spaces(text, ground.text), places)
            if set(numbers) <= set(known):
                why = fault if numbers == known else why
                least = least if fault.endswith(_ABSENT) else _DIFFERENT
        return Withheld(text, why)

    def _grounds(self, known: tuple[int, ...]) -> list[tuple[int, ...]]:
        """Return what may carry a sentence that cites `known`, the best citation first.

        One passage that carries all is a better one than several that do so together.
        """
        every = range(1, len(self._passages) + 1)
        singles = [(number,) for number in known]
        others = [(number,) for number in every if number not in known]
        return list(dict.fromkeys([*singles, *([known] if known else []), *others]))

    def _carried(self, text: str, ground: Ground) -> tuple[str, tuple[Place, ...]]:
        """Say what of a sentence its ground does not carry, "" where it carries all; and where."""
        fault = (
            _quotation_fault(text, ground.text)
            or address_fault(text, ground.text)
            or broken_off_fault(text, ground.text)
        )
        if fault:
            return fault, ()
        evidence = evidence_of(terms(text), ground, self._matcher, self._desk)
        names = named(text, evidence, self._desk)
        fault = (
            names.fault
            or figure_fault(text, evidence)
            or pairs_fault(text, evidence)
            or change_fault(text, evidence, self._plain)
            or polarity_fault(text, evidence)
            or hedge_fault(text, evidence)
            or speaker_fault(text, evidence, self._desk)
            or status_fault(text, evidence, self._desk)
            or left_open_fault(text, evidence)
            or words_fault(text, evidence, self._matcher)
            or junction_fault(text, evidence)
        )
        return fault, (*evidence.places, *names.places)

    def _kept(self, text: str, places: Sequence[Place]) -> Sentence | Withheld:
        """Make the sentence of an answer, unless it has nothing to do with what was asked."""
        if not any(self._answers(place) for place in places):
            return Withheld(text, "it does not answer the question")
        self._repeated.keep(text)
        marked = [m for s in pair(text) if (m := text[s.start : s.end].strip(_TRIMMED))]
        places = self._with_quotations(places, marked)
        used = tuple(dict.fromkeys(self._citations.cite(place) for place in places))
        verbatim = any(text.strip(_TRIMMED) in place.text for place in places)
        support: Support = "quoted" if marked else "verbatim" if verbatim else "checked"
        for place in places:
            if self._desk.paragraph(place.article_id, place.paragraph).kind == "commentary":
                outlet = self._desk.article(place.article_id).outlet
                return Sentence(text, used, support, outlet, "commentary")
        speaker = next(
            (q.speaker for p in places for q in self._shared(p, marked) if q.speaker), None
        )
        if marked and speaker:
            return Sentence(text, used, support, speaker, "direct")
        return self._of_somebody(text, used, support, places)

    def _of_somebody(
        self, text: str, used: tuple[int, ...], support: Support, places: Sequence[Place]
    ) -> Sentence | Withheld:
        """Name whose words a sentence gives as if they were nobody's."""
        quote, bare = unnamed(text, places, self._desk), text.strip(_TRIMMED)
        speaker = (quote.speaker or quote.speaker_as_written) if quote else None
        if quote and quote.direct and bare in quote.text:
            return Sentence(f"“{bare}”", used, "quoted", speaker, "direct")
        if speaks_itself(text) and unnamed(text, places, self._desk, HALF):
            return Withheld(text, "it gives somebody's words as its own")
        if quote is None:
            return Sentence(text, used, support)
        return Sentence(text, used, support, speaker, "reported")

    def _shared(self, place: Place, marked: Sequence[str]) -> list[Quote]:
        """Return the quotes of a place that a sentence gives in marks."""
        return [
            quote
            for quote in self._desk.quotes_in(place)
            if quote.direct and any(mark in quote.text for mark in marked)
        ]

    def _with_quotations(self, places: Sequence[Place], marked: Sequence[str]) -> list[Place]:
        """Add the paragraphs that hold what the places do not hold of the quotations."""
        found = list(places)
        for mark in marked:
            if any(mark in place.text for place in found):
                continue
            whole = (self._paragraph(p) for p in dict.fromkeys(self._near(places)))
            holding = next((place for place in whole if mark in place.text), None)
            if holding:
                found.append(holding)
        return found

    def _near(self, places: Sequence[Place]) -> list[tuple[str, int]]:
        """Return the paragraphs of places, then those of all passages of their articles."""
        near = [(p.article_id, p.paragraph) for p in places]
        articles = {article_id for article_id, _ in near}
        for passage in self._passages:
            if passage.article_id in articles:
                near += [(passage.article_id, p.number) for p in self._desk.within(passage)]
        return near

    def _paragraph(self, where: tuple[str, int]) -> Place:
        paragraph = self._desk.paragraph(*where)
        return Place(*where, paragraph.start, paragraph.end, paragraph.text)


def _says_something(text: str) -> bool:
    """Tell whether a text has as much as a quotation, a number, or two words that count."""
    marked = any(text[s.start : s.end].strip(_TRIMMED) for s in pair(text))
    return marked or any(c.isdigit() for c in text) or len(terms(text)) >= _FEWEST


def _quotation_fault(text: str, there: str) -> str:
    for span in pair(text):
        quoted = text[span.start : span.end].strip(_TRIMMED)
        if quoted and not _spaced_alike(quoted).search(there):
            return f"“{quoted}” does not stand in what it cites"
    return ""


@lru_cache(maxsize=1024)
def _spaced_alike(words: str) -> re.Pattern[str]:
    """Match words whatever spaces, form of apostrophes and capitals they have.

    What is shown is then the source's own form.
    """
    pieces = (re.escape(piece).replace("’", "'") for piece in words.split())
    loose = (piece.replace("'", r"\s*['’]\s*") for piece in pieces)
    spaced = (re.sub(r"(?<=\w)(?=[,.;:!?])", r"\\s*", piece) for piece in loose)
    return re.compile(r"\s+".join(spaced), re.IGNORECASE)


def _with_exact_spaces(text: str, source: str) -> str:
    """Give quotations the spaces of their source, so that they stand in it to the letter."""
    for span in reversed(pair(text)):
        words = text[span.start : span.end].strip(_TRIMMED)
        found = _spaced_alike(words).search(source) if words else None
        if found and found[0] != words:
            at = text.index(words, span.start)
            text = text[:at] + found[0] + text[at + len(words) :]
    return text
