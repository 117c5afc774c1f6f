"""A fetcher for tests: real connections to this machine, a clock that only sleeping moves."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from index.web.fetch import Fetcher
from index.web.guard import Guard, Resolve, look_up
from index.web.transport import Limits, Transport

HERE = ("127.0.0.1", "::1")


@dataclass
class FakeTime:
    """A clock that moves by sleeping, and by `tick` seconds whenever it is looked at."""

    now: float = 1000.0
    tick: float = 0.0
    slept: list[float] = field(default_factory=list)

    def clock(self) -> float:
        self.now += self.tick
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


@dataclass
class Names:
    """A look-up of names that gives each its answers in turn, and then the last again."""

    answers: dict[str, list[Sequence[str]]]
    asked: list[str] = field(default_factory=list)

    def __call__(self, host: str, port: int) -> Sequence[str]:
        self.asked.append(host)
        if host not in self.answers:
            raise OSError(f"{host}: not known")
        found = self.answers[host]
        return found.pop(0) if len(found) > 1 else found[0]


def fetcher(
    allowed: Collection[str] = HERE,
    resolve: Resolve = look_up,
    time: FakeTime | None = None,
    limits: Limits | None = None,
    transport: Transport | None = None,
) -> Fetcher:
    pace = time or FakeTime()
    door = transport or Transport("Byline/9 (test)", limits, clock=pace.clock)
    return Fetcher(Guard(allowed, resolve), door, pace.clock, pace.sleep)
