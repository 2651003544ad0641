"""For every rule facts that make it fire, with everything its words can use."""

from __future__ import annotations

from advice.rules.facts import Facts, Label
from advice.tests.build import (
    JUICE,
    SPORTS_DRINK,
    cramp,
    drunk,
    facts,
    just_done,
    medicine,
    morning,
    ongoing,
    planned,
    session,
)

WEIGHED = {"mass_before_kg": 70.0, "drank_ml": 500.0, "urine_ml": 0.0, "temperature_c": 20.0}
HOT = {"temperature_c": 30.0, "humidity_percent": 50.0}
CRAMPED = tuple(session(day, cramped=True) for day in (0, 13, 27))

FIRING: dict[str, Facts] = {
    "emergency_sign": facts(
        cramps=(cramp(0, red_flags=frozenset({"low_sodium", "sickling"})),),
        sessions=(just_done(mass_before_kg=70.0, mass_after_kg=70.2),),
        sickle_trait=True,
    ),
    "drank_more_than_lost": facts(
        sessions=(just_done(mass_before_kg=70.0, mass_after_kg=70.8, drank_ml=1500.0),)
    ),
    "same_day_sign": facts(cramps=(cramp(1, red_flags=frozenset({"possible_tear"})),)),
    "brown_urine": facts(mornings=(morning(brown_urine=True),)),
    "cramp_not_easing": facts(cramps=(ongoing(11, severity=6),)),
    "cramps_keep_returning": facts(cramps=(cramp(0.1), cramp(0.5), cramp(0.9))),
    "sore_for_days": facts(mornings=tuple(morning(day, soreness={"calf": 8}) for day in (0, 1, 2))),
    "consistent_cramps": facts(sessions=CRAMPED),
    "consistent_despite_steps": facts(sessions=CRAMPED, adherence=0.8),
    "cramps_at_rest": facts(cramps=tuple(cramp(day, phase="night") for day in (1, 8, 15, 22))),
    "medicine_to_ask_about": facts(
        medicines=(medicine(started_day=60),), cramps=(cramp(30), cramp(40))
    ),
    "hot_workout_ahead": facts(planned=(planned(**HOT),)),
    "cramp_going_on": facts(cramps=(ongoing(1, severity=6),)),
    "cramp_still_there": facts(cramps=(ongoing(4),)),
    "sip_while_cramping": facts(cramps=(ongoing(1),)),
    "gained_in_workout": facts(sessions=(just_done(mass_before_kg=70.0, mass_after_kg=70.3),)),
    "faster_than_usual": facts(
        planned=(planned(minutes=50, distance_m=10_000),),
        sessions=tuple(session(day, distance_m=10_000) for day in (1, 8, 15)),
    ),
    "hard_workout_ahead": facts(
        planned=(planned(minutes=90, effort=8),),
        sessions=tuple(session(day, rpe=4) for day in (2, 8, 15)),
    ),
    "longer_than_lately": facts(
        planned=(planned(minutes=70),), sessions=tuple(session(day) for day in (2, 8, 15))
    ),
    "load_jump": facts(
        sessions=(
            *(session(day, rpe=8) for day in (0, 2, 4)),
            *(session(day, rpe=4) for day in (8, 15, 22)),
        )
    ),
    "sore_muscles": facts(
        planned=(planned(4),), mornings=(morning(soreness={"calf": 5, "quad": 7}),)
    ),
    "tired_muscles": facts(
        planned=(planned(1),),
        mornings=(morning(fatigue=8, sleep_hours=5.5), morning(1, sleep_hours=5)),
        sessions=(session(1, rpe=8, started_at=cramp(0.9).started_at),),
    ),
    "workout_in_hours": facts(planned=(planned(4),)),
    "mass_lost": facts(sessions=(just_done(mass_after_kg=69.0, **WEIGHED),), drinks=(drunk(10),)),
    "lost_two_percent": facts(sessions=(just_done(mass_after_kg=68.0, **WEIGHED),)),
    "dry_morning": facts(
        mornings=(
            morning(urine_colour=6, thirst=6, mass_kg=69.0),
            *(morning(day, mass_kg=70.0) for day in (1, 2, 3)),
        )
    ),
    "workout_tomorrow": facts(now=facts().now.replace(hour=19), planned=(planned(),)),
    "workout_within_a_day": facts(planned=(planned(minutes=120, distance_m=20_000),)),
    "hypertonic_near_workout": facts(planned=(planned(0.5),), drinks=(drunk(label=JUICE),)),
    "hypertonic_before_next_workout": facts(planned=(planned(),), drinks=(drunk(label=JUICE),)),
    "long_workout_ahead": facts(planned=(planned(minutes=90),)),
    "drink_with_sodium": facts(drinks=(drunk(label=SPORTS_DRINK),)),
    "one_leg_swollen": facts(mornings=(morning(swelling="one_leg"),)),
    "unusual_place": facts(cramps=(cramp(1, sites=frozenset({"face"})),)),
    "cramps_elsewhere": facts(
        cramps=tuple(cramp(day, sites=frozenset({"arm", "calf-l"})) for day in (1, 9))
    ),
    "condition_to_mention": facts(cramps=(cramp(1),), conditions=frozenset({"thyroid"})),
    "pregnant_with_cramps": facts(cramps=(cramp(1),), conditions=frozenset({"pregnancy"})),
    "young_with_cramps": facts(cramps=(cramp(1),), birth_year=2012),
    "first_cramps_after_fifty": facts(cramps=(cramp(1),), birth_year=1970, first_cramp_day=40),
    "sore_over_three_days": facts(
        mornings=tuple(morning(day, soreness={"calf": 5}) for day in range(4))
    ),
    "heavier_morning": facts(
        mornings=(
            morning(mass_kg=71.6, swelling="both"),
            *(morning(day, mass_kg=70.0) for day in (1, 2, 3)),
        )
    ),
    "fast_first_half": facts(
        sessions=(just_done(distance_m=10_000, first_half_minutes=27.0, cramped=True),)
    ),
    "lost_one_percent": facts(sessions=(just_done(mass_after_kg=69.0, **WEIGHED),)),
    "careful_with_drinking": facts(
        planned=(planned(minutes=120),), medicines=(medicine("Ibuprofen"),)
    ),
    "warm_workout_ahead": facts(
        planned=(planned(temperature_c=25.0, humidity_percent=60.0, acclimatised=False),)
    ),
    "sodium_for_long_sweat": facts(
        planned=(planned(minutes=150, distance_m=28_000, temperature_c=20.0),),
        salty_sweat=True,
        sweat_sodium_mmol_l=62,
    ),
    "sugary_near_workout": facts(
        planned=(planned(0.5),), drinks=(drunk(label=Label("Malto mix", malto_g=9.0)),)
    ),
    "strong_drinks_now": facts(sessions=(just_done(),)),
    "serious_cramp": facts(cramps=(cramp(1, stopped="yes", severity=8),)),
    "cramps_are_common": facts(
        sessions=(session(1),), cramps=(cramp(1, session_key="s1"),), first_cramp_day=300
    ),
}

