"""Forms of a plan: new, changed, moved."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any, cast
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django import forms
from django.core.validators import MaxLengthValidator
from django.urls import reverse
from django.utils.html import format_html

from accounts.models import User
from accounts.zones import local_day
from journal.forms.fields import (
    AnswerField,
    ChecksField,
    ClockField,
    DayField,
    NoteField,
    QuantityField,
    ScaleField,
    SegField,
    WholeField,
    ZoneField,
    local_moment,
    optional,
    step_text,
)
from journal.forms.form import DiaryForm, amount, beside, checks, fold, seg, zone
from journal.forms.pace import PaceField
from journal.limits import MAX_DISTANCE_M, MAX_MINUTES, TEMPERATURE_C
from journal.models import Workout
from journal.models.workout import PartOfDay, part_choices, sport_choices
from journal.muscles import group_choices

# Design choice: when a plan says only the part of the day, it is taken to start about then.
PART_CLOCKS: dict[str, time] = {
    PartOfDay.MORNING: time(7, 0),
    PartOfDay.MIDDAY: time(12, 0),
    PartOfDay.AFTERNOON: time(15, 30),
    PartOfDay.EVENING: time(18, 30),
}
# Design choices: how late a plan may still be made, and how far ahead.
LATE = timedelta(minutes=15)
LATE_PART = timedelta(hours=4)
PLAN_AHEAD = timedelta(days=731)


class WhenForm(DiaryForm):
    """A day with a time on the clock or a part of the day, in a zone; not in the past."""

    day = DayField(label="Day")
    clock = ClockField(label=optional("Time"), required=False)
    part = SegField(
        part_choices, wide=5, label="Or a part of the day", help_text="Used when no time is given."
    )
    zone = ZoneField(help_text="Change it to plan for a trip.")

    def __init__(
        self, *args: Any, athlete: User, now: datetime, workout: Workout | None = None, **kw: Any
    ) -> None:
        self.now, self.workout = now, workout
        super().__init__(*args, athlete=athlete, row=workout, **kw)

    @property
    def _stored(self) -> datetime | None:
        return self.workout.planned_start_at if self.workout else None

    def clean(self) -> dict[str, Any]:
        """The pair becomes `starts_at`."""
        got = super().clean() or self.cleaned_data
        if {"day", "clock", "part", "zone"} & set(self.errors):
            return got
        clock: time | None = got["clock"]
        if clock is None and not got["part"]:
            self.add_error("clock", "Give a time, or pick a part of the day.")
            return got
        zone_info = ZoneInfo(got["zone"])
        start = local_moment(got["day"], clock or PART_CLOCKS[got["part"]], zone_info, self._stored)
        got["starts_at"] = start
        got["part"] = "" if clock else got["part"]
        if start != self._stored:
            self._check_start(start, LATE if clock else LATE_PART)
        return got

    def _check_start(self, start: datetime, late: timedelta) -> None:
        if start < self.now - late:
            self.add_error("clock" if self.cleaned_data["clock"] else "day", self._passed())
        elif start > self.now + PLAN_AHEAD:
            self.add_error("day", "A plan reaches two years ahead. Pick an earlier day.")

    def _passed(self) -> str:
        """The way out takes along what was typed."""
        known = ("sport", "title", "day", "clock", "minutes")
        typed = {name: self.data[name] for name in known if self.data.get(name)}
        return format_html(
            'This time has passed. <a href="{}?{}">Log it as done instead.</a>',
            reverse("journal:log_workout"),
            urlencode(typed),
        )

    def start_values(self) -> dict[str, Any]:
        """The start as the model's fields."""
        got = self.cleaned_data
        return {
            "planned_start_at": got["starts_at"],
            "part_of_day": got["part"] or "",
            "zone": got["zone"],
        }


def when_initial(workout: Workout) -> dict[str, Any]:
    """The planned start as a person sees it."""
    start: datetime = workout.planned_start_at or workout.starts_at
    local = start.astimezone(workout.zone_info)
    return {
        "day": local.date(),
        "clock": None if workout.part_of_day else local.time().replace(second=0, microsecond=0),
        "part": workout.part_of_day,
        "zone": workout.zone,
    }


class MoveForm(WhenForm):
    """Another day or time, everything else as it was."""

    def parts(self) -> list[Any]:
        """When, and for a trip where."""
        zone_fold = fold(self, "Time zone", zone("zone"), names=("zone",))
        return [beside("day", "clock"), seg("part"), zone_fold]


