"""Makes trials for the check of sentences: articles → sentences that are known true or untrue."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from eval.checker.doctor import OPERATIONS, Patient
from eval.checker.joints import truly_joined
from eval.checker.labelled import LabelledSentence
from eval.mutations.calendar import DATE
from eval.mutations.number import amounts
from eval.mutations.speaker import people_of
from index.article import Draft, ParsedArticle, Quote
from index.lexicon import OFFICES, ORGANISATION_WORDS, TITLES
from index.sentences import split

_SHORTEST, _LONGEST = 6, 45  # words
_BODY = re.compile(r"The (?:[A-Z][\w’-]+ ){2,}")
_NOUN = re.compile(r"The ([a-z]+) (?:is|was|has|had|will|[a-z]+ed|fell|rose|took|made|began)\b")
_MAYBE_SOMEBODY = re.compile(
    r"(?:\w+(?:er|or|ist|ant|ent|ian|man|woman|ee|ive|al|ary)|[a-z]{1,3})s?"
)
_PEOPLE = OFFICES | ORGANISATION_WORDS | TITLES
_CLAUSE = re.compile(r"(?!to )(?:[\w’-]+ ){1,9}(?:had|has|was|were|is|are|would|will) \w")
_ASIDE = re.compile(r", (?:who|which|whose)\b[^,“”]*(?:,(?= )|(?=\.$))")
_SAID_BEHIND = re.compile(
    r"(?P<quote>“[^”]+”),? (?P<cue>said) (?P<who>[^,.“”]+)(?P<role>, [^“”]+)?\."
)


@dataclass(frozen=True, slots=True)
class Trial:
    """A sentence that is checked.

    Attributes:
        kind: how it was made.
        true: whether its article carries it.
        source: the words that carry it, or did before it was doctored.
        miscited: whether it is to cite a passage that does not carry it.
    """

    kind: str
    true: bool
    text: str
    article_id: str
    source: str
    miscited: bool = False


def doctored_trials(
    articles: Sequence[Draft],
    parsed: Mapping[str, ParsedArticle],
    most: int,
    rng: Random,
) -> Iterator[Trial]:
    """Yield the articles' own sentences, shortened and turned ones, and doctored ones of each kind.

    Args:
        articles: with ids.
        parsed: the articles by id, with their quotes.
        most: trials of a kind.
        rng: chooses.
    """
    every = list(patients(articles, parsed))
    rng.shuffle(every)
    yield from _some("own words", most, ((p, p[1].text) for p in every), true=True)
    yield from _some("shortened", most, ((p, _shortened(p[1].text)) for p in every), true=True)
    yield from _some("turned", most, ((p, _turned(p[1].text)) for p in every), true=True)
    both = ((p, truly_joined(p[1].text, p[1].before)) for p in every)
    yield from _some("two in one", most, both, true=True)
    for kind, operation in OPERATIONS.items():
        made = ((p, operation(p[1], rng)) for p in every)
        yield from _some(kind, most, made, true=False)
    for article_id, patient in every[:most]:
        yield Trial("citation", False, patient.text, article_id, patient.text, miscited=True)


def labelled_trials(sentences: Sequence[LabelledSentence]) -> Iterator[Trial]:
    """Yield the labelled sentences as trials."""
    for one in sentences:
        kind = f"{'' if one.true else 'untrue '}paraphrase"
        yield Trial(kind, one.true, one.text, one.article_id, one.text)


def _some(
    kind: str,
    most: int,
    made: Iterator[tuple[tuple[str, Patient], str | None]],
    *,
    true: bool,
) -> Iterator[Trial]:
    seen: set[str] = set()
    for (article_id, patient), text in made:
        if len(seen) == most:
            return
        if text and text not in seen and (text != patient.text or kind == "own words"):
            seen.add(text)
            yield Trial(kind, true, text, article_id, patient.text)


def patients(
    articles: Sequence[Draft], parsed: Mapping[str, ParsedArticle]
) -> Iterator[tuple[str, Patient]]:
    """Yield the sentences of the body that can be changed, each with its article's id."""
    people = {draft.id: [f.name for f in people_of(draft, articles)] for draft in articles}
    every = [name for names in people.values() for name in names]
    clauses = {draft.id: list(_clauses(draft)) for draft in articles}
    for draft in articles:
        if draft.id is None:
            continue
        of = parsed[draft.id]
        foreign = [c for other, found in clauses.items() if other != draft.id for c in found]
        names = _forms(people[draft.id], every)
        near = tuple(dict.fromkeys(amounts(draft.text)))
        found = list(_sentences(of))
        for at, (begin, end, text) in enumerate(found):
            before = found[at - 1][2] if at else ""
            if not _is_fit(text):
                continue
            said = [q for q in of.quotes if begin <= q.start < end]
            yield (
                draft.id,
                Patient(
                    text,
                    names,
                    _names_speaker(text, said),
                    near,
                    foreign,
                    before,
                    tuple(_unsaid(said)),
                    tuple(_of_others(text, people[draft.id], [other for *_, other in found])),
                ),
            )


