"""What a mail says of where it stands on the web → the address of its article there."""

import re
from collections.abc import Iterable, Sequence
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from index.readers.mail_html import Link

_IN_BROWSER = re.compile(
    r"(?ix)\b(?:view|read|open|see|display)\b.{0,40}\b(?:browser|online|web|app)\b"
    r"|\b(?:web|online|browser)\s+version\b|\bim\s+browser\b|\bnavigateur\b|\bnavegador\b"
)
# Who counts clicks sends readers to the page by way of a host or a path of its own.
_COUNTING_HOST = re.compile(
    r"(?i)^(?:clicks?|links?|track\w*|trk|email|e|t|r|url\d*)\.[\w-]+\.\w"
    r"|\b(?:sendgrid|list-manage|mandrillapp|hubspotlinks|cmail\d*|createsend\d*|exct|sendibt\d)\.\w+$"
)
_COUNTING_PATH = re.compile(
    r"(?i)/(?:track|click|redirect|ls/click|wf/click|CL0|cts|f/a|ss/c|e/c|c)/"
)
_COUNTING = re.compile(
    r"(?i)utm_\w+|mc_[ce]id|e|fbclid|gclid|cmpid|ocid|at_\w+|token|r|isFreemail|jwt|publication_id"
    r"|_hs\w+|_bhlid|ck_subscriber_id|subscriber|recipient|uid|email|sid|s|__\w+|mkt_tok|cid"
)
_LONGEST = 500


def own_address(stated: Iterable[str], links: Sequence[Link]) -> str | None:
    """Return the address of the page that a mail is the copy of; None where it names none.

    Args:
        stated: what the headers say, best first ("<https://…>").
        links: of the mail's text.
    """
    for value in stated:
        found = re.search(r"https?://[^\s<>]+", value)
        address = _page(found[0]) if found else None
        if address:
            return address
    for link in links:
        address = _page(link.address) if _IN_BROWSER.search(link.words[:200]) else None
        if address:
            return address
    return None


def _page(address: str) -> str | None:
    """Return an address without what counts clicks; None where it is no page of its own."""
    try:
        parts = urlsplit(address.strip())
        host = parts.hostname or ""
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or "." not in host or len(address) > _LONGEST:
        return None
    if _COUNTING_HOST.search(host) or _COUNTING_PATH.search(f"{parts.path}/"):
        return None
    query = [pair for pair in parse_qsl(parts.query) if not _COUNTING.fullmatch(pair[0])]
    if parts.path in ("", "/") and not query:
        return None
    return urlunsplit((parts.scheme, parts.netloc, parts.path, urlencode(query), ""))
