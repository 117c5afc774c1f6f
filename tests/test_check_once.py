"""What a model says twice is kept once, and what it breaks off is not kept."""

from collections.abc import Iterator

import pytest

from index.article import Draft
from index.embed import WordLlamaEmbedder
from index.library import Library
from qa.answer import Sentence, Withheld
from qa.check import Checker
from qa.check.repeated import Repeated
from qa.cite import Citations
from qa.desk import Desk
from qa.terms import Matcher

TEXT = (
    "The work will cost 2.4 million euros and is to last until October.\n\n"
    "Ines Holt, the treasurer, called the sum “hard to find.”"
)


@pytest.fixture(scope="module")
def library(
    tmp_path_factory: pytest.TempPathFactory, embedder: WordLlamaEmbedder
) -> Iterator[Library]:
    with Library.open(tmp_path_factory.mktemp("library"), embedder) as library:
        library.add(Draft("quay", TEXT, id="quay"))
        yield library


def checked(library: Library, *texts: str) -> list[Sentence | Withheld]:
    passages = library.search("work sum Holt", k=5)
    desk = Desk(library.get)
    checker = Checker(passages, desk, Matcher(None), Citations(desk))
    return [checker.check(text, range(1, len(passages) + 1)) for text in texts]


@pytest.mark.parametrize(
    "again",
    [
        "The work will cost 2.4 million euros and will last until October.",
        "The work will cost 2.4 million euros.",
        "The work is to last until October!",
    ],
)
def test_what_was_said_before_is_withheld(library: Library, again: str) -> None:
    first = "The work will cost 2.4 million euros and is to last until October."
    kept, second = checked(library, first, again)
    assert isinstance(kept, Sentence)
    assert isinstance(second, Withheld)
    assert second.why == "it was said before"


@pytest.mark.parametrize(
    ("first", "other"),
    [
        ("Holt paid Reed.", "Reed paid Holt."),
        ("The work will cost 2.4 million euros.", "The work is to last until October."),
        ("The lamp was lit in May.", "The lamp was not lit in May."),
        ("The lamp was lit.", "The lamp was lit in May."),
    ],
)
def test_what_is_new_was_not_said(first: str, other: str) -> None:
    repeated = Repeated()
    repeated.keep(first)
    assert repeated.has(first)
    assert not repeated.has(other)


def test_a_sentence_that_breaks_off_before_a_quotation_is_withheld(library: Library) -> None:
    (broken,) = checked(library, "Ines Holt, the treasurer, called the sum")
    assert isinstance(broken, Withheld)
    assert "breaks off" in broken.why
    (whole,) = checked(library, "Ines Holt, the treasurer, called the sum “hard to find.”")
    assert isinstance(whole, Sentence)
