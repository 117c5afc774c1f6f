"""Draws figures as SVG: numbers → markup that a stylesheet colours and a screen reader can read.

Classes: `track` a scale, `bar` and `dot` what was measured, `line` a curve, `area` what it covers.
"""

from collections.abc import Iterable, Sequence
from html import escape

from eval.intervals import Estimate

_STRIP = (240, 20)  # width, height of a dot with its interval
_STRIP_EDGE = 6.0  # room for half a dot at either end
_DOT = 4.0
_CURVE = (480, 250)
_CURVE_FRAME = (56.0, 32.0, 476.0, 212.0)  # left, top, right, bottom
_HISTOGRAM = (240, 130)
_HISTOGRAM_FRAME = (4.0, 20.0, 236.0, 106.0)
_GAP = 2.0  # between two bars
# The ends that an axis of shares may have, so that its ticks are round.
_ENDS = (0.1, 0.2, 0.5, 1.0)


def interval_svg(found: Estimate, largest: float, name: str) -> str:
    """Draw a figure as a dot on its interval, on a scale from 0 to `largest`.

    What lies beyond the scale is drawn at its end.
    """
    width, height = _STRIP
    middle = height / 2

    def x(value: float) -> float:
        return _STRIP_EDGE + _share(value, largest) * (width - 2 * _STRIP_EDGE)

    ticks = "".join(_line("track", x(at), middle - 3, x(at), middle + 3) for at in (0, largest))
    said = (
        f"{name}: {found.value:.3f}, 95 % interval {found.low:.3f} to {found.high:.3f}, "
        f"on a scale from 0 to {largest:g}"
    )
    return _svg(
        _STRIP,
        "strip",
        said,
        _line("track", x(0), middle, x(largest), middle),
        ticks,
        _line("bar", x(found.low), middle, x(found.high), middle),
        f'<circle class="dot" cx="{x(found.value):.1f}" cy="{middle:.1f}" r="{_DOT:g}"/>',
    )


def curve_svg(points: Sequence[tuple[float, float]]) -> str:
    """Draw a risk-coverage curve of (coverage, risk), both 0..1, in order of coverage.

    It goes in steps, as its area is counted: each answer has the risk after all of its confidence.
    """
    left, top, right, bottom = _CURVE_FRAME
    end = _end(risk for _, risk in points)

    def place(coverage: float, risk: float) -> tuple[float, float]:
        return (
            left + _share(coverage, 1.0) * (right - left),
            bottom - _share(risk, end) * (bottom - top),
        )

    steps: list[tuple[float, float]] = []
    before = 0.0
    for coverage, risk in points:
        steps += [place(before, risk), place(coverage, risk)]
        before = coverage
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in steps)
    ground = f"{left:.1f},{bottom:.1f} {path} {place(before, 0)[0]:.1f},{bottom:.1f}"
    return _svg(
        _CURVE,
        "curve",
        _curve_said(points),
        *(_level(place(0, share * end)[1], _percent(share * end)) for share in (0, 0.5, 1)),
        _mark(left, top - 10, "wrong", "start"),
        _mark(left, bottom + 22, "of the answers", "start"),
        _mark(place(0.5, 0)[0], bottom + 22, _percent(0.5)),
        _mark(right, bottom + 22, _percent(1), "end"),
        f'<polygon class="area" points="{ground}"/>',
        f'<polyline class="line" points="{path}"/>',
    )


def histogram_svg(counts: Sequence[int], largest: float, name: str) -> str:
    """Draw how many cases score in each of the equal parts of a scale from 0 to `largest`."""
    left, top, right, bottom = _HISTOGRAM_FRAME
    step, most = (right - left) / len(counts), max(max(counts), 1)
    bars = []
    for number, count in enumerate(counts):
        height = count / most * (bottom - top)
        x, y = left + number * step + _GAP / 2, bottom - height
        if count:
            bars.append(
                f'<rect class="bar" x="{x:.1f}" y="{y:.1f}" width="{step - _GAP:.1f}" '
                f'height="{height:.1f}"/>'
            )
        if count == most:
            bars.append(_mark(min(max(x + step / 2, left + 10), right - 10), y - 5, str(count)))
    edges = [largest * number / len(counts) for number in range(len(counts) + 1)]
    parts = (
        f"{count} from {low:g} to {high:g}"
        for count, low, high in zip(counts, edges, edges[1:], strict=False)
        if count
    )
    return _svg(
        _HISTOGRAM,
        "histogram",
        f"{name} of {sum(counts)} cases: {', '.join(parts) or 'none'}",
        *bars,
        _line("track", left, bottom, right, bottom),
        _mark(left, bottom + 18, "0", "start"),
        _mark((left + right) / 2, bottom + 18, f"{largest / 2:g}"),
        _mark(right, bottom + 18, f"{largest:g}", "end"),
    )


def _curve_said(points: Sequence[tuple[float, float]]) -> str:
    """Tell the curve at each fifth of the answers."""
    if not points:
        return "No answer was given."
    told = []
    for fifth in range(1, 6):
        risk = next((risk for coverage, risk in points if coverage >= fifth / 5), points[-1][1])
        told.append(
            f"of the surest {_percent(fifth / 5)} of the answers, {_percent(risk)} are wrong"
        )
    said = "; ".join(told)
    return f"{said[0].upper()}{said[1:]}."


def _level(y: float, text: str) -> str:
    left, _, right, _ = _CURVE_FRAME
    return _line("track", left, y, right, y) + _mark(left - 8, y + 4, text, "end")


def _svg(size: tuple[int, int], kind: str, said: str, *parts: str) -> str:
    width, height = size
    return (
        f'<svg class="plot {kind}" viewBox="0 0 {width} {height}" role="img" '
        f'aria-label="{escape(said)}"><title>{escape(said)}</title>{"".join(parts)}</svg>'
    )


def _line(kind: str, x1: float, y1: float, x2: float, y2: float) -> str:
    return f'<line class="{kind}" x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"/>'


def _mark(x: float, y: float, text: str, anchor: str = "middle") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(text)}</text>'


def _percent(share: float) -> str:
    return f"{100 * share:.3g}\N{NO-BREAK SPACE}%"


def _share(value: float, largest: float) -> float:
    return min(max(value / largest, 0.0), 1.0)


def _end(shares: Iterable[float]) -> float:
    most = max(shares, default=0.0)
    return next((end for end in _ENDS if most <= end), _ENDS[-1])
