"""An address as written → the machine that may be asked for it, or why it may not.

Who pastes an address lets this machine go there. So a name is looked up once, all its numbers
are judged, and one of exactly these is connected to: what the name means a moment later (DNS
rebinding) does not matter.
"""

import ipaddress
import queue
import re
import socket
import threading
import unicodedata
from collections.abc import Callable, Collection
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, urlsplit

import idna

from index.errors import SourceError

Number = ipaddress.IPv4Address | ipaddress.IPv6Address
# A host's name and a port → the numbers it has, as text; raises OSError where it has none.
Resolve = Callable[[str, int], Collection[str]]

MAX_ADDRESS = 2000  # code points; longer ones are no article's
LOOK_UP_SECONDS = 10.0

_PORTS = {"http": 80, "https": 443}
_FORBIDDEN = re.compile(r"[\x00-\x20\x7f\\\u200b\ufeff]")
# A host that ends in a number is meant as IPv4 by browsers, however odd (0x7f.1, 2130706433).
_NUMERIC_END = re.compile(r"(?:\d+|0[xX][\da-fA-F]*)\Z")
_SAFE = "%/:=&?~#+!$,;'@()*[]-._"  # what an address may keep as it is; the rest is escaped

_PUBLIC_IPV6 = ipaddress.IPv6Network("2000::/3")
# IPv4 addresses behind a translator, as a network without IPv4 of its own gives them.
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
# Some of these count as global in one version of Python and as private in the next.
_CLOSED = tuple(
    map(
        ipaddress.ip_network,
        (
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",  # shared by a provider's customers
            "127.0.0.0/8",
            "169.254.0.0/16",  # link-local, and where clouds keep their machines' secrets
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4",
            "2001::/23",  # Teredo among others
            "2001:db8::/32",
            "2002::/16",  # 6to4
            "3fff::/20",
        ),
    )
)
_ISATAP = (0x00005EFE, 0x02005EFE)  # in front of an IPv4 address at the end


@dataclass(frozen=True, slots=True)
class Target:
    """Where a request goes.

    Attributes:
        host: its name as certificates have it, or a number, IPv6 without brackets.
        path: path and query, as a request names them.
        numbers: the machine's, each of which was judged; never empty.
    """

    scheme: str
    host: str
    port: int
    path: str
    numbers: tuple[str, ...]

    @property
    def url(self) -> str:
        """The whole address in ASCII, without its fragment."""
        return self.origin + self.path

    @property
    def origin(self) -> str:
        """Scheme, host and port, as in "https://example.org" or "http://[::1]:8080"."""
        return f"{self.scheme}://{self.authority}"

    @property
    def authority(self) -> str:
        """Host and port, the usual port left out."""
        name = f"[{self.host}]" if ":" in self.host else self.host
        return name if self.port == _PORTS[self.scheme] else f"{name}:{self.port}"


class Guard:
    """Lets requests go to the public web, and to the hosts that a setting allows."""

    def __init__(self, allowed: Collection[str], resolve: Resolve) -> None:
        """Set it up.

        Args:
            allowed: hosts as in `BYLINE_ALLOW_HOSTS`; they may have any number and any port.
            resolve: looks a name up.

        Raises:
            ValueError: one of them is no host's name.
        """
        self._allowed = frozenset(map(host_name, allowed))
        self._resolve = resolve

    def check(self, address: str) -> Target:
        """Return where an address leads.

        Raises:
            SourceError: it is no address of the web, or leads where requests must not go.
        """
        parts = _split(address)
        try:
            host, port = host_name(parts.hostname or ""), parts.port or _PORTS[parts.scheme]
        except ValueError as error:
            raise _refused(address, "names its machine in an odd way", "check it") from error
        if host not in self._allowed and port not in _PORTS.values():
            raise _refused(address, f"asks for port {port}, which is no web page's", _allow(host))
        path = quote(parts.path or "/", safe=_SAFE)
        query = f"?{quote(parts.query, safe=_SAFE)}" if parts.query else ""
        numbers = self._numbers(address, host, port)
        return Target(parts.scheme, host, port, path + query, numbers)

    def _numbers(self, address: str, host: str, port: int) -> tuple[str, ...]:
        """Look a host up; all its numbers must be public, unless it is allowed."""
        number = _number(host)
        try:
            found = (host,) if number else tuple(dict.fromkeys(self._resolve(host, port)))
        except OSError as error:
            raise _unknown(address, host) from error
        if not found:
            raise _unknown(address, host)
        if host not in self._allowed and not all(map(_is_public, found)):
            raise _refused(address, "leads to this machine or a private network", _allow(host))
        return found


