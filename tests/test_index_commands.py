"""The commands that keep a library: what they print, what their JSON says, how they end."""

import csv
import datetime as dt
import gzip
import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
import typer
from toy_embedder import ToyEmbedder
from typer.testing import CliRunner, Result

from index.commands import add_commands
from index.errors import EmbedderError, LibraryError
from index.library import Library
from index.vectors.server import Address

HARBOUR = (
    '{"id": "h-1", "title": "Harbour fire", "outlet": "Echo", "date": "2026-02-10", '
    '"url": "https://e.example/h", "text": "A fire burned three sheds in the harbour of Port '
    "Ellery on Monday.\\n\\n“Nobody was hurt,” said Mara Ostrov, the harbour master.\\n\\n"
    'The cause is unknown [sic]; <Channel 9> has no pictures."}'
)
TRAM = (
    '{"id": "t-1", "title": "Tram line approved", "outlet": "Gazette", "date": "2026-01-20", '
    '"text": "The county approved the tram line by nine votes to four.\\n\\n“It took us ten '
    'years,” said Henrik Sol, who leads the county."}'
)


def _named(name: str) -> ToyEmbedder:
    if not name.startswith("toy"):
        raise EmbedderError(f"There is no embedder “{name}”.")
    return ToyEmbedder(name)


class Byline:
    """The command line over a library in a folder of its own."""

    def __init__(self, folder: Path, server: Address | None = None) -> None:
        self.folder = folder
        self._app = typer.Typer()
        self._app.callback()(lambda: None)
        add_commands(
            self._app,
            library_folder=folder / "library",
            open_library=lambda place: Library.open(place, ToyEmbedder(), server=server),
            embedder_named=_named,
            today=dt.date(2026, 3, 10),
        )

    def run(self, *words: str, stdin: str = "", status: int = 0) -> Result:
        result = CliRunner(env={"COLUMNS": "80"}).invoke(
            self._app, words, input=stdin, catch_exceptions=False
        )
        assert result.exit_code == status, result.output
        return result

    def json(self, *words: str, stdin: str = "", status: int = 0) -> dict[str, object]:
        value = json.loads(self.run(*words, "--json", stdin=stdin, status=status).stdout)
        assert isinstance(value, dict)
        return value

    def file(self, name: str, content: str | bytes) -> str:
        path = self.folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return str(path)


@pytest.fixture
def byline(tmp_path: Path) -> Byline:
    return Byline(tmp_path)


@pytest.fixture
def filled(byline: Byline) -> Byline:
    byline.run("add", "-", stdin=f"{HARBOUR}\n{TRAM}\n")
    return byline


def test_adding_counts_what_was_done_and_names_each_failure(byline: Byline) -> None:
    good = byline.file("news.jsonl.gz", gzip.compress(f"{HARBOUR}\nbroken\n{TRAM}".encode()))
    empty = byline.file("empty.txt", "")
    result = byline.run("add", good, empty, "http://e.example/", status=1)
    assert result.stdout == "2 added, 3 failed.\n"
    assert result.stderr.splitlines() == [
        f'{good}:2 is not an article: write one JSON object, such as {{"text": "…"}}, a line.',
        f"{empty} is empty: there is nothing to add.",
        "http://e.example/ is an address, and none is opened here: "
        "save the page in your browser and add the file.",
    ]


def test_what_is_added_while_the_server_of_the_vectors_is_away_is_found_by_its_words(
    tmp_path: Path,
) -> None:
    byline = Byline(tmp_path, Address("http://127.0.0.1:9"))  # where nobody listens
    told = (
        "The Chroma server at 127.0.0.1:9 cannot be reached; start it, or check BYLINE_CHROMA_URL."
    )
    with pytest.raises(LibraryError) as caught:
        byline.run("add", "-", stdin=TRAM)
    assert str(caught.value) == (
        f"What was added is found by its words; by its meaning, once this is mended: {told}"
    )
    found = byline.json("search", "tram", "-k", "1")
    assert found["notice"] == f"Looked for by words alone, not by meaning: {told}"
    assert isinstance(found["passages"], list)
    assert found["passages"][0]["article_id"] == "t-1"


