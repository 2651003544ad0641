"""What must hold for every athlete; pure, so that a benchmark can ask it of as many as it likes.

The limits are written down here a second time on purpose, from the evidence (4.4, rows 19 to 22
and section 0) and not from the code.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from accounts.units import ML_PER_US_FLUID_OUNCE
from advice import sweat, words
from advice.ceiling import SafeVolume
from advice.hydration import Preparation, prepare
from advice.plan import plan_rows
from advice.rules import FLUID_RULES, evaluate
from advice.rules.diary import body_mass_kg, ended_at
from advice.rules.facts import Facts, Planned, Session
from advice.rules.finding import Finding, Level
from advice.rules.fluids import is_hot, planning_rate, speed_km_per_h
from journal.warning_signs import EMERGENCY

# A drop of 0.001 mL: floating point.
DROP = 1e-3


def check(facts: Facts) -> tuple[Finding, ...]:
    """The findings of one athlete; AssertionError where anything is not as it has to be."""
    found = evaluate(facts)
    # A copy, which remembers nothing of what was asked.
    assert evaluate(replace(facts)) == found
    plans = {planned.key: prepare(planned, facts) for planned in facts.planned}
    if _must_be_silent(facts):
        assert not any(finding.volumes for finding in found)
        assert not FLUID_RULES & {finding.rule for finding in found}
        for preparation in plans.values():
            assert preparation.steps == ()
            assert preparation.ceiling is None
            assert preparation.silent_because is not None
    _check_order(facts, found)
    for finding in found:
        _check_finding(facts, finding)
        assert all(_says_no_more(volume) for volume in finding.volumes.values())
    for planned in facts.planned:
        _check_preparation(facts, planned, plans[planned.key])
    return found


def _check_order(facts: Facts, found: tuple[Finding, ...]) -> None:
    """Section 0: an emergency alone, too much drunk before all else, then down the levels."""
    levels = [finding.level for finding in found]
    assert levels == sorted(levels, reverse=True)
    if _is_emergency(facts) or Level.EMERGENCY in levels:
        assert set(levels) == {Level.EMERGENCY}
    elif _has_gained(facts):
        assert levels[0] is Level.CEILING
    if Level.CEILING in levels:
        assert not FLUID_RULES & {finding.rule for finding in found}


def _must_be_silent(facts: Facts) -> bool:
    """A limit of a doctor, an emergency of the last day, a gain of 1 % in the last 12 hours."""
    return facts.fluid_limited or _is_emergency(facts) or _has_gained(facts)


def _is_emergency(facts: Facts) -> bool:
    return any(
        EMERGENCY.keys() & (cramp.red_flags or frozenset())
        and facts.now - cramp.started_at <= timedelta(hours=24)
        for cramp in facts.cramps
    )


def _has_gained(facts: Facts) -> bool:
    return any(_gain_percent(session) >= 1 for session in _within_12_hours(facts))


def _within_12_hours(facts: Facts) -> list[Session]:
    return [s for s in facts.sessions if facts.now - ended_at(s) < timedelta(hours=12)]


def _gain_percent(session: Session) -> float:
    if session.mass_before_kg is None or session.mass_after_kg is None:
        return -100.0
    # Scales show grams.
    gain = round(session.mass_after_kg - session.mass_before_kg, 3)
    return 100 * gain / session.mass_before_kg


def _says_no_more(volume: SafeVolume) -> bool:
    """Printed in either unit it is no more."""
    metric = float(words.volume_text(volume, "metric").split()[0].replace(",", ""))
    ounces = float(words.volume_text(volume, "us").split()[0].replace(",", ""))
    return metric <= volume.ml and ounces * ML_PER_US_FLUID_OUNCE <= volume.ml + DROP


def _check_finding(facts: Facts, finding: Finding) -> None:
    ml = {name: volume.ml for name, volume in finding.volumes.items()}
    if finding.rule == "sip_while_cramping":
        assert ml["high"] <= 250
        assert not any(_gain_percent(session) > 0 for session in _within_12_hours(facts))
    elif finding.rule == "workout_tomorrow" and ml:
        assert ml["evening"] <= min(500, 5 * _mass(facts)) + DROP
    elif finding.rule == "workout_in_hours" and ml:
        _check_before(facts, _planned_of(facts, finding), [*_highs(ml)])
    elif finding.rule == "workout_within_a_day" and ml:
        _check_session(facts, _planned_of(facts, finding), ml["high"], ml["ceiling"])
    elif finding.rule == "mass_lost":
        _check_after(facts, _session_of(facts, finding), ml)
    elif finding.rule == "lost_two_percent" and ml:
        _check_next_time(_session_of(facts, finding), ml)
    else:
        assert not ml


def _highs(ml: dict[str, float]) -> list[float]:
    return [amount for name, amount in ml.items() if name.endswith("high")]


def _mass(facts: Facts) -> float:
    mass = body_mass_kg(facts)
    assert mass is not None
    return mass


def _planned_of(facts: Facts, finding: Finding) -> Planned:
    return next(each for each in facts.planned if each.key == finding.inputs["workout_key"])


def _session_of(facts: Facts, finding: Finding) -> Session:
    return next(each for each in facts.sessions if each.key == finding.inputs["workout_key"])


def _drunk(facts: Facts, planned: Planned) -> float:
    begin = planned.starts_at - timedelta(hours=4)
    return sum(d.volume_ml for d in facts.drinks if begin <= d.started_at <= planned.starts_at)


def _check_before(facts: Facts, planned: Planned, highs: list[float]) -> None:
    """12 mL/kg in the last four hours with what was drunk; 3 mL/kg in the last half hour."""
    assert sum(highs) <= max(0.0, 12 * _mass(facts) - _drunk(facts, planned)) + DROP
    if planned.starts_at - facts.now <= timedelta(minutes=30):
        assert sum(highs) <= 3 * _mass(facts) + DROP


def _check_session(facts: Facts, planned: Planned, hour_ml: float, all_ml: float) -> None:
    """4.4: under the hourly cap, under the sweat, and half a per cent lighter at the end."""
    assert planned.minutes is not None
    mass, hours = _mass(facts), planned.minutes / 60
    rate = planning_rate(facts, planned, mass)
    speed = speed_km_per_h(planned.distance_m, planned.minutes)
    predicted = sweat.predicted_l_per_h(mass, planned.sport, speed, planned.temperature_c)
    assert rate.measured or rate.l_per_h <= predicted
    hourly = min(800.0, 900 * rate.l_per_h)
    if rate.measured and rate.l_per_h > 1.5 and is_hot(planned) and hours > 1.5:
        hourly = max(hourly, min(800 * rate.l_per_h, 1200.0))
    assert hour_ml <= hourly + DROP
    lighter = 1000 * rate.l_per_h * hours - 5 * mass
    # Whoever drinks all of it has sweated more: nobody ends heavier than they began.
    assert all_ml <= 1000 * rate.l_per_h * hours + DROP
    assert all_ml <= max(0.0, min(hourly * hours, lighter)) + DROP
    assert hour_ml * max(hours, 1) <= all_ml + DROP


def _check_after(facts: Facts, session: Session, ml: dict[str, float]) -> None:
    """1.5 L a kg lost, 3 L, 4 % of mass, less what was drunk since; 0.8 L an hour."""
    assert session.mass_before_kg is not None
    lost = -_gain_percent(session) / 100 * session.mass_before_kg
    since = sum(d.volume_ml for d in facts.drinks if d.started_at > ended_at(session))
    assert lost > 0
    most = min(1500 * lost, 3000.0, 40 * session.mass_before_kg)
    assert 0 < ml["high"] <= most - since + DROP
    assert ml["hour"] <= 800


def _check_next_time(session: Session, ml: dict[str, float]) -> None:
    """Next time it would still have ended half a per cent lighter, and under 0.8 L an hour."""
    assert session.minutes is not None
    assert session.mass_before_kg is not None
    hours, lost = session.minutes / 60, -_gain_percent(session) / 100 * session.mass_before_kg
    assert 50 <= ml["hour"] <= 800
    assert ml["ceiling"] <= 800 * hours + DROP
    assert ml["hour"] * max(hours, 1) <= ml["ceiling"] + DROP
    assert lost >= 0.0199 * session.mass_before_kg


def _check_preparation(facts: Facts, planned: Planned, preparation: Preparation) -> None:
    steps = {step.kind: step for step in preparation.steps}
    if body_mass_kg(facts) is None:
        assert all(step.high is None and step.ceiling is None for step in steps.values())
        return
    high = {kind: step.high.ml for kind, step in steps.items() if step.high is not None}
    assert high.get("night", 0) <= min(500, 5 * _mass(facts)) + DROP
    ahead = [
        high.get(step.kind, 0)
        for step in preparation.steps
        if step.kind in {"four_hours", "two_hours", "just_before"} and step.at > facts.now
    ]
    assert sum(ahead) <= max(0.0, 12 * _mass(facts) - _drunk(facts, planned)) + DROP
    assert high.get("just_before", 0) <= 3 * _mass(facts) + DROP
    if "during" in high:
        assert preparation.ceiling is not None
        _check_session(facts, planned, high["during"], preparation.ceiling.ml)
    if "after" in high:
        assert high["after"] <= min(1500, 40 * _mass(facts)) + DROP
        top = steps["after"].ceiling
        assert top is not None
        assert top.ml <= min(3000, 40 * _mass(facts)) + DROP
    for row in plan_rows(preparation, planned, facts):
        assert row.dose is None or row.dose.ml <= high[row.step.kind]
        assert row.upto is None or row.upto <= 100
