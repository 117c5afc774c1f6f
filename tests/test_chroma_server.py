"""Libraries whose vectors are on a Chroma server: what happens to it, and what it gets to see."""

import datetime as dt
import json
import re
import shutil
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from pathlib import Path

import pytest
from chroma_server import ChromaServer
from hand_made import found_in, hospital, tram
from postgres_server import PostgresServer
from toy_embedder import ToyEmbedder

from index.article import Draft
from index.errors import LibraryError, VectorsError
from index.library import Library
from index.vectors.server import Address, Server
from qa.answer import Answer
from qa.ask import ask

_server = pytest.mark.server


def _opened(folder: Path, server: ChromaServer | None) -> Library:
    address = Address(server.url) if server else None
    return Library.open(folder, ToyEmbedder(), patience=5, server=address)


@_server
def test_a_library_on_a_server_does_all_that_one_in_a_folder_does(
    tmp_path: Path, chroma: ChromaServer
) -> None:
    with _opened(tmp_path / "folder", None) as library:
        library.add(tram())
        library.add(hospital())
        expected = library.search("tram line beds")

    with _opened(tmp_path / "library", chroma) as library:
        library.add(tram())
        library.add(hospital())
        assert library.search("tram line beds") == expected
        assert library.check() == ()
        assert library.rebuild() == 2
        assert library.search("tram line beds") == expected
        library.remove(["tram"])
        assert found_in(library, "tram line beds") == {"hosp"}
        assert library.check() == ()
    assert not list((tmp_path / "library").glob("vectors*"))


@_server
def test_two_libraries_on_one_server_do_not_mix(tmp_path: Path, chroma: ChromaServer) -> None:
    with _opened(tmp_path / "one", chroma) as one, _opened(tmp_path / "two", chroma) as two:
        one.add(tram())
        two.add(hospital())

        assert found_in(one, "tram line beds") == {"tram"}
        assert found_in(two, "tram line beds") == {"hosp"}
        one.rebuild()
        assert (one.check(), two.check()) == ((), ())
        assert found_in(two, "tram line beds") == {"hosp"}


@_server
def test_a_copied_library_gets_a_collection_of_its_own(
    tmp_path: Path, chroma: ChromaServer
) -> None:
    with _opened(tmp_path / "one", chroma) as one:
        one.add(tram())
        assert found_in(one, "tram line") == {"tram"}
    shutil.copytree(tmp_path / "one", tmp_path / "two")

    with _opened(tmp_path / "one", chroma) as one, _opened(tmp_path / "two", chroma) as two:
        two.add(hospital())
        assert found_in(two, "tram line beds") == {"tram", "hosp"}
        one.remove(["tram"])
        assert found_in(one, "tram line") == set()
        assert found_in(two, "tram line beds") == {"tram", "hosp"}
        one.add(Draft("-", "A ferry sailed at noon.", id="ferry"))
        assert found_in(one, "ferry") == {"ferry"}
        assert (one.check(), two.check()) == ((), ())


@_server
def test_a_moved_library_keeps_its_collection(tmp_path: Path, chroma: ChromaServer) -> None:
    with _opened(tmp_path / "one", chroma) as library:
        library.add(tram())
        library.pay()
        before = library._records.own_id()
    (tmp_path / "one").rename(tmp_path / "two")
    with _opened(tmp_path / "two", chroma) as library:
        assert library._records.own_id() == before
        assert library.pay() == 0
        assert found_in(library, "tram line") == {"tram"}


@_server
def test_what_one_process_adds_another_finds(tmp_path: Path, chroma: ChromaServer) -> None:
    with _opened(tmp_path, chroma) as one, _opened(tmp_path, chroma) as two:
        one.add(tram())
        assert found_in(two, "tram line") == {"tram"}
        two.add(hospital())
        assert found_in(one, "hospital beds") >= {"hosp"}
        two.rebuild()
        assert found_in(one, "tram line") >= {"tram"}
        assert one.check() == ()


