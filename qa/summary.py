"""The walk from articles to a neutral summary."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from index.article import ParsedArticle
from index.errors import LibraryError
from qa.answer import LoadedWord, Section, Summary
from qa.chat import Chat
from qa.cite import Citations
from qa.desk import Desk
from qa.differences import as_difference, differing
from qa.digest.agreement import Agreement
from qa.digest.candidates import body_of, candidates
from qa.digest.framing import framings
from qa.digest.lengths import DEFAULT, Length
from qa.digest.made import Made, choose_sections, make, source_names
from qa.digest.selection import Picked
from qa.digest.sides import left_out
from qa.digest.timeline import timeline
from qa.digest.translating import Translator
from qa.digest.writing import write_sections
from qa.languages import Language, LanguageError, language_of
from qa.loaded import find_loaded
from qa.origins import origins
from qa.spend import Limits, Metered

Clock = Callable[[], float]
Told = Callable[[str], None]
# A section costs a request or two, a translated one another.
_LIMITS = Limits(calls=40, tokens=200_000, seconds=600.0, what="a summary")
_ENOUGH = 4_000  # code points of an article that tell its language


def summarize(
    articles: Sequence[ParsedArticle],
    *,
    chat: Chat | None,
    clock: Clock,
    length: Length = DEFAULT,
    language: Language | None = None,
    on_progress: Told = lambda told: None,
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
        language: into which a model translates it; None for the articles' own.
        on_progress: told in words what a model is at.

    Raises:
        LibraryError: there is no article to summarise.
        LanguageError: it is to be in another language than the articles, and there is no model.
    """
    if not articles:
        raise LibraryError(
            "There is no article to summarise; name one or more that `byline list` shows."
        )
    if language and chat is None:
        _need_no_model(articles, language)
    started = clock()
    articles = [parsed.without_guesses() for parsed in articles]
    articles = sorted(articles, key=lambda one: (one.article.date is None, one.article.date or 0))
    metered = Metered(chat, clock, _LIMITS) if chat else None
    made = _summary(articles, metered, length, language, on_progress)
    cost = metered.cost if metered else None
    return replace(made, seconds=round(clock() - started, 3), cost=cost)


def _summary(
    articles: Sequence[ParsedArticle],
    chat: Chat | None,
    length: Length,
    language: Language | None,
    on_progress: Told,
) -> Summary:
    desk = Desk({parsed.article.id: parsed for parsed in articles}.__getitem__)
    groups = origins(articles)
    found = candidates(groups, desk)
    agreement = Agreement(groups, desk)
    points = differing(groups, desk) if len(groups) > 1 else ()
    places = {place for point in points for place in point.places}
    chosen = choose_sections(found, groups, length, agreement, places)
    made = make(chosen, groups, Citations(desk), agreement, places)
    if chat:
        made = _written(made, chosen, desk, chat, language, on_progress)
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
        model=chat.model if chat and made.prompt else None,
        prompt=made.prompt,
        seconds=0.0,
        notice=made.notice or _short(groups, desk, made.sections),
    )


def _written(
    selected: Made,
    chosen: dict[str, list[Picked]],
    desk: Desk,
    chat: Chat,
    language: Language | None,
    on_progress: Told,
) -> Made:
    made = write_sections(selected, chosen, desk, chat, on_progress)
    return Translator(desk, chat, language).translate(made, on_progress) if language else made


def _need_no_model(articles: Sequence[ParsedArticle], language: Language) -> None:
    """Make sure that articles are in a language; raises LanguageError where one is in another."""
    for parsed in articles:
        own = language_of(parsed.article.text[:_ENOUGH])
        if own and own != language:
            raise LanguageError(
                f"A summary in {language.name} of an article in {own.name} needs a language model: "
                "set BYLINE_MODEL and the endpoint’s address or key, or leave the language out."
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
