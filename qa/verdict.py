"""Begins the answer to a yes-or-no question with the word, where code can be certain of it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from qa.desk import Desk, Place
from qa.question import Question, full_names
from qa.relevance import verb_of
from qa.stems import stem
from qa.synonyms import groups
from qa.terms import Term, terms, words

_YES_NO = re.compile(
    r"(?i)^\W*(?:(?:and|so|but)\s+)?(?:is|are|was|were|did|does|do|has|have|had|can|could|may|will"
    r"|would|should|must)\b(?!.*\bor\b)"
)
_NEGATION = frozenset("not never no nobody none nothing neither nor without cannot".split())
# Words with which a sentence says more or less than that a thing is so.
_UNSURE = frozenset(
    """
    if whether unless would could might may should alleged allegedly claim claims claimed said says
    told tell deny denies denied ask asked asks want wants wanted plan plans planned hope hopes
    hoped fear fears feared expect expected almost nearly hardly barely only although though
    however except refuse refused fail failed stop stopped until before suspected accused likely
    probably perhaps false rumour rumours according doubt doubts think thinks
    believe believes wrong wrongly
    """.split()
)
# What is said of a thing of which the other is then not so.
_OPPOSITE = {
    "convict": "acquit clear",
    "guilti": "acquit clear",
    "accept": "reject refus declin",
    "agre": "refus reject declin",
    "rise": "fall fell drop declin",
    "win": "lose lost",
    "won": "lose lost",
    "surviv": "die dead",
    "open": "close shut",
}
_HE = frozenset(("he", "she"))
_PRONOUNS = _HE | {"it", "they", "this", "these", "that"}
_REACH = 5  # words before a verb in which its negation stands
_FIRST = 8  # words of a sentence in which a pronoun is its subject
_LEAST = 0.6  # share of the question's words that the sentence itself must have
_LEAST_BEHIND = 0.5  # the same where its subject stands before it


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a sentence says of what is asked: yes or no."""

    place: Place
    yes: bool

    @property
    def word(self) -> str:
        """The word that begins the answer."""
        return "Yes." if self.yes else "No."


def is_yes_no(question: Question) -> bool:
    """Tell whether a question is answered by yes or no."""
    return bool(_YES_NO.match(question.topic)) and question.kind == "other"


def ruling(question: Question, places: Sequence[Place], desk: Desk) -> Ruling | None:
    """Return what the first sentence that rules on a question says; None where that is not certain.

    A sentence rules where it has the question's verb, its names (or a pronoun, and the names right
    before it) in the question's order and most of its other words, hedges nothing, gives nobody's
    words, and has one negation at most. Where two sentences rule differently, none does.
    """
    if not is_yes_no(question):
        return None
    if set(words(question.topic)) & (_NEGATION | _UNSURE - {"may", "could", "would", "should"}):
        return None
    asked = _Asked.of(question)
    found = [rules for rules in (asked.of_sentence(place, desk) for place in places) if rules]
    if not found or len({rules.yes for rules in found}) > 1:
        return None
    return found[0]


