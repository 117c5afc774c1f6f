"""Languages: their names, and which of them a text is in, told by its function words."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from index.errors import BylineError

_WORD = re.compile(r"[^\W\d_]+")
_FEWEST = 2  # function words of a language that a text needs to be told apart


class LanguageError(BylineError):
    """A language was asked for that cannot be had."""


@dataclass(frozen=True, slots=True)
class Language:
    """A language.

    Attributes:
        code: as in ISO 639-1.
        name: in English.
        own: in itself, in lower case.
        translated: how it says that words were translated.
    """

    code: str
    name: str
    own: str
    translated: str


LANGUAGES = tuple(
    Language(*row.split())
    for row in (
        "en English english translated",
        "de German deutsch übersetzt",
        "fr French français traduit",
        "es Spanish español traducido",
        "it Italian italiano tradotto",
        "pt Portuguese português traduzido",
        "nl Dutch nederlands vertaald",
        "sv Swedish svenska översatt",
        "pl Polish polski tłumaczenie",
    )
)
_WORDS: Mapping[str, frozenset[str]] = {
    code: frozenset(words.split())
    for code, words in {
        "en": "the of and to in is was that for with on by at from he she they his her has have"
        " had were are an be not as it who said will would which their been after",
        "de": "der die das und ist nicht ein eine einen einem einer mit den dem des von zu im am"
        " auf für sich war waren hat haben wurde wird wie auch bei nach aus dass sie er über sagte",
        "fr": "le la les des et est une un dans pour que qui sur au aux du pas ne il elle ils ont"
        " été avec par ce cette sont était mais dit après",
        "es": "el la los las de y en que una un por con para del se no es al su sus fue han como"
        " más pero ha dijo lo este esta según",
        "it": "il lo gli di che la le e per un una del della dei con non sono è nel nella alla ha"
        " hanno ma da anche detto al dal",
        "pt": "o os as de e em que um uma para com não do da dos das no na se por foi mais ao é são"
        " seu sua disse segundo",
        "nl": "de het een en van in is dat op te met voor niet zijn aan er om ook was door heeft"
        " naar bij zei werd hij zij worden",
        "sv": "och att det som en på är av för med till den har de inte om ett han hon var från"
        " sade men vid efter skulle",
        "pl": "i w na z do nie się że jest to o jak po przez był była oraz dla od ale został"
        " powiedział które który przed",
    }.items()
}


def language_named(name: str) -> Language:
    """Return the language of a code or a name, in English or its own ("de", "German", "Deutsch").

    Raises:
        LanguageError: Byline knows none of this name.
    """
    wanted = name.strip().lower().partition("-")[0]
    for language in LANGUAGES:
        if wanted in (language.code, language.name.lower(), language.own):
            return language
    known = ", ".join(f"{language.name} ({language.code})" for language in LANGUAGES)
    raise LanguageError(f"“{name}” is no language that Byline can tell: name one of {known}.")


def language_of(text: str) -> Language | None:
    """Return the language of which a text has most function words; None where too few tell."""
    told = [word.lower() for word in _WORD.findall(text)]
    counts = {code: sum(word in words for word in told) for code, words in _WORDS.items()}
    code = max(counts, key=counts.__getitem__)
    best = counts.pop(code)
    if best < _FEWEST or best == max(counts.values()):
        return None
    return next(language for language in LANGUAGES if language.code == code)