def test_adding_one_article_names_it(byline: Byline) -> None:
    result = byline.run("add", "-", stdin=TRAM)
    assert result.stdout == "1 added: Tram line approved (ID t-1)\n"
    assert result.stderr == ""


def test_added_json_has_one_item_an_article(byline: Byline) -> None:
    good = byline.file("news.jsonl", f"{HARBOUR}\n{{}}\n")
    assert byline.json("add", good, good, status=1)["items"] == [
        item
        for status in ("added", "unchanged")
        for item in (
            {
                "source": f"{good}:1",
                "status": status,
                "article_id": "h-1",
                "title": "Harbour fire",
                "paragraphs": 3,
                "quotes": 1,
                "error": None,
            },
            {
                "source": f"{good}:2",
                "status": "failed",
                "article_id": None,
                "title": None,
                "paragraphs": 0,
                "quotes": 0,
                "error": f'{good}:2 has no "text": an article needs words in it.',
            },
        )
    ]


def test_a_changed_article_is_updated_and_a_copy_is_a_duplicate(filled: Byline) -> None:
    changed = TRAM.replace("nine votes", "eight votes")
    copy = HARBOUR.replace('"h-1"', "null").replace("e.example/h", "e.example/h?utm_source=x")
    items = filled.json("add", "-", stdin=f"{changed}\n{copy}\n")["items"]
    assert isinstance(items, list)
    assert [item["status"] for item in items] == ["updated", "duplicate"]
    assert [item["article_id"] for item in items] == ["t-1", "h-1"]


def test_an_empty_library_says_what_to_do(byline: Byline) -> None:
    assert byline.run("list").stdout == (
        "The library is empty: `byline add FILE` adds an article to it.\n"
    )
    assert byline.json("list") == {"articles": []}


def test_list_shows_the_newest_first(filled: Byline) -> None:
    lines = filled.run("list").stdout.splitlines()
    assert [line.split()[:2] for line in lines] == [
        ["ID", "Title"],
        ["h-1", "Harbour"],
        ["t-1", "Tram"],
    ]
    assert max(map(len, lines)) <= 80
    articles = filled.json("list")["articles"]
    assert isinstance(articles, list)
    assert articles[1] == {
        "id": "t-1",
        "title": "Tram line approved",
        "outlet": "Gazette",
        "date": "2026-01-20",
        "url": None,
        "paragraphs": 2,
        "quotes": 1,
        "origin": "t-1",
        "versions": 1,
    }


def test_list_gives_beginnings_of_long_ids_that_name_one_article(byline: Byline) -> None:
    for article_id in ("wire-02-10-fire", "wire-02-10-ferry", "wire-02-10"):
        byline.run("add", "-", stdin=json.dumps({"id": article_id, "text": f"On {article_id}."}))
    lines = byline.run("list").stdout.splitlines()[1:]
    assert sorted(line.split()[0] for line in lines) == [
        "wire-02-10",
        "wire-02-10-fe",
        "wire-02-10-fi",
    ]
    assert byline.json("show", "wire-02-10-fe")["id"] == "wire-02-10-ferry"
    assert byline.json("show", "wire-02-10")["id"] == "wire-02-10"


def test_show_prints_numbered_paragraphs_and_quotes_literally(filled: Byline) -> None:
    lines = filled.run("show", "h").stdout.splitlines()
    assert lines[:5] == [
        "Harbour fire",
        "Echo · 2026-02-10",
        "https://e.example/h",
        "ID h-1",
        "",
    ]
    assert "   2 “Nobody was hurt,” said Mara Ostrov, the harbour master." in lines
    assert "   3 The cause is unknown [sic]; <Channel 9> has no pictures." in lines
    assert "   2 Mara Ostrov: “Nobody was hurt,”" in lines


