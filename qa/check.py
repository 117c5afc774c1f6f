"""Checks a sentence that a model wrote against the passages that it cites."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from index.article import Article, Quote
from index.lexicon import CALENDAR, SENTENCE_OPENERS
from index.marks import masked, pair
from index.parse import parse
from index.search import Passage
from index.sentences import split
from qa.answer import Sentence, Support, Withheld
from qa.cite import Citations
from qa.desk import Desk, Place
from qa.terms import Matcher, terms, words

# Share of a sentence's words that its passages must carry. The small test model's inventions lie
# below, honest paraphrases of one or two source sentences above.
_CARRIED = 0.8
_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
_NAME = re.compile(r"\b[A-ZÀ-ÖØ-Þ][\w’'-]*(?:\.[A-Z])*")
_NEGATION = re.compile(
    r"(?i)\b(?:not|never|no|none|nobody|nothing|neither|nor|without|refused|denied|denies)\b|n[’']t\b"
)
_TRIMMED = " ,.;:!?…"
_NUMBER_WORDS = {
    word: str(number)
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen twenty".split()
    )
}


@dataclass(frozen=True, slots=True)
class _Ground:
    """The passages that a sentence stands on, by the numbers the model saw."""

    numbers: tuple[int, ...]
    text: str


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
        self._citations = citations
        self._answers = answers
        self._kept_words: set[str] = set()

    def check(self, text: str, cited: Sequence[int]) -> Sentence | Withheld:
        """Keep a sentence that its passages carry, or say why it is withheld.

        What it cites is tried first; where that does not carry it, each retrieved passage is,
        because a right sentence with a wrong number is still right. Quotations must stand
        character for character and be of the person named, numbers and names must stand there
        too, and most of its words must be found.
        """
        text = " ".join(text.split())
        if not any(char.isalpha() for char in text):
            return Withheld(text, "it has no words")
        told = " ".join(words(text))
        if told in self._kept_words:
            return Withheld(text, "it was said before")
        known = tuple(dict.fromkeys(n for n in cited if 1 <= n <= len(self._passages)))
        why = "it cites no passage" if not cited else "it cites a passage that was not given"
        for numbers in self._grounds(known):
            ground = self._ground(numbers)
            fault = self._fault(text, ground)
            if not fault:
                return self._kept(_with_exact_spaces(text, ground.text), numbers)
            if numbers == known:
                why = fault
        return Withheld(text, why)

    def _grounds(self, known: tuple[int, ...]) -> list[tuple[int, ...]]:
        """Return what may carry a sentence that cites `known`, the best citation first.

        One passage that carries all is a better one than several that do so together.
        """
        every = range(1, len(self._passages) + 1)
        singles = [(number,) for number in known]
        others = [(number,) for number in every if number not in known]
        return list(dict.fromkeys([*singles, *([known] if known else []), *others]))

    def _ground(self, numbers: tuple[int, ...]) -> _Ground:
        return _Ground(numbers, "\n".join(self._passages[n - 1].text for n in numbers))

    def _fault(self, text: str, ground: _Ground) -> str:
        """Say what of a sentence its ground does not carry; "" where it carries all."""
        return (
            self._quotation_fault(text, ground)
            or _number_fault(text, ground.text)
            or self._name_fault(text, ground)
            or self._speaker_fault(text, ground)
            or self._words_fault(text, ground)
        )

    def _quotation_fault(self, text: str, ground: _Ground) -> str:
        for span in pair(text):
            quoted = text[span.start : span.end].strip(_TRIMMED)
            if quoted and not _spaced_alike(quoted).search(ground.text):
                return f"“{quoted}” does not stand in what it cites"
        return ""

    def _name_fault(self, text: str, ground: _Ground) -> str:
        articles = {self._passages[n - 1].article_id for n in ground.numbers}
        facts = [self._desk.article(article_id) for article_id in articles]
        there = {
            word.lower()
            for piece in (ground.text, *(f"{a.title or ''} {a.outlet or ''}" for a in facts))
            for word in (*re.findall(r"[\w’'-]+", piece), *_NAME.findall(piece))
        }
        there |= {re.sub(r"[’']s?$", "", word) for word in there}
        starts = {start for start, _ in split(text)}
        for match in _NAME.finditer(text):
            word = re.sub(r"[’']s?$", "", match[0].lower())
            if word in there or (match.start() in starts and word in SENTENCE_OPENERS):
                continue
            if match.start() in starts and word not in CALENDAR and not _is_name(match[0], text):
                continue
            if self._is_alias(word, ground):
                continue
            return f"{match[0]} does not stand in what it cites"
        return ""

    def _is_alias(self, word: str, ground: _Ground) -> bool:
        """Tell whether a name is of somebody whom the cited paragraph means by another word."""
        return any(word in speaker.lower().split() for _, speaker in self._quoted(ground))

    def _quoted(self, ground: _Ground) -> Iterator[tuple[Quote, str]]:
        """Yield the quotes of the passages' paragraphs that have a speaker, with that."""
        for number in ground.numbers:
            passage = self._passages[number - 1]
            for quote in self._desk.read(passage.article_id).quotes:
                if passage.start <= quote.start < passage.end and quote.speaker:
                    yield quote, quote.speaker

    def _speaker_fault(self, text: str, ground: _Ground) -> str:
        """Find words that the sentence gives to another person than the passage does."""
        own = parse(Article("sentence", None, None, None, None, text)).quotes
        for quote in own:
            sources = self._sources(quote, ground) if quote.speaker else []
            names = [name for source, speaker in sources for name in (speaker, source.via) if name]
            if quote.speaker and names and not any(_one_person(n, quote.speaker) for n in names):
                return f"these are the words of {sources[0][1]}, not of {quote.speaker}"
        return ""

    def _sources(self, quote: Quote, ground: _Ground) -> list[tuple[Quote, str]]:
        """Return the passages' quotes that say what a sentence's quote says, with who does."""
        wanted = set(words(quote.text))
        found = []
        for source, speaker in self._quoted(ground):
            said = set(words(source.text))
            shared = len(wanted & said)
            if shared and shared * 2 >= min(len(wanted), len(said)):
                found.append((source, speaker))
        return found

    def _words_fault(self, text: str, ground: _Ground) -> str:
        wanted = terms(text)
        if self._matcher.coverage(wanted, [(ground.text, 1.0)]) < _CARRIED:
            return "its words do not stand in what it cites"
        nearest = self._nearest(text, ground)
        outside = masked(text, pair(text), " ")
        denies, denied = bool(_NEGATION.search(outside)), bool(_NEGATION.search(nearest))
        if denies and not denied:
            return "what it cites does not deny this"
        if denied and not denies and _is_close(text, nearest):
            return "what it cites says the opposite"
        return ""

    def _nearest(self, text: str, ground: _Ground) -> str:
        wanted = set(words(text))
        pieces = [ground.text[start:end] for start, end in split(ground.text)] or [ground.text]
        return max(pieces, key=lambda piece: len(wanted & set(words(piece))))

    def _kept(self, text: str, numbers: tuple[int, ...]) -> Sentence | Withheld:
        """Make the sentence of an answer, unless it has nothing to do with what was asked."""
        found = [self._place(text, self._passages[number - 1]) for number in numbers]
        if not any(self._answers(place) for place, _ in found):
            return Withheld(text, "it does not answer the question")
        self._kept_words.add(" ".join(words(text)))
        used = tuple(dict.fromkeys(self._citations.cite(place) for place, _ in found))
        quoted = any(text[s.start : s.end].strip(_TRIMMED) for s in pair(text))
        verbatim = any(text.strip(_TRIMMED) in self._passages[n - 1].text for n in numbers)
        support: Support = "quoted" if quoted else "verbatim" if verbatim else "checked"
        for place, _ in found:
            if self._desk.paragraph(place.article_id, place.paragraph).kind == "commentary":
                outlet = self._desk.article(place.article_id).outlet
                return Sentence(text, used, support, outlet, "commentary")
        speaker = next((quote.speaker for _, quote in found if quote and quote.speaker), None)
        if quoted and speaker:
            return Sentence(text, used, support, speaker, "direct")
        return Sentence(text, used, support)

    def _place(self, text: str, passage: Passage) -> tuple[Place, Quote | None]:
        """Return the sentence of a passage that carries a written one, with the quote it shares."""
        wanted = set(words(text))
        places = [
            place
            for paragraph in self._desk.within(passage)
            for place in self._desk.sentences(passage.article_id, paragraph.number)
            if passage.start <= place.start < passage.end
        ]
        marked = [text[s.start : s.end].strip(_TRIMMED) for s in pair(text)]
        whole = self._whole(passage, marked)
        best = max(
            places,
            key=lambda p: (sum(m in p.text for m in marked), len(wanted & set(words(p.text)))),
            default=whole,
        )
        if any(m in passage.text and m not in best.text for m in marked):
            best = whole
        quotes = [
            q
            for q in self._desk.quotes_in(best)
            if q.direct and any(m and m in q.text for m in marked)
        ]
        return best, quotes[0] if quotes else None

    def _whole(self, passage: Passage, marked: Sequence[str]) -> Place:
        """Return the paragraph of a passage that has all quotations, else all of the passage."""
        for paragraph in self._desk.within(passage):
            start, end = max(paragraph.start, passage.start), min(paragraph.end, passage.end)
            text = self._desk.article(passage.article_id).slice(start, end)
            if all(mark in text for mark in marked):
                return Place(passage.article_id, paragraph.number, start, end, text)
        return Place(
            passage.article_id, passage.paragraph, passage.start, passage.end, passage.text
        )


