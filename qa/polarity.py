"""What a sentence says of what a yes-or-no question asks: yes, no or nothing that is certain."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.article import Quote
from qa.desk import Desk, Place
from qa.figures import has_figures
from qa.question import full_names
from qa.relevance import verb_of
from qa.stems import stem
from qa.synonyms import groups
from qa.terms import Term, terms, words

_NEGATION = frozenset("not never no nobody none nothing neither nor without cannot".split())
# Words with which a sentence says more or less than that a thing is so.
_UNSURE = frozenset(
    """
    according accused alleged allegedly almost although appear appeared appears ask asked asks
    barely before believe believed believes claim claimed claims could denied denies deny doubt
    doubts except expect expected fail failed false fear feared fears hardly hope hoped hopes
    however if likely may might nearly only perhaps plan planned plans possible possibly potential
    potentially probably proposed refuse refused reported reportedly rumour rumours said says seem
    seemed seems should stop stopped suspect suspected suspects tell think thinks though thought
    told unless until want wanted wants whether would wrong wrongly
    apparently supposedly presumably purportedly seemingly
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
_THEY = frozenset(("it", "they"))
_THESE = frozenset(("this", "these", "that"))
_PRONOUNS = _HE | _THEY | _THESE
_REACH = 5  # words before a verb in which its negation stands
_NEAR = 5  # words before a verb of which "the contract" alone is the subject
_FIRST = 8  # words of a sentence in which a pronoun is its subject
_LEAST = 0.8  # share of the question's words that the sentence itself must have
_LEAST_BEHIND = 0.5  # the same where its subject stands before it
_STATED = frozenset(("said", "denied", "promised"))
_OWN = frozenset("i we my our me us you your".split())  # whose they are only the quote's rest tells
_TURNED = frozenset("if whether would might ask asked wrong wrongly false doubt doubts".split())
_NOT_QUITE = re.compile(
    r"(?i)\b(?:far\s+from|anything\s+but|all\s+but|as\s+good\s+as|close\s+to|short\s+of|about\s+to"
    r"|on\s+the\s+(?:verge|brink|point)\s+of|no\s+longer|not\s+yet|used\s+to|due\s+to)\b"
)
_MAY = re.compile(r"\bMay\b")  # the month
_NEXT = re.compile(r",\s+(?:and|so|while)\b|;|\s[–—-]\s")  # where another clause begins


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a sentence says of what is asked: yes or no.

    Attributes:
        by: who says so; None for the article's own voice.
    """

    place: Place
    yes: bool
    by: str | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """A yes-or-no question in its parts, each in the question's order.

    Attributes:
        unsure: words with which the question itself leaves something open.
    """

    verb: Term | None
    terms: tuple[Term, ...]
    names: tuple[str, ...]
    text: str
    unsure: frozenset[str]

    @classmethod
    def of(cls, clause: str, text: str) -> "Asked":
        """Take a question apart.

        Args:
            clause: the question without the auxiliary that it begins with.
            text: all of it.
        """
        unsure = _left_open(clause)
        return cls(verb_of(clause), terms(f"· {clause}"), full_names(clause), text, unsure)

    def of_sentence(self, place: Place, desk: Desk) -> "Ruling | None":
        """Return what a sentence says of it, in its own voice or in somebody's whom it quotes."""
        if self.verb is None or len(self.terms) < 2 or "?" in place.text:
            return None
        quotes = [quote for quote in desk.quotes_in(place) if _speaker(quote)]
        if len(quotes) > 1:
            return None
        if quotes:
            return self._of_quote(quotes[0], place, desk)
        yes = self._says(place, desk)
        return None if yes is None else Ruling(place, yes)

    def _of_quote(self, quote: Quote, place: Place, desk: Desk) -> "Ruling | None":
        """Return what somebody says of it; None where the words around the quote turn it."""
        inside = Place(quote.article_id, quote.paragraph, quote.start, quote.end, quote.text)
        outside = words(place.text.replace(quote.text, " "))
        if quote.status not in _STATED or any(map(_negates, outside)) or quote.end > place.end:
            return None
        if set(words(quote.text)) & _OWN or set(outside) & _TURNED:
            return None
        yes = self._says(inside, desk)
        if yes is None:
            return None
        return Ruling(place, yes != (quote.status == "denied"), _speaker(quote))

    def _says(self, place: Place, desk: Desk) -> bool | None:
        told = words(place.text)
        if _left_open(place.text) != self.unsure or not has_figures(self.text, place.text):
            return None
        at, opposite = self._at_verb(told)
        if at is None or not self._is_of_it(told, at, place, desk):
            return None
        negations = [i for i, word in enumerate(told[: _clause(place.text, at)]) if _negates(word)]
        if len(negations) > 1:
            return None
        if negations and not 0 <= at - negations[0] <= _REACH and told[negations[0]] != "without":
            return None
        return bool(negations) == opposite

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

        Where "she" or "the contract" is its subject, what names and describes that may stand
        before; what the verb is said of must be here.
        """
        rest = [term for term in self.terms if term != self.verb]
        here = {term: _first(term, told) for term in rest}
        named = self._named(place, desk)
        subject = set(told[: min(_FIRST, at)])
        person = bool(subject & _HE)
        # Behind its first word "that" only joins clauses.
        points_back = bool(subject & (_HE | _THEY)) or told[0] in _THESE
        points_back = points_back or (at <= _NEAR and self._takes_up(told))
        if person and not self._was_named_last(place, desk):
            return False
        before = self._before(place, desk)
        article = [*before, *desk.counts(place.article_id)] if points_back else before
        behind = self.terms[self._place_of_verb() + 1 :]
        for term, there in here.items():
            if there is not None or term.word in named:
                continue
            where = before if term.proper else article
            missing = term.proper and (not points_back or term in behind)
            if missing or _first(term, where) is None:
                return False
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


def is_denied(clause: str) -> bool:
    """Tell whether a clause has a negation, so that yes and no would be misread."""
    return any(map(_negates, words(clause)))


def _left_open(text: str) -> frozenset[str]:
    """Return the words with which a text says more or less than that a thing is so."""
    phrases = {" ".join(words(match[0])) for match in _NOT_QUITE.finditer(text)}
    return _UNSURE & set(words(_MAY.sub(" ", text))) | phrases


def _speaker(quote: Quote) -> str | None:
    """Return who says a quote, as far as an answer can name them."""
    written = quote.speaker_as_written or ""
    if quote.speaker or not written or written.lower() in _PRONOUNS:
        return quote.speaker
    return written[0].upper() + written[1:]


def _clause(text: str, at: int) -> int:
    """Return how many words of a text stand before the clause behind that of its word `at`."""
    border = next((b for b in _NEXT.finditer(text) if len(words(text[: b.start()])) > at), None)
    return len(words(text[: border.start()] if border else text))


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
