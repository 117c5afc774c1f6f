"""What the source pane tells of an article's loaded words beside a summary."""

from collections.abc import Sequence

from index.article import ParsedArticle
from index.page.article import Note
from qa.answer import LoadedWord
from qa.loaded import find_loaded


def noted(parsed: ParsedArticle) -> Sequence[Note]:
    """Return a note for each loaded word that an article has in its own voice, in order."""
    return [Note(word.start, word.end, reason(word)) for word in find_loaded(parsed)]


def reason(word: LoadedWord) -> str:
    """Say why a word is loaded, and how to say it plainly."""
    return f"{word.kind.capitalize()}: {word.why}. Plainly: {word.plain}."
