"""How well a sentence answers a question that asks for a fact."""

import re
from collections.abc import Sequence, Set
from dataclasses import replace

from index.lexicon import OFFICES, ORGANISATION_WORDS, SENTENCE_OPENERS
from qa.desk import Desk, Place
from qa.question import Question, QuestionKind, full_names
from qa.stems import stem
from qa.terms import STOP, Bag, Matcher, Term, Text, terms, words

# A sentence from which on the question counts as answered: chosen on half of the set `news`, the
# table in eval/README.md tells what it does on the other half.
ENOUGH = 0.58
_IN_PARAGRAPH, _IN_BEFORE, _IN_TITLE, _IN_ARTICLE = 0.75, 0.45, 0.5, 0.2
_OFTEN = 3  # times; a name that an article has so often is what it is about, and "he" may be it
_IN_OFTEN = 0.7
# What a sentence without the kind of thing that is asked for is worth: a reason and a name can be
# given in many ways, a number cannot.
_WRONG_TYPE = 0.55
_LOOSE_TYPE: dict[QuestionKind, float] = {"why": 0.8, "who": 0.6}
_NAMES = 0.4  # what the names of a question count for where it has other words, too
_OTHER_MATTER = 0.8  # of the score where nothing near speaks of what the question's verb says
_OTHER_THING = 0.6  # likewise of the thing whose name is asked for
_NAMESAKE = 0.5  # of the score where the sentence is about another one of the same name
_NAME_AWAY = 0.6  # likewise where one of whom yes or no is asked is nowhere near
_NAMED_WEIGHT = 2.0  # of a name that the question itself has; of one taken up from before half
_LIGHT = 0.5  # weight of a verb that says little
# Words that say what kind of answer is wanted, which the answer itself need not have.
_KINDS = frozenset(
    "number year month day date place places person people name names size share company".split()
)

