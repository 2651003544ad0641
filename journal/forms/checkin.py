"""The morning check: every answer optional."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

from crispy_forms.layout import Div, Field
from django import forms
from django.core.exceptions import ValidationError

from journal.forms.fields import NoteField, QuantityField, ScaleField, SegField, number, optional
from journal.forms.form import DiaryForm, amount, seg
from journal.limits import MASS_KG
from journal.models import CheckIn
from journal.models.checkin import swelling_choices
from journal.muscles import GROUPS, group_choices

BROWN = "brown"
_BEFORE_ANY = datetime(1970, 1, 1, tzinfo=UTC)
_HOURS_AND_MINUTES = re.compile(r"([0-9]{1,2}):([0-5]?[0-9])")
# Evidence 7.1: 1 not at all, 9 very, very thirsty.
# Hours of one tap; any other is typed (design choice).
HOURS = ("5", "6", "6.5", "7", "7.5", "8", "8.5", "9")
OTHER = "other"
SWOLLEN = [*swelling_choices(), ("", "skip")]
SLEEP = [*((hours, hours.replace(".5", "½")) for hours in HOURS), (OTHER, "other"), ("", "skip")]
THIRST = [*((str(step), str(step)) for step in range(1, 10)), ("", "skip")]
URINE = [*((str(step), str(step)) for step in range(1, 9)), (BROWN, "cola or brown"), ("", "skip")]


class SleepField(forms.Field):
    """Hours of sleep: 7.5, 7,5 or 7:30."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(widget=widget, required=False, **kwargs)
        self.suffix = "hours"

    def prepare_value(self, value: Any) -> Any:
        """Without a needless zero."""
        return f"{value:g}" if isinstance(value, int | float) else value

    def to_python(self, value: Any) -> float | None:
        """Hours, or one sentence."""
        typed = str(value if value is not None else "").strip()
        if not typed:
            return None
        clock = _HOURS_AND_MINUTES.fullmatch(typed)
        found = int(clock[1]) + int(clock[2]) / 60 if clock else number(typed, 2)
        if found is None or not 0 <= found <= 24:
            raise ValidationError("Write hours from 0 to 24, such as 7.5 or 7:30.")
        return found