# Most is not known: words must still hold together.
BARE: dict[str, Facts] = {
    "cramp_not_easing": facts(cramps=(cramp(0.5, seconds=700),)),
    "consistent_cramps": facts(cramps=tuple(cramp(day, stopped="yes") for day in (3, 3.2))),
    "cramp_going_on": facts(cramps=(ongoing(1),)),
    "hard_workout_ahead": facts(planned=(planned(effort=9, minutes=None),)),
    "tired_muscles": facts(
        planned=(planned(1),), sessions=(session(1, rpe=7, started_at=cramp(0.9).started_at),)
    ),
    "workout_in_hours": facts(planned=(planned(4),), body_mass_kg=None),
    "mass_lost": facts(sessions=(just_done(mass_before_kg=70, mass_after_kg=69.0),)),
    "lost_two_percent": facts(
        sessions=(just_done(mass_before_kg=70.0, mass_after_kg=66.0, minutes=None),)
    ),
    "dry_morning": facts(mornings=(morning(urine_colour=6, thirst=6),)),
    "workout_tomorrow": facts(
        now=facts().now.replace(hour=19), planned=(planned(minutes=None),), body_mass_kg=None
    ),
    "workout_within_a_day": facts(planned=(planned(minutes=None),)),
    "medicine_to_ask_about": facts(medicines=(medicine("Insulin"),)),
    "unusual_place": facts(
        sessions=(session(1, **HOT),),
        cramps=(cramp(1, sites=frozenset({"whole"}), session_key="s1"),),
    ),
    "heavier_morning": facts(
        mornings=(morning(mass_kg=72.0), *(morning(day, mass_kg=70.0) for day in (1, 2, 3)))
    ),
    "fast_first_half": facts(sessions=(just_done(first_half_minutes=28.0),)),
    "careful_with_drinking": facts(planned=(planned(minutes=300),)),
    "warm_workout_ahead": facts(planned=(planned(temperature_c=25.0, humidity_percent=60.0),)),
    "sodium_for_long_sweat": facts(planned=(planned(minutes=150, distance_m=28_000),)),
    "cramps_are_common": facts(cramps=(cramp(1),)),
    "cramps_at_rest": facts(
        cramps=tuple(cramp(day, phase="night", sleep_disturbance=6) for day in (1, 8))
    ),
    "drank_more_than_lost": facts(sessions=(just_done(drank_ml=4000, distance_m=10_000),)),
}
