"""Rows 19 to 27: drinking before, during and after a workout, and which drink."""

from __future__ import annotations

from advice.article.needs import Need
from advice.article.row import Limit, Part, Place, Row, litres, millilitres, ours
from advice.ceiling import (
    AFTER_CAP_ML,
    AFTER_CAP_ML_PER_KG,
    AFTER_ML_PER_H,
    AFTER_ML_PER_KG_LOST,
    BEFORE_ML_PER_KG,
    EVENING_CAP_ML,
    EVENING_ML_PER_KG,
    FINISH_LIGHTER_SHARE,
    FOUR_HOURS_ML_PER_KG,
    HOURLY_CAP_L,
    JUST_BEFORE_ML_PER_KG,
    ON_WAKING_ML_PER_KG,
    SHARE_OF_SWEAT,
    START_GUIDE_LOW_L,
    TWO_HOURS_ML_PER_KG,
)
from advice.rules.after import NEXT_WITHIN_HOURS, REPLACE_WITHIN_HOURS
from advice.rules.before import LONG_ENOUGH_MINUTES
from advice.rules.drinks import (
    AFTER_HOURS,
    LONG_MINUTES,
    LOST_PERCENT,
    NEXT_START_HOURS,
    SODIUM_MG_PER_L,
    WINDOW_BEFORE,
)
from advice.rules.finding import Evidence
from advice.sweat import SWEATERS, TESTS_FOR_MEDIAN
from advice.tonicity import DILUTE_TO, ISOTONIC_TO

_PLAN = Place("advice:today", "the drinking plan of a planned workout")
_CATALOGUE = Place("journal:catalogue", "the catalogue of drinks")
_LITRE = 1000.0


def _span(ends: tuple[float, float]) -> str:
    return f"{ends[0]:g} to {ends[1]:g}"


