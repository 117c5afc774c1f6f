"""The cases that nobody has confirmed as HTML, one after the other."""

from collections.abc import Mapping, Sequence
from html import escape

from eval.cases import Evidence
from eval.page.place import Place, go, go_to_set
from eval.page.shelf import KeptSet
from eval.proposals import Proposal
from index.counted import counted

_LONGEST = 2000  # characters of a question or an answer


def confirming_html(
    one: KeptSet,
    pending: Sequence[Proposal],
    titles: Mapping[str, str],
    place: Place,
    told: str = "",
) -> str:
    """Set the next case to confirm, or say that there is none.

    Args:
        one: the set.
        pending: its unconfirmed cases, in order.
        titles: of its articles, by id.
        place: which of them were put off.
        told: what went wrong with the last one.
    """
    back = (
        '<p class="facts"><button type="button" class="link" id="back-to-set" '
        f"{go_to_set(one.key)}>Back to the set</button></p>"
    )
    head = f'<h1 dir="auto">{escape(one.name)}</h1>{back}'
    if told:
        head += f'<p class="notice" role="alert" dir="auto">{escape(told)}</p>'
    now = [proposal for proposal in pending if proposal.id not in place.later]
    if now:
        return head + _proposal(now[0], titles, len(now), len(pending) - len(now))
    if pending:
        return (
            f'{head}<p class="notice" role="status">That was all but '
            f"{counted(len(pending), 'case')} put off. "
            f'<button type="button" class="link" {go(later=[])}>Look at them now</button></p>'
        )
    return (
        f'{head}<p class="notice" role="status">No case of this set is left to confirm. '
        f'<button type="button" class="link" {go_to_set(one.key)}>Go on to run it</button></p>'
    )


def _proposal(proposal: Proposal, titles: Mapping[str, str], left: int, later: int) -> str:
    put_off = f", {later:,} put off" if later else ""
    refusal = proposal.answer is None and not proposal.quotes
    hint = (
        "Empty: the articles have no answer, and a refusal is right."
        if refusal
        else "In few words. Leave it empty where only the quotes below count."
        if proposal.quotes
        else "In few words. Empty would mean that a refusal is right."
    )
    return (
        f'<section class="proposal" data-case="{escape(proposal.id)}">'
        f'<h2 tabindex="-1" id="proposal-head">Is this case right?</h2>'
        f'<p class="facts">{counted(left, "case")} to look at{put_off}'
        f"{f'. Kind: {escape(proposal.type)}' if proposal.type else ''}</p>"
        f"{_before(proposal)}"
        '<label for="case-question">Question</label>'
        f'<textarea id="case-question" dir="auto" rows="2" maxlength="{_LONGEST}">'
        f"\n{escape(proposal.question)}</textarea>"
        '<label for="case-answer">Right answer</label>'
        f'<textarea id="case-answer" dir="auto" rows="2" maxlength="{_LONGEST}" '
        f'aria-describedby="answer-hint">\n{escape(proposal.answer or "")}</textarea>'
        f'<p class="facts" id="answer-hint">{hint}</p>'
        f"{_quotes(proposal.quotes)}{_evidence(proposal.evidence, titles)}"
        '<p class="acts"><button type="button" class="act first" id="keep-case" data-keep>'
        "Right, keep it</button>"
        '<button type="button" class="act" id="drop-case" data-drop>Wrong, drop it</button>'
        '<button type="button" class="act" id="later-case" data-later>Later</button></p></section>'
    )


def _before(proposal: Proposal) -> str:
    """Set what a person should know: a reader's verdict, the conversation before."""
    note = f'<p class="notice" dir="auto">{escape(proposal.note)}</p>' if proposal.note else ""
    asked = "".join(f'<li dir="auto">{escape(turn.question)}</li>' for turn in proposal.history)
    return note + (f'<h3>Asked before</h3><ul class="places">{asked}</ul>' if asked else "")


def _quotes(quotes: Sequence[str]) -> str:
    items = "".join(f'<li dir="auto"><q>{escape(quote)}</q></li>' for quote in quotes)
    return (
        f'<h3>Quotes that the answer must give</h3><ul class="places">{items}</ul>' if items else ""
    )


def _evidence(evidence: Sequence[Evidence], titles: Mapping[str, str]) -> str:
    items = "".join(
        f'<li><p dir="auto">{escape(item.text)}</p><p class="facts" dir="auto">'
        f"{escape(titles.get(item.article_id, item.article_id) or 'any article')}</p></li>"
        for item in evidence
    )
    return f'<h3>Where it stands</h3><ul class="places">{items}</ul>' if items else ""
