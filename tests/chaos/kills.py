"""What goes wrong with the processes, drawn from a seed."""

from __future__ import annotations

import signal
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from tests.chaos.house import BEAT, BROKER, POST, SECOND_BEAT, House

# Seconds between two strikes, and before what was struck is brought back.
PAUSE_S = (0.5, 3.5)
AWAY_S = (0.1, 3.0)
TICK_S = 0.1


@dataclass(frozen=True, slots=True)
class Later:
    """Something to do at a moment of the monotonic clock."""

    at: float
    act: Callable[[], None]


class Killer:
    """Strikes for some seconds and counts what it did, by kind."""

    def __init__(self, house: House, rng: Random) -> None:
        self._house, self._rng = house, rng
        self._later: list[Later] = []
        self.told: Counter[str] = Counter()
        # Every kind at least once, then by weight.
        self._strikes: dict[Callable[[], bool], int] = {
            self._worker: 5,
            self._head: 3,
            self._hand: 3,
            self._freeze: 2,
            self._update: 2,
            self._beat: 2,
            self._broker: 2,
            self._broker_and_data: 2,
            self._post: 3,
            self._second_beat: 1,
        }
        self._first = list(self._strikes)
        rng.shuffle(self._first)

    def run(self, seconds: float) -> None:
        """Strike until the time is over, then bring everything back."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            rest = time.monotonic() + self._rng.uniform(*PAUSE_S)
            while time.monotonic() < rest:
                self._catch_up()
                self.told.update(f"{_kind(name)} ended by itself" for name in self._house.mend())
                time.sleep(TICK_S)
            self._strike()
        self._catch_up(everything=True)

    @property
    def deaths(self) -> int:
        """How many workers, or processes of their pools, ended in the middle of something."""
        return sum(
            count
            for kind, count in self.told.items()
            if kind.startswith(("worker killed", "worker ended"))
        )

    def _strike(self) -> None:
        if self._first:
            self._first.pop()()
            return
        strikes = list(self._strikes)
        self._rng.choices(strikes, [self._strikes[each] for each in strikes])[0]()

    def _catch_up(self, *, everything: bool = False) -> None:
        now = time.monotonic()
        due = [each for each in self._later if everything or each.at <= now]
        self._later = [each for each in self._later if each not in due]
        for each in sorted(due, key=lambda each: each.at):
            each.act()

    def _soon(self, act: Callable[[], None]) -> None:
        self._later.append(Later(time.monotonic() + self._rng.uniform(*AWAY_S), act))

    def _some_worker(self) -> str | None:
        """One that runs and that nothing is about to happen to."""
        alive = [name for name in self._house.options.worker_names if self._house.runs(name)]
        return self._rng.choice(alive) if alive else None

    def _worker(self) -> bool:
        name = self._some_worker()
        if name is None:
            return False
        self._house.kill(name)
        self._soon(lambda: self._house.up(name))
        return self._tell("worker killed, whole")

    def _head(self) -> bool:
        """The main process dies; what it started goes on until somebody clears up."""
        name = self._some_worker()
        if name is None:
            return False
        self._house.kill_head(name)

        def back() -> None:
            self._house.kill(name)
            self._house.up(name)

        self._soon(back)
        return self._tell("worker killed, main process")

    def _hand(self) -> bool:
        """A process of the pool dies, if the pool has processes."""
        name = self._some_worker()
        return (
            name is not None
            and self._house.kill_hand(name)
            and self._tell("worker killed, pool process")
        )

    def _freeze(self) -> bool:
        """It stands still for a while and then goes on as if nothing had been."""
        name = self._some_worker()
        if name is None:
            return False
        self._house.send(name, signal.SIGSTOP)

        def thaw() -> None:
            if self._house.runs(name):
                self._house.send(name, signal.SIGCONT)

        self._soon(thaw)
        return self._tell("worker frozen")

    def _update(self) -> bool:
        """It is asked to end, finishes what it does, and is started again."""
        name = self._some_worker()
        if name is None:
            return False
        self._house.ask_to_stop(name)
        return self._tell("worker updated")

    def _beat(self) -> bool:
        return self._away(BEAT, "beat killed")

    def _broker(self) -> bool:
        return self._away(BROKER, "broker killed")

    def _broker_and_data(self) -> bool:
        if not self._away(BROKER, "broker killed with its data"):
            return False
        self._house.empty_broker()
        return True

    def _post(self) -> bool:
        return self._away(POST, "mail server killed")

    def _second_beat(self) -> bool:
        """There are two for a while, then one again."""
        if self._house.runs(SECOND_BEAT):
            self._house.kill(SECOND_BEAT)
            return self._tell("second beat killed")
        self._house.up(SECOND_BEAT)
        return self._tell("second beat started")

    def _away(self, name: str, kind: str) -> bool:
        if not self._house.runs(name):
            return False
        self._house.kill(name)
        self._soon(lambda: self._house.up(name))
        return self._tell(kind)

    def _tell(self, kind: str) -> bool:
        self.told[kind] += 1
        return True


def _kind(name: str) -> str:
    """Worker-3 is a worker."""
    return name.partition("-")[0]
