"""Finds the words by which a writer judges in the writer's own voice, with plain ones."""

import re
from dataclasses import dataclass

from index.article import Paragraph, ParsedArticle
from index.clean import blanked
from index.frames import is_told
from index.marks import MASK, masked, pair
from qa.answer import LoadedWord

_VOICE_KINDS = frozenset(("body", "heading", "commentary"))

_JUDGES = "judges instead of describing"
_PRAISES = "praises instead of describing"
_SCORNS = "belittles"
_HEATS = "makes it sound more violent than the facts"
_EVERYONE = "claims that everyone agrees"
_HINTS = "hints at bad faith without saying who says so"

# Reason → "loaded = plain; …": regular expressions, nothing behind "=" where it is best left out.
_WORDS = {
    _JUDGES: r"""
relentless(?:ly)?; ruthless(?:ly)?; brutal(?:ly)?; vicious(?:ly)?; savage(?:ly)?; heinous;
barbaric; innocent; helpless; defenceless; defenseless; evil; monstrous; despicable;
appalling(?:ly)?; shocking(?:ly)?; outrageous(?:ly)?; disgraceful(?:ly)?; shameful(?:ly)?;
shameless(?:ly)?; scandalous(?:ly)?; reckless(?:ly)?; disastrous(?:ly)?; catastrophic(?:ally)?;
horrific; horrifying; ridiculous(?:ly)?; absurd(?:ly)?; ludicrous(?:ly)?; laughable;
pathetic(?:ally)?; idiotic; insane; cynical(?:ly)?; callous(?:ly)?; heartless(?:ly)?; cowardly;
treacherous; sinister; draconian = strict; unhinged; deranged; corrupt; crooked; greedy;
arrogant(?:ly)?; hypocritical(?:ly)?; extremist; radical; fanatical; hard-?line;
blatant(?:ly)?; flagrant(?:ly)?; egregious(?:ly)?; devastating; crippling;
toxic; rotten; bungled; botched; half-baked; wasteful; bloated; needless(?:ly)?; senseless;
mindless; spineless; clueless; feckless; inept; woeful(?:ly)?; dismal(?:ly)?; miserabl[ey];
tragic(?:ally)?; infamous; notorious; embarrassing(?:ly)?
""",
    _PRAISES: r"""
heroic(?:ally)?; courageous(?:ly)?; visionary; brilliant(?:ly)?; magnificent(?:ly)?;
triumphant(?:ly)?; inspiring; beloved; iconic; legendary; glorious;
groundbreaking; masterful; man of the hour; much-needed; long-overdue; common-sense;
fearless(?:ly)?; world-class; stunning(?:ly)?
""",
    _SCORNS: r"""
so-called; self-styled; self-proclaimed; would-be; regimes? = government;
cron(?:y|ies) = allies; henchm[ae]n = aides; minions? = staff; puppets?; lapdogs?; stooges?;
thugs?; goons?; elites?; mobs? = crowd; bureaucrats = officials; fat cats; cabal = group;
clique = group; hacks?; apologists? = supporters; propaganda = statements;
rhetoric = statements; pipe dream = plan; gimmicks? = measure; stunts? = action;
circus = event; farce; charade; sham; boondoggles? = project; scheme = plan;
vanity project = project; white elephant = project; pet project = project; cash cow;
gravy train; handouts? = payments; nanny state = state; lecture[ds]? = told;
preen(?:s|ed|ing)?; whin(?:e|es|ed|ing) = complained; dol(?:e|es|ed|ing) out = gave;
prop(?:s|ped|ping)? up = support; cosy(?:ing)? up to = approach; cozy(?:ing)? up to = approach;
kowtow(?:s|ed|ing)?
""",
    _HEATS: r"""
slam(?:s|med|ming)? = criticised; blast(?:s|ed|ing)? = criticised;
lambast(?:e|es|ed|ing) = criticised; rip(?:s|ped|ping)? into = criticised;
tear(?:s|ing)? into = criticise; tore into = criticised; lash(?:es|ed|ing)? out = criticised;
eviscerat(?:e|es|ed|ing) = criticised; torch(?:es|ed)? = criticised;
skewer(?:s|ed|ing)? = criticised; fight-to-the-death = conflict;
fight to the (?:death|finish) = conflict; all-out war = conflict; bloodbath = killings;
slaughter(?:s|ed|ing)? = killed; onslaught = attack; rampage = attack;
carnage = deaths; chaos = disorder; meltdown = crisis; mayhem = disorder;
firestorm = controversy; bombshell; explosive; storm(?:s|ed|ing)? out = left;
plung(?:e|es|ed|ing) = fell; skyrocket(?:s|ed|ing)? = rose; soar(?:s|ed|ing)? = rose;
crush(?:es|ed|ing) = defeated; destroy(?:s|ed|ing)? the career;
hammer(?:s|ed|ing)? home = said; ram(?:s|med|ming)? through = passed;
sabotag(?:e|es|ed|ing) = hinder; strangl(?:e|es|ed|ing) = hinder; gut(?:s|ted|ting)? = cut;
butcher(?:s|ed|ing)? = cut
""",
    _EVERYONE: r"""
(?:what )?everyone (?:seems to )?(?:already )?knows?; as everyone knows; of course; obviously;
clearly; undeniabl[ey]; undoubtedly; without (?:a )?doubt; needless to say; let us be honest;
let[’']s be honest; make no mistake; the truth is; the fact is; it is no secret;
nobody (?:can|could) deny; no serious person; it is worth noting; anyone with eyes; as usual;
predictably; inevitably; surely; plainly
""",
    _HINTS: r"""
conveniently; suspiciously; curiously; mysteriously; supposed(?:ly)?;
gloss(?:es|ed|ing)? over = omits; turn(?:s|ed|ing)? a blind eye;
sweep(?:s|ing)? under the (?:rug|carpet); swept under the (?:rug|carpet);
behind closed doors = in private; backroom deals? = agreement; pull(?:s|ed|ing)? the strings;
hidden agenda = aim; sell(?:s|ing)? the line = say; toe(?:s|d)? the line = agree;
spin(?:s|ning)? = presents; parrot(?:s|ed|ing)? = repeated; brainwash(?:es|ed|ing)?;
whitewash(?:es|ed|ing)?; smokescreen; cover-up; scapegoat(?:s|ed|ing)? = blamed
""",
}