def look_up(host: str, port: int) -> tuple[str, ...]:
    """Look a name up in the system's way, for no longer than `LOOK_UP_SECONDS`.

    Raises:
        OSError: it is not known, or nobody answers.
    """
    answers: queue.SimpleQueue[tuple[str, ...] | OSError | UnicodeError] = queue.SimpleQueue()

    def ask() -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            answers.put(tuple(str(entry[4][0]) for entry in found))
        except (OSError, UnicodeError) as error:
            answers.put(error)

    # The system's call cannot be ended; its thread must not keep the program from ending.
    threading.Thread(target=ask, daemon=True).start()
    try:
        answer = answers.get(timeout=LOOK_UP_SECONDS)
    except queue.Empty as error:
        raise TimeoutError(f"nobody answers what {host} is") from error
    if isinstance(answer, Exception):
        raise OSError(f"{host} is not known") from answer
    return answer


def host_name(written: str) -> str:
    """Return a host's name in its one form: ASCII, small letters, no dot at the end.

    Raises:
        ValueError: it is no name of a host, nor a number in the usual notation.
    """
    folded = unicodedata.normalize("NFKC", written.strip()).lower().removesuffix(".")
    bare = folded.removeprefix("[").removesuffix("]")
    if ":" in bare:
        if "%" in bare:
            raise ValueError(f"{written} is a number of one network card only")
        return str(ipaddress.IPv6Address(bare))
    if _NUMERIC_END.match(folded.rpartition(".")[2]):
        return str(ipaddress.IPv4Address(folded))
    if folded.isascii():
        # Names with an underscore are no IDNA, but there are some.
        if not re.fullmatch(r"(?=.{1,253}\Z)(?:[a-z\d_-]{1,63}\.)*[a-z\d_-]{1,63}", folded):
            raise ValueError(f"{written} is no host's name")
        return folded
    return host_name(idna.encode(folded, uts46=True).decode("ascii"))  # its error is a ValueError


def _split(address: str) -> SplitResult:
    """Divide an address.

    Raises:
        SourceError: it is none, is not of the web, or has a name and a password in it.
    """
    written = address.strip()
    try:
        parts = urlsplit(written)
        _ = parts.port
    except ValueError as error:
        raise _refused(address, "is no complete address", "check it") from error
    if parts.scheme not in _PORTS:
        raise _refused(
            address,
            "is not an address of the web",
            "add an http or https address, or the file by its path",
        )
    if _FORBIDDEN.search(written) or len(written) > MAX_ADDRESS or not parts.hostname:
        raise _refused(address, "is no complete address", "check it")
    if "@" in parts.netloc:
        raise _refused(address, "has a user's name in front of its host", "leave that out")
    return parts


def _is_public(written: str) -> bool:
    number = _number(written)
    if isinstance(number, ipaddress.IPv6Address):
        if number in _NAT64:
            number = ipaddress.IPv4Address(int(number) & 0xFFFFFFFF)
        elif number not in _PUBLIC_IPV6 or (int(number) >> 32) & 0xFFFFFFFF in _ISATAP:
            return False
    if number is None or not number.is_global:
        return False
    return not any(number in network for network in _CLOSED if network.version == number.version)


def _number(written: str) -> Number | None:
    try:
        return ipaddress.ip_address(written)
    except ValueError:
        return None


def _allow(host: str) -> str:
    return f"put {host} into BYLINE_ALLOW_HOSTS if that is meant"


def _refused(address: str, why: str, remedy: str) -> SourceError:
    shown = shown_address(address)
    return SourceError(f"{shown} {why}, so it was not opened: {remedy}.", address)


def _unknown(address: str, host: str) -> SourceError:
    return SourceError(
        f"{shown_address(address)} cannot be reached, because the name {host} was not found: "
        "check the address and the network.",
        address,
    )


def shown_address(address: str) -> str:
    """Return an address on one line that is short enough for a sentence."""
    line = " ".join(address.split())
    return line if len(line) <= 200 else f"{line[:199]}…"
