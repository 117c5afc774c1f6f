"""The page on a port: what is let in, under which path, and with which headers."""

import base64
import binascii
import contextlib
import socket
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import fastapi
import gradio as gr
import uvicorn
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from index.errors import BylineError
from index.page.callers import refusal
from index.page.metrics import CONTENT_TYPE, Metrics
from index.page.sign_in import Keeper

# Gradio sets this as it is on its page for names and passwords, which has no style and no title.
_SIGN_IN = (
    f"""<style onload="document.title = 'Byline'">"""
    f"{Path(__file__).with_name('sign_in.css').read_text('utf-8')}</style>Please sign in."
)
_GRACE = 2  # seconds that an open answer has when the page is stopped
# Gradio's scripts need the two "unsafe-" words; what matters is that no other host is asked.
_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob:; "
        "form-action 'self'; base-uri 'self'; object-src 'none'; frame-ancestors 'self'"
    ),
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}


@dataclass(frozen=True, slots=True)
class Door:
    """Where the page is, and who may come in.

    Attributes:
        host: the address to listen on.
        port: likewise; 0 for any that is free.
        root_path: the path that a proxy in front serves the page under, as in "/byline".
        keeper: lets people in by name and password; None for everybody.
        user_header: the header in which a proxy in front names who it let in; None for no such.
        names: that the page may be called by, beside this machine's own and plain numbers.
        max_upload: how large an uploaded file may be, as in "256mb".
        mcp: also speak the Model Context Protocol, under `/gradio_api/mcp/`.
    """

    host: str
    port: int
    root_path: str = ""
    keeper: Keeper | None = None
    user_header: str | None = None
    names: Collection[str] = ()
    max_upload: str = "256mb"
    mcp: bool = False

    @property
    def address(self) -> str:
        """Where the page is, as a browser writes it."""
        name = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{name}:{self.port}"


def serve(
    blocks: gr.Blocks,
    door: Door,
    stylesheets: Sequence[Path],
    metrics: Metrics,
    started: Callable[[], None],
) -> None:
    """Serve the page until Ctrl-C.

    Args:
        blocks: the page.
        door: where it is, and who may come in.
        stylesheets: its own, after Gradio's.
        metrics: what `/metrics` tells.
        started: called once, when the page answers.

    Raises:
        BylineError: the port cannot be listened on.
    """
    app = _mounted(blocks, door, stylesheets, metrics)
    config = uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=_GRACE)
    with _listening(door) as listening, contextlib.suppress(KeyboardInterrupt):
        _Server(config, started).run(sockets=[listening])


class _Server(uvicorn.Server):
    """A server that tells when it answers."""

    def __init__(self, config: uvicorn.Config, on_start: Callable[[], None]) -> None:
        super().__init__(config)
        self._on_start = on_start

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._on_start()


def _listening(door: Door) -> socket.socket:
    family = socket.AF_INET6 if ":" in door.host else socket.AF_INET
    try:
        return socket.create_server((door.host, door.port), family=family, backlog=2048)
    except OSError as error:
        raise BylineError(
            f"Port {door.port} on {door.host} cannot be used, most likely because another program "
            "has it: choose another one with --port."
        ) from error


def _mounted(
    blocks: gr.Blocks, door: Door, stylesheets: Sequence[Path], metrics: Metrics
) -> fastapi.FastAPI:
    """Put Byline's own addresses before the page's."""
    app = fastapi.FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    open_to_all = door.keeper is None and door.user_header is None
    app.add_middleware(_Guard, names=door.names if open_to_all else None)
    app.add_middleware(_WithHeaders)
    app.add_api_route("/health", lambda: JSONResponse({"status": "ok"}))

    def told(request: fastapi.Request) -> Response:
        if _may_measure(request, door):
            return Response(metrics.text(), media_type=CONTENT_TYPE)
        return Response(status_code=401, headers={"WWW-Authenticate": 'Basic realm="Byline"'})

    app.add_api_route("/metrics", told, response_class=Response)

    def article(article_id: str, p: int = 0) -> RedirectResponse:
        place = f"&p={p}" if p > 0 else ""
        return RedirectResponse(f"{door.root_path}/?article={quote(article_id, safe='')}{place}")

    app.add_api_route("/article/{article_id:path}", article, response_class=RedirectResponse)
    gr.mount_gradio_app(
        app,
        blocks,
        path="/",
        server_name=door.host,
        server_port=door.port,
        footer_links=[],
        run_history=False,
        app_kwargs={"docs_url": None, "redoc_url": None, "openapi_url": None},
        auth=door.keeper,
        auth_message=_SIGN_IN,
        auth_dependency=_named_in(door.user_header) if door.user_header else None,
        root_path=door.root_path,
        show_error=False,
        max_file_size=door.max_upload,
        ssr_mode=False,
        enable_monitoring=False,
        pwa=False,
        mcp_server=door.mcp,
        theme=_theme(),
        favicon_path=Path(__file__).with_name("favicon.svg"),
        css_paths=list(stylesheets),
    )
    return app


def _theme() -> gr.themes.Base:
    """Return the colours that the page has before its own style is there, which are the same."""
    return gr.themes.Base(font=["system-ui"], font_mono=["ui-monospace"]).set(
        body_background_fill="#fdfcf9",
        body_background_fill_dark="#1a1917",
        body_text_color="#22201c",
        body_text_color_dark="#e8e4db",
        loader_color="#8a5300",
        loader_color_dark="#e4b566",
    )


class _Guard:
    """Takes no request that a page of another site makes."""

    def __init__(self, app: ASGIApp, names: Collection[str] | None) -> None:
        self._app = app
        self._names = names

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            why = refusal(scope["method"], Headers(scope=scope), self._names)
            if why:
                return await PlainTextResponse(why, 403)(scope, receive, send)
        return await self._app(scope, receive, send)


class _WithHeaders:
    """Adds the headers to every response; streams pass through."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, sent)


def _may_measure(request: fastapi.Request, door: Door) -> bool:
    """Tell whether a program may read the metrics: as a person may the page, by basic sign-in."""
    if door.user_header:
        return bool(request.headers.get(door.user_header))
    if door.keeper is None:
        return True
    scheme, _, given = request.headers.get("Authorization", "").partition(" ")
    try:
        name, colon, password = base64.b64decode(given).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return False
    return scheme.lower() == "basic" and bool(colon) and door.keeper(name, password)


def _named_in(header: str) -> Callable[[fastapi.Request], str | None]:
    """Return what tells the user that a proxy let in; nobody comes in without."""
    return lambda request: request.headers.get(header) or None
