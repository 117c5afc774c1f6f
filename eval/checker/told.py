"""A measured check as JSON, and as text for a terminal."""

from collections.abc import Iterator

from eval.checker.measure import Checked
from eval.columns import columns
from eval.intervals import Estimate
from eval.report import figure_to_json

FIGURES = ("caught", "falsely_withheld")
_SHOWN = 3  # of each kind that went wrong
_WIDTH = 150


def checked_to_json(found: Checked) -> dict[str, object]:
    """Return the shares of each kind and all that went wrong."""
    return {
        "caught": figure_to_json(found.caught),
        "falsely_withheld": figure_to_json(found.falsely_withheld),
        "kinds": {
            kind: {"true": found.is_true(kind), **figure_to_json(share)}
            for kind, share in found.kinds.items()
        },
        "wrong": [
            {
                "kind": outcome.trial.kind,
                "text": outcome.trial.text,
                "source": outcome.trial.source,
                "withheld": outcome.withheld,
            }
            for outcome in found.outcomes
            if not outcome.right
        ],
    }


def checked_text(found: Checked) -> str:
    """Return the table of kinds, and the first that went wrong of each."""
    rows = [("kind", "right", "95 % interval", "n", "")]
    for kind, share in found.kinds.items():
        rows.append((kind, *_figures(share), "kept" if found.is_true(kind) else "caught"))
    return "\n".join(
        [
            *columns(rows),
            "",
            f"Untrue sentences caught: {_line(found.caught)}",
            f"True sentences withheld: {_line(found.falsely_withheld)}",
            "",
            *_wrong(found),
        ]
    )


def figures_of(found: Checked) -> dict[str, Estimate]:
    """Return the figures that a gate may bound."""
    return dict(zip(FIGURES, (found.caught, found.falsely_withheld), strict=True))


def _wrong(found: Checked) -> Iterator[str]:
    for kind in found.kinds:
        wrong = [o for o in found.outcomes if o.trial.kind == kind and not o.right]
        for outcome in wrong[:_SHOWN]:
            text = outcome.trial.text
            yield f"  {kind}: {text if len(text) <= _WIDTH else f'{text[:_WIDTH]}…'}"
            if outcome.withheld:
                yield f"    {outcome.withheld}"


def _figures(share: Estimate) -> tuple[str, str, str]:
    return f"{share.value:.3f}", f"{share.low:.3f} to {share.high:.3f}", str(share.n)


def _line(share: Estimate) -> str:
    value, interval, n = _figures(share)
    return f"{value} ({interval}), n = {n}"
