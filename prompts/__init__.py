"""Texts for a language model: named, hashed, filled in completely or not at all."""

import hashlib
import tomllib
from dataclasses import dataclass
from pathlib import Path
from string import Template

_FOLDER = Path(__file__).parent
_KEYS = {"name", "purpose", "system", "user"}
_ALSO = {"json"}


class PromptError(Exception):
    """A prompt's file or its use is wrong: a fault of ours, never of a user."""


@dataclass(frozen=True, slots=True)
class Messages:
    """A filled prompt, ready to send."""

    system: str
    user: str


@dataclass(frozen=True, slots=True)
class Prompt:
    """A prompt as its file has it.

    Attributes:
        id: `name@` and the first 8 hex digits of the file's SHA-256; kept in what is made with it.
        purpose: what it is for, in a sentence.
        system: template (`string.Template`) of the system message.
        user: template of the user message.
        json: what is added where the endpoint is held to JSON; "" where there is no such form.
    """

    name: str
    id: str
    purpose: str
    system: str
    user: str
    json: str = ""

    @property
    def fields(self) -> frozenset[str]:
        """Names of the fields that the two templates want."""
        return frozenset(
            name for text in (self.system, self.user) for name in Template(text).get_identifiers()
        )

    def fill(self, **fields: str) -> Messages:
        """Put every field in its place; a `$` in a field's own text stays as it is.

        Raises:
            PromptError: a field is missing, or one is given that no template has.
        """
        if fields.keys() != self.fields:
            wrong = ", ".join(sorted(fields.keys() ^ self.fields))
            raise PromptError(f"prompt {self.name}: fields missing or unknown: {wrong}")
        return Messages(
            Template(self.system).substitute(fields), Template(self.user).substitute(fields)
        )


def load(name: str, folder: Path = _FOLDER) -> Prompt:
    """Read `name`.toml.

    Raises:
        PromptError: there is no such prompt, or its file is not as it must be.
    """
    path = folder / f"{name}.toml"
    try:
        content = path.read_bytes()
        table = tomllib.loads(content.decode())
    except (OSError, ValueError) as error:
        raise PromptError(f"prompt {name}: {error}") from error
    if table.keys() - _ALSO != _KEYS or not all(isinstance(value, str) for value in table.values()):
        raise PromptError(f"prompt {name}: {path.name} must have the texts {sorted(_KEYS)}")
    if table["name"] != name:
        raise PromptError(f"prompt {name}: {path.name} calls itself {table['name']}")
    for text in (table["system"], table["user"]):
        if not Template(text).is_valid():
            raise PromptError(f"prompt {name}: a $ in {path.name} begins no field; write $$")
    digest = hashlib.sha256(content).hexdigest()[:8]
    return Prompt(id=f"{name}@{digest}", **table)
