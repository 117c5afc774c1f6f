"""Holds the numbers and dates of a sentence against those of its evidence."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from itertools import pairwise

from qa.check.evidence import Evidence
from qa.check.tokens import Token, content_stems, shared, tokens

_SMALL = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen".split()
    )
}
_TENS = {
    word: 10 * number
    for number, word in enumerate(
        "twenty thirty forty fifty sixty seventy eighty ninety".split(), 2
    )
}
_SCALES = {
    "hundred": 100,
    "thousand": 1_000,
    "k": 1_000,
    "million": 1_000_000,
    "m": 1_000_000,
    "mn": 1_000_000,
    "billion": 1_000_000_000,
    "bn": 1_000_000_000,
    "trillion": 1_000_000_000_000,
    "tn": 1_000_000_000_000,
}
_FRACTIONS = {
    "half": "1/2",
    "third": "1/3",
    "thirds": "1/3",
    "quarter": "1/4",
    "quarters": "1/4",
    "fifth": "1/5",
    "fifths": "1/5",
    "tenth": "1/10",
}
_UNITS = {
    form: forms.split()[0]
    for forms in """
    euro euros eur €|dollar dollars usd $|pound pounds gbp £|crown crowns|franc francs|yen
    |percent % pc percentage|points point|kilometre kilometres km kilometer kilometers
    |metre metres meter meters|centimetre centimetres cm|mile miles|foot feet ft|tonne tonnes ton
    |kilo kilos kg kilogram kilograms|gram grams|litre litres|degree degrees|second seconds
    |minute minutes|hour hours|day days|week weeks|month months|year years|decade decades
    |century centuries|hectare hectares|acre acres|knot knots
    """.split("|")
    for form in forms.split()
}
_MONTHS = (
    "january february march april may june july august september october november december".split()
)
_SHORT_MONTHS = {month[:3]: month for month in _MONTHS} | {"sept": "september"}
_DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_ALSO_WORDS = frozenset("may march mar".split())
_YEAR = re.compile(r"1[5-9]\d\d|20\d\d")
_COUNTS_OWN = frozenset("separate different distinct main other parts things".split())
_NEAR = 6  # tokens around a number that tell what it counts
_COUNTED = 2
_RELATED = 2  # words that a sentence shares with one on the same
_RIVAL = 3  # by how much another number must be nearer to what this one is said to count
_NOONS = {"noon": "12:00", "midnight": "24:00"}
_HALVES = frozenset(("a.m.", "p.m.", "am", "pm"))
_OCLOCK = frozenset(("o'clock", "o’clock"))
_EXACT = frozenset("day clock month weekday percent points share".split())
_TIMES = frozenset("second minute hour day week month year decade century".split())


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, or a part of a date.

    Attributes:
        value: in one form, whether written in digits or in words.
        unit: "euro", "percent", "month" …; "" where it has none.
        shown: as it is written.
        counted: stems of the words behind it, which tell what it counts.
        around: stems of all words near it.
        first, last: its tokens; `start`, `end`: its place in the text.
    """

    value: str
    unit: str
    shown: str
    counted: frozenset[str]
    around: frozenset[str]
    first: int
    last: int
    start: int
    end: int


def figure_fault(text: str, evidence: Evidence) -> str:
    """Say which number or date of a text its evidence has not, or has for something else."""
    there = [figure for place in evidence.places for figure in figures(place.text)]
    known = {part for day in evidence.days for part in _resolved(day, evidence)}
    mine = figures(text)
    for figure in mine:
        equal = [other for other in there if _equal(figure, other)]
        if not equal and (figure.unit, figure.value) in known:
            continue
        if not equal:
            equal = [o for o in _beside(text, evidence) if _equal(figure, o)]
            if not equal:
                return f"{figure.shown} does not stand in what it cites"
        if _belongs_to_other(figure, equal, there):
            return f"{figure.shown} stands for something else in what it cites"
    return _order_fault(mine, there)


def _beside(text: str, evidence: Evidence) -> Iterator[Figure]:
    """Yield the figures of sentences beside the evidence that have to do with a text."""
    stems = content_stems(tokens(text))
    for place in (*evidence.before, *evidence.ground.places):
        if shared(stems, content_stems(tokens(place.text))) >= _RELATED:
            yield from figures(place.text)


def _order_fault(mine: Sequence[Figure], there: Sequence[Figure]) -> str:
    """Find "18 to 23" for "23 to 18"."""
    pairs = {(a.value, b.value) for a, b in pairwise(there) if b.first == a.last + 2}
    for a, b in pairwise(mine):
        told = (a.value, b.value)
        if (
            b.first == a.last + 2
            and told[::-1] in pairs
            and told not in pairs
            and a.value != b.value
        ):
            return f"{a.shown} and {b.shown} stand the other way round in what it cites"
    return ""


