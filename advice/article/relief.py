"""Rows 33 to 42: getting rid of a cramp."""

from __future__ import annotations

from advice.article.needs import Need
from advice.article.row import Limit, Part, Place, Row, both_degrees, millilitres, ours
from advice.ceiling import RELIEF_ML
from advice.relief import ADVICE_AFTER, EASE_SECONDS, HEAT_AT_MOST_C, HOLD_SECONDS, ROUNDS
from advice.rules.doctor import CONSISTENT_DAYS, DID_THEIR_PART, SORE_DAYS, VERY_SORE
from advice.rules.finding import Evidence
from advice.rules.relief import RETURNS, RETURNS_WITHIN_HOURS, WARM_AFTER_SECONDS
from journal.relief import HEAT_EVERY, HEAT_ON, HEAT_ROUNDS

_STEPS = Place("advice:relief", "the steps for a cramp")

ROWS: tuple[Row, ...] = (
    Row(
        33,
        Part.RELIEF,
        "Some go by themselves",
        "Now and then one lets go without help.",
        "Right: cramps set off in a lab and left alone were over after about two and a half"
        " minutes.",
        Evidence.SOME,
        "Times of real cramps in sport; nobody has published any.",
        about="cramps in a lab",
        needs=(Need.NOW,),
        places=(_STEPS,),
    ),
    Row(
        34,
        Part.RELIEF,
        "Stop",
        "Does it stay? Then break off.",
        "Everybody who treats cramps agrees; nobody has tested going on. In the water: float and"
        " signal. On a bike: stop.",
        Evidence.EXPERT,
        "Nothing soon: stopping is also what keeps you safe.",
        needs=(Need.NOW,),
        places=(_STEPS,),
    ),
    Row(
        35,
        Part.RELIEF,
        "Stretch the muscle",
        "Pull the cramped muscle long.",
        "The one first step on which experts agree. No trial has timed it in real cramps, and"
        " stretching beforehand keeps no cramp away.",
        Evidence.EXPERT,
        "A trial of stretching against waiting in real cramps.",
        needs=(Need.NOW,),
        limits=(
            ours(f"Hold up to {HOLD_SECONDS} seconds, ease {EASE_SECONDS}, up to {ROUNDS} times"),
            Limit("Not with signs of a tear, a clot or a leg without blood"),
        ),
        places=(_STEPS,),
    ),
    Row(
        36,
        Part.RELIEF,
        "Rub it while it is long",
        "Rub it while it is long, for as long as the cramp lasts.",
        "No study was found. It is harmless unless one calf is swollen or hot.",
        Evidence.NONE,
        "A trial of rubbing against stretching alone.",
        needs=(Need.NOW,),
        places=(_STEPS,),
    ),
    Row(
        37,
        Part.RELIEF,
        "Drink something",
        "Is there water or a sports drink? Have some.",
        "Too slow for this cramp: five minutes after a drink the blood is as it was. A few sips do"
        " no harm unless you have drunk too much already. Pickle juice ended lab cramps of a foot"
        " 49 seconds sooner in about ten people; salty and acid, it is not for everybody.",
        Evidence.AGAINST,
        "A trial of drinks in real cramps with a clock.",
        about="ending a cramp by drinking",
        needs=(Need.NOW,),
        limits=(
            ours(f"{millilitres(RELIEF_ML[0])} to {millilitres(RELIEF_ML[1])}, never more"),
            ours("Nothing after a workout you came back heavier from, or with a doctor’s limit"),
        ),
        places=(_STEPS,),
    ),
    Row(
        38,
        Part.RELIEF,
        "Warmth after a few minutes",
        "If it stays for more than a few minutes, warm the muscle.",
        "No study of heat for exercise cramps was found. “A few minutes” is three with us: longer"
        " than cramps in a lab, well before the ten minutes at which to get advice.",
        Evidence.NONE,
        "Any trial of warmth in exercise cramps.",
        needs=(Need.NOW,),
        limits=(ours(f"Still there after {WARM_AFTER_SECONDS // 60} minutes"),),
        places=(_STEPS,),
    ),
    Row(
        39,
        Part.RELIEF,
        "Warm it again each hour",
        "In every hour, 20 to 30 minutes of warmth, for as long as the muscle is tight.",
        "No study, and it runs into the advice of health services to ask for help after ten"
        " minutes. That advice wins: we stop after three rounds.",
        Evidence.NONE,
        "Any trial of warmth in exercise cramps.",
        needs=(Need.NOW,),
        limits=(
            ours(
                f"{HEAT_ON.seconds // 60} minutes on,"
                f" {(HEAT_EVERY - HEAT_ON).seconds // 60} off, at most {HEAT_ROUNDS} rounds"
            ),
            ours(f"Never hotter than {both_degrees(HEAT_AT_MOST_C)}, a cloth between, not in bed"),
            ours(
                "Not on a swollen, red, hot or numb leg, a possible tear, open skin or a medicine"
                " patch, nor with fever or when you may be too hot"
            ),
        ),
        places=(_STEPS,),
    ),
    Row(
        40,
        Part.RELIEF,
        "Nothing helps: a professional",
        "If a cramp does not answer to all that, let a professional look at it.",
        "Health services say the same, and sooner: ten minutes without easing are enough.",
        Evidence.EXPERT,
        "A count of what such cramps turned out to be.",
        needs=(Need.CRAMPS, Need.MORNING),
        any_need=True,
        limits=(
            Limit(f"Over {ADVICE_AFTER.seconds // 60} minutes and not easing"),
            ours(f"{RETURNS} cramps or more in {RETURNS_WITHIN_HOURS} hours"),
            ours(f"One muscle {VERY_SORE} of 10 sore or more for over {SORE_DAYS * 24} hours"),
        ),
        places=(_STEPS, Place("advice:doctor", "the page for a doctor")),
    ),
    Row(
        41,
        Part.RELIEF,
        "Steps taken and still cramps: a doctor",
        "If you take all these steps and still cramp again and again, see a doctor.",
        "Sensible, and the end of what a diary can do. How many steps are enough no study tells.",
        Evidence.EXPERT,
        "A study of who finds an illness behind cramps, and how.",
        needs=(Need.FOLLOWED, Need.OUTCOMES),
        limits=(
            ours(
                f"Rule 4 holds, and {DID_THEIR_PART * 100:g} in 100 pieces of advice of"
                f" {CONSISTENT_DAYS} days were followed"
            ),
        ),
        places=(Place("advice:doctor", "the page for a doctor"),),
    ),
    Row(
        42,
        Part.RELIEF,
        "One writer’s view",
        "The article gives the view of its writer.",
        "So do these rules give ours, with the grade of the evidence beside each. Information, not"
        " medical advice.",
        None,
        "A sports doctor who reads every number; none has yet.",
        places=(
            Place("advice:rules", "the foot of this page"),
            Place("advice:today", "the foot of every list of advice"),
        ),
    ),
)
