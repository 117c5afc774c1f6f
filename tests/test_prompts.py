"""Prompts: identity, filling, and files that are wrong."""

import hashlib
from pathlib import Path

import pytest

from prompts import Prompt, PromptError, load

GREETING = (
    'name = "greeting"\npurpose = "Greets."\nsystem = "Be $manner."\nuser = "Greet $who for $$5."\n'
)


def greeting(folder: Path, text: str = GREETING) -> Prompt:
    (folder / "greeting.toml").write_text(text, encoding="utf-8")
    return load("greeting", folder)


def test_an_id_is_the_name_with_the_files_hash(tmp_path: Path) -> None:
    assert greeting(tmp_path).id == "greeting@" + hashlib.sha256(GREETING.encode()).hexdigest()[:8]


def test_another_text_has_another_id(tmp_path: Path) -> None:
    first = greeting(tmp_path).id
    assert greeting(tmp_path, GREETING.replace("Be", "Stay")).id != first


def test_both_templates_are_filled(tmp_path: Path) -> None:
    messages = greeting(tmp_path).fill(manner="kind", who="Ida")
    assert (messages.system, messages.user) == ("Be kind.", "Greet Ida for $5.")


def test_a_dollar_in_a_value_is_no_field(tmp_path: Path) -> None:
    assert greeting(tmp_path).fill(manner="kind", who="$who").user == "Greet $who for $5."


@pytest.mark.parametrize("fields", [{"who": "Ida"}, {"who": "Ida", "manner": "kind", "why": "x"}])
def test_a_missing_or_unknown_field_raises(tmp_path: Path, fields: dict[str, str]) -> None:
    with pytest.raises(PromptError, match="manner" if len(fields) == 1 else "why"):
        greeting(tmp_path).fill(**fields)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (GREETING.replace('"greeting"', '"farewell"'), "calls itself farewell"),
        (GREETING.replace("$$5", "$5"), "begins no field"),
        (GREETING.replace("purpose", "aim"), "must have the texts"),
        (GREETING.replace('"Greets."', "5"), "must have the texts"),
        ("name = ", "prompt greeting"),
    ],
)
def test_a_wrong_file_raises(tmp_path: Path, text: str, fault: str) -> None:
    with pytest.raises(PromptError, match=fault):
        greeting(tmp_path, text)


def test_a_prompt_that_is_not_there_raises(tmp_path: Path) -> None:
    with pytest.raises(PromptError, match="prompt none"):
        load("none", tmp_path)


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("answer", {"passages", "question", "mark"}),
        ("judge", {"question", "gold", "given", "mark"}),
        ("repair", {"passages", "question", "refused", "mark"}),
        ("speaker", {"passage", "quotation", "candidates", "mark"}),
        ("standalone", {"conversation", "question", "mark"}),
        ("summary_section", {"passages", "section", "sentences", "mark"}),
        ("summary_repair", {"passages", "faults", "mark"}),
        ("summary_translation", {"sentences", "language", "mark"}),
    ],
)
def test_a_prompt_of_ours_wants_the_fields_that_the_writer_gives(
    name: str, fields: set[str]
) -> None:
    assert load(name).fields == fields
