"""Lets a model write one section of a summary from passages, within what a request may hold."""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from index.marks import masked, pair
from index.search import Passage
from prompts import Messages, load
from qa.answer import Sentence, Withheld
from qa.chat import Chat, ModelError
from qa.check import Checker
from qa.cite import Citations
from qa.desk import Desk
from qa.digest.dangling import hangs
from qa.digest.lengths import HAPPENED, SAID
from qa.digest.selection import Picked
from qa.fence import mark_of, one_line
from qa.loaded import is_loaded
from qa.prose import Written
from qa.reply import read_reply
from qa.synonyms import groups
from qa.terms import Matcher, terms, words
from qa.write import fitting

SECTION_PROMPT = load("summary_section")
REPAIR_PROMPT = load("summary_repair")
_CHARACTERS = 6_000  # of passages in one request: with the rules some 2,000 tokens
_FEWEST = 1_000  # below which a request that is too long is not halved any more
_ALIKE = 0.85  # share of a sentence's words that one before it has, from which it tells nothing new
_BROKEN_OFF = ("timeout", "broken", "length")
_ASKS = re.compile(r"(?:Who|What|How|Why|Whether|When|Where|Which)\b")
_BEGINNING = 4  # letters that two forms of a name have in common
# What a model says of its task, and not of the news.
_ABOUT_THE_TASK = re.compile(
    r"(?i)\W*(?:fault\b|(?:the|this) (?:section|passage|summary)\b|here (?:is|are)\b|passages?\b)"
)


