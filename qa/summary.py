"""The walk from articles to a neutral summary."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from index.article import ParsedArticle, Quote
from index.errors import LibraryError
from index.search import Passage
from qa.answer import LoadedWord, Section, Sentence, Summary, Withheld
from qa.check import Checker
from qa.cite import Citations
from qa.desk import Desk, Place
from qa.differences import differences
from qa.llm import Chat, ModelError
from qa.loaded import find_loaded, is_loaded
from qa.origins import origins
from qa.stems import stem
from qa.terms import Matcher, words
from qa.write import SUMMARY_PROMPT, instead, sources_of, write_summary

Clock = Callable[[], float]
HAPPENED, SAID, BACKGROUND = "What happened", "Who said what", "Background"
_MOST = {HAPPENED: 3, SAID: 3, BACKGROUND: 2}
_SHORTEST, _LONGEST = 5, 60  # words of a sentence that can stand in a summary
_ALIKE = 0.6  # share of common words from which two sentences tell one thing
# A sentence that begins so needs the one before it to be understood.
_HANGS = re.compile(
    r"(?i)^(?:he|she|they|it|this|that|these|those|his|her|their|its|but|and|so|indeed|instead|then"
    r"|however|meanwhile|also|both|the two|the (?:paper|newspaper|outlet|article|report|move"
    r"|decision)"
    r"|the latter|the former|there|here|such|such a|not|nor|or)\b"
)


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A sentence that may stand in a summary.

    Attributes:
        score: how much it says of what its article speaks of; higher is better.
        position: where in its article it stands, 0 at the beginning, 1 at the end.
        said: the direct quotes in it whose speaker is known.
    """

    place: Place
    score: float
    position: float
    said: tuple[Quote, ...]


def summarize(articles: Sequence[ParsedArticle], *, chat: Chat | None, clock: Clock) -> Summary:
    """Summarise one article, or several on one event, in neutral cited sentences.

    Sentences come from the articles' body only: captions, headings, commentary, cross-references
    and furniture are no facts, and a sentence in which the writer judges is left out and its
    loaded words are named.

    Args:
        articles: what to summarise.
        chat: the model that writes; None selects from the articles' own sentences.
        clock: returns seconds; the summary tells the difference.

    Raises:
        LibraryError: there is no article to summarise.
    """
    if not articles:
        raise LibraryError(
            "There is no article to summarise; name one or more that `byline list` shows."
        )
    started = clock()
    by_id = {parsed.article.id: parsed for parsed in articles}
    desk = Desk(by_id.__getitem__)
    groups = origins(articles)
    candidates = _candidates(articles, desk)
    made = _made(candidates, desk, chat)
    by_model = chat is not None and made.by_model
    return Summary(
        status="answered" if made.sections else "refused",
        reason=None if made.sections else _nothing(articles),
        sections=made.sections,
        citations=made.citations.made,
        loaded=_loaded(articles),
        origins=len(groups),
        differences=differences(groups, desk, made.citations),
        withheld=made.withheld,
        model=chat.model if chat and by_model else None,
        prompt=SUMMARY_PROMPT.id if by_model else None,
        seconds=round(clock() - started, 3),
        notice=made.notice or _short(articles, made.sections),
    )


@dataclass(frozen=True, slots=True)
class _Made:
    """A summary's sections with the citations they stand on."""

    sections: tuple[Section, ...]
    citations: Citations
    by_model: bool = False
    withheld: tuple[Withheld, ...] = ()
    notice: str | None = None

    @classmethod
    def select(cls, candidates: Sequence[_Candidate], desk: Desk) -> "_Made":
        """Make sections of the articles' own sentences, in order of place."""
        citations = Citations(desk)
        chosen = _choose(candidates)
        sections = []
        for title, picked in chosen.items():
            sentences = tuple(_sentence(item, citations) for item in picked)
            if sentences:
                sections.append(Section(title, sentences))
        return cls(tuple(sections), citations)


def _made(candidates: Sequence[_Candidate], desk: Desk, chat: Chat | None) -> _Made:
    """Let the model write, or where there is none, or it wrote nothing to keep, select."""
    selected = _Made.select(candidates, desk)
    if chat is None:
        return selected
    written = _written(candidates, desk, chat)
    if written.sections:
        return written
    return replace(selected, withheld=written.withheld, notice=written.notice)


def _candidates(articles: Sequence[ParsedArticle], desk: Desk) -> list[_Candidate]:
    frequency = Counter(
        stem(word)
        for parsed in articles
        for paragraph in parsed.paragraphs
        if paragraph.kind == "body"
        for word in words(paragraph.text)
        if len(word) > 3
    )
    found = []
    for parsed in articles:
        body = [p.number for p in parsed.paragraphs if p.kind == "body"]
        for order, number in enumerate(body):
            for place in desk.sentences(parsed.article.id, number):
                if _can_stand(place):
                    said = tuple(q for q in desk.quotes_in(place) if q.direct and q.speaker)
                    position = order / len(body)
                    found.append(_Candidate(place, _centrality(place, frequency), position, said))
    return found


def _can_stand(place: Place) -> bool:
    """Tell whether a sentence is whole, neutral and can be understood by itself."""
    length = len(place.text.split())
    return (
        _SHORTEST <= length <= _LONGEST
        and not is_loaded(place.text)
        and place.text.rstrip('”’»")')[-1:] in ".!?,"
        and not place.text.startswith(("(", "["))
    )


def _centrality(place: Place, frequency: Counter[str]) -> float:
    """Score a sentence by how often its words come up, less for length (SumBasic's idea).

    Nenkova, Vanderwende (2005), The impact of frequency on summarization, MSR-TR-2005-101.
    """
    stems = {stem(word) for word in words(place.text) if len(word) > 3}
    if not stems:
        return 0.0
    return float(sum(frequency[s] - 1 for s in stems) / len(stems) ** 0.5)


