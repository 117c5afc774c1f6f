"""Judges what a program sends to an endpoint by the types that the endpoint's function has."""

from collections.abc import Callable, Mapping
from functools import wraps
from types import NoneType, UnionType
from typing import Any, ParamSpec, TypeVar, get_args, get_origin, get_type_hints

import gradio as gr

from index.records import storable

P = ParamSpec("P")
R = TypeVar("R")
_KINDS: Mapping[object, str] = {str: "a text", int: "a whole number", list[str]: "a list of texts"}
_OTHER = "a list of objects with texts in them"


def typed(fn: Callable[P, R]) -> Callable[P, R]:
    """Let a function be called with values of its types only.

    Halves of a character, which JSON can hold and no file, are replaced by U+FFFD.

    Args:
        fn: with the types `str`, `int`, `list` and `dict` of these, or None.

    Returns:
        One that raises `gr.Error` with a sentence on other values.
    """
    hints = get_type_hints(fn)
    names = [name for name in hints if name != "return"]

    @wraps(fn)
    def called(*args: P.args, **kwargs: P.kwargs) -> R:
        given: dict[str, Any] = {**dict(zip(names, args, strict=False)), **kwargs}
        for name, value in given.items():
            if not _fits(value, hints[name]):
                raise gr.Error(f"{name} must be {_kind(hints[name])}.", print_exception=False)
        whole: Any = fn
        return whole(**{name: _whole(value) for name, value in given.items()})  # type: ignore[no-any-return]

    return called


def _fits(value: object, hint: object) -> bool:
    if isinstance(hint, UnionType):
        return any(_fits(value, one) for one in get_args(hint))
    if hint is None or hint is NoneType:
        return value is None
    if get_origin(hint) is list:
        (inner,) = get_args(hint)
        return isinstance(value, list) and all(_fits(one, inner) for one in value)
    if get_origin(hint) is dict:
        return isinstance(value, dict) and all(isinstance(one, str) for one in value.values())
    return type(value) is hint  # true is no number


def _kind(hint: object) -> str:
    kinds = get_args(hint) if isinstance(hint, UnionType) else (hint,)
    return _KINDS.get(kinds[0], _OTHER)


def _whole(value: Any) -> Any:
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, list):
        return [_whole(one) for one in value]
    if isinstance(value, dict):
        return {name: _whole(one) for name, one in value.items()}
    return value