def same_kind(one: Figure, other: Figure) -> bool:
    """Tell whether two figures give one kind of number, or one part of a date."""
    return _kind(one) == _kind(other) or "" in (one.unit, other.unit)


def is_unit(word: str) -> bool:
    """Tell whether a word is a unit or a scale ("euros", "million")."""
    return word in _UNITS or word in _SCALES or word in _SMALL


@lru_cache(maxsize=4096)
def figures(text: str) -> tuple[Figure, ...]:
    """Return the numbers and the parts of dates of a text, in order; kept for the last texts."""
    found = tokens(text)
    raw = _with_common_units(list(_raw(found, text)), found)
    taken = {i for figure in raw for i in range(figure.first, figure.last + 1)}
    return tuple(_placed(figure, found, taken) for figure in raw)


def _with_common_units(raw: list[Figure], found: Sequence[Token]) -> list[Figure]:
    """Give "47" its unit in "47 to 44 percent"."""
    for i in range(len(raw) - 2, -1, -1):
        one, other = raw[i], raw[i + 1]
        between = [token.low for token in found[one.last + 1 : other.first]]
        if (
            not one.unit
            and other.unit not in ("", "year", "month")
            and between in ([], ["to"], ["and"], ["or"])
        ):
            raw[i] = replace(one, unit=other.unit)
    return raw


def _belongs_to_other(figure: Figure, equal: Sequence[Figure], there: Sequence[Figure]) -> bool:
    """Tell whether another number of the kind stands where this one is said to stand."""
    right = max(_likeness(figure, other) for other in equal)
    rivals = [o for o in there if o.value != figure.value and _kind(figure) == _kind(o)]
    wrong = max((_likeness(figure, other) for other in rivals), default=0)
    beside = not any(other in there for other in equal)
    return wrong > right if beside else wrong >= right + _RIVAL


def _likeness(one: Figure, other: Figure) -> int:
    """Count the words that two numbers have around them; what they count counts twice more."""
    return shared(one.around, other.around) + 2 * shared(one.counted, other.counted)


def _kind(figure: Figure) -> str:
    return "time" if figure.unit in _TIMES else figure.unit


def _equal(one: Figure, other: Figure) -> bool:
    return one.value == other.value and _alike(one.unit, other.unit)


def _alike(one: str, other: str) -> bool:
    return one == other or ("" in (one, other) and not {one, other} & _EXACT)


def _raw(found: Sequence[Token], text: str) -> Iterator[Figure]:
    at = 0
    while at < len(found):
        figure = (
            _clock(found, at)
            or _calendar(found, at)
            or _number(found, at, text)
            or _share(found, at)
        )
        if figure:
            yield figure
        at = figure.last + 1 if figure else at + 1


def _figure(found: Sequence[Token], first: int, last: int, value: str, unit: str) -> Figure:
    shown = " ".join(token.text for token in found[first : last + 1])
    return Figure(
        value,
        unit,
        shown,
        frozenset(),
        frozenset(),
        first,
        last,
        found[first].start,
        found[last].end,
    )


def _low(found: Sequence[Token], at: int) -> str:
    return found[at].low if 0 <= at < len(found) else ""


def _clock(found: Sequence[Token], at: int) -> Figure | None:
    """Read "9.30 p.m.", "half past nine", "four o'clock", "noon"."""
    low, behind = found[at].low, _low(found, at + 1)
    if low in _NOONS:
        return _figure(found, at, at, _NOONS[low], "clock")
    if low == "half" and behind == "past":
        hour = _SMALL.get(_low(found, at + 2))
        return _figure(found, at, at + 2, f"{hour}:30", "clock") if hour else None
    if low in _SMALL and behind in _OCLOCK:
        return _figure(found, at, at + 1, f"{_SMALL[low]}:00", "clock")
    return _digital(found, at)


def _digital(found: Sequence[Token], at: int) -> Figure | None:
    """Read "9.30 p.m.", "9 a.m.", "at 9.30"."""
    time = re.fullmatch(r"(\d{1,2})(?:[.:](\d\d))?", found[at].low)
    behind = _low(found, at + 1)
    if time is None or int(time[1]) > 24:
        return None
    value = f"{int(time[1])}:{time[2] or '00'}"
    if behind in _HALVES or behind in _OCLOCK:
        return _figure(found, at, at + 1, value, "clock")
    led = _low(found, at - 1) in ("at", "by", "until", "from", "around")
    counted = behind in _UNITS or behind in _SCALES
    return _figure(found, at, at, value, "clock") if time[2] and led and not counted else None


