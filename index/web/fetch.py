"""An address → the page there, by way of redirects, rules of robots and pauses."""

import email.utils
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol
from urllib.parse import urljoin

from index.errors import SourceError
from index.web.guard import Guard, Target, shown_address
from index.web.robots import AGENT, Robots
from index.web.transport import Reply

MAX_REDIRECTS = 5
PAUSE = 1.0  # seconds between two requests to one host
LONGEST_FETCH = 60.0  # seconds; after that no further redirect is followed
LONGEST_WAIT = 10.0  # seconds that a busy host may ask us to wait

_REDIRECTS = (301, 302, 303, 307, 308)
_BUSY = (429, 503)
_FILE = "save the page in your browser and add the file"
_STATUSES = {
    401: ("is only for those who have signed in", _FILE),
    402: ("is only for those who pay", _FILE),
    403: ("was refused by its host", _FILE),
    404: ("does not exist", "check the address"),
    410: ("does not exist any more", "check the address"),
    429: ("was refused, because its host has had too many requests", "try again later"),
    451: ("is withheld for legal reasons", _FILE),
}


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page as it came.

    Attributes:
        url: where it was found in the end.
        content: its bytes.
        charset: the encoding that the host named; None where it named none.
    """

    url: str
    content: bytes
    charset: str | None


class Send(Protocol):
    """Sends one request, as `Transport` does."""

    def get(self, target: Target, address: str) -> Reply:
        """Ask for a page; raises SourceError, with `address` in its sentence."""


class Fetcher:
    """Fetches pages, remembering what each host asked of robots, for as long as it lives."""

    def __init__(
        self,
        guard: Guard,
        transport: Send,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """Set it up.

        Args:
            guard: judges every address, that of every redirect too.
            transport: sends the requests.
            clock: seconds from some moment on.
            sleep: waits for seconds.
        """
        self._guard = guard
        self._transport = transport
        self._clock = clock
        self._sleep = sleep
        self._robots: dict[str, Robots] = {}  # by origin
        self._asked: dict[str, float] = {}  # by host, when it was last asked

    def __call__(self, address: str) -> Fetched:
        """Fetch a page.

        Raises:
            SourceError: it may not be opened, cannot be reached, or is no page.
        """
        target = self._guard.check(address)
        end = self._clock() + LONGEST_FETCH
        for _ in range(MAX_REDIRECTS + 1):
            self._ask_robots(target, address)
            reply = self._get(target, address)
            if reply.status not in _REDIRECTS:
                return _fetched(reply, target, address)
            target = self._next(reply, target, address)
            if self._clock() > end:
                break
        raise _refused(
            address, "is passed on from address to address too often or for too long", _FILE
        )

    def _get(self, target: Target, address: str) -> Reply:
        """Ask for an address, a second time where its host is busy for a moment only."""
        self._pause(target)
        reply = self._transport.get(target, address)
        wait = _asked_to_wait(reply) if reply.status in _BUSY else None
        if wait is None or wait > LONGEST_WAIT:
            return reply
        self._sleep(wait)
        self._pause(target)
        return self._transport.get(target, address)

    def _pause(self, target: Target) -> None:
        robots = self._robots.get(target.origin, Robots())
        last = self._asked.get(target.host)
        if last is not None:
            wait = max(PAUSE, robots.pause()) - (self._clock() - last)
            if wait > 0:
                self._sleep(wait)
        self._asked[target.host] = self._clock()

    def _ask_robots(self, target: Target, address: str) -> None:
        robots = self._robots.get(target.origin)
        if robots is None:
            robots = self._robots[target.origin] = self._rules(target, address)
        if robots.closed:
            raise _refused(
                address, "was not opened, because its host is out of order", "try again later"
            )
        if not robots.allow(target.url):
            raise _refused(
                address,
                f"was not opened, because its host asks programs not to (robots.txt, {AGENT})",
                _FILE,
            )

    def _rules(self, target: Target, address: str) -> Robots:
        """Ask a host for its robots.txt; one that leads astray counts as none."""
        asked = replace(target, path="/robots.txt")
        for _ in range(MAX_REDIRECTS + 1):
            reply = self._transport.get(asked, address)
            if reply.status not in _REDIRECTS:
                return Robots.of_reply(reply.status, reply.body)
            try:
                asked = self._next(reply, asked, asked.url)
            except SourceError:
                break
        return Robots()

    def _next(self, reply: Reply, target: Target, address: str) -> Target:
        """Return where a redirect leads; it is judged like every address."""
        place = reply.headers.get("location", "").replace(" ", "%20")
        try:
            following = self._guard.check(_utf8(urljoin(target.url, place)))
        except SourceError as error:
            raise SourceError(f"{shown_address(address)} passes on: {error}", address) from error
        except ValueError as error:
            raise _refused(address, "is passed on to no complete address", _FILE) from error
        if (target.scheme, following.scheme) == ("https", "http"):
            raise _refused(
                address,
                f"is passed on from https to http ({shown_address(following.url)})",
                "add that address if you trust the network",
            )
        return following


def _fetched(reply: Reply, target: Target, address: str) -> Fetched:
    if reply.status == 200:
        return Fetched(target.url, reply.body, _charset(reply.headers.get("content-type", "")))
    known = _STATUSES.get(reply.status)
    if known:
        raise _refused(address, *known)
    if reply.status >= 500:
        what = f"was not sent, because its host is out of order ({reply.status})"
        raise _refused(address, what, "try again later")
    raise _refused(address, f"was answered with {reply.status} instead of a page", _FILE)


def _asked_to_wait(reply: Reply) -> float | None:
    """Return how many seconds a busy host asks us to wait; None where it does not say."""
    written = reply.headers.get("retry-after", "")
    if written.isascii() and written.isdigit() and len(written) < 10:
        return float(written)
    try:
        until = email.utils.parsedate_to_datetime(written)
        now = email.utils.parsedate_to_datetime(reply.headers.get("date", ""))
        return max((until - now).total_seconds(), 0.0)
    except (ValueError, TypeError, IndexError):
        return None


def _charset(content_type: str) -> str | None:
    for parameter in content_type.split(";")[1:]:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset":
            return value.strip().strip("\"'").lower() or None
    return None


def _utf8(address: str) -> str:
    """Read a header's bytes, which were taken for Latin-1, as UTF-8 where they are that."""
    try:
        return address.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return address


def _refused(address: str, what: str, remedy: str) -> SourceError:
    return SourceError(f"{shown_address(address)} {what}: {remedy}.", address)
