"""What newsletters say of themselves: how to read them, why they came, how to be rid of them.

Each phrase asks the reader for something or speaks of this very mail, so that “Unsubscribe rates
rose” is none.
"""

import re

_LONGEST = 300  # code points; a longer paragraph has something to say

_MAIL = r"(?:e-?mails?|newsletters?|messages?|mails?|issues?|updates?|alerts?)"
_YOUR = r"(?:(?:your|my|our|e-?mail|newsletter|subscription|communication)\ )*"

# These may stand alone ...
_LINK = rf"""(?:
    (?:view|read|open|see|display)\ (?:(?:this|the)\ )?(?:{_MAIL}\ |post\ )?
      (?:(?:in|on|with)\ (?:(?:your|a|the|our)\ )?(?:web\ ?)?(?:browser|app|web|website)
        |online|as\ a\ web\ ?page)
    | (?:web|online|browser|mobile)\ version
    | unsubscribe(?:\ (?:here|now|instantly|me|at\ any\ time|(?:with|in)\ (?:one|1|a)\ click
        |from\ (?:this|these|all|our|the|future)\b[^.|•·]{{0,60}}))?
    | opt[- ]?out(?:\ here)?
    | (?:manage|update|change|edit|adjust)\ {_YOUR}
      (?:preferences|subscriptions?|settings|profile|newsletters?|options|e-?mail\ address)
    | (?:e-?mail|subscription|communication|newsletter)\ (?:preferences|settings)
    | (?:privacy|cookie)\ (?:policy|notice|statement|settings)
    | forward\ (?:this\ )?(?:{_MAIL}\ )?to\ a\ (?:friend|colleague)
    | refer\ a\ friend | share\ (?:this\ )?(?:{_MAIL}|post) | report\ (?:spam|abuse)
    | im\ browser\ (?:ansehen|anzeigen|lesen|öffnen) | (?:newsletter\ )?(?:abmelden|abbestellen)
    | se\ (?:désabonner|désinscrire) | darse\ de\ baja
    )"""
# ... these only beside another.
_BESIDE = rf"""(?:{_LINK} | terms(?:\ (?:of|and|&)\ \w+)? | contact(?:\ us)?
    | help(?:\ cent(?:er|re))?
    | faqs? | advertise(?:\ with\ us)? | about(?:\ us)? | archives? | subscribe(?:\ (?:here|now))?
    | forward | privacy | preferences | settings | like | comment | share | restack
    | (?:leave|add)\ a\ comment | facebook | twitter | x | instagram | linkedin | youtube | website
    )"""
_BETWEEN = r"(?:\W+|\W*\b(?:or|and)\b\W*)"