def _sentences(of: ParsedArticle) -> Iterator[tuple[int, int, str]]:
    """Yield the sentences of the body with their places in the article."""
    for paragraph in of.paragraphs:
        if paragraph.kind == "body":
            for start, end in split(paragraph.text):
                text = " ".join(paragraph.text[start:end].split())
                yield paragraph.start + start, paragraph.start + end, text


def _is_fit(text: str) -> bool:
    return _SHORTEST <= len(text.split()) <= _LONGEST and text[-1] in ".”"


def _of_others(text: str, people: Sequence[str], every: Sequence[str]) -> Iterator[str]:
    """Yield the sentences whose subject is for certain somebody or something else.

    Two people of different names are two, and so are a person and a body with a name, or a thing.
    """
    own = set(re.findall(r"[\w’-]+", text))
    is_person = any(_opens_with(text, name) for name in people)
    if is_person or _is_thing(text):
        for name in people:
            if not own & set(name.split()):
                yield from (other for other in every if _opens_with(other, name))
    if is_person:
        yield from (other for other in every if _is_thing(other))


def _opens_with(text: str, name: str) -> bool:
    return text.startswith((f"{name} ", f"{name.split()[-1]} "))


def _is_thing(text: str) -> bool:
    """Tell whether a sentence begins with a body's name or with what nobody is called."""
    if _BODY.match(text):
        return True
    found = _NOUN.match(text)
    if found is None:
        return False
    return not _MAYBE_SOMEBODY.fullmatch(found[1]) and found[1] not in _PEOPLE


def _unsaid(said: Sequence[Quote]) -> Iterator[str]:
    """Yield what of it was denied or promised, where it is a clause."""
    for quote in said:
        if (
            _CLAUSE.match(quote.text)
            and not quote.direct
            and quote.status in ("denied", "promised")
        ):
            yield quote.text


def _names_speaker(text: str, said: Sequence[Quote]) -> bool:
    return any(q.speaker and q.speaker.split()[-1] in text for q in said)


def _forms(own: Sequence[str], every: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Return each form of a name with the same form of others: the article's, else anybody's."""
    found: dict[str, tuple[str, ...]] = {}
    for name in own:
        others = [n for n in own if not set(n.split()) & set(name.split())]
        others = others or [n for n in every if not set(n.split()) & set(name.split())]
        if others:
            found[name] = tuple(others)
            found[name.split()[-1]] = tuple(n.split()[-1] for n in others)
    return found


def _clauses(draft: Draft) -> Iterator[str]:
    for line in draft.text.split("\n"):
        for start, end in split(line):
            found = re.search(
                r", (?:which|and|but|because|as|while)\b[^“”,]{25,90}\.$", line[start:end]
            )
            if found:
                yield found[0][:-1]


def _shortened(text: str) -> str | None:
    """Return a sentence without its first relative clause, which leaves it as true as before."""
    found = _ASIDE.search(text)
    if not found or DATE.search(found[0]) or text.count(",") > 1 + (found[0][-1] == ","):
        return None
    rest = f"{text[: found.start()]}{text[found.end() :]}"
    return rest if len(rest.split()) >= _SHORTEST else None


def _turned(text: str) -> str | None:
    """Return a sentence with the speaker before the words instead of behind them."""
    found = _SAID_BEHIND.fullmatch(text)
    if not found:
        return None
    role = f"{found['role']}," if found["role"] else ""
    quote = re.sub(r",”$", ".”", found["quote"])
    return f"{found['who']}{role} said: {quote}"
