from __future__ import annotations

from datetime import timedelta

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Category, Grant, HealthConsent, User
from advice.models import RetiredRule
from advice.rules.finding import Level
from coaching import roster as rosters
from coaching import services, standings, tasks
from coaching.models import Standing
from coaching.roster import Roster, roster
from journal.services import entries
from tests import make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon", "_forgetful")]
SOON = make.NOON + timedelta(minutes=1)
LATER = make.NOON + standings.PERIOD


@pytest.fixture
def _forgetful() -> None:
    """What a page found for another test is not known in this one."""
    cache.clear()


def red_flagged(athlete: User) -> None:
    episode = make.episode(athlete, days_ago=0.01)
    entries.update(episode, {"red_flags": ["heat_stroke"]})


def squad(coach: User, *names: str) -> list[User]:
    """Athletes who share with the coach, with standings found at NOON."""
    people = [make.user(name) for name in names]
    standings.begin([make.grant(one, coach) for one in people], make.NOON)
    standings.keep(make.NOON)
    return people


def names(page: Roster) -> list[str]:
    return [entry.athlete.name for entry in page.entries]


def test_a_standing_holds_rules_and_how_grave_they_are_and_no_number() -> None:
    [ana] = squad(make.coach(), "ana")
    red_flagged(ana)

    standings.keep(LATER)

    row = Standing.objects.get()
    assert row.gravity == Level.EMERGENCY
    assert row.findings == [["emergency_sign", Level.EMERGENCY]]
    assert row.found_at == LATER
    assert row.due_at == LATER + standings.PERIOD


def test_nothing_is_done_twice_in_a_period() -> None:
    squad(make.coach(), "ana", "bea")

    assert standings.keep(SOON) == 0
    assert standings.keep(LATER) == 2
    assert standings.keep(LATER) == 0


def test_a_batch_asks_as_often_for_one_as_for_thirty() -> None:
    kim = make.coach()
    counts = []

    for first, last in ((0, 1), (1, 31)):
        for number in range(first, last):
            athlete = make.user(f"athlete{number}")
            make.episode(athlete)
            make.done_workout(athlete)
            standings.begin([make.grant(athlete, kim)], make.NOON)
        Standing.objects.update(due_at=make.NOON)
        with CaptureQueriesContext(connection) as asked:
            standings.keep(make.NOON)
        counts.append(len(asked))

    assert counts[0] == counts[1] <= 14


