"""Who said what: direct and reported speech, and whose it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.article import Article, Quote
from index.parse import parse


def quotes(text: str) -> tuple[Quote, ...]:
    return parse(Article("a", None, None, None, None, text)).quotes


def direct(text: str) -> list[tuple[str | None, str]]:
    return [(quote.speaker, quote.text) for quote in quotes(text) if quote.direct]


def reported(text: str) -> list[tuple[str | None, str]]:
    return [(quote.speaker, quote.text) for quote in quotes(text) if not quote.direct]


OPENING = "Tilda Marsh, the harbour master of Anso, met Oskar Brandt on Monday."


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("“It will hold,” said Tilda Marsh.", [("Tilda Marsh", "It will hold,")]),
        ("Tilda Marsh said: “It will hold.”", [("Tilda Marsh", "It will hold.")]),
        (
            "“We will,” said Tilda Marsh, the engineer, “be done by May.”",
            [("Tilda Marsh", "We will,"), ("Tilda Marsh", "be done by May.")],
        ),
        (
            "“It will hold,” Tilda Marsh said. “I built it.”",
            [("Tilda Marsh", "It will hold,"), ("Tilda Marsh", "I built it.")],
        ),
        (
            "The bridge, Tilda Marsh told the Echo, was “safe enough.”",
            [("Tilda Marsh", "safe enough.")],
        ),
        ("“Why?” Brandt asked. Oskar Brandt is the mayor.", [("Oskar Brandt", "Why?")]),
    ],
)
def test_a_quotation_has_the_speaker_beside_it(text: str, found: list[tuple[str, str]]) -> None:
    assert direct(text) == found


def test_a_pronoun_means_the_person_spoken_of() -> None:
    text = "Tilda Marsh runs the port. “It will hold,” she said."
    assert direct(text) == [("Tilda Marsh", "It will hold,")]


def test_she_is_not_the_man_named_last() -> None:
    text = (
        "Margaret Hale and James Poole spoke at the meeting. “It will hold,” said Poole. "
        "“It will not,” she said."
    )
    assert direct(text) == [("James Poole", "It will hold,"), ("Margaret Hale", "It will not,")]


def test_a_role_means_who_bears_it() -> None:
    text = f"{OPENING}\n\n“Park it here,” the harbour master said."
    assert direct(text) == [("Tilda Marsh", "Park it here,")]


def test_a_speaker_behind_an_apposition_is_not_the_place_in_it() -> None:
    text = (
        "It is a country with “massive harbours,” Oskar Brandt, a professor at Anso’s Northern "
        "University, told the paper."
    )
    assert direct(text) == [("Oskar Brandt", "massive harbours,")]


def test_words_over_several_paragraphs_stay_the_speakers() -> None:
    text = (
        "“We hired forty nurses,” Tilda Marsh said. “They came in January.\n\n"
        "“We need more.”\n\nThe opposition disagreed."
    )
    assert [speaker for speaker, _ in direct(text)] == ["Tilda Marsh"] * 3


def test_scare_quotes_titles_and_cross_references_are_no_speech() -> None:
    text = (
        "The so-called “peace ferry” sails again. Her book “The Long Quay Home” sold well. "
        "(See “FERRY SAILS AGAIN, SAYS MARSH” 3 May 2026.)"
    )
    assert direct(text) == []


def test_a_group_is_no_speaker_with_a_name() -> None:
    assert direct("Critics call it a “ghost ship”.") == [(None, "ghost ship")]


def test_single_marks_and_apostrophes_are_told_apart() -> None:
    text = "'I don't think we'll sail,' said Tilda Marsh. The passengers' tickets stay valid."
    assert direct(text) == [("Tilda Marsh", "I don't think we'll sail,")]


def test_german_speech_is_read() -> None:
    text = "„Zu spät“, sagte der Reeder Jan Petersen. „Viel zu spät.“"
    assert direct(text) == [("Jan Petersen", "Zu spät"), ("Jan Petersen", "Viel zu spät.")]


def test_turns_of_an_interview_are_the_interviewees() -> None:
    text = f"{OPENING}\n\nQ: Who pays?\n\nA: The port does. It always has."
    assert direct(text) == [("Tilda Marsh", "The port does. It always has.")]


def test_reported_speech_keeps_its_clause() -> None:
    assert reported("Tilda Marsh said that the quay was safe.") == [
        ("Tilda Marsh", "the quay was safe")
    ]
    assert reported("The quay is safe and dry, Tilda Marsh said on Monday.") == [
        ("Tilda Marsh", "The quay is safe and dry")
    ]
    assert reported("According to Tilda Marsh, the quay is safe.") == [
        ("Tilda Marsh", "the quay is safe")
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Mayor Ada Quill asked: who will pay for it?", [("Ada Quill", "who will pay for it")]),
        ("The harbour master warned: the wall may go.", [(None, "the wall may go")]),
        ("The station <Channel 9> asked: is 3 < 5?", [("Channel 9", "is 3 < 5")]),
        ("Channel 9 reported that the wall is safe.", [("Channel 9", "the wall is safe")]),
    ],
)
def test_a_colon_opens_speech_without_marks(text: str, found: list[tuple[str | None, str]]) -> None:
    assert reported(text) == found


@pytest.mark.parametrize(
    "name", ["The Bank of England", "Dock and Ferry Workers Union", "The Bakers’ Guild"]
)
def test_a_body_is_called_by_all_of_its_name(name: str) -> None:
    [(speaker, text)] = reported(f"{name} said that the wall was safe.")
    assert (str(speaker).replace("The ", ""), text) == (
        name.replace("The ", "").replace("’", ""),
        "the wall was safe",
    )


def test_where_something_was_told_is_no_part_of_it() -> None:
    text = "In a statement, Tilda Marsh said, “It will hold. I built it.”"
    assert [(quote.direct, quote.text) for quote in quotes(text)] == [
        (True, "It will hold. I built it.")
    ]


def test_what_was_not_said_is_no_statement() -> None:
    assert reported("Tilda Marsh did not say that the quay was safe.") == []
    assert reported("The salt might explain the rust on the quay.") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Tilda Marsh told reporters she would sail.", [("Tilda Marsh", "she would sail")]),
        ("Tilda Marsh promised to mend the quay.", [("Tilda Marsh", "to mend the quay")]),
        (
            "Tilda Marsh asked whether the quay was safe.",
            [("Tilda Marsh", "whether the quay was safe")],
        ),
        ("Tilda Marsh called the quay a ruin.", [("Tilda Marsh", "the quay a ruin")]),
        ("Tilda Marsh called for a new quay.", [("Tilda Marsh", "for a new quay")]),
        ("Tilda Marsh wants a new quay.", [("Tilda Marsh", "a new quay")]),
        (
            "Tilda Marsh accused the council of sleeping.",
            [("Tilda Marsh", "the council of sleeping")],
        ),
        ("Critics say the quay is a ruin.", [(None, "the quay is a ruin")]),
        ("A new poll shows the mayor ahead.", [(None, "the mayor ahead")]),
        ("Her claim that the quay was safe fell flat.", [(None, "the quay was safe fell flat")]),
        (
            "The quay is safe and dry, as Tilda Marsh noted.",
            [("Tilda Marsh", "The quay is safe and dry")],
        ),
        (
            "The quay is safe and dry, said Tilda Marsh, the engineer.",
            [("Tilda Marsh", "The quay is safe and dry")],
        ),
        (
            "The quay, Tilda Marsh said, is safe.",
            [("Tilda Marsh", "The quay, Tilda Marsh said, is safe")],
        ),
        (
            "Tilda Marsh praised the crew and warned that the quay was weak.",
            [
                ("Tilda Marsh", "the crew"),
                ("Tilda Marsh", "the quay was weak"),
            ],
        ),
        (
            "The plan was described by Tilda Marsh as a ruin.",
            [("Tilda Marsh", "The plan was described by Tilda Marsh as a ruin")],
        ),
    ],
)
def test_what_is_told_has_its_source(text: str, found: list[tuple[str | None, str]]) -> None:
    assert reported(text) == found


def test_the_source_is_written_with_what_hangs_on_it() -> None:
    (quote,) = quotes("Tilda Marsh, who built the quay, said it was safe.")
    assert (quote.speaker, quote.text) == ("Tilda Marsh", "it was safe")
    (quote,) = quotes("Supporters of Tilda Marsh said the quay was safe.")
    assert (quote.speaker, quote.speaker_as_written) == (None, "Supporters of Tilda Marsh")
    (quote,) = quotes("A spokeswoman for the port, Tilda Marsh, said it was safe.")
    assert quote.speaker == "Tilda Marsh"


def test_who_does_not_think_so_is_not_given_the_opposite() -> None:
    assert reported("Tilda Marsh does not think the quay is safe.") == [
        ("Tilda Marsh", "does not think the quay is safe")
    ]
    assert reported("Tilda Marsh refused to say that the quay was safe.") == []
    assert reported("Tilda Marsh refused to sail.") == [("Tilda Marsh", "to sail")]


def test_nouns_and_names_are_no_verbs_of_saying() -> None:
    assert reported("The united states of the coast reports to the crown.") == []
    assert reported("A website called Quay News went dark.") == []
    assert reported("She has pledged delegates in ten states.") == []


def test_an_unnamed_speaker_is_not_the_person_named_before() -> None:
    text = (
        "James Poole runs the plant.\n\nA former shift leader, who asked not to be named, spoke. "
        "“We opened it,” he said. “Nobody asked us why.”"
    )
    assert direct(text) == [(None, "We opened it,"), (None, "Nobody asked us why.")]


def test_the_place_in_a_role_is_no_speaker() -> None:
    text = "“It will hold,” said the harbour master of Port Ellery, Ingeborg Faas, on Monday."
    assert direct(text) == [("Ingeborg Faas", "It will hold,")]


def test_the_paper_that_passes_words_on_is_via_and_no_speaker() -> None:
    text = (
        "The Harbour Post sent a reporter. Tilda Marsh said the quay was “a ruin,” "
        "according to the paper."
    )
    (quote,) = [quote for quote in quotes(text) if quote.direct]
    assert (quote.speaker, quote.via) == ("Tilda Marsh", "The Harbour Post")


def test_two_people_of_one_name_stay_two() -> None:
    text = (
        "Anna Velling owns the store with her brother, Dario Velling.\n\n"
        "“He did it,” said Anna Velling.\n\n“I did not,” said Dario Velling."
    )
    assert direct(text) == [("Anna Velling", "He did it,"), ("Dario Velling", "I did not,")]


_NEWS = st.lists(
    st.sampled_from(
        "Marsh she who the critics of to that said told called wants accused claim asked by was "
        "not might , . ; — “ ” according to in poll ’s’ ( ) and but Port".split(" ")
    ),
    max_size=40,
).map(" ".join)


@given(st.text(alphabet="Ab .,“”‘’\"'said:\n", max_size=150) | _NEWS)
def test_quotes_are_slices_in_order(text: str) -> None:
    found = quotes(text)
    assert [q.start for q in found] == sorted(q.start for q in found)
    for quote in found:
        assert text[quote.start : quote.end] == quote.text
        assert 0 <= quote.confidence <= 1


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("On the quay on Friday Tilda Marsh was asked of it. “It holds,” she said.", "Tilda Marsh"),
        ("Former Secretary of State Tilda Marsh said it was “safe.”", "Tilda Marsh"),
        ("Democrat Tilda Marsh said it was “safe.”", "Tilda Marsh"),
        ("NASA Administrator Tilda Marsh said it was “safe.”", "Tilda Marsh"),
    ],
)
def test_a_day_and_an_office_are_no_part_of_a_name(text: str, speaker: str) -> None:
    assert [name for name, _ in direct(text)] == [speaker]


def test_who_opens_a_paragraph_is_he_before_who_spoke_last() -> None:
    text = (
        "Tilda Marsh met Oskar Brandt. The order was late, says a spokesman, Oskar Brandt.\n\n"
        "The former master of the quay, Jonas Weir, moved to Anso. “They gave me soup,” he says."
    )
    assert direct(text) == [("Jonas Weir", "They gave me soup,")]


def test_words_behind_a_paragraph_that_introduces_them_are_its_subjects() -> None:
    text = "Tilda Marsh stated:\n\n“The pier is old.\n\n“It must go.”\n\nNobody asked about sand."
    assert direct(text) == [("Tilda Marsh", "The pier is old."), ("Tilda Marsh", "It must go.")]
    assert not any(name == "Nobody" for name, _ in reported(text))


def test_what_a_letter_goes_on_to_say_is_its_writers() -> None:
    text = (
        "Tilda Marsh wrote that she was “proud.”\n\nThe letter goes on to say: “The pier is ours.”"
    )
    assert direct(text)[-1] == ("Tilda Marsh", "The pier is ours.")


def test_she_of_a_paragraph_that_tells_of_her_is_whom_the_article_is_about() -> None:
    text = (
        "Ida “Fathom” Lund, who drew charts, died on Monday.\n\nLund was born in Tarn.\n\n"
        "Lund wanted no medal.\n\n“She taught me,” said the harbour master, Mary Faas.\n\n"
        "In 1966 she married a clerk. She leaves two sons and, she liked to say, “the sea.”"
    )
    assert direct(text)[-1] == ("Ida Lund", "the sea.")


def test_a_word_that_opens_a_sentence_is_nobody() -> None:
    text = (
        "Soon after Tilda Marsh was booed, Jonas Weir wrote: “It is time.”\n\n"
        "Last September, Weir called Marsh a “clown.”"
    )
    assert {name for name, _ in direct(text)} <= {"Jonas Weir", "Tilda Marsh"}
