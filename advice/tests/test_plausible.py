"""What cannot be is not known to any rule, by whatever door it came in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from accounts.models import User
from advice.facts import facts_of
from advice.hydration import prepare
from advice.plausible import (
    plausible_cramp,
    plausible_drunk,
    plausible_morning,
    plausible_number,
    plausible_planned,
    plausible_session,
)
from advice.queries import findings
from advice.rules.facts import Facts, Label
from advice.sweat_result import result
from advice.tests.build import cramp, drunk, just_done, morning, planned
from advice.tonicity import carbohydrate_g, osmolality, sodium_mg_per_l
from journal.limits import MASS_KG
from journal.models import Workout
from journal.models.workout import State
from tests import make

NAN = float("nan")
WEIGHED: dict[str, Any] = {
    "rpe": 6,
    "distance_m": 10_000.0,
    "temperature_c": 20.0,
    "humidity_percent": 60.0,
    "mass_before_kg": 70.0,
    "mass_after_kg": 69.0,
    "drank_ml": 500.0,
    "urine_ml": 100.0,
    "food_g": 40.0,
    "first_half_minutes": 29.5,
    "soreness_before": 2,
    "fatigue_before": 3,
}
BOTH = ("mass_before_kg", "mass_after_kg")


@pytest.mark.parametrize(
    ("slip", "unknown"),
    [
        ({"minutes": 2_400}, ("minutes",)),
        ({"minutes": 0}, ("minutes",)),
        ({"rpe": 11}, ("rpe",)),
        ({"rpe": -1}, ("rpe",)),
        ({"distance_m": -5.0}, ("distance_m",)),
        ({"temperature_c": 80.0}, ("temperature_c",)),
        ({"temperature_c": NAN}, ("temperature_c",)),
        ({"humidity_percent": 140.0}, ("humidity_percent",)),
        ({"mass_before_kg": -70.0}, ("mass_before_kg",)),
        ({"mass_after_kg": 690.0}, ("mass_after_kg",)),
        ({"mass_after_kg": 90.0}, BOTH),
        ({"mass_after_kg": 77.1}, BOTH),
        ({"mass_after_kg": 59.0}, BOTH),
        ({"mass_after_kg": NAN}, ("mass_after_kg",)),
        ({"first_half_minutes": 60.0}, ("first_half_minutes",)),
        ({"first_half_minutes": -1.0}, ("first_half_minutes",)),
        ({"drank_ml": -500.0}, ("drank_ml",)),
        ({"urine_ml": 9_000.0}, ("urine_ml",)),
        ({"urine_ml": 2_001.0}, ("urine_ml",)),
        ({"urine_ml": -1.0}, ("urine_ml",)),
        ({"food_g": 6_000.0}, ("food_g",)),
        ({"soreness_before": 11}, ("soreness_before",)),
        ({"fatigue_before": 12}, ("fatigue_before",)),
        ({"rpe": 11, "humidity_percent": 140.0}, ("rpe", "humidity_percent")),
    ],
)
def test_a_session_keeps_all_but_its_slip(slip: dict[str, Any], unknown: tuple[str, ...]) -> None:
    session = just_done(**WEIGHED)

    found = plausible_session(replace(session, **slip))

    assert found == replace(session, **slip | dict.fromkeys(unknown))


@pytest.mark.parametrize(
    "rare",
    [
        {"mass_after_kg": 77.0},
        {"mass_after_kg": 59.5},
        {"urine_ml": 2_000.0},
        {"minutes": 1_440, "urine_ml": 5_000.0},
        {"minutes": None, "urine_ml": 5_000.0},
        {"humidity_percent": 100.0, "temperature_c": 60.0},
        dict.fromkeys(WEIGHED),
    ],
)
def test_what_is_rare_but_can_be_stays(rare: dict[str, Any]) -> None:
    session = just_done(**WEIGHED | rare)

    assert plausible_session(session) is session


def test_plans_mornings_cramps_and_bodies() -> None:
    plan = planned(effort=6, distance_m=9_000.0, temperature_c=21.0, humidity_percent=50.0)
    fresh = morning(
        fatigue=3, sleep_hours=8.0, urine_colour=3, thirst=2, mass_kg=70.0, soreness={"calf": 4}
    )
    short = cramp(severity=6, seconds=90.0)

    assert plausible_planned(plan) is plan
    assert plausible_planned(replace(plan, minutes=2_400)).minutes is None
    assert plausible_planned(replace(plan, effort=11)).effort is None
    assert plausible_morning(fresh) is fresh
    for name, slip in (
        ("fatigue", 11),
        ("sleep_hours", 25.0),
        ("urine_colour", 9),
        ("urine_colour", 0),
        ("thirst", 10),
        ("mass_kg", -70.0),
    ):
        broken: dict[str, Any] = {name: slip}
        assert plausible_morning(replace(fresh, **broken)) == replace(
            fresh, **broken | {name: None}
        )
    sore = replace(fresh, soreness={"calf": 4, "quad": 11})
    assert plausible_morning(sore) == replace(fresh, soreness={"calf": 4})
    assert plausible_cramp(short) is short
    assert plausible_cramp(replace(short, severity=11)).severity is None
    assert plausible_cramp(replace(short, seconds=-5.0)).seconds is None
    masses = (70.0, -70.0, 704.0, NAN, None)
    assert [plausible_number(mass, MASS_KG) for mass in masses] == [70.0, *[None] * 4]


@pytest.mark.parametrize(
    "label",
    [
        Label("Slip", mono_g=300, sodium_mg=40),
        Label("Slip", mono_g=-6),
        Label("Slip", mono_g=60, malto_g=60),
        Label("Slip", mono_g=90, protein_g=40),
        Label("Slip", mono_g=6, sodium_mg=20_000),
        Label("Slip", mono_g=6, alcohol_percent=120),
        Label("Slip", measured_osmolality=6_000),
        Label("Slip", mono_g=NAN),
    ],
)
def test_a_label_that_cannot_be_has_no_strength_and_no_sodium(label: Label) -> None:
    assert osmolality(label) is None
    assert carbohydrate_g(label) is None
    assert sodium_mg_per_l(label) is None
    assert plausible_drunk(drunk(label=label)) == drunk(label=Label("Slip"))


def test_a_drink_of_nothing_or_of_a_bathtub_was_not_drunk() -> None:
    whole = Label("Sugar", mono_g=100)

    assert plausible_drunk(drunk(label=whole)) == drunk(label=whole)
    assert plausible_drunk(drunk(volume_ml=0)) is None
    assert plausible_drunk(drunk(volume_ml=-250)) is None
    assert plausible_drunk(drunk(volume_ml=31_000)) is None


def test_a_sweat_test_with_nine_litres_of_urine_is_no_test() -> None:
    told = just_done(**WEIGHED | {"urine_ml": 9_000.0})

    assert result(plausible_session(told)).rate is None
    assert result(plausible_session(told)).missing == ("the urine",)


Seed = Callable[[User], object]


def _hot_plan(ana: User, **fields: Any) -> None:
    values: dict[str, Any] = {"temperature_c": 20.0, "humidity_percent": 50.0} | fields
    make.workout(ana, **values)


def _weighed(ana: User, **fields: Any) -> None:
    values = WEIGHED | {"days_ago": 0.1} | fields
    make.done_workout(ana, **values)


def _cup(ana: User, **label: Any) -> None:
    make.intake(ana, make.drink("Mix", owner=ana, **label))


def _body(ana: User, mass_kg: float | None) -> None:
    make.profile(ana, body_mass_kg=mass_kg)
    make.workout(ana)


def _sore(ana: User, **fields: Any) -> None:
    make.workout(ana, planned_start_at=make.NOON.replace(hour=18))
    make.check_in(ana, **fields)


# The slip, and the same diary without it.
IMPORTED: dict[str, tuple[Seed, Seed]] = {
    "300 g of sugar in 100 mL": (
        lambda ana: _cup(ana, mono_g=300, sodium_mg=60),
        lambda ana: _cup(ana, mono_g=None, sucrose_g=None, malto_g=None, lactose_g=None),
    ),
    "a negative body": (lambda ana: _body(ana, -70.0), lambda ana: _body(ana, None)),
    "20 kg heavier after it": (
        lambda ana: _weighed(ana, mass_after_kg=90.0),
        lambda ana: _weighed(ana, mass_before_kg=None, mass_after_kg=None),
    ),
    "20 kg lighter after it": (
        lambda ana: _weighed(ana, mass_after_kg=50.0),
        lambda ana: _weighed(ana, mass_before_kg=None, mass_after_kg=None),
    ),
    "humidity of 140 %": (
        lambda ana: _hot_plan(ana, temperature_c=28.0, humidity_percent=140.0),
        lambda ana: _hot_plan(ana, temperature_c=28.0, humidity_percent=None),
    ),
    "80 °C": (
        lambda ana: _hot_plan(ana, temperature_c=80.0),
        lambda ana: _hot_plan(ana, temperature_c=None),
    ),
    "nine litres of urine": (
        lambda ana: _weighed(ana, urine_ml=9_000.0, mass_after_kg=68.0),
        lambda ana: _weighed(ana, urine_ml=None, mass_after_kg=68.0),
    ),
    "a morning of 700 kg and thirst 12": (
        lambda ana: make.check_in(ana, morning_mass_kg=700.0, thirst=12, urine_colour=6),
        lambda ana: make.check_in(ana, urine_colour=6),
    ),
    "soreness 40": (lambda ana: _sore(ana, soreness={"calf": 40}), _sore),
}


@pytest.mark.django_db
@pytest.mark.parametrize(("slip", "unknown"), IMPORTED.values(), ids=IMPORTED)
def test_no_advice_is_built_on_a_row_that_came_in_by_another_door(
    slip: Seed, unknown: Seed
) -> None:
    ana, bea = make.user("ana"), make.user("bea")
    slip(ana)
    unknown(bea)

    assert _advice(ana) == _advice(bea)


def _advice(athlete: User) -> list[object]:
    """Findings and plans, with the names of rows left out."""
    known = facts_of([athlete], make.NOON)[athlete.pk]
    told = [
        (each.rule, each.level, _nameless(dict(each.inputs)), each.volumes)
        for each in findings(athlete, make.NOON)
    ]
    plans = [prepare(plan, known) for plan in known.planned]
    return [told, plans, _is_clean(known)]


def _nameless(inputs: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in inputs.items() if not name.endswith("_key")}


def _is_clean(known: Facts) -> bool:
    cleaners: list[tuple[tuple[Any, ...], Callable[[Any], Any]]] = [
        (known.sessions, plausible_session),
        (known.planned, plausible_planned),
        (known.mornings, plausible_morning),
        (known.drinks, plausible_drunk),
    ]
    return all(clean(row) is row for rows, clean in cleaners for row in rows)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "fields", [{"minutes": 2_400}, {"rpe": 11}, {"state": State.PLANNED, "planned_minutes": 2_400}]
)
def test_the_database_itself_refuses_forty_hours_and_an_effort_of_eleven(
    fields: dict[str, Any],
) -> None:
    ana = make.user("ana")

    with pytest.raises(IntegrityError), transaction.atomic():
        make.done_workout(ana, **fields)

    assert not Workout.objects.exists()


def test_every_number_of_a_row_has_a_range() -> None:
    """A column that is added without one would let its slips through."""
    # A cramp may have been left open for years.
    free = {"day", "days_ahead", "seconds"}
    rows: list[tuple[Any, Callable[[Any], Any]]] = [
        (just_done(), plausible_session),
        (planned(), plausible_planned),
        (morning(), plausible_morning),
        (cramp(), plausible_cramp),
    ]
    for row, clean in rows:
        for name, kind in type(row).__annotations__.items():
            if kind in {"int | None", "float | None"} and name not in free:
                assert getattr(clean(replace(row, **{name: 10**9})), name) is None, name
