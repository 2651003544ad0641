from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from accounts.models import AccessLog, Category, User
from advice import services
from advice.models import Answer
from advice.queries import findings
from coaching import roster as rosters
from coaching.roster import roster
from journal.services import entries
from tests import make
from tests.pages import at, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
LIST = "/athletes/"


def red_flagged(athlete: User) -> None:
    """An emergency, the gravest thing a rule can find, written as the athlete writes it."""
    episode = make.episode(athlete, days_ago=0.01)
    entries.update(episode, {"red_flags": ["heat_stroke"]})


def test_the_list_tells_last_cramp_and_next_workout() -> None:
    ana, kim = make.user(), make.coach()
    make.grant(ana, kim)
    make.episode(ana, days_ago=100, muscles=["calf-l"])
    make.workout(ana, title="Long run")

    page = text(at(kim).get(LIST))

    assert "left calf" in page.lower()
    assert "Long run" in page
    assert "Thu 15 January, 10:00" in page
    assert reverse("journal:journal", args=[ana.pk]) in page
    assert not AccessLog.objects.exists()


def test_a_plan_without_a_clock_time_tells_the_part_of_the_day() -> None:
    ana, kim = make.user(), make.coach()
    make.grant(ana, kim)
    make.workout(ana, part_of_day="morning")

    page = text(at(kim).get(LIST))

    assert "Thu 15 January, morning" in page
    assert "10:00" not in page


def test_what_is_not_shared_leaves_no_trace() -> None:
    ana, kim = make.user(), make.coach()
    make.grant(ana, kim, workouts=False, cramps=False)
    red_flagged(ana)
    make.workout(ana, title="Long run")

    page = text(at(kim).get(LIST))

    assert "Ana" in page
    for word in ("calf", "Last cramp", "Next:", "Long run", "Safety", "Doctor"):
        assert word not in page
    assert "Nothing to point out." in page


def test_deleted_entries_and_past_plans_are_not_told() -> None:
    ana, kim = make.user(), make.coach()
    make.grant(ana, kim)
    make.episode(ana, deleted_at=make.NOON)
    make.workout(ana, planned_start_at=make.NOON - timedelta(days=2))

    page = text(at(kim).get(LIST))

    assert "none logged" in page
    assert "nothing planned" in page


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"revoked_at": make.NOON}, id="revoked"),
        pytest.param({"expires_at": make.NOON}, id="ran out"),
    ],
)
def test_an_ended_grant_leaves_the_list(change: dict[str, Any]) -> None:
    kim = make.coach()
    make.grant(make.user(), kim, **change)

    page = text(at(kim).get(LIST))

    assert "Ana" not in page
    assert "No athlete shares with you now" in page


def test_the_gravest_comes_first_then_the_name() -> None:
    kim = make.coach()
    for name in ("zoe", "cleo", "ana"):
        make.grant(make.user(name), kim)
    red_flagged(User.objects.get(name="Zoe"))

    page = roster(kim, make.NOON)

    assert [entry.athlete.name for entry in page.entries] == ["Zoe", "Ana", "Cleo"]
    assert page.entries[0].tag == "Safety"


def test_pages_follow_each_other_and_lose_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rosters, "PAGE", 2)
    kim = make.coach()
    for name in ("ana", "bea", "cleo", "dan", "eve"):
        make.grant(make.user(name), kim)

    seen: list[str] = []
    after = ""
    while True:
        page = roster(kim, make.NOON, after=after)
        seen += [entry.athlete.name for entry in page.entries]
        if not (after := page.after):
            break

    assert seen == ["Ana", "Bea", "Cleo", "Dan", "Eve"]
    assert len(roster(kim, make.NOON, after="nobody").entries) == 2


def test_what_was_found_is_kept_only_until_the_diary_changes() -> None:
    ana, kim = make.user(), make.coach()
    make.grant(ana, kim)
    before = roster(kim, make.NOON).entries[0].tag

    with CaptureQueriesContext(connection) as asked:
        again = roster(kim, make.NOON).entries[0].tag
    red_flagged(ana)
    after = roster(kim, make.NOON).entries[0].tag

    assert len(asked) == 2
    assert (before, again, after) == ("", "", "Safety")


def test_an_answer_shows_on_the_list_at_once() -> None:
    ana, kim = make.user(), make.coach()
    make.grant(ana, kim)
    for days in (0, 13, 27):
        make.episode(ana, days_ago=days + 0.1, workout=make.done_workout(ana, days_ago=days + 0.2))
    found = roster(kim, make.NOON).entries[0]
    services.keep_snapshots(ana, findings(ana, make.NOON), make.NOON)

    services.answer(ana, "consistent_cramps", Answer.BOOKED, make.NOON)

    assert found.tag == "Doctor"
    assert roster(kim, make.NOON).entries[0].tag == ""


def test_what_is_put_away_brought_back_or_taken_back_shows_on_the_list_at_once() -> None:
    ana, kim = make.user(), make.coach()
    make.grant(ana, kim)
    for days, rpe in ((0.5, 4), (2, 4), (8, 6), (15, 6), (22, 6)):
        make.done_workout(ana, days_ago=days, rpe=rpe, cramped=False)
    first, second = make.tip(ana, days_ago=1), make.tip(ana, rule="tired_muscles")

    def says() -> list[str]:
        return [each.rule for each in roster(kim, make.NOON).entries[0].findings]

    assert says() == ["load_jump"]
    services.retire(ana, "load_jump", make.NOON)
    services.retire(ana, "tired_muscles", make.NOON)
    assert says() == []
    services.bring_back(ana, "load_jump")
    assert says() == ["load_jump"]

    services.answer_shown(ana, first.pk, Answer.NOT_NOW, make.NOON, days=7)
    services.answer_shown(ana, second.pk, Answer.FOLLOWED, make.NOON + timedelta(seconds=1))
    assert says() == []
    services.take_back(ana, first.pk, make.NOON + timedelta(seconds=2))
    assert says() == ["load_jump"]


