"""Byline's front door: settings, command line and page, put together from their parts."""

import datetime as dt
import importlib.metadata
import importlib.util
import os
import sys
import tempfile
import threading
import time
import traceback
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from index.errors import BylineError
from index.settings import Settings, UseError, path_of
from index.watch import Watch, Work, unwatched

if TYPE_CHECKING:
    import gradio as gr

    from index.embed import Embedder
    from index.library import Library
    from index.page.metrics import Metrics
    from index.page.serving import Door
    from index.readers.addresses import Fetch
    from qa.llm import Chat

STYLESHEETS = tuple(
    Path(__file__).parent / stylesheet
    for stylesheet in (
        "index/page/page.css",
        "index/page/masthead.css",
        "index/page/library.css",
        "index/page/quotes.css",
        "index/page/source.css",
        "qa/page/answers.css",
        "qa/page/choosing.css",
        "qa/page/summary.css",
        "qa/page/chat.css",
        "qa/page/conversations.css",
        "eval/page/evaluate.css",
        "eval/page/figures.css",
        "eval/page/cases.css",
    )
)
VIEWS = ("Chat", "Summary", "Quotes", "Library", "Evaluate")
_OTHERS = 0o077  # what nobody but the user may do with the files that are made


def main() -> int:
    """Run the command line; every error ends here as one sentence on standard error.

    Returns:
        0 all done; 1 an error, or some of it failed; 2 wrong use; 130 interrupted.
    """
    arguments = [argument for argument in sys.argv[1:] if argument != "--debug"]
    debug = len(arguments) < len(sys.argv[1:])
    os.umask(_OTHERS)
    failed = partial(_failed, debug=debug)
    try:
        settings = Settings.read(os.environ, _dotenv())
        failed = partial(_failed, debug=debug, secrets=settings.secrets)
        status = command_line(settings)(arguments, "byline", standalone_mode=False)
    except typer.Abort:
        return 130
    except typer.TyperException as error:
        told = error.format_message()
        # A help text stands in place of the message where no command was given.
        more = "" if "\n" in told else " See byline --help."
        return failed(told + more, error.exit_code)
    except UseError as error:
        return failed(str(error), 2)
    except BylineError as error:
        return failed(str(error), 1)
    except Exception as error:  # noqa: BLE001  the one place where a fault of ours may end
        fault = f"{type(error).__name__}: {error}"
        told = f"Byline failed by a fault of its own ({fault}); --debug shows where."
        return failed(told, 1)
    return status if isinstance(status, int) else 0


def command_line(settings: Settings) -> typer.Typer:
    """Put the commands of all parts together."""
    # Late: `import app` alone loads none of this.
    from eval.commands import add_commands as add_eval_commands
    from index.commands import add_commands as add_index_commands
    from index.opening import embedder_of, fetch_of, open_library
    from index.page.user_command import add_user_command
    from qa.choice import chat_of, try_model
    from qa.commands import add_commands as add_qa_commands
    from qa.speakers_command import add_speakers_command

    app = typer.Typer(
        help="Answers and summaries from news articles, with every sentence cited.",
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
    )
    app.callback()(_options)
    folder = settings.library
    opens, open_chat = partial(open_library, settings), partial(chat_of, settings)
    add_index_commands(
        app,
        library_folder=folder,
        open_library=opens,
        open_fetch=partial(fetch_of, settings, _version()),
        embedder_named=partial(embedder_of, settings),
        try_model=partial(try_model, settings),
        today=_today(),
        clock=time.monotonic,
    )
    add_qa_commands(
        app,
        library_folder=folder,
        open_library=opens,
        open_chat=open_chat,
        today=_today(),
        clock=time.monotonic,
        now=_now,
        version=_version(),
    )
    add_speakers_command(app, library_folder=folder, open_library=opens, open_chat=open_chat)
    _add_serve(app, settings)
    add_user_command(app)
    add_eval_commands(
        app,
        library_folder=folder,
        embedder=embedder_of(settings),
        open_chat=open_chat,
        version=_version(),
        now=_now,
        clock=time.monotonic,
    )
    return app


def page(
    library: "Library",
    chat: "Chat | None",
    embedder: "Embedder",
    folder: Path,
    open_fetch: "Callable[[], Fetch] | None" = None,
    *,
    read_only: bool = False,
    watch: Watch = unwatched,
) -> "gr.Blocks":
    """Put the page's views together.

    Args:
        library: what is asked about.
        chat: writes; None for no model.
        embedder: embeds the articles of sets that are run.
        folder: the library's, where sets and runs are kept.
        open_fetch: makes what opens a pasted address; None where none may be opened.
        read_only: nothing on the page changes the library, and no set is run.
        watch: is told of every piece of work.
    """
    import gradio as gr  # 6 s, which only who serves waits for

    from eval.fresh import Means
    from eval.page.evaluate import add_evaluate_view
    from eval.sample import fill
    from index.page.api import add_library_api
    from index.page.library import add_library_view
    from index.page.masthead import add_masthead
    from index.page.quotes import add_quotes_view
    from index.page.source import add_source_pane
    from qa.page.api import add_questions_api
    from qa.page.chat import add_chat_view
    from qa.page.noted import noted
    from qa.page.summary import add_summary_view

    # What was uploaded is deleted when it is an hour old; by then it is in the library.
    blocks = gr.Blocks(
        title="Byline", fill_width=True, analytics_enabled=False, delete_cache=(600, 3600)
    )
    # A run adds articles and takes the machine's time, which is no reader's to give away.
    views = VIEWS[:-1] if read_only else VIEWS
    with blocks:
        on_show = add_masthead(views, library, chat.model if chat else None, read_only=read_only)
        version = _version()
        add_chat_view(
            library,
            chat,
            on_show,
            folder=folder,
            now=_now,
            version=version,
            read_only=read_only,
            watch=watch,
        )
        add_summary_view(library, chat, watch)
        add_quotes_view(library, on_show, read_only=read_only)
        add_library_view(
            library,
            _today,
            lambda: fill(library, _today()),
            open_fetch,
            read_only=read_only,
            watch=watch,
        )
        if not read_only:
            means = Means(embedder, chat, time.monotonic, version)
            add_evaluate_view(folder, means, _now, on_show)
        add_source_pane(library, noted)
        add_library_api(library, _today, open_fetch, read_only=read_only, watch=watch)
        add_questions_api(library, chat, _today, watch)
    return blocks


