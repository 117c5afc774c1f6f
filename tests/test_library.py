import datetime as dt
import json
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from processes import run, start
from toy_embedder import ToyEmbedder

from index.article import Draft
from index.debts import Entry, Owed
from index.errors import LibraryError, SourceError
from index.filters import Filters
from index.library import Library
from index.lock import MapsLock
from index.vectors import Vectors
from index.words import Words

_HOSPITAL = (
    "The hospital has 214 beds, its director, Henrik Sol, told the Echo.\n\nA ward opens in June."
)
_TRAM = "The county approved the tram line on Monday.\n\n“It is a start,” said Ida Lund."
_CASES = Path(__file__).parent.parent.parent / "shared" / "cases"


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "lib", ToyEmbedder(), patience=5) as library:
        yield library


def _hospital(text: str = _HOSPITAL, title: str | None = "Hospital grows") -> Draft:
    return Draft("-", text, id="hosp", title=title, outlet="Echo", date=dt.date(2026, 1, 12))


def _tram() -> Draft:
    return Draft("-", _TRAM, id="tram", title="Tram line", outlet="Wire", date=dt.date(2026, 1, 20))


def _found(library: Library, text: str) -> set[str]:
    return {passage.article_id for passage in library.search(text, k=100)}


_ADD = """
import os, sys
from pathlib import Path
from index.article import Draft
from index.library import Library
from toy_embedder import ToyEmbedder
library = Library.open(Path(sys.argv[1]), ToyEmbedder())
for number in range(int(sys.argv[3])):
    text = f"Writer {sys.argv[2]} saw {number} ships."
    library.add(Draft("-", text, id=f"{sys.argv[2]}-{number}"))
"""
_DIE = _ADD + "os._exit(9)"
_PAY = _ADD + "library.pay(); library.close()"


def test_a_new_article_is_added_and_found(library: Library) -> None:
    added = library.add(_tram())

    assert (added.status, added.article_id, added.title) == ("added", "tram", "Tram line")
    assert (added.paragraphs, added.quotes) == (2, 1)
    assert library.search("tram line", k=1)[0].article_id == "tram"
    assert library.count() == 1


def test_adding_again_changes_nothing(library: Library) -> None:
    library.add(_tram())
    library.pay()

    assert library.add(_tram()).status == "unchanged"
    assert library.pay() == 0


def test_the_same_text_under_another_id_is_a_duplicate_of_the_first(library: Library) -> None:
    library.add(_tram())
    again = replace(_tram(), id="tram-2", text=_TRAM.replace("\n\n", "\n \n\n "))

    added = library.add(again)
    assert (added.status, added.article_id) == ("duplicate", "tram")
    assert library.count() == 1


def test_an_old_text_under_another_id_does_not_come_back(library: Library) -> None:
    library.add(_hospital())
    library.add(_hospital(_HOSPITAL.replace("214", "241")))

    assert library.add(replace(_hospital(), id="copy")).status == "duplicate"
    assert library.count() == 1


def test_one_page_under_tracking_addresses_is_added_once(library: Library) -> None:
    first = Draft("feed", _TRAM, url="https://echo.example/tram")
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
    library.add(_hospital())
    library.search("How many beds?")
    assert library.add(_hospital(_HOSPITAL.replace("214", "241"))).status == "updated"

    for _ in range(20):
        assert "241 beds" in library.search("How many beds?")[0].text
    assert not any("214" in passage.text for passage in library.search("214"))
    assert [("214" in v.text, "241" in v.text) for v in library.versions("hosp")] == [
        (True, False),
        (False, True),
    ]


def test_a_text_that_goes_back_to_an_older_one_is_a_third_version(library: Library) -> None:
    for text in (_HOSPITAL, _HOSPITAL.replace("214", "241"), _HOSPITAL):
        library.add(_hospital(text))

    assert library.articles()[0].versions == 3
    assert "214 beds" in library.search("How many beds?")[0].text


