"""The morning check: every answer optional."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

from crispy_forms.layout import Field
from django import forms
from django.core.exceptions import ValidationError

from journal.forms.fields import NoteField, QuantityField, ScaleField, SegField, number, optional
from journal.forms.form import DiaryForm, amount, fold, seg
from journal.models import CheckIn
from journal.models.workout import MASS_KG
from journal.muscles import GROUPS

# The places that cramp most (evidence row 7), and the foot; the rest is folded.
FIRST_GROUPS = ("calf", "ham", "quad", "arch")
BROWN = "brown"
_BEFORE_ANY = datetime(1970, 1, 1, tzinfo=UTC)
_HOURS_AND_MINUTES = re.compile(r"([0-9]{1,2}):([0-5]?[0-9])")
# Evidence 7.1: 1 not at all, 9 very, very thirsty.
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
    """One row a day; sent again it replaces what was there."""

    fatigue = ScaleField(label="How tired are you?", help_text="0 fresh, 10 worn out.")
    sleep_hours = SleepField(label=optional("Sleep last night"))
    urine = SegField(
        URINE,
        wide=5,
        label="Colour of the first urine",
        help_text="Judge in bright light. Vitamins, beetroot and medicines change it.",
    )
    thirst = SegField(
        THIRST, wide=5, coerce=int, label="How thirsty?", help_text="1 not at all, 9 very, very."
    )
    morning_mass_kg = QuantityField(
        "mass", *MASS_KG, label=optional("Weight, after the toilet and before breakfast")
    )
    note = NoteField()

    def __init__(self, *args: Any, entry: CheckIn | None = None, **kwargs: Any) -> None:
        super().__init__(*args, row=entry, initial=_shown(entry) if entry else None, **kwargs)
        for group, words in GROUPS.items():
            self.fields[f"sore_{group}"] = ScaleField(label=f"{words.capitalize()}, soreness")

    def parts(self) -> list[Any]:
        """Soreness first; less common muscles behind one tap."""
        first = [seg(f"sore_{group}") for group in FIRST_GROUPS]
        rest = [f"sore_{group}" for group in GROUPS if group not in FIRST_GROUPS]
        return [
            seg("fatigue"),
            amount(self, "sleep_hours"),
            *first,
            fold(self, "Another muscle", *(seg(name) for name in rest), names=tuple(rest)),
            Field("urine", template="forms/_urine.html"),
            seg("thirst"),
            amount(self, "morning_mass_kg"),
            "note",
        ]

    @property
    def opened(self) -> datetime | None:
        """A form shown before the day had a row knows of none: any row is newer than it."""
        shown_without = "version" in self.data and not self.data["version"]
        return _BEFORE_ANY if shown_without else super().opened

    @property
    def values(self) -> dict[str, Any]:
        """Columns of a valid form. A group that was skipped is not in the soreness."""
        data = self.cleaned_data
        urine = data["urine"]
        return {
            "soreness": {
                group: data[f"sore_{group}"]
                for group in GROUPS
                if data[f"sore_{group}"] is not None
            },
            "fatigue": data["fatigue"],
            "sleep_hours": data["sleep_hours"],
            "urine_colour": int(urine) if urine and urine != BROWN else None,
            "brown_urine": urine == BROWN,
            "thirst": data["thirst"],
            "morning_mass_kg": data["morning_mass_kg"],
            "note": data["note"],
        }


def _shown(entry: CheckIn) -> dict[str, Any]:
    return {
        "fatigue": entry.fatigue,
        "sleep_hours": entry.sleep_hours,
        "urine": BROWN if entry.brown_urine else entry.urine_colour,
        "thirst": entry.thirst,
        "morning_mass_kg": entry.morning_mass_kg,
        "note": entry.note,
        **{f"sore_{group}": pain for group, pain in entry.soreness.items()},
    }
