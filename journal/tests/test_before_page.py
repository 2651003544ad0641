from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from journal.models import CrampEpisode
from tests import make, pages

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    with time_machine.travel(make.NOON, tick=False):
        yield


@pytest.fixture
def ana() -> User:
    return make.user()


def page(reader: User, episode: CrampEpisode) -> str:
    """The page as text with single spaces."""
    name = "journal:before_episode"
    ids = (episode.pk,) if reader == episode.athlete else (episode.athlete.pk, episode.pk)
    response = pages.at(reader).get(reverse(name, args=ids))
    assert response.status_code == 200
    return " ".join(pages.text(response).replace('<span class="num">', "").split()).replace(
        "</span>", ""
    )


def crampy_run(ana: User) -> CrampEpisode:
    """A cramp half an hour into a run that began a day before NOON."""
    run = make.done_workout(ana, days_ago=1, cramped=True)
    return make.episode(
        ana, workout=run, started_at=run.starts_at + timedelta(minutes=30), phase="during"
    )


def quiet_runs(ana: User, count: int, **fields: object) -> None:
    """Runs without a cramp, ten days apart, each with a drink of 1.9 L five hours before."""
    water = make.drink()
    for number in range(1, count + 1):
        run = make.done_workout(ana, days_ago=10 * number, cramped=False, **fields)
        make.intake(ana, water, volume_ml=1_900, started_at=run.starts_at - timedelta(hours=5))


def test_it_sets_what_came_before_beside_the_middle_of_uneventful_runs(ana: User) -> None:
    episode = crampy_run(ana)
    quiet_runs(ana, 6)
    make.intake(ana, make.drink("Tea"), volume_ml=1_200, started_at=make.NOON - timedelta(hours=30))

    shown = page(ana, episode)

    assert (
        "You drank 1,200 mL; before runs without a cramp the middle was 1,900 mL (of 6)." in shown
    )
    assert "the latest 6 runs" in shown
    assert "cause" not in shown


def test_too_few_uneventful_runs_are_said_and_how_many_are_missing(ana: User) -> None:
    episode = crampy_run(ana)
    quiet_runs(ana, 3)
    make.done_workout(ana, days_ago=5, cramped=False, sport="ride")
    make.done_workout(ana, days_ago=6, cramped=None)

    shown = page(ana, episode)

    assert "Too few to compare." in shown
    assert "3 of the runs so far are answered “no cramp”; with 2 more" in shown
    assert "the middle was" not in shown


def test_a_session_with_a_logged_cramp_is_not_uneventful(ana: User) -> None:
    episode = crampy_run(ana)
    quiet_runs(ana, 5)
    answered_no = make.done_workout(ana, days_ago=3, cramped=False)
    make.episode(ana, workout=answered_no, started_at=answered_no.starts_at)

    assert "the latest 5 runs" in page(ana, episode)


def test_a_cramp_of_no_workout_is_compared_with_every_sport_and_says_so(ana: User) -> None:
    episode = make.episode(ana, days_ago=0.5, phase="night")
    quiet_runs(ana, 4)
    make.done_workout(ana, days_ago=5, cramped=False, sport="ride")

    shown = page(ana, episode)

    assert "the latest 5 sessions of any sport" in shown
    assert "the sessions of all sports stand beside it" in shown


def test_only_the_latest_thirty_are_compared(ana: User) -> None:
    episode = crampy_run(ana)
    quiet_runs(ana, 33)

    assert "the latest 30 runs" in page(ana, episode)


def test_what_nobody_logged_is_not_logged_and_never_nothing(ana: User) -> None:
    shown = page(ana, crampy_run(ana))

    assert "No drink is logged; what you drank is not known." in shown
    assert "Sleep is not logged." in shown
    assert "No session is logged." in shown
    assert "0 mL" not in shown


def test_load_with_one_unknown_effort_is_at_least_the_rest(ana: User) -> None:
    episode = crampy_run(ana)
    make.done_workout(ana, days_ago=1.3, minutes=50, rpe=6)
    make.done_workout(ana, days_ago=1.6, rpe=None)

    assert "The load was at least 300" in page(ana, episode)


def test_what_a_session_tells_beyond_its_drinks_counts_once(ana: User) -> None:
    episode = crampy_run(ana)
    run = make.done_workout(ana, days_ago=1.5, drank_ml=800)
    make.intake(ana, make.drink(), volume_ml=500, workout=run, started_at=run.starts_at)

    assert "You drank 800 mL" in page(ana, episode)


def test_a_change_of_medicine_is_listed_by_its_date(ana: User) -> None:
    episode = crampy_run(ana)
    make.medication(ana, changed_on=make.TODAY - timedelta(days=2))
    make.medication(ana, "Furosemide", started_on=make.TODAY - timedelta(days=9))

    shown = page(ana, episode)

    assert "Salmeterol: dose changed Monday 12 January" in shown
    assert "Furosemide" not in shown


def test_a_coach_sees_what_is_granted_and_no_amount(ana: User) -> None:
    kim = make.coach()
    make.grant(ana, kim)
    episode = crampy_run(ana)
    quiet_runs(ana, 6)
    make.intake(ana, make.drink("Tea"), volume_ml=1_234, started_at=make.NOON - timedelta(hours=30))
    make.check_in(ana, local_on=make.TODAY - timedelta(days=1), sleep_hours=5.25)
    make.medication(ana, changed_on=make.TODAY - timedelta(days=2))

    shown = page(kim, episode)

    assert "1 drink logged." in shown
    assert "1,234" not in shown
    assert "1,900" not in shown
    assert "5 h 15" not in shown
    assert "Medicines" not in shown


def test_a_coach_without_workouts_gets_no_comparison_and_no_time_of_the_session(ana: User) -> None:
    kim = make.coach()
    make.grant(ana, kim, workouts=False, wellness=True)
    episode = crampy_run(ana)
    quiet_runs(ana, 6)
    make.check_in(ana, local_on=make.TODAY - timedelta(days=1), sleep_hours=5.25)

    shown = page(kim, episode)

    assert "A comparison needs the workouts" in shown
    assert "Ana slept 5 h 15." in shown
    assert "Hours before the cramp began" in shown
    assert "Load" not in shown.replace("Load is effort", "")


def test_queries_stay_the_same_with_a_long_history(ana: User) -> None:
    kim = make.coach()
    make.grant(ana, kim, wellness=True, medication=True)
    episode = crampy_run(ana)
    address = reverse("journal:before_episode", args=[ana.pk, episode.pk])
    client = pages.at(kim)

    with CaptureQueriesContext(connection) as few:
        client.get(address)
    quiet_runs(ana, 40)
    with CaptureQueriesContext(connection) as many:
        client.get(address)

    assert len(few) == len(many) <= 10


def test_the_cramps_page_shows_the_last_day_and_the_way_there(ana: User) -> None:
    episode = crampy_run(ana)
    make.check_in(ana, local_on=make.TODAY - timedelta(days=1), sleep_hours=5, soreness={"calf": 7})

    shown = pages.text(pages.at(ana).get(reverse("journal:episode", args=[episode.pk])))

    assert "5 h of sleep" in shown
    assert reverse("journal:before_episode", args=[episode.pk]) in shown
