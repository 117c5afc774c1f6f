"""What can be wrong with what a user hands over for measuring."""

from index.errors import BylineError


class SetError(BylineError):
    """A set of gold answers, or a kept report, that cannot be used."""
