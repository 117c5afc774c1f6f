import datetime as dt
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest
from hand_made import parsed

from index.article import Chunk, ParsedArticle
from index.catalogue import Catalogue
from index.debts import Debts, Owed
from index.entries import Known
from index.errors import LibraryError
from index.filters import EVERYTHING, Filters
from index.identity import digest
from index.leaves import Beside, Direct, Facts, Leaves
from index.own import Own
from index.records import Records, remember, storable
from index.records.choice import open_records
from index.soundness import misplaced

_PATIENCE = 0.2


@pytest.fixture
def records(tmp_path: Path, database: str | None) -> Iterator[Records]:
    records = open_records(tmp_path, database, _PATIENCE)
    yield records
    records.close()


@pytest.fixture
def catalogue(records: Records) -> Catalogue:
    return Catalogue(records)


@pytest.fixture
def debts(records: Records) -> Debts:
    debts = Debts(records, Own(several=records.is_elsewhere))
    debts.owe_all("words", "vectors")
    return debts


def _each(found: ParsedArticle) -> tuple[Chunk, ...]:
    """Return a chunk a paragraph, so that few words make many of them."""
    return tuple(Chunk.cut(found.article, p.number, p.start, p.end) for p in found.paragraphs)


def _store(catalogue: Catalogue, found: ParsedArticle) -> bool:
    text = found.article.text
    after = catalogue.known(found.article.id)
    return catalogue.store(found, _each(found), digest(text), after=after)


def _texts(owed: Owed) -> list[str]:
    return [entry.text for entry in owed.puts]


def test_an_article_comes_back_as_it_was_stored(catalogue: Catalogue) -> None:
    found = parsed(
        "Weir said: “Seventeen piles.” (See “Ports”)\n\nThe rest\0 is “ünïcode” 😀.",
        title="Piles",
        date=dt.date(2026, 1, 2),
        references=("(See “Ports”)",),
        quotes=(("Seventeen piles.", "Jonas Weir"),),
    )
    _store(catalogue, found)

    assert catalogue.get("a1") == found


def test_parts_of_an_article_are_those_of_the_whole(records: Records, catalogue: Catalogue) -> None:
    leaves = Leaves(records)
    found = parsed(
        "Weir said: “Seventeen piles.” (See “Ports”)\n\nThe rest is gone.",
        title="Piles",
        date=dt.date(2026, 1, 2),
        references=("(See “Ports”)",),
        quotes=(("Seventeen piles.", "Jonas Weir"),),
    )
    _store(catalogue, found)
    other = parsed("“No,” he said.", "a2", quotes=(("No", "Jonas Weir"),))
    guess = replace(other.quotes[0], candidates=("Jonas Weir",))
    _store(catalogue, replace(other, quotes=(guess,)))
    assert leaves.beside("a2") == Beside("“No,” he said.", ())
    _store(catalogue, parsed("Another text.", "a2"))

    leaf, rest = sorted(
        leaves.leaves([("a1", 2), ("a1", 1), ("a1", 3), ("a3", 1)]),
        key=lambda one: one.paragraph.number,
    )
    assert (leaf.paragraph, rest.paragraph) == found.paragraphs
    assert (leaf.references, rest.references) == (found.cross_references, ())
    assert leaf.facts == Facts("a1", "Piles", "Echo", dt.date(2026, 1, 2), None)
    told = (Direct(1, "Seventeen piles.", "Jonas Weir"),)
    text = "Weir said: “Seventeen piles.” \n\nThe rest is gone."
    assert leaves.beside("a1") == Beside(text, told)
    assert leaves.beside("a3") is None
    assert leaves.openings(["a2", "a3"]) == (("a2", "Another text."),)
    assert leaves.changed(["a1", "a2", "a3"]) == {"a2"}


