from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail

from reminders import services
from reminders.models import Reminder, State
from reminders.services import claims
from reminders.tests.test_planning import athlete, cramping, only
from tests import make

pytestmark = pytest.mark.django_db

EVENING = make.NOON + timedelta(hours=8)


def claimed(kind: str, ago: timedelta) -> Reminder:
    user = cramping() if kind == "doctor" else athlete()
    subject = {"subject_id": "consistent_cramps"} if kind == "doctor" else {}
    return make.reminder(
        user, kind=kind, state=State.CLAIMED, claimed_at=EVENING - ago, due_at=EVENING - ago,
        message_id="<one@localhost>", attempts=1, **subject,
    )  # fmt: skip


def test_an_evening_mail_of_a_stopped_worker_is_never_sent_again() -> None:
    claimed("hydration", timedelta(minutes=11))

    assert services.recover(EVENING)[State.MISSED] == 1
    assert services.recover(EVENING)[State.MISSED] == 0
    assert services.send_due(EVENING) == {}
    assert "never comes twice" in only().reason


def test_a_doctor_mail_of_a_stopped_worker_is_sent_again_under_its_name() -> None:
    claimed("doctor", timedelta(minutes=11))

    assert services.recover(EVENING)[State.PLANNED] == 1
    assert services.recover(EVENING)[State.PLANNED] == 0
    assert services.send_due(EVENING) == {State.SENT: 1}
    assert mail.outbox[0].extra_headers["Message-ID"] == "<one@localhost>"


def test_a_worker_that_still_works_is_left_alone() -> None:
    claimed("hydration", timedelta(minutes=9))

    assert sum(services.recover(EVENING).values()) == 0
    assert only().state == State.CLAIMED


def test_a_mail_that_stops_every_worker_is_given_up() -> None:
    claimed("doctor", timedelta(minutes=11))
    Reminder.objects.update(attempts=claims.MAX_ATTEMPTS)

    assert services.recover(EVENING)[State.FAILED] == 1
