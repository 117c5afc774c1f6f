"""What was retrieved → an answer made of the articles' own sentences, without a model."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from qa.addressee import addressee
from qa.answer import Sentence
from qa.answer import Statement as StatementKind
from qa.cite import Citations
from qa.clauses import without_others
from qa.conflict import LATEST, dated, side_by_side, versions
from qa.desk import Desk, Place
from qa.everybody import by_turns
from qa.facts import AS_GOOD, MOST_FACTS, Scored, good_ones, scored_sentences, told
from qa.listed import best_listed, told_list, with_leads
from qa.marked import marked
from qa.opinions import labelled, own_voice
from qa.question import Question
from qa.relevance import ENOUGH
from qa.retrieve import Retrieved
from qa.statements import Statement, Told, merged, most_telling
from qa.terms import Matcher
from qa.verdict import verdict

_RULING, _MAY_RULE = 8, 0.45  # sentences that may rule on a yes-or-no question; their score
_MARKED = 0.7  # from which score on a sentence is sure enough to mark words in it
_WISHED = {"short": 2, "all": 1_000_000}  # statements, where the turn says how many
_DROPPED = 3  # sentences that are told of in a trace
MOST = 12  # statements; more of them nobody reads


@dataclass(frozen=True, slots=True)
class Extract:
    """Sentences of an answer with the citations they stand on; none means a refusal.

    Attributes:
        more: further statements that were left out for length.
        confidence: 0..1, how well the best of what was found answers the question.
        notice: what the reader should know of how they were chosen.
        dropped: the sentences that came nearest without being given, with their scores.
    """

    sentences: tuple[Sentence, ...]
    more: int
    confidence: float
    notice: str | None = None
    dropped: tuple[tuple[Place, float], ...] = ()


def extract(
    question: Question,
    found: Retrieved,
    desk: Desk,
    matcher: Matcher,
    citations: Citations,
    *,
    opinion: bool = False,
    author: str | None = None,
    most: int = MOST,
) -> Extract:
    """Answer with the articles' own sentences; each cites the place where it stands.

    Args:
        question: as it is understood.
        found: what was retrieved for it.
        desk: reads the articles.
        matcher: compares words.
        citations: takes the places that are cited.
        opinion: whether an article's own voice is asked for; it is labelled as commentary.
        author: whose voice it is; None for the outlet's.
        most: statements of somebody that are given; the others are counted.
    """
    most = _WISHED.get(question.wish, most)
    if question.kind == "said":
        said = _statements(found, desk, citations, most)
        return (
            said
            if said.sentences
            else _listed(question, found, desk, matcher, citations, most, 0.0) or said
        )
    scored = scored_sentences(question, found.passages, desk, matcher)
    if opinion:
        scored = own_voice(scored, desk)
    best = scored[0].score if scored else 0.0
    if opinion:
        facts = [(item, told(item, desk, citations)) for item in good_ones(scored)]
        return Extract(
            tuple(labelled(fact, item.place, desk, author) for item, fact in facts), 0, best
        )
    listed = _listed(question, found, desk, matcher, citations, most, best)
    if listed:
        return listed
    return _facts(question, scored, desk, matcher, citations)


def _facts(
    question: Question,
    scored: Sequence[Scored],
    desk: Desk,
    matcher: Matcher,
    citations: Citations,
) -> Extract:
    """Answer with the best sentences, a verdict or differing values before them."""
    best = scored[0].score if scored else 0.0
    differing = versions(question, scored, desk, matcher)
    first = side_by_side(differing, desk, citations)
    chosen = [item for item, _ in differing] or _good_ones(question, scored, desk)
    rules = None if first else verdict(question, _near_best(scored), desk)
    if rules:
        chosen = [*(i for i in scored if i.place in rules.places), *chosen]
        chosen = list(dict.fromkeys(chosen))[:MOST_FACTS]
    chosen = _with_leads(chosen, desk)
    given = [told(item, desk, citations) for item in chosen]
    given = given[:1] if question.wish == "short" else given
    sentences = tuple(
        replace(each, marked=marked(question, each.text)) if item.score >= _MARKED else each
        for item, each in zip(chosen, given, strict=False)
    )
    if rules:
        numbers = tuple(citations.cite(place) for place in rules.places)
        first = Sentence(rules.text, numbers, "checked", rules.by)
    there = {item.place for item in chosen}
    left = [(item.place, item.score) for item in scored if item.place not in there]
    every = (first, *sentences) if first else sentences
    return Extract(every, 0, best, dropped=tuple(left[:_DROPPED]))


def _listed(
    question: Question,
    found: Retrieved,
    desk: Desk,
    matcher: Matcher,
    citations: Citations,
    most: int,
    best: float,
) -> Extract | None:
    """Answer with a list or with a table's row that is as good as the best sentence."""
    listed = best_listed(question, found.passages, desk, matcher)
    if listed is None or listed.score < best:
        return None
    sentences, more = told_list(listed, most, citations)
    return Extract(sentences, more, listed.score)


def _with_leads(chosen: Sequence[Scored], desk: Desk) -> list[Scored]:
    """Put a table's header before its rows, which nobody understands without it."""
    there = {item.place: item for item in chosen}
    places = with_leads(list(there), desk)
    return [there.get(place) or Scored(place, 0.0, 0) for place in places]


def _good_ones(question: Question, scored: Sequence[Scored], desk: Desk) -> list[Scored]:
    """Return the sentences that answer; the newest ones where the latest is asked for."""
    if not LATEST.search(question.text):
        return good_ones(scored)
    least = max(ENOUGH, AS_GOOD * scored[0].score) if scored else ENOUGH
    enough = [item for item in scored if item.score >= least]
    return sorted(enough, key=lambda item: dated(item, desk), reverse=True)[:MOST_FACTS]


def _near_best(scored: Sequence[Scored]) -> list[Place]:
    """Return the sentences that may rule on a question: those near enough to it."""
    return [item.place for item in scored[:_RULING] if item.score >= _MAY_RULE]


def _statements(found: Retrieved, desk: Desk, citations: Citations, most: int) -> Extract:
    """Give somebody's words: direct speech first, then reported, each in order of time."""
    every = merged(found.statements)
    every.sort(key=lambda told: (not told.direct, *_when(told.group[0], desk)))
    telling = most_telling(every)
    chosen = {id(told) for told in (telling if found.person else by_turns(telling))[:most]}
    kept = [told for told in every if id(told) in chosen]
    sentences = tuple(_spoken(told, desk, citations) for told in kept)
    best = max((statement.relevance for statement in found.statements), default=0.0)
    return Extract(sentences, len(every) - len(kept) + found.beyond, best)


def _when(statement: Statement, desk: Desk) -> tuple[str, str, int]:
    date = desk.facts(statement.place.article_id).date
    return (date.isoformat() if date else "", statement.place.article_id, statement.place.start)


def _spoken(told: Told, desk: Desk, citations: Citations) -> Sentence:
    group = told.group
    place = group[0].place
    direct = [s.quote for s in group if s.quote.direct]
    own = direct[0] if direct else group[0].quote
    speaker = own.speaker or own.speaker_as_written
    shown = without_others(place, [s.quote for s in group], desk)
    kind: StatementKind = "direct" if direct else "reported"
    copies = (copy for copy in told.copies if copy.place.text == shown.text)
    numbers = [citations.cite(shown), *(citations.cite(copy.place) for copy in copies)]
    return Sentence(
        shown.text,
        tuple(dict.fromkeys(numbers)),
        "quoted" if direct else "verbatim",
        speaker,
        kind,
        to=addressee([statement.quote for statement in group], place, desk),
    )
