"""Forms of English words: a verb, a noun or an adjective → its forms, in a fixed order."""

import re

_VOWELS = "aeiou"
# Base form → past tense and past participle.
_IRREGULAR = {
    line.split()[0]: tuple(line.split()[1:])
    for line in """
be was been; beat beat beaten; begin began begun; bend bent bent; blow blew blown; buy bought bought
cling clung clung; cost cost cost; cut cut cut; do did done; drive drove driven; fall fell fallen
feed fed fed; fight fought fought; find found found; get got got; give gave given; go went gone
grow grew grown; have had had; hit hit hit; hurt hurt hurt; keep kept kept; lay laid laid
leave left left; lose lost lost; make made made; mislead misled misled; overrun overran overrun
pay paid paid; put put put; ride rode ridden; rise rose risen; run ran run; say said said
sell sold sold; send sent sent; set set set; shed shed shed; shoot shot shot; shut shut shut
sing sang sung; slink slunk slunk; speak spoke spoken; spend spent spent; spin spun spun
spread spread spread; steal stole stolen; strike struck struck; sweep swept swept; take took taken
teach taught taught; tear tore torn; tell told told; throw threw thrown; thrust thrust thrust
win won won
""".replace(";", "\n")
    .strip()
    .split("\n")
    if line.strip()
}
_ENDS_IN_SIBILANT = ("s", "sh", "ch", "x", "z")


def verb_forms(phrase: str) -> tuple[str, ...]:
    """Return base form, third person, -ing form, past tense and participle of a verb.

    What follows the verb ("lash out at") stays behind it.
    """
    head, space, rest = phrase.partition(" ")
    behind = space + rest
    if head == "be":
        return tuple(form + behind for form in ("be", "is", "being", "was", "been"))
    stem = head + head[-1] if _is_doubled(head) else head
    regular = head + "d" if head.endswith("e") else _changed(stem, "ed")
    past = _IRREGULAR.get(head, (regular, regular))
    ing = head[:-1] if head.endswith("e") and not head.endswith(("ee", "ye")) else stem
    return tuple(form + behind for form in (head, _third(head), ing + "ing", *past))


def noun_forms(phrase: str) -> tuple[str, ...]:
    """Return singular and plural of a noun; words that do not end in a letter stay as they are."""
    if phrase.endswith("man"):
        return phrase, phrase[:-3] + "men"
    if phrase.endswith(("ing", "ism", "ness", "ia", "ity", "cy")) and not phrase.endswith("thing"):
        return phrase, phrase  # what has no plural
    return phrase, _third(phrase)


def adjective_forms(phrase: str) -> tuple[str, ...]:
    """Return an adjective and its adverb; an adjective of several words has none."""
    if " " in phrase or "-" in phrase:
        return phrase, phrase
    if phrase.endswith("ic"):
        return phrase, phrase + "ally"
    if phrase.endswith("le"):
        return phrase, phrase[:-1] + "y"
    return phrase, _changed(phrase, "ly").replace("yly", "ily")


def spellings(word: str) -> tuple[str, ...]:
    """Return a word as British and American writers spell it ("-ise", "-ize")."""
    other = re.sub(r"(?<=[a-z]{3})is(e[sd]?|ing|ers?)\b", r"iz\1", word)
    return (word,) if other == word else (word, other)


def _third(word: str) -> str:
    if word.endswith(_ENDS_IN_SIBILANT):
        return word + "es"
    return _changed(word, "s")


def _changed(word: str, ending: str) -> str:
    """Put an ending behind a word; a final y behind a consonant changes."""
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return word[:-1] + ("ies" if ending == "s" else "i" + ending)
    return word + ending


def _is_doubled(verb: str) -> bool:
    syllables = len(re.findall(r"[aeiou]+", verb))
    one = syllables == 1 and re.search(r"[^aeiou][aeiou][bdgmnprt]$|^[aeiou][bdgmnprt]$", verb)
    return bool(one) or verb in ("begin", "overrun", "worship")
