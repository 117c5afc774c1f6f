"""Who is speaking: the subject of a verb of saying, found by rules."""

import re

from index.cast import Cast, Mention
from index.referents import DETERMINER, PRONOUN, Referents
from index.scene import PREPOSITION, Scene, Subject, is_object, is_possessive

_ADVERBS = (
    r"(?:(?:also|later|then|has|had|have|would|could|will|did|does|do|once|again|even|never|only|first"
    r"|recently|already|still|now|not|further|earlier|soon|who|himself|herself|itself|themselves"
    r"|today|yesterday|on\ (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|is|was|were|are|been|\w+ly|in\ turn|went\ on\ to"
    r"|didn[’']t|doesn[’']t|hasn[’']t)\s+)*"
)
_ADJACENT = re.compile(rf"(?x)^(?:\s*\([^)]*\))?,?\s+(?:[—–-]\s+)?{_ADVERBS}$")
_APART = re.compile(rf"(?xs)^(?:\s*\([^)]*\))?\s*[,—–]\s.*(?:[,—–]\s*|\)\s*){_ADVERBS}$")
_BEHIND_COMMA = re.compile(r"(?:^|,)\s*(?:[\w’'-]+\s){0,2}$")
_COORDINATED = re.compile(rf"(?xs)^.*\b(?:and|but|or|then)\s+{_ADVERBS}$")
_STOPS = (
    r"(?:and|but|or|that|when|while|which|who|whose|as|if|because|to|is|was|were|are|has|had)\b"
)
_NOUN_PHRASE = re.compile(
    rf"(?xi)(?:\b{DETERMINER}\s+|[\w’]+[’']s?\s+)(?:(?!{_STOPS})[\w’'.&-]+\s+){{0,7}}?(?!{_STOPS})[\w’'-]+(?=\s*,?\s+{_ADVERBS}$)"
)
_NOUN_PHRASE_ENDING = re.compile(rf"(?i)\b{DETERMINER}\s+(?:[\w’'.&-]+\s+){{0,4}}[\w’'-]+$")
_BARE_GROUP = re.compile(
    rf"(?x)\b(?:[A-Za-z][\w’-]*\s+){{0,2}}(?:[a-zA-Z][\w-]*s|[Pp]olice|[Pp]eople)(?=\s+{_ADVERBS}$)"
)
_PHRASE_WORDS = 24  # nine of a phrase, and adverbs between it and its verb
_SOURCE_HEAD_ENDS = re.compile(
    r"(?i)(?:[’']s?)?(?:,|\s*\(|\s(?:of|for|at|in|who|whose|with|from|on|and|or|by|to|that|which)\s|$"
    r"|\s(?:who|that|which)(?:[’']\w+)?$)"
)
_IN_APPOSITION = re.compile(r"[,—–]\s(?:,|$|\s(?:who|\())")
_AFTER = re.compile(
    r"(?x)^\s+(?:(?:the|a|an|its|his|her|their|die|der|das)\s+)?(?:[\w’'.&-]+\s+){0,6}?(?:[\w’'-]+,\s+)?$"
)
_ROLE_AFTER = re.compile(
    r"(?x)^\s+((?:the|a|an|one|his|her|their|its|another|die"
    r"|der)\s+[\w’'.& -]{2,60}?)(?=[,.;:“”\"»«—–]|$"
    r"|\s(?:on|in|at|who|as|after|when|during|of)\s)"
)
_PRONOUN_BEHIND = re.compile(r"\s+(he|she|they|it|er|sie)\b")
_PRONOUN_VERB = re.compile(r"(he|she)\s+\w+(?:ed|s)\b")


