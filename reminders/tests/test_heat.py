"""The mail that says when the next round of warmth is due."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives

from accounts.models import User
from journal.models import CrampEpisode, ReliefRun
from journal.services import relief
from reminders import services
from reminders.models import Kind, Preference, Reminder, State
from tests import make

pytestmark = pytest.mark.django_db

NOW = make.NOON


def run_of(ana: User, *, minutes_ago: float = 60, **fields: Any) -> CrampEpisode:
    """A screen that was closed after the first round had begun."""
    values = {"mail_heat": True, "seen_at": NOW - timedelta(minutes=minutes_ago - 1)} | fields
    run = make.run(ana, minutes_ago=minutes_ago + 5, **values)
    make.warmed(run, minutes_ago=minutes_ago)
    # Whether it is over is asked by another kind.
    Preference.objects.update_or_create(user=ana, defaults={"ongoing": False})
    return run


def ring(now: datetime) -> None:
    """What beat does each minute."""
    services.plan(now)
    services.recover(now)
    while services.send_due(now):
        pass


def test_a_due_round_is_told_of_once_however_often_we_run() -> None:
    ana = make.user()
    run = run_of(ana)

    for minute in range(5):
        ring(NOW + timedelta(minutes=minute))

    assert len(mail.outbox) == 1
    row = Reminder.objects.get()
    assert (row.kind, row.state) == (Kind.HEAT, State.SENT)
    assert row.subject_id == f"{run.pk}.2"
    assert row.stale_at == row.due_at + timedelta(minutes=20)


def test_nothing_is_said_before_the_hour_is_over() -> None:
    run_of(make.user(), minutes_ago=59)

    ring(NOW)

    assert not mail.outbox
    assert Reminder.objects.get().due_at == NOW + timedelta(minutes=1)


def test_the_mail_is_private_and_leads_to_the_page() -> None:
    run = run_of(make.user())

    ring(NOW)

    sent = mail.outbox[0]
    assert isinstance(sent, EmailMultiAlternatives)
    html = str(sent.alternatives[0][0])
    words = re.sub(r"https?://\S+|<[^>]+>", " ", f"{sent.subject} {sent.body} {html}")
    assert not re.search(r"calf|muscle|cramp\b|pain|warm|heat\b", words, re.IGNORECASE)
    assert f"/relief/now/{run.form_key}/" in str(sent.body)
    assert sent.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert all(len(line) <= 72 or "http" in line for line in str(sent.body).splitlines())


def test_at_most_two_mails_come_for_three_rounds() -> None:
    run = run_of(make.user(), minutes_ago=60)
    ring(NOW)
    for number in (1, 2):
        start = NOW + timedelta(minutes=60 * number - 58)
        make.warmed(run, minutes_ago=-(60 * number - 58))
        ReliefRun.objects.update(seen_at=start)
        for minute in range(0, 90, 5):
            ring(start + timedelta(minutes=minute))

    assert len(mail.outbox) == 2


def finished(run: CrampEpisode) -> None:
    began = relief.Run(run.athlete, run.form_key)
    relief.gone(began, at=NOW, now=NOW)


def begun(run: CrampEpisode) -> None:
    at = NOW - timedelta(minutes=1)
    # The page is closed again since, so that only the round itself stands against it.
    relief.take(relief.Run(run.athlete, run.form_key), step=uuid4(), kind="heat", at=at, now=NOW)
    ReliefRun.objects.update(seen_at=NOW - timedelta(minutes=10))


def looking(run: CrampEpisode) -> None:
    ReliefRun.objects.update(seen_at=NOW - timedelta(seconds=80))


def unwanted(run: CrampEpisode) -> None:
    ReliefRun.objects.update(mail_heat=False)


def deleted(run: CrampEpisode) -> None:
    CrampEpisode.objects.update(deleted_at=NOW)


def ended(run: CrampEpisode) -> None:
    CrampEpisode.objects.update(end_kind="unknown")


def swollen(run: CrampEpisode) -> None:
    CrampEpisode.objects.update(red_flags=["one_sided_swelling"])


def unwell(run: CrampEpisode) -> None:
    CrampEpisode.objects.update(red_flags=["clot_or_heart"])


def opted_out(run: CrampEpisode) -> None:
    services.stop(run.athlete_id, Kind.HEAT)


def withdrawn(run: CrampEpisode) -> None:
    run.athlete.consents.update(withdrawn_at=NOW)


@pytest.mark.parametrize(
    "change",
    [
        finished,
        begun,
        looking,
        unwanted,
        deleted,
        ended,
        swollen,
        unwell,
        opted_out,
        withdrawn,
    ],
)
def test_a_mail_whose_reason_is_gone_is_not_sent(change: Callable[[CrampEpisode], None]) -> None:
    run = run_of(make.user())
    services.plan(NOW - timedelta(minutes=5))

    change(run)
    ring(NOW)

    assert not mail.outbox
    assert Reminder.objects.get(subject_id=f"{run.pk}.2").state == State.SKIPPED


def test_a_mail_that_is_late_is_dropped() -> None:
    run_of(make.user())
    services.plan(NOW)

    services.send_due(NOW + timedelta(minutes=20))
    services.plan(NOW + timedelta(minutes=25))

    assert not mail.outbox
    assert Reminder.objects.get().state == State.MISSED


@pytest.mark.parametrize("quiet", [{"quiet_from": "11:00", "quiet_to": "13:00"}, {}])
def test_it_never_comes_at_night_or_in_quiet_hours(quiet: dict[str, str]) -> None:
    # Noon in Lisbon is 22:00 in Brisbane.
    ana = make.user(zone="Europe/Lisbon" if quiet else "Australia/Brisbane")
    make.preference(ana, **(quiet or {"quiet_from": "03:00", "quiet_to": "03:00"}))
    run_of(ana)

    ring(NOW)

    assert not mail.outbox
    assert Reminder.objects.get().state == State.SKIPPED


def test_without_asking_nothing_is_planned() -> None:
    run_of(make.user(), mail_heat=False)

    assert services.plan(NOW) == 0


def test_a_worker_that_stopped_does_not_send_it_twice() -> None:
    run_of(make.user())
    services.plan(NOW)
    Reminder.objects.update(state=State.CLAIMED, claimed_at=NOW)

    ring(NOW + timedelta(minutes=11))

    assert not mail.outbox
    assert Reminder.objects.get().state == State.MISSED
