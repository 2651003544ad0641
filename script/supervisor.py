"""Starts processes, watches them, stops them in order and leaves none. Standard library only.

Each child is the head of its own session: Ctrl-C in the terminal reaches the parent alone, which
then stops the children in the order it wants, and a child's own children go with its group.
"""

from __future__ import annotations

import fcntl
import json
import os
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

BEAT_S = 0.1
LOG_TAIL_LINES = 15


class RunError(Exception):
    """Something that ends the run; its text is a sentence for the person who started it."""


@dataclass(frozen=True, slots=True)
class Child:
    """A process we started."""

    name: str
    process: subprocess.Popen[bytes]
    log: Path
    patience_s: float

    def alive(self) -> bool:
        """Whether it still runs."""
        return self.process.poll() is None

    def last_words(self) -> str:
        """The end of its log."""
        lines = self.log.read_text(errors="replace").splitlines()
        return "\n".join(lines[-LOG_TAIL_LINES:])


class Supervisor:
    """The children of one run, and their numbers in a file for the start after a crash."""

    def __init__(self, folder: Path, cwd: Path) -> None:
        self._cwd = cwd
        self.logs = folder / "log"
        self.logs.mkdir(parents=True, exist_ok=True)
        self._record = folder / "run.json"
        self._children: list[Child] = []

    def start(
        self, name: str, command: Sequence[str], *, env: Mapping[str, str], patience_s: float
    ) -> Child:
        """Start a child that writes to log/<name>.log; the last run's log is kept as .old."""
        log = self.logs / f"{name}.log"
        if log.exists():
            log.replace(log.with_suffix(".old"))
        with log.open("wb") as out:
            process = subprocess.Popen(
                command,
                cwd=self._cwd,
                env=env,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        child = Child(name, process, log, patience_s)
        self._children.append(child)
        self._remember()
        return child

    def forget(self, child: Child) -> None:
        """Stop one child and no longer count on it."""
        _stop(child)
        self._children.remove(child)
        self._remember()

    def check(self) -> None:
        """RunError if a child has ended on its own."""
        for child in self._children:
            if not child.alive():
                raise RunError(
                    f"{child.last_words()}\n\nThe {child.name} process ended on its own (exit code"
                    f" {child.process.returncode}); its last lines are above, the rest is in"
                    f" {child.log}. Everything else was stopped."
                )

    def stop(self) -> None:
        """Stop all children, the last started first."""
        while self._children:
            _stop(self._children.pop())
        self._record.unlink(missing_ok=True)

    def stop_orphans(self) -> list[str]:
        """Stop what a killed parent left running and name it.

        A number alone proves nothing, since the system gives it out again: only a process that
        was also born at the recorded moment is ours.
        """
        found = []
        for row in reversed(_read(self._record)):
            if row["born"] == born(row["pid"]):
                _end_group(row["pid"], row["patience_s"])
                found.append(row["name"])
        self._record.unlink(missing_ok=True)
        return found

    def _remember(self) -> None:
        rows = [
            {
                "name": child.name,
                "pid": child.process.pid,
                "born": born(child.process.pid),
                "patience_s": child.patience_s,
            }
            for child in self._children
        ]
        fresh = self._record.with_suffix(".new")
        fresh.write_text(json.dumps(rows, indent=1))
        fresh.replace(self._record)


@contextmanager
def only_one(folder: Path) -> Iterator[None]:
    """Hold the folder against a second run. The lock goes with the process, however it ends."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "run.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise RunError(
                f"CrampTracker already runs with the data in {folder}. Stop it first with Ctrl-C"
                " where it runs, or set DATA_DIR to another folder."
            ) from None
        yield


class Signals:
    """Ctrl-C and a polite kill, as a question instead of an interruption."""

    def __init__(self) -> None:
        self._asked = False
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._note)

    def asked(self) -> bool:
        """Whether somebody wants us to stop."""
        return self._asked

    def _note(self, number: int, frame: object) -> None:
        self._asked = True


def _stop(child: Child) -> None:
    """Ask politely, wait as long as the child is worth, then end whatever is left of its group."""
    with suppress(ProcessLookupError):
        child.process.terminate()
    with suppress(subprocess.TimeoutExpired):
        child.process.wait(child.patience_s)
    _kill_group(child.process.pid)
    child.process.wait()


def _end_group(pid: int, patience_s: float) -> None:
    """As `_stop`, for a process that is not our child any more."""
    moment = born(pid)
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGTERM)
    end = time.monotonic() + patience_s
    while born(pid) == moment and time.monotonic() < end:
        time.sleep(BEAT_S)
    _kill_group(pid)
    while born(pid) == moment:
        time.sleep(BEAT_S)


def _kill_group(pid: int) -> None:
    # macOS says EPERM for a group of which only a dead process is left.
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)


def _read(record: Path) -> list[dict[str, Any]]:
    """The rows of run.json; an unreadable file is a file without rows."""
    try:
        rows = json.loads(record.read_text())
        return [row for row in rows if row["born"]]
    except (OSError, ValueError, TypeError, KeyError):
        return []


def born(pid: int) -> str | None:
    """When a process was born, as a text that no later process of that number shares.

    None when there is none, or only its dead body that nobody has collected.
    """
    if Path("/proc/self/stat").exists():
        return _born_by_proc(pid)
    command = ["ps", "-o", "lstart=,stat=", "-p", str(pid)]
    words = subprocess.run(command, capture_output=True, text=True, check=False).stdout.split()
    return " ".join(words[:-1]) if words and not words[-1].startswith("Z") else None


def _born_by_proc(pid: int) -> str | None:
    try:
        # The name in brackets may itself hold blanks and brackets.
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        boot = Path("/proc/sys/kernel/random/boot_id").read_text().strip()
    except OSError:
        return None
    state, started = fields[0], fields[19]
    return None if state in "ZX" else f"{boot} {started}"
