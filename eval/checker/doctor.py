"""Makes a true sentence untrue in one known way: a number, a name, a negation, a hedge."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from eval.checker.joints import with_a_junction, with_another_subject
from eval.checker.unsaid import told_as_facts
from eval.mutations.calendar import DATE, MONTHS, WEEKDAYS
from eval.mutations.date import another_date
from eval.mutations.edits import whole
from eval.mutations.negation import negated
from eval.mutations.number import amounts, another_number
from index.marks import masked, pair

_UNITS = (
    ("million", "billion"),
    ("euros", "dollars"),
    ("€", "$"),
    ("percent", "percentage points"),
    ("kilometres", "metres"),
    ("hours", "minutes"),
    ("days", "weeks"),
    ("years", "months"),
    ("tonnes", "kilos"),
)
_DIRECTIONS = tuple(
    tuple(both.split("/"))
    for both in """
    rose/fell rises/falls risen/fallen rise/fall rising/falling increased/decreased
    increase/decrease increases/decreases grew/shrank grown/shrunk growth/decline more/fewer
    more/less higher/lower highest/lowest above/below gained/lost gain/loss up/down over/under
    won/lost wins/loses win/lose before/after largest/smallest bigger/smaller longer/shorter
    opened/closed open/close best/worst better/worse most/least accepted/rejected accept/reject
    approved/rejected support/oppose supports/opposes supported/opposed warmer/colder
    stronger/weaker faster/slower early/late earlier/later first/last inside/outside with/without
    bought/sold for/against hired/dismissed older/younger expensive/cheap started/ended began/ended
    """.split()
)
# What hedges → what is left when the hedge is dropped.
_HEDGES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), put)
    for pattern, put in (
        (r"\b(?:may|might|could) have been\b", "was"),
        (r"\b(?:may|might|could) have\b", "have"),
        (r"\b(?:may|might|could)(?= (?!not\b)[a-z])", "will"),
        (r"\b(?:is|was) (?:expected|likely) to\b", "will"),
        (r"\b(?:are|were) (?:expected|likely) to\b", "will"),
        (
            r"\b(?:plans|plan|planned|intends|intend|hopes|hope|hoped|wants|want|wanted) to\b",
            "will",
        ),
        (r"\b(?:is|are) (?:thought|believed|said|reported|alleged) to be\b", "is"),
        (
            r"\b(?:allegedly|reportedly|apparently|probably|possibly|perhaps|likely|supposedly"
            r"|presumably|almost|nearly) ",
            "",
        ),
        (r"\b(?:alleged|suspected|possible|potential|would-be|proposed) (?=[a-z])", ""),
        (r"\b(?:seems|appears) to be\b", "is"),
        (r"\bsuspects that\b", "has found that"),
    )
)
_ADDED = (
    ", which cost two people their jobs",
    ", although experts had advised against it",
    ", the third such case this year",
    " after months of secret talks",
    " because earlier warnings had been ignored",
    ", and the minister responsible has resigned",
    ", a decision that neighbours have called shameful",
    " in order to please foreign investors",
    ", for which a company has apologised",
    ", and a court will decide on it in the autumn",
)


@dataclass(frozen=True, slots=True)
class Patient:
    """A true sentence, with what can be put in the place of its parts.

    Attributes:
        names: forms of the names of people in it → other people's forms, the same article's first.
        quoted: whether it gives words of somebody whom it names.
        near: other numbers and dates of its article.
        clauses: the ends of sentences of other articles, each from a comma on.
        before: the sentence before it in its paragraph, else the last of the paragraph before.
        unsaid: clauses in it that somebody denied or promised.
        subjects: sentences of its article that name others only, where it names somebody.
    """

    text: str
    names: Mapping[str, Sequence[str]]
    quoted: bool
    near: Sequence[str]
    clauses: Sequence[str]
    before: str = ""
    unsaid: Sequence[str] = ()
    subjects: Sequence[str] = ()


Operation = Callable[[Patient, Random], str | None]


def with_another_number(patient: Patient, rng: Random) -> str | None:
    """Put another number of as many digits in the place of one."""
    found = amounts(_outside(patient.text))
    if not found:
        return None
    old = rng.choice(found)
    new = another_number(old, rng, {old, *found})
    return whole(old).sub(new, patient.text, count=1) if new else None


def with_a_number_from_elsewhere(patient: Patient, rng: Random) -> str | None:
    """Put another number of the same article in the place of one."""
    found = amounts(_outside(patient.text))
    there = [n for n in patient.near if n not in found and not DATE.fullmatch(n)]
    if not found or not there:
        return None
    old = rng.choice(found)
    return whole(old).sub(rng.choice(there), patient.text, count=1)


def with_another_unit(patient: Patient, rng: Random) -> str | None:
    """Put another unit or scale behind a number."""
    fit = []
    for one, other in (way for both in _UNITS for way in (both, both[::-1])):
        pattern = rf"(?<=\d) {re.escape(one)}\b" if one.isalpha() else rf"{re.escape(one)}(?=\d)"
        if re.search(pattern, _outside(patient.text)):
            fit.append((pattern, f" {other}" if one.isalpha() else other))
    if not fit:
        return None
    pattern, put = rng.choice(fit)
    return re.sub(pattern, lambda _: put, patient.text, count=1)


def with_another_date(patient: Patient, rng: Random) -> str | None:
    """Put another weekday, day, month or year into a date."""
    found = [
        m[0]
        for m in DATE.finditer(_outside(patient.text))
        if m[0] in (*MONTHS, *WEEKDAYS) or any(c.isdigit() for c in m[0])
    ]
    if not found:
        return None
    old = rng.choice(found)
    new = another_date(old, rng, (patient.text,))
    return whole(old).sub(new, patient.text, count=1) if new else None


def with_another_name(patient: Patient, rng: Random) -> str | None:
    """Put another person's name in the place of one, in a sentence that quotes nobody."""
    return None if patient.quoted else _renamed(patient, rng)


