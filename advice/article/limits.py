"""Rows 28 to 32: pace, limits, sore and tired muscles, medicines."""

from __future__ import annotations

from advice.article.needs import Need
from advice.article.row import Limit, Part, Place, Row, ours
from advice.load import JUMP_NOTE, JUMP_STRONG
from advice.rules.doctor import ASK_AGAIN_DAYS
from advice.rules.effort import (
    HARD_RPE,
    LONG_SHARE,
    LONGER_SHARE,
    LOOK_BACK_DAYS,
    REST_HOURS,
    SHORT_SLEEP_HOURS,
    SORE,
    SORE_ENTRIES,
    TIRED,
    VERY_SORE,
)
from advice.rules.finding import Evidence
from advice.rules.morning import SORE_TOO_LONG_DAYS
from advice.rules.pace import FASTER_PERCENT, MUCH_FASTER_PERCENT, PACE_DAYS

ROWS: tuple[Row, ...] = (
    Row(
        28,
        Part.STEPS,
        "Pace yourself",
        "Do not begin faster than you can go on.",
        "The best supported thing you can change. Over 56 km, runners who cramped had run the first"
        " half 8 % faster than equally good runners who did not.",
        Evidence.SOME,
        "A trial in which a slower start makes no difference.",
        needs=(Need.PLAN, Need.PLAN_PACE, Need.USUAL_PACE),
        limits=(
            ours(
                f"More than {FASTER_PERCENT:g} % faster than the middle of your workouts like it in"
                f" {PACE_DAYS} days; more than {MUCH_FASTER_PERCENT:g} % is a lot"
            ),
            ours(f"Afterwards: a first half more than {FASTER_PERCENT:g} % faster than even"),
        ),
    ),
    Row(
        29,
        Part.STEPS,
        "Work within your limits",
        "Stay within what you are used to.",
        "Sensible and not tested. Ratios of this week’s load to the weeks before foretell neither"
        " injuries nor cramps, so we only say that a week is unusual for you.",
        Evidence.WEAK,
        "A study that looks at length or load beforehand and counts cramps after.",
        needs=(Need.LENGTHS, Need.EFFORTS),
        any_need=True,
        limits=(
            ours(
                f"Longer than {LONGER_SHARE:g} times your longest in {LOOK_BACK_DAYS} days;"
                f" {LONG_SHARE:g} times is a big step"
            ),
            ours(
                f"A week {round((JUMP_NOTE - 1) * 100)} % above the three before;"
                f" {round((JUMP_STRONG - 1) * 100)} % is a big step"
            ),
        ),
        places=(Place("journal:charts", "the chart of load"),),
    ),
    Row(
        30,
        Part.STEPS,
        "Spare sore muscles",
        "Leave sore muscles in peace.",
        "Thin: in the one study that asked, soreness before a race did not go with cramps. Muscle"
        " that cramped is more damaged afterwards. The rule costs little, so we keep it.",
        Evidence.WEAK,
        "A second study that asks before the race and finds nothing either.",
        needs=(Need.PLAN, Need.MORNING),
        limits=(
            ours(f"{SORE} to {VERY_SORE - 1} of 10: easy, or other muscles"),
            ours(f"{VERY_SORE} of 10 or more: rest that muscle"),
            ours(f"… or well above your own usual, once there are {SORE_ENTRIES} mornings"),
            ours(f"Sore for more than {SORE_TOO_LONG_DAYS} days: look for other signs"),
        ),
    ),
    Row(
        31,
        Part.STEPS,
        "Spare tired muscles",
        "Leave tired ones in peace, too.",
        "It fits what is known of tired muscle. Those who cramped over 56 km had trained longer in"
        " the three days before (1.2 against 0.6 hours), which may still be chance.",
        Evidence.WEAK,
        "A study of rest days before a race that counts cramps.",
        needs=(Need.PLAN, Need.MORNING),
        limits=(
            ours(f"Tiredness {TIRED} of 10 or more this morning"),
            ours(f"… or under {SHORT_SLEEP_HOURS:g} hours of sleep two nights running"),
            ours(
                f"… or effort {HARD_RPE} of 10 or more with the same muscles in the last"
                f" {REST_HOURS} hours"
            ),
        ),
    ),
    Row(
        32,
        Part.STEPS,
        "Ask about your medicines",
        "Ask your doctor whether a medicine you take is behind it.",
        "Right, and asking costs nothing. Do not leave a medicine off on your own.",
        Evidence.STRONG,
        "Nothing soon: it is a question, not a treatment.",
        about="the strongest links of medicines with night cramps",
        needs=(Need.MEDICINES,),
        limits=(Limit(f"Once, after each change, and again after {ASK_AGAIN_DAYS} days"),),
        places=(Place("journal:medicines", "the page of medicines"),),
    ),
)
