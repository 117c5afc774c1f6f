"""Who bears a role that a question names: "the foreign minister of Oresk" → a name."""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from index.cast import Cast, Figure, Mention
from qa.desk import Desk
from qa.stems import stem
from qa.synonyms import alike, groups
from qa.terms import Term, bag_of, terms, words

_OF = re.compile(r"\s+(?:of|for|at|from|in|behind|on)\s+", re.IGNORECASE)
_WHOSE = re.compile(r"^(?:the\s+)?(?P<whose>.+?)(?:[’']s|s[’'])\s+(?P<head>.+)$", re.IGNORECASE)
_SEVERAL = re.compile(r"(?i)\W*(?:the\s+)?(?:both|all|two|three|most|some)\b")
_RELATIVE = re.compile(r"^,?\s+who\s+(?P<verb>[a-z]+)\s+(?P<rest>[^,.;“\"]{1,60})")
# What somebody does, by the nouns for who does it.
_DOES = {
    "lead": "lead run head chair manage direct",
    "own": "own",
    "coach": "coach train",
    "skipper": "skipper command",
    "spokesman": "speak",
}
_CALLED = {
    **dict.fromkeys(
        "leader head chief boss director manager chair chairman captain".split(), "lead"
    ),
    **dict.fromkeys("chairwoman president principal executive".split(), "lead"),
    **dict.fromkeys("owner proprietor".split(), "own"),
    **dict.fromkeys("coach trainer".split(), "coach"),
    "skipper": "skipper",
}
_BEFORE, _AFTER = 40, 60  # code points around a name in which words are said of its bearer
# What a word that says whose role it is counts by where it stands.
_IN_ROLE, _BEHIND, _IN_PARAGRAPH, _BESIDE, _IN_ARTICLE = 1.0, 0.85, 0.75, 0.6, 0.45
_SURE = 0.7
_ADJECTIVE = 4  # letters at least of a place whose adjective goes on: "Oresk", "Oreskan"


@dataclass(slots=True)
class _Fit:
    """How well a figure fits a role: the role's own words, and the words for whose it is."""

    head: float = 0.0
    whose: float = 0.0
    times: int = 0


def bearers(asked: str, article_ids: Iterable[str], desk: Desk) -> tuple[str, ...]:
    """Return the name of whom the articles call so, the likeliest; () where they call nobody so.

    Args:
        asked: the role, with whose it is ("owner of the Good Intent", "the union’s leader").
        article_ids: where it is looked for.
        desk: reads the articles.
    """
    head, whose = _parts(asked)
    if not head or _SEVERAL.match(asked):
        return ()
    every = tuple(article_ids)
    calling = [i for i in every if _may_call(head[-1], desk.article(i).text)]
    names = _called_so(head, calling, desk)
    fits: defaultdict[str, _Fit] = defaultdict(_Fit)
    for article_id in every if whose and names else calling:
        # To learn who is named costs more than to look.
        if article_id not in calling and not _may_name(names, desk.article(article_id).text):
            continue
        for figure, mention in _full_mentions(desk.cast(article_id)):
            if figure.name in names:
                _look(figure, mention, head, whose, article_id, desk, fits[figure.name])
    scores = {
        name: fit.head * (0.5 + 0.5 * (fit.whose if whose else 1.0)) for name, fit in fits.items()
    }
    best = max(scores, key=lambda name: (scores[name], fits[name].times), default=None)
    return (best,) if best and scores[best] >= _SURE else ()


def _called_so(head: tuple[Term, ...], article_ids: Iterable[str], desk: Desk) -> frozenset[str]:
    """Return the names of those whom articles call by a role, whosever it is."""
    return frozenset(
        figure.name
        for article_id in article_ids
        for figure, mention in _full_mentions(desk.cast(article_id))
        if _called(head, *_said(figure, mention, desk.article(article_id).text))
    )


def _may_name(names: Iterable[str], text: str) -> bool:
    """Tell whether an article has the last word of one of some names."""
    return any(name.split()[-1] in text for name in names)


def _said(figure: Figure, mention: Mention, text: str) -> tuple[str, str]:
    """Return what an article calls a figure at a mention, and what stands behind."""
    called = " ".join((*figure.roles, text[mention.start : mention.end]))
    return called, text[mention.end : mention.end + _AFTER]


