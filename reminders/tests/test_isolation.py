"""One diary that breaks the rules must not stop the mails of the others."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import timedelta

import pytest
from django.core import mail
from django.db import OperationalError

from accounts.models import User
from advice import facts as advice_facts
from journal.models import HealthProfile
from reminders import emails, services
from reminders.models import Reminder, State
from reminders.services import sending
from reminders.services.isolation import isolated
from reminders.tests.test_planning import athlete, cramping
from tests import make

EVENING = make.NOON + timedelta(hours=8)
POISON = 13.0


@pytest.fixture(autouse=True)
def poison(monkeypatch: pytest.MonkeyPatch) -> None:
    """A diary with this body mass breaks whatever advice looks at it."""
    real = advice_facts.facts_from

    def facts_from(zone: object, diary: object, *rest: object) -> object:
        if diary.body.body_mass_kg == POISON:  # type: ignore[attr-defined]
            raise ZeroDivisionError
        return real(zone, diary, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr("advice.facts.facts_from", facts_from)
    monkeypatch.setattr("advice.queries.plans.facts_from", facts_from)


def poisoned(user: User) -> User:
    HealthProfile.objects.filter(athlete=user).update(body_mass_kg=POISON)
    return user


@pytest.mark.django_db
def test_the_others_are_planned(caplog: pytest.LogCaptureFixture) -> None:
    users = [athlete(f"a{number}") for number in range(5)]
    for user in users:
        make.workout(user)
    bad = poisoned(users[2])

    with caplog.at_level(logging.ERROR):
        assert services.plan(make.NOON) == 4
        assert services.plan(make.NOON) == 0

    assert not Reminder.objects.filter(recipient=bad).exists()
    assert f"hydration mails of {bad.pk}" in caplog.text
    assert "ZeroDivisionError" in caplog.text
    assert bad.email not in caplog.text


@pytest.mark.django_db
def test_the_others_hear_of_the_doctor() -> None:
    poisoned(cramping("a0"))
    cramping("a1")

    assert services.plan(make.NOON) == 1


@pytest.mark.django_db
def test_the_others_get_their_mail_and_the_broken_row_waits_longer_each_time() -> None:
    users = [athlete(f"a{number}") for number in range(3)]
    for user in users:
        make.workout(user)
        make.reminder(user)
    bad = poisoned(users[0])

    assert services.send_due(EVENING) == {State.SENT: 2, State.PLANNED: 1}
    assert services.send_due(EVENING) == {}
    row = Reminder.objects.get(recipient=bad)
    assert (row.state, row.attempts) == (State.PLANNED, 1)
    assert row.due_at == EVENING + timedelta(minutes=1)
    assert row.reason == sending.UNREADABLE
    assert services.send_due(row.due_at) == {State.PLANNED: 1}
    row.refresh_from_db()
    assert row.due_at == EVENING + timedelta(minutes=3)

    HealthProfile.objects.filter(athlete=bad).update(body_mass_kg=70)

    assert services.send_due(row.due_at) == {State.SENT: 1}
    assert len(mail.outbox) == 3


@pytest.mark.django_db
def test_a_row_that_stays_broken_is_given_up_when_it_helps_nobody_any_more() -> None:
    user = poisoned(athlete())
    make.workout(user)
    make.reminder(user, stale_at=EVENING + timedelta(minutes=1))

    assert services.send_due(EVENING) == {State.MISSED: 1}
    assert Reminder.objects.get().reason == sending.UNREADABLE_TOO_LONG


@pytest.mark.django_db
def test_more_broken_rows_than_a_batch_block_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sending, "BATCH", 2)
    users = [athlete(f"a{number}") for number in range(5)]
    for user in users:
        make.workout(user)
        make.reminder(user)
    for user in users[:4]:
        poisoned(user)

    while services.send_due(EVENING):
        pass

    assert [message.to for message in mail.outbox] == [["a4@example.org"]]


@pytest.mark.django_db
def test_a_mail_that_cannot_be_put_together_is_not_claimed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # As if they were put together two at a time: the one that breaks is the second of its two.
    monkeypatch.setattr(sending, "RUN", 2)
    for name in ("a0", "a1", "a2", "a3", "a4"):
        user = athlete(name)
        make.workout(user)
        make.reminder(user)
    real = emails.hydration

    def hydration(recipient: object, *rest: object, **more: object) -> object:
        if recipient.user.email.startswith("a3"):  # type: ignore[attr-defined]
            raise KeyError
        return real(recipient, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(emails, "hydration", hydration)

    assert services.send_due(EVENING) == {State.SENT: 4, State.PLANNED: 1}
    assert [each.to for each in mail.outbox] == [[f"a{n}@example.org"] for n in (0, 1, 2, 4)]
    row = Reminder.objects.get(state=State.PLANNED)
    assert (row.attempts, row.claimed_at) == (1, None)


@pytest.mark.django_db
def test_a_snapshot_that_cannot_be_kept_does_not_bring_the_mail_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("a0", "a1"):
        cramping(name)
    services.plan(make.NOON)

    def broken(*_: object) -> None:
        raise KeyError

    monkeypatch.setattr("reminders.kinds.doctor.keep_found", broken)

    assert services.send_due(make.NOON) == {State.SENT: 2}
    assert services.send_due(make.NOON) == {}
    assert len(mail.outbox) == 2


def test_only_the_items_that_break_are_left_out() -> None:
    def work(items: Sequence[int]) -> int:
        if {3, 4, 17} & set(items):
            raise ValueError
        return sum(items)

    results, broken = isolated(work, range(20), named=str)

    assert sum(results) == sum(range(20)) - 24
    assert broken == [3, 4, 17]


def test_a_database_that_does_not_answer_is_no_ones_diary() -> None:
    def work(items: Sequence[int]) -> int:
        raise OperationalError

    with pytest.raises(OperationalError):
        isolated(work, [1, 2], named=str)