def _add_serve(app: typer.Typer, settings: Settings) -> None:
    @app.command()
    def serve(
        host: Annotated[str, typer.Option(help="The address to serve on.")] = settings.host,
        port: Annotated[
            int, typer.Option(min=1, max=65535, help="The port to serve on.")
        ] = settings.port,
        root_path: Annotated[
            str, typer.Option(metavar="PATH", help="The path that a proxy serves the page under.")
        ] = settings.root_path,
        sample: Annotated[
            bool, typer.Option("--sample", help="Fill an empty library with the sample articles.")
        ] = False,
        read_only: Annotated[
            bool, typer.Option("--read-only", help="Let nobody change the library.")
        ] = settings.read_only,
        mcp: Annotated[
            bool, typer.Option("--mcp", help="Speak the Model Context Protocol, too.")
        ] = False,
        library: Annotated[
            Path, typer.Option("--library", metavar="DIR", help="The library's folder.")
        ] = settings.library,
    ) -> None:
        """Serve the web page."""
        from eval.sample import fill
        from index.opening import embedder_of, fetch_of, open_library
        from index.page.access import check_door, check_protocol, keeper_for
        from qa.choice import chat_of

        keeper = keeper_for(settings)
        check_door(host, guarded=bool(keeper or settings.user_header))
        if mcp:
            check_protocol()
        with open_library(settings, library) as opened, tempfile.TemporaryDirectory() as uploads:
            _keep_to_itself(Path(uploads))
            if sample and not opened.count():
                added = fill(opened, _today())
                _say(f"The library was empty: {added} sample articles are in it now.")
            metrics, watch = _watching(opened, settings)
            chat, embedder = chat_of(settings, None), embedder_of(settings)
            blocks = page(
                opened,
                chat,
                embedder,
                library,
                partial(fetch_of, settings, _version()),
                read_only=read_only,
                watch=watch,
            )
            from index.page.serving import Door

            door = Door(
                host,
                port,
                path_of(root_path),
                keeper,
                settings.user_header,
                settings.server_names,
                mcp=mcp,
            )
            _answer_until_stopped(blocks, door, metrics, opened)


def _watching(library: "Library", settings: Settings) -> "tuple[Metrics, Watch]":
    """Return what counts pieces of work, and what tells it and the log of each."""
    from index.page.log import log_to
    from index.page.metrics import Metrics

    metrics, log = Metrics(library.count), log_to(sys.stderr, settings.log, _now)

    def watch(work: Work) -> None:
        metrics.watch(work)
        log(work)

    return metrics, watch


def _answer_until_stopped(
    blocks: "gr.Blocks", door: "Door", metrics: "Metrics", library: "Library"
) -> None:
    """Serve the page; what questions need is read as soon as it answers."""
    from index.page.serving import serve
    from index.warm import warm

    warming = threading.Thread(target=warm, args=(library,))

    def started() -> None:
        _say(f"Byline is at {door.address} — Ctrl-C stops it")
        warming.start()

    serve(blocks, door, STYLESHEETS, metrics, started)
    if warming.ident is not None:
        warming.join()


def _keep_to_itself(uploads: Path) -> None:
    """Set what Gradio reads from the environment when it is imported."""
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
    os.environ["GRADIO_TEMP_DIR"] = str(uploads)


def _options(
    version: Annotated[
        bool, typer.Option("--version", is_eager=True, callback=lambda told: _tell_version(told))
    ] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Show where an error comes from.")] = False,
) -> None:
    """What every command takes; `main` reads `--debug`, wherever it stands."""


def _tell_version(told: bool) -> None:
    if told:
        _say(f"byline {_version()}")
        raise typer.Exit


def _failed(sentence: str, status: int, debug: bool, secrets: Sequence[str] = ()) -> int:
    """Tell of an error; an endpoint may have sent back the key that it did not take."""
    told = f"{sentence}\n"
    if debug:
        told = traceback.format_exc() + told
    for secret in secrets:
        told = told.replace(secret, "…")
    sys.stderr.write(told)
    return status


def _dotenv() -> Path | None:
    from dotenv import find_dotenv

    found = find_dotenv(usecwd=True)
    return Path(found) if found else None


def _version() -> str:
    return importlib.metadata.version("byline")


def _today() -> dt.date:
    return _now().date()


def _now() -> dt.datetime:
    return dt.datetime.now().astimezone()


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()
