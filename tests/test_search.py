import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from hand_made import parsed
from toy_embedder import ToyEmbedder

from index.article import ParsedArticle
from index.catalogue import Catalogue
from index.chunks import chunk
from index.debts import Debts
from index.filters import EVERYTHING, Filters
from index.identity import digest
from index.maps import Maps
from index.records.sqlite import SqliteRecords
from index.search import Passage, fuse, search


class _Shelf:
    """A record with its maps, without the parser."""

    def __init__(self, folder: Path) -> None:
        self.records = SqliteRecords(folder / "library.sqlite3", 5)
        self.catalogue = Catalogue(self.records)
        self.maps = Maps(folder, self.records, Debts(self.records), ToyEmbedder(), 5)

    def put(self, *articles: ParsedArticle) -> None:
        self.keep(*articles)
        self.maps.pay()

    def keep(self, *articles: ParsedArticle) -> None:
        for found in articles:
            fingerprint, after = digest(found.article.text), self.catalogue.known(found.article.id)
            assert self.catalogue.store(found, chunk(found), fingerprint, after=after)

    def search(self, text: str, k: int = 10, filters: Filters = EVERYTHING) -> tuple[Passage, ...]:
        return search(text, k=k, filters=filters, catalogue=self.catalogue, maps=self.maps)

    def close(self) -> None:
        self.maps.close()
        self.records.close()


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[_Shelf]:
    shelf = _Shelf(tmp_path)
    yield shelf
    shelf.close()


def _texts(passages: tuple[Passage, ...]) -> list[str]:
    return [passage.text for passage in passages]


def test_fusing_adds_the_reciprocal_ranks() -> None:
    scores = fuse(([1, 2, 3], 1.0), ([3, 4], 0.5))

    assert list(scores) == [3, 1, 2, 4]
    assert scores[3] == pytest.approx(1 / 63 + 0.5 / 61)
    assert scores[1] == pytest.approx(1 / 61)
    assert scores[4] == pytest.approx(0.5 / 62)


def test_equal_scores_are_in_the_order_of_the_ids() -> None:
    assert list(fuse(([9, 4], 1.0), ([4, 9], 1.0))) == [4, 9]
    assert fuse(([], 1.0), ([], 1.0)) == {}


def test_further_passages_of_one_article_make_room_for_others(shelf: _Shelf) -> None:
    many = "\n\n".join("Barley barley barley. " + "Rain fell. " * 140 for _ in range(3))
    shelf.put(parsed(many, "many"), parsed("Barley came with the rain.", "other"))

    found = shelf.search("barley")

    assert [passage.article_id for passage in found][:2] in (["many", "other"], ["other", "many"])
    assert [passage.score for passage in found] == sorted((p.score for p in found), reverse=True)


def test_a_passage_says_where_it_stands(shelf: _Shelf) -> None:
    shelf.put(parsed("Rain fell.\n\nThe hospital has 241 beds.", kinds=("body", "commentary")))

    best = shelf.search("How many beds?", 1)[0]
    assert (best.article_id, best.paragraph, best.kind) == ("a1", 2, "commentary")
    assert (best.start, best.end, best.text) == (12, 38, "The hospital has 241 beds.")


def test_what_only_the_words_or_only_the_vectors_know_is_found(shelf: _Shelf) -> None:
    texts = ("Beds.", "Hospitals in the north.", "Something else entirely.")
    shelf.put(*(parsed(text, f"a{number}") for number, text in enumerate(texts)))

    # The toy embedder does not stem, so "hospital" is found by its word alone.
    assert "Hospitals in the north." in _texts(shelf.search("hospital"))
    assert len(shelf.search("zebra")) == 3


def test_boilerplate_and_bylines_never_appear(shelf: _Shelf) -> None:
    text = "By Ida Lund\n\nThe ferry sails.\n\nSkip to content"
    shelf.put(parsed(text, kinds=("byline", "body", "boilerplate")))

    for question in ("Ida Lund", "Skip to content", "ferry"):
        assert _texts(shelf.search(question)) == ["The ferry sails."]


@pytest.mark.parametrize("question", ["", "  ", "*", '"', "% _ \\", "🔥", "(", "?!"])
def test_what_has_no_word_finds_nothing(shelf: _Shelf, question: str) -> None:
    shelf.put(parsed("The fire."))

    assert shelf.search(question) == ()


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(outlet="wire"), {"b", "c"}),
        (Filters(outlet="wire", until=dt.date(2026, 1, 2)), {"b"}),
        (Filters(since=dt.date(2026, 1, 3), until=dt.date(2026, 1, 3)), {"c"}),
        (Filters(article_ids=("a", "c")), {"a", "c"}),
        (Filters(outlet="Nobody"), set()),
    ],
)
def test_filters_hold_for_both_maps(shelf: _Shelf, filters: Filters, expected: set[str]) -> None:
    shelf.put(
        parsed("The ferry sails.", "a", outlet="Echo", date=dt.date(2026, 1, 1)),
        parsed("A ferry sails.", "b", outlet="Wire", date=dt.date(2026, 1, 2)),
        parsed("Ferry boats.", "c", outlet="Wire", date=dt.date(2026, 1, 3)),
    )

    for question in ("ferry", "zebra"):
        found = shelf.search(question, filters=filters)
        assert {passage.article_id for passage in found} == expected


def test_a_filter_finds_what_a_hundred_better_passages_would_hide(shelf: _Shelf) -> None:
    shelf.put(
        *(parsed(f"Barley, barley, barley {number}.", f"many{number}") for number in range(150)),
        parsed("The ship brought some barley to the port on Monday.", "one"),
    )

    found = shelf.search("barley", filters=Filters(article_ids=("one",)))
    assert [passage.article_id for passage in found] == ["one"]


def test_the_title_helps_but_the_text_counts_more(shelf: _Shelf) -> None:
    shelf.put(
        parsed("It was expensive to build.", "a", title="Weather"),
        parsed("It was expensive to build!", "b", title="The tramway"),
        parsed("The tramway was expensive to build.", "c", title="Weather"),
    )

    found = shelf.search("What did the tramway cost to build?")
    assert [passage.article_id for passage in found] == ["c", "b", "a"]


def test_an_old_version_is_not_found_even_before_the_maps_are_paid(shelf: _Shelf) -> None:
    shelf.put(parsed("The hospital has 214 beds."))
    shelf.keep(parsed("The hospital has 241 beds."))

    assert shelf.search("214 beds") == ()
    shelf.maps.pay()
    assert _texts(shelf.search("214 beds")) == ["The hospital has 241 beds."]


def test_the_same_question_has_the_same_answer(shelf: _Shelf) -> None:
    shelf.put(*(parsed(f"Barley {n % 3}. Port {n}.", f"a{n}") for n in range(30)))

    assert len({shelf.search("barley in port") for _ in range(5)}) == 1


def test_no_more_than_k_are_returned(shelf: _Shelf) -> None:
    shelf.put(*(parsed(f"Barley {number}.", f"a{number}") for number in range(250)))

    assert [len(shelf.search("barley", k)) for k in (0, 1, 4, 200)] == [0, 1, 4, 200]
