from __future__ import annotations

from typing import Any

import pytest
from django.core.checks import run_checks
from pytest_django import Settings

from cramptracker import checks

PUBLIC = {
    "LOCAL_RUN": False,
    "DEBUG": False,
    "SECRET_KEY": "k" * 50,
    "SECRET_KEY_IS_GENERATED": False,
    "SITE_HOST": "diary.example.org",
    "EMAIL_HOST": "mail.example.org",
    "DATABASE_URL": "postgres://host/name",
    "REDIS_URL": "redis://host/0",
}


def found(settings: Settings, **changes: Any) -> list[str | None]:
    for name, value in (PUBLIC | changes).items():
        setattr(settings, name, value)
    messages = checks.installation(None)
    assert all(message.hint for message in messages)
    return [message.id for message in messages]


def test_a_finished_installation_is_quiet(settings: Settings) -> None:
    assert found(settings) == []


@pytest.mark.parametrize(
    ("change", "identity"),
    [
        ({"SECRET_KEY": "short"}, "cramptracker.E001"),
        ({"SITE_HOST": "localhost"}, "cramptracker.W002"),
        ({"EMAIL_HOST": ""}, "cramptracker.W003"),
        ({"REDIS_URL": ""}, "cramptracker.W004"),
        ({"SECRET_KEY_IS_GENERATED": True}, "cramptracker.W005"),
        ({"DEBUG": True}, "cramptracker.W006"),
    ],
)
def test_each_lack_is_named_with_a_hint(
    settings: Settings, change: dict[str, Any], identity: str
) -> None:
    assert found(settings, **change) == [identity]


def test_one_machine_may_make_its_own_key(settings: Settings) -> None:
    assert found(settings, SECRET_KEY_IS_GENERATED=True, DATABASE_URL="") == []


def test_a_local_run_needs_nothing(settings: Settings) -> None:
    nothing = {"SITE_HOST": "localhost", "EMAIL_HOST": "", "REDIS_URL": "", "DATABASE_URL": ""}

    assert found(settings, LOCAL_RUN=True, DEBUG=True, **nothing) == []


def test_the_checks_are_registered(settings: Settings) -> None:
    settings.SECRET_KEY = "short"

    assert "cramptracker.E001" in [message.id for message in run_checks()]
