"""Several questions in one: taken apart, and their answers put together."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest

from index.search import Passage
from qa.answer import Answer, Citation, Part, Sentence, Turn
from qa.notices import joined
from qa.spend import Cost
from qa.terms import terms

_MOST = 4  # what has more parts is a list of something
_PASSAGES = 10
_ASKS = r"(?:who|whom|whose|what|when|where|why|how|which)"
_VERB = (
    r"(?:is|are|was|were|did|does|do|has|have|had|will|would|can|could|should|may|might|must"
    r"|[a-z]{2,}(?:ed|s)|said|won|led|got|made|took|paid|lost|gave|told|built|sold|bought)"
)
_NO_VERB = r"(?:it|he|she|they|we|you|i|the|an?|this|that|his|her|its|their)\b"
# A question word that a verb follows asks; before a subject ("and how it was done") it does not.
_BORDER = re.compile(
    rf"[,;]?\s+(?:and|but)\s+(?:also\s+)?(?=(?:(?:by|at|in|for|to|from|with|of|on)\s+)?(?:how\s+(?!{_NO_VERB})\w+"
    rf"|(?:what|which|whose)\s+\w+|{_ASKS})\s+(?:(?!{_NO_VERB})[\w’-]+\s+)?{_VERB}\b)"
    rf"|[,;]?\s+and\s+(?=(?:(?:by|at|in|for|to)\s+)?(?:how\s+(?:many|much)(?:\s+\w+)?|why|when|where)"
    r"\W*$)|[,;]\s+and\s+(?=(?:did|does|is|was|were|are|has|have|will|can)\s)"
    rf"|\s+and\s+(?=(?:where|when|why|how)\s*,\s+and\s+{_ASKS})",
    re.IGNORECASE,
)
_ENDS = re.compile(r"(?<=\?)\s+(?=\S)")
_BEGINS = re.compile(
    rf"\W*(?:(?:and|so|but|also)\s+)?(?:(?:by|at|in|for|to|from|with|of|on)\s+)?(?:{_ASKS}|did|does"
    r"|do|is|was|were|are|has|have|had|will|can|could|should|may)\b",
    re.IGNORECASE,
)
_FIRST = re.compile(
    rf"\W*(?:how\s+(?:many|much)(?:\s+(?P<counted>\w+))?|how\s+\w+(?=\s+(?:is|are|was|were|did|does|do|will))"
    rf"|{_ASKS})\s+(?P<rest>(?:is|are|was|were|did|does|do|has|have|had|will|can|could|should)\s.+)",
    re.IGNORECASE,
)
_INDIRECT = re.compile(rf"\b(?:about|of|on|know|explain|say|tell)\s+{_ASKS}\b", re.IGNORECASE)
_SAYS = r"\W*what\s+(?:did|does|do|has|have)\s+(?:\S+\s+){1,5}?(?:say|said|think|claim)"
_TOPIC = re.compile(rf"{_SAYS}\s+(?P<about>(?:about|on)\s[^?]+?)\W*$", re.IGNORECASE)
_BARE = re.compile(rf"{_SAYS}\W*$", re.IGNORECASE)
_POINTS = re.compile(
    r"(?i)\b(?:he|she|him|her|his|hers|they|them|their|it|its|that|this|those|these|there|so)\b"
)


def questions_in(text: str) -> tuple[str, ...]:
    """Return the questions that a text asks, in order; the text alone where it asks one.

    What is left of a shorter one is taken from the one before: "When did it start, and where?"
    asks "Where did it start?", too.
    """
    found: list[str] = []
    for whole in _ENDS.split(" ".join(text.split())):
        pieces = [whole] if _INDIRECT.search(whole) else _BORDER.split(whole)
        for piece in pieces:
            question = _whole(piece.strip(" ,;?"), found[-1] if found else "")
            question = _on_same(question, found[-1] if found else "")
            if not _BEGINS.match(question):
                return (text,)
            found.append(question)
    says = all(terms(f"· {question}") for question in found)
    return tuple(found) if 1 < len(found) <= _MOST and says else (text,)


def points_back(question: str) -> bool:
    """Tell whether a question can only be understood with the one before it."""
    return bool(_POINTS.search(question))


def _whole(piece: str, before: str) -> str:
    bare = re.sub(r"(?i)^(?:and|but|so|also)\s+", "", piece)
    first = _FIRST.match(before.rstrip("?")) if before and not _has_verb(bare) else None
    if first:
        counted = "" if "how many" in bare.lower() else first["counted"] or ""
        bare = f"{bare} {first['rest']} {counted}".rstrip()
    return f"{bare[:1].upper()}{bare[1:]}?" if bare else ""


def _on_same(question: str, before: str) -> str:
    """Ask for somebody's words on what the words of the one before were asked for about."""
    topic = _TOPIC.match(before)
    return f"{question[:-1]} {topic['about']}?" if topic and _BARE.match(question) else question