def test_an_edited_file_is_an_update(library: Library, tmp_path: Path) -> None:
    file = tmp_path / "story.txt"
    file.write_text("x")
    library.add(Draft(str(file), "There are 214 beds."))

    assert library.add(Draft(str(file), "There are 241 beds.")).status == "updated"
    assert library.count() == 1


def test_new_facts_of_an_unchanged_text_are_kept_and_searched(library: Library) -> None:
    library.add(_hospital(title=None))
    library.pay()
    added = library.add(_hospital(title="Zeppelin clinic"))

    assert (added.status, added.title) == ("unchanged", "Zeppelin clinic")
    assert library.articles()[0].versions == 1
    assert "hosp" in _found(library, "zeppelin")
    assert library.check() == ()


def test_a_source_that_states_no_title_takes_none_away(library: Library) -> None:
    library.add(_hospital())
    library.add(Draft("-", _HOSPITAL, id="hosp"))

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
    library.add(_hospital())
    library.add(_tram())

    found = library.search("Echo tram ward", filters=Filters(article_ids=("tr",)))
    assert {passage.article_id for passage in found} == {"tram"}
    with pytest.raises(LibraryError, match='no article "zz"'):
        library.search("tram", filters=Filters(article_ids=("zz",)))


def test_quotes_are_listed_by_speaker_article_and_filter(library: Library) -> None:
    library.add(_tram())

    assert [quote.text for quote in library.quotes(speaker="Lund")] == ["It is a start,"]
    assert len(library.quotes(article_id="tr", filters=Filters(outlet="wire"))) == 1
    assert library.quotes(speaker="Sol") == ()
    assert library.quotes(filters=Filters(outlet="Echo")) == ()
    library.add(_hospital())
    assert library.quotes(article_id="tram", filters=Filters(article_ids=("hosp",))) == ()


def test_an_empty_library_answers(library: Library) -> None:
    assert library.search("anything") == ()
    assert library.articles() == ()
    assert library.check() == ()
    assert library.rebuild() == 0
    with pytest.raises(LibraryError, match="byline list"):
        library.get("a")


def test_listing_and_showing_load_neither_maps_nor_embedder(
    library: Library, tmp_path: Path
) -> None:
    library.add(_tram())
    script = """
import sys
from pathlib import Path
from index.embed import WordLlamaEmbedder
from index.library import Library
with Library.open(Path(sys.argv[1]), WordLlamaEmbedder()) as library:
    library.articles(), library.get("tram"), library.quotes(speaker="Lund"), library.count()
slow = ("chromadb", "tantivy", "wordllama", "langchain_text_splitters", "filelock", "numpy")
print([name for name in slow if name in sys.modules])
"""
    done = run(script, tmp_path / "lib")

    assert done.stdout == "[]\n", done.stderr


def test_what_a_killed_process_still_owed_is_paid_at_the_next_start(tmp_path: Path) -> None:
    assert run(_DIE, tmp_path, "dead", "5").returncode == 9

    with Library.open(tmp_path, ToyEmbedder()) as library:
        assert library.count() == 5
        assert library.pay() == 5
        assert library.search("ships 3")[0].text == "Writer dead saw 3 ships."
        assert library.check() == ()


def test_a_debt_paid_twice_does_no_harm(library: Library) -> None:
    library.add(_tram())
    library.pay()
    library._debts.owe_all("words", "vectors")  # as after a death before the debt was struck off

    assert library.pay() == 2
    assert library.check() == ()
    assert len(library.search("tram", k=100)) == 2


def test_a_running_library_finds_what_another_process_adds(
    library: Library, tmp_path: Path
) -> None:
    library.add(_tram())
    assert _found(library, "ships") == {"tram"}
    done = run(_PAY, tmp_path / "lib", "other", "3")

    assert done.returncode == 0, done.stderr
    assert _found(library, "ships") == {"tram", "other-0", "other-1", "other-2"}
    library.remove(["other-1"])
    assert _found(library, "ships") == {"tram", "other-0", "other-2"}
    assert library.check() == ()


def test_processes_that_make_and_fill_one_library_lose_nothing(tmp_path: Path) -> None:
    running = [start(_PAY, tmp_path, name, "15") for name in ("one", "two", "three")]

    assert [process.communicate(timeout=60) for process in running] == [("", "")] * 3
    with Library.open(tmp_path, ToyEmbedder()) as library:
        assert library.count() == 45
        assert library.check() == ()


