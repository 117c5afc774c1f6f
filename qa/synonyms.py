"""Words that news uses for one thing, and the forms that a stemmer cannot join."""

from functools import lru_cache

from qa.stems import stem

# One row a group: irregular forms, and the words by which readers and writers call one thing.
_GROUPS = """
say said tell told state statement remark comment word
speak spoke spoken speech address talk talks
die died dead death deaths deadly killed kill fatality fatalities toll perished
injure injured injuries hurt wounded wound casualties
lend lent loan loans loaned lending borrow borrowed dole doled
cost costs price priced worth pay paid spend spent spending budget bill
give gave given hand handed grant granted
win won winning winner victory victorious beat beaten defeat defeated
lose lost losing loss losses
begin began begun start started starting launch launched
end ended finish finished conclude concluded over
leave left walk exit
quit resign resigned resignation
leave left depart departed
take took taken
see saw seen
go went gone
come came arrive arrived
make made build built construct construction constructed
buy bought purchase purchased acquire acquired acquisition buyer
sell sold sale sales seller
rise rose risen increase increased grew grow growth climb climbed gain up
fall fell fallen decrease decreased decline declined drop dropped shrink shrank shrunk reduction
hold held host hosted
meet met meeting
find found discover discovered
think thought believe believed opinion view
choose chose chosen elect elected election vote voted voting ballot
insure insured insurer insurance
cabin cab cockpit
sentence sentenced jail jailed imprisoned
release released freed free
fine fined penalty penalties punishment punished
catch caught
attendance crowd watched
build built builder contractor
fire blaze burn burned burnt fires flames
ship vessel boat ferry ships boats ferries vessels
harbour harbor port dock docks quay pier
strike strikes walkout stoppage striking
company firm business companies firms maker
country countries nation nations state states
envoy ambassador diplomat ambassadors envoys
boss chief head leader director executive manager chair chairman chairwoman
police officer officers
doctor doctors physician physicians medic
child children kid kids boy girl
job jobs post posts position positions worker workers staff employee employees
wage wages salary salaries pay
cut cuts cutting slash slashed axe axed reduce reduced
close closed closing shut closure
cancel cancelled canceled cancellation scrap scrapped call-off
delay delayed late postponed postpone
arrest arrested detain detained detention custody
sue sued lawsuit suit
ban banned banning prohibit prohibited outlaw
protest protested protesters demonstration rally
attack attacked attacks assault
storm gale hurricane gust
flood flooding floods flooded
road street highway
house home houses homes household households
school schools
own owns owned owner owners ownership belong belongs co-owner
electricity power current
name named called call
live lives lived resident residents
old age aged year-old
long length kilometres metres miles hours minutes days weeks
retire retirement stop-working
big large size tall high long
want wanted wants demand demanded demands seek sought ask asked
reach reached hit amounted total totalled totaled
west western
east eastern
north northern
south southern
sick ill illness disease illnesses patients
rescue rescued save saved
damage damaged destroyed destruction ruined
cause caused causes reason reasons blame blamed
reply replied answer answered respond responded response
refuse refused reject rejected rejection decline
agree agreed agreement deal accord treaty pact
fight fought fighting battle
break broke broken
drive drove driven
write wrote written
know knew known
keep kept
send sent
steal stole stolen theft
teach taught
bring brought
lead led leads
grow grew grown
replace replaced replacement succeed succeeds successor take
money cash funds euros dollars pounds
movie film
car cars vehicle vehicles
plane aircraft jet airplane
goal goals scored scorer header equalised equalized
crowd spectators audience attendance fans
profit profits earnings
revenue turnover sales
percent percentage
foot foots pay paid finance financed fund funded
sum amount price cost paid
cheap cheaper less lower reduced
expensive dearer dear costly
earn earns earned living job work profession
fake faked forged forge forgery false counterfeit
convict convicted conviction guilty sentence sentenced
acquit acquitted cleared
begin opened open opening start
stop stopped stopping halt halted retire
weigh weighs weight tonnes kilos
smell stink reek
explode exploded explosion blast blew
collapse collapsed crash crashed
marry married wed husband wife spouse
born birth birthplace
study research survey researchers scientists
clean cleaned cleanup washed
trip voyage journey travel travelled
quarrel quarrels row argument dispute
protect protects protected protection
teacher teachers
pupil pupils student students
price prices fare fares
finish finished finishers finisher
appeal appealed appeals
forecast forecasts predict predicted prediction expects expected
repair repaired repairs refit mend mended
hide hid hidden
secret secretly
lawyer lawyers counsel attorney
reporter reporters journalist journalists correspondent
"""


def _groups() -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for number, row in enumerate(_GROUPS.strip().splitlines()):
        for word in row.split():
            found.setdefault(stem(word), set()).add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}


_OF = _groups()


def groups(stemmed: str) -> frozenset[int]:
    """Return the groups that a stem belongs to; empty for most."""
    return _OF.get(stemmed, frozenset())


@lru_cache(maxsize=4096)
def alike(stemmed: str) -> frozenset[str]:
    """Return the stems that share a group with a stem; empty for most."""
    mine = groups(stemmed)
    return frozenset(other for other, numbers in _OF.items() if mine & numbers)
