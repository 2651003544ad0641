"""The mail to a coach about the week that ended."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Grant, User
from coaching.models import Standing
from reminders import services
from reminders.emails.coaches import LINES, dates
from reminders.kinds.digest import DIGEST
from reminders.models import Kind, Reminder, State
from tests import make

pytestmark = pytest.mark.django_db

# The Monday after NOON, which is a Wednesday.
MONDAY = datetime(2026, 1, 19, 7, 30, tzinfo=UTC)
HOUR = timedelta(hours=1)
NIGHT = MONDAY - 7 * HOUR


def ring(now: datetime) -> None:
    """What beat does each minute; only the week is of interest."""
    DIGEST.plan([pk for page in DIGEST.pages(now) for pk in page], now)
    while services.send_due(now):
        pass


def shares(coach: User, name: str = "ana", **terms: object) -> User:
    """An athlete who shares with the coach."""
    athlete = make.user(name)
    make.grant(athlete, coach, **terms)
    return athlete


def runner(coach: User, name: str = "ana", **terms: object) -> User:
    """One of them who ran on Tuesday, and skipped what was planned for Thursday."""
    athlete = shares(coach, name, **terms)
    make.done_workout(athlete, days_ago=1, cramped=False)
    make.workout(athlete, state="skipped")
    return athlete


def eyed(athlete: User, gravity: int = 70) -> None:
    """Something that asks for an eye stands on the list of who reads them."""
    for grant in Grant.objects.filter(athlete=athlete):
        Standing.objects.update_or_create(
            grant=grant, defaults={"gravity": gravity, "due_at": MONDAY, "found_at": MONDAY}
        )


def only() -> Reminder:
    return Reminder.objects.get(kind=Kind.DIGEST)


def told() -> str:
    [message] = mail.outbox
    return str(message.body)


def test_a_coach_hears_on_monday_morning_once_however_often_we_run() -> None:
    runner(make.coach())

    for hour in range(-10, 30, 5):
        ring(MONDAY + hour * HOUR)

    assert [message.subject for message in mail.outbox] == ["Your week, 12–18 January"]
    row = only()
    assert (row.state, row.due_at, row.subject_id) == (State.SENT, MONDAY, "2026-01-12")
    assert (row.local_on, row.sent_at) == (date(2026, 1, 19), MONDAY)


def test_on_other_days_nobody_is_looked_for() -> None:
    runner(make.coach())

    with CaptureQueriesContext(connection) as found:
        for day in (1, 2, 3, 4):
            assert list(DIGEST.pages(MONDAY + timedelta(days=day, hours=6))) == []

    assert len(found) == 0


def test_who_has_a_row_or_wants_none_is_not_looked_at_again() -> None:
    kim, lou, max_ = make.coach(), make.coach("lou"), make.coach("max")
    for coach in (kim, lou):
        runner(coach, f"of-{coach.name}")
    make.preference(lou, digest=False)

    pages = list(DIGEST.pages(NIGHT))
    services.plan(NIGHT)

    assert pages == [[kim.pk]]
    assert list(DIGEST.pages(NIGHT + HOUR)) == []
    assert not Reminder.objects.filter(recipient__in=[lou, max_]).exists()


def test_planning_twice_changes_nothing() -> None:
    runner(make.coach())

    assert services.plan(NIGHT) == 1
    assert services.plan(NIGHT) == 0
    assert DIGEST.plan(list(User.objects.values_list("pk", flat=True)), NIGHT) == 1
    assert Reminder.objects.count() == 1


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago", "Asia/Kathmandu"])
def test_monday_morning_is_the_coachs(zone: str) -> None:
    runner(make.coach(zone=zone))
    morning = datetime.combine(date(2026, 1, 19), time(7, 30), ZoneInfo(zone))

    for hours in (-8, -7, -0.1, 0, 1, 16, 17):
        ring(morning + hours * HOUR)

    assert (only().due_at, only().sent_at) == (morning, morning)
    assert len(mail.outbox) == 1


def test_the_hour_is_the_one_that_was_chosen() -> None:
    kim = make.coach()
    make.preference(kim, morning_at=time(9))
    runner(kim)

    services.plan(NIGHT)

    assert only().due_at == MONDAY + 1.5 * HOUR


def test_an_hour_that_was_moved_after_planning_is_kept() -> None:
    kim = make.coach()
    runner(kim)
    services.plan(NIGHT)

    make.preference(kim, morning_at=time(9))
    services.send_due(MONDAY)

    assert (only().state, only().due_at) == (State.PLANNED, MONDAY + 1.5 * HOUR)


def test_a_mail_that_comes_back_on_tuesday_is_dropped() -> None:
    runner(make.coach())
    services.plan(NIGHT)

    services.send_due(MONDAY + 24 * HOUR)

    assert only().state == State.MISSED
    assert not mail.outbox


def test_each_athlete_is_a_line_of_counts() -> None:
    kim = make.coach()
    ana = runner(kim)
    make.done_workout(ana, days_ago=0.5, cramped=None)
    make.workout(ana, planned_start_at=MONDAY - 20 * HOUR)
    eyed(runner(kim, "bea"))
    shares(kim, "cleo")

    ring(MONDAY)

    text = told()
    assert "12–18 January: 3 sessions done, 3 planned" in text
    assert "Ana\n  2 done, 2 planned, 2 without an answer\n" in text
    assert "Bea\n  needs your eye · 1 done, 1 planned\n" in text
    assert text.index("Bea") < text.index("Ana")
    assert "1 other: a quiet week, nothing to point out" in text
    assert "Cleo" not in text


def test_nothing_but_counts_is_said() -> None:
    kim = make.coach()
    ana = runner(kim)
    make.episode(ana, severity=9)
    eyed(ana)

    ring(MONDAY)

    [sent] = mail.outbox
    assert isinstance(sent, EmailMultiAlternatives)
    for part in (str(sent.subject), str(sent.body), str(sent.alternatives[0][0])):
        for word in ("calf", "cramps", "emergency", "pain", "doctor"):
            assert word not in part.lower()


def test_other_weeks_are_not_counted() -> None:
    ana = runner(make.coach())
    make.done_workout(ana, days_ago=2.6)
    make.done_workout(ana, started_at=MONDAY - 6 * HOUR)
    make.workout(ana, planned_start_at=MONDAY + HOUR)

    ring(MONDAY)

    assert "1 session done, 1 planned" in told()


@pytest.mark.parametrize(
    ("terms", "says"),
    [
        ({}, "1 done, 1 planned, 2 without an answer"),
        ({"cramps": False}, "1 done, 1 planned, 1 without an answer"),
    ],
)
def test_an_answer_about_cramps_is_open_only_to_who_may_know_of_them(
    terms: dict[str, bool], says: str
) -> None:
    ana = shares(make.coach(), "ana", **terms)
    make.done_workout(ana, cramped=None)
    make.workout(ana, planned_start_at=MONDAY - 20 * HOUR)

    ring(MONDAY)

    assert says in told()


def test_who_may_not_know_of_workouts_reads_no_count() -> None:
    eyed(runner(make.coach(), workouts=False))

    ring(MONDAY)

    text = told()
    assert "Ana\n  needs your eye\n" in text
    assert " done" not in text
    assert " planned" not in text.replace("counted as planned", "")


def test_a_tip_asks_for_no_eye() -> None:
    eyed(runner(make.coach()), gravity=20)

    ring(MONDAY)

    assert "needs your eye" not in told()


def nobody(grant: Grant) -> None:
    Grant.objects.update(revoked_at=NIGHT)


def expired(grant: Grant) -> None:
    Grant.objects.update(expires_at=NIGHT)


def began_today(grant: Grant) -> None:
    Grant.objects.update(granted_at=NIGHT + HOUR)


def athlete_withdrew(grant: Grant) -> None:
    grant.athlete.consents.update(withdrawn_at=NIGHT)


def closed_workouts(grant: Grant) -> None:
    Grant.objects.update(workouts=False)


def nothing_done(grant: Grant) -> None:
    grant.athlete.workout_set.update(deleted_at=NIGHT)


def opted_out(grant: Grant) -> None:
    services.stop(grant.coach_id, Kind.DIGEST)


def paused(grant: Grant) -> None:
    make.preference(grant.coach, paused_until=date(2026, 1, 20))


def gave_up_coaching(grant: Grant) -> None:
    User.objects.filter(pk=grant.coach_id).update(is_coach=False)


@pytest.mark.parametrize(
    "change",
    [
        nobody,
        expired,
        began_today,
        athlete_withdrew,
        closed_workouts,
        nothing_done,
        opted_out,
        paused,
        gave_up_coaching,
    ],
)
def test_there_is_no_mail_when_its_reason_is_gone_between_plan_and_send(
    change: Callable[[Grant], None],
) -> None:
    runner(make.coach())
    services.plan(NIGHT)

    change(Grant.objects.get())
    services.send_due(MONDAY)

    assert not mail.outbox
    assert (only().state, bool(only().reason)) == (State.SKIPPED, True)


def test_of_two_athletes_the_one_who_ended_it_is_not_told_of() -> None:
    kim = make.coach()
    ana = runner(kim)
    runner(kim, "bea")
    services.plan(NIGHT)

    Grant.objects.filter(athlete=ana).update(revoked_at=NIGHT)
    services.send_due(MONDAY)

    assert "Ana" not in told()
    assert "Bea" in told()


def test_a_long_list_is_cut_and_the_rest_is_a_number() -> None:
    kim = make.coach()
    for number in range(LINES + 2):
        runner(kim, f"athlete{number:02}")

    ring(MONDAY)

    text = told()
    assert text.count("1 done, 1 planned") == LINES
    assert "and 2 more with something to read" in text


@pytest.mark.parametrize("name", ["O'Brien, ß & <b>", "يوسف بن علي", "N" * 80])
def test_names_stay_as_they_are(name: str) -> None:
    ana = runner(make.coach())
    User.objects.filter(pk=ana.pk).update(name=name)

    ring(MONDAY)

    assert f"\n{name}\n" in told()


def test_a_name_adds_neither_lines_nor_links() -> None:
    ana = runner(make.coach())
    User.objects.filter(pk=ana.pk).update(name="Win\n\nnow at evil.example/x")

    ring(MONDAY)

    assert "\nana@example.org\n" in told()
    assert "evil.example" not in told()


def test_a_week_across_two_months_names_both() -> None:
    assert dates(date(2025, 12, 29)) == "29 December – 4 January"
    assert dates(date(2026, 11, 16)) == "16–22 November"


def test_it_is_never_sent_twice() -> None:
    assert DIGEST.once


def test_twenty_coaches_cost_as_many_queries_as_one() -> None:
    counts = []
    for first, last in ((0, 1), (1, 21)):
        Reminder.objects.all().delete()
        User.objects.all().delete()
        for number in range(first, last):
            runner(make.coach(f"coach{number}"), f"athlete{number}")
        with CaptureQueriesContext(connection) as planned:
            services.plan(NIGHT)
        with CaptureQueriesContext(connection) as sent:
            services.send_due(MONDAY)
        # Each mail that goes out costs its record.
        counts.append((len(planned), len(sent) - (last - first)))

    assert len(mail.outbox) == 21
    assert counts[0] == counts[1]