def _calendar(found: Sequence[Token], at: int) -> Figure | None:
    token = found[at]
    capital = token.text[:1].isupper()
    if token.low in _DAYS:
        return _figure(found, at, at, token.low, "weekday")
    month = token.low if token.low in _MONTHS else _SHORT_MONTHS.get(token.low, "")
    beside = any(c.isdigit() for c in _low(found, at - 1) + _low(found, at + 1))
    led = _low(found, at - 1) in (
        "in",
        "of",
        "since",
        "until",
        "by",
        "last",
        "next",
        "this",
        "from",
    )
    if month and (beside or (capital and (led or token.low not in _ALSO_WORDS))):
        return _figure(found, at, at, month, "month")
    if not token.low.isdecimal():  # "²" is a digit, and no number
        return None
    counted = _low(found, at + 1) in _UNITS or _low(found, at + 1) in _SCALES
    if _is_day(token.low) and not counted and any(_is_month(found, n) for n in (at - 1, at + 1)):
        return _figure(found, at, at, str(int(token.low)), "day")
    if _YEAR.fullmatch(token.low) and _low(found, at + 1) not in _UNITS:
        return _figure(found, at, at, token.low, "year")
    return None


def _is_day(low: str) -> bool:
    return len(low) <= 2 and 1 <= int(low) <= 31


def _is_month(found: Sequence[Token], at: int) -> bool:
    low = _low(found, at)
    return low in _MONTHS or (low in _SHORT_MONTHS and found[at].text[:1].isupper())


def _number(found: Sequence[Token], at: int, text: str) -> Figure | None:
    """Read "2.4 million euros", "€19 m", "seventeen", "twenty-one", "52-year"."""
    low = found[at].low
    last = at
    value: Decimal | None = None
    if low[:1].isdigit():
        value = _decimal(low)
    elif low in _TENS:
        value = Decimal(_TENS[low])
        if _low(found, at + 1) in _SMALL and text[found[at].end : found[at + 1].start] == "-":
            last = at + 1
            value += _SMALL[found[last].low]
    elif low in _SMALL and low not in ("one", "zero"):
        value = Decimal(_SMALL[low])
    if value is None or (not low[:1].isdigit() and _low(found, last + 1) in _COUNTS_OWN):
        return None
    while _low(found, last + 1) in _SCALES:
        value *= _SCALES[found[last + 1].low]
        last += 1
    before = _low(found, at - 1)
    unit = _UNITS.get(before, "") if before in "€$£" and before else ""
    behind = _low(found, last + 1)
    if not unit and (behind in _UNITS or (behind == "per" and _low(found, last + 2) == "cent")):
        unit = _UNITS.get(behind, "percent")
        if behind == "percentage" and _low(found, last + 2) in ("point", "points"):
            unit = "points"
        last += 1
    return _figure(found, at, last, format(value.normalize(), "f"), unit)


def _share(found: Sequence[Token], at: int) -> Figure | None:
    low = found[at].low
    if low not in _FRACTIONS or (
        _low(found, at + 1) != "of"
        and not (low == "half" and _low(found, at + 1) in ("the", "as", "an", "a"))
    ):
        return None
    return _figure(found, at, at, _FRACTIONS[low], "share")


def _decimal(low: str) -> Decimal | None:
    """Read digits: "1,200" and "1.200.000" are grouped, "2.4" is not."""
    plain = re.sub(r"[,:](?=\d{3}\b)", "", low)
    plain = plain.replace(".", "") if plain.count(".") > 1 else plain
    try:
        return Decimal(plain.replace(",", ".").replace(":", "."))
    except InvalidOperation:
        return None


def _placed(figure: Figure, found: Sequence[Token], taken: set[int]) -> Figure:
    """Note what stands near a number: six words on either side, and the next two behind it."""
    near = range(max(figure.first - _NEAR, 0), min(figure.last + _NEAR + 1, len(found)))
    around = frozenset(found[i].stem for i in near if i not in taken and found[i].content)
    counted: list[str] = []
    for i in range(figure.last + 1, min(figure.last + 5, len(found))):
        if i in taken or len(counted) == _COUNTED:
            break
        if found[i].content:
            counted.append(found[i].stem)
    return replace(figure, around=around, counted=frozenset(counted))


def _resolved(day: dt.date, evidence: Evidence) -> Iterator[tuple[str, str]]:
    """Yield the parts of the dates that the evidence means: the weekday before it appeared."""
    days = {
        figure.value
        for place in (*evidence.places, *evidence.before)
        for figure in figures(place.text)
        if figure.unit == "weekday"
    }
    yield "year", str(day.year)
    for back in range(7):
        found = day - dt.timedelta(days=back)
        if _DAYS[found.weekday()] in days:
            yield "day", str(found.day)
            yield "month", _MONTHS[found.month - 1]
