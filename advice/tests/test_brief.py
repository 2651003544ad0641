from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from advice.brief import Brief, Suits, brief_of
from advice.brief_words import Said, said
from advice.cups import GLASS_ML, Measure
from advice.heat import ADVICE
from advice.rules import RULES
from advice.rules.facts import Answered, Planned
from advice.tests.build import (
    ZONE,
    drunk,
    facts,
    just_done,
    medicine,
    morning,
    planned,
    session,
)

GLASS = Measure(GLASS_ML)
HOT: dict[str, Any] = {"temperature_c": 30.0, "humidity_percent": 50.0}
LIKE = tuple(session(day, distance_m=10_000, minutes=60) for day in (1, 8, 15))


def brief(plan: Planned, **known: Any) -> Brief:
    return brief_of(plan, facts(planned=(plan,), **known), GLASS)


def parts(found: Brief, units: str = "metric") -> dict[str, Said]:
    return {part.topic: part for part in said(found, units)}


def rules_of(found: Brief) -> dict[str, list[str]]:
    return {topic: [each.rule for each in each_of] for topic, each_of in found.found.items()}


def test_a_hot_fast_long_run_on_a_sore_calf_has_a_finding_in_every_part() -> None:
    plan = planned(4, minutes=90, distance_m=18_000, muscles=frozenset({"calf-l"}), **HOT)

    found = brief(plan, sessions=LIKE, mornings=(morning(soreness={"calf": 6}, fatigue=3),))

    assert rules_of(found) == {
        "heat": ["hot_workout_ahead"],
        "drink": ["long_workout_ahead"],
        "muscles": ["sore_muscles"],
        "pace": ["faster_than_usual", "hard_workout_ahead"],
    }
    assert [part.topic for part in said(found, "metric")] == ["heat", "drink", "muscles", "pace"]
    assert [part.is_grave for part in said(found, "metric")] == [True, False, False, False]


def test_a_rule_that_was_put_away_is_silent_in_the_plan_too() -> None:
    plan = planned(4, minutes=90, distance_m=18_000, **HOT)

    told = brief(plan, sessions=LIKE, retired=frozenset({"faster_than_usual", "hot_workout_ahead"}))

    assert rules_of(told)["pace"] == ["hard_workout_ahead"]
    # Heat stops cannot be put away.
    assert "heat" in told.found


def test_putting_a_rule_away_makes_water_no_more_enough_than_before() -> None:
    told = brief(planned(minutes=100), retired=frozenset({"long_workout_ahead"}))

    assert "drink" not in rules_of(told)
    assert parts(told)["drink"].short == "A sports drink, or water and something salty."


def test_a_warning_about_too_much_comes_first_and_names_no_medicine_in_a_mail() -> None:
    known: dict[str, Any] = {"medicines": (medicine("Ibuprofen"),), "drinks": (drunk(30, 300),)}

    part = parts(brief(planned(20, minutes=100), **known))["drink"]

    assert part.found[0].rule == "careful_with_drinking"
    assert part.is_private


@pytest.mark.parametrize("days", [0.2, 1, 3, 30])
def test_a_plan_for_later_is_looked_at_as_on_the_day_before(days: float) -> None:
    plan = planned(24 * days, minutes=50, distance_m=10_000, **HOT)

    found = brief(plan, sessions=LIKE)

    assert rules_of(found)["heat"] == ["hot_workout_ahead"]
    assert rules_of(found)["pace"] == ["faster_than_usual"]


def test_each_of_two_workouts_has_its_own_brief() -> None:
    first = planned(3, key="a", minutes=40)
    second = planned(9, key="b", minutes=40, **HOT)
    known = facts(planned=(first, second))

    morning_run, evening_run = (brief_of(plan, known, GLASS) for plan in (first, second))

    assert "heat" not in morning_run.found
    assert rules_of(evening_run)["heat"] == ["hot_workout_ahead"]
    # Two on one day: row 25 asks for more than water for both.
    assert morning_run.suits == evening_run.suits == "sports"


def test_what_a_rule_says_of_another_workout_is_not_in_the_brief() -> None:
    hot, cool = planned(3, key="hot", **HOT), planned(9, key="cool")

    found = brief_of(cool, facts(planned=(hot, cool)), GLASS)

    assert "heat" not in found.found


