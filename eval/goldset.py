"""Loads a set of gold answers: its name, folder or file → cases with the articles asked about."""

import hashlib
import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from io import BytesIO
from pathlib import Path

from eval.attribution import Attribution
from eval.cases import EvalCase, Evidence, read_cases
from eval.errors import SetError
from eval.lexicons import read_arousal
from eval.planting import planted_rounds
from eval.public import PUBLIC, articles_of, read_attacks, read_attributions
from eval.rounds import Round
from eval.rows import read_rows
from eval.squad import read_squad
from index.article import Draft
from index.errors import SourceError
from index.readers import read
from qa.digest.lengths import Length

OWN_SETS = Path(__file__).parent / "sets"
_ARTICLES_BESIDE = ("articles.jsonl", "articles.jsonl.gz", "articles")
_CASES = ("cases.jsonl", "cases.csv", "cases.yaml", "cases.yml")
_LEXICONS = ("*VAD*.txt",)


@dataclass(frozen=True, slots=True)
class GoldSet:
    """Cases with the articles that they ask about.

    Attributes:
        checks: bounds by name of metric: floors, or ceilings where lower is better.
        as_of: the day on which its questions are asked; None where it doesn't matter.
        fingerprint: SHA-256 over cases and articles, 64 hex digits.
        attributions: who says what in the articles, where the set says it.
        doubts: sentences on gold that can't be met, such as evidence that no article holds.
        rounds: libraries of their own, where the articles are not the same for all cases; empty
            where one library with `articles` is asked all of `cases`.
        unconfirmed: number of cases left out because nobody has confirmed them.
        arousal: of polar words, 0..1, for the measure of polarity; empty without a lexicon.
    """

    name: str
    description: str
    licence: str | None
    cases: tuple[EvalCase, ...]
    articles: tuple[Draft, ...]
    checks: Mapping[str, float]
    as_of: date | None
    fingerprint: str
    doubts: tuple[str, ...]
    attributions: tuple[Attribution, ...] = ()
    rounds: tuple[Round, ...] = ()
    unconfirmed: int = 0
    arousal: Mapping[str, float] = field(default_factory=dict)

    def libraries(self) -> tuple[Round, ...]:
        """Return the articles of each library that is to be asked, with what it is asked."""
        return self.rounds or (Round(self.articles, self.cases),)


@dataclass(frozen=True, slots=True)
class Outline:
    """What a set says of itself, without its articles.

    Attributes:
        cases: number of those that count.
        unconfirmed: number of those that nobody has confirmed.
    """

    name: str
    description: str
    licence: str | None
    checks: Mapping[str, float]
    cases: int
    unconfirmed: int


def outline(folder: Path) -> Outline:
    """Read what the set in a folder says of itself; it may have no confirmed case, or none.

    Raises:
        SetError: it cannot be read.
    """
    facts = _read_facts(folder / "set.toml")
    name = folder.resolve().name
    path = _cases_in(folder)
    empty = path.exists() and not path.stat().st_size  # its last case was dropped
    rows = () if empty else read_rows(path)
    unconfirmed = sum(not row.flag("confirmed", default=True) for row in rows)
    cases = 0 if unconfirmed == len(rows) else len(read_cases(path).cases)
    return Outline(
        name=str(facts.get("name", name)),
        description=str(facts.get("description", "")),
        licence=str(facts["licence"]) if "licence" in facts else None,
        checks=_checks(facts.get("checks", {}), name),
        cases=cases,
        unconfirmed=unconfirmed,
    )


def articles_in(folder: Path, today: date) -> tuple[Draft, ...]:
    """Return the articles of the set in a folder.

    Raises:
        SetError: they are not there or cannot be read.
    """
    stated = _read_facts(folder / "set.toml").get("articles")
    path = folder / stated if isinstance(stated, str) else _articles_beside(_cases_in(folder))
    return read_articles(path, today)


def load(name: str, today: date, articles: Path | None = None, sets: Path = OWN_SETS) -> GoldSet:
    """Load a set by its name in `sets`, or from its folder or file of cases.

    Args:
        name: a name of `own_sets`, or a path.
        today: no article is taken to be published later.
        articles: a file or folder of articles to use instead of those beside the set.
        sets: the folder of the named sets.

    Raises:
        SetError: there is no such set, or it has a fault; nothing of it is used.
    """
    path = sets / name if re.fullmatch(r"[\w-]+", name) and (sets / name).is_dir() else Path(name)
    if path.is_dir():
        return _load_folder(path, today, articles)
    if path.is_file():
        return _load_file(path, today, articles)
    raise SetError(
        f"There is no set {name}: give one of {', '.join(own_sets(sets)) or 'no built-in names'}, "
        "a folder with set.toml, or a file of cases (.jsonl, .csv, .yaml, SQuAD's .json)."
    )


