"""Draws figures as dots on lines: the dot is the figure, the bar its interval."""

from collections.abc import Sequence
from dataclasses import dataclass

_RADIUS = 5  # pixels
_MARGIN = 2.0  # percent at both ends, so that a dot at an end is whole


@dataclass(frozen=True, slots=True)
class Dot:
    """A row of a plot.

    Attributes:
        label: HTML.
        value: the figure; None for a row that has its words only.
        low: the lower end of its interval.
        high: the upper end.
        said: the figure in words, HTML.
        more: what is said less loudly beside it, HTML.
        bound: a floor or ceiling to be marked; None for none.
    """

    label: str
    value: float | None
    low: float
    high: float
    said: str
    more: str
    bound: float | None = None


def dots_html(rows: Sequence[Dot], caption: str, low: float = 0.0, high: float = 1.0) -> str:
    """Set rows as a table of label, line from `low` to `high`, words."""
    body = "".join(_row(row, low, high) for row in rows)
    head = '<thead><tr><th scope="col">Figure</th><td></td><th scope="col">Value</th></tr></thead>'
    return f'<table class="dots"><caption>{caption}</caption>{head}<tbody>{body}</tbody></table>'


def _row(row: Dot, low: float, high: float) -> str:
    line = "" if row.value is None else _line(row.value, row, low, high)
    return (
        f'<tr><th scope="row" dir="auto">{row.label}</th><td class="line">{line}</td>'
        f'<td class="said">{row.said}<span class="facts">{row.more}</span></td></tr>'
    )


def _line(value: float, row: Dot, low: float, high: float) -> str:
    def at(point: float) -> str:
        share = (min(max(point, low), high) - low) / (high - low) if high > low else 0.5
        return f"{_MARGIN + share * (100 - 2 * _MARGIN):.2f}%"

    marks = [f'<line class="axis" x1="{at(low)}" x2="{at(high)}" y1="50%" y2="50%"/>']
    if low < 0 < high:
        marks.append(f'<line class="zero" x1="{at(0)}" x2="{at(0)}" y1="0" y2="100%"/>')
    if row.bound is not None:
        place = at(row.bound)
        marks.append(f'<line class="bound" x1="{place}" x2="{place}" y1="0" y2="100%"/>')
    marks.append(
        f'<line class="interval" x1="{at(row.low)}" x2="{at(row.high)}" y1="50%" y2="50%"/>'
        f'<circle cx="{at(value)}" cy="50%" r="{_RADIUS}"/>'
    )
    return f'<svg aria-hidden="true" focusable="false">{"".join(marks)}</svg>'
