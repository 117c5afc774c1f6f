"""What the environment says about a library, a model and a page, read once."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, Self, get_args

from index.errors import BylineError

Telling = Literal["off", "counts", "text"]


class UseError(BylineError):
    """Byline was started in a way that cannot work; exit status 2."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What the environment says, read once and handed down.

    Attributes:
        library: the library's folder.
        model: the model to write with; None for the articles' own sentences.
        api_key: for the model's endpoint; local ones need none.
        base_url: the endpoint; None for OpenAI's own.
        embedder: the name of what makes the vectors.
        embeddings_url: an endpoint for embeddings alone; None for `base_url`.
        chroma_url: a Chroma server for the vectors; None for the library's folder.
        chroma_token: what that server asks for.
        host: the address that the page is served on.
        port: likewise.
        password: what the page asks for; None for a page that only this machine reaches.
        users: who may come in: a file of `name:hash` lines, or such lines; None for no names.
        user_header: the header in which a proxy names who it let in; None for no such proxy.
        root_path: the path that a proxy serves the page under, as in "/byline"; "" for none.
        server_names: that the page may be called by, beside this machine's own and numbers.
        read_only: the page changes nothing.
        log: what the served page tells of each piece of work: "off", "counts" or "text".
        allow_hosts: hosts whose pages are opened although they are in a private network.
        database: the address of a PostgreSQL database for the articles; None for the library's
            folder.
    """

    library: Path
    model: str | None
    api_key: str | None = field(repr=False)
    base_url: str | None
    embedder: str
    embeddings_url: str | None
    chroma_url: str | None
    chroma_token: str | None = field(repr=False)
    host: str
    port: int
    password: str | None = field(repr=False)
    users: str | None = field(default=None, repr=False)
    user_header: str | None = None
    root_path: str = ""
    server_names: tuple[str, ...] = ()
    read_only: bool = False
    log: Telling = "counts"
    allow_hosts: tuple[str, ...] = ()
    database: str | None = field(default=None, repr=False)

    @property
    def secrets(self) -> tuple[str, ...]:
        """What must stand in nothing that is told."""
        return tuple(filter(None, (self.api_key, self.chroma_token, self.password)))

    @classmethod
    def read(cls, environ: Mapping[str, str], dotenv: Path | None = None) -> Self:
        """Read the settings; an empty variable counts as none.

        Args:
            environ: the environment.
            dotenv: a file of `NAME=value` lines for what the environment leaves open.

        Raises:
            UseError: `BYLINE_PORT` is no port, a host in `BYLINE_ALLOW_HOSTS` is none,
                `BYLINE_READ_ONLY` is neither 1 nor 0, or `BYLINE_LOG` is none that there is.
        """
        from dotenv import dotenv_values
        from platformdirs import user_data_path

        of_file = dotenv_values(dotenv) if dotenv else {}
        found = {name: value for name, value in {**of_file, **environ}.items() if value}
        folder = found.get("BYLINE_LIBRARY")
        return cls(
            library=Path(folder).expanduser() if folder else user_data_path("byline"),
            model=found.get("BYLINE_MODEL"),
            api_key=found.get("OPENAI_API_KEY"),
            base_url=found.get("OPENAI_BASE_URL"),
            embedder=found.get("BYLINE_EMBEDDER", "wordllama"),
            embeddings_url=found.get("BYLINE_EMBEDDINGS_URL"),
            chroma_url=found.get("BYLINE_CHROMA_URL"),
            chroma_token=found.get("BYLINE_CHROMA_TOKEN"),
            host=found.get("BYLINE_HOST", "127.0.0.1"),
            port=_port(found.get("BYLINE_PORT", "7860")),
            password=found.get("BYLINE_PASSWORD"),
            users=found.get("BYLINE_USERS"),
            user_header=found.get("BYLINE_USER_HEADER"),
            root_path=path_of(found.get("BYLINE_ROOT_PATH", "")),
            server_names=_parts(found.get("BYLINE_SERVER_NAMES", "").lower()),
            read_only=_switch("BYLINE_READ_ONLY", found.get("BYLINE_READ_ONLY", "0")),
            log=_telling(found.get("BYLINE_LOG", "counts")),
            allow_hosts=_hosts(found.get("BYLINE_ALLOW_HOSTS", "")),
            database=found.get("BYLINE_DATABASE"),
        )


def _port(written: str) -> int:
    if written.isascii() and written.isdigit() and 0 < int(written) < 65536:
        return int(written)
    raise UseError(f"BYLINE_PORT is “{written}”, which is no port: set it to 1 to 65535.")


def path_of(written: str) -> str:
    """Return a path with a slash before it and none behind, or ""."""
    bare = written.strip().strip("/")
    return f"/{bare}" if bare else ""


def _switch(name: str, written: str) -> bool:
    if written not in ("0", "1"):
        raise UseError(f"{name} is “{written}”: set it to 1 for yes or 0 for no.")
    return written == "1"


def _telling(written: str) -> Telling:
    known: tuple[Telling, ...] = get_args(Telling)
    if written in known:
        return next(one for one in known if one == written)
    raise UseError(f"BYLINE_LOG is “{written}”: set it to off, counts or text.")


def _parts(written: str) -> tuple[str, ...]:
    return tuple(filter(None, (part.strip() for part in written.split(","))))


def _hosts(written: str) -> tuple[str, ...]:
    hosts = _parts(written)
    if hosts:
        from index.web.guard import host_name

        for host in hosts:
            try:
                host_name(host)
            except ValueError as error:
                raise UseError(
                    f"BYLINE_ALLOW_HOSTS names “{host}”, which is no host: "
                    "set it to names or numbers with commas between, such as 127.0.0.1,wiki.local."
                ) from error
    return hosts
