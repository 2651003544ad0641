"""Heat, effort, pace, soreness and a cramp that is there: rows 6, 11, 14, 28 to 31, 33 to 40."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from advice.rules.facts import Facts, Session
from advice.rules.finding import Level
from advice.tests.build import cramp, drunk, facts, just_done, morning, ongoing, planned, session
from advice.tests.rows.case import fires, silent, unknown

# Evidence row 14, WBGT by temperature and humidity.
HOT_29: dict[str, Any] = {"temperature_c": 30.0, "humidity_percent": 50.0}
HOT_34: dict[str, Any] = {"temperature_c": 30.0, "humidity_percent": 80.0}
HOT_32: dict[str, Any] = {"temperature_c": 35.0, "humidity_percent": 40.0}
COOL_19: dict[str, Any] = {"temperature_c": 20.0, "humidity_percent": 50.0}
WARM_25: dict[str, Any] = {"temperature_c": 25.0, "humidity_percent": 60.0}
VERY_HOT_30: dict[str, Any] = {"temperature_c": 31.0, "humidity_percent": 52.0}
THREE = (2, 8, 15)


def weather(days: int, **fields: Any) -> Facts:
    """A plan in this weather, after so many days with an hour in the same."""
    same = {name: fields[name] for name in ("temperature_c", "humidity_percent") if name in fields}
    return facts(
        planned=(planned(**fields),),
        sessions=tuple(session(day, **same) for day in range(1, days + 1)),
    )


def at_heat(celsius: float, humidity: float, *, used: bool = False) -> Facts:
    """A plan in this weather, used to it or not as told."""
    return weather(0, temperature_c=celsius, humidity_percent=humidity, acclimatised=used)


def days_at(celsius: float) -> Facts:
    """A plan at 29.3, after ten days of this temperature and 50 %."""
    days = tuple(session(day, temperature_c=celsius, humidity_percent=50.0) for day in range(1, 11))
    return facts(planned=(planned(**HOT_29),), sessions=days)


def usual(**fields: Any) -> tuple[Session, ...]:
    """Three sessions of an hour in the last weeks."""
    return tuple(session(day, **fields) for day in THREE)


def ahead(sessions: tuple[Session, ...] = (), **fields: Any) -> Facts:
    return facts(planned=(planned(**fields),), sessions=sessions)


def ten_km(minutes: int | None = None, **fields: Any) -> Facts:
    """Ten kilometres planned; the usual is six minutes a kilometre."""
    plan = {"distance_m": 10_000, "minutes": minutes} | fields
    return ahead(usual(distance_m=10_000), **plan)


def halves(first: float | None, **fields: Any) -> Facts:
    return facts(sessions=(just_done(first_half_minutes=first, **fields),))


def today(**fields: Any) -> Facts:
    """A run in four hours that works the calves, and this morning's check."""
    return facts(
        planned=(planned(4, muscles=frozenset({"calf-l"})),), mornings=(morning(**fields),)
    )


def baseline(value: int, entries: int, high: int = 1) -> Facts:
    """Soreness 0 and `high` in turn on so many mornings, and this value today."""
    before = tuple(
        morning(day, soreness={"calf": high * (day % 2)}) for day in range(1, entries + 1)
    )
    return facts(planned=(planned(4),), mornings=(morning(soreness={"calf": value}), *before))


def weeks(now: int, **fields: Any) -> Facts:
    """Load 240 in each of three weeks, and one session of this load in this one."""
    return facts(
        sessions=(
            session(1, **({"rpe": 1, "minutes": now} | fields)),
            *(session(day, rpe=4) for day in (8, 15, 22)),
        )
    )


def rest(hours: float, **fields: Any) -> Facts:
    """A run so many hours before a plan in an hour."""
    ends = planned(1).starts_at - timedelta(hours=hours)
    done = session(1, **({"rpe": 7, "started_at": ends - timedelta(hours=1)} | fields))
    return facts(planned=(planned(1),), sessions=(done,))


