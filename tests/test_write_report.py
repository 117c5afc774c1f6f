from pathlib import Path
from xml.etree import ElementTree

from eval_examples import report, scored
from report_examples import made

from eval.report import read_report
from eval.write import write_all

NAMES = ["junit.xml", "report.html", "report.json", "report.md"]


def test_a_run_is_kept_in_four_files(tmp_path: Path) -> None:
    folder = tmp_path / "runs" / "today"
    found = report(scored("c1", ("late",), token_f1=0.5))
    assert write_all(found, folder, ["right is 0."]) == folder / "report.html"
    assert sorted(path.name for path in folder.iterdir()) == NAMES
    assert read_report(folder).cases[0].faults == ("late",)
    assert "late" in (folder / "report.md").read_text("utf-8")
    assert "late" in (folder / "report.html").read_text("utf-8")
    root = ElementTree.parse(folder / "junit.xml").getroot()
    assert [suite.attrib["name"] for suite in root] == ["quays", "bounds"]


def test_a_later_run_replaces_an_earlier_one_whole(tmp_path: Path) -> None:
    write_all(report(made("c1", None, "refused wrongly")), tmp_path, ["right is 0."])
    write_all(report(scored("c9", token_f1=1.0)), tmp_path, [])
    assert sorted(path.name for path in tmp_path.iterdir()) == NAMES
    for name in NAMES:
        text = (tmp_path / name).read_text("utf-8")
        assert "c9" in text or name == "report.md"
        assert "refused wrongly" not in text