def load_public(name: str, folder: Path, today: date) -> GoldSet:
    """Load a public set, by its name in `eval.public.PUBLIC`, from the folder with its files.

    Raises:
        SetError: there is no such set, or its files are not there or cannot be read.
    """
    if name not in PUBLIC:
        raise SetError(f"There is no public set {name}: --data goes with {', '.join(PUBLIC)}.")
    known = PUBLIC[name]
    if known.read is None:
        return _planted(name, folder, today)
    # Some public files have an article without a text; the others can be asked all the same.
    drafts, failures = _read_each(articles_of(folder), today)
    there = {draft.id for draft in drafts}
    cases = tuple(_of_those(case, there) for case in known.read(folder))
    lexicon = next((path for form in _LEXICONS for path in sorted(folder.glob(form))), None)
    return GoldSet(
        name=name,
        description=known.description,
        licence=known.licence,
        cases=cases,
        articles=drafts,
        checks={},
        as_of=None,
        fingerprint=fingerprint_of(cases, drafts),
        doubts=tuple(map(str, failures)),
        attributions=read_attributions(folder) if known.attributed else (),
        arousal=read_arousal(lexicon) if lexicon else {},
    )


def of_length(gold: GoldSet, length: Length) -> GoldSet:
    """Return a set with all its summaries asked for in one length."""
    cases = tuple(replace(c, length=length) if c.summarize else c for c in gold.cases)
    return replace(gold, cases=cases, fingerprint=fingerprint_of(cases, gold.articles))


def found_in(name: str, sets: Path) -> str:
    """Return the path of a set in a folder of sets, or the name where none of these has it."""
    here = sets / name
    return str(here) if re.fullmatch(r"[\w-]+", name) and (here / "set.toml").is_file() else name


def own_sets(sets: Path = OWN_SETS) -> tuple[str, ...]:
    """Return the names of the sets that come with Byline, in order."""
    return tuple(sorted(found.parent.name for found in sets.glob("*/set.toml")))


def fingerprint_of(cases: Iterable[EvalCase], articles: Iterable[Draft]) -> str:
    """Return the SHA-256 of what a set says, not of how its files are written or where they lie."""
    digest = hashlib.sha256()
    stated: list[dict[str, object]] = [asdict(case) for case in cases]
    stated += [asdict(draft) for draft in articles]
    for fields in stated:
        # Empty fields are left out, so that a field added later changes no hash of today.
        said = {name: value for name, value in fields.items() if value and name != "source"}
        digest.update(json.dumps(said, sort_keys=True, default=str).encode())
    return digest.hexdigest()


def _load_folder(folder: Path, today: date, articles: Path | None) -> GoldSet:
    facts = _read_facts(folder / "set.toml")
    drafts = read_articles(articles, today) if articles else articles_in(folder, today)
    return _assemble(folder.resolve().name, facts, _cases_in(folder), drafts)


def _cases_in(folder: Path) -> Path:
    return next((folder / name for name in _CASES if (folder / name).exists()), folder / _CASES[0])


def _load_file(path: Path, today: date, articles: Path | None) -> GoldSet:
    if path.suffix.lower() != ".json":
        drafts = read_articles(articles or _articles_beside(path), today)
        return _assemble(path.stem, {}, path, drafts)
    cases, drafts = read_squad(path)
    return GoldSet(
        name=path.stem,
        description="Questions in SQuAD's form (Rajpurkar et al. 2018).",
        licence=None,
        cases=cases,
        articles=drafts,
        checks={},
        as_of=None,
        fingerprint=fingerprint_of(cases, drafts),
        doubts=(),
    )


def _planted(name: str, folder: Path, today: date) -> GoldSet:
    """Plant a public set's attacks in the articles of Byline's own set."""
    carrier = load("news", today)
    rounds = planted_rounds(read_attacks(folder), carrier.cases, carrier.articles)
    cases = tuple(case for one in rounds for case in one.cases)
    return replace(
        carrier,
        name=name,
        description=PUBLIC[name].description,
        licence=PUBLIC[name].licence,
        cases=cases,
        checks={},
        fingerprint=fingerprint_of(cases, carrier.articles),
        rounds=rounds,
        unconfirmed=0,
    )