def test_a_changed_text_is_a_new_version_and_the_old_one_stays_readable(
    catalogue: Catalogue,
) -> None:
    _store(catalogue, parsed("There are 214 beds."))
    _store(catalogue, parsed("There are 241 beds."))

    assert catalogue.get("a1").article.text == "There are 241 beds."
    assert [version.text for version in catalogue.versions("a1")] == [
        "There are 214 beds.",
        "There are 241 beds.",
    ]
    assert catalogue.listings()[0].versions == 2


def test_new_facts_for_the_same_text_make_no_version(catalogue: Catalogue) -> None:
    _store(catalogue, parsed("There are 214 beds."))
    _store(catalogue, parsed("There are 214 beds.", title="Beds"))

    assert [version.title for version in catalogue.versions("a1")] == ["Beds"]


def test_nothing_is_stored_over_what_another_process_has_changed(catalogue: Catalogue) -> None:
    _store(catalogue, parsed("One."))
    seen = catalogue.known("a1")
    _store(catalogue, parsed("Two."))
    late = parsed("Three.")

    assert not catalogue.store(late, _each(late), digest("Three."), after=seen)
    assert catalogue.get("a1").article.text == "Two."


def test_nothing_is_stored_twice_where_another_process_had_the_text(catalogue: Catalogue) -> None:
    _store(catalogue, parsed("One."))

    assert not _store(catalogue, parsed("One.", "a2"))
    assert catalogue.count() == 1


def test_a_text_is_found_by_its_digest_though_it_is_no_longer_the_newest(
    catalogue: Catalogue,
) -> None:
    _store(catalogue, parsed("One  and one."))
    _store(catalogue, parsed("Two."))

    assert catalogue.holder(digest("One and\n one."), None) == "a1"
    assert catalogue.holder(digest("Oneandone."), None) is None


def test_both_maps_are_owed_the_chunks_of_a_new_article(catalogue: Catalogue, debts: Debts) -> None:
    _store(catalogue, parsed("One.\n\nTwo.", title="Numbers", date=dt.date(2026, 1, 2)))

    words = debts.next("words", 10)
    assert _texts(words) == ["One.", "Two."]
    assert words == debts.next("vectors", 10)
    entry = words.puts[0]
    assert (entry.article_id, entry.title, entry.outlet) == ("a1", "Numbers", "Echo")
    assert entry.date == dt.date(2026, 1, 2)


def test_a_changed_article_owes_the_drop_of_its_old_chunks(
    catalogue: Catalogue, debts: Debts
) -> None:
    _store(catalogue, parsed("Old."))
    old = debts.next("words", 10)
    debts.strike("words", old)
    _store(catalogue, parsed("New."))

    now = debts.next("words", 10)
    assert set(now.drops) == old.chunk_ids()
    assert _texts(now) == ["New."]
    assert not old.chunk_ids() & {entry.chunk_id for entry in now.puts}


def test_a_chunk_put_while_its_article_went_away_is_still_owed_the_drop(
    catalogue: Catalogue, debts: Debts
) -> None:
    _store(catalogue, parsed("One."))
    being_paid = debts.next("words", 10)
    catalogue.remove(["a1"])
    debts.strike("words", being_paid)

    assert set(debts.next("words", 10).drops) == being_paid.chunk_ids()


def test_a_chunk_number_is_never_used_again(catalogue: Catalogue, debts: Debts) -> None:
    _store(catalogue, parsed("One."))
    first = debts.next("words", 10).puts[0].chunk_id
    catalogue.remove(["a1"])
    _store(catalogue, parsed("Two."))

    assert debts.next("words", 10).puts[0].chunk_id > first


def test_debts_come_oldest_first_and_as_many_as_asked_for(
    catalogue: Catalogue, debts: Debts
) -> None:
    _store(catalogue, parsed("One.\n\nTwo.\n\nThree."))

    assert _texts(debts.next("vectors", 2)) == ["One.", "Two."]
    debts.strike("vectors", debts.next("vectors", 2))
    assert _texts(debts.next("vectors", 2)) == ["Three."]
    assert debts.count("vectors") == 1
    assert debts.count("words") == 3


