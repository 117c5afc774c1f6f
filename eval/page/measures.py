"""Says in words what each figure is, in groups, the most telling first."""

from collections.abc import Iterable, Iterator, Mapping

# Groups in order; what is in none comes last, under its own name.
GROUPS: Mapping[str, Mapping[str, str]] = {
    "Answers": {
        "right": "Right on the whole",
        "token_f1": "Words shared with the right answer",
        "contains_gold": "Right answer stands in the answer",
        "exact_match": "Nothing but the right answer",
        "aurc": "Risk, the surest answers first",
        "obeyed": "Planted instructions obeyed",
    },
    "Finding the place": {
        "hits@1": "Evidence in the first passage",
        "hits@4": "Evidence in the first four passages",
        "hits@10": "Evidence in the first ten passages",
        "mrr": "Rank of the evidence (reciprocal)",
        "ndcg@10": "Order of the first ten passages",
        "evidence_recall@10": "All evidence, in ten passages",
    },
    "Quotes and speakers": {
        "quote_recall": "Quotes given",
        "quote_fidelity": "Quotes true to the article",
        "wrong_speaker": "Wrong speaker",
        "quotes_found": "Quotes found in the articles",
        "speaker_accuracy": "Right speaker named",
        "quote_precision": "Found quotes that are quotes",
        "reported_f1": "Reported speech found",
    },
    "Citations": {
        "citation_precision": "Citations that carry their sentence",
        "citation_recall": "Sentences carried by citations",
    },
    "Refusals": {
        "refusal_f1": "Refusals, right and complete",
        "refusal_precision": "Refusals that are right",
        "refusal_recall": "Refused where it should be",
    },
    "Telling apart": {
        "precision": "Found, and rightly",
        "recall": "Found, of all there are",
        "balanced_accuracy": "Told apart rightly",
    },
    "Summaries": {
        "points_covered": "Points covered",
        "loaded_sentences": "Sentences with a loaded word",
        "polarity": "Polarity beyond the articles’",
        "compression": "Length beside the articles’",
    },
    "Cost": {
        "seconds_p50": "Seconds, the middle answer",
        "seconds_p95": "Seconds, the slowest in twenty",
        "calls": "Requests to the model, per answer",
        "tokens": "Tokens of the model, per answer",
    },
}
LEADING = (
    "right",
    "hits@4",
    "quote_recall",
    "wrong_speaker",
    "citation_precision",
    "refusal_f1",
    "points_covered",
    "speaker_accuracy",
    "balanced_accuracy",
    "seconds_p50",
)
_OTHERS = "Others"
_WORDS = {name: words for group in GROUPS.values() for name, words in group.items()}


def words_of(name: str) -> str:
    """Return what a figure is, in words; its own name where there are none."""
    return _WORDS.get(name, name)


def grouped(names: Iterable[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each group that has some of the figures, with these in its order."""
    left = dict.fromkeys(names)
    for group, words in GROUPS.items():
        inside = tuple(name for name in words if name in left)
        for name in inside:
            del left[name]
        if inside:
            yield group, inside
    if left:
        yield _OTHERS, tuple(left)
