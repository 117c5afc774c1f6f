"""A PDF's bytes → its text, made in a process of its own.

What is built to hang or break the parser, or the search for columns, ends with the process.
"""

import json
import signal
import sys
from dataclasses import dataclass
from pathlib import Path
from subprocess import DEVNULL, PIPE, TimeoutExpired, run

from index.readers.apart import limit_memory, limit_processor
from index.readers.blocks import Block
from index.readers.pdf_furniture import without_furniture
from index.readers.pdf_glyphs import GlyphsError, glyphs_of
from index.readers.pdf_paragraphs import body_of

SECONDS = 8  # 40 full newspaper pages (200,000 letters) take 2.5
_PATIENCE = 8 * SECONDS  # by the clock, where others use the processors
_ENDED = -getattr(signal, "SIGXCPU", 0) or None  # how the system ends what has used its seconds
_PROGRAM = "from index.readers.pdf_process import main; main()"


@dataclass(frozen=True, slots=True)
class PdfText:
    """What a person reads on the pages.

    Attributes:
        largest: the words in the largest type on the first page, where its types differ.
        masthead: the newspaper's name above it.
        furniture: the lines that were left out: running heads, feet, page numbers.
        facts: its metadata by their names in the PDF ("Title", "Author", "Lang").
        pictures: whether there are any.
        unknown: the share of letters whose meaning the file doesn't tell.
    """

    blocks: tuple[Block, ...]
    largest: str | None
    masthead: str | None
    furniture: tuple[str, ...]
    facts: dict[str, str]
    pictures: bool
    unknown: float


def text_of(content: bytes) -> PdfText:
    """Read a PDF.

    Raises:
        GlyphsError: it is locked, damaged, too long, or takes more than `SECONDS`.
    """
    command = [sys.executable, "-c", _PROGRAM]
    root = Path(__file__).parents[2]
    try:
        done = run(  # noqa: S603  the program is ours, and the PDF only its input
            command,
            input=content,
            stdout=PIPE,
            stderr=DEVNULL,
            cwd=root,
            timeout=_PATIENCE,
            check=False,
        )
        if done.returncode == _ENDED:
            raise GlyphsError("slow")
        told = json.loads(done.stdout)
    except TimeoutExpired as error:
        raise GlyphsError("slow") from error
    except ValueError as error:
        raise GlyphsError("damaged") from error  # the process broke before it could tell
    if "fault" in told:
        raise GlyphsError(told["fault"])
    return PdfText(
        blocks=tuple(Block(*block) for block in told["blocks"]),
        largest=told["largest"],
        masthead=told["masthead"],
        furniture=tuple(told["furniture"]),
        facts=told["facts"],
        pictures=told["pictures"],
        unknown=told["unknown"],
    )


def main() -> None:
    """Be the process: a PDF on standard input, its text as JSON on standard output."""
    limit_memory()
    limit_processor(SECONDS)  # also where whoever waits for it is ended first
    try:
        told = _told(sys.stdin.buffer.read())
    except GlyphsError as error:
        told = {"fault": str(error)}
    except (MemoryError, RecursionError):
        told = {"fault": "damaged"}
    sys.stdout.write(json.dumps(told))


def _told(content: bytes) -> dict[str, object]:
    glyphs = glyphs_of(content)
    bare = without_furniture(glyphs.pages)
    body = body_of(bare)
    return {
        "blocks": [(block.text, block.kind) for block in body.blocks],
        "largest": body.largest,
        "masthead": body.masthead,
        "furniture": bare.removed,
        "facts": glyphs.facts,
        "pictures": any(page.pictures for page in glyphs.pages),
        "unknown": glyphs.unknown,
    }
