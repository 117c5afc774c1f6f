"""Who is who across articles."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from toy_embedder import ToyEmbedder

from index.article import Draft
from index.errors import LibraryError
from index.library import Library
from index.people.forms import Likeness, form_of, is_tail, likeness, signs
from index.people.joining import Anchor, Borne, join
from index.people.spelling import spelling_key

SUMMIT = """U.S. Secretary of State Antony Blinken met Xi Jinping and Wang Yi in Beijing.

“One era is ending,” said Blinken, the secretary of state."""
AFTER = """Xi Jinping left for home, and Wang Yi stayed.

“A new one is beginning,” said Secretary of State Blinken."""
OTHER = """The bakers of Port Ellery met on Monday.

“Bread is dear,” said Mr. Blinken."""


@pytest.fixture
def library(tmp_path: Path, database: str | None) -> Iterator[Library]:
    with Library.open(tmp_path, ToyEmbedder(), database=database) as opened:
        yield opened


def add(library: Library, **texts: str) -> None:
    for article_id, text in texts.items():
        library.add(Draft("-", text, id=article_id, outlet=article_id.title()))


def said(library: Library, speaker: str) -> list[str]:
    return [quote.text.strip(",") for quote in library.quotes(speaker=speaker)]


@pytest.mark.parametrize(
    "names",
    [
        "Zelensky Zelenskyy Zelenskiy Selenskyj Selenski",
        "Gaddafi Qaddafi Gadhafi Kadhafi",
        "Putin Poutine",
        "Gorbachev Gorbatschow",
        "Poroshenko Poroschenko",
        "Netanyahu Netanjahu",
        "Yeltsin Jelzin Eltsine",
    ],
)
def test_ways_to_write_one_name_have_one_key(names: str) -> None:
    assert len({spelling_key(name) for name in names.split()}) == 1


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Hillary Clinton", "Hillary Rodham Clinton", Likeness.SAME),
        ("House Speaker Paul Ryan", "Paul D. Ryan", Likeness.SAME),
        ("George W. Bush", "George H.W. Bush", Likeness.OTHER),
        ("Donald Trump", "Donald Trump Jr.", Likeness.PERHAPS),
        ("J. Weir", "Jonas Weir", Likeness.PERHAPS),
        ("Bob Menendez", "Robert Menendez", Likeness.PERHAPS),
        ("Rence Priebus", "Reince Priebus", Likeness.PERHAPS),
        ("Volodymyr Zelensky", "Wolodymyr Selenskyj", Likeness.PERHAPS),
        ("Ida Smith", "Jonas Smith", Likeness.OTHER),
        ("Eric Woolson", "Rick Wilson", Likeness.OTHER),
    ],
)
def test_names_are_compared(one: str, other: str, expected: Likeness) -> None:
    pair = form_of(one, "person"), form_of(other, "person")
    assert likeness(*pair) is likeness(*reversed(pair)) is expected


def test_a_name_ends_a_longer_one_that_only_has_more_in_front() -> None:
    def ends(short: str, long: str) -> bool:
        return is_tail(form_of(short, "person"), form_of(long, "person"))

    assert ends("Ted Cruz", "Senators Ted Cruz")
    assert ends("Wasserman Schultz", "Debbie Wasserman Schultz")
    assert not ends("Anne Weir", "Mary Anne Weir")


def borne(article: str, name: str) -> Borne:
    form = form_of(name, "person")
    return Borne(article, form, "person", None, frozenset(), not form.is_full)


def together(company: dict[str, dict[str, float]], *names: tuple[str, str]) -> set[frozenset[str]]:
    groups = join([borne(*name) for name in names], lambda a: company.get(a, {}), {})
    return {frozenset(names[at][0] for at in group) for group in groups}


def test_a_surname_alone_is_whose_company_it_keeps() -> None:
    company = {
        "a": {"bernie sanders": 9.0, "tim kaine": 9.0},
        "b": {"monica weir": 9.0, "ken starr": 9.0},
        "c": {"tim kaine": 9.0},
        "d": {},
    }
    names = ("a", "Hillary Clinton"), ("b", "Bill Clinton"), ("c", "Clinton"), ("d", "Clinton")
    assert together(company, *names) == {frozenset("ac"), frozenset("b"), frozenset("d")}


def test_what_speaks_for_two_people_speaks_for_none() -> None:
    company = {name: {"tim kaine": 9.0} for name in "abc"}
    names = ("a", "Hillary Clinton"), ("b", "Bill Clinton"), ("c", "Clinton")
    assert len(together(company, *names)) == 3


def test_a_nickname_is_joined_on_evidence_only() -> None:
    names = ("a", "Robert Weir"), ("b", "Bob Weir")
    assert len(together({}, *names)) == 2
    assert len(together({name: {"ida lund": 9.0} for name in "ab"}, *names)) == 1


def test_two_people_of_one_article_are_not_one() -> None:
    company = {name: {"ida lund": 9.0} for name in "ab"}
    names = ("a", "Robert Weir"), ("a", "Bob Weir"), ("b", "Bob Weir")
    assert len(together(company, *names)) == 2


@given(st.permutations(range(5)))
def test_the_order_of_the_names_does_not_matter(order: list[int]) -> None:
    company = {"a": {"x y": 5.0, "z y": 4.0}, "b": {"v w": 9.0}, "c": {"x y": 5.0, "z y": 4.0}}
    names = [
        ("a", "Hillary Clinton"),
        ("b", "Bill Clinton"),
        ("c", "Clinton"),
        ("b", "William J. Clinton"),
        ("c", "H. Clinton"),
    ]
    expected = together(company, *names)
    assert together(company, *(names[at] for at in order)) == expected


def test_a_run_of_countless_capitals_is_joined_to_nobody(library: Library) -> None:
    add(library, echo=f"{'Al ' * 100_000}said no. Al Gore said yes.")
    library.pay()
    assert library.people.one("Al Gore") is not None


def test_a_ruling_goes_before_the_names() -> None:
    names = [borne("a", "Ida Lund"), borne("b", "Ida Lund Weir"), borne("b", "Ida M. Lund")]
    one, other = Anchor("ida lund"), Anchor("ida m lund")
    apart = {(one, other): False, (other, one): False}
    assert [0, 2] in join(names, lambda _: {}, {})
    assert [0, 2] not in join(names, lambda _: {}, apart)


def test_a_surname_is_joined_across_articles_where_the_evidence_is_there(library: Library) -> None:
    add(library, summit=SUMMIT, after=AFTER, other=OTHER)
    assert said(library, "Antony Blinken") == ["A new one is beginning", "One era is ending"]
    assert len(said(library, "Blinken")) == 3
    people = {person.name: person for person in library.people.all()}
    assert people["Antony Blinken"].others == ("Blinken",)
    assert (people["Antony Blinken"].quotes, people["Antony Blinken"].articles) == (2, 2)
    assert set(people) == {"Antony Blinken", "Blinken"}


def test_who_is_who_changes_with_the_articles(library: Library) -> None:
    add(library, after=AFTER)
    assert [person.name for person in library.people.all()] == ["Blinken"]
    add(library, summit=SUMMIT)
    assert [person.name for person in library.people.all()] == ["Antony Blinken"]
    library.remove(["summit"])
    assert [person.name for person in library.people.all()] == ["Blinken"]


def names_of(library: Library) -> list[str]:
    return sorted(person.name for person in library.people.all())


def test_two_people_are_merged_and_that_is_kept_until_it_is_undone(library: Library) -> None:
    add(library, summit=SUMMIT, other=OTHER)
    assert names_of(library) == ["Antony Blinken", "Blinken"]
    assert library.people.merge("antony", "Blinken") == "Antony Blinken and Blinken are one person"
    assert names_of(library) == ["Antony Blinken"]
    library.rebuild()
    library.remove(["other"])
    add(library, other=OTHER)
    assert names_of(library) == ["Antony Blinken"]
    assert library.people.undo() == "Antony Blinken and Blinken are one person"
    assert names_of(library) == ["Antony Blinken", "Blinken"]
    assert library.people.undo() is None


def test_names_of_other_letters_are_merged_too(library: Library) -> None:
    add(library, summit=SUMMIT, other=OTHER.replace("Mr. Blinken", "Ida Lund"))
    library.people.merge("Lund", "Blinken")
    assert names_of(library) == ["Antony Blinken"]
    assert len(said(library, "Lund")) == 2
    add(library, after=AFTER)
    assert len(said(library, "Ida Lund")) == 3


def test_a_name_is_split_from_a_person(library: Library) -> None:
    add(library, summit=SUMMIT, after=AFTER)
    with pytest.raises(LibraryError, match="Nothing would be left"):
        library.people.split("Blinken", ["Antony Blinken", "Blinken"])
    with pytest.raises(LibraryError, match="calls Antony Blinken “Tony”"):
        library.people.split("Blinken", ["Tony"])
    assert library.people.split("Blinken", ["blinken"]) == "“Blinken” is not Antony Blinken"
    assert names_of(library) == ["Antony Blinken", "Blinken"]
    library.rebuild()
    assert names_of(library) == ["Antony Blinken", "Blinken"]
    library.people.merge("Antony Blinken", "Blinken")
    assert names_of(library) == ["Antony Blinken"]
    library.people.undo()
    library.people.undo()
    assert names_of(library) == ["Antony Blinken"]


def test_a_full_name_is_split_in_one_article(library: Library) -> None:
    text = "“It is a start,” said Ida Lund."
    add(library, tram=f"The tram runs.\n\n{text}", ferry=f"The ferry sails.\n\n{text}")
    assert library.people.split("Ida Lund", (), ["tram"]) == ("“Ida Lund” in tram is not Ida Lund")
    assert names_of(library) == ["Ida Lund", "Ida Lund (Tram)"]
    assert [quote.article_id for quote in library.quotes(speaker="Ida Lund")] == ["ferry"]
    assert [quote.article_id for quote in library.quotes(speaker="Ida Lund (Tram)")] == ["tram"]
    library.people.merge("Ida Lund", "Ida Lund (Tram)")
    assert names_of(library) == ["Ida Lund"]


def test_who_is_not_known_or_not_clear_cannot_be_merged(library: Library) -> None:
    add(library, summit=SUMMIT, after=AFTER)
    with pytest.raises(LibraryError, match="Nobody who is quoted is called “Lund”"):
        library.people.merge("Lund", "Blinken")
    with pytest.raises(LibraryError, match="one person already: Antony Blinken"):
        library.people.merge("Antony", "Blinken")


@pytest.mark.parametrize("gone", [["summit"], ["other", "after"], ["after", "summit", "other"]])
def test_what_is_removed_leaves_no_name(tmp_path: Path, gone: list[str]) -> None:
    texts = {"summit": SUMMIT, "after": AFTER, "other": OTHER}
    with (
        Library.open(tmp_path / "all", ToyEmbedder()) as library,
        Library.open(tmp_path / "left", ToyEmbedder()) as left,
    ):
        add(library, **texts)
        library.people.settle()
        library.remove(gone)
        add(left, **{name: text for name, text in texts.items() if name not in gone})
        assert library.people.all() == left.people.all()


def test_names_that_may_be_one_have_a_sign_in_common() -> None:
    given = "bill william j. john jon jonh reince rence mohammed muhammad kamal kemal ida eda"
    surnames = ("Ghaddafi", "Qadhafi", "Lund")
    forms = [
        form_of(f"{name} {surname}{suffix}", "person")
        for name in given.split()
        for surname in surnames
        for suffix in ("", " Jr")
    ]
    pairs = [(one, other) for one in forms for other in forms if one.block == other.block]
    alike = [pair for pair in pairs if likeness(*pair) is not Likeness.OTHER]
    assert all(not signs(one).isdisjoint(signs(other)) for one, other in alike)
    apart = [(one, other) for one, other in pairs if signs(one).isdisjoint(signs(other))]
    assert len(apart) > len(pairs) / 2
