"""The commands that answer: what they print, what their JSON says, how they end."""

import datetime as dt
import json
import re
from pathlib import Path

import pytest
import typer
from fakes import FakeChat
from typer.testing import CliRunner, Result

from index.article import Draft
from index.embed import WordLlamaEmbedder
from index.errors import LibraryError
from index.library import Library
from qa.commands import add_commands
from qa.llm import Chat

FIRE = Draft(
    "fire",
    "A fire burned three sheds in the harbour of Port Anso on Monday.\n\n"
    "“Nobody was hurt,” said Mara Lind, the harbour master.\n\n"
    "The sheds held 40 tonnes of barley, the harbour office said.",
    id="fire",
    title="Fire in the harbour",
    outlet="Echo",
    date=dt.date(2026, 2, 10),
)
TRAM = Draft(
    "tram",
    "The county approved the tram line by nine votes to four.\n\n"
    "“It took us ten years,” said Henrik Sol, who leads the county.",
    id="tram",
    title="Tram line approved",
    outlet="Gazette",
    date=dt.date(2026, 3, 1),
)


class Byline:
    """The command line over a library with two articles."""

    def __init__(self, folder: Path, embedder: WordLlamaEmbedder, chat: Chat | None) -> None:
        with Library.open(folder, embedder) as library:
            for draft in (FIRE, TRAM):
                library.add(draft)
        self.asked_for: list[str | None] = []
        self._chat = chat
        self._app = typer.Typer()
        self._app.callback()(lambda: None)
        add_commands(
            self._app,
            library_folder=folder,
            open_library=lambda place: Library.open(place, embedder),
            open_chat=self._open_chat,
            today=dt.date(2026, 3, 10),
            clock=lambda: 0.0,
            now=lambda: dt.datetime(2026, 3, 10, 9, tzinfo=dt.UTC),
            version="0.1.0",
        )

    def _open_chat(self, name: str | None) -> Chat | None:
        self.asked_for.append(name)
        return None if name == "none" else self._chat

    def run(self, *words: str, status: int = 0) -> Result:
        result = CliRunner(env={"COLUMNS": "80"}).invoke(self._app, words, catch_exceptions=False)
        assert result.exit_code == status, result.output
        return result

    def json(self, *words: str) -> dict[str, object]:
        value = json.loads(self.run(*words, "--json").stdout)
        assert isinstance(value, dict)
        return value


@pytest.fixture
def byline(tmp_path: Path, embedder: WordLlamaEmbedder) -> Byline:
    return Byline(tmp_path / "library", embedder, None)


def test_an_answer_has_all_that_the_contract_names(byline: Byline) -> None:
    found = byline.json("ask", "What did Mara Lind say?")
    assert set(found) >= {
        "question", "standalone_question", "status", "reason", "sentences", "citations", "more",
        "withheld", "passages", "model", "prompt", "seconds",
    }  # fmt: skip
    assert found["sentences"] == [
        {
            "text": "“Nobody was hurt,” said Mara Lind, the harbour master.",
            "citations": [1],
            "support": "quoted",
            "speaker": "Mara Lind",
            "statement": "direct",
            "marked": None,
        }
    ]
    assert found["citations"] == [
        {
            "number": 1,
            "article_id": "fire",
            "title": "Fire in the harbour",
            "outlet": "Echo",
            "date": "2026-02-10",
            "url": None,
            "paragraph": 2,
            "start": 66,
            "end": 120,
            "text": "“Nobody was hurt,” said Mara Lind, the harbour master.",
        }
    ]


def test_an_answer_reads_as_a_page_of_text(byline: Byline) -> None:
    told = byline.run("ask", "What did Mara Lind say?").stdout
    assert "“Nobody was hurt,” said Mara Lind, the harbour master. [1]" in told
    assert "Mara Lind · quoted" in told
    assert "[1] Fire in the harbour, Echo, 2026-02-10, paragraph 2" in told


def test_what_a_models_answer_cost_is_told_in_a_line(
    tmp_path: Path, embedder: WordLlamaEmbedder
) -> None:
    chat = FakeChat(["“Nobody was hurt,” said Mara Lind, the harbour master {n:Nobody}."])
    byline = Byline(tmp_path / "library", embedder, chat)
    told = byline.run("ask", "What did Mara Lind say?").stdout
    assert re.search(r"1 request to the model, about \d+ tokens in, \d+ out\.", told)
    assert "request" not in byline.run("ask", "What did Mara Lind say?", "--model", "none").stdout


