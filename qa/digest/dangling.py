"""Tells whether a sentence points at something that stands in another one: “she”, “the move”."""

import re
from collections.abc import Callable

from index.lexicon import CALENDAR, SENTENCE_OPENERS
from index.marks import masked, pair

_MASK = "█"
_NUMERALS = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_STATES = "is|are|was|were|has|have|had|do|does|did|will|would|may|might|could|can|[a-z]+ed"
# A sentence that begins so needs the one before it to be understood.
_BEGINS = re.compile(
    r"(?i)(?:(?:what |how )?(?:he|she|they|it)|this|that|these|those|his|her|their|its|but|and|so"
    r"|indeed|instead|then|however|meanwhile|also|both"
    r"|the (?:two|three|pair|latter|former|same|rest|others?)"
    r"|the (?:move|decision|news|announcement|comments?|remarks?|statement|incident|ruling|report"
    r"|article|deal|measure|plan|bill|law|group|company|man|woman|suspect|couple)"
    r"|here|such|such a|not|nor|or|due to (?:that|this)|as a result|because of (?:this|that)"
    r"|in response|that said|still|yet|now|among them|another|others?|some|many|most|one of them"
    r"|(?:at|by) (?:that|this|the) (?:time|point|same time)|by then|since then|after that"
    r"|for example|for instance|in other words|prior to (?:this|that|the)|like (?:him|her|them)"
    rf"|(?:{_NUMERALS}|several|a few) (?:of (?:them|these|those)|{_STATES})"
    rf"|(?:there (?:is|are) )?(?:{_NUMERALS}|several|a few) (?:\w+ )?(?:things|reasons|points|ways"
    r"|facts|factors|questions)\b|the (?:story|rest|reason) is (?:quickly|soon|easily) told"
    rf"|the (?:\w+ )?ones?|the (?:first|second|third|fourth|fifth) (?:{_STATES}))\b"
)
_ENDS = re.compile(
    r"(?i)\b(?:otherwise|likewise|as well|either|too|differently"
    r"|(?:is|was|read|said|went) (?:another|one|others))[.!]$"
)
_THE_WORDS = re.compile(
    r"\b(?:made|making) (?:the|these|those) (?:comments?|remarks?|statements?|announcement)\b"
)
OUTLET = re.compile(
    r"\b(?:[Tt]he|[Tt]his|[Oo]ur) (?:paper|newspaper|outlet|article|magazine|network|broadcaster"
    r"|news (?:agency|site|outlet))\b"
)
_WE = re.compile(r"\b(?:[Ww]e|[Oo]ur|us|I|[Mm]y|me|[Yy]ou|[Yy]our)\b")
_SUBJECT = 5  # words that the subject of a main clause has
_OPENERS = CALENDAR | SENTENCE_OPENERS
_PERSONAL = re.compile(r"(?i)\b(?:he|him|himself|she|hers|herself)\b")
_THEY = re.compile(r"(?i)\b(?:they|them|themselves)\b")
_OWNERS = re.compile(r"(?i)\b(?P<one>his|her)\b|\b(?P<many>their)\b")
_NAME = re.compile(r"[A-Z][\w’'.-]+")
_PERSON = re.compile(
    r"(?i)\b(?:an?|the|his|her|their|its|one|every|whose|another|[a-z]+[’']s)\s(?:[\w-]+,?\s){0,2}?"
    r"(?!(?:[a-z]+ber|paper|power|order|matter|quarter|summer|winter|water|weather|river|border"
    r"|computer|cent(?:er|re)|letter|chapter|floor|door|factor|sector|motor|error|terror|harbou?r"
    r"|tower|corner|offer|answer|danger|disaster|other|under|over|after|former|later|earlier|or|for"
    r"|her|ever|never|labou?r|favou?r|colou?r|behaviou?r|air|chair|series|committee|employer)\b)"
    r"(?:[a-z-]+(?:man|woman|person|er|or|ist|ian|ee)|[a-z]+-year-old|boy|girl|judge|chief|king"
    r"|queen|prince|princess|pope|nurse|guard|pilot|clerk|candidate|child|baby|son|wife|husband"
    r"|widow|relative|accused|coach|priest|nominee|rival|friend|aide|deputy|spouse|monarch"
    r"|secretary|attorney|convict|suspect|student|president|agent|resident|patient|parent"
    r"|assistant|accountant|consultant|defendant|tenant|lieutenant|sergeant|\w*migrant|client"
    r"|opponent|correspondent|mechanic|critic|cleric|general|captain|colonel|victim|captain)\b"
    r"|\b(?:nobody|somebody|someone|anyone|everyone|everybody|no one|who)\b"
)
# Whom somebody does something to is somebody else: "The baker gives him buns."
_OBJECT = re.compile(
    r"(?:The|An?)\s(?:[\w-]+\s){2,4}(?:him|them|her(?=\s(?:one|an?|the|at|in|on|to|with)\b))\b"
)
_COUNTED = re.compile(
    rf"(?i)\bthere (?:\w+ ){{1,3}}(?:only )?(?:\d[\d,]*|{_NUMERALS}|nineteen|twenty|none|many)\.$"
)
_FRAGMENT = re.compile(
    r"(?:[A-Z][a-z]+ing\b[^,]*,\s(?:in|on|with|for|as|to|from|by|like|without|and)\b[^,]*\.$"
    r"|(?:In|On|At|With|By|After|For|Under|Despite|Given)\b[^,]*,\s(?:this|these|those|that)\s\w)"
)
_MANY = re.compile(
    r"(?i)\b(?:people|police|men|women|children|team|council|government|company|crew|family|couple"
    r"|group|party|committee|staff|public|media|both|all|and|few|several|many|those"
    r"|(?!(?:is|was|has|says|does|its|his|this|as|us|across|plus|perhaps|always|sometimes|makes"
    r"|less|unless|towards|besides)\b)[a-z]*[a-rt-z]s)\b"
)
# What may be told before the one whom it is about is named: "After she left, Ida Lund said".
_AHEAD = re.compile(
    r"(?i)(?:before|after|when|while|as|if|although|though|since|until|because|once|asked|despite"
    r"|in|at|on|with|for|by|during|like|unlike|speaking|given|to|from|through|along)\b"
)
_VERB = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|will|would|can|could|may|might|must|should|do|did"
    r"|does|[a-z]+ed|[a-z]+ing|said|says|began|left|broke|came|went|took|made|met|fell|rose|won"
    r"|lost|held|hit|struck|ran|found|got|gave)\b"
)
_BY_ITSELF = re.compile(
    r"\b(?:On|In|At|By|After|Before|Between|During|Since|Until|From|For|With|Under|Over|Within)\s"
    r"(?P<phrase>\S[^;:]*?),?\s(?P<who>it|he|she|they)\s(?P<verb>.*)"
)
_NOBODY = re.compile(
    r"(?:is|was|has been|had been|will be|would be|seems|appears|emerged|turned out|took|takes"
    r"|became|remains|rained|snowed)\b(?: \w+)?"
    r" (?:\w*clear|\w*known|\w*likely|possible|hard|difficult|expected|reported|announced|believed"
    r"|alleged|that|to|in|on)\b"
)
_Is = Callable[[str], bool]
_IT_SAID = re.compile(rf"{_MASK}[,.?!]?[”\"»“’']\s+it\s")


