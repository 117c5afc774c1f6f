"""A zip archive → the articles of the files in it."""

import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from io import BytesIO

from index.article import Draft
from index.errors import SourceError
from index.readers.encoding import MAX_BYTES, UnsupportedError, load
from index.readers.nesting import Allowance, Inner

_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_ENTRY = b"PK\x01\x02"
_MAX_ENTRIES = 20_000  # more take seconds to list
_MAX_RATIO = 200  # of text that is packed well; a bomb has 1,000
_RATIO_COUNTS = 1024 * 1024
_PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_LEVELS = 2  # an archive in an archive
_JUNK = re.compile(r"(?i)^(?:__MACOSX|\..*|Thumbs\.db|desktop\.ini)$")
_OFFICE = (
    (re.compile(r"word/document\.xml"), "a Word document"),
    (re.compile(r"xl/workbook\.(?:xml|bin)"), "an Excel workbook"),
    (re.compile(r"ppt/presentation\.xml"), "a PowerPoint presentation"),
    (re.compile(r"Index/Document\.iwa"), "a Pages, Numbers or Keynote document"),
    (re.compile(r"AndroidManifest\.xml|META-INF/MANIFEST\.MF"), "a program"),
)
_TYPES = {
    "application/vnd.oasis.opendocument.text": "an OpenDocument text",
    "application/vnd.oasis.opendocument.spreadsheet": "an OpenDocument spreadsheet",
    "application/vnd.oasis.opendocument.presentation": "an OpenDocument presentation",
    "application/epub+zip": "an EPUB book",
}
_REMEDIES = {
    "an Excel workbook": "save its table as CSV and add that",
    "an OpenDocument spreadsheet": "save its table as CSV and add that",
}


def is_zip(content: bytes) -> bool:
    """Tell whether a file is a zip archive or one of the documents that are."""
    return content.startswith(_ZIP)


def read_archive(
    content: bytes,
    source: str,
    allowance: Allowance,
    is_wanted: Callable[[str], bool],
    inner: Inner,
) -> Iterator[Draft | SourceError]:
    """Read the files of an archive in order of their names, each as `source/name`.

    Hidden files, those that a system adds and those of other kinds are passed over; a file that
    is encrypted, too large or has an unsafe name is a failure of its own.

    Args:
        content: of the archive.
        source: as the user named it.
        allowance: what may be unpacked.
        is_wanted: tells by a file's name whether it may be an article.
        inner: reads a file that was unpacked.

    Raises:
        SourceError: it is broken, too large, inside too many others, or no archive of articles.
    """
    if content.count(_ENTRY) > _MAX_ENTRIES:
        raise SourceError(
            f"{source} has more than {_MAX_ENTRIES:,} files in it: unpack it and add its folder.",
            source,
        )
    try:
        archive = zipfile.ZipFile(BytesIO(content))
        document = _document(archive)
    except _FAULTS as error:
        raise SourceError(f"{source} is a broken zip archive: make it anew.", source) from error
    if document:
        remedy = _REMEDIES.get(document, "save its text to a file and add that")
        raise UnsupportedError(
            f"{source} is {document}, which this version does not read: {remedy}.", source
        )
    if allowance.level >= _LEVELS:
        raise SourceError(
            f"{source} is an archive inside {allowance.level} other files: "
            "unpack them and add it by itself.",
            source,
        )
    yield from _read_entries(archive, source, allowance, is_wanted, inner)


def _read_entries(
    archive: zipfile.ZipFile,
    source: str,
    allowance: Allowance,
    is_wanted: Callable[[str], bool],
    inner: Inner,
) -> Iterator[Draft | SourceError]:
    found = False
    for entry in sorted(archive.infolist(), key=lambda entry: entry.filename):
        path = entry.filename.replace("\\", "/")
        if _is_passed_over(entry, path) or not is_wanted(path):
            continue
        name = f"{source}/{_shown(path)}"
        try:
            for item in inner(_unpack(archive, entry, path, name), name):
                if not isinstance(item, UnsupportedError):
                    found = True
                    yield item
        except SourceError as error:
            found = True
            yield error
        if allowance.spent:
            return
    if not found:
        yield SourceError(
            f"There is no file in {source} that can be read: check what is packed in it.", source
        )


def _unpack(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, path: str, name: str) -> bytes:
    """Return what is in an entry.

    Raises:
        SourceError: it is not safe to unpack, or broken.
    """
    _check(entry, path, name)
    try:
        with archive.open(entry) as stream:
            content = stream.read(MAX_BYTES + 1)
    except _FAULTS as error:
        raise SourceError(f"{name} is broken: make the archive anew.", name) from error
    return load(BytesIO(content), name)


def _check(entry: zipfile.ZipInfo, path: str, name: str) -> None:
    fault = None
    if path.startswith("/") or re.match("[A-Za-z]:", path) or ".." in path.split("/"):
        fault = "has a path that leads out of the archive: rename it and pack it anew"
    elif entry.flag_bits & 0x1:
        fault = "is encrypted: unpack the archive with its password and add the file"
    elif entry.compress_type not in _PACKINGS:
        fault = "is packed in a way that is not read: unpack the archive and add the file"
    elif entry.file_size > MAX_BYTES:
        fault = f"is larger than {MAX_BYTES // 1024**2} MB: split it into smaller files"
    elif entry.file_size > max(_RATIO_COUNTS, _MAX_RATIO * entry.compress_size):
        fault = (
            f"unpacks to more than {_MAX_RATIO} times its size, as only a trap does: "
            "unpack the archive and add the file if you trust it"
        )
    if fault:
        raise SourceError(f"{name} {fault}.", name)


def _is_passed_over(entry: zipfile.ZipInfo, path: str) -> bool:
    parts = [part for part in path.split("/") if part not in ("", ".", "..")]
    link = stat.S_ISLNK(entry.external_attr >> 16)
    return path.endswith("/") or link or any(map(_JUNK.match, parts)) or not parts


def _shown(path: str) -> str:
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in path[:300]).lstrip("/")


def _document(archive: zipfile.ZipFile) -> str | None:
    """Return what document an archive is; None for a mere archive."""
    names = set(archive.namelist())
    if "mimetype" in names:
        entry = archive.getinfo("mimetype")
        if entry.file_size < 200 and entry.compress_type in _PACKINGS and not entry.flag_bits & 1:
            told = archive.read(entry).decode("ascii", "replace").strip()
            return _TYPES.get(told.removesuffix("-template"))
    if names.isdisjoint({"[Content_Types].xml", "META-INF/MANIFEST.MF", "AndroidManifest.xml"}):
        names = {name for name in names if name.endswith(".iwa")}
    for pattern, kind in _OFFICE:
        if any(map(pattern.fullmatch, names)):
            return kind
    return None


_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OverflowError,
)
