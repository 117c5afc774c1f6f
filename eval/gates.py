"""Holds a run's figures against the bounds that its set states."""

from collections.abc import Iterator, Mapping

from eval.errors import SetError
from eval.intervals import Estimate
from eval.metrics import BY_NAME

# A share of whole cases is not to miss its bound by the last bit of a division.
SLACK = 1e-9


def known(checks: Mapping[str, float]) -> None:
    """Make sure that every check names a metric, before a long run.

    Raises:
        SetError: one doesn't.
    """
    for name in checks:
        if name not in BY_NAME:
            raise SetError(f"[checks] names {name}: give one of {', '.join(BY_NAME)}.")


def broken(checks: Mapping[str, float], figures: Mapping[str, Estimate]) -> tuple[str, ...]:
    """Return a sentence for each bound that is broken, in the order of the set's checks.

    A bound is a floor, or a ceiling for a metric of which less is better. A metric that no case
    was scored on breaks its bound: a check that checks nothing is not passed.
    """
    return tuple(_broken(checks, figures))


def _broken(checks: Mapping[str, float], figures: Mapping[str, Estimate]) -> Iterator[str]:
    for name, bound in checks.items():
        lower, found = BY_NAME[name].lower_is_better, figures.get(name)
        if found is None:
            yield f"{name} was measured on no case; the set asks for {bound:g}."
        elif lower and found.value > bound + SLACK:
            yield f"{name} is {found.value:.3f}, above the set's ceiling of {bound:g}."
        elif not lower and found.value < bound - SLACK:
            yield f"{name} is {found.value:.3f}, below the set's floor of {bound:g}."
