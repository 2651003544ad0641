"""Rows 10 to 18: what may set a cramp off."""

from __future__ import annotations

from advice.article.needs import Need
from advice.article.row import Limit, Part, Place, Row, both_degrees, litres, millilitres, ours
from advice.body_mass import (
    AMBER_PERCENT,
    BELOW_USUAL_PERCENT,
    DARK_URINE,
    GAIN_PERCENT,
    NOTE_PERCENT,
    RED_PERCENT,
    SERIOUS_PERCENT,
    SIGNS_NEEDED,
    THIRSTY,
    USUAL_DAYS,
)
from advice.heat import (
    EXTREME_ABOVE_C,
    HOT_FROM_C,
    OF_DAYS,
    USED_TO_DAYS,
    USED_TO_MINUTES,
    VERY_HOT_FROM_C,
    WARM_FROM_C,
)
from advice.rules.after import LOSS_HOURS
from advice.rules.doctor import CONSISTENT_DAYS, NEW_MEDICINE_DAYS
from advice.rules.drinks import ENOUGH_ML, WINDOW_BEFORE
from advice.rules.drinks import LONG_MINUTES as SPORTS_MINUTES
from advice.rules.effort import HARD_EFFORT, LOAD_SHARE, LONG_SHARE, LOOK_BACK_DAYS
from advice.rules.finding import Evidence
from advice.rules.fluids import ABOVE_USUAL_PERCENT, SUPPRESS_HOURS
from advice.rules.fluids import USUAL_DAYS as WEEK_DAYS
from advice.rules.salt import HEAVY_L_PER_H, LONG_MINUTES, SHARE_OF_LOSS
from advice.sweat import SODIUM_ADVICE_MG_PER_H as SODIUM
from advice.tonicity import ISOTONIC_FROM, ISOTONIC_TO

_MEDICINES = Place("journal:medicines", "the page of medicines")
_CATALOGUE = Place("journal:catalogue", "the catalogue of drinks")

