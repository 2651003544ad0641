"""A medicine: its name, and days that matter when cramps begin."""

from __future__ import annotations

from datetime import date
from typing import Any

from crispy_forms.layout import Field
from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from journal.forms.fields import DayField, NoteField
from journal.forms.form import DiaryForm, beside
from journal.medicines import NAMES
from journal.models import Medication


class NameField(forms.CharField):
    """A name with suggestions; any other name is as good."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"list": "medicines", "autocomplete": "off", "spellcheck": "false"}
        super().__init__(
            widget=forms.TextInput(attrs=attrs),
            max_length=80,
            error_messages={
                "required": "Write the name on the packet.",
                "max_length": "A name holds 80 characters; put the rest into the note.",
            },
            **kwargs,
        )

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """No maxlength: the browser would cut a pasted name without a word."""
        return {}

    @property
    def datalist(self) -> SafeString:
        """Names offered while typing."""
        options = format_html_join("", '<option value="{}">', ((name,) for name in NAMES))
        return format_html('<datalist id="medicines">{}</datalist>', options)


class MedicineForm(DiaryForm):
    """Only the name is required."""

    name = NameField(label="Name", help_text="The generic name on the packet, if you can find it.")
    started_on = DayField(required=False, label="Taken since")
    changed_on = DayField(required=False, label="Dose changed")
    ended_on = DayField(
        required=False,
        label="Taken until",
        help_text="Only if the course is over. No day is required.",
    )
    note = NoteField()

    def __init__(
        self, *args: Any, today: date, entry: Medication | None = None, **kwargs: Any
    ) -> None:
        names = ("name", "started_on", "changed_on", "ended_on", "note")
        initial = {name: getattr(entry, name) for name in names} if entry else None
        super().__init__(*args, row=entry, initial=initial, **kwargs)
        self.today = today

    def parts(self) -> list[Any]:
        """Name, days, note."""
        return [
            Field("name", template="forms/_zone.html"),
            beside("started_on", "changed_on"),
            "ended_on",
            "note",
        ]

    def clean(self) -> dict[str, Any]:
        """Days in order, none still to come but a planned end."""
        cleaned = super().clean() or self.cleaned_data
        started = cleaned.get("started_on")
        for name in ("started_on", "changed_on"):
            day = cleaned.get(name)
            if day is not None and day > self.today:
                self.add_error(name, "That day is still to come.")
        for name in ("changed_on", "ended_on"):
            day = cleaned.get(name)
            if day is not None and started is not None and day < started:
                self.add_error(name, f"That is before {started:%-d %B %Y}, when you began.")
        changed, ended = cleaned.get("changed_on"), cleaned.get("ended_on")
        if changed is not None and ended is not None and changed > ended:
            self.add_error(
                "changed_on", f"That is after {ended:%-d %B %Y}, the last day you took it."
            )
        return cleaned

    @property
    def values(self) -> dict[str, Any]:
        """Columns of a valid form."""
        names = ("name", "started_on", "changed_on", "ended_on", "note")
        return {name: self.cleaned_data[name] for name in names}
