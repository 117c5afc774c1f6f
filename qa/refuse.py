"""Says why there is no answer: what was looked for, where, and what comes nearest."""

import re

from index.article import Paragraph, Quote
from index.counted import counted
from index.filtered import Extent
from index.search import Passage
from qa.desk import Desk
from qa.people import Person
from qa.question import Question
from qa.retrieve import Retrieved
from qa.stems import stem
from qa.terms import words

_SHORT = 90
_TITLES = 2
_NEAREST = " The nearest passage is paragraph"
_INSTEAD = " It can be asked instead:"
# With these a topic says when or to whom, and not what about: "after the verdict".
_PLACED = re.compile(
    r"(?i)(?:about|after|against|at|before|during|for|in|on|once|since|to|until|when|while|with)\b"
)


def reason(question: Question, found: Retrieved, desk: Desk, searched: Extent) -> str:
    """Return the sentences of a refusal.

    Somebody who is quoted, but not about this; who is named, but not quoted; who is in no
    article; and a fact that stands in none: each is said in its own words.

    Args:
        question: what was asked.
        found: what was retrieved for it.
        desk: reads the articles.
        searched: how many articles were, and of which days.
    """
    if searched.articles == 0:
        return (
            "The library has no articles yet, so there is nothing to answer from; add some first."
        )
    where = extent_told(searched)
    if not any(char.isalnum() for char in question.text):
        return (
            f"There is no word in the question, so nothing was looked for in {where}; ask in words."
        )
    if found.person is not None:
        about = _about_person(question, found.person, desk, where)
        return f"{about}{_nearest(question, found.passages, desk)}"
    return (
        f"Looked for “{_short(question.text)}” in {where}; none of them says it."
        f"{_nearest(question, found.passages, desk)}{_ask_instead(found.passages, desk)}"
    )


def without_nearest(told: str) -> str:
    """Return a refusal without its sentence on the nearest passage, for who shows that itself."""
    before, _, nearest = told.partition(_NEAREST)
    _, instead, question = nearest.rpartition(_INSTEAD)
    return before + instead + question if instead else before


def extent_told(searched: Extent) -> str:
    """Return how many articles were searched, and between which days they appeared."""
    told = counted(searched.articles, "article")
    if searched.first is None or searched.last is None:
        return told
    first, last = (f"{day:%-d %B %Y}" for day in (searched.first, searched.last))
    return f"{told} of {first}" if first == last else f"{told} from {first} to {last}"


def _ask_instead(passages: tuple[Passage, ...], desk: Desk) -> str:
    """Return a question that the nearest article answers; "" where nobody is quoted in it."""
    quotes = desk.read(passages[0].article_id).quotes if passages else ()
    speaker = next((quote.speaker for quote in quotes if quote.speaker and quote.direct), None)
    return f"{_INSTEAD} “What did {speaker} say?”" if speaker else ""


def _about_person(question: Question, person: Person, desk: Desk, where: str) -> str:
    topic = question.topic
    about = f" to {question.to}" if question.to else ""
    about += f"{'' if _PLACED.match(topic) else ' about'} {topic}" if topic else ""
    looked = f"Looked for words of {person.name}{about} in {where}: "
    if question.given and person.quotes:
        return f"{looked}they have no other words of {person.name} than those given before."
    if person.quotes:
        times = _times(person.quotes)
        own = f"{person.name} is quoted {times}, but not{about or ' in the article itself'}."
        return looked + own + _instead(person, desk)
    if person.known:
        return f"{looked}they name {person.name}, but quote no words."
    return f"{looked}nobody of that name is in them."


def _instead(person: Person, desk: Desk) -> str:
    named: list[str] = []
    for article_id in dict.fromkeys(quote.article_id for quote in person.quotes):
        title = desk.facts(article_id).title
        if title and title not in named:
            named.append(title)
        if len(named) == _TITLES:
            break
    named = [f"“{_short(title)}”" for title in named]
    return f" What {person.name} says stands in {' and '.join(named)}." if named else ""


def _nearest(question: Question, passages: tuple[Passage, ...], desk: Desk) -> str:
    if not passages:
        return " No passage comes near."
    best = _nearest_paragraph(question, passages[0], desk)
    article = desk.article(best.article_id)
    title = f"“{_short(article.title)}”" if article.title else f"article {article.id}"
    told = " ".join(best.text.split()).strip('“”"')
    return f"{_NEAREST} {best.number} of {title}: “{_short(told)}”."


def _nearest_paragraph(question: Question, passage: Passage, desk: Desk) -> Paragraph:
    """Return the paragraph of a passage that has most of the question's words."""
    asked = {stem(word) for word in words(question.text)}
    return max(
        desk.within(passage),
        key=lambda paragraph: len(asked & {stem(word) for word in words(paragraph.text)}),
    )


def _times(quotes: tuple[Quote, ...]) -> str:
    return "once" if len(quotes) == 1 else f"{len(quotes)} times"


def _short(text: str) -> str:
    text = text.rstrip(" ?!.")
    return text if len(text) <= _SHORT else text[: _SHORT - 1].rsplit(" ", 1)[0] + "…"
