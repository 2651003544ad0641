"""deploy/compose.yaml, held against the Compose Specification and our own papers.

Needs neither Docker nor a network: what Docker would read is read here, strictly.
"""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from cramptracker.env import NAMES
from reminders.services.sending import PATIENCE
from script.environment import ROOT
from tests.running import clean_environment
from tests.test_processes import readme_lines

DEPLOY = ROOT / "deploy"
OURS = {"web", "worker", "beat", "migrate"}
NAME = re.compile(r"[a-zA-Z0-9._-]+")
DURATION = re.compile(r"(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?")
INTERPOLATED = re.compile(r"(?<!\$)\$\{([A-Z_]+)(?::([-?])([^}]*))?\}")


def seconds(text: str) -> int:
    """A duration of the specification; AssertionError for anything else."""
    found = DURATION.fullmatch(text)
    assert text
    assert found, text
    hours, minutes, rest = (int(number or 0) for number in found.groups())
    return hours * 3600 + minutes * 60 + rest


def is_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) for each in value)


def is_text(value: object) -> bool:
    return isinstance(value, str) and value != ""


def is_duration(value: object) -> bool:
    return isinstance(value, str) and seconds(value) > 0


def is_count(value: object) -> bool:
    return type(value) is int and value > 0


def is_flag(value: object) -> bool:
    return isinstance(value, bool)


def is_health_command(value: object) -> bool:
    return is_texts(value) and isinstance(value, list) and value[0] in {"CMD", "CMD-SHELL"}


def is_environment(value: object) -> bool:
    """YAML turns 60 into a number and true into a truth; both must be said as text."""
    return isinstance(value, dict) and all(isinstance(each, str) for each in value.values())


def of_keys(**checks: Callable[[Any], bool]) -> Callable[[object], bool]:
    """A mapping with these keys only, each of which fits."""

    def fits(value: object) -> bool:
        return isinstance(value, dict) and all(
            key in checks and checks[key](each) for key, each in value.items()
        )

    return fits


def each_of(check: Callable[[Any], bool]) -> Callable[[object], bool]:
    """A mapping of names, each value of which fits."""

    def fits(value: object) -> bool:
        return isinstance(value, dict) and all(
            NAME.fullmatch(key) is not None and check(each) for key, each in value.items()
        )

    return fits


CONDITIONS = {"service_started", "service_healthy", "service_completed_successfully"}
RESTARTS = {"no", "always", "on-failure", "unless-stopped"}
PORT = re.compile(r"127\.0\.0\.1:\d+(-\d+)?:\d+")
MOUNT = re.compile(r"[a-z]+:(/[a-z-]+)+")
# What we use of the Compose Specification, and what it wants there. A new key: read it up first.
SERVICE = of_keys(
    image=is_text,
    build=of_keys(context=is_text, dockerfile=is_text),
    command=is_texts,
    depends_on=each_of(of_keys(condition=lambda value: value in CONDITIONS)),
    deploy=of_keys(replicas=is_count),
    environment=is_environment,
    networks=is_texts,
    ports=lambda value: is_texts(value) and all(map(PORT.fullmatch, value)),
    volumes=lambda value: is_texts(value) and all(map(MOUNT.fullmatch, value)),
    tmpfs=is_texts,
    restart=lambda value: value in RESTARTS,
    init=is_flag,
    read_only=is_flag,
    cap_drop=is_texts,
    security_opt=is_texts,
    shm_size=is_text,
    stop_grace_period=is_duration,
    healthcheck=of_keys(
        test=is_health_command,
        interval=is_duration,
        timeout=is_duration,
        retries=is_count,
        start_period=is_duration,
    ),
)


def read() -> dict[str, Any]:
    """The file, in which no key may stand twice."""
    text = (DEPLOY / "compose.yaml").read_text()
    todo = [yaml.compose(text, yaml.SafeLoader)]
    while todo:
        node = todo.pop()
        if isinstance(node, yaml.MappingNode):
            keys = [key.value for key, _ in node.value]
            assert len(keys) == len(set(keys)), f"a key stands twice:{node.start_mark}"
            todo += [value for _, value in node.value]
        elif isinstance(node, yaml.SequenceNode):
            todo += node.value
    found: dict[str, Any] = yaml.safe_load(text)
    return found


def services() -> dict[str, Any]:
    found: dict[str, Any] = read()["services"]
    return found


def settings_of(service: str) -> dict[str, str]:
    """Its environment with deploy/.env.example filled in, as Docker would."""
    lines = (DEPLOY / ".env.example").read_text().splitlines()
    filled = dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))
    filled |= {"DATABASE_PASSWORD": "letters", "SECRET_KEY": "0123456789abcdef" * 4}

    def value(found: re.Match[str]) -> str:
        name, rule, words = found.groups()
        assert filled.get(name) or rule == "-", f"{name} is not in deploy/.env.example"
        return filled.get(name) or words

    environment = services()[service]["environment"]
    return {name: INTERPOLATED.sub(value, text) for name, text in environment.items()}


