"""What a batch costs: two queries a mail at most, one connection, and no scan of the queue."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reminders import services
from reminders.models import Reminder, State
from reminders.services.sending import BATCH
from reminders.tests.test_planning import athlete, cramping
from reminders.tests.test_smtp import Server, server
from tests import make

pytestmark = pytest.mark.django_db
__all__ = ["server"]

EVENING = make.NOON + timedelta(hours=8)
MOST_QUERIES = 2


def test_a_batch_of_evening_mails_costs_two_queries_a_mail_and_one_connection(
    server: Server,
) -> None:
    for number in range(BATCH):
        make.workout(athlete(f"a{number}"))
    services.plan(make.NOON)

    with CaptureQueriesContext(connection) as asked:
        assert services.send_due(EVENING) == {State.SENT: BATCH}

    assert len(asked) <= MOST_QUERIES * BATCH
    assert (len(server.accepted), server.connections) == (BATCH, 1)


def test_a_batch_of_doctor_mails_costs_two_queries_a_mail_and_one_connection(
    server: Server,
) -> None:
    for number in range(BATCH):
        cramping(f"a{number}")
    services.plan(make.NOON)

    with CaptureQueriesContext(connection) as asked:
        assert services.send_due(make.NOON) == {State.SENT: BATCH}

    assert len(asked) <= MOST_QUERIES * BATCH
    assert (len(server.accepted), server.connections) == (BATCH, 1)


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="asks PostgreSQL for its plan")
def test_a_claim_reads_its_rows_in_the_order_of_the_index() -> None:
    user = athlete()
    Reminder.objects.bulk_create(
        Reminder(
            recipient=user,
            kind="hydration",
            subject_id=str(number),
            local_on=make.TODAY,
            due_at=EVENING,
            created_at=make.NOON,
        )
        for number in range(5_000)
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE reminders_reminder")

    plan = Reminder.objects.due(EVENING).order_by("due_at", "pk")[:BATCH].explain()

    assert "reminder_due" in plan
    assert "Sort" not in plan
