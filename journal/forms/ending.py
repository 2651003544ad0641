"""How a cramp ended: the part of its form, and the form of its own for one that was going."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from crispy_forms.layout import Div

from accounts.models import User
from journal.forms.fields import (
    ClockField,
    DayField,
    SegField,
    local_moment,
    local_moment_after,
)
from journal.forms.form import beside, seg
from journal.forms.moment import EXACT, OTHER, PRESETS, TOLERANCE, MomentForm
from journal.length import BANDS, band_of
from journal.models import CrampEpisode
from journal.models.episode import EndKind

STILL = "still"
KNOWN_END = "end"
UNKNOWN_END = "unknown"
LASTED = [
    *((band.code, band.label) for band in BANDS),
    (STILL, "still going"),
    (KNOWN_END, "I know the end"),
]
ENDING_FIELDS = ("lasted", "ended_on", "ended_clock")


class EndingPart(MomentForm):
    """A start, and an end known, about, still to come or not known.

    After `clean()` the end is `self.moment_end`; None when it is not known or was wrong.
    """

    lasted = SegField(LASTED, wide=5, label="How long did it last?")
    ended_on = DayField(required=False, label="Day it ended")
    ended_clock = ClockField(required=False, label="Time it ended")

    moment_end: datetime | None = None
    entry: CrampEpisode | None

    def ending_parts(self) -> Any:
        """The bands; day and clock show only with “I know the end”."""
        known = Div(beside("ended_clock", "ended_on"), css_class="ended-known")
        return Div(seg("lasted"), known, css_class="ended")

    @property
    def ending_values(self) -> dict[str, Any]:
        """Columns of a valid form."""
        kinds = {None: EndKind.UNKNOWN, STILL: EndKind.ONGOING, KNOWN_END: EndKind.KNOWN}
        return {
            "end_kind": kinds.get(self.cleaned_data["lasted"], EndKind.ABOUT),
            "ended_at": self.moment_end,
        }

    def clean(self) -> dict[str, Any]:
        """Start and end in order, neither still to come."""
        cleaned = super().clean()
        if self.moment is not None and not self.errors.keys() & {"ended_on", "ended_clock"}:
            self._find_end(cleaned.get("lasted"))
        return cleaned

    def _find_end(self, lasted: str | None) -> None:
        if lasted == KNOWN_END:
            self.moment_end = self._typed_end()
        elif lasted not in (None, STILL):
            self.moment_end = self._about_end(lasted)

    def _typed_end(self) -> datetime | None:
        started, clock = self.moment, self.cleaned_data.get("ended_clock")
        if started is None or clock is None:
            self.add_error("ended_clock", "Write the time it ended, or pick how long about.")
            return None
        day = self.cleaned_data.get("ended_on")
        begun = started.astimezone(self.zone)
        stored = self.entry.ended_at if self.entry else None
        ended = local_moment_after(started, day or begun.date(), clock, self.zone, stored)
        if day is None and ended < started.replace(second=0, microsecond=0):
            # A night cramp that ended after midnight.
            ended = local_moment(begun.date() + timedelta(days=1), clock, self.zone, stored)
        if started - timedelta(minutes=1) < ended < started:
            # The start has seconds and the typed end has none.
            ended = started
        if ended < started:
            self.add_error("ended_clock", f"It started at {begun:%H:%M}. The end comes after that.")
            return None
        if ended > self.now + TOLERANCE:
            self.add_error("ended_clock", "That is still to come. Is it still going?")
            return None
        return ended

    def _about_end(self, code: str) -> datetime | None:
        """An end nobody timed. A preset start moves back when the length does not fit."""
        band = next(band for band in BANDS if band.code == code)
        started = self.moment
        if started is None:
            return None
        length = self._kept_length(code) or timedelta(seconds=band.typical)
        if started + length <= self.now:
            return started + length
        room = max(self.now - started, timedelta(0))
        if room > timedelta(seconds=band.over):
            return started + room
        if self.entry is None and self.cleaned_data.get("when") not in (OTHER, EXACT):
            self.moment = self.now - length
            return self.now
        self.add_error("lasted", "It started less long ago than that. Is it still going?")
        return None

    def _kept_length(self, code: str) -> timedelta | None:
        """The stored length, when its band was left as it was."""
        lasted = self.entry.lasted if self.entry else None
        if lasted is None or band_of(lasted.total_seconds()).code != code:
            return None
        return lasted


def ending_shown(entry: CrampEpisode) -> dict[str, Any]:
    """A stored end as the form shows it, on the clock it was lived by."""
    is_known = entry.ended_at is not None and entry.end_kind == EndKind.KNOWN
    ended = entry.ended_at.astimezone(entry.zone_info) if is_known and entry.ended_at else None
    return {
        "lasted": _lasted(entry),
        "ended_on": ended.date() if ended else None,
        "ended_clock": ended.time() if ended else None,
    }


def _lasted(entry: CrampEpisode) -> str:
    if entry.end_kind == EndKind.ONGOING:
        return STILL
    if entry.lasted is None:
        return ""
    about = entry.end_kind == EndKind.ABOUT
    return band_of(entry.lasted.total_seconds()).code if about else KNOWN_END


class EndForm(MomentForm):
    """When a cramp ended: now, about so long ago, at a time, or not known."""

    def __init__(self, *args: Any, episode: CrampEpisode, athlete: User, **kwargs: Any) -> None:
        super().__init__(*args, athlete=athlete, initial={"when": "0"}, **kwargs)
        self.episode = episode
        self.zone = episode.zone_info
        when = self.fields["when"]
        when.label = "When did it end?"
        when.choices = [*PRESETS, (UNKNOWN_END, "not sure")]  # type: ignore[attr-defined]

    def parts(self) -> list[Any]:
        """One question."""
        return [self.moment_parts()]

    def clean(self) -> dict[str, Any]:
        """Not before the start."""
        cleaned = super().clean()
        started = self.episode.started_at
        if self.moment is not None and self.moment < started:
            if started - self.moment < timedelta(minutes=1):
                self.moment = started
            else:
                name = "clock" if cleaned.get("when") == OTHER else "when"
                self.add_error(
                    name,
                    f"It started at {started.astimezone(self.zone):%H:%M}."
                    " The end comes after that.",
                )
        return cleaned

    def _chosen(self, cleaned: dict[str, Any]) -> datetime | None:
        if cleaned.get("when") == UNKNOWN_END:
            for name in ("on", "clock"):
                self.errors.pop(name, None)
            return None
        return super()._chosen(cleaned)

    @property
    def kind(self) -> EndKind:
        """How well the end is known."""
        when = self.cleaned_data["when"] or "0"
        if when == UNKNOWN_END:
            return EndKind.UNKNOWN
        return EndKind.KNOWN if when in ("0", OTHER) else EndKind.ABOUT