def test_an_answer_keeps_a_card_away_and_not_a_part_of_the_plan() -> None:
    plan = planned(4, minutes=90, distance_m=18_000, **HOT)
    answers = {rule.__name__: Answered("not_now", 0) for rule in RULES}

    told = brief(plan, sessions=LIKE, answers=answers)

    assert rules_of(told) == rules_of(brief(plan, sessions=LIKE))
    assert "pace" in told.found


@pytest.mark.parametrize(
    ("minutes", "known", "suits"),
    [
        pytest.param(60, {}, "water", id="an hour"),
        pytest.param(61, {}, "sports", id="more than an hour"),
        pytest.param(
            61, {"conditions": frozenset({"high_blood_pressure"})}, "unsalted", id="no salt"
        ),
        pytest.param(None, {}, "length_unknown", id="length not known"),
        pytest.param(40, {"body_mass_kg": None}, "water", id="without a weight"),
        pytest.param(90, {"fluid_limited": True}, None, id="a doctor's limit"),
        pytest.param(
            90,
            {"sessions": (just_done(mass_before_kg=70.0, mass_after_kg=71.0),)},
            None,
            id="heavier",
        ),
    ],
)
def test_which_drink_suits(minutes: int | None, known: dict[str, Any], suits: Suits | None) -> None:
    found = brief(planned(20, minutes=minutes), **known)

    assert found.suits == suits
    assert ("drink" in parts(found)) is (suits is not None)


def test_a_strong_drink_before_the_start_is_named() -> None:
    juice = drunk(30, 300, replace(drunk().label, name="Juice", mono_g=11.4))

    found = brief(planned(0.5, minutes=40), drinks=(juice,))

    assert rules_of(found)["drink"] == ["hypertonic_near_workout"]


@pytest.mark.parametrize(
    ("weather", "level", "lines"),
    [
        pytest.param({}, None, 1, id="not told"),
        pytest.param({"temperature_c": 30.0}, None, 1, id="half told"),
        pytest.param({"temperature_c": 10.0, "humidity_percent": 50.0}, 0, 1, id="cool"),
        pytest.param({"temperature_c": 25.0, "humidity_percent": 60.0}, 0, 2, id="warm"),
        pytest.param(HOT, 1, 3, id="hot"),
        pytest.param({"temperature_c": 35.0, "humidity_percent": 40.0}, 3, 2, id="extreme"),
    ],
)
def test_heat_has_its_band_and_both_columns(
    weather: dict[str, float], level: int | None, lines: int
) -> None:
    found = brief(planned(20, **weather))

    assert (found.heat.level if found.heat else None) == level
    assert len(parts(found)["heat"].lines) == lines
    if found.heat is not None:
        assert (found.heat.unused, found.heat.used) == ADVICE[found.heat.level]


def test_the_athletes_own_column_is_named() -> None:
    table, own, index = parts(brief(planned(20, **HOT)))["heat"].lines
    said_so = parts(brief(planned(20, acclimatised=True, **HOT)))["heat"].lines[1]

    assert said_so == "We count you as used to it, as you said."
    assert index == "Shade feels like 31 °C (heat index), which weather services call caution."
    assert table == (
        "Not used to the heat: rest as long as you work, nothing hard. Used to it: plan hard"
        " efforts with care."
    )
    assert own == (
        "We count you as not used to it, with an hour in such heat on 0 of the last 14 days."
    )


def test_who_is_used_to_the_heat_reads_both_columns_of_a_warm_day() -> None:
    warm: dict[str, Any] = {"temperature_c": 25.0, "humidity_percent": 60.0}

    found = brief(planned(20, acclimatised=True, **warm))

    assert "heat" not in found.found
    assert parts(found)["heat"].lines == (
        "Heat level (WBGT) about 25.6 °C, not hot.",
        "Not used to the heat: rest more, and keep it shorter. Used to it: train as usual.",
    )


def test_a_part_that_is_not_known_is_not_said() -> None:
    assert [part.topic for part in said(Brief(planned(20), GLASS, None), "metric")] == ["heat"]


