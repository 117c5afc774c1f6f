"""Samples of every kind that is read, and the ways in which they are broken for tests."""

import gzip
import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

_TEXT = (
    "Fire closes the quay\n\nA fire burned three sheds in the harbour of Port Ellery on Monday.\n\n"
    "“Nobody was hurt,” said Mara Ostrov, the harbour master, who told the Echo that the ferries "
    "sail again on 12 March.\n\nHenrik Sol said the cause was unknown.\n"
)
_PARAGRAPHS = "".join(f"<p>{part}</p>" for part in _TEXT.strip().split("\n\n")[1:])
_PAGE = (
    "<!DOCTYPE html><html><head><title>Fire closes the quay</title><meta charset=utf-8>"
    '<meta property="article:published_time" content="2026-02-10T08:00:00Z"></head>'
    f"<body><article><h1>Fire closes the quay</h1>{_PARAGRAPHS * 3}</article></body></html>"
)
_ROW = {"id": "f-1", "title": "Fire", "outlet": "Echo", "date": "2026-02-10", "text": _TEXT}
_LINES = "".join(json.dumps({**_ROW, "id": f"f-{n}"}) + "\n" for n in range(5))

# One sample a kind: the name of a file of this kind, and what is in it. A new reader adds a line.
SAMPLES: dict[str, bytes] = {
    "story.txt": f"Title: Fire\nDate: 2026-02-10\n\n{_TEXT}".encode(),
    "story.md": f"---\ntitle: Fire\n---\n# Fire\n\n{_TEXT}\n| a | b |\n|---|---|\n".encode(),
    "page.html": _PAGE.encode(),
    "dump.jsonl": _LINES.encode(),
    "dump.jsonl.gz": gzip.compress(_LINES.encode()),
}


@dataclass(frozen=True, slots=True)
class Broken:
    """An input that is broken: how, the name of its file, what is in it."""

    how: str
    name: str
    content: bytes


def broken_inputs(seed: int) -> Iterator[Broken]:
    """Yield inputs broken by chance, which the seed decides, and hostile ones."""
    chance = random.Random(seed)
    for name, content in SAMPLES.items():
        for number in range(18):
            cut = chance.randrange(len(content))
            yield Broken(f"{number} cut at {cut}", name, content[:cut])
            yield Broken(f"{number} flipped", name, _flipped(content, chance))
        for number in range(8):
            yield Broken(f"{number} holed", name, _holed(content, chance))
        for other in SAMPLES:
            yield Broken(f"named {other}", other, content)
        yield Broken("doubled", name, content * 2)
        yield Broken("null bytes", name, content.replace(b"e", b"e\0"))
        yield Broken("utf-16 without its mark", name, _utf16(content))
    for how, (name, make) in _HOSTILE.items():
        yield Broken(how, name, make())


def _flipped(content: bytes, chance: random.Random) -> bytes:
    flipped = bytearray(content)
    for _ in range(chance.choice((1, 8, 64))):
        flipped[chance.randrange(len(flipped))] ^= 1 << chance.randrange(8)
    return bytes(flipped)


def _holed(content: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(content))
    return content[:start] + content[start + chance.randrange(1, 400) :]


def _utf16(content: bytes) -> bytes:
    return content.decode("utf-8", errors="replace").encode("utf-16-le")


def _row(**values: object) -> bytes:
    return json.dumps({**_ROW, **values}).encode()


def _entities(depth: int) -> bytes:
    lines = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, depth))
    return f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY e0 "ha">{lines}]><html>'.encode() + (
        f"<body><p>&e{depth - 1};</p>{_PARAGRAPHS}</body></html>".encode()
    )