@dataclass(frozen=True, slots=True)
class _Asked:
    """A yes-or-no question in its parts, each in the question's order."""

    verb: Term | None
    terms: tuple[Term, ...]
    names: tuple[str, ...]

    @classmethod
    def of(cls, question: Question) -> "_Asked":
        clause = _YES_NO.sub("", question.topic).strip(" ?.!")
        return cls(verb_of(clause), terms(f"· {clause}"), full_names(clause))

    def of_sentence(self, place: Place, desk: Desk) -> Ruling | None:
        told = words(place.text)
        if self.verb is None or len(self.terms) < 2 or set(told) & _UNSURE or "?" in place.text:
            return None
        if any(quote.speaker for quote in desk.quotes_in(place)):
            return None
        at, opposite = self._at_verb(told)
        negations = [i for i, word in enumerate(told) if _negates(word)]
        if at is None or len(negations) > 1 or not self._is_of_it(told, at, place, desk):
            return None
        if negations and not 0 <= at - negations[0] <= _REACH and told[negations[0]] != "without":
            return None
        return Ruling(place, yes=bool(negations) == opposite)

    def _at_verb(self, told: Sequence[str]) -> tuple[int | None, bool]:
        """Return where a sentence has the verb or its opposite, and whether it is the opposite.

        Where it has both, the one counts that stands nearest before what is asked about.
        """
        own = [i for i, word in enumerate(told) if _is_word(self.verb, word)]
        others = _OPPOSITE.get(self.verb.stem if self.verb else "", "").split()
        against = [i for i, word in enumerate(told) if stem(word) in others]
        if not against:
            return (own[0], False) if own else (None, False)
        behind = list(self.terms[self._place_of_verb() + 1 :])
        for i in (i for term in behind for i, word in enumerate(told) if _is_word(term, word)):
            before = [at for at in (*own, *against) if at < i]
            if before:
                return max(before), max(before) in against
        return (None, False) if own else (against[0], True)

    def _place_of_verb(self) -> int:
        return next((i for i, term in enumerate(self.terms) if term == self.verb), 0)

    def _is_of_it(self, told: Sequence[str], at: int, place: Place, desk: Desk) -> bool:
        """Tell whether the rest of a question is what a sentence speaks of.

        Where "she" or "the contract" is its subject, names and what describes it may stand before.
        """
        rest = [term for term in self.terms if term != self.verb]
        here = {term: _first(term, told) for term in rest}
        named = self._named(place, desk)
        person = bool(set(told[:_FIRST]) & _HE)
        points_back = bool(set(told[:_FIRST]) & _PRONOUNS) or self._takes_up(told)
        if person and not self._was_named_last(place, desk):
            return False
        before = self._before(place, desk)
        article = [*before, *desk.counts(place.article_id)] if points_back else before
        for term, there in here.items():
            if there is not None or term.word in named:
                continue
            where = before if term.proper else article
            if (term.proper and not points_back) or _first(term, where) is None:
                return False
        behind = self.terms[self._place_of_verb() + 1 :]
        needed = [term for term in rest if not points_back or (term in behind and not term.proper)]
        has = sum(here[term] is not None or term.word in named for term in needed)
        least = _LEAST_BEHIND if points_back else _LEAST
        return has >= least * len(needed) and self._in_order(here, at)

    def _named(self, place: Place, desk: Desk) -> set[str]:
        """Return the words of the question's names whose bearers a sentence names in part."""
        cast = desk.cast(place.article_id)
        there = [
            set(words(cast.figures[mention.figure].name))
            for mention in cast.mentions
            if place.start <= mention.start < place.end
        ]
        asked = [set(words(name)) for name in self.names]
        return {word for name in asked if any(name <= own for own in there) for word in name}

    def _takes_up(self, told: Sequence[str]) -> bool:
        """Tell whether a sentence begins with "the" and a noun of the question."""
        return (
            len(told) > 1
            and told[0] in ("the", "his", "her", "its", "their")
            and any(_is_word(term, told[1]) for term in self.terms)
        )

    def _was_named_last(self, place: Place, desk: Desk) -> bool:
        """Tell whether the last person named before a sentence is one whom the question names."""
        cast = desk.cast(place.article_id)
        people = [
            cast.figures[mention.figure].name
            for mention in cast.mentions
            if mention.end <= place.start and cast.figures[mention.figure].sort == "person"
        ]
        last = set(words(people[-1])) if people else set()
        return any(last & set(words(name)) == set(words(name)) for name in self.names)

    @staticmethod
    def _before(place: Place, desk: Desk) -> list[str]:
        near = desk.around(place)
        return words(f"{near.title} {near.before} {near.paragraph[: _offset(place, desk)]}")

    def _in_order(self, here: dict[Term, int | None], at: int) -> bool:
        """Tell whether names stand before the verb where they do in the question."""
        verb = self._place_of_verb()
        for number, term in enumerate(self.terms):
            there = here.get(term)
            if term.proper and there is not None and (number < verb) != (there < at):
                return False
        return True


def _negates(word: str) -> bool:
    return word in _NEGATION or word.endswith(("n’t", "n't"))


def _first(term: Term, told: Sequence[str]) -> int | None:
    return next((i for i, word in enumerate(told) if _is_word(term, word)), None)


def _is_word(term: Term | None, word: str) -> bool:
    if term is None:
        return False
    own = stem(word)
    return own == term.stem or bool(groups(term.stem) & groups(own)) or _is_family(term.stem, own)


def _is_family(one: str, other: str) -> bool:
    """Tell whether two stems are a land and its people, or the like ("Oresk", "Oreskan")."""
    short, long = sorted((one, other), key=len)
    return len(short) >= 4 and long.startswith(short) and len(long) - len(short) <= 3


def _offset(place: Place, desk: Desk) -> int:
    return place.start - desk.paragraph(place.article_id, place.paragraph).start
