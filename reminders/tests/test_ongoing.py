"""The question whether something without an end is over."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.db import connection
from django.test.utils import CaptureQueriesContext

from journal.models import CrampEpisode, ReliefRun
from reminders import services
from reminders.kinds.ongoing import ONGOING
from reminders.models import Kind, Reminder, State
from tests import make

pytestmark = pytest.mark.django_db

NOW = make.NOON
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)


def ring(now: datetime) -> None:
    """What beat does each minute."""
    services.plan(now)
    services.recover(now)
    while services.send_due(now):
        pass


def endless(*, began: float = 2, name: str = "ana") -> CrampEpisode:
    """Something that began so many hours before NOON and has no end."""
    return make.episode(make.user(name), days_ago=began / 24, end_kind="ongoing")


def only() -> Reminder:
    return Reminder.objects.get(kind=Kind.ONGOING)


def test_it_is_asked_once_two_hours_after_it_began() -> None:
    episode = endless(began=1.5)

    for minute in range(0, 240, 10):
        ring(NOW + minute * MINUTE)

    assert [each.subject for each in mail.outbox] == ["Is it over by now?"]
    row = only()
    assert (row.subject_id, row.due_at) == (str(episode.pk), NOW + HOUR / 2)


def test_planning_twice_changes_nothing() -> None:
    endless()

    assert services.plan(NOW) == 1
    assert services.plan(NOW) == 0


def test_two_are_two_questions() -> None:
    first = endless()
    make.episode(first.athlete, days_ago=3 / 24, end_kind="ongoing")

    ring(NOW)

    assert len(mail.outbox) == 2


def test_the_mail_says_when_to_get_help_and_names_no_place() -> None:
    episode = endless()

    ring(NOW)

    sent = mail.outbox[0]
    assert isinstance(sent, EmailMultiAlternatives)
    for part in (str(sent.body), str(sent.alternatives[0][0])):
        assert "all your emergency number now" in part
        assert "ten\nminutes" in part or "ten minutes" in part
        assert f"/cramps/{episode.pk}/end/" in part
        assert "calf" not in part.lower()
    assert "Since Wednesday 14 January, 10:00" in str(sent.body)


def test_in_quiet_hours_it_waits_for_the_morning() -> None:
    ana = make.user(zone="Pacific/Auckland")
    make.episode(ana, days_ago=2 / 24, end_kind="ongoing")

    ring(NOW)
    morning = datetime(2026, 1, 15, 6, tzinfo=ZoneInfo("Pacific/Auckland"))
    waits_until = only().due_at
    ring(morning)

    assert waits_until == morning
    assert len(mail.outbox) == 1


def test_a_pause_that_ends_within_the_day_is_waited_out() -> None:
    episode = endless()
    make.preference(episode.athlete, paused_until=date(2026, 1, 15))

    ring(NOW)
    waits_until = only().due_at
    ring(waits_until)

    assert waits_until == datetime(2026, 1, 15, 6, tzinfo=ZoneInfo("Europe/Lisbon"))
    assert only().state == State.SENT


def test_a_longer_pause_is_none_of_its_business() -> None:
    episode = endless(began=1)
    services.plan(NOW)
    make.preference(episode.athlete, paused_until=date(2026, 1, 25))

    ring(NOW + HOUR)

    assert "paused" in only().reason


def test_who_looks_at_the_screen_is_asked_later() -> None:
    run = make.run(make.user(), minutes_ago=120, seen_at=NOW - MINUTE)

    ring(NOW)
    waits_until = only().due_at
    ReliefRun.objects.update(seen_at=NOW + 13 * MINUTE)
    ring(NOW + 14 * MINUTE)
    looked_again = only().due_at
    ring(looked_again)

    assert (waits_until, looked_again) == (NOW + 14 * MINUTE, NOW + 28 * MINUTE)
    assert only().subject_id == str(run.pk)
    assert len(mail.outbox) == 1


def test_a_screen_that_was_finished_is_not_being_looked_at() -> None:
    make.run(make.user(), minutes_ago=120, seen_at=NOW - MINUTE, finished_at=NOW - MINUTE)

    ring(NOW)

    assert len(mail.outbox) == 1


def test_it_never_comes_within_an_hour_of_the_mail_about_warmth() -> None:
    run = make.run(make.user(), minutes_ago=115, mail_heat=True, seen_at=NOW - 59 * MINUTE)
    make.warmed(run, minutes_ago=60)

    for minute in range(0, 120, 5):
        ring(NOW + minute * MINUTE)

    sent = dict(Reminder.objects.filter(state=State.SENT).values_list("kind", "sent_at"))
    assert sent == {Kind.HEAT: NOW, Kind.ONGOING: NOW + HOUR}


def test_a_mail_about_warmth_that_is_about_to_come_goes_first() -> None:
    run = make.run(make.user(), minutes_ago=120, mail_heat=True, seen_at=NOW - 29 * MINUTE)
    make.warmed(run, minutes_ago=30)

    ring(NOW)

    assert only().due_at == NOW + 90 * MINUTE


def ended(episode: CrampEpisode) -> None:
    CrampEpisode.objects.update(end_kind="about", ended_at=NOW)


def unknown(episode: CrampEpisode) -> None:
    """Not knowing is an answer."""
    CrampEpisode.objects.update(end_kind="unknown")


def deleted(episode: CrampEpisode) -> None:
    CrampEpisode.objects.update(deleted_at=NOW)


def opted_out(episode: CrampEpisode) -> None:
    services.stop(episode.athlete_id, Kind.ONGOING)


def withdrawn(episode: CrampEpisode) -> None:
    episode.athlete.consents.update(withdrawn_at=NOW)


def closed(episode: CrampEpisode) -> None:
    episode.athlete.is_active = False
    episode.athlete.save()


@pytest.mark.parametrize("change", [ended, unknown, deleted, opted_out, withdrawn, closed])
def test_nothing_is_asked_when_the_reason_is_gone(
    change: Callable[[CrampEpisode], None],
) -> None:
    episode = endless(began=1)
    services.plan(NOW)

    change(episode)
    ring(NOW + HOUR)

    assert not mail.outbox
    assert (only().state, bool(only().reason)) == (State.SKIPPED, True)
    Reminder.objects.all().delete()
    assert services.plan(NOW) == 0


def test_what_was_forgotten_days_ago_is_not_asked_about() -> None:
    endless(began=40)
    endless(began=26.5, name="bea")

    assert services.plan(NOW) == 0


def test_a_mail_that_could_not_go_out_for_a_day_is_dropped() -> None:
    endless()
    services.plan(NOW)

    services.send_due(NOW + 24 * HOUR)

    assert only().state == State.MISSED


def test_a_worker_that_died_sends_it_again_under_the_same_name() -> None:
    assert not ONGOING.once
    assert not ONGOING.capped


def test_what_began_lately_is_looked_at_each_minute_and_the_rest_each_hour() -> None:
    endless()

    assert [len(page) for page in ONGOING.pages(NOW + 15 * MINUTE)] == []
    assert [len(page) for page in ONGOING.pages(NOW + HOUR)] == [1]


def test_thirty_cost_as_many_queries_as_one() -> None:
    counts = []
    for first, last in ((0, 1), (1, 31)):
        Reminder.objects.all().delete()
        for number in range(first, last):
            endless(name=f"athlete{number}")
        with CaptureQueriesContext(connection) as planned:
            services.plan(NOW)
        Reminder.objects.update(due_at=NOW)
        CrampEpisode.objects.update(end_kind="unknown")
        with CaptureQueriesContext(connection) as judged:
            services.send_due(NOW)
        CrampEpisode.objects.all().delete()
        # What is not sent is recorded row by row.
        counts.append((len(planned), len(judged) - (last - first)))

    assert counts[0] == counts[1]