_DEEP, _LONG, _TAGS = 100_000, 20_000_000, 1_000_000
_HOSTILE: dict[str, tuple[str, Callable[[], bytes]]] = {
    "lists 100,000 deep": ("a.jsonl", lambda: b"[" * _DEEP + b"]" * _DEEP),
    "objects 100,000 deep": ("a.jsonl", lambda: b'{"text":' * _DEEP + b"1" + b"}" * _DEEP),
    "a deep value beside a text": (
        "a.jsonl",
        lambda: _row()[:-1] + b', "x": ' + b"[" * _DEEP + b"]" * _DEEP + b"}",
    ),
    "elements 100,000 deep": ("a.html", lambda: b"<div>" * _DEEP + _PAGE.encode()),
    "elements 2,000 deep": ("a.html", lambda: b"<div>" * 2_000 + _PAGE.encode()),
    "quotes 100,000 deep": ("a.md", lambda: b"# A\n\n" + b"> " * _DEEP + b"words"),
    "lists of Markdown, deep": ("a.md", lambda: b"# A\n\n" + b"- " * _DEEP + b"words"),
    "brackets of Markdown": ("a.md", lambda: b"# A\n\n" + b"[" * _DEEP + b"words"),
    "emphasis of Markdown": ("a.md", lambda: b"# A\n\n" + b"*a _b " * (_DEEP // 2)),
    "a line of 20 MB": ("a.txt", lambda: b"word " * (_LONG // 5)),
    "a line of 20 MB without a space": ("a.txt", lambda: b"x" * _LONG),
    "a line of 400,000 characters": ("a.txt", lambda: b"So he said that. " * 24_000),
    "400,000 letters in one word": ("a.txt", lambda: b"A" * 400_000),
    "400,000 marks": ("a.txt", lambda: "“".encode() * 400_000),
    "200,000 capitals": ("a.txt", lambda: b"Al " * 200_000),
    "300,000 brackets": ("a.txt", lambda: b"A (see " * 130_000),
    "450,000 lines": ("a.txt", lambda: b"a\n" * 450_000),
    "400,000 spaces": ("a.txt", lambda: b"a" + b" " * 400_000 + b"b"),
    "a JSON line of 20 MB": ("a.jsonl", lambda: _row(text="word " * (_LONG // 5))),
    "a page of 20 MB": ("a.html", lambda: b"<p>" + b"word " * (_LONG // 5)),
    "a million tags": ("a.html", lambda: b"<html><body>" + b"<b>x</b>" * (_TAGS // 2)),
    "a million unclosed tags": ("a.html", lambda: b"<html><body>" + b"<i>" * _TAGS),
    "a million attributes": ("a.html", lambda: b"<html><p " + b"a=b " * _TAGS + b">x</p>"),
    "an entity bomb": ("a.html", lambda: _entities(10)),
    "an entity bomb by another name": ("a.txt", lambda: _entities(10)),
    "a gzip bomb": ("a.jsonl.gz", lambda: gzip.compress(bytes(200_000_000), 9)),
    "a gzip bomb of members": ("a.txt.gz", lambda: gzip.compress(b"a" * 1_000_000) * 200),
    "gzip in gzip": ("a.txt.gz", lambda: gzip.compress(gzip.compress(_TEXT.encode()))),
    "null bytes": ("a.txt", lambda: _TEXT.encode() + bytes(1_000)),
    "nothing but null bytes": ("a.txt", lambda: bytes(1_000)),
    "null characters in JSON": ("a.jsonl", lambda: _row(text=f"a\0b {_TEXT}", id="\0")),
    "lone surrogates in JSON": (
        "a.jsonl",
        lambda: _row(text="\ud83d " + _TEXT, title="\udfff", id="\ud800", url="\udc00"),
    ),
    "a huge number as a date": ("a.jsonl", lambda: _row(date="9" * 5_000)),
    "a number as a date": ("a.jsonl", lambda: _row(date=10**30)),
    "a huge number as an id": ("a.jsonl", lambda: b'{"text": "A.", "id": ' + b"9" * 5_000 + b"}"),
    "no number as an id": ("a.jsonl", lambda: b'{"text": "A.", "id": NaN}'),
    "a date in the year 0": ("a.jsonl", lambda: _row(date="0000-00-00")),
    "a date far off in a page": (
        "a.html",
        lambda: _PAGE.replace("2026-02-10T08", "99999999-02-10T08").encode(),
    ),
    "a huge date in mail's form": (
        "a.jsonl",
        lambda: _row(date="1 Jan 99999999999 00:00:00 +9999"),
    ),
    "an odd zone in a date": ("a.jsonl", lambda: _row(date="Wed, 04 Mar 2026 08:00 +999999999")),
    "a header of 20 MB": ("a.txt", lambda: b"Title: " + b"x " * (_LONG // 2)),
    "an id of a megabyte": ("a.jsonl", lambda: _row(id="i" * 1_000_000)),
    "a title of a megabyte": ("a.jsonl", lambda: _row(title="Word " * 200_000)),
    "an address that is none": ("a.jsonl", lambda: _row(url="http://[::1", id=None)),
    "an address with a strange port": ("a.jsonl", lambda: _row(url="http://a:9999999/", id=None)),
    "signs of every plane": ("a.txt", lambda: "".join(map(chr, _signs())).encode()),
    "combining marks": ("a.txt", lambda: ("a" + "\u0301" * 200_000).encode()),
    "marks of direction": ("a.txt", lambda: ("\u202e\u2066 abc " * 50_000).encode()),
    "a mark of UTF-16 alone": ("a.txt", lambda: b"\xff\xfe"),
    "UTF-16 cut in half": ("a.txt", lambda: b"\xff\xfe" + _TEXT.encode("utf-16-le")[:-1]),
    "a page that says UTF-7": ("a.html", lambda: _PAGE.replace("utf-8", "utf-7").encode("cp1252")),
    "a page in a made-up code": ("a.html", lambda: _PAGE.replace("utf-8", "x-no").encode("cp1252")),
    "a page that is hex": ("a.html", lambda: _PAGE.replace("utf-8", "hex").encode("cp1252")),
}


def _signs() -> Iterator[int]:
    yield from (code for code in range(0x20, 0x30000, 7) if not 0xD800 <= code < 0xE000)


def write(broken: Broken, folder: Path) -> Path:
    """Write an input to a file of its name."""
    path = folder / broken.name
    path.write_bytes(broken.content)
    return path
