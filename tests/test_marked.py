"""Which words of a sentence are the short answer, and where none are sure to be."""

import pytest

from qa.marked import marked
from qa.question import understand


@pytest.mark.parametrize(
    ("asked", "text", "short"),
    [
        (
            "Who wrote Soundings?",
            "She held Soundings, a book on Tarn, written by Ida Lund.",
            "Ida Lund",
        ),
        ("Who repaired the clock?", "Mara Holt repaired the clock in April.", "Mara Holt"),
        ("Who did Lund invite?", "Mara Holt was invited by Lund to the quay.", "Mara Holt"),
        ("Who left the hall?", "Tarn’s envoy to Oresk left the hall when Lund spoke.", None),
        ("Who is Ida Lund?", "Ida Lund ran the Harbour Office of Tarn.", None),
        ("Who came to the fair?", "Various people and Mara Holt were seen at the fair.", None),
        ("To whom did Lund speak?", "Ida Lund spoke at Tarn College.", None),
        ("Where was Lund born?", "Lund was born in Tarn but her parents left.", "Tarn"),
        (
            "Where did Lund speak?",
            "Lund spoke in May at Port D.C.’s Tarn College.",
            "Port D.C.’s Tarn College",
        ),
        ("Where will the ship stand?", "The ship will stand there at the end of May.", None),
        (
            "What percentage of voters say no?",
            "Asked by 1,200 callers, 31 percent of voters said no.",
            "31 percent",
        ),
        ("How many people were hurt?", "The storm hurt 12 people and killed two.", "12"),
    ],
)
def test_the_short_answer_is_who_did_it_and_where(asked: str, text: str, short: str | None) -> None:
    span = marked(understand(asked), text)
    assert (text[slice(*span)] if span else None) == short