def acclimatised_field() -> AnswerField:
    """Used to the heat, in the words of evidence row 14 (design choice there)."""
    return AnswerField(
        label="Used to such heat?",
        help_text="Yes after an hour or more of it on 10 of the last 14 days.",
        skip="Not sure",
    )


def title_field() -> forms.CharField:
    """What the athlete calls a workout."""
    return forms.CharField(
        label=optional("Name"),
        required=False,
        # No maxlength on the input: the browser would cut without a word.
        validators=[MaxLengthValidator(80)],
        error_messages={"max_length": "A name holds 80 characters. Please shorten it."},
        widget=forms.TextInput(attrs={"placeholder": "Long run, leg day …"}),
    )


class PlanForm(WhenForm):
    """A plan. Sport, day, time and minutes are required."""

    sport = forms.ChoiceField(label="Sport", choices=sport_choices)
    title = title_field()
    minutes = WholeField(1, MAX_MINUTES, suffix="min", label="How long")
    effort = ScaleField(
        label=optional("How hard will it be?"), help_text="0 is rest, 10 is all you have."
    )
    target_muscles = ChecksField(group_choices, label=optional("Muscles it works most"))
    distance = QuantityField("distance", 1, MAX_DISTANCE_M, label=optional("Distance"))
    pace = PaceField(label=optional("Pace"))
    is_race = forms.BooleanField(label="It is a race", required=False)
    temperature = QuantityField("temperature", *TEMPERATURE_C, label="Temperature expected")
    humidity = QuantityField("percent", 0, 100, label="Humidity expected")
    acclimatised = acclimatised_field()
    note = NoteField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sport, stored = self.initial.get("sport", ""), self.initial.get("pace")
        self._pace.use(self.athlete.units, sport, stored)

    @property
    def _pace(self) -> PaceField:
        return cast("PaceField", self.fields["pace"])

    def clean_pace(self) -> float | None:
        """In the words of the sport that was picked with it."""
        sport = self.cleaned_data.get("sport")
        return self._pace.told(self.cleaned_data["pace"], sport) if sport else None

    def parts(self) -> list[Any]:
        """What is required first; the rest folded."""
        more = (
            "distance",
            "pace",
            "is_race",
            "temperature",
            "humidity",
            "acclimatised",
            "note",
            "zone",
        )
        return [
            beside("sport", "title"),
            beside("day", "clock"),
            seg("part"),
            amount(self, "minutes"),
            seg("effort"),
            checks("target_muscles"),
            fold(
                self,
                "More: distance, pace, race, weather, note",
                beside(amount(self, "distance")),
                "pace",
                "is_race",
                beside(amount(self, "temperature"), amount(self, "humidity")),
                seg("acclimatised"),
                "note",
                zone("zone"),
                names=more,
            ),
        ]

    def values(self) -> dict[str, Any]:
        """The model's fields."""
        got = self.cleaned_data
        return {
            **self.start_values(),
            "sport": got["sport"],
            "title": got["title"],
            "is_race": got["is_race"],
            "target_muscles": got["target_muscles"],
            "planned_minutes": got["minutes"],
            "planned_effort": got["effort"],
            "planned_distance_m": got["distance"],
            "planned_pace_s_km": got["pace"],
            "acclimatised": got["acclimatised"],
            "temperature_c": got["temperature"],
            "humidity_percent": got["humidity"],
            "note": got["note"],
        }


def plan_initial(workout: Workout) -> dict[str, Any]:
    """What an existing plan shows."""
    return {
        **when_initial(workout),
        "sport": workout.sport,
        "title": workout.title,
        "is_race": workout.is_race,
        "target_muscles": workout.target_muscles,
        "minutes": workout.planned_minutes,
        "effort": step_text(workout.planned_effort),
        "distance": workout.planned_distance_m,
        "pace": workout.planned_pace_s_km,
        "acclimatised": workout.acclimatised,
        "temperature": workout.temperature_c,
        "humidity": workout.humidity_percent,
        "note": workout.note,
    }


def new_plan_initial(athlete: User, now: datetime) -> dict[str, Any]:
    """A new plan is for tomorrow, at home."""
    tomorrow = local_day(now, athlete.zone_info) + timedelta(days=1)
    return {"day": tomorrow, "zone": athlete.zone, "part": "", "effort": ""}
