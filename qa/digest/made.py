"""Makes the sections of a summary of the articles' own sentences, each cited."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from index.article import ParsedArticle
from index.marks import pair
from qa.answer import Section, Sentence, Statement, Support, Withheld
from qa.cite import Citations
from qa.desk import Place
from qa.digest.agreement import Agreement
from qa.digest.candidates import Candidate
from qa.digest.dating import dated, stated_date
from qa.digest.lengths import HAPPENED, Length
from qa.digest.naming import introduced
from qa.digest.sections import by_agreement, choose
from qa.digest.selection import Picked


@dataclass(frozen=True, slots=True)
class Made:
    """A summary's sections with the citations they stand on.

    Attributes:
        prompt: of the model that wrote at least one of them; None where none did.
        withheld: what the model wrote and its sources do not carry.
        notice: what the reader should know of how they were made.
    """

    sections: tuple[Section, ...]
    citations: Citations
    prompt: str | None = None
    withheld: tuple[Withheld, ...] = ()
    notice: str | None = None


def choose_sections(
    found: Sequence[Candidate],
    groups: Sequence[Sequence[ParsedArticle]],
    length: Length,
    agreement: Agreement,
    differing: Collection[Place],
) -> dict[str, list[Picked]]:
    """Choose the sentences of each section; of several origins, by who reports what happened."""
    titles = [group[0].article.title or "" for group in groups]
    chosen = choose(found, titles, length, agreement)
    if len(groups) == 1 or HAPPENED not in chosen:
        return chosen
    names = source_names(groups)
    happened = by_agreement(chosen.pop(HAPPENED), agreement, names.__getitem__, differing)
    return happened | chosen


def source_names(groups: Sequence[Sequence[ParsedArticle]]) -> dict[str, str]:
    """Return what each article is called: its outlet, where only one origin is of it."""
    outlets = [group[0].article.outlet for group in groups]
    return {
        parsed.article.id: outlet
        if outlet and outlets.count(outlet) == 1
        else f"{outlet or 'source'} {number}".strip()
        for number, (group, outlet) in enumerate(zip(groups, outlets, strict=True), 1)
        for parsed in group
    }


def make(
    chosen: dict[str, list[Picked]],
    groups: Sequence[Sequence[ParsedArticle]],
    citations: Citations,
    agreement: Agreement,
    differing: Collection[Place],
) -> Made:
    """Make the sections of what was chosen; the first "yesterday" of an article gets its date."""
    maker = _Maker(groups, citations, agreement, differing)
    sections = tuple(
        Section(title, tuple(map(maker.sentence, picked))) for title, picked in chosen.items()
    )
    return Made(sections, citations)


class _Maker:
    """Makes the sentences of one summary, in order."""

    def __init__(
        self,
        groups: Sequence[Sequence[ParsedArticle]],
        citations: Citations,
        agreement: Agreement,
        differing: Collection[Place],
    ) -> None:
        self._differing = differing
        self._citations = citations
        self._agreement = agreement
        self._told = ""  # all until now
        places = [(group[0].article.id, stated_date(group[0])) for group in groups]
        self._dates = {article_id: place for article_id, place in places if place}
        self._undated = {g[0].article.id for g in groups if g[0].article.date is None}

    def sentence(self, one: Picked) -> Sentence:
        """Return what is told of a candidate, with its citations."""
        place, text = one.candidate.place, one.form.text
        speaker, statement = _position(one)
        if speaker:
            text = introduced(text, speaker, self._told)
        self._told += f" {text}"
        numbers = [self._citations.cite(place)]
        date = self._dates.get(place.article_id)
        told = dated(text, date) if date else None
        if date and told:
            if place.article_id in self._undated:  # else the citation's own date carries it
                numbers.append(self._citations.cite(date))
            self._dates.pop(place.article_id)
        others = () if place in self._differing else self._agreement.also(one.candidate)
        also = tuple(map(self._citations.cite, others))
        support: Support = (
            "verbatim" if one.form.verbatim and not told and text == one.form.text else "checked"
        )
        support = "quoted" if statement == "direct" else support
        return Sentence(told or text, tuple(numbers), support, speaker, statement, also=also)


def _position(one: Picked) -> tuple[str | None, Statement | None]:
    """Return whose position a sentence gives, and whether in their own words."""
    quote = one.candidate.source
    if quote is None:
        return None, None
    return quote.speaker, "direct" if quote.direct and pair(one.form.text) else "reported"
