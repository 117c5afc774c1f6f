"""The door to the network as the front door of Byline opens it: with real names, times, machines.

Loaded when the first address comes: what it stands on takes 0.3 s to import.
"""

from collections.abc import Collection

from index.web.fetch import Fetcher
from index.web.guard import Guard, look_up
from index.web.transport import Transport


def open_door(allowed: Collection[str], version: str) -> Fetcher:
    """Return what fetches pages, for one piece of work.

    Args:
        allowed: hosts that may be in a private network.
        version: Byline's, which the hosts are told.

    Raises:
        ValueError: one of `allowed` is no host's name.
    """
    agent = f"Byline/{version} (adds the pages that its user names)"
    return Fetcher(Guard(allowed, look_up), Transport(agent))
