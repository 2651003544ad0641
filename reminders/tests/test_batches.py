from __future__ import annotations

import threading

import pytest
from django.core import mail
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from reminders import services
from reminders.models import Reminder, State
from reminders.services import sending
from reminders.tests.test_planning import cramping
from reminders.tests.test_sending import EVENING, due, only
from tests import make

pytestmark = pytest.mark.django_db


def test_a_batch_on_a_slow_mail_server_ends_early(monkeypatch: pytest.MonkeyPatch) -> None:
    due()
    clock = iter([0.0, 1_000.0])
    monkeypatch.setattr(sending, "monotonic", lambda: next(clock))

    assert services.send_due(EVENING) == {}
    assert only().state == State.PLANNED


def test_what_a_batch_does_not_come_to_is_given_back(monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(5):
        due(f"a{number}")
    monkeypatch.setattr(sending, "RUN", 2)
    clock = iter([0.0, 1.0, 2.0, 3.0, 1_000.0])
    monkeypatch.setattr(sending, "monotonic", lambda: next(clock))

    assert services.send_due(EVENING) == {State.SENT: 3}
    left = Reminder.objects.filter(state=State.PLANNED, claim=None, attempts=0)
    assert left.count() == 2


def test_one_more_mail_costs_at_most_four_queries() -> None:
    due("a0")
    with CaptureQueriesContext(connection) as one:
        services.send_due(EVENING)
    for number in range(1, 11):
        due(f"a{number}")

    with CaptureQueriesContext(connection) as ten:
        assert services.send_due(EVENING) == {State.SENT: 10}

    assert len(ten) - len(one) <= 9 * 4
    assert len(one) <= 20


def test_one_more_doctor_mail_costs_at_most_four_queries() -> None:
    for number in range(10):
        cramping(f"a{number}")
    services.plan(make.NOON)

    with CaptureQueriesContext(connection) as ten:
        assert services.send_due(make.NOON) == {State.SENT: 10}

    assert len(ten) <= 10 * 4 + 12


def test_batches_follow_until_nothing_is_due(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sending, "BATCH", 2)
    for number in range(5):
        due(f"a{number}")

    tallies = [services.send_due(EVENING) for _ in range(4)]

    assert [sum(tally.values()) for tally in tallies] == [2, 2, 1, 0]


@pytest.mark.django_db(transaction=True)
# Connections to a SQLite in memory do not wait for each other; those of test_processes do.
@pytest.mark.skipif("connection.vendor == 'sqlite'", reason="one writer at a time")
def test_four_workers_send_every_mail_once() -> None:
    for number in range(12):
        due(f"a{number}")
    start = threading.Barrier(4)
    sent: list[int] = []

    def work() -> None:
        start.wait()
        try:
            while tally := services.send_due(EVENING):
                sent.append(tally[State.SENT])
        finally:
            connections.close_all()

    workers = [threading.Thread(target=work) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert sum(sent) == 12
    assert sorted(message.to[0] for message in mail.outbox) == sorted(
        f"a{number}@example.org" for number in range(12)
    )
