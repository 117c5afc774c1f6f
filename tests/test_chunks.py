from hand_made import article, parsed
from hypothesis import given
from hypothesis import strategies as st
from processes import run

from index.article import Chunk, CrossReference, Kind, Paragraph, ParsedArticle
from index.chunks import chunk

_SENTENCE = "The quay needs seventeen new piles before the winter, she said. "


def _texts(chunks: tuple[Chunk, ...]) -> list[str]:
    return [piece.text for piece in chunks]


def test_paragraphs_share_a_chunk_as_far_as_it_holds_them() -> None:
    short = chunk(parsed("The ferry sails at nine.\n\nIt returns at noon."))
    assert _texts(short) == ["The ferry sails at nine.\n\nIt returns at noon."]

    long = chunk(parsed("\n\n".join([(_SENTENCE * 10).strip()] * 5)))
    assert [piece.paragraph for piece in long] == [1, 3, 5]
    assert all(len(piece.text) <= 1600 for piece in long)


def test_bylines_and_boilerplate_are_no_chunks() -> None:
    text = "Ferry sails\n\nBy Ida Lund\n\nThe ferry.\n\nA photo.\n\nWe think.\n\nSkip to content"
    kinds: tuple[Kind, ...] = ("heading", "byline", "body", "caption", "commentary", "boilerplate")

    chunks = chunk(parsed(text, kinds=kinds))

    assert _texts(chunks) == ["Ferry sails", "The ferry.\n\nA photo.", "We think."]


def test_a_cross_reference_is_cut_out_of_its_paragraph() -> None:
    text = "The ferry sails (See “Ferries” and “Ports”) at nine."

    chunks = chunk(parsed(text, references=("(See “Ferries” and “Ports”)",)))

    assert _texts(chunks) == ["The ferry sails", "at nine."]
    assert [text[piece.start : piece.end] for piece in chunks] == ["The ferry sails", "at nine."]


def test_what_a_cross_reference_leaves_without_a_letter_is_no_chunk() -> None:
    text = "The ferry sails at nine (See “Ferries”)."

    assert _texts(chunk(parsed(text, references=("(See “Ferries”)",)))) == [
        "The ferry sails at nine"
    ]


def test_a_paragraph_of_only_a_cross_reference_is_no_chunk() -> None:
    assert chunk(parsed("(See “Ferries”)", references=("(See “Ferries”)",))) == ()


def test_a_long_paragraph_is_cut_between_sentences() -> None:
    chunks = chunk(parsed((_SENTENCE * 60).strip()))

    assert len(chunks) == 3
    assert all(len(piece.text) <= 1600 and piece.text.endswith("she said.") for piece in chunks)
    assert " ".join(_texts(chunks)) == (_SENTENCE * 60).strip()


def test_a_paragraph_that_a_chunk_can_hold_is_whole() -> None:
    assert len(chunk(parsed("a" * 1600))) == 1
    assert len(chunk(parsed("a" * 1601))) == 2


def test_short_paragraphs_do_not_load_the_splitter() -> None:
    script = (
        "import sys; from hand_made import parsed; from index.chunks import chunk;"
        "chunk(parsed('Short.')); print('langchain_text_splitters' in sys.modules)"
    )
    done = run(script)

    assert done.stdout == "False\n", done.stderr


_alphabet = st.sampled_from("ab é”.!?,;: \n(\x1c\u3000😀1")
_stretch = st.one_of(
    st.text(_alphabet, max_size=40),
    st.builds(lambda text, times: text * times, st.text(_alphabet, max_size=8), st.just(300)),
)


@st.composite
def _articles(draw: st.DrawFn) -> ParsedArticle:
    """Paragraphs side by side, each of stretches, some of which are cross-references."""
    text, spans, references = "", [], []
    for number in range(1, draw(st.integers(1, 3)) + 1):
        start = len(text)
        for stretch in draw(st.lists(_stretch, min_size=1, max_size=4)):
            if stretch and draw(st.booleans()):
                references.append((number, len(text), len(text) + len(stretch)))
            text += stretch
        if len(text) > start:
            spans.append((number, start, len(text)))
    whole = article(text)
    return ParsedArticle(
        whole,
        tuple(Paragraph.cut(whole, *span, "body") for span in spans),
        tuple(CrossReference.cut(whole, *reference) for reference in references),
        (),
    )


@given(_articles())
def test_chunks_are_slices_in_order_that_cover_every_letter_once(found: ParsedArticle) -> None:
    text = found.article.text
    paragraphs = {paragraph.number: paragraph for paragraph in found.paragraphs}
    referred = {at for r in found.cross_references for at in range(r.start, r.end)}
    covered: list[int] = []
    for piece in chunk(found):
        paragraph = paragraphs[piece.paragraph]
        assert paragraph.start <= piece.start < paragraph.end
        assert piece.text == text[piece.start : piece.end]
        assert 0 < len(piece.text) <= 1600
        covered += range(piece.start, piece.end)

    assert covered == sorted(set(covered))
    assert not any(text[at].strip() for at in referred & set(covered))
    assert {at for at, c in enumerate(text) if c.isalpha()} - referred <= set(covered)
