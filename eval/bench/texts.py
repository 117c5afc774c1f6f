"""Makes any number of articles, and questions on them, from the articles of a set.

The method: every sentence of the set's body text is one of a pool. An article is a random choice
of sentences from it, two in a paragraph, until it has its words. Every other capitalised word that
does not begin a sentence is exchanged, in all of the article, for one made of syllables, and every
figure for another of as many digits: so the vocabulary and the people go on growing, as in real
news, and no two articles share half of their runs of words (`index.copies`). The n-th article hangs
on the seed and n alone. What it does not have is sense from one sentence to the next.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import cycle, islice, repeat
from random import Random

from eval.errors import SetError
from index.article import Article, Draft
from index.clean import paragraphs
from index.sentences import split

WORDS = 740  # of an article: the average of polnear's, the own set's and some of realtimeqa's
_IN_PARAGRAPH = 2  # sentences: some 46 words, as in print
_FEWEST_WORDS = 4  # of a sentence
_FEWEST_SENTENCES = 100  # in a set
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{2,}\b")
_FIGURE = re.compile(r"\d+")
_BEGINNINGS = (
    "Bar Cor Dal Fen Gar Hol Jor Kel Lam Mor Nor Os Per Ros Sel Tor Ul Ver Wes Yar".split()
)
_MIDDLES = "a e i o u an en in on un ar er ir or ur al el il ol ul".split()
_ENDS = (
    "by den ding field gar ham kin land low mann ner rick sen ski ston ton ville wick ze".split()
)
_SAYS = re.compile(r"\b((?:[A-Z][a-z]+ ){0,1}[A-Z][a-z]+) (?:said|says|told)\b")
_CONTENT = re.compile(r"(?<=[a-z,] )[a-z]{6,}\b")
_FACTS = ("How many {}?", "When was {}?", "Who {}?", "Where was {}?", "Why {}?", "What of {}?")
_MARK = re.compile(r"[“”\"]")
_ASKED = 2  # words of a sentence in a question
_TRIES = 40  # sentences for a question
_FIRST_DAY = date(2020, 1, 1)
_DAYS = 2000


class Texts:
    """Articles made of a set's sentences."""

    def __init__(self, drafts: Iterable[Draft], seed: int) -> None:
        """Take the sentences of articles.

        Raises:
            SetError: they are too few.
        """
        self._seed = seed
        self._pool = tuple(dict.fromkeys(s for draft in drafts for s in _sentences(draft)))
        if len(self._pool) < _FEWEST_SENTENCES:
            raise SetError(
                f"The set has {len(self._pool)} sentences, too few to make articles of; take one "
                f"with {_FEWEST_SENTENCES} at least."
            )

    def articles(self, start: int, end: int) -> Iterator[Draft]:
        """Yield the articles numbered from `start` to before `end`, each the same at every run."""
        return map(self._article, range(start, end))

    def articles_for(self, paragraphs: int) -> int:
        """Return how many articles have about so many paragraphs together, at least one."""
        words = sum(len(sentence.split()) for sentence in self._pool) / len(self._pool)
        return max(1, round(paragraphs * _IN_PARAGRAPH * words / WORDS))

    def mixed(self, asked: Sequence[str], count: int, among: int) -> tuple[str, ...]:
        """Return questions, each third of them one of those given, as long as there are some."""
        own = list(Random(self._seed).sample(list(asked), min(len(asked), count // 3)))  # noqa: S311
        made = list(self.questions(count - len(own), among))
        step = 3
        for at, question in enumerate(own):
            made.insert(at * step, question)
        return tuple(made)

    def questions(self, count: int, among: int) -> tuple[str, ...]:
        """Return questions on words of the first so many articles, each the same at every run.

        Half ask what somebody said, the others for facts; of most the library has something, but
        they are no gold questions.
        """
        found = map(self._question, range(count * _TRIES), cycle((True, False)), repeat(among))
        return tuple(islice(filter(None, found), count))

    def _question(self, number: int, says: bool, among: int) -> str | None:
        random = Random(f"{self._seed}/question/{number}")  # noqa: S311  as above
        article = self._article(random.randrange(among))
        sentence = random.choice([article.text[a:b] for a, b in split(article.text)])
        words = _CONTENT.findall(sentence)
        speaker = _SAYS.search(sentence)
        if len(words) < _ASKED or (says and speaker is None):
            return None
        asked = " ".join(random.sample(words, _ASKED))
        if says and speaker:
            return f"What did {speaker[1]} say about {asked}?"
        return random.choice(_FACTS).format(asked)

    def _article(self, number: int) -> Draft:
        random = Random(f"{self._seed}/{number}")  # noqa: S311  chooses, hides nothing
        told: list[str] = []
        length = 0
        while length < WORDS:
            told.append(random.choice(self._pool))
            length += len(told[-1].split())
        title, *rest = _Renaming(random).all_of(told)
        pairs = (rest[at : at + _IN_PARAGRAPH] for at in range(0, len(rest), _IN_PARAGRAPH))
        return Draft(
            source=f"made/{number}",
            id=f"made-{self._seed}-{number}",
            text="\n\n".join(map(" ".join, pairs)),
            title=_MARK.sub("", title),
            outlet=f"The {_BEGINNINGS[number % len(_BEGINNINGS)]}ton Post",
            date=_FIRST_DAY + timedelta(days=random.randrange(_DAYS)),
        )


class _Renaming:
    """Exchanges names and figures, alike in all of one article."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._names: dict[str, str] = {}

    def all_of(self, sentences: Sequence[str]) -> list[str]:
        return [_FIGURE.sub(self._figure, _NAME.sub(self._name, one)) for one in sentences]

    def _name(self, found: re.Match[str]) -> str:
        if found[0] not in self._names:
            other = "".join(map(self._random.choice, (_BEGINNINGS, _MIDDLES, _ENDS)))
            self._names[found[0]] = self._random.choice((found[0], other))
        return self._names[found[0]]

    def _figure(self, found: re.Match[str]) -> str:
        return str(self._random.randrange(10 ** (len(found[0]) - 1), 10 ** len(found[0])))


def _sentences(draft: Draft) -> Iterator[str]:
    """Yield the sentences of an article's body whose quotation marks are all in pairs."""
    article = Article("", None, None, None, None, draft.text)
    for paragraph in paragraphs(article, draft.marks):
        for start, end in split(paragraph.text) if paragraph.kind == "body" else ():
            sentence = " ".join(paragraph.text[start:end].split())
            paired = sentence.count("“") == sentence.count("”") and not sentence.count('"') % 2
            if paired and len(sentence.split()) >= _FEWEST_WORDS:
                yield sentence
