"""A conversation as HTML: the welcome, then each question with its answer."""

from collections import Counter
from collections.abc import Iterable, Sequence
from html import escape

from index.article import Quote
from qa.page.answers import answer_html, sentences_html
from qa.page.conversations import Exchange

_SUGGESTIONS = 4


def exchange_html(exchange: Exchange) -> str:
    """Set a question with its answer, or with what there is of it so far."""
    if exchange.answer is not None:
        answer = answer_html(exchange.answer, exchange.nearest)
    else:
        answer = sentences_html(exchange.sentences, exchange.citations)
    question = f'<h2 class="question" dir="auto">{escape(exchange.question)}</h2>'
    return (
        f'<section class="exchange">{question}'
        f'<div class="reading" data-citations>{answer}</div>{_state(exchange)}</section>'
    )


def thread_html(exchanges: Iterable[Exchange]) -> str:
    """Set exchanges in order."""
    return "".join(map(exchange_html, exchanges))


def welcome_html(articles: int, quotes: Sequence[Quote]) -> str:
    """Set what stands in place of a conversation that has not begun.

    Args:
        articles: how many there are in the library.
        quotes: the library's; whoever is quoted most is suggested to be asked about.
    """
    if not articles:
        return (
            '<section class="welcome"><h1>What would you like to know?</h1>'
            "<p>There are none yet. Add some, or look around in the sample articles, "
            'in the <a href="#library">library</a>.</p></section>'
        )
    return (
        '<section class="welcome"><h1>What would you like to know?</h1>'
        "<p>Byline answers from the articles in your library, word for word where somebody is "
        "quoted, and shows you the place.</p>"
        f"{suggestions_html(quotes)}</section>"
    )


def suggestions_html(quotes: Sequence[Quote]) -> str:
    """Set questions about the people who are quoted most, as buttons that ask them."""
    speakers = Counter(quote.speaker for quote in quotes if quote.speaker)
    questions = [f"What did {speaker} say?" for speaker, _ in speakers.most_common(_SUGGESTIONS)]
    items = "".join(
        f'<li><button type="button" data-ask="{escape(question)}">{escape(question)}</button></li>'
        for question in questions
    )
    return f'<ul class="suggestions">{items}</ul>' if items else ""


def _state(exchange: Exchange) -> str:
    if exchange.stage is not None:
        return (
            f'<p class="status"><span role="status">{escape(exchange.stage)} …</span> '
            '<button type="button" data-stop>Stop</button></p>'
        )
    return f'<p class="notice">{escape(exchange.ended)}</p>' if exchange.ended else ""
