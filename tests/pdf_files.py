"""PDF files made by hand for tests: words at places, in the standard fonts."""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass

FONTS = {"F1": "Times-Roman", "F2": "Times-Bold", "F3": "Times-Italic"}
WIDTH, HEIGHT = 595, 842


@dataclass(frozen=True)
class Set:
    """Words set at a place, by `extra` PDF operators before them where needed."""

    x: float
    y: float
    text: str
    size: float = 10
    font: str = "F1"
    extra: str = ""


def lines(x: float, y: float, text: str, *, size: float = 10, leading: float = 12) -> list[Set]:
    """Set lines below each other; an empty one leaves a gap, a leading `>` indents."""
    placed = []
    for at, line in enumerate(text.strip("\n").split("\n")):
        indent = 12 if line.startswith(">") else 0
        placed.append(Set(x + indent, y - at * leading, line.removeprefix(">"), size))
    return [each for each in placed if each.text.strip()]


def pdf(
    *pages: Sequence[Set | str],
    info: dict[str, str] | None = None,
    catalog: str = "",
    page: str = "",
    packed: bool = False,
) -> bytes:
    """Make a PDF.

    Args:
        pages: what is set on each; a string is put into its content as it stands.
        info: the metadata.
        catalog: more entries for the catalog, such as `/Lang (de)`.
        page: more entries for each page, such as `/Rotate 90`.
        packed: whether the content is compressed.
    """
    fonts = " ".join(
        f"/{key} << /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>"
        for key, name in FONTS.items()
    )
    picture = (
        b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray"
        b" /BitsPerComponent 8 /Length 1 >>\nstream\n\x80\nendstream"
    )
    kids = " ".join(f"{4 + 2 * at} 0 R" for at in range(len(pages)))
    facts = " ".join(f"/{key} {_text(value)}" for key, value in (info or {}).items())
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R {catalog} >>".encode(),
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        picture,
    ]
    for at, content in enumerate(pages):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] {page}"
            f" /Contents {5 + 2 * at} 0 R /Resources"
            f" << /Font << {fonts} >> /XObject << /P1 3 0 R >> >> >>".encode()
        )
        objects.append(_stream("\n".join(map(_operators, content)).encode("cp1252"), packed))
    objects.append(f"<< {facts} >>".encode("latin-1"))
    return _file(objects)


def _operators(thing: Set | str) -> str:
    if isinstance(thing, str):
        return thing
    words = thing.text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    place = f"1 0 0 1 {thing.x} {thing.y} Tm"
    return f"q BT {thing.extra} /{thing.font} {thing.size} Tf {place} ({words}) Tj ET Q"


def _text(value: str) -> str:
    return f"<FEFF{value.encode('utf-16-be').hex()}>"


def _stream(content: bytes, packed: bool) -> bytes:
    body = zlib.compress(content, 9) if packed else content
    coded = "/Filter /FlateDecode " if packed else ""
    return f"<< {coded}/Length {len(body)} >>\nstream\n".encode() + body + b"\nendstream"


def _file(objects: Sequence[bytes]) -> bytes:
    out, places = bytearray(b"%PDF-1.5\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(objects)
    out += b"trailer << /Size %d /Root 1 0 R /Info %d 0 R >>\n" % (count + 1, count)
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % start)
