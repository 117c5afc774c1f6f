"""What was retrieved → an answer made of the articles' own sentences, without a model."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.article import Quote
from index.lexicon import OFFICES, ORGANISATION_WORDS, SENTENCE_OPENERS
from qa.answer import Sentence
from qa.answer import Statement as StatementKind
from qa.cite import Citations
from qa.desk import Desk, Place
from qa.question import Question, QuestionKind
from qa.retrieve import Retrieved, Statement
from qa.stems import stem
from qa.terms import Matcher, Term, terms, words

MOST = 12  # statements; more of them nobody reads
_MOST_FACTS = 3
_IN_PARAGRAPH, _IN_BEFORE, _IN_TITLE, _IN_ARTICLE = 0.75, 0.45, 0.5, 0.2
_WRONG_TYPE = 0.55  # what a sentence without a number is worth as an answer to "how many"
_NAMES = 0.4  # what the names of a question count for where it has other words, too
_OTHER_MATTER = 0.75  # of the score where nothing near speaks of what the question's verb says
_LIGHT = 0.5  # weight of a verb that says little
_ENOUGH = 0.6
_AS_GOOD = 0.93  # of the best one's score: another sentence that says it as well
_EVIDENCE_KINDS = frozenset(("body", "commentary", "caption"))

_NUMBER_WORD = (
    r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen"
    r"|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|millions?"
    r"|dozens?|half|a third|a quarter|twice|both|one|no|none|nobody)"
)
_TYPES: dict[QuestionKind, re.Pattern[str]] = {
    "number": re.compile(rf"\d|(?i:\b{_NUMBER_WORD}\b)"),
    "money": re.compile(
        r"(?i)[$€£¥]\s?\d|\d[\d.,]*\s*(?:m|bn|k|million|billion|trillion|thousand)?\s*"
        r"(?:euros?|dollars?|pounds?|yen|yuan|francs?|crowns?|kroner|cents|rubles|rupees)\b"
    ),
    "when": re.compile(
        r"(?i)\b(?:1[89]|20)\d\d\b|\b\d{1,2}[:.]\d\d\b|\b\d{1,2} ?(?:am|pm|a\.m\.|p\.m\.)"
        r"|\b(?:mon|tues|wednes|thurs|fri"
        r"|satur|sun)day\b|\b(?:january|february|march|april|may|june|july|august|september|october|november|december"
        r"|midnight|noon|dawn|spring|summer|autumn|winter|yesterday|today|tonight|tomorrow"
        r"|years? ago|last (?:week|month"
        r"|year|night)|next (?:week|month|year)|since|until)\b"
    ),
    "where": re.compile(r"\b(?:in|at|to|near|from|on|outside|inside|off"
    r"|into)\s+(?:the\s+)?(?:\w+\s+)?[A-ZÀ-Þ]"),
    "why": re.compile(
        r"(?i)\b(?:because|since|due to|owing to|so that|in protest|in order|after|as a result"
        r"|thanks to|caused|reason"
        r"|to \w+|so|for)\b"
    ),
}  # fmt: skip
# What is asked for by its kind: "which company", "how many firefighters".
_FOCUS = re.compile(
    r"(?i)\b(?:which|what|how many|how much)\s+((?!is\b|was\b|are\b|were\b|do\b|did\b|does\b"
    r"|will\b|has\b|have\b|had\b)[\w’-]+)"
)
# "how strong was": the answer is a number with its unit, not the word "strong".
_DEGREE = re.compile(
    r"(?i)\bhow\s+(?!many\b|much\b|old\b|long\b|did\b|does\b|do\b|is\b|was\b|will\b|has\b|have\b)\w+\s+"
    r"(?=(?:is|was|are|were|will|did|does|do|has|have|had|a|an)\b)"
)
_AUXILIARY = re.compile(r"(?i)\b(?:did|does|do)\s+(.+)$")
_AGE = re.compile(r"(?i)\b(?:aged?\s+\d+|\d+[- ]years?[- ]old|born\b|who is \d+)|,\s\d{1,3},")
_NAMED = re.compile(r"(?i)\b(?:called|named|name|known as|nicknamed)\b")
_RESULT = re.compile(r"\b\d+\s?(?:[-–:]|to)\s?\d+\b")
_CAPITALISED = re.compile(r"\b[A-ZÀ-Þ][\w’-]+")


@dataclass(frozen=True, slots=True)
class Extract:
    """Sentences of an answer with the citations they stand on; none means a refusal.

    Attributes:
        more: further statements that were left out for length.
    """

    sentences: tuple[Sentence, ...]
    more: int


def extract(
    question: Question, found: Retrieved, desk: Desk, matcher: Matcher, citations: Citations
) -> Extract:
    """Answer with the articles' own sentences; each cites the place where it stands."""
    if question.kind == "said":
        return _statements(found.statements, desk, citations)
    return _facts(question, found, desk, matcher, citations)


