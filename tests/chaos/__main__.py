"""Reminders under fire, with real processes: `python -m tests.chaos --database sqlite`.

    python -m tests.chaos [--database sqlite|postgres] [--reminders 2000] [--workers 4]
                          [--seconds 240] [--seed 0] [--faults 0.15]

Workers, beat, broker (also with its data) and mail server are killed with kill -9, workers are
frozen, a second beat comes and goes, and the mail server is busy, refuses, hangs and hangs up,
before it took a mail and after. Then nothing is killed any more, and the workers must clear what
is due by themselves. What still waits for an hour that nobody waits for in a test is sent with the
clock moved. Says what it did; ends with 1 where something is wrong: a mail of the evening twice, a
doctor mail lost, a row without an end or a reason.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from random import Random

from tests.chaos.house import BEAT, BELL, BROKER, POST, SECOND_BEAT, House, Options, opened
from tests.chaos.kills import Killer

# The mails are due in the first part of the time, so that the last ones meet kills too.
DUE_IN = 0.8
# How long the workers may take to clear what is due once nothing is killed any more.
CLEAR_S = 180.0
LOOK_EACH_S = 2.0
# How far the clock is moved in the end, in minutes: past the leases, the backoffs, the night.
LATER_MIN = (11, 25, 45, 75, 120, 180, 300, 720, 1080, 1440)


def main(arguments: list[str]) -> int:
    """Set fire, put it out, look."""
    options = _options(arguments)
    folder = Path(tempfile.mkdtemp(prefix="chaos-", dir="/tmp"))  # a socket's path must be short
    with opened(options, folder) as house:
        code = _run(house)
    if code:
        print(f"The logs are in {folder / 'log'}, what the server took in {house.ledger}.")
    else:
        shutil.rmtree(folder)
    return code


def _options(arguments: list[str]) -> Options:
    parser = argparse.ArgumentParser(description="Reminders under fire, with real processes.")
    parser.add_argument("--database", choices=["sqlite", "postgres"], default="sqlite")
    parser.add_argument("--reminders", type=int, default=2_000)
    parser.add_argument("--workers", type=int, default=4)
    parser.add_argument("--seconds", type=float, default=240.0, help="how long things are killed")
    parser.add_argument("--seed", type=int, default=0, help="another one draws other kills")
    parser.add_argument("--faults", type=float, default=0.15, help="share of mails that meet one")
    return Options(**vars(parser.parse_args(arguments)))


def _run(house: House) -> int:
    options = house.options
    start = time.monotonic()
    house.manage("migrate", "--verbosity", "0")
    seeding = house.inside(
        "seed", str(options.reminders), str(options.seconds * DUE_IN), str(options.seed)
    )
    if seeding.returncode:
        print(seeding.stderr)
        return 1
    for name in (BROKER, POST, BEAT, BELL, *options.worker_names):
        house.up(name)
    killer = Killer(house, Random(options.seed))
    print(f"{options.reminders} reminders, {options.workers} workers, seed {options.seed}")
    killer.run(options.seconds)
    _tell("killed", killer.told)
    cleared = _calm(house)
    _move_clock(house)
    held = killer.deaths * options.hands
    # Every hand may hold a line to the mail server.
    lines = killer.told["mail server killed"] * options.workers * options.hands
    verdict = house.inside(
        "verdict", str(house.ledger), str(options.reminders), str(held), str(lines)
    )
    print(verdict.stdout + verdict.stderr, end="")
    holds = cleared and verdict.returncode == 0
    print(f"{time.monotonic() - start:.0f} s, {'all holds' if holds else 'something is wrong'}")
    return 0 if holds else 1


def _tell(what: str, tally: Counter[str]) -> None:
    print(f"{what}: " + (", ".join(f"{kind} {n}" for kind, n in sorted(tally.items())) or "none"))


def _calm(house: House) -> bool:
    """Nothing is killed any more: the workers must clear what is due, without help."""
    start = time.monotonic()
    if house.runs(SECOND_BEAT):
        house.stop(SECOND_BEAT)
    house.calm = True
    house.kill(POST)
    house.up(POST)
    due = -1
    while due and time.monotonic() < start + CLEAR_S:
        time.sleep(LOOK_EACH_S)
        house.mend()
        due = _left(house)[0]
    _, still_open = _left(house)
    print(f"calm: {due} due after {time.monotonic() - start:.0f} s, {still_open} wait or are held")
    if due:
        print("WRONG: the workers did not clear what was due by themselves")
    for name in (BELL, BEAT, *house.options.worker_names):
        house.stop(name)
    return not due


def _left(house: House) -> tuple[int, int]:
    looked = house.inside("look")
    if looked.returncode:
        raise RuntimeError(looked.stderr)
    due, still_open = looked.stdout.split()
    return int(due), int(still_open)


def _move_clock(house: House) -> None:
    """Leases and backoffs run out on a clock that is moved, without touching the rows."""
    for minutes in LATER_MIN:
        if not _left(house)[1]:
            return
        # As many at once as there were workers, so that they recover the same rows together.
        sent = house.inside_at_once(house.options.workers, "later", str(minutes))
        said = "; ".join((each.stdout or each.stderr).strip() for each in sent)
        print(f"clock {minutes} min ahead: {said}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
