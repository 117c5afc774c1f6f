"""Changes a number that is the answer, in the evidence's articles and in the gold."""

import re
from collections.abc import Collection, Iterable, Sequence
from random import Random

from eval.cases import EvalCase
from eval.mutations.calendar import DATE, TIME_OF_DAY
from eval.mutations.edits import rewritten, whole
from eval.mutations.mutant import Mutant, renamed, with_gold
from eval.mutations.places import all_hold, evidence_articles, others, says
from index.article import Draft

KIND = "number"
_NUMBER = re.compile(r"(?<!\w)(?<!\d[.,:])\d+(?:[.,]\d+)*(?!\d)(?![.,:]\d)")
_NO_AMOUNT = re.compile(rf"{DATE.pattern}|{TIME_OF_DAY}|\d+(?:st|nd|rd|th)\b")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty"
).split()
_TRIES = 50


def mutate(case: EvalCase, articles: Sequence[Draft], rng: Random) -> Mutant | None:
    """Change a number of the answer wherever it stands in the evidence's articles.

    Not where another article says it too, or where an article also writes it as a word.
    """
    own = evidence_articles(case, articles)
    old = answer_number(case, own, rng)
    if old is None or _is_written_out(old, own) or is_said_elsewhere(old, case, own, articles):
        return None
    new = another_number(old, rng, numbers_of(own) | set(amounts(case.answer or "")))
    if new is None:
        return None
    drafts = tuple(with_number(draft, old, new) for draft in own)
    changed = in_case(case, old, new)
    if not all_hold(changed.evidence, drafts):
        return None
    found = {draft.id: draft for draft in drafts if draft.id}
    return Mutant(KIND, case, (renamed(changed, KIND),), found, old=old, new=new)


def amounts(text: str) -> tuple[str, ...]:
    """Return the numbers of a text in digits, in order, without those of dates and times."""
    dates = [match.span() for match in _NO_AMOUNT.finditer(text)]
    return tuple(
        match[0]
        for match in _NUMBER.finditer(text)
        if not any(start < match.end() and match.start() < end for start, end in dates)
    )


def answer_number(case: EvalCase, own: Iterable[Draft], rng: Random) -> str | None:
    """Choose a number of the answer that stands in the evidence, and not in the question."""
    if not any(True for _ in own):
        return None
    known = {number for evidence in case.evidence for number in amounts(evidence.text)}
    asked = set(amounts(case.question))
    found = [n for n in dict.fromkeys(amounts(case.answer or "")) if n in known - asked]
    return rng.choice(found) if found else None


def another_number(number: str, rng: Random, taken: Collection[str]) -> str | None:
    """Return another number of the same format: as many digits, the same points and commas."""
    for _ in range(_TRIES):
        found = "".join(rng.choice("0123456789") if c.isdigit() else c for c in number)
        fits = found[0] != "0" or number[0] == "0"
        # "1" would want a singular, and 2.50 is written 2.5.
        fits = fits and found != "1" and not ("." in found and found[-1] == "0")
        if fits and found not in {number, *taken} and not _YEAR.fullmatch(found):
            return found
    return None


def numbers_of(drafts: Iterable[Draft]) -> set[str]:
    """Return all numbers in the titles and texts of articles."""
    return {n for draft in drafts for n in _NUMBER.findall(f"{draft.title or ''}\n{draft.text}")}


def with_number(draft: Draft, old: str, new: str) -> Draft:
    """Return an article with one number in the place of another, but in dates and times."""
    pattern = _amount_or_date(old)
    return rewritten(draft, pattern, lambda found: new if found == old else found)


def in_case(case: EvalCase, old: str, new: str) -> EvalCase:
    """Return a case with one number in the place of another in all of its gold."""
    pattern = _amount_or_date(old)

    def put(text: str) -> str:
        return pattern.sub(lambda match: new if match[0] == old else match[0], text)

    return with_gold(case, put)


def is_said_elsewhere(
    number: str, case: EvalCase, own: Iterable[Draft], articles: Sequence[Draft]
) -> bool:
    """Tell whether an article that is none of `own` has the number on the same matter."""
    pattern = whole(number)
    return says(case, lambda text: bool(pattern.search(text)), others(own, articles))


def _amount_or_date(number: str) -> re.Pattern[str]:
    """Match a number, or a date or time whole, so that the number in it is passed over."""
    return re.compile(rf"{_NO_AMOUNT.pattern}|{whole(number).pattern}")


def _is_written_out(number: str, drafts: Iterable[Draft]) -> bool:
    if not number.isdigit() or int(number) >= len(_WORDS):
        return False
    word = re.compile(rf"(?i)\b{_WORDS[int(number)]}\b")
    return any(word.search(draft.text) for draft in drafts)