@_server
def test_vectors_move_to_a_server_and_back_by_a_rebuild_only(
    tmp_path: Path, chroma: ChromaServer
) -> None:
    with _opened(tmp_path, None) as library:
        library.add(tram())
        before = library.search("tram line")
    with _opened(tmp_path, chroma) as library:
        with pytest.raises(LibraryError, match="in its folder, but BYLINE_CHROMA_URL names a"):
            library.search("tram line")
        with pytest.raises(LibraryError, match="in its folder, but BYLINE_CHROMA_URL names a"):
            library.remove(["tram"])
        assert library.count() == 1
        library.rebuild()
        assert library.search("tram line") == before
        assert library.check() == ()
    assert not list(tmp_path.glob("vectors*"))
    with _opened(tmp_path, None) as library:
        with pytest.raises(LibraryError, match="on a Chroma server; set BYLINE_CHROMA_URL"):
            library.search("tram line")
        library.rebuild()
        assert library.search("tram line") == before
        assert library.check() == ()


def _asked(library: Library, question: str) -> Answer:
    return ask(
        question, library, chat=None, today=dt.date(2026, 3, 10), clock=iter(count()).__next__
    )


@_server
def test_while_a_server_is_away_words_alone_answer_and_all_is_paid_when_it_is_back(
    tmp_path: Path,
) -> None:
    server = ChromaServer(tmp_path / "served")
    server.start()
    told = (
        f"The Chroma server at {server.url[7:]} cannot be reached; start it, or check "
        "BYLINE_CHROMA_URL."
    )
    by_words = f"Looked for by words alone, not by meaning: {told}"
    try:
        with _opened(tmp_path / "library", server) as library:
            library.add(tram())
            before = _asked(library, "What did Ida Lund say?")
            assert before.notice is None
            server.stop()

            answer = _asked(library, "What did Ida Lund say?")
            assert answer.sentences == before.sentences
            assert answer.notice == by_words
            assert f"the search by meaning ({by_words})" in [
                step.text for step in answer.trace if step.what == "dropped"
            ]
            refusal = _asked(library, "Who won the regatta?")
            assert (refusal.status, refusal.notice) == ("refused", by_words)
            with pytest.raises(LibraryError, match=re.escape(told)):
                library.remove(["tram"])  # which could not be forgotten completely
            assert library.count() == 1
            library.add(hospital())
            with pytest.raises(VectorsError, match=re.escape(told)):
                library.pay()
            assert (library._debts.count("words"), library.owed()) == (0, 1)
            assert found_in(library, "beds") == {"hosp"}
            assert any("cannot be reached" in fault.text for fault in library.check())

            server.start()
            assert _asked(library, "What did Ida Lund say?").notice is None
            assert library.owed() == 0
            assert found_in(library, "tram hospital") == {"tram", "hosp"}
            assert library.check() == ()
            before_loss = library.search("tram hospital")
            server.stop()
            server.start(tmp_path / "empty")  # as one whose disk is gone
            assert library.search("tram hospital") == before_loss
            assert library.check() == ()
    finally:
        server.stop()


