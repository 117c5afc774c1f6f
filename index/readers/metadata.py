"""What a document's metadata states → what of it can be believed."""

import re

_PROGRAMS = re.compile(
    r"""(?ix)^(?:
    microsoft\b.* | (?:word|powerpoint|excel)\b.{0,3}$
    | (?:word|powerpoint)[ -](?:document|presentation).*
    | .*\.(?:docx?|dotx?|odt|rtf|txt|pdf|indd|qxd|qxp|pages|tex|dvi|html?|pptx?|xlsx?|tmp|p65|ai
        |eps|ps|jpe?g|tiff?|png)
    | (?:untitled|unbenannt|ohne\ titel|sans\ titre|unknown|none|null|print|title|titel
        |default)\b\W*\d*
    | (?:document|dokument|doc|scan|scanned|img|image|layout|page|seite)[ _-]*\d*
    | \S*[\\/]\S* | https?:.* | about:blank
    )$"""
)
_MACHINES = re.compile(
    r"""(?ix)\b(?:scan\w* | canon | xerox | ricoh | kyocera | konica | minolta | epson | brother
    | hewlett | hp | lexmark | sharp | toshiba | microsoft | office | adobe | acrobat | indesign
    | quark\w* | python-docx | libreoffice | admin\w* | user | owner | anonymous | author | unknown
    | default | root | guest | test | pc | windows)\b"""
)


def title_of(stated: str | None) -> str | None:
    """Return a title on one line; None for a file's name or a program's own words."""
    words = " ".join((stated or "").split())
    letters = sum(letter.isalpha() for letter in words)
    if letters < 3 or letters * 2 < len(words.replace(" ", "")) or _PROGRAMS.match(words):
        return None
    return words if " " in words or len(words) < 20 else None


def people_of(stated: str | None) -> tuple[str, ...]:
    """Return the names of authors; a scanner or a program is none."""
    words = " ".join((stated or "").split())
    parts = re.split(r"\s*;\s*|\s+(?:and|und|&)\s+", words)
    if len(parts) == 1 and all(" " in part for part in words.split(", ")):
        parts = words.split(", ")
    names = (part.strip(" ,") for part in parts)
    return tuple(dict.fromkeys(name for name in names if _is_person(name)))


def language_of(stated: str | None) -> str | None:
    """Return a language as a BCP 47 tag; None where it is written otherwise."""
    tag = (stated or "").strip().replace("_", "-")
    return tag if re.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z\d]{2,8})*", tag) else None


def _is_person(name: str) -> bool:
    if not 2 < len(name) <= 80 or _MACHINES.search(name) or re.search(r"[\d@\\/_]", name):
        return False
    return name[:1].isupper()
