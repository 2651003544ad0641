"""deploy/Containerfile: what the image is made of, without a builder of images.

What the lines of the image would run is run in a folder that holds what the image holds.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from script.environment import ROOT
from tests.running import clean_environment
from tests.test_compose import DEPLOY, OURS, services, settings_of


def instructions() -> list[tuple[str, str]]:
    """The lines of the Containerfile: the word and the rest, continued lines made one."""
    text = (DEPLOY / "Containerfile").read_text()
    plain = "".join(line for line in text.splitlines(keepends=True) if not line.startswith("#"))
    lines = plain.replace("\\\n", " ").splitlines()
    parts = [line.partition(" ") for line in lines if line]
    return [(word, rest.strip()) for word, _, rest in parts]


def test_the_image_is_made_of_lines_that_builders_know() -> None:
    known = {"FROM", "ENV", "WORKDIR", "COPY", "RUN", "USER", "EXPOSE", "CMD"}
    words = [word for word, _ in instructions()]

    assert set(words) <= known
    assert (words[0], words[-1]) == ("FROM", "CMD")
    assert json.loads(instructions()[-1][1]) == services()["web"]["command"]
    for name in OURS:
        build = services()[name]["build"]
        assert (DEPLOY / build["context"]).resolve() == ROOT
        assert (ROOT / build["dockerfile"]) == DEPLOY / "Containerfile"


def test_the_image_runs_as_nobody_in_particular_on_a_python_that_the_locks_are_for() -> None:
    found = dict(instructions())
    users = [rest for word, rest in instructions() if word == "USER"]
    version = re.match(r"docker\.io/library/python:3\.(\d+)-slim", found["FROM"])

    assert version is not None
    assert int(version[1]) >= 11
    assert users == ["990:990"]
    # Nothing is installed, and nothing of ours is owned, by the one who runs.
    assert [word for word, _ in instructions()].index("USER") > len(instructions()) - 4
    assert any("--uid 990" in rest for word, rest in instructions() if word == "RUN")


def test_packages_are_installed_by_hash() -> None:
    (install,) = [rest for _, rest in instructions() if rest.startswith("pip")]

    assert "--require-hashes -r requirements.txt" in install


@pytest.mark.processes
def test_what_the_image_holds_is_enough_and_keeps_no_secret(tmp_path: Path) -> None:
    house, data = tmp_path / "house", tmp_path / "data"
    allowed = [
        line[1:] for line in (ROOT / ".dockerignore").read_text().split("\n") if line[:1] == "!"
    ]
    for name in allowed:
        (shutil.copytree if (ROOT / name).is_dir() else copy_file)(ROOT / name, house / name)
    for tests in house.rglob("tests"):
        shutil.rmtree(tests)
    (line,) = [rest for _, rest in instructions() if "collectstatic" in rest]
    env = clean_environment(DATA_DIR=str(data))
    programs = Path(sys.executable).parent

    # An empty variable would win over the line's own, and is not set in the image.
    del env["SECRET_KEY"]
    env["PATH"] = f"{programs}:{env['PATH']}"
    subprocess.run(["sh", "-c", line], cwd=house, env=env, check=True, capture_output=True)
    env |= settings_of("web") | {"DATA_DIR": str(data), "DATABASE_URL": ""}
    migrate = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
    subprocess.run(migrate, cwd=house, env=env, check=True, capture_output=True)

    assert (data / "static" / "staticfiles.json").exists()
    assert not (data / "secret_key").exists()
    assert not any((house / name).exists() for name in (".env", "var", ".git", "deploy"))


def copy_file(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(source, target)
