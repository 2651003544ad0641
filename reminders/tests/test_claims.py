"""Whose row it is: claims, what a stopped worker leaves, and seats."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core import mail
from django.db import IntegrityError, OperationalError

from journal.models import Workout
from reminders import services
from reminders.line import Delivery, Fate, Line
from reminders.models import Reminder, ReminderQuerySet, Seat, Snooze, State
from reminders.services import claims, seats, sending
from reminders.tests.test_planning import athlete
from reminders.tests.test_sending import EVENING, due
from tests import make

pytestmark = pytest.mark.django_db


def test_only_the_first_mail_that_a_stopped_worker_left_is_in_doubt() -> None:
    rows = [due(f"a{number}") for number in range(3)]
    claims.claim(EVENING, 3)

    later = EVENING + timedelta(minutes=11)
    assert services.recover(later) == {State.MISSED: 1, State.PLANNED: 2}
    assert services.recover(later) == {}

    assert [Reminder.objects.get(pk=row.pk).state for row in rows] == [
        State.MISSED,
        State.PLANNED,
        State.PLANNED,
    ]
    assert services.send_due(later) == {State.SENT: 2}


def test_a_recovery_that_breaks_off_leaves_the_whole_claim_for_the_next(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rows = [due(f"a{number}") for number in range(3)]
    claims.claim(EVENING, 10)
    later = EVENING + timedelta(minutes=11)
    real = ReminderQuerySet.update

    def breaks(self: ReminderQuerySet, **columns: Any) -> int:
        if columns.get("reason") == claims.NOT_BEGUN:
            raise OperationalError
        return real(self, **columns)

    with monkeypatch.context() as patch:
        patch.setattr(ReminderQuerySet, "update", breaks)
        with pytest.raises(OperationalError):
            services.recover(later)

    assert services.recover(later) == {State.MISSED: 1, State.PLANNED: len(rows) - 1}


def test_a_kind_that_this_version_does_not_know_waits_and_stands_before_nobody() -> None:
    """Left with its claim, it would be taken for the one in doubt, and the real one sent again."""
    row = due()
    alien = make.reminder(row.recipient, kind="moon", due_at=EVENING - timedelta(hours=1))

    assert services.send_due(EVENING) == {State.SENT: 1, State.PLANNED: 1}

    alien.refresh_from_db()
    assert (alien.state, alien.claim, alien.attempts) == (State.PLANNED, None, 1)
    assert alien.due_at > EVENING
    assert alien.reason == sending.UNREADABLE


def test_a_claim_takes_what_nobody_has() -> None:
    for number in range(3):
        due(f"a{number}")

    first, second = claims.claim(EVENING, 2), claims.claim(EVENING, 2)

    assert (len(first), len(second)) == (2, 1)
    assert {row.claim for row in first}.isdisjoint(row.claim for row in second)


def test_a_worker_that_lost_its_claim_records_nothing() -> None:
    due()
    (mine,) = claims.claim(EVENING, 1)
    Reminder.objects.update(claim=uuid4())

    claims.release([mine])
    sending._record(mine, State.SENT)

    assert Reminder.objects.get().state == State.CLAIMED


def test_a_server_that_hangs_up_leaves_the_rest_for_later(monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(3):
        due(f"a{number}")
    answers = iter([True, True, False])
    monkeypatch.setattr(Line, "ready", lambda line: next(answers))

    assert services.send_due(EVENING) == {State.SENT: 1}

    waiting = Reminder.objects.filter(state=State.PLANNED)
    assert [(row.attempts, row.claim, row.claimed_at) for row in waiting] == [(0, None, None)] * 2


def test_a_third_mail_about_a_workout_is_not_sent() -> None:
    row = due()
    workout = Workout.objects.get()
    for number in (1, 2):
        other = make.reminder(row.recipient, subject_id=str(number), state=State.SENT)
        Seat.objects.create(reminder=other, of=f"w.{workout.pk}", number=number)

    assert services.send_due(EVENING) == {State.SKIPPED: 1}

    row.refresh_from_db()
    assert row.reason == seats.WORKOUT_FULL
    assert mail.outbox == []
    assert not row.seats.exists()


def test_a_mail_that_is_tried_again_keeps_its_seats() -> None:
    row = due()
    services.send_due(EVENING)
    Reminder.objects.update(state=State.PLANNED, sent_at=None)

    assert services.send_due(EVENING) == {State.SENT: 1}

    held = {of.partition(".")[0]: number for of, number in row.seats.values_list("of", "number")}
    assert held == {"w": 1, "d": 1}


def _no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Line, "ready", lambda line: False)


def _asks_to_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    busy = Delivery(Fate.PUT_OFF, "451 later")
    monkeypatch.setattr(Line, "send", lambda line, message: busy)


@pytest.mark.parametrize(
    "trouble", [pytest.param(_no_answer, id="down"), pytest.param(_asks_to_wait, id="busy")]
)
@pytest.mark.parametrize("by", ["sending", "planning"])
def test_what_was_begun_and_is_not_sent_gives_its_seats_back(
    monkeypatch: pytest.MonkeyPatch, trouble: Callable[[pytest.MonkeyPatch], None], by: str
) -> None:
    """A mail that never went out must not keep another one from its place."""
    row = due()
    with monkeypatch.context() as patch:
        trouble(patch)
        services.send_due(EVENING)
    assert row.seats.count() == 2

    Workout.objects.update(state="cancelled")
    later = EVENING + timedelta(minutes=5)
    if by == "planning":
        Reminder.objects.update(due_at=later + timedelta(minutes=1))
        services.plan(later)
    else:
        services.send_due(later)

    row.refresh_from_db()
    assert row.state == State.SKIPPED
    assert not row.seats.exists()


@pytest.mark.parametrize(
    ("fate", "kept"),
    [
        pytest.param(Fate.REFUSED, 0, id="refused"),
        pytest.param(Fate.NO_SUCH_ADDRESS, 0, id="nobody there"),
        pytest.param(Fate.UNSURE, 2, id="perhaps there"),
    ],
)
def test_a_mail_that_surely_did_not_arrive_leaves_its_seats(
    monkeypatch: pytest.MonkeyPatch, fate: Fate, kept: int
) -> None:
    row = due()
    monkeypatch.setattr(Line, "send", lambda line, message: Delivery(fate, "5xx"))

    assert services.send_due(EVENING) == {State.FAILED: 1}

    assert row.seats.count() == kept


def test_a_day_holds_only_so_many_mails() -> None:
    row = due()
    for number in range(1, seats.A_DAY + 1):
        other = make.reminder(row.recipient, subject_id=str(number), state=State.SENT)
        of = f"d.{row.recipient_id}.{make.TODAY}"
        Seat.objects.create(reminder=other, of=of, number=number)

    assert services.send_due(EVENING) == {State.SKIPPED: 1}

    row.refresh_from_db()
    assert row.reason == seats.DAY_FULL


def test_who_comes_second_takes_the_next_seat(monkeypatch: pytest.MonkeyPatch) -> None:
    row = due()
    other = make.reminder(row.recipient, subject_id="2026-02-01", state=State.SENT)
    real = seats._write

    def while_another_worker_writes(*given: Any) -> dict[int, str]:
        monkeypatch.setattr(seats, "_write", real)
        of = f"d.{row.recipient_id}.{make.TODAY}"
        Seat.objects.create(reminder=other, of=of, number=1)
        return real(*given)

    monkeypatch.setattr(seats, "_write", while_another_worker_writes)

    assert services.send_due(EVENING) == {State.SENT: 1}
    assert row.seats.get(of__startswith="d.").number == 2


def test_the_database_gives_a_seat_once() -> None:
    ana = athlete()
    one, other = make.reminder(ana), make.reminder(ana, subject_id="2026-02-01")
    Seat.objects.create(reminder=one, of="w.x", number=1)

    with pytest.raises(IntegrityError):
        Seat.objects.create(reminder=other, of="w.x", number=1)


def test_a_kind_that_rests_is_not_sent() -> None:
    row = due()
    Snooze.objects.create(user=row.recipient, kind="hydration", until=EVENING + timedelta(days=3))

    assert services.send_due(EVENING) == {State.SKIPPED: 1}
    row.refresh_from_db()
    assert row.reason == "You asked for a rest until 17 January, 20:00."


def test_an_address_from_which_mail_came_back_gets_none() -> None:
    row = due()
    row.recipient.bounced_address = "ANA@example.org"
    row.recipient.save()

    assert services.send_due(EVENING) == {State.SKIPPED: 1}
    row.refresh_from_db()
    assert row.reason == "E-mails to that address came back, so none are sent to it."
