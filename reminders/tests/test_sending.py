from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.mail import EmailMessage

from accounts.models import User
from advice.models import FindingSnapshot
from journal.models import CrampEpisode, HealthProfile, Workout
from reminders import services
from reminders.line import Delivery, Fate, Line
from reminders.models import Preference, Reminder, State
from reminders.services import claims, sending
from reminders.tests.test_planning import athlete, cramping
from tests import make

pytestmark = pytest.mark.django_db

EVENING = make.NOON + timedelta(hours=8)


def due(name: str = "ana") -> Reminder:
    """An athlete with a workout tomorrow whose mail is due at eight."""
    user = athlete(name)
    make.workout(user)
    return make.reminder(user)


def only() -> Reminder:
    return Reminder.objects.get()


@pytest.fixture
def fates(monkeypatch: pytest.MonkeyPatch) -> list[Delivery]:
    """What the mail server says, in order; accepted when nothing is left to say."""
    answers: list[Delivery] = []

    def send(self: Line, message: EmailMessage) -> Delivery:
        return answers.pop(0) if answers else Delivery(Fate.ACCEPTED)

    monkeypatch.setattr(Line, "send", send)
    return answers


def test_a_due_mail_is_sent_once_however_often_we_run() -> None:
    due()

    assert services.send_due(EVENING) == {State.SENT: 1}
    assert services.send_due(EVENING) == {}
    assert services.send_due(EVENING + timedelta(hours=1)) == {}
    assert [message.to for message in mail.outbox] == [["ana@example.org"]]
    row = only()
    assert (row.state, row.sent_at, row.attempts) == (State.SENT, EVENING, 1)
    assert row.reason == "The mail server took it."
    assert mail.outbox[0].extra_headers["Message-ID"] == row.message_id
    assert row.message_id.endswith("@localhost>")


def test_nothing_is_sent_before_its_hour() -> None:
    due()

    assert services.send_due(EVENING - timedelta(seconds=1)) == {}
    assert mail.outbox == []


def test_a_mail_that_is_too_late_is_dropped() -> None:
    due()

    assert services.send_due(EVENING + timedelta(hours=2)) == {State.MISSED: 1}
    assert mail.outbox == []
    assert only().reason == "It could not go out before it was too late to help."


def _cancel(user: User) -> None:
    Workout.objects.filter(athlete=user).update(state="cancelled")


def _delete(user: User) -> None:
    Workout.objects.filter(athlete=user).update(deleted_at=make.NOON)


def _do(user: User) -> None:
    Workout.objects.filter(athlete=user).update(state="done", started_at=make.NOON)


def _move(user: User) -> None:
    Workout.objects.filter(athlete=user).update(planned_start_at=make.NOON + timedelta(days=2))


def _switch_off(user: User) -> None:
    make.preference(user, hydration=False)


def _pause(user: User) -> None:
    make.preference(user, paused_until=date(2026, 1, 20))


def _withdraw(user: User) -> None:
    user.consents.update(withdrawn_at=make.NOON)


def _unverify(user: User) -> None:
    EmailAddress.objects.filter(user=user).update(verified=False)


def _close(user: User) -> None:
    User.objects.filter(pk=user.pk).update(is_active=False)


def _limit(user: User) -> None:
    HealthProfile.objects.filter(athlete=user).update(fluid_limited=True)


def _gain(user: User) -> None:
    make.done_workout(user, days_ago=0.1, minutes=60, mass_before_kg=70.0, mass_after_kg=71.0)


def _gain_at_dawn(user: User) -> None:
    # Its twelve hours are over at eight in the evening; it is still a gain of today.
    make.done_workout(user, days_ago=0.25, minutes=60, mass_before_kg=70.0, mass_after_kg=71.0)


def _weigh_heavier(user: User) -> None:
    for days in (1, 2, 3):
        make.check_in(user, local_on=make.TODAY - timedelta(days=days), morning_mass_kg=70.0)
    make.check_in(user, morning_mass_kg=71.5)