def _spaced_alike(words: str) -> re.Pattern[str]:
    """Match words whatever spaces stand between them: news is full of unbreakable ones."""
    return re.compile(r"\s+".join(map(re.escape, words.split())))


def _with_exact_spaces(text: str, source: str) -> str:
    """Give quotations the spaces of their source, so that they stand in it to the letter."""
    for span in reversed(pair(text)):
        words = text[span.start : span.end].strip(_TRIMMED)
        found = _spaced_alike(words).search(source) if words else None
        if found and found[0] != words:
            at = text.index(words, span.start)
            text = text[:at] + found[0] + text[at + len(words) :]
    return text


def _number_fault(text: str, there: str) -> str:
    numbers = _numbers(there)
    for number in _numbers(text):
        if number not in numbers:
            return f"{number} does not stand in what it cites"
    return ""


def _numbers(text: str) -> list[str]:
    found = [number.rstrip(".,:") for number in _NUMBER.findall(text)]
    return [
        *found,
        *(_NUMBER_WORDS[word] for word in words(text) if word in _NUMBER_WORDS and word != "one"),
    ]


def _is_name(word: str, text: str) -> bool:
    """Tell whether the first word of a sentence is a name: it is capitalised elsewhere too."""
    return text.count(word) > 1 or bool(re.match(rf"{re.escape(word)}\s+[A-Z]", text))


def _one_person(one: str, other: str) -> bool:
    short, long = sorted((set(words(one)), set(words(other))), key=len)
    return bool(short & long) and (short <= long or words(one)[-1] == words(other)[-1])


def _is_close(text: str, nearest: str) -> bool:
    mine, theirs = set(words(text)), set(words(nearest))
    return len(mine & theirs) * 3 >= len(mine) * 2
