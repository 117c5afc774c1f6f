import pytest

from eval.speakers import asked_person, same_person


@pytest.mark.parametrize(
    ("question", "person"),
    [
        ("What did Blinken say about Brazil?", "Blinken"),
        ("what did Xi Jinping say?", "Xi Jinping"),
        ("And what has Mayor Noor Halvorsen said of the wall?", "Mayor Noor Halvorsen"),
        ("What did L. Ron Hubbard say?", "L. Ron Hubbard"),
        ("What did Ida Lund call the sum?", "Ida Lund"),
        ("What did Waltershausen tell the boy who asked?", "Waltershausen"),
    ],
)
def test_the_person_asked_about_is_read_from_the_question(question: str, person: str) -> None:
    assert asked_person(question) == person


@pytest.mark.parametrize(
    "question",
    [
        "How many piles does the quay need?",
        "What did she say about the crane?",
        "What do Western countries call the initiative?",
        "What did Xi and Putin say?",
        "What did Blinken do?",
        "What did the minister say?",
    ],
)
def test_a_question_that_names_no_one_speaker_asks_for_none(question: str) -> None:
    assert asked_person(question) is None


@pytest.mark.parametrize(
    ("asked", "speaker"),
    [
        ("Xi", "Xi Jinping"),
        ("Russian President Putin", "Vladimir Putin"),
        ("US Secretary of State Antony Blinken", "Antony Blinken"),
        ("Dr Brekke", "Sunniva Brekke"),
        ("J. Weir", "Jonas Weir"),
        ("Ursula von der Leyen", "von der Leyen"),
        ("Ruben Tjader", "Ruben Tjäder"),
        ("Lund’s", "Ida Lund"),
    ],
)
def test_two_forms_of_one_name_are_one_person(asked: str, speaker: str) -> None:
    assert same_person(asked, speaker)
    assert same_person(speaker, asked)


@pytest.mark.parametrize(
    ("asked", "speaker"),
    [
        ("Petra Velling", "Dario Velling"),
        ("Xi", "Vladimir Putin"),
        ("K. Weir", "Jonas Weir"),
        ("the minister", "the minister"),
    ],
)
def test_two_people_are_not_one(asked: str, speaker: str) -> None:
    assert not same_person(asked, speaker)
