"""When something happened: presets for now, day and clock for any other time."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from crispy_forms.layout import Div, Field, Layout
from django import forms

from journal.forms.fields import ClockField, DayField, SegField, local_moment
from journal.forms.form import DiaryForm, beside, seg
from journal.models import Entry

OTHER = "other"
# An exact instant that came with the address, to the second (the relief page's clock).
EXACT = "at"
PRESETS: tuple[tuple[str, str], ...] = (
    ("0", "now"),
    ("5", "5 min"),
    ("15", "15 min"),
    ("30", "30 min"),
    ("60", "1 h"),
    (OTHER, "other"),
)
# Clocks differ a little, and a minute is the finest a person types.
TOLERANCE = timedelta(minutes=2)
EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)


def _sooner(entered: datetime, now: datetime) -> str | None:
    if entered > now + TOLERANCE:
        return "That is still to come. Pick a time that has passed."
    if entered < EARLIEST:
        return "That is long ago. Check the year."
    return None


def read_instant(text: str, now: datetime) -> datetime | None:
    """An ISO instant from an address; None when it is none, has no zone, or cannot be."""
    try:
        found = datetime.fromisoformat(text.strip().replace(" ", "+"))
        found = found.astimezone(UTC) if found.tzinfo is not None else EARLIEST
    except (ValueError, OverflowError):
        return None
    return found if EARLIEST < found <= now + TOLERANCE else None


class MomentForm(DiaryForm):
    """A form about one moment. With an entry, its own day and clock in the zone it was lived in.

    "15 min" counts back from the moment the form arrives, which is what a person means by it.
    After `clean()` the instant is `self.moment`, or None when it was wrong.
    """

    when = SegField(PRESETS, wide=6, label="When did it start?", initial="0")
    at = forms.CharField(required=False, widget=forms.HiddenInput)
    on = DayField(required=False, label="Day")
    clock = ClockField(required=False, label="Time")

    moment: datetime | None = None

    def __init__(self, *args: Any, now: datetime, entry: Entry | None = None, **kwargs: Any):
        self.now = now
        self.entry = entry
        super().__init__(*args, row=entry, **kwargs)
        self.zone: ZoneInfo = entry.zone_info if entry else self.athlete.zone_info
        if entry is not None:
            for name in ("when", "at"):
                del self.fields[name]
            for name in ("on", "clock"):
                self.fields[name].required = True
            return
        exact = self._exact()
        if exact is not None:
            local = exact.astimezone(self.zone)
            today = self.now.astimezone(self.zone).date()
            day = "at" if local.date() == today else f"{local.day} {local:%b}"
            self.fields["when"].choices = [  # type: ignore[attr-defined]
                (EXACT, f"{day} {local:%H:%M}"),
                *PRESETS,
            ]

    def _exact(self) -> datetime | None:
        typed = self.data.get("at", "") if self.is_bound else self.initial.get("at", "")
        return read_instant(str(typed), self.now) if typed else None

    @property
    def stored(self) -> datetime | None:
        """The instant before this form, to the microsecond."""
        return getattr(self.entry, "started_at", None)

    def moment_parts(self) -> Any:
        """The presets; day and clock show only with “other”."""
        if self.entry is not None:
            return beside("on", "clock")
        other = Div(beside("on", "clock"), css_class="moment-other")
        return Layout(Field("at"), Div(seg("when"), other, css_class="moment"))

    def clean(self) -> dict[str, Any]:
        """Find the instant, or say beside the field what is wrong with it."""
        cleaned = super().clean() or self.cleaned_data
        self.moment = self._chosen(cleaned)
        if self.moment is not None:
            wrong = _sooner(self.moment, self.now)
            if wrong:
                self.add_error("clock", wrong)
                self.moment = None
        return cleaned

    def _chosen(self, cleaned: dict[str, Any]) -> datetime | None:
        when = OTHER if self.entry is not None else cleaned.get("when") or "0"
        if "when" not in self.errors and when != OTHER:
            # What stands in the hidden fields does not count.
            for name in ("on", "clock"):
                self.errors.pop(name, None)
            return self._exact() if when == EXACT else self.now - timedelta(minutes=int(when))
        if self.errors.keys() & {"when", "on", "clock"}:
            return None
        return self._typed(cleaned.get("on"), cleaned.get("clock"))

    def _typed(self, on: date | None, clock: time | None) -> datetime | None:
        if clock is None:
            self.add_error("clock", "Write the time, such as 18:30.")
            return None
        day = on or self.now.astimezone(self.zone).date()
        try:
            return local_moment(day, clock, self.zone, self.stored)
        except OverflowError:
            self.add_error("on", "Check the year.")
            return None
