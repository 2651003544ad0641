"""What a morning check says beside drinking: water held back (row 13), soreness that stays (30)."""

from __future__ import annotations

from advice.rules.diary import on_day, this_morning
from advice.rules.effort import SORE
from advice.rules.facts import Facts
from advice.rules.finding import Finding, Level, Scalar
from advice.rules.fluids import above_usual_percent, holds_water
from journal.muscles import GROUPS

# Row 30: longer than 72 hours.
SORE_TOO_LONG_DAYS = 3
# A code of journal.models.checkin.Swelling.
ONE_LEG = "one_leg"


def heavier_morning(facts: Facts) -> Finding | None:
    """At least 2 % heavier than the week's median: do not force fluids (row 13).

    With swollen ankles, hands or face it is for a doctor within 48 hours.
    """
    today, above = this_morning(facts), above_usual_percent(facts)
    if above is None or today is None or today.mass_kg is None:
        return None
    usual_kg, swollen = today.mass_kg / (1 + above / 100), holds_water(facts)
    inputs: dict[str, Scalar | list[Scalar]] = {
        "on": on_day(facts, 0),
        "above_kg": round(today.mass_kg - usual_kg, 3),
        "above_percent": round(above, 1),
        "swollen": swollen,
        "asked": today.swelling is not None,
    }
    return Finding("heavier_morning", Level.SEE_A_DOCTOR if swollen else Level.TIP, inputs)


def one_leg_swollen(facts: Facts) -> Finding | None:
    """One leg alone was swollen this morning (evidence 5.2, row 13)."""
    today = this_morning(facts)
    if today is None or today.swelling != ONE_LEG:
        return None
    return Finding("one_leg_swollen", Level.SAME_DAY, {"on": on_day(facts, 0)})


def sore_over_three_days(facts: Facts) -> Finding | None:
    """One muscle sore at 4 or more on four mornings running (row 30): look for signs of 5.2.

    A morning that was not answered is not "better": without all four there is no finding.
    """
    by_day = {morning.day: morning.soreness for morning in facts.mornings}
    days = range(SORE_TOO_LONG_DAYS + 1)
    for group in GROUPS:
        values = [by_day.get(day, {}).get(group) for day in days]
        known = [value for value in values if value is not None and value >= SORE]
        if len(known) == len(days):
            inputs: dict[str, Scalar | list[Scalar]] = {
                "muscle": group,
                "soreness": known[0],
                "since": on_day(facts, SORE_TOO_LONG_DAYS),
            }
            return Finding("sore_over_three_days", Level.SEE_A_DOCTOR, inputs)
    return None
