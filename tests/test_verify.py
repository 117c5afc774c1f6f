"""Answers that are saved with their sources, and checked without the library."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from eval_examples import answer, citation, said, sentence
from hypothesis import given
from hypothesis import strategies as st

from index.article import Article
from qa.dossier import Circumstances, DossierError, dossier
from qa.saving import altered, read_saved, save
from qa.verify import verify

TEXT = "It rained.\n\n“Nobody was hurt,” said Mara Lind. The sheds held 40 tonnes -- of barley."
QUOTED = "“Nobody was hurt,” said Mara Lind."
TONNES = "The sheds held 40 tonnes -- of barley."
ARTICLE = Article("a1", "Fire", "Echo", None, None, TEXT)
Document = dict[str, Any]


def made() -> Document:
    spans = [(n, TEXT.index(text), text) for n, text in ((1, QUOTED), (2, TONNES))]
    cited = [
        replace(citation(n, text), start=start, end=start + len(text), paragraph=2)
        for n, start, text in spans
    ]
    found = answer(
        said(QUOTED, "Mara Lind", 1), sentence(TONNES, 2, support="verbatim"), citations=cited
    )
    when = Circumstances("2026-03-10T09:00:00+00:00", "0.1.0", {"as_of": "2026-03-10"})
    return json.loads(json.dumps(dossier(found, [ARTICLE], when)))  # type: ignore[no-any-return]


def test_what_was_saved_holds() -> None:
    verdict = verify(made())
    assert (verdict.sentences, verdict.citations, verdict.quotations) == (2, 2, 1)
    assert verdict.holds
    assert verdict.notes == ()


def change(path: str, value: object) -> Callable[[Document], None]:
    *names, last = [int(name) if name.isdigit() else name for name in path.split(".")]

    def changed(document: Any) -> None:
        for name in names:
            document = document[name]
        document[last] = value

    return changed


@pytest.mark.parametrize(
    ("tamper", "fault"),
    [
        (change("articles.0.text", TEXT.replace("40", "41")), "is not as it was saved: its hash"),
        (change("citations.0.start", 13), "Citation 1 does not stand at its place in a1"),
        (change("citations.1.article_id", "b"), "Citation 2 is of an article that is not in the"),
        (
            change("sentences.0.text", "“Nobody was killed,” said Mara Lind."),
            "Sentence 1 quotes what its citations do not have: “Nobody was killed”.",
        ),
        (
            change("sentences.1.text", "The sheds held 41 tonnes -- of barley."),
            "Sentence 2 does not stand in what it cites",
        ),
        (change("sentences.1.citations", []), "Sentence 2 cites nothing"),
        (change("sentences.1.citations", [2, 9]), "Sentence 2 cites 9, which is not there"),
        (change("sentences.0.citations", [2]), ""),
        (change("prompt", "answer@00000000"), "The prompt of this answer is not as it was saved"),
        (change("model", "another"), "The model of this answer is not"),
        (change("passages", [{}]), "The passages of this answer are not as they were saved"),
        (change("settings.as_of", "2026-03-11"), "The settings of this answer are not"),
    ],
)
def test_what_does_not_hold_is_named(tamper: Callable[[Document], None], fault: str) -> None:
    document = made()
    tamper(document)
    verdict = verify(document)
    # The last one cites another place of the same paragraph, which carries the quotation.
    assert verdict.holds is (fault == "")
    assert fault in " ".join(verdict.faults)


def test_a_models_number_must_be_in_its_paragraphs() -> None:
    document = made()
    change("sentences.1.support", "checked")(document)
    change("sentences.1.text", "Some 400 tonnes of barley were in the sheds.")(document)
    assert verify(document).faults == (
        "Sentence 2 has a number that its citations do not have: 400.",
    )


def test_without_articles_only_the_places_go_unchecked() -> None:
    document = made()
    del document["articles"]
    verdict = verify(document)
    assert verdict.holds
    assert "places of its citations were not checked" in verdict.notes[0]
    change("sentences.0.text", "“Nobody was killed,” said Mara Lind.")(document)
    assert not verify(document).holds


@pytest.mark.parametrize("ending", ["json", "md", "html"])
def test_every_form_is_read_back_as_it_was(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"answer.{ending}"
    save(made(), path)
    assert read_saved(path) == made()


@pytest.mark.parametrize("ending", ["md", "html"])
def test_a_change_in_the_text_that_is_shown_is_named(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"answer.{ending}"
    save(made(), path)
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("\n", "\r\n"), encoding="utf-8", newline="")
    assert altered(path) == ()
    at = text.index("Nobody was hurt")
    path.write_text(text[:at] + "Nobody was killed" + text[at + 15 :], encoding="utf-8")
    (fault,) = altered(path)
    assert "hurt,” said Mara Lind" in fault
    assert "” is now “" in fault
    assert "killed,” said Mara Lind" in fault
    verdict = verify(read_saved(path), altered(path))
    assert verdict.faults == (fault,)


@given(st.text())
def test_no_text_breaks_out_of_a_form(text: str) -> None:
    document = made()
    document["question"] = f"{text} --> <script>alert(1)</script>"
    with TemporaryDirectory() as folder:
        for ending in ("md", "html"):
            path = Path(folder) / f"a.{ending}"
            if any("\ud800" <= character <= "\udfff" for character in text):
                return
            save(document, path)
            assert read_saved(path) == document
            shown = path.read_text(encoding="utf-8").split("<!-- byline-dossier")[0]
            assert "<script>" not in shown.replace("\\<", "")


def test_markup_in_an_article_is_shown_and_not_obeyed(tmp_path: Path) -> None:
    document = made()
    document["sentences"][0]["text"] = "“*<b>Nobody</b>* was [hurt](x),” she said."
    save(document, tmp_path / "a.md")
    shown = (tmp_path / "a.md").read_text(encoding="utf-8")
    assert r"“\*\<b\>Nobody\</b\>\* was \[hurt\](x),” she said. \[1\]" in shown


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DossierError, match=r"ends in \.json, \.md or \.html"):
        save(made(), tmp_path / "answer.docx")
    for content in ("no json", "[]", "{}", '{"citations": 3}'):
        (tmp_path / "x.json").write_text(content, encoding="utf-8")
        with pytest.raises(DossierError):
            read_saved(tmp_path / "x.json")
    with pytest.raises(DossierError, match="cannot be read"):
        read_saved(tmp_path / "none.json")
    with pytest.raises(DossierError, match="no answer as Byline saves it"):
        verify({"citations": [{}]})
