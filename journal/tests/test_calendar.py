from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests import make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
URL = reverse("journal:calendar")


def cells(response: Any) -> dict[str, Any]:
    sheet = response.context["sheet"]
    return {cell.on.isoformat(): cell for week in sheet.weeks for cell in week}


def test_marks_are_rings_discs_dashes_and_diamonds(client: Client) -> None:
    ana = make.user()
    client.force_login(ana)
    done = make.done_workout(ana, title="Tempo run")
    make.episode(ana, days_ago=0.99, severity=6, workout=done)
    make.workout(ana)
    make.workout(ana, state="skipped", planned_start_at=datetime(2026, 1, 5, 10, tzinfo=UTC))

    response = client.get(URL)

    page, days = response.content.decode(), cells(response)
    assert [mark.glyph for mark in days["2026-01-13"].marks] == ["done", "cramp"]
    assert [mark.glyph for mark in days["2026-01-15"].marks] == ["planned"]
    assert [mark.glyph for mark in days["2026-01-05"].marks] == ["skipped"]
    assert "cramp, Left calf, pain 6" in page
    assert "Run, not done" in page
    assert "1 done, 1 with a cramp" in page


def test_a_month_is_a_table_of_whole_weeks_from_monday(client: Client) -> None:
    client.force_login(make.user())

    response = client.get(URL)

    days = list(cells(response).values())
    assert (days[0].on.isoformat(), days[-1].on.isoformat()) == ("2025-12-29", "2026-02-01")
    assert not days[0].inside
    assert response.content.decode().count('<th scope="col">') == 7


def test_today_is_picked_in_its_own_month_only(client: Client) -> None:
    client.force_login(make.user())

    here, before = client.get(URL), client.get(reverse("journal:calendar", args=[2025, 11]))

    assert cells(here)["2026-01-14"].is_today
    assert here.context["sheet"].picked.on == make.TODAY
    assert before.context["sheet"].picked is None


def test_the_rows_of_a_picked_day_are_below(client: Client) -> None:
    ana = make.user()
    client.force_login(ana)
    done = make.done_workout(ana, days_ago=5)
    link = reverse("journal:workout", args=[done.pk])

    assert link in client.get(URL, {"day": "2026-01-09"}).content.decode()
    assert link not in client.get(URL).content.decode()
    assert client.get(URL, {"day": "soon"}).status_code == 200


def test_days_are_the_athletes_own(client: Client) -> None:
    ana = make.user(zone="Pacific/Auckland")
    client.force_login(ana)
    make.done_workout(ana, started_at=datetime(2026, 1, 31, 12, tzinfo=UTC))

    february = cells(client.get(reverse("journal:calendar", args=[2026, 2])))

    assert len(february["2026-02-01"].rows) == 1
    assert february["2026-01-31"].rows == ()


def test_more_marks_than_fit_are_counted_aloud(client: Client) -> None:
    ana = make.user()
    client.force_login(ana)
    for _ in range(7):
        make.episode(ana)

    response = client.get(URL)

    assert cells(response)["2026-01-13"].hidden == 3
    assert "and 3 more" in response.content.decode()


@pytest.mark.parametrize(("year", "month"), [(2026, 0), (2026, 13), (0, 1), (1949, 12), (2101, 1)])
def test_there_is_no_such_month(client: Client, year: int, month: int) -> None:
    client.force_login(make.user())

    assert client.get(reverse("journal:calendar", args=[year, month])).status_code == 404


def test_the_ends_of_all_pages_open(client: Client) -> None:
    client.force_login(make.user())

    assert client.get(reverse("journal:calendar", args=[1950, 1])).status_code == 200
    assert client.get(reverse("journal:calendar", args=[2100, 12])).status_code == 200


def test_without_cramps_granted_there_is_no_trace_of_any(client: Client) -> None:
    ana, kim = make.user(), make.coach()
    make.grant(ana, kim, cramps=False)
    make.episode(ana, workout=make.done_workout(ana, cramped=True))
    client.force_login(kim)

    response = client.get(reverse("journal:calendar", args=[ana.pk]))

    assert "cramp" not in response.content.decode().partition("<main")[2].lower()
    assert "with a" not in response.content.decode()
    assert f"/athletes/{ana.pk}/calendar/2025/12/" in response.content.decode()


def test_the_month_asks_the_same_with_one_row_and_with_thirty(
    client: Client, django_assert_num_queries: Any
) -> None:
    ana = make.user()
    client.force_login(ana)
    for more in (1, 30):
        for n in range(more):
            done = make.done_workout(ana, days_ago=n % 10)
            make.episode(ana, days_ago=n % 10, workout=done)
        with django_assert_num_queries(6):
            client.get(URL, {"day": "2026-01-13"})
