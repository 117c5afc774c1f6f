"""A paragraph as attribution sees it, and how names stand in it."""

import re
from bisect import bisect_left
from dataclasses import dataclass
from operator import attrgetter

from index.cast import Mention

_start_of = attrgetter("start")
# At the end of a text: what governs the name or the phrase that follows.
PREPOSITION = re.compile(
    r"(?i)\b(?:of|for|by|to|with|at|in|from|on|about|against|under|over|between|among|near|than|as"
    r"|into|after|before|behind|like|including|told|or|von|des|der)\s+(?:the\s+|its\s+|his\s+|her\s+|a\s+|an\s+)?(?:[\w.]+[’']s\s+)?$"
)
_POSSESSIVE = re.compile(r"[’'](?:s\b|\s)")


@dataclass(frozen=True, slots=True)
class Subject:
    """Who is the subject of a cue: `[start, end)` in the paragraph's text.

    Attributes:
        figure: index in the cast; None where the words name nobody of it.
        confidence: 0..1, how sure that the words are the cue's subject and whose they are.
    """

    start: int
    end: int
    figure: int | None
    confidence: float


@dataclass(frozen=True, slots=True)
class Scene:
    """A paragraph as attribution sees it.

    Attributes:
        text: with quotations and cross-references masked, as long as the paragraph's.
        offset: where the paragraph begins in the article.
        mentions: those of the paragraph outside quotations, in order; offsets in the article.
        before: mentions earlier in the article, in order, the last ones.
    """

    number: int
    text: str
    offset: int
    mentions: tuple[Mention, ...]
    before: tuple[Mention, ...]

    def between(self, start: int, end: int) -> tuple[Mention, ...]:
        """Return the mentions that begin in `[start, end)` of the text."""
        first = bisect_left(self.mentions, start + self.offset, key=_start_of)
        return self.mentions[first : bisect_left(self.mentions, end + self.offset, key=_start_of)]


def opens(scene: Scene, mention: Mention) -> bool:
    """Tell whether a name in this scene opens a sentence or a clause."""
    at = mention.start - scene.offset
    before = scene.text[max(0, at - 12) : at].rstrip(" “\"‘'")
    return not before or before[-1] in ".!?,:;█" or before.endswith((" But", " And"))


def is_object(scene: Scene, mention: Mention) -> bool:
    """Tell whether a preposition governs a name in this scene."""
    if mention.paragraph != scene.number:
        return False
    at = mention.start - scene.offset
    return bool(PREPOSITION.search(scene.text[max(0, at - 40) : at]))


def is_possessive(scene: Scene, mention: Mention) -> bool:
    """Tell whether a name in this scene only says whose something is."""
    if mention.paragraph != scene.number:
        return False
    end = mention.end - scene.offset
    behind = _POSSESSIVE.match(scene.text, end)
    return bool(behind) or scene.text.endswith(("’s", "'s"), mention.start - scene.offset, end)
