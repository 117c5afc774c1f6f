"""The walk from articles to a neutral summary."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from index.article import ParsedArticle
from index.errors import LibraryError
from index.search import Passage
from qa.answer import LoadedWord, Section, Sentence, Summary, Withheld
from qa.check import Checker
from qa.cite import Citations
from qa.desk import Desk
from qa.differences import as_difference, differing
from qa.digest.agreement import Agreement
from qa.digest.candidates import Candidate, body_of, candidates
from qa.digest.framing import framings
from qa.digest.lengths import DEFAULT, Length
from qa.digest.made import Made, choose_sections, make, source_names
from qa.digest.sides import left_out
from qa.digest.timeline import timeline
from qa.llm import Chat, ModelError
from qa.loaded import find_loaded, is_loaded
from qa.origins import origins
from qa.terms import Matcher
from qa.write import SUMMARY_PROMPT, instead, sources_of, write_summary

Clock = Callable[[], float]


def summarize(
    articles: Sequence[ParsedArticle],
    *,
    chat: Chat | None,
    clock: Clock,
    length: Length = DEFAULT,
    on_progress: Callable[[str], None] = lambda told: None,
) -> Summary:
    """Summarise one article, or several on one event, in neutral cited sentences.

    Sentences come from the articles' body only: captions, headings, commentary, cross-references
    and furniture are no facts, and a sentence in which the writer judges is left out and its
    loaded words are named.

    Args:
        articles: what to summarise.
        chat: the model that writes; None selects from the articles' own sentences.
        clock: returns seconds; the summary tells the difference.
        length: how long it is to be.
        on_progress: told in words what a model is at.

    Raises:
        LibraryError: there is no article to summarise.
    """
    if not articles:
        raise LibraryError(
            "There is no article to summarise; name one or more that `byline list` shows."
        )
    started = clock()
    articles = sorted(articles, key=lambda one: (one.article.date is None, one.article.date or 0))
    by_id = {parsed.article.id: parsed for parsed in articles}
    desk = Desk(by_id.__getitem__)
    groups = origins(articles)
    found, _ = candidates(groups, desk)
    agreement = Agreement(groups, desk)
    points = differing(groups, desk)
    places = {place for point in points for place in point.places}
    chosen = choose_sections(found, groups, length, agreement, places)
    selected = make(chosen, groups, Citations(desk), agreement, places)
    made = _made(found, selected, desk, chat)
    by_model = chat is not None and made.prompt is not None
    citations = made.citations
    dates = {parsed.article.id: parsed.article.date for parsed in articles}
    return Summary(
        status="answered" if made.sections else "refused",
        reason=None if made.sections else _nothing(articles),
        sections=made.sections,
        differences=tuple(as_difference(point, citations) for point in points),
        framings=framings(groups, desk, citations, source_names(groups)),
        timeline=timeline(found, dates, citations),
        citations=citations.made,
        loaded=_loaded(articles),
        origins=len(groups),
        left_out=left_out(groups, made.sections),
        length=length,
        withheld=made.withheld,
        model=chat.model if chat and by_model else None,
        prompt=made.prompt,
        seconds=round(clock() - started, 3),
        notice=made.notice or _short(groups, desk, made.sections),
    )


def _made(found: Sequence[Candidate], selected: Made, desk: Desk, chat: Chat | None) -> Made:
    """Let the model write, or where there is none, or it wrote nothing to keep, select."""
    if chat is None:
        return selected
    written = _written(found, desk, chat)
    if written.sections:
        return written
    return replace(selected, withheld=written.withheld, notice=written.notice)


def _written(candidates: Sequence[Candidate], desk: Desk, chat: Chat) -> Made:
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
        return Made((), citations, withheld=tuple(withheld), notice=notice)
    made = tuple(Section(title, tuple(kept)) for title, kept in sections.items())
    told = None if made else instead("summary")
    return Made(
        made,
        citations,
        prompt=SUMMARY_PROMPT.id if made else None,
        withheld=tuple(withheld),
        notice=told,
    )


def _passages(candidates: Sequence[Candidate], desk: Desk) -> Iterator[Passage]:
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
            0.0,
        )


def _loaded(articles: Sequence[ParsedArticle]) -> tuple[LoadedWord, ...]:
    return tuple(word for parsed in articles for word in find_loaded(parsed))


def _nothing(articles: Sequence[ParsedArticle]) -> str:
    what = "The article has" if len(articles) == 1 else "The articles have"
    return f"{what} no sentence that can stand in a neutral summary; read the text itself."


def _short(
    groups: Sequence[Sequence[ParsedArticle]], desk: Desk, sections: Sequence[Section]
) -> str | None:
    """Say so where there is no more to summarise than what is shown."""
    shown = sum(len(section.sentences) for section in sections)
    if shown and len(groups) == 1 and len(list(body_of(groups[0][0], desk))) <= shown:
        return "The article is too short to be summarised any further: there is no more in it."
    return None
