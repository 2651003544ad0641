"""The parts that need Django, each in a process of its own: `python -m tests.chaos.inside seed`."""

from __future__ import annotations

import sys
from importlib import import_module

import django

PARTS = ("seed", "bell", "later", "look", "verdict")


def main(arguments: list[str]) -> int:
    """Set Django up, then run the part; its exit code is ours."""
    part, *rest = arguments
    if part not in PARTS:
        sys.exit(f"One of {', '.join(PARTS)}.")
    django.setup()
    code: int = import_module(f"tests.chaos.{part}").main(rest)
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
