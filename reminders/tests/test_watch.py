from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pytest

from reminders.models import Ring
from reminders.services import heard, tell
from tests import make

pytestmark = pytest.mark.django_db


def test_a_doorbell_is_one_row_however_often_it_rings() -> None:
    heard("reminders.plan", make.NOON)
    heard("reminders.plan", make.NOON + timedelta(minutes=1))
    heard("reminders.send_due", make.NOON)

    assert dict(Ring.objects.values_list("task", "at")) == {
        "reminders.plan": make.NOON + timedelta(minutes=1),
        "reminders.send_due": make.NOON,
    }


def test_what_a_run_did_is_one_line(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO")

    tell(Counter({"sent": 2, "missed": 1}), make.NOON)
    tell(Counter(), make.NOON)

    assert caplog.messages == ["event=reminders_dealt_with missed=1 sent=2"]


@pytest.mark.parametrize(("seconds", "alerts"), [(600, False), (601, True)])
def test_mail_over_ten_minutes_late_alerts(
    seconds: int, alerts: bool, caplog: pytest.LogCaptureFixture
) -> None:
    make.reminder(make.user(), due_at=make.NOON - timedelta(seconds=seconds))

    tell(Counter(), make.NOON)

    expected = [f"event=reminders_late oldest_due_seconds={seconds}"] if alerts else []
    assert caplog.messages == expected
    assert all(record.levelname == "ERROR" for record in caplog.records)
