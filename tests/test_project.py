"""The house's papers agree with each other: variables, locks, words that must not stand here."""

from __future__ import annotations

import re
import subprocess

import pytest

from cramptracker.env import NAMES
from script.environment import ROOT

NAMES_OF_LOCKS = ["requirements", "requirements-dev", "requirements-browser"]
PIN = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^]]*])?==([^\s;\\]+)")


def entries(file: str) -> dict[tuple[str, str], str]:
    """What a requirements file says of each package and version."""
    found = {}
    for text in re.split(r"\n(?=[A-Za-z0-9])", (ROOT / file).read_text()):
        if pin := PIN.match(text):
            found[re.sub(r"[-_.]+", "-", pin[1]).lower(), pin[2]] = text
    return found


def test_readme_example_and_settings_name_the_same_variables() -> None:
    readme = re.findall(r"^\| `([A-Z_]+)` \|", (ROOT / "README.md").read_text(), re.MULTILINE)
    example = re.findall(r"^([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE)
    settings = set(
        re.findall(r'_get\("([A-Z_]+)"', (ROOT / "cramptracker/settings.py").read_text())
    )

    assert sorted(readme) == sorted(NAMES)
    assert sorted(example) == sorted(NAMES)
    assert settings | {"PORT"} == NAMES


@pytest.mark.parametrize("name", NAMES_OF_LOCKS)
def test_a_lock_is_made_from_its_list_and_has_a_hash_for_each_package(name: str) -> None:
    lock = entries(f"{name}.txt")

    by_hand = {pin for pin, text in lock.items() if f"-r {name}.in" in text}
    without_hash = [pin for pin, text in lock.items() if "--hash=sha256:" not in text]

    assert by_hand == set(entries(f"{name}.in"))
    assert without_hash == []


def test_the_locks_agree_on_versions() -> None:
    every = {pin for name in NAMES_OF_LOCKS for pin in entries(f"{name}.txt")}

    assert len(every) == len({package for package, _ in every})


def test_no_file_names_a_package_index() -> None:
    listed = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listed, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    words = ("pypi." + "org", "pythonhosted." + "org", "--index" + "-url", "--extra-index" + "-url")

    files = [ROOT / name for name in names.splitlines() if (ROOT / name).is_file()]
    guilty = [
        file.name for file in files if any(word.encode() in file.read_bytes() for word in words)
    ]

    assert guilty == []
