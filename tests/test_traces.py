"""What is removed leaves no word in any file of the library."""

import datetime as dt
import io
from pathlib import Path

import pytest
from hand_made import hospital, tram
from toy_embedder import ToyEmbedder

from index.article import Draft
from index.intake import add_all, take_in
from index.library import Library

_SECRET = "Xyzzyplugh"
_TEXT = (
    f"The word is {_SECRET}1 on the quay.\n\n“It was {_SECRET}2,” said Frobnia {_SECRET}3.\n\n"
    f"Ottoline Draga told the Echo that {_SECRET}4 was late."
)


def _gone(outlet: str | None) -> Draft:
    return Draft("-", _TEXT, id="gone", title=f"On {_SECRET}6", outlet=outlet)


def _traces(folder: Path) -> list[str]:
    """Return the files in which the secret word stands, in any case, UTF-8 or UTF-16."""
    found = []
    for file in folder.rglob("*"):
        # Case is folded byte by byte, which leaves the zeros of UTF-16 as they are.
        content = file.read_bytes().lower() if file.is_file() else b""
        word = _SECRET.lower()
        if any(word.encode(code) in content for code in ("utf-8", "utf-16-le", "utf-16-be")):
            found.append(str(file.relative_to(folder)))
    return found


def _asked(library: Library) -> bool:
    """Tell whether the map of words knows the secret word."""
    with library._maps.reading():
        return bool(library._maps.words().find(f"{_SECRET}1 {_SECRET}2 {_SECRET}6", 10))


def _many(count: int) -> list[Draft]:
    return [Draft("-", f"Ship {n} came in.\n\nIt left at {n}.", id=str(n)) for n in range(count)]


# In a large library the vectors stay, and with them, until `rebuild`, an outlet and numbers.
@pytest.mark.parametrize(("others", "outlet"), [(2, f"The {_SECRET}7"), (1_500, "The Echo")])
def test_a_removed_article_leaves_no_word_in_any_file(
    tmp_path: Path, others: int, outlet: str
) -> None:
    gone = _gone(outlet)
    with Library.open(tmp_path, ToyEmbedder()) as library:
        list(add_all(library, [*_many(others // 2), gone, *_many(others)[others // 2 :]]))
        library.pay()
        there = {Path(name).parts[0] for name in _traces(tmp_path)}
        # Tantivy's dictionary is packed, so it is asked instead.
        assert there & {"library.sqlite3", "library.sqlite3-wal"}, "the test finds what is there"
        assert _asked(library)
        library.remove(["gone"])
        library.search("ship")

        assert not _asked(library)
        assert _traces(tmp_path) == []
        assert library.check() == ()
    assert _traces(tmp_path) == []


def test_an_article_removed_before_it_was_paid_leaves_nothing(tmp_path: Path) -> None:
    with Library.open(tmp_path, ToyEmbedder()) as library:
        list(add_all(library, [tram(), _gone(_SECRET), hospital()]))
        library.remove(["gone"])

        assert _traces(tmp_path) == []


def test_a_new_version_and_then_none_leaves_nothing_of_either(tmp_path: Path) -> None:
    with Library.open(tmp_path, ToyEmbedder()) as library:
        library.add(tram())
        for text in (_TEXT, _TEXT.replace("quay", "pier")):
            library.add(Draft("-", text, id="gone"))
            library.pay()
        library.remove(["gone"])

        assert _traces(tmp_path) == []


def test_the_file_of_a_removed_article_leaves_nothing(tmp_path: Path) -> None:

    source = tmp_path / f"{_SECRET}.txt"
    source.write_text(_TEXT)
    with Library.open(tmp_path / "library", ToyEmbedder()) as library:
        (first,) = take_in(library, [str(source)], io.BytesIO(), dt.date(2026, 3, 10))
        (again,) = take_in(library, [str(source)], io.BytesIO(), dt.date(2026, 3, 10))
        assert (first.status, again.status) == ("added", "unchanged")
        library.pay()
        library.remove([entry.id for entry in library.articles()])

        assert _traces(tmp_path / "library") == []
        (third,) = take_in(library, [str(source)], io.BytesIO(), dt.date(2026, 3, 10))
        assert third.status == "added"
