"""Two weighings in a form: believable, or confirmed with a tick."""

from __future__ import annotations

from typing import Protocol

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
    form.ask_mass = True
    if not form.cleaned_data.get("mass_checked"):
        way = "more" if change > 0 else "less"
        form.add_error(
            "mass_after",
            f"That is {100 * abs(change):.0f} % {way} than before. Please check both weights."
            " If they are right, tick the box and save again.",
        )