def test_a_refusal_is_no_failure(byline: Byline) -> None:
    assert "nobody of that name" in byline.run("ask", "What did Angela Merkel say?").stdout
    assert byline.json("ask", "What did Angela Merkel say?")["status"] == "refused"


def test_options_confine_where_is_looked(byline: Byline) -> None:
    question = "What did Henrik Sol say?"
    assert byline.json("ask", question, "--outlet", "gazette")["status"] == "answered"
    for options in (
        ["--outlet", "Echo"],
        ["--until", "2026-02-20"],
        ["--article", "fire"],
        ["--as-of", "2026-02-20"],
    ):
        assert byline.json("ask", question, *options)["status"] == "refused", options


def test_a_conversation_is_taken_from_a_file(byline: Byline, tmp_path: Path) -> None:
    history = tmp_path / "history.json"
    turns = [{"question": "What did Mara Lind say?", "answer": "“Nobody was hurt.” [1]"}]
    history.write_text(json.dumps(turns), encoding="utf-8")
    found = byline.json("ask", "and Henrik Sol?", "--history", str(history))
    assert found["standalone_question"] == "What did Henrik Sol say?"
    for content in ("{}x", '["no turn"]'):
        history.write_text(content, encoding="utf-8")
        told = byline.run("ask", "and Sol?", "--history", str(history), status=2).stderr
        assert "conversation" in told


def test_a_trace_goes_to_standard_error_alone(byline: Byline) -> None:
    result = byline.run("ask", "What did Mara Lind say?", "--trace", "--json")
    json.loads(result.stdout)
    assert "words of Mara Lind; about anything" in result.stderr
    assert "* 2.0000 fire 2" in result.stderr


def test_no_model_is_asked_where_none_is_wanted(
    tmp_path: Path, embedder: WordLlamaEmbedder
) -> None:
    chat = FakeChat(["Nobody was hurt {n:hurt}."])
    byline = Byline(tmp_path / "library", embedder, chat)
    assert byline.json("ask", "What did Mara Lind say?", "--model", "none")["model"] is None
    assert chat.asked == []
    assert byline.asked_for == ["none"]


def test_a_summary_of_articles_and_of_a_topic(byline: Byline) -> None:
    found = byline.json("summarize", "fire")
    assert found["origins"] == 1
    assert isinstance(found["sections"], list)
    assert [section["title"] for section in found["sections"]] == [
        "What happened",
        "Who said what",
        "Background",
    ]
    about = byline.run("summarize", "--about", "tram line vote")
    assert "The county approved the tram line" in about.stdout
    assert "Summarising 1 article." in about.stderr


def test_a_summary_of_nothing_is_wrong_use(byline: Byline) -> None:
    assert "Give the ids of articles" in byline.run("summarize", status=2).stderr
    assert "Give the ids" in byline.run("summarize", "fire", "--about", "fire", status=2).stderr


def test_an_unknown_article_is_said_in_a_sentence(byline: Byline) -> None:
    with pytest.raises(LibraryError, match='There is no article "nowhere" in the library'):
        byline.run("summarize", "nowhere")


def test_a_saved_answer_is_verified(byline: Byline, tmp_path: Path) -> None:
    path = tmp_path / "answer.md"
    result = byline.run("ask", "What did Mara Lind say?", "--save", str(path))
    assert f"Saved to {path}." in result.stderr
    assert "all hold." in byline.run("verify", str(path)).stdout
    path.write_text(path.read_text(encoding="utf-8").replace("Nobody", "Somebody"), "utf-8")
    document = json.loads(byline.run("verify", str(path), "--json", status=1).stdout)
    assert document["holds"] is False
    assert "hash differs" in " ".join(document["faults"])


def test_a_saved_summary_is_verified(byline: Byline, tmp_path: Path) -> None:
    path = tmp_path / "summary.html"
    byline.run("summarize", "fire", "tram", "--save", str(path))
    assert "all hold." in byline.run("verify", str(path)).stdout
