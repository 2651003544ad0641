"""The form of what really happened in a workout."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, cast
from zoneinfo import ZoneInfo

from django import forms

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
    WholeField,
    ZoneField,
    local_moment,
    optional,
    step_text,
)
from journal.forms.form import DiaryForm, amount, beside, checks, fold, seg, zone
from journal.forms.masses import check_masses, check_urine
from journal.forms.pace import SplitField
from journal.forms.workout import acclimatised_field, title_field
from journal.limits import (
    MASS_KG,
    MAX_DISTANCE_M,
    MAX_DRANK_ML,
    MAX_MINUTES,
    MAX_URINE_ML,
    TEMPERATURE_C,
)
from journal.models import Workout
from journal.models.workout import sport_choices
from journal.muscles import group_choices

# Design choices: how far a phone's clock may be ahead of ours, for the start and for the end.
AHEAD = timedelta(minutes=5)
END_AHEAD = timedelta(minutes=15)


class DoneForm(DiaryForm):
    """What really happened. Sport, start and minutes are required, nothing else."""

    sport = forms.ChoiceField(label="Sport", choices=sport_choices)
    title = title_field()
    day = DayField(label="Day")
    clock = ClockField(label="Start")
    minutes = WholeField(1, MAX_MINUTES, suffix="min", label="How long")
    distance = QuantityField("distance", 1, MAX_DISTANCE_M, label=optional("Distance"))
    # Evidence 7.1: the effort of a whole session is told best about half an hour later.
    rpe = ScaleField(
        label=optional("How hard was it?"),
        help_text="0 is rest, 10 is all you have. About 30 minutes after is best: skip it, and"
        " Today asks you then.",
    )
    first_half = SplitField(
        label=optional("Time for the first half"), help_text="Of the distance, as on your watch."
    )
    cramped = AnswerField(no="No cramp", label="Any cramp?", help_text="A no is worth a tap.")
    temperature = QuantityField("temperature", *TEMPERATURE_C, label="Temperature")
    humidity = QuantityField("percent", 0, 100, label="Humidity")
    acclimatised = acclimatised_field()
    drank = QuantityField("volume", 0, MAX_DRANK_ML, label="Drank during it")
    urine = QuantityField(
        "volume", 0, MAX_URINE_ML, label="Urine", help_text="Between the two weighings."
    )
    # Evidence 4.1: empty bladder, dry, to 0.1 kg, before and after.
    mass_before = QuantityField(
        "mass", *MASS_KG, label="Weight before", help_text="Dry, after the toilet."
    )
    mass_after = QuantityField(
        "mass", *MASS_KG, label="Weight after", help_text="Towelled dry, same clothes or none."
    )
    mass_checked = forms.BooleanField(label="Both weights are right", required=False)
    sweat_test = forms.BooleanField(label="Then show me the sweat test", required=False)
    soreness = ScaleField(label="Sore before it?", help_text="0 is not at all.")
    fatigue = ScaleField(label="Tired before it?", help_text="0 is fresh.")
    is_race = forms.BooleanField(label="It was a race", required=False)
    target_muscles = ChecksField(group_choices, label="Muscles it worked most")
    note = NoteField()
    zone = ZoneField(help_text="Where you were.")

    def __init__(
        self,
        *args: Any,
        athlete: User,
        now: datetime,
        workout: Workout | None = None,
        has_episodes: bool = False,
        **kwargs: Any,
    ) -> None:
        self.now, self.workout, self.has_episodes = now, workout, has_episodes
        self.ask_mass = False
        super().__init__(*args, athlete=athlete, row=workout, **kwargs)
        cast("SplitField", self.fields["first_half"]).stored = self.initial.get("first_half")

    def clean_cramped(self) -> bool | None:
        """A logged cramp is an answer already."""
        answer: bool | None = self.cleaned_data["cramped"]
        if self.has_episodes and answer is not True:
            raise forms.ValidationError(
                "A cramp is logged for this workout. Delete that first if there was none."
            )
        return answer

    def clean(self) -> dict[str, Any]:
        """Start and end lie behind us, and weights are believable or confirmed."""
        got = super().clean() or self.cleaned_data
        if not {"day", "clock", "zone"} & set(self.errors):
            stored = self.workout.started_at if self.workout else None
            start = local_moment(got["day"], got["clock"], ZoneInfo(got["zone"]), stored)
            got["started_at"] = start
            self._check_times(start)
        half, whole = got.get("first_half"), got.get("minutes")
        if half is not None and whole is not None and half >= whole:
            self.add_error("first_half", "The first half took less than the whole. Check both.")
        if not {"mass_before", "mass_after"} & set(self.errors):
            check_masses(self)
        if "urine" not in self.errors:
            check_urine(self, got.get("minutes"))
        return got

    def _check_times(self, start: datetime) -> None:
        if start > self.now + AHEAD:
            self.add_error(
                "clock", "This start is still to come. Change it, or plan the workout instead."
            )
        elif "minutes" not in self.errors:
            end = start + timedelta(minutes=self.cleaned_data["minutes"])
            if end > self.now + END_AHEAD:
                until = end.astimezone(ZoneInfo(self.cleaned_data["zone"]))
                self.add_error(
                    "minutes",
                    f"That ends at {until:%H:%M}, which is still to come."
                    " Check the start and the minutes.",
                )

    def parts(self) -> list[Any]:
        """The answers in the order they come to mind; measuring is folded."""
        named = [beside("sport", "title")]
        weights = ("mass_before", "mass_after", "drank", "urine")
        more = ("target_muscles", "first_half", "note", "zone", "sport", "title")
        return [
            *(named if self.workout is None else []),
            beside("day", "clock"),
            beside(amount(self, "minutes"), amount(self, "distance")),
            seg("rpe"),
            seg("cramped"),
            fold(
                self,
                "Heat",
                beside(amount(self, "temperature"), amount(self, "humidity")),
                seg("acclimatised"),
                names=("temperature", "humidity", "acclimatised"),
            ),
            fold(
                self,
                "Drink and weight",
                amount(self, "drank"),
                beside(amount(self, "mass_before"), amount(self, "mass_after")),
                *(["mass_checked"] if self.ask_mass else []),
                amount(self, "urine"),
                "sweat_test",
                names=weights,
            ),
            fold(
                self,
                "How you felt before",
                seg("soreness"),
                seg("fatigue"),
                names=("soreness", "fatigue"),
            ),
            fold(
                self,
                "More: muscles, first half, note, time zone",
                *(named if self.workout is not None else []),
                beside("first_half"),
                checks("target_muscles"),
                "is_race",
                "note",
                zone("zone"),
                names=more,
            ),
        ]

    def values(self) -> dict[str, Any]:
        """The model's fields; the planned ones are not among them."""
        got = self.cleaned_data
        return {
            "sport": got["sport"],
            "title": got["title"],
            "is_race": got["is_race"],
            "target_muscles": got["target_muscles"],
            "started_at": got["started_at"],
            "zone": got["zone"],
            "minutes": got["minutes"],
            "rpe": got["rpe"],
            "rpe_at": self._rpe_at(got["rpe"]),
            "first_half_minutes": got["first_half"],
            "acclimatised": got["acclimatised"],
            "distance_m": got["distance"],
            "cramped": got["cramped"],
            "temperature_c": got["temperature"],
            "humidity_percent": got["humidity"],
            "drank_ml": got["drank"],
            "urine_ml": got["urine"],
            "mass_before_kg": got["mass_before"],
            "mass_after_kg": got["mass_after"],
            "soreness_before": got["soreness"],
            "fatigue_before": got["fatigue"],
            "note": got["note"],
        }

    def _rpe_at(self, rpe: int | None) -> datetime | None:
        """When the effort was told; telling the same again is no new answer."""
        if rpe is None:
            return None
        same = self.workout is not None and self.workout.rpe == rpe
        return self.workout.rpe_at if self.workout is not None and same else self.now


