"""Reads a judge's reply, in whatever form a model writes it: reply → verdict."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

_LONGEST_WHY = 200  # code points; some models ramble
_SAID = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
_WORDS = _SAID | {"right": True, "correct": True, "wrong": False, "incorrect": False}
# Of JSON that is cut or broken, or that is written as Python.
_FIELD = re.compile(r"""["'“]?\bright["'”]?\s*[:=]\s*["'“]?(true|false|yes|no)\b""", re.I)
_BARE = re.compile(r"\W*(yes|no|true|false)\b[*_\s]*(?:[.,;:!–—\n]|$)", re.I)
_SENTENCE = re.compile(r"\bgiven answer is (not )?(right|correct|wrong|incorrect)\b", re.I)
_DECODER = json.JSONDecoder()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a judge says of an answer; `why` is empty where it gives no reason."""

    right: bool
    why: str


def read_verdict(reply: str) -> Verdict | None:
    """Return the verdict of a reply; None where it has none, or two that differ.

    It is taken from JSON anywhere in the reply, in a code fence or not; else from a field
    "right" of broken JSON; else from a reply that begins with a yes or no of its own, or is no
    more than a word; else from a sentence that says whether the given answer is right.
    """
    found = list(_of_json(reply))
    found = found or [Verdict(_SAID[said.lower()], "") for said in _FIELD.findall(reply)]
    found = found or list(_bare(reply))
    found = found or [
        Verdict(_WORDS[word.lower()] != bool(negation), "")
        for negation, word in _SENTENCE.findall(reply)
    ]
    return found[0] if len({verdict.right for verdict in found}) == 1 else None


def _of_json(reply: str) -> Iterator[Verdict]:
    place = reply.find("{")
    while place >= 0:
        end = place + 1
        try:
            value, end = _DECODER.raw_decode(reply, place)
        except (ValueError, RecursionError):
            value = None
        if isinstance(value, dict):
            said = _SAID.get(str(value.get("right")).strip().lower())
            if said is not None:
                yield Verdict(said, _short(value.get("why")))
        place = reply.find("{", end)


def _bare(reply: str) -> Iterator[Verdict]:
    first = _BARE.match(reply)
    word = first[1].lower() if first else re.sub(r"\W", "", reply).lower()
    if word in _WORDS:
        yield Verdict(_WORDS[word], "")


def _short(why: object) -> str:
    return " ".join(why.split())[:_LONGEST_WHY] if isinstance(why, str) else ""