def _shorten(user: User) -> None:
    Workout.objects.filter(athlete=user).update(planned_minutes=30)


@pytest.mark.parametrize(
    "change",
    [
        _cancel, _delete, _do, _move, _switch_off, _pause,
        _withdraw, _unverify, _close, _limit, _gain, _gain_at_dawn, _weigh_heavier, _shorten,
    ],
)  # fmt: skip
def test_a_mail_whose_reason_is_gone_is_not_sent(change: Callable[[User], None]) -> None:
    row = due()
    change(row.recipient)

    assert services.send_due(EVENING) == {State.SKIPPED: 1}
    assert services.send_due(EVENING) == {}
    assert mail.outbox == []
    assert only().reason


def test_an_hour_that_moved_on_is_waited_for() -> None:
    row = due()
    make.preference(row.recipient, evening_at=time(21))

    assert services.send_due(EVENING) == {State.PLANNED: 1}
    assert only().due_at == EVENING + timedelta(hours=1)
    assert services.send_due(EVENING + timedelta(hours=1)) == {State.SENT: 1}


def test_quiet_hours_that_were_moved_forward_are_kept() -> None:
    row = due()
    make.preference(row.recipient, evening_at=time(18), quiet_from=time(19, 30))

    assert services.send_due(EVENING) == {State.MISSED: 1}
    assert mail.outbox == []


def test_several_workouts_make_one_mail() -> None:
    row = due()
    make.workout(row.recipient, planned_start_at=make.NOON + timedelta(hours=30), sport="swim")

    services.send_due(EVENING)

    assert len(mail.outbox) == 1
    assert mail.outbox[0].subject == "Tomorrow, 10:00 and 18:00"


def test_a_claim_is_won_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    due()
    real = sending._judge

    def while_another_worker_runs(rows: list[Reminder], now: datetime) -> object:
        assert services.send_due(now) == {}
        return real(rows, now)

    monkeypatch.setattr(sending, "_judge", while_another_worker_runs)

    assert services.send_due(EVENING) == {State.SENT: 1}
    assert len(mail.outbox) == 1


