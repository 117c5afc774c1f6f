"""Holds a run's figures against bounds: those of its set, of a command, of an earlier run."""

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass

from eval.compare import Comparison
from eval.errors import SetError
from eval.intervals import Estimate
from eval.metrics import BY_NAME

# A share of whole cases is not to miss its bound by the last bit of a division.
SLACK = 1e-9


_GATE = re.compile(r"\s*(?P<name>[\w@/]+)\s*(?P<sign>>=|<=)\s*(?P<bound>-?\d+(?:\.\d+)?)\s*")
_NO_WORSE = re.compile(r"\s*(?P<name>[\w@]+)\s*(?::\s*(?P<margin>\d+(?:\.\d+)?)\s*)?")


@dataclass(frozen=True, slots=True)
class Gate:
    """A bound on a figure: a floor, or a ceiling."""

    name: str
    floor: bool
    bound: float


@dataclass(frozen=True, slots=True)
class NoWorse:
    """A figure that must not be worse than in an earlier run by more than a margin."""

    name: str
    margin: float


def read_gate(written: str, names: Container[str] = BY_NAME) -> Gate:
    """Read `citation_precision>=0.95` or `wrong_speaker<=0`.

    Args:
        written: as a command was given it.
        names: of the figures that there are.

    Raises:
        SetError: it is no bound, or of no figure.
    """
    match = _GATE.fullmatch(written)
    if match is None:
        raise SetError(f"“{written}” is no gate: write one like citation_precision>=0.95.")
    if match["name"] not in names:
        raise SetError(f"There is no figure {match['name']}: the report shows what there is.")
    return Gate(match["name"], match["sign"] == ">=", float(match["bound"]))


def read_no_worse(written: str) -> NoWorse:
    """Read `refusal_f1:0.02`, or `refusal_f1` for a margin of 0; raises SetError as above."""
    match = _NO_WORSE.fullmatch(written)
    if match is None:
        raise SetError(f"“{written}” names no metric with its margin: write one like mrr:0.02.")
    if match["name"] not in BY_NAME:
        raise SetError(f"There is no figure {match['name']}: the report shows what there is.")
    return NoWorse(match["name"], float(match["margin"] or 0))


def broken_gates(gates: Iterable[Gate], figures: Mapping[str, Estimate]) -> tuple[str, ...]:
    """Return a sentence for each gate that is broken, in order."""
    told = (_of_gate(gate, figures.get(gate.name)) for gate in gates)
    return tuple(sentence for sentence in told if sentence)


def got_worse(wanted: Iterable[NoWorse], found: Comparison) -> tuple[str, ...]:
    """Return a sentence for each figure that got worse by more than its margin, in order."""
    contrasts = {contrast.metric.name: contrast for contrast in found.contrasts}
    told = []
    for item in wanted:
        contrast = contrasts.get(item.name)
        if contrast is None:
            told.append(f"{item.name} was not measured in both runs.")
            continue
        change = contrast.difference.change.value
        loss = change if contrast.metric.lower_is_better else -change
        if loss > item.margin + SLACK:
            first, second = contrast.difference.first, contrast.difference.second
            told.append(
                f"{item.name} went from {first:.3f} to {second:.3f}, worse by {loss:.3f}; "
                f"{item.margin:g} is allowed."
            )
    return tuple(told)


def _of_gate(gate: Gate, found: Estimate | None) -> str | None:
    if found is None:
        return f"{gate.name} was measured on no case."
    if gate.floor and found.value < gate.bound - SLACK:
        return f"{gate.name} is {found.value:.3f}, below the gate of {gate.bound:g}."
    if not gate.floor and found.value > gate.bound + SLACK:
        return f"{gate.name} is {found.value:.3f}, above the gate of {gate.bound:g}."
    return None


def known(checks: Mapping[str, float]) -> None:
    """Make sure that every check names a metric, before a long run.

    Raises:
        SetError: one doesn't.
    """
    for name in checks:
        if name not in BY_NAME:
            raise SetError(f"There is no metric {name}: give one of {', '.join(BY_NAME)}.")


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
