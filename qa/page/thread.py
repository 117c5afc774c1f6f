"""A conversation as HTML: the welcome, a question with its answer, what can be done with it."""

import json
from collections.abc import Sequence
from html import escape

from qa.answer import Answer
from qa.export import answer_to_json
from qa.feedback import LONGEST, REASONS
from qa.page.answering import Exchange, said
from qa.page.answers import answer_html, sentences_html

_THUMB = (
    '<svg viewBox="0 0 20 20" width="16" height="16" aria-hidden="true" fill="none" '
    'stroke="currentColor" stroke-width="1.4" stroke-linejoin="round">'
    '<path d="M6.5 9 10 2.5c1.3 0 2 .9 1.8 2.2L11.3 8h4.4c1.1 0 1.9 1 1.7 2l-1 5c-.2.9-.9 1.5-1.8 '
    '1.5H6.5zM2.5 9h4v7.5h-4z"/></svg>'
)
_FORMS = {"md": "Markdown", "html": "Web page", "json": "JSON"}


def exchange_html(exchange: Exchange, turn: str = "") -> str:
    """Set a question with its answer, or with what there is of it so far.

    Args:
        exchange: what there is.
        turn: what the page's script calls it; no two exchanges are equal then.
    """
    answer = exchange.answer
    if answer is not None:
        shown = answer_html(answer, exchange.nearest)
        kept = f' data-kept="{escape(_kept(answer))}"'
    else:
        shown = sentences_html(exchange.sentences, exchange.citations)
        kept = ""
    question = f'<h2 class="question" dir="auto">{escape(exchange.question)}</h2>'
    return (
        f'<section class="exchange" data-turn="{escape(turn)}"{kept}>{question}'
        f'<div class="reading" data-citations>{shown}</div>{_state(exchange)}</section>'
    )


def welcome_html(articles: int, suggestions: Sequence[str], *, read_only: bool = False) -> str:
    """Set what stands in place of a conversation that has not begun.

    Args:
        articles: how many there are in the library.
        suggestions: questions that the library answers.
        read_only: the reader can add no articles.
    """
    add = (
        "This page only reads them: ask whoever keeps it to add some, then load it again."
        if read_only
        else "Add some, or look around in the sample articles, in the "
        '<a href="#library">library</a>.'
    )
    if not articles:
        return (
            '<section class="welcome"><h2>What would you like to know?</h2>'
            "<p>Byline answers questions about news articles, word for word where somebody is "
            "quoted, and shows you the place.</p>"
            f"<p>There are none yet. {add}</p></section>"
        )
    return (
        '<section class="welcome"><h2>What would you like to know?</h2>'
        "<p>Byline answers from the articles in your library, word for word where somebody is "
        "quoted, and shows you the place.</p>"
        f"{suggestions_html(suggestions)}</section>"
    )


def suggestions_html(questions: Sequence[str]) -> str:
    """Set questions as buttons that ask them."""
    items = "".join(
        f'<li><button type="button" dir="auto" data-ask="{escape(question)}">{escape(question)}'
        "</button></li>"
        for question in questions
    )
    return f'<ul class="suggestions">{items}</ul>' if items else ""


def _kept(answer: Answer) -> str:
    """Return what the reader's browser keeps of an answer: all but the passages it had to read."""
    document = answer_to_json(answer)
    document["passages"] = []
    return json.dumps({"said": said(answer), "answer": document}, ensure_ascii=False)


def _state(exchange: Exchange) -> str:
    if exchange.stage is not None:
        return (
            f'<p class="status"><span role="status">{escape(exchange.stage)} …</span> '
            '<button type="button" data-stop>Stop</button></p>'
        )
    if exchange.answer is not None:
        return _actions(exchange.answer)
    ended = f'<p class="notice" role="status">{escape(exchange.ended or "")}</p>'
    return f'{ended}<p class="actions">{_AGAIN}</p>'


_AGAIN = (
    '<button type="button" data-again>Ask again</button>'
    '<button type="button" data-edit>Edit the question</button>'
)


def _actions(answer: Answer) -> str:
    """Set what can be done with an answer; a refusal, too, can be right or wrong."""
    forms = "".join(
        f'<li><button type="button" data-save="{form}">{name}</button></li>'
        for form, name in _FORMS.items()
    )
    save = (
        f'<details class="menu" name="save"><summary>Save</summary><ul>{forms}</ul></details>'
        if answer.citations
        else ""
    )
    thumbs = (
        f'<button type="button" class="thumb" data-verdict="good" aria-pressed="false" '
        f'aria-label="A good answer" title="A good answer">{_THUMB}</button>'
        f'<button type="button" class="thumb down" data-verdict="bad" aria-pressed="false" '
        f'aria-label="A poor answer" title="A poor answer">{_THUMB}</button>'
    )
    return (
        f'<div class="actions"><button type="button" data-copy>Copy</button>{save}{_AGAIN}'
        f'<span class="thumbs">{thumbs}</span></div>{_why(answer)}'
    )


def _why(answer: Answer) -> str:
    """Set the form that asks for the reason of a verdict; the page's script opens it."""
    fitting = [name for name in REASONS if _fits(name, answer)]
    boxes = "".join(
        f'<label><input type="checkbox" name="reason" value="{name}"> {escape(REASONS[name])}'
        "</label>"
        for name in fitting
    )
    return (
        f'<form class="why" hidden><p class="lead">What is wrong with it?</p>{boxes}'
        f'<input type="text" name="note" maxlength="{LONGEST}" aria-label="In your own words" '
        'placeholder="In your own words, if you like" autocomplete="off">'
        '<button type="submit" class="plain">Send</button></form>'
    )


def _fits(reason: str, answer: Answer) -> bool:
    """Tell whether a reason can be one against an answer, or against a refusal."""
    if answer.status == "refused":
        return reason in ("refused", "beside")
    return reason != "refused" and (reason != "speaker" or any(s.speaker for s in answer.sentences))
