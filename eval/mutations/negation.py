"""Negates the evidence's sentence, or takes its negation away, by rules that keep it English."""

import re
from collections.abc import Sequence
from dataclasses import replace
from random import Random

from eval.cases import EvalCase, Evidence
from eval.mutations.edits import Edit, edited
from eval.mutations.given import Given, given
from eval.mutations.mutant import Break, Mutant, is_right, renamed
from eval.mutations.places import Span, evidence_articles, others, sentence_of
from eval.report import ReportCase
from eval.support import content_stems
from eval.wording import plain, stands_in
from index.article import Draft

KIND = "negation"
_FLIPPED = {"yes": "No", "no": "Yes"}
_MARKS = re.compile(r"[“”„«»\"‘]")
# What stands before is the main clause's: behind it an auxiliary may be another clause's.
_CLAUSE_END = re.compile(
    r"[,;:–—(?]|\b(?:who|which|that|when|where|while|whether|if|because|after|before|until|as|since"
    r"|whose|although|though|and|but|or|than|how|what|why)\b"
)
_AUXILIARY = re.compile(
    r"\b(?:is|are|was|were|will|would|can|could|should|must|may|might|does|did"
    r"|(?:has|have|had)(?= been\b| [a-z]+ed\b)|do(?= not\b))\b"
)
_CONTRACTED = re.compile(
    r"\b(?:(?P<irregular>can|won|shan)[’']t"
    r"|(?P<regular>is|are|was|were|would|could|should|must|does|do|did|has|have|had)n[’']t)\b"
)
_IRREGULAR = {"can": "can", "won": "will", "shan": "shall"}
_NEGATIVE = re.compile(
    r"(?i)\b(?:not|no|never|none|nobody|nothing|nowhere|neither|nor|cannot|\w+n[’']t|can[’']t)\b"
)


def mutate(case: EvalCase, articles: Sequence[Draft], rng: Random) -> Mutant | None:
    """Negate the one sentence that holds all evidence, wherever it stands.

    Not where it is anybody's quoted words, or stands in another article too.
    """
    own = evidence_articles(case, articles)
    places = _places(case, own)
    if places is None or case.quotes:
        return None
    old = places[0][1].text
    new = negated(old)
    if new is None or any(stands_in(old, draft.text) for draft in others(own, articles)):
        return None
    flips = (case.answer or "").strip(" .").lower() in _FLIPPED
    if flips and not _states(old, case.question):
        return None
    changed = {
        draft.id or "": edited(draft, [Edit(span.start, span.end, negated(span.text) or "")])
        for draft, span in places
    }
    evidence = tuple(Evidence(draft.id or "", negated(s.text) or "") for draft, s in places)
    answer = _FLIPPED[(case.answer or "").strip(" .").lower()] if flips else case.answer
    asked = replace(renamed(case, KIND), evidence=evidence, answer=answer)
    return Mutant(KIND, case, (asked,), changed, old=old, new=new)


def negated(sentence: str) -> str | None:
    """Return a sentence with its main clause negated, or without its negation; None if unsure."""
    end = _CLAUSE_END.search(sentence)
    head = sentence[: end.start()] if end else sentence
    if _MARKS.search(sentence):
        return None
    positive = _without_negation(head)
    if positive is not None:
        rest = sentence[len(head) :]
        return None if _NEGATIVE.search(positive) else positive + rest
    found = _AUXILIARY.search(head)
    if found is None or _NEGATIVE.search(sentence) or sentence.endswith("?"):
        return None
    joined = "not" if found[0] == "can" else " not"
    return f"{sentence[: found.end()]}{joined}{sentence[found.end() :]}"


def holds(mutant: Mutant, asked: Sequence[ReportCase], before: ReportCase) -> Break | None:
    """Expect the negated sentence word for word, never the old one; where gold flips, that too."""
    found = given(asked[0])
    flips = mutant.cases[0].answer != mutant.original.answer
    right = not flips or is_right(asked[0])
    if right and shows(mutant.new, found) and not shows(mutant.old, found):
        return None
    return Break(f"“{mutant.new}”", found.told())


def counts(mutant: Mutant, before: ReportCase) -> bool:
    """Count a case that was right, and right by the sentence that is negated."""
    return is_right(before) and shows(mutant.old, given(before))


def shows(sentence: str, found: Given) -> bool:
    """Tell whether an answer gives a sentence word for word, or cites a place that has it."""
    return any(
        stands_in(sentence, text)
        for said in found.sentences
        for text in (said.text, *(place.text for place in said.places))
    )


def _states(sentence: str, question: str) -> bool:
    """Tell whether the verb behind the sentence's auxiliary is in the question too.

    Only then does "no" turn into "yes" with it: "They were freed without a fine" denies a fine by
    other words.
    """
    found = _AUXILIARY.search(sentence) or _CONTRACTED.search(sentence)
    behind = sentence[found.end() :] if found else ""
    verb = next((stems for word in behind.split() if (stems := content_stems(word))), set())
    return bool(verb) and verb <= content_stems(question)


def _places(case: EvalCase, own: Sequence[Draft]) -> list[tuple[Draft, Span]] | None:
    """Return the sentence of all evidence, in each article; None where it is not one sentence."""
    by_id = {draft.id: draft for draft in own}
    found: dict[str, tuple[Draft, Span]] = {}
    for evidence in case.evidence:
        draft = by_id.get(evidence.article_id)
        span = sentence_of(evidence, draft) if draft else None
        if draft is None or span is None or draft.text.count(span.text) != 1:
            return None
        found.setdefault(evidence.article_id, (draft, span))
    wordings = {plain(span.text) for _, span in found.values()}
    return list(found.values()) if len(wordings) == 1 else None


def _without_negation(head: str) -> str | None:
    contracted = _CONTRACTED.search(head)
    if contracted:
        verb = contracted["regular"] or _IRREGULAR[contracted["irregular"]]
        return f"{head[: contracted.start()]}{verb}{head[contracted.end() :]}"
    cannot = re.search(r"\bcannot\b", head)
    if cannot:
        return f"{head[: cannot.start()]}can{head[cannot.end() :]}"
    found = _AUXILIARY.search(head)
    if found and head[found.end() :].startswith(" not"):
        return head[: found.end()] + head[found.end() + len(" not") :]
    return None