def test_the_file_is_what_the_specification_allows() -> None:
    found = read()
    top = {key for key in found if not key.startswith("x-")}

    assert top == {"name", "services", "networks", "volumes"}
    assert each_of(of_keys(internal=is_flag))(found["networks"])
    assert each_of(of_keys())(found["volumes"])
    assert {name: each for name, each in services().items() if not SERVICE(each)} == {}


def test_what_a_service_names_is_there() -> None:
    found = read()
    for name, each in services().items():
        for other, needs in each.get("depends_on", {}).items():
            assert other in services(), f"{name} waits for {other}"
            if needs["condition"] == "service_healthy":
                assert "healthcheck" in services()[other]
            if needs["condition"] == "service_completed_successfully":
                assert services()[other]["restart"] == "no"
        assert set(each["networks"]) <= set(found["networks"])
        assert {mount.split(":")[0] for mount in each.get("volumes", [])} <= set(found["volumes"])


def test_every_variable_is_one_that_we_read_and_the_example_lists_it() -> None:
    wanted = {
        name
        for each in services().values()
        for text in each.get("environment", {}).values()
        for name, _, _ in INTERPOLATED.findall(text)
    }
    example = re.findall(r"^([A-Z_]+)=", (DEPLOY / ".env.example").read_text(), re.MULTILINE)

    for name in OURS:
        assert set(services()[name]["environment"]) <= NAMES, name
    assert sorted(example) == sorted(wanted)
    assert wanted - NAMES == {"DATABASE_PASSWORD"}


@pytest.mark.parametrize("service", ["web", "beat"])
def test_the_settings_take_what_the_file_gives(service: str, tmp_path: Path) -> None:
    env = clean_environment(**(settings_of(service) | {"DATA_DIR": str(tmp_path)}))
    check = ["manage.py", "check", "--deploy", "--fail-level", "WARNING"]

    done = subprocess.run(
        [sys.executable, *check], cwd=ROOT, env=env, capture_output=True, check=False
    )

    assert done.returncode == 0, done.stderr.decode()


def test_the_commands_are_those_of_the_readme() -> None:
    def told(start: str) -> set[str]:
        return {plain([Path(words[0]).name, *words[1:]]) for words in readme_lines(start)}

    def plain(words: list[str]) -> str:
        """Without the port and the worker's name, which each process has of its own."""
        own = re.compile(r"^(\S+:\d+|\w+@%h)$")
        return shlex.join("-" if own.match(word) else word for word in words)

    commands = {name: plain(services()[name]["command"]) for name in OURS}

    assert {commands["web"]} == told("gunicorn")
    assert {commands["worker"], commands["beat"]} == told("celery")
    assert {commands["migrate"]} <= told("python")


def test_several_web_servers_and_workers_and_one_beat() -> None:
    assert services()["web"]["deploy"]["replicas"] > 1
    assert services()["worker"]["deploy"]["replicas"] > 1
    assert "deploy" not in services()["beat"]
    # Every container has a name of its own, so each worker has one.
    assert "worker@%h" in services()["worker"]["command"]


def test_each_process_is_asked_how_it_is() -> None:
    asked = {
        name: " ".join(each["healthcheck"]["test"])
        for name, each in services().items()
        if "healthcheck" in each
    }

    assert set(asked) == set(services()) - {"migrate"}
    assert asked["web"].endswith("script.healthy http://127.0.0.1:8000/healthz")
    assert asked["beat"].endswith("script.healthy http://web:8000/healthz?all")
    assert "celery -A cramptracker inspect ping" in asked["worker"]
    for each in services().values():
        if "healthcheck" in each:
            check = each["healthcheck"]
            assert seconds(check["timeout"]) < seconds(check["interval"])


def test_a_worker_is_given_the_time_to_finish_its_batch() -> None:
    assert seconds(services()["worker"]["stop_grace_period"]) >= PATIENCE + 60
    assert seconds(services()["web"]["stop_grace_period"]) > 20


def test_our_processes_may_do_little_and_the_data_is_not_reached_from_outside() -> None:
    for name in OURS:
        each = services()[name]
        assert (each["read_only"], each["cap_drop"]) == (True, ["ALL"])
        assert each["security_opt"] == ["no-new-privileges:true"]
    for name in ("postgres", "valkey"):
        assert services()[name]["networks"] == ["inside"]
        assert "ports" not in services()[name]
    assert read()["networks"]["inside"] == {"internal": True}


def test_docker_itself_finds_nothing_to_complain_about() -> None:
    docker = shutil.which("docker")
    asked = [docker or "docker", "compose", "version"]
    if docker is None or subprocess.run(asked, capture_output=True, check=False).returncode:
        pytest.skip("Docker Compose is not installed; our own reading of the file did run")
    config = [docker, "compose", "--file", str(DEPLOY / "compose.yaml"), "config", "--quiet"]
    env = clean_environment(**settings_of("web"), DATABASE_PASSWORD="letters")

    done = subprocess.run(config, env=env, capture_output=True, check=False)

    assert done.returncode == 0, done.stderr.decode()
