"""Sets a report as JUnit XML, which CI systems read."""

import re
from collections.abc import Iterable, Sequence
from xml.etree import ElementTree

from eval.breakdown import kind_of
from eval.report import EvalReport, ReportCase

# All that XML 1.0 has no place for, not even as a reference.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit(report: EvalReport, broken: Sequence[str]) -> str:
    """Return a report as one suite of its cases and, where bounds are broken, one of these.

    A case that could not be asked is an error, one with a fault a failure, each broken bound a
    failure of the suite "bounds". Times are in seconds. A character that XML forbids is replaced.
    """
    root = ElementTree.Element("testsuites")
    suite = _suite(root, report.set, timestamp=report.started)
    _properties(suite, report)
    for case in report.cases:
        _case(suite, report.set, case)
    if broken:
        _bounds(_suite(root, "bounds"), report.set, broken)
    for element in (*root, root):
        _count(element)
    root.set("name", _clean(report.set))
    ElementTree.indent(root)
    text = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'


def _suite(root: ElementTree.Element, name: str, **attributes: str) -> ElementTree.Element:
    return _element(root, "testsuite", name=name, **attributes)


def _properties(suite: ElementTree.Element, report: EvalReport) -> None:
    settings = report.settings
    told = {
        "model": settings.model or "none",
        "embedder": settings.embedder,
        "version": settings.version,
        "fingerprint": settings.fingerprint,
        "as_of": settings.as_of,
        "seed": str(settings.seed),
    }
    told |= {name: f"{found.value:.6f}" for name, found in report.metrics.items()}
    properties = _element(suite, "properties")
    for name, value in told.items():
        _element(properties, "property", name=name, value=value)


def _case(suite: ElementTree.Element, name: str, case: ReportCase) -> None:
    seconds = case.scores["seconds"].value if "seconds" in case.scores else 0.0
    found = _testcase(suite, f"{name}.{kind_of(case)}", f"{case.id}: {case.question}", seconds)
    if case.error:
        _told(found, "error", (case.error,))
    elif case.faults:
        _told(found, "failure", case.faults)


def _bounds(suite: ElementTree.Element, name: str, broken: Iterable[str]) -> None:
    for sentence in broken:
        _told(_testcase(suite, f"{name}.bounds", sentence, 0.0), "failure", (sentence,))


def _testcase(
    suite: ElementTree.Element, classname: str, name: str, seconds: float
) -> ElementTree.Element:
    return _element(suite, "testcase", classname=classname, name=name, time=f"{seconds:.3f}")


def _told(found: ElementTree.Element, tag: str, reasons: Sequence[str]) -> None:
    told = _element(found, tag, message=reasons[0], type="fault" if tag == "failure" else "asking")
    told.text = _clean("\n".join(reasons))


def _count(element: ElementTree.Element) -> None:
    tests = list(element.iter("testcase"))
    element.set("tests", str(len(tests)))
    element.set("failures", str(len(list(element.iter("failure")))))
    element.set("errors", str(len(list(element.iter("error")))))
    element.set("time", f"{sum(float(test.get('time', '0')) for test in tests):.3f}")


def _element(parent: ElementTree.Element, tag: str, **attributes: str) -> ElementTree.Element:
    clean = {name: _clean(value) for name, value in attributes.items()}
    return ElementTree.SubElement(parent, tag, clean)


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text)
