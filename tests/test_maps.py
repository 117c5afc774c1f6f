import datetime as dt
import shutil
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from hand_made import found_in, hospital, tram
from numpy.typing import NDArray
from processes import run, start
from toy_embedder import ToyEmbedder

from index.article import Draft
from index.embed import WordLlamaEmbedder
from index.errors import EmbedderError, LibraryError, VectorsError
from index.filters import Filters
from index.library import Library
from index.lock import MapsLock
from qa.ask import ask

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


_TAKE_IN = """
import datetime as dt, io, sys
from pathlib import Path
from index.intake import take_in
from index.library import Library
from toy_embedder import ToyEmbedder
with Library.open(Path(sys.argv[1]), ToyEmbedder()) as library:
    for outcome in take_in(library, [sys.argv[2]], io.BytesIO(), dt.date(2026, 3, 10)):
        print(outcome.status)
    library.pay()
"""


class _Interrupted(ToyEmbedder):
    """Lets something happen while it embeds for the first time."""

    def __init__(self, happening: Callable[[], object]) -> None:
        super().__init__()
        self._happenings = [happening]

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        while self._happenings:
            self._happenings.pop()()
        return super().embed(texts)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "lib", ToyEmbedder(), patience=5) as library:
        yield library


def test_what_a_killed_process_still_owed_is_paid_at_the_next_start(tmp_path: Path) -> None:
    assert run(_DIE, tmp_path, "dead", "5").returncode == 9

    with Library.open(tmp_path, ToyEmbedder()) as library:
        assert library.count() == 5
        assert library.pay() == 5
        assert library.search("ships 3")[0].text == "Writer dead saw 3 ships."
        assert library.check() == ()


def test_a_debt_paid_twice_does_no_harm(library: Library) -> None:
    library.add(tram())
    library.pay()
    library._debts.owe_all("words", "vectors")  # as after a death before the debt was struck off

    assert library.pay() == 1
    assert library.check() == ()
    assert len(library.search("tram", k=100)) == 1


def test_a_running_library_finds_what_another_process_adds(
    library: Library, tmp_path: Path
) -> None:
    library.add(tram())
    assert found_in(library, "ships") == {"tram"}
    done = run(_PAY, tmp_path / "lib", "other", "3")

    assert done.returncode == 0, done.stderr
    assert found_in(library, "ships") == {"tram", "other-0", "other-1", "other-2"}
    library.remove(["other-1"])
    assert found_in(library, "ships") == {"tram", "other-0", "other-2"}
    assert library.check() == ()


# At 0 it is not even a database any more; a page of it is missed only when it is read again.
@pytest.mark.parametrize(("at", "opened_again"), [(0, True), (0, False), (40_960, True)])
def test_vectors_that_are_damaged_leave_the_words_to_answer(
    tmp_path: Path, at: int, opened_again: bool
) -> None:
    library = Library.open(tmp_path, ToyEmbedder())
    library.add(tram())
    library.add(hospital())
    before = library.search("tram line")
    with (tmp_path / "vectors" / "chroma.sqlite3").open("r+b") as file:
        file.seek(at)
        file.write(b"junk" * 40_000)
    if opened_again:
        library.close()
        library = Library.open(tmp_path, ToyEmbedder())
    library.add(Draft("-", "A ferry sank.", id="ferry"))
    mark = library.outage.mark()

    assert found_in(library, "ferry line") == {"ferry", "tram"}
    told = library.outage.since(mark)
    assert told is not None
    assert told.startswith("Looked for by words alone, not by meaning: The vectors ")
    assert told.endswith("; run `byline rebuild`.")
    assert (library._debts.count("words"), library.owed()) == (0, 1)
    with pytest.raises(VectorsError, match="run `byline rebuild`"):
        library.pay()
    library.rebuild()
    library.remove(["ferry"])
    mark = library.outage.mark()
    assert (library.search("tram line"), library.outage.since(mark)) == (before, None)
    assert library.check() == ()
    library.close()


