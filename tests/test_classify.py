"""Labelled texts, judged by what Byline tells apart."""

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from eval.classify import CLASSIFIERS, Judged, judged_cases
from eval.errors import SetError
from eval.metrics import sum_up
from index.embed import WordLlamaEmbedder


def _nothing(texts: Sequence[str]) -> NDArray[np.float32]:
    return np.zeros((len(texts), 1), dtype=np.float32)


def test_precision_recall_and_balance_by_hand() -> None:
    # Of three biased ones two are found; of two others one is found wrongly.
    gold = (True, True, True, False, False)
    found = (True, True, False, True, False)
    judged = [
        Judged(str(n), "text", g, f) for n, (g, f) in enumerate(zip(gold, found, strict=True))
    ]
    figures = sum_up([case.scores for case in judged_cases(judged)], seed=0)
    assert figures["precision"].value == pytest.approx(2 / 3)
    assert figures["recall"].value == pytest.approx(2 / 3)
    assert figures["balanced_accuracy"].value == pytest.approx((2 / 3 + 1 / 2) / 2)
    assert [case.faults for case in judged_cases(judged)][2:4] == [
        ("missed what people found",),
        ("found where people found nothing",),
    ]


def test_loaded_sentences_are_told_from_plain_ones(tmp_path: Path) -> None:
    rows = [
        {"id": "a", "text": "The disgraceful plan failed.", "label_bias": "Biased"},
        {"id": "b", "text": "The plan failed by one vote.", "label_bias": "Non-biased"},
        {"id": "c", "text": "Nobody agrees on this.", "label_bias": "No agreement"},
    ]
    lines = "\n".join(map(json.dumps, rows))
    (tmp_path / "sentences.jsonl").write_text(lines, encoding="utf-8")
    judged = list(CLASSIFIERS["babe"].judge(tmp_path, _nothing))
    assert [(item.id, item.gold, item.found) for item in judged] == [
        ("a", True, True),
        ("b", False, False),
    ]


def test_an_unsupported_summary_is_found(tmp_path: Path, embedder: WordLlamaEmbedder) -> None:
    article = {"id": "x", "text": "The quay in Port Anso needs 17 new piles, the office said."}
    summaries = [
        {"id": "1", "article_id": "x", "summary": "The quay needs 17 piles.", "supported": True},
        {"id": "2", "article_id": "x", "summary": "The quay needs 71 piles.", "supported": False},
        {"id": "3", "article_id": "x", "summary": "The quay may need piles.", "supported": None},
    ]
    (tmp_path / "articles.jsonl").write_text(json.dumps(article), encoding="utf-8")
    lines = "\n".join(map(json.dumps, summaries))
    (tmp_path / "summaries.jsonl").write_text(lines, encoding="utf-8")
    judged = list(CLASSIFIERS["faithbench"].judge(tmp_path, embedder.embed))
    assert [(item.id, item.gold, item.found) for item in judged] == [
        ("1", False, False),
        ("2", True, True),
    ]


def test_a_folder_without_the_files_is_an_error_in_words(tmp_path: Path) -> None:
    with pytest.raises(SetError, match=r"has no sentences\.jsonl"):
        list(CLASSIFIERS["babe"].judge(tmp_path, _nothing))
