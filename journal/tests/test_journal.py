from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from accounts.models import AccessLog
from tests import make

pytestmark = pytest.mark.django_db
URL = reverse("journal:journal")


def rows(response: Any) -> list[UUID]:
    return [row.pk for day in response.context["page"].days for row in day.rows]


@time_machine.travel(make.NOON, tick=False)
def test_workouts_and_cramps_are_one_line_newest_first(client: Client) -> None:
    ana = make.user()
    client.force_login(ana)
    old = make.done_workout(ana, days_ago=3)
    cramp = make.episode(ana, days_ago=2)
    new = make.done_workout(ana, days_ago=1)
    plan = make.workout(ana)
    make.done_workout(ana, deleted_at=make.NOON)
    make.done_workout(make.user("bea"))

    response = client.get(URL)

    assert rows(response) == [plan.pk, new.pk, cramp.pk, old.pk]


@time_machine.travel(make.NOON, tick=False)
def test_rows_are_grouped_by_the_athletes_local_day(client: Client) -> None:
    ana = make.user(zone="Pacific/Auckland")
    client.force_login(ana)
    make.done_workout(ana, started_at=make.NOON - timedelta(hours=24))
    make.done_workout(ana, started_at=make.NOON - timedelta(hours=26))

    days = client.get(URL).context["page"].days

    # Noon in UTC is one in the morning there.
    assert [day.on.day for day in days] == [14, 13]


@time_machine.travel(make.NOON, tick=False)
def test_pages_follow_each_other_without_gap_or_repeat(client: Client) -> None:
    ana = make.user()
    client.force_login(ana)
    made = {make.done_workout(ana, days_ago=3).pk for _ in range(40)}
    made |= {make.episode(ana, days_ago=3).pk for _ in range(25)}
    made |= {make.done_workout(ana, days_ago=n).pk for n in range(5, 15)}
    seen: list[UUID] = []
    address = URL

    for _ in range(4):
        response = client.get(address)
        seen += rows(response)
        older = response.context["page"].older
        if older is None:
            break
        address = f"{URL}?before={older}"

    assert len(seen) == len(set(seen)) == 75
    assert set(seen) == made


@time_machine.travel(make.NOON, tick=False)
def test_a_kind_can_be_picked(client: Client) -> None:
    ana = make.user()
    client.force_login(ana)
    done, cramp = make.done_workout(ana), make.episode(ana)

    assert rows(client.get(URL, {"kind": "workouts"})) == [done.pk]
    assert rows(client.get(URL, {"kind": "cramps"})) == [cramp.pk]
    assert client.get(URL, {"kind": "secrets"}).status_code == 404
    assert client.get(URL, {"before": "mangled"}).status_code == 404


def test_an_empty_diary_says_what_to_do(client: Client) -> None:
    client.force_login(make.user())

    assert "Nothing here yet" in client.get(URL).content.decode()


@time_machine.travel(make.NOON, tick=False)
def test_without_cramps_granted_there_is_no_trace_of_any(client: Client) -> None:
    ana, kim = make.user(), make.coach()
    make.grant(ana, kim, cramps=False)
    done = make.done_workout(ana, cramped=None)
    make.episode(ana, workout=done)
    client.force_login(kim)
    url = reverse("journal:journal", args=[ana.pk])

    response = client.get(url)

    main = response.content.decode().partition("<main")[2]
    assert rows(response) == [done.pk]
    assert "cramp" not in main.lower()
    assert client.get(url, {"kind": "cramps"}).status_code == 404


@time_machine.travel(make.NOON, tick=False)
def test_with_cramps_only_there_are_no_workouts(client: Client) -> None:
    ana, kim = make.user(), make.coach()
    make.grant(ana, kim, workouts=False)
    make.done_workout(ana)
    cramp = make.episode(ana)
    client.force_login(kim)
    url = reverse("journal:journal", args=[ana.pk])

    assert rows(client.get(url)) == [cramp.pk]
    assert client.get(url, {"kind": "workouts"}).status_code == 404


@time_machine.travel(make.NOON, tick=False)
@pytest.mark.parametrize("route", ["journal:journal", "journal:calendar"])
def test_with_neither_there_is_no_page_and_no_log(client: Client, route: str) -> None:
    ana, kim = make.user(), make.coach()
    make.grant(ana, kim, workouts=False, cramps=False)
    client.force_login(kim)

    assert client.get(reverse(route, args=[ana.pk])).status_code == 404
    assert not AccessLog.objects.exists()


@time_machine.travel(make.NOON, tick=False)
@pytest.mark.parametrize("route", ["journal:journal", "journal:calendar"])
def test_a_coach_reads_with_a_grant_and_nobody_without(client: Client, route: str) -> None:
    ana, bea, kim = make.user("ana"), make.user("bea"), make.coach()
    url = reverse(route, args=[ana.pk])

    assert reverse("account_login") in client.get(url)["Location"]
    for reader in (bea, kim):
        client.force_login(reader)
        assert client.get(url).status_code == 404
    make.grant(ana, kim)
    page = client.get(url)
    assert page.status_code == 200
    assert reverse("journal:plan_workout") not in page.content.decode()
    assert AccessLog.objects.count() == 1
    assert client.post(url).status_code == 405


@time_machine.travel(make.NOON, tick=False)
def test_the_list_asks_the_same_with_one_row_and_with_thirty(
    client: Client, django_assert_num_queries: Any
) -> None:
    ana = make.user()
    client.force_login(ana)
    for more in (1, 30):
        for n in range(more):
            done = make.done_workout(ana, days_ago=n + 1)
            make.episode(ana, days_ago=n + 1, workout=done)
        with django_assert_num_queries(6):
            client.get(URL)


@time_machine.travel(make.NOON, tick=False)
def test_many_plans_ahead_leave_a_way_to_today(client: Client) -> None:
    ana = make.user(zone="Asia/Kathmandu")
    client.force_login(ana)
    done = make.done_workout(ana, days_ago=0.1)
    for week in range(1, 30):
        make.workout(ana, planned_start_at=make.NOON + timedelta(days=7 * week))

    first = client.get(URL)
    today = client.get(URL, {"before": str(first.context["to_today"])})

    assert done.pk not in rows(first)
    assert rows(today) == [done.pk]
    assert today.context["to_today"] is None
    assert b"From today<" in first.content
