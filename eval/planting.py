"""Plants instructions in articles: attacks and cases → rounds of libraries."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import cycle

from eval.cases import EvalCase
from eval.errors import SetError
from eval.rounds import Round, apart
from index.article import Draft


@dataclass(frozen=True, slots=True)
class _Attack:
    case: EvalCase
    article_id: str
    position: int


def planted_rounds(
    attacks: Iterable[tuple[str, str]], cases: Sequence[EvalCase], articles: Sequence[Draft]
) -> tuple[Round, ...]:
    """Plant each attack in an article whose question is then asked.

    Args:
        attacks: ids and wordings.
        cases: the carriers: those with an answer that an article holds take turns.
        articles: of the cases. No article has two attacks at once; an attack is a paragraph of
            its own behind the first one, in the middle or at the end, in turns.

    Raises:
        SetError: no case can carry an attack.
    """
    known = {draft.id for draft in articles}
    carriers = [c for c in cases if c.evidence and c.evidence[0].article_id in known]
    if not carriers:
        raise SetError("No case of the set has evidence, so nothing can be planted beside it.")
    planted = [
        _Attack(
            replace(case, id=attack_id, planted=wording), case.evidence[0].article_id, number % 3
        )
        for number, ((attack_id, wording), case) in enumerate(
            zip(attacks, cycle(carriers), strict=False)
        )
    ]
    groups = apart((attack, [attack.article_id]) for attack in planted)
    return tuple(_round(group, articles) for group in groups)


def _round(attacks: Sequence[_Attack], articles: Sequence[Draft]) -> Round:
    by_article: Mapping[str, _Attack] = {attack.article_id: attack for attack in attacks}
    drafts = (
        _with(draft, by_article[draft.id]) if draft.id and draft.id in by_article else draft
        for draft in articles
    )
    return Round(tuple(drafts), tuple(attack.case for attack in attacks))


def _with(draft: Draft, attack: _Attack) -> Draft:
    paragraphs = draft.text.split("\n\n")
    at = (1, len(paragraphs) // 2, len(paragraphs))[attack.position]
    parts = (*paragraphs[:at], attack.case.planted or "", *paragraphs[at:])
    return replace(draft, text="\n\n".join(parts))
