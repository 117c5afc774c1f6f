"""The words by which news says that somebody said something."""

import re
from collections.abc import Iterator

# Strong cues are almost always speech; each with its forms, base first.
_STRONG = """
say says said saying|tell tells told telling|add adds added adding
|announce announces announced announcing|declare declares declared declaring
|state states stated stating|reply replies replied replying|respond responds responded responding
|retort retorts retorted|explain explains explained explaining|argue argues argued arguing
|claim claims claimed claiming|insist insists insisted insisting
|assert asserts asserted asserting|maintain maintains maintained maintaining
|warn warns warned warning|caution cautions cautioned cautioning|deny denies denied denying
|admit admits admitted admitting|acknowledge acknowledges acknowledged acknowledging
|concede concedes conceded conceding|confirm confirms confirmed confirming
|note notes noted noting|observe observes observed observing|remark remarks remarked remarking
|comment comments commented commenting|tweet tweets tweeted tweeting|write writes wrote writing
|testify testifies testified testifying|allege alleges alleged alleging
|stress stresses stressed stressing|emphasize emphasizes emphasized emphasizing
|emphasise emphasises emphasised emphasising|underline underlines underlined underlining
|complain complains complained complaining|joke jokes joked joking|quip quips quipped quipping
|exclaim exclaims exclaimed exclaiming|shout shouts shouted shouting|whisper whispers whispered
|yell yells yelled yelling|ask asks asked asking|wonder wonders wondered
|recall recalls recalled recalling|predict predicts predicted predicting
|promise promises promised promising|pledge pledges pledged pledging|vow vows vowed vowing
|swear swears swore|boast boasts boasted boasting|brag brags bragged bragging
|lament laments lamented lamenting|counter counters countered countering
|contend contends contended contending|opine opines opined opining|urge urges urged urging
|demand demands demanded demanding|suggest suggests suggested suggesting
|propose proposes proposed proposing|report reports reported reporting
|reveal reveals revealed revealing|disclose discloses disclosed|accuse accuses accused accusing
|blame blames blamed blaming|criticize criticizes criticized criticizing
|criticise criticises criticised criticising|condemn condemns condemned condemning
|denounce denounces denounced denouncing|praise praises praised praising
|reiterate reiterates reiterated reiterating|repeat repeats repeated repeating
|conclude concludes concluded concluding|continue continues continued continuing
|mention mentions mentioned mentioning|post posts posted posting
|estimate estimates estimated estimating|elaborate elaborates elaborated
|clarify clarifies clarified|rebut rebuts rebutted|advise advises advised|reason reasons reasoned
|affirm affirms affirmed affirming|attest attests attested|mutter mutters muttered|read reads
|sing sings sang|chant chants chanted chanting|agree agrees agreed agreeing
|interject interjects interjected|intone intones intoned
|proclaim proclaims proclaimed proclaiming|profess professes professed|hint hints hinted hinting
|imply implies implied implying|cry cries cried|inform informs informed informing
|instruct instructs instructed|plead pleads pleaded pleading
|question questions questioned questioning|dismiss dismisses dismissed dismissing
|reject rejects rejected rejecting|dispute disputes disputed disputing
|charge charges charged charging|express expresses expressed expressing
|voice voices voiced voicing|begin begins began|go-on goes-on went-on going-on
|answer answers answered answering|echo echoes echoed echoing|sigh sighs sighed
|blurt-out blurts-out blurted-out|point-out points-out pointed-out pointing-out
|shoot-back shoots-back shot-back|fire-back fires-back fired-back|hit-back hits-back hit-back
|fume fumes fumed fuming|gush gushes gushed|snap snaps snapped|marvel marvels marveled
|muse muses mused musing|assure assures assured assuring|remind reminds reminded reminding
|deadpan deadpanned|thunder thundered|roar roared|scoff scoffs scoffed scoffing|sneer sneered
|beg begs begged|bellow bellowed|crow crowed|enthuse enthused|chime-in chimed-in
|concur concurs concurred|theorize theorizes theorized|speculate speculates speculated
|recount recounts recounted recounting|relate related|vent vented|rage raged|laugh laughed
|chirp chirped|grumble grumbled|confide confides confided|intone intoned|spell-out spelled-out
|sum-up summed-up|chide chided|hit-out hits-out|assess assesses assessed
|address addresses addressed|summarize summarized|summarise summarised|preach preached
|inquire inquired|query queried|implore implored|stammer stammered|confess confesses confessed
|object objected|interrupt interrupted|break-in broke-in|offer-up offered-up|weigh-in weighed-in
"""
# Weak cues also name thoughts and labels; they count beside a quotation, or with a "that".
_WEAK = """
call calls called calling|describe describes described describing|refer refers referred referring
|label labels labeled labelled labeling|brand brands branded branding|term terms termed
|dub dubs dubbed|characterize characterizes characterized characterizing
|characterise characterises characterised|portray portrays portrayed|think thinks thought
|believe believes believed believing|feel feels felt|hope hopes hoped hoping|fear fears feared
|expect expects expected|see sees saw|find finds found|know knows knew
|consider considers considered|decry decries decried decrying|tout touts touted touting
|mock mocks mocked mocking|deride derides derided|slam slams slammed slamming
|blast blasts blasted blasting|attack attacks attacked attacking|rip rips ripped
|defend defends defended defending|hail hails hailed hailing|thank thanks thanked thanking
|offer offers offered offering|speak speaks spoke|talk talks talked|use uses used using
|give gives gave|share shares shared|show shows showed|indicate indicates indicated
|argue-for argues-for argued-for|compare compares compared|cite cites cited citing
|quote quotes quoted|liken likens likened|portray portrays portrayed|rail rails railed
|signal signals signaled signalled|determine determines determined|learn learns learned
|realize realizes realized|worry worries worried|support supports supported
|call-for calls-for called-for|oppose opposes opposed|threaten threatens threatened
"""
# German, French and Spanish verbs that stand beside direct speech.
_GERMAN = """
sagte sagt sagten sagen erklärte erklärt entgegnete entgegnet betonte betont fügte meinte meint
kritisierte kritisiert warnte warnt nannte nennt bezeichnete bezeichnet teilte berichtete berichtet
antwortete antwortet forderte fordert schrieb schreibt behauptete behauptet ergänzte ergänzt fragte
fragt kündigte beteuerte beteuert räumte versprach verspricht bestätigte bestätigt widersprach
widerspricht lobte lobt rief ruft erzählte erzählt äußerte urteilte urteilt mahnte mahnt klagte
beklagte beklagt freute scherzte verlangte verlangt versicherte versichert vermutete erwiderte
stellte hob wies unterstrich bekräftigte twitterte
"""
_FRENCH_PRESENT = """
dit déclare explique affirme ajoute répond estime assure demande confirme insiste indique regrette
promet raconte répète souligne précise prévient annonce lance juge écrit rappelle reconnaît tranche
martèle dénonce commente conclut note poursuit
"""
_FRENCH_PAST = """
dit déclaré expliqué affirmé ajouté répondu estimé assuré demandé confirmé insisté indiqué regretté
promis raconté répété souligné précisé prévenu annoncé lancé jugé écrit rappelé reconnu tranché
martelé dénoncé commenté conclu noté poursuivi crié qualifié
"""
_SPANISH = """
dijo dice afirmó afirma declaró declara explicó explica añadió añade aseguró asegura señaló señala
advirtió advierte respondió responde sostuvo sostiene preguntó pregunta prometió promete confirmó
confirma insistió insiste anunció anuncia celebró exclamó exclama gritó grita lamentó lamenta
reconoció reconoce cuenta contó repitió repite indicó calificó consideró escribió escribe criticó
subrayó subraya recordó recuerda comentó comenta manifestó denunció
"""
_OTHER_LANGUAGES = "|".join(
    [
        *_GERMAN.split(),
        *_FRENCH_PRESENT.split(),
        *(f"{helper}-{past}" for helper in ("a", "ont") for past in _FRENCH_PAST.split()),
        "se-réjouit|s’est-réjouie|s’est-réjoui",
        *_SPANISH.split(),
    ]
)


