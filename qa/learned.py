"""What is learned of one model at one endpoint while it is asked, kept for the next time."""

from dataclasses import replace

from qa.ladder import Known, Memory, Rung, below
from qa.pace import paced

# Of a reply's time the half goes to reading; in what else is left, some 300 tokens are written.
_READING = 0.5
_KEPT_FREE = 700  # tokens for the reply, as where the context is counted


class Learned:
    """What is known of a model.

    Args:
        memory: keeps it.
        address: the endpoint's.
        model: the model's name there.
    """

    def __init__(self, memory: Memory, address: str, model: str) -> None:
        self._memory = memory
        self._of = (address, model)

    @property
    def known(self) -> Known:
        """All of it."""
        return self._memory.recall(*self._of)

    @property
    def rung(self) -> Rung:
        """The rung on which it is asked next."""
        return self.known.rung

    def context(self, seconds: float) -> int | None:
        """Return its tokens of context: as many as it reads in its part of so many seconds.

        Returns:
            None where nothing bounds it, as far as is known.
        """
        known = self.known
        if known.pace is None:
            return known.context
        in_time = _KEPT_FREE + round(known.pace * seconds * _READING)
        return min(in_time, known.context or in_time)

    def keep_context(self, tokens: int) -> None:
        """Remember how much it reads."""
        self._keep(replace(self.known, context=tokens))

    def keep_pace(self, tokens: int, seconds: float) -> None:
        """Remember in how many seconds so many tokens of a request were read."""
        known = self.known
        pace = paced(known.pace, tokens, seconds)
        if pace != known.pace:
            self._keep(replace(known, pace=pace))

    def step_down(self, said: str) -> None:
        """Remember that a rung was refused, with the endpoint's words in lower case."""
        self._keep(below(self.known, said))

    def want_no_form(self) -> None:
        """Ask for plain text from now on: what was taken without a word was not kept to."""
        if self.rung != "plain":
            self._keep(replace(self.known, rung="plain"))

    def _keep(self, known: Known) -> None:
        self._memory.keep(*self._of, known)
