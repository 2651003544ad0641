from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import OperationalError, connection
from django.test import Client

from cramptracker import health
from cramptracker.celery import app
from reminders.services import heard
from tests import make


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_anyone_may_ask_whether_the_process_serves(client: Client, method: str) -> None:
    response = client.generic(method, "/healthz")

    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]


@pytest.mark.django_db
def test_asking_costs_one_query(client: Client, django_assert_num_queries: object) -> None:
    with django_assert_num_queries(1):  # type: ignore[operator]
        client.get("/healthz")


def test_only_reading_is_answered(client: Client) -> None:
    assert client.post("/healthz").status_code == 405


def test_a_dead_database_is_503_without_details(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse() -> None:
        raise OperationalError("could not connect to db.internal as ana")

    monkeypatch.setattr(connection, "cursor", refuse)
    response = client.get("/healthz")

    assert response.status_code == 503
    assert b"internal" not in response.content


@pytest.fixture
def broker(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """What the broker answers; `tests/test_processes.py` asks a real one."""
    answers = [True]
    monkeypatch.setattr(health, "broker_answers", lambda: answers[0])
    return answers


@pytest.mark.django_db
@pytest.mark.usefixtures("noon", "broker")
def test_all_tells_each_part(client: Client) -> None:
    heard("reminders.plan", make.NOON - timedelta(seconds=40))

    response = client.get("/healthz?all")

    assert response.status_code == 200
    assert response.content.decode().splitlines() == [
        "database: ok",
        "broker: ok",
        "beat: heard 40 s ago",
        "oldest mail due: none",
    ]


@pytest.mark.django_db
@pytest.mark.usefixtures("noon")
def test_a_broker_that_is_away_is_told_only_when_asked(client: Client, broker: list[bool]) -> None:
    heard("reminders.plan", make.NOON)
    broker[0] = False

    assert client.get("/healthz").status_code == 200
    response = client.get("/healthz?all")

    assert response.status_code == 503
    assert "broker: does not answer" in response.content.decode()


@pytest.mark.django_db
@pytest.mark.usefixtures("noon", "broker")
@pytest.mark.parametrize(("seconds", "status"), [(None, 503), (0, 200), (180, 200), (181, 503)])
def test_a_beat_that_nobody_heard_for_three_minutes_is_wrong(
    client: Client, seconds: int | None, status: int
) -> None:
    if seconds is not None:
        heard("reminders.plan", make.NOON - timedelta(days=1))
        heard("reminders.plan", make.NOON - timedelta(seconds=seconds))

    assert client.get("/healthz?all").status_code == status


@pytest.mark.django_db
@pytest.mark.usefixtures("noon", "broker")
@pytest.mark.parametrize(("minutes", "status"), [(-1, 200), (10, 200), (11, 503)])
def test_mail_that_waits_over_ten_minutes_is_wrong(
    client: Client, minutes: int, status: int
) -> None:
    heard("reminders.plan", make.NOON)
    make.reminder(make.user(), due_at=make.NOON - timedelta(minutes=minutes))

    assert client.get("/healthz?all").status_code == status


def test_a_broker_that_is_not_there_is_noticed_soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app.conf, "broker_write_url", "redis://127.0.0.1:9/0")

    assert not health.broker_answers()
