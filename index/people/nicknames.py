"""Given names that people are known by instead of their own."""

from collections import defaultdict

# A line is one name with its short forms; a short form may stand in several.
_FAMILIES = """
alexander alex sandy al xander
andrew andy drew
anthony antony tony
benjamin ben benny
charles charlie chuck
christopher chris kit
daniel dan danny
david dave davy
donald don donnie
edward ed eddie ted teddy ned
frederick fred freddie
gerald gerry jerry
gregory greg
harold harry hal
henry harry hank
jacob jake
james jim jimmy jamie
jeffrey jeff
john johnny jack jon
jonathan jon
joseph joe joey
joshua josh
kenneth ken kenny
lawrence laurence larry
leonard len lenny leo
matthew matt
michael mike mick mickey
nathaniel nathan nate
nicholas nick nicky
patrick pat paddy
peter pete
philip phil
raymond ray
richard rick rich dick ricky
robert bob rob bobby robbie bert
rudolph rudy
samuel sam sammy
stephen steven steve
theodore ted teddy theo
thomas tom tommy
timothy tim
vincent vince
walter walt
william bill will billy willy willie
zachary zach zack
abigail abby
alexandra alex sandra
amanda mandy
barbara barb
catherine katherine kathryn cathy kathy kate katie kay
christine christina chris chrissy tina
cynthia cindy
deborah debra debbie deb
dorothy dot dottie
eleanor ellie nell
elizabeth liz beth betsy betty eliza lizzie
frances fran
jacqueline jackie
jennifer jen jenny
jessica jess
judith judy
kimberly kim
margaret maggie meg peggy greta rita
nancy nan
pamela pam
patricia pat patty tricia trish
rebecca becky
samantha sam
sandra sandy
stephanie steph
susan sue susie
teresa theresa terry
valerie val
victoria vicky tori
virginia ginny
"""


def _families() -> dict[str, frozenset[int]]:
    lines: defaultdict[str, set[int]] = defaultdict(set)
    for number, line in enumerate(_FAMILIES.split("\n")):
        for name in line.split():
            lines[name].add(number)
    return {name: frozenset(numbers) for name, numbers in lines.items()}


_LINES = _families()


def nickname_families(name: str) -> frozenset[int]:
    """Return the numbers of the names of which a given name, in lower case, is a form."""
    return _LINES.get(name, frozenset())


def is_nickname(one: str, other: str) -> bool:
    """Tell whether two given names, in lower case, are forms of one."""
    return not nickname_families(one).isdisjoint(nickname_families(other))