def with_another_speaker(patient: Patient, rng: Random) -> str | None:
    """Give somebody's words to another person."""
    return _renamed(patient, rng) if patient.quoted else None


def with_a_negation(patient: Patient, rng: Random) -> str | None:
    """Negate the main clause, or take its negation away."""
    return negated(patient.text)


def without_a_hedge(patient: Patient, rng: Random) -> str | None:
    """Tell as a fact what the sentence only holds possible, likely, planned or alleged."""
    outside = _outside(patient.text)
    for pattern, put in rng.sample(_HEDGES, len(_HEDGES)):
        if found := pattern.search(outside):
            return _tidy(f"{patient.text[: found.start()]}{put}{patient.text[found.end() :]}")
    return None


def in_another_direction(patient: Patient, rng: Random) -> str | None:
    """Turn a direction or a comparison round."""
    outside = _outside(patient.text)
    fit = [
        (one, other)
        for both in _DIRECTIONS
        for one, other in (both, both[::-1])
        if re.search(rf"(?<![\w-]){one}(?![\w-])", outside)
    ]
    fit = [(one, other) for one, other in fit if one not in {"for", "with", "over", "up"}]
    if not fit:
        return None
    one, other = rng.choice(fit)
    return re.sub(rf"(?<![\w-]){one}(?![\w-])", other, patient.text, count=1)


def with_an_invented_clause(patient: Patient, rng: Random) -> str | None:
    """Add a clause that no article has."""
    return _with_end(patient.text, rng.choice(_ADDED))


def with_a_foreign_clause(patient: Patient, rng: Random) -> str | None:
    """Add a clause of an article on something else."""
    return _with_end(patient.text, rng.choice(patient.clauses)) if patient.clauses else None


def as_a_fact(patient: Patient, rng: Random) -> str | None:
    """Tell as a fact what was denied, asked, promised or tied to an "if"."""
    clauses = [clause.rstrip(" .,;") for clause in patient.unsaid]
    found = [*(f"{clause[:1].upper()}{clause[1:]}." for clause in clauses)]
    found += told_as_facts(patient.text)
    return rng.choice(found) if found else None


def joined_with_the_one_before(patient: Patient, rng: Random) -> str | None:
    """Make the sentence before the cause or the time of this one, which no article does."""
    return with_a_junction(patient.text, patient.before, rng)


def of_another_subject(patient: Patient, rng: Random) -> str | None:
    """Tell of the subject of another sentence what this one tells of its own."""
    found = with_another_subject(patient.text, patient.before)
    if found:
        return found
    others = (with_another_subject(patient.text, other) for other in patient.subjects)
    made = [other for other in others if other]
    return rng.choice(made) if made else None


OPERATIONS: Mapping[str, Operation] = {
    "number": with_another_number,
    "number of elsewhere": with_a_number_from_elsewhere,
    "unit": with_another_unit,
    "date": with_another_date,
    "name": with_another_name,
    "speaker": with_another_speaker,
    "negation": with_a_negation,
    "hedge": without_a_hedge,
    "status": as_a_fact,
    "direction": in_another_direction,
    "invented clause": with_an_invented_clause,
    "foreign clause": with_a_foreign_clause,
    "junction": joined_with_the_one_before,
    "foreign subject": of_another_subject,
}


def _renamed(patient: Patient, rng: Random) -> str | None:
    outside = _outside(patient.text)
    there = [form for form in patient.names if whole(form).search(outside)]
    if not there:
        return None
    old = max(there, key=len)
    new = rng.choice(patient.names[old])
    return whole(old).sub(new, patient.text)


def _outside(text: str) -> str:
    """Blank quotations, so that their words stay as they are."""
    return masked(text, pair(text), " ")


def _with_end(text: str, clause: str) -> str | None:
    if text[-1:] != "." or _outside(text)[-1:] != ".":
        return None
    return f"{text[:-1]}{clause}."


def _tidy(text: str) -> str:
    text = " ".join(text.split())
    return text[:1].upper() + text[1:]
