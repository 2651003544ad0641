from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from accounts.models import User
from journal.models import Change, Workout
from journal.queries.unanswered import PAGE_ROWS, count_unanswered, may_ask, unanswered
from journal.services import workouts as services
from journal.unanswered import Questions, over_at, questions
from tests import make
from tests.pages import text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
PAGE = reverse("journal:unanswered")
TODAY = reverse("advice:today")


def name(question: str, workout: Workout) -> str:
    return f"{question}-{workout.pk.hex}"


def passed(ana: User, **fields: Any) -> Workout:
    """A run of an hour, planned for ten yesterday."""
    return make.workout(ana, planned_start_at=make.NOON - timedelta(hours=26), **fields)


@pytest.mark.parametrize(
    ("fields", "asked"),
    [
        ({"rpe": None}, Questions(cramp=True, effort=True)),
        ({"rpe": 0}, Questions(cramp=True)),
        ({"rpe": None, "cramped": False}, Questions(effort=True)),
        ({"rpe": 3, "cramped": True}, Questions()),
        ({"rpe": None, "days_ago": 14.1}, Questions(cramp=True)),
        ({"rpe": None, "days_ago": 28.1}, Questions()),
        # An hour's run that ended 19 or 21 minutes ago.
        ({"rpe": None, "cramped": False, "days_ago": 79 / 1440}, Questions()),
        ({"rpe": None, "cramped": False, "days_ago": 81 / 1440}, Questions(effort=True)),
    ],
)
def test_a_workout_asks_what_it_does_not_know(
    ana: User, fields: dict[str, Any], asked: Questions
) -> None:
    assert questions(make.done_workout(ana, **fields), make.NOON) == asked


@pytest.mark.parametrize(
    ("fields", "asks"),
    [
        ({}, True),
        ({"state": "skipped"}, False),
        ({"state": "cancelled"}, False),
        ({"planned_start_at": make.NOON + timedelta(hours=1)}, False),
        ({"planned_start_at": make.NOON - timedelta(minutes=59)}, False),
        ({"planned_start_at": make.NOON - timedelta(minutes=60)}, True),
        ({"planned_start_at": make.NOON - timedelta(days=29)}, False),
    ],
)
def test_a_plan_asks_once_its_time_has_passed(
    ana: User, fields: dict[str, Any], asks: bool
) -> None:
    plan = make.workout(ana, **({"planned_start_at": make.NOON - timedelta(days=1)} | fields))

    assert questions(plan, make.NOON) == Questions(doing=asks)
    assert count_unanswered(ana, make.NOON) == int(asks)


def test_several_are_answered_in_one_form(ana: User, browser: Client) -> None:
    easy, hard = make.done_workout(ana, rpe=None), make.done_workout(ana, days_ago=2, rpe=None)
    later = make.done_workout(ana, days_ago=3, rpe=None)
    plan, gone = passed(ana), passed(ana, planned_distance_m=9_000.0)

    response = browser.post(
        PAGE,
        {
            name("cramp", easy): "no",
            name("effort", easy): "3",
            name("cramp", hard): "yes",
            name("cramp", later): "",
            name("effort", later): "",
            name("did", plan): "no",
            name("did", gone): "yes",
            name("effort", gone): "0",
        },
        follow=True,
    )

    for row in (easy, hard, later, plan, gone):
        row.refresh_from_db()
    assert "Saved for 4 workouts." in text(response)
    assert (easy.cramped, easy.rpe, easy.rpe_at) == (False, 3, make.NOON)
    assert (hard.cramped, hard.rpe) == (True, None)
    assert (later.cramped, later.rpe, later.rpe_at) == (None, None, None)
    assert plan.state == "skipped"
    assert (gone.state, gone.minutes, gone.distance_m, gone.rpe) == ("done", 60, 9_000.0, 0)
    assert gone.started_at == gone.planned_start_at
    assert gone.cramped is None
    assert Change.objects.count() == 6


def test_the_same_answers_twice_change_once(ana: User, browser: Client) -> None:
    done, plan = make.done_workout(ana, rpe=None), passed(ana)
    sent = {name("cramp", done): "no", name("effort", done): "4", name("did", plan): "yes"}

    browser.post(PAGE, sent)
    kept = Change.objects.count()
    browser.post(PAGE, sent)

    assert Change.objects.count() == kept