@dataclass(frozen=True, slots=True)
class _Entry:
    pattern: re.Pattern[str]
    why: str
    plain: str


def _entries() -> tuple[_Entry, ...]:
    found = []
    for why, rows in _WORDS.items():
        for row in rows.split(";"):
            pattern, _, plain = row.partition("=")
            found.append(_Entry(re.compile(pattern.strip(), re.IGNORECASE), why, plain.strip()))
    return tuple(sorted(found, key=lambda entry: -len(entry.pattern.pattern)))


_ENTRIES = _entries()
_EVERY = re.compile(
    rf"(?<![\w-])(?:{'|'.join(entry.pattern.pattern for entry in _ENTRIES)})(?![\w-])",
    re.IGNORECASE,
)
# Two loaded words in one phrase are one finding: "relentless attack on innocent Palestinians".
_SAME_PHRASE = re.compile(r"^\s+(?:[\w’'-]+\s+){0,3}$")
_NOUN_BEHIND = re.compile(
    r"\s+(?!(?:a|an|the|and|or|but|in|on|at|of|for|to|by|with|from|as|that|which|who|is|was|were|are|has|had|during|after|before|over|about|it|they|he|she)\b)([^\W\d_][\w’'-]*)"
)


def find_loaded(parsed: ParsedArticle) -> tuple[LoadedWord, ...]:
    """Find loaded words in an article's own voice, in order.

    What stands between quotation marks or is reported as somebody's words is the speaker's and
    stays; cross-references are other pieces' headlines.

    Returns:
        Each with its place (`article.text[start:end] == text`), why it is loaded and a plain
        wording, "(left out)" where the sentence says the same without it.
    """
    found = []
    for paragraph in parsed.paragraphs:
        if paragraph.kind in _VOICE_KINDS:
            for start, end, why, plain in _phrases(_own_voice(parsed, paragraph)):
                words = parsed.article.slice(paragraph.start + start, paragraph.start + end)
                place = (paragraph.number, paragraph.start + start, paragraph.start + end)
                found.append(LoadedWord(words, paragraph.article_id, *place, why, plain))
    return tuple(found)


def _own_voice(parsed: ParsedArticle, paragraph: Paragraph) -> str:
    """Return a paragraph's text, as long as it is, with other people's words masked."""
    text = blanked(paragraph, parsed.cross_references)
    shown = masked(text, pair(text), MASK)
    for quote in parsed.quotes:
        # In a commentary the publisher's own voice tells what others said, and everywhere the
        # writer's what they backed or attacked.
        theirs = quote.direct or is_told(quote.cue)
        here = quote.paragraph == paragraph.number and paragraph.kind == "body"
        if here and quote.speaker and theirs:
            start, end = quote.start - paragraph.start, quote.end - paragraph.start
            shown = shown[:start] + MASK * (end - start) + shown[end:]
    return shown


def is_loaded(text: str) -> bool:
    """Tell whether a text has a loaded word outside quotation marks."""
    return bool(_EVERY.search(masked(text, pair(text), MASK)))


def _phrases(shown: str) -> list[tuple[int, int, str, str]]:
    groups: list[list[re.Match[str]]] = []
    for match in _EVERY.finditer(shown):
        last = groups[-1][-1] if groups else None
        if last and _is_one_phrase(last, match, shown[last.end() : match.start()]):
            groups[-1].append(match)
        else:
            groups.append([match])
    return [_phrase(shown, group) for group in groups]


def _is_one_phrase(one: re.Match[str], other: re.Match[str], between: str) -> bool:
    """Tell whether two judging adjectives stand in one phrase."""
    judge = _entry(one[0]).why == _entry(other[0]).why == _JUDGES
    return judge and bool(_SAME_PHRASE.match(between))


def _phrase(shown: str, group: list[re.Match[str]]) -> tuple[int, int, str, str]:
    start, end = group[0].start(), group[-1].end()
    entries = [_entry(match[0]) for match in group]
    if entries[-1].why == _JUDGES and not group[-1][0].endswith("ly"):
        noun = _NOUN_BEHIND.match(shown, end)  # a judging adjective is named with its noun
        end = noun.end() if noun else end
    plain, at = "", start
    for match, entry in zip(group, entries, strict=True):
        plain += shown[at : match.start()] + entry.plain
        at = match.end()
    plain = " ".join((plain + shown[at:end]).split())
    return start, end, entries[0].why, plain or "(left out)"


def _entry(words: str) -> _Entry:
    return next(entry for entry in _ENTRIES if entry.pattern.fullmatch(words))
