"""The errors a user can meet.

BylineError
├── SourceError      a file, folder or address that cannot be added      (here)
├── LibraryError     the store: missing, broken, locked, unknown article (here)
│   └── VectorsError   its vectors cannot be asked or written            (here)
│       └── EmbedderError  what makes them gives none                    (here)
├── ModelError       the language model's endpoint                       (qa/llm.py)
└── SetError         a set of gold answers                               (eval/cases.py)
"""


class BylineError(Exception):
    """One clear sentence that says what happened, to what, and what to do."""


class SourceError(BylineError):
    """A source that cannot be added; nothing of it was stored.

    Attributes:
        source: the path or name that was given.
    """

    def __init__(self, message: str, source: str) -> None:
        super().__init__(message)
        self.source = source

    def __reduce__(self) -> "tuple[type[SourceError], tuple[str, str]]":
        """Let it pass whole from one process to another."""
        return type(self), (str(self), self.source)


class LibraryError(BylineError):
    """The library cannot do what was asked; what was stored before is unharmed."""


class VectorsError(LibraryError):
    """The vectors cannot be used: their server is away, or their folder is damaged.

    Attributes:
        late: it was told after a long wait, so that the next to ask had better not wait again.
    """

    def __init__(self, message: str, *, late: bool = False) -> None:
        super().__init__(message)
        self.late = late


class EmbedderError(VectorsError):
    """An embedder gives no vectors: its model is not here, or its endpoint fails."""

    def __init__(self, message: str) -> None:
        super().__init__(message, late=True)  # it has been tried more than once
