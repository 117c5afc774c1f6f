"""What several tests share."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from chroma_server import ChromaServer
from hypothesis import HealthCheck, settings
from postgres_server import PostgresServer, programs

from index.embed import WordLlamaEmbedder

_KILL_ROUNDS = 6  # more with --kill-rounds

# How often each test of chance is tried; `make faults` takes the long one by its name.
_UNTIMED = settings(deadline=None, suppress_health_check=list(HealthCheck))
settings.register_profile("short", _UNTIMED, max_examples=40)
settings.register_profile("long", _UNTIMED, max_examples=1_000)
settings.load_profile("short")

SHARED = Path(__file__).parents[2] / "shared"


@pytest.fixture(scope="session")
def embedder() -> WordLlamaEmbedder:
    """The default embedder, its weights loaded once."""
    return WordLlamaEmbedder()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder beside the project with cases and data; tests that use it skip without it."""
    if not SHARED.is_dir():
        pytest.skip("there is no ../shared here")
    return SHARED


@pytest.fixture(scope="session")
def chroma(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ChromaServer]:
    """A Chroma server that answers, with nothing on it at first."""
    server = ChromaServer(tmp_path_factory.mktemp("chroma"))
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """A PostgreSQL that answers."""
    folder = programs()
    if folder is None:
        pytest.skip("there is no PostgreSQL here; Debian's package postgresql has it")
    server = PostgresServer(folder)
    try:
        server.start()
        yield server
    finally:
        server.remove()


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.server)])
def database(request: pytest.FixtureRequest) -> str | None:
    """Where a record is kept: in a file, or at the address of a PostgreSQL with nothing in it."""
    if request.param == "sqlite":
        return None
    server: PostgresServer = request.getfixturevalue("postgres")
    return server.emptied()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--kill-rounds",
        type=int,
        default=_KILL_ROUNDS,
        help="how often tests/test_killed.py kills a process at a random moment",
    )


@pytest.fixture
def kill_rounds(request: pytest.FixtureRequest) -> int:
    """How often a process is killed; many rounds find what few do not."""
    return int(request.config.getoption("--kill-rounds"))