class Speakers:
    """Finds subjects in the order of the text.

    Attributes:
        referents: tells whom their words mean.
    """

    def __init__(self, cast: Cast, referents: Referents) -> None:
        self._cast = cast
        self.referents = referents

    def before(self, scene: Scene, start: int, cue: int) -> Subject | None:
        """Find the subject that stands before a cue, in `[start, cue)` of the scene's text."""
        left = scene.text[start:cue]
        best: tuple[float, Subject] | None = None
        for subject, weight in [
            *self._names_before(scene, start, cue),
            *self._pronouns_before(scene, start, left),
            *self._phrases_before(scene, start, left),
        ]:
            # Of equals the one nearest to the cue.
            rank = weight + subject.start / (len(scene.text) + 1)
            if best is None or rank > best[0]:
                best = (rank, subject)
        return best[1] if best and best[0] >= 1 else None

    def after(self, scene: Scene, cue_end: int, end: int) -> Subject | None:
        """Find the subject that stands behind a cue ("said the skipper, Jonas Weir")."""
        right = scene.text[cue_end:end]
        pronoun = _PRONOUN_BEHIND.match(right)
        if pronoun:
            start = cue_end + pronoun.start(1)
            return self.referents.pronoun(scene, start, pronoun[1].lower(), 0.85)
        named: Mention | None = None
        for mention in scene.mentions:
            at = mention.start - scene.offset
            if at < cue_end or is_possessive(scene, mention):
                continue
            if at >= end or not _AFTER.match(scene.text[cue_end:at]):
                break
            person = self._cast.figures[mention.figure].sort == "person"
            # "said Priorities spokesman Justin Barasky": the person, not whose spokesman he is.
            # "said the harbour master of Port Ellery, Ingeborg Faas": not the harbour.
            if named is None or (
                person
                and (
                    "," not in scene.text[named.end - scene.offset : at] or is_object(scene, named)
                )
            ):
                named = mention
            if person:
                break
        if named is not None:
            at = named.start - scene.offset
            return Subject(at, named.end - scene.offset, self.referents.figure(named.figure), 0.95)
        role = _ROLE_AFTER.match(right)
        if role:
            return self.referents.phrase(
                scene, cue_end + role.start(1), cue_end + role.end(1), 0.85
            )
        return None

    def meant(self, scene: Scene, start: int, end: int, sure: float) -> Subject:
        """Tell whom the words `[start, end)` mean, a source with all that hangs on it."""
        words = scene.text[start:end]
        pronoun = PRONOUN.match(words)
        if pronoun and not words[pronoun.end() :].strip("’'smdrevl ,"):
            found = self.referents.pronoun(scene, start, pronoun[0].lower(), sure)
            return Subject(start, end, found.figure, found.confidence)
        cut = _SOURCE_HEAD_ENDS.search(words)
        head = start + (cut.start() if cut else len(words))
        named: Mention | None = None
        for mention in scene.mentions:
            at, behind = mention.start - scene.offset, mention.end - scene.offset
            if start <= at and (behind == head or (at < head < behind and self._is_body(mention))):
                named = mention  # "Bank of England" goes on behind its head
            elif (
                named is None
                and start < at < end
                and _IN_APPOSITION.match(scene.text[at - 2 : at] + scene.text[behind:end])
            ):
                named = mention  # "a spokeswoman for the ministry, Hanne Roux"
        if named is not None:
            return Subject(start, end, self.referents.figure(named.figure), sure)
        found = self.referents.phrase(scene, start, head, sure)
        return Subject(start, end, found.figure, found.confidence)

    def _is_body(self, mention: Mention) -> bool:
        return self._cast.figures[mention.figure].sort == "organisation"

    def beside(self, scene: Scene, at: int, end: int) -> Subject | None:
        """Find who stands right behind a quotation, with a verb that is no known cue."""
        gap = re.match(
            r"[\s“”‘’\"'»«—–-]*(?:,\s+so\s+(?=[A-Z])|(?:[a-z]+(?:ed|s)\s+(?=[A-Z]))?)",
            scene.text[at:end],
        )
        begin = at + (gap.end() if gap else 0)
        pronoun = _PRONOUN_VERB.match(scene.text, begin, end)
        if pronoun:
            return self.referents.pronoun(scene, begin, pronoun[1], 0.75)
        for mention in scene.mentions:
            if mention.start - scene.offset == begin and not is_possessive(scene, mention):
                return Subject(
                    begin, mention.end - scene.offset, self.referents.figure(mention.figure), 0.8
                )
        return None

    def last_named(self, scene: Scene, start: int, end: int) -> Subject | None:
        """Find the person that a sentence begins with: who is being talked about."""
        for mention in scene.mentions:
            at = mention.start - scene.offset
            figure = self._cast.figures[mention.figure]
            if (
                start <= at < end
                and figure.sort != "place"
                and self.referents.figure(mention.figure) is not None
            ):
                if is_object(scene, mention):
                    continue
                return Subject(at, mention.end - scene.offset, mention.figure, 0.7)
        pronoun = PRONOUN.search(scene.text, start, end)
        if pronoun and pronoun[0].lower() in ("he", "she"):
            return self.referents.pronoun(scene, pronoun.start(), pronoun[0].lower(), 0.65)
        return None

    def _names_before(self, scene: Scene, start: int, cue: int) -> list[tuple[Subject, float]]:
        found, first = [], True
        for mention in scene.mentions:
            at, behind = mention.start - scene.offset, mention.end - scene.offset
            if at < start or behind > cue:
                continue
            gap = scene.text[behind:cue]
            object_ = is_object(scene, mention)
            weight, sure = 0.0, 0.5
            if _ADJACENT.match(gap):
                weight, sure = (10.0, 0.97) if "," not in gap else (8.5, 0.9)
                if "," in gap and not _BEHIND_COMMA.search(scene.text[start:at]):
                    weight = 5.0  # "…, who voted for JFK and Bill Clinton, said"
            elif _APART.match(gap):
                weight, sure = 8.0, 0.92
            elif first and not object_ and _COORDINATED.match(gap):
                weight, sure = 6.0, 0.85
            elif first and not object_:
                weight, sure = 3.0, 0.7
            if object_:
                weight -= 7.0
            else:
                first = first and self._cast.figures[mention.figure].sort == "place"
            if is_possessive(scene, mention):
                weight -= 8.0
            sort = self._cast.figures[mention.figure].sort
            weight += {"person": 1.0, "organisation": 0.5, "unknown": 0.2, "place": -1.0}[sort]
            found.append((Subject(at, behind, self.referents.figure(mention.figure), sure), weight))
        return found

    def _pronouns_before(self, scene: Scene, start: int, left: str) -> list[tuple[Subject, float]]:
        found = []
        for match in PRONOUN.finditer(left):
            gap = left[match.end() :]
            if match[0].lower() in ("i", "we", "it") and not _ADJACENT.match(gap):
                continue
            weight = 10.0 if _ADJACENT.match(gap) else 7.5 if _APART.match(gap) else 0.0
            if not weight and _COORDINATED.match(gap) and not left[: match.start()].strip(" —–,“"):
                weight = 6.0
            if not weight and not left[: match.start()].strip(" —–,“"):
                weight = 2.0
            if weight:
                found.append(
                    (
                        self.referents.pronoun(
                            scene, start + match.start(), match[0].lower(), 0.85
                        ),
                        weight,
                    )
                )
        return found

    def _phrases_before(self, scene: Scene, start: int, left: str) -> list[tuple[Subject, float]]:
        """Find "the harbour master", "a spokesman for the ministry", "officials" before a cue."""
        near = _behind_words(left, _PHRASE_WORDS)
        match = _NOUN_PHRASE.search(left, near)
        if match is None:
            bare = _BARE_GROUP.search(left, near)
            if bare and not PREPOSITION.search(left[: bare.start()]):
                return [(Subject(start + bare.start(), start + bare.end(), None, 0.8), 5.0)]
            return []
        begin = match.start()
        # "a spokesman for the ministry": the phrase that the other hangs on is the subject.
        governed = PREPOSITION.search(left[:begin])
        while governed:
            outer = _NOUN_PHRASE_ENDING.search(left[: governed.start()].rstrip())
            if not outer:
                return []
            begin = outer.start()
            governed = PREPOSITION.search(left[:begin])
        weight = 9.0 if "," not in left[match.end() :] else 7.0
        return [(self.referents.phrase(scene, start + begin, start + match.end(), 0.85), weight)]


def _behind_words(text: str, count: int) -> int:
    """Return the offset behind which the last words of a text stand."""
    pieces = text.rsplit(None, count)
    return len(pieces[0]) if len(pieces) > count else 0
