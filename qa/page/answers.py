"""Answers as HTML: sentences with their citations, who is quoted, what was withheld."""

from collections.abc import Iterable, Mapping, Sequence
from html import escape

from index.counted import counted
from index.page.article import date_html, date_text, facts_html, place_attributes
from qa.answer import Answer, Citation, Sentence, Statement, Withheld
from qa.refuse import without_nearest

HOW_KNOWN: dict[Statement, str] = {
    "direct": "in direct quotes",
    "reported": "in reported speech",
    "commentary": "in the publisher’s commentary",
}
# A longer last word may break, else a web address would push the page wider than a phone.
_KEPT_WITH_ITS_CITATION = 24
_FIRST_WORDS = 12  # of a citation, shown where the pointer rests on it
_NEAREST_WORDS = 50  # of a passage under a refusal


def answer_html(answer: Answer, nearest: Sequence[Citation] = ()) -> str:
    """Set a whole answer, or a refusal with the `nearest` places in the library."""
    if answer.status == "refused":
        reason = answer.reason or ""
        why = escape(without_nearest(reason) if nearest else reason)
        said = f'<p dir="auto">{why}</p>{nearest_html(nearest)}'
    else:
        said = sentences_html(answer.sentences, answer.citations)
    return said + _notes(answer)


def sentences_html(sentences: Sequence[Sentence], citations: Sequence[Citation]) -> str:
    """Set sentences: each statement of the articles on its own, a model's text run together.

    Statements of several articles stand under the outlet and date of theirs.
    """
    by_number = {citation.number: citation for citation in citations}
    articles = {by_number[sentence.citations[0]].article_id for sentence in sentences}
    several = len({sentence.speaker for sentence in sentences if sentence.speaker}) > 1
    whence, html, written = "", "", False
    for sentence in sentences:
        shown = sentence_html(sentence, by_number) + (_speaker_html(sentence) if several else "")
        if written and sentence.support == "checked":
            html = f"{html.removesuffix('</p>')} {shown}</p>"
            continue
        written = sentence.support == "checked"
        facts = facts_html(*_facts(by_number[sentence.citations[0]]))
        if facts != whence and not written and len(articles) > 1:
            html += facts
            whence = facts
        html += f'<p dir="auto">{shown}</p>'
    return html


def sentence_html(sentence: Sentence, citations: Mapping[int, Citation]) -> str:
    """Set one sentence; its citation numbers stay on the line of its last word."""
    numbers = "".join(cite_html(citations[number]) for number in sentence.citations)
    if sentence.also:
        others = "".join(cite_html(citations[number]) for number in sentence.also)
        numbers += f' <span class="kind">also</span>{others}'
    commentary = sentence.statement == "commentary"
    label = ' <span class="kind">publisher’s commentary</span>' if commentary else ""
    if sentence.original:
        told = escape(sentence.original)
        label += (
            f' <span class="kind noted" role="note" tabindex="0" data-tip="{told}">original</span>'
        )
    text = sentence.text
    at = text.rfind(" ") + 1
    if len(text) - at > _KEPT_WITH_ITS_CITATION:
        whole = _part(sentence, 0, len(text))
        return f'{whole}<span class="keep">\N{WORD JOINER}{numbers}</span>{label}'
    last = _part(sentence, at, len(text))
    return f'{_part(sentence, 0, at)}<span class="keep">{last}{numbers}</span>{label}'


def _part(sentence: Sentence, start: int, end: int) -> str:
    """Set a stretch of a sentence, with what of the short answer is in it."""
    first, last = sentence.marked or (start, start)
    first, last = min(max(first, start), end), min(max(last, start), end)
    text = sentence.text
    if first == last:
        return escape(text[start:end])
    bold = f"<strong>{escape(text[first:last])}</strong>"
    return f"{escape(text[start:first])}{bold}{escape(text[last:end])}"


def _speaker_html(sentence: Sentence) -> str:
    """Name who speaks where the sentence itself only says "she"."""
    speaker = sentence.speaker
    if not speaker or sentence.statement == "commentary" or speaker.split()[-1] in sentence.text:
        return ""
    return f' <span class="kind">{escape(speaker)}</span>'


def cite_html(citation: Citation) -> str:
    """Set a citation: a small raised number that opens its place in the source pane."""
    whence = ", ".join(_whence(citation))
    first = _beginning(citation.text, _FIRST_WORDS)
    return (
        f'<button type="button" class="cite" title="{escape(f"{whence}: {first}")}" '
        f'aria-label="{escape(f"Citation {citation.number}: {whence}")}" '
        f"{place_attributes(citation.article_id, citation.start, citation.end)}>"
        f"{citation.number}</button>"
    )


