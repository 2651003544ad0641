from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advice.rules import FLUID_RULES, REPEATS, RULES, evaluate, precedence
from advice.rules.facts import Answered, Facts
from advice.rules.finding import Finding, Level
from advice.rules.quiet import is_quiet
from advice.tests.build import cramp, drunk, facts, just_done, morning, planned, session
from advice.tests.examples import BARE, CRAMPED, FIRING


def _rules(found: tuple[Finding, ...]) -> list[str]:
    return [finding.rule for finding in found]


def _fluid(level: Level) -> Finding:
    """A finding of this level that advises on drinking."""
    return Finding("workout_tomorrow", level)


def _other(level: Level) -> Finding:
    """A finding of this level that does not."""
    return Finding("sore_muscles", level)


def _expected(one: Finding, other: Finding, *, fluids: bool) -> list[Finding]:
    """Section 0 of the evidence, written down a second time: who of two is heard, in order."""
    both = [one, other]
    if any(each.level is Level.EMERGENCY for each in both):
        return [each for each in both if each.level is Level.EMERGENCY]
    if not fluids or any(each.level is Level.CEILING for each in both):
        both = [each for each in both if each.rule not in FLUID_RULES]
    # Of equals the one that was there first.
    return sorted(both, key=lambda each: -each.level)


@pytest.mark.parametrize(("one", "other"), [*product(Level, repeat=2)])
@pytest.mark.parametrize("limited", [False, True], ids=["free", "fluid limit"])
def test_of_every_pair_of_levels_the_graver_speaks_first_or_alone(
    one: Level, other: Level, limited: bool
) -> None:
    known = facts(fluid_limited=limited)

    for pair in product((_fluid(one), _other(one)), (_fluid(other), _other(other))):
        assert [*precedence([*pair], known)] == _expected(*pair, fluids=not limited)


def test_the_levels_stand_in_the_order_of_the_evidence() -> None:
    order = [
        Level.EMERGENCY,
        Level.CEILING,
        Level.SAME_DAY,
        Level.SEE_A_DOCTOR,
        Level.HEAT_STOP,
        Level.TIP,
        Level.INFO,
    ]

    assert order == sorted(Level, reverse=True)


SPOKEN: dict[str, Finding] = {
    rule.__name__: found for rule in RULES if (found := rule(FIRING[rule.__name__])) is not None
}


@pytest.mark.parametrize("rule", sorted(SPOKEN))
def test_beside_every_other_rule_it_keeps_its_place(rule: str) -> None:
    """Every ordered pair of real findings; said twice is told in REPEATS."""
    one = SPOKEN[rule]

    for other in SPOKEN.values():
        pair = [one] if one is other else [one, other]
        heard = [*precedence(pair, facts())]
        expected = _expected(one, other, fluids=True)[-len(pair) :]
        left_out = [each for each in expected if each not in heard]
        assert [each for each in expected if each not in left_out] == heard
        assert all(REPEATS.get(each.rule) in {found.rule for found in heard} for each in left_out)


def _together(one: Facts, other: Facts) -> Facts:
    """One athlete to whom all of both happened."""

    def both(name: str) -> tuple[Any, ...]:
        mine: tuple[Any, ...] = getattr(one, name)
        theirs: tuple[Any, ...] = getattr(other, name)
        return mine + tuple(each for each in theirs if each not in mine)

    mornings = {each.day: each for each in both("mornings")}
    return replace(
        one,
        now=max(one.now, other.now),
        fluid_limited=one.fluid_limited or other.fluid_limited,
        sessions=tuple(sorted(both("sessions"), key=lambda each: each.started_at, reverse=True)),
        planned=tuple(sorted(both("planned"), key=lambda each: each.starts_at)),
        cramps=tuple(sorted(both("cramps"), key=lambda each: each.started_at, reverse=True)),
        drinks=both("drinks"),
        mornings=tuple(mornings[day] for day in sorted(mornings)),
        medicines=both("medicines"),
    )


@pytest.mark.parametrize("rule", sorted(FIRING))
def test_whatever_else_happened_the_gravest_is_first_and_an_emergency_alone(rule: str) -> None:
    for other in FIRING.values():
        known = _together(FIRING[rule], other)

        found = evaluate(known)

        levels = [finding.level for finding in found]
        assert levels == sorted(levels, reverse=True)
        if Level.EMERGENCY in levels:
            assert set(levels) == {Level.EMERGENCY}
        if Level.CEILING in levels or known.fluid_limited:
            assert not FLUID_RULES & set(_rules(found))
            assert not any(finding.volumes for finding in found)
        assert SPOKEN[rule].level is not Level.EMERGENCY or levels[0] is Level.EMERGENCY


@pytest.mark.parametrize("rule", sorted(FIRING))
def test_every_rule_can_be_heard(rule: str) -> None:
    heard = _rules(evaluate(FIRING[rule]))

    assert rule in heard or rule == "longer_than_lately"


def test_an_emergency_stands_alone() -> None:
    known = replace(
        FIRING["emergency_sign"],
        mornings=(morning(brown_urine=True),),
        planned=(planned(temperature_c=35, humidity_percent=60, minutes=120),),
    )

    assert _rules(evaluate(known)) == ["emergency_sign"]


def _thirsty(**fields: object) -> Facts:
    """Somebody to whom many fluid rules would speak."""
    return facts(
        planned=(planned(4, minutes=120),),
        drinks=(drunk(label=FIRING["drink_with_sodium"].drinks[0].label),),
        mornings=(morning(urine_colour=6, thirst=6),),
        **fields,
    )


