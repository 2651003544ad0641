"""Form fields of the diary: what a person types in, domain values out.

Shared by every form of the journal. Nothing typed is ever cut: limits are said, not enforced by
the browser.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time
from functools import cache
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from accounts.units import Unit, Units, unit
from accounts.zones import instant, instants, is_zone, zone_names
from journal.limits import SCALE_STEPS

# What a person can mean by a day; a slip such as 0202 would otherwise overflow a time zone.
DAYS = (date(1950, 1, 1), date(2100, 12, 31))
PERCENT = Unit("%", 1.0, 1)

NOTE_LENGTH = 2_000

_EXAMPLES = {"volume": "500", "mass": "70.5", "distance": "10.5", "percent": "60"}
_NUMBER = re.compile(r"[+-]?(\d{1,9}(\.\d{0,9})?|\.\d{1,9})")
_THOUSANDS = re.compile(r"[+-]?\d{1,3}([.,]\d{3})+")


def optional(label: str) -> SafeString:
    """A label that says the field may stay empty."""
    return format_html('{} <span class="fw-normal muted">optional</span>', label)


def number(typed: str, decimals: int) -> float | None:
    """The number a person typed, comma or point, or None when it is not one.

    Where the unit has no decimals (mL), a group of three digits after a comma or point is
    thousands: “1,500 mL” is one and a half litres and not 1.5 mL.
    """
    text = re.sub(r"[\s\u00a0\u202f'’]", "", typed).replace("−", "-")
    if (decimals == 0 and _THOUSANDS.fullmatch(text)) or {",", "."} <= set(text):
        last = max(text.rfind(","), text.rfind("."))
        keep = "" if decimals == 0 and _THOUSANDS.fullmatch(text) else "."
        text = re.sub("[.,]", "", text[:last]) + keep + text[last + 1 :]
    text = text.replace(",", ".")
    return float(text) if _NUMBER.fullmatch(text) else None


def _spoken(text: str) -> str:
    """A number for a sentence: 30,000 and not 30000."""
    whole, point, rest = text.partition(".")
    return f"{int(whole):,}{point}{rest}"


class QuantityField(forms.Field):
    """An amount in the athlete's unit; SI comes out. “percent” is the same in every unit.

    `low` and `high` are SI. What was shown and comes back unchanged keeps its exact stored value,
    so that opening and saving a form in another unit moves nothing.
    """

    def __init__(
        self, quantity: str, low: float, high: float, *, units: str = Units.METRIC, **kwargs: Any
    ) -> None:
        kwargs.setdefault("required", False)
        # A phone's decimal pad has no minus sign.
        pad = "decimal" if low >= 0 else "text"
        widget = forms.TextInput(attrs={"inputmode": pad, "autocomplete": "off"})
        super().__init__(widget=widget, **kwargs)
        self.quantity = quantity
        self.low, self.high = low, high
        self.use(units)

    def use(self, units: str, stored: float | None = None) -> None:
        """Speak this athlete's units, and remember what was stored when the form was made."""
        self.unit = PERCENT if self.quantity == "percent" else unit(self.quantity, units)
        self.stored = stored

    @property
    def suffix(self) -> str:
        """The unit, for the end of the input."""
        return self.unit.name

    def prepare_value(self, value: Any) -> Any:
        """SI numbers as the person reads them; typed text as it was typed."""
        return self.unit.text(value) if isinstance(value, int | float) else value

    def to_python(self, value: Any) -> float | None:
        """SI, or a sentence that names the range in the person's unit."""
        typed = str(value if value is not None else "").strip()
        if not typed:
            return None
        if self.stored is not None and typed == self.unit.text(self.stored):
            return self.stored
        bare = re.sub(rf"\s*{re.escape(self.unit.name)}$", "", typed, flags=re.IGNORECASE)
        shown = number(bare, self.unit.decimals)
        if shown is None:
            raise ValidationError(f"Write a number in {self.unit.name}, such as {self._example}.")
        # The ends are compared as they are said: 661.4 lb is in, though it is 300.006 kg.
        least, most = float(self.unit.text(self.low)), float(self.unit.text(self.high))
        if not least <= shown <= most or (shown <= 0 < self.low):
            raise ValidationError(self._out_of_range(shown))
        return min(max(self.unit.stored(shown), self.low), self.high)

    @property
    def _example(self) -> str:
        return _EXAMPLES.get(self.quantity, "21")

    def _out_of_range(self, shown: float) -> str:
        least, most = self.unit.text(self.low), self.unit.text(self.high)
        span = f"from {_spoken(least)} to {_spoken(most)} {self.unit.name}"
        if least == "0" and self.low > 0:
            span = f"above 0, up to {_spoken(most)} {self.unit.name}"
        hint = ""
        lost_point = shown > float(most) and float(least) <= shown / 10
        if self.quantity == "mass" and lost_point and shown / 10 <= float(most):
            # The usual slip with a weight: 604 for 60.4.
            hint = f" Did you mean {shown / 10:g}?"
        return f"Write a number {span}.{hint}"