def test_an_answer_given_elsewhere_in_the_meantime_stands(ana: User, browser: Client) -> None:
    done = make.done_workout(ana, cramped=True, rpe=8)

    browser.post(PAGE, {name("cramp", done): "no", name("effort", done): "2"})

    done.refresh_from_db()
    assert (done.cramped, done.rpe) == (True, 8)


def test_a_wrong_answer_keeps_all_the_others_in_the_form(ana: User, browser: Client) -> None:
    done, plan = make.done_workout(ana, rpe=None), passed(ana)

    page = text(
        browser.post(PAGE, {name("effort", done): "7", name("effort", plan): "5"}, follow=True)
    )

    done.refresh_from_db()
    assert done.rpe is None
    assert "A cramp or an effort belongs to something you did." in page
    assert f'id="id_{name("effort", done)}-7" checked' in page
    assert f'id="id_{name("effort", plan)}-5" checked' in page
    assert "<title>Check: " in page


def test_nobody_answers_for_somebody_else(browser: Client) -> None:
    theirs = make.done_workout(make.user("bea"), rpe=None)

    browser.post(PAGE, {name("cramp", theirs): "no", name("effort", theirs): "4"})

    theirs.refresh_from_db()
    assert (theirs.cramped, theirs.rpe) == (None, None)


@pytest.mark.parametrize("junk", ["did-", "did-zz", f"cramp-{'0' * 31}", f"effort-{'f' * 32}"])
def test_names_that_are_none_of_ours_are_no_answer(browser: Client, junk: str) -> None:
    assert browser.post(PAGE, {junk: "yes"}).status_code == 302


def test_all_answered_is_calm(browser: Client) -> None:
    page = text(browser.get(PAGE))

    assert "Nothing is open" in page
    assert "Every workout of the last four weeks has its answers." in page


def test_pages_follow_each_other_by_key_and_the_answers_are_kept_on_the_way(
    ana: User, browser: Client
) -> None:
    rows = [make.done_workout(ana, days_ago=1 + n / 2) for n in range(PAGE_ROWS + 3)]
    first = unanswered(ana, make.NOON)

    onward = browser.post(PAGE, {name("cramp", rows[0]): "no", "older": str(first.older)})
    second = unanswered(ana, make.NOON, first.older)

    rows[0].refresh_from_db()
    assert rows[0].cramped is False
    assert onward["Location"] == f"{PAGE}?before={first.older}"
    assert [one.workout for one in (*first.rows, *second.rows)] == rows
    assert second.older is None
    assert text(browser.get(onward["Location"])).count("Any cramp?") == 3


@pytest.mark.parametrize("many", [1, 30])
def test_the_page_asks_the_database_the_same_with_one_row_and_with_thirty(
    ana: User, browser: Client, many: int, django_assert_max_num_queries: Any
) -> None:
    for n in range(many):
        make.done_workout(ana, days_ago=1 + n / 4)

    with django_assert_max_num_queries(5):
        browser.get(PAGE)


def test_today_leads_to_all_of_them(ana: User, browser: Client) -> None:
    make.done_workout(ana)
    alone = text(browser.get(TODAY))
    passed(ana)

    together = text(browser.get(TODAY))

    assert PAGE not in alone
    assert "Answer 2 workouts together" in together
    assert "2 workouts to answer" in text(browser.get(reverse("journal:journal")))


def test_no_cramp_is_one_tap_from_today_and_can_be_taken_back(ana: User, browser: Client) -> None:
    done = make.done_workout(ana)
    answer = reverse("journal:answer_cramp", args=[done.pk])

    page = text(browser.post(answer, {"answer": "no", "next": TODAY}, follow=True))
    done.refresh_from_db()
    noted = done.cramped
    undo = f"{reverse('journal:unanswer', args=[done.pk, 'cramp'])}?next=%2Ftoday%2F"
    back = browser.post(undo)

    done.refresh_from_db()
    assert noted is False
    assert undo in page
    assert back["Location"] == TODAY
    assert done.cramped is None


def test_a_logged_cramp_is_not_taken_back(ana: User, browser: Client) -> None:
    done = make.done_workout(ana, cramped=True)
    make.episode(ana, workout=done)

    browser.post(reverse("journal:unanswer", args=[done.pk, "cramp"]))

    done.refresh_from_db()
    assert done.cramped is True