def _choose(candidates: Sequence[_Candidate]) -> dict[str, list[_Candidate]]:
    """Share the sentences out among the sections, each thing told once."""
    taken: list[_Candidate] = []
    quoted = [c for c in candidates if c.said]
    plain = [c for c in candidates if not c.said and not _HANGS.match(c.place.text)]
    most = min(_MOST[HAPPENED], max(1, len(plain) * 3 // 5))  # the rest is the background's
    first = min(most, 1 + len({c.place.article_id for c in plain}) // 3)
    leads = _best(_leads(plain), first, taken, key=_first)
    happened = leads + _best(
        plain, most - len(leads), taken, key=lambda c: c.score * (1.6 - c.position)
    )
    said = _best(_one_each(quoted), _MOST[SAID], taken, key=lambda c: c.score)
    background = _best(plain, _MOST[BACKGROUND], taken, key=lambda c: c.score * (0.6 + c.position))
    order = {candidate.place: at for at, candidate in enumerate(candidates)}
    sections = {HAPPENED: happened, SAID: said, BACKGROUND: background}
    return {
        title: sorted(picked, key=lambda c: order[c.place]) for title, picked in sections.items()
    }


def _leads(plain: Sequence[_Candidate]) -> list[_Candidate]:
    """Return each article's first sentence: news says first what happened."""
    first: dict[str, _Candidate] = {}
    for candidate in plain:
        first.setdefault(candidate.place.article_id, candidate)
    return list(first.values())


def _first(candidate: _Candidate) -> float:
    return -candidate.position


def _best(
    candidates: Sequence[_Candidate],
    most: int,
    taken: list[_Candidate],
    key: Callable[[_Candidate], float],
) -> list[_Candidate]:
    picked: list[_Candidate] = []
    for candidate in sorted(candidates, key=key, reverse=True):
        if len(picked) == most:
            break
        if not any(_alike(candidate.place.text, other.place.text) for other in taken):
            picked.append(candidate)
            taken.append(candidate)
    return picked


def _one_each(quoted: Sequence[_Candidate]) -> list[_Candidate]:
    """Keep each speaker's most telling sentence: every side is heard before one is heard twice."""
    best: dict[str, _Candidate] = {}
    for candidate in quoted:
        speaker = candidate.said[0].speaker or ""
        if speaker not in best or _telling(candidate) > _telling(best[speaker]):
            best[speaker] = candidate
    return list(best.values())


def _telling(candidate: _Candidate) -> tuple[bool, int]:
    """Rank a sentence with words of somebody: naming them, rather than "she", counts first."""
    speaker = candidate.said[0].speaker or ""
    named = speaker.rpartition(" ")[2] in candidate.place.text
    return named, len(candidate.place.text)


def _alike(one: str, other: str) -> bool:
    mine, theirs = {stem(w) for w in words(one)}, {stem(w) for w in words(other)}
    return len(mine & theirs) >= _ALIKE * min(len(mine), len(theirs))


def _sentence(candidate: _Candidate, citations: Citations) -> Sentence:
    number = citations.cite(candidate.place)
    if candidate.said:
        return Sentence(
            candidate.place.text, (number,), "quoted", candidate.said[0].speaker, "direct"
        )
    return Sentence(candidate.place.text, (number,), "verbatim")


def _written(candidates: Sequence[_Candidate], desk: Desk, chat: Chat) -> _Made:
    """Let the model write from the neutral sentences' paragraphs, and keep what they carry."""
    citations = Citations(desk)
    passages = tuple(_passages(candidates, desk))
    sources = sources_of(passages, desk.article)
    checker = Checker(passages, desk, Matcher(None), citations)
    sections: dict[str, list[Sentence]] = {}
    withheld: list[Withheld] = []
    try:
        for title, written in write_summary(sources, chat):
            checked = checker.check(written.text, written.citations)
            if isinstance(checked, Withheld):
                withheld.append(checked)
            elif is_loaded(checked.text):
                withheld.append(Withheld(checked.text, "it repeats loaded words"))
            else:
                sections.setdefault(title, []).append(checked)
    except ModelError as error:
        notice = instead("summary", error)
        return _Made((), citations, withheld=tuple(withheld), notice=notice)
    made = tuple(Section(title, tuple(kept)) for title, kept in sections.items())
    told = None if made else instead("summary")
    return _Made(made, citations, by_model=bool(made), withheld=tuple(withheld), notice=told)


def _passages(candidates: Sequence[_Candidate], desk: Desk) -> Iterator[Passage]:
    """Give the paragraphs of the candidates, without their loaded sentences and references."""
    for candidate in candidates:
        place = candidate.place
        kind = desk.paragraph(place.article_id, place.paragraph).kind
        yield Passage(
            place.article_id,
            place.paragraph,
            place.start,
            place.end,
            place.text,
            kind,
            candidate.score,
        )


def _loaded(articles: Sequence[ParsedArticle]) -> tuple[LoadedWord, ...]:
    return tuple(word for parsed in articles for word in find_loaded(parsed))


def _nothing(articles: Sequence[ParsedArticle]) -> str:
    what = "The article has" if len(articles) == 1 else "The articles have"
    return f"{what} no sentence that can stand in a neutral summary; read the text itself."


def _short(articles: Sequence[ParsedArticle], sections: Sequence[Section]) -> str | None:
    """Say so where there is no more to summarise than what is shown."""
    shown = sum(len(section.sentences) for section in sections)
    if len(articles) == 1 and 0 < shown < 3:
        return "The article is too short to be summarised any further: there is no more in it."
    return None
