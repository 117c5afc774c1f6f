"""Answers that a browser has kept: read back as they were, or refused in a sentence."""

import json
from dataclasses import replace

import pytest
from page_examples import answer

from qa.answer import Sentence, Withheld
from qa.export import answer_to_json
from qa.kept import KeptError, answer_from_json

MADE = answer(
    Sentence("“One,” said Lund.", (1, 2), "quoted", "Ida Lund", "direct"),
    withheld=(Withheld("Two.", "No two."),),
)


def test_an_answer_comes_back_as_it_was() -> None:
    document = json.loads(json.dumps(answer_to_json(MADE)))
    assert answer_from_json(document) == replace(MADE, passages=(), confidence=0.0)


@pytest.mark.parametrize(
    "broken",
    [
        None,
        [],
        {},
        {"status": "both"},
        {"sentences": [{"text": 3}]},
        {"citations": [{"number": "1"}]},
        {"citations": None},
        {"seconds": "long"},
    ],
)
def test_anything_else_is_refused(broken: object) -> None:
    whole = answer_to_json(MADE)
    value = {**whole, **broken} if isinstance(broken, dict) and broken else broken
    with pytest.raises(KeptError, match="ask its question again"):
        answer_from_json(value)
