"""The words of a page → its lines in the order in which a person reads them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from index.readers.pdf_glyphs import Word

_DEEPEST = 30  # columns in columns; no page that people read comes near it
_PATIENCE = 15_000  # steps of the search for columns, which is quadratic in bad cases
_FEWEST_ROWS = 3  # on each side of a gutter
_ROWS_OF_A_RIVER = 6  # so many lines never have their word spaces below each other by chance
_GUTTER, _WIDE_GUTTER = 0.6, 1.4  # of the type's size
_SHORTEST = 12  # letters of a column's line at the median; a table's cells have fewer
_CELL = 2.5  # of the type's size: so far apart stand the cells of a table
_DROPPED = 1.8  # times its neighbours' size: an initial over several lines
_WORDS = ("A", "I")  # of one letter; any other is a part of its word

Row = Sequence[Word]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a column, from its words.

    Attributes:
        size: that of most of its letters.
        bold: whether all of it is.
        cells: its text, in parts where gaps divide it as a table's row.
        first: how wide its first word is.
    """

    left: float
    right: float
    y: float
    size: float
    bold: bool
    cells: tuple[str, ...]
    first: float

    @property
    def text(self) -> str:
        """The line's words, a row's cells set apart."""
        return " | ".join(self.cells)


@dataclass(frozen=True, slots=True)
class Column:
    """Lines below each other; `right` is where a full line of it ends."""

    lines: tuple[Line, ...]

    @property
    def right(self) -> float:
        """Where its longest line ends."""
        return max(line.right for line in self.lines)


def columns(words: Sequence[Word]) -> list[Column]:
    """Divide a page's words into columns, in reading order."""
    found = [list(map(_line, rows)) for rows in _regions(_with_initials(words), _DEEPEST)]
    return [Column(tuple(lines)) for lines in found if lines]


def rows_of(words: Sequence[Word]) -> list[list[Word]]:
    """Group words by their baselines, from the top; raised and lowered ones with their line."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: -word.y):
        row = rows[-1] if rows else None
        if row and row[0].y - word.y <= 0.4 * max(row[0].size, word.size):
            row.append(word)
        else:
            rows.append([word])
    return [sorted(row, key=lambda word: word.left) for row in rows]


def row_text(row: Row) -> str:
    """Join the words of a row as they are spaced."""
    return "".join(_gap(row, at) + word.text for at, word in enumerate(row))


def _gap(row: Row, at: int) -> str:
    if not at:
        return ""
    before, word = row[at - 1], row[at]
    return " " if word.spaced or word.left - before.right > 0.25 * word.size else ""


def _regions(words: Sequence[Word], depth: int) -> Iterator[list[list[Word]]]:
    """Yield the rows of each column: first what is above all columns, then each, then below."""
    rows = rows_of(words)
    divided = _divided(rows) if depth else None
    if divided is None:
        yield rows
        return
    start, end, gutter = divided
    inside = [word for row in rows[start:end] for word in row]
    parts = (
        [word for row in rows[:start] for word in row],
        [word for word in inside if word.left < gutter],
        [word for word in inside if word.left >= gutter],
        [word for row in rows[end:] for word in row],
    )
    for part in parts:
        if part:
            yield from _regions(part, depth - 1)


def _divided(rows: Sequence[Row]) -> tuple[int, int, float] | None:
    """Find the most rows in succession that one gutter divides: `[start, end)` and its middle."""
    size = median(word.size for row in rows for word in row) if rows else 0.0
    edges = (
        min((row[0].left for row in rows), default=0.0),
        max((word.right for row in rows for word in row), default=0.0),
    )
    barriers = {at for at in range(len(rows)) if _stands_alone(rows, at, size)}
    best: tuple[int, int, float] | None = None
    steps = 0
    for start in range(len(rows)):
        if steps > _PATIENCE or (best and len(rows) - start <= best[1] - best[0]):
            break
        end, gutter = _run(rows, start, edges, size, barriers)
        steps += end - start
        if gutter is not None and (best is None or end - start > best[1] - best[0]):
            best = (start, end, gutter)
    return best


def _stands_alone(rows: Sequence[Row], at: int, size: float) -> bool:
    """Tell whether a row is a heading with nothing beside it: columns end above it."""
    row = rows[at]
    if at == 0 or row[0].size < 1.25 * size:
        return False
    far = 1.3 * row[0].size
    below = row[0].y - rows[at + 1][0].y if at + 1 < len(rows) else far
    return rows[at - 1][0].y - row[0].y >= far and below >= 0.9 * row[0].size


def _run(
    rows: Sequence[Row],
    start: int,
    edges: tuple[float, float],
    size: float,
    barriers: set[int],
) -> tuple[int, float | None]:
    """Return how far down from `start` a gap reaches, and its middle where it divides columns."""
    free, end = [edges], start
    gutter: float | None = None
    reached = start
    while end < len(rows) and not (end > start and end in barriers):
        free = _without(free, rows[end], _GUTTER * size)
        inner = [gap for gap in free if gap[0] > edges[0] and gap[1] < edges[1]]
        if not free or (not inner and end - start >= _FEWEST_ROWS):
            break
        end += 1
        if inner:
            widest = max(inner, key=lambda gap: gap[1] - gap[0])
            gutter, reached = (widest[0] + widest[1]) / 2, end
    if gutter is None or not _are_columns(rows[start:reached], gutter, size):
        return end, None
    return reached, gutter


def _without(
    free: Sequence[tuple[float, float]], row: Row, narrowest: float
) -> list[tuple[float, float]]:
    """Take the place of a row's words off the free intervals; narrow rests are dropped."""
    for word in row:
        rest = []
        for left, right in free:
            if word.right <= left or word.left >= right:
                rest.append((left, right))
                continue
            rest += [(left, word.left), (word.right, right)]
        free = [gap for gap in rest if gap[1] - gap[0] >= narrowest]
    return list(free)


