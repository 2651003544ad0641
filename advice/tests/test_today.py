from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
import time_machine
from django.test import Client

from accounts.models import User
from advice import quick
from advice.facts import portraits
from advice.models import FindingSnapshot
from advice.queries import doctor_findings, findings, preparations
from journal.models import CrampEpisode, Intake
from journal.queries.drinks import WATER
from tests import make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


@pytest.fixture
def ana(client: Client) -> User:
    ana = make.user()
    client.force_login(ana)
    return ana


def today(client: Client) -> str:
    return client.get("/today/").content.decode()


def crampy(ana: User, sessions: int = 3) -> None:
    for number in range(sessions):
        run = make.done_workout(ana, days_ago=2 + 3 * number, cramped=True)
        make.episode(ana, days_ago=2 + 3 * number, workout=run, phase="during")


def test_a_new_athlete_sees_what_will_be_here_and_one_button(client: Client, ana: User) -> None:
    page = today(client)

    assert "Your next workout goes here" in page
    assert 'href="/workouts/plan/"' in page
    assert "Last 28 days" not in page
    assert "Information, not medical advice." in page


def test_a_cramp_is_logged_in_two_taps(client: Client, ana: User) -> None:
    assert 'text-nowrap" href="/cramps/log/">Log a cramp</a>' in today(client)
    assert 'href="/cramps/log/?muscle=calf-l"' in today(client)

    form = client.get("/cramps/log/?muscle=calf-l").context["form"]
    given = {"muscles": form["muscles"].value(), "when": form["when"].value()}
    client.post("/cramps/log/", given | {"form_key": form["form_key"].value()})

    assert (saved := CrampEpisode.objects.get()).muscles == ["calf-l"]
    assert saved.started_at == make.NOON


def test_the_muscles_that_cramp_most_are_offered_first(ana: User) -> None:
    for muscles in (["ham-r"], ["arm", "ham-r"], ["quad-l", "ham-r"], ["shin-l"], ["quad-l"]):
        make.episode(ana, muscles=muscles)
    rows = portraits([ana], make.NOON)[ana.pk].diary.episodes

    assert [spot.site for spot in quick.spots(rows)][:2] == ["ham-r", "quad-l"]
    assert len(quick.spots(rows)) == quick.MOST_SPOTS
    assert [spot.site for spot in quick.spots(rows[:0])] == ["calf-l", "calf-r"]


def test_an_unanswered_session_is_the_first_question(client: Client, ana: User) -> None:
    run = make.done_workout(ana, title="Easy ride")

    page = today(client)

    assert "Tuesday’s easy ride: any cramp?" in page
    assert f'action="/workouts/{run.pk}/cramp/"' in page
    assert page.index("any cramp?") < page.index("Nothing planned")
    assert "1 session not answered yet" in page


@pytest.mark.parametrize(
    ("days_ago", "cramped"), [(15, None), (1, False), (1, True)], ids=["old", "no", "yes"]
)
def test_an_old_or_answered_session_is_not_asked_about(
    client: Client, ana: User, days_ago: int, cramped: bool | None
) -> None:
    make.done_workout(ana, days_ago=days_ago, cramped=cramped)

    assert "any cramp?" not in today(client)


def test_what_cannot_wait_stands_above_the_next_workout(client: Client, ana: User) -> None:
    make.workout(ana)
    make.episode(ana, days_ago=0.1, end_kind="ongoing", muscles=["ham-r"])

    page = today(client)

    assert page.count("See a doctor today") == 1
    assert page.index("See a doctor today") < page.index("cramp over?") < page.index("Next ·")


def test_few_questions_stand_on_the_page_at_once(client: Client, ana: User) -> None:
    make.done_workout(ana, days_ago=1, rpe=None)
    make.done_workout(ana, days_ago=2, rpe=None)
    make.episode(ana, days_ago=1, muscles=["ham-r"])

    page = today(client)

    assert page.count("any cramp?") == 1
    assert page.count("how hard was it?") == 1
    assert "How sore is" not in page
    assert "Answer 2 workouts together" in page