def test_show_marks_paragraphs_that_are_not_body(byline: Byline) -> None:
    page = byline.file(
        "a.md", "# Ferry back\n\n![x](x.jpg 'The Alma')\n\nIt sails again on Monday, it said.\n"
    )
    byline.run("add", page)
    articles = byline.json("list")["articles"]
    assert isinstance(articles, list)
    lines = byline.run("show", articles[0]["id"]).stdout.splitlines()
    assert "   1 heading: Ferry back" in lines
    assert "   2 caption: The Alma" in lines


def test_offsets_of_show_cut_the_text(filled: Byline) -> None:
    article = filled.json("show", "h-1")
    text = article["text"]
    assert isinstance(text, str)
    assert article["cross_references"] == []
    for name, count in (("paragraphs", 3), ("quotes", 1)):
        items = article[name]
        assert isinstance(items, list)
        assert len(items) == count
        assert all(text[item["start"] : item["end"]] == item["text"] for item in items)


def test_what_show_prints_as_json_can_be_added_again(filled: Byline, tmp_path: Path) -> None:
    saved = filled.file("saved.json", filled.run("show", "h-1", "--json").stdout)
    filled.run("remove", "h-1")
    assert filled.run("add", saved).stdout == "1 added: Harbour fire (ID h-1)\n"


def test_quotes_are_filtered_by_speaker_topic_article_and_day(filled: Byline) -> None:
    def texts(*words: str) -> list[str]:
        found = filled.json("quotes", *words)["quotes"]
        assert isinstance(found, list)
        return [quote["text"] for quote in found if quote["direct"]]

    assert texts() == ["Nobody was hurt,", "It took us ten years,"]
    assert texts("--speaker", "ostrov") == ["Nobody was hurt,"]
    assert texts("--about", "years") == ["It took us ten years,"]
    assert texts("--article", "t") == ["It took us ten years,"]
    assert texts("--since", "2026-02-01") == ["Nobody was hurt,"]
    assert texts("--until", "2026-02-01") == ["It took us ten years,"]
    assert texts("--outlet", "echo") == ["Nobody was hurt,"]


def test_quotes_stand_with_their_places(filled: Byline) -> None:
    assert filled.run("quotes", "--speaker", "Sol").stdout.splitlines() == [
        "Henrik Sol: “It took us ten years,”",
        "  Gazette · 2026-01-20 · ID t-1 · paragraph 2",
        "",
        "1 row",
    ]
    assert filled.run("quotes", "--speaker", "Merkel").stdout == (
        "No quote by “Merkel” among 2 articles.\n"
    )


def _pumps(article_id: str, outlet: str, date: str, words: str) -> str:
    text = f"“{words},” said Mara Ostrov, the harbour master."
    row = {"id": article_id, "title": outlet, "outlet": outlet, "date": date, "text": text}
    return json.dumps(row)


PUMPS = "\n".join(
    [
        _pumps("p-1", "Post", "2026-02-11", "We had eleven pumps on the quay and the wind"),
        _pumps("p-2", "Echo", "2026-02-10", "We had twelve pumps on the quay and the wind"),
        _pumps("p-3", "Wire", "2026-02-09", "Eleven pumps on the quay"),
    ]
)


@pytest.fixture
def pumps(tmp_path: Path) -> Byline:
    byline = Byline(tmp_path)
    byline.run("add", byline.file("pumps.jsonl", PUMPS))
    return byline


