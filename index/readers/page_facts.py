"""A parsed web page → the facts that it states of its article."""

import datetime as dt
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from typing import Protocol
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from index.readers.dates import parse_date
from index.readers.page_opinions import letters

_TRACKING = re.compile(
    r"(?i)^(?:utm_\w+|at_\w+|fb\w*clid|gclid|dclid|msclkid|mc_[ce]id|igshid|yclid|cmpid|ref|ref_src"
    r"|ocid|ito|xtor|smid|partner|s?cid|spm|mkt_tok|_ga)$"
)
_ARTICLE = re.compile(r"(?:Article|BlogPosting|LiveBlogPosting|Report|Review)$")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*\Z")
_TAG = re.compile(r"<[^<>]{0,300}>")
_PARAGRAPH_END = re.compile(r"(?i)</(?:p|div|li|h\d)>|<br\b[^<>]{0,50}>")
_SUFFIX = re.compile(r"\s+(?:[|•·–—-]|::|»|/)\s+|:\s+(?=\S+$)")
_BY = re.compile(r"(?i)^(?:by|von|par|por|di|av|af|door)\s+")
_NO_NAME = re.compile(r"(?i)https?:|www\.|@|\d{3}|^(?:admin|editor|staff|null|undefined|unknown)$")
_PUBLISHED = (
    "article:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "pubdate",
    "publish-date",
    "dc.date.issued",
    "dc.date",
    "dcterms.created",
    "date",
)
_MODIFIED = ("article:modified_time", "datemodified", "og:updated_time", "lastmod", "last-modified")
_LONGEST_JSON = 1_000_000  # code points of one block of metadata
_LONGEST_NAME = 60


class _Node(Protocol):
    """What is used here of an lxml element (its package has no types)."""

    tag: str
    text: str | None

    def iter(self, *tags: str) -> "Iterator[_Node]": ...
    def itertext(self) -> Iterator[str]: ...
    def get(self, key: str) -> str | None: ...


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What a page states of its article; None and () where it states nothing.

    Attributes:
        names: all forms in which the page gives the title.
        description: the page's own summary, often the words under its headline.
        body: the article as the metadata has it, its paragraphs in lines; often cut short.
        is_article: whether the metadata calls the page an article.
    """

    title: str | None
    names: tuple[str, ...]
    outlet: str | None
    authors: tuple[str, ...]
    published: dt.date | None
    modified: dt.date | None
    url: str | None
    language: str | None
    description: str | None
    body: str
    is_article: bool


def page_facts(page: _Node, today: dt.date) -> PageFacts:
    """Read what a page's JSON-LD, `meta`, `link` and `time` elements state; no day after today.

    Other scripts are not read: the days in them are of cookies and offers.
    """
    meta = _meta(page)
    stated = _stated(page)
    outlet = _line(meta.get("og:site_name")) or _name_of(stated.get("publisher"))
    names = _names(page, meta, stated, outlet)
    published = _day([stated.get("datePublished"), *_of(meta, _PUBLISHED)], today)
    published = published or _day([_time(page)], today)
    modified = _day([stated.get("dateModified"), *_of(meta, _MODIFIED)], today)
    return PageFacts(
        names[0] if names else None,
        tuple(names),
        outlet,
        _authors(page, meta, stated),
        published,
        modified if not (modified and published and modified < published) else None,
        _url(page, meta, stated),
        _language(page, meta, stated),
        _line(meta.get("og:description") or meta.get("description")),
        _body(stated),
        bool(stated) or meta.get("og:type") == "article",
    )


def _meta(page: _Node) -> dict[str, str]:
    found: dict[str, str] = {}
    for node in page.iter("meta"):
        name = node.get("property") or node.get("name") or node.get("itemprop")
        content = node.get("content")
        if name and content and content.strip():
            found.setdefault(name.strip().lower(), content.strip())
    return found


def _stated(page: _Node) -> Mapping[str, object]:
    """Return the article of the page's JSON-LD; empty where there is none."""
    for node in page.iter("script"):
        if "ld+json" not in (node.get("type") or "") or not node.text:
            continue
        for thing in _things(_json(node.text)):
            kinds = thing.get("@type")
            listed = kinds if isinstance(kinds, list) else [kinds]
            if any(isinstance(kind, str) and _ARTICLE.search(kind) for kind in listed):
                return thing
    return {}


def _body(stated: Mapping[str, object]) -> str:
    body = stated.get("articleBody")
    if not isinstance(body, str):
        return ""
    return unescape(_TAG.sub("", _PARAGRAPH_END.sub("\n", unescape(body))))


def _json(text: str) -> object:
    try:
        return json.loads(text.strip()[:_LONGEST_JSON], strict=False)
    except (ValueError, RecursionError):
        return None


def _things(value: object) -> Iterator[Mapping[str, object]]:
    """Yield the things of a JSON-LD value, also those of a graph."""
    for thing in value if isinstance(value, list) else [value]:
        if isinstance(thing, dict):
            yield thing
            graph = thing.get("@graph")
            yield from (
                (part for part in graph or () if isinstance(part, dict))
                if isinstance(graph, list)
                else ()
            )
            main = thing.get("mainEntity")
            if isinstance(main, dict):
                yield main


def _of(meta: Mapping[str, str], names: Iterable[str]) -> list[str | None]:
    return [meta.get(name) for name in names]


