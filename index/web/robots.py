"""What a host's robots.txt allows; only home of protego."""

from typing import Self

from protego import Protego

AGENT = "Byline"  # the name by which a robots.txt may address Byline
LONGEST_PAUSE = 10.0  # seconds; a host that asks for more is asked this seldom

_MAX_BYTES = 500 * 1024  # what RFC 9309 asks to be read


class Robots:
    """The rules of one host."""

    def __init__(self, text: str = "", *, closed: bool = False) -> None:
        """Keep rules.

        Args:
            text: of a robots.txt; empty where everything is allowed.
            closed: whether the host is to be left alone.
        """
        self.closed = closed
        self._rules = Protego.parse(text)

    @classmethod
    def of_reply(cls, status: int, body: bytes) -> Self:
        """Read what a host replied when asked for its robots.txt (RFC 9309, 2.3.1).

        No file means no rules; a host that is out of order, or has had enough, is left alone.
        """
        if status == 429 or status >= 500:
            return cls(closed=True)
        return cls(body[:_MAX_BYTES].decode("utf-8", "replace") if status == 200 else "")

    def allow(self, url: str) -> bool:
        """Tell whether an address may be opened."""
        return not self.closed and self._rules.can_fetch(url, AGENT)

    def pause(self) -> float:
        """Return the seconds to wait between two requests; 0 where the host asks for none."""
        return min(self._rules.crawl_delay(AGENT) or 0.0, LONGEST_PAUSE)
