"""Two weighings in a form, and what passed between them: believable, or confirmed with a tick."""

from __future__ import annotations

from typing import Protocol

from journal.limits import is_urine_believable
from journal.mass import is_change_believable
from journal.models import Workout

# Design choice: outside of these a weight is more often a slip than a body.
MAX_GAIN = 0.05
MAX_LOSS = 0.10


class Weighing(Protocol):
    """A form with `mass_before`, `mass_after` and `mass_checked`."""

    workout: Workout | None
    ask_mass: bool
    cleaned_data: dict[str, object]

    def add_error(self, field: str | None, error: str) -> None:
        """As every form does."""


def check_masses(form: Weighing) -> None:
    """Ask once more where the change is hard to believe; what is stored already stands."""
    before, after = form.cleaned_data["mass_before"], form.cleaned_data["mass_after"]
    if not isinstance(before, int | float) or not isinstance(after, int | float):
        return
    stored = form.workout
    if stored is not None and (before, after) == (stored.mass_before_kg, stored.mass_after_kg):
        return
    change = after / before - 1
    if -MAX_LOSS <= change <= MAX_GAIN:
        return
    said = f"That is {100 * abs(change):.0f} % {'more' if change > 0 else 'less'} than before."
    if not is_change_believable(before, after):
        form.add_error("mass_after", f"{said} No workout does that. Please check both weights.")
        return
    form.ask_mass = True
    if not form.cleaned_data.get("mass_checked"):
        form.add_error(
            "mass_after",
            f"{said} Please check both weights. If they are right, tick the box and save again.",
        )


def check_urine(form: Weighing, minutes: int | None) -> None:
    """Say what no kidney does in so long; what is stored already stands."""
    urine = form.cleaned_data["urine"]
    stored = form.workout.urine_ml if form.workout is not None else None
    if not isinstance(urine, int | float) or urine == stored:
        return
    if not is_urine_believable(urine, minutes):
        form.add_error("urine", "Nobody passes that much in a workout this long. Please check it.")
