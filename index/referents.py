"""Whom words mean: "he", "the minister", "the paper", by who was named and who spoke before."""

import re
from collections import Counter
from collections.abc import Sequence

from index.article import Gender
from index.cast import Cast, Mention
from index.lexicon import BROADCAST_WORDS, MEDIA_WORDS, ORGANISATION_NOUNS
from index.marks import MASK
from index.roles import role_head
from index.scene import Scene, Subject, is_object, is_possessive, opens

PRONOUN = re.compile(r"(?i)\b(?:he|she|they|it|we|i|er|sie)\b")
DETERMINER = (
    r"(?:the|a|an|one|some|many|several|most|his|her|their|its|our|another|other|both|no|two|three"
    r"|this|these|those|each|die|der|das|ein|eine)"
)
_OPENING_DETERMINER = re.compile(rf"^{DETERMINER}\s+")
_DEFINITE = re.compile(r"(?i)(?:the|der|die|das)\s")
_GROUP = re.compile(r"[A-Z][a-z]+(?:s|men|women)")
_NEAR = 500  # code points before “he” in which somebody unnamed is looked for
_STRANGER = re.compile(
    r"(?:^|[.!?]\s+)(?:A|An|One)\s(?:[a-z][\w’-]*\s){0,3}[a-z][\w’-]*,?\s"
    r"(?:who|speaking\son|on\scondition)\b"
)
_NP_HEAD_ENDS = re.compile(r"(?i)\s(?:of|for|at|in|who|whose|with|from|on|and|to|that|which|,)\s")
_ROLE_FIRST = re.compile(r"(?:The|An?|Its|His|Her|Their)(?:\s[\w’'-]+){1,8},\s")
_DOCUMENT = re.compile(r"e-?mail|letter|statement|message|memo|note|tweet|post|press release")
_TOLD_OF: dict[Gender, re.Pattern[str]] = {
    "male": re.compile(r"\b[Hh]e\b"),
    "female": re.compile(r"\b[Ss]he\b"),
}
_OFTEN = 3  # times that an article names whom it is about
_GENDERS: dict[str, Gender] = {"he": "male", "she": "female", "er": "male", "sie": "female"}
_CANDIDATES = 4  # names that are given where the speaker can't be told
_FAR = 5  # paragraphs back in which "he" is looked for
_OUTLET = re.compile(
    r"(?i)\bthe (?:paper|newspaper|outlet|magazine|broadcaster|news agency|newswire|website|site)\b"
)
_PRINTED = re.compile(r"(?i)(?:the\s+)?(?:news)?paper|daily|magazine")


