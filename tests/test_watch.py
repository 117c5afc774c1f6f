"""What is told of a piece of work."""

import datetime as dt
import io
import json

import pytest

from index.errors import LibraryError
from index.page.log import log_to
from index.page.metrics import Metrics
from index.watch import Work, watched


class Clock:
    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        self.seconds += 1.5
        return self.seconds


def test_the_time_and_the_counts_of_a_piece_of_work_are_told_once() -> None:
    told: list[Work] = []
    with watched("ask", "Who?", told.append, Clock()) as notes:
        notes.outcome = "refused"
        notes.counts["passages"] = 3
    [work] = told
    assert (work.kind, work.outcome, work.seconds, work.text) == ("ask", "refused", 1.5, "Who?")
    assert work.counts == {"passages": 3}


def test_two_pieces_of_work_have_two_ids() -> None:
    told: list[Work] = []
    for _ in range(2):
        with watched("ask", "", told.append, Clock()):
            pass
    assert len({work.id for work in told}) == 2


@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        (LibraryError("It is locked."), "failed"),
        (KeyError("a"), "fault"),
        (GeneratorExit(), "left"),
    ],
)
def test_work_that_is_broken_off_tells_how(error: BaseException, outcome: str) -> None:
    told: list[Work] = []
    with pytest.raises(type(error)), watched("ask", "", told.append, Clock()):
        raise error
    assert told[0].outcome == outcome


WORK = Work("a1", "ask", "answered", 0.25, {"search": 0.125}, {"sentences": 2}, "Who is Lind?")
NOW = dt.datetime(2026, 2, 3, 12, 30, tzinfo=dt.timezone(dt.timedelta(hours=2)))


def test_a_line_has_what_users_wrote_only_where_it_is_to() -> None:
    stream = io.StringIO()
    log_to(stream, "counts", lambda: NOW)(WORK)
    log_to(stream, "text", lambda: NOW)(WORK)
    log_to(stream, "off", lambda: NOW)(WORK)
    first, second = map(json.loads, stream.getvalue().splitlines())
    assert first == {
        "time": "2026-02-03T10:30:00.000+00:00",
        "id": "a1",
        "work": "ask",
        "outcome": "answered",
        "seconds": 0.25,
        "stages": {"search": 0.125},
        "counts": {"sentences": 2},
    }
    assert second == {**first, "text": "Who is Lind?"}


def test_metrics_grow_with_the_work_and_know_no_text() -> None:
    metrics = Metrics(lambda: 7)
    metrics.watch(WORK)
    metrics.watch(WORK)
    lines = metrics.text().decode().splitlines()
    assert 'byline_work_seconds_count{outcome="answered",work="ask"} 2.0' in lines
    assert 'byline_work_seconds_sum{outcome="answered",work="ask"} 0.5' in lines
    assert 'byline_stage_seconds_sum{stage="search",work="ask"} 0.25' in lines
    assert 'byline_counts_total{what="sentences",work="ask"} 4.0' in lines
    assert "byline_articles 7.0" in lines
    assert not any("Lind" in line for line in lines)
