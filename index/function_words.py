"""Function words of English, by what they do in a sentence, and the plainest verbs."""

BE = frozenset("is are was were be been being am ’s ’re ’m".split())
AUX = BE | frozenset(
    "has have had having will would can could may might must should shall do does did ’ve ’ll ’d"
    " cannot".split()
)
MODAL = frozenset("might may could can should must".split())
NEGATIVE = frozenset("not never".split())
ADVERBS = frozenset(
    """
    also then later now still just even only once again already always often never not recently soon
    further earlier first long has today yesterday both all themselves himself herself itself
    too instead ever sometimes twice once repeatedly meanwhile however nevertheless seldom rather
    perhaps till until else flat outright monday tuesday wednesday
    thursday friday saturday sunday
    """.split()
)
TIMES = frozenset("week month year night morning afternoon evening weekend".split())
BEFORE_TIMES = frozenset("last this early late earlier that".split())
WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
# Verbs before "to …" or "…ing" that add nothing to what is told: "went on to say".
PHASES = frozenset(
    "continue continues continued began begun begins start started starts kept keep keeps went goes"
    " proceeded used seemed seems appeared appears stopped quick trying tried tries"
    " manages managed moved moves continuing".split()
)
# Past tenses by which a sentence's first verb is known, besides those in "-ed".
FINITE = frozenset(
    """
    went took made gave got came kept left ran led met stood drew faced sent lost won held put set
    brought spent built wore sat became fell rose met goes takes makes gives comes
    """.split()
)
# Lower-case words that no noun phrase ends with.
NOT_NOUNS = frozenset(
    """
    made make makes making take takes took taken taking get gets got gave give given giving kept
    keep went go goes going gone back out up down off away put set let came come comes coming do
    does done very so too much more most least less well better best be because sent lost won held
    left ran led met stood apparently faced drew brought left
    """.split()
)
PRONOUNS = frozenset(
    "he she they it we i you some many others most few both everyone nobody one another".split()
)
PERSONAL = frozenset("he she they it we i you".split())
RELATIVE = frozenset(("who", "which", "that"))
DETERMINERS = frozenset(
    """
    the a an this that these those his her their its our my your some any no every each another
    other several many most few two three four five six seven eight nine ten both all one
    """.split()
)
POSSESSIVES = frozenset("his her their its my our your".split())
PREPOSITIONS = frozenset(
    """
    of for from in at with on about against by to into over under between among through during
    since without within toward towards after before behind across around near like than as upon
    including despite
    """.split()
)
INSIDE = frozenset("of for from in at with on against among between to who's".split())
STOPS = frozenset(
    """
    and but or nor so yet that when while if because although though whether who which whom where
    how why what whose as than there not never then only even
    """.split()
)
OPEN = frozenset("that whether how why what who where which when if".split())
PLURALS = frozenset("people police men women media voters percent children public majority".split())
CLAUSAL = frozenset("is are was were will would has have had should could can may might".split())