def test_a_saying_of_several_articles_is_one_row_that_tells_what_differs(pumps: Byline) -> None:
    assert pumps.run("quotes").stdout.splitlines() == [
        "Mara Ostrov: “We had eleven pumps on the quay and the wind,”",
        "  Post · 2026-02-11 · ID p-1 · paragraph 1",
        "  quoted differently by Echo · 2026-02-10 · ID p-2 · paragraph 1: “We had twelve",
        "  pumps on the quay and the wind,”",
        "  shortened by Wire · 2026-02-09 · ID p-3 · paragraph 1",
        "",
        "1 row",
    ]
    found = pumps.json("quotes")
    assert found["rows"] == [
        {
            "person": "Mara Ostrov",
            "places": [
                {"quote": 0, "how": "same"},
                {"quote": 1, "how": "altered"},
                {"quote": 2, "how": "shortened"},
            ],
        }
    ]
    assert found["speakers"] == [{"name": "Mara Ostrov", "rows": 1}]


def test_quotes_are_shown_a_page_at_a_time(filled: Byline) -> None:
    lines = filled.run("quotes", "--limit", "1").stdout.splitlines()
    assert lines[0] == "Mara Ostrov: “Nobody was hurt,”"
    assert lines[-2:] == [
        "Most quoted: Henrik Sol 1, Mara Ostrov 1",
        "Rows 1 to 1 of 2; --page 2 goes on.",
    ]
    assert filled.run("quotes", "--limit", "1", "--page", "2").stdout.endswith(
        "Rows 2 to 2 of 2.\n"
    )
    assert filled.run("quotes", "--page", "9").stdout.endswith("The last page is page 1.\n")


def test_quotes_are_written_as_a_table(pumps: Byline) -> None:
    table = list(csv.DictReader(pumps.run("quotes", "--format", "csv").stdout.splitlines()))
    assert [(line["row"], line["outlet"], line["repeats"]) for line in table] == [
        ("1", "Post", "same"),
        ("1", "Echo", "altered"),
        ("1", "Wire", "shortened"),
    ]


def test_people_are_listed_merged_split_and_undone(filled: Byline) -> None:
    lines = filled.run("people").stdout.splitlines()
    assert [line.split() for line in lines] == [
        ["Name", "Other", "names", "Quotes", "Articles"],
        ["Henrik", "Sol", "1", "1"],
        ["Mara", "Ostrov", "1", "1"],
        ["2", "rows"],
    ]
    assert filled.run("people", "merge", "Sol", "Ostrov").stdout == (
        "Kept: Henrik Sol and Mara Ostrov are one person.\n"
    )
    assert filled.json("people")["people"] == [
        {"name": "Mara Ostrov", "other_names": ["Henrik Sol"], "quotes": 2, "articles": 2}
    ]
    assert len(filled.json("quotes", "--speaker", "Ostrov")["quotes"]) == 2  # type: ignore[arg-type]
    filled.run("rebuild")
    assert filled.run("people", "split", "Ostrov", "Henrik Sol").stdout == (
        "Kept: “Henrik Sol” is not Mara Ostrov.\n"
    )
    assert filled.run("people", "undo").stdout == ("Taken back: “Henrik Sol” is not Mara Ostrov.\n")
    filled.run("people", "undo")
    assert filled.run("people", "undo").stdout == "There is nothing to take back.\n"
    assert [person["name"] for person in filled.json("people")["people"]] == [  # type: ignore[attr-defined]
        "Henrik Sol",
        "Mara Ostrov",
    ]
    assert "Name what is somebody else’s" in filled.run("people", "split", "Sol", status=2).output
    assert (
        filled.run("people", "list", "Merkel").stdout
        == "Nobody who is quoted is called “Merkel”.\n"
    )


def test_search_gives_passages_with_their_place(filled: Byline) -> None:
    lines = filled.run("search", "tram line", "-k", "1").stdout.splitlines()
    assert lines[:3] == [
        "Tram line approved",
        "Gazette · 2026-01-20 · ID t-1",
        "   1 The county approved the tram line by nine votes to four.",
    ]
    passages = filled.json("search", "fire sheds", "--model", "none")["passages"]
    assert isinstance(passages, list)
    best = passages[0]
    assert (best["article_id"], best["paragraph"]) == ("h-1", 1)
    assert best["text"].startswith("A fire burned three sheds")
    assert best["score"] >= passages[1]["score"]


