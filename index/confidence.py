"""How often quotes are right that the rules are so sure of, as measured."""

from bisect import bisect_right

# From this score of the rules on → the share of direct quotes with the right speaker, measured on
# polnear's and GUM's development halves (2,300 quotes whose speaker the gold names).
_MEASURED = (
    (0.0, 0.55),
    (0.65, 0.88),
    (0.7, 0.86),
    (0.75, 0.72),
    (0.8, 0.89),
    (0.85, 0.95),
    (0.9, 0.78),
    (0.91, 0.96),
    (0.96, 0.97),
)
# Of a speaker that was chosen among the candidates: a guess, below all that the rules tell.
GUESSED = 0.5
_FROM = [score for score, _ in _MEASURED]


def measured(score: float) -> float:
    """Return how often a direct quote has the right speaker whose rule scores `score`."""
    return _MEASURED[bisect_right(_FROM, score + 1e-9) - 1][1]