def _are_columns(rows: Sequence[Row], gutter: float, size: float) -> bool:
    """Tell whether a gutter divides columns of text, not the cells of a table."""
    sides: tuple[list[int], list[int]] = ([], [])
    narrowest = float("inf")
    for row in rows:
        left = [word for word in row if word.left < gutter]
        right = [word for word in row if word.left >= gutter]
        for side, words in zip(sides, (left, right), strict=False):
            if words:
                side.append(sum(len(word.text) for word in words))
        if left and right:
            narrowest = min(narrowest, right[0].left - left[-1].right)
    if any(len(side) < _FEWEST_ROWS or median(side) < _SHORTEST for side in sides):
        return False
    return narrowest >= _WIDE_GUTTER * size or min(map(len, sides)) >= _ROWS_OF_A_RIVER


def _line(row: Row) -> Line:
    cells, letters = [""], 0
    for at, word in enumerate(row):
        gap = word.left - row[at - 1].right if at else 0
        if gap > _CELL * word.size and len(cells[-1]) > 2:
            cells.append(word.text)
        else:
            cells[-1] += _gap(row, at) + word.text
        letters += len(word.text)
    size = median(word.size for word in row for _ in word.text) if letters else row[0].size
    main = [word for word in row if word.size >= 0.85 * size]
    return Line(
        left=row[0].left,
        right=max(word.right for word in row),
        y=median(word.y for word in main) if main else row[0].y,
        size=size,
        bold=all(word.bold for word in row),
        cells=tuple(cells),
        first=row[0].right - row[0].left,
    )


def _with_initials(words: Sequence[Word]) -> list[Word]:
    """Put an initial that is as high as several lines before the word beside its top."""
    kept: list[Word] = []
    joined: dict[int, Word] = {}
    known = {word.text for word in words}
    for at, word in enumerate(words):
        beside = _beside(word, words[at + 1 : at + 2]) if len(word.text) <= 2 else None
        if beside is None:
            kept.append(joined.get(at, word))
        else:
            alone = word.text in _WORDS and word.text + beside.text not in known
            joined[at + 1] = Word(
                word.text + " " * alone + beside.text,
                beside.left,
                beside.right,
                beside.y,
                beside.size,
                beside.bold,
                True,
            )
    return kept


def _beside(initial: Word, following: Sequence[Word]) -> Word | None:
    """Return the word that follows an initial over several lines, if it is one."""
    for word in following:
        dropped = initial.size >= _DROPPED * word.size and initial.text.strip("“\"'‘").isalpha()
        near = 0 <= word.left - initial.left < 1.5 * initial.size
        if dropped and near and initial.y < word.y - 0.3 * word.size < initial.y + initial.size:
            return word
    return None
