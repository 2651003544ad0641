from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Category, User
from advice.facts import facts_of, visible
from advice.rules.facts import (
    WINDOW_DAYS,
    Cramp,
    Drunk,
    Facts,
    Label,
    Medicine,
    Morning,
    Planned,
    Session,
)
from tests import make

ALL = frozenset(Category)


def facts(athlete: User, now: datetime = make.NOON) -> Facts:
    return facts_of([athlete], now)[athlete.pk]


@pytest.mark.django_db
def test_an_empty_diary_makes_facts_that_know_nothing() -> None:
    ana = make.user()

    found = facts(ana)

    assert found == Facts(now=found.now, today=make.TODAY)
    assert found.now == make.NOON
    assert str(found.now.tzinfo) == "Europe/Lisbon"


@pytest.mark.django_db
def test_every_kind_of_entry_arrives() -> None:
    ana = make.user()
    make.profile(ana, fluid_limited=True, sickle_trait=False)
    run = make.done_workout(ana, rpe=7, temperature_c=29.0, mass_before_kg=70, mass_after_kg=69)
    plan = make.workout(ana, title="Long run", target_muscles=["calf"])
    make.episode(
        ana,
        workout=run,
        severity=6,
        phase="during",
        stopped="yes",
        end_kind="known",
        ended_at=make.NOON - timedelta(days=1) + timedelta(seconds=90),
        red_flags=[],
    )
    make.intake(ana, make.drink(), workout=run)
    make.check_in(ana, soreness={"calf": 4}, morning_mass_kg=70.2)
    make.medication(ana, started_on=make.TODAY - timedelta(days=20))

    found = facts(ana)

    assert (found.body_mass_kg, found.fluid_limited, found.sickle_trait) == (70.0, True, False)
    assert [(each.key, each.day, each.rpe) for each in found.sessions] == [(str(run.pk), 1, 7)]
    assert [(each.key, each.days_ahead, each.name) for each in found.planned] == [
        (str(plan.pk), 1, "Long run")
    ]
    cramp = found.cramps[0]
    assert (cramp.seconds, cramp.session_key, cramp.phase) == (90, str(run.pk), "during")
    assert (cramp.stopped, cramp.red_flags, cramp.ongoing) == ("yes", frozenset(), False)
    assert found.drinks[0].label == Label("Tap water", 0, 0, 0, 0)
    assert found.mornings[0].soreness == {"calf": 4}
    assert found.medicines == (Medicine("Salmeterol", started_day=20),)


@pytest.mark.django_db
def test_what_the_body_page_and_the_check_know_arrives() -> None:
    ana = make.user()
    make.profile(
        ana,
        conditions=["reflux"],
        birth_year=1980,
        salty_sweat=False,
        sweat_sodium_mmol_l=44,
    )
    make.done_workout(ana, first_half_minutes=28.0)
    make.workout(ana, planned_pace_s_km=330.0)
    make.episode(ana, painful=False, sleep_disturbance=6)
    make.check_in(ana, swelling="both")

    found = facts(ana)

    assert (found.conditions, found.birth_year) == (frozenset({"reflux"}), 1980)
    assert (found.salty_sweat, found.sweat_sodium_mmol_l) == (False, 44)
    assert found.sessions[0].first_half_minutes == 28.0
    assert found.planned[0].pace_s_per_km == 330.0
    assert (found.cramps[0].painful, found.cramps[0].sleep_disturbance) == (False, 6)
    assert found.mornings[0].swelling == "both"


@pytest.mark.django_db
def test_the_first_cramp_is_that_of_the_whole_diary() -> None:
    ana, bea = make.user("ana"), make.user("bea")
    make.episode(ana, days_ago=900, deleted_at=make.NOON)
    make.episode(ana, days_ago=400)
    make.episode(ana, days_ago=3)
    make.episode(bea, days_ago=-1)

    found = facts_of([ana, bea], make.NOON)

    assert (found[ana.pk].first_cramp_day, len(found[ana.pk].cramps)) == (400, 1)
    assert found[bea.pk].first_cramp_day is None


