"""Rows about drinking and drinks: 10, 12, 15, 16, 19 to 27; evidence 3.1, 3.2 and 4.4."""

from __future__ import annotations

from typing import Any

from advice.rules.facts import Facts, Label
from advice.rules.finding import Level
from advice.tests.build import (
    JUICE,
    NOW,
    SPORTS_DRINK,
    WATER,
    drunk,
    facts,
    just_done,
    medicine,
    morning,
    planned,
    session,
)
from advice.tests.rows.case import fires, silent, unknown

EVENING = NOW.replace(hour=19)
GEL = Label("Gel", malto_g=60.0, measured_osmolality=900.0)


def weighed(after_kg: float | None, **fields: Any) -> Facts:
    """A run from 70 kg to this."""
    return facts(sessions=(just_done(mass_before_kg=70.0, mass_after_kg=after_kg, **fields),))


def ended(hours_ago: float, **fields: Any) -> Facts:
    """A one-hour run that ended so many hours ago."""
    started = planned(-hours_ago - 1).starts_at
    return facts(sessions=(session(int(hours_ago // 24), started_at=started, **fields),))


def dry(**fields: Any) -> Facts:
    """This morning, after three at 70 kg."""
    before = tuple(morning(day, mass_kg=70.0) for day in (1, 2, 3))
    return facts(mornings=(morning(**fields), *before))


def published(osmolality: float | None, volume_ml: float = 150, minutes_ago: float = 30) -> Facts:
    """A drink of this published strength, and a workout in half an hour."""
    label = Label("Drink", measured_osmolality=osmolality)
    return facts(planned=(planned(0.5),), drinks=(drunk(minutes_ago, volume_ml, label),))


def gels(water_ml: float) -> Facts:
    """150 mL of gels, 90 g of carbohydrate, with so much water."""
    return facts(planned=(planned(0.5),), drinks=(drunk(20, 150, GEL), drunk(20, water_ml, WATER)))


def long_run(minutes: int | None = 150, **fields: Any) -> Facts:
    """A run at 11 km/h, which a prediction puts at 0.9 L/h."""
    distance = minutes * 1000 * 11 / 60 if minutes is not None else None
    return facts(planned=(planned(minutes=minutes, distance_m=distance),), **fields)


def tested(rate_l: float) -> Facts:
    """A run of 90 minutes ahead, and three tests of this sweat rate in the same weather."""
    plan = planned(minutes=90, distance_m=20_000, temperature_c=20.0)
    weighed_twice: dict[str, Any] = {"mass_before_kg": 70.0, "mass_after_kg": 70.0 - rate_l}
    known: dict[str, Any] = {"drank_ml": 0.0, "urine_ml": 0.0, "temperature_c": 20.0}
    tests = tuple(session(day, **weighed_twice, **known) for day in (3, 4, 5))
    return facts(planned=(plan,), sessions=tests)


def sugary(grams: float | None, volume_ml: float = 150) -> Facts:
    label = Label("Mix", malto_g=grams)
    return facts(planned=(planned(0.5),), drinks=(drunk(30, volume_ml, label),))


def sodium(mg: float | None) -> Facts:
    return facts(drinks=(drunk(label=Label("Mix", malto_g=6.0, sodium_mg=mg)),))


CASES = (
    # Row 10: the bands.
    fires("lost_two_percent", Level.TIP, "2.0 % is amber", weighed(68.6), band="amber"),
    fires("lost_two_percent", Level.TIP, "3.0 % is red", weighed(67.9), band="red"),
    fires("lost_two_percent", Level.TIP, "5.0 % is serious", weighed(66.5), band="serious"),
    silent("lost_two_percent", "1.9 %", weighed(68.67)),
    fires("lost_two_percent", Level.TIP, "48 hours ago", ended(48, mass_before_kg=70.0,
          mass_after_kg=68.6)),
    silent("lost_two_percent", "longer ago", ended(48.1, mass_before_kg=70.0, mass_after_kg=68.6)),
    unknown("lost_two_percent", "not weighed after", weighed(None)),
    fires("lost_one_percent", Level.INFO, "1.0 %", weighed(69.3), lost_percent=1.0),
    silent("lost_one_percent", "0.9 %", weighed(69.37)),
    silent("lost_one_percent", "2.0 %", weighed(68.6)),
    unknown("lost_one_percent", "not weighed after", weighed(None)),
    fires("dry_morning", Level.TIP, "colour 5 and thirst 5", dry(urine_colour=5, thirst=5),
          because=["urine", "thirst"]),
    fires("dry_morning", Level.TIP, "over 1 % lighter and colour 5",
          dry(urine_colour=5, mass_kg=69.2), because=["mass", "urine"]),
    silent("dry_morning", "1 % exactly and colour 5", dry(urine_colour=5, mass_kg=69.3)),
    silent("dry_morning", "colour 4, thirst 9", dry(urine_colour=4, thirst=9)),
    silent("dry_morning", "colour 8, thirst 4", dry(urine_colour=8, thirst=4)),
    unknown("dry_morning", "one sign, the others not told", dry(urine_colour=8)),
    unknown("dry_morning", "two mornings are no usual", facts(mornings=(
        morning(mass_kg=60.0, urine_colour=5), *(morning(day, mass_kg=70.0) for day in (1, 2))))),
    # Row 12.
    fires("sodium_for_long_sweat", Level.INFO, "over two hours", long_run(121), because=["length"],
          lost_mg_per_h=720, low_mg_per_h=300, high_mg_per_h=570),
    fires("sodium_for_long_sweat", Level.INFO, "never above 600 mg", long_run(
        121, sweat_sodium_mmol_l=100), because=["salty", "length"], lost_mg_per_h=1370,
          high_mg_per_h=600),
    silent("sodium_for_long_sweat", "two hours, not salty", long_run(120)),
    fires("sodium_for_long_sweat", Level.INFO, "salty, over an hour",
          long_run(61, salty_sweat=True), because=["salty"]),
    silent("sodium_for_long_sweat", "salty, an hour", long_run(60, salty_sweat=True)),
    fires("sodium_for_long_sweat", Level.INFO, "a patch of 61",
          long_run(90, sweat_sodium_mmol_l=61), because=["salty"]),
    silent("sodium_for_long_sweat", "a patch of 60 goes before what was told",
           long_run(90, sweat_sodium_mmol_l=60, salty_sweat=True)),
    fires("sodium_for_long_sweat", Level.INFO, "tested above 1.2 L/h", tested(1.4),
          because=["sweat"]),
    silent("sodium_for_long_sweat", "tested 1.2 L/h", tested(1.2)),
    silent("sodium_for_long_sweat", "high blood pressure",
           long_run(conditions=frozenset({"high_blood_pressure"}))),
    silent("sodium_for_long_sweat", "too little lost for 300 mg", facts(
        planned=(planned(minutes=200, sport="walk"),))),
    unknown("sodium_for_long_sweat", "length not told", long_run(None, salty_sweat=True)),
    unknown("sodium_for_long_sweat", "no body mass", long_run(body_mass_kg=None)),
    unknown("sodium_for_long_sweat", "salty or not was not told", long_run(90)),
    # Rows 15 and 16, with the class tests of 3.2.
    fires("hypertonic_near_workout", Level.INFO, "300.1 is hypertonic", published(300.1)),
    fires("hypertonic_near_workout", Level.INFO, "327", published(327.0)),
    silent("hypertonic_near_workout", "300 is isotonic", published(300.0)),
    silent("hypertonic_near_workout", "281", published(281.0)),
    silent("hypertonic_near_workout", "149 mL", published(400.0, volume_ml=149)),
    fires("hypertonic_near_workout", Level.INFO, "60 minutes before",
          published(400.0, minutes_ago=30)),
    silent("hypertonic_near_workout", "61 minutes before", published(400.0, minutes_ago=31)),
    fires("hypertonic_near_workout", Level.INFO, "gels with too little water", gels(530)),
    silent("hypertonic_near_workout", "gels with 150 mL for 25 g", gels(540)),
    unknown("hypertonic_near_workout", "a silent label", published(None)),
    fires("sugary_near_workout", Level.INFO, "8.1 g in 100 mL", sugary(8.1), carbohydrate_g=8.1),
    silent("sugary_near_workout", "8 g", sugary(8.0)),
    silent("sugary_near_workout", "149 mL", sugary(9.0, 149)),
    unknown("sugary_near_workout", "a silent label", sugary(None)),
    # Rows 26 and 27.
    fires("hypertonic_before_next_workout", Level.INFO, "juice, 24 hours ago", facts(
        planned=(planned(),), drinks=(drunk(24 * 60, label=JUICE),))),
    silent("hypertonic_before_next_workout", "longer ago", facts(
        planned=(planned(),), drinks=(drunk(24 * 60 + 1, label=JUICE),))),
    silent("hypertonic_before_next_workout", "water", facts(
        planned=(planned(),), drinks=(drunk(),))),
    unknown("hypertonic_before_next_workout", "a silent label", facts(
        planned=(planned(),), drinks=(drunk(label=Label("?")),))),
    fires("strong_drinks_now", Level.INFO, "an hour, half an hour ago", weighed(69.0)),
    silent("strong_drinks_now", "59 minutes", weighed(69.0, minutes=59)),
    silent("strong_drinks_now", "nothing lost", weighed(70.0)),
    silent("strong_drinks_now", "a start in three hours", facts(
        sessions=(just_done(),), planned=(planned(3),))),
    fires("strong_drinks_now", Level.INFO, "a start later than that", facts(
        sessions=(just_done(),), planned=(planned(3.1),))),
    fires("strong_drinks_now", Level.INFO, "two hours ago", ended(2)),
    silent("strong_drinks_now", "longer ago", ended(2.1)),
    silent("strong_drinks_now", "still under way by its length", weighed(69.0, minutes=100)),
    silent("strong_drinks_now", "diabetes", facts(
        sessions=(just_done(),), conditions=frozenset({"diabetes"}))),
    unknown("strong_drinks_now", "length not told", weighed(69.0, minutes=None)),
    # Rows 19 to 21.
    fires("workout_tomorrow", Level.TIP, "46 minutes", facts(now=EVENING, planned=(
        planned(minutes=46),))),
    silent("workout_tomorrow", "45 minutes, cool", facts(now=EVENING, planned=(
        planned(minutes=45, temperature_c=15.0, humidity_percent=50.0),))),
    silent("workout_tomorrow", "before three in the afternoon", facts(
        now=NOW.replace(hour=14), planned=(planned(minutes=90),))),
    silent("workout_tomorrow", "45 minutes at 21.9", facts(now=EVENING, planned=(
        planned(minutes=45, temperature_c=20.0, humidity_percent=72.0),))),
    fires("workout_tomorrow", Level.TIP, "45 minutes at 22.0", facts(now=EVENING, planned=(
        planned(minutes=45, temperature_c=20.0, humidity_percent=73.0),))),
    unknown("workout_tomorrow", "45 minutes, heat not known", facts(now=EVENING, planned=(
        planned(minutes=45),))),
    fires("workout_in_hours", Level.TIP, "four and a half hours before", facts(
        planned=(planned(4.5),)), stage="first"),
    fires("workout_in_hours", Level.TIP, "half an hour before", facts(planned=(planned(0.5),)),
          stage="sips"),
    silent("workout_in_hours", "earlier", facts(planned=(planned(4.6),))),
    unknown("workout_in_hours", "no plan", facts()),
    fires("workout_within_a_day", Level.INFO, "24 hours", facts(planned=(planned(24),))),
    silent("workout_within_a_day", "25 hours", facts(planned=(planned(25),))),
    unknown("workout_within_a_day", "no plan", facts()),
    # Evidence 4.4.
    fires("careful_with_drinking", Level.TIP, "over four hours", facts(
        planned=(planned(minutes=241),)), because=["length"]),
    silent("careful_with_drinking", "four hours", facts(planned=(planned(minutes=240),))),
    fires("careful_with_drinking", Level.TIP, "ibuprofen, over an hour", facts(
        planned=(planned(minutes=61),), medicines=(medicine("Ibuprofen 400"),)),
        because=["painkiller"]),
    silent("careful_with_drinking", "ibuprofen, an hour", facts(
        planned=(planned(minutes=60),), medicines=(medicine("Ibuprofen"),))),
    unknown("careful_with_drinking", "length not told", facts(
        planned=(planned(minutes=None),), medicines=(medicine("Ibuprofen"),))),
    # Rows 22 and 23.
    fires("mass_lost", Level.TIP, "1 kg", weighed(69.0), lost_kg=1.0),
    silent("mass_lost", "nothing lost", weighed(70.0)),
    fires("mass_lost", Level.TIP, "four hours ago", ended(4, mass_before_kg=70.0,
          mass_after_kg=69.0)),
    silent("mass_lost", "longer ago", ended(4.1, mass_before_kg=70.0, mass_after_kg=69.0)),
    fires("mass_lost", Level.TIP, "the next start 12 hours after the end", facts(
        sessions=(just_done(mass_before_kg=70.0, mass_after_kg=69.0),), planned=(planned(11.5),)),
          next_is_soon=True),
    fires("mass_lost", Level.TIP, "the next start later than that", facts(
        sessions=(just_done(mass_before_kg=70.0, mass_after_kg=69.0),), planned=(planned(11.6),)),
          next_is_soon=False),
    silent("mass_lost", "five hours ago", facts(sessions=(session(
        0, started_at=planned(-6.1).starts_at, mass_before_kg=70.0, mass_after_kg=69.0),))),
    unknown("mass_lost", "not weighed after", weighed(None)),
    # Rows 24 and 25.
    fires("drink_with_sodium", Level.INFO, "459 mg/L", sodium(45.9), compared="below"),
    fires("drink_with_sodium", Level.INFO, "460 mg/L", sodium(46.0), compared="within"),
    fires("drink_with_sodium", Level.INFO, "1,151 mg/L", sodium(115.1), compared="above"),
    fires("drink_with_sodium", Level.INFO, "1,150 mg/L", sodium(115.0), compared="within"),
    silent("drink_with_sodium", "a mineral water", facts(
        drinks=(drunk(label=Label("Water", mono_g=0, sodium_mg=20.0)),))),
    unknown("drink_with_sodium", "a silent label", sodium(None)),
    fires("long_workout_ahead", Level.INFO, "61 minutes", facts(planned=(planned(minutes=61),)),
          because=["length"]),
    silent("long_workout_ahead", "60 minutes", facts(planned=(planned(minutes=60),))),
    fires("long_workout_ahead", Level.INFO, "1.1 % lost last time", facts(
        planned=(planned(),),
        sessions=(session(2, mass_before_kg=70.0, mass_after_kg=69.23),)), because=["loss"]),
    silent("long_workout_ahead", "1 % lost", facts(
        planned=(planned(),), sessions=(session(2, mass_before_kg=70.0, mass_after_kg=69.3),))),
    fires("long_workout_ahead", Level.INFO, "1.1 % lost 27 days ago", facts(
        planned=(planned(),),
        sessions=(session(27, mass_before_kg=70.0, mass_after_kg=69.23),)), because=["loss"]),
    silent("long_workout_ahead", "1.1 % lost 28 days ago", facts(
        planned=(planned(),),
        sessions=(session(28, mass_before_kg=70.0, mass_after_kg=69.23),))),
    fires("long_workout_ahead", Level.INFO, "1.1 % lost in one twice as long", facts(
        planned=(planned(minutes=30),),
        sessions=(session(2, minutes=60, mass_before_kg=70.0, mass_after_kg=69.23),)),
          because=["loss"]),
    silent("long_workout_ahead", "1.1 % lost in one more than twice as long", facts(
        planned=(planned(minutes=30),),
        sessions=(session(2, minutes=61, mass_before_kg=70.0, mass_after_kg=69.23),))),
    fires("long_workout_ahead", Level.INFO, "two on one day", facts(
        planned=(planned(18), planned(22, key="q"))), because=["twice"]),
    unknown("long_workout_ahead", "length and loss not told", facts(
        planned=(planned(minutes=None),), drinks=(drunk(label=SPORTS_DRINK),))),
)  # fmt: skip
