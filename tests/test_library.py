import datetime as dt
import json
import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hand_made import HOSPITAL, TRAM, found_in, hospital, tram
from processes import run
from toy_embedder import ToyEmbedder

from index.article import Draft
from index.errors import LibraryError, SourceError
from index.filters import Filters
from index.library import Library

_CASES = Path(__file__).parent.parent.parent / "shared" / "cases"

_IN_A_FILE = pytest.mark.parametrize("database", [None])  # what is tested is Byline's own files


@pytest.fixture
def library(tmp_path: Path, database: str | None) -> Iterator[Library]:
    with Library.open(tmp_path / "lib", ToyEmbedder(), patience=5, database=database) as library:
        yield library


def test_a_new_article_is_added_andfound_in(library: Library) -> None:
    added = library.add(tram())

    assert (added.status, added.article_id, added.title) == ("added", "tram", "Tram line")
    assert (added.paragraphs, added.quotes) == (2, 1)
    assert library.search("tram line", k=1)[0].article_id == "tram"
    assert library.count() == 1


def test_adding_again_changes_nothing(library: Library) -> None:
    library.add(tram())
    library.pay()

    assert library.add(tram()).status == "unchanged"
    assert library.pay() == 0


def test_the_same_text_under_another_id_is_a_duplicate_of_the_first(library: Library) -> None:
    library.add(tram())
    again = replace(tram(), id="tram-2", text=TRAM.replace("\n\n", "\n \n\n "))

    added = library.add(again)
    assert (added.status, added.article_id) == ("duplicate", "tram")
    assert library.count() == 1


def test_an_old_text_under_another_id_does_not_come_back(library: Library) -> None:
    library.add(hospital())
    library.add(hospital(HOSPITAL.replace("214", "241")))

    assert library.add(replace(hospital(), id="copy")).status == "duplicate"
    assert library.count() == 1


def test_one_page_under_tracking_addresses_is_added_once(library: Library) -> None:
    first = Draft("feed", TRAM, url="https://echo.example/tram")
    statuses = [
        library.add(replace(first, url=url)).status
        for url in (
            "https://echo.example/tram",
            "https://echo.example/tram?utm_source=rss&utm_medium=feed#top",
            "https://www.echo.example/tram/?fbclid=abc",
            "https://echo.example/tram",
        )
    ]

    assert statuses == ["added", "duplicate", "duplicate", "unchanged"]
    assert library.articles()[0].url == "https://echo.example/tram"


def test_an_updated_article_always_answers_with_its_new_figure(library: Library) -> None:
    library.add(hospital())
    library.search("How many beds?")
    assert library.add(hospital(HOSPITAL.replace("214", "241"))).status == "updated"

    for _ in range(20):
        assert "241 beds" in library.search("How many beds?")[0].text
    assert not any("214" in passage.text for passage in library.search("214"))
    assert [("214" in v.text, "241" in v.text) for v in library.versions("hosp")] == [
        (True, False),
        (False, True),
    ]


def test_a_text_that_goes_back_to_an_older_one_is_a_third_version(library: Library) -> None:
    for text in (HOSPITAL, HOSPITAL.replace("214", "241"), HOSPITAL):
        library.add(hospital(text))

    assert library.articles()[0].versions == 3
    assert "214 beds" in library.search("How many beds?")[0].text


def test_an_edited_file_is_an_update(library: Library, tmp_path: Path) -> None:
    file = tmp_path / "story.txt"
    file.write_text("x")
    library.add(Draft(str(file), "There are 214 beds."))

    assert library.add(Draft(str(file), "There are 241 beds.")).status == "updated"
    assert library.count() == 1


def test_new_facts_of_an_unchanged_text_are_kept_and_searched(library: Library) -> None:
    library.add(hospital(title=None))
    library.pay()
    added = library.add(hospital(title="Zeppelin clinic"))

    assert (added.status, added.title) == ("unchanged", "Zeppelin clinic")
    assert library.articles()[0].versions == 1
    assert "hosp" in found_in(library, "zeppelin")
    assert library.check() == ()


def test_a_source_that_states_no_title_takes_none_away(library: Library) -> None:
    library.add(hospital())
    library.add(Draft("-", HOSPITAL, id="hosp"))

    listing = library.articles()[0]
    assert (listing.title, listing.outlet, listing.date) == (
        "Hospital grows",
        "Echo",
        dt.date(2026, 1, 12),
    )


def test_a_source_without_text_is_refused(library: Library) -> None:
    with pytest.raises(SourceError, match=r"empty\.txt has no text"):
        library.add(Draft("empty.txt", " \n\t"))
    assert library.count() == 0


def test_lone_surrogates_do_no_harm(library: Library) -> None:
    library.add(Draft("-", "Weir saw \ud83d ships.", title="\udc80"))

    assert library.search("ships \ud800")[0].text == "Weir saw \ufffd ships."
    assert library.check() == ()
    with pytest.raises(LibraryError):
        library.get("\udc80")


def test_filters_take_beginnings_of_ids(library: Library) -> None:
    library.add(hospital())
    library.add(tram())

    found = library.search("Echo tram ward", filters=Filters(article_ids=("tr",)))
    assert {passage.article_id for passage in found} == {"tram"}
    with pytest.raises(LibraryError, match='no article "zz"'):
        library.search("tram", filters=Filters(article_ids=("zz",)))