def _day(stated: Iterable[object], today: dt.date) -> dt.date | None:
    """Return the first day that is understood and not after today."""
    for written in stated:
        day = parse_date(written) if isinstance(written, str) else None
        if day and day.year >= 1700 and day <= today:
            return day
    return None


def _time(page: _Node) -> str | None:
    """Return the time of publication that the page's only or marked `time` element gives."""
    times = [node for node in page.iter("time") if node.get("datetime")]
    for node in times:
        if node.get("pubdate") is not None or "published" in (node.get("itemprop") or "").lower():
            return node.get("datetime")
    days = {(node.get("datetime") or "")[:10] for node in times}
    return times[0].get("datetime") if len(days) == 1 else None


def _names(
    page: _Node, meta: Mapping[str, str], stated: Mapping[str, object], outlet: str | None
) -> list[str]:
    """Return the forms of the title, the best first, without the outlet's name."""
    whole = next((_line("".join(node.itertext())) for node in page.iter("title")), None)
    headings = [_line("".join(node.itertext())) for node in page.iter("h1")]
    others = [_line(meta.get("og:title")), _line(stated.get("headline")), whole]
    told = [letters(other) for other in others if other]
    # The page's own heading, where the metadata has it too: a site's name may be its h1.
    agreed = [h for h in headings if h and any(letters(h) in name for name in told) and letters(h)]
    site = letters(outlet or "")
    agreed = [heading for heading in agreed if letters(heading) != site]
    fallback = [h for h in headings if h and letters(h) != site] if len(headings) == 1 else []
    forms = [*agreed[:1], *others, *fallback]
    named = [_without_outlet(form, outlet) for form in forms if form]
    return list(dict.fromkeys(filter(None, named)))


def _without_outlet(title: str, outlet: str | None) -> str:
    site = letters(outlet or "")
    if not site:
        return title
    cuts = list(_SUFFIX.finditer(title))
    if cuts and _is_site(title[cuts[-1].end() :], site):
        return title[: cuts[-1].start()]
    if cuts and _is_site(title[: cuts[0].start()], site):
        return title[cuts[0].end() :]
    return title


def _is_site(words: str, site: str) -> bool:
    name = letters(words)
    return bool(name) and (name == site or (len(name) > 3 and (name in site or site in name)))


def _name_of(value: object) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("name")
    return _line(value)


def _authors(page: _Node, meta: Mapping[str, str], stated: Mapping[str, object]) -> tuple[str, ...]:
    """Return the names of people, from the first place that gives any."""
    value = stated.get("author")
    listed = value if isinstance(value, list) else [value]
    people = [_name_of(one) for one in listed]
    by_meta = [meta.get("author"), meta.get("article:author"), meta.get("parsely-author")]
    marked = [
        _line(" ".join(node.itertext()))
        for node in page.iter("a", "span")
        if node.get("rel") == "author" or node.get("itemprop") == "author"
    ]
    for names in (people, by_meta, marked):
        found = dict.fromkeys(filter(None, (_person(name) for name in names)))
        if found:
            return tuple(found)
    return ()


def _person(name: str | None) -> str | None:
    name = _BY.sub("", _line(name) or "")
    good = 2 < len(name) <= _LONGEST_NAME and not _NO_NAME.search(name)
    return name if good else None


def _url(page: _Node, meta: Mapping[str, str], stated: Mapping[str, object]) -> str | None:
    canonical = next(
        (n.get("href") for n in page.iter("link") if (n.get("rel") or "").lower() == "canonical"),
        None,
    )
    whole = [
        url
        for url in (canonical, meta.get("og:url"), stated.get("url"))
        if isinstance(url, str) and re.match(r"(?i)https?://[^/\s]", url.strip())
    ]
    cleaned = [_untracked(url.strip()) for url in whole]
    # A front page's address is no article's, where another is given.
    return next((url for url in cleaned if url and urlsplit(url).path.strip("/")), None) or next(
        filter(None, cleaned), None
    )


def _untracked(url: str) -> str | None:
    """Return an address without its fragment and what only tells where a reader came from."""
    try:
        parts = urlsplit(url)
        query = parse_qsl(parts.query, keep_blank_values=True)
    except ValueError:
        return None
    kept = [(name, value) for name, value in query if not _TRACKING.match(name)]
    asked = parts.query if len(kept) == len(query) else urlencode(kept)
    return urlunsplit((parts.scheme, parts.netloc, parts.path, asked, ""))


def _language(page: _Node, meta: Mapping[str, str], stated: Mapping[str, object]) -> str | None:
    root = next(page.iter("html"), None)
    tags = [
        root.get("lang") or root.get("xml:lang") if root is not None else None,
        stated.get("inLanguage"),
        meta.get("og:locale"),
        meta.get("language"),
    ]
    for tag in tags:
        written = tag.strip().replace("_", "-") if isinstance(tag, str) else ""
        if _LANGUAGE.match(written):
            return _as_tag(written)
    return None


def _as_tag(written: str) -> str:
    language, *parts = written.split("-")
    shaped = [part.upper() if len(part) == 2 else part for part in parts]
    return "-".join([language.lower(), *shaped])


def _line(value: object) -> str | None:
    """Return a text on one line; None where there is none."""
    return (" ".join(value.split()) or None) if isinstance(value, str) else None