def _read_facts(path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise SetError(
            f"{path.parent} is no set of gold answers: it has no set.toml; "
            "give one with name, description and articles."
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise SetError(f"{path} cannot be read: {error}; mend it and try again.") from error


def _articles_beside(cases: Path) -> Path:
    names = (*(f"{cases.stem}.{name}" for name in _ARTICLES_BESIDE), *_ARTICLES_BESIDE)
    found = next((cases.parent / name for name in names if (cases.parent / name).exists()), None)
    if found is None:
        raise SetError(f"{cases} has no articles beside it: name them with --articles FILE.")
    return found


def _assemble(
    name: str, facts: Mapping[str, object], path: Path, articles: tuple[Draft, ...]
) -> GoldSet:
    read = read_cases(path)
    cases = tuple(_with_places(case, articles) for case in read.cases)
    as_of = facts.get("as_of")
    return GoldSet(
        name=str(facts.get("name", name)),
        description=str(facts.get("description", "")),
        licence=str(facts["licence"]) if "licence" in facts else None,
        cases=cases,
        articles=articles,
        checks=_checks(facts.get("checks", {}), name),
        as_of=as_of if isinstance(as_of, date) else None,
        fingerprint=fingerprint_of(cases, articles),
        doubts=tuple(_doubts(cases, articles)),
        unconfirmed=read.unconfirmed,
    )


def _with_places(case: EvalCase, articles: Iterable[Draft]) -> EvalCase:
    """Find the articles of evidence that names none."""
    if all(evidence.article_id for evidence in case.evidence):
        return case
    found: list[Evidence] = []
    for evidence in case.evidence:
        wording = " ".join(evidence.text.split())
        ids = [d.id for d in articles if d.id and wording in " ".join(d.text.split())]
        places = ids if not evidence.article_id else [evidence.article_id]
        found += [Evidence(article_id, evidence.text) for article_id in places or [""]]
    return replace(case, evidence=tuple(found))


def _checks(stated: object, name: str) -> dict[str, float]:
    if not isinstance(stated, dict) or not all(
        isinstance(bound, int | float) for bound in stated.values()
    ):
        raise SetError(f"[checks] of the set {name} must give each metric one number.")
    return {metric: float(bound) for metric, bound in stated.items()}


def _of_those(case: EvalCase, article_ids: Set[str | None]) -> EvalCase:
    return replace(case, summarize=tuple(i for i in case.summarize if i in article_ids))


def read_articles(path: Path, today: date) -> tuple[Draft, ...]:
    """Read the articles of a set from a file or a folder; raises SetError where one is broken."""
    drafts, failures = _read_each(path, today)
    if failures:
        raise SetError(f"The set's articles cannot be read: {failures[0]}") from failures[0]
    return drafts


def _read_each(path: Path, today: date) -> tuple[tuple[Draft, ...], tuple[SourceError, ...]]:
    found = list(read(str(path), stdin=BytesIO(), today=today))
    drafts = tuple(_with_id(item) for item in found if isinstance(item, Draft))
    return drafts, tuple(item for item in found if isinstance(item, SourceError))


def _with_id(draft: Draft) -> Draft:
    """Give an article that is a file of its own the file's name, so that evidence can name it."""
    path = Path(draft.source)
    return replace(draft, id=path.stem) if draft.id is None and path.is_file() else draft


def _doubts(cases: Iterable[EvalCase], articles: Iterable[Draft]) -> Iterator[str]:
    texts = {draft.id: " ".join(draft.text.split()) for draft in articles}
    for case in cases:
        for article_id in case.summarize:
            if article_id not in texts:
                yield f"{case.id}: the set has no article {article_id} to summarise."
        for evidence in case.evidence:
            if not evidence.article_id:
                yield f"{case.id}: no article holds “{evidence.text}”."
            elif evidence.article_id not in texts:
                yield f"{case.id}: the set has no article {evidence.article_id}."
            elif " ".join(evidence.text.split()) not in texts[evidence.article_id]:
                yield f"{case.id}: {evidence.article_id} does not hold “{evidence.text}”."
