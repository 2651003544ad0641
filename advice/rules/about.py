"""Where each rule comes from: article rows, how sure, a title, and which diary it reads."""

from __future__ import annotations

from dataclasses import dataclass

from advice.rules.finding import Evidence


@dataclass(frozen=True, slots=True)
class About:
    """What is true of a rule whoever it speaks to.

    `rows` are rows or sections of the evidence file. `reads` are the sharing categories (codes
    of accounts.models.Category) whose data the finding shows: a coach without one of them does
    not see it. `exact_weight`: what it says follows from an exact weight, so that only the
    athlete sees it; sharing opens weight in bands. `own_only`: only the athlete sees it whatever is
    shared, since it draws on a condition, on an age, or on what they answered to advice, which is
    nobody else's.
    """

    rows: tuple[str, ...]
    evidence: Evidence
    title: str
    reads: tuple[str, ...] = ()
    exact_weight: bool = False
    own_only: bool = False


# Which edition of a rule a snapshot was made by. Raise it when the inputs change, so that a page
# of last year is not read with the words of today. What is not listed is the first.
VERSION: dict[str, int] = {}


def version_of(rule: str) -> int:
    """The edition of the rule that speaks now."""
    return VERSION.get(rule, 1)


ABOUT: dict[str, About] = {
    "emergency_sign": About(("5.1", "4.4"), Evidence.EXPERT, "Emergency signs", ("cramps",)),
    "drank_more_than_lost": About(
        ("4.4", "13"),
        Evidence.STRONG,
        "More drunk than lost",
        ("workouts", "drinks", "weight"),
    ),
    "same_day_sign": About(("5.2",), Evidence.EXPERT, "Signs for a doctor today", ("cramps",)),
    "brown_urine": About(("5.2",), Evidence.EXPERT, "Brown urine", ("wellness",)),
    "cramp_not_easing": About(
        ("6", "40", "5.2"), Evidence.EXPERT, "Longer than ten minutes", ("cramps",)
    ),
    "cramps_keep_returning": About(("40",), Evidence.EXPERT, "Back within a day", ("cramps",)),
    "sore_for_days": About(("40", "5.2"), Evidence.EXPERT, "Very sore for days", ("wellness",)),
    "consistent_cramps": About(
        ("4", "2", "5"), Evidence.EXPERT, "Cramps that keep coming", ("workouts", "cramps")
    ),
    "consistent_despite_steps": About(
        ("41",),
        Evidence.EXPERT,
        "Cramps despite the steps",
        ("workouts", "cramps"),
        own_only=True,
    ),
    "cramps_at_rest": About(
        ("5", "5.3"), Evidence.EXPERT, "Cramps at night or at rest", ("cramps",)
    ),
    "one_leg_swollen": About(("5.2", "13"), Evidence.EXPERT, "One leg swollen", ("wellness",)),
    "unusual_place": About(
        ("7", "5.1", "5.2"), Evidence.EXPERT, "An unusual place", ("workouts", "cramps")
    ),
    "cramps_elsewhere": About(("7", "5.3"), Evidence.EXPERT, "Cramps beyond the legs", ("cramps",)),
    "condition_to_mention": About(
        ("18", "5.3"),
        Evidence.SOME,
        "Cramps beside a condition",
        ("cramps", "medication"),
        own_only=True,
    ),
    "pregnant_with_cramps": About(
        ("5.3",), Evidence.EXPERT, "Cramps in pregnancy", ("cramps", "medication"), own_only=True
    ),
    "young_with_cramps": About(
        ("5.3",), Evidence.EXPERT, "Cramps under sixteen", ("cramps", "medication"), own_only=True
    ),
    "first_cramps_after_fifty": About(
        ("5.3",),
        Evidence.EXPERT,
        "First cramps at fifty or later",
        ("workouts", "cramps", "medication"),
        own_only=True,
    ),
    "sore_over_three_days": About(
        ("30", "5.2"), Evidence.EXPERT, "Sore for more than three days", ("wellness",)
    ),
    "heavier_morning": About(
        ("13",),
        Evidence.NONE,
        "Heavier in the morning",
        ("wellness", "weight"),
        exact_weight=True,
    ),
    "fast_first_half": About(("28",), Evidence.SOME, "A fast first half", ("workouts",)),
    "lost_one_percent": About(
        ("10",),
        Evidence.SOME,
        "A little weight lost by sweat",
        ("workouts", "drinks", "weight"),
        exact_weight=True,
    ),
    "careful_with_drinking": About(
        ("4.4", "5.4"), Evidence.SOME, "Not more than thirst", ("workouts", "medication")
    ),
    "warm_workout_ahead": About(("14",), Evidence.STRONG, "Warm weather", ("workouts",)),
    "sodium_for_long_sweat": About(
        ("12",),
        Evidence.WEAK,
        "Sodium in long sweat",
        ("workouts", "drinks", "weight", "medication"),
        exact_weight=True,
    ),
    "sugary_near_workout": About(
        ("15", "3.1"), Evidence.SOME, "Much sugar in a drink", ("workouts", "drinks")
    ),
    "strong_drinks_now": About(
        ("27",), Evidence.SOME, "Strong drinks after", ("workouts", "weight", "medication")
    ),
    "serious_cramp": About(("2",), Evidence.EXPERT, "A serious cramp", ("cramps",)),
    "cramps_are_common": About(
        ("1", "3", "8", "9"), Evidence.STRONG, "Cramps are common", ("workouts", "cramps")
    ),
    "medicine_to_ask_about": About(
        ("17", "32"), Evidence.SOME, "Medicines to ask about", ("medication",)
    ),
    "hot_workout_ahead": About(("14",), Evidence.STRONG, "Heat", ("workouts",)),
    "cramp_going_on": About(
        ("33", "34", "35", "36"), Evidence.EXPERT, "A cramp right now", ("cramps",)
    ),
    "cramp_still_there": About(("38", "39"), Evidence.NONE, "Warmth", ("cramps",)),
    "sip_while_cramping": About(("37",), Evidence.AGAINST, "Drinking during a cramp", ("cramps",)),
    "gained_in_workout": About(
        ("13", "4.4"), Evidence.STRONG, "Heavier than at the start", ("workouts", "weight")
    ),
    "faster_than_usual": About(("28",), Evidence.SOME, "Pace", ("workouts",)),
    "hard_workout_ahead": About(("11",), Evidence.SOME, "Hard or long for you", ("workouts",)),
    "longer_than_lately": About(("29",), Evidence.WEAK, "Longer than lately", ("workouts",)),
    "load_jump": About(("29", "7.3"), Evidence.WEAK, "A fuller week", ("workouts",)),
    "sore_muscles": About(("30",), Evidence.WEAK, "Sore muscles", ("workouts", "wellness")),
    "tired_muscles": About(("31",), Evidence.WEAK, "Tired muscles", ("workouts", "wellness")),
    "workout_in_hours": About(
        ("20",), Evidence.AGAINST, "Drinking before", ("workouts", "weight"), exact_weight=True
    ),
    "mass_lost": About(
        ("22", "23"),
        Evidence.SOME,
        "Drinking after",
        ("workouts", "drinks", "weight"),
        exact_weight=True,
    ),
    "lost_two_percent": About(
        ("10",), Evidence.SOME, "Weight lost by sweat", ("workouts", "drinks", "weight")
    ),
    "dry_morning": About(
        ("10",), Evidence.SOME, "A dry morning", ("wellness", "weight"), exact_weight=True
    ),
    "workout_tomorrow": About(
        ("19",), Evidence.NONE, "The evening before", ("workouts", "weight"), exact_weight=True
    ),
    "workout_within_a_day": About(
        ("21",), Evidence.STRONG, "Drinking during", ("workouts", "weight"), exact_weight=True
    ),
    "hypertonic_near_workout": About(
        ("15", "16"), Evidence.NONE, "Drinks stronger than blood", ("workouts", "drinks")
    ),
    "hypertonic_before_next_workout": About(
        ("26", "27"), Evidence.NONE, "Strong drinks wait", ("workouts", "drinks")
    ),
    "long_workout_ahead": About(("25",), Evidence.SOME, "Which drink", ("workouts",)),
    "drink_with_sodium": About(("24",), Evidence.SOME, "Sodium on the label", ("drinks",)),
}
