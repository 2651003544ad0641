"""Pace, length, heat and sore muscles, an hour and a half before a workout that asks for a word.

Evidence 8. The rules say whether it does; no amount is named.
"""

from __future__ import annotations

from datetime import timedelta

from advice.brief import Brief
from advice.rules.finding import Finding
from reminders import emails, schedule
from reminders.kinds.before import Hours
from reminders.kinds.reasons import GONE, SILENCES
from reminders.models import Kind

CALM = "Nothing about its pace, its heat or your muscles calls for an e-mail."
# Evidence 8: faster by 5 %, WBGT from 27.9, soreness from 4, longer than 1.1 times the longest.
CALLING = frozenset(
    {"faster_than_usual", "hot_workout_ahead", "sore_muscles", "longer_than_lately"}
)
# So near a start a row is made; almost everybody has one, and most are found not to be needed.
AHEAD = timedelta(hours=2)


def needless(brief: Brief) -> str:
    """Why the mail is not needed; "": a rule calls for it."""
    if brief.is_emergency:
        return SILENCES["emergency"]
    if brief.is_over:
        return GONE
    found = (each for topic in brief.found.values() for each in topic)
    return "" if any(_calls(each) for each in found) else CALM


def _calls(found: Finding) -> bool:
    if found.rule in CALLING:
        return True
    # It says the longest better, and then stands alone (advice.rules.ONLY_BECAUSE).
    because = found.inputs.get("because")
    return found.rule == "hard_workout_ahead" and isinstance(because, list) and "length" in because


PACE = Hours(
    kind=Kind.PACE,
    before=schedule.pace_before,
    ahead=AHEAD,
    needless=needless,
    compose=emails.pace,
).mail_kind()
