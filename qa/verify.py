"""Checks a saved answer against the sources in it, without the library and without a model."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from index.marks import pair
from qa.dossier import DossierError, text_hash, value_hash

Document = Mapping[str, Any]
_EDGE = " ,.;:!?…"
_BREAK = re.compile(r"\n[ \t]*\n")
_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What holds of a saved answer.

    Attributes:
        sentences, citations, quotations: how many were checked.
        faults: a sentence for each thing that does not hold, in the answer's order.
        notes: what could not be checked.
    """

    sentences: int
    citations: int
    quotations: int
    faults: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """Whether nothing was found wrong."""
        return not self.faults


def verify(document: Document, altered: Sequence[str] = ()) -> Verdict:
    """Check every sentence, quotation and citation of a saved answer or summary.

    An article is what its hash says; a citation is what stands at its place; a sentence cites
    what is there; what it quotes, or gives as the article's own, stands there letter by letter;
    its numbers do, too. What it was made with is what its hashes say.

    Args:
        document: what was saved.
        altered: what is wrong with the text that its file shows.

    Raises:
        DossierError: it is no answer that was saved.
    """
    try:
        found = _verdict(document)
    except (KeyError, TypeError, ValueError, OverflowError, AttributeError) as error:
        raise DossierError(
            f"This is no answer as Byline saves it ({error!r}): save it anew with --save."
        ) from error
    return replace(found, faults=(*altered, *found.faults))


def _verdict(document: Document) -> Verdict:
    articles = {str(a["id"]): a for a in document.get("articles") or ()}
    citations = {int(c["number"]): c for c in document["citations"]}
    sentences = list(_sentences(document))
    faults = [
        *_of_hashes(document),
        *(fault for article in articles.values() for fault in _of_article(article)),
        *(fault for c in citations.values() for fault in _of_citation(c, articles)),
    ]
    quotations = 0
    for number, sentence in enumerate(sentences, 1):
        quotations += len(_quotations(sentence["text"]))
        told = _of_sentence(sentence, citations, articles)
        faults += [f"Sentence {number} {fault}" for fault in told]
    notes = ("The articles are not in this file, so the places of its citations were not checked.",)
    return Verdict(
        len(sentences), len(citations), quotations, tuple(faults), () if articles else notes
    )


def verdict_to_json(verdict: Verdict) -> dict[str, object]:
    """Return a verdict as `byline verify --json` prints it."""
    return {
        "holds": verdict.holds,
        "sentences": verdict.sentences,
        "citations": verdict.citations,
        "quotations": verdict.quotations,
        "faults": list(verdict.faults),
        "notes": list(verdict.notes),
    }


def _sentences(document: Document) -> Iterator[Document]:
    yield from document.get("sentences") or ()
    for section in document.get("sections") or ():
        yield from section["sentences"]


def _of_hashes(document: Document) -> Iterator[str]:
    for name, was in (document.get("hashes") or {}).items():
        if value_hash(document.get(name)) != was:
            are = "are not as they were" if name.endswith("s") else "is not as it was"
            yield f"The {name} of this answer {are} saved: the hash differs."


def _of_article(article: Document) -> Iterator[str]:
    if text_hash(str(article["text"])) != article.get("sha256"):
        yield f"The article {article['id']} is not as it was saved: its hash differs."


def _of_citation(citation: Document, articles: Mapping[str, Document]) -> Iterator[str]:
    article = articles.get(str(citation["article_id"]))
    if not articles:
        return
    if article is None:
        yield f"Citation {citation['number']} is of an article that is not in the file."
    elif article["text"][citation["start"] : citation["end"]] != citation["text"]:
        yield (
            f"Citation {citation['number']} does not stand at its place in {article['id']}: "
            f"“{_short(citation['text'])}”."
        )


def _of_sentence(
    sentence: Document, citations: Mapping[int, Document], articles: Mapping[str, Document]
) -> Iterator[str]:
    text = str(sentence["text"])
    cited = [citations[n] for n in sentence["citations"] if n in citations]
    for number in sentence["citations"]:
        if number not in citations:
            yield f"cites {number}, which is not there: “{_short(text)}”."
    if not cited:
        yield f"cites nothing: “{_short(text)}”."
        return
    grounds = [_paragraph(citation, articles) for citation in cited]
    for quoted in _quotations(text):
        if not any(quoted in ground for ground in grounds):
            yield f"quotes what its citations do not have: “{_short(quoted)}”."
    if sentence.get("support") == "verbatim" and not any(text in ground for ground in grounds):
        yield f"does not stand in what it cites: “{_short(text)}”."
    there = {number for ground in [*grounds, *map(_facts, cited)] for number in _numbers(ground)}
    for number in _NUMBER.findall(text):
        if not _numbers(number) <= there:
            yield f"has a number that its citations do not have: {number}."


def _paragraph(citation: Document, articles: Mapping[str, Document]) -> str:
    """Return the paragraph that a citation stands in; its own words where the article is away."""
    article = articles.get(str(citation["article_id"]))
    if article is None:
        return str(citation["text"])
    text, start, end = str(article["text"]), int(citation["start"]), int(citation["end"])
    before = [match.end() for match in _BREAK.finditer(text, 0, start)]
    after = _BREAK.search(text, end)
    return text[before[-1] if before else 0 : after.start() if after else len(text)]


def _facts(citation: Document) -> str:
    """Return what is known of a citation's article, which a sentence may tell."""
    told = " ".join(str(citation.get(name) or "") for name in ("title", "outlet", "date"))
    return told + re.sub(r"-0?", " ", f" {citation.get('date') or ''}")


def _quotations(text: str) -> Sequence[str]:
    found = (text[span.start : span.end].strip(_EDGE) for span in pair(text))
    return [quoted for quoted in found if any(map(str.isalnum, quoted))]


def _numbers(text: str) -> set[str]:
    """Return a text's figures, whatever mark its language sets in them."""
    found = (re.sub(r"[.,](?=\d{3}\b)", "", number) for number in _NUMBER.findall(text))
    return {number.replace(",", ".") for number in found}


def _short(text: str) -> str:
    told = " ".join(text.split())
    return told if len(told) <= 100 else f"{told[:99]}…"