def test_threads_share_one_library(library: Library) -> None:
    library.add(_tram())

    def work(name: str) -> None:
        for number in range(5):
            library.add(Draft("-", f"Thread {name} saw {number} ships.", id=f"{name}{number}"))
            assert f"{name}{number}" in _found(library, f"thread {name} ships {number}")

    with ThreadPoolExecutor() as threads:
        assert list(threads.map(work, "xyz")) == [None] * 3

    assert library.count() == 16
    assert library.check() == ()


@pytest.mark.parametrize("names", [("words",), ("vectors",), ("words", "vectors")])
@pytest.mark.parametrize("opened_again", [True, False])
def test_the_folders_of_the_maps_can_be_deleted_at_any_time(
    tmp_path: Path, names: tuple[str, ...], opened_again: bool
) -> None:
    library = Library.open(tmp_path, ToyEmbedder())
    library.add(_tram())
    library.add(_hospital())
    before = library.search("tram line")
    for name in names:
        shutil.rmtree(tmp_path / name)
    if opened_again:
        library.close()
        library = Library.open(tmp_path, ToyEmbedder())

    assert library.search("tram line") == before
    assert library.check() == ()
    library.close()


@pytest.mark.parametrize("opened_again", [True, False])
def test_an_index_that_is_gone_from_within_its_folder_is_noticed(
    tmp_path: Path, opened_again: bool
) -> None:
    library = Library.open(tmp_path, ToyEmbedder())
    figures = ((n * factor for factor in (1, 3, 7, 11, 13, 17, 19, 23)) for n in range(1_500))
    library.add(Draft("-", "\n\n".join(f"Figures {' and '.join(map(str, f))}." for f in figures)))
    library.pay()
    for folder in filter(Path.is_dir, (tmp_path / "vectors").iterdir()):
        shutil.rmtree(folder)
    if opened_again:
        library.close()
        library = Library.open(tmp_path, ToyEmbedder())

    assert library.search("Figures 7")
    assert library.pay() == 0
    found = library._maps.vectors().find(ToyEmbedder().embed(["Figures 7"])[0], 500)
    assert len(found) >= 450
    library.close()


def test_rebuilding_makes_both_maps_anew(library: Library, tmp_path: Path) -> None:
    library.add(_tram())
    library.add(_hospital())
    before = library.search("tram line")
    (tmp_path / "lib" / "words" / "meta.json").write_text("junk")
    shutil.rmtree(tmp_path / "lib" / "vectors")
    (tmp_path / "lib" / "vectors").mkdir()
    (tmp_path / "lib" / "vectors" / "chroma.sqlite3").write_text("junk" * 999)
    library.close()

    with Library.open(tmp_path / "lib", ToyEmbedder()) as again:
        with pytest.raises(LibraryError, match="run `byline rebuild`"):
            again.search("tram line")
        assert again.rebuild() == 4
        assert again.search("tram line") == before
        assert again.check() == ()


@pytest.mark.parametrize("other", [ToyEmbedder("other-16"), ToyEmbedder("toy-16", 24)])
def test_another_embedder_is_refused_until_the_library_is_rebuilt(
    tmp_path: Path, other: ToyEmbedder
) -> None:
    with Library.open(tmp_path, ToyEmbedder()) as library:
        library.add(_tram())
        library.pay()

    with Library.open(tmp_path, other) as library:
        assert [listing.id for listing in library.articles()] == ["tram"]
        with pytest.raises(LibraryError, match=r"toy-16 \(16 dim.*run `byline rebuild`"):
            library.search("tram")
        library.add(_hospital())
        faults = library.check()
        assert [fault.remedy for fault in faults] == ["Run `byline rebuild`."] * 2
        assert "of the embedder toy-16" in faults[0].text
        assert faults[1].text == "The map of vectors is owed 2 chunks."
        assert library.rebuild() == 4
        assert library.search("tram", k=1)[0].article_id == "tram"
        assert library.check() == ()


