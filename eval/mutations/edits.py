"""Changes an article's text, and keeps the marks of its reader where they were."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from index.article import Draft, Mark


@dataclass(frozen=True, slots=True)
class Edit:
    """What comes in the place of `[start, end)` of a text; an empty range for an insertion."""

    start: int
    end: int
    text: str


def edited(draft: Draft, edits: Iterable[Edit]) -> Draft:
    """Return an article with edits that don't overlap; its marks move with the text."""
    ordered = sorted(edits, key=lambda edit: edit.start)
    marks = tuple(
        Mark(_moved(mark.start, ordered), _moved(mark.end, ordered), mark.kind)
        for mark in draft.marks
    )
    text = draft.text
    for edit in reversed(ordered):
        text = f"{text[: edit.start]}{edit.text}{text[edit.end :]}"
    return replace(draft, text=text, marks=marks)


def rewritten(draft: Draft, pattern: re.Pattern[str], word: Callable[[str], str]) -> Draft:
    """Return an article with each match in its title and text put in other words."""
    edits = [Edit(m.start(), m.end(), word(m[0])) for m in pattern.finditer(draft.text)]
    title = draft.title and pattern.sub(lambda match: word(match[0]), draft.title)
    return replace(edited(draft, edits), title=title)


def whole(wording: str) -> re.Pattern[str]:
    """Return what matches a wording where it is no part of a longer word, number or time."""
    end = r"(?!\w)" if wording[-1:].isalpha() else r"(?!\d)(?![.,:]\d)"
    return re.compile(rf"(?<!\w)(?<!\d[.,:]){re.escape(wording)}{end}")


def _moved(position: int, edits: Iterable[Edit]) -> int:
    grown = 0
    for edit in edits:
        if edit.end <= position:
            grown += len(edit.text) - (edit.end - edit.start)
        elif edit.start < position:
            return edit.start + grown + min(position - edit.start, len(edit.text))
    return position + grown
