"""Keeps a run in a folder, in the four forms in which it is read."""

from collections.abc import Sequence
from pathlib import Path

from eval.html_report import html
from eval.junit_report import junit
from eval.markdown_report import markdown
from eval.report import EvalReport, write_report


def write_all(report: EvalReport, folder: Path, broken: Sequence[str]) -> Path:
    """Keep report.json, report.html, report.md and junit.xml in a folder, made where there is none.

    Each replaces an earlier one at once and whole; report.json, of which the others are made,
    comes first.

    Args:
        report: of the run.
        folder: keeps the four.
        broken: a sentence for each bound of the set that the run breaks.

    Returns:
        The path of report.html.
    """
    write_report(report, folder)
    _keep(markdown(report), folder / "report.md")
    _keep(junit(report, broken), folder / "junit.xml")
    return _keep(html(report), folder / "report.html")


def _keep(text: str, path: Path) -> Path:
    half = path.with_name(f"{path.name}.part")
    half.write_text(text, encoding="utf-8", errors="replace", newline="\n")
    return half.replace(path)