def test_a_removed_article_is_nowhere_on_the_disk(library: Library, tmp_path: Path) -> None:
    library.add(Draft("-", "The word is xyzzyplugh.", id="gone", title="Quuxtitle"))
    library.add(Draft("-", "The word was xyzzyplugh once.", id="gone", title="Quuxtitle"))
    library.add(_tram())
    library.pay()
    library.remove(["gone"])

    assert _found(library, "xyzzyplugh") == {"tram"}
    assert library.check() == ()
    with pytest.raises(LibraryError):
        library.get("gone")
    for file in (tmp_path / "lib").rglob("*"):
        if file.is_file():
            content = file.read_bytes().lower()
            assert b"xyzzyplugh" not in content, file
            assert b"quuxtitl" not in content, file


def test_all_articles_can_be_removed_and_added_again(library: Library) -> None:
    library.add(_tram())
    library.add(_hospital())
    library.search("tram")
    library.remove(["tram", "hosp", "tram"])

    assert (library.count(), library.search("tram"), library.check()) == (0, (), ())
    assert library.add(_tram()).status == "added"
    assert _found(library, "tram") == {"tram"}


def test_nothing_is_removed_where_one_id_is_unknown(library: Library) -> None:
    library.add(_tram())

    with pytest.raises(LibraryError, match='no article "zz"'):
        library.remove(["tram", "zz"])
    assert library.count() == 1


@pytest.mark.parametrize(
    "use",
    [
        lambda library: library.search("tram"),
        lambda library: library.pay(),
        lambda library: library.remove(["tram"]),
        lambda library: library.rebuild(),
    ],
)
def test_a_library_in_use_for_too_long_is_named(
    tmp_path: Path, use: Callable[[Library], object]
) -> None:
    with Library.open(tmp_path, ToyEmbedder(), patience=0.1) as library:
        library.add(_tram())
        with (
            MapsLock(tmp_path / "maps.lock", 0.1).exclusive(),
            pytest.raises(LibraryError, match="in use by another process"),
        ):
            use(library)
        assert library.count() == 1
        assert _found(library, "tram") == {"tram"}


def test_many_may_ask_at_a_time(tmp_path: Path) -> None:
    with Library.open(tmp_path, ToyEmbedder(), patience=0.1) as library:
        library.add(_tram())
        library.pay()
        with MapsLock(tmp_path / "maps.lock", 0.1).shared():
            assert _found(library, "tram") == {"tram"}


def test_a_file_in_the_folders_place_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(LibraryError, match=r"file cannot be made .*name another folder"):
        Library.open(tmp_path / "file", ToyEmbedder())


def test_chunks_that_a_map_lacks_or_has_too_many_are_found(tmp_path: Path) -> None:
    with Library.open(tmp_path, ToyEmbedder()) as library:
        library.add(_tram())
        library.pay()
    foreign = Owed((Entry(77, "gone", None, None, None, "Foreign."),), (1,))
    Words(tmp_path / "words").write(foreign)
    vectors = Vectors(tmp_path / "vectors")
    vectors.write(foreign, ToyEmbedder().embed(["Foreign."]))
    vectors.close()

    with Library.open(tmp_path, ToyEmbedder()) as library:
        assert [(fault.text, fault.remedy) for fault in library.check()] == [
            (f"The map of {name} {text}.", "Run `byline rebuild`.")
            for name in ("words", "vectors")
            for text in ("lacks 1 chunks: 1", "has 1 chunks of no article: 77")
        ]
        assert _found(library, "foreign") == {"tram"}
        library.rebuild()
        assert library.check() == ()


def test_a_text_that_is_not_what_stands_at_its_place_is_found(library: Library) -> None:
    library.add(_tram())
    with library._records.writing() as db:
        db.execute("UPDATE quotes SET text = 'It was a start,'")

    fault = library.check()[0]
    assert fault.text == "Stored texts are not what stands at their places in tram."
    assert "byline remove" in fault.remedy


def test_a_damaged_record_is_found(library: Library, tmp_path: Path) -> None:
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