def test_beside_a_cramp_that_goes_on_nothing_is_kept() -> None:
    ana, kim = make.user(), make.coach()
    make.grant(ana, kim)
    make.episode(ana, started_at=make.NOON - timedelta(minutes=9), end_kind="ongoing")

    tags = [roster(kim, make.NOON + timedelta(minutes=more)).entries[0].tag for more in (0, 2)]

    assert tags == ["", "Doctor"]


def test_the_list_asks_as_often_with_one_athlete_as_with_thirty() -> None:
    kim = make.coach()
    client = at(kim)
    counts = []

    for first, last in ((0, 1), (1, 35)):
        for number in range(first, last):
            athlete = make.user(f"athlete{number}")
            make.grant(athlete, kim)
            make.episode(athlete)
            make.workout(athlete)
            make.done_workout(athlete)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(LIST).status_code == 200
        counts.append(len(asked))

    assert counts[0] == counts[1] <= 10


def test_somebody_who_does_not_coach_is_told_how_to() -> None:
    ana = make.user()

    assert "Turn coaching on" in text(at(ana).get(LIST))
    response = at(ana).post(reverse("coaching:turn_coaching"), {"coaching": "on"})
    assert response["Location"] == LIST
    ana.refresh_from_db()
    assert ana.is_coach


def test_coaching_goes_off_only_after_saying_whose_diaries_close() -> None:
    ana, kim = make.user(), make.coach()
    grant = make.grant(ana, kim)
    address = reverse("coaching:turn_coaching")

    asked = at(kim).post(address, {"coaching": "off"})
    assert "Ana" in text(asked)
    grant.refresh_from_db()
    assert grant.revoked_at is None
    at(kim).post(address, {"coaching": "off", "confirmed": "yes"})

    grant.refresh_from_db()
    kim.refresh_from_db()
    assert grant.revoked_at == make.NOON
    assert not kim.is_coach


def test_a_coach_gives_a_grant_back() -> None:
    ana, kim = make.user(), make.coach()
    grant = make.grant(ana, kim)
    address = reverse("coaching:leave", args=[ana.pk])

    assert "Stop reading Ana" in text(at(kim).get(address))
    assert at(make.coach("lea")).post(address).status_code == 404
    assert at(kim).post(address)["Location"] == LIST

    grant.refresh_from_db()
    assert grant.revoked_at == make.NOON
    assert at(kim).post(address).status_code == 404


def pages_of_an_athlete() -> list[tuple[str, str]]:
    """Every route that names an athlete: its view and its parameters."""
    found: list[tuple[str, str]] = []

    def walk(patterns: list[Any], before: str, space: str) -> None:
        for pattern in patterns:
            route = f"{before}{pattern.pattern}"
            if isinstance(pattern, URLResolver):
                walk(pattern.url_patterns, route, f"{pattern.namespace or space}")
            elif isinstance(pattern, URLPattern) and "<uuid:athlete_id>" in route:
                found.append((f"{space}:{pattern.name}", route))

    walk(get_resolver().url_patterns, "", "")
    return found


def test_after_revocation_every_address_of_the_athlete_is_404() -> None:
    ana, kim = make.user(), make.coach()
    grant = make.grant(ana, kim, **{category.value: True for category in Category})
    keys = {
        "journal:episode": (cramp := make.episode(ana).pk),
        "journal:before_episode": cramp,
        "journal:near_cramp": make.near_cramp(ana).pk,
    }
    workout = make.workout(ana).pk
    addresses = []
    for name, route in pages_of_an_athlete():
        values: dict[str, Any] = {"athlete_id": ana.pk}
        if "<uuid:pk>" in route:
            values["pk"] = keys.get(name, workout)
        parts = {"year": 2026, "month": 1, "week": 2}
        values |= {part: parts[part] for part in parts if f"<int:{part}>" in route}
        addresses.append(reverse(name, kwargs=values))
    client = at(kim)

    open_before = [client.get(address).status_code for address in addresses]
    at(ana).post(reverse("coaching:revoke", args=[grant.pk]))
    after = [client.get(address).status_code for address in addresses]

    assert len(addresses) >= 10
    assert open_before == [200] * len(addresses)
    assert after == [404] * len(addresses)
    assert {client.post(address).status_code for address in addresses} <= {403, 404, 405}
    assert client.get(reverse("journal:journal", args=[uuid4()])).status_code == 404


def test_findings_on_the_list_are_not_spoken_to_the_coach() -> None:
    ana, kim = make.user(), make.coach()
    make.grant(ana, kim)
    for day in (2, 5, 9):
        run = make.done_workout(ana, days_ago=day, cramped=True)
        make.episode(ana, days_ago=day, workout=run, phase="during")

    page = text(at(kim).get(LIST))
    insights = reverse("advice:insights", args=[ana.pk])

    assert "Cramps that keep coming" in page
    assert f'href="{insights}#finding-consistent_cramps"' in page
    assert "your page" not in page
    assert "The words are addressed to Ana." in text(at(kim).get(insights))
    assert "addressed to" not in text(at(ana).get("/insights/"))
