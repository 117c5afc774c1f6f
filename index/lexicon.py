"""Word lists by which names in news are told apart: titles, organisations, places, given names."""

# Words before a name that are an office or a form of address, in any case.
TITLES = frozenset(
    """
    mr mrs ms miss mx dr prof professor sir dame lord lady rev reverend father sister brother
    rabbi imam president vice-president ex-president prime minister premier chancellor secretary
    senator sen rep representative congressman congresswoman congressperson governor gov
    lieutenant-governor mayor ambassador envoy justice judge attorney general prosecutor sheriff
    marshal detective inspector superintendent constable officer chief commissioner director
    deputy chairman chairwoman chairperson chair speaker leader whip king queen prince princess
    democrat republican administrator frontrunner front-runner duke duchess emperor pope cardinal
    archbishop bishop captain capt lieutenant lt colonel col
    major maj sergeant sgt corporal admiral adm commander cmdr brigadier gen coach manager ceo
    cfo founder co-founder editor columnist reporter correspondent spokesman spokeswoman
    spokesperson strategist analyst economist author actor actress singer councillor councilman
    councilwoman alderman mp mep minister undersecretary under-secretary treasurer comptroller
    ombudsman engineer nurse pastor donor candidate nominee billionaire host herr frau
    bürgermeister bürgermeisterin ministerpräsident kanzler kanzlerin monsieur madame señor
    señora
    """.split()
)
# Titles that other capitalised words may stand before ("White House Press Secretary").
OFFICES = frozenset(
    """
    administrator secretary minister officer president chief director manager commissioner
    chairman chairwoman
    leader spokesman spokeswoman spokesperson governor gov mayor senator sen rep ambassador coach
    editor strategist economist analyst
    """.split()
)
# "Secretary of State", "Chief of Staff": what may follow "of" or "for" inside a title.
TITLE_FIELDS = frozenset(
    """
    state defense defence staff treasury education health finance justice labor labour commerce
    interior energy police commons transport trade agriculture foreign affairs homeland security
    war culture environment housing industry fisheries culture sport schools research science
    mission
    """.split()
)
MALE_TITLES = frozenset(
    "mr sir lord king prince duke emperor pope herr monsieur señor spokesman "
    "chairman congressman councilman actor father brother bürgermeister".split()
)
FEMALE_TITLES = frozenset(
    "mrs ms miss dame lady queen princess duchess frau madame señora spokeswoman "
    "chairwoman congresswoman councilwoman actress sister kanzlerin "
    "bürgermeisterin".split()
)