_FURNITURE = rf"""(?ix)^\W*(?:
    {_LINK}(?:{_BETWEEN}{_BESIDE}){{0,8}}\W*$ | {_BESIDE}(?:{_BETWEEN}{_BESIDE}){{1,8}}\W*$

    | (?:having\ )?(?:trouble|problems|difficulty|difficulties)\ (?:viewing|reading|seeing|with)
        \b.*\b(?:{_MAIL}|browser|images)\b.*
    | (?:if\ you\ (?:can(?:no|[’'])t|are\ unable|are\ having|have\ trouble)|if\ this\ {_MAIL}
        |can[’']t\ (?:see|read))\b.*\b(?:view|read|see|display\w*|images?)\b
        .*\b(?:{_MAIL}|browser|online|images?|click)\b.*
    | (?:no|missing)\ (?:images|pictures)\s?\?.*

    | (?:was\ |got\ |been\ )?(?:this\ |the\ )?(?:{_MAIL}\ )?
        forwarded\ (?:this\ {_MAIL}|to\ you|by\ someone|from\ a\ friend)\b.*
    | (?:did|has|was)\ (?:someone|somebody|a\ friend|a\ colleague|this)\b.{{0,40}}
        \bforward(?:ed)?\b.*\?.*
    | (?:someone|a\ friend|a\ colleague)\ (?:sent|forwarded)\ you\ this\b.*
    | forward\ (?:this|it)\b.{{0,40}}\b(?:friend|colleague|someone)\b.*

    | you(?:\ (?:are|were|have)|[’'](?:re|ve))\ (?:been\ )?(?:currently\ )?
        (?:receiv(?:ing|ed)|getting|sent|subscribed)\ (?:this|our|these|to)\b
        .*\b(?:{_MAIL}|because|list|subscri\w+|as)\b.*
    | you\ (?:received?|get|got)\ (?:this|our)\ {_MAIL}\b.*
    | you\ (?:can|may)\ (?:also\ )?(?:always\ )?
        (?:unsubscribe|opt[- ]?out|(?:update|change|manage)\ your\ (?:pref|subs|e-?mail))\b.*
    | (?:want|would\ you\ like)\ to\ (?:change|stop|unsubscribe|update)\b
        .*\b(?:{_MAIL}|preferences)\b.*
    | (?:don[’']t|do\ not|no\ longer)\ (?:want|wish)\b.*\b{_MAIL}\b.*
    | (?:if\ you|to)\ (?:(?:would|do\ not|don[’']t|no\ longer|wish|want|prefer|like|to)\ )*
        (?:unsubscribe|opt[- ]?out
        |(?:stop\ receiving|receive)\ (?:these|this|our|any|such)\ .*{_MAIL}
        |(?:update|change|manage)\ {_YOUR}
        (?:preferences|subscriptions?|settings))\b.*
    | (?:click|tap)\ (?:here|below|on)\b.*\b(?:unsubscribe|browser|preferences|subscri\w+)\b.*

    | this\ {_MAIL}\ (?:was|is|has\ been)\ (?:sent|intended|delivered|addressed)\b
        .*(?:@|\byou\b|\bbecause\b|unsubscribe|mailing\ list).*
    | (?:sent|delivered)\ to\W{{1,3}}\S+@\S+.*
    | (?:just\ |simply\ )?(?:reply|respond)\ to\ this\ {_MAIL}\b.*
    | (?:please\ )?do\ not\ reply\ to\ this\b.* | this\ is\ an\ automated\ {_MAIL}\b.*
    | (?:please\ )?add\ \S+@\S+\ to\ your\b.*
    | (?:to\ ensure|make\ sure)\b.*\b(?:inbox|address\ book|deliver(?:y|ed|ability))\b.*
    | (?:our|the)\ (?:mailing|postal)\ address\ is\b.*
    | why\ (?:did|am)\ i\ (?:get|receiv)\w*\ this\b.*
    | (?:powered|sent|delivered)\ (?:by|with|via)\ (?:mailchimp|substack|beehiiv|ghost|buttondown
        |convertkit|sendgrid|campaign\ monitor|constant\ contact|kit|brevo|hubspot)\b.*
    | (?:together\ with|presented\ by|sponsored\ by|a\ message\ from|in\ partnership\ with)\b
        [^.!?]{{0,60}}$
    | (?:enjoy(?:ing|ed)?|liked?|loved?)\ (?:this|our|reading|what\ you)\b.{{0,80}}
        \b(?:{_MAIL}|share|forward|subscribe)\b.*
    | (?:start\ writing|get\ the\ app|listen\ (?:now|on\ [\w ]{{1,30}}))\W*$
    | diese\ (?:e-?mail|nachricht)\ im\ browser\b.*
    | (?:voir|lire)\b.{{0,40}}\bnavigateur\W*$ | ver\b.{{0,30}}\bnavegador\W*$
    )"""


def is_mail_furniture(text: str) -> bool:
    """Tell whether a paragraph is of the mail, not of what the mail tells."""
    # Compiled at the first use, which takes 0.04 s, and kept by the module.
    return len(text) <= _LONGEST and re.match(_FURNITURE, text) is not None