def test_cramps_that_go_on_come_before_every_other_question(client: Client, ana: User) -> None:
    make.done_workout(ana)
    for muscle in ("ham-r", "calf-l"):
        make.episode(ana, days_ago=0.1, end_kind="ongoing", muscles=[muscle])

    page = today(client)

    assert page.count("cramp over?") == 2
    assert "any cramp?" not in page
    assert "1 workout to answer" in page


def test_an_ongoing_cramp_is_asked_about(client: Client, ana: User) -> None:
    episode = make.episode(ana, days_ago=0.02, end_kind="ongoing", muscles=["arm", "ham-r"])

    page = today(client)

    assert f'action="/cramps/{episode.pk}/end/"' in page
    assert 'href="/relief/ham-r/"' in page


def test_a_plan_whose_time_has_passed_is_asked_about(client: Client, ana: User) -> None:
    plan = make.workout(ana, planned_start_at=make.NOON - timedelta(hours=20))

    page = today(client)

    assert "Tuesday’s run: how did it go?" in page
    assert f'href="/workouts/{plan.pk}/done/"' in page
    assert f'action="/workouts/{plan.pk}/skip/"' in page


def test_the_next_workout_has_its_preparation_in_the_athletes_units(client: Client) -> None:
    emma = make.user("emma", units="us", zone="America/New_York")
    make.profile(emma)
    make.workout(emma, planned_minutes=100, planned_distance_m=16_093.44)
    client.force_login(emma)

    page = today(client)

    assert "fl oz" in page
    assert "mL<" not in page
    assert "10 mi" in page
    assert "tomorrow 05:00" in page


def test_without_a_weight_there_are_words_and_a_way_to_give_it(client: Client, ana: User) -> None:
    make.workout(ana)

    page = today(client)

    assert "we need your weight" in page
    assert 'href="/body/"' in page
    assert 'class="range"' not in page


def test_a_doctors_limit_silences_the_plan(client: Client, ana: User) -> None:
    make.profile(ana, fluid_limited=True)
    make.workout(ana)

    page = today(client)

    assert "Follow the limit your doctor gave you" in page
    assert 'class="plan' not in page


def test_the_dose_that_is_due_logs_itself_once(client: Client, ana: User) -> None:
    make.profile(ana)
    water = make.drink(WATER)
    make.workout(ana, planned_minutes=100)
    with time_machine.travel(make.NOON + timedelta(hours=9), tick=False):
        page = today(client)
        field = page[page.index("data-now") :]
        values = {
            name: field.split(f'name="{name}" value="')[1].split('"')[0]
            for name in ("drink", "volume_ml", "form_key", "next")
        }

        answers = [client.post("/drinks/log/", values) for _ in range(2)]

        assert {answer.headers["Location"] for answer in answers} == {"/today/"}
        intake = Intake.objects.get()
        assert UUID(values["drink"]) == water.pk == intake.drink_id
        assert intake.volume_ml == 350
        assert "You logged it." in today(client)


def test_the_gravest_three_are_shown_and_the_rest_counted(client: Client, ana: User) -> None:
    make.profile(ana)
    crampy(ana)
    make.medication(ana)
    make.workout(ana, planned_minutes=120, planned_effort=9, temperature_c=31, humidity_percent=60)

    page = today(client)
    found = findings(ana, make.NOON)

    assert page.count('<article class="rec"') == 3
    assert f"{len(found) - 3} more" in page
    assert page.index(f"finding-{found[0].rule}") < page.index(f"finding-{found[1].rule}")