def test_a_server_that_hangs_keeps_one_question_waiting_not_each(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as hanging:  # takes what comes, and says nothing
        url = f"http://127.0.0.1:{hanging.getsockname()[1]}"
        address = Address(url, seconds=0.2)
        with Library.open(tmp_path, ToyEmbedder(), server=address) as library:
            library.add(tram())
            for _ in range(3):
                answer = _asked(library, "What did Ida Lund say?")
                assert [s.text for s in answer.sentences] == ["“It is a start,” said Ida Lund."]
                assert answer.notice is not None
                assert "did not answer in time" in answer.notice
            hanging.setblocking(False)
            assert len(list(_connections(hanging))) == 1


def _connections(listening: socket.socket) -> Iterator[None]:
    while True:
        try:
            listening.accept()[0].close()
        except BlockingIOError:
            return
        yield


@_server
def test_no_word_of_an_article_is_on_the_server(tmp_path: Path, chroma: ChromaServer) -> None:
    with _opened(tmp_path, chroma) as library:
        library.add(hospital("Xyzzyplugh has 214 beds, said Henrik Sol.", title="Quuxgrault"))
        assert found_in(library, "xyzzyplugh") == {"hosp"}

    files = [file for file in chroma.folder.rglob("*") if file.is_file()]
    assert files
    for file in files:
        assert b"yzzyplugh" not in file.read_bytes(), file
        assert b"uuxgrault" not in file.read_bytes(), file


@_server
def test_what_a_killed_rebuild_leaves_on_the_server_is_found_and_swept(
    tmp_path: Path, chroma: ChromaServer
) -> None:
    with _opened(tmp_path, chroma) as library:
        library.add(tram())
        library.pay()
        place = Server(Address(chroma.url), library._records.own_id())
        place.open(5).close()

        assert [fault.text[-9:] for fault in library.check()] == ["server 5."]
        library.rebuild()
        assert library.check() == ()
        assert len(place.numbers()) == 1
        place.close()


class _Other(ThreadingHTTPServer):
    """Answers every request alike; keeps the headers that it was sent."""

    daemon_threads = True

    def __init__(self, status: int, body: bytes) -> None:
        super().__init__(("127.0.0.1", 0), _Answer)
        self.status = status
        self.body = body
        self.tokens: list[str | None] = []
        self.url = f"http://127.0.0.1:{self.server_port}"


class _Answer(BaseHTTPRequestHandler):
    server: _Other

    def do_GET(self) -> None:
        self.server.tokens.append(self.headers["Authorization"])
        self.send_response(self.server.status)
        self.send_header("Content-Length", str(len(self.server.body)))
        self.end_headers()
        self.wfile.write(self.server.body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  its base's name
        """Keep quiet."""


@contextmanager
def _served(status: int, body: object) -> Iterator[_Other]:
    content = body.encode() if isinstance(body, str) else json.dumps(body).encode()
    with _Other(status, content) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


@pytest.mark.parametrize(
    ("status", "body", "told"),
    [
        (401, "Unauthorized", "refuses the token; check BYLINE_CHROMA_TOKEN."),
        (403, {"error": "AuthorizationError", "message": "no"}, "refuses the token; check BYLINE"),
        (404, {"detail": "Not Found"}, "does not answer as Chroma 1 does (status 404)"),
        (410, {"error": "Unimplemented", "message": "gone"}, "as Chroma 1 does (status 410)"),
        (200, '"0.5.23"', "does not answer as Chroma 1 does (its version is 0.5.23)"),
        (200, "<html>", "does not answer as Chroma 1 does (its reply is of another kind)"),
        (200, {"version": 1}, "does not answer as Chroma 1 does (its version is {'version': 1})"),
        (500, {"error": "InternalError", "message": "disk\nfull"}, "failed (disk full); try again"),
        (502, "Bad gateway", "failed (Bad gateway); try again"),
    ],
)
def test_a_server_that_refuses_or_is_another_is_one_sentence(
    tmp_path: Path, status: int, body: object, told: str
) -> None:
    with (
        _served(status, body) as server,
        Library.open(tmp_path, ToyEmbedder(), server=Address(server.url, "secret")) as library,
    ):
        library.add(tram())
        with pytest.raises(VectorsError) as caught:
            library.pay()
        assert found_in(library, "tram") == {"tram"}
        assert set(server.tokens) == {"Bearer secret"}
    assert told in str(caught.value)
    assert str(caught.value).startswith("The Chroma server at 127.0.0.1:")
    assert "\n" not in str(caught.value)
    assert "secret" not in repr(Address(server.url, "secret"))


def test_an_address_that_is_none_is_named(tmp_path: Path) -> None:
    with Library.open(tmp_path, ToyEmbedder(), server=Address("localhost:8000")) as library:
        library.add(tram())
        with pytest.raises(LibraryError, match="BYLINE_CHROMA_URL is “localhost:8000”, which is"):
            library.search("tram")


@_server
def test_folders_with_one_record_share_the_vectors(
    chroma: ChromaServer, postgres: PostgresServer, tmp_path: Path
) -> None:
    address, server = postgres.emptied(), Address(chroma.url)
    one = Library.open(tmp_path / "one", ToyEmbedder(), server=server, database=address)
    other = Library.open(tmp_path / "other", ToyEmbedder(), server=server, database=address)
    with one, other:
        one.add(tram())
        one.pay()
        assert other._debts.count("vectors") == 0
        assert other._debts.count("words") > 0
        assert found_in(other, "tram") == {"tram"}
        other.add(hospital())
        assert found_in(one, "tram") == {"tram", "hosp"}
        assert one.rebuild() == other._debts.settled("vectors")
        assert found_in(other, "tram") == {"tram", "hosp"}
        with one._maps.reading(), other._maps.reading():
            pass  # both at once
        with one._records.hold("maps", shared=False), pytest.raises(LibraryError, match="in use"):
            other._records.hold("maps", shared=True, patience=0.1).__enter__()
        other.remove(["tram"])
        assert found_in(one, "tram") == {"hosp"}
        assert (one.check(), other.check()) == ((), ())
