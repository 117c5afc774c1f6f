"""Reads an answer back from the JSON that the contract names, as a browser has kept it."""

import datetime as dt
from collections.abc import Mapping
from typing import Literal, TypeVar, get_args

from index.errors import BylineError
from qa.answer import Answer, Citation, Sentence, Statement, Support, Withheld

T = TypeVar("T")
_STATUSES: tuple[Literal["answered", "refused"], ...] = ("answered", "refused")
_SUPPORTS: tuple[Support, ...] = get_args(Support)
_STATEMENTS: tuple[Statement, ...] = get_args(Statement)


class KeptError(BylineError):
    """What a browser sent is no answer of Byline."""


def answer_from_json(value: object) -> Answer:
    """Return the answer that `answer_to_json` wrote; its passages may have been left out.

    Raises:
        KeptError: a field is missing, or is of another type.
    """
    try:
        return _answer(_Fields(value))
    except (KeyError, StopIteration, TypeError, ValueError, OverflowError) as error:
        raise KeptError(
            "This answer cannot be read any more: ask its question again, then save that answer."
        ) from error


class _Fields:
    """An object of JSON whose fields have the types that are asked for, or raise."""

    def __init__(self, value: object) -> None:
        if not isinstance(value, Mapping):
            raise TypeError("no object")
        self._value: Mapping[str, object] = value

    def text(self, name: str) -> str:
        return _of(str, self._value[name])

    def text_or_none(self, name: str) -> str | None:
        value = self._value.get(name)
        return None if value is None else _of(str, value)

    def number(self, name: str) -> int:
        return _of(int, self._value[name])

    def seconds(self, name: str) -> float:
        value = self._value[name]
        return float(value) if isinstance(value, int) else _of(float, value)

    def numbers(self, name: str) -> tuple[int, ...]:
        return tuple(_of(int, one) for one in _of(list, self._value[name]))

    def objects(self, name: str) -> list["_Fields"]:
        return [_Fields(one) for one in _of(list, self._value[name])]

    def one_of(self, name: str, words: tuple[T, ...]) -> T:
        value = self._value[name]
        return next(word for word in words if word == value)


def _of(kind: type[T], value: object) -> T:
    if not isinstance(value, kind):
        raise TypeError(f"no {kind.__name__}")
    return value


def _answer(fields: _Fields) -> Answer:
    return Answer(
        question=fields.text("question"),
        standalone_question=fields.text("standalone_question"),
        status=fields.one_of("status", _STATUSES),
        reason=fields.text_or_none("reason"),
        sentences=tuple(map(_sentence, fields.objects("sentences"))),
        citations=tuple(map(_citation, fields.objects("citations"))),
        more=fields.number("more"),
        withheld=tuple(
            Withheld(one.text("text"), one.text("why")) for one in fields.objects("withheld")
        ),
        passages=(),
        model=fields.text_or_none("model"),
        prompt=fields.text_or_none("prompt"),
        seconds=fields.seconds("seconds"),
        notice=fields.text_or_none("notice"),
    )


def _sentence(fields: _Fields) -> Sentence:
    known = fields.text_or_none("statement") is not None
    return Sentence(
        fields.text("text"),
        fields.numbers("citations"),
        fields.one_of("support", _SUPPORTS),
        fields.text_or_none("speaker"),
        fields.one_of("statement", _STATEMENTS) if known else None,
        to=fields.text_or_none("to"),
    )


def _citation(fields: _Fields) -> Citation:
    date = fields.text_or_none("date")
    return Citation(
        fields.number("number"),
        fields.text("article_id"),
        fields.text_or_none("title"),
        fields.text_or_none("outlet"),
        dt.date.fromisoformat(date) if date else None,
        fields.text_or_none("url"),
        fields.number("paragraph"),
        fields.number("start"),
        fields.number("end"),
        fields.text("text"),
    )