class CheckInForm(DiaryForm):
    """One row a day, shown with what was saved, so that sending it again is an edit."""

    fatigue = ScaleField(label="How tired?", help_text="0 fresh, 10 worn out.")
    stress = ScaleField(label="How stressed?", help_text="0 calm, 10 as much as can be.")
    sleep = SegField(SLEEP, wide=5, label="Sleep, hours")
    sleep_hours = SleepField(label="Hours slept")
    nothing_sore = forms.BooleanField(required=False, label="Nothing sore")
    # Which muscle's numbers show; it answers nothing by itself.
    sore_at = SegField([*group_choices()], wide=5, label="Where are you sore?")
    urine = SegField(
        URINE,
        wide=5,
        label="Colour of the first urine",
        help_text="Judge in bright light. Vitamins, beetroot and medicines change it.",
    )
    thirst = SegField(
        THIRST, wide=5, coerce=int, label="How thirsty?", help_text="1 not at all, 9 very, very."
    )
    swelling = SegField(
        SWOLLEN,
        wide=5,
        label="Swollen this morning?",
        help_text="Rings, socks or shoes tighter than usual.",
    )
    morning_mass_kg = QuantityField(
        "mass", *MASS_KG, label=optional("Weight, after the toilet and before breakfast")
    )
    note = NoteField()
    # Whether the day's answers were there when the form was shown.
    knows_earlier = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, entry: CheckIn | None = None, **kwargs: Any) -> None:
        super().__init__(*args, row=entry, initial=_shown(entry) if entry else None, **kwargs)
        self.entry = entry
        for group, words in GROUPS.items():
            self.fields[f"sore_{group}"] = ScaleField(label=f"{words.capitalize()}, how sore?")

    @property
    def soreness_scales(self) -> list[tuple[str, Any]]:
        """Each muscle group with its numbers."""
        return [(group, self[f"sore_{group}"]) for group in GROUPS]

    def parts(self) -> list[Any]:
        """What takes one tap first; what is typed last."""
        return [
            Div(
                Div(
                    seg("fatigue"),
                    seg("stress"),
                    Div(
                        seg("sleep"),
                        Div(amount(self, "sleep_hours"), css_class="sleep-other"),
                        css_class="sleep",
                    ),
                ),
                Div(
                    Field("sore_at", template="forms/_soreness.html"),
                    # Shown inside that; named here so that the focus finds one that is wrong.
                    *(Field(name, template="forms/_nothing.html") for name in self._on_the_map),
                    css_class="sore-part",
                ),
                Div(
                    Field("urine", template="forms/_urine.html"),
                    seg("thirst"),
                    seg("swelling"),
                    amount(self, "morning_mass_kg"),
                    "note",
                    Field("knows_earlier"),
                ),
                css_class="check-in",
            ),
        ]

    @property
    def _on_the_map(self) -> list[str]:
        return ["nothing_sore", *(f"sore_{group}" for group in GROUPS)]

    def clean(self) -> dict[str, Any]:
        """The hours that were tapped go before what stands in the hidden field."""
        cleaned = super().clean() or self.cleaned_data
        tapped = cleaned.get("sleep")
        if tapped not in (None, OTHER):
            self.errors.pop("sleep_hours", None)
            cleaned["sleep_hours"] = float(tapped)
        return cleaned

    @property
    def _is_blind(self) -> bool:
        """Whether it was shown before the day had a row."""
        return "version" in self.data and not self.data["version"]

    @property
    def opened(self) -> datetime | None:
        """A form shown before the day had a row knows of none: any row is newer than it."""
        return _BEFORE_ANY if self._is_blind else super().opened

    def overwrites(self, there: CheckIn) -> bool:
        """Whether saving could take an answer away that this form has not seen.

        A form shown before there were any answers only adds to them, where it can.
        """
        if not self._is_blind:
            return True
        pairs = [(getattr(there, name), value) for name, value in self.values.items()]
        return any(old and new and old != new for old, new in pairs)

    @property
    def values(self) -> dict[str, Any]:
        """Columns of a valid form."""
        data = self.cleaned_data
        urine = data["urine"]
        return {
            "soreness": self._soreness(),
            "fatigue": data["fatigue"],
            "stress": data["stress"],
            "sleep_hours": data["sleep_hours"],
            "urine_colour": int(urine) if urine and urine != BROWN else None,
            "brown_urine": urine == BROWN,
            "thirst": data["thirst"],
            "swelling": data["swelling"] or "",
            "morning_mass_kg": data["morning_mass_kg"],
            "note": data["note"],
        }

    def _soreness(self) -> dict[str, int]:
        """A group that was skipped is not there, unless nothing (else) was sore: then it is 0."""
        data = self.cleaned_data
        given = {group: data[f"sore_{group}"] for group in GROUPS}
        if data["nothing_sore"]:
            return {group: pain or 0 for group, pain in given.items()}
        return {group: pain for group, pain in given.items() if pain is not None}


def _shown(entry: CheckIn) -> dict[str, Any]:
    hours = f"{entry.sleep_hours:g}" if entry.sleep_hours is not None else ""
    tapped = hours if hours in HOURS else OTHER if hours else ""
    nothing = entry.soreness.keys() >= GROUPS.keys() and 0 in entry.soreness.values()
    return {
        "fatigue": entry.fatigue,
        "stress": entry.stress,
        "sleep": tapped,
        "sleep_hours": entry.sleep_hours,
        "urine": BROWN if entry.brown_urine else entry.urine_colour,
        "thirst": entry.thirst,
        "swelling": entry.swelling,
        "morning_mass_kg": entry.morning_mass_kg,
        "note": entry.note,
        "nothing_sore": nothing,
        "knows_earlier": True,
        **{f"sore_{group}": pain for group, pain in entry.soreness.items() if pain or not nothing},
    }
