"""What the article leaves out: sections of the evidence file that rules speak for."""

from __future__ import annotations

from advice.article.needs import Need
from advice.article.row import Limit, Place, Section, ours
from advice.body_mass import GAIN_PERCENT
from advice.load import JUMP_NOTE, JUMP_STRONG
from advice.rules.doctor import CONSISTENT_DAYS, NIGHTS_IN_28_DAYS, SPOILED_NIGHTS
from advice.rules.drinks import MUCH_CARBOHYDRATE_G
from advice.rules.during import NSAID_MINUTES, SLOW_MINUTES
from advice.rules.finding import Evidence
from advice.rules.fluids import (
    EMERGENCY_HOURS,
    INTAKE_OVER_SWEAT,
    SAME_DAY_HOURS,
    SUPPRESS_HOURS,
)
from advice.rules.referral import ELSEWHERE_CRAMPS, FIRST_AT_AGE, YOUNG_BELOW
from journal.warning_signs import EMERGENCY, SAME_DAY, USUAL_SECONDS

_SIGNS = Place("advice:relief", "“When to call” under the steps for a cramp")

SECTIONS: tuple[Section, ...] = (
    Section(
        "5.1",
        "Signs to call for help at once",
        "A few signs beside a cramp cannot wait: they fit heat stroke, low blood sodium, a clot, a"
        " heart that is in trouble. One of them silences all other advice.",
        Evidence.EXPERT,
        limits=(
            Limit(f"Any one of {len(EMERGENCY)} signs we ask about"),
            ours(
                f"It speaks for {EMERGENCY_HOURS} hours, and then as one for a doctor the same day"
            ),
        ),
        places=(_SIGNS,),
        needs=(Need.SIGNS,),
    ),
    Section(
        "4.4",
        "A ceiling on drinking",
        "Drinking more than is lost can kill. Every amount we name stays below a ceiling, and after"
        " too much we name none.",
        Evidence.STRONG,
        limits=(
            ours(
                f"Heavier by {GAIN_PERCENT:g} % or more, or more than {INTAKE_OVER_SWEAT:g} times"
                f" the sweat drunk: no drinking advice for {SUPPRESS_HOURS} hours"
            ),
            Limit("A doctor’s limit on fluids: no amounts at all"),
            Limit(f"Longer than {SLOW_MINUTES // 60} hours: to thirst and no more"),
            ours(f"… or longer than {NSAID_MINUTES} minutes with a painkiller like ibuprofen"),
        ),
        needs=(Need.WEIGHED,),
    ),
    Section(
        "5.2",
        "Signs for a doctor the same day",
        "Brown urine after hard exercise, one swollen calf, a possible tear and others: most turn"
        " out harmless, and only an examination can tell.",
        Evidence.EXPERT,
        limits=(
            Limit(
                f"Any one of {len(SAME_DAY)} signs, or a cramp over {USUAL_SECONDS // 60} minutes"
            ),
            ours(f"It speaks for {SAME_DAY_HOURS} hours"),
        ),
        places=(_SIGNS,),
        needs=(Need.SIGNS,),
    ),
    Section(
        "5.3",
        "When a visit is a good idea",
        "Cramps at rest, at night or beyond the legs, or at an age or with a condition where they"
        " are unusual, are worth a visit in the next 2 to 4 weeks. Most are harmless.",
        Evidence.EXPERT,
        limits=(
            ours(
                f"At night or rest: {NIGHTS_IN_28_DAYS} or more in {CONSISTENT_DAYS} days, that is"
                f" about one a week, or {SPOILED_NIGHTS} nights with sleep spoiled"
            ),
            ours(f"Arms, trunk or face: {ELSEWHERE_CRAMPS} in {CONSISTENT_DAYS} days"),
            Limit(
                f"Under {YOUNG_BELOW}, in pregnancy, or for the first time from {FIRST_AT_AGE} on"
            ),
        ),
        places=(Place("advice:doctor", "the page for a doctor"),),
        needs=(Need.CRAMPS,),
    ),
    Section(
        "7.3",
        "A fuller week than the three before",
        "Ratios of training load do not foretell injuries or cramps: tested against made-up numbers"
        " they did about as well. So it only says that the week is unusual for you.",
        Evidence.WEAK,
        limits=(
            ours(
                f"{round((JUMP_NOTE - 1) * 100)} % above the mean of the three weeks before;"
                f" {round((JUMP_STRONG - 1) * 100)} % is a lot"
            ),
        ),
        needs=(Need.EFFORTS,),
    ),
    Section(
        "3.1",
        "Much sugar in a drink",
        "How fast a drink leaves the stomach depends on its carbohydrate more than on its"
        " strength.",
        Evidence.SOME,
        limits=(Limit(f"More than {MUCH_CARBOHYDRATE_G:g} g of carbohydrate in 100 mL"),),
        places=(Place("journal:catalogue", "the catalogue of drinks"),),
        needs=(Need.DRINKS,),
    ),
    Section(
        "5.4",
        "Painkillers and drinking",
        "Painkillers of the ibuprofen kind make too little sodium in the blood likelier where much"
        " is drunk. A doctor or pharmacist knows whether to take one around exercise.",
        Evidence.SOME,
        places=(Place("journal:medicines", "the page of medicines"),),
        needs=(Need.MEDICINES,),
    ),
)
