"""Measures how far the words of a sentence, and of each of its clauses, are carried."""

import re
from collections.abc import Iterator, Sequence

from qa.check.evidence import Evidence
from qa.check.figures import is_unit
from qa.terms import Matcher, Term, terms

# Share of a sentence's words that its passages must carry. Found on FaithBench's development half,
# cross-validated by passage; see eval/README.md.
CARRIED = 0.8
_CLAUSE_CARRIED = 0.45
# Of a clause of two words that count one is not enough: "evacuated it to a hospital".
_SHORT, _SHORT_CARRIED = 2, 0.55
# What a model says of the passage itself, which tells nothing of what happened.
_OF_THE_TEXT = frozenset(
    "passage passages text summary mentions describes states discusses".split()
)
_FEWEST = 2  # words that count of a clause
_BORDER = re.compile(
    r"[,;:–—]\s+|\s+(?=(?:and|but|because|although|though|while|after|before|since|until|so that"
    r"|in order to|which|who|whose|when|where|despite|for which)\b)"
)


def words_fault(text: str, evidence: Evidence, matcher: Matcher) -> str:
    """Say that too few of a text's words, or of a clause's, stand in its evidence."""
    if support(text, evidence.ground.text, matcher) < CARRIED:
        return "its words do not stand in what it cites"
    for clause in clauses(text):
        short = len(terms(f"· {clause}")) <= _SHORT
        least = _SHORT_CARRIED if short else _CLAUSE_CARRIED
        if clause_support(clause, evidence, matcher) < least:
            return f"“{clause}” does not stand in what it cites"
    return ""


def support(text: str, source: str, matcher: Matcher) -> float:
    """Return 0..1, the weighted share of a text's words that a source has.

    Numbers and their units count as found: they are looked at one by one, in whatever form they
    are written.
    """
    return _share(terms(text), [source], matcher)


def _share(wanted: Sequence[Term], sources: Sequence[str], matcher: Matcher) -> float:
    wanted = [term for term in wanted if term.word not in _OF_THE_TEXT]
    told = [term for term in wanted if not _is_number(term)]
    numbers = sum(term.weight for term in wanted if _is_number(term))
    total = numbers + sum(term.weight for term in told)
    if not total:
        return 1.0
    carried = matcher.coverage(told, [(source, 1.0) for source in sources]) if told else 0.0
    return (carried * (total - numbers) + numbers) / total


def _is_number(term: Term) -> bool:
    return term.word[0].isdigit() or is_unit(term.word)


def clauses(text: str) -> Iterator[str]:
    """Yield the clauses of a sentence that say something by themselves."""
    parts = [part.strip(" ,.;:–—") for part in _BORDER.split(text)]
    if len(parts) < 2:
        return
    for part in parts:
        if sum(not _is_number(term) for term in terms(f"· {part}")) >= _FEWEST:
            yield part


def clause_support(clause: str, evidence: Evidence, matcher: Matcher) -> float:
    """Return 0..1, how far one sentence of the ground and its neighbour carry a clause."""
    wanted = terms(f"· {clause}")
    texts = [place.text for place in evidence.ground.places]
    windows = (texts[i : i + 2] for i in range(len(texts)))
    return max((_share(wanted, window, matcher) for window in windows), default=0.0)