def _statements(statements: Sequence[Statement], desk: Desk, citations: Citations) -> Extract:
    """Give somebody's words: direct speech first, then reported, each in order of time."""
    by_place: dict[tuple[str, int], list[Statement]] = {}
    for statement in statements:
        by_place.setdefault((statement.place.article_id, statement.place.start), []).append(
            statement
        )
    groups = _merged(list(by_place.values()))
    groups.sort(key=lambda group: (not any(s.quote.direct for s in group), *_when(group[0], desk)))
    most_telling = sorted(
        groups,
        key=lambda g: (
            not any(s.quote.direct for s in g),
            -max(s.relevance for s in g),
            -_length(g),
        ),
    )[:MOST]
    kept = [group for group in groups if group in most_telling]
    sentences = tuple(_spoken(group, desk, citations) for group in kept)
    return Extract(sentences, len(groups) - len(kept))


def _merged(groups: list[list[Statement]]) -> list[list[Statement]]:
    """Leave out sentences whose direct words stand in another one, as copies of a report do."""
    kept: list[list[Statement]] = []
    seen: set[str] = set()
    for group in groups:
        said = {" ".join(words(s.quote.text)) for s in group if s.quote.direct}
        if said and said <= seen:
            continue
        seen |= said
        kept.append(group)
    return kept


def _when(statement: Statement, desk: Desk) -> tuple[str, str, int]:
    date = desk.article(statement.place.article_id).date
    return (date.isoformat() if date else "", statement.place.article_id, statement.place.start)


def _length(group: Sequence[Statement]) -> int:
    return sum(len(statement.quote.text) for statement in group)


def _spoken(group: Sequence[Statement], desk: Desk, citations: Citations) -> Sentence:
    place = group[0].place
    direct = [s.quote for s in group if s.quote.direct]
    speaker = group[0].quote.speaker or group[0].quote.speaker_as_written
    shown = without_others(place, [s.quote for s in group], desk)
    kind: StatementKind = "direct" if direct else "reported"
    number = citations.cite(shown)
    return Sentence(shown.text, (number,), "quoted" if direct else "verbatim", speaker, kind)


_BORDER = re.compile(
    r"(?:[,;]|\s[—–-])\s+(?:while|but|and|whereas|though|although)\b|;\s+|\s[—–]\s"
)


def without_others(place: Place, own: Sequence[Quote], desk: Desk) -> Place:
    """Trim a sentence, at a clause border, to the part without somebody else's direct words."""
    others = [
        quote
        for quote in desk.quotes_in(place)
        if quote.direct
        and quote.speaker != own[0].speaker
        and quote.speaker is not None
        and not any(o.start <= quote.start < o.end for o in own)
    ]
    if not others:
        return place
    start, end = place.start, place.end
    text = desk.article(place.article_id).text
    first, last = min(q.start for q in own), max(q.end for q in own)
    for border in _BORDER.finditer(place.text):
        at = place.start + border.start()
        if any(last <= at <= other.start for other in others):
            end = min(end, at)
        if any(other.end <= at and place.start + border.end() <= first for other in others):
            start = place.start + border.end()
    if any(start <= other.start < end for other in others):
        start, end = first, last  # no border between them: the words alone
        start -= 1 if own[0].direct else 0
        end += 1 if own[-1].direct else 0
    return Place(place.article_id, place.paragraph, start, end, text[start:end])


@dataclass(frozen=True, slots=True)
class _Scored:
    place: Place
    score: float
    rank: int


def _facts(
    question: Question, found: Retrieved, desk: Desk, matcher: Matcher, citations: Citations
) -> Extract:
    wanted = _wanted(question)
    if not wanted:
        return Extract((), 0)
    scored = []
    seen: set[tuple[str, int]] = set()
    for rank, passage in enumerate(found.passages):
        key = (passage.article_id, passage.paragraph)
        if key in seen or passage.kind not in _EVIDENCE_KINDS:
            continue
        seen.add(key)
        for place in desk.sentences(*key):
            scored.append(_Scored(place, _fact_score(question, wanted, place, desk, matcher), rank))
    best = max((item.score for item in scored), default=0.0)
    if best < _ENOUGH:
        return Extract((), 0)
    good = [item for item in scored if item.score >= max(_ENOUGH, best * _AS_GOOD)]
    good.sort(key=lambda item: (-item.score, item.rank, item.place.start))
    return Extract(tuple(_fact(item.place, desk, citations) for item in good[:_MOST_FACTS]), 0)


