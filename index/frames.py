"""The verbs, adjectives and nouns that give somebody's words or stance, and what follows each."""

from typing import Literal

from index.cues import FOREIGN

# "say": a clause, at once or behind "that". "stance": a clause behind "that", "to …", "for …" or
# a thing. "that": only what a "that", "whether" or "how" opens. "to": only "to …".
# "about": a thing behind a preposition.
Frame = Literal["say", "stance", "that", "to", "about"]

_VERBS: dict[Frame, str] = {
    "say": """
say tell add announce declare state reply explain argue claim insist assert maintain warn caution
deny admit acknowledge concede confirm note observe remark comment tweet write testify allege
stress emphasize emphasise underline underscore complain joke quip recall predict lament counter
contend opine suggest report reveal disclose reiterate repeat conclude estimate clarify affirm
attest proclaim profess hint imply inform assure remind boast brag theorize speculate recount
confide confess believe think fear posit figure suspect guess reckon retort retweet post project
concur
underscore retort interject contend divulge spell advertise
""",
    "stance": """
ask urge promise pledge vow swear demand propose accuse blame criticize criticise condemn denounce
praise advise instruct question dismiss reject dispute charge express voice echo assess chide beg
implore plead call describe label brand term dub characterize characterise portray feel hope
expect consider decry tout mock deride slam blast rip defend hail compare cite quote liken oppose
support threaten want favor favour prefer endorse advocate promote champion embrace welcome
applaud rebuke rebut ridicule lambast lambaste scold bemoan deplore disavow discuss mention
reference address rail deem regard recommend request order credit attack cheer commend trash thank
invoke laud trumpet assail challenge doubt refute dislike hate detest admire anticipate envision
foresee require mull back resist protest lobby love like contemplate weigh consider admonish
berate excoriate
disavow denigrate disparage ridicule taunt insult boo heckle jeer encourage
outline detail unveil highlight
congratulate salute vilify
bash disagree regret distrust respect resent scorn tease
""",
    "that": """
know see find show indicate mean realize realise learn determine discover understand decide agree
worry wonder remember forget notice recognize recognise imagine signal assume calculate hear read
answer respond joke feel swear sense presume demonstrate illustrate
reaffirm vouch bet prove recollect foretell
""",
    "to": """
plan intend seek refuse decline hope agree decide aim wish offer threaten attempt prepare
want
""",
    "about": """
talk speak refer point allude worry complain push object respond focus argue warn
call rail joke tweet comment care
side agree disagree protest clash gush gripe grumble boast brag joke
lash apologize apologise harp elaborate
""",
}
_IRREGULAR = """
say says said said saying|tell tells told told telling|write writes wrote written writing
|swear swears swore sworn swearing|think thinks thought thought thinking
|feel feels felt felt feeling|know knows knew known knowing|see sees saw seen seeing
|find finds found found finding|show shows showed shown showing|mean means meant meant meaning
|understand understands understood understood understanding
|forget forgets forgot forgotten forgetting|hear hears heard heard hearing
|read reads read read reading|seek seeks sought sought seeking|speak speaks spoke spoken speaking
|foresee foresees foresaw foreseen foreseeing|learn learns learned learned learning
|plead pleads pleaded pleaded pleading|rip rips ripped ripped ripping
|slam slams slammed slammed slamming|brag brags bragged bragged bragging
|dub dubs dubbed dubbed dubbing|admit admits admitted admitted admitting
|concur concurs concurred concurred concurring|refer refers referred referred referring
|quip quips quipped quipped quipping|plan plans planned planned planning
|beg begs begged begged begging|label labels labeled labeled labeling
|signal signals signaled signaled signaling|rebut rebuts rebutted rebutted rebutting
|prefer prefers preferred preferred preferring|order orders ordered ordered ordering
|wonder wonders wondered wondered wondering|offer offers offered offered offering
|answer answers answered answered answering|remember remembers remembered remembered remembering
|counter counters countered countered countering|favor favors favored favored favoring
|consider considers considered considered considering
|discover discovers discovered discovered discovering|focus focuses focused focused focusing
"""
ADJECTIVES = frozenset(
    """
    confident sure certain worried concerned aware convinced happy proud skeptical sceptical
    optimistic ready eager willing unwilling reluctant afraid adamant doubtful hopeful glad clear
    critical supportive dismissive surprised disappointed determined wary convinced angry
    """.split()
)
# What behind an adjective or a noun opens somebody's words.
OPENERS = frozenset("that whether if how why what to about of by with for on against".split())
NOUNS = frozenset(
    """
    claim claims assertion assertions allegation allegations accusation accusations statement
    statements comment comments remark remarks promise promises pledge pledges vow vows plan plans
    proposal proposals call calls demand demands warning warnings view views belief beliefs opinion
    opinions argument arguments criticism suggestion suggestions insistence prediction predictions
    hope hopes fear fears concern concerns desire support opposition endorsement request requests
    announcement declaration admission contention conclusion decision intention intentions
    question questions charge charges complaint complaints praise attack attacks willingness
    commitment refusal acknowledgment acknowledgement assessment estimate advice confession message
    embrace ban fight effort efforts bid push threat threats explanation explanations
    account accounts answer answers reference references mention critique critiques jab jabs swipe
    dig taunts insults skepticism doubts doubt anger frustration outrage enthusiasm interest
    disdain admiration respect reluctance goal goals quest ambition ambitions vision lawsuit
    recommendation recommendations order
    testimony denial rejection condemnation defense defence position stance attitude hint
    """.split()
)


