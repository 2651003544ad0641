"""What helped against a cramp, and how long each step took until it let go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from crispy_forms.layout import Div

from journal.forms.fields import ChecksField, WholeField
from journal.forms.form import Amount, DiaryForm, beside, checks
from journal.models import ReliefStep
from journal.models.episode import Relief, relief_choices
from journal.models.relief import MAX_SECONDS

# “It went by itself” is no step and takes no time.
TIMED = tuple(kind for kind in Relief if kind != Relief.NOTHING)
# Two fields a step, so that nobody has to guess a unit and every whole second comes back as it was.
TIME_FIELDS = tuple(f"{unit}_{kind}" for kind in TIMED for unit in ("min", "sec"))
STEP_FIELDS = ("helped", *TIME_FIELDS)
_PARTS = {"min": ("minutes", 0, MAX_SECONDS // 60), "sec": ("seconds", 0, 3600)}


class StepsPart(DiaryForm):
    """What helped; each ticked step can say how long it took. Not ticked, its time counts not."""

    helped = ChecksField(relief_choices, label="What helped?")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind in TIMED:
            for unit, (words, low, high) in _PARTS.items():
                label = f"{kind.label} took" if unit == "min" else "and"
                made = WholeField(low, high, label=label, required=False)
                made.widget.attrs["aria-label"] = f"{label} {words}, {kind.label.lower()}"
                self.fields[f"{unit}_{kind}"] = made

    def know_time_of(self, kind: str) -> None:
        """Somebody timed this step: its time is not asked."""
        for unit in _PARTS:
            del self.fields[f"{unit}_{kind}"]

    def step_parts(self) -> Any:
        """The boxes, and under them a row for each ticked step that shows only then."""
        rows = [
            Div(
                beside(Amount(f"min_{kind}", "min"), Amount(f"sec_{kind}", "s")),
                css_class=f"took took-{kind}",
            )
            for kind in TIMED
            if f"min_{kind}" in self.fields
        ]
        return Div(checks("helped"), *rows, css_class="steps-told")

    def clean(self) -> dict[str, Any]:
        """No step takes longer than a day; a row whose box is not ticked is not refused."""
        cleaned = super().clean() or self.cleaned_data
        for kind in TIMED:
            if kind not in cleaned.get("helped", ()):
                for unit in _PARTS:
                    self.errors.pop(f"{unit}_{kind}", None)
        for step, seconds in self.steps.items():
            if seconds > MAX_SECONDS:
                self.add_error(f"min_{step}", "That is more than a day. Check the minutes.")
        return cleaned

    @property
    def steps(self) -> dict[str, int]:
        """Seconds to relief of each ticked step whose time was told."""
        data = self.cleaned_data
        told: dict[str, int] = {}
        for kind in TIMED:
            minutes, seconds = data.get(f"min_{kind}"), data.get(f"sec_{kind}")
            if kind in data.get("helped", ()) and (minutes is not None or seconds is not None):
                told[kind] = 60 * (minutes or 0) + (seconds or 0)
        return told


def steps_shown(steps: Sequence[ReliefStep]) -> Mapping[str, Any]:
    """Told times as the form shows them: 90 seconds are 1 min 30 s."""
    shown: dict[str, Any] = {}
    for step in steps:
        if step.started_at is None and step.seconds_to_relief is not None:
            minutes, seconds = divmod(step.seconds_to_relief, 60)
            shown.setdefault(f"min_{step.kind}", minutes or "")
            shown.setdefault(f"sec_{step.kind}", seconds if seconds or not minutes else "")
    return shown
