import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hand_made import found_in, hospital, tram
from numpy.typing import NDArray
from toy_embedder import ToyEmbedder

from index.article import Draft
from index.debts import Entry, Owed
from index.errors import LibraryError
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


def _told(library: Library) -> list[tuple[str, str]]:
    return [(fault.text, fault.remedy) for fault in library.check()]


def test_vectors_that_are_not_of_their_texts_are_found(library: Library) -> None:
    library.add(tram())
    library.add(hospital())
    library.pay()
    entries = library._debts.entries(0, 9)
    foreign = ToyEmbedder().embed(["Something else."] * 2)
    library._maps.vectors().write(Owed(entries[:2], ()), foreign)

    assert _told(library) == [
        (
            "The vectors of 2 chunks are not what the embedder makes of their texts: 1, 2.",
            "Run `byline rebuild`.",
        )
    ]
    library.rebuild()
    assert library.check() == ()


def test_a_model_that_became_another_under_its_name_is_found(tmp_path: Path) -> None:
    class Turned(ToyEmbedder):
        def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
            return super().embed(texts)[:, ::-1]

    with Library.open(tmp_path, ToyEmbedder()) as library:
        library.add(tram())
        library.pay()
    with Library.open(tmp_path, Turned()) as library:
        assert [text for text, _ in _told(library)] == [
            "The vectors of 1 chunk are not what the embedder makes of their texts: 1."
        ]


def test_another_embedder_is_found_though_nothing_is_owed(tmp_path: Path) -> None:
    with Library.open(tmp_path, ToyEmbedder()) as library:
        library.add(tram())
        library.pay()
    with Library.open(tmp_path, ToyEmbedder("other-16")) as library:
        assert _told(library) == [
            (
                "The vectors of this library are of the embedder toy-16 (16 dimensions), not "
                "other-16; set BYLINE_EMBEDDER to toy-16, or run `byline rebuild --embedder "
                "other-16`.",
                "Do what it says, then run `byline check` again.",
            )
        ]
        library.rebuild()
        assert library.check() == ()


def test_vectors_that_a_search_does_not_reach_are_found(tmp_path: Path) -> None:
    with Library.open(tmp_path, ToyEmbedder()) as library:
        for n in range(1_200):
            figures = " and ".join(str(n * factor) for factor in (1, 3, 7, 11, 13, 17))
            library.add(Draft("-", f"Figures {figures}.", id=str(n)))
        library.pay()
        assert library.check() == ()
    header = next((tmp_path / "vectors").glob("*/header.bin"))
    size, links = (int.from_bytes(header.read_bytes()[at : at + 8], "little") for at in (28, 44))
    graph = header.with_name("data_level0.bin")
    content = bytearray(graph.read_bytes())
    for at in range(0, len(content), size):
        content[at : at + links] = bytes(links)  # no chunk has a neighbour any more
    graph.write_bytes(content)

    with Library.open(tmp_path, ToyEmbedder()) as library:
        (fault,) = library.check()
        assert fault.text.startswith("A search by their own vectors does not find 1")
        assert fault.remedy.startswith("Run `byline rebuild`. ")
        library.rebuild()
        assert library.check() == ()


@pytest.mark.parametrize("suffix", [".idx", ".term", ".fast", ".fieldnorm"])
def test_a_broken_word_index_is_found_and_made_anew(tmp_path: Path, suffix: str) -> None:
    with Library.open(tmp_path, ToyEmbedder()) as library:
        library.add(tram())
        library.pay()
    (file,) = (tmp_path / "words").glob(f"*{suffix}")
    file.write_bytes(b"\x81" * file.stat().st_size)

    with Library.open(tmp_path, ToyEmbedder()) as library:
        (fault,) = library.check()
        assert fault.text.startswith(f"The word index {tmp_path / 'words'} cannot be used (")
        assert fault.text.endswith("run `byline rebuild`.")
        assert "\n" not in fault.text
        library.rebuild()
        assert library.check() == ()
        assert found_in(library, "tram line") == {"tram"}


