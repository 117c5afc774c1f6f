"""Lets a model write a summary, section by section, and keeps what its passages carry."""

from collections.abc import Callable

from qa.answer import Section, Withheld
from qa.chat import Chat, ModelError
from qa.desk import Desk
from qa.digest.made import Made
from qa.digest.section import SECTION_PROMPT, Part, SectionWriter
from qa.digest.selection import Picked
from qa.write import instead

Progress = Callable[[str], None]


def write_sections(
    selected: Made,
    chosen: dict[str, list[Picked]],
    desk: Desk,
    chat: Chat,
    on_progress: Progress,
) -> Made:
    """Let a model write each section from the passages that were selected for it.

    A section of which nothing is left after the check keeps the articles' own sentences, and so
    does the rest where the model fails.

    Args:
        selected: the summary without a model, section by section; what was chosen stands in it.
        chosen: the sentences of each section, in the order of `selected`.
        desk: reads the articles.
        chat: the model.
        on_progress: told which section is written.
    """
    citations, withheld = selected.citations, list[Withheld]()
    writer = SectionWriter(desk, chat, citations)
    sections: list[Section] = []
    written = 0
    for number, section in enumerate(selected.sections, 1):
        of = f"section {number} of {len(selected.sections)}: {section.title}"
        parts = tuple(map(Part, chosen[section.title], section.sentences))
        try:
            kept = writer.write(section.title, parts, _telling(of, on_progress))
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


def _telling(of: str, on_progress: Progress) -> Callable[[int, int], None]:
    def tell(part: int, parts: int) -> None:
        on_progress(f"Writing {of}{f', part {part} of {parts}' if parts > 1 else ''}.")

    return tell


def _fallen_back(written: int) -> str:
    if not written:
        return instead("summary")
    return (
        "Where the model wrote nothing that the articles carry, a section is made of their own "
        "sentences."
    )
