"""Any source → drafts of articles, by the reader that its content asks for."""

import datetime as dt
import re
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from dataclasses import replace
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from index.article import Draft
from index.errors import SourceError
from index.readers.addresses import ADDRESS, Web, read_address
from index.readers.apart import Apart, Reading
from index.readers.archive import is_zip, read_archive
from index.readers.docx import read_docx
from index.readers.encoding import UnsupportedError, load, to_text
from index.readers.feeds import read_feed
from index.readers.html import read_html
from index.readers.jsonl import read_jsonl
from index.readers.kinds import kind_of, office_kind_of
from index.readers.mail import read_mail, read_mailbox
from index.readers.markdown import read_markdown
from index.readers.message import message_kind
from index.readers.mhtml import read_mhtml
from index.readers.nesting import Allowance, Inner
from index.readers.pdf import read_pdf
from index.readers.plain import read_plain
from index.readers.table import read_table

MAX_CHARACTERS = 1_000_000  # of one article; the longest features have 100,000
MAX_LINES = 100_000
# What has no more bytes, and no more signs that may begin a tag, takes two seconds at most.
_SMALL, _FEW = 64 * 1024, 5_000

# In a folder: a saved page has its scripts beside it, which are text too.
_NAME = re.compile(
    r"(?i)(?:\.(?:txt|text|md|markdown|html?|xhtml|jsonl|ndjson|xml|rss|atom|pdf|docx|docm"
    r"|eml|mbox|mht|mhtml|csv|tsv|zip))(?:\.gz)?$"
)


Skip = Callable[[Path, bytes], bool]


def read(
    source: str,
    *,
    stdin: BinaryIO,
    today: dt.date,
    web: Web | None = None,
    skip: Skip | None = None,
    apart: Apart | None = None,
) -> Iterator[Draft | SourceError]:
    """Read the articles of an address, a file, a folder and its folders, or `-`, standard input.

    Files in a folder come in the order of their names; hidden ones and those of other kinds are
    passed over. Nothing is fetched for a file.

    Args:
        source: as the user named it.
        stdin: what `-` reads.
        today: no page is published later.
        web: opens addresses; None where none may be opened.
        skip: told of each file and what is in it, unpacked; true passes it over.
        apart: of `reading_apart`, where more sources are to be read.

    Yields:
        A draft or, as a value, what is wrong with one article; the others go on.
    """
    with nullcontext(apart) if apart else reading_apart() as process:
        reading = partial(_read_bounded, process)
        try:
            if source == "-":
                yield from reading(load(stdin, source), source, today)
            elif ADDRESS.match(source):
                yield from _read_address(source, today, web, reading)
            else:
                yield from _read_path(source, today, skip, reading)
        except SourceError as error:
            yield error


def read_content(
    content: bytes, name: str, today: dt.date, apart: Apart | None = None
) -> Iterator[Draft | SourceError]:
    """Read what was handed over as bytes, such as a file sent to the page; as `read` does."""
    with nullcontext(apart) if apart else reading_apart() as process:
        try:
            yield from _read_bounded(process, load(BytesIO(content), name), name, today)
        except SourceError as error:
            yield error


def reading_apart() -> Apart:
    """Return what reads large files in a process of its own; to be closed."""
    return Apart(_read_content)


def files_of(source: str) -> list[Path]:
    """Return the files that `read` opens for a source, in order; none for another kind."""
    path = Path(source)
    if source == "-" or ADDRESS.match(source):
        return []
    try:
        return _files_in(path) if path.is_dir() else [path] if path.is_file() else []
    except OSError:
        return []


def _read_address(
    source: str, today: dt.date, web: Web | None, reading: Reading
) -> Iterator[Draft | SourceError]:
    if web is None:
        raise SourceError(
            f"{source} is an address, and none is opened here: "
            "save the page in your browser and add the file.",
            source,
        )
    yield from read_address(source, web, today, reading)


def _read_path(
    source: str, today: dt.date, skip: Skip | None, reading: Reading
) -> Iterator[Draft | SourceError]:
    path = Path(source)
    if path.is_dir():
        yield from _read_folder(path, today, skip, reading)
    elif path.is_file():
        yield from _read_file(path, today, skip, reading)
    elif path.exists():
        raise SourceError(f"{source} is neither a file nor a folder: add one of these.", source)
    else:
        raise SourceError(f"There is no file or folder {source}: check the path.", source)


def _files_in(folder: Path) -> list[Path]:
    return [
        path
        for path in sorted(folder.rglob("*"))
        if _NAME.search(path.name)
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
        and path.is_file()
    ]


