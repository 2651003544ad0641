"""The form of a template, and what a plan takes from one."""

from __future__ import annotations

from datetime import time
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator

from journal.forms.fields import (
    ChecksField,
    ClockField,
    QuantityField,
    ScaleField,
    SegField,
    WholeField,
    optional,
    step_text,
)
from journal.forms.form import DiaryForm, amount, beside, checks, seg
from journal.limits import MAX_DISTANCE_M, MAX_MINUTES
from journal.models import Workout, WorkoutTemplate
from journal.models.workout import part_choices, sport_choices
from journal.muscles import group_choices


class TemplateForm(DiaryForm):
    """A workout without a day. Name, sport, time and minutes are required."""

    name = forms.CharField(
        label="Name",
        # No maxlength on the input: the browser would cut without a word.
        validators=[MaxLengthValidator(80)],
        error_messages={
            "required": "Give it a name, such as Long run.",
            "max_length": "A name holds 80 characters. Please shorten it.",
        },
        widget=forms.TextInput(attrs={"placeholder": "Long run, leg day …"}),
    )
    sport = forms.ChoiceField(label="Sport", choices=sport_choices)
    clock = ClockField(label=optional("Time"), required=False)
    part = SegField(
        part_choices, wide=5, label="Or a part of the day", help_text="Used when no time is given."
    )
    minutes = WholeField(1, MAX_MINUTES, suffix="min", label="How long")
    effort = ScaleField(
        label=optional("How hard will it be?"), help_text="0 is rest, 10 is all you have."
    )
    target_muscles = ChecksField(group_choices, label=optional("Muscles it works most"))
    distance = QuantityField("distance", 1, MAX_DISTANCE_M, label=optional("Distance"))

    def parts(self) -> list[Any]:
        """In the order of the plan that it fills in."""
        return [
            beside("name", "sport"),
            beside("clock", amount(self, "minutes")),
            seg("part"),
            amount(self, "distance"),
            seg("effort"),
            checks("target_muscles"),
        ]

    def clean(self) -> dict[str, Any]:
        """A plan needs to know when, so a template does too."""
        got = super().clean() or self.cleaned_data
        if not {"clock", "part"} & set(self.errors) and got["clock"] is None and not got["part"]:
            self.add_error("clock", "Give a time, or pick a part of the day.")
        return got

    def values(self) -> dict[str, Any]:
        """The model's fields."""
        got = self.cleaned_data
        clock: time | None = got["clock"]
        return {
            "name": got["name"],
            "sport": got["sport"],
            "clock": clock,
            "part_of_day": "" if clock else got["part"],
            "minutes": got["minutes"],
            "effort": got["effort"],
            "distance_m": got["distance"],
            "target_muscles": got["target_muscles"],
        }


def template_initial(template: WorkoutTemplate) -> dict[str, Any]:
    """What an existing template shows."""
    return {
        "name": template.name,
        "sport": template.sport,
        "clock": template.clock,
        "part": template.part_of_day,
        "minutes": template.minutes,
        "effort": step_text(template.effort),
        "distance": template.distance_m,
        "target_muscles": template.target_muscles,
    }


def template_from(workout: Workout) -> dict[str, Any]:
    """What a workout of the diary offers for a template: as planned, else as done."""
    start = workout.planned_start_at or workout.starts_at
    clock = start.astimezone(workout.zone_info).time().replace(second=0, microsecond=0)
    planned = workout.planned_minutes is not None
    effort = workout.planned_effort if workout.planned_effort is not None else workout.rpe
    return {
        "name": workout.name,
        "sport": workout.sport,
        "clock": None if workout.part_of_day else clock,
        "part": workout.part_of_day,
        "minutes": workout.planned_minutes if planned else workout.minutes,
        "effort": step_text(effort),
        "distance": workout.planned_distance_m or workout.distance_m,
        "target_muscles": workout.target_muscles,
    }


def plan_from(template: WorkoutTemplate) -> dict[str, Any]:
    """What a plan form shows of a template; the day is the athlete's to say."""
    shown = template_initial(template)
    name = shown.pop("name")
    # Named after its sport, it needs no name.
    title = "" if name == template.get_sport_display() else name
    return {**shown, "title": title, "pace": template.pace_s_km}
