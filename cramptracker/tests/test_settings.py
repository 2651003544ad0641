"""The settings as a process meets them: read in a new Python each time."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from cramptracker.env import NAMES

ROOT = Path(__file__).resolve().parents[2]
ASK = (
    "import json, sys; from cramptracker import settings;"
    "print(json.dumps({name: repr(getattr(settings, name)) for name in sys.argv[1:]}))"
)


def ask(data: Path, *names: str, **given: str) -> dict[str, str]:
    env = dict(os.environ) | dict.fromkeys(NAMES, "") | {"DATA_DIR": str(data)} | given
    command = [sys.executable, "-c", ASK, *names]
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    answer: dict[str, str] = json.loads(done.stdout)
    return answer


def test_nothing_set_is_a_safe_machine(tmp_path: Path) -> None:
    names = ("DEBUG", "LOCAL_RUN", "SECRET_KEY", "ALLOWED_HOSTS", "CELERY_BROKER_URL")

    first, second = ask(tmp_path, *names), ask(tmp_path, *names)

    assert first == second
    assert (first["DEBUG"], first["LOCAL_RUN"]) == ("False", "False")
    assert first["ALLOWED_HOSTS"] == "['localhost']"
    assert first["CELERY_BROKER_URL"] == f"'redis+socket://{tmp_path}/valkey.sock'"
    assert len(first["SECRET_KEY"]) > 50
    assert (tmp_path / "secret_key").stat().st_mode & 0o777 == 0o600
    assert [file.name for file in tmp_path.iterdir()] == ["secret_key"]


def test_https_turns_on_secure_cookies_and_the_redirect(tmp_path: Path) -> None:
    names = ("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_SSL_REDIRECT")

    secure = ask(tmp_path, *names, SITE_URL="https://diary.example.org")
    plain = ask(tmp_path, *names, SITE_URL="http://diary.example.org")

    assert set(secure.values()) == {"True"}
    assert set(plain.values()) == {"False"}


def test_one_redis_is_queue_and_cache(tmp_path: Path) -> None:
    answer = ask(tmp_path, "CELERY_BROKER_URL", "CACHES", REDIS_URL="redis://host/0")

    assert answer["CELERY_BROKER_URL"] == "'redis://host/0'"
    assert "RedisCache" in answer["CACHES"]


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("DEBUG", "maybe", "DEBUG='maybe' is neither true nor false."),
        ("SITE_URL", "diary", "SITE_URL='diary' is not an address"),
        ("DATABASE_URL", "mysql://host/name", "DATABASE_URL is not an address such as postgres://"),
        ("REDIS_URL", "localhost", "REDIS_URL is not an address such as redis://"),
        ("EMAIL_PORT", "smtp", "EMAIL_PORT='smtp' is not a whole number."),
    ],
)
def test_manage_py_says_in_one_line_what_it_cannot_use(
    tmp_path: Path, name: str, value: str, sentence: str
) -> None:
    env = dict(os.environ) | dict.fromkeys(NAMES, "") | {"DATA_DIR": str(tmp_path), name: value}
    env["DJANGO_SETTINGS_MODULE"] = "cramptracker.settings"
    command = [sys.executable, "manage.py", "check"]

    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)

    assert done.returncode == 1
    assert sentence in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("seconds", ["0", "61"])
def test_a_mail_server_is_waited_for_but_not_for_long(tmp_path: Path, seconds: str) -> None:
    env = dict(os.environ) | dict.fromkeys(NAMES, "") | {"DATA_DIR": str(tmp_path)}
    command = [sys.executable, "-c", ASK]

    done = subprocess.run(
        command,
        cwd=ROOT,
        env=env | {"EMAIL_TIMEOUT_SECONDS": seconds},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode != 0
    assert f"EMAIL_TIMEOUT_SECONDS={seconds} is not from 1 to 60." in done.stderr
