"""Says which code answered: what a run's figures hold for."""

import hashlib
import importlib.metadata
import platform
from collections.abc import Mapping
from pathlib import Path

_ROOT = Path(__file__).parent.parent
_PARTS = ("index", "qa", "prompts", "eval")
_CODE = frozenset((".py", ".toml", ".sql"))
# Their releases can change what is found.
_PACKAGES = (
    "chromadb",
    "langchain-text-splitters",
    "numpy",
    "sentencex",
    "snowballstemmer",
    "tantivy",
    "trafilatura",
    "wordllama",
)


def code_hash(root: Path = _ROOT) -> str:
    """Return a SHA-256 of Byline's own code and prompts, 64 hex digits; its sets don't count."""
    digest = hashlib.sha256()
    for part in _PARTS:
        for path in sorted((root / part).rglob("*")):
            if path.suffix in _CODE and "sets" not in path.relative_to(root).parts:
                digest.update(f"{path.relative_to(root)}\0".encode() + path.read_bytes())
    return digest.hexdigest()


def versions() -> Mapping[str, str]:
    """Return the versions of Python and of the packages that decide what is found."""
    found = {name: importlib.metadata.version(name) for name in _PACKAGES}
    return {"python": platform.python_version(), **found}