def test_an_emergency_stands_alone(client: Client, ana: User) -> None:
    make.profile(ana, emergency_number="999")
    crampy(ana)
    make.workout(ana)
    make.episode(ana, days_ago=0.1, red_flags=["heat_stroke"])

    page = today(client)

    assert 'class="alarm' in page
    assert 'href="tel:999"' in page
    assert '<article class="rec"' not in page
    assert "Quick log" not in page
    assert "Read the red panel first" in page


def test_an_emergency_asks_for_no_plan(client: Client, ana: User) -> None:
    make.episode(ana, days_ago=0.1, red_flags=["heat_stroke"])

    page = today(client)

    assert 'class="alarm' in page
    assert "Plan a workout" not in page


def test_what_is_shown_is_kept_once_a_day(client: Client, ana: User) -> None:
    crampy(ana)

    for _ in range(2):
        today(client)

    kept = FindingSnapshot.objects.filter(athlete=ana, rule="consistent_cramps").get()
    assert kept.shown_on == make.TODAY


def test_counts_of_28_days_with_their_denominator(client: Client, ana: User) -> None:
    crampy(ana)
    make.done_workout(ana, days_ago=1, cramped=False)
    make.done_workout(ana, days_ago=4)
    make.done_workout(ana, days_ago=30, cramped=True)

    page = today(client)

    assert 'aria-label="4 sessions, 3 with a cramp"' in page
    assert "1 session not answered." in page


def test_an_answer_is_kept_and_leads_back(client: Client, ana: User) -> None:
    crampy(ana)
    today(client)

    answer = client.post(
        "/findings/consistent_cramps/answer/", {"answer": "seen", "next": "/doctor/"}
    )

    assert answer.headers["Location"] == "/doctor/"
    assert FindingSnapshot.objects.get(rule="consistent_cramps").answer == "seen"
    assert "Noted" in client.get("/doctor/").content.decode()


@pytest.mark.parametrize("data", [{}, {"answer": "maybe"}, {"answer": ""}])
def test_an_answer_that_is_none_does_not_exist(
    client: Client, ana: User, data: dict[str, str]
) -> None:
    crampy(ana)
    today(client)

    assert client.post("/findings/consistent_cramps/answer/", data).status_code == 404


def test_only_what_was_shown_to_me_can_be_answered(client: Client, ana: User) -> None:
    bea = make.user("bea")
    crampy(bea)
    FindingSnapshot.objects.create(
        athlete=bea, rule="consistent_cramps", level=40, shown_on=make.TODAY
    )

    answer = client.post("/findings/consistent_cramps/answer/", {"answer": "seen"})

    assert answer.status_code == 404
    assert client.get("/findings/consistent_cramps/answer/").status_code == 405


def test_an_answer_never_leads_to_another_site(client: Client, ana: User) -> None:
    crampy(ana)
    today(client)

    answer = client.post(
        "/findings/consistent_cramps/answer/", {"answer": "seen", "next": "https://evil.example/"}
    )

    assert answer.headers["Location"] == "/today/"


def test_the_doctor_finding_rests_once_a_doctor_was_seen() -> None:
    ana, bea = make.user("ana"), make.user("bea")
    crampy(ana)
    crampy(bea, sessions=2)

    assert set(doctor_findings([ana, bea], make.NOON)) == {ana.pk}

    FindingSnapshot.objects.create(
        athlete=ana,
        rule="consistent_cramps",
        level=40,
        shown_on=make.TODAY - timedelta(days=27),
        answer="seen",
        answered_at=make.NOON - timedelta(days=27),
    )
    assert doctor_findings([ana, bea], make.NOON) == {}


def test_preparations_of_many_workouts_are_six_queries(
    django_assert_num_queries: pytest.FixtureRequest,
) -> None:
    athletes = [make.user(f"athlete{number}") for number in range(5)]
    plans = [make.workout(athlete) for athlete in athletes for _ in range(2)]

    with django_assert_num_queries(6):  # type: ignore[operator]
        found = preparations(plans, make.NOON)

    assert set(found) == {plan.pk for plan in plans}
    assert preparations([], make.NOON) == {}
