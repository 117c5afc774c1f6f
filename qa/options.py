"""The options that commands about answers and summaries share."""

import typer

from qa.digest.lengths import LENGTHS, Length


def length_named(name: str) -> Length:
    """Return the length that an option names.

    Raises:
        typer.BadParameter: there is none of this name.
    """
    for length in LENGTHS:
        if name == length:
            return length
    raise typer.BadParameter(f"There is no length {name}: say short, medium or long.")