ROWS: tuple[Row, ...] = (
    Row(
        10,
        Part.TRIGGERS,
        "Too little water in the body",
        "Dehydration is one of the usual triggers.",
        "Mixed. In five groups of racers those who cramped had lost no more weight than the"
        " others, and in a lab losing 3 or 5 % made no difference. In 10,553 records of one race"
        " dehydration and cramps did go together. At most a small part.",
        Evidence.SOME,
        "A trial in real races where one half drinks more and cramps less.",
        needs=(Need.WEIGHED, Need.MORNING),
        any_need=True,
        limits=(
            Limit(
                f"Weight lost in a workout: {NOTE_PERCENT:g} % is noted, {AMBER_PERCENT:g} % worth"
                f" a change, {RED_PERCENT:g} % is much, {SERIOUS_PERCENT:g} % is serious"
            ),
            Limit(
                f"On waking {SIGNS_NEEDED} of three: over {BELOW_USUAL_PERCENT:g} % below the"
                f" middle of {USUAL_DAYS} days, urine colour {DARK_URINE} of 8 or darker, thirst"
                f" {THIRSTY} of 9 or more"
            ),
            ours(f"A loss is spoken of for {LOSS_HOURS} hours"),
        ),
    ),
    Row(
        11,
        Part.TRIGGERS,
        "Tired muscle",
        "Muscle fatigue is one of the usual triggers.",
        "The best supported one. Of runners who cramp, 85 in 100 did so in races, 80 after 30 km,"
        " 60 with tired muscles and 57 at a fast pace. The article puts drinking first; the studies"
        " put effort first.",
        Evidence.SOME,
        "Studies that measure fatigue as it grows and find no more cramps.",
        needs=(Need.PLAN, Need.PLAN_EFFORT, Need.LENGTHS),
        limits=(
            ours(f"Planned effort {HARD_EFFORT} of 10 or more"),
            ours(f"… or {LONG_SHARE:g} times your longest in {LOOK_BACK_DAYS} days"),
            ours(f"… or {LOAD_SHARE:g} times your usual load (effort times minutes)"),
        ),
    ),
    Row(
        12,
        Part.TRIGGERS,
        "Salts out of balance",
        "Too much or too little of sodium and the other salts is one of the usual triggers.",
        "Weak. In most groups of racers the salts in the blood were the same with a cramp and"
        " without. Five football players who cramp lost twice the sodium of five who do not; a"
        " repeat was less clear. It seems to matter for cramps all over the body in long heat.",
        Evidence.WEAK,
        "A trial of a salty drink against a plain one in people who cramp in races.",
        needs=(Need.PLAN, Need.PLAN_LENGTH, Need.WEIGHT),
        limits=(
            Limit(
                f"Longer than {LONG_MINUTES} minutes, more than {litres(HEAVY_L_PER_H)} of sweat an"
                " hour in a test, or salty sweat"
            ),
            Limit(f"{SODIUM[0]:g} to {SODIUM[1]:g} mg of sodium an hour"),
            ours(f"… and never more than {SHARE_OF_LOSS * 100:g} % of what is lost"),
        ),
        places=(_CATALOGUE,),
    ),
    Row(
        13,
        Part.TRIGGERS,
        "Water held in the body",
        "Water retention is one of the usual triggers.",
        "For cramps nobody has tested it. What is certain is another danger: who drinks more than"
        " is lost thins the sodium in the blood, and that can kill.",
        Evidence.NONE,
        "A study that weighs athletes and looks at cramps in those who got heavier.",
        about="cramps; for low blood sodium the evidence is strong",
        needs=(Need.WEIGHED, Need.MORNING),
        any_need=True,
        limits=(
            Limit(
                "Heavier after a workout than before: nothing to drink until you have passed urine"
            ),
            ours(
                f"Heavier by {GAIN_PERCENT:g} % or more: no drinking advice for"
                f" {SUPPRESS_HOURS} hours"
            ),
            ours(
                f"On waking {ABOVE_USUAL_PERCENT:g} % above the middle of {WEEK_DAYS} days: no"
                " drink urged before a workout; with swelling, a doctor within 48 hours and no"
                " drinking advice until then"
            ),
            Limit("One swollen leg: a doctor the same day"),
        ),
    ),
    Row(
        14,
        Part.TRIGGERS,
        "Heat",
        "Working out where it is hot can bring on cramps.",
        "Heat makes heat illness more likely, that is certain. For cramps the link is weak: they"
        " come in the cold as well, warming a resting body brings none on, and cooling ends none.",
        Evidence.WEAK,
        "A count of cramps, not of all illness, in the same race in cool and in hot years.",
        about="cramps; for heat illness the evidence is strong",
        needs=(Need.PLAN_HEAT,),
        limits=(
            ours(f"Warm from {both_degrees(WARM_FROM_C)}, for people not used to it"),
            Limit(f"Hot from {both_degrees(HOT_FROM_C)} on the heat scale WBGT"),
            Limit(f"Very hot from {both_degrees(VERY_HOT_FROM_C)}: less, and only if used to it"),
            Limit(f"Above {both_degrees(EXTREME_ABOVE_C)} nobody should train"),
            ours(
                f"Used to it: {USED_TO_DAYS} of the last {OF_DAYS} days with"
                f" {USED_TO_MINUTES} minutes in such heat"
            ),
        ),
    ),
    Row(
        15,
        Part.TRIGGERS,
        "Drinks stronger than blood",
        "Drinks that are saltier and sweeter than the body can bring on cramps.",
        "No study links them to cramps. During exercise they are slower to absorb and can upset the"
        " gut; drinks weaker than blood are taken up fastest.",
        Evidence.NONE,
        "A study that counts cramps after such a drink and after water.",
        needs=(Need.DRINKS,),
        limits=(
            Limit(f"Stronger than blood: above {ISOTONIC_TO:g} mOsm/kg"),
            ours(f"From {WINDOW_BEFORE.seconds // 60} minutes before a workout to its end"),
            ours(f"… and {millilitres(ENOUGH_ML)} or more"),
            ours(f"Not a usual sports drink when it takes longer than {SPORTS_MINUTES} minutes"),
        ),
        places=(_CATALOGUE,),
    ),
    Row(
        16,
        Part.TRIGGERS,
        "What “stronger than blood” means",
        "Hypertonic means: more salt and sugar dissolved than in the body.",
        "Right. Blood holds 275 to 295 mOsm/kg. We reckon a drink’s strength from its label; the"
        " result is about 10 % off, for juices up to 20 %.",
        Evidence.STRONG,
        "Measured values in place of reckoned ones: tell us where one is published.",
        about="what the word means",
        needs=(Need.DRINKS,),
        limits=(
            Limit(f"Weaker than blood: below {ISOTONIC_FROM:g} mOsm/kg"),
            Limit(f"Like blood: {ISOTONIC_FROM:g} to {ISOTONIC_TO:g}, stronger above"),
        ),
        places=(_CATALOGUE,),
    ),
    Row(
        17,
        Part.TRIGGERS,
        "Medicines",
        "Sometimes it is not the exercise but a medicine.",
        "Right for some: in a Canadian study of prescriptions, treatment for night cramps began"
        " more often after long-acting asthma sprays and water tablets. For others the link is"
        " small, or stands only on the leaflet.",
        Evidence.SOME,
        "Such counts in athletes, and in cramps during sport.",
        about="cramps at night",
        needs=(Need.MEDICINES,),
        limits=(
            ours(
                f"New: begun or changed up to {NEW_MEDICINE_DAYS // 7} weeks before a first cramp"
            ),
        ),
        places=(_MEDICINES,),
    ),
    Row(
        18,
        Part.TRIGGERS,
        "Illness behind it",
        "Sometimes an illness is behind it.",
        "Right: in surveys of runners, those with a long-term illness told of cramps more often,"
        " most clearly with signs of heart disease. Which came first such a survey cannot tell.",
        Evidence.SOME,
        "Studies that follow people over years.",
        needs=(Need.CONDITIONS, Need.CRAMPS),
        limits=(
            Limit(f"A cramp in {CONSISTENT_DAYS} days and one of the conditions we ask about"),
        ),
        places=(
            Place("advice:doctor", "the page for a doctor"),
            Place("journal:profile", "the list of conditions"),
        ),
    ),
)
