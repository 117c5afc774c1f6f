"""The styles of a Word document → what they say of a paragraph."""

from dataclasses import dataclass

from index.readers.docx_package import Node, child_of, name_of, value_of

_OFF = ("0", "false", "off", "none")
_DEEPEST = 20  # styles based on styles; Word allows 11


@dataclass(frozen=True, slots=True)
class Style:
    """A style, with what it inherits.

    Attributes:
        name: Word's own name in small letters ("heading 1"), whatever the user's language.
        heading: whether it stands in the outline.
        listed: whether its paragraphs are items of a list.
        hidden: whether its text is hidden.
    """

    name: str = ""
    heading: bool = False
    listed: bool = False
    hidden: bool = False


class Styles:
    """The styles by their ids."""

    def __init__(self, part: Node | None) -> None:
        self._nodes: dict[str, Node] = {}
        self.default: Style = Style()
        self.language: str | None = None
        default = None
        for node in part if part is not None else ():
            identity = value_of(node, "styleId")
            if name_of(node) == "style" and identity:
                self._nodes[identity] = node
                if value_of(node, "type") == "paragraph" and value_of(node, "default") == "1":
                    default = identity
            elif name_of(node) == "docDefaults":
                lang = child_of(node, "rPrDefault", "rPr", "lang")
                self.language = value_of(lang) if lang is not None else None
        self._known: dict[str, Style] = {}
        self.default = self.get(default)

    def get(self, identity: str | None) -> Style:
        """Return a style; the default one for an id that is not there."""
        if identity is None or identity not in self._nodes:
            return self.default
        if identity not in self._known:
            self._known[identity] = self._resolved(identity)
        return self._known[identity]

    def _resolved(self, identity: str) -> Style:
        chain: list[Node] = []
        following: str | None = identity
        while following in self._nodes and len(chain) < _DEEPEST:
            chain.append(self._nodes[following])
            based = child_of(chain[-1], "basedOn")
            following = value_of(based) if based is not None else None
        names = [_name(node) for node in chain]
        outline = next(filter(None, (_setting(node, "pPr", "outlineLvl") for node in chain)), "9")
        switches = [child_of(node, "rPr", "vanish") for node in chain]
        return Style(
            name=names[0],
            heading=(outline.isdigit() and int(outline) < 9) or _is_heading(names),
            listed=any(child_of(node, "pPr", "numPr") is not None for node in chain),
            hidden=is_on(next((switch for switch in switches if switch is not None), None)),
        )


def is_on(node: Node | None) -> bool:
    """Tell whether a switch such as `<w:vanish/>` is there and not turned off."""
    return node is not None and (value_of(node) or "on").lower() not in _OFF


def _name(node: Node) -> str:
    name = child_of(node, "name")
    return ((value_of(name) if name is not None else None) or "").lower()


def _setting(node: Node, *path: str) -> str | None:
    found = child_of(node, *path)
    return value_of(found) if found is not None else None


def _is_heading(names: list[str]) -> bool:
    return any(name.startswith("heading ") or name in ("title", "subtitle") for name in names)
