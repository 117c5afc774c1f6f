"""Answers and summaries as pages of text for a terminal."""

from collections.abc import Mapping, Sequence

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from index.counted import counted
from qa.answer import Answer, Citation, Event, Framing, Sentence, Summary, Withheld
from qa.spend import Cost
from qa.verify import Verdict


def print_answer(console: Console, answer: Answer) -> None:
    """Print an answer with its citations below, or a refusal with what comes nearest."""
    if answer.standalone_question != answer.question:
        console.print(Text(f"Understood as: {answer.standalone_question}", style="dim"))
        console.print()
    if answer.notice:  # how old an answer is comes before what it says
        console.print(Text(answer.notice, style="dim"))
        console.print()
    if answer.reason:
        console.print(Text(answer.reason))
    by_number = {citation.number: citation for citation in answer.citations}
    for sentence in answer.sentences:
        _print_sentence(console, sentence, by_number)
    if answer.more:
        told = f"and {answer.more} more; --all shows them, or name a topic."
        console.print(Text(told, style="dim"))
    _print_end(console, answer.citations, answer.withheld, None)
    if answer.cost:
        console.print()
        console.print(Text(cost_told(answer.cost), style="dim"))


def cost_told(cost: Cost) -> str:
    """Say what an answer cost at a model: "1 request, 812 tokens in, 34 out"."""
    about = "" if cost.counted else "about "
    asked = counted(cost.calls, "request")
    return f"{asked} to the model, {about}{cost.tokens_in:,} tokens in, {cost.tokens_out:,} out."


def print_summary(console: Console, summary: Summary) -> None:
    """Print a summary: sections, what the articles differ on, loaded words, citations."""
    if summary.reason:
        console.print(Text(summary.reason))
    for section in summary.sections:
        console.print(Text(section.title, style="bold"))
        for sentence in section.sentences:
            _print_sentence(console, sentence)
        console.print()
    if summary.left_out:
        told = f"Quoted in the sources and left out here: {', '.join(summary.left_out)}."
        console.print(Text(told, style="dim"))
        console.print()
    for difference in summary.differences:
        console.print(Text(f"They differ on {_the(difference.about)}", style="bold"))
        for version in difference.versions:
            _print_indented(console, f"{version.text} {_numbers(version.citations)}")
        console.print()
    _print_framings(console, summary.framings)
    _print_timeline(console, summary.timeline)
    if summary.loaded:
        console.print(Text("Loaded words left out", style="bold"))
        for word in summary.loaded:
            _print_indented(console, f"“{word.text}” {word.why}; plainly: {word.plain}")
    _print_end(console, summary.citations, summary.withheld, summary.notice)
    if summary.cost and summary.cost.calls:
        console.print(Text(cost_in_words(summary.cost), style="dim"))


def cost_in_words(cost: Cost) -> str:
    """Say in a line what was spent at a model."""
    about = "" if cost.counted else "about "
    return (
        f"{counted(cost.calls, 'request')} to the model, {about}{cost.tokens_in:,} tokens in and"
        f" {cost.tokens_out:,} out."
    )


def _print_framings(console: Console, framings: Sequence[Framing]) -> None:
    if framings:
        console.print(Text("Words for the same thing", style="bold"))
        for framing in framings:
            told = "; ".join(f"{w.source} {_quoted(w.words)}" for w in framing.wordings)
            _print_indented(console, f"{framing.about}: {told}")
        console.print()


def _print_timeline(console: Console, timeline: Sequence[Event]) -> None:
    if timeline:
        console.print(Text("When", style="bold"))
        for event in timeline:
            _print_indented(console, f"{event.time}  {event.text} {_numbers(event.citations)}")
        console.print()


def _quoted(words: Sequence[str]) -> str:
    return ", ".join(f"“{word}”" for word in words)


def _the(about: str) -> str:
    return about if about.startswith(("the ", "who ", "what ")) else f"the {about}"


def print_verdict(console: Console, verdict: Verdict) -> None:
    """Print what was checked of a saved answer, and what does not hold."""
    checked = ", ".join(
        (
            counted(verdict.sentences, "sentence"),
            counted(verdict.quotations, "quotation"),
            counted(verdict.citations, "citation"),
        )
    )
    for line in (*verdict.faults, *verdict.notes):
        console.print(Text(line))
    end = "all hold." if verdict.holds else f"{counted(len(verdict.faults), 'fault')}."
    console.print(Text(f"{checked} checked: {end}"))


def _print_sentence(
    console: Console, sentence: Sentence, citations: Mapping[int, Citation] | None = None
) -> None:
    also = f" (also {_numbers(sentence.also)})" if sentence.also else ""
    text = Text(f"{sentence.text} {_numbers(sentence.citations)}{also}")
    if sentence.marked:
        text.stylize("bold", *sentence.marked)
    elif sentence.support == "checked" and sentence.text in ("Yes.", "No."):
        text.stylize("bold", 0, len(sentence.text))
    console.print(Padding(text, (0, 0, 0, 2)))
    if sentence.speaker or sentence.statement == "commentary":
        kind = {"direct": "quoted", "reported": "reported", "commentary": "publisher’s commentary"}
        to = f"to {sentence.to}" if sentence.to else ""
        known = [sentence.speaker or "", kind.get(sentence.statement or "", ""), to]
        line = " · ".join(part for part in (*known, _reported_by(sentence, citations)) if part)
        console.print(Padding(Text(line, style="dim"), (0, 0, 0, 4)))


def _reported_by(sentence: Sentence, citations: Mapping[int, Citation] | None) -> str:
    """Return which outlets have a statement, and when ("Echo, 2 May 2026")."""
    if not citations:
        return ""
    named: dict[str, None] = {}
    for number in sentence.citations:
        citation = citations[number]
        date = f"{citation.date:%-d %B %Y}" if citation.date else ""
        named[", ".join(part for part in (citation.outlet, date) if part)] = None
    return "; ".join(name for name in named if name)


def _print_end(
    console: Console,
    citations: Sequence[Citation],
    withheld: Sequence[Withheld],
    notice: str | None,
) -> None:
    if citations:
        console.print()
    for citation in citations:
        facts = [citation.outlet, citation.date.isoformat() if citation.date else None]
        place = [citation.title or f"article {citation.article_id}", *facts]
        told = ", ".join(part for part in place if part)
        line = f"[{citation.number}] {told}, paragraph {citation.paragraph}"
        console.print(Text(line, style="dim"))
    if withheld:
        number = counted(len(withheld), "sentence")
        told = f"{number} of the model withheld: not carried by what is cited; --json lists them."
        console.print()
        console.print(Text(told, style="dim"))
    if notice:
        console.print()
        console.print(Text(notice, style="dim"))


def _print_indented(console: Console, text: str) -> None:
    console.print(Padding(Text(text), (0, 0, 0, 2)))


def _numbers(citations: Sequence[int]) -> str:
    return " ".join(f"[{number}]" for number in citations)
