"""An article's values: frozen, cut from its text by offsets that hold."""

import datetime as dt
from dataclasses import dataclass, replace
from typing import Literal, Self, get_args

from index.status import Status

LabelKind = Literal["title", "nickname", "term", "about", "scare"]
Kind = Literal["body", "heading", "caption", "byline", "commentary", "boilerplate"]
KINDS: tuple[Kind, ...] = get_args(Kind)
Sort = Literal["person", "organisation", "place", "unknown"]
Gender = Literal["female", "male"]


class _Sent:
    """A value that other processes send by the thousand: as its class and its fields.

    What dataclasses do for frozen ones with slots takes twice the time.
    """

    __slots__: tuple[str, ...] = ()

    def __reduce__(self) -> tuple[type[Self], tuple[object, ...]]:
        """Return the class and what it is made anew of."""
        return type(self), tuple([getattr(self, name) for name in self.__slots__])


@dataclass(frozen=True, slots=True)
class Mark:
    """What a reader knew about a stretch of the text: `[start, end)` code points are of `kind`."""

    start: int
    end: int
    kind: Kind


@dataclass(frozen=True, slots=True)
class Draft:
    """What a reader made of a source, before the library has given it an id.

    Attributes:
        source: where it came from, as the user would name it (path, `path:line`, "-").
        id: the id that the source states, kept as it is; None where it states none.
        date: the day of publication; None where the source states none, never the day of adding.
        marks: kinds that the markup told (an `<h2>`, a `<figcaption>`), in order.
        authors: their names, as the source states them.
        modified: the day of the last change, where the source states one.
        language: a BCP 47 tag ("en", "pt-BR"), where the source states one.
    """

    source: str
    text: str
    id: str | None = None
    title: str | None = None
    outlet: str | None = None
    date: dt.date | None = None
    url: str | None = None
    marks: tuple[Mark, ...] = ()
    authors: tuple[str, ...] = ()
    modified: dt.date | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """An article as stored; `text` never changes, everything else points into it.

    Attributes:
        authors, modified, language: as in a draft.
    """

    id: str
    title: str | None
    outlet: str | None
    date: dt.date | None
    url: str | None
    text: str
    authors: tuple[str, ...] = ()
    modified: dt.date | None = None
    language: str | None = None

    def slice(self, start: int, end: int) -> str:
        """Return the code points `[start, end)` of the text.

        Raises:
            ValueError: the range is empty or leaves the text; a fault of ours, never of a user.
        """
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"[{start}, {end}) is no range of {len(self.text)} code points")
        return self.text[start:end]


@dataclass(frozen=True, slots=True)
class Paragraph(_Sent):
    """A paragraph: `article.text[start:end] == text`; `number` counts from 1."""

    article_id: str
    number: int
    start: int
    end: int
    kind: Kind
    text: str

    @classmethod
    def cut(cls, article: Article, number: int, start: int, end: int, kind: Kind) -> Self:
        """Cut `[start, end)` out of an article; raises ValueError as `Article.slice` does."""
        return cls(article.id, number, start, end, kind, article.slice(start, end))


@dataclass(frozen=True, slots=True)
class CrossReference(_Sent):
    """Words inside a paragraph that only point to other pieces: no quote, no evidence."""

    article_id: str
    paragraph: int
    start: int
    end: int
    text: str

    @classmethod
    def cut(cls, article: Article, paragraph: int, start: int, end: int) -> Self:
        """Cut `[start, end)` out of an article; raises ValueError as `Article.slice` does."""
        return cls(article.id, paragraph, start, end, article.slice(start, end))


@dataclass(frozen=True, slots=True)
class Quote(_Sent):
    """Who said what, as a slice of the article.

    Attributes:
        text: direct: what stands between the quotation marks; reported: the clause.
        speaker: the fullest name that the article gives; None where it can't be told.
        speaker_as_written: the words at the quote that name the speaker ("he", "the minister").
        cue: the word of saying ("said", "according to"); None where there is none.
        via: the outlet that the article itself names as its source for the quote.
        confidence: 0..1, how sure the speaker is: of quotes with 0.9, nine in ten are right.
        status: whether it was said, denied, asked, promised, or only may be so.
        candidates: who it may be, the likeliest first, where the speaker can't be told; they stay
            where one of them was chosen later.
        on_behalf_of: for whom a spokesperson speaks.
    """

    article_id: str
    paragraph: int
    start: int
    end: int
    text: str
    speaker: str | None
    speaker_as_written: str | None
    cue: str | None
    direct: bool
    via: str | None
    confidence: float
    status: Status = "said"
    candidates: tuple[str, ...] = ()
    on_behalf_of: str | None = None

    @property
    def guessed(self) -> bool:
        """Whether the speaker was chosen among the candidates, as the article does not tell."""
        return self.speaker is not None and bool(self.candidates)


@dataclass(frozen=True, slots=True)
class Label(_Sent):
    """Marked words that are nobody's speech: `article.text[start:end] == text`.

    Attributes:
        kind: the title of a work, a nickname, a term ("so-called"), words about somebody that
            nobody is named for, or words that the article only holds at a distance.
    """

    article_id: str
    paragraph: int
    start: int
    end: int
    text: str
    kind: LabelKind


@dataclass(frozen=True, slots=True)
class Bearer(_Sent):
    """Somebody or something that an article names.

    Attributes:
        name: the fullest form that the article gives, without titles; a quote's speaker by it.
        sort: what the name seems to be of.
        roles: what the article calls a person ("harbour master of Port Ellery"), in lower case.
    """

    article_id: str
    name: str
    sort: Sort
    gender: Gender | None
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chunk(_Sent):
    """A piece of one paragraph as it goes into the maps: `article.text[start:end] == text`."""

    article_id: str
    paragraph: int
    start: int
    end: int
    text: str

    @classmethod
    def cut(cls, article: Article, paragraph: int, start: int, end: int) -> Self:
        """Cut `[start, end)` out of an article; raises ValueError as `Article.slice` does."""
        return cls(article.id, paragraph, start, end, article.slice(start, end))


@dataclass(frozen=True, slots=True)
class ParsedArticle:
    """An article with all that was found in it, each in order of its place.

    Attributes:
        bearers: who is named; empty where the article comes from the record.
    """

    article: Article
    paragraphs: tuple[Paragraph, ...]
    cross_references: tuple[CrossReference, ...]
    quotes: tuple[Quote, ...]
    bearers: tuple[Bearer, ...] = ()
    labels: tuple[Label, ...] = ()

    def without_guesses(self) -> "ParsedArticle":
        """Return it with no speaker but those that the article itself tells."""
        if not any(quote.guessed for quote in self.quotes):
            return self
        told = (replace(quote, speaker=None) if quote.guessed else quote for quote in self.quotes)
        return replace(self, quotes=tuple(told))