def _has_verb(text: str) -> bool:
    """Tell whether a question has more than its question word and what is counted."""
    return not re.fullmatch(
        rf"(?i)(?:(?:by|at|in|for|to|from|with|of|on)\s+)?(?:how\s+\w+(?:\s+\w+)?|{_ASKS})", text
    )


def turn_of(answer: Answer) -> Turn:
    """Return an answered part as a turn, to which the next part may point back."""
    return Turn(
        answer.standalone_question, " ".join(sentence.text for sentence in answer.sentences)
    )


def so_far(
    pieces: Sequence[tuple[Sequence[Sentence], Sequence[Citation]]],
) -> tuple[tuple[Sentence, ...], tuple[Citation, ...]]:
    """Put sentences of several parts together, each once, their citations numbered as one list.

    Args:
        pieces: of each part the sentences and its citations.
    """
    made = _Numbers()
    found = {
        sentence.text: made.taken_over(sentence, citations)
        for own, citations in pieces
        for sentence in own
    }
    return tuple(found.values()), made.citations


def together(question: str, answers: Sequence[Answer], seconds: float) -> Answer:
    """Put the answers of a question's parts together, each with its own sentences or refusal.

    Args:
        question: as the user put it.
        answers: of the parts, in order; the trace of the last one has the steps of all.
        seconds: of all.
    """
    sentences, citations = so_far([(answer.sentences, answer.citations) for answer in answers])
    order = [sentence.text for sentence in sentences]
    parts = tuple(
        Part(
            one.standalone_question,
            one.status,
            one.reason,
            tuple(order.index(sentence.text) for sentence in one.sentences),
        )
        for one in answers
    )
    answered = [answer for answer in answers if answer.status == "answered"]
    reasons = dict.fromkeys(part.reason for part in parts)
    first = (answered or list(answers))[0]
    return replace(
        first,
        question=question,
        standalone_question=" ".join(part.question for part in parts),
        status="answered" if answered else "refused",
        reason=None if answered else joined(*reasons),
        sentences=sentences,
        citations=citations,
        more=sum(answer.more for answer in answers),
        withheld=tuple(item for answer in answers for item in answer.withheld),
        passages=_in_turns(answers),
        model=next((answer.model for answer in answers if answer.model), None),
        prompt=next((answer.prompt for answer in answers if answer.prompt), None),
        seconds=seconds,
        notice=joined(
            *dict.fromkeys(answer.notice for answer in answers), *(reasons if answered else ())
        ),
        confidence=min(answer.confidence for answer in answered or answers),
        cost=_cost([answer.cost for answer in answers if answer.cost]),
        parts=parts,
        trace=answers[-1].trace,
    )


class _Numbers:
    """Numbers the citations of several answers anew, each place once."""

    def __init__(self) -> None:
        self._made: dict[tuple[str, int, int], Citation] = {}

    @property
    def citations(self) -> tuple[Citation, ...]:
        return tuple(self._made.values())

    def taken_over(self, sentence: Sentence, citations: Sequence[Citation]) -> Sentence:
        by_number = {citation.number: citation for citation in citations}
        numbers = tuple(self._number(by_number[number]) for number in sentence.citations)
        return replace(sentence, citations=numbers)

    def _number(self, citation: Citation) -> int:
        place = citation.article_id, citation.start, citation.end
        if place not in self._made:
            self._made[place] = replace(citation, number=len(self._made) + 1)
        return self._made[place].number


def _in_turns(answers: Sequence[Answer]) -> tuple[Passage, ...]:
    """Return the passages of all parts, each part's best ones first."""
    turns = (p for row in zip_longest(*(answer.passages for answer in answers)) for p in row if p)
    return tuple({(p.article_id, p.start): p for p in turns}.values())[:_PASSAGES]


def _cost(costs: Sequence[Cost]) -> Cost | None:
    if not costs:
        return None
    return Cost(
        calls=sum(cost.calls for cost in costs),
        tokens_in=sum(cost.tokens_in for cost in costs),
        tokens_out=sum(cost.tokens_out for cost in costs),
        counted=all(cost.counted for cost in costs),
    )
