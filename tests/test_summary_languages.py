"""Summaries in a chosen language: which one a text is in, what of a translation is kept."""

import datetime as dt
from collections.abc import Callable, Generator
from threading import Event

import pytest
from fakes import FakeChat

from index.article import Article
from index.parse import parse
from qa.answer import Summary
from qa.chat import Chat, ModelError
from qa.languages import LanguageError, language_named, language_of
from qa.page.following import following
from qa.summary import summarize

STORY = parse(
    Article(
        "a", None, "Echo", dt.date(2026, 3, 4), None,
        "The council of Port Anso voted on Thursday to build a flood wall for €86 million.\n\n"
        "“It is late,” said Noor Lind, the mayor of the town.",
    )
)  # fmt: skip
WRITTEN = [
    "Port Anso’s council voted on Thursday to build a flood wall for €86 million {n:flood wall}.",
    "“It is late,” said Noor Lind {n:Noor Lind}.",
]
COUNCIL = "1. Der Rat von Port Anso stimmte am Donnerstag für eine Flutmauer für 86 Mio. Euro."
LATE = "1. „{2}“, sagte Noor Lind zu der Sache.\n2. Es ist spät"
GERMAN = language_named("de")


def summary(chat: Chat | None) -> Summary:
    return summarize([STORY], chat=chat, clock=lambda: 0.0, language=GERMAN)


def texts(found: Summary) -> list[str]:
    return [sentence.text for section in found.sections for sentence in section.sentences]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The council voted for the wall, and it was late.", "en"),
        ("Der Rat stimmte für die Mauer, und es war spät.", "de"),
        ("Le conseil a voté pour le mur, et il est trop tard.", "fr"),
        ("El consejo votó por la pared, y es tarde para los vecinos.", "es"),
        ("Il consiglio ha votato per il muro, e non è finita.", "it"),
        ("De raad stemde voor de muur, en het was laat.", "nl"),
    ],
)
def test_a_text_tells_its_language_by_its_function_words(text: str, code: str) -> None:
    found = language_of(text)
    assert found is not None
    assert found.code == code


def test_too_few_words_tell_no_language() -> None:
    assert language_of("Port Anso, 1911.") is None


@pytest.mark.parametrize("name", ["de", "de-AT", "German", "deutsch"])
def test_a_language_has_a_code_and_two_names(name: str) -> None:
    assert language_named(name) == GERMAN


def test_an_unknown_language_is_told_with_those_that_are_known() -> None:
    with pytest.raises(LanguageError, match=r"“klingon” is no language .* German \(de\)"):
        language_named("klingon")


def test_another_language_needs_a_model() -> None:
    with pytest.raises(LanguageError, match="A summary in German of an article in English needs"):
        summary(None)
    same = summarize([STORY], chat=None, clock=lambda: 0.0, language=language_named("en"))
    assert same.status == "answered"


def test_quotations_stay_and_their_translation_stands_beside_them() -> None:
    found = summary(FakeChat([*WRITTEN, COUNCIL, LATE]))
    assert texts(found) == [
        "Der Rat von Port Anso stimmte am Donnerstag für eine Flutmauer für 86 Mio. Euro.",
        "“It is late,” [übersetzt: Es ist spät], sagte Noor Lind zu der Sache.",
    ]
    (first, *_), (second, *_) = (section.sentences for section in found.sections)
    assert first.original == (
        "Port Anso’s council voted on Thursday to build a flood wall for €86 million."
    )
    assert (first.support, second.support) == ("checked", "quoted")
    assert "Translated into German by the model" in (found.notice or "")


@pytest.mark.parametrize(
    "wrong",
    [
        "1. The council of Port Anso voted for the wall on Thursday, for 86 million.",  # language
        COUNCIL.replace("86", "90"),
        "1. Der Rat von Port Anso sagte: „Wir bauen für 86 Mio. eine Mauer.“",  # nobody said so
        "Das kann ich nicht übersetzen.",
    ],
)
def test_a_translation_that_is_not_right_is_not_kept(wrong: str) -> None:
    found = summary(FakeChat([*WRITTEN, wrong, LATE]))
    assert texts(found)[0] == WRITTEN[0].partition(" {")[0] + "."
    assert "1 sentence of 2 could not be translated into German" in (found.notice or "")


@pytest.mark.parametrize(
    "wrong", [LATE.replace("„{2}“", "„Es ist spät“"), LATE.replace("Lind", "Linde")]
)
def test_a_quotation_that_is_gone_or_a_name_that_is_changed_is_not_kept(wrong: str) -> None:
    found = summary(FakeChat([*WRITTEN, COUNCIL, wrong]))
    assert texts(found)[1] == "“It is late,” said Noor Lind."


def test_a_model_that_fails_leaves_what_was_written() -> None:
    found = summary(FakeChat([*WRITTEN, ModelError("The endpoint is away.", "unreachable")]))
    assert texts(found)[1] == "“It is late,” said Noor Lind."
    assert "The endpoint is away. What follows was not translated." in (found.notice or "")


def test_a_wrong_language_is_withheld_where_none_was_asked_for() -> None:
    german = "Der Rat stimmte am Donnerstag für eine Flutmauer {n:flood wall}."
    chat = FakeChat([german, german, WRITTEN[1]])
    found = summarize([STORY], chat=chat, clock=lambda: 0.0)
    assert texts(found)[0] == STORY.paragraphs[0].text
    assert [item.text for item in found.withheld] == [german.partition(" {")[0] + "."]


def test_what_it_cost_is_counted() -> None:
    cost = summary(FakeChat([*WRITTEN, COUNCIL, LATE])).cost
    assert cost is not None
    assert (cost.calls, cost.counted) == (4, False)
    assert cost.tokens_in > cost.tokens_out > 0


def test_a_summary_that_nobody_waits_for_is_ended_at_its_next_telling() -> None:
    left, ended = Event(), Event()

    def makes(tell: Callable[[str], None]) -> Summary:
        tell("Writing the first section")
        left.wait(30)
        try:
            tell("Writing the second section")
        except Exception:
            ended.set()
            raise
        raise AssertionError("it goes on")

    steps = following(makes)
    assert next(steps) == "Writing the first section"
    assert isinstance(steps, Generator)
    steps.close()
    left.set()
    assert ended.wait(30)


def test_progress_comes_before_the_summary_and_an_error_is_raised() -> None:
    done = summarize([STORY], chat=None, clock=lambda: 0.0)

    def fails(tell: object) -> Summary:
        raise LanguageError("No.")

    def makes(tell: Callable[[str], None]) -> Summary:
        tell("Writing")
        return done

    assert list(following(makes)) == ["Writing", done]
    with pytest.raises(LanguageError, match="No"):
        list(following(fails))