def nearest_html(nearest: Sequence[Citation]) -> str:
    """Set the places that come nearest to a question which the library does not answer."""
    if not nearest:
        return ""
    items = "".join(
        f'<li dir="auto">{_kept(citation)}{facts_html(*_facts(citation))}</li>'
        for citation in nearest
    )
    return f'<p class="lead">What comes nearest</p><ul class="nearest">{items}</ul>'


def withheld_html(withheld: Sequence[Withheld]) -> str:
    """Set in one line, which unfolds, what a model wrote that its sources do not carry."""
    if not withheld:
        return ""
    items = "".join(
        f'<li dir="auto"><q>{escape(item.text)}</q> {escape(_as_sentence(item.why))}</li>'
        for item in withheld
    )
    number = counted(len(withheld), "sentence")
    return (
        f'<details class="withheld"><summary>{number} withheld: not in the sources</summary>'
        f"<ul>{items}</ul></details>"
    )


def _as_sentence(why: str) -> str:
    return f"{why[:1].upper()}{why[1:].removesuffix('.')}."


def notice_html(notice: str | None) -> str:
    """Set what the reader should know of how an answer was made."""
    return f'<p class="notice">{escape(notice)}</p>' if notice else ""


def counted_html(citations: Sequence[Citation]) -> str:
    """Say in how many paragraphs of how many articles the citations stand."""
    paragraphs = {(citation.article_id, citation.paragraph) for citation in citations}
    articles = {citation.article_id for citation in citations}
    return f"{counted(len(paragraphs), 'paragraph')} of {counted(len(articles), 'article')}"


def quoted_html(sentences: Iterable[Sentence], citations: Sequence[Citation]) -> str:
    """Say for each speaker how the words are known, to whom they are, and from which outlets."""
    by_number = {citation.number: citation for citation in citations}
    ways: dict[str, dict[str, None]] = {}
    whom: dict[str, dict[str, None]] = {}
    outlets: dict[str, dict[str, None]] = {}
    for sentence in sentences:
        if sentence.speaker is None or sentence.statement is None:
            continue
        ways.setdefault(sentence.speaker, {})[HOW_KNOWN[sentence.statement]] = None
        to = f"to {sentence.to}" if sentence.to else ""
        whom.setdefault(sentence.speaker, {})[to] = None
        named = (by_number[number].outlet for number in sentence.citations)
        outlets.setdefault(sentence.speaker, {}).update((name, None) for name in named if name)
    return "".join(
        facts_html(
            f"Quoted: {escape(speaker)}",
            escape(" and ".join(known)),
            escape(_to_whom(whom[speaker])),
            escape(", ".join(outlets[speaker])),
        )
        for speaker, known in ways.items()
    )


def _to_whom(whom: Iterable[str]) -> str:
    """Say to whom somebody says it, and whether that is known of a part only."""
    known = ", ".join(to for to in whom if to)
    return f"in part {known}" if known and "" in whom else known


def _notes(answer: Answer) -> str:
    """Set what stands under an answer, from what matters most to what can stay folded."""
    if answer.status == "refused":
        return notice_html(answer.notice) + withheld_html(answer.withheld)
    further = _further_html(answer) if answer.more else ""
    written = f"written by {escape(answer.model)}, checked" if answer.model else ""
    return (
        quoted_html(answer.sentences, answer.citations)
        + facts_html(counted_html(answer.citations), further, written)
        + notice_html(answer.notice)
        + withheld_html(answer.withheld)
    )


def _further_html(answer: Answer) -> str:
    """Say how many statements are left out, with a button that asks for all of them."""
    every = escape(f"Show me everything: {answer.standalone_question}")
    button = f'<button type="button" class="all" data-ask="{every}">show all</button>'
    return f"{counted(answer.more, 'further statement')} left out: {button}, or name a topic"


def _kept(citation: Citation) -> str:
    """Set a passage with its own citation number."""
    quoted = Sentence(_beginning(citation.text, _NEAREST_WORDS), (citation.number,), "verbatim")
    return sentence_html(quoted, {citation.number: citation})


def _facts(citation: Citation) -> tuple[str, str]:
    return escape(citation.outlet or citation.title or ""), date_html(citation.date)


def _whence(citation: Citation) -> list[str]:
    date = date_text(citation.date) if citation.date else ""
    return [fact for fact in (citation.outlet or citation.title or "Article", date) if fact]


def _beginning(text: str, words: int) -> str:
    cut = text.split(maxsplit=words)
    return " ".join(cut[:words]) + (" …" if len(cut) > words else "")
