"""Holds the figures of mutations against bounds that a command states."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from eval.errors import SetError
from eval.gates import SLACK
from eval.mutations.kinds import KINDS
from eval.mutations.robustness import Robustness

_GATE = re.compile(r"robust(?:/(?P<kind>[a-z]+))?\s*>=\s*(?P<bound>[01](?:\.\d+)?)")


@dataclass(frozen=True, slots=True)
class Gate:
    """A floor for one kind of mutation; `kind` is None for all of them together."""

    kind: str | None
    bound: float

    @property
    def name(self) -> str:
        """The figure's name, as a gate is written."""
        return f"robust/{self.kind}" if self.kind else "robust"


def read_gate(text: str) -> Gate:
    """Read a bound such as "robust/number>=0.9".

    Raises:
        SetError: it is none, or names no kind.
    """
    found = _GATE.fullmatch(text.strip())
    if found is None or found["kind"] not in {None, *KINDS}:
        raise SetError(
            f"“{text}” is no gate: write robust>=0.9 or robust/KIND>=0.9, with one of "
            f"{', '.join(KINDS)}."
        )
    return Gate(found["kind"], float(found["bound"]))


def broken_gates(gates: Iterable[Gate], found: Robustness) -> tuple[str, ...]:
    """Return a sentence for each gate that is broken; one of which no case counts is, too."""
    sentences = []
    for gate in gates:
        figures = found.figures if gate.kind else found.report.metrics
        figure = figures.get(gate.kind or "robust")
        if figure is None:
            sentences.append(f"{gate.name} was measured on no case; the gate is {gate.bound:g}.")
        elif figure.value < gate.bound - SLACK:
            sentences.append(f"{gate.name} is {figure.value:.3f}, below {gate.bound:g}.")
    return tuple(sentences)
