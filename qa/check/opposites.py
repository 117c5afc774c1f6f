"""The directions and comparatives of English, each with its opposite."""

# A pair a paragraph: words of one side, a stroke, words of the other.
_PAIRS = """
rise rose risen rises rising increase increased increases increasing grow grew grown grows
growth climb climbed climbs gain gained gains up jump jumped surge surged soar soared add
added raise raised raises / fall fell fallen falls falling decrease decreased decreases
decreasing shrink shrank shrunk decline declined declines drop dropped drops down lose lost
loses cut cuts slump slumped plunge plunged tumble tumbled sink sank lower lowered reduce
reduced slip slipped

more / fewer less

higher / lower

highest / lowest

above over exceed / below under

up / down

gain gained gains profit profits / loss losses lose lost loses deficit

won win wins winner winning victory / lost lose loses loser defeat defeated losing

before / after

largest biggest / smallest

bigger larger / smaller

longer / shorter

open opened opens opening reopen reopened / close closed closes closing shut

best / worst

better / worse

most / least fewest

accept accepted accepts / reject rejected rejects refuse refused

approve approved approves approval / reject rejected rejects

support supported supports back backed favour for / oppose opposed opposes against

warm warmer hot hotter / cold colder cool cooler

strong stronger / weak weaker

fast faster quick quicker / slow slower

early earlier / late later

first / last

inside / outside

with / without

bought buy buys purchase / sold sell sells

hire hired hires recruit create created creates / dismiss dismissed dismisses fire fired cut
cuts

old older / young younger

expensive dear dearer / cheap cheaper

start started starts begin began begun begins / end ended ends finish finished stop stopped

admit admitted admits confirm confirmed confess confessed / deny denied denies

convict convicted guilty / clear cleared acquit acquitted innocent

allow allowed allows permit permitted / ban banned forbid forbidden prohibit prohibited

safe / dangerous unsafe

alive survive survived / dead died killed

legal lawful / illegal unlawful

possible / impossible

likely / unlikely

known / unknown

export exports exported / import imports imported

majority / minority

enter entered / leave left exit

ally allies / enemy enemies

success successful succeed succeeded / fail failed failure unsuccessful

agree agreed agrees / disagree disagreed disagrees

true / false

full / empty

present / absent

north northern / south southern

east eastern / west western

left / right
"""

Side = frozenset[str]


def are_opposite(low: str, other: str) -> bool:
    """Tell whether two words, in lower case, are of opposite directions."""
    return any(other in wrong and low not in wrong for _, wrong in SIDES.get(low, ()))


def _sides() -> dict[str, tuple[tuple[Side, Side], ...]]:
    found: dict[str, list[tuple[Side, Side]]] = {}
    for row in _PAIRS.strip().split("\n\n"):
        one, other = (frozenset(side.split()) for side in row.split("/"))
        for mine, theirs in ((one, other), (other, one)):
            for word in mine:
                found.setdefault(word, []).append((mine, theirs))
    return {word: tuple(sides) for word, sides in found.items()}


# word → the opposites it takes part in: the words of its side, those of the other one.
SIDES = _sides()
