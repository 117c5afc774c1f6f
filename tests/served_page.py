"""`byline serve` as a process, for the tests in a browser."""

import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

_ROOT = Path(__file__).parent.parent
_BARE = {"PATH": "/usr/bin:/bin", "PYTHONUTF8": "1"}  # Gradio looks for PATH
_STARTED = "Byline is at "
_PATIENCE = 60.0  # seconds; six to import Gradio, more on a busy machine


@dataclass(frozen=True)
class Server:
    """`byline serve` as a process of its own, over a library in a temporary folder."""

    process: subprocess.Popen[bytes]
    port: int
    folder: Path

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    @property
    def said(self) -> str:
        return (self.folder / "said").read_text("utf-8")

    def wait(self) -> None:
        """Wait until the page answers."""
        deadline = time.monotonic() + _PATIENCE
        while _STARTED not in self.said:
            assert self.process.poll() is None, f"it did not start: {self.said}"
            assert time.monotonic() < deadline, f"it does not start: {self.said}"
            time.sleep(0.1)

    def interrupt(self) -> int:
        """Send it Ctrl-C; returns its exit status."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(timeout=20)


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def start(folder: Path, *options: str, **environment: str) -> Server:
    """Start `byline serve` over the library in `folder`, on a free port.

    Args:
        folder: has the library in `lib`, and takes what the server says.
        options: of `byline serve`.
        environment: further variables.
    """
    port = free_port()
    # Not the installed command: it may be that of another copy of these files.
    byline = [sys.executable, "-c", "import sys, app; sys.exit(app.main())"]
    own = {"HOME": str(folder), "BYLINE_LIBRARY": str(folder / "lib"), "PYTHONPATH": str(_ROOT)}
    with (folder / "said").open("wb") as said:
        process = subprocess.Popen(
            [*byline, "serve", "--port", str(port), *options],
            stdout=said,
            stderr=said,
            cwd=folder,
            env={**_BARE, **own, **environment},
        )
    return Server(process, port, folder)
