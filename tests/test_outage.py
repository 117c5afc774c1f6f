from index.errors import VectorsError
from index.outage import Outage

_REFUSED = VectorsError("The server refuses.")
_LATE = VectorsError("The server says nothing.", late=True)


def test_what_came_before_a_mark_is_not_told() -> None:
    outage = Outage(lambda: 0.0)
    outage.note(_REFUSED)
    mark = outage.mark()
    assert outage.since(mark) is None
    outage.note(_REFUSED)
    assert outage.since(mark) == ("Looked for by words alone, not by meaning: The server refuses.")


def test_what_answers_too_late_is_left_alone_for_half_a_minute_and_each_search_tells_it() -> None:
    now = [100.0]
    outage = Outage(lambda: now[0])
    outage.note(_LATE)
    mark = outage.mark()
    now[0] = 129.9
    assert outage.attempt(lambda: "asked", "left alone") == "left alone"
    assert outage.since(mark) == (
        "Looked for by words alone, not by meaning: The server says nothing."
    )
    now[0] = 130.0
    mark = outage.mark()
    assert outage.attempt(lambda: "asked", "left alone") == "asked"
    assert outage.since(mark) is None


def test_what_refuses_at_once_is_asked_again_at_once() -> None:
    outage = Outage(lambda: 100.0)
    outage.note(_LATE)
    outage.note(_REFUSED)
    assert outage.attempt(lambda: "asked", "left alone") == "asked"