def test_a_word_index_with_broken_postings_is_found(tmp_path: Path) -> None:
    with Library.open(tmp_path, ToyEmbedder()) as library:
        library.add(tram())
        library.add(hospital())
        library.pay()
    (file,) = (tmp_path / "words").glob("*.idx")
    content = file.read_bytes()
    file.write_bytes(b"\x81" * (len(content) // 2) + content[len(content) // 2 :])

    with Library.open(tmp_path, ToyEmbedder()) as library:
        (fault,) = library.check()
        assert fault.text.startswith("The word index does not find ")
        assert fault.remedy == "Run `byline rebuild`."


def test_words_of_another_text_are_found(library: Library) -> None:
    library.add(tram())
    library.pay()
    first, *_ = library._debts.entries(0, 9)
    library._maps.words().write(Owed((replace(first, title=None, text="Something else."),), ()))

    assert _told(library) == [
        ("The word index does not find 1 chunks by their own words: 1.", "Run `byline rebuild`.")
    ]


@pytest.mark.parametrize(
    ("statement", "text", "remedy"),
    [
        ("DELETE FROM versions", "Articles have lost their text: tram.", "backup"),
        (
            "UPDATE chunks SET paragraph = 9",
            "Parts of articles are in paragraphs that are not there: tram.",
            "byline remove",
        ),
        (
            "UPDATE articles SET origin = 'gone'",
            "Articles copy one that is not there: tram.",
            "byline remove",
        ),
    ],
)
def test_orphans_are_found(library: Library, statement: str, text: str, remedy: str) -> None:
    library.add(tram())
    library.pay()
    with library._records.writing() as db:
        db.execute(statement)

    fault = library.check()[0]
    assert fault.text == text
    assert remedy in fault.remedy


def test_rows_of_no_article_are_found(library: Library, tmp_path: Path) -> None:
    library.add(tram())
    library.pay()
    with closing(sqlite3.connect(tmp_path / "lib" / "library.sqlite3")) as db:
        db.execute("DELETE FROM articles")  # by somebody who heeds no foreign keys
        db.commit()

    faults = library.check()
    assert any("a row of chunks belongs to no article" in fault.text for fault in faults)
    assert {fault.remedy for fault in faults} == {"Put a backup of the library in its place."}


def test_a_debt_for_a_chunk_that_is_not_there_is_struck_off(library: Library) -> None:
    library.add(tram())
    library.pay()
    with library._records.writing() as db:
        db.execute("INSERT INTO owed VALUES ('words', 99, 'put'), ('vectors', 99, 'put')")

    assert library.check() == ()
    assert library._debts.count("words") == library._debts.count("vectors") == 0


def test_a_sound_library_of_many_chunks_has_no_fault(library: Library) -> None:
    for number in range(30):
        text = f"Ship {number} reached the port.\n\n— — —\n\nNo change."
        library.add(Draft("-", text, id=str(number), title="The same title"))
    library.add(Draft("-", "The fire of 1987 and 2019 burned. " * 300, id="again"))

    assert library.check() == ()


def test_a_text_that_is_not_what_stands_at_its_place_is_found(library: Library) -> None:
    library.add(tram())
    with library._records.writing() as db:
        db.execute("UPDATE quotes SET text = 'It was a start,'")

    fault = library.check()[0]
    assert fault.text == "Stored texts are not what stands at their places in tram."
    assert "byline remove" in fault.remedy


def test_a_damaged_record_is_found(library: Library, tmp_path: Path) -> None:
    for number in range(40):
        library.add(Draft("-", f"Text {number}. " * 200, id=str(number)))
    library.pay()
    library._records.shrink()
    library.close()
    path = tmp_path / "lib" / "library.sqlite3"
    backup = path.read_bytes()
    with path.open("r+b") as file:  # its last pages: the first ones tell what tables there are
        file.seek(path.stat().st_size - 20 * 4096)
        file.write(b"\xff" * 4096 * 20)

    with Library.open(tmp_path / "lib", ToyEmbedder()) as again:
        faults = again.check()
        for use in (
            lambda: again.search("Text 3"),
            lambda: again.add(tram()),
            lambda: again.remove(["3"]),
            again.rebuild,
        ):
            with pytest.raises(LibraryError, match=r"is damaged; put a backup of this file in"):
                use()
    assert faults
    assert all("is damaged" in fault.text for fault in faults)
    assert faults[0].remedy == "Put a backup of the library in its place."
    path.write_bytes(backup)
    with Library.open(tmp_path / "lib", ToyEmbedder()) as again:
        assert again.check() == ()
        assert again.search("Text 3", k=1)