def test_the_doorbell_goes_on_until_nothing_is_due(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(standings, "BATCH", 2)
    kim = make.coach()
    for name in ("ana", "bea", "cleo", "dan", "eve"):
        make.grant(make.user(name), kim)

    for _ in range(2):
        tasks.begin_standings.delay()
        tasks.keep_standings.delay()

    assert Standing.objects.filter(found_at=make.NOON).count() == 5
    assert {tasks.keep_standings.name, tasks.begin_standings.name} <= {
        each["task"] for each in settings.CELERY_BEAT_SCHEDULE.values()
    }


def test_beside_a_cramp_that_goes_on_a_standing_is_due_at_the_next_ring() -> None:
    [ana] = squad(make.coach(), "ana")
    make.episode(ana, started_at=make.NOON - timedelta(minutes=1), end_kind="ongoing")

    standings.keep(LATER)

    assert standings.keep(LATER + timedelta(minutes=1)) == 1


@pytest.mark.parametrize("end", ["revoked", "left", "off", "ran out", "consent"])
def test_a_standing_goes_with_its_grant(end: str) -> None:
    kim = make.coach()
    squad(kim, "ana")
    grant = Grant.objects.get()

    match end:
        case "revoked":
            services.revoke(grant, now=SOON)
        case "left":
            services.leave(grant, now=SOON)
        case "off":
            services.turn_off(kim, now=SOON)
        case "ran out":
            Grant.objects.update(expires_at=SOON)
            standings.keep(LATER)
        case _:
            HealthConsent.objects.update(withdrawn_at=SOON)
            standings.keep(LATER)

    assert not Standing.objects.exists()
    assert names(roster(kim, LATER)) == []


def test_one_that_was_taken_away_meanwhile_does_not_come_back() -> None:
    squad(make.coach(), "ana")
    row = Standing.objects.get()
    Standing.objects.all().delete()

    standings._write([row], put_off=row.due_at)

    assert not Standing.objects.exists()


def test_what_was_found_before_the_terms_changed_is_not_written_after() -> None:
    [ana] = squad(make.coach(), "ana")
    red_flagged(ana)
    standings.keep(LATER)
    old = Standing.objects.get()

    services.renew(Grant.objects.get(), [Category.DRINKS], None, now=LATER)
    standings._write([old], put_off=LATER + standings.PERIOD)

    row = Standing.objects.get()
    assert (row.gravity, row.findings, row.version) == (None, [], "")


def test_with_other_terms_nothing_of_the_old_ones_is_kept() -> None:
    kim = make.coach()
    [ana] = squad(kim, "ana")
    red_flagged(ana)
    standings.keep(LATER)

    services.renew(Grant.objects.get(), [Category.DRINKS], None, now=LATER)

    assert Standing.objects.get().gravity is None
    assert roster(kim, LATER).entries[0].tag == ""


def test_an_accepted_offer_has_a_standing_that_is_due() -> None:
    kim = make.coach()

    services.accept_offer(make.invitation(make.user("ana")), coach=kim, now=make.NOON)

    assert Standing.objects.get().due_at == make.NOON


def test_the_list_reads_no_diary_while_its_standings_are_fresh() -> None:
    kim = make.coach()
    squad(kim, "ana", "bea")

    with CaptureQueriesContext(connection) as asked:
        page = roster(kim, SOON)

    assert names(page) == ["Ana", "Bea"]
    assert len(asked) == 2


@pytest.mark.parametrize("minutes", [4, 5])
def test_an_old_standing_is_found_anew_before_it_is_shown(minutes: int) -> None:
    kim = make.coach()
    squad(kim, "ana")

    with CaptureQueriesContext(connection) as asked:
        roster(kim, make.NOON + timedelta(minutes=minutes))

    assert len(asked) == (2 if minutes < 5 else 8)


def test_an_emergency_of_this_minute_stands_on_top_of_a_long_list(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(rosters, "PAGE", 2)
    kim = make.coach()
    *_, eve = squad(kim, "ana", "bea", "cleo", "dan", "eve")

    red_flagged(eve)
    page = roster(kim, SOON)

    assert [(entry.athlete.name, entry.tag) for entry in page.entries] == [
        ("Eve", "Safety"),
        ("Ana", ""),
    ]


def test_what_is_grave_already_is_not_pushed_away_by_what_was_just_written(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(rosters, "PAGE", 2)
    kim = make.coach()
    ana, bea, cleo, dan = squad(kim, "ana", "bea", "cleo", "dan")
    red_flagged(dan)
    standings.keep(LATER)
    for one in (ana, bea, cleo):
        entries.update(make.episode(one), {"note": "It went well."})

    page = roster(kim, LATER)

    assert names(page) == ["Dan", "Ana"]


def test_pages_in_the_order_of_the_standings_lose_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rosters, "PAGE", 2)
    kim = make.coach()
    people = squad(kim, "ana", "bea", "cleo", "dan", "eve")
    for one in people[2:4]:
        red_flagged(one)
    standings.keep(LATER)

    seen, after, totals = [], "", set()
    while True:
        page = roster(kim, LATER, after=after)
        seen += names(page)
        totals.add(page.total)
        if not (after := page.after):
            break

    assert seen == ["Cleo", "Dan", "Ana", "Bea", "Eve"]
    assert totals == {5}


@pytest.mark.parametrize(
    "after", ["", "-", "70-", "x-y", "²-0", "999999-0", f"0-{'f' * 32}", "-1-0", "70-nobody"]
)
def test_what_never_ended_a_page_starts_the_list(
    monkeypatch: pytest.MonkeyPatch, after: str
) -> None:
    monkeypatch.setattr(rosters, "PAGE", 2)
    kim = make.coach()
    squad(kim, "ana", "bea", "cleo")

    assert names(roster(kim, SOON, after=after)) == ["Ana", "Bea"]


def test_a_long_list_of_new_athletes_says_that_its_order_is_not_right_yet(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(rosters, "PAGE", 2)
    kim = make.coach()
    for name in ("ana", "bea", "cleo"):
        make.grant(make.user(name), kim)

    before = roster(kim, make.NOON)
    tasks.begin_standings.delay()
    tasks.keep_standings.delay()
    after = roster(kim, make.NOON)

    assert before.is_settling
    assert names(before) == ["Ana", "Bea"]
    assert not after.is_settling


def test_a_rule_that_is_retired_or_taken_back_makes_the_standing_stale() -> None:
    kim = make.coach()
    [ana] = squad(kim, "ana")

    def version() -> str:
        told = standings.with_signs().values_list(*standings.SIGNS).get(pk=ana.pk)
        return standings.Signs(*told).version(Grant.objects.get())

    before = version()
    retired = RetiredRule.objects.create(athlete=ana, rule="dry_morning", retired_at=make.NOON)
    between = version()
    retired.delete()

    assert before != between
    assert version() == before
