from __future__ import annotations

from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.core import mail
from django.core.management import call_command
from django.test import Client

from reminders import tasks
from reminders.models import Reminder, State
from reminders.services import sending
from reminders.tests.test_planning import athlete
from tests import make

pytestmark = pytest.mark.django_db

EVENING = make.NOON + timedelta(hours=8)


def said(command: str) -> str:
    out = StringIO()
    call_command(command, stdout=out)
    return out.getvalue()


def test_beat_rings_both_doorbells_every_minute() -> None:
    schedule: list[dict[str, Any]] = [*settings.CELERY_BEAT_SCHEDULE.values()]

    assert {entry["task"] for entry in schedule} >= {tasks.plan.name, tasks.send_due.name}
    assert all(entry["options"]["expires"] < entry["schedule"] for entry in schedule)


def test_the_tasks_plan_and_send_until_nothing_is_due(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sending, "BATCH", 2)
    for number in range(3):
        make.workout(athlete(f"a{number}"))

    with time_machine.travel(make.NOON, tick=False):
        tasks.plan.delay()
        tasks.send_due.delay()
        assert mail.outbox == []
    with time_machine.travel(EVENING, tick=False):
        tasks.plan.delay()
        tasks.send_due.delay()
        tasks.send_due.delay()

    assert len(mail.outbox) == 3


def test_a_worker_can_stop_between_two_stints(monkeypatch: pytest.MonkeyPatch) -> None:
    rings: list[str] = []
    monkeypatch.setattr(sending, "BATCH", 2)
    monkeypatch.setattr(tasks, "STINT", -1)
    monkeypatch.setattr(tasks.send_due, "delay", lambda: rings.append("again"))
    for number in range(3):
        make.workout(athlete(f"a{number}"))

    with time_machine.travel(EVENING, tick=False):
        tasks.plan()
        tasks.send_due()
        assert len(mail.outbox) == 2
        tasks.send_due()
        tasks.send_due()

    assert len(mail.outbox) == 3
    # Planning rang once; an empty look rings no more.
    assert len(rings) == 3


def test_the_task_looks_after_abandoned_rows() -> None:
    make.reminder(athlete(), state=State.CLAIMED, claimed_at=make.NOON)

    with time_machine.travel(EVENING, tick=False):
        tasks.send_due.delay()

    assert Reminder.objects.get().state == State.MISSED


def test_the_commands_do_the_same_without_celery() -> None:
    make.workout(athlete())

    with time_machine.travel(make.NOON, tick=False):
        assert said("plan_reminders") == "1 planned or changed\n"
        assert said("send_reminders") == "nothing due\n"
        listed = said("next_reminders")
    with time_machine.travel(EVENING, tick=False):
        late = said("next_reminders")
        assert said("send_reminders") == "sent: 1\n"

    assert "oldest due: none" in listed
    assert "2026-01-14 20:00 Europe/Lisbon  hydration  ana@example.org" in listed
    assert "oldest due: 0:00:00 late" in late
    assert len(mail.outbox) == 1


def test_the_list_names_a_kind_of_a_newer_version_too() -> None:
    make.reminder(athlete(), kind="moon")

    with time_machine.travel(make.NOON, tick=False):
        listed = said("next_reminders")

    assert "moon" in listed
    assert "This version does not know such e-mails." in listed


def test_the_admin_shows_the_queue_and_changes_nothing(client: Client) -> None:
    row = make.reminder(make.user())
    make.preference(row.recipient)
    client.force_login(make.user("root", is_staff=True, is_superuser=True))

    for path in ("reminder/", f"reminder/{row.pk}/change/", "preference/"):
        assert client.get(f"/admin/reminders/{path}").status_code == 200
    for path in ("reminder/add/", f"reminder/{row.pk}/delete/"):
        assert client.get(f"/admin/reminders/{path}").status_code == 403


def test_reminders_never_use_celerys_own_clock() -> None:
    folder = Path(sending.__file__).parent.parent
    for file in (path for path in folder.rglob("*.py") if "tests" not in path.parts):
        words = file.read_text()
        assert "countdown=" not in words
        assert "eta=" not in words