class _Away(ToyEmbedder):
    """May be away, and counts how often it was asked then."""

    def __init__(self) -> None:
        super().__init__()
        self.away, self.tried = False, 0

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        if self.away:
            self.tried += 1
            raise EmbedderError("The endpoint is away; start it.")
        return super().embed(texts)


def test_an_embedder_that_is_away_leaves_the_words_to_answer_and_is_not_asked_each_time(
    tmp_path: Path,
) -> None:
    embedder, today = _Away(), dt.date(2026, 3, 10)
    with Library.open(tmp_path, embedder) as library:
        library.add(tram())
        library.pay()
        embedder.away = True
        answers = [
            ask(question, library, chat=None, today=today, clock=lambda: 0.0)
            for question in ("What did Ida Lund say?", "What did the county approve?")
        ]
        assert [answer.status for answer in answers] == ["answered", "answered"]
        assert {answer.notice for answer in answers} == {
            "Looked for by words alone, not by meaning: The endpoint is away; start it."
        }
        assert embedder.tried == 1
        library.add(hospital())
        with pytest.raises(EmbedderError):
            library.pay()
        assert found_in(library, "beds") == {"hosp"}
        embedder.away = False
        assert library.pay() == 1
        assert library.check() == ()


def test_what_compares_all_vectors_does_not_do_without_them(tmp_path: Path) -> None:
    with Library.open(tmp_path, ToyEmbedder(), exact=True) as library:
        library.add(tram())
        library.pay()
        (tmp_path / "vectors" / "chroma.sqlite3").write_bytes(b"junk" * 999)
        with pytest.raises(VectorsError, match="run `byline rebuild`"):
            library.search("tram line", filters=Filters(outlet="Wire"))


def test_processes_that_make_and_fill_one_library_lose_nothing(tmp_path: Path) -> None:
    running = [start(_PAY, tmp_path, name, "15") for name in ("one", "two", "three")]

    assert [process.communicate(timeout=60) for process in running] == [("", "")] * 3
    with Library.open(tmp_path, ToyEmbedder()) as library:
        assert library.count() == 45
        assert library.check() == ()


