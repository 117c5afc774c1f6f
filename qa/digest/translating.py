"""Lets a model translate the checked sentences of a summary, and keeps what it can check."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from index.counted import counted
from index.marks import pair
from prompts import load
from qa.answer import Section, Sentence, Support
from qa.chat import Chat, ModelError
from qa.desk import Desk
from qa.digest.made import Made
from qa.fence import mark_of, one_line
from qa.languages import Language, language_of

PROMPT = load("summary_translation")
_LINE = re.compile(r"^\W*(?P<number>\d+)\s*[.:)\]]\s*(?P<text>\S.*)$", re.MULTILINE)
_DIGITS = re.compile(r"\d+(?:[.,\s\u202f]\d+)*")
_MARKS = "“”„\"«»‘’'"
_HELD = re.compile(rf"[{_MARKS}]?\s?\{{(?P<number>\d+)\}}\s?[{_MARKS}]?")


@dataclass(frozen=True, slots=True)
class _Unit:
    """A sentence to translate, with what it quotes held back: “{3}” stands for the third text."""

    number: int
    shown: str
    quoted: Mapping[int, str]


class Translator:
    """Translates the sentences of one summary.

    Args:
        desk: reads the articles, for the names in them.
        chat: the model.
        language: into which.
    """

    def __init__(self, desk: Desk, chat: Chat, language: Language) -> None:
        self._desk = desk
        self._chat = chat
        self._language = language

    def translate(self, made: Made, on_progress: Callable[[str], None]) -> Made:
        """Translate each sentence that is in another language.

        A translation is kept if it is in the language that was asked for and has the same figures,
        the names of the people and the places of what is quoted. What is quoted stays as it is,
        its translation in square brackets behind it. Where one is not kept, the sentence stays.
        """
        sections: list[Section] = []
        open_, all_ = 0, 0
        notice = made.notice
        for number, section in enumerate(made.sections, 1):
            on_progress(f"Translating section {number} of {len(made.sections)}: {section.title}.")
            foreign = [s for s in section.sentences if language_of(s.text) != self._language]
            try:
                found = self._translated(foreign, made) if foreign else {}
            except ModelError as error:
                rest = made.sections[number - 1 :]
                return replace(
                    made,
                    sections=(*sections, *rest),
                    notice=f"{error} What follows was not translated.",
                )
            all_ += len(foreign)
            open_ += len(foreign) - len(found)
            told = tuple(found.get(s.text, s) for s in section.sentences)
            sections.append(Section(section.title, told))
        return replace(made, sections=tuple(sections), notice=self._notice(notice, open_, all_))

    def _notice(self, before: str | None, open_: int, all_: int) -> str | None:
        if not all_:
            return before
        told = (
            f"Translated into {self._language.name} by the model: names, figures and quotations"
            " were checked, the rest of the wording was not."
        )
        if open_:
            told = (
                f"{counted(open_, 'sentence')} of {all_} could not be translated into"
                f" {self._language.name} so that language, names and figures are right, and"
                " stand as they were."
            )
        return " ".join(filter(None, (before, told)))

    def _translated(self, sentences: Sequence[Sentence], made: Made) -> dict[str, Sentence]:
        units = list(_units(sentences))
        texts = {unit.number: unit.shown for unit in units}
        texts |= {number: text for unit in units for number, text in unit.quoted.items()}
        shown = "\n".join(f"{number}. {one_line(texts[number])}" for number in sorted(texts))
        messages = PROMPT.fill(language=self._language.name, sentences=shown, mark=mark_of(shown))
        reply = "".join(self._chat.reply(messages.system, messages.user))
        lines = {int(match["number"]): match["text"].strip() for match in _LINE.finditer(reply)}
        found = {}
        for sentence, unit in zip(sentences, units, strict=True):
            text = self._checked(unit, lines, self._names(sentence, made))
            if text:
                found[sentence.text] = replace(
                    sentence, text=text, original=sentence.text, support=_support(sentence)
                )
        return found

    def _checked(self, unit: _Unit, lines: Mapping[int, str], names: Sequence[str]) -> str | None:
        """Return a unit's translation with its quotations put back; None where it is not right."""
        told = lines.get(unit.number, "")
        held = [int(match["number"]) for match in _HELD.finditer(told)]
        bare = _HELD.sub(" ", told)
        language = language_of(bare)
        if (
            not bare.strip()
            or sorted(held) != sorted(unit.quoted)
            or (language != self._language if language else bare == _HELD.sub(" ", unit.shown))
            or any(mark in bare for mark in '“”„"«»')
            or _figures(bare) != _figures(_HELD.sub(" ", unit.shown))
            or any(_has(name, unit.shown) and not _has(name, told) for name in names)
        ):
            return None
        return _HELD.sub(lambda match: self._quotation(match, unit, lines), told)

    def _quotation(self, match: re.Match[str], unit: _Unit, lines: Mapping[int, str]) -> str:
        number = int(match["number"])
        original = unit.quoted[number]
        told = lines.get(number, "").strip(_MARKS + " ")
        told = "".join(letter for letter in told if letter not in '“”„"«»[]')
        right = told and told != original and _figures(told) == _figures(original)
        beside = f" [{self._language.translated}: {told}]" if right else ""
        return f"“{original}”{beside}"

    def _names(self, sentence: Sentence, made: Made) -> tuple[str, ...]:
        """Return the last names of the people in what a sentence cites."""
        ids = {made.citations.made[number - 1].article_id for number in sentence.citations}
        figures = [figure for id_ in ids for figure in self._desk.cast(id_).figures]
        return tuple(f.name.rpartition(" ")[2] for f in figures if f.sort == "person")


def _units(sentences: Sequence[Sentence]) -> Iterator[_Unit]:
    number = 0
    for sentence in sentences:
        number += 1
        own, text = number, sentence.text
        quoted: dict[int, str] = {}
        spans = pair(text)
        for place, span in enumerate(spans, 1):
            quoted[number + place] = text[span.start : span.end]
        for place, span in reversed(list(enumerate(spans, 1))):
            text = f"{text[: span.start]}{{{number + place}}}{text[span.end :]}"
        number += len(spans)
        yield _Unit(own, text, quoted)


def _figures(text: str) -> list[str]:
    """Return a text's figures by their digits: languages part thousands differently."""
    return sorted(re.sub(r"\D", "", match[0]) for match in _DIGITS.finditer(text))


def _has(name: str, text: str) -> bool:
    """Tell whether a text has a name, whatever its language's genitive."""
    return bool(re.search(rf"\b{re.escape(name)}(?:[’']?s|[’'])?(?!\w)", text))


def _support(sentence: Sentence) -> Support:
    return "quoted" if sentence.support == "quoted" else "checked"
