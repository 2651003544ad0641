"""The drinks of the day itself: four hours before a workout, and the look two hours before.

Both are asked for: they are off until somebody switches them on.
"""

from __future__ import annotations

from advice.brief import Brief
from advice.hydration import Kind as Step
from advice.rules.before import wants_evening_drink
from reminders import emails, queries, schedule
from reminders.kinds.before import Hours
from reminders.kinds.reasons import GONE, held_back, silence
from reminders.models import Kind

SHORT = "It is short and cool, so nothing is called for before it."
HAD = "You drank it already."
ENOUGH = "You have had enough for the time before it."
NO_STEP = "Its plan has nothing for that hour."


def needless(brief: Brief, step: Step) -> str:
    """Why the mail about this step of the plan is not needed; "": it is.

    The step is that of the page, and it must be the one that is due: evidence 8 for whom nothing is
    said, row 20 for how much is enough.
    """
    if brief.is_over or brief.drinking is None:
        return GONE
    against = silence(brief.drinking) or held_back(brief.drinking)
    if against:
        return against
    if not wants_evening_drink(brief.planned):
        return SHORT
    row = next((row for row in brief.rows if row.step.kind == step and row.is_due), None)
    if row is None:
        return NO_STEP
    if row.is_had:
        return HAD
    return ENOUGH if row.step.had_enough else ""


FOUR_HOURS = Hours(
    kind=Kind.FOUR_HOURS,
    before=schedule.four_hours_before,
    ahead=queries.AHEAD,
    needless=lambda brief: needless(brief, "four_hours"),
    compose=emails.four_hours,
).mail_kind()

TWO_HOURS = Hours(
    kind=Kind.TWO_HOURS,
    before=schedule.two_hours_before,
    ahead=queries.AHEAD,
    needless=lambda brief: needless(brief, "two_hours"),
    compose=emails.two_hours,
).mail_kind()
