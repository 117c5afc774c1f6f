from xml.etree import ElementTree

import pytest
from eval_examples import report, scored
from report_examples import CASES, SCRIPT, tricky

from eval.junit_report import junit
from eval.report import ReportCase

BROKEN = ("right is 0.400, below the set's floor of 0.6.", "calls is 9.000, above <2>.")


def parsed(text: str) -> ElementTree.Element:
    return ElementTree.fromstring(text.encode("utf-8"))


def test_every_case_is_a_test_and_ends_as_it_ended() -> None:
    suite = parsed(junit(tricky(), ()))[0]
    tests = {test.attrib["name"].split(":")[0]: test for test in suite.findall("testcase")}
    assert list(tests) == [case.id for case in CASES]
    ends = {name: [child.tag for child in test] for name, test in tests.items()}
    assert ends.pop("markup") == ["failure"]
    assert ends.pop("late") == ["error"]
    assert not any(ends.values())
    assert tests["fine"].attrib["time"] == "0.250"
    assert tests["fine"].attrib["classname"] == "quays <b>.number"


def test_a_failure_tells_every_fault() -> None:
    failure = parsed(junit(tricky(), ())).find(".//failure")
    assert failure is not None
    assert failure.attrib["message"] == f"its citations do not carry: {SCRIPT}"
    assert failure.text == f"its citations do not carry: {SCRIPT}\nquote missed: “a | b”"


def test_broken_bounds_are_failing_tests_of_a_suite_of_their_own() -> None:
    root = parsed(junit(tricky(), BROKEN))
    assert [suite.attrib["name"] for suite in root] == ["quays <b>", "bounds"]
    assert [failure.text for failure in root[1].iter("failure")] == list(BROKEN)
    assert (root[1].attrib["tests"], root[1].attrib["failures"]) == ("2", "2")


def test_the_counts_and_times_add_up() -> None:
    root = parsed(junit(tricky(), BROKEN))
    assert {name: root.attrib[name] for name in ("tests", "failures", "errors", "time")} == {
        "tests": "8",
        "failures": "3",
        "errors": "1",
        "time": "0.750",
    }
    assert (root[0].attrib["tests"], root[0].attrib["failures"]) == ("6", "1")


def test_a_run_within_its_bounds_has_one_suite() -> None:
    assert [suite.attrib["name"] for suite in parsed(junit(report(scored("c1")), ()))] == ["quays"]


@pytest.mark.parametrize("code", [0x0, 0x8, 0xB, 0x1B, 0xD800, 0xDFFF, 0xFFFE, 0xFFFF])
def test_a_character_that_xml_forbids_is_replaced(code: int) -> None:
    fault = f"a{chr(code)}b"
    case = ReportCase(fault, fault, None, faults=(fault,), type=fault)
    text = junit(report(case, name=fault), (fault,))
    failures = parsed(text).findall(".//failure")
    assert [failure.text for failure in failures] == ["a\N{REPLACEMENT CHARACTER}b"] * 2


@pytest.mark.parametrize("text", ["a\tb", "]]>", "&amp;", "é 𝄞 א", "“<>”"])
def test_other_text_comes_back_as_it_was(text: str) -> None:
    failure = parsed(junit(report(scored("c", (text,))), ())).find(".//failure")
    assert failure is not None
    assert (failure.text, failure.attrib["message"]) == (text, text)
