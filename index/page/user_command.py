"""The command that makes a line for the file of users."""

from typing import Annotated

import typer

from index.settings import UseError


def add_user_command(app: typer.Typer) -> None:
    """Add `byline user` to the commands."""

    @app.command()
    def user(
        name: Annotated[str, typer.Argument(metavar="NAME", help="Without spaces and colons.")],
    ) -> None:
        """Make a line for BYLINE_USERS out of a name and a password, which is asked for."""
        from index.page.sign_in import hashed  # loads bcrypt, which no other command needs

        if not name or ":" in name or any(character.isspace() for character in name):
            raise UseError("A user's name has neither spaces nor colons: choose another one.")
        password = typer.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
        typer.echo(f"{name}:{hashed(password)}")
