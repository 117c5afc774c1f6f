import re
from itertools import pairwise
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from eval.intervals import Estimate
from eval.metrics import risk_coverage
from eval.plots import curve_svg, histogram_svg, interval_svg

NUMBERS = st.floats(allow_nan=False, allow_infinity=False, width=32)
SHARES = st.floats(0, 1)


def inside(svg: str) -> ElementTree.Element:
    """Parse a plot and make sure that all that is drawn lies in its box."""
    root = ElementTree.fromstring(svg)
    _, _, width, height = map(float, root.attrib["viewBox"].split())
    for x, y in places(root):
        assert 0 <= x <= width, (x, svg)
        assert 0 <= y <= height, (y, svg)
    return root


def places(root: ElementTree.Element) -> list[tuple[float, float]]:
    found: list[tuple[float, float]] = []
    for element in root.iter():
        told = {
            name: float(v) for name, v in element.attrib.items() if re.fullmatch(r"-?[\d.]+", v)
        }
        match element.tag:
            case "line":
                found += [(told["x1"], told["y1"]), (told["x2"], told["y2"])]
            case "circle":
                radius = told["r"]
                found += [(told["cx"] + d, told["cy"] + d) for d in (-radius, radius)]
            case "rect":
                found += [(told["x"], told["y"])]
                found += [(told["x"] + told["width"], told["y"] + told["height"])]
            case "text":
                found += [(told["x"], told["y"])]
            case "polyline" | "polygon":
                numbers = [pair.split(",") for pair in element.attrib["points"].split()]
                found += [(float(x), float(y)) for x, y in numbers]
    return found


@given(NUMBERS, NUMBERS, NUMBERS, st.floats(0.01, 1e6))
def test_an_interval_lies_in_its_box(value: float, low: float, high: float, largest: float) -> None:
    inside(interval_svg(Estimate(value, low, high, 3), largest, "mrr"))


@given(st.lists(st.tuples(SHARES, st.sampled_from((0.0, 1.0)))))
def test_a_curve_lies_in_its_box_and_never_goes_back(answers: list[tuple[float, float]]) -> None:
    root = inside(curve_svg(risk_coverage(answers)))
    drawn = root.find("polyline")
    assert drawn is not None
    across = [float(pair.split(",")[0]) for pair in drawn.attrib["points"].split()]
    assert all(first <= second for first, second in pairwise(across))


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=20), st.floats(0.01, 1e6))
def test_a_histogram_lies_in_its_box(counts: list[int], largest: float) -> None:
    root = inside(histogram_svg(counts, largest, "mrr"))
    assert len(root.findall("rect")) == sum(1 for count in counts if count)


def test_a_dot_stands_where_its_figure_is_on_the_scale() -> None:
    for largest in (1.0, 100.0):
        half = Estimate(largest / 2, largest / 4, largest, 9)
        root = ElementTree.fromstring(interval_svg(half, largest, "bleu"))
        dot, bar = root.find("circle"), root.find("line[@class='bar']")
        assert dot is not None
        assert bar is not None
        assert (dot.attrib["cx"], bar.attrib["x1"], bar.attrib["x2"]) == ("120.0", "63.0", "234.0")


def test_a_screen_reader_gets_the_figures() -> None:
    strip = interval_svg(Estimate(0.5, 0.25, 0.75, 9), 1.0, "a <b>")
    root = ElementTree.fromstring(strip)
    said = "a <b>: 0.500, 95 % interval 0.250 to 0.750, on a scale from 0 to 1"
    assert root.attrib["role"] == "img"
    assert root.attrib["aria-label"] == root.findtext("title") == said
    assert "4 cases: 3 from 0 to 0.5, 1 from 0.5 to 1" in histogram_svg([3, 1], 1.0, "mrr")
    curve = curve_svg([(0.5, 0.0), (1.0, 0.25)])
    assert "Of the surest 20\N{NO-BREAK SPACE}% of the answers, 0\N{NO-BREAK SPACE}%" in curve
    assert "100\N{NO-BREAK SPACE}% of the answers, 25\N{NO-BREAK SPACE}% are wrong." in curve


def test_the_curve_has_steps_so_that_its_area_is_the_figure() -> None:
    root = ElementTree.fromstring(curve_svg([(0.5, 0.0), (1.0, 0.5)]))
    line = root.find("polyline")
    assert line is not None
    assert line.attrib["points"] == "56.0,212.0 266.0,212.0 266.0,32.0 476.0,32.0"


def test_nothing_measured_is_drawn_as_nothing() -> None:
    assert "No answer was given." in curve_svg([])
    assert "of 0 cases: none" in histogram_svg([0, 0], 1.0, "mrr")