def test_fluid_advice_is_there_when_nothing_forbids_it() -> None:
    assert len(FLUID_RULES & set(_rules(evaluate(_thirsty())))) >= 4


def test_a_fluid_limit_silences_all_fluid_advice() -> None:
    assert not FLUID_RULES & set(_rules(evaluate(_thirsty(fluid_limited=True))))


def test_above_the_ceiling_all_fluid_advice_is_silent() -> None:
    done = just_done(mass_before_kg=70.0, mass_after_kg=70.7)

    found = _rules(evaluate(_thirsty(sessions=(done,))))

    assert found[0] == "drank_more_than_lost"
    assert not FLUID_RULES & set(found)


def test_the_ceiling_speaks_before_the_doctor_and_the_heat_before_tips() -> None:
    known = facts(
        sessions=(just_done(mass_before_kg=70.0, mass_after_kg=70.7), *CRAMPED[1:]),
        cramps=(cramp(1, stopped="yes"), cramp(2, stopped="yes")),
        mornings=(morning(brown_urine=True, fatigue=9),),
        planned=(planned(4, temperature_c=30, humidity_percent=50, effort=9),),
    )

    found = evaluate(known)

    assert _rules(found)[:4] == [
        "drank_more_than_lost",
        "brown_urine",
        "consistent_cramps",
        "hot_workout_ahead",
    ]
    assert found[4].level is Level.TIP


def test_one_of_two_that_say_the_same_is_enough() -> None:
    usual = tuple(session(day) for day in (2, 8, 15))
    long = facts(planned=(planned(minutes=80),), sessions=usual)
    hard = facts(planned=(planned(minutes=70, effort=9),), sessions=usual)

    assert "longer_than_lately" not in _rules(evaluate(long))
    assert {"longer_than_lately", "hard_workout_ahead"} <= set(_rules(evaluate(hard)))
    assert "hypertonic_before_next_workout" not in _rules(
        evaluate(FIRING["hypertonic_near_workout"])
    )


@pytest.mark.parametrize(
    ("level", "answer", "day", "quiet"),
    [
        (Level.SEE_A_DOCTOR, "seen", 27, True),
        (Level.SEE_A_DOCTOR, "seen", 28, False),
        (Level.SEE_A_DOCTOR, "booked", 27, True),
        (Level.SEE_A_DOCTOR, "not_now", 6, True),
        (Level.SEE_A_DOCTOR, "not_now", 7, False),
        (Level.TIP, "followed", 0, True),
        (Level.TIP, "followed", 1, False),
        (Level.TIP, "", 0, False),
        (Level.HEAT_STOP, "not_now", 0, True),
        (Level.HEAT_STOP, "not_now", 1, False),
        (Level.SAME_DAY, "seen", 0, False),
        (Level.CEILING, "not_now", 0, False),
        (Level.EMERGENCY, "seen", 0, False),
    ],
)
def test_an_answer_keeps_a_finding_away_for_a_while(
    level: Level, answer: str, day: int, quiet: bool
) -> None:
    known = facts(answers={"x": Answered(answer, day)})

    assert is_quiet(Finding("x", level), known) is quiet
    assert not is_quiet(Finding("y", level), known)


def test_a_seen_doctor_is_not_advised_again() -> None:
    known = replace(FIRING["consistent_cramps"], answers={"consistent_cramps": Answered("seen", 3)})

    assert "consistent_cramps" not in _rules(evaluate(known))


@pytest.mark.parametrize("known", [*FIRING.values(), *BARE.values()], ids=[*FIRING, *BARE])
def test_same_facts_same_findings_as_plain_json(known: Facts) -> None:
    first, second = evaluate(known), evaluate(replace(known))

    assert first == second
    for finding in first:
        kept = json.loads(json.dumps(finding.as_json()))
        amounts = {name: volume.ml for name, volume in finding.volumes.items()}
        assert kept.pop("volumes", {}) == amounts
        assert kept == finding.inputs


def test_nothing_known_says_nothing() -> None:
    assert evaluate(facts(body_mass_kg=None)) == ()


def test_a_clock_without_a_zone_counts_as_utc() -> None:
    known = facts(now=datetime.fromisoformat("2026-01-14T12:00:00+00:00"))

    assert evaluate(replace(known, planned=(planned(4),))) != ()


@given(
    before_kg=st.integers(30, 150),
    change=st.integers(-100, 100).map(lambda thousandths: thousandths / 1000),
    drank=st.integers(0, 10_000),
    minutes=st.integers(1, 600),
    hours=st.floats(0.1, 24),
    limited=st.booleans(),
)
def test_no_amount_is_advised_after_too_much(
    before_kg: int,
    change: float,
    drank: int,
    minutes: int,
    hours: float,
    limited: bool,
) -> None:
    done = just_done(
        mass_before_kg=before_kg,
        mass_after_kg=before_kg * (1 + change),
        drank_ml=drank,
        minutes=60,
    )
    known = facts(
        body_mass_kg=before_kg,
        sessions=(done,),
        planned=(planned(hours, minutes=minutes),),
        fluid_limited=limited,
    )

    found = evaluate(known)

    if limited or change >= 0.0101 or drank > 1.3 * max(0.0, drank - change * before_kg * 1000):
        assert all(not finding.volumes for finding in found)
    assert all(rule.__name__ in FIRING for rule in RULES)
