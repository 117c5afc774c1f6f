"""What a question asks."""

import pytest

from qa.answer import Turn
from qa.question import understand


@pytest.mark.parametrize(
    ("asked", "speaker", "topic"),
    [
        ("What did Blinken say?", "Blinken", ""),
        ("what did blinken say about china", "blinken", "china"),
        ("What has the harbour master said on the crane?", "the harbour master", "the crane"),
        ("What did Lind tell the council?", "Lind", ""),
        ("What was Lind’s reaction to the vote?", "Lind", "the vote"),
        ("How did Lind explain the delay?", "Lind", "the delay"),
        ("quotes by Oskar Brandt about fish", "Oskar Brandt", "fish"),
    ],
)
def test_a_question_for_words_names_speaker_and_topic(asked: str, speaker: str, topic: str) -> None:
    question = understand(asked)
    assert (question.kind, question.speaker, question.topic) == ("said", speaker, topic)


@pytest.mark.parametrize(
    ("asked", "kind"),
    [
        ("How many people were hurt?", "number"),
        ("How much did the bridge cost?", "money"),
        ("When does the strike begin?", "when"),
        ("In which year was it built?", "when"),
        ("Where did they meet?", "where"),
        ("Why did he leave?", "why"),
        ("Which company owns the store?", "who"),
        ("What is a pile?", "other"),
        ("The ferry line opened an office in which Pacific island nation?", "who"),
        ("How much have egg prices increased over the past year?", "number"),
        ("What did the report say about the bridge?", "other"),
    ],
)
def test_a_question_for_a_fact_has_a_kind(asked: str, kind: str) -> None:
    assert understand(asked).kind == kind


def test_what_is_told_before_a_question_counts_less() -> None:
    question = understand("A storm hit the coast of Tarn this week. Which town was flooded?")
    assert question.topic == "Which town was flooded?"
    assert question.context == "A storm hit the coast of Tarn this week."


def test_a_question_may_name_its_article() -> None:
    question = understand("What did Mara Lind say about ice in the article “Quay, again”?")
    assert (question.speaker, question.topic) == ("Mara Lind", "ice")
    assert question.article == "Quay, again"


SAID = Turn("What did Mara Lind say about the quay?", "Mara Lind said it was “safe.” [1]")


@pytest.mark.parametrize(
    ("asked", "standalone"),
    [
        ("and about the crane?", "What did Mara Lind say about the crane?"),
        ("And what did she say about the crane?", "And what did Mara Lind say about the crane?"),
        ("and Brandt?", "What did Brandt say about the quay?"),
        ("What did Oskar Brandt say?", "What did Oskar Brandt say?"),
    ],
)
def test_a_follow_up_takes_up_the_question_before(asked: str, standalone: str) -> None:
    assert understand(asked, [SAID]).text == standalone


def test_a_bare_follow_up_keeps_its_kind_and_the_context() -> None:
    before = Turn("How did the council vote on the wall?", "By 23 to 18. [1]")
    question = understand("when was that?", [before])
    assert (question.kind, question.context) == ("when", "How did the council vote on the wall?")


def test_everything_is_asked_for_with_the_question_itself() -> None:
    question = understand("Show me everything: What did Lind say about fish?")
    assert (question.text, question.wish) == ("What did Lind say about fish?", "all")


def chat(*questions: str) -> str:
    """Return the last question of a conversation as it is understood."""
    *before, last = questions
    return understand(last, [Turn(question, "Somebody said so.") for question in before]).text


@pytest.mark.parametrize(
    ("questions", "standalone"),
    [
        (("What did Lind say?", "no, I meant Brandt"), "What did Brandt say?"),
        (("What did Lind say about ice?", "wht about fish"), "What did Lind say about fish?"),
        (("What did Lind say about ice?", "adn the mayor?"), "What did the mayor say about ice?"),
        (("What did Lind say?", "and the crane?"), "What did Lind say about the crane?"),
        (
            ("What did Lind say about ice?", "and to the union?"),
            "What did Lind say to the union about ice?",
        ),
        (("What did Lind say about ice?", "the same for Brandt"), "What did Brandt say about ice?"),
        (("What did Lind tell the union?", "and Brandt?"), "What did Brandt say to the union?"),
        (("Who owns the quay?", "why?", "when was that?"), "when was that (Who owns the quay?)"),
        (("What did Mara Lind say?", "when was that?", "who is she?"), "who is Mara Lind?"),
        (("What did Mara Lind say?", "Ok, who owns the quay?"), "who owns the quay?"),
        (("What did Lind say?", "what exactly?"), "what exactly (What did Lind say?)"),
    ],
)
def test_a_turn_takes_what_it_needs_from_the_ones_before(
    questions: tuple[str, ...], standalone: str
) -> None:
    assert chat(*questions) == standalone


def test_he_is_who_was_answered_about_and_no_court() -> None:
    turns = [
        Turn("What did Mara Lind say?", "Nothing."),
        Turn("Who left the hall?", "The Court of Appeal said Oskar Brandt left."),
    ]
    assert understand("who is he?", turns).text == "who is Oskar Brandt?"


def test_a_long_conversation_is_understood_as_fast_as_a_short_one() -> None:
    turns = [Turn("What did Mara Lind say about ice?", "She spoke.")]
    turns += [Turn("and about fish?" if n % 2 else "and Brandt?", "He spoke.") for n in range(60)]
    assert understand("and about tar?", turns).text == "What did Brandt say about tar?"
