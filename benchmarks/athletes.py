"""What must hold for everybody, asked of made-up athletes: `python -m benchmarks.athletes`.

    python -m benchmarks.athletes [--count 100000] [--seed 0] [--processes 0]

Draws athletes from a seed, evaluates every rule and every plan, and holds them against the
invariants (advice.tests.invariants): no amount above the ceiling, none after a gain or with a
limit, an emergency alone, the gravest first, the same facts the same findings. Says how long it
took and which rules nobody heard. Ends with 1 and the seed of the athlete where anything is wrong.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
import time
import traceback
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from advice.rules import RULES
from advice.rules.facts import Facts
from advice.tests.athletes import athletes
from advice.tests.invariants import check

# So many athletes a seed: a failure is found again by drawing at most these.
A_SEED = 1_000


class WrongError(Exception):
    """Something does not hold; says for whom."""


def heard(seed: int, count: int) -> Counter[str]:
    """Which rules spoke to so many athletes of one seed, and how often."""
    spoke: Counter[str] = Counter()
    for number, facts in enumerate(athletes(seed, count)):
        try:
            spoke.update(finding.rule for finding in check(facts))
        except AssertionError as wrong:
            raise WrongError(_told(seed, number, facts, wrong)) from None
    return spoke


def _told(seed: int, number: int, facts: Facts, wrong: AssertionError) -> str:
    where = traceback.extract_tb(wrong.__traceback__)[-1]
    return f"Athlete {number} of seed {seed}, {where.name}: {where.line}\n{facts}"


def _quiet_memory() -> None:
    """Nothing here is a cycle worth looking for."""
    gc.disable()


def main(arguments: list[str]) -> int:
    """Prints what was heard and how long it took."""
    parser = argparse.ArgumentParser(description="Invariants of advice, for made-up athletes.")
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=0, help="another one draws other athletes")
    parser.add_argument("--processes", type=int, default=0, help="0: one a processor")
    options = parser.parse_args(arguments)
    counts = [A_SEED] * (options.count // A_SEED)
    counts += [options.count % A_SEED] if options.count % A_SEED else []
    seeds = range(options.seed, options.seed + len(counts))
    start = time.perf_counter()
    spoke: Counter[str] = Counter()
    workers = options.processes or os.cpu_count() or 1
    with ProcessPoolExecutor(workers, get_context("spawn"), _quiet_memory) as pool:
        try:
            for part in pool.map(heard, seeds, counts):
                spoke += part
        except WrongError as wrong:
            print(wrong, file=sys.stderr)
            pool.shutdown(cancel_futures=True)
            return 1
    seconds = time.perf_counter() - start
    print(f"{options.count:,} athletes, {sum(spoke.values()):,} findings: all holds.")
    print(f"{seconds:.1f} s in {workers} processes, {seconds / options.count * 1e6:.0f} µs each.")
    quiet = {rule.__name__ for rule in RULES} - spoke.keys()
    print(f"Rules nobody heard: {', '.join(sorted(quiet)) or 'none'}.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
