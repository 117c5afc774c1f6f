"""Proposes questions with their answers from a library, for a person to confirm."""

import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from eval.cases import Evidence
from index.article import Paragraph, ParsedArticle, Quote
from index.lexicon import SENTENCE_OPENERS
from index.library import Library
from index.sentences import split
from index.spans import strip
from qa.answer import Turn

_MONEY = re.compile(
    r"(?:[$€£¥]\s?\d[\d.,]*\d?(?:\s?(?:million|billion|trillion|m|bn)\b)?"
    r"|\b\d[\d.,]*(?:\s(?:million|billion|trillion))?\s"
    r"(?:euros?|dollars?|pounds?|yen|yuan|francs?|crowns?|kroner))"
)
# "The damage to the building alone is put at €19 million": what is before the verb costs it.
_COST = re.compile(
    r"^(?P<what>(?:The|A|An|Its|Their)\s[^,;:“”\"]{3,70}?)\s"
    r"(?:is|was|are|were|will|would|has|have|costs?|rose|fell|stood)\s[^,;:“”\"]{0,40}?$"
)
# "17 new piles": up to two describing words and a noun in the plural.
_COUNTED = re.compile(
    r"(?<![\w€$£¥.,])(?P<number>\d{1,3}(?:,\d{3})+|\d{1,4}|two|three|four|five|six|seven|eight"
    r"|nine|ten|eleven|twelve|[a-z]+teen|twenty|thirty|forty|fifty)\s"
    r"(?P<what>(?:[a-z-]+\s){0,2}?[a-z-]+s)\b"
)
_NO_THINGS = re.compile(
    r"\b(?:years?|months?|weeks?|days?|hours?|minutes?|seconds?|times|others|metres|meters|miles"
    r"|kilometres|kilometers|tonnes|tons|euros|dollars|pounds|crowns|cents|degrees|points|seats"
    r"|is|was|has|its|this|as|percents?|of|in|to|and|or|at|on|by)\b"
)
# "Ida Lund, the treasurer of Port Ellery,": who somebody is.
_ROLE = re.compile(
    r"(?P<name>(?:[A-Z][\w’'-]+\s){1,2}[A-Z][\w’'-]+), (?P<role>(?:the|a|an|its|his|her)\s"
    r"[^,.;:“”\"]{4,60})[,.]"
)
_YEAR = re.compile(r"^(?:1[89]|20)\d\d$")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A case that nobody has confirmed yet.

    Attributes:
        answer: None with no quotes: a refusal is proposed as the right answer.
        history: the conversation before, oldest first.
        note: for the person who confirms it; None where there is nothing to say.
    """

    id: str
    question: str
    answer: str | None
    quotes: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    type: str | None = None
    history: tuple[Turn, ...] = ()
    note: str | None = None


Proposer = Callable[[ParsedArticle], Iterator[Proposal]]


def propose(library: Library, most: int, rng: random.Random) -> tuple[Proposal, ...]:
    """Propose cases over all articles of a library, every kind in turn.

    Two fifths ask for somebody's words, the rest who somebody is, how many, how much, and for the
    words of people who are named but quoted nowhere, which is to be refused.

    Args:
        library: where the questions come from.
        most: the most cases.
        rng: chooses among what could be asked.
    """
    articles = [library.get(listing.id) for listing in library.articles()]
    quoted = {name.split()[-1].lower() for name in library.speakers()}
    rng.shuffle(articles)
    kinds: tuple[Proposer, ...] = (
        _said,
        _numbers,
        _roles,
        lambda parsed: _silent(parsed, quoted),
        _money,
    )
    said, *others = [_all(proposer, articles) for proposer in kinds]
    return _in_turn([said, others[0], said, *others[1:]], most)


def _all(proposer: Proposer, articles: Sequence[ParsedArticle]) -> Iterator[Proposal]:
    """Take one proposal of each article, then another of each."""
    rounds = zip_longest(*(proposer(parsed) for parsed in articles))
    return (proposal for one in rounds for proposal in one if proposal is not None)


def _in_turn(queues: Sequence[Iterator[Proposal]], most: int) -> tuple[Proposal, ...]:
    found: dict[str, Proposal] = {}
    live = list(queues)
    while live and len(found) < most:
        for queue in list(live):
            new = next((p for p in queue if p.question.lower() not in found), None)
            if new is None:
                live = [other for other in live if other is not queue]
            elif len(found) < most:
                found[new.question.lower()] = new
    return tuple(found.values())


def _said(parsed: ParsedArticle) -> Iterator[Proposal]:
    """Ask for all direct words of each speaker of an article."""
    by_speaker: defaultdict[str, list[Quote]] = defaultdict(list)
    for quote in parsed.quotes:
        if quote.direct and quote.speaker:
            by_speaker[quote.speaker].append(quote)
    for speaker, quotes in by_speaker.items():
        yield Proposal(
            id=f"said-{_slug(speaker)}-{parsed.article.id}",
            question=f"What did {speaker} say{_in(parsed)}?",
            answer=quotes[0].text,
            quotes=tuple(quote.text for quote in quotes),
            evidence=tuple(_evidence(parsed, quote.start, quote.end) for quote in quotes),
            type="said",
        )


def _numbers(parsed: ParsedArticle) -> Iterator[Proposal]:
    for sentence, text in _sentences(parsed):
        for match in _COUNTED.finditer(text):
            if not _NO_THINGS.search(match["what"]) and not _YEAR.match(match["number"]):
                yield Proposal(
                    id=f"number-{parsed.article.id}-{sentence[0] + match.start()}",
                    question=f"How many {match['what']} are named{_in(parsed)}?",
                    answer=f"{match['number']} {match['what']}",
                    evidence=(Evidence(parsed.article.id, text),),
                    type="number",
                )


def _money(parsed: ParsedArticle) -> Iterator[Proposal]:
    for sentence, text in _sentences(parsed):
        sum_ = _MONEY.search(text)
        cost = _COST.match(text[: sum_.start()].rstrip()) if sum_ else None
        if sum_ and cost:
            what = cost["what"][0].lower() + cost["what"][1:]
            yield Proposal(
                id=f"money-{parsed.article.id}-{sentence[0]}",
                question=f"How much money is named for {what}{_in(parsed)}?",
                answer=sum_[0],
                evidence=(Evidence(parsed.article.id, text),),
                type="money",
            )


def _roles(parsed: ParsedArticle) -> Iterator[Proposal]:
    for _, text in _sentences(parsed):
        for match in _introduced(text):
            yield Proposal(
                id=f"who-{_slug(match['name'])}-{parsed.article.id}",
                question=f"Who is {match['name']}?",
                answer=match["role"],
                evidence=(Evidence(parsed.article.id, match[0].rstrip(",.")),),
                type="who",
            )


def _silent(parsed: ParsedArticle, quoted: set[str]) -> Iterator[Proposal]:
    """Ask for the words of people who are described but quoted in no article."""
    for _, text in _sentences(parsed):
        for match in _introduced(text):
            if match["name"].split()[-1].lower() not in quoted:
                yield Proposal(
                    id=f"silent-{_slug(match['name'])}",
                    question=f"What did {match['name']} say?",
                    answer=None,
                    type="unanswerable",
                )


def _introduced(text: str) -> Iterator[re.Match[str]]:
    """Find people with what they are; "In Oresk, the talks" introduces nobody."""
    for match in _ROLE.finditer(text):
        if match["name"].split()[0].lower() not in SENTENCE_OPENERS:
            yield match


def _sentences(parsed: ParsedArticle) -> Iterator[tuple[tuple[int, int], str]]:
    """Yield the places and texts of the sentences of an article's body."""
    for paragraph in parsed.paragraphs:
        if paragraph.kind == "body":
            for start, end in split(paragraph.text):
                place = (paragraph.start + start, paragraph.start + end)
                yield place, paragraph.text[start:end]


def _evidence(parsed: ParsedArticle, start: int, end: int) -> Evidence:
    """Return the sentences that a quote stands in."""
    paragraph = _paragraph(parsed, start)
    inside = [
        (s + paragraph.start, e + paragraph.start)
        for s, e in split(paragraph.text)
        if s + paragraph.start < end and e + paragraph.start > start
    ]
    first, last = (inside[0][0], inside[-1][1]) if inside else (start, end)
    first, last = strip(parsed.article.text, first, last)
    return Evidence(parsed.article.id, parsed.article.text[first:last])


def _paragraph(parsed: ParsedArticle, position: int) -> Paragraph:
    return next(p for p in parsed.paragraphs if p.start <= position < p.end)


def _in(parsed: ParsedArticle) -> str:
    return f" in the article “{parsed.article.title}”" if parsed.article.title else ""


def _slug(name: str) -> str:
    return re.sub(r"\W+", "-", name.lower()).strip("-")