def test_processes_that_add_the_same_folder_store_each_article_once(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    for number in range(40):
        (folder / f"{number:02}.txt").write_text(f"Ship {number} left the quay at noon.")
    running = [start(_TAKE_IN, tmp_path / "lib", folder) for _ in range(2)]

    told = [process.communicate(timeout=60) for process in running]
    assert [errors for _, errors in told] == ["", ""]
    assert Counter(" ".join(out for out, _ in told).split()) == {"added": 40, "unchanged": 40}
    with Library.open(tmp_path / "lib", ToyEmbedder()) as library:
        assert library.count() == 40
        assert library.check() == ()


def test_threads_share_one_library(library: Library) -> None:
    library.add(tram())

    def work(name: str) -> None:
        for number in range(5):
            library.add(Draft("-", f"Thread {name} saw {number} ships.", id=f"{name}{number}"))
            assert f"{name}{number}" in found_in(library, f"thread {name} ships {number}")

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
    library.add(tram())
    library.add(hospital())
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
    library.add(
        Draft("-", "\n\n".join(f"Figures {' and '.join(map(str, f))}. " * 40 for f in figures))
    )
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
    library.add(tram())
    library.add(hospital())
    before = library.search("tram line")
    (tmp_path / "lib" / "words" / "meta.json").write_text("junk")
    shutil.rmtree(tmp_path / "lib" / "vectors")
    (tmp_path / "lib" / "vectors").mkdir()
    (tmp_path / "lib" / "vectors" / "chroma.sqlite3").write_text("junk" * 999)
    library.close()

    with Library.open(tmp_path / "lib", ToyEmbedder()) as again:
        with pytest.raises(LibraryError, match="run `byline rebuild`"):
            again.search("tram line")
        assert again.rebuild() == 2
        assert again.search("tram line") == before
        assert again.check() == ()


@pytest.mark.parametrize("other", [ToyEmbedder("other-16"), ToyEmbedder("toy-16", 24)])
def test_another_embedder_is_refused_until_the_library_is_rebuilt(
    tmp_path: Path, other: ToyEmbedder
) -> None:
    with Library.open(tmp_path, ToyEmbedder()) as library:
        library.add(tram())
        library.pay()

    with Library.open(tmp_path, other) as library:
        assert [listing.id for listing in library.articles()] == ["tram"]
        with pytest.raises(LibraryError, match=r"toy-16 \(16 dim.*run `byline rebuild --embedder"):
            library.search("tram")
        library.add(hospital())
        faults = library.check()
        assert [fault.remedy for fault in faults] == [
            "Do what it says, then run `byline check` again.",
            "Run `byline rebuild`.",
        ]
        assert "of the embedder toy-16" in faults[0].text
        assert faults[1].text == "The map of vectors is owed 1 chunk."
        assert library.rebuild() == 2
        assert library.search("tram", k=1)[0].article_id == "tram"
        assert library.check() == ()


def test_vectors_of_two_embedders_never_meet_though_one_rebuilds_meanwhile(tmp_path: Path) -> None:
    with Library.open(tmp_path, ToyEmbedder("other-16")) as other:

        def rebuild_and_die_before_paying() -> None:
            other.rebuild()
            other._debts.owe_all("vectors")

        with Library.open(tmp_path, _Interrupted(rebuild_and_die_before_paying)) as library:
            library.add(tram())
            with pytest.raises(LibraryError, match="run `byline rebuild --embedder toy-16`"):
                library.pay()
        assert other.pay() == 1
        assert other.check() == ()


class _Watched(ToyEmbedder):
    """Of another name; does one thing after another, each before it embeds."""

    def __init__(self, *happenings: Callable[[], object]) -> None:
        super().__init__("other-16")
        self.left = list(happenings)

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        if self.left:
            self.left.pop(0)()
        return super().embed(texts)


def test_readers_are_answered_from_the_old_vectors_until_the_new_ones_are_whole(
    tmp_path: Path,
) -> None:
    seen: list[set[str]] = []
    with Library.open(tmp_path, ToyEmbedder()) as reader:
        reader.add(tram())
        reader.pay()
        with Library.open(tmp_path, ToyEmbedder()) as library:

            def ask() -> None:
                seen.append(found_in(reader, "tram line"))

            library.rebuild(_Watched(ask, ask))
            assert library.embedder == "other-16"
            assert found_in(library, "tram line") == {"tram"}
            assert library.check() == ()

        assert seen == [{"tram"}, {"tram"}]
        with pytest.raises(LibraryError, match=r"of the embedder other-16 .* BYLINE_EMBEDDER to"):
            reader.search("tram line")


def test_another_process_reads_on_and_then_opens_the_new_vectors(tmp_path: Path) -> None:
    with (
        Library.open(tmp_path, ToyEmbedder()) as library,
        Library.open(tmp_path, ToyEmbedder()) as reader,
    ):
        library.add(tram())
        before = reader.search("tram line")
        folders = {path.name for path in tmp_path.iterdir() if path.is_dir()}
        assert run(_REBUILD, tmp_path).stderr == ""

        assert reader.search("tram line") == before
        assert {path.name for path in tmp_path.iterdir() if path.is_dir()} != folders
        assert len(list(tmp_path.glob("vectors*"))) == 1


_REBUILD = """
import sys
from pathlib import Path
from index.library import Library
from toy_embedder import ToyEmbedder
with Library.open(Path(sys.argv[1]), ToyEmbedder()) as library:
    library.rebuild()
"""
_REBUILD_AND_DIE = """
import os, sys
from pathlib import Path
from index.library import Library
from toy_embedder import ToyEmbedder
class Dying(ToyEmbedder):
    def embed(self, texts):
        if self.embedded:
            os._exit(9)
        return super().embed(texts)
with Library.open(Path(sys.argv[1]), ToyEmbedder()) as library:
    library.rebuild(Dying("dying-16"))
"""


def test_a_rebuild_that_is_killed_leaves_the_old_vectors_and_the_next_starts_over(
    tmp_path: Path,
) -> None:
    with Library.open(tmp_path, ToyEmbedder()) as library:
        library.add(tram())
        before = library.search("tram line")
        assert run(_REBUILD_AND_DIE, tmp_path).returncode == 9

        assert library.search("tram line") == before
        faults = library.check()
        assert [fault.remedy for fault in faults] == ["Run `byline rebuild`."]
        assert faults[0].text.endswith("a rebuild that was killed: folder 1.")
        assert library.rebuild(ToyEmbedder("next-16")) == 1
        assert library.check() == ()
        assert found_in(library, "tram line") == {"tram"}
    assert len(list(tmp_path.glob("vectors*"))) == 1


def test_a_rebuild_whose_embedder_fails_leaves_nothing_behind(library: Library) -> None:
    def fail() -> None:
        raise EmbedderError("The endpoint is away.")

    library.add(tram())
    before = library.search("tram line")
    with pytest.raises(EmbedderError, match="The endpoint is away"):
        library.rebuild(_Watched(lambda: None, fail))

    assert library.search("tram line") == before
    assert library.check() == ()


def test_what_is_added_and_removed_during_a_rebuild_is_in_the_new_vectors(tmp_path: Path) -> None:
    with (
        Library.open(tmp_path, ToyEmbedder()) as other,
        Library.open(tmp_path, ToyEmbedder()) as library,
    ):
        library.add(tram())
        library.add(Draft("-", "A ferry sank.", id="ferry"))
        library.pay()

        def swap_articles() -> None:
            other.add(hospital())
            other.remove(["tram"])

        library.rebuild(_Watched(lambda: None, swap_articles))

        assert found_in(library, "tram hospital ferry") == {"hosp", "ferry"}
        assert library.check() == ()


def test_a_library_with_its_embedder_as_it_was_once_written_is_opened(tmp_path: Path) -> None:
    with Library.open(tmp_path, WordLlamaEmbedder()) as library:
        library.add(tram())
        library.pay()
        library._records.remember("embedder", "wordllama-256 (256 dimensions)")

        assert found_in(library, "tram") == {"tram"}
        assert library.check() == ()


def test_removing_embeds_nothing_again(tmp_path: Path) -> None:
    embedder = ToyEmbedder()
    with Library.open(tmp_path, embedder) as library:
        library.add(tram())
        library.add(hospital())
        library.pay()
        embedded = embedder.embedded
        library.remove(["tram"])

        assert embedder.embedded == embedded
        assert found_in(library, "tram hospital") == {"hosp"}
        assert library.check() == ()


def test_what_is_removed_while_it_is_embedded_does_not_come_back(tmp_path: Path) -> None:
    with (
        Library.open(tmp_path, ToyEmbedder()) as other,
        Library.open(tmp_path, _Interrupted(lambda: other.remove(["tram"]))) as library,
    ):
        library.add(tram())
        library.add(hospital())
        library.pay()

        assert found_in(library, "tram") == {"hosp"}
        assert library.check() == ()
        assert other.check() == ()


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
        library.add(tram())
        with (
            MapsLock(tmp_path / "maps.lock", 0.1).exclusive(),
            pytest.raises(LibraryError, match="in use by another process"),
        ):
            use(library)
        assert library.count() == 1
        assert found_in(library, "tram") == {"tram"}


def test_many_may_ask_at_a_time(tmp_path: Path) -> None:
    with Library.open(tmp_path, ToyEmbedder(), patience=0.1) as library:
        library.add(tram())
        library.pay()
        with MapsLock(tmp_path / "maps.lock", 0.1).shared():
            assert found_in(library, "tram") == {"tram"}