class WholeField(forms.IntegerField):
    """A whole number in a range; one sentence for everything that is not."""

    def __init__(self, low: int, high: int, *, suffix: str = "", **kwargs: Any) -> None:
        sentence = f"Write a whole number from {low:,} to {high:,}."
        super().__init__(
            min_value=low,
            max_value=high,
            # Not type=number: a browser throws away what it cannot read, and so what was typed.
            widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
            error_messages={
                "invalid": sentence,
                "min_value": sentence,
                "max_value": sentence,
                "required": sentence,
            },
            **kwargs,
        )
        self.suffix = suffix

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """No min and max: they are attributes of a number input only."""
        return {}


class NoteField(forms.CharField):
    """A note; too long is said with both numbers, and nothing is cut."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        kwargs.setdefault("label", optional("Note"))
        super().__init__(max_length=NOTE_LENGTH, widget=forms.Textarea(attrs={"rows": 3}), **kwargs)

    def run_validators(self, value: Any) -> None:
        """The length in a sentence, before Django says it in its own."""
        if len(value) > NOTE_LENGTH:
            raise ValidationError(
                f"A note holds {NOTE_LENGTH:,} characters and this one has {len(value):,}."
                " Please shorten it; nothing you wrote is lost."
            )
        super().run_validators(value)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """No maxlength: the browser would cut a pasted note without a word."""
        return {}


class DayField(forms.DateField):
    """A calendar day by the browser's own picker."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
            input_formats=["%Y-%m-%d", "%d/%m/%Y"],
            error_messages={
                "required": "Pick a day.",
                "invalid": "Write the day as year-month-day, such as 2026-07-14.",
            },
            **kwargs,
        )

    def to_python(self, value: Any) -> date | None:
        """A day somebody can mean."""
        day: date | None = super().to_python(value)
        if day is not None and not DAYS[0] <= day <= DAYS[1]:
            raise ValidationError(f"Pick a day from {DAYS[0].year} to {DAYS[1].year}.")
        return day


class ClockField(forms.TimeField):
    """A time on the clock by the browser's own picker."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
            input_formats=["%H:%M", "%H:%M:%S"],
            error_messages={
                "required": "Pick a time.",
                "invalid": "Write the time as hours and minutes, such as 18:30.",
            },
            **kwargs,
        )


class ZoneField(forms.CharField):
    """An IANA zone. “lisbon” is enough where only one zone is called so."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", "Time zone")
        attrs = {"list": "zones", "autocomplete": "off", "spellcheck": "false"}
        super().__init__(
            widget=forms.TextInput(attrs=attrs),
            error_messages={"required": "Pick a time zone, such as Europe/Lisbon."},
            **kwargs,
        )

    @property
    def datalist(self) -> SafeString:
        """Every zone, offered while typing."""
        return zone_datalist()

    def clean(self, value: Any) -> str:
        """The zone's proper name."""
        text: str = super().clean(value)
        wanted = text.replace(" ", "_").casefold()
        if text and not is_zone(text):
            ends = [name for name in zone_names() if name.casefold().endswith(f"/{wanted}")]
            same = [name for name in zone_names() if name.casefold() == wanted]
            found = same or ends
            if len(found) != 1:
                raise ValidationError(
                    f"“{text[:40]}” is not a time zone we know. Pick one such as Europe/Lisbon."
                )
            return found[0]
        return text


