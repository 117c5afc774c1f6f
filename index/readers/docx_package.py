"""The zip that a Word document is → its parts as XML, within limits."""

import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Protocol, cast

from index.errors import SourceError
from index.readers.encoding import MAX_BYTES, UnsupportedError

_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_MOST_ENTRIES = 10_000
_ENCRYPTED_FLAG = 0x1


class Node(Protocol):
    """What is used here of an lxml element (its package has no types)."""

    tag: str
    text: str | None
    attrib: dict[str, str]

    def __iter__(self) -> "Iterator[Node]": ...
    def iter(self) -> "Iterator[Node]": ...  # noqa: D102 - lxml's own


def name_of(node: Node) -> str:
    """Return an element's name without its namespace: Word writes the same in two sets of them."""
    return node.tag.rpartition("}")[2]


def value_of(node: Node, name: str = "val") -> str | None:
    """Return an attribute of an element, in whatever namespace."""
    for key, value in node.attrib.items():
        if key.rpartition("}")[2] == name:
            return value
    return None


def child_of(node: Node | None, *names: str) -> Node | None:
    """Return the descendant along a path of names; None where there is none."""
    for name in names:
        if node is None:
            return None
        node = next((child for child in node if name_of(child) == name), None)
    return node


class Package:
    """The parts of a document that refer to each other; nothing is ever unpacked to a disk."""

    def __init__(self, content: bytes, source: str) -> None:
        """Open a document.

        Raises:
            SourceError: it is no zip that Word would open, locked with a password, or too large.
        """
        self._source = source
        self._left = MAX_BYTES
        if content.startswith(_OLD_OFFICE):
            raise self._old(content)
        try:
            self._zip = zipfile.ZipFile(BytesIO(content))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise self.damaged() from error
        entries = self._zip.infolist()
        if len(entries) > _MOST_ENTRIES:
            raise self._large()
        self._entries = {entry.filename.lower(): entry for entry in entries}
        main = next((part for kind, part in self._links("") if kind == "officedocument"), None)
        self._main = main or "word/document.xml"

    def main(self) -> Node:
        """Return the document's own part.

        Raises:
            SourceError: it is missing or broken, or larger than it may be.
        """
        node = self._part(self._main)
        if node is None:
            raise self.damaged()
        return node

    def part(self, kind: str) -> Node | None:
        """Return what the document refers to ("styles", "footnotes"); None where it's not there."""
        found = next((part for link, part in self._links(self._main) if link == kind), None)
        return self._optional(found)

    def core(self) -> Node | None:
        """Return the core properties."""
        found = next((part for kind, part in self._links("") if kind == "core-properties"), None)
        return self._optional(found or "docProps/core.xml")

    def damaged(self) -> SourceError:
        """Return the error for what cannot be read."""
        return SourceError(
            f"{self._source} is a damaged Word document: open it in Word, save it anew and add "
            "that.",
            self._source,
        )

    def _optional(self, part: str | None) -> Node | None:
        try:
            return self._part(part) if part else None
        except SourceError:
            return None

    def _links(self, part: str) -> list[tuple[str, str]]:
        """Return the kinds and paths of what a part refers to inside the package."""
        folder, name = posixpath.split(part)
        relations = self._optional(posixpath.join(folder, "_rels", f"{name}.rels"))
        links = []
        for node in relations if relations is not None else ():
            target, mode = value_of(node, "Target"), value_of(node, "TargetMode")
            if target and mode != "External":
                path = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
                kind = (value_of(node, "Type") or "").rpartition("/")[2].lower()
                links.append((kind, path))
        return links

    def _part(self, part: str) -> Node | None:
        entry = self._entries.get(part.lower())
        if entry is None:
            return None
        if entry.flag_bits & _ENCRYPTED_FLAG:
            raise self._locked()
        try:
            with self._zip.open(entry) as stream:
                content = stream.read(self._left + 1)
        except (
            zipfile.BadZipFile,
            zlib.error,
            ValueError,
            OSError,
            EOFError,
            RuntimeError,
        ) as error:
            raise self.damaged() from error
        self._left -= len(content)
        if self._left < 0:
            raise self._large()
        return self._parsed(content)

    def _parsed(self, content: bytes) -> Node:
        # Late: it takes 0.05 s to import, and who adds text needs none of it.
        from lxml import etree

        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            root = etree.fromstring(content, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise self.damaged() from error
        if root.getroottree().docinfo.doctype:
            raise self.damaged()  # Word writes none; entities are declared in one
        return cast("Node", root)

    def _old(self, content: bytes) -> SourceError:
        if _ENCRYPTED_STREAM in content:
            return self._locked()
        return UnsupportedError(
            f"{self._source} is an old Office document (.doc), which this version does not read: "
            "open it in Word or LibreOffice, save it as .docx and add that.",
            self._source,
        )

    def _locked(self) -> SourceError:
        return SourceError(
            f"{self._source} is locked with a password: save a copy without one and add that.",
            self._source,
        )

    def _large(self) -> SourceError:
        return SourceError(
            f"{self._source} is larger unpacked than {MAX_BYTES // 1024**2} MB: "
            "save its text to a new document and add that.",
            self._source,
        )
