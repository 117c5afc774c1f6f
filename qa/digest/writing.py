"""Lets a model write a summary, section by section, and keeps what its passages carry."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from index.search import Passage
from prompts import Messages, load
from qa.answer import Section, Sentence, Withheld
from qa.check import Checker
from qa.cite import Citations
from qa.desk import Desk
from qa.digest.made import Made
from qa.digest.selection import Picked
from qa.fence import mark_of, one_line
from qa.llm import Chat, ModelError
from qa.loaded import is_loaded
from qa.prose import Written
from qa.reply import read_reply
from qa.terms import Matcher
from qa.write import instead

SECTION_PROMPT = load("summary_section")
REPAIR_PROMPT = load("summary_repair")
_CHARACTERS = 6_000  # of passages in one request: with the rules some 2,000 tokens

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class _Kept:
    """What became of a section: the sentences to keep, and those that were withheld."""

    sentences: tuple[Sentence, ...]
    withheld: tuple[Withheld, ...]


def write_sections(
    selected: Made,
    chosen: dict[str, list[Picked]],
    desk: Desk,
    chat: Chat,
    on_progress: Progress,
) -> Made:
    """Let a model write each section from the passages that were selected for it.

    Each sentence is checked as an answer's are; those that fail are mended in one more request,
    and a section of which nothing is left keeps the articles' own sentences. A section with more
    passages than one request holds is written in parts (map) that are put together (reduce).

    Args:
        selected: the summary without a model, section by section; what was chosen stands in it.
        chosen: the sentences of each section, in the order of `selected`.
        desk: reads the articles.
        chat: the model.
        on_progress: told which section is written.
    """
    citations, withheld = selected.citations, list[Withheld]()
    sections: list[Section] = []
    written = 0
    for number, section in enumerate(selected.sections, 1):
        on_progress(f"Writing section {number} of {len(selected.sections)}: {section.title}.")
        try:
            kept = _section(section.title, chosen[section.title], desk, chat, citations)
        except ModelError as error:
            rest = (*sections, *selected.sections[number - 1 :])
            notice = instead("summary", error)
            prompt = SECTION_PROMPT.id if written else None
            return Made(rest, citations, prompt, tuple(withheld), notice)
        withheld += kept.withheld
        written += bool(kept.sentences)
        sections.append(Section(section.title, kept.sentences) if kept.sentences else section)
    told = None if written == len(sections) else _fallen_back(written)
    prompt = SECTION_PROMPT.id if written else None
    return Made(tuple(sections), citations, prompt, tuple(withheld), told)


def _fallen_back(written: int) -> str:
    if not written:
        return instead("summary")
    return (
        "Where the model wrote nothing that the articles carry, a section is made of their own "
        "sentences."
    )


def _section(
    title: str,
    picked: Sequence[Picked],
    desk: Desk,
    chat: Chat,
    citations: Citations,
) -> _Kept:
    sentences: list[Sentence] = []
    withheld: list[Withheld] = []
    for part in _parts(picked):
        passages = tuple(_passage(one, desk) for one in part)
        checker = Checker(passages, desk, Matcher(None), citations)
        shown = _shown(passages)
        messages = SECTION_PROMPT.fill(
            section=title,
            sentences=str(len(part) + 1),
            passages=shown,
            mark=mark_of(shown),
        )
        kept, faults = _checked(messages, len(passages), chat, checker)
        if faults:
            again = REPAIR_PROMPT.fill(passages=shown, mark=mark_of(shown), faults=_told(faults))
            mended, faults = _checked(again, len(passages), chat, checker)
            kept += mended
        sentences += kept
        withheld += faults
    return _Kept(tuple(sentences), tuple(withheld))


def _checked(
    messages: Messages, number: int, chat: Chat, checker: Checker
) -> tuple[list[Sentence], list[Withheld]]:
    kept: list[Sentence] = []
    faults: list[Withheld] = []
    known = set(range(1, number + 1))
    for item in read_reply(chat.reply(messages.system, messages.user), known):
        if not isinstance(item, Written):
            continue
        checked = checker.check(item.text, item.citations)
        if isinstance(checked, Withheld):
            faults.append(checked)
        elif is_loaded(checked.text):
            faults.append(Withheld(checked.text, "it repeats loaded words"))
        else:
            kept.append(checked)
    return kept, faults


def _told(faults: Sequence[Withheld]) -> str:
    return "\n".join(f"- {one_line(fault.text)} (Fault: {fault.why}.)" for fault in faults)


def _parts(picked: Sequence[Picked]) -> list[list[Picked]]:
    """Share passages out so that each part fits into a request."""
    parts: list[list[Picked]] = [[]]
    used = 0
    for one in picked:
        length = len(one.candidate.place.text)
        if parts[-1] and used + length > _CHARACTERS:
            parts.append([])
            used = 0
        parts[-1].append(one)
        used += length
    return parts


def _passage(one: Picked, desk: Desk) -> Passage:
    place = one.candidate.place
    kind = desk.paragraph(place.article_id, place.paragraph).kind
    return Passage(place.article_id, place.paragraph, place.start, place.end, place.text, kind, 0.0)


def _shown(passages: Sequence[Passage]) -> str:
    return "\n".join(
        f"[{number}] {one_line(passage.text)} [{number}]"
        for number, passage in enumerate(passages, 1)
    )
