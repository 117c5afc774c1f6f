"""Who is speaking: the subject of a verb of saying, found by rules and resolved to a figure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from index.article import Gender
from index.cast import Cast, Mention
from index.lexicon import BROADCAST_WORDS, MEDIA_WORDS, ORGANISATION_NOUNS
from index.roles import role_head

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
_PREPOSITION = re.compile(
    r"(?i)\b(?:of|for|by|to|with|at|in|from|on|about|against|under|over|between|among|near|than|as"
    r"|into|after|before|behind|like|including|told|or|von|des|der)\s+(?:the\s+|its\s+|his\s+|her\s+|a\s+|an\s+)?(?:[\w.]+[’']s\s+)?$"
)
_PRONOUN = re.compile(r"(?i)\b(?:he|she|they|it|we|i|er|sie)\b")
_DETERMINER = (
    r"(?:the|a|an|one|some|many|several|most|his|her|their|its|our|another|other|both|no|two|three"
    r"|this|these|those|each|die|der|das|ein|eine)"
)
_STOPS = (
    r"(?:and|but|or|that|when|while|which|who|whose|as|if|because|to|is|was|were|are|has|had)\b"
)
_NOUN_PHRASE = re.compile(
    rf"(?xi)(?:\b{_DETERMINER}\s+|[\w’]+[’']s?\s+)(?:(?!{_STOPS})[\w’'.&-]+\s+){{0,7}}?(?!{_STOPS})[\w’'-]+(?=\s*,?\s+{_ADVERBS}$)"
)
_BARE_GROUP = re.compile(
    rf"(?x)\b(?:[A-Za-z][\w’-]*\s+){{0,2}}(?:[a-zA-Z][\w-]*s|[Pp]olice|[Pp]eople)(?=\s+{_ADVERBS}$)"
)
_PHRASE_WORDS = 24  # nine of a phrase, and adverbs between it and its verb
_OPENING_DETERMINER = re.compile(rf"^{_DETERMINER}\s+")
_DEFINITE = re.compile(r"(?i)(?:the|der|die|das)\s")
_GROUP = re.compile(r"[A-Z][a-z]+(?:s|men|women)")
_POSSESSIVE = re.compile(r"[’'](?:s\b|\s)")
_NEAR = 500  # code points before “he” in which somebody unnamed is looked for
_STRANGER = re.compile(
    r"(?:^|[.!?]\s+)(?:A|An|One)\s(?:[a-z][\w’-]*\s){0,3}[a-z][\w’-]*,?\s"
    r"(?:who|speaking\son|on\scondition)\b"
)
_SOURCE_HEAD_ENDS = re.compile(
    r"(?i)(?:[’']s?)?(?:,|\s*\(|\s(?:of|for|at|in|who|whose|with|from|on|and|or|by|to|that|which)\s|$"
    r"|\s(?:who|that|which)(?:[’']\w+)?$)"
)
_IN_APPOSITION = re.compile(r"[,—–]\s(?:,|$|\s(?:who|\())")
_NP_HEAD_ENDS = re.compile(r"(?i)\s(?:of|for|at|in|who|whose|with|from|on|and|to|that|which|,)\s")
_AFTER = re.compile(
    r"(?x)^\s+(?:(?:the|a|an|its|his|her|their|die|der|das)\s+)?(?:[\w’'.&-]+\s+){0,6}?(?:[\w’'-]+,\s+)?$"
)
_ROLE_AFTER = re.compile(
    r"(?x)^\s+((?:the|a|an|one|his|her|their|its|another|die"
    r"|der)\s+[\w’'.& -]{2,60}?)(?=[,.;:“”\"»«—–]|$"
    r"|\s(?:on|in|at|who|as|after|when|during|of)\s)"
)


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


_GENDERS: dict[str, Gender] = {"he": "male", "she": "female", "er": "male", "sie": "female"}
_CANDIDATES = 4  # names that are given where the speaker can't be told
_SPOKESPERSON = r"(?:spokes(?:man|woman|person)|press secretary|lawyer|attorney)"
_LONGEST_OFFICE = 40
_SPOKESPERSON_THERE = re.compile(r"(?i)spokes|press sec|lawyer|attorney")
_BEHALF = re.compile(rf"(?i)\b{_SPOKESPERSON}\s(?:for|of|to)\s(\S.*)")
_BEHALF_BEHIND = re.compile(
    rf"(?i),?\s(?:an?\s|the\s|its\s|chief\s|(?:\w+\s){{0,2}}){_SPOKESPERSON}\s(?:for|of|to)\s(\S.*)"
)
_BEHALF_BEFORE = re.compile(rf"(?:[’']s?)?\s(?:[a-z]+\s)?{_SPOKESPERSON}\b")
_FAR = 5  # paragraphs back in which "he" is looked for


class Speakers:
    """Resolves subjects in the order of the text, remembering who spoke last."""

    def __init__(self, cast: Cast) -> None:
        self._cast = cast
        self._genders: dict[int, Gender] = {}
        self._last: tuple[int, int] | None = None  # (figure, paragraph) that spoke last
        self._spoke: set[int] = set()

    def heard(self, figure: int | None, paragraph: int) -> None:
        """Remember who spoke last."""
        if figure is not None:
            self._last = (figure, paragraph)
            self._spoke.add(figure)

    def name(self, figure: int | None) -> str | None:
        """Return the fullest name of a figure; None for one that is no speaker's name."""
        return None if figure is None else self._cast.figures[figure].name

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
        pronoun = re.match(r"\s+(he|she|they|it|er|sie)\b", right)
        if pronoun:
            start = cue_end + pronoun.start(1)
            return self._pronoun(scene, start, pronoun[1].lower(), 0.85)
        named: Mention | None = None
        for mention in scene.mentions:
            at = mention.start - scene.offset
            if at < cue_end or self._is_possessive(scene, mention):
                continue
            if at >= end or not _AFTER.match(scene.text[cue_end:at]):
                break
            person = self._cast.figures[mention.figure].sort == "person"
            # "said Priorities spokesman Justin Barasky": the person, not whose spokesman he is.
            # "said the harbour master of Port Ellery, Ingeborg Faas": not the harbour.
            if named is None or (
                person
                and (
                    "," not in scene.text[named.end - scene.offset : at]
                    or self._is_object(scene, named)
                )
            ):
                named = mention
            if person:
                break
        if named is not None:
            at = named.start - scene.offset
            return Subject(at, named.end - scene.offset, self._figure(named.figure), 0.95)
        role = _ROLE_AFTER.match(right)
        if role:
            return self._phrase(scene, cue_end + role.start(1), cue_end + role.end(1), 0.85)
        return None

    def meant(self, scene: Scene, start: int, end: int, sure: float) -> Subject:
        """Tell whom the words `[start, end)` mean, a source with all that hangs on it."""
        words = scene.text[start:end]
        pronoun = _PRONOUN.match(words)
        if pronoun and not words[pronoun.end() :].strip("’'smdrevl ,"):
            found = self._pronoun(scene, start, pronoun[0].lower(), sure)
            return Subject(start, end, found.figure, found.confidence)
        cut = _SOURCE_HEAD_ENDS.search(words)
        head = start + (cut.start() if cut else len(words))
        named: Mention | None = None
        for mention in scene.mentions:
            at, behind = mention.start - scene.offset, mention.end - scene.offset
            if start <= at and behind == head:
                named = mention
            elif (
                named is None
                and start < at < end
                and _IN_APPOSITION.match(scene.text[at - 2 : at] + scene.text[behind:end])
            ):
                named = mention  # "a spokeswoman for the ministry, Hanne Roux"
        if named is not None:
            return Subject(start, end, self._figure(named.figure), sure)
        found = self._phrase(scene, start, head, sure)
        return Subject(start, end, found.figure, found.confidence)

    def beside(self, scene: Scene, at: int, end: int) -> Subject | None:
        """Find who stands right behind a quotation, with a verb that is no known cue."""
        gap = re.match(
            r"[\s“”‘’\"'»«—–-]*(?:,\s+so\s+(?=[A-Z])|(?:[a-z]+(?:ed|s)\s+(?=[A-Z]))?)",
            scene.text[at:end],
        )
        begin = at + (gap.end() if gap else 0)
        pronoun = re.match(r"(he|she)\s+\w+(?:ed|s)\b", scene.text[begin:end])
        if pronoun:
            return self._pronoun(scene, begin, pronoun[1], 0.75)
        for mention in scene.mentions:
            if mention.start - scene.offset == begin and not self._is_possessive(scene, mention):
                return Subject(begin, mention.end - scene.offset, self._figure(mention.figure), 0.8)
        return None

    def last_named(self, scene: Scene, start: int, end: int) -> Subject | None:
        """Find the person that a sentence begins with: who is being talked about."""
        for mention in scene.mentions:
            at = mention.start - scene.offset
            figure = self._cast.figures[mention.figure]
            if (
                start <= at < end
                and figure.sort != "place"
                and self._figure(mention.figure) is not None
            ):
                if self._is_object(scene, mention):
                    continue
                return Subject(at, mention.end - scene.offset, mention.figure, 0.7)
        pronoun = _PRONOUN.search(scene.text, start, end)
        if pronoun and pronoun[0].lower() in ("he", "she"):
            return self._pronoun(scene, pronoun.start(), pronoun[0].lower(), 0.65)
        return None

    def candidates(self, scene: Scene, subject: Subject | None) -> tuple[str, ...]:
        """Return who may be speaking where it can't be told, the likeliest first.

        Nobody where the words name a source themselves ("critics", "a spokesman").
        """
        word = scene.text[subject.start : subject.end].lower() if subject else ""
        if word and not _PRONOUN.fullmatch(word):
            return ()
        gender = _GENDERS.get(word)
        likely: dict[int, None] = {}
        if self._last and scene.number - self._last[1] <= _FAR:
            likely[self._last[0]] = None
        for mention in reversed([*scene.before, *scene.mentions]):
            if scene.number - mention.paragraph > _FAR or len(likely) > _CANDIDATES:
                break
            likely[mention.figure] = None
        fit = [f for f in likely if self._may_speak(f, gender)]
        return tuple(self._cast.figures[f].name for f in fit[:_CANDIDATES])

    def _may_speak(self, figure: int, gender: Gender | None) -> bool:
        sort = self._cast.figures[figure].sort
        if gender is not None:
            return sort == "person" and self._gender(figure) in (None, gender)
        return sort in ("person", "organisation")

    def behalf(self, scene: Scene, subject: Subject | None, figure: int | None) -> str | None:
        """Return for whom a spokesperson speaks: "Lund, a spokeswoman for the ministry"."""
        if subject is not None:
            named = self._behalf_here(scene, subject)
            if named:
                return named
        if figure is None:
            return None
        for role in self._cast.figures[figure].roles:
            body = _behalf_in(role)
            if body is not None:
                return self._named_like(body, figure)
        return None

    def _behalf_here(self, scene: Scene, subject: Subject) -> str | None:
        start, end = max(0, subject.start - 40), subject.end + 60
        if not _SPOKESPERSON_THERE.search(scene.text, start, end + _LONGEST_OFFICE):
            return None
        behind = _BEHALF_BEHIND.match(scene.text, subject.end, end)
        found = _BEHALF.search(scene.text, subject.start, subject.end) or behind
        before = _BEHALF_BEFORE.search(scene.text, start, subject.end)
        for mention in scene.mentions if found or before else ():
            at, stop = mention.start - scene.offset, mention.end - scene.offset
            speaks_for = found is not None and at - found.start(1) in (0, 4) and at < end
            if speaks_for or (before is not None and stop == before.start()):
                return self.name(mention.figure)
        return None

    def _named_like(self, words: str, figure: int) -> str | None:
        last = words.split(" ")
        for number, other in enumerate(self._cast.figures):
            name = other.name.lower().split()
            if number != figure and name and name[-1] in last and other.sort != "place":
                return other.name
        return None

    def previous(self, paragraph: int) -> int | None:
        """Return who spoke last, if that was in this paragraph or the one before."""
        if self._last and paragraph - self._last[1] <= 1:
            return self._last[0]
        return None

    def outlet(self, scene: Scene, start: int, end: int) -> str | None:
        """Return the news outlet that `[start, end)` names, or means by "the paper"."""
        for mention in scene.mentions:
            if start <= mention.start - scene.offset < end and self._is_media(mention.figure):
                return self.name(mention.figure)
        noun = re.search(
            r"(?i)\bthe (?:paper|newspaper|outlet|magazine|broadcaster|news agency|newswire"
            r"|website|site)\b",
            scene.text[start:end],
        )
        return self.name(self._recent_media(scene, start + noun.start())) if noun else None

    def _names_before(self, scene: Scene, start: int, cue: int) -> list[tuple[Subject, float]]:
        found, first = [], True
        for mention in scene.mentions:
            at, behind = mention.start - scene.offset, mention.end - scene.offset
            if at < start or behind > cue:
                continue
            gap = scene.text[behind:cue]
            object_ = self._is_object(scene, mention)
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
            if self._is_possessive(scene, mention):
                weight -= 8.0
            sort = self._cast.figures[mention.figure].sort
            weight += {"person": 1.0, "organisation": 0.5, "unknown": 0.2, "place": -1.0}[sort]
            found.append((Subject(at, behind, self._figure(mention.figure), sure), weight))
        return found

    def _pronouns_before(self, scene: Scene, start: int, left: str) -> list[tuple[Subject, float]]:
        found = []
        for match in _PRONOUN.finditer(left):
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
                    (self._pronoun(scene, start + match.start(), match[0].lower(), 0.85), weight)
                )
        return found

    def _phrases_before(self, scene: Scene, start: int, left: str) -> list[tuple[Subject, float]]:
        """Find "the harbour master", "a spokesman for the ministry", "officials" before a cue."""
        near = _behind_words(left, _PHRASE_WORDS)
        match = _NOUN_PHRASE.search(left, near)
        if match is None:
            bare = _BARE_GROUP.search(left, near)
            if bare and not _PREPOSITION.search(left[: bare.start()]):
                return [(Subject(start + bare.start(), start + bare.end(), None, 0.8), 5.0)]
            return []
        begin = match.start()
        # "a spokesman for the ministry": the phrase that the other hangs on is the subject.
        governed = _PREPOSITION.search(left[:begin])
        while governed:
            outer = _NOUN_PHRASE_ENDING.search(left[: governed.start()].rstrip())
            if not outer:
                return []
            begin = outer.start()
            governed = _PREPOSITION.search(left[:begin])
        weight = 9.0 if "," not in left[match.end() :] else 7.0
        return [(self._phrase(scene, start + begin, start + match.end(), 0.85), weight)]

    def _phrase(self, scene: Scene, start: int, end: int, sure: float) -> Subject:
        words = scene.text[start:end]
        head = _NP_HEAD_ENDS.split(words)[0].lower()
        head = _OPENING_DETERMINER.sub("", head)
        for mention in scene.mentions:  # "the harbour master Mara Ostrov"
            if start <= mention.start - scene.offset and mention.end - scene.offset == end:
                return Subject(start, end, self._figure(mention.figure), sure)
        figure = None
        if _DEFINITE.match(words):
            figure = self._by_role(scene, start, head)
        return Subject(start, end, figure, sure if figure is not None else 0.8)

    def _by_role(self, scene: Scene, at: int, head: str) -> int | None:
        words = head.split()
        if not words:
            return None
        seen = self._seen(scene, at)
        for mention in reversed(seen):
            roles = self._cast.figures[mention.figure].roles
            if any(_same_role(words, role_head(role)) for role in roles):
                return mention.figure
        kinds = ORGANISATION_NOUNS.get(words[-1])
        if kinds is None:
            return None
        if kinds is MEDIA_WORDS:
            return self._recent_media(scene, at)
        for mention in reversed(seen):
            figure = self._cast.figures[mention.figure]
            if figure.sort == "organisation" and kinds & {w.lower() for w in figure.name.split()}:
                return mention.figure
        return None

    def _pronoun(self, scene: Scene, start: int, word: str, sure: float) -> Subject:
        end = start + len(word)
        if word == "it":
            return Subject(start, end, self._body_meant(scene), 0.5)
        if word in ("they", "we", "i"):
            return Subject(start, end, None, 0.5)
        if self._is_stranger(scene, start):
            self._last = None
            return Subject(start, end, None, 0.6)
        gender: Gender = "male" if word in ("he", "er") else "female"
        figure = self._person_meant(scene, start, gender)
        if figure is not None and figure not in self._genders:
            self._genders[figure] = gender
        return Subject(start, end, figure, sure if figure is not None else 0.4)

    def _body_meant(self, scene: Scene) -> int | None:
        """Resolve "it": the organisation that spoke last, in the same paragraph."""
        if self._last is None or self._last[1] != scene.number:
            return None
        figure = self._last[0]
        return figure if self._cast.figures[figure].sort == "organisation" else None

    def _is_stranger(self, scene: Scene, at: int) -> bool:
        """Tell whether "he" is somebody unnamed: "A former shift leader, who … “…,” he said."."""
        introduced = list(_STRANGER.finditer(scene.text, max(0, at - _NEAR), at))
        if not introduced:
            return False
        since = scene.offset + introduced[-1].start()
        return not any(since <= m.start < scene.offset + at for m in scene.mentions)

    def _person_meant(self, scene: Scene, at: int, gender: Gender) -> int | None:
        """Resolve "he" or "she": who is the subject of the sentence before, or spoke last."""
        scores: dict[int, float] = {}
        seen = self._seen(scene, at)
        for order, mention in enumerate(reversed(seen[-40:])):
            if not self._can_be(mention.figure, gender):
                continue
            distance = scene.number - mention.paragraph
            if distance > _FAR:
                break
            score = 10.0 - 2.5 * distance - 0.35 * order
            if mention.paragraph == scene.number and self._is_object(scene, mention):
                score -= 3.0
            elif mention.paragraph == scene.number and self._opens(scene, mention):
                score += 2.0
            if self._is_possessive(scene, mention):
                score -= 1.0
            if self._gender(mention.figure) is None:
                score -= 1.5  # who is known to be a woman is "she" before who may be one
            scores[mention.figure] = max(scores.get(mention.figure, -99.0), score)
        if self._last and self._can_be(self._last[0], gender):
            distance = scene.number - self._last[1]
            if distance <= _FAR:
                base = scores.get(self._last[0], 0.0)
                scores[self._last[0]] = max(base, 9.0 - 1.2 * distance) + 2.5
        return max(scores, key=lambda figure: scores[figure]) if scores else None

    def _can_be(self, figure: int, gender: Gender) -> bool:
        known = self._cast.figures[figure]
        if known.sort != "person" and not (known.sort == "unknown" and figure in self._spoke):
            return False
        return self._gender(figure) in (None, gender)

    def _gender(self, figure: int) -> Gender | None:
        return self._cast.figures[figure].gender or self._genders.get(figure)

    def _seen(self, scene: Scene, at: int) -> list[Mention]:
        here = [m for m in scene.mentions if m.start - scene.offset < at]
        return [*scene.before, *here]

    def _is_media(self, figure: int) -> bool:
        words = {word.lower().strip(".") for word in self._cast.figures[figure].name.split()}
        return bool(words & MEDIA_WORDS) and self._cast.figures[figure].sort != "person"

    def _recent_media(self, scene: Scene, at: int) -> int | None:
        """Return the outlet named last; "the paper" is no broadcaster."""
        printed = re.match(r"(?i)(?:the\s+)?(?:news)?paper|daily|magazine", scene.text[at:])
        for mention in reversed(self._seen(scene, at)):
            words = {word.lower() for word in self._cast.figures[mention.figure].name.split()}
            if self._is_media(mention.figure) and not (printed and words & BROADCAST_WORDS):
                return mention.figure
        return None

    def _figure(self, figure: int) -> int | None:
        """Return the figure, or None where its one word is a group's ("Critics")."""
        known = self._cast.figures[figure]
        if known.sort == "unknown" and _GROUP.fullmatch(known.name):
            return (
                figure if known.roles and not known.name.endswith(("ers", "ists", "ans")) else None
            )
        return None if known.name in ("The West", "West") else figure

    def _opens(self, scene: Scene, mention: Mention) -> bool:
        at = mention.start - scene.offset
        before = scene.text[max(0, at - 12) : at].rstrip(" “\"‘'")
        return not before or before[-1] in ".!?,:;█" or before.endswith((" But", " And"))

    def _is_object(self, scene: Scene, mention: Mention) -> bool:
        """Tell whether a preposition governs a name in this scene."""
        if mention.paragraph != scene.number:
            return False
        at = mention.start - scene.offset
        return bool(_PREPOSITION.search(scene.text[max(0, at - 40) : at]))

    def _is_possessive(self, scene: Scene, mention: Mention) -> bool:
        if mention.paragraph != scene.number:
            return False
        end = mention.end - scene.offset
        behind = _POSSESSIVE.match(scene.text, end)
        return bool(behind) or scene.text.endswith(("’s", "'s"), mention.start - scene.offset, end)


_NOUN_PHRASE_ENDING = re.compile(rf"(?i)\b{_DETERMINER}\s+(?:[\w’'.&-]+\s+){{0,4}}[\w’'-]+$")


@lru_cache(maxsize=4096)
def _behalf_in(role: str) -> str | None:
    """Return for whom somebody of a role speaks."""
    found = _BEHALF.search(role)
    return found[1] if found else None


def _behind_words(text: str, count: int) -> int:
    """Return the offset behind which the last words of a text stand."""
    pieces = text.rsplit(None, count)
    return len(pieces[0]) if len(pieces) > count else 0


def _same_role(words: Sequence[str], role: Sequence[str]) -> bool:
    """Tell whether "the master" or "the harbour master" means a "harbour master"."""
    return bool(role) and len(words) <= len(role) and list(role[-len(words) :]) == list(words)
