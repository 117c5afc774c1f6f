"""A real small language model, which invents freely: nothing that it invents is shown."""

import datetime as dt
import re
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from eval.judge import measure
from eval.judgement import measured_text
from eval.labelled import read_labelled
from index.article import Draft
from index.embed import WordLlamaEmbedder
from index.library import Library
from index.marks import pair
from qa.ask import ask
from qa.llm import OpenAIChat

pytestmark = pytest.mark.endpoint

TEXT = (
    "The quay in Port Anso needs 17 new piles, the harbour office said on Monday.\n\n"
    "“It will be closed until October,” said Mara Lind, the harbour master.\n\n"
    "The work will cost 2.4 million euros. Ines Holt, the treasurer, called the sum "
    "“hard to find.”"
)


@pytest.fixture(scope="module")
def address(shared: Path) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    serve = shared / "llm" / "serve"
    command = [str(serve), "--port", str(port)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as p:
        assert p.stdout is not None
        ready = p.stdout.readline().split()
        if ready[:1] != ["ready"]:
            pytest.skip("the small model could not be started here")
        yield ready[1]
        p.kill()


@pytest.mark.parametrize(
    "question",
    [
        "What did Mara Lind say?",
        "How many piles does the quay need?",
        "How much will the work cost?",
        "What did Angela Merkel say?",
    ],
)
def test_nothing_that_the_model_invents_is_shown(
    question: str, address: str, tmp_path: Path, embedder: WordLlamaEmbedder
) -> None:
    with Library.open(tmp_path, embedder) as library:
        library.add(Draft("quay", TEXT, id="quay", title="Quay report", outlet="Echo"))
        found = ask(
            question,
            library,
            chat=OpenAIChat("small", None, address),
            today=dt.date(2026, 3, 1),
            clock=lambda: 0.0,
        )
    assert (found.status == "refused") == ("Merkel" in question)
    for sentence in found.sentences:
        assert sentence.citations
        for span in pair(sentence.text):
            assert sentence.text[span.start : span.end].strip(" ,.") in TEXT
        assert all(number in TEXT for number in re.findall(r"\d+(?:\.\d+)?", sentence.text))


def test_a_small_model_can_be_measured_as_a_judge(address: str) -> None:
    some = read_labelled()[::10]
    found = measure(OpenAIChat("small", None, address), some, 2, lambda *_: None, seed=0)
    assert "kappa" in measured_text(found)
    assert len(found.verdicts) == len(some)
