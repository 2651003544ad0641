"""Fields for a pace, and for the time that a part of the distance took."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from accounts.units import Units
from journal.limits import MAX_MINUTES, PACE_S_KM
from journal.pace import RIDE, pace_figure, pace_unit, read_pace

_SPLIT = re.compile(r"(?:(\d{1,2}):)?(\d{1,4}):([0-5]\d)")
_MINUTES = re.compile(r"\d{1,4}([.,]\d{1,3})?")


class PaceField(forms.CharField):
    """A pace as people of this sport say it. Which sport it is, only the form knows.

    The form calls `use` when it is made and `told` when it is cleaned.
    """

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"autocomplete": "off", "placeholder": "5:30"}
        super().__init__(required=False, widget=forms.TextInput(attrs=attrs), **kwargs)
        self.use(Units.METRIC, "", None)

    def use(self, units: str, sport: str, stored: float | None) -> None:
        """Speak these units, and remember what was stored for which sport."""
        self.units, self.sport, self.stored = units, sport, stored
        far = "mile" if Units(units) is Units.US else "km"
        self.help_text = (
            f"Minutes and seconds per {far}. A swim: per 100 m. A ride: its speed,"
            f" {pace_unit(RIDE, units)}."
        )

    def prepare_value(self, value: Any) -> Any:
        """Seconds a kilometre as the person reads them; typed text as it was typed."""
        return pace_figure(value, self.sport, self.units) if isinstance(value, float) else value

    def told(self, typed: str, sport: str) -> float | None:
        """Seconds a kilometre; what was shown and comes back unchanged keeps its exact value."""
        if not typed:
            return None
        shown = self.prepare_value(self.stored)
        if self.stored is not None and (typed, sport) == (shown, self.sport):
            return self.stored
        found = read_pace(typed, sport, self.units)
        if found is None:
            wanted = "a speed, such as 28" if sport == RIDE else "minutes and seconds, such as 5:30"
            raise ValidationError(f"Write the pace as {wanted}.")
        least, most = PACE_S_KM
        if not least <= found <= most:
            ends = sorted((self._said(least, sport), self._said(most, sport)), key=_sort)
            raise ValidationError(
                f"Write a pace from {ends[0]} to {ends[1]} {pace_unit(sport, self.units)}."
            )
        return found

    def _said(self, s_km: float, sport: str) -> str:
        return pace_figure(s_km, sport, self.units)


def _sort(figure: str) -> float:
    minutes, _, seconds = figure.partition(":")
    return float(minutes) * 60 + float(seconds or 0)


class SplitField(forms.CharField):
    """How long a part took: 24:30, 1:05:10 or plain minutes. Minutes come out."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"autocomplete": "off", "placeholder": "24:30"}
        super().__init__(required=False, widget=forms.TextInput(attrs=attrs), **kwargs)
        self.stored: float | None = None

    def prepare_value(self, value: Any) -> Any:
        """Minutes as minutes and seconds; typed text as it was typed."""
        return split_text(value) if isinstance(value, int | float) else value

    def to_python(self, value: Any) -> Any:
        """Minutes, or None."""
        typed = str(super().to_python(value) or "")
        if not typed:
            return None
        if self.stored is not None and typed == split_text(self.stored):
            return self.stored
        return _read_split(typed)

    def run_validators(self, value: Any) -> None:
        """The range is said where the text is read."""


def _read_split(typed: str) -> float:
    clock, plain = _SPLIT.fullmatch(typed), _MINUTES.fullmatch(typed)
    if clock:
        minutes = int(clock[1] or 0) * 60 + int(clock[2]) + int(clock[3]) / 60
    elif plain:
        minutes = float(typed.replace(",", "."))
    else:
        raise ValidationError("Write minutes and seconds, such as 24:30.")
    if not 0.5 <= minutes <= MAX_MINUTES:
        raise ValidationError("Write a time from 0:30 to 24 hours.")
    return minutes


def split_text(minutes: float) -> str:
    """“24:30”, or “1:05:10” from an hour on."""
    seconds = round(minutes * 60)
    hours, rest = divmod(seconds, 3600)
    short = f"{rest // 60:02d}:{rest % 60:02d}"
    return f"{hours}:{short}" if hours else f"{rest // 60}:{rest % 60:02d}"