def _wanted(question: Question) -> list[Term]:
    """Return the words that count; those of the question taken up count half."""
    asked = _DEGREE.sub("how ", question.topic)
    focus = _FOCUS.search(asked)
    kind = {stem(word) for word in words(focus[1])} if focus else set()
    own = [
        replace(term, weight=term.weight * 2) if term.stem in kind else term
        for term in terms(asked)
    ]
    stems = {term.stem for term in own}
    taken = [term for term in terms(question.context) if term.stem not in stems]
    return [*own, *(replace(term, weight=term.weight / 2) for term in taken)]


def _key(question: Question) -> Term | None:
    """Return what a question asks about its names: the verb, as far as word order tells it."""
    auxiliary = _AUXILIARY.search(question.topic)
    if auxiliary:
        common = [t for t in terms(f"· {auxiliary[1]}") if not t.proper]
        return common[-1] if common else None
    if question.kind == "who":
        common = [term for term in terms(question.topic) if not term.proper]
        return common[0] if common else None
    return None


def _fact_score(
    question: Question, wanted: Sequence[Term], place: Place, desk: Desk, matcher: Matcher
) -> float:
    """Score 0..1 how well a sentence answers a question that asks for a fact.

    Names alone make no answer: what is asked about them counts for more than half.
    """
    around = desk.around(place)
    article = desk.article(place.article_id)
    known = [
        *desk.counts(place.article_id),
        *words(f"{article.title or ''} {article.outlet or ''}"),
    ]
    if any(term.proper and matcher.carries(term, known) == 0.0 for term in wanted):
        return 0.0
    texts = [
        (place.text, 1.0),
        (around.paragraph, _IN_PARAGRAPH),
        (around.before, _IN_BEFORE),
        (around.title, _IN_TITLE),
        (" ".join(known), _IN_ARTICLE),
    ]
    proper = [term for term in wanted if term.proper]
    common = [term for term in wanted if not term.proper]
    if proper and all(term.weight <= _LIGHT for term in common):
        common = []
    score = matcher.coverage(common, texts)
    if proper and common:
        score = _NAMES * matcher.coverage(proper, texts) + (1 - _NAMES) * score
    elif proper:
        score = matcher.coverage(proper, texts)
    key = _key(question)
    if key is not None and key.weight > _LIGHT:
        near = (place.text, around.paragraph, around.before, around.after, around.title)
        if not any(matcher.carries(key, words(text)) for text in near):
            score *= _OTHER_MATTER
    return score if _has_type(question, place.text) else score * _WRONG_TYPE


def _has_type(question: Question, text: str) -> bool:
    """Tell whether a sentence holds what can answer: a number, a time, a name, ..."""
    if question.kind == "who":
        asked = {word.lower() for word in re.findall(r"[\w’-]+", question.text)}
        names = [m for m in _CAPITALISED.finditer(text) if m[0].lower() not in asked]
        bodies = set(words(text)) & (ORGANISATION_WORDS | OFFICES) - asked
        return bool(bodies) or any(
            m.start() > 0 or m[0].lower() not in SENTENCE_OPENERS for m in names
        )
    if re.search(r"(?i)\bname of\b", question.text):
        return bool(_NAMED.search(text))
    if re.search(r"(?i)\bhow old\b", question.text):
        return bool(_AGE.search(text))
    if re.search(r"(?i)\b(?:the )?(?:score|final result)\b", question.text):
        return bool(_RESULT.search(text))
    pattern = _TYPES.get(question.kind)
    asked = set(words(question.text))
    return pattern is None or any(m[0].lower() not in asked for m in pattern.finditer(text))


def _fact(place: Place, desk: Desk, citations: Citations) -> Sentence:
    number = citations.cite(place)
    paragraph = desk.paragraph(place.article_id, place.paragraph)
    quotes = desk.quotes_in(place)
    direct = [quote for quote in quotes if quote.direct and quote.speaker]
    if paragraph.kind == "commentary":
        outlet = desk.article(place.article_id).outlet
        return Sentence(place.text, (number,), "verbatim", outlet, "commentary")
    if direct:
        return Sentence(place.text, (number,), "quoted", direct[0].speaker, "direct")
    reported = [quote for quote in quotes if quote.speaker and not quote.direct]
    if reported:
        return Sentence(place.text, (number,), "verbatim", reported[0].speaker, "reported")
    return Sentence(place.text, (number,), "verbatim")
