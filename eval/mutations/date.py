"""Changes the date that answers when something is, in the evidence's articles and in the gold."""

import re
from collections.abc import Sequence
from random import Random

from eval.cases import EvalCase
from eval.mutations.calendar import DATE, MONTHS, WEEKDAYS
from eval.mutations.edits import rewritten, whole
from eval.mutations.mutant import Mutant, renamed, with_gold
from eval.mutations.places import all_hold, evidence_articles, others, says
from index.article import Draft

KIND = "date"
_ASKS_WHEN = re.compile(
    r"(?i)^(?:and |but )?(?:(?:since|until|till|by) )?"
    r"(?:when\b|(?:in|on) (?:which|what) (?:year|month|day|date)\b)"
)
_PART = re.compile(r"[A-Z][a-z]+|\d+")
_TRIES = 20
_MOST_YEARS = 9


def mutate(case: EvalCase, articles: Sequence[Draft], rng: Random) -> Mutant | None:
    """Change a day, weekday, month or year of the answer wherever the date stands.

    Only where the question asks when, and no other article says so too.
    """
    own = evidence_articles(case, articles)
    if not own or not asks_when(case):
        return None
    found = [m[0] for m in DATE.finditer(case.answer or "")]
    standing = [d for d in found if any(whole(d).search(e.text) for e in case.evidence)]
    if not standing:
        return None
    old = rng.choice(standing)
    pattern = whole(old)
    if says(case, lambda text: bool(pattern.search(text)), others(own, articles)):
        return None
    new = another_date(old, rng, tuple(f"{d.title or ''}\n{d.text}" for d in own))
    if new is None:
        return None
    drafts = tuple(rewritten(draft, pattern, lambda _: new) for draft in own)
    changed = with_gold(case, lambda text: pattern.sub(new, text))
    if not all_hold(changed.evidence, drafts):
        return None
    by_id = {draft.id: draft for draft in drafts if draft.id}
    return Mutant(KIND, case, (renamed(changed, KIND),), by_id, old=old, new=new)


def asks_when(case: EvalCase) -> bool:
    """Tell whether a case asks when something is, by its type or the beginning of its question."""
    return case.type == "when" or bool(_ASKS_WHEN.match(case.question))


def another_date(date: str, rng: Random, texts: Sequence[str]) -> str | None:
    """Return a date of the same form with one part another; None where all tried are in a text."""
    for _ in range(_TRIES):
        part = rng.choice(list(_PART.finditer(date)))
        found = f"{date[: part.start()]}{_other(part[0], rng)}{date[part.end() :]}"
        if found != date and not any(whole(found).search(text) for text in texts):
            return found
    return None


def _other(part: str, rng: Random) -> str:
    if part in WEEKDAYS:
        return rng.choice(WEEKDAYS)
    if part in MONTHS:
        return rng.choice(MONTHS)
    if len(part) == len("2026"):
        return str(int(part) + rng.choice((-1, 1)) * rng.randint(1, _MOST_YEARS))
    return str(rng.randint(1, 28))