def test_owing_all_forgets_drops_and_owes_every_chunk(catalogue: Catalogue, debts: Debts) -> None:
    _store(catalogue, parsed("Old."))
    _store(catalogue, parsed("New."))
    debts.owe_all("words")

    owed = debts.next("words", 10)
    assert (_texts(owed), owed.drops) == (["New."], ())
    assert debts.next("vectors", 10).drops


def test_more_ids_than_a_statement_takes_parameters(
    catalogue: Catalogue, debts: Debts, database: str | None
) -> None:
    many = 2_000 if database else 33_100  # PostgreSQL would take seconds, and has no bound
    _store(catalogue, parsed("\n\n".join(f"p{number}" for number in range(many))))
    owed = debts.next("words", many)

    assert len(catalogue.placed(sorted(owed.chunk_ids()))) == many
    debts.strike("words", owed)
    assert debts.count("words") == 0
    ids = tuple(f"none{number}" for number in range(many))
    assert catalogue.matching(Filters(article_ids=(*ids, "a1"))) == ("a1",)
    catalogue.remove([*ids, "a1"])
    assert catalogue.count() == 0


def test_articles_are_listed_newest_first_and_those_without_a_date_last(
    catalogue: Catalogue,
) -> None:
    for article_id, title, date in (
        ("undated", "A", None),
        ("old", "B", dt.date(2025, 1, 1)),
        ("new-b", "banana", dt.date(2026, 1, 1)),
        ("new-a", "Apple", dt.date(2026, 1, 1)),
    ):
        _store(catalogue, parsed(f"Text of {article_id}.", article_id, title=title, date=date))

    assert [row.id for row in catalogue.listings()] == ["new-a", "new-b", "old", "undated"]


def test_a_listing_counts_paragraphs_and_quotes(catalogue: Catalogue) -> None:
    _store(catalogue, parsed("“Yes,” said Weir.\n\nRain.", quotes=(("Yes,", "Jonas Weir"),)))

    row = catalogue.listings()[0]
    assert (row.paragraphs, row.quotes, row.versions, row.origin) == (2, 1, 1, "a1")


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (EVERYTHING, {"a", "b", "c"}),
        (Filters(outlet="ÉCHO"), {"a", "c"}),
        (Filters(outlet="%"), set()),
        (Filters(since=dt.date(2026, 1, 2)), {"b"}),
        (Filters(until=dt.date(2026, 1, 1)), {"a"}),
        (Filters(outlet="Wire", since=dt.date(2026, 1, 1), until=dt.date(2026, 1, 2)), {"b"}),
        (Filters(article_ids=("c", "b", "nowhere")), {"b", "c"}),
    ],
)
def test_filters(catalogue: Catalogue, filters: Filters, expected: set[str]) -> None:
    _store(catalogue, parsed("One.", "a", outlet="Echo", date=dt.date(2026, 1, 1)))
    _store(catalogue, parsed("Two.", "b", outlet="Wire", date=dt.date(2026, 1, 2)))
    _store(catalogue, parsed("Three.", "c", outlet="Écho"))

    assert set(catalogue.matching(filters)) == expected


@pytest.mark.parametrize(
    ("speaker", "about", "expected"),
    [
        (None, None, ["Yes", "No", "Rain"]),
        ("xi", None, ["Yes"]),
        ("JINPING XI", None, ["Yes"]),
        ("Muller", None, ["Rain"]),
        ("Xi Putin", None, []),
        ("%", None, []),
        (None, "harbours", ["Yes", "No"]),
        (None, "crane", ["No"]),
        ("Xi", "crane", []),
    ],
)
def test_quotes_are_found_by_whole_names_and_by_the_words_around(
    catalogue: Catalogue, speaker: str | None, about: str | None, expected: list[str]
) -> None:
    text = "“Yes” to the harbour’s plan.\n\n“No” to harbours and cranes.\n\n“Rain” is here."
    text = text.replace("harbour’s", "harbours")
    quotes = (("Yes", "Xi Jinping"), ("No", "Alexi Brandt"), ("Rain", "Käthe Müller"))
    _store(catalogue, parsed(text, quotes=quotes))

    found = catalogue.quotes(EVERYTHING, speaker=speaker, about=about)
    assert [quote.text for quote in found] == expected
    assert all(quote.direct is True for quote in found)


