"""What the article leaves out: sections of the evidence file that rules speak for."""

from __future__ import annotations

from advice.article.needs import Need
from advice.article.row import Limit, Place, Section, ours
from advice.load import JUMP_NOTE, JUMP_STRONG
from advice.rules.doctor import CONSISTENT_DAYS, NIGHTS_IN_28_DAYS
from advice.rules.finding import Evidence
from advice.rules.fluids import (
    EMERGENCY_HOURS,
    GAIN_PERCENT,
    INTAKE_OVER_SWEAT,
    SAME_DAY_HOURS,
    SUPPRESS_HOURS,
)
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
        "Cramps at rest or at night",
        "Cramps that come without exercise, week after week, are worth a visit in the next 2 to 4"
        " weeks. Most are harmless.",
        Evidence.EXPERT,
        limits=(
            ours(
                f"{NIGHTS_IN_28_DAYS} or more in {CONSISTENT_DAYS} days, that is about one a week"
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
)