def test_effort_is_one_tap_and_knows_when_it_was_told(ana: User, browser: Client) -> None:
    done = make.done_workout(ana, rpe=None)
    page = text(browser.get(TODAY))

    browser.post(reverse("journal:answer_effort", args=[done.pk]), {"rpe": "7"})
    done.refresh_from_db()
    told = (done.rpe, done.rpe_at)
    browser.post(reverse("journal:unanswer", args=[done.pk, "effort"]))

    done.refresh_from_db()
    assert "how hard was it?" in page
    assert told == (7, make.NOON)
    assert (done.rpe, done.rpe_at) == (None, None)


@pytest.mark.parametrize("typed", ["", "11", "-1", "\uff17", "hard"])
def test_an_effort_off_the_scale_is_none(ana: User, browser: Client, typed: str) -> None:
    done = make.done_workout(ana, rpe=None)

    browser.post(reverse("journal:answer_effort", args=[done.pk]), {"rpe": typed})

    done.refresh_from_db()
    assert done.rpe is None


def test_another_question_is_no_address(ana: User, browser: Client) -> None:
    done = make.done_workout(ana)

    assert browser.post(reverse("journal:unanswer", args=[done.pk, "mass"])).status_code == 404


def test_effort_is_asked_some_time_after_the_end(ana: User, browser: Client) -> None:
    make.done_workout(ana, days_ago=1 / 24, rpe=None, cramped=False)

    now = text(browser.get(TODAY))
    with time_machine.travel(make.NOON + timedelta(minutes=20), tick=False):
        later = text(browser.get(TODAY))

    assert "how hard was it?" not in now
    assert "how hard was it?" in later


def test_effort_told_in_the_form_keeps_its_moment_when_saved_again(
    ana: User, browser: Client
) -> None:
    done = make.done_workout(ana, rpe=5, rpe_at=make.NOON - timedelta(hours=20))
    sent = {"sport": "run", "day": "2026-01-13", "clock": "12:00", "minutes": "60"}
    sent |= {"zone": "Europe/Lisbon", "rpe": "5"}
    url = reverse("journal:edit_workout", args=[done.pk])

    browser.post(url, sent)
    done.refresh_from_db()
    same = done.rpe_at
    browser.post(url, sent | {"rpe": "6"})

    done.refresh_from_db()
    assert same == make.NOON - timedelta(hours=20)
    assert done.rpe_at == make.NOON


def test_letting_go_is_in_the_history(ana: User) -> None:
    services.skip(passed(ana), make.NOON)

    assert Change.objects.get().fields == {"state": ["planned", "skipped"]}


def test_a_plan_without_a_length_is_not_done_or_told_in_full(ana: User, browser: Client) -> None:
    plan = passed(ana, planned_minutes=None)

    page = text(browser.get(PAGE))
    browser.post(PAGE, {name("did", plan): "yes"})

    plan.refresh_from_db()
    assert "As planned" not in page
    assert reverse("journal:finish_workout", args=[plan.pk]) in page
    assert plan.state == "planned"


def test_a_workout_is_over_when_it_was_done_was_planned_or_an_hour_later() -> None:
    ana = make.user()
    begun = make.NOON - timedelta(hours=5)
    planned = make.workout(ana, planned_start_at=begun, planned_minutes=90)
    open_ended = make.workout(ana, planned_start_at=begun, planned_minutes=None)
    done = make.done_workout(ana, started_at=begun, minutes=45, planned_minutes=90)

    spans = [over_at(one) - begun for one in (planned, open_ended, done)]

    assert spans == [timedelta(minutes=90), timedelta(hours=1), timedelta(minutes=45)]


def test_what_may_ask_is_planned_or_waits_for_the_answer_about_a_cramp() -> None:
    ana, bea = make.user(), make.user("bea")
    waits = make.done_workout(ana, days_ago=2)
    plan = make.workout(ana)
    make.done_workout(ana, cramped=False, rpe=None)
    make.workout(ana, state="cancelled")
    make.done_workout(ana, deleted_at=make.NOON)
    make.done_workout(bea)
    span = timedelta(days=3)

    found = may_ask([ana.pk], make.NOON - span, make.NOON + span)

    assert found == {ana.pk: [waits, plan]}
    assert may_ask([ana.pk], make.NOON - span, make.NOON)[ana.pk] == [waits]