def _forms(table: str) -> dict[str, str]:
    forms: dict[str, str] = {}
    for row in table.replace("\n", " ").split("|"):
        words = [word.replace("-", " ") for word in row.split()]
        forms.update((word, words[0]) for word in words)
    return forms


STRONG = _forms(_STRONG)
WEAK = _forms(_WEAK)
FOREIGN = _forms(_OTHER_LANGUAGES)
_LEMMAS = {**FOREIGN, **WEAK, **STRONG}
_FIRST_WORDS = frozenset(word.split()[0] for word in _LEMMAS)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_NEXT_WORD = re.compile(r"\s+([^\W\d_]+)")

ACCORDING = re.compile(
    r"\b(?:according to|in the words of|in the view of|as per|laut|selon|d[’']après|según)\b",
    re.IGNORECASE,
)


# One of these stands in each of them.
_ACCORDING_WORDS = ("according", "in the", "as per", "laut", "selon", "apr", "seg")


def according(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Find "according to" and its like in `[start, end)` of a text, in order."""
    lower = text[start:end].lower()
    if any(word in lower for word in _ACCORDING_WORDS):
        yield from ACCORDING.finditer(text, start, end)


def verbs(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Find the verbs of saying in `[start, end)` of a text, in order, as offsets."""
    for match in _WORD.finditer(text, start, end):
        word = match[0].lower()
        if word not in _FIRST_WORDS:
            continue
        behind = _NEXT_WORD.match(text, match.end(), end)
        if behind and f"{word} {behind[1].lower()}" in _LEMMAS:
            yield match.start(), behind.end()
        elif word in _LEMMAS:
            yield match.start(), match.end()


_NEGATING = frozenset(("deny", "dispute", "reject", "rebut", "dismiss"))


def lemma(cue: str) -> str:
    """Return a cue's base form ("said" → "say"), or the cue itself in lower case."""
    return _LEMMAS.get(cue.lower(), cue.lower())


def is_strong(cue: str) -> bool:
    """Tell whether a verb by itself is a verb of saying."""
    return cue.lower() in STRONG or cue.lower() in FOREIGN


def denies(cue: str) -> bool:
    """Tell whether what follows the cue is what the speaker says is not so."""
    return lemma(cue) in _NEGATING
