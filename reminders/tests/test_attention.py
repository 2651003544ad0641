"""The mail to a coach on whose list somebody needs an eye."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from importlib import import_module
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.apps import apps
from django.core import mail
from django.core.cache import cache
from django.core.mail import EmailMultiAlternatives
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import AccessLog, Category, Grant, User
from coaching import services as coaching
from coaching import standings
from coaching.models import Standing
from journal.models import CrampEpisode
from journal.services import entries
from reminders import services
from reminders.kinds.attention import ATTENTION, NAMED
from reminders.models import Kind, Reminder, State
from tests import make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_forgetful")]

NOW = make.NOON
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


@pytest.fixture
def _forgetful() -> None:
    """What a page found for another test is not known in this one."""
    cache.clear()


def ring(now: datetime) -> None:
    """What beat does each minute, for findings too."""
    while standings.keep(now):
        pass
    services.plan(now)
    services.recover(now)
    while services.send_due(now):
        pass


def shares(coach: User, name: str = "ana", **terms: object) -> User:
    """An athlete who shares with the coach; their diary has been looked at."""
    athlete = make.user(name)
    standings.begin([make.grant(athlete, coach, **terms)], NOW - HOUR)
    standings.keep(NOW - HOUR)
    return athlete


def red_flagged(athlete: User, at: datetime = NOW) -> CrampEpisode:
    """Something grave was written into the diary just before."""
    episode = make.episode(athlete, started_at=at - timedelta(minutes=20))
    entries.update(episode, {"red_flags": ["heat_stroke"]})
    return episode


def only() -> Reminder:
    return Reminder.objects.get(kind=Kind.ATTENTION)


def subjects() -> list[str]:
    return [str(each.subject) for each in mail.outbox]


def test_a_coach_hears_once_that_somebody_needs_an_eye() -> None:
    red_flagged(shares(make.coach()))

    for minute in range(10):
        ring(NOW + timedelta(minutes=minute))

    assert subjects() == ["An athlete needs your eye"]
    assert mail.outbox[0].to == ["kim@example.org"]
    assert (only().state, only().subject_id) == (State.SENT, "2026-01-14")


def test_planning_twice_changes_nothing() -> None:
    red_flagged(shares(make.coach()))
    standings.keep(NOW)

    assert services.plan(NOW) == 1
    assert services.plan(NOW) == 0


def test_the_mail_names_the_athlete_and_no_reason() -> None:
    kim = make.coach()
    red_flagged(shares(kim))

    ring(NOW)

    sent = mail.outbox[0]
    assert isinstance(sent, EmailMultiAlternatives)
    for part in (str(sent.body), str(sent.alternatives[0][0])):
        assert "Ana" in part
        for word in ("emergency", "stroke", "calf", "cramps", "pain", "sign"):
            assert word not in part.lower().replace("assign", "")
        assert "/athletes/" in part
    assert "Ana" not in f"{sent.subject} {sent.body}"[:100]


def test_everybody_of_a_day_is_in_one_mail() -> None:
    kim = make.coach()
    for name in ("ana", "bea", "cleo"):
        red_flagged(shares(kim, name))

    ring(NOW)

    assert subjects() == ["3 athletes need your eye"]
    assert [name in str(mail.outbox[0].body) for name in ("Ana", "Bea", "Cleo")] == [True] * 3


def test_a_second_one_of_the_day_waits_for_the_morning() -> None:
    kim = make.coach()
    ana, bea = shares(kim), shares(kim, "bea")
    red_flagged(ana)
    ring(NOW)

    red_flagged(bea, NOW + HOUR)
    for hours in (1, 6, 19, 20):
        ring(NOW + hours * HOUR)

    assert subjects() == ["An athlete needs your eye"] * 2
    assert "Ana" not in str(mail.outbox[1].body)
    later = Reminder.objects.get(subject_id="2026-01-15")
    assert later.due_at == datetime(2026, 1, 15, 7, 30, tzinfo=ZoneInfo("Europe/Lisbon"))


def test_nobody_is_named_again_for_the_same() -> None:
    red_flagged(shares(make.coach()))

    for hour in range(0, 24 * 5, 8):
        ring(NOW + hour * HOUR)

    assert len(mail.outbox) == 1


def test_who_needs_it_again_is_named_again() -> None:
    ana = shares(make.coach())
    episode = red_flagged(ana)
    ring(NOW)
    entries.update(episode, {"red_flags": []})
    ring(NOW + HOUR)

    red_flagged(ana, NOW + DAY)
    ring(NOW + DAY)

    assert len(mail.outbox) == 2


def test_in_quiet_hours_it_waits_for_the_morning() -> None:
    red_flagged(shares(make.coach(zone="Pacific/Auckland")))

    ring(NOW)
    morning = datetime(2026, 1, 15, 6, tzinfo=ZoneInfo("Pacific/Auckland"))
    waits_until = only().due_at
    ring(morning)

    assert waits_until == morning
    assert len(mail.outbox) == 1


def test_a_pause_puts_it_off_and_loses_nothing() -> None:
    kim = make.coach()
    make.preference(kim, paused_until=date(2026, 1, 16))
    # It still holds when the pause ends: a finding that stays a while.
    athlete = shares(kim)
    red_flagged(athlete)
    ring(NOW)
    waits_until = only().due_at
    red_flagged(athlete, waits_until)
    ring(waits_until)

    assert waits_until == datetime(2026, 1, 16, 6, tzinfo=ZoneInfo("Europe/Lisbon"))
    assert len(mail.outbox) == 1


def test_what_came_longer_ago_than_a_week_is_left_to_the_list() -> None:
    kim = make.coach()
    red_flagged(shares(kim))
    standings.keep(NOW)
    services.plan(NOW)

    make.preference(kim, paused_until=date(2026, 2, 10))
    services.send_due(NOW + timedelta(minutes=1))
    missed = only().state
    Reminder.objects.all().delete()

    assert missed == State.MISSED
    assert services.plan(NOW + timedelta(minutes=2)) == 0


def revoked(grant: Grant) -> None:
    coaching.revoke(grant, now=NOW)


def revoked_by_hand(grant: Grant) -> None:
    """The standing is still there."""
    Grant.objects.update(revoked_at=NOW)


def expired(grant: Grant) -> None:
    Grant.objects.update(expires_at=NOW)


def withdrawn(grant: Grant) -> None:
    grant.athlete.consents.update(withdrawn_at=NOW)


def athlete_left(grant: Grant) -> None:
    User.objects.filter(pk=grant.athlete_id).update(is_active=False)


def narrowed(grant: Grant) -> None:
    """Cramps are no longer shared, and nobody has looked at the diary since."""
    Grant.objects.update(cramps=False)


def over(grant: Grant) -> None:
    entries.update(CrampEpisode.objects.get(), {"red_flags": []})


def looked_at(grant: Grant) -> None:
    AccessLog.objects.create(
        athlete=grant.athlete, reader=grant.coach, page="journal", at=NOW + timedelta(seconds=1)
    )


def opted_out(grant: Grant) -> None:
    services.stop(grant.coach_id, Kind.ATTENTION)


def gave_up_coaching(grant: Grant) -> None:
    User.objects.filter(pk=grant.coach_id).update(is_coach=False)


def coach_withdrew(grant: Grant) -> None:
    grant.coach.consents.update(withdrawn_at=NOW)


CHANGES = [
    revoked,
    revoked_by_hand,
    expired,
    withdrawn,
    athlete_left,
    narrowed,
    over,
    looked_at,
    opted_out,
    gave_up_coaching,
    coach_withdrew,
]


# What concerns one athlete and not the coach.
OF_ONE = [revoked, revoked_by_hand, expired, withdrawn, athlete_left, narrowed, looked_at]


@pytest.mark.parametrize("change", CHANGES)
def test_nothing_is_said_when_the_reason_is_gone_between_plan_and_send(
    change: Callable[[Grant], None],
) -> None:
    red_flagged(shares(make.coach()))
    standings.keep(NOW)
    assert services.plan(NOW) == 1

    change(Grant.objects.get())
    services.send_due(NOW + timedelta(minutes=1))

    assert not mail.outbox
    assert (only().state, bool(only().reason)) == (State.SKIPPED, True)


@pytest.mark.parametrize("change", OF_ONE)
def test_only_the_others_are_named_when_one_is_gone(change: Callable[[Grant], None]) -> None:
    kim = make.coach()
    ana, bea = shares(kim), shares(kim, "bea")
    for athlete in (ana, bea):
        red_flagged(athlete)
    while standings.keep(NOW):
        pass
    services.plan(NOW)

    grant = Grant.objects.get(athlete=ana)
    later = {"expires_at": NOW + 30 * DAY}
    change(grant)
    # What was done to all by hand is undone for the other one.
    Grant.objects.filter(athlete=bea).update(revoked_at=None, cramps=True, **later)
    services.send_due(NOW + timedelta(minutes=1))

    assert subjects() == ["An athlete needs your eye"]
    assert "Bea" in str(mail.outbox[0].body)
    assert "Ana" not in str(mail.outbox[0].body)


def test_somebody_elses_look_is_no_look_of_the_coach() -> None:
    ana = shares(make.coach())
    red_flagged(ana)
    standings.keep(NOW)
    AccessLog.objects.create(
        athlete=ana, reader=make.coach("lou"), page="journal", at=NOW + timedelta(seconds=1)
    )

    ring(NOW + timedelta(minutes=1))

    assert len(mail.outbox) == 1


def test_after_a_look_the_day_is_still_free_for_the_next() -> None:
    kim = make.coach()
    ana = shares(kim)
    red_flagged(ana)
    standings.keep(NOW)
    services.plan(NOW)
    looked_at(Grant.objects.get())
    services.send_due(NOW + timedelta(minutes=1))

    bea = shares(kim, "bea")
    red_flagged(bea, NOW + HOUR)
    ring(NOW + HOUR)

    assert "Bea" in str(mail.outbox[0].body)
    assert only().state == State.SENT


@pytest.mark.parametrize(
    ("terms", "mails"),
    [
        ({"workouts": True, "cramps": False, "drinks": False}, 0),
        ({"workouts": False, "cramps": True, "drinks": False}, 1),
        ({"workouts": False, "cramps": False, "drinks": True, "wellness": True}, 0),
    ],
)
def test_who_may_not_know_of_it_never_hears_that_there_is_something(
    terms: dict[str, bool], mails: int
) -> None:
    red_flagged(shares(make.coach(), "ana", **terms))

    for hour in range(0, 48, 8):
        ring(NOW + hour * HOUR)

    assert len(mail.outbox) == mails


def test_each_coach_is_told_of_their_own_athletes_and_categories() -> None:
    kim, lou = make.coach(), make.coach("lou")
    ana, bea = shares(kim), shares(lou, "bea")
    make.grant(bea, kim, cramps=False)
    for athlete in (ana, bea):
        red_flagged(athlete)
    standings.begin_missing(NOW)

    ring(NOW)

    told = {message.to[0]: str(message.body) for message in mail.outbox}
    assert ("Ana" in told["kim@example.org"], "Bea" in told["kim@example.org"]) == (True, False)
    assert ("Ana" in told["lou@example.org"], "Bea" in told["lou@example.org"]) == (False, True)


@pytest.mark.parametrize("name", ["O'Brien, ß & <b>", "يوسف بن علي"])
def test_names_stay_as_they_are(name: str) -> None:
    athlete = shares(make.coach())
    User.objects.filter(pk=athlete.pk).update(name=name)
    red_flagged(athlete)

    ring(NOW)

    assert f"  {name}\n" in str(mail.outbox[0].body)


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("Bob\r\n\nYour account is locked:\u2028call 555", "Bob Your account is locked: call 555"),
        ("Bob\u202eevil\u2069\x1b", "Bob evil"),
        ("Win now at evil.example/x", "ana@example.org"),
        ("\u202e", "ana@example.org"),
        ("می\u200cگذرد", "می\u200cگذرد"),
    ],
)
def test_a_name_adds_neither_lines_nor_links_to_a_mail(name: str, line: str) -> None:
    athlete = shares(make.coach())
    User.objects.filter(pk=athlete.pk).update(name=name)
    red_flagged(athlete)

    ring(NOW)

    lines = str(mail.outbox[0].body).splitlines()
    assert [each for each in lines if line in each] == [f"  {line}"]
    assert "evil.example" not in str(mail.outbox[0].message())


def test_a_long_list_is_cut_and_the_rest_is_a_number() -> None:
    kim = make.coach()
    for number in range(NAMED + 3):
        red_flagged(shares(kim, f"athlete{number:02}"))

    ring(NOW)

    assert subjects() == [f"{NAMED + 3} athletes need your eye"]
    assert "and 3 more on your list" in str(mail.outbox[0].body)


def test_a_mail_that_nobody_knows_of_is_sent_again() -> None:
    assert not ATTENTION.once


def test_what_came_lately_is_looked_at_each_minute_and_the_rest_each_hour() -> None:
    red_flagged(shares(make.coach()))
    standings.keep(NOW)

    assert [len(page) for page in ATTENTION.pages(NOW + timedelta(minutes=14))] == [1]
    assert [len(page) for page in ATTENTION.pages(NOW + timedelta(minutes=16))] == []
    assert [len(page) for page in ATTENTION.pages(NOW + HOUR)] == [1]


def test_twenty_coaches_and_athletes_cost_as_many_queries_as_one() -> None:
    counts = []
    for first, last in ((0, 1), (1, 21)):
        Reminder.objects.all().delete()
        for number in range(first, last):
            red_flagged(shares(make.coach(f"coach{number}"), f"athlete{number}"))
        while standings.keep(NOW):
            pass
        with CaptureQueriesContext(connection) as planned:
            assert services.plan(NOW) == last - first
        with CaptureQueriesContext(connection) as sent:
            services.send_due(NOW)
        # Each mail that goes out costs its record.
        counts.append((len(planned), len(sent) - (last - first)))

    assert len(mail.outbox) == 21
    assert counts[0] == counts[1]


def test_new_terms_are_no_news_of_the_athlete() -> None:
    ana = shares(make.coach())
    red_flagged(ana)
    ring(NOW)
    grant = Grant.objects.get()

    coaching.renew(grant, [Category.CRAMPS, Category.DRINKS], None, now=NOW + DAY)
    ring(NOW + DAY)

    assert subjects() == ["An athlete needs your eye"]


def test_wider_terms_are_news_of_what_they_open() -> None:
    ana = shares(make.coach(), cramps=False)
    red_flagged(ana)
    ring(NOW)

    coaching.renew(Grant.objects.get(), list(Category), None, now=NOW + HOUR)
    ring(NOW + HOUR)

    assert len(subjects()) == 1


@pytest.mark.parametrize("is_found", [True, False])
def test_what_stood_on_a_list_before_an_upgrade_is_no_news(is_found: bool) -> None:
    migration = import_module("coaching.migrations.0005_what_coaches_know")
    ana = shares(make.coach())
    red_flagged(ana)
    standings.keep(NOW)
    Standing.objects.update(came={}, worse_at=None, told_at=None)
    if not is_found:
        Standing.objects.update(gravity=None, findings=[], found_at=None, due_at=NOW)

    with time_machine.travel(NOW, tick=False):
        migration.keep_known(apps, None)
        migration.keep_known(apps, None)
    ring(NOW + timedelta(minutes=5))

    assert subjects() == []

    red_flagged(shares(User.objects.get(is_coach=True), "bea"), NOW + 2 * HOUR)
    ring(NOW + 2 * HOUR)

    assert subjects() == ["An athlete needs your eye"]
    assert "Bea" in str(mail.outbox[0].body)
    assert "Ana" not in str(mail.outbox[0].body)