_NUMBER_WORD = (
    r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen"
    r"|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|millions?"
    r"|dozens?|half|a third|a quarter|twice|one|no|none|nobody)"
)
_TYPES: dict[QuestionKind, re.Pattern[str]] = {
    "number": re.compile(rf"\b(?!(?:19|20)\d\d\b)\d|(?i:\b{_NUMBER_WORD}\b)"),
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
_HOW_OLD = re.compile(r"(?i)\bhow old\s+(?=(?:is|was|are|were)\b)")
_KIND_OF = re.compile(r"(?i)\b(?:number|name|names|size|share)\s+of\b")
_AUXILIARY = re.compile(r"(?i)\b(?:did|does|do|will|could|can|must)\s+(.+)$")
_COUNTED = re.compile(r"(?i)\bhow many\s+(?:more\s+|other\s+)?[\w’-]+(?P<rest>.*)$")
_NAME_OF = re.compile(
    r"\b[Nn]ames?\s+of\s+(?:the\s+)?(?:(?:[A-ZÀ-Þ][\w-]+\s+)*[A-ZÀ-Þ][\w-]+[’']s?\s+)?"
    r"(?P<what>[a-z][\w-]*)"
    r"|\b[Ww]hat\s+(?:is|was|are|were)\s+(?:the\s+)?(?:two\s+|three\s+|four\s+)?"
    r"(?P<called>[a-z][\w-]*)(?=.*\b(?:called|named)\b)"
)
# What may stand behind a verb and not behind the noun before it.
_BEHIND_VERB = frozenset(
    """
    a an the his her its their this that these those to in on at for from with by against about
    into as over after before under out up down off between through when while because how what
    who whom where
    """.split()
)
_WHICH_BODY = re.compile(r"(?i)\b(?:which|what)\s+(?:company|firm|organi[sz]ation|agency)\b")
_AT = re.compile(r"(?i)\b(?:in|at|along|near|on|from|to)\s+(?:the\s+)?$")
_AGE = re.compile(r"(?i)\b(?:aged?\s+\d+|\d+[- ]years?[- ]old|born\b|who is \d+)|,\s\d{1,3},")
_NAMED = re.compile(r"(?i)\b(?:called|named|name|known as|nicknamed)\b")
_RESULT = re.compile(r"\b\d+\s?(?:[-–:]|to)\s?\d+\b")
_NAME_BEHIND = re.compile(r",?\s+[“‘\"'(]?([A-ZÀ-Þ][\w’-]+)")
_NAME_BEFORE = re.compile(r"([A-ZÀ-Þ][\w’-]+)[”’\"']?,?\s+(?:an?\s+|the\s+)?$")
_WORD = re.compile(r"[\w’'-]+")
_CAPITALISED = re.compile(r"\b[A-ZÀ-Þ][\w’-]+")
_NAME = re.compile(r"\b[A-ZÀ-Þ][\w’.-]*(?:\s+[A-ZÀ-Þ][\w’.-]*)*")


class Relevance:
    """Scores sentences against one question."""

    def __init__(self, question: Question, desk: Desk, matcher: Matcher) -> None:
        self._question = question
        self._desk = desk
        self._matcher = matcher
        self._wanted = _wanted(question)
        self._key = _key(question)
        self._thing = _thing(question)
        self._names = [set(words(name)) for name in full_names(question.text)]
        self._parties = _parties(question)
        self._articles: dict[str, Bag] = {}
        self._oftens: dict[str, str] = {}

    def score(self, place: Place) -> float:
        """Return 0..1; 0 where the question has no word that counts, or the article not its names.

        Names alone make no answer: what is asked about them counts for more than half. A sentence
        that has not the kind of thing that is asked for (a number, a time) is worth half.
        """
        around = self._desk.around(place)
        known = self._known(place.article_id)
        carries = self._matcher.carries
        lacks = any(_must_stand(term) and carries(term, known) == 0.0 for term in self._wanted)
        if not self._wanted or lacks:
            return 0.0
        texts: list[tuple[Text, float]] = [
            (place.text, 1.0),
            (around.paragraph, _IN_PARAGRAPH),
            (around.before, _IN_BEFORE),
            (around.title, _IN_TITLE),
            (known, _IN_ARTICLE),
        ]
        score = self._coverage(texts, self._often(place.article_id))
        near = (place.text, around.paragraph, around.before, around.after, around.title)
        for term, worth in ((self._key, _OTHER_MATTER), (self._thing, _OTHER_THING)):
            if term and term.weight > _LIGHT and not any(carries(term, text) for text in near):
                score *= worth
        if self._is_of_namesake(place):
            score *= _NAMESAKE
        if self._lacks_name(place, near):
            score *= _NAME_AWAY
        if self._has_type(place):
            return score
        return score * _LOOSE_TYPE.get(self._question.kind, _WRONG_TYPE)

    def _lacks_name(self, place: Place, near: Sequence[str]) -> bool:
        """Tell whether one of whom yes or no is asked is neither near nor what is written about.

        What two others did together says nothing of them.
        """
        if not self._parties:
            return False
        outlet = self._desk.article(place.article_id).outlet or ""
        there = set(words(" ".join((*near, outlet, self._often(place.article_id)))))
        return any(name.isdisjoint(there) for name in self._parties)

    def _often(self, article_id: str) -> str:
        """Return the words that an article keeps coming back to."""
        if article_id not in self._oftens:
            counts = self._desk.counts(article_id)
            own = (word for word, count in counts.items() if count >= _OFTEN)
            self._oftens[article_id] = " ".join(own)
        return self._oftens[article_id]

    def _has_type(self, place: Place) -> bool:
        """Tell whether a sentence holds what can answer."""
        if self._thing and not _names_it(self._thing, place.text, set(words(self._question.text))):
            return False
        return _has_type(self._question, place.text) and self._has_body(place)

    def _has_body(self, place: Place) -> bool:
        """Tell whether a sentence has an organisation's name or noun, where one is asked for."""
        if not _WHICH_BODY.search(self._question.topic):
            return True
        asked = set(words(self._question.topic))
        cast = self._desk.cast(place.article_id)
        named = (
            m
            for m in cast.mentions
            if place.start <= m.start < place.end
            and not _AT.search(place.text[: m.start - place.start])
        )
        figures = (cast.figures[mention.figure] for mention in named)
        bodies = (f for f in figures if f.sort not in ("person", "place"))
        nouns = set(words(place.text)) & ORGANISATION_WORDS - asked
        return bool(nouns) or any(not set(words(body.name)) <= asked for body in bodies)

    def _is_of_namesake(self, place: Place) -> bool:
        """Tell whether a sentence names somebody else who has a part of an asked name."""
        told = set(words(place.text))
        meant = [name for name in self._names if name & told and not name <= told]
        if not meant:
            return False  # to learn who is named costs more than to look
        cast = self._desk.cast(place.article_id)
        named = {
            mention.figure for mention in cast.mentions if place.start <= mention.start < place.end
        }
        figures = [set(words(cast.figures[figure].name)) for figure in named]
        for wanted in meant:
            others = [own for own in figures if own & wanted and len(own) > 1 and not own >= wanted]
            if others and not any(own >= wanted for own in figures):
                return True
        return False

    def _known(self, article_id: str) -> Bag:
        """Return the words of an article, its title and its outlet."""
        if article_id not in self._articles:
            article = self._desk.article(article_id)
            others = words(f"{article.title or ''} {article.outlet or ''}")
            self._articles[article_id] = Bag([*self._desk.counts(article_id), *others])
        return self._articles[article_id]

    def _coverage(self, texts: Sequence[tuple[Text, float]], often: str) -> float:
        proper = [term for term in self._wanted if term.proper]
        common = [term for term in self._wanted if not term.proper]
        of_names = self._matcher.coverage(proper, [*texts, (often, _IN_OFTEN)])
        if proper and all(term.weight <= _LIGHT for term in common):
            return of_names
        score = self._matcher.coverage(common, texts)
        return _NAMES * of_names + (1 - _NAMES) * score if proper else score


def _wanted(question: Question) -> list[Term]:
    """Return the words that count; those of the question taken up count half."""
    asked = _HOW_OLD.sub("how ", _DEGREE.sub("how ", question.topic))
    focus = _FOCUS.search(asked)
    kind = {stem(word) for word in words(focus[1])} if focus else set()
    doubled = focus is not None and focus[0].lower().startswith("how")  # a firm is told by its name
    own = [
        replace(term, weight=term.weight * 2) if term.stem in kind and doubled else term
        for term in terms(asked)
        if not (term.word in _KINDS and (term.stem in kind or _KIND_OF.search(asked)))
    ] or list(terms(asked))
    stems = {term.stem for term in own}
    taken = [term for term in terms(question.context) if term.stem not in stems]
    return [*own, *(replace(term, weight=term.weight / 2) for term in taken)]


def _parties(question: Question) -> list[set[str]]:
    """Return the names in a question that is answered by yes or no, each by its words."""
    if not question.is_yes_no:
        return []
    names = (set(words(match[0])) - STOP for match in _NAME.finditer(question.topic, 1))
    return [name for name in names if name]


def _key(question: Question) -> Term | None:
    """Return what a question asks about its names: the verb, as far as word order tells it."""
    auxiliary = _AUXILIARY.search(question.topic)
    if auxiliary:
        return verb_of(auxiliary[1])
    counted = _COUNTED.search(question.topic)
    if counted:
        return next((t for t in terms(f"· {counted['rest']}") if not t.proper), None)
    if question.kind == "who":
        common = [term for term in terms(question.topic) if not term.proper]
        return next((term for term in common if term.word not in _KINDS), None)
    return None


def _names_it(thing: Term, text: str, asked: Set[str]) -> bool:
    """Tell whether a text gives the name of a thing: it says so, or the name stands beside it."""
    if _NAMED.search(text):
        return True
    for match in _WORD.finditer(text):
        if stem(match[0].lower()) == thing.stem:
            beside = (
                _NAME_BEHIND.match(text, match.end()),
                _NAME_BEFORE.search(text[: match.start()]),
            )
            if any(found and found[1].lower() not in asked for found in beside):
                return True
    return False


def _must_stand(term: Term) -> bool:
    """Tell whether an article without a word is about something else: a name or a year."""
    named = term.proper and (not term.word.isdigit() or len(term.word) == 4)
    return named and term.weight >= _NAMED_WEIGHT


def verb_of(clause: str) -> Term | None:
    """Return the verb of what stands behind "did": the first word that a new phrase follows."""
    common = {term.word: term for term in terms(f"· {clause}") if not term.proper}
    tokens = re.findall(r"[\w’'-]+", clause)
    for at, token in enumerate(tokens[1:], 1):
        behind = tokens[at + 1] if at + 1 < len(tokens) else ""
        ends = not behind or behind in _BEHIND_VERB or behind[0].isupper()
        if token in common and ends and tokens[at - 1].lower() not in ("the", "a", "an"):
            return common[token]
    return list(common.values())[-1] if common else None


def _thing(question: Question) -> Term | None:
    """Return the thing whose name a question asks for; None where it asks for none."""
    match = _NAME_OF.search(question.topic)
    found = terms(f"· {match['what'] or match['called']}") if match else ()
    return found[0] if found and found[0].word not in _KINDS else None


def _has_type(question: Question, text: str) -> bool:
    """Tell whether a sentence holds what can answer: a number, a time, a name, ..."""
    if question.kind == "who":
        asked = {word.lower() for word in re.findall(r"[\w’-]+", question.text)}
        names = [m for m in _CAPITALISED.finditer(text) if m[0].lower() not in asked]
        bodies = set(words(text)) & (ORGANISATION_WORDS | OFFICES) - asked
        return bool(bodies) or any(
            m.start() > 0 or m[0].lower() not in SENTENCE_OPENERS for m in names
        )
    if re.search(r"(?i)\bhow old\b", question.text):
        return bool(_AGE.search(text))
    if re.search(r"(?i)\b(?:the )?(?:score|final result)\b", question.text):
        return bool(_RESULT.search(text))
    pattern = _TYPES.get(question.kind)
    asked = set(words(question.text))
    return pattern is None or any(m[0].lower() not in asked for m in pattern.finditer(text))
