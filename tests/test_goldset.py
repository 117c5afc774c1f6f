import datetime as dt
import json
from pathlib import Path

import pytest

from eval.errors import SetError
from eval.goldset import load, own_sets

TODAY = dt.date(2026, 3, 1)
ARTICLE = {"id": "e1", "title": "Quay", "date": "2026-02-10", "text": "The quay needs 17 piles."}
CASE = {
    "id": "r1",
    "question": "How many piles?",
    "answer": "17",
    "evidence": [{"article_id": "e1", "text": "needs 17 piles"}],
}
FACTS = """
name = "quays"
description = "Quays and piles"
licence = "CC0-1.0"
articles = "pieces.jsonl"
as_of = 2026-02-12

[checks]
token_f1 = 0.5
wrong_speaker = 0
"""


def put(path: Path, *rows: object) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return path


def folder_of(path: Path, facts: str = FACTS) -> Path:
    put(path / "cases.jsonl", CASE)
    put(path / "pieces.jsonl", ARTICLE)
    (path / "set.toml").write_text(facts, encoding="utf-8")
    return path


def test_a_folder_says_what_its_set_is(tmp_path: Path) -> None:
    gold = load(str(folder_of(tmp_path / "harbour")), TODAY)
    assert (gold.name, gold.description, gold.licence) == ("quays", "Quays and piles", "CC0-1.0")
    assert gold.checks == {"token_f1": 0.5, "wrong_speaker": 0.0}
    assert gold.as_of == dt.date(2026, 2, 12)
    assert [case.id for case in gold.cases] == ["r1"]
    assert [draft.id for draft in gold.articles] == ["e1"]
    assert gold.doubts == ()


def test_a_set_is_found_by_its_name(tmp_path: Path) -> None:
    folder_of(tmp_path / "harbour")
    folder_of(tmp_path / "bridges")
    assert own_sets(tmp_path) == ("bridges", "harbour")
    assert load("harbour", TODAY, sets=tmp_path).name == "quays"


def test_an_unknown_name_is_told_the_names_there_are(tmp_path: Path) -> None:
    folder_of(tmp_path / "harbour")
    with pytest.raises(SetError, match="no set harbor: give one of harbour"):
        load("harbor", TODAY, sets=tmp_path)


@pytest.mark.parametrize("name", ["mine.articles.jsonl", "articles.jsonl"])
def test_a_file_takes_the_articles_beside_it(tmp_path: Path, name: str) -> None:
    put(tmp_path / name, ARTICLE)
    gold = load(str(put(tmp_path / "mine.jsonl", CASE)), TODAY)
    assert (gold.name, len(gold.articles), gold.checks) == ("mine", 1, {})


def test_named_articles_go_before_those_beside_the_set(tmp_path: Path) -> None:
    other = put(tmp_path / "other.jsonl", ARTICLE, {**ARTICLE, "id": "e2", "text": "It rained."})
    gold = load(str(folder_of(tmp_path / "set")), TODAY, articles=other)
    assert [draft.id for draft in gold.articles] == ["e1", "e2"]


def test_an_article_in_a_file_of_its_own_has_the_files_name_as_its_id(tmp_path: Path) -> None:
    text = put(tmp_path / "articles" / "e1.txt")
    text.write_text("The quay needs 17 piles, the harbour master said.", encoding="utf-8")
    gold = load(str(put(tmp_path / "mine.jsonl", CASE)), TODAY)
    assert [draft.id for draft in gold.articles] == ["e1"]
    assert gold.doubts == ()


def test_without_articles_it_is_said_how_to_name_them(tmp_path: Path) -> None:
    with pytest.raises(SetError, match="--articles FILE"):
        load(str(put(tmp_path / "mine.jsonl", CASE)), TODAY)


def test_a_bad_article_is_named(tmp_path: Path) -> None:
    put(tmp_path / "articles.jsonl", ARTICLE, {"id": "e2", "text": ""})
    with pytest.raises(SetError, match=r"articles\.jsonl:2"):
        load(str(put(tmp_path / "mine.jsonl", CASE)), TODAY)


@pytest.mark.parametrize(
    ("facts", "fault"),
    [("name = ", "cannot be read"), ('[checks]\ntoken_f1 = "high"', "each metric one number")],
)
def test_a_faulty_set_toml_is_refused(tmp_path: Path, facts: str, fault: str) -> None:
    put(tmp_path / "articles.jsonl", ARTICLE)
    with pytest.raises(SetError, match=fault):
        load(str(folder_of(tmp_path, facts)), TODAY)


def test_a_folder_without_set_toml_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SetError, match=r"has no set\.toml"):
        load(str(tmp_path), TODAY)


def test_evidence_that_no_article_holds_is_doubted(tmp_path: Path) -> None:
    wrong = [{"article_id": "e1", "text": "18 piles"}, {"article_id": "e9", "text": "17"}]
    put(tmp_path / "articles.jsonl", ARTICLE)
    gold = load(str(put(tmp_path / "mine.jsonl", {**CASE, "evidence": wrong})), TODAY)
    assert gold.doubts == (
        "r1: e1 does not hold “18 piles”.",
        "r1: the set has no article e9.",
    )


def test_the_fingerprint_is_of_what_the_set_says_not_of_where_it_lies(tmp_path: Path) -> None:
    one = load(str(folder_of(tmp_path / "one")), TODAY)
    two = load(str(folder_of(tmp_path / "two")), TODAY)
    put(tmp_path / "two" / "cases.jsonl", {**CASE, "answer": "18"})
    changed_case = load(str(tmp_path / "two"), TODAY)
    put(tmp_path / "one" / "pieces.jsonl", {**ARTICLE, "text": "The quay needs 17 piles. Yes."})
    changed_article = load(str(tmp_path / "one"), TODAY)
    assert one.fingerprint == two.fingerprint
    assert len({one.fingerprint, changed_case.fingerprint, changed_article.fingerprint}) == 3
    assert len(one.fingerprint) == 64


def test_every_own_set_is_whole() -> None:
    assert "news" in own_sets()
    for name in own_sets():
        assert load(name, TODAY).doubts == ()
