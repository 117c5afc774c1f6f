"""What has twice the length takes no more than two and a half times as long, in any form."""

import datetime as dt
import random
from collections.abc import Callable
from contextlib import suppress

import pytest
from doubling import growth
from hypothesis import settings

from index.article import Article
from index.chunks import chunk
from index.errors import BylineError
from index.parse import parse
from index.readers import _read_content
from qa.chat import ModelError
from qa.question import understand
from qa.reply import read_reply
from qa.verify import verify

_MOST = 2.5  # times as long, for twice the length
_TODAY = dt.date(2026, 3, 10)
_LONG = settings().max_examples >= 1_000  # as in `make faults`
_TEXTS = 1_000_000 if _LONG else 16_000  # code points; an article has no more
_FILES = 5_000_000 if _LONG else 30_000
_UNITS = 300 if _LONG else 12  # made by chance

_MAIL = "From: a@b.c\nTo: d@e.f\nDate: Mon, 5 Jan 2026 10:00:00 +0000\nSubject: a\n"
_PAGE = "<html><body>"

# What took quadratic time, or more, each before it was mended.
_KNOWN = (
    "“",
    "‘",
    '"a" ',
    "«a» ",
    "‘a’ ",
    "'a ",
    "A. ",
    "of Ltd ",
    "”a told Ida Lund ? she ",
    "He according to Photo: ”told Ltd ",
    "“A.”\n\n— Bo\n\n",
    "Mara Ostrov said.\n\n",
)
_PIECES = (
    "“ ” ‘ ’ \" ' « » „ ( ) [ ] — - … . , ; : ! ? said says told that he she He Ostrov who of and "
    "the The A a Al Mr. Dr. 1,000 $5 http://a.b/c a@b.c <b> &amp; • Photo: By Monday asked denied "
    "not Ltd Inc. U.S. ’s s’ in at x \n \n\n \t"
).split(" ")


def _parsed(text: str) -> None:
    chunk(parse(Article("a", None, None, None, None, text)))


def _asked(text: str) -> None:
    understand(f"What did {text} say about {text}?")


def _replied(text: str) -> None:
    with suppress(ModelError):
        list(read_reply(iter([text]), {1, 2}))


def _read(name: str, before: str = "", after: str = "") -> Callable[[str], None]:
    def read(text: str) -> None:
        with suppress(BylineError):
            list(_read_content((before + text + after).encode(), name, _TODAY))

    return read


def _verified(text: str) -> None:
    citation = {"number": 1, "article_id": "a", "paragraph": 1, "start": 0, "end": 9, "text": text}
    sentence = {"text": f"{text} [1]", "citations": [1], "support": "quoted"}
    verify({"sentences": [sentence], "citations": [citation], "articles": []})


def _made_by_chance() -> list[str]:
    chance = random.Random(7)
    return [
        "".join(
            f"{chance.choice(_PIECES)}{chance.choice(' ')}" for _ in range(chance.randint(1, 6))
        )
        for _ in range(_UNITS)
    ]


_READERS = (
    (_read("a.html", _PAGE), ("<div>", "<p>a</p>", "<b>x</b>", "<!--", "&amp;", "<", "\n")),
    (_read("a.md"), ("*a* ", "[a](b) ", "[a", "> ", "|a|b|\n", "`a")),
    (_read("a.txt"), ("# a\n", "a: b\n", "\n", " ")),
    (_read("a.csv", "title,text\n"), ('"a', "a,b\n", '"\n')),
    (_read("a.xml", "<rss><channel>", "</channel></rss>"), ("<item>", "<![CDATA[", "&amp;")),
    (_read("a.eml", f"{_MAIL}\n"), ("> a\n", "--b\n", "From a\n", "http://a.b ")),
    (_read("a.eml", f"{_MAIL}Content-Type: text/html\n\n{_PAGE}"), ("\n", "<br> ", "<p>")),
    (_read("a.jsonl"), ('{"text":"a"}\n', "[", '"')),
)


@pytest.mark.parametrize("unit", _KNOWN)
def test_an_article(unit: str) -> None:
    assert growth(_parsed, unit, _TEXTS, _MOST).a_doubling < _MOST


def test_articles_made_by_chance() -> None:
    slow = {}
    for unit in _made_by_chance():
        if (
            unit.strip()
            and (found := growth(_parsed, unit, _TEXTS // 4, _MOST)).a_doubling >= _MOST
        ):
            slow[unit] = found
    assert not slow


@pytest.mark.parametrize("unit", ["a ", "the ", "Mara ", "did ", "“a” ", "of the "])
def test_a_question(unit: str) -> None:
    assert growth(_asked, unit, 2_000, _MOST).a_doubling < _MOST


@pytest.mark.parametrize(
    "unit", ["1", "¹", "[1", "[1] ", "(1, ", "passage 1 ", "1 and ", "see ", "**a", '{"', "“a” "]
)
def test_a_model_s_reply(unit: str) -> None:
    assert growth(_replied, unit, 8_000, _MOST).a_doubling < _MOST


@pytest.mark.parametrize(
    ("read", "unit"), [(read, unit) for read, units in _READERS for unit in units]
)
def test_a_file(read: Callable[[str], None], unit: str) -> None:
    assert growth(read, unit, _FILES, _MOST).a_doubling < _MOST


@pytest.mark.parametrize("unit", ["“a” ", "1 ", "[1]"])
def test_a_saved_answer(unit: str) -> None:
    assert growth(_verified, unit, _TEXTS, _MOST).a_doubling < _MOST
