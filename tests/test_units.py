"""deploy/systemd: read as strictly as systemd should, and by systemd itself where it is.

systemd only warns of a directive it does not know and goes on without it, so a misspelled
protection would be none; here it is an error.
"""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from reminders.services.sending import PATIENCE
from script.environment import ROOT
from tests.test_processes import readme_lines

FOLDER = ROOT / "deploy" / "systemd"
HOUSE = "/srv/cramptracker/"
COMMON = FOLDER / "cramptracker-.service.d" / "common.conf"

# What we use of systemd.unit(5), .service(5) and .exec(5), and the values it takes there. A new
# directive: read it up first.
UNITS = r"[a-z@0-9.-]+( [a-z@0-9.-]+)*"
YES = "yes"
KNOWN: dict[str, dict[str, str]] = {
    "Unit": {
        "Description": r"CrampTracker(: .+)?",
        "Documentation": r"file:/\S+",
        "After": UNITS,
        "Wants": UNITS,
        "Requires": UNITS,
        "PartOf": UNITS,
    },
    "Service": {
        "Type": "oneshot|exec|notify",
        "NotifyAccess": "main",
        "RemainAfterExit": YES,
        "ExecStart": rf"{HOUSE}\.venv/bin/.+",
        "Restart": "on-failure",
        "RestartSec": r"\d+",
        "KillSignal": "SIGTERM",
        "KillMode": "mixed",
        "TimeoutStopSec": r"\d+",
        "TimeoutStartSec": "infinity",
        "User": "cramptracker",
        "Group": "cramptracker",
        "WorkingDirectory": "/srv/cramptracker",
        "EnvironmentFile": "/etc/cramptracker/environment",
        "Environment": r"([A-Z_]+=\S+)( [A-Z_]+=\S+)*",
        "StateDirectory": "cramptracker",
        "UMask": r"0\d\d\d",
        "NoNewPrivileges": YES,
        "CapabilityBoundingSet": "",
        "AmbientCapabilities": "",
        "ProtectSystem": "strict",
        "ProtectHome": YES,
        "ProtectClock": YES,
        "ProtectControlGroups": YES,
        "ProtectHostname": YES,
        "ProtectKernelLogs": YES,
        "ProtectKernelModules": YES,
        "ProtectKernelTunables": YES,
        "ProtectProc": "invisible",
        "PrivateTmp": YES,
        "PrivateDevices": YES,
        "PrivateMounts": YES,
        "RemoveIPC": YES,
        "RestrictAddressFamilies": "AF_UNIX AF_INET AF_INET6",
        "RestrictNamespaces": YES,
        "RestrictRealtime": YES,
        "RestrictSUIDSGID": YES,
        "LockPersonality": YES,
        "SystemCallArchitectures": "native",
        "SystemCallFilter": "@system-service",
        "SystemCallErrorNumber": "EPERM",
    },
    "Install": {"WantedBy": UNITS},
}
# Directives that may stand more than once.
LISTS = {"After", "Wants", "ExecStart"}
PROTECTION = {"NoNewPrivileges", "ProtectSystem", "ProtectHome", "PrivateTmp", "SystemCallFilter"}

Unit = dict[tuple[str, str], list[str]]


def read(file: Path) -> Unit:
    """Section and directive to its values; AssertionError for what we do not know."""
    found: Unit = {}
    section = ""
    for number, line in enumerate(file.read_text().splitlines(), start=1):
        where = f"{file.name}, line {number}: {line}"
        if not line or line.startswith("#"):
            continue
        if heading := re.fullmatch(r"\[(\w+)\]", line):
            section = heading[1]
            assert section in KNOWN, where
            continue
        name, equals, value = line.partition("=")
        assert equals, where
        assert name in KNOWN[section], where
        assert re.fullmatch(KNOWN[section][name], value), where
        values = found.setdefault((section, name), [])
        assert not values or name in LISTS, where
        values.append(value)
    return found


def units() -> dict[str, Unit]:
    """Every unit by its name; a service with what all services have in common."""
    found = {file.name: read(file) for file in FOLDER.iterdir() if file.is_file()}
    common = read(COMMON)
    return {
        name: unit | common if name.endswith(".service") else unit for name, unit in found.items()
    }


def test_every_directive_is_one_that_systemd_knows() -> None:
    assert set(units()) == {
        "cramptracker.target",
        "cramptracker-beat.service",
        "cramptracker-migrate.service",
        "cramptracker-web@.service",
        "cramptracker-worker@.service",
    }


