"""Swaps a speaker's name with another person's in the evidence's articles."""

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from random import Random

from eval.cases import EvalCase
from eval.mutations.edits import rewritten
from eval.mutations.given import given, gives
from eval.mutations.mutant import Break, Mutant, is_right, renamed, with_gold
from eval.mutations.places import evidence_articles, holds_gold, others
from eval.report import ReportCase
from eval.speakers import name_words, same_person
from index.article import Article, Draft
from index.cast import Figure, read_cast
from index.clean import paragraphs
from qa.answer import Turn

KIND = "speaker"
_SMALL = re.compile(r"(?<![\w’'-])[a-zà-ÿ]\w*")
_NAME_WORD = re.compile(r"[A-ZÀ-Þ][^\W\d_]*[a-zà-ÿ][^\W\d_]+")


def mutate(case: EvalCase, articles: Sequence[Draft], rng: Random) -> Mutant | None:
    """Give somebody's words to another person of the article, and ask for both.

    The two names change places throughout, so that the article hangs together as before. Not
    where the question leaves the speaker's name out, where either shares a name with a third
    person, or where another article has the words too.
    """
    own = evidence_articles(case, articles)
    if not own or case.person is None or holds_gold(case, others(own, articles)):
        return None
    people = {figure.name: figure for draft in own for figure in people_of(draft, articles)}
    speaker = next((f for f in people.values() if same_person(case.person, f.name)), None)
    if speaker is None:
        return None
    fit = [f.name for f in people.values() if _fits(f, speaker, people, case)]
    if not fit:
        return None
    elsewhere = {name: sum(name in draft.text for draft in others(own, articles)) for name in fit}
    # Who is named least elsewhere has said least else that could be given in the words' place.
    unknown = sorted(name for name in fit if elsewhere[name] == min(elsewhere.values()))
    return _swapped(case, own, speaker.name, rng.choice(unknown))


def people_of(draft: Draft, articles: Iterable[Draft]) -> tuple[Figure, ...]:
    """Return the people whom an article names with more than one name.

    Only names whose words no article of the set writes small, so that none is a thing's.
    """
    article = Article("", draft.title, draft.outlet, draft.date, draft.url, draft.text)
    found = paragraphs(article, draft.marks)
    cast = read_cast(found, [paragraph.text for paragraph in found])
    small = frozenset[str]().union(*(_small_words(other.text) for other in articles))
    return tuple(f for f in cast.figures if f.sort == "person" and _is_name(f.name, small))


@lru_cache(maxsize=4096)
def _small_words(text: str) -> frozenset[str]:
    return frozenset(_SMALL.findall(text))


def _is_name(name: str, small: Collection[str]) -> bool:
    words = name.split()
    return len(words) > 1 and all(
        _NAME_WORD.fullmatch(word) and word.lower() not in small for word in words
    )


def swap(one: str, other: str) -> tuple[re.Pattern[str], Callable[[str], str]]:
    """Return what matches each form of two names, and what gives the other's form of it.

    A firm with "&" in its name keeps it.
    """
    first, second = one.split(), other.split()
    pairs = [(one, other), (first[-1], second[-1]), (first[0], second[0])]
    forms = dict(pairs) | {b: a for a, b in pairs}
    longest = sorted(forms, key=len, reverse=True)
    pattern = re.compile(
        rf"(?<![\w-])(?<!& )(?:{'|'.join(map(re.escape, longest))})(?![\w-])(?! &)"
    )
    return pattern, lambda form: forms[form]


def holds(mutant: Mutant, asked: Sequence[ReportCase], before: ReportCase) -> Break | None:
    """Expect that the words are not given for the old speaker, and are for the new one."""
    words, other = mutant.cases[1], given(asked[1])
    found = given(asked[0])
    if gives(words, found):
        return Break(f"nothing of {mutant.new}’s words for {mutant.old}", found.told())
    if is_right(asked[1]):
        return None
    return Break(f"“{' … '.join(words.quotes) or words.answer}” to: {words.question}", other.told())


def _swapped(case: EvalCase, own: Sequence[Draft], old: str, new: str) -> Mutant | None:
    pattern, form = swap(old, new)

    def put(text: str) -> str:
        return pattern.sub(lambda match: form(match[0]), text)

    theirs = replace(
        with_gold(renamed(case, KIND), put),
        id=f"{KIND}/{case.id}/other",
        question=put(case.question),
        history=tuple(Turn(put(turn.question), put(turn.answer)) for turn in case.history),
        person=new,
    )
    if theirs.question == case.question:
        return None
    asked = replace(renamed(case, KIND), answer=None, quotes=(), other_answers=(), evidence=())
    changed = {draft.id: rewritten(draft, pattern, form) for draft in own if draft.id}
    return Mutant(KIND, case, (asked, theirs), changed, old=old, new=new, people=(old, new))


def _fits(other: Figure, speaker: Figure, people: Iterable[str], case: EvalCase) -> bool:
    """Tell whether a person can take the speaker's place: of no other gender, with names apart."""
    genders = {other.gender, speaker.gender} - {None}
    names = set(name_words(other.name)) | set(name_words(speaker.name))
    thirds = {w for n in people if n not in (other.name, speaker.name) for w in name_words(n)}
    return (
        len(genders) < 2
        and not set(name_words(other.name)) & set(name_words(speaker.name))
        and not names & thirds
        and not set(name_words(other.name)) & set(name_words(case.question))
    )
