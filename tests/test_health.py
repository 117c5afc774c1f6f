from collections.abc import Iterator
from pathlib import Path

import pytest
from hand_made import found_in, hospital, tram
from toy_embedder import ToyEmbedder

from index.article import Draft
from index.debts import Entry, Owed
from index.library import Library
from index.vectors.folder import Folders
from index.words import Words


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "lib", ToyEmbedder(), patience=5) as library:
        yield library


def test_chunks_that_a_map_lacks_or_has_too_many_are_found(tmp_path: Path) -> None:
    with Library.open(tmp_path, ToyEmbedder()) as library:
        library.add(tram())
        library.add(hospital())
        library.pay()
    foreign = Owed((Entry(77, "gone", None, None, None, "Foreign."),), (1,))
    Words(tmp_path / "words").write(foreign)
    vectors = Folders(tmp_path).open(0)
    vectors.write(foreign, ToyEmbedder().embed(["Foreign."]))
    vectors.close()

    with Library.open(tmp_path, ToyEmbedder()) as library:
        assert [(fault.text, fault.remedy) for fault in library.check()] == [
            (f"The map of {name} {text}.", "Run `byline rebuild`.")
            for name in ("words", "vectors")
            for text in ("lacks 1 chunks: 1", "has 1 chunks of no article: 77")
        ]
        assert found_in(library, "foreign") == {"hosp"}
        library.rebuild()
        assert library.check() == ()


def test_a_text_that_is_not_what_stands_at_its_place_isfound_in(library: Library) -> None:
    library.add(tram())
    with library._records.writing() as db:
        db.execute("UPDATE quotes SET text = 'It was a start,'")

    fault = library.check()[0]
    assert fault.text == "Stored texts are not what stands at their places in tram."
    assert "byline remove" in fault.remedy


def test_a_damaged_record_isfound_in(library: Library, tmp_path: Path) -> None:
    for number in range(40):
        library.add(Draft("-", f"Text {number}. " * 200, id=str(number)))
    library._records.shrink()
    with (tmp_path / "lib" / "library.sqlite3").open("r+b") as file:
        file.seek(20 * 4096)
        file.write(b"\xff" * 4096 * 20)
    library.close()

    with Library.open(tmp_path / "lib", ToyEmbedder()) as again:
        faults = again.check()
    assert faults
    assert all("is damaged" in fault.text for fault in faults)
    assert faults[0].remedy == "Put a backup of this file in its place."
