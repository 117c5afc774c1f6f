"""How fast an endpoint reads, told by how long it takes to its first words."""

from qa.chat import Usage
from qa.spend import CHARACTERS_A_TOKEN

_FEWEST_READ = 100  # tokens from which on a pace can be told
_NEWS = 0.1  # a change of the pace that is worth keeping, as a share of it


def new_tokens(usage: Usage | None, user: str) -> int:
    """Return how many tokens of a request were read anew.

    Args:
        usage: as the endpoint counts; where it does not, only the user's message is new.
        user: the user's message.
    """
    return usage.read - usage.cached if usage else len(user) // CHARACTERS_A_TOKEN


def paced(known: int | None, tokens: int, seconds: float) -> int | None:
    """Return an endpoint's pace after one more request, the mean of what was known and is seen.

    One request that had to wait for others does not take all passages away from the next.

    Args:
        known: tokens a second until now; None where it was never measured.
        tokens: of the request, read anew.
        seconds: to its first words, or to where they were no longer waited for.

    Returns:
        tokens a second; `known` where nothing new can be told.
    """
    if tokens < _FEWEST_READ or seconds <= 0:
        return known
    seen = tokens / seconds
    pace = max(1, round(seen if known is None else (known + seen) / 2))
    return pace if known is None or abs(pace - known) > known * _NEWS else known