def test_an_id_is_found_by_a_beginning_that_only_it_has(catalogue: Catalogue) -> None:
    for article_id in ("abc1", "abc2", "abc", "b%", "é9"):
        _store(catalogue, parsed(f"Text of {article_id}.", article_id))

    assert catalogue.resolve(["abc1", "abc", "b", "é"]) == ("abc1", "abc", "b%", "é9")
    with pytest.raises(LibraryError, match=r'begins with "ab" \(abc, abc1, abc2\)'):
        catalogue.resolve(["ab"])
    for unknown in ("zz", "%", "", "abc11"):
        with pytest.raises(LibraryError, match="no article"):
            catalogue.resolve([unknown])


def test_a_place_that_does_not_hold_is_found(catalogue: Catalogue, records: Records) -> None:
    _store(catalogue, parsed("One.\n\nNUL \0 is text.", "good"))
    _store(catalogue, parsed("Two.", "bad"))
    with records.writing() as db:
        db.execute("UPDATE chunks SET text = 'Too.' WHERE article_id = 'bad'")

    assert misplaced(records) == ("bad",)


def test_what_fails_halfway_is_not_stored(catalogue: Catalogue, debts: Debts) -> None:
    found = parsed("One.\n\nTwo.")
    twice = replace(found, paragraphs=found.paragraphs[:1] * 2)

    with pytest.raises((sqlite3.IntegrityError, psycopg.IntegrityError)):
        _store(catalogue, twice)
    assert catalogue.count() == 0
    assert debts.count("words") == 0


def test_settings_are_kept(records: Records, tmp_path: Path, database: str | None) -> None:
    records.remember("embedder", "one")
    records.remember("embedder", "two")

    again = open_records(tmp_path, database, _PATIENCE)
    assert (again.setting("embedder"), again.setting("nothing")) == ("two", None)
    again.close()


def test_lone_surrogates_are_replaced_one_for_one() -> None:
    assert storable("a\ud800b\udfff😀") == "a\ufffdb\ufffd😀"


def test_known_is_the_newest_version(catalogue: Catalogue) -> None:
    assert catalogue.known("a1") is None
    found = parsed("One.")
    _store(catalogue, found)
    assert catalogue.known("a1") == Known(found.article, 1)


def test_what_is_read_stays_as_it_was_while_others_write(
    records: Records, tmp_path: Path, database: str | None
) -> None:
    other = open_records(tmp_path, database, _PATIENCE)
    with records.reading() as db:
        before = db.execute("SELECT count(*) FROM settings").fetchall(), db.state()
        with other.writing() as changing:
            remember(changing, "name", "value")
        assert (db.execute("SELECT count(*) FROM settings").fetchall(), db.state()) == before
    with records.reading() as db:
        assert db.state() != before[1]
    other.close()


def test_texts_are_ordered_by_code_points(catalogue: Catalogue) -> None:
    for number, outlet in enumerate(("écho", "Zebra", "apple", "Ämter", "\U0001f600", "\uffee")):
        _store(catalogue, parsed(f"Text {number}.", f"a{number}", outlet=outlet))

    assert catalogue.outlets() == ("Zebra", "apple", "Ämter", "écho", "\uffee", "\U0001f600")


def test_a_library_keeps_its_own_id(records: Records, tmp_path: Path, database: str | None) -> None:
    again = open_records(tmp_path, database, _PATIENCE)
    assert records.own_id() == again.own_id() == records.own_id()
    assert len(records.own_id()) == 16
    again.close()
