"""The options that commands about answers and summaries share."""

import typer

from qa.digest.lengths import LENGTHS, Length
from qa.languages import Language, LanguageError, language_named


def length_named(name: str) -> Length:
    """Return the length that an option names.

    Raises:
        typer.BadParameter: there is none of this name.
    """
    for length in LENGTHS:
        if name == length:
            return length
    raise typer.BadParameter(f"There is no length {name}: say short, medium or long.")


def language_asked(name: str | None) -> Language | None:
    """Return the language that an option names; None without the option.

    Raises:
        typer.BadParameter: Byline knows none of this name.
    """
    try:
        return language_named(name) if name else None
    except LanguageError as error:
        raise typer.BadParameter(str(error)) from error