def done_initial(workout: Workout, now: datetime) -> dict[str, Any]:
    """What was done; for a plan, the plan as the first guess.

    Effort is never guessed from the plan: planned and felt effort are compared later.
    """
    start = workout.started_at or _likely_start(workout, now)
    local = start.astimezone(workout.zone_info)
    distance = workout.distance_m
    if workout.started_at is None:
        distance = workout.planned_distance_m
    return {
        "sport": workout.sport,
        "title": workout.title,
        "is_race": workout.is_race,
        "target_muscles": workout.target_muscles,
        "day": local.date(),
        "clock": local.time().replace(second=0, microsecond=0),
        "zone": workout.zone,
        "minutes": workout.duration_minutes,
        "rpe": step_text(workout.rpe),
        "distance": distance,
        "first_half": workout.first_half_minutes,
        "acclimatised": workout.acclimatised,
        "cramped": workout.cramped,
        "temperature": workout.temperature_c,
        "humidity": workout.humidity_percent,
        "drank": workout.drank_ml,
        "urine": workout.urine_ml,
        "mass_before": workout.mass_before_kg,
        "mass_after": workout.mass_after_kg,
        "soreness": step_text(workout.soreness_before),
        "fatigue": step_text(workout.fatigue_before),
        "note": workout.note,
    }


def new_done_initial(athlete: User, now: datetime) -> dict[str, Any]:
    """A workout without a plan: today, at home, nothing answered."""
    return {
        "day": local_day(now, athlete.zone_info),
        "zone": athlete.zone,
        "rpe": "",
        "soreness": "",
        "fatigue": "",
    }


def _likely_start(workout: Workout, now: datetime) -> datetime:
    """The planned start, or, when done early, as long ago as it was to last."""
    length = timedelta(minutes=workout.planned_minutes or 0)
    start: datetime = workout.starts_at
    return min(start, now - length)
