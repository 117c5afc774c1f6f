"""Whatever comes in: no fault of ours comes out, and every offset holds."""

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any

import pytest
from fakes import FakeChat
from hypothesis import given
from hypothesis import strategies as st
from reading import items_of
from toy_embedder import ToyEmbedder

from index.article import Article, Draft
from index.chunks import chunk
from index.errors import BylineError
from index.library import Library
from index.marks import pair
from index.parse import parse
from index.records import storable
from qa.answer import Answer, Turn
from qa.ask import ask
from qa.dossier import Circumstances, DossierError, dossier
from qa.export import answer_to_json
from qa.kept import KeptError, answer_from_json
from qa.question import understand
from qa.verify import verify

_TODAY = dt.date(2026, 3, 10)
_STORY = (
    "Mara Lind, the harbour master, said the quay needs 17 new piles.\n\n"
    "“Nobody was hurt,” Lind said on Monday. Ines Holt called the sum “hard to find.”\n\n"
    "The work will cost 2.4 million euros and last until October."
)
_WORDS = (
    "Lind she who the of to that said told called asked by was not might , . ; — “ ” ‘ ’ \" ' « » "
    "( ) [ ] [1] [2] [9] and but 17 2.4 million euros piles quay Monday October Mr. Ines Holt # - "
    "> * | { } \\ <b> </p> &amp; http://a.b/c \n \n\n \t \x00 \ud800 \u202e ﬁ İ ß"
)
_TEXTS = st.lists(st.sampled_from(_WORDS.split(" ")), max_size=40).map(" ".join) | st.text()
_ASKED = st.tuples(
    st.sampled_from(["", "What did ", "Who ", "When was ", "How many ", "And ", "No, I meant "]),
    _TEXTS,
    st.sampled_from(["", " say", " say about ", "?", " told to "]),
    _TEXTS,
).map("".join)
_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.just(10**400) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=8,
)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with Library.open(tmp_path_factory.mktemp("library"), ToyEmbedder()) as library:
        library.add(Draft("-", _STORY, id="quay", title="Quay", outlet="Echo", date=_TODAY))
        library.pay()
        yield library


def _asked(library: Library, question: str, chat: FakeChat | None = None) -> Answer:
    return ask(question, library, chat=chat, today=_TODAY, clock=lambda: 0.0)


def _holds(found: Answer) -> None:
    """Every citation stands at its place, every quotation in what it cites, and it can be saved."""
    cited = {one.number: one for one in found.citations}
    assert all(_STORY[one.start : one.end] == one.text for one in found.citations)
    assert all(set(one.citations) <= set(cited) and one.citations for one in found.sentences)
    document = json.loads(json.dumps(answer_to_json(found)))
    article = Article("quay", "Quay", "Echo", _TODAY, None, _STORY)
    when = Circumstances("2026-03-10T09:00:00+00:00", "0", {})
    assert verify(json.loads(json.dumps(dossier(found, [article], when)))).holds
    kept = answer_from_json(document)
    assert kept.citations == found.citations
    assert [one.text for one in kept.sentences] == [one.text for one in found.sentences]


@given(_TEXTS)
def test_an_article_is_cut_where_it_says(text: str) -> None:
    text = storable(text)  # as it is kept
    parsed = parse(Article("a", None, None, None, None, text))
    cut: list[tuple[int, int, str]] = [
        *[(part.start, part.end, part.text) for part in parsed.paragraphs],
        *[(part.start, part.end, part.text) for part in parsed.quotes],
        *[(part.start, part.end, part.text) for part in parsed.labels],
        *[(part.start, part.end, part.text) for part in parsed.cross_references],
        *[(part.start, part.end, part.text) for part in chunk(parsed)],
    ]
    assert all(text[start:end] == words for start, end, words in cut)


@given(_TEXTS)
def test_quotations_stand_in_order_and_apart(text: str) -> None:
    spans = pair(text)
    borders = [border for span in spans for border in (span.start, span.end)]
    assert borders == sorted(borders)
    assert all(text[span.start : span.end].strip() for span in spans)


@given(_ASKED, st.lists(st.builds(Turn, _ASKED, _TEXTS), max_size=3))
def test_a_question_is_understood_as_something(asked: str, history: list[Turn]) -> None:
    assert understand(asked, history) is not None


@given(_ASKED)
def test_an_answer_holds_whatever_is_asked(library: Library, asked: str) -> None:
    with suppress(BylineError):
        _holds(_asked(library, asked))


_REPLIES = st.one_of(
    _TEXTS,
    _TEXTS.map(lambda text: f"Lind said {text} {{n:17 new}}."),
    st.tuples(_TEXTS, _JSON).map(lambda two: json.dumps({"sentences": list(two)})),
    _JSON.map(json.dumps),
)


@given(_REPLIES)
def test_an_answer_holds_whatever_the_model_writes(library: Library, reply: str) -> None:
    _holds(_asked(library, "How many piles does the quay need?", FakeChat([reply])))


def _document(library: Library) -> dict[str, Any]:
    found = _asked(library, "What did Mara Lind say?")
    article = library.get("quay").article
    when = Circumstances("2026-03-10T09:00:00+00:00", "0", {})
    return json.loads(json.dumps(dossier(found, [article], when)))  # type: ignore[no-any-return]


def _places(value: object, at: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Yield the way to every value in a document."""
    if at:
        yield at
    named = value.items() if isinstance(value, Mapping) else ()
    numbered = enumerate(value) if isinstance(value, list) else ()
    for name, inner in (*named, *numbered):
        yield from _places(inner, (*at, name))


def _changed(document: Any, data: st.DataObject) -> None:
    """Put anything in the place of anything in a document."""
    *way, last = data.draw(st.sampled_from(sorted(_places(document), key=repr)))
    for name in way:
        document = document[name]
    document[last] = data.draw(_JSON)


@given(st.data())
def test_a_saved_answer_that_was_changed_is_judged_or_refused(
    library: Library, data: st.DataObject
) -> None:
    document = _document(library)
    _changed(document, data)
    with suppress(DossierError):
        verify(document)


@given(st.data())
def test_what_a_browser_kept_is_an_answer_or_none(library: Library, data: st.DataObject) -> None:
    document = json.loads(json.dumps(answer_to_json(_asked(library, "What did Mara Lind say?"))))
    _changed(document, data)
    with suppress(KeptError):
        answer_from_json(document)


_FIELDS = st.sampled_from(["id", "title", "outlet", "date", "url", "text", "quotes"])


@given(st.dictionaries(_FIELDS, _JSON | _TEXTS), st.booleans())
def test_a_line_of_json_is_a_draft_or_a_sentence(row: dict[str, object], whole: bool) -> None:
    if whole:
        row["text"] = _STORY
    for item in items_of((json.dumps(row) + "\n").encode(), "a.jsonl"):
        assert isinstance(item, Draft) or str(item)
