"""Run a command on a throw-away PostgreSQL: `python script/with_postgres.py -- pytest`.

The command finds it in DATABASE_URL, and its exit code is ours.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from script import postgres


def main(argv: list[str]) -> int:
    """The exit code of the command after `--`."""
    command = argv[1:] if argv[:1] == ["--"] else argv
    if not command:
        sys.exit("Usage: script/with_postgres.py -- command ...")
    with postgres.running() as url:
        return subprocess.call(command, env=os.environ | {"DATABASE_URL": url})


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