ORGANISATION_WORDS = frozenset(
    """
    ministry department university college institute institution council court committee
    commission agency authority office bureau board bank party union association federation
    foundation society group company corporation corp inc ltd llc plc gmbh ag trust fund network
    service services police army navy force forces guard parliament congress senate house
    assembly government administration campaign coalition alliance league club team school
    hospital clinic laboratory laboratories lab labs museum library church center centre times
    post journal news herald guardian tribune gazette daily weekly courier telegraph observer
    chronicle press magazine review radio television tv channel broadcasting media line lines
    airlines airways shipping motors systems technologies industries partners brothers sons
    holdings stores works storage logistics foods brewery dairy energy oil steel insurance
    exchange nations reserve treasury pentagon kremlin nato who organization organisation forum
    summit conference initiative pac caucus chamber syndicate cooperative observatory survey
    programme program project
    """.split()
)
MEDIA_WORDS = frozenset(
    """
    times post journal news herald guardian tribune gazette daily weekly courier telegraph
    observer chronicle press magazine review radio broadcasting echo mail standard independent
    star sun globe reuters bloomberg cnn bbc cnbc nbc cbs abc afp ap dpa npr pbs msnbc politico
    breitbart huffpost axios buzzfeed vox salon slate newsweek fortune forbes economist atlantic
    yorker figaro monde zeitung spiegel argus mercury examiner inquirer sentinel dispatch beacon
    ledger record register bulletin post-dispatch fox wire
    """.split()
)
BROADCAST_WORDS = frozenset(
    "radio television tv channel broadcasting cnn bbc cnbc nbc cbs abc npr pbs msnbc fox reuters "
    "bloomberg afp ap dpa wire".split()
)
# "the paper", "the ministry": a noun → words one of which the organisation's name carries.
ORGANISATION_NOUNS = {
    **dict.fromkeys(
        "paper newspaper daily weekly magazine outlet broadcaster agency site website publication "
        "newswire wire network".split(),
        MEDIA_WORDS,
    ),
    **{
        noun: frozenset(words.split())
        for noun, words in {
            "ministry": "ministry",
            "department": "department",
            "university": "university",
            "institute": "institute",
            "council": "council",
            "court": "court",
            "committee": "committee",
            "commission": "commission",
            "union": "union",
            "association": "association federation society",
            "party": "party",
            "bank": "bank",
            "hospital": "hospital clinic",
            "club": "club",
            "board": "board",
            "foundation": "foundation trust fund",
            "authority": "authority",
            "office": "office bureau",
            "company": "company corporation corp inc ltd llc plc shipping motors systems "
            "technologies industries lines airlines airways holdings stores works "
            "energy oil steel group",
            "firm": "company corporation corp inc ltd llc plc shipping partners holdings group",
            "group": "group coalition alliance network association",
            "campaign": "campaign",
            "government": "government administration",
        }.items()
    },
}
PLACES = frozenset(
    """
    afghanistan albania algeria argentina armenia australia austria azerbaijan bangladesh belarus
    belgium bolivia bosnia brazil britain bulgaria cambodia cameroon canada chile china colombia
    congo croatia cuba cyprus czechia denmark ecuador egypt england eritrea estonia ethiopia
    finland france gaza georgia germany ghana greece greenland guatemala haiti honduras hungary
    iceland india indonesia iran iraq ireland israel italy jamaica japan jordan kazakhstan kenya
    kosovo kuwait laos latvia lebanon libya lithuania luxembourg malaysia mali malta mexico
    moldova mongolia montenegro morocco mozambique myanmar nepal netherlands nicaragua niger
    nigeria norway oman pakistan palestine panama paraguay peru philippines poland portugal qatar
    romania russia rwanda scotland senegal serbia singapore slovakia slovenia somalia spain sudan
    sweden switzerland syria taiwan tanzania thailand tunisia turkey uganda ukraine uruguay
    uzbekistan venezuela vietnam wales yemen zambia zimbabwe america europe asia africa
    antarctica d.c u.s us u.s.a usa u.k uk eu uae washington beijing moscow kyiv kiev london
    paris berlin brussels tokyo delhi jerusalem tehran ankara california texas florida ohio
    michigan virginia pennsylvania nevada iowa arizona colorado georgia utah wisconsin minnesota
    missouri illinois indiana oregon maryland alabama tennessee kentucky louisiana west east
    north south atlantic pacific mediterranean arctic
    """.split()
)
# Words that make a longer name a place's ("Netmaker Street", "Cape Lorne").
PLACE_WORDS = frozenset(
    """
    street road avenue lane square park cape port bay river lake island islands isle mount
    mountain bridge station airport valley county city town village harbour harbor quay strait
    straits sea ocean hill beach point warehouse pier tower hotel hall church cathedral stadium
    arena plaza boulevard gulf canal coast peninsula desert forest district province region
    narrows sound channel fort castle palace
    """.split()
)
DEMONYMS = frozenset(
    """
    american british chinese russian german french italian spanish portuguese dutch belgian swiss
    austrian polish ukrainian israeli palestinian iranian iraqi syrian turkish egyptian saudi
    indian pakistani japanese korean vietnamese canadian mexican brazilian argentine australian
    european african asian arab english scottish welsh irish norwegian swedish danish finnish
    greek hungarian romanian czech republican democrat democratic conservative labour liberal
    catholic christian muslim jewish islamic
    """.split()
)
# Capitalised words that are no names: calendar words, and openers of sentences.
CALENDAR = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may
    june july august september october november december jan feb mar apr jun jul aug sept sep oct
    nov dec christmas easter ramadan
    """.split()
)
SENTENCE_OPENERS = frozenset(
    """
    the a an this that these those there here it its he she his her him they them their we our us
    you your i my in on at by for from to of with without within into over under after before
    during since until while when where why who whom whose which what how if though although
    because as but and or nor so yet not no yes both each every either neither all any some many
    most much more few several other another such one two three four five six seven eight nine
    ten eleven twelve dozens hundreds thousands millions about above across against along among
    around behind below beneath beside besides between beyond despite down except inside like
    near off onto out outside past per through throughout toward towards up upon via indeed
    however moreover meanwhile nevertheless nonetheless still then thus therefore instead also
    even only just now today yesterday tomorrow tonight later earlier once again perhaps maybe
    asked according citing speaking looking read see related share photo image picture q a did do
    does is are was were has have had will would can could should may might must let s don didn
    isn doesn wasn it’s he’s she’s there’s that’s don’t i’m we’re they’re police officials
    critics experts witnesses residents reporters lawyers sources prosecutors scientists
    researchers analysts doctors voters supporters opponents protesters nobody everybody everyone
    somebody someone anybody anyone soon last next recently previously eventually finally initially
    afterwards afterward shortly additionally similarly likewise overall often sometimes usually
    der die das ein eine und aber wer wir ich sie er es wie selon según laut nach
    """.split()
)
MALE_NAMES = frozenset(
    """
    james john robert michael william david richard joseph thomas charles christopher daniel
    matthew anthony mark donald steven paul andrew joshua kenneth kevin brian george timothy
    ronald edward jason jeffrey ryan jacob gary nicholas eric jonathan stephen larry justin scott
    brandon benjamin samuel gregory frank alexander raymond patrick jack dennis jerry tyler aaron
    jose adam nathan henry douglas zachary peter kyle walter ethan jeremy harold keith christian
    roger noah gerald carl terry sean austin arthur lawrence jesse dylan bryan joe jordan billy
    bruce albert willie gabriel logan alan juan wayne roy ralph randy eugene vincent russell
    elijah louis bobby philip johnny bill mike tom jim bob dan matt steve chris nick ben sam tim
    greg jeff rick ted tony ken antony barack hillel mitt newt marco bernie rand jeb lindsey
    chuck harry reince rudy vladimir sergei dmitry igor alexei ivan boris mikhail nikolai jinping
    hu li wang emmanuel francois jean pierre jacques olaf helmut hans klaus jürgen karl otto
    friedrich wolfgang henrik jonas lars erik nils sven anders tomas jan piotr andrzej pavel
    carlos luis miguel javier pedro diego fernando alejandro mario giuseppe luca marco matteo
    giovanni ahmed mohamed muhammad mohammed ali hassan hussein omar ibrahim yusuf mustafa recep
    benjamin ehud shimon yitzhak narendra rahul amit rajesh artem oleg viktor volodymyr bashar
    suleiman khaled abdul narek levan hiroshi kenji shinzo kim jong-un moon colin hugh ian gordon
    tony nigel jeremy keir rishi simon graham neil
    """.split()
)
FEMALE_NAMES = frozenset(
    """
    mary patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty
    margaret sandra ashley kimberly emily donna michelle carol amanda dorothy melissa deborah
    stephanie rebecca sharon laura cynthia kathleen amy angela shirley anna brenda pamela emma
    nicole helen samantha katherine christine debra rachel carolyn janet catherine maria heather
    diane ruth julie olivia joyce virginia victoria kelly lauren christina joan evelyn judith
    megan andrea cheryl hannah jacqueline martha gloria teresa ann sara madison frances kathryn
    janice jean abigail alice julia judy sophia grace denise amber doris marilyn danielle beverly
    isabella theresa diana natalie brittany charlotte marie kayla alexis lori hillary melania
    ivanka kellyanne nikki condoleezza nancy angela ursula theresa margaret käthe hanna mara ida
    ingrid astrid freya greta birgit heike monika petra sabine ulrike claudia martina francesca
    giulia chiara elena olga natalia tatiana svetlana irina yulia anastasia fatima aisha leila
    amina zainab noor malala priya indira sonia lakshmi mei yuki sakura keiko carmen lucia sofia
    isabel ana marta pilar dolores rosa camille sophie claire juliette brigitte simone amelie
    chloe lucy kate katie liz beth sue jane anne annie nora clara eva mira
    """.split()
)