def hangs(text: str) -> bool:
    """Tell whether a sentence cannot be understood by itself.

    Somebody or something that a pronoun stands for must be named before it in the sentence, or in
    the main clause of one that begins with another clause; what is quoted is not looked at.
    """
    shown = masked(text, pair(text), _MASK)
    return bool(
        _BEGINS.match(text)
        or _FRAGMENT.match(shown)
        or _OBJECT.match(shown)
        or _ENDS.search(shown)
        or _COUNTED.search(shown)
        or _THE_WORDS.search(shown)
        or points_at_outlet(shown)
        or _WE.search(shown)
        or _IT_SAID.search(shown)
        or _begins_without(shown)
        or _lacks(shown, _PERSONAL, _is_somebody)
        or _lacks(shown, _THEY, _is_many)
        or _lacks_owner(shown)
    )


def points_at_outlet(shown: str) -> bool:
    """Tell whether a text, its quotations masked, points at a paper: "the outlet"."""
    return bool(OUTLET.search(shown))


def is_outlet(words: str) -> bool:
    """Tell whether words are nothing but a pointer at a paper."""
    return bool(OUTLET.fullmatch(words))


def _begins_without(shown: str) -> bool:
    """Tell whether a pronoun is the subject behind a mere phrase: "Between 6 and 9 May it fell"."""
    match = _BY_ITSELF.match(shown)
    if not match or _VERB.search(match["phrase"]):
        return False
    expletive = match["who"] == "it" and _NOBODY.match(match["verb"])
    return not expletive and not (match["who"] != "it" and _named(match["phrase"]))


def _lacks(shown: str, pronouns: re.Pattern[str], is_there: _Is) -> bool:
    match = pronouns.search(shown)
    if not match or is_there(shown[: match.start()]):
        return False
    _, comma, main = shown[match.end() :].partition(",")
    subject = " ".join(main.split()[:_SUBJECT])
    return not (comma and _AHEAD.match(shown) and is_there(subject))


def _lacks_owner(shown: str) -> bool:
    """Tell whether nobody is there whose a thing can be: "says their names to herself"."""
    match = _OWNERS.search(shown)
    if not match:
        return False
    behind = shown[match.end() :].split(" ", 2)[2:]
    rest = shown[: match.start()] + " ".join(behind)
    return not (_is_many(rest) or (match["one"] and _is_somebody(rest)))


def _is_somebody(text: str) -> bool:
    return bool(_named(text) or _PERSON.search(text))


def _is_many(text: str) -> bool:
    return bool(_named(text) or _MANY.search(text))


def _named(text: str) -> bool:
    return any(name.lower().rstrip(".") not in _OPENERS for name in _NAME.findall(text))
