from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.debts import Entry, Owed
from index.errors import LibraryError
from index.words import Words

_FIRE = "The fire chief said the grain-store burned for 3.5 hours."
_ENVOY = "A U.S. envoy arrived at 9 a.m. to talk about harbours."


def _entry(chunk_id: int, text: str, article_id: str = "a1", title: str | None = None) -> Entry:
    return Entry(chunk_id, article_id, title, None, None, text)


def _put(*entries: Entry) -> Owed:
    return Owed(entries, ())


@pytest.fixture
def words(tmp_path: Path) -> Words:
    words = Words(tmp_path / "words")
    words.write(_put(_entry(1, _FIRE, "q1"), _entry(2, _ENVOY, "q2")))
    return words


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Words:
    words = Words(tmp_path_factory.mktemp("kept") / "words")
    words.write(_put(_entry(1, _FIRE, "q1"), _entry(2, _ENVOY, "q2")))
    return words


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("fire", (1,)),
        ("FIRES burning", (1,)),
        ("harbour", (2,)),
        ("hárbour", (2,)),
        ("What did the envoy say?", (2,)),
        ('What did Weir say about the "grain-store" fire?', (1,)),
        ("3.5 hours?", (1,)),
        ("fire AND", (1,)),
        ("NEAR(fire store)", (1,)),
        ("title:fire", (1,)),
        ("fire^2 -store", (1,)),
        ("{fire} [", (1,)),
        ("🔥 fire", (1,)),
        ("chief; DROP TABLE articles;--", (1,)),
        ("% _ \\", ()),
        ('"', ()),
        ("*", ()),
        ("(", ()),
        ("🔥", ()),
        ("", ()),
        ("zebra", ()),
    ],
)
def test_a_question_is_words_and_nothing_in_it_is_an_operator(
    words: Words, query: str, expected: tuple[int, ...]
) -> None:
    assert words.find(query, 10) == expected


@given(st.text(max_size=60))
def test_no_question_raises(kept: Words, query: str) -> None:
    assert set(kept.find(query.encode("utf-8", "replace").decode(), 10)) <= {1, 2}


def test_a_questions_own_words_do_not_rank(words: Words) -> None:
    words.write(
        _put(_entry(3, "What did he say? What did they say? What, what, what did you say?"))
    )

    assert words.find("What did the fire chief say?", 10) == (1,)


def test_where_only_such_words_are_asked_for_they_are_found(words: Words) -> None:
    words.write(_put(_entry(3, "To be or not to be.")))

    assert words.find("to be or not to be", 10) == (3, 2)


def test_the_country_is_no_question_word(words: Words) -> None:
    words.write(_put(_entry(3, "US exports fell in May.")))

    assert words.find("US", 10) == (3,)
    assert words.find("in May", 10) == (3,)


def test_a_title_finds_its_articles_chunks_after_those_that_say_it(words: Words) -> None:
    words.write(
        _put(
            _entry(3, "It was expensive to build.", "a3", "The tramway"),
            _entry(4, "The tramway was cheap to build.", "a4", "Budget"),
        )
    )

    assert words.find("tramway", 10) == (4, 3)


def test_equal_scores_are_in_the_order_of_the_ids(words: Words) -> None:
    words.write(_put(*(_entry(number, "Same barley.") for number in (7, 5, 9, 6))))

    assert words.find("barley", 10) == (5, 6, 7, 9)


def test_only_the_given_articles_are_looked_into_however_many(words: Words) -> None:
    many = [_entry(number, "Barley arrived.", f"n{number}") for number in range(10, 300)]
    words.write(_put(*many))

    assert words.find("barley", 5, ["n250", "n299"]) == (250, 299)
    assert words.find("barley", 5, []) == ()
    assert words.find("barley", 500, [f"n{number}" for number in range(40_000)]) == tuple(
        range(10, 300)
    )


def test_writing_twice_leaves_one(words: Words) -> None:
    words.write(_put(_entry(1, "Now about barley.", "q1")))
    words.write(_put(_entry(1, "Now about barley.", "q1")))

    assert words.chunk_ids() == {1, 2}
    assert words.find("barley", 10) == (1,)
    assert words.find("fire", 10) == ()


def test_what_is_dropped_is_not_found(words: Words) -> None:
    words.write(Owed((), (1, 77)))

    assert words.chunk_ids() == {2}
    assert words.find("fire", 10) == ()


def test_what_is_written_is_there_after_opening_again(words: Words, tmp_path: Path) -> None:
    assert Words.exists(tmp_path / "words")
    assert Words(tmp_path / "words").find("fire", 10) == (1,)


def test_an_open_index_sees_what_another_has_written_once_it_is_opened_again(
    words: Words, tmp_path: Path
) -> None:
    Words(tmp_path / "words").write(_put(_entry(3, "Barley.")))

    assert Words(tmp_path / "words").find("barley", 10) == (3,)


def test_no_text_is_stored(tmp_path: Path, words: Words) -> None:
    for file in (tmp_path / "words").iterdir():
        content = file.read_bytes()
        assert b"grain-store burned" not in content
        assert b"burned" not in content, file.name


def test_a_damaged_index_is_named_with_its_remedy(tmp_path: Path) -> None:
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "meta.json").write_text("junk")

    with pytest.raises(LibraryError, match=r"word index .* run `byline rebuild`"):
        Words(tmp_path / "words")


def test_an_empty_index_finds_nothing(tmp_path: Path) -> None:
    words = Words(tmp_path / "words")

    assert words.find("fire", 10) == ()
    assert words.chunk_ids() == frozenset()
