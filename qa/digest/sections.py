"""Shares what is told out among the sections of a summary, without a model."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence

from qa.desk import Place
from qa.digest.agreement import Agreement
from qa.digest.candidates import Candidate
from qa.digest.lengths import (
    ALL_REPORT,
    BACKGROUND,
    BUDGETS,
    CLAIMED,
    DISPUTED,
    HAPPENED,
    MOST_REPORT,
    SAID,
    Length,
)
from qa.digest.selection import Picked, Weights, select, weights

_ORDER = (HAPPENED, SAID, CLAIMED, BACKGROUND, DISPUTED)
# The order of choosing: where words run short, background and the writer's claims go first.
_CHOOSING = (HAPPENED, SAID, DISPUTED, CLAIMED, BACKGROUND)
_EACH: Mapping[Length, int] = {"short": 1, "medium": 1, "long": 3}  # sentences of one speaker


def choose(
    found: Sequence[Candidate],
    titles: Sequence[str],
    length: Length,
    agreement: Agreement,
) -> dict[str, list[Picked]]:
    """Choose what is told in each section; a section's sentences are in the articles' order."""
    weight = weights(found, titles)
    words = BUDGETS[length].words(len(titles))
    order = {candidate.place: at for at, candidate in enumerate(found)}
    side = _each_side_first(found, _EACH[length])

    def may(candidate: Candidate, picked: Collection[Candidate]) -> bool:
        return side(candidate, picked) and not agreement.repeats(candidate, picked)

    if length == "short":
        told = _briefly(found, weight, words, lambda c, p: not agreement.repeats(c, p))
    else:
        told = _by_section(found, weight, words, BUDGETS[length].parts, may)
    sections: defaultdict[str, list[Picked]] = defaultdict(list)
    for one in sorted(told, key=lambda one: order[one.candidate.place]):
        sections[one.candidate.kind].append(one)
    return {kind: sections[kind] for kind in _ORDER if sections[kind]}


def by_agreement(
    picked: Sequence[Picked],
    agreement: Agreement,
    name: Callable[[str], str],
    differing: Collection[Place],
) -> dict[str, list[Picked]]:
    """Share sentences on what happened out by who reports it: all, several, one by name.

    A sentence on which the sources differ is of its own source only.
    """
    sections: defaultdict[str, list[Picked]] = defaultdict(list)
    single: defaultdict[str, list[Picked]] = defaultdict(list)
    for one in picked:
        differs = one.candidate.place in differing
        others = 0 if differs else len(agreement.also(one.candidate))
        if others == agreement.origins - 1:
            sections[ALL_REPORT].append(one)
        elif others:
            sections[MOST_REPORT].append(one)
        else:
            single[f"Reported only by {name(one.candidate.place.article_id)}"].append(one)
    first = {title: sections[title] for title in (ALL_REPORT, MOST_REPORT) if sections[title]}
    return first | dict(single)


def _by_section(
    found: Sequence[Candidate],
    weight: Weights,
    words: int,
    parts: Mapping[str, int],
    may: "_May",
) -> list[Picked]:
    told: list[Picked] = []
    for kind in _CHOOSING:
        pool = [candidate for candidate in found if candidate.kind == kind]
        told += select(pool, min(parts[kind], words - _words(told)), weight, told, may)
    left = words - _words(told)  # of sections that are not there
    return told + select(found, left, weight, told, may)


def _briefly(found: Sequence[Candidate], weight: Weights, words: int, may: "_May") -> list[Picked]:
    """Tell the weightiest of all; with words that have a tone only where there is nothing else."""
    lead = _lead(found, weight)
    left = words - _words(lead)
    told = [*lead, *select(found, left, weight, lead, may, toned=bool(lead))]
    return told or select(found, words, weight, (), may)


def _lead(found: Sequence[Candidate], weight: Weights) -> list[Picked]:
    """Begin one article's summary where news says what happened; of several, any may begin."""
    if not found or found[0].origin != found[-1].origin:
        return []
    first = [candidate for candidate in found if candidate.position <= 1][:1]
    return select(first, first[0].forms[0].words, weight) if first else []


def _words(told: Sequence[Picked]) -> int:
    return sum(one.form.words for one in told)


_May = Callable[[Candidate, Collection[Candidate]], bool]


def _each_side_first(found: Sequence[Candidate], most: int) -> _May:
    """Let nobody speak twice before everybody spoke, nor more than `most` times in all.

    Who has words of their own in quotation marks is told in these. What `select` passes as picked
    holds what was told before.
    """
    speakers = {_speaker(c) for c in found if c.kind == SAID}
    quoted = {_speaker(c) for c in found if c.kind == SAID and c.said and c.said[0].direct}

    def may(candidate: Candidate, picked: Collection[Candidate]) -> bool:
        if candidate.kind != SAID:
            return True
        speaker = _speaker(candidate)
        spoken = [_speaker(other) for other in picked if other.kind == SAID]
        times = spoken.count(speaker)
        if times == 0:
            return speaker not in quoted or candidate.said[0].direct
        return times < most and speakers <= set(spoken)

    return may


def _speaker(candidate: Candidate) -> str:
    return (candidate.said[0].speaker or "") if candidate.said else ""