def _parts(asked: str) -> tuple[tuple[Term, ...], tuple[Term, ...]]:
    """Return the words of a role and those that say whose it is."""
    asked = re.sub(r"(?i)^(?:the|an?)\s+", "", asked.strip(" ,.?!"))
    of = _OF.split(asked, maxsplit=1)
    if len(of) == 2:
        return terms(f"· {of[0]}"), terms(f"· {of[1]}")
    whose = _WHOSE.match(asked)
    if whose:
        return terms(f"· {whose['head']}"), terms(f"· {whose['whose']}")
    return terms(f"· {asked}"), ()


def _full_mentions(cast: Cast) -> Iterator[tuple[Figure, Mention]]:
    for mention in cast.mentions:
        figure = cast.figures[mention.figure]
        if mention.full and figure.sort != "place":
            yield figure, mention


def _look(
    figure: Figure,
    mention: Mention,
    head: tuple[Term, ...],
    whose: tuple[Term, ...],
    article_id: str,
    desk: Desk,
    fit: _Fit,
) -> None:
    """Let a mention of a figure say how well it fits a role."""
    text = desk.article(article_id).text
    said, behind = _said(figure, mention, text)
    called = _called(head, said, behind)
    if not called and not fit.head and not whose:
        return
    if called:
        fit.times += 1
    fit.head = max(fit.head, called)
    before = text[max(0, mention.start - _BEFORE) : mention.start]
    places: tuple[tuple[Callable[[], Collection[str]], float], ...] = (
        (lambda: _stems(f"{said} {before}"), _IN_ROLE),
        (lambda: _stems(behind), _BEHIND),
        (lambda: _stems(desk.paragraph(article_id, mention.paragraph).text), _IN_PARAGRAPH),
        (lambda: _stems(_beside(article_id, mention.paragraph, desk)), _BESIDE),
        (lambda: bag_of(text).stems, _IN_ARTICLE),
    )
    found = [next((worth for at, worth in places if _has(at(), term)), 0.0) for term in whose]
    fit.whose = max(fit.whose, sum(found) / len(found) if found else 0.0)


def _beside(article_id: str, paragraph: int, desk: Desk) -> str:
    before = desk.paragraph(article_id, paragraph - 1).text if paragraph > 1 else ""
    return f"{before} {desk.article(article_id).title or ''}"


def _called(head: tuple[Term, ...], said: str, behind: str) -> float:
    """Return 1 where a role's words stand at a name, less where a clause says what it means."""
    if _is_called(head[-1], said) and all(_has(_stems(said), term) for term in head[:-1]):
        return 1.0
    clause = _RELATIVE.match(behind)
    does = _CALLED.get(head[-1].word)
    if clause and does and stem(clause["verb"]) in {stem(verb) for verb in _DOES[does].split()}:
        rest = [term for term in head[:-1] if not _has(_stems(clause["rest"]), term)]
        return 0.9 if not rest else 0.0
    return 0.0


def _may_call(noun: Term, text: str) -> bool:
    """Tell whether an article has words by which `_called` could find somebody called so."""
    bag = bag_of(text)
    does = {stem(verb) for verb in _DOES.get(_CALLED.get(noun.word, ""), "").split()}
    return noun.word in bag.words or not bag.stems.isdisjoint(alike(noun.stem) | does)


def _is_called(noun: Term, said: str) -> bool:
    """Tell whether words call somebody so; "prosecution" has a prosecutor's stem and is none."""
    mine = groups(noun.stem)
    return any(word == noun.word or bool(mine & groups(stem(word))) for word in words(said))


@lru_cache(maxsize=4096)  # every name of an article has the same paragraphs around it
def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in words(text))


def _has(stems: Collection[str], term: Term) -> bool:
    if term.stem in stems or not alike(term.stem).isdisjoint(stems):
        return True
    start = term.stem[:_ADJECTIVE]
    return any(own.startswith(start) and _is_of(term.stem, own) for own in stems)


def _is_of(place: str, other: str) -> bool:
    """Tell whether one word is another's adjective ("Oresk", "Oreskan")."""
    short, long = sorted((place, other), key=len)
    return len(short) >= _ADJECTIVE and long.startswith(short) and len(long) - len(short) <= 3
