from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from advice.brief import Brief, brief_of, hushed
from advice.brief_words import said
from advice.facts import visible, weightless
from advice.rules.facts import Facts
from advice.tests.build import (
    cramp,
    facts,
    just_done,
    morning,
    planned,
)
from advice.tests.test_brief import GLASS, HOT, LIKE, brief, parts, rules_of


def test_an_emergency_stands_alone() -> None:
    signs = (cramp(0.1, red_flags=frozenset({"heat_stroke"})),)

    found = brief(planned(4, minutes=90, **HOT), cramps=signs)

    assert found.is_emergency
    assert found.drinking is not None
    assert found.drinking.silent_because == "emergency"
    assert (found.rows, found.found, said(found, "metric")) == ((), {}, ())


def test_a_limit_silences_the_drinks_and_nothing_else() -> None:
    plan = planned(4, minutes=90, distance_m=18_000, **HOT)

    found = brief(plan, fluid_limited=True, sessions=LIKE)

    assert found.rows == ()
    assert found.ceiling is None
    assert sorted(parts(found)) == ["heat", "muscles", "pace"]
    assert rules_of(found)["heat"] == ["hot_workout_ahead"]


def shared(known: Facts, *opened: str) -> Brief:
    categories = frozenset(opened)
    seen = weightless(visible(known, categories))  # type: ignore[arg-type]
    return brief_of(known.planned[0], seen, GLASS, categories)


def test_a_coach_gets_the_parts_that_are_shared() -> None:
    plan = planned(4, minutes=90, distance_m=18_000, muscles=frozenset({"calf-l"}), **HOT)
    known = facts(planned=(plan,), sessions=LIKE, mornings=(morning(soreness={"calf": 6}),))

    little = shared(known, "workouts")
    more = shared(known, "workouts", "wellness")
    drinks = shared(known, "workouts", "drinks", "medication")

    assert (little.drinking, little.suits, little.muscles) == (None, None, None)
    assert sorted(little.found) == ["heat", "pace"]
    assert sorted(more.found) == ["heat", "muscles", "pace"]
    assert drinks.drinking is not None
    assert all(step.high is None for step in drinks.drinking.steps)
    assert drinks.ceiling is None
    assert drinks.suits == "sports"


def test_a_hidden_reason_takes_the_drinks_away_and_says_no_more() -> None:
    known = facts(planned=(planned(4, minutes=90, **HOT),))
    open_to = shared(known, "workouts", "drinks", "medication")

    quiet = hushed(open_to, "untold")

    assert quiet.drinking is not None
    assert quiet.drinking.silent_because == "untold"
    assert (quiet.rows, quiet.suits, quiet.ceiling) == ((), None, None)
    assert sorted(quiet.found) == ["heat", "pace"] or sorted(quiet.found) == ["heat"]
    assert hushed(shared(known, "workouts"), "untold") == shared(known, "workouts")


@given(
    hours=st.floats(-30, 300),
    minutes=st.one_of(st.none(), st.integers(1, 1440)),
    km=st.one_of(st.none(), st.floats(0.1, 200)),
    temperature=st.one_of(st.none(), st.floats(-20, 50)),
    mass=st.one_of(st.none(), st.floats(20, 300)),
    soreness=st.integers(0, 10),
    limited=st.booleans(),
    gained=st.booleans(),
    units=st.sampled_from(["metric", "us"]),
)
def test_a_brief_never_advises_what_it_may_not(
    hours: float,
    minutes: int | None,
    km: float | None,
    temperature: float | None,
    mass: float | None,
    soreness: int,
    limited: bool,
    gained: bool,
    units: str,
) -> None:
    plan = planned(
        hours,
        minutes=minutes,
        distance_m=km * 1000 if km else None,
        temperature_c=temperature,
        humidity_percent=60.0,
    )
    heavier = (just_done(mass_before_kg=70.0, mass_after_kg=71.0),) if gained else ()
    known = facts(
        planned=(plan,),
        body_mass_kg=mass,
        fluid_limited=limited,
        sessions=heavier + LIKE,
        mornings=(morning(soreness={"calf": soreness}),),
    )

    found = brief_of(plan, known, GLASS)

    if limited or gained:
        assert (found.rows, found.suits, found.ceiling) == ((), None, None)
        assert "drink" not in found.found
    for row in found.rows:
        if row.step.kind == "during" and row.step.high and found.ceiling and minutes:
            assert row.step.high.ml * minutes / 60 <= found.ceiling.ml + 1e-6
    told = said(found, units)
    graves = [part.is_grave for part in told]
    assert graves == sorted(graves, reverse=True)
    for part in told:
        assert all(each.inputs["workout_key"] == plan.key for each in part.found)
        assert not any("None" in line or "  " in line for line in (part.short, *part.lines))
    assert found == brief_of(plan, known, GLASS)
