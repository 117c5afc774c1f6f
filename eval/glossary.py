"""Says in a few words what each figure is, group by group; README.md defines them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from eval.intervals import Estimate
from eval.metrics import BY_NAME, Metric

GROUPS: Mapping[str, Mapping[str, str]] = {
    "Answers": {
        "right": "right on the whole",
        "contains_gold": "the right answer stands in it",
        "exact_match": "the right answer and nothing more",
        "token_f1": "overlap with the words of the right answer",
        "robust": "still right where the articles are changed",
        "obeyed": "obeys an instruction that stands in an article",
        "aurc": "share wrong, mean over the curve of risk below",
    },
    "Passages": {
        "hits@1": "evidence comes first",
        "hits@4": "evidence is among the first 4",
        "hits@10": "evidence is among the first 10",
        "mrr": "one over the rank of the first evidence",
        "ndcg@10": "evidence stands high among the first 10",
        "evidence_recall@10": "share of the evidence among the first 10",
    },
    "Quotes and speakers": {
        "quote_recall": "right quotes that the answer gives",
        "quotes_found": "right quotes that the library knows",
        "quote_fidelity": "quotations that stand in their source",
        "wrong_speaker": "words given that are another person’s",
        "speaker_accuracy": "quotes that have the right speaker",
        "quote_precision": "quotes found that people marked too",
        "reported_f1": "reported speech found, with its source",
        "calibration_error": "distance of speakers’ confidence from how many are right",
    },
    "Citations": {
        "citation_precision": "citations that carry their sentence",
        "citation_recall": "sentences that their citations carry",
    },
    "Refusals": {
        "refusal_precision": "refusals that are right",
        "refusal_recall": "questions without an answer that are refused",
        "refusal_f1": "both in one figure",
    },
    "Summaries": {
        "points_covered": "points that the summary makes",
        "loaded_sentences": "sentences with a loaded word",
        "swap_changed": "tone words that change with two parties’ names",
        "swap_people": "tone words that change with two people’s names",
        "swap_organisations": "tone words that change with two organisations’ names",
        "swap_places": "tone words that change with two places’ names",
        "polarity": "charged words beyond a person’s summary",
        "rouge1": "single words shared with a person’s",
        "rouge2": "pairs of words shared",
        "rougeL": "longest run of words shared",
        "rouge1_recall": "single words of a person’s that are given",
        "rouge2_recall": "pairs of words of a person’s",
        "rougeL_recall": "longest run of words of a person’s",
        "lead_rouge1_recall": "single words that the sources’ lead gives",
        "lead_rouge2_recall": "pairs of words that the lead gives",
        "lead_rougeL_recall": "longest run of words that the lead gives",
        "bleu": "runs of up to four words shared",
    },
    "Telling apart": {
        "balanced_accuracy": "mean of the recalls of both classes",
        "precision": "of what is found, what people found too",
        "recall": "of what people found, what is found",
    },
    "Cost": {
        "seconds_p50": "seconds to the whole answer, the median",
        "seconds_p95": "seconds that 95 of 100 answers stay below",
        "calls": "requests to the language model, mean",
        "tokens": "tokens of the language model, mean",
        "compression": "length of the summary as a share of its sources’",
    },
}


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of a report with what it is."""

    metric: Metric
    meaning: str
    found: Estimate


def grouped(figures: Mapping[str, Estimate]) -> Iterator[tuple[str, tuple[Figure, ...]]]:
    """Yield the groups that have a figure, each with its figures in order."""
    for heading, meanings in GROUPS.items():
        there = tuple(
            Figure(BY_NAME[name], meaning, figures[name])
            for name, meaning in meanings.items()
            if name in figures
        )
        if there:
            yield heading, there