@pytest.mark.django_db
def test_not_asked_is_not_the_same_as_none_of_them() -> None:
    ana = make.user()
    make.episode(ana)

    assert facts(ana).cramps[0].red_flags is None
    assert facts(ana).cramps[0].phase is None


@pytest.mark.django_db
def test_sequences_run_from_the_newest_but_plans_from_the_soonest() -> None:
    ana = make.user()
    for day in (3, 1, 2):
        make.done_workout(ana, days_ago=day)
        make.episode(ana, days_ago=day)
        make.workout(ana, planned_start_at=make.NOON + timedelta(days=day))

    found = facts(ana)

    assert [each.day for each in found.sessions] == [1, 2, 3]
    assert [each.day for each in found.cramps] == [1, 2, 3]
    assert [each.days_ahead for each in found.planned] == [1, 2, 3]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("zone", "started_at", "day"),
    [
        pytest.param("Europe/Lisbon", "2026-01-13T23:59+00:00", 1, id="before midnight"),
        pytest.param("Europe/Lisbon", "2026-01-14T00:00+00:00", 0, id="midnight"),
        pytest.param("Pacific/Honolulu", "2026-01-14T09:59+00:00", 1, id="still yesterday there"),
        pytest.param("Pacific/Tongatapu", "2026-01-14T10:59+00:00", 1, id="tomorrow there at noon"),
        pytest.param("Pacific/Tongatapu", "2026-01-14T11:00+00:00", 0, id="their new day"),
        pytest.param("Asia/Kathmandu", "2026-01-13T18:15+00:00", 0, id="a quarter to"),
        pytest.param("Asia/Kathmandu", "2026-01-13T18:14+00:00", 1, id="just before it"),
    ],
)
def test_days_are_the_athletes_own(zone: str, started_at: str, day: int) -> None:
    ana = make.user(zone=zone)
    make.episode(ana, started_at=datetime.fromisoformat(started_at))

    assert [each.day for each in facts(ana).cramps] == [day]


@pytest.mark.django_db
@pytest.mark.parametrize(("days_ago", "count"), [(WINDOW_DAYS - 1, 1), (WINDOW_DAYS, 0), (-1, 0)])
def test_the_window_has_edges(days_ago: int, count: int) -> None:
    ana = make.user()
    make.done_workout(ana, days_ago=days_ago)

    assert len(facts(ana).sessions) == count


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("starts_in", "minutes", "count"),
    [
        pytest.param(timedelta(minutes=-30), 60, 1, id="under way"),
        pytest.param(timedelta(minutes=-60), 60, 0, id="over by its plan"),
        pytest.param(timedelta(minutes=-59), None, 1, id="no length planned"),
        pytest.param(timedelta(days=7), 60, 1, id="seven days ahead"),
        pytest.param(timedelta(days=8), 60, 0, id="eight days ahead"),
    ],
)
def test_a_plan_counts_until_it_is_over(
    starts_in: timedelta, minutes: int | None, count: int
) -> None:
    ana = make.user()
    make.workout(ana, planned_start_at=make.NOON + starts_in, planned_minutes=minutes)

    assert len(facts(ana).planned) == count


@pytest.mark.django_db
def test_deleted_skipped_and_cancelled_rows_are_no_facts() -> None:
    ana = make.user()
    make.done_workout(ana, deleted_at=make.NOON)
    make.workout(ana, state="skipped")
    make.workout(ana, state="cancelled")
    make.episode(ana, deleted_at=make.NOON)
    make.intake(ana, make.drink(), deleted_at=make.NOON)
    make.check_in(ana, deleted_at=make.NOON)
    make.medication(ana, deleted_at=make.NOON)

    found = facts(ana)

    assert found == Facts(now=found.now, today=make.TODAY)


@pytest.mark.django_db
def test_a_medicine_that_ended_is_not_taken_now() -> None:
    ana = make.user()
    make.medication(ana, "Old", ended_on=make.TODAY - timedelta(days=1))
    make.medication(ana, "Current", ended_on=make.TODAY)

    assert [each.name for each in facts(ana).medicines] == ["Current"]


