"""What an article leaves open, or says of another number, day or subject, is not told as a fact."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.article import Draft
from index.embed import WordLlamaEmbedder
from index.library import Library
from qa.answer import Sentence
from qa.check import Checker
from qa.cite import Citations
from qa.desk import Desk
from qa.terms import Matcher

TEXT = (
    "It is unclear whether the old lighthouse had a licence. If the wind drops, the lifeboat will "
    "leave for Tarn at noon. The council has vowed to repaint the pier.\n\n"
    "The keeper, Odile Brack, said the lamp was broken. Jonas Reed repaired the clock in "
    "April. The beacon was lit by Odile Brack’s father in 1961.\n\n"
    "Mould was found in four out of nine cellars. Of the walls in damp cellars 31 percent were "
    "cracked; of those in dry cellars 6 percent were.\n\n"
    "The sale begins on Friday at 8 a.m., and dealers may look at the boats until noon on "
    "Thursday.\n\nA notice told visitors that entry to the tower was free. It is not."
)


@pytest.fixture(scope="module")
def library(
    tmp_path_factory: pytest.TempPathFactory, embedder: WordLlamaEmbedder
) -> Iterator[Library]:
    folder: Path = tmp_path_factory.mktemp("library")
    with Library.open(folder, embedder) as library:
        library.add(Draft("light", TEXT, id="light"))
        yield library


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ("The old lighthouse had a licence.", "leaves this open"),
        ("It is unclear whether the old lighthouse had a licence.", None),
        ("The lifeboat will leave for Tarn at noon.", "says this with “if”"),
        ("The lifeboat will leave for Tarn at noon if the wind drops.", None),
        ("The council will repaint the pier.", "vowed"),
        ("Odile Brack repaired the clock in April.", "tells this of “Jonas Reed”"),
        ("The beacon was lit by Odile Brack in 1961.", "tells this of “Brack’s father”"),
        ("Mould was found in all nine cellars.", "four of nine"),
        ("Mould was found in four of the nine cellars.", None),
        ("Of the walls in dry cellars 31 percent were cracked.", "31 percent stands for"),
        ("Of the walls in damp cellars 31 percent were cracked.", None),
        ("The sale begins on Thursday at 8 a.m.", "stands where what it cites has"),
        ("The sale begins on Friday at 8 a.m.", None),
        ("Entry to the tower was free.", "takes this back"),
    ],
)
def test_a_sentence_says_no_more_than_its_source(
    told: str, why: str | None, library: Library
) -> None:
    desk = Desk(library.get)
    passages = library.search(told, k=5)
    checker = Checker(passages, desk, Matcher(library.embed_words), Citations(desk))
    found = checker.check(told, [1])
    if why is None:
        assert isinstance(found, Sentence), found
    else:
        assert not isinstance(found, Sentence)
        assert why in found.why
