"""Articles that are made here, or in other processes where there are many."""

from collections.abc import Iterator

import pytest

from index.adding import make
from index.article import Article
from index.making import Maker

_STORY = "Ship {} came in.\n\n“It is late,” said Ida Lund, the harbour master."


@pytest.fixture
def maker() -> Iterator[Maker]:
    made = Maker(2)
    yield made
    made.close()


def _article(number: int) -> Article:
    return Article(f"a{number}", None, None, None, None, _STORY.format(number))


def test_few_articles_need_no_other_process(maker: Maker) -> None:
    made = [maker.begin(_article(number), (), number / 20) for number in range(1, 21)]
    assert [one() for one in made] == [make(_article(number), ()) for number in range(1, 21)]
    assert not maker.begun


def test_other_processes_make_what_this_one_would(maker: Maker) -> None:
    made = []
    for number in range(1, 5_000):  # until they have begun, which those made here wait for
        made.append(maker.begin(_article(number), (), 0.001))
        if maker.spread:
            break
    assert maker.spread
    made += [maker.begin(_article(number), ()) for number in range(5_000, 5_011)]
    last = [one() for one in made[-11:]]  # one batch, and some of the next
    assert last == [make(_article(number), ()) for number in range(5_000, 5_011)]
    held = maker.begin(_article(7), ())
    maker.close()
    assert held() == make(_article(7), ())