def test_what_changed_while_the_mail_server_was_called_is_seen(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    due()
    real = Line.ready

    def ready(self: Line) -> bool:
        Workout.objects.update(state="cancelled")
        return real(self)

    monkeypatch.setattr(Line, "ready", ready)

    assert services.send_due(EVENING) == {State.SKIPPED: 1}
    assert only().attempts == 0
    assert mail.outbox == []


def test_a_mail_server_that_is_down_costs_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    due()
    with monkeypatch.context() as patch:
        patch.setattr(Line, "ready", lambda line: False)
        assert services.send_due(EVENING) == {}

    assert (only().state, only().attempts) == (State.PLANNED, 0)
    assert services.send_due(EVENING + timedelta(minutes=1)) == {State.SENT: 1}


def test_a_mail_that_is_put_off_is_tried_again_a_little_later(fates: list[Delivery]) -> None:
    due()
    fates += [Delivery(Fate.PUT_OFF, "451 later"), Delivery(Fate.PUT_OFF, "451 later")]

    assert services.send_due(EVENING) == {State.PLANNED: 1}
    assert only().due_at == EVENING + timedelta(minutes=1)
    first_id = only().message_id
    services.plan(EVENING)
    assert only().due_at == EVENING + timedelta(minutes=1)
    assert services.send_due(EVENING) == {}
    assert services.send_due(EVENING + timedelta(minutes=1)) == {State.PLANNED: 1}
    assert only().due_at == EVENING + timedelta(minutes=3)
    assert services.send_due(EVENING + timedelta(minutes=3)) == {State.SENT: 1}
    assert (only().attempts, only().message_id) == (3, first_id)


@pytest.mark.parametrize(
    ("minutes", "state"),
    [
        pytest.param(118.9, State.PLANNED, id="once more, just in time"),
        pytest.param(119, State.MISSED, id="once more would be as it stops helping"),
        pytest.param(119.5, State.MISSED, id="once more would be too late"),
    ],
)
def test_an_evening_mail_is_put_off_only_while_it_helps(
    fates: list[Delivery], minutes: float, state: State
) -> None:
    due()
    fates += [Delivery(Fate.PUT_OFF, "451 later")]

    assert services.send_due(EVENING + timedelta(minutes=minutes)) == {state: 1}
    too_late = only().reason == "The mail server could not take it in time."
    assert too_late is (state is State.MISSED)


def test_a_mail_that_is_refused_is_over(fates: list[Delivery]) -> None:
    due()
    fates += [Delivery(Fate.REFUSED, "550 no such user")]

    assert services.send_due(EVENING) == {State.FAILED: 1}
    assert services.send_due(EVENING + timedelta(minutes=5)) == {}
    assert only().reason == "The mail server refused it: 550 no such user"


def test_an_evening_mail_of_which_nobody_is_sure_is_never_sent_again(
    fates: list[Delivery],
) -> None:
    due()
    fates += [Delivery(Fate.UNSURE, "line dropped")]

    assert services.send_due(EVENING) == {State.FAILED: 1}
    assert services.plan(EVENING) == 0
    assert services.send_due(EVENING + timedelta(minutes=5)) == {}


def test_a_doctor_mail_of_which_nobody_is_sure_comes_again_under_its_name(
    fates: list[Delivery],
) -> None:
    cramping()
    services.plan(make.NOON)
    fates += [Delivery(Fate.UNSURE, "line dropped")]

    assert services.send_due(make.NOON) == {State.PLANNED: 1}
    first_id = only().message_id
    assert services.send_due(make.NOON + timedelta(minutes=1)) == {State.SENT: 1}
    assert only().message_id == first_id


def test_the_doctor_mail_is_given_up_after_two_days(fates: list[Delivery]) -> None:
    cramping()
    services.plan(make.NOON)
    Reminder.objects.update(attempts=claims.MAX_ATTEMPTS - 1)
    fates += [Delivery(Fate.PUT_OFF, "451 later")]

    assert services.send_due(make.NOON) == {State.FAILED: 1}


def test_the_doctor_mail_is_sent_and_its_reason_kept() -> None:
    user = cramping()
    services.plan(make.NOON)

    assert services.send_due(make.NOON) == {State.SENT: 1}
    assert services.send_due(make.NOON) == {}
    assert mail.outbox[0].subject == "Your page is ready"
    kept = FindingSnapshot.objects.get()
    assert (kept.athlete, kept.rule) == (user, "consistent_cramps")


def test_the_doctor_mail_is_not_sent_when_its_reason_is_gone() -> None:
    cramping()
    services.plan(make.NOON)
    Workout.objects.update(deleted_at=make.NOON)
    CrampEpisode.objects.update(deleted_at=make.NOON)

    assert services.send_due(make.NOON) == {State.SKIPPED: 1}
    assert only().reason == "There is no reason for it any more."


def test_the_doctor_mail_never_comes_in_quiet_hours() -> None:
    cramping()
    services.plan(make.NOON)

    assert services.send_due(make.NOON + timedelta(hours=11)) == {State.PLANNED: 1}
    assert only().due_at == make.NOON + timedelta(hours=18)


def test_the_doctor_mail_is_not_sent_to_who_had_it_or_wants_none() -> None:
    ana, bea = cramping(), cramping("bea")
    services.plan(make.NOON)
    make.reminder(
        ana, kind="doctor", subject_id="consistent_cramps", state=State.SENT,
        local_on=make.TODAY - timedelta(days=3), created_at=make.NOON - timedelta(days=3),
    )  # fmt: skip
    Preference.objects.create(user=bea, doctor=False)

    assert services.send_due(make.NOON) == {State.SKIPPED: 2}
    assert mail.outbox == []