@dataclass(frozen=True, slots=True)
class Part:
    """What was selected for a section, as the model is shown it and as it is told without one."""

    picked: Picked
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of a section: the sentences to keep, and those that were withheld."""

    sentences: tuple[Sentence, ...]
    withheld: tuple[Withheld, ...]


class SectionWriter:
    """Writes the sections of one summary.

    Args:
        desk: reads the articles.
        chat: the model.
        citations: gets the citations of what is kept.
    """

    def __init__(self, desk: Desk, chat: Chat, citations: Citations) -> None:
        self._desk = desk
        self._chat = chat
        self._citations = citations

    def write(self, title: str, parts: Sequence[Part], on_part: Callable[[int, int], None]) -> Kept:
        """Write a section, each sentence checked as an answer's are.

        A section with more passages than one request holds is written in parts (map), then once
        more from the passages that the parts rest on (reduce). In who said what, whom the model
        leaves out is told in the article's own sentence.

        Args:
            title: of the section.
            parts: what was selected for it.
            on_part: told the number of the part that is written, and how many there are.

        Raises:
            ModelError: the model gives no usable reply.
        """
        kept = self._written(title, parts, fitting(self._chat.context, _CHARACTERS), on_part)
        if title == HAPPENED and kept.sentences:
            kept = replace(kept, sentences=self._with_lead(kept.sentences, parts))
        if title == SAID and kept.sentences:
            kept = replace(kept, sentences=_with_all_sides(kept.sentences, parts))
        return kept

    def _with_lead(
        self, sentences: Sequence[Sentence], parts: Sequence[Part]
    ) -> tuple[Sentence, ...]:
        """Begin with the article's own first sentence where the model leaves out what it tells."""
        lead = parts[0].sentence
        told = self._rested_on(sentences, parts[:1]) or _is_told(lead.text, sentences)
        return tuple(sentences) if told else (lead, *sentences)

    def _written(
        self,
        title: str,
        parts: Sequence[Part],
        room: int,
        on_part: Callable[[int, int], None],
    ) -> Kept:
        shares = _shares(parts, room)
        try:
            kept = []
            for number, share in enumerate(shares, 1):
                on_part(number, len(shares))
                kept.append(self._share(title, share))
        except ModelError as error:
            if error.kind != "context" or room // 2 < _FEWEST:
                raise
            return self._written(title, parts, room // 2, on_part)
        whole = Kept(
            tuple(sentence for one in kept for sentence in one.sentences),
            tuple(fault for one in kept for fault in one.withheld),
        )
        rested = self._rested_on(whole.sentences, parts)
        if len(shares) == 1 or not rested or len(_shares(rested, room)) > 1:
            return whole
        reduced = self._share(title, rested)
        withheld = (*whole.withheld, *reduced.withheld)
        return Kept(reduced.sentences or whole.sentences, withheld)

    def _rested_on(self, sentences: Sequence[Sentence], parts: Sequence[Part]) -> list[Part]:
        used = {number for sentence in sentences for number in sentence.citations}
        return [part for part in parts if used & set(part.sentence.citations)]

    def _share(self, title: str, parts: Sequence[Part]) -> Kept:
        """Write from the passages of one request; once more where nothing of it holds."""
        passages = tuple(_passage(part.picked, self._desk) for part in parts)
        checker = Checker(passages, self._desk, Matcher(None), self._citations)
        shown = _shown(passages)
        messages = SECTION_PROMPT.fill(
            section=title,
            sentences=str(len(parts) + 1),
            passages=shown,
            mark=mark_of(shown),
        )
        kept, faults = self._checked(messages, len(passages), checker)
        if faults and not kept:
            again = REPAIR_PROMPT.fill(passages=shown, mark=mark_of(shown), faults=_told(faults))
            kept, faults = self._checked(again, len(passages), checker)
        return Kept(tuple(kept), tuple(faults))

    def _checked(
        self, messages: Messages, number: int, checker: Checker
    ) -> tuple[list[Sentence], list[Withheld]]:
        kept: list[Sentence] = []
        faults: list[Withheld] = []
        for item in self._items(messages, number):
            if _ABOUT_THE_TASK.match(item.text) or _is_told(item.text, kept):
                continue
            checked = checker.check(item.text, item.citations)
            if isinstance(checked, Sentence):
                checked = self._true(_attributed(checked))
            if isinstance(checked, Withheld):
                faults.append(checked)
            else:
                kept.append(checked)
        return kept, faults

    def _true(self, sentence: Sentence) -> Sentence | Withheld:
        """Look once more: small models exchange nouns, and leave out who or what is not known."""
        cited = [self._citations.made[number - 1].text for number in sentence.citations]
        asked = next((match[0] for text in cited if (match := _ASKS.match(text))), "")
        if asked.lower() not in sentence.text.lower():
            return Withheld(sentence.text, "it leaves out what is asked")
        there = {term.stem for text in cited for term in terms(text)}
        own = {t.stem for t in terms(sentence.text.partition(" [")[0]) if not t.proper}
        if not all(_is_near(stem, there) for stem in own - there):
            return Withheld(sentence.text, "its words do not stand in what it cites")
        return _neutral(sentence)

    def _items(self, messages: Messages, number: int) -> Iterator[Written]:
        """Yield what a model writes; where it breaks off, what is complete counts all the same."""
        known = set(range(1, number + 1))
        any_ = False
        try:
            for item in read_reply(self._chat.reply(messages.system, messages.user), known):
                if isinstance(item, Written):
                    any_ = True
                    yield item
        except ModelError as error:
            if not any_ or error.kind not in _BROKEN_OFF:
                raise


def _is_near(stem: str, there: Collection[str]) -> bool:
    """Tell whether a synonym is there, or a word of the same beginning: “Oresk”, “Oreskan”."""
    mine = groups(stem)
    if any(mine & groups(other) for other in there):
        return True
    return len(stem) >= _BEGINNING and any(
        other.startswith(stem) or stem.startswith(other)
        for other in there
        if len(other) >= _BEGINNING
    )


def _is_told(text: str, kept: Sequence[Sentence]) -> bool:
    """Tell whether a sentence says again what one before it says."""
    mine = set(words(text))
    told = [len(mine & set(words(sentence.text))) for sentence in kept]
    return bool(mine) and max(told, default=0) >= _ALIKE * len(mine)


def _attributed(sentence: Sentence) -> Sentence:
    """Say behind a bare quotation whose words it is, in square brackets as all that is added."""
    outside = masked(sentence.text, pair(sentence.text), " ")
    if not sentence.speaker or any(map(str.isalnum, outside)):
        return sentence
    text = re.sub(r"[.,]?([”\"»])[.,]?$", rf",\1 [{sentence.speaker} said].", sentence.text)
    return replace(sentence, text=text)


def _neutral(sentence: Sentence) -> Sentence | Withheld:
    if is_loaded(sentence.text):
        return Withheld(sentence.text, "it repeats loaded words")
    if hangs(sentence.text):
        return Withheld(sentence.text, "it points at what stands outside it")
    return sentence


def _with_all_sides(sentences: Sequence[Sentence], parts: Sequence[Part]) -> tuple[Sentence, ...]:
    """Add the article's own sentence for each speaker whom none of the model's names."""
    told = " ".join(sentence.text for sentence in sentences)
    heard = {sentence.speaker for sentence in sentences}
    missing = [
        part.sentence
        for part in parts
        if (name := part.sentence.speaker)
        and name not in heard
        and name.rpartition(" ")[2] not in told
    ]
    return (*sentences, *missing)


def _told(faults: Sequence[Withheld]) -> str:
    return "\n".join(f"- {one_line(fault.text)} (Fault: {fault.why}.)" for fault in faults)


def _shares(parts: Sequence[Part], room: int) -> list[list[Part]]:
    """Share passages out so that each share fits into a request; one too long has its own."""
    shares: list[list[Part]] = [[]]
    used = 0
    for part in parts:
        length = len(part.picked.candidate.place.text)
        if shares[-1] and used + length > room:
            shares.append([])
            used = 0
        shares[-1].append(part)
        used += length
    return shares


def _passage(one: Picked, desk: Desk) -> Passage:
    place = one.candidate.place
    kind = desk.paragraph(place.article_id, place.paragraph).kind
    return Passage(place.article_id, place.paragraph, place.start, place.end, place.text, kind, 0.0)


def _shown(passages: Sequence[Passage]) -> str:
    return "\n".join(
        f"[{number}] {one_line(passage.text)} [{number}]"
        for number, passage in enumerate(passages, 1)
    )
