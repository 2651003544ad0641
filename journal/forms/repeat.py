"""The form that repeats a plan, and the one that copies a week."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError

from accounts.models import User
from accounts.zones import local_day
from journal.forms.fields import ChecksField, DayField, WholeField, optional
from journal.forms.form import DiaryForm, amount, checks
from journal.forms.workout import LATE, PLAN_AHEAD
from journal.models import Workout
from journal.repeats import LONGEST, WEEKS, Occurrence, days_until, end_of_weeks, occurrences
from journal.weeks import Week, week_on

WEEKDAYS = (
    ("0", "Monday"),
    ("1", "Tuesday"),
    ("2", "Wednesday"),
    ("3", "Thursday"),
    ("4", "Friday"),
    ("5", "Saturday"),
    ("6", "Sunday"),
)
# Design choices: two months are a usual block of training, and a week is copied into the next.
USUAL_WEEKS = 8
OFFERED_WEEKS = 4


class RepeatForm(DiaryForm):
    """Every week on some weekdays, for a number of weeks or until a day."""

    weekdays = ChecksField(WEEKDAYS, label="Every week on", required=True)
    weeks = WholeField(
        WEEKS[0],
        WEEKS[-1],
        suffix="weeks",
        label="For how many weeks",
        help_text="The first week is that of this workout.",
        required=False,
    )
    until = DayField(
        label=optional("Or until"), required=False, help_text="Used instead of the weeks."
    )

    def __init__(self, *args: Any, workout: Workout, now: datetime, **kw: Any) -> None:
        self.workout, self.now = workout, now
        self.local = workout.starts_at.astimezone(workout.zone_info)
        super().__init__(*args, **kw)

    def parts(self) -> list[Any]:
        """Which days, then how long."""
        return [checks("weekdays"), amount(self, "weeks"), "until"]

    def clean(self) -> dict[str, Any]:
        """The answers become `occurrences`."""
        got = super().clean() or self.cleaned_data
        if self.errors.keys() & {"weekdays", "until"}:
            return got
        last = self._last(got)
        if last is None:
            return got
        days = days_until(self.local.date(), last, {int(day) for day in got["weekdays"]})
        found = occurrences(days, self.local.time(), self.workout.zone_info)
        # A plan of last week that is repeated now begins with what is still to come.
        ahead = tuple(one for one in found if one.at >= self.now - LATE)
        if not ahead:
            field = "until" if got["until"] else "weekdays"
            self.add_error(field, "No such day is left until then. Pick another one.")
        elif ahead[-1].at > self.now + PLAN_AHEAD:
            field = "until" if got["until"] else "weeks"
            self.add_error(field, "A plan reaches two years ahead. Make it shorter.")
        got["occurrences"] = ahead
        return got

    def _last(self, got: dict[str, Any]) -> date | None:
        first: date = self.local.date()
        until: date | None = got["until"]
        if until is None:
            if "weeks" in self.errors:
                return None
            if got["weeks"] is None:
                self.add_error("weeks", "Say how many weeks, or until which day.")
                return None
            return end_of_weeks(first, got["weeks"])
        # What stands in the field that does not count is not looked at.
        self.errors.pop("weeks", None)
        if until <= first:
            self.add_error("until", f"Pick a day after {first:%-d %B %Y}, the first one.")
        elif until > first + LONGEST:
            self.add_error("until", f"A repeat is {WEEKS[-1]} weeks at most. Pick an earlier day.")
        else:
            return until
        return None

    @property
    def occurrences(self) -> tuple[Occurrence, ...]:
        """The days to come, at least one; after validation."""
        found: tuple[Occurrence, ...] = self.cleaned_data["occurrences"]
        return found


def repeat_initial(workout: Workout) -> dict[str, Any]:
    """Its own weekday, for a usual time."""
    local = workout.starts_at.astimezone(workout.zone_info)
    return {"weekdays": [str(local.weekday())], "weeks": USUAL_WEEKS}


class CopyWeekForm(DiaryForm):
    """Into which week; any day of it names it."""

    to = DayField(label="To the week of", help_text="Any day of that week.")

    def __init__(self, *args: Any, athlete: User, source: Week, now: datetime, **kw: Any) -> None:
        self.source, self.now = source, now
        super().__init__(*args, athlete=athlete, **kw)

    def clean_to(self) -> Week:
        """The week of the day: one that is not over, not the source, and not too far."""
        day: date = self.cleaned_data["to"]
        week, today = week_on(day), local_day(self.now, self.athlete.zone_info)
        if week is None or day > today + PLAN_AHEAD:
            raise ValidationError("A plan reaches two years ahead. Pick an earlier day.")
        if week == self.source:
            raise ValidationError("This is the week itself. Pick a day of another week.")
        if week.sunday < today:
            raise ValidationError("This week is over. Pick a day of a later one.")
        return week

    @property
    def target(self) -> Week:
        """The week chosen; after validation."""
        week: Week = self.cleaned_data["to"]
        return week


def first_targets(source: Week, today: date) -> list[Week]:
    """The weeks most often meant: the next ones, and none that is over."""
    monday = max(source.monday, today - timedelta(days=today.weekday()))
    found = [week_on(monday + timedelta(weeks=n)) for n in range(1, OFFERED_WEEKS + 1)]
    return [week for week in found if week is not None]


def copy_initial(source: Week, today: date, asked: str = "") -> dict[str, Any]:
    """The week that an address asks for, else the next one; its Monday stands for it."""
    try:
        week = week_on(date.fromisoformat(asked))
    except ValueError:
        week = None
    if week is None or week == source or week.sunday < today:
        week = next(iter(first_targets(source, today)), source)
    return {"to": week.monday}
