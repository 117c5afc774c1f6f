"""Keeps what somebody denied, asked, promised or called possible from being told as a fact."""

from collections.abc import Mapping

from index.article import Quote
from index.marks import masked, pair
from index.status import Status
from qa.check.evidence import Evidence
from qa.check.tokens import content_stems, shared, tokens
from qa.desk import Desk

_LEAST = 0.6  # of the words of what somebody denied; a sentence with fewer tells something else
_FEWEST = 2
# The beginnings of words that say as much as a status.
_KEEPS: Mapping[Status, tuple[str, ...]] = {
    "denied": (
        *("deny", "deni", "dispute", "reject", "dismiss", "refute", "rebut", "not", "no", "never"),
        *("false", "untrue", "wrong", "contest", "accus", "alleg", "claim", "charge"),
    ),
    "asked": (
        *(
            "ask",
            "question",
            "whether",
            "if",
            "request",
            "demand",
            "call",
            "urge",
            "want",
            "wonder",
        ),
        *("should", "seek", "sought", "appeal", "order", "told", "tell", "who", "what", "how"),
        *("invite", "advis", "suggest", "propos", "would", "said", "says", "inquir", "why", "when"),
    ),
    "promised": (
        *("promis", "pledg", "vow", "swear", "swore", "guarant", "commit", "plan", "said"),
        *("says", "say", "accord", "intend", "announc", "assur"),
    ),
    "conditional": (
        *("if", "unless", "provided", "may", "might", "could", "would", "can", "should", "will"),
        *("possib", "condition", "threat", "offer", "call", "said", "says"),
    ),
}
_TOLD = {
    "denied": "denied",
    "asked": "only asked",
    "promised": "only promised",
    "conditional": "only said under a condition",
}


def status_fault(text: str, evidence: Evidence, desk: Desk) -> str:
    """Say that a text tells as a fact what somebody denied, asked, promised or tied to an "if"."""
    stems = content_stems(tokens(text))
    around = [token.low for token in tokens(masked(text, pair(text), " "))]
    for place in evidence.places:
        for quote in desk.quotes_in(place):
            if quote.status != "said" and _tells(stems, quote) and not _keeps(around, quote.status):
                return f"this was {_TOLD[quote.status]} in what it cites"
    return ""


def _tells(stems: set[str], quote: Quote) -> bool:
    told = quote.text.split(", ")[0] if quote.status == "asked" else quote.text
    wanted = content_stems(tokens(told))
    return len(wanted) >= _FEWEST and shared(wanted, stems) >= _LEAST * len(wanted)


def _keeps(around: list[str], status: Status) -> bool:
    """Tell whether the words of a sentence outside of quotations keep a status."""
    if status == "denied" and any(word.endswith(("n’t", "n't")) for word in around):
        return True
    return any(word.startswith(_KEEPS[status]) for word in around)