@pytest.mark.django_db
def test_facts_of_many_athletes_cost_the_same_queries() -> None:
    def queries(count: int, prefix: str) -> int:
        athletes = [make.user(f"{prefix}{number}") for number in range(count)]
        for athlete in athletes:
            make.profile(athlete)
            make.medication(athlete)
            make.done_workout(athlete)
            make.episode(athlete)
        with CaptureQueriesContext(connection) as captured:
            facts_of(athletes, make.NOON)
        return len(captured)

    assert queries(1, "one") == queries(30, "many") == 6


@pytest.mark.django_db
def test_one_athletes_rows_are_never_anothers() -> None:
    ana, bea = make.user("ana"), make.user("bea")
    make.episode(ana)
    make.profile(bea)
    make.medication(bea)

    found = facts_of([ana, bea], make.NOON)

    assert (len(found[ana.pk].cramps), len(found[bea.pk].cramps)) == (1, 0)
    assert (found[ana.pk].body_mass_kg, found[bea.pk].body_mass_kg) == (None, 70.0)
    assert (found[ana.pk].medicines, len(found[bea.pk].medicines)) == ((), 1)


FULL = Facts(
    now=make.NOON,
    today=make.TODAY,
    body_mass_kg=70.0,
    fluid_limited=True,
    sickle_trait=True,
    conditions=frozenset({"reflux"}),
    birth_year=1980,
    salty_sweat=True,
    sweat_sodium_mmol_l=62,
    first_cramp_day=300,
    sessions=(
        Session(
            "s",
            1,
            make.NOON,
            "run",
            "Run",
            mass_before_kg=70,
            mass_after_kg=69,
            drank_ml=500,
            urine_ml=100,
            soreness_before=3,
            fatigue_before=4,
            cramped=True,
        ),
    ),
    planned=(Planned("p", 1, make.NOON, "run", "Run"),),
    cramps=(Cramp("c", 1, make.NOON, frozenset({"calf-l"})),),
    drinks=(Drunk(make.NOON, 250, Label("Water")),),
    mornings=(Morning(0, {"calf": 4}, mass_kg=70),),
    medicines=(Medicine("Salmeterol"),),
)


def test_all_categories_blank_nothing() -> None:
    assert visible(FULL, ALL) == FULL


def test_no_category_leaves_nothing() -> None:
    assert visible(FULL, frozenset()) == Facts(now=FULL.now, today=FULL.today)


@pytest.mark.parametrize(
    ("hidden", "blank"),
    [
        (Category.WORKOUTS, ("sessions", "planned")),
        (Category.CRAMPS, ("cramps", "first_cramp_day")),
        (Category.DRINKS, ("drinks",)),
        (Category.WELLNESS, ("mornings",)),
        (Category.MEDICATION, ("medicines", "sickle_trait", "fluid_limited", "conditions")),
        (Category.MEDICATION, ("birth_year", "salty_sweat", "sweat_sodium_mmol_l")),
        (Category.WEIGHT, ("body_mass_kg",)),
    ],
)
def test_what_is_not_granted_is_not_known(hidden: Category, blank: tuple[str, ...]) -> None:
    shown = visible(FULL, ALL - {hidden})

    empty = Facts(now=FULL.now, today=FULL.today)
    for name in blank:
        assert getattr(shown, name) == getattr(empty, name)


@pytest.mark.parametrize(
    ("hidden", "columns"),
    [
        (Category.CRAMPS, ("cramped",)),
        (Category.DRINKS, ("drank_ml", "urine_ml")),
        (Category.WELLNESS, ("soreness_before", "fatigue_before")),
        (Category.WEIGHT, ("mass_before_kg", "mass_after_kg")),
        (Category.MEDICATION, ("mass_before_kg", "mass_after_kg")),
    ],
)
def test_a_session_hides_its_columns_too(hidden: Category, columns: tuple[str, ...]) -> None:
    session = visible(FULL, ALL - {hidden}).sessions[0]

    assert all(getattr(session, column) is None for column in columns)
    assert session.key == "s"


def test_who_may_not_know_a_doctors_limit_gets_nothing_to_reckon_amounts_from() -> None:
    shown = visible(FULL, ALL - {Category.MEDICATION})

    assert shown.body_mass_kg is None
    assert shown.drinks == ()
    assert shown.mornings[0].mass_kg is None