@cache
def zone_datalist() -> SafeString:
    """The options of `ZoneField`, built once a process."""
    options = format_html_join("", '<option value="{}">', ((name,) for name in zone_names()))
    return format_html('<datalist id="zones">{}</datalist>', options)


class SegField(forms.TypedChoiceField):
    """One of few, as a row of buttons (`forms/_seg.html`). Nothing chosen comes out as None.

    `wide` is how many stand in a row when it wraps: 0 (one row), 5 or 6.
    """

    def __init__(self, choices: Any, *, wide: int = 0, coerce: Any = str, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        kwargs.setdefault("empty_value", None)
        super().__init__(
            choices=choices,
            coerce=coerce,
            widget=forms.RadioSelect,
            error_messages={
                "required": "Pick one.",
                "invalid_choice": "Pick one of the answers shown.",
            },
            **kwargs,
        )
        self.seg = f"seg-{wide}" if wide else ""


class ScaleField(SegField):
    """0 to 10 or skip: pain (`forms/_pain.html`), effort, soreness (`forms/_seg.html`)."""

    def __init__(self, **kwargs: Any) -> None:
        steps = [(str(step), str(step)) for step in SCALE_STEPS]
        super().__init__([*steps, ("", "skip")], wide=6, coerce=int, **kwargs)
        self.error_messages["invalid_choice"] = "Pick a number from 0 to 10."


def step_text(value: int | None) -> str:
    """A scale's answer for the form; without one the “skip” button is the chosen one."""
    return "" if value is None else str(value)


class AnswerField(SegField):
    """Yes, no or not answered: True, False or None. Not answering is never “no”."""

    _ANSWERS: ClassVar[dict[str, bool]] = {"yes": True, "no": False}

    def __init__(
        self, *, no: str = "No", yes: str = "Yes", skip: str = "Not now", **kwargs: Any
    ) -> None:
        answers = [("no", no), ("yes", yes), ("", skip)]
        super().__init__(answers, coerce=self._ANSWERS.__getitem__, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """A stored answer as its word."""
        if value is None:
            return ""
        return {True: "yes", False: "no"}.get(value, value)


class ChecksField(forms.MultipleChoiceField):
    """Any of several, as a grid of boxes (`forms/_checks.html`)."""

    def __init__(self, choices: Any, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        super().__init__(
            choices=choices,
            widget=forms.CheckboxSelectMultiple,
            error_messages={
                "required": "Pick at least one.",
                "invalid_choice": "Pick from the ones shown.",
            },
            **kwargs,
        )


def local_moment(day: date, clock: time, zone: ZoneInfo, stored: datetime | None) -> datetime:
    """The UTC instant of a local day and clock.

    What was shown and comes back unchanged stays exactly what is stored: seconds, and the second
    of two equal hours in autumn. Times in a spring gap move forward.
    """
    if stored is not None:
        local = stored.astimezone(zone)
        if local.date() == day and (local.hour, local.minute) == (clock.hour, clock.minute):
            return stored
    return instant(day, clock, zone)


def local_moment_after(
    started: datetime, day: date, clock: time, zone: ZoneInfo, stored: datetime | None
) -> datetime:
    """`local_moment` of an end: of two equal hours in autumn the first one after the start.

    When neither comes after it, the earlier of both, which the caller refuses.
    """
    moment = local_moment(day, clock, zone, stored)
    if moment == stored:
        return moment
    minute = started.replace(second=0, microsecond=0)
    return next((each for each in instants(day, clock, zone) if each >= minute), moment)
