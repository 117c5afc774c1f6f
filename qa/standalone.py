"""Lets a model say what a question means that the rules leave undecided, and checks that."""

import re
from collections.abc import Callable, Sequence
from contextlib import closing

from prompts import load
from qa.answer import Turn
from qa.chat import Chat, ModelError
from qa.check.names import name_tokens
from qa.check.tokens import tokens
from qa.fence import mark_of, one_line
from qa.question import Question
from qa.terms import words

PROMPT = load("standalone")
_TURNS = 3  # of the conversation, the last ones
_LONGEST_ANSWER = 400  # code points of each that are shown
_LONGEST = 300  # of the question that comes back
_POINTS = re.compile(
    r"(?i)\b(?:he|she|him|her|his|hers|they|them|their|theirs|it|its|this|that|these|those|there"
    r"|then|both|former|latter|(?:the\s+)?(?:other|same|first|second|last)\s+(?:one|two))\b"
)
_FEW = 3  # words of a question that cannot ask anything by itself


def is_undecided(question: Question, history: Sequence[Turn]) -> bool:
    """Tell whether a question still points back, after the rules have read it.

    A question that takes up the one before has that as its context, which decides it.
    """
    if not history or question.context:
        return False
    return bool(_POINTS.search(question.text)) or len(words(question.text)) < _FEW


def standalone(
    asked: str, history: Sequence[Turn], chat: Chat, knows: Callable[[str], bool]
) -> str | None:
    """Return a question made understandable by itself; None where the model's is not to be used.

    Args:
        asked: as the user put it.
        history: the conversation before, oldest first.
        chat: is asked once.
        knows: whether the library has a name, in lower case.
    """
    told = "\n".join(
        f"Question: {one_line(turn.question)}\nAnswer: {one_line(turn.answer)[:_LONGEST_ANSWER]}"
        for turn in history[-_TURNS:]
    )
    mark = mark_of(told, asked)
    messages = PROMPT.fill(conversation=told, question=one_line(asked), mark=mark)
    try:
        written = _first_line(chat, messages.system, messages.user)
    except ModelError:
        return None
    return written if _holds(written, asked, told, knows) else None


def _first_line(chat: Chat, system: str, user: str) -> str:
    text = ""
    with closing(chat.reply(system, user)) as pieces:
        for piece in pieces:
            text += piece
            if "\n" in text.strip() or len(text) > _LONGEST:
                break
    line = next((line for line in text.splitlines() if line.strip()), "")
    return re.sub(r"(?i)^\W*(?:question|standalone question)\s*:\s*", "", line).strip(" \"“”'*")


def _holds(written: str, asked: str, told: str, knows: Callable[[str], bool]) -> bool:
    """Tell whether a question keeps to the conversation and asks what the user asks.

    Its names and numbers stand there or in the library, and it has half of the user's words.
    """
    if not written or len(written) > _LONGEST:
        return False
    there = {token.low for token in tokens(f"{told}\n{asked}")}
    if any(name.low not in there and not knows(name.low) for name in name_tokens(written)):
        return False
    numbers = {t.low for t in tokens(written) if t.low[:1].isdigit()}
    kept = {t.stem for t in tokens(asked) if t.content and not _POINTS.fullmatch(t.low)}
    found = {t.stem for t in tokens(written)}
    return numbers <= there and 2 * len(kept & found) >= len(kept)