@pytest.mark.parametrize("line", ["ProtectHom=yes", "PrivateTmp=yess", "PrivateTmp", "[Servise]"])
def test_a_mistake_is_found(line: str, tmp_path: Path) -> None:
    file = tmp_path / "a.service"
    file.write_text(f"[Service]\n{line}\n")

    with pytest.raises(AssertionError):
        read(file)


def test_what_a_unit_names_is_there_or_somebody_elses() -> None:
    others = {
        "network-online.target",
        "multi-user.target",
        "postgresql.service",
        "redis.service",
        "valkey.service",
    }
    for name, unit in units().items():
        for (_, directive), values in unit.items():
            if directive in {"After", "Wants", "Requires", "PartOf", "WantedBy"}:
                for word in " ".join(values).split():
                    plain = re.sub(r"@\w+\.", "@.", word)
                    assert plain in units() or word in others, f"{name}: {word}"


def test_the_target_starts_several_of_each_and_one_beat() -> None:
    wanted = " ".join(units()["cramptracker.target"]["Unit", "Wants"]).split()
    kinds = [re.sub(r"@\w+", "@", name) for name in wanted]

    assert kinds.count("cramptracker-web@.service") > 1
    assert kinds.count("cramptracker-worker@.service") > 1
    assert kinds.count("cramptracker-beat.service") == 1


def test_the_commands_are_those_of_the_readme() -> None:
    def told(start: str) -> set[str]:
        return {own(Path(words[0]).name, *words[1:]) for words in readme_lines(start)}

    def own(*words: str) -> str:
        """Without the port and the worker's name, which each process has of its own."""
        return re.sub(r":\d{4}\b|\b(first|second)@", "-", shlex.join(words))

    def said(name: str) -> list[str]:
        # As systemd reads them: %i is what stands after the @, %% is %.
        instance = "8001" if "web" in name else "first"
        lines = [line.replace("%i", instance) for line in units()[name]["Service", "ExecStart"]]
        return [
            own(*shlex.split(line.replace("%%", "%").removeprefix(f"{HOUSE}.venv/bin/")))
            for line in lines
        ]

    celery = {*said("cramptracker-worker@.service"), *said("cramptracker-beat.service")}
    assert set(said("cramptracker-web@.service")) == told("gunicorn")
    assert celery == told("celery")
    assert set(said("cramptracker-migrate.service")) == told("python")


@pytest.mark.parametrize("name", sorted(name for name in units() if name.endswith(".service")))
def test_a_service_may_do_little(name: str) -> None:
    assert {directive for _, directive in units()[name]} >= PROTECTION
    # Drop-ins are read for every service whose name begins like the folder's.
    assert name.startswith(COMMON.parent.name.removesuffix(".service.d"))


def test_a_process_that_dies_comes_back_and_one_that_is_stopped_may_finish() -> None:
    for name in ("web@", "worker@", "beat"):
        service = units()[f"cramptracker-{name}.service"]
        assert service["Service", "Restart"] == ["on-failure"]
        assert service["Service", "KillSignal"] == ["SIGTERM"]
    # Celery's parent tells its own children; a signal to all would end them in the middle.
    worker = units()["cramptracker-worker@.service"]
    assert worker["Service", "KillMode"] == ["mixed"]
    assert int(worker["Service", "TimeoutStopSec"][0]) >= PATIENCE + 60
    # A migration that failed is not tried again and again.
    assert ("Service", "Restart") not in units()["cramptracker-migrate.service"]


def test_systemd_itself_finds_nothing_to_complain_about(tmp_path: Path) -> None:
    analyze = shutil.which("systemd-analyze")
    if analyze is None:
        pytest.skip("systemd-analyze is not installed; our own reading of the units did run")
    # It looks whether the programs are there.
    shutil.copytree(FOLDER, tmp_path / "units")
    for file in (tmp_path / "units").rglob("*.*"):
        if file.is_file():
            programs = f"{Path(sys.executable).parent}/"
            file.write_text(file.read_text().replace(f"{HOUSE}.venv/bin/", programs))
    names = [re.sub("@", "@8001", name) for name in units()]

    done = subprocess.run(
        [analyze, "verify", *(str(tmp_path / "units" / name) for name in names)],
        env={"SYSTEMD_UNIT_PATH": f"{tmp_path / 'units'}:"},
        capture_output=True,
        check=False,
    )

    assert (done.returncode, done.stderr.decode()) == (0, "")
