"""The virtual environment in .venv, made from the hashed locks. Standard library only."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from script.supervisor import RunError

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
NO_VENV = (
    "This Python cannot make virtual environments: its module {} is missing."
    " On Debian or Ubuntu: apt-get install python3-venv. Elsewhere install the full Python."
)


def ready(*locks: str) -> str:
    """The path of a Python in which everything the lock files name is installed.

    What was installed is remembered as a hash of the locks and the Python, so the next start
    installs nothing. CRAMPTRACKER_PYTHON names a Python that has it all already, for tests.
    """
    if given := os.environ.get("CRAMPTRACKER_PYTHON"):
        return given
    python = VENV / "bin" / "python"
    stamp = VENV / f"installed-{Path(locks[-1]).stem}"
    fingerprint = _fingerprint(locks)
    if stamp.exists() and stamp.read_text() == fingerprint and python.exists():
        return str(python)
    if not _fits(python):
        _make()
    _install(python, locks)
    stamp.write_text(fingerprint)
    return str(python)


def _fingerprint(locks: tuple[str, ...]) -> str:
    digest = hashlib.sha256(f"{sys.version} {sys.base_prefix}".encode())
    for lock in locks:
        digest.update((ROOT / lock).read_bytes())
    return digest.hexdigest()


def _fits(python: Path) -> bool:
    """Whether .venv runs, has pip, and is of the Python that runs us; else it is made anew."""
    ask = "import pip, sys; print(sys.version, sys.base_prefix)"
    try:
        answer = subprocess.run([python, "-c", ask], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return False
    return answer.stdout.strip() == f"{sys.version} {sys.base_prefix}"


def _make() -> None:
    for module in ("venv", "ensurepip"):
        if find_spec(module) is None:
            raise RunError(NO_VENV.format(module))
    print("Making a virtual environment in .venv", flush=True)
    command = [sys.executable, "-m", "venv", "--clear", str(VENV)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RunError(f"{done.stdout}{done.stderr}\nMaking .venv did not work; see above.")


def _install(python: Path, locks: tuple[str, ...]) -> None:
    print(f"Installing packages from {', '.join(locks)}; only needed once", flush=True)
    command = [str(python), "-m", "pip", "install", "--require-hashes", "--quiet", "--no-input"]
    command += ["--disable-pip-version-check", *(word for lock in locks for word in ("-r", lock))]
    if subprocess.call(command, cwd=ROOT):
        raise RunError(
            "Installing did not work; pip says why above. Starting again goes on from here."
        )