ROWS: tuple[Row, ...] = (
    Row(
        19,
        Part.STEPS,
        "Drink the night before",
        "Begin with drinking on the evening before.",
        "No study ties evening drinking to cramps. It is harmless, and more than half of athletes"
        " arrive a little dry, so we keep it: a glass or two with dinner.",
        Evidence.NONE,
        "A study of what was drunk the evening before, and of cramps the day after.",
        needs=(Need.PLAN, Need.WEIGHT),
        limits=(
            ours(
                f"{EVENING_ML_PER_KG:g} mL per kg of body weight, at most"
                f" {millilitres(EVENING_CAP_ML)}, two hours before bed at the latest"
            ),
            ours(f"Only for workouts longer than {LONG_ENOUGH_MINUTES} minutes, or warm ones"),
        ),
        places=(_PLAN,),
    ),
    Row(
        20,
        Part.STEPS,
        "Several cups just before",
        "Shortly before the start, have several cups of water.",
        "Too much at once, and too late: three or four cups are 700 to 950 mL. Sports physicians"
        " want it hours earlier and smaller, so ours is.",
        Evidence.AGAINST,
        "A study in which several cups right before the start did good and no harm.",
        about="when and how much to drink, not cramps",
        needs=(Need.PLAN, Need.WEIGHT),
        limits=(
            Limit(f"Four hours before: {_span(FOUR_HOURS_ML_PER_KG)} mL per kg of body weight"),
            Limit(
                f"Two hours before, only if urine is dark: {_span(TWO_HOURS_ML_PER_KG)} mL per kg"
            ),
            ours(f"On an early morning: up to {ON_WAKING_ML_PER_KG:g} mL per kg on waking"),
            ours(
                f"All together under {BEFORE_ML_PER_KG:g} mL per kg, at the end sips up to"
                f" {JUST_BEFORE_ML_PER_KG:g}"
            ),
        ),
        places=(_PLAN,),
    ),
    Row(
        21,
        Part.STEPS,
        "Drink when thirsty",
        "While you train, let thirst tell you when to have water.",
        "Right. Drinking to thirst is the rule on which experts on low blood sodium agree.",
        Evidence.STRONG,
        "Nothing soon. Who sweats much in long heat may plan more, under the same ceiling.",
        about="drinking safely, not cramps",
        needs=(Need.PLAN, Need.PLAN_LENGTH, Need.WEIGHT),
        limits=(
            Limit(
                f"A place to start: {litres(START_GUIDE_LOW_L)} to {litres(HOURLY_CAP_L)} an hour"
            ),
            ours(
                f"Never above {SHARE_OF_SWEAT * 100:g} % of what you sweat, nor"
                f" {litres(HOURLY_CAP_L)} an hour"
            ),
            ours(f"Finish lighter by {FINISH_LIGHTER_SHARE * 100:g} % of body weight"),
            ours(f"Your own sweat rate counts from {TESTS_FOR_MEDIAN} tests in like heat on"),
        ),
        places=(_PLAN,),
    ),
    Row(
        22,
        Part.STEPS,
        "Plenty after it",
        "Once you are done, have a lot of water.",
        "Replacing what was lost is right, plenty of plain water is not: in a lab, water alone"
        " after losing 2 % made cramps easier to set off, a salty drink harder (ten people).",
        Evidence.AGAINST,
        "A larger study, outside the lab, of water and of salty drinks after sweating.",
        about="plain water alone; replacing what was lost has some evidence",
        needs=(Need.WEIGHED,),
        limits=(
            Limit(
                f"{_span((AFTER_ML_PER_KG_LOST[0] / _LITRE, AFTER_ML_PER_KG_LOST[1] / _LITRE))} L"
                f" for each kg lost, over 2 to {REPLACE_WITHIN_HOURS} hours, with food and salt"
            ),
            ours(
                f"At most {litres(AFTER_CAP_ML / _LITRE)} or {AFTER_CAP_ML_PER_KG / 10:g} % of body"
                f" weight, and {litres(AFTER_ML_PER_H / _LITRE)} an hour; nothing for nothing lost"
            ),
            ours(f"No workout within {NEXT_WITHIN_HOURS} hours: meals and drinks as usual will do"),
        ),
        places=(_PLAN,),
    ),
    Row(
        23,
        Part.STEPS,
        "More for heavy sweaters",
        "The more somebody sweats, the more this counts.",
        "Right, people differ: 506 athletes lost from a quarter of a litre to almost six litres an"
        " hour. So weigh yourself, for guesses are about half of the truth.",
        Evidence.STRONG,
        "Nothing soon: it is measured, not guessed.",
        about="how much people sweat",
        needs=(Need.WEIGHED,),
        limits=tuple(
            ours(f"{word.capitalize()} sweater: up to {litres(below)} an hour")
            for below, word in SWEATERS
        ),
        places=(Place("journal:journal", "the sweat test of a workout"),),
    ),
    Row(
        24,
        Part.STEPS,
        "Drinks with electrolytes",
        "Sports drinks and waters with electrolytes bring sodium, potassium and others.",
        "For sodium some: the body holds a drink with it longer. For adding potassium or others no"
        " good study was found.",
        Evidence.SOME,
        "A study in which added potassium or magnesium does something for athletes.",
        about="holding water; for cramps it is disputed",
        needs=(Need.DRINKS,),
        limits=(
            Limit(
                f"A usual sports drink: {SODIUM_MG_PER_L[0]} to {SODIUM_MG_PER_L[1]:,} mg of sodium"
                " a litre"
            ),
        ),
        places=(_CATALOGUE,),
    ),
    Row(
        25,
        Part.STEPS,
        "A sports drink in place of water",
        "Before or afterwards they may replace water.",
        "Both are fine: a sports drink, or water with something salty. Below an hour water does.",
        Evidence.SOME,
        "A study that finds a use in short workouts, or none in long ones.",
        about="keeping going and holding water",
        needs=(Need.PLAN, Need.PLAN_LENGTH),
        limits=(
            Limit(
                f"Longer than {LONG_MINUTES} minutes, more than {LOST_PERCENT:g} % of weight lost"
                " last time, or two workouts on one day"
            ),
        ),
        places=(_PLAN,),
    ),
    Row(
        26,
        Part.STEPS,
        "Strong drinks wait",
        "Leave drinks stronger than blood until after the workout.",
        "For cramps nobody has tested it. For the gut it is sensible: weaker drinks are taken up"
        " faster. Such a drink can also be thinned.",
        Evidence.NONE,
        "A study that counts cramps after such a drink and after a thinned one.",
        about="cramps; for the gut there is some evidence",
        needs=(Need.PLAN, Need.DRINKS),
        limits=(
            ours(
                f"From {WINDOW_BEFORE.seconds // 60} minutes before to the end: nothing above"
                f" {ISOTONIC_TO:g} mOsm/kg"
            ),
            ours(f"Thin it to about {DILUTE_TO:g} mOsm/kg"),
        ),
        places=(_CATALOGUE,),
    ),
    Row(
        27,
        Part.STEPS,
        "… and are fine after it",
        "Afterwards, so one reads between the lines, they are fine.",
        "Right: milk, juice and cocoa are fine then. Of milk the body held more than of a sports"
        " drink: half as much left as urine in five hours.",
        Evidence.SOME,
        "A study in which they did worse than water after exercise.",
        about="holding water",
        needs=(Need.DONE,),
        limits=(
            ours(
                f"In the {AFTER_HOURS} hours after {LONG_MINUTES} minutes or more, with no start in"
                f" the next {NEXT_START_HOURS}"
            ),
        ),
        places=(_CATALOGUE,),
    ),
)
