from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from journal.models import Change, Workout
from journal.repeats import occurrences
from journal.services import entries, planning
from tests import make
from tests.pages import text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


def address(plan: Workout, route: str = "repeat_workout") -> str:
    return reverse(f"journal:{route}", args=[plan.pk])


def typed(**changes: Any) -> dict[str, Any]:
    """Every Monday and Thursday for four weeks."""
    return {"weekdays": ["0", "3"], "weeks": "4", "until": "", "form_key": str(uuid4())} | changes


def starts(ana: User) -> list[datetime]:
    rows = Workout.objects.owned_by(ana).order_by("starts_at")
    return list(rows.values_list("planned_start_at", flat=True))


def test_the_form_offers_its_own_weekday(browser: Client, ana: User) -> None:
    form = browser.get(address(make.workout(ana))).context["form"]

    assert form.initial["weekdays"] == ["3"]


def test_a_repeat_is_rows_of_one_series_with_everything_of_the_plan(
    browser: Client, ana: User
) -> None:
    plan = make.workout(
        ana, title="Long run", target_muscles=["calf"], note="Easy", temperature_c=30.0
    )

    page = browser.post(address(plan), typed(), follow=True)

    made = list(Workout.objects.exclude(pk=plan.pk).order_by("starts_at"))
    plan.refresh_from_db()
    assert len(made) == 7
    assert {one.planned_start_at.astimezone(UTC).weekday() for one in made} == {0, 3}
    assert {one.series for one in made} == {plan.series}
    assert {(one.title, one.note, one.planned_minutes) for one in made} == {
        ("Long run", "Easy", 60)
    }
    assert {one.temperature_c for one in made} == {None}
    assert {one.state for one in made} == {"planned"}
    assert "7 workouts planned, until 9 February 2026." in text(page)
    assert Change.objects.filter(act="made").count() == 7


def test_a_double_submit_makes_them_once_and_says_the_same(browser: Client, ana: User) -> None:
    plan, answers = make.workout(ana), typed()

    pages = [text(browser.post(address(plan), answers, follow=True)) for _ in range(2)]

    assert Workout.objects.count() == 8
    assert all("7 workouts planned" in page for page in pages)


def test_until_a_day_outweighs_the_weeks(browser: Client, ana: User) -> None:
    plan = make.workout(ana)

    browser.post(address(plan), typed(weekdays=["3"], until="2026-01-29", weeks="nine"))

    assert [start.date() for start in starts(ana)] == [
        date(2026, 1, 15),
        date(2026, 1, 22),
        date(2026, 1, 29),
    ]


def test_the_local_clock_stays_when_summer_time_begins(browser: Client, ana: User) -> None:
    plan = make.workout(ana, planned_start_at=datetime(2026, 3, 26, 18, tzinfo=UTC))

    browser.post(address(plan), typed(weekdays=["3"], weeks="2"))

    assert starts(ana)[1] == datetime(2026, 4, 2, 17, tzinfo=UTC)


@pytest.mark.parametrize(
    ("changes", "field", "says"),
    [
        ({"weekdays": []}, "weekdays", "Pick at least one."),
        ({"weekdays": ["7"]}, "weekdays", "Pick from the ones shown."),
        ({"weeks": "1"}, "weeks", "Write a whole number from 2 to 26."),
        ({"weeks": "27"}, "weeks", "Write a whole number from 2 to 26."),
        ({"weeks": ""}, "weeks", "Say how many weeks, or until which day."),
        ({"until": "2026-01-15"}, "until", "Pick a day after 15 January 2026"),
        ({"until": "2026-09-01"}, "until", "A repeat is 26 weeks at most."),
        ({"until": "2026-01-17"}, "until", "No such day is left until then."),
    ],
)
def test_mistakes_make_nothing(
    browser: Client, ana: User, changes: dict[str, Any], field: str, says: str
) -> None:
    plan = make.workout(ana)

    response = browser.post(address(plan), typed(**changes))

    assert says in str(response.context["form"].errors[field])
    assert Workout.objects.count() == 1


def test_days_that_have_passed_are_not_made(browser: Client, ana: User) -> None:
    plan = make.workout(ana, planned_start_at=make.NOON - timedelta(days=9))

    browser.post(address(plan), typed(weekdays=["0"], weeks="3"))

    assert [start.date() for start in starts(ana)[1:]] == [date(2026, 1, 19)]


def test_only_a_plan_is_repeated(browser: Client, ana: User) -> None:
    assert browser.get(address(make.done_workout(ana))).status_code == 302


def test_the_undo_of_the_toast_takes_all_back_but_the_first(browser: Client, ana: User) -> None:
    plan = make.workout(ana)
    page = text(browser.post(address(plan), typed(), follow=True))
    undo = page.partition('<form method="post" action="')[2].partition('"')[0]

    gone = browser.post(undo, follow=True)
    left = list(Workout.objects.owned_by(ana))
    again = browser.post(text(gone).partition('<form method="post" action="')[2].partition('"')[0])

    assert left == [plan]
    assert "7 workouts deleted." in text(gone)
    assert again.status_code == 302
    assert Workout.objects.owned_by(ana).count() == 8


def series(ana: User) -> list[Workout]:
    """Four Thursdays from tomorrow on."""
    plan = make.workout(ana)
    days = [date(2026, 1, 15) + timedelta(weeks=n) for n in (1, 2, 3)]
    local = plan.starts_at.astimezone(plan.zone_info).time()
    found = occurrences(days, local, plan.zone_info)
    return [plan, *planning.repeat(plan, found, form_key=UUID(int=7))]


def test_this_and_later_ones_go_and_what_is_done_stays(browser: Client, ana: User) -> None:
    first, second, third, fourth = series(ana)
    entries.update(third, {"state": "done", "started_at": third.planned_start_at, "minutes": 50})

    asked = text(browser.get(address(second, "delete_later")))
    browser.post(address(second, "delete_later"))
    browser.post(address(second, "delete_later"))

    assert "2 planned workouts" in asked
    assert set(Workout.objects.owned_by(ana)) == {first, third}
    browser.post(address(second, "restore_later"))
    browser.post(address(second, "restore_later"))
    assert set(Workout.objects.owned_by(ana)) == {first, second, third, fourth}


def test_bringing_back_leaves_what_was_deleted_before(browser: Client, ana: User) -> None:
    _, second, _, fourth = series(ana)
    entries.delete(fourth, make.NOON - timedelta(hours=1))
    browser.post(address(second, "delete_later"))

    browser.post(address(second, "restore_later"))

    fourth.refresh_from_db()
    assert fourth.deleted_at is not None


def test_without_a_series_it_is_the_only_one(browser: Client, ana: User) -> None:
    alone, other = make.workout(ana), make.workout(ana)

    browser.post(address(alone, "delete_later"))

    assert list(Workout.objects.owned_by(ana)) == [other]
