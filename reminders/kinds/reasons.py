"""Why a mail about a workout is not needed, in plain words."""

from __future__ import annotations

from advice.hydration import NO_MASS, Preparation
from reminders.queries import FLUID_LIMIT

GONE = "The workout was moved, done or cancelled."
# Why advice on drinking is silent; another code falls back to QUIET_ADVICE.
SILENCES = {
    "fluid_limit": FLUID_LIMIT,
    "gained": "You finished a session heavier than you began it, so no drinking advice for now.",
    "swollen": "You were heavier and swollen in the morning, so no drinking advice for now.",
    "emergency": "There is a warning sign to look after first.",
}
# Advice goes on and urges no drink before the start (advice.rules.fluids.held_back).
HELD_BACK = {
    "heavier": "You were heavier this morning, so no drink is urged on you today.",
    "gained_today": "You finished a session of today heavier than you began it.",
}
QUIET_ADVICE = "There is no drinking advice for now."


def silence(plan: Preparation) -> str:
    """Why nothing may be said about drinking; "": it may, with amounts or without."""
    if plan.silent_because in {None, NO_MASS}:
        return ""
    return SILENCES.get(plan.silent_because or "", QUIET_ADVICE)


def held_back(plan: Preparation) -> str:
    """Why no drink is urged before the start; "": nothing is held back."""
    return HELD_BACK.get(plan.held_back or "", "")