@pytest.mark.parametrize(
    ("hours", "mornings", "words"),
    [
        pytest.param(20, (morning(soreness={"calf": 2}),), "Your check on that", id="later"),
        pytest.param(4, (), "No morning check today.", id="no check"),
        pytest.param(4, (morning(1, soreness={"calf": 2}),), "No morning check", id="yesterday's"),
        pytest.param(4, (morning(soreness={"calf": 2}),), "of 10: calf 2.", id="the named muscle"),
        pytest.param(4, (morning(soreness={"quad": 2}),), "No soreness told", id="another muscle"),
        pytest.param(4, (morning(fatigue=3),), "Tiredness 3 of 10.", id="tiredness"),
    ],
)
def test_muscles_of_the_workout_beside_this_morning(
    hours: float, mornings: tuple[Any, ...], words: str
) -> None:
    plan = planned(hours, muscles=frozenset({"calf-l", "calf-r"}))

    part = parts(brief(plan, mornings=mornings))["muscles"]

    assert words in " ".join(part.lines)
    assert part.lines[-1] == "Muscles it works: calf."


def test_a_workout_that_names_no_muscle_may_need_any() -> None:
    found = brief(planned(4), mornings=(morning(soreness={"calf": 2, "quad": 3}),))

    part = parts(found)["muscles"]

    assert part.short == "Soreness this morning, of 10: calf 2 and front thigh 3."
    assert part.lines[-1] == "It names no muscles, so any may be needed."


@pytest.mark.parametrize(
    ("plan", "sessions", "lines"),
    [
        pytest.param(
            planned(20, distance_m=10_000),
            LIKE,
            (
                "Planned 6:00 per km, your usual of this length 6:00 per km: 3 in 42 days.",
                "1 h planned, your longest in 28 days 1 h.",
            ),
            id="as usual",
        ),
        pytest.param(
            planned(20, distance_m=10_000),
            LIKE[:2],
            (
                "Planned 6:00 per km. Too few like it in 42 days to compare: 2.",
                "Too few of this sport in 28 days for a longest one.",
            ),
            id="too few",
        ),
        pytest.param(
            planned(20, minutes=None),
            LIKE,
            (
                "No distance and length planned, so there is no pace to compare.",
                "No length planned; your longest in 28 days 1 h.",
            ),
            id="nothing planned",
        ),
    ],
)
def test_pace_and_length_beside_the_usual(
    plan: Planned, sessions: Any, lines: tuple[str, ...]
) -> None:
    assert parts(brief(plan, sessions=sessions))["pace"].lines == lines


@pytest.mark.parametrize(
    ("hours", "minutes", "is_over"),
    [(-0.5, 60, False), (-1, 60, True), (-0.9, None, False), (-1, None, True), (-48, 600, True)],
)
def test_a_plan_whose_time_has_passed_has_no_parts(
    hours: float, minutes: int | None, *, is_over: bool
) -> None:
    found = brief(planned(hours, minutes=minutes, **HOT))

    assert found.is_over is is_over
    assert bool(said(found, "metric")) is not is_over
    assert bool(found.rows) is not is_over
    # Heat stops also who has begun.
    assert ("heat" in found.found) is not is_over


@pytest.mark.parametrize(
    ("starts", "kinds"),
    [
        pytest.param(
            datetime(2026, 1, 15, 5, tzinfo=ZONE),
            ["night", "four_hours", "just_before", "during", "after"],
            id="five in the morning",
        ),
        pytest.param(
            datetime(2026, 1, 15, 0, 30, tzinfo=ZONE),
            ["four_hours", "two_hours", "just_before", "during", "after"],
            id="half past midnight: its first drink is that of the evening",
        ),
    ],
)
def test_early_starts(starts: datetime, kinds: list[str]) -> None:
    plan = planned(starts_at=starts.astimezone(UTC), days_ahead=1)

    found = brief(plan)

    assert [row.step.kind for row in found.rows] == kinds
    first = next(row for row in found.rows if row.step.kind == "four_hours")
    assert first.step.on_waking is (kinds[0] == "night")


def test_today_shows_two_rows_and_the_ceiling_that_is_still_to_come() -> None:
    before = brief(planned(4, minutes=100))
    during = brief(planned(-0.5, minutes=100))

    assert [row.step.kind for row in before.near] == ["four_hours", "two_hours"]
    assert [row.step.kind for row in before.later] == ["just_before", "during", "after"]
    assert before.ceiling_to_come == before.ceiling is not None
    assert [row.step.kind for row in during.near] == ["during", "after"]
    assert during.ceiling_to_come is None
    assert during.ceiling is not None