def _read_folder(
    folder: Path, today: dt.date, skip: Skip | None, reading: Reading
) -> Iterator[Draft | SourceError]:
    found = False
    for path in _files_in(folder):
        try:
            yield from _read_file(path, today, skip, reading)
            found = True
        except UnsupportedError:
            continue
        except SourceError as error:
            found = True
            yield error
    if not found:
        raise SourceError(
            f"There is no file that can be read in {folder}: check the path.",
            str(folder),
        )


def _read_file(
    path: Path, today: dt.date, skip: Skip | None, reading: Reading
) -> Iterator[Draft | SourceError]:
    source = str(path)
    try:
        with path.open("rb") as stream:
            content = load(stream, source)
    except OSError as error:
        raise SourceError(
            f"{source} cannot be read ({error.strerror}): check its permissions.", source
        ) from error
    if skip is None or not skip(path, content):
        yield from reading(content, source, today)


def _read_bounded(
    apart: Apart, content: bytes, source: str, today: dt.date
) -> Iterator[Draft | SourceError]:
    """Read here what is small, and in a process that can be ended what is not."""
    small = len(content) <= _SMALL and content.count(b"<") <= _FEW and not is_zip(content)
    small = small or office_kind_of(content) == "pdf"  # which has a process of its own
    yield from (_read_content if small else apart.read)(content, source, today)


def _read_content(
    content: bytes, source: str, today: dt.date, allowance: Allowance | None = None
) -> Iterator[Draft | SourceError]:
    allowance = allowance or Allowance()
    inner = _inner(today, allowance)
    office, message = office_kind_of(content), message_kind(content)
    if office:
        reader = read_pdf if office == "pdf" else read_docx
        yield _checked(reader(content, source, today))
    elif is_zip(content):
        yield from read_archive(content, source, allowance, _is_named, inner)
    elif message == "mail":
        yield from map(_within_length, read_mail(content, source, today, inner))
    elif message == "mailbox":
        yield from map(_within_length, read_mailbox(content, source, today, inner))
    elif message == "page":
        yield _checked(read_mhtml(content, source, today))
    else:
        yield from _read_text(to_text(content, source), source, today)


def _inner(today: dt.date, allowance: Allowance) -> Inner:
    """Return what reads the files inside a source; its faults are values."""

    def read_inner(content: bytes, source: str) -> Iterator[Draft | SourceError]:
        try:
            inside = allowance.inside(content, source)
            yield from _read_content(content, source, today, inside)
        except SourceError as error:
            yield error

    return read_inner


def _read_text(text: str, source: str, today: dt.date) -> Iterator[Draft | SourceError]:
    kind = kind_of(text, source)
    if kind == "jsonl":
        yield from map(_within_length, read_jsonl(text, source))
    elif kind == "table":
        yield from map(_within_length, read_table(text, source, today))
    elif kind == "a feed":
        yield from map(_within_length, read_feed(text, source, today))
    elif kind == "html":
        yield _checked(read_html(text, source, today))
    elif kind == "markdown":
        yield _checked(read_markdown(text, source))
    elif kind == "text":
        yield _checked(read_plain(text, source))
    else:
        raise UnsupportedError(
            f"{source} is {kind}, which this version does not read: "
            "save the article as text or HTML and add that.",
            source,
        )


def _is_named(path: str) -> bool:
    """Tell by a name inside an archive whether it may be an article; a name may have no ending."""
    return bool(_NAME.search(path)) or "." not in Path(path).name


def _checked(draft: Draft) -> Draft:
    """Return a file's draft with a title, from the file's name where it states none.

    Raises:
        SourceError: it has no words, or more than an article has.
    """
    if not draft.text.strip():
        raise SourceError(
            f"{draft.source} has a header but no text: add the article.", draft.source
        )
    within = _within_length(draft)
    if isinstance(within, SourceError):
        raise within
    return draft if draft.title else replace(draft, title=_title(draft.source))


def _within_length(item: Draft | SourceError) -> Draft | SourceError:
    if isinstance(item, SourceError):
        return item
    if (lines := item.text.count("\n")) > MAX_LINES:
        return SourceError(
            f"{item.source} has {lines:,} lines, more than the {MAX_LINES:,} of the longest "
            "article: divide it into articles.",
            item.source,
        )
    if len(item.text) <= MAX_CHARACTERS:
        return item
    return SourceError(
        f"{item.source} has {len(item.text):,} characters, more than the {MAX_CHARACTERS:,} "
        "of the longest article: divide it into articles.",
        item.source,
    )


def _title(source: str) -> str | None:
    """Make a title of a file's name; None for standard input."""
    if source == "-":
        return None
    stem = _NAME.sub("", Path(source).name)
    words = " ".join(re.sub(r"[-_\s]+", " ", stem).split())
    return words[:1].upper() + words[1:] or None