# Forms that are nouns more often than verbs: their subject must be a name, a pronoun, a group.
NOUNY = frozenset(
    """
    states state points point figures figure projects project tweet tweets posts post campaign
    campaigns address addresses report reports references reference calls call plans plan attacks
    attack questions question charges charge focus notes note fears fear hopes hope supports support
    claims claim talks talk challenges challenge comments comment requests request orders order
    promises promise pledges pledge answers answer offers offer wishes wish aims aim doubts doubt
    remarks remark demands demand objects object likes estimates estimate blasts blast worries worry
    champions champion terms term labels label brands brand hosts answers compliments regards
    """.split()
)
# What reports something though it is nobody.
DOCUMENTS = frozenset(
    """
    poll polls survey surveys study studies report reports data photo photos video records record
    documents document emails email results numbers research polling analysis images figures
    footage statistics memo letter review
    """.split()
)
# Verbs that with a noun of speech are one of it: "voiced support for", "has plans to".
LIGHT = frozenset(
    """
    have has had make makes made making give gives gave giving take takes took taking express
    expresses expressed expressing voice voices voiced voicing signal signals signaled signalled
    signaling issue issues issued issuing deliver delivers delivered launch launches launched
    launching unleash unleashes unleashed raise raises raised raising renew renewed repeat repeats
    repeated repeating reiterate reiterated offer offers offered offering show shows showed shown
    showing draw drew sound sounded echo echoes echoed announce announced unveil unveiled unveils
    outline outlines outlined
    level leveled levelled press pressed pressing pick picked post posted drop dropped file filed
    """.split()
)
# Verbs that tell something in the passive although nobody is named: "is expected to close".
AGENTLESS = frozenset(
    """
    expect see say believe consider know accuse report view regard think suppose allege rumor
    charge describe call blame criticize criticise deem ask announce declare name dub
    predict project estimate intend mean require perceive rate label remember show hail mock praise
    forecast hope fear label term portray depict
    """.split()
)
REFUSALS = frozenset(
    "refuse refuses refused refusing decline declines declined failed fails".split()
)
# Verbs of speech proper: what somebody "did not say" is not told.
SAYING = frozenset(_VERBS["say"].split()) - frozenset("believe think fear figure suspect".split())


def _regular(base: str) -> tuple[str, str, str, str, str]:
    if base.endswith("y") and base[-2] not in "aeiou":
        return base, base[:-1] + "ies", base[:-1] + "ied", base[:-1] + "ied", base + "ing"
    if base.endswith("e"):
        return base, base + "s", base + "d", base + "d", base[:-1] + "ing"
    plural = "es" if base.endswith(("s", "sh", "ch", "x")) else "s"
    return base, base + plural, base + "ed", base + "ed", base + "ing"


_FOREIGN = tuple(form for form in FOREIGN if " " not in form)
_FORMS = {row.split()[0]: tuple(row.split()) for row in _IRREGULAR.replace("\n", " ").split("|")}


def _table() -> dict[str, tuple[str, str]]:
    table: dict[str, tuple[str, str]] = {}
    for words in _VERBS.values():
        for base in words.split():
            forms = _FORMS.get(base) or _regular(base)
            for form, kind in zip(forms, ("base", "s", "past", "participle", "ing"), strict=True):
                table.setdefault(form, (base, kind))
    # Verbs of other languages stand as "said" does: behind the words that they tell.
    for form in _FOREIGN:
        table.setdefault(form, (form, "past"))
    return table


# form → (base, kind of form); kind "past" also for a participle of the same form.
VERBS = _table()
FRAMES: dict[str, frozenset[Frame]] = {
    base: frozenset(frame for frame, words in _VERBS.items() if base in words.split())
    for base, _ in VERBS.values()
}
FRAMES.update({form: frozenset[Frame](("say",)) for form in _FOREIGN if not FRAMES[form]})


def is_told(cue: str | None) -> bool:
    """Tell whether behind a cue stands what somebody says, thinks or finds, as a clause.

    What they call for, back or attack is told in the words of the writer.
    """
    words = (cue or "").lower().split()
    if not words or words[-1] in NOUNS or words[-1] not in VERBS:
        return True
    return bool(FRAMES[VERBS[words[-1]][0]] & {"say", "that"})
