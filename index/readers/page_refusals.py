"""What was found on a web page → why it is no article, where it is none."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.readers.page_opinions import letters

# Letters and digits. An article refused by mistake is worse than a page let through: each rule
# asks for a sign of its own and for next to no story.
STORY = 1500
_LEAD = 230
_LOGIN = 600
_SHELL = 300

_CONSENT = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        r"\bcookies?\b",
        r"(?:accept|reject) all|all\w* akzeptieren|tout accepter|aceptar todo|accetta tutt"
        r"|alles accepteren|i agree\b",
        r"personali[sz]ed (?:ads?|advert|content)|personalisierte|publicit[ée]s? personnalis"
        r"|(?:publicidad|pubblicità|annunci) personali[sz]|gepersonaliseerde",
        r"\bconsent\b|einwillig|zustimm|consentement|consentimiento|consenso|toestemming|samtykke"
        r"|before you continue",
        r"privacy (?:policy|settings|choices)|datenschutz|tracking|our (?:\d+ )?partners"
        r"|vie privée|nos (?:\d+ )?partenaires|privacidad|nuestros (?:\d+ )?socios"
        r"|privatsphäre|nostri (?:\d+ )?partner|jouw privacy|onze (?:\d+ )?partners",
        r"read without tracking|manage (?:your )?(?:choices|preferences|settings)|your settings",
    )
)
_WALL = re.compile(
    r"""(?ix)subscribe\ (?:now\ |today\ )?to\ (?:continue|read|keep|unlock|access)
    | (?:to\ )?(?:continue|keep)\ reading | subscriber[s]?[- ](?:only|exclusive)
    | (?:only\ for|for\ our|available\ to|reserved\ for|exclusive\ to)\ subscribers
    | already\ (?:a\ |have\ an?\ )?(?:subscri|member|account) | unlock\ this\ (?:article|story)
    | (?:sign|log)\ in\ (?:or\ (?:subscribe|register)\ )?to\ (?:read|continue)
    | register\ (?:for\ free\ )?to\ (?:read|continue) | free\ articles?\ (?:left|remaining|this)
    | weiterlesen\ mit | jetzt\ abonnieren | abonnés | suscriptores"""
)
_ERROR = re.compile(
    r"""(?ix)^\W*(?:(?:http\ )?error\W*)?(?:40[0134]|410|429|50[0234])(?:\W|$)
    | \bpage\ (?:was\ |can(?:no|[’'])t\ be\ |could\ not\ be\ |is\ )?(?:not\ found|found|missing
        |unavailable)\b
    | ^\W*(?:not\ found|access\ denied|forbidden|bad\ gateway|service\ unavailable)\W*$
    | seite\ (?:wurde\ )?nicht\ gefunden | page\ (?:non\ trouvée|introuvable)
    | página\ no\ encontrada | internal\ server\ error | \bno\ longer\ (?:available|exists)\W*$"""
)
_LOG_IN = re.compile(r"(?i)\b(?:log|sign)[- ]?in\b|password|anmelden|passwort|connexion|iniciar")
_SCRIPT = re.compile(
    r"""(?ix)(?:enable|turn\ on|requires?|activate|without|needs?)\ (?:your\ )?java-?script
    | java-?script\ (?:is\ |to\ be\ |must\ be\ |has\ been\ )*(?:disabled|enabled|required|turned)
    | javascript\ (?:aktivieren|einschalten) | activer\ javascript"""
)
_ROBOT = re.compile(
    r"(?i)verify (?:that )?you are (?:a )?human|are you a robot|checking your browser"
    r"|unusual traffic"
)


@dataclass(frozen=True, slots=True)
class Found:
    """What a page holds.

    Attributes:
        titles: the forms of its title, and its first heading.
        paragraphs: what was taken for the article, without headings and captions.
        words: all of the page's visible words, with those for browsers without scripts.
        headlines: how many headings are links.
        has_password: whether a field asks for one.
        is_article: whether the metadata calls it an article.
    """

    titles: Sequence[str]
    paragraphs: Sequence[str]
    words: str
    headlines: int
    has_password: bool
    is_article: bool


def reason_against(found: Found) -> str | None:
    """Return why a page is no article, as the rest of a sentence that begins with its name."""
    sizes = [len(letters(paragraph)) for paragraph in found.paragraphs]
    story = sum(sizes)
    if story >= STORY:
        return None
    if story < _SHELL and any(map(_ERROR.search, found.titles)):
        return (
            "is an error page, not an article: open the article's address in your browser and "
            "save the page again."
        )
    return (
        _shell(found, story)
        or _login(found, story)
        or _consent(found)
        or _paywall(found)
        or _index(found, sizes)
    )


def _shell(found: Found, story: int) -> str | None:
    if story >= _SHELL:
        return None
    if _ROBOT.search(found.words[:2000]):
        return (
            "is a check for robots, not an article: pass it in your browser and save the page "
            "behind it."
        )
    if _SCRIPT.search(found.words) and len(letters(found.words)) < 2 * _SHELL:
        return (
            "is an empty page that fills itself by JavaScript: save it from your browser when "
            "the article is shown."
        )
    return None


def _login(found: Found, story: int) -> str | None:
    asks = found.has_password and _LOG_IN.search(" ".join([*found.titles, *found.paragraphs]))
    if not asks or story >= _LOGIN or found.is_article:
        return None
    return "is a login page, not an article: log in in your browser and save the page behind it."


def _consent(found: Found) -> str | None:
    text = " ".join([*found.titles, *found.paragraphs]) or found.words[:2000]
    signs = sum(bool(sign.search(text)) for sign in _CONSENT)
    told = [text for text in found.paragraphs if len(letters(text)) > 100]
    other = [text for text in told if not any(sign.search(text) for sign in _CONSENT)]
    if signs < 3 or 2 * len(other) > len(told):
        return None
    return (
        "is a consent wall, not an article: choose in your browser what it asks, and save the "
        "page behind it."
    )


def _paywall(found: Found) -> str | None:
    walls = [text for text in found.paragraphs if _WALL.search(text)]
    story = sum(len(letters(text)) for text in found.paragraphs if not _WALL.search(text))
    if story >= _LEAD or not (walls or _WALL.search(found.words)):
        return None
    return (
        "is only a paywall with next to nothing of the article: log in in your browser and save "
        "the whole article."
    )


def _index(found: Found, sizes: Sequence[int]) -> str | None:
    told = sum(size for size in sizes if size > 120)
    if found.is_article or found.headlines < 8 or told >= 600 or len(sizes) < 4:
        return None
    return "is a list of articles, not an article: open one of them and save that page."
