"""A question → what answers it: spelled right, in each of its scopes until one answers."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from index.counted import counted
from index.filters import Filters
from index.library import Library
from index.search import Passage
from qa import opinions
from qa.answer import Turn
from qa.cite import Citations
from qa.claims import claims_of
from qa.described import Description, Resolved, description, instead, resolve
from qa.desk import Desk
from qa.extract import MOST, Extract, extract
from qa.facts import Scored, told
from qa.hops import (
    Hop,
    follow,
    hops,
    in_each,
    joined,
    must_part,
    passages_for,
    together,
    whole_in_each,
)
from qa.mentioning import mentioned, mentions_of
from qa.notices import EACH_REPORT
from qa.noting import note_answer, note_found, note_question, note_search
from qa.outlets import mentions, unknown
from qa.question import Question, calls, full_names, understand
from qa.refuse import extent_told
from qa.retrieve import PASSAGES, Retrieved, retrieve
from qa.scope import Scope, scopes
from qa.sides import sides, told_apart
from qa.spelling import corrected, with_capitals, with_names
from qa.steps import Steps
from qa.terms import Matcher, terms, words

# "title:fire", from habit of other searches; a command for a database, which asks nothing.
_OPERATOR = re.compile(
    r"\b[a-z]+:(?=[^\W\d_])"
    r"|;\s*(?:ALTER|CREATE|DELETE|DROP|EXEC|INSERT|SELECT|TRUNCATE|UNION|UPDATE)\s+[A-Z].*$"
)


_WHICH_ARTICLE = (
    "The library has several articles, and the question names neither one of them nor what it is "
    "to be about; name its title, its outlet or the topic."
)


@dataclass(frozen=True, slots=True)
class Read:
    """What was found for a question.

    Attributes:
        made: the answer in the articles' own sentences, which cite with `citations`.
        parts: of several questions in one, each with the passages for it, best first.
        why: why there is none, where that has nothing to do with what was found.
    """

    scope: Scope
    found: Retrieved
    made: Extract
    citations: Citations
    why: str | None = None
    parts: tuple[tuple[str, tuple[Passage, ...]], ...] = ()

    @property
    def question(self) -> Question:
        """The question as it was understood."""
        return self.scope.question


def read_question(
    asked: str,
    history: Sequence[Turn],
    library: Library,
    desk: Desk,
    matcher: Matcher,
    filters: Filters,
    today: dt.date,
    steps: Steps,
    most: int = MOST,
) -> Read:
    """Look for an answer in each scope of a question, until one has it.

    Raises:
        LibraryError: the library cannot be read, or an article that is named is not there.
    """
    plain = _OPERATOR.sub(" ", asked)
    if history:
        named = library.people.named
        plain = with_capitals(plain, named)
        history = [Turn(with_capitals(t.question, named), t.answer) for t in history]
    return _Reader(library, desk, matcher, steps, most).read(
        corrected(plain, lambda words: library.near(words, filters.day), library.outlets()),
        history,
        filters,
        today,
    )


class _Reader:
    def __init__(
        self, library: Library, desk: Desk, matcher: Matcher, steps: Steps, most: int
    ) -> None:
        self._steps = steps
        self._library = library
        self._desk = desk
        self._matcher = matcher
        self._most = most
        self._outlets = library.outlets()
        self._lead: Scored | None = None

    def read(self, asked: str, history: Sequence[Turn], filters: Filters, today: dt.date) -> Read:
        question = understand(asked, history)
        note_question(question, self._steps)
        described = None if question.article else description(question)
        if described is None:
            return self._in_scopes(asked, history, filters, today)
        resolved = resolve(described, self._library, self._desk, self._matcher, filters)
        plain = self._in_scopes(asked, history, filters, today)
        if resolved is None:
            self._steps.note("dropped", f"“{described.text}”: no article tells who or what that is")
            refused = bool(question.speaker) and not plain.made.sentences
            return self._of_unknown(plain, described) if refused else plain
        if not question.speaker and _answers(plain, resolved):
            return plain
        told = f"{described.text} is {resolved.name}: “{resolved.item.place.text}”"
        self._steps.note("found", told)
        self._lead = resolved.item
        read = self._in_scopes(instead(question, resolved), (), filters, today)
        return read if read.made.sentences or question.speaker else plain

    def _in_scopes(
        self, asked: str, history: Sequence[Turn], filters: Filters, today: dt.date
    ) -> Read:
        every = scopes(asked, history, filters, self._outlets, today)
        read = self._scope(next(every))
        for scope in every:
            if read.made.sentences:
                break
            self._steps.note("dropped", f"{scope.beyond}: nothing there answers, so everywhere")
            read = self._scope(scope)
        if not read.made.sentences and calls(read.question):
            named = read.question
            plain = replace(named, kind="other", speaker=None, topic=named.text, to="")
            found = self._scope(replace(read.scope, question=plain))
            read = found if found.made.sentences else read
        note_answer(read.question, read.made, self._steps)
        return self._with_lead(read)

    def _with_lead(self, read: Read) -> Read:
        """Put the sentence that tells whom a description means before the answer."""
        made = read.made
        if self._lead is None or not made.sentences:
            return read
        lead = told(self._lead, self._desk, read.citations)
        rest = tuple(sentence for sentence in made.sentences if sentence.text != lead.text)
        place, passages = self._lead.place, read.found.passages
        kind = self._desk.paragraph(place.article_id, place.paragraph).kind
        score = passages[0].score if passages else 1.0
        own = Passage(
            place.article_id, place.paragraph, place.start, place.end, place.text, kind, score
        )
        found = replace(read.found, passages=(own, *passages)[:PASSAGES])
        return replace(read, found=found, made=replace(made, sentences=(lead, *rest)))

    def _of_unknown(self, read: Read, described: Description) -> Read:
        """Refuse a question about somebody whom it only describes, and no article names so."""
        where = extent_told(self._library.extent(read.scope.filters))
        why = f"Looked for {described.text} in {where}; none of them tells who or what that is."
        return replace(read, why=why)

    def _citations(self) -> Citations:
        """Return no citations but that of the sentence that goes before the answer."""
        citations = Citations(self._desk)
        if self._lead is not None:
            told(self._lead, self._desk, citations)
        return citations

    def _scope(self, scope: Scope) -> Read:
        stranger = None if scope.question.article else unknown(scope.question.text, self._outlets)
        if stranger:
            return self._of_nobody(scope, stranger)
        nobody = None if scope.question.speaker else self._in_no_article(scope)
        if nobody:
            return self._about_nobody(scope, nobody)
        filters = _within_article(scope.question, self._library, scope.filters)
        if scope.opinion and not terms(f"· {scope.question.topic}"):
            return self._claims(scope, filters)
        what = mentioned(scope.question.text)
        if what:
            return self._mentions(what, scope, filters)
        parts = hops(scope.question, self._outlets)
        note_search(counted(self._library.count(), "article"), filters, parts, self._steps)
        found = self._retrieved(scope.question, filters)
        scope = replace(scope, question=_named(scope.question, found.passages))
        note_found(scope.question, found, self._steps)
        citations = self._citations()
        ranked = [passages_for(part, self._library, filters) for part in parts]
        if parts:
            found = replace(found, passages=together([found.passages, *ranked]))
        made = self._parts(scope, parts, ranked, citations) if must_part(parts) else None
        made = made or extract(
            scope.question,
            found,
            self._desk,
            self._matcher,
            citations,
            opinion=scope.opinion,
            most=self._most,
        )
        if parts and not made.sentences:
            made = self._parts(scope, parts, ranked, citations) or made
        if not made.sentences and found.person and not found.statements:
            return self._opinion(scope, found, made) or Read(scope, found, made, citations)
        pairs = zip(parts, ranked, strict=True)
        asked = tuple((part.text, near) for part, near in pairs if part.whole)
        return Read(scope, found, made, citations, parts=asked)

    def _retrieved(self, question: Question, filters: Filters) -> Retrieved:
        every = question.wish == "all" or self._most > MOST
        return retrieve(question, self._library, self._desk, self._matcher, filters, every=every)

    def _mentions(self, what: str, scope: Scope, filters: Filters) -> Read:
        """Answer which articles mention something."""
        found = self._retrieved(replace(scope.question, text=what), filters)
        places = mentions_of(what, self._library, self._desk, self._matcher, filters)
        citations, given = Citations(self._desk), places[: self._most]
        items = [Scored(place, 1.0, rank) for rank, place in enumerate(given)]
        sentences = tuple(told(item, self._desk, citations) for item in items)
        made = Extract(sentences, len(places) - len(given), float(bool(given)))
        return Read(scope, found, made, citations)

    def _claims(self, scope: Scope, filters: Filters) -> Read:
        """Answer what an article itself claims, on whatever it is."""
        found = self._retrieved(replace(scope.question, kind="other", speaker=None), filters)
        ids = filters.article_ids
        if not ids and (filters.outlet or self._library.extent(filters).articles == 1):
            ids = tuple(dict.fromkeys(passage.article_id for passage in found.passages))
        citations = Citations(self._desk)
        items = claims_of(ids or (), self._desk)
        told_ones = (told(item, self._desk, citations) for item in items)
        sentences = tuple(
            opinions.labelled(sentence, item.place, self._desk, None)
            for sentence, item in zip(told_ones, items, strict=True)
        )
        why = None if ids else _WHICH_ARTICLE
        return Read(scope, found, Extract(sentences, 0, 1.0 if items else 0.0), citations, why)

    def _of_nobody(self, scope: Scope, outlet: str) -> Read:
        """Refuse a question about the report of an outlet that is not in the library."""
        found = self._retrieved(replace(scope.question, kind="other", speaker=None), scope.filters)
        why = f"Looked for an article of {outlet}; the library has none of that outlet."
        return Read(scope, found, Extract((), 0, 0.0), Citations(self._desk), why)

    def _in_no_article(self, scope: Scope) -> str | None:
        """Return a full name in a question whose last word stands in no article, if any."""
        text = scope.question.text
        if mentions(text, self._outlets):
            return None  # an outlet's article is asked about, which may be one of many
        found = full_names(text)
        last, day = [name.split()[-1] for name in found], scope.filters.day
        unknown = self._library.near(last, day) if found else {}
        return next((name for name in found if name.split()[-1] in unknown), None)

    def _about_nobody(self, scope: Scope, name: str) -> Read:
        """Refuse a question about somebody or something that no article names."""
        found = self._retrieved(scope.question, scope.filters)
        where = extent_told(self._library.extent(scope.filters))
        why = f"Looked for {name} in {where}; nobody and nothing of that name is in them."
        return Read(scope, found, Extract((), 0, 0.0), Citations(self._desk), why)

    def _parts(
        self,
        scope: Scope,
        parts: Sequence[Hop],
        ranked: Sequence[Sequence[Passage]],
        citations: Citations,
    ) -> Extract | None:
        """Answer a question in parts; None where too few of them are found."""
        found = [self._follow(*each) for each in zip(parts, ranked, strict=True)]
        compared = sides(scope.question, found, self._desk) if must_part(parts) else ()
        best = [side.item for side in compared] or joined(scope.question, found)
        if not best:
            every = whole_in_each(scope.question, self._outlets)
            near = (passages_for(each, self._library, scope.filters) for each in every)
            best = in_each([self._follow(*each) for each in zip(every, near, strict=True)])
        there = {item.place: item for item in best}
        if not there:
            return None
        several = len({part.outlet for part in parts if part.outlet}) > 1
        first = told_apart(scope.question, compared, citations) if compared else ()
        sentences = (*first, *(told(item, self._desk, citations) for item in there.values()))
        notice = None if compared or not several else EACH_REPORT
        return Extract(sentences, 0, min(item.score for item in there.values()), notice)

    def _follow(self, part: Hop, passages: Sequence[Passage]) -> list[Scored]:
        return follow(part, passages, self._desk, self._matcher)

    def _opinion(self, scope: Scope, found: Retrieved, made: Extract) -> Read | None:
        """Answer what somebody says who is quoted nowhere, but has written an article."""
        asked = opinions.author_of(scope.question.speaker or "")
        near = (passage.article_id for passage in found.passages)
        author, ids = opinions.written_by(asked, near, self._desk)
        if not ids:
            return None
        question = opinions.on_topic(scope.question)
        there = self._retrieved(question, replace(scope.filters, article_ids=ids))
        citations = Citations(self._desk)
        own = extract(
            question, there, self._desk, self._matcher, citations, opinion=True, author=author
        )
        if not own.sentences:
            return None
        return Read(replace(scope, question=question), there, own, citations)


def _answers(read: Read, resolved: Resolved) -> bool:
    """Tell whether an answer says more than whom its question describes."""
    texts = {sentence.text for sentence in read.made.sentences}
    return bool(texts - {resolved.item.place.text, "Yes.", "No."})


def _named(question: Question, passages: Sequence[Passage]) -> Question:
    """Write the names of a question as names, where it is all in lower case."""
    told = [passage.text for passage in passages]
    return replace(
        question, text=with_names(question.text, told), topic=with_names(question.topic, told)
    )


def _within_article(question: Question, library: Library, filters: Filters) -> Filters:
    """Look only in the article whose title a question names, where the library has it."""
    if question.article is None:
        return filters
    ids = _by_title(library.titles()).get(tuple(words(question.article)))
    return replace(filters, article_ids=ids) if ids else filters


@lru_cache(maxsize=2)  # the titles of a library are the same for every question
def _by_title(titles: tuple[tuple[str, str], ...]) -> Mapping[tuple[str, ...], tuple[str, ...]]:
    """Return the ids of the articles of each title, by its words."""
    found: dict[tuple[str, ...], tuple[str, ...]] = {}
    for article_id, title in titles:
        own = tuple(words(title))
        found[own] = (*found.get(own, ()), article_id)
    return found