CASES = (
    # Row 14, both columns of the table.
    fires("hot_workout_ahead", Level.HEAT_STOP, "29.3, not used to it", weather(0, **HOT_29),
          wbgt_c=29.3, advice="rest_as_long"),
    fires("hot_workout_ahead", Level.HEAT_STOP, "29.3, ten days of it", weather(10, **HOT_29),
          advice="discretion", used_to_heat=True),
    fires("hot_workout_ahead", Level.HEAT_STOP, "29.3, nine days", weather(9, **HOT_29),
          advice="rest_as_long"),
    fires("hot_workout_ahead", Level.HEAT_STOP, "29.3, said yes",
          weather(0, **HOT_29, acclimatised=True), advice="discretion", said=True),
    fires("hot_workout_ahead", Level.HEAT_STOP, "29.3, said no after ten days",
          weather(10, **HOT_29, acclimatised=False), advice="rest_as_long"),
    fires("hot_workout_ahead", Level.HEAT_STOP, "30.1 to 32.2, not used to it",
          weather(0, **VERY_HOT_30), advice="cancel"),
    fires("hot_workout_ahead", Level.HEAT_STOP, "30.1 to 32.2, used to it",
          weather(10, **VERY_HOT_30), advice="limit"),
    fires("hot_workout_ahead", Level.HEAT_STOP, "34.2, used to it",
          weather(0, **HOT_34, acclimatised=True), wbgt_c=34.2, advice="cancel"),
    fires("hot_workout_ahead", Level.HEAT_STOP, "32.6", weather(0, **HOT_32), wbgt_c=32.6,
          advice="cancel"),
    silent("hot_workout_ahead", "27.8", weather(0, temperature_c=28.6, humidity_percent=50.0)),
    fires("hot_workout_ahead", Level.HEAT_STOP, "27.9", at_heat(25, 79), wbgt_c=27.9,
          advice="rest_as_long"),
    silent("hot_workout_ahead", "27.8 in damp air", at_heat(24, 88)),
    fires("hot_workout_ahead", Level.HEAT_STOP, "30.0", at_heat(26, 86), wbgt_c=30.0,
          advice="rest_as_long"),
    fires("hot_workout_ahead", Level.HEAT_STOP, "30.1", at_heat(26, 87), wbgt_c=30.1,
          advice="cancel"),
    fires("hot_workout_ahead", Level.HEAT_STOP, "30.1, used to it", at_heat(26, 87, used=True),
          advice="limit"),
    fires("hot_workout_ahead", Level.HEAT_STOP, "32.2, used to it", at_heat(27.5, 88, used=True),
          wbgt_c=32.2, advice="limit"),
    fires("hot_workout_ahead", Level.HEAT_STOP, "32.3, used to it", at_heat(27.5, 89, used=True),
          wbgt_c=32.3, advice="cancel"),
    fires("hot_workout_ahead", Level.HEAT_STOP, "ten days two degrees cooler", days_at(28.1),
          days_in_heat=10, used_to_heat=True),
    fires("hot_workout_ahead", Level.HEAT_STOP, "ten days cooler than that", days_at(28.0),
          days_in_heat=0, used_to_heat=False),
    unknown("hot_workout_ahead", "humidity not known", weather(0, temperature_c=40.0)),
    fires("warm_workout_ahead", Level.INFO, "25.6, not used to it", weather(0, **WARM_25),
          wbgt_c=25.6, advice="easier"),
    silent("warm_workout_ahead", "25.6, ten days of it", weather(10, **WARM_25)),
    fires("warm_workout_ahead", Level.INFO, "22.0", at_heat(20, 73), wbgt_c=22.0),
    silent("warm_workout_ahead", "21.9", at_heat(20, 72)),
    silent("warm_workout_ahead", "19.9", weather(0, **COOL_19)),
    silent("warm_workout_ahead", "29.3 is hot", weather(0, **HOT_29)),
    unknown("warm_workout_ahead", "temperature not known", weather(0, humidity_percent=90.0)),
    # Row 11.
    fires("hard_workout_ahead", Level.TIP, "effort 8", ahead(effort=8), because=["effort"]),
    silent("hard_workout_ahead", "effort 7", ahead(effort=7)),
    fires("hard_workout_ahead", Level.TIP, "1.3 times the longest", ahead(usual(), minutes=78),
          because=["length"]),
    silent("hard_workout_ahead", "77 of 60 minutes", ahead(usual(), minutes=77)),
    fires("hard_workout_ahead", Level.TIP, "130 of 100 minutes",
          ahead(usual(minutes=100), minutes=130), because=["length"]),
    silent("hard_workout_ahead", "129 of 100 minutes", ahead(usual(minutes=100), minutes=129)),
    silent("hard_workout_ahead", "1.475 times the load",
           ahead(usual(rpe=4), effort=6, minutes=59)),
    fires("hard_workout_ahead", Level.TIP, "1.5 times the load",
          ahead(usual(rpe=4), effort=6), because=["load"]),
    silent("hard_workout_ahead", "1.25 times the load", ahead(usual(rpe=4), effort=5)),
    unknown("hard_workout_ahead", "effort not told", ahead()),
    unknown("hard_workout_ahead", "two sessions are no usual", ahead(usual()[:2], minutes=200)),
    # Row 28.
    fires("faster_than_usual", Level.TIP, "5.8 % by a planned pace",
          ten_km(pace_s_per_km=339.0), percent=6, much=False),
    fires("faster_than_usual", Level.TIP, "over 10 %", ten_km(pace_s_per_km=323.0), much=True),
    silent("faster_than_usual", "10 % is not much", ten_km(pace_s_per_km=342.0)),
    fires("faster_than_usual", Level.TIP, "6.7 % by length and distance", ten_km(56), percent=7),
    silent("faster_than_usual", "5 % exactly", ten_km(57)),
    fires("faster_than_usual", Level.TIP, "the planned pace goes before the length",
          ten_km(60, pace_s_per_km=330.0), percent=8),
    fires("faster_than_usual", Level.TIP, "a pace without a distance",
          ten_km(distance_m=None, pace_s_per_km=330.0)),
    silent("faster_than_usual", "pace and length come to another distance",
           ten_km(20, distance_m=None, pace_s_per_km=330.0)),
    unknown("faster_than_usual", "no pace", ten_km()),
    unknown("faster_than_usual", "two like sessions",
            ahead(usual(distance_m=10_000)[:2], pace_s_per_km=300.0)),
    fires("faster_than_usual", Level.TIP, "42 days ago", ahead(
        tuple(session(day, distance_m=10_000) for day in (40, 41, 42)), pace_s_per_km=300.0)),
    fires("faster_than_usual", Level.TIP, "half the distance is like it", ahead(
        usual(distance_m=10_000), distance_m=20_000, minutes=None, pace_s_per_km=300.0)),
    unknown("faster_than_usual", "less than half of it is not", ahead(
        usual(distance_m=9_900), distance_m=20_000, minutes=None, pace_s_per_km=300.0)),
    fires("faster_than_usual", Level.TIP, "twice the distance is like it", ahead(
        usual(distance_m=10_000), distance_m=5_000, minutes=None, pace_s_per_km=300.0)),
    unknown("faster_than_usual", "more than twice is not", ahead(
        usual(distance_m=10_100), distance_m=5_000, minutes=None, pace_s_per_km=300.0)),
    unknown("faster_than_usual", "43 days ago", ahead(
        tuple(session(day, distance_m=10_000) for day in (43, 44, 45)), pace_s_per_km=300.0)),
    fires("fast_first_half", Level.TIP, "6.7 % faster than even", halves(28.0), percent=7,
          much=False),
    fires("fast_first_half", Level.TIP, "over 10 %", halves(26.9), much=True),
    silent("fast_first_half", "5 % exactly", halves(28.5)),
    fires("fast_first_half", Level.TIP, "48 hours ago", facts(sessions=(
        session(2, started_at=planned(-49).starts_at, first_half_minutes=27.0),))),
    silent("fast_first_half", "longer ago", facts(sessions=(
        session(2, started_at=planned(-49.1).starts_at, first_half_minutes=27.0),))),
    unknown("fast_first_half", "the half not timed", halves(None)),
    unknown("fast_first_half", "the whole not timed", halves(28.0, minutes=None)),
    # Row 29 and evidence 7.3.
    fires("longer_than_lately", Level.TIP, "over 1.1 times", ahead(usual(), minutes=67),
          much=False, up_to_minutes=66),
    silent("longer_than_lately", "1.1 times exactly", ahead(usual(), minutes=66)),
    fires("longer_than_lately", Level.TIP, "over 1.3 times", ahead(usual(), minutes=79), much=True),
    unknown("longer_than_lately", "length not told", ahead(usual(), minutes=None)),
    unknown("longer_than_lately", "two sessions are no usual", ahead(usual()[:2], minutes=200)),
    fires("load_jump", Level.TIP, "over 30 %", weeks(313), percent=30, much=False),
    silent("load_jump", "30 % exactly", weeks(312)),
    fires("load_jump", Level.TIP, "over 50 %", weeks(361), much=True),
    unknown("load_jump", "an effort not told", weeks(400, rpe=None)),
    # Row 30.
    fires("sore_muscles", Level.TIP, "4", today(soreness={"calf": 4}), much=False),
    fires("sore_muscles", Level.TIP, "7", today(soreness={"calf": 7}), much=True),
    silent("sore_muscles", "3", today(soreness={"calf": 3})),
    silent("sore_muscles", "a muscle not needed", today(soreness={"quad": 8})),
    fires("sore_muscles", Level.TIP, "1.5 SD above 14 mornings", baseline(2, 14)),
    fires("sore_muscles", Level.TIP, "1.93 SD above them", baseline(3, 14, high=2)),
    silent("sore_muscles", "not so far above", baseline(1, 14)),
    unknown("sore_muscles", "13 mornings are no baseline", baseline(2, 13)),
    unknown("sore_muscles", "not answered", today()),
    # Row 31.
    fires("tired_muscles", Level.TIP, "fatigue 7", today(fatigue=7), because=["fatigue"]),
    silent("tired_muscles", "fatigue 6", today(fatigue=6)),
    fires("tired_muscles", Level.TIP, "two nights under six hours", facts(
        planned=(planned(4),),
        mornings=(morning(sleep_hours=5.9), morning(1, sleep_hours=5.9))), because=["sleep"]),
    silent("tired_muscles", "one of them six hours", facts(
        planned=(planned(4),), mornings=(morning(sleep_hours=5.9), morning(1, sleep_hours=6.0)))),
    unknown("tired_muscles", "one night not told", facts(
        planned=(planned(4),), mornings=(morning(sleep_hours=4.0),))),
    fires("tired_muscles", Level.TIP, "effort 7, 24 hours before", rest(24), because=["hard"]),
    silent("tired_muscles", "25 hours before", rest(25)),
    silent("tired_muscles", "effort 6", rest(10, rpe=6)),
    silent("tired_muscles", "another sport", rest(10, sport="swim")),
    unknown("tired_muscles", "effort not told", rest(10, rpe=None)),
    # Row 6 and rows 33 to 40.
    fires("cramp_going_on", Level.TIP, "one minute", facts(cramps=(ongoing(1),))),
    fires("cramp_going_on", Level.TIP, "ten minutes", facts(cramps=(ongoing(10),))),
    silent("cramp_going_on", "over ten minutes", facts(cramps=(ongoing(10.1),))),
    silent("cramp_going_on", "possibly torn", facts(
        cramps=(ongoing(1, red_flags=frozenset({"possible_tear"})),))),
    unknown("cramp_going_on", "its end not told", facts(cramps=(cramp(0.01),))),
    fires("cramp_still_there", Level.TIP, "three minutes", facts(cramps=(ongoing(3),))),
    silent("cramp_still_there", "two and a half", facts(cramps=(ongoing(2.5),))),
    silent("cramp_still_there", "a swollen leg is not warmed", facts(
        cramps=(ongoing(4, red_flags=frozenset({"one_sided_swelling"})),))),
    unknown("cramp_still_there", "its end not told", facts(cramps=(cramp(0.01),))),
    fires("sip_while_cramping", Level.INFO, "one minute", facts(cramps=(ongoing(1),)),
          salty_sip=True),
    fires("sip_while_cramping", Level.INFO, "with reflux nothing sour", facts(
        cramps=(ongoing(1),), conditions=frozenset({"reflux"})), salty_sip=False),
    silent("sip_while_cramping", "0.1 kg heavier", facts(cramps=(ongoing(1),), sessions=(
        just_done(mass_before_kg=70.0, mass_after_kg=70.1),))),
    fires("sip_while_cramping", Level.INFO, "650 mL in the last hour", facts(
        cramps=(ongoing(1),), drinks=(drunk(30, 650),))),
    silent("sip_while_cramping", "651 mL", facts(
        cramps=(ongoing(1),), drinks=(drunk(30, 651),))),
    silent("sip_while_cramping", "an hour's fill drunk", facts(
        cramps=(ongoing(1),), drinks=(drunk(30, 700),))),
    unknown("sip_while_cramping", "its end not told", facts(cramps=(cramp(0.01),))),
    fires("cramp_not_easing", Level.SAME_DAY, "601 seconds", facts(
        cramps=(cramp(0.5, seconds=601),))),
    silent("cramp_not_easing", "600 seconds", facts(cramps=(cramp(0.5, seconds=600),))),
    fires("cramp_not_easing", Level.SAME_DAY, "still going", facts(cramps=(ongoing(10.1),))),
    unknown("cramp_not_easing", "its end not told", facts(cramps=(cramp(0.5),))),
    fires("cramps_keep_returning", Level.SAME_DAY, "three in 24 hours", facts(
        cramps=(cramp(0.1), cramp(0.5), cramp(1.0))), count=3),
    silent("cramps_keep_returning", "the third is 25 hours ago", facts(
        cramps=(cramp(0.1), cramp(0.5), cramp(25 / 24)))),
    silent("cramps_keep_returning", "119 seconds of peace are one cramp", facts(
        cramps=(cramp(0.1), cramp(0.5), cramp(0.5 + 179 / 86_400, seconds=60.0)))),
    fires("cramps_keep_returning", Level.SAME_DAY, "120 seconds are two", facts(
        cramps=(cramp(0.1), cramp(0.5), cramp(0.5 + 180 / 86_400, seconds=60.0)))),
    silent("cramps_keep_returning", "a painless twitch among them", facts(
        cramps=(cramp(0.1), cramp(0.5), cramp(0.9, painful=False)))),
    unknown("cramps_keep_returning", "nothing logged", facts()),
)  # fmt: skip
