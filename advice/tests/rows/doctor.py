"""Cramps themselves and doctors: rows 1 to 9, 13, 17, 18, 30, 32, 40, 41; evidence 5.1 to 5.3."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from advice.rules.facts import Cramp, Facts, Session
from advice.rules.finding import Level
from advice.tests.build import NOW, cramp, facts, just_done, medicine, morning, session
from advice.tests.rows.case import fires, silent, unknown

HOT = {"temperature_c": 30.0, "humidity_percent": 50.0}
# Enough mornings for a usual.
WEEK = tuple(morning(day, mass_kg=70.0) for day in (1, 2, 3))


def signs(*codes: str, day: float = 0.2) -> Facts:
    return facts(cramps=(cramp(day, red_flags=frozenset(codes)),))


def unwell(**fields: Any) -> Facts:
    """Fever or vomiting beside a cramp, after a run."""
    ill = cramp(0.02, red_flags=frozenset({"fever_or_vomiting"}))
    return facts(cramps=(ill,), sessions=(just_done(**fields),))


def weighed_at(hours_ago: float) -> Facts:
    """A one-hour run that ended so many hours ago, 1 % heavier."""
    started = NOW - timedelta(hours=hours_ago + 1)
    run = session(0, started_at=started, mass_before_kg=70.0, mass_after_kg=70.7)
    return facts(sessions=(run,))


def drank_and_gained(drank_ml: float, kg: float) -> Facts:
    """A run of which both are known; the sweat is what remains."""
    return facts(
        sessions=(
            just_done(
                mass_before_kg=70.0, mass_after_kg=70.0 + kg, drank_ml=drank_ml, urine_ml=0.0
            ),
        )
    )


def cramped(*days: int) -> tuple[Session, ...]:
    return tuple(session(day, cramped=True) for day in days)


def at(site: str, day: float = 1, **fields: Any) -> Cramp:
    return cramp(day, sites=frozenset({site}), **fields)


def sore(*values: int | None, group: str = "calf") -> Facts:
    """Soreness of the last mornings, newest first; None: that morning was not answered."""
    return facts(
        mornings=tuple(
            morning(day, soreness={} if value is None else {group: value})
            for day, value in enumerate(values)
        )
    )


def nights(*days: int, **fields: Any) -> Facts:
    return facts(cramps=tuple(cramp(day, phase="night", **fields) for day in days))


def after_run(hours: float) -> Cramp:
    """A cramp so many hours after a one-hour run of yesterday noon, its phase not told."""
    return cramp(0, key=f"{hours}", session_key="s1", started_at=NOW - timedelta(hours=23 - hours))


def taking(first_cramp: int | None, name: str = "Salmeterol", **days: int) -> Facts:
    return facts(medicines=(medicine(name, **days),), first_cramp_day=first_cramp)


CASES = (
    # Evidence 5.1 and 5.2.
    fires("emergency_sign", Level.EMERGENCY, "a sign of 5.1", signs("heat_stroke")),
    fires("emergency_sign", Level.EMERGENCY, "dark urine and vomiting",
          signs("dark_urine", "fever_or_vomiting")),
    # Evidence 4.4: a symptom beside much drunk.
    silent("emergency_sign", "fever or vomiting, 0.8 L in the hour", unwell(drank_ml=800)),
    fires("emergency_sign", Level.EMERGENCY, "… and more than that", unwell(drank_ml=801),
          after_drinking=True),
    silent("emergency_sign", "… 3 L in five hours", unwell(drank_ml=3000, minutes=300)),
    fires("emergency_sign", Level.EMERGENCY, "… and more than 3 L",
          unwell(drank_ml=3001, minutes=300)),
    fires("emergency_sign", Level.EMERGENCY, "… nothing lost",
          unwell(mass_before_kg=70.0, mass_after_kg=70.0)),
    silent("emergency_sign", "… 0.1 kg lost", unwell(mass_before_kg=70.0, mass_after_kg=69.9)),
    unknown("emergency_sign", "… not weighed and what was drunk not told", unwell()),
    silent("emergency_sign", "a sign of 5.2 only", signs("dark_urine")),
    silent("emergency_sign", "asked, and none of them", signs()),
    silent("emergency_sign", "25 hours ago", signs("heat_stroke", day=25 / 24)),
    unknown("emergency_sign", "signs not asked", facts(cramps=(cramp(0.2),))),
    fires("same_day_sign", Level.SAME_DAY, "a sign of 5.2, 48 hours ago",
          signs("possible_tear", day=2)),
    silent("same_day_sign", "49 hours ago", signs("possible_tear", day=49 / 24)),
    silent("same_day_sign", "asked, and none of them", signs()),
    unknown("same_day_sign", "signs not asked", facts(cramps=(cramp(0.2),))),
    fires("brown_urine", Level.SAME_DAY, "this morning",
          facts(mornings=(morning(brown_urine=True),))),
    silent("brown_urine", "yesterday", facts(mornings=(morning(1, brown_urine=True),))),
    unknown("brown_urine", "not checked", facts(mornings=(morning(),))),
    # Row 1, with 3, 8 and 9.
    fires("cramps_are_common", Level.INFO, "six days ago", facts(cramps=(cramp(6),)), group=None),
    fires("cramps_are_common", Level.INFO, "in a run",
          facts(sessions=(session(1),), cramps=(cramp(1, session_key="s1"),)),
          group="marathon runners", share_low=30, share_high=50),
    silent("cramps_are_common", "seven days ago", facts(cramps=(cramp(7),))),
    silent("cramps_are_common", "at night", nights(1)),
    silent("cramps_are_common", "while they keep coming", facts(sessions=cramped(0, 13, 27),
           cramps=(cramp(1),))),
    silent("cramps_are_common", "a painless twitch", facts(cramps=(cramp(1, painful=False),))),
    unknown("cramps_are_common", "nothing logged", facts()),
    # Row 2.
    fires("serious_cramp", Level.INFO, "stopped", facts(cramps=(cramp(1, stopped="yes"),))),
    fires("serious_cramp", Level.INFO, "pain 7", facts(cramps=(cramp(1, severity=7),))),
    fires("serious_cramp", Level.INFO, "two muscle groups",
          facts(cramps=(cramp(1, sites=frozenset({"calf-l", "quad-l"})),))),
    fires("serious_cramp", Level.INFO, "a sign", facts(
        cramps=(cramp(1, red_flags=frozenset({"fever_or_vomiting"})),))),
    silent("serious_cramp", "pain 6, slowed down, both calves", facts(cramps=(
        cramp(1, severity=6, stopped="eased", sites=frozenset({"calf-l", "calf-r"})),))),
    silent("serious_cramp", "seven days ago", facts(cramps=(cramp(7, severity=9),))),
    unknown("serious_cramp", "pain and stop not told", facts(cramps=(cramp(1),))),
    # Row 4, with 2 and 5.
    fires("consistent_cramps", Level.SEE_A_DOCTOR, "days 0, 13, 27",
          facts(sessions=cramped(0, 13, 27)), sessions=3),
    silent("consistent_cramps", "days 0, 13, 28", facts(sessions=cramped(0, 13, 28))),
    fires("consistent_cramps", Level.SEE_A_DOCTOR, "two serious", facts(
        cramps=(cramp(0, stopped="yes"), cramp(27, severity=7))), because=["serious"]),
    silent("consistent_cramps", "one serious", facts(cramps=(cramp(0, stopped="yes"),))),
    silent("consistent_cramps", "pain 6 twice", facts(
        cramps=(cramp(0, severity=6), cramp(9, severity=6)))),
    silent("consistent_cramps", "three painless twitches", facts(
        cramps=tuple(cramp(day, painful=False, severity=8) for day in (0, 5, 9)))),
    silent("consistent_cramps", "a yes that was a painless twitch", facts(
        sessions=cramped(0, 13, 27), cramps=(cramp(0, session_key="s0", painful=False),))),
    fires("consistent_cramps", Level.SEE_A_DOCTOR, "weekly for six weeks",
          nights(6, 13, 20, 27, 34, 41), because=["weeks"]),
    silent("consistent_cramps", "a week left out", nights(6, 13, 20, 27, 34, 42)),
    unknown("consistent_cramps", "ten workouts not answered",
            facts(sessions=tuple(session(day) for day in range(10)))),
    fires("consistent_despite_steps", Level.SEE_A_DOCTOR, "70 % followed",
          facts(sessions=cramped(0, 13, 27), adherence=0.7), adherence_percent=70),
    silent("consistent_despite_steps", "69 % followed",
           facts(sessions=cramped(0, 13, 27), adherence=0.69)),
    silent("consistent_despite_steps", "rule 4 does not hold",
           facts(sessions=cramped(0, 13), adherence=1.0)),
    unknown("consistent_despite_steps", "nothing to follow yet",
            facts(sessions=cramped(0, 13, 27))),
    # Row 5: phases, and 5.3.
    fires("cramps_at_rest", Level.SEE_A_DOCTOR, "four in 28 days", nights(0, 9, 18, 27), count=4),
    silent("cramps_at_rest", "the fourth is 28 days ago", nights(0, 9, 18, 28)),
    fires("cramps_at_rest", Level.SEE_A_DOCTOR, "two that spoiled sleep at 4",
          nights(0, 27, sleep_disturbance=4), spoiled=2),
    silent("cramps_at_rest", "two that spoiled it at 3", nights(0, 27, sleep_disturbance=3)),
    fires("cramps_at_rest", Level.SEE_A_DOCTOR, "phase not told, over six hours after the end",
          facts(sessions=(session(1),), cramps=tuple(after_run(6.01 + n) for n in range(4)))),
    silent("cramps_at_rest", "six hours after the end", facts(
        sessions=(session(1),), cramps=tuple(after_run(6 - n) for n in range(4)))),
    unknown("cramps_at_rest", "phase and workout not told",
            facts(cramps=tuple(cramp(day) for day in range(4)))),
    unknown("cramps_at_rest", "length of the workout not told", facts(
        sessions=(session(1, minutes=None),), cramps=tuple(after_run(8 + n) for n in range(4)))),
    unknown("cramps_at_rest", "sleep not told", nights(0, 27)),
    # Row 7.
    fires("unusual_place", Level.SEE_A_DOCTOR, "face, signs not asked",
          facts(cramps=(at("face"),)), hot=False),
    fires("unusual_place", Level.SEE_A_DOCTOR, "an arm, 48 hours ago",
          facts(cramps=(at("arm", 2),))),
    fires("unusual_place", Level.SAME_DAY, "all over, in the heat", facts(
        sessions=(session(1, **HOT),),
        cramps=(at("whole", session_key="s1", red_flags=frozenset()),)), hot=True),
    silent("unusual_place", "all over, answered, not hot", facts(
        sessions=(session(1, temperature_c=20.0, humidity_percent=50.0),),
        cramps=(at("whole", session_key="s1", red_flags=frozenset()),))),
    silent("unusual_place", "a sign that speaks for itself", facts(
        cramps=(at("face", red_flags=frozenset({"fever_or_vomiting"})),))),
    silent("unusual_place", "a calf", facts(cramps=(cramp(1),))),
    silent("unusual_place", "49 hours ago", facts(cramps=(at("face", 49 / 24),))),
    unknown("unusual_place", "the heat is not known, the signs are", facts(
        sessions=(session(1),),
        cramps=(at("whole", session_key="s1", red_flags=frozenset()),))),
    fires("cramps_elsewhere", Level.SEE_A_DOCTOR, "twice in 28 days",
          facts(cramps=(at("arm"), at("trunk", 27)))),
    silent("cramps_elsewhere", "once", facts(cramps=(at("arm"), cramp(27)))),
    silent("cramps_elsewhere", "the second is 28 days ago", facts(
        cramps=(at("arm"), at("arm", 28)))),
    unknown("cramps_elsewhere", "nothing logged", facts()),
    # Row 18 and 5.3.
    fires("condition_to_mention", Level.SEE_A_DOCTOR, "thyroid and a cramp 27 days ago",
          facts(cramps=(cramp(27),), conditions=frozenset({"thyroid"}))),
    silent("condition_to_mention", "28 days ago",
           facts(cramps=(cramp(28),), conditions=frozenset({"thyroid"}))),
    silent("condition_to_mention", "reflux is none of them",
           facts(cramps=(cramp(1),), conditions=frozenset({"reflux"}))),
    unknown("condition_to_mention", "no conditions told", facts(cramps=(cramp(1),))),
    fires("pregnant_with_cramps", Level.SEE_A_DOCTOR, "pregnant",
          facts(cramps=(cramp(1),), conditions=frozenset({"pregnancy"}))),
    silent("pregnant_with_cramps", "without a cramp",
           facts(conditions=frozenset({"pregnancy"}))),
    unknown("pregnant_with_cramps", "not told", facts(cramps=(cramp(1),))),
    fires("young_with_cramps", Level.SEE_A_DOCTOR, "fifteen this year",
          facts(cramps=(cramp(1),), birth_year=2011)),
    fires("young_with_cramps", Level.SEE_A_DOCTOR, "told",
          facts(cramps=(cramp(1),), conditions=frozenset({"under_16"}))),
    silent("young_with_cramps", "sixteen this year", facts(cramps=(cramp(1),), birth_year=2010)),
    silent("young_with_cramps", "without a cramp", facts(birth_year=2011)),
    unknown("young_with_cramps", "year not told", facts(cramps=(cramp(1),))),
    fires("first_cramps_after_fifty", Level.SEE_A_DOCTOR, "fifty this year, first 83 days ago",
          facts(cramps=(cramp(1),), birth_year=1976, first_cramp_day=83), age=50),
    silent("first_cramps_after_fifty", "forty-nine",
           facts(cramps=(cramp(1),), birth_year=1977, first_cramp_day=83)),
    silent("first_cramps_after_fifty", "first 84 days ago",
           facts(cramps=(cramp(1),), birth_year=1970, first_cramp_day=84)),
    silent("first_cramps_after_fifty", "training changed", facts(
        cramps=(cramp(1),), birth_year=1970, first_cramp_day=1,
        sessions=(*(session(day, rpe=8) for day in (0, 2, 4)),
                  *(session(day, rpe=4) for day in (8, 15, 22))))),
    unknown("first_cramps_after_fifty", "year not told", facts(cramps=(cramp(1),))),
    unknown("first_cramps_after_fifty", "no cramp", facts(birth_year=1970)),
    # Row 13.
    fires("heavier_morning", Level.SEE_A_DOCTOR, "2 % and swollen", facts(
        mornings=(morning(mass_kg=71.4, swelling="both"), *WEEK)), swollen=True, above_percent=2.0),
    fires("heavier_morning", Level.TIP, "2 %, swelling not answered", facts(
        mornings=(morning(mass_kg=71.4), *WEEK)), asked=False),
    silent("heavier_morning", "1.9 %", facts(
        mornings=(morning(mass_kg=71.3, swelling="both"), *WEEK))),
    unknown("heavier_morning", "not weighed", facts(mornings=(morning(swelling="both"), *WEEK))),
    unknown("heavier_morning", "two mornings are no usual", facts(
        mornings=(morning(mass_kg=72.0), *WEEK[:2]))),
    unknown("heavier_morning", "mornings of eight days ago", facts(
        mornings=(morning(mass_kg=72.0), *(morning(day, mass_kg=70.0) for day in (8, 9, 10))))),
    unknown("heavier_morning", "no check today", facts(mornings=WEEK)),
    fires("one_leg_swollen", Level.SAME_DAY, "this morning",
          facts(mornings=(morning(swelling="one_leg"),))),
    silent("one_leg_swollen", "both", facts(mornings=(morning(swelling="both"),))),
    silent("one_leg_swollen", "yesterday", facts(mornings=(morning(1, swelling="one_leg"),))),
    unknown("one_leg_swollen", "not answered", facts(mornings=(morning(),))),
    # Rows 17 and 32.
    fires("medicine_to_ask_about", Level.SEE_A_DOCTOR, "new 84 days before the first cramp",
          taking(30, started_day=114), new=["Salmeterol"]),
    fires("medicine_to_ask_about", Level.TIP, "85 days before it", taking(30, started_day=115),
          new=[]),
    fires("medicine_to_ask_about", Level.TIP, "new after it", taking(300, started_day=60), new=[]),
    fires("medicine_to_ask_about", Level.TIP, "asked 366 days ago", taking(None, asked_day=366)),
    silent("medicine_to_ask_about", "asked 365 days ago", taking(None, asked_day=365)),
    fires("medicine_to_ask_about", Level.TIP, "dose changed since it was asked",
          taking(None, asked_day=20, changed_day=10)),
    silent("medicine_to_ask_about", "ibuprofen is no such medicine", taking(5, "Ibuprofen")),
    silent("medicine_to_ask_about", "creatine neither", taking(5, "Creatine monohydrate")),
    fires("medicine_to_ask_about", Level.TIP, "water tablet changed this week", facts(
        medicines=(medicine("Furosemide", changed_day=7, started_day=900),),
        first_cramp_day=400, cramps=(cramp(2),)), water_tablet=True),
    fires("medicine_to_ask_about", Level.TIP, "changed eight days ago", facts(
        medicines=(medicine("Furosemide", changed_day=8, started_day=900),),
        first_cramp_day=400, cramps=(cramp(2),)), water_tablet=False),
    unknown("medicine_to_ask_about", "no medicine told", facts(cramps=(cramp(1),))),
    # Rows 30 and 40.
    fires("sore_over_three_days", Level.SEE_A_DOCTOR, "four mornings at 4", sore(4, 4, 4, 4)),
    silent("sore_over_three_days", "three mornings", sore(4, 4, 4, 3)),
    unknown("sore_over_three_days", "a morning not answered", sore(6, 6, None, 6)),
    fires("sore_for_days", Level.SAME_DAY, "over 48 hours at 7", sore(7, 7, 7)),
    silent("sore_for_days", "6 on one of them", sore(7, 6, 7)),
    unknown("sore_for_days", "yesterday not answered", sore(7, None, 7)),
    # Row 4.4 and 13, in a workout.
    fires("drank_more_than_lost", Level.CEILING, "1 % heavier",
          facts(sessions=(just_done(mass_before_kg=70.0, mass_after_kg=70.7),))),
    fires("drank_more_than_lost", Level.CEILING, "1 % heavier, ended just under 12 hours ago",
          weighed_at(11.9)),
    silent("drank_more_than_lost", "12 hours ago", weighed_at(12)),
    silent("drank_more_than_lost", "1.2 times the sweat", drank_and_gained(1200, 0.2)),
    fires("drank_more_than_lost", Level.CEILING, "above 1.2 times the sweat",
          drank_and_gained(1200, 0.21), drank_ml=1200, sweat_ml=990),
    # 0.78 L predicted for the hour, widened by 41 %, times 1.2.
    silent("drank_more_than_lost", "above 1.2 times a prediction, within its error",
           facts(sessions=(just_done(drank_ml=1320, distance_m=10_000),))),
    fires("drank_more_than_lost", Level.CEILING, "above 1.2 times a prediction and its error",
          facts(sessions=(just_done(drank_ml=1330, distance_m=10_000),))),
    silent("drank_more_than_lost", "0.9 % heavier",
           facts(sessions=(just_done(mass_before_kg=70.0, mass_after_kg=70.6),))),
    unknown("drank_more_than_lost", "not weighed after",
            facts(sessions=(just_done(mass_before_kg=70.0),))),
    fires("gained_in_workout", Level.TIP, "0.1 kg heavier",
          facts(sessions=(just_done(mass_before_kg=70.0, mass_after_kg=70.1),))),
    silent("gained_in_workout", "as heavy as before",
           facts(sessions=(just_done(mass_before_kg=70.0, mass_after_kg=70.0),))),
    unknown("gained_in_workout", "not weighed before",
            facts(sessions=(just_done(mass_after_kg=70.1),))),
)  # fmt: skip
