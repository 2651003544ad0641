#!/usr/bin/env python3
"""Set up and run CrampTracker: `python3 run.py`, `python3 run.py --demo`, `python3 run.py test`.

Needs Python and nothing else: everything up to the first installed package is standard library.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys

NEEDS = (3, 11)

if sys.version_info < NEEDS:  # before the imports below, which older Pythons cannot read
    sys.exit(
        "CrampTracker needs Python {}.{} or newer; this is {}.{}. Install a newer one"
        " and start with it, for example: python3.12 run.py".format(*NEEDS, *sys.version_info[:2])
    )
if os.name != "posix":
    sys.exit("CrampTracker runs on Linux and macOS. On Windows, use it inside WSL.")

from script import chromium, environment, local  # noqa: E402
from script.supervisor import RunError  # noqa: E402


def arguments(argv: list[str]) -> tuple[argparse.Namespace, list[str]]:
    """What was asked for, and what is meant for pytest."""
    parser = argparse.ArgumentParser(
        prog="run.py",
        description="Set up and run CrampTracker on this machine.",
        allow_abbrev=False,
    )
    parser.add_argument("--port", help="the port of the address (default: $PORT or 8000)")
    parser.add_argument("--demo", action="store_true", help="add a made-up year of two athletes")
    commands = parser.add_subparsers(dest="command", title="instead of running")
    test = commands.add_parser(
        "test", help="run all tests; what follows goes to pytest", allow_abbrev=False
    )
    test.add_argument(
        "--require-all", action="store_true", help="no browser or PostgreSQL is an error"
    )
    test.add_argument("--coverage", action="store_true", help="measure what the tests reach")
    commands.add_parser("install", help="only make the environment, .venv")
    asked, rest = parser.parse_known_args(argv)
    if rest and asked.command != "test":
        parser.error(f"unknown: {' '.join(rest)}")
    return asked, rest


def run_tests(asked: argparse.Namespace, rest: list[str]) -> int:
    """Install the test set and run pytest; the browser's part only where there is a browser."""
    browser = chromium.find()
    if browser:
        print(f"Browser tests use {browser}.", flush=True)
    elif asked.require_all:
        raise RunError(f"No Chromium for the browser tests. {chromium.HOW_TO_GET}")
    else:
        print(f"Browser tests are left out: no Chromium. {chromium.HOW_TO_GET}", flush=True)
    extra = ["requirements-dev.txt"] + (["requirements-browser.txt"] if browser else [])
    python = environment.ready("requirements.txt", *extra)
    command = [python, "-m", "coverage", "run", "-m"] if asked.coverage else [python, "-m"]
    command += ["pytest", *(["--require-all"] if asked.require_all else []), *rest]
    return subprocess.call(command, cwd=environment.ROOT)


def main(argv: list[str]) -> int:
    """The exit code of what was asked for."""
    asked, rest = arguments(argv)
    try:
        if asked.command == "test":
            return run_tests(asked, rest)
        python = environment.ready("requirements.txt")
        if asked.command == "install":
            return 0
        return local.run(python, port=asked.port, demo=asked.demo)
    except RunError as trouble:
        print(f"\n{trouble}", file=sys.stderr, flush=True)
        return 1
    except KeyboardInterrupt:
        print("\nStopped before it was running.", flush=True)
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