def test_quotes_are_listed_by_speaker_article_and_filter(library: Library) -> None:
    library.add(tram())

    assert [quote.text for quote in library.quotes(speaker="Lund")] == ["It is a start,"]
    assert len(library.quotes(article_id="tr", filters=Filters(outlet="wire"))) == 1
    assert library.quotes(speaker="Sol") == ()
    assert library.quotes(filters=Filters(outlet="Echo")) == ()
    library.add(hospital())
    assert library.quotes(article_id="tram", filters=Filters(article_ids=("hosp",))) == ()


def test_an_empty_library_answers(library: Library) -> None:
    assert library.search("anything") == ()
    assert library.articles() == ()
    assert library.check() == ()
    assert library.rebuild() == 0
    with pytest.raises(LibraryError, match="byline list"):
        library.get("a")


def test_listing_and_showing_load_neither_maps_nor_embedder(
    library: Library, tmp_path: Path, database: str | None
) -> None:
    library.add(tram())
    script = """
import sys
from pathlib import Path
from index.embed import WordLlamaEmbedder
from index.library import Library
folder, database = Path(sys.argv[1]), sys.argv[2] or None
with Library.open(folder, WordLlamaEmbedder(), database=database) as library:
    library.articles(), library.get("tram"), library.quotes(speaker="Lund"), library.count()
slow = ("chromadb", "tantivy", "wordllama", "langchain_text_splitters", "filelock", "numpy")
print([name for name in slow if name in sys.modules])
"""
    done = run(script, tmp_path / "lib", database or "")

    assert done.stdout == "[]\n", done.stderr


@_IN_A_FILE
def test_a_removed_article_is_nowhere_on_the_disk(library: Library, tmp_path: Path) -> None:
    library.add(Draft("-", "The word is xyzzyplugh.", id="gone", title="Quuxtitle"))
    library.add(Draft("-", "The word was xyzzyplugh once.", id="gone", title="Quuxtitle"))
    library.add(tram())
    library.pay()
    library.remove(["gone"])

    assert found_in(library, "xyzzyplugh") == {"tram"}
    assert library.check() == ()
    with pytest.raises(LibraryError):
        library.get("gone")
    for file in (tmp_path / "lib").rglob("*"):
        if file.is_file():
            content = file.read_bytes().lower()
            assert b"xyzzyplugh" not in content, file
            assert b"quuxtitl" not in content, file


def test_all_articles_can_be_removed_and_added_again(library: Library) -> None:
    library.add(tram())
    library.add(hospital())
    library.search("tram")
    library.remove(["tram", "hosp", "tram"])

    assert (library.count(), library.search("tram"), library.check()) == (0, (), ())
    assert library.add(tram()).status == "added"
    assert found_in(library, "tram") == {"tram"}


def test_nothing_is_removed_where_one_id_is_unknown(library: Library) -> None:
    library.add(tram())

    with pytest.raises(LibraryError, match='no article "zz"'):
        library.remove(["tram", "zz"])
    assert library.count() == 1


def test_a_file_in_the_folders_place_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(LibraryError, match=r"file cannot be made .*name another folder"):
        Library.open(tmp_path / "file", ToyEmbedder())


@pytest.mark.skipif(not _CASES.exists(), reason="needs ../shared/cases")
def test_the_reported_cases_of_updates_and_tracking_addresses(library: Library) -> None:
    statuses = []
    for name in ("ing-tracking", "ing-update-1", "ing-update-2"):
        for line in (_CASES / f"{name}.jsonl").read_text().splitlines():
            row = json.loads(line)
            row["date"] = dt.date.fromisoformat(row["date"])
            statuses.append(library.add(Draft(name, **row)).status)

    assert statuses == ["added", "duplicate", "duplicate", "added", "updated"]
    assert "241" in library.search("How many beds?")[0].text


@_IN_A_FILE
def test_nothing_removed_stays_in_the_files_of_a_larger_library(
    library: Library, tmp_path: Path
) -> None:
    chance = random.Random(7)
    words = [f"{a}{b}{c}" for a in "bdfgk" for b in "aeiou" for c in "lmnrs"]
    for number in range(26):
        gone = not number % 10
        word = "xyzzyplugh" if gone else "quay"
        told = [" ".join(chance.choices(words, k=250)) for _ in range(90)]
        body = "\n\n".join(f"The {word} {text}." for text in told)
        said = "“It was grue,” said Zorkmid Frobnitz." if gone else "“Late,” said Ida Lund."
        library.add(
            Draft(
                "-",
                f"Number {number}.\n\n{said}\n\n{body}",
                id=f"wibble-{number}" if gone else f"kept-{number}",
                title="Quuxtitle" if gone else "Ferry",
                outlet="Quuxoutlet" if gone else "Echo",
                url=f"https://{'quuxhost' if gone else 'echo'}.example/{number}",
            )
        )
    library.pay()
    assert library._debts.settled("vectors") > 2_200
    library.remove(["wibble-0", "wibble-10", "wibble-20"])

    assert library.check() == ()
    traces = (b"xyzzyplugh", b"quux", b"wibble", b"zorkmid", b"frobnitz", b"grue")
    for file in (tmp_path / "lib").rglob("*"):
        content = file.read_bytes().lower() if file.is_file() else b""
        assert [trace for trace in traces if trace in content] == [], file
