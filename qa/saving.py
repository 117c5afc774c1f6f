"""Writes a dossier to a file, as JSON, Markdown or HTML, and reads it from any of these.

In Markdown and HTML the JSON stands in a comment that no reader sees, so that each can be verified.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from html import escape
from pathlib import Path
from typing import Any

from qa.dossier import DossierError, text_hash

Document = Mapping[str, Any]
_EMBEDDED = re.compile(r"<!-- byline-dossier\n(.*?)\n-->", re.DOTALL)
_SHOWN = "shown"  # the hash of what stands around the comment
_LONGEST, _BEFORE, _MOST = 60, 20, 3  # code points of what is told of a change; changes
_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~])")
_STYLE = """
:root{color-scheme:light dark;--ink:#222;--quiet:#666;--line:#ddd;--paper:#fefdfa}
@media(prefers-color-scheme:dark){:root{--ink:#e8e6e1;--quiet:#a5a29b;--line:#444;--paper:#1c1b19}}
body{font:17px/1.6 Georgia,serif;color:var(--ink);background:var(--paper);max-width:38em;
margin:2em auto;padding:0 1em}h1{font-size:1.4em;line-height:1.3}h2{font-size:1.1em}
small,footer,li{color:var(--quiet);font:14px/1.5 system-ui,sans-serif}blockquote{margin:0}
sup a{text-decoration:none}footer{border-top:1px solid var(--line);margin-top:2em}
"""


def save(document: Document, path: Path) -> None:
    """Write a dossier in the form that the file's name ends in: .json, .md or .html.

    Raises:
        DossierError: it ends in another one, or the file cannot be written.
    """
    if path.suffix.lower() not in _FORMS:
        raise DossierError(
            f"{path} can be no {path.suffix or 'file without an ending'}: "
            "give a name that ends in .json, .md or .html."
        )
    try:
        path.write_text(written(document, path.suffix), encoding="utf-8")
    except OSError as error:
        raise DossierError(f"{path} cannot be written ({error.strerror}).") from error


def written(document: Document, ending: str) -> str:
    """Return a dossier in the form of an ending: .json, .md or .html.

    Raises:
        DossierError: it is another one.
    """
    form = _FORMS.get(ending.lower())
    if form is None:
        raise DossierError(f"An answer can be no {ending}: choose .json, .md or .html.")
    return form(document)


def read_saved(path: Path) -> Document:
    """Read what `save` wrote, or what `byline ask --json` printed.

    Raises:
        DossierError: there is no such file, or no answer in it.
    """
    text = _text(path)
    embedded = _EMBEDDED.search(text)
    try:
        value = json.loads(embedded[1] if embedded else text)
    except ValueError as error:
        raise DossierError(f"{path} has no answer of Byline in it that can be read.") from error
    if not isinstance(value, dict) or not isinstance(value.get("citations"), list):
        raise DossierError(f"{path} is no answer of Byline: it has no citations.")
    value.pop(_SHOWN, None)
    return value


def altered(path: Path) -> tuple[str, ...]:
    """Say what of the text that a saved page shows is not as it was saved; nothing in JSON.

    Raises:
        DossierError: as `read_saved` does.
    """
    text = _text(path)
    document = read_saved(path)
    embedded = _EMBEDDED.search(text)
    was = json.loads(embedded[1]).get(_SHOWN) if embedded else None
    shown = text[: embedded.start()] + text[embedded.end() :] if embedded else ""
    if was is None or _hash(shown) == was:
        return ()
    there = _lines(shown)
    saved = _lines(_EMBEDDED.sub("", written(document, path.suffix)))
    told = [*_changes(saved, there)][:_MOST] or ["its order or its markup is another"]
    return (f"The text that is shown is not as it was saved: {'; '.join(told)}.",)


def _changes(saved: Sequence[str], there: Sequence[str]) -> Iterator[str]:
    added = [line for line in there if line not in saved]
    for line in (line for line in saved if line not in there):
        near = get_close_matches(line, added, 1)
        if near:
            pairs = enumerate(zip(line, near[0], strict=False))
            differs = next((at for at, (one, other) in pairs if one != other), 0)
            start = max(0, differs - _BEFORE)
            yield f"“{_cut(line, start)}” is now “{_cut(near[0], start)}”"
            added.remove(near[0])
        else:
            yield f"“{_cut(line)}” is missing"
    yield from (f"“{_cut(line)}” was added" for line in added)


def _cut(line: str, start: int = 0) -> str:
    end = start + _LONGEST
    return f"{'…' if start else ''}{line[start:end]}{'…' if end < len(line) else ''}"


def _lines(text: str) -> list[str]:
    lines = (" ".join(re.sub(r"<[^<>]*>", " ", line).split()) for line in text.splitlines())
    return [line for line in dict.fromkeys(lines) if line]


def _hash(shown: str) -> str:
    """Return the hash of what is shown; spaces and ends of lines, which mail changes, count not."""
    return text_hash(" ".join(shown.split()))


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise DossierError(f"{path} cannot be read: give a file that Byline has saved.") from error


def _json(document: Document) -> str:
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _embedded(document: Document, shown: str) -> str:
    document = {**document, _SHOWN: _hash(shown)}
    # "--" would end the comment; in JSON it stands in texts only, where it may be written so.
    text = json.dumps(document, ensure_ascii=False).replace("--", "-\\u002d")
    return f"<!-- byline-dossier\n{text}\n-->\n"


def _markdown(document: Document) -> str:
    lines = [f"# {_plain(_heading(document))}", ""]
    for title, sentences in _parts(document):
        if title:
            lines += [f"## {_plain(title)}", ""]
        for sentence in sentences:
            numbers = "".join(f"[{number}]" for number in sentence["citations"])
            lines += [f"{_plain(sentence['text'])} {_plain(numbers)}", ""]
    for citation in document["citations"]:
        lines.append(
            f"{citation['number']}. {_plain(_source(citation))}: "
            f"{_plain(' '.join(citation['text'].split()))}"
        )
    shown = "\n".join([*lines, "", _plain(_footer(document)), "", ""])
    return shown + _embedded(document, shown)


def _html(document: Document) -> str:
    parts = [f"<h1>{escape(_heading(document))}</h1>"]
    for title, sentences in _parts(document):
        parts.append(f"<h2>{escape(title)}</h2>" if title else "")
        for sentence in sentences:
            numbers = " ".join(f'<a href="#c{n}">{n}</a>' for n in sentence["citations"])
            parts.append(f'<p dir="auto">{escape(sentence["text"])}<sup>{numbers}</sup></p>')
    items = "".join(
        f'<li id="c{c["number"]}" value="{c["number"]}">{escape(_source(c))}'
        f'<blockquote dir="auto">{escape(c["text"])}</blockquote></li>'
        for c in document["citations"]
    )
    head = (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>{escape(_heading(document))}</title><style>{_STYLE}</style></head><body>"
    )
    foot = f"<ol>{items}</ol><footer><p>{escape(_footer(document))}</p></footer></body></html>\n"
    shown = head + "\n".join(parts) + foot
    return shown + _embedded(document, shown)


def _heading(document: Document) -> str:
    return str(document.get("question") or "Summary")


def _parts(document: Document) -> Iterator[tuple[str, list[Document]]]:
    """Yield titles with their sentences; a refusal is a sentence without citations."""
    if document.get("reason"):
        yield "", [{"text": document["reason"], "citations": []}]
    if document.get("sentences"):
        yield "", document["sentences"]
    for section in document.get("sections") or ():
        yield section["title"], section["sentences"]
    yield from _beside(document)


def _beside(document: Document) -> Iterator[tuple[str, list[Document]]]:
    """Yield what stands beside a summary's sections: whom it leaves out, what differs, when."""
    if document.get("left_out"):
        names = ", ".join(document["left_out"])
        yield "", [{"text": f"Quoted in the sources and left out here: {names}.", "citations": []}]
    for difference in document.get("differences") or ():
        yield f"They differ: {difference['about']}", difference["versions"]
    if document.get("framings"):
        yield "Words for the same thing", [_framing(row) for row in document["framings"]]
    if document.get("timeline"):
        yield (
            "When",
            [
                {"text": f"{event['time']}: {event['text']}", "citations": event["citations"]}
                for event in document["timeline"]
            ],
        )


def _framing(row: Document) -> Document:
    ways = (
        f"{wording['source']} {', '.join(f'“{word}”' for word in wording['words'])}"
        for wording in row["wordings"]
    )
    numbers = dict.fromkeys(n for wording in row["wordings"] for n in wording["citations"])
    return {"text": f"{row['about']}: {'; '.join(ways)}", "citations": list(numbers)}


def _source(citation: Document) -> str:
    known = (citation.get("title"), citation.get("outlet"), citation.get("date"))
    place = f"paragraph {citation['paragraph']}"
    return ", ".join([*(str(fact) for fact in known if fact), place])


def _footer(document: Document) -> str:
    writer = (
        f"Written by {document['model']} and checked"
        if document.get("model")
        else ("In the articles’ own sentences")
    )
    prompt = f", prompt {document['prompt']}" if document.get("prompt") else ""
    return (
        f"{writer}{prompt}. Byline {document['byline']}, saved {document['saved']}. "
        "byline verify checks this file against the articles in it."
    )


def _plain(text: str) -> str:
    """Escape what Markdown would take for markup."""
    return _MARKUP.sub(r"\\\1", text)


_FORMS: Mapping[str, Callable[[Document], str]] = {
    ".json": _json,
    ".md": _markdown,
    ".html": _html,
}