class Referents:
    """Resolves words to figures in the order of the text, remembering who spoke last."""

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

    def previous(self, paragraph: int) -> int | None:
        """Return who spoke last, if that was in this paragraph or the one before."""
        if self._last and paragraph - self._last[1] <= 1:
            return self._last[0]
        return None

    def figure(self, figure: int) -> int | None:
        """Return the figure, or None where its one word is a group's ("Critics")."""
        known = self._cast.figures[figure]
        if known.sort == "unknown" and _GROUP.fullmatch(known.name):
            return (
                figure if known.roles and not known.name.endswith(("ers", "ists", "ans")) else None
            )
        return None if known.name in ("The West", "West") else figure

    def pronoun(self, scene: Scene, start: int, word: str, sure: float) -> Subject:
        """Tell whom a pronoun means, in lower case; `sure` is kept where that is found."""
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

    def phrase(self, scene: Scene, start: int, end: int, sure: float) -> Subject:
        """Tell whom "the harbour master" or "officials" means; `sure` is kept where it is found."""
        words = scene.text[start:end]
        head = _NP_HEAD_ENDS.split(words)[0].lower()
        head = _OPENING_DETERMINER.sub("", head)
        for mention in scene.between(start, end):  # "the harbour master Mara Ostrov"
            if mention.end - scene.offset == end:
                return Subject(start, end, self.figure(mention.figure), sure)
        figure = None
        if _DEFINITE.match(words):
            figure = self._by_role(scene, start, head)
            if figure is None and _DOCUMENT.fullmatch(head):
                figure = self.previous(scene.number)  # "The letter goes on to say"
        return Subject(start, end, figure, sure if figure is not None else 0.8)

    def outlet(self, scene: Scene, start: int, end: int) -> str | None:
        """Return the news outlet that `[start, end)` names, or means by "the paper"."""
        for mention in scene.between(start, end):
            if self._is_media(mention.figure):
                return self.name(mention.figure)
        noun = _OUTLET.search(scene.text[start:end])
        return self.name(self._recent_media(scene, start + noun.start())) if noun else None

    def candidates(self, scene: Scene, subject: Subject | None) -> tuple[str, ...]:
        """Return who may be speaking where it can't be told, the likeliest first.

        Nobody where the words name a source themselves ("critics", "a spokesman").
        """
        word = scene.text[subject.start : subject.end].lower() if subject else ""
        if word and not PRONOUN.fullmatch(word):
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
            if mention.paragraph == scene.number and is_object(scene, mention):
                score -= 3.0
            elif mention.paragraph == scene.number and opens(scene, mention):
                score += 2.0
            if is_possessive(scene, mention):
                score -= 1.0
            if self._gender(mention.figure) is None:
                score -= 1.5  # who is known to be a woman is "she" before who may be one
            scores[mention.figure] = max(scores.get(mention.figure, -99.0), score)
        if self._last and self._can_be(self._last[0], gender):
            self._weigh_last(scores, self._last, scene, at, gender)
        main = self._main(scene, at, gender)
        if main is not None and self._is_of_main(scene, at, gender):
            return main
        return max(scores, key=lambda figure: scores[figure]) if scores else None

    def _weigh_last(
        self,
        scores: dict[int, float],
        last: tuple[int, int],
        scene: Scene,
        at: int,
        gender: Gender,
    ) -> None:
        """Add what speaks for who spoke last."""
        distance = scene.number - last[1]
        if distance > _FAR:
            return
        turned = distance > 0 and (
            self._opens_with_another(scene, at, gender) or self._is_of_main(scene, at, gender)
        )
        base = max(scores.get(last[0], 0.0), 9.0 - 1.2 * distance)
        scores[last[0]] = base + (0.0 if turned else 2.5)

    def _main(self, scene: Scene, at: int, gender: Gender) -> int | None:
        """Return the person whom the article has named most often so far, if clearly."""
        counts = Counter(m.figure for m in self._seen(scene, at) if self._can_be(m.figure, gender))
        best = counts.most_common(2)
        if not best or best[0][1] < _OFTEN:
            return None
        return best[0][0] if len(best) < 2 or best[0][1] > 2 * best[1][1] else None

    def _is_of_main(self, scene: Scene, at: int, gender: Gender) -> bool:
        """Tell whether a paragraph told of "her" before, named no woman and quoted nobody.

        Then she is the one whom the article is about, not who spoke in the paragraph before.
        """
        before = scene.text[:at]
        if MASK in before or not _TOLD_OF[gender].search(before):
            return False
        named = (m for m in scene.mentions if m.start - scene.offset < at)
        return not any(self._gender(m.figure) == gender for m in named)

    def _opens_with_another(self, scene: Scene, at: int, gender: Gender) -> bool:
        """Tell whether a paragraph has begun to tell of somebody else than who spoke last."""
        first = next((m for m in scene.mentions if m.start - scene.offset < at), None)
        return (
            first is not None
            and self._last is not None
            and first.figure != self._last[0]
            and _opens_paragraph(scene, first)
            and not is_possessive(scene, first)
            and self._can_be(first.figure, gender)
        )

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
        printed = _PRINTED.match(scene.text, at)
        for mention in reversed(self._seen(scene, at)):
            words = {word.lower() for word in self._cast.figures[mention.figure].name.split()}
            if self._is_media(mention.figure) and not (printed and words & BROADCAST_WORDS):
                return mention.figure
        return None


def _opens_paragraph(scene: Scene, mention: Mention) -> bool:
    """Tell whether a name begins a paragraph, or stands behind its role: "The owner, Ida Lund,"."""
    before = scene.text[: mention.start - scene.offset]
    behind = scene.text[mention.end - scene.offset :][:1]
    return not before.strip() or (behind == "," and bool(_ROLE_FIRST.fullmatch(before)))


def _same_role(words: Sequence[str], role: Sequence[str]) -> bool:
    """Tell whether "the master" or "the harbour master" means a "harbour master"."""
    return bool(role) and len(words) <= len(role) and list(role[-len(words) :]) == list(words)