def test_search_is_held_to_an_article_and_to_days(filled: Byline) -> None:
    for words in (["--article", "t-1"], ["--until", "2026-01-31"], ["--outlet", "gazette"]):
        passages = filled.json("search", "fire", *words)["passages"]
        assert isinstance(passages, list)
        assert {passage["article_id"] for passage in passages} <= {"t-1"}


def test_a_search_without_words_is_refused_in_a_sentence(filled: Byline) -> None:
    assert filled.run("search", ' "*" - ').stdout == (
        "There are no words to search for: name a person, a place or a thing.\n"
    )


def test_remove_says_what_was_forgotten(filled: Byline) -> None:
    assert filled.run("remove", "h", "t-1").stdout == (
        "Forgotten: Harbour fire\nForgotten: Tram line approved\n"
    )
    assert filled.json("list") == {"articles": []}
    assert filled.json("search", "fire") == {"passages": [], "notice": None}


def test_rebuild_with_another_embedder_says_what_to_set(filled: Byline) -> None:
    done = filled.run("rebuild", "--embedder", "toy-other")

    assert done.stdout == "Rebuilt from 2 articles: 2 passages can be searched.\n"
    assert done.stderr == (
        "The library is of the embedder toy-other now: set BYLINE_EMBEDDER to toy-other.\n"
    )
    with pytest.raises(LibraryError, match="run `byline rebuild --embedder toy-16`"):
        filled.run("search", "fire")
    filled.run("list")
    text = filled.run("check", status=1).stdout
    assert "set BYLINE_EMBEDDER to toy-other" in " ".join(text.split())
    assert filled.json("rebuild") == {"articles": 2, "passages": 2, "embedder": "toy-16"}
    filled.run("search", "fire")


def test_check_finds_no_fault_and_rebuild_makes_the_maps_anew(filled: Byline) -> None:
    assert filled.run("check").stdout == "No fault in 2 articles.\n"
    assert filled.json("check") == {"faults": []}
    assert filled.run("rebuild").stdout == "Rebuilt from 2 articles: 2 passages can be searched.\n"


def test_a_fault_is_told_with_its_remedy(filled: Byline) -> None:
    with closing(sqlite3.connect(filled.folder / "library" / "library.sqlite3")) as record:
        record.execute("UPDATE paragraphs SET text = 'forged' WHERE article_id = 'h-1'")
        record.commit()
    text = "Stored texts are not what stands at their places in h-1."
    remedy = "Remove these articles with `byline remove`, and add them again."
    assert filled.json("check", status=1) == {"faults": [{"text": text, "remedy": remedy}]}
    assert filled.run("check", status=1).stdout == f"{text}\n  {remedy}\n"


def test_a_library_can_be_named(filled: Byline) -> None:
    other = str(filled.folder / "other")
    filled.run("add", "-", "--library", other, stdin=TRAM)
    articles = filled.json("list", "--library", other)["articles"]
    assert isinstance(articles, list)
    assert [article["id"] for article in articles] == ["t-1"]


@pytest.mark.parametrize(
    "words",
    [["add"], ["show"], ["search"], ["search", "x", "-k", "0"], ["search", "x", "--since", "soon"]],
)
def test_wrong_use_ends_with_status_2(filled: Byline, words: list[str]) -> None:
    filled.run(*words, status=2)


def test_the_commands_import_no_slow_library() -> None:
    slow = {"trafilatura", "chromadb", "gradio", "wordllama", "langchain_text_splitters", "openai"}
    told = subprocess.run(
        [sys.executable, "-c", "import index.commands, sys; print(*sys.modules)"],
        cwd=Path(__file__).parents[1],
        capture_output=True,
        text=True,
        check=True,
    )
    assert not slow.intersection(told.stdout.split())
