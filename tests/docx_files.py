"""Word documents made by hand for tests, from the XML inside their body."""

import zipfile
from collections.abc import Mapping
from io import BytesIO

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
_LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CORE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_STYLES = (
    ("Normal", "Normal", ""),
    ("Titel", "Title", ""),
    ("berschrift1", "heading 1", ""),
    ("Zwischen", "Crosshead", '<w:basedOn w:val="berschrift1"/>'),
    ("Beschriftung", "caption", ""),
    ("Verzeichnis1", "toc 1", ""),
    ("Geheim", "Secret", "<w:rPr><w:vanish/></w:rPr>"),
)
STYLES = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="en-GB"/></w:rPr></w:rPrDefault>'
    "</w:docDefaults>"
) + "".join(
    f'<w:style w:type="paragraph" w:styleId="{identity}"><w:name w:val="{name}"/>{rest}</w:style>'
    for identity, name, rest in _STYLES
)


def run(text: str, settings: str = "") -> str:
    return f'<w:r><w:rPr>{settings}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(*runs: str, style: str = "", settings: str = "") -> str:
    """Make a paragraph; a run that is no XML is its words."""
    chosen = f'<w:pStyle w:val="{style}"/>' if style else ""
    words = "".join(each if each.startswith("<") else run(each) for each in runs)
    return f"<w:p><w:pPr>{chosen}{settings}</w:pPr>{words}</w:p>"


def table(*rows: tuple[str, ...]) -> str:
    """Make a table; a cell that is no XML is a paragraph of its words."""
    lines = (
        "".join(f"<w:tc>{c if c.startswith('<') else p(c)}</w:tc>" for c in row) for row in rows
    )
    return "<w:tbl>" + "".join(f"<w:tr>{line}</w:tr>" for line in lines) + "</w:tbl>"


def field(code: str, *result: str) -> str:
    """Make a field with its code and its result."""
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    words = "".join(each if each.startswith("<") else run(each) for each in result)
    return (
        mark.format("begin")
        + f"<w:r><w:instrText>{code}</w:instrText></w:r>"
        + (mark.format("separate") + words if result else "")
        + mark.format("end")
    )


def notes(kind: str, *texts: str) -> str:
    """Make the part with the notes of a kind ("footnote"), numbered from 2."""
    first = f'<w:{kind} w:type="separator" w:id="0">{p("____")}</w:{kind}>'
    rest = (f'<w:{kind} w:id="{at}">{p(text)}</w:{kind}>' for at, text in enumerate(texts, 2))
    return part(f"{kind}s", first + "".join(rest))


def part(root: str, inside: str) -> str:
    return f'<?xml version="1.0"?><w:{root} {_NAMESPACES}>{inside}</w:{root}>'


def core(**facts: str) -> str:
    """Make the core properties: title="…", creator="…", created="2026-03-04T08:00:00Z"."""
    spaces = {"title": "dc", "creator": "dc", "language": "dc"}
    inside = "".join(
        f"<{spaces.get(name, 'dcterms')}:{name}>{value}</{spaces.get(name, 'dcterms')}:{name}>"
        for name, value in facts.items()
    )
    return (
        '<cp:coreProperties xmlns:cp="urn:core" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        f'xmlns:dcterms="http://purl.org/dc/terms/">{inside}</cp:coreProperties>'
    )


def docx(*body: str, parts: Mapping[str, str | bytes] | None = None) -> bytes:
    """Make a document of paragraphs and tables.

    Args:
        body: their XML.
        parts: more parts, or others in the place of those made here, by their paths.
    """
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": '<Types xmlns="urn:types"/>',
        "_rels/.rels": (
            f'<Relationships xmlns="{_LINKS}">'
            f'<Relationship Id="r1" Type="{_KINDS}/officeDocument" Target="word/document.xml"/>'
            f'<Relationship Id="r2" Type="{_CORE}" Target="docProps/core.xml"/></Relationships>'
        ),
        "word/_rels/document.xml.rels": (
            f'<Relationships xmlns="{_LINKS}">'
            + "".join(
                f'<Relationship Id="{kind}" Type="{_KINDS}/{kind}" Target="{kind}.xml"/>'
                for kind in ("styles", "footnotes", "endnotes", "comments", "header")
            )
            + '<Relationship Id="x" Type="urn:hyperlink" Target="https://e.example" '
            'TargetMode="External"/></Relationships>'
        ),
        "word/document.xml": part("document", f"<w:body>{''.join(body)}</w:body>"),
        "word/styles.xml": part("styles", STYLES),
    }
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in (files | dict(parts or {})).items():
            archive.writestr(path, content)
    return packed.getvalue()
