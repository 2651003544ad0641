"""What somebody wants to be told, and when."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Div, Field, Layout, Submit
from django import forms
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from accounts.mistakes import FocusForm
from reminders.models import Kind, Preference
from reminders.schedule import is_quiet_clock
from reminders.words import OF_A_COACH, WORDS, Group, groups

EARLIEST = time(12)
LATEST = time(23, 30)
MORNING_FROM = time(5)
MORNING_TO = time(12)
# A late worker must still find the evening open.
ROOM_MINUTES = 30
MINUTES_A_DAY = 1_440
LONGEST_PAUSE = timedelta(days=366)
OF_COACHES = ("morning_at", *(kind.value for group in OF_A_COACH for kind in group.kinds))


class TimeInput(forms.TimeInput):
    """The browser's own clock."""

    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


class PreferenceForm(FocusForm, forms.ModelForm[Preference]):
    """A switch a kind, hours, quiet hours, a pause. `today` is the reader's local day.

    Kinds for coaches, and their hour, are asked of coaches only; of others they stay as they are.
    """

    evening_at = forms.TimeField(
        label="Evening e-mail at",
        widget=TimeInput,
        help_text="A plan made later is mailed at once, until your quiet hours begin.",
        error_messages={
            "required": "Choose an hour, such as 20:00.",
            "invalid": "Write the hour as 20:00.",
        },
    )
    morning_at = forms.TimeField(
        label="Morning e-mail at",
        widget=TimeInput,
        help_text="When the week of your athletes comes, on Monday.",
        error_messages={
            "required": "Choose an hour, such as 07:30.",
            "invalid": "Write the hour as 07:30.",
        },
    )
    quiet_from = forms.TimeField(
        label="Quiet from",
        widget=TimeInput,
        error_messages={
            "required": "Choose an hour, such as 22:00.",
            "invalid": "Write the hour as 22:00.",
        },
    )
    quiet_to = forms.TimeField(
        label="Quiet until",
        widget=TimeInput,
        help_text="No e-mail comes in these hours, and none between 22:00 and 06:00 but at an hour"
        " you chose. The same hour twice: no quiet hours of your own.",
        error_messages={
            "required": "Choose an hour, such as 06:00.",
            "invalid": "Write the hour as 06:00.",
        },
    )
    paused_until = forms.DateField(
        label=mark_safe('Pause until <span class="fw-normal muted">optional</span>'),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text="From that day on e-mails come again.",
        error_messages={"invalid": "Write the day as 2026-12-31."},
    )

    class Meta:
        model = Preference
        fields = [
            *(kind.value for kind in Kind),
            "evening_at",
            "morning_at",
            "quiet_from",
            "quiet_to",
            "paused_until",
        ]

    def __init__(self, *args: Any, today: date, is_coach: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.groups = groups(is_coach=is_coach)
        if not is_coach:
            for name in OF_COACHES:
                self.fields.pop(name, None)
        for kind in Kind:
            if kind.value in self.fields:
                field = self.fields[kind.value]
                field.label, field.help_text = kind.label, WORDS[kind].help
        paused = self.instance.paused_until
        if paused is not None and paused <= today:
            self.initial["paused_until"] = None
        self.helper = FormHelper()
        self.helper.form_class = "panel"
        self.helper.attrs = {"novalidate": ""}
        self.helper.layout = Layout(*self.parts())

    def parts(self) -> list[Any]:
        """The layout from top to bottom."""
        switches = [part for group in self.groups for part in self._group(group)]
        hours = [name for name in ("evening_at", "morning_at") if name in self.fields]
        return [
            HTML('<h2 class="mb-2">What we send</h2>'),
            *switches,
            HTML('<h2 class="mt-4 mb-2">When</h2>'),
            Div(*hours, css_id="hour"),
            Div("quiet_from", "quiet_to"),
            Div("paused_until", css_id="pause"),
            Submit("save", "Save e-mails", css_class="btn-primary"),
        ]

    def _group(self, group: Group) -> list[Any]:
        """The switches of one group under its name."""
        note = format_html('<p class="small muted mb-2">{}</p>', group.note) if group.note else ""
        return [
            HTML(format_html('<h3 class="mt-3 mb-2">{}</h3>{}', group.name, note)),
            HTML('<ul class="rows consent">'),
            *(Field(kind.value, template="reminders/_switch.html") for kind in group.kinds),
            HTML("</ul>"),
        ]

    def clean_evening_at(self) -> time:
        """An hour of the afternoon or evening."""
        at: time = self.cleaned_data["evening_at"]
        if not EARLIEST <= at <= LATEST:
            raise forms.ValidationError(
                "It is an e-mail for the evening: choose an hour between 12:00 and 23:30."
            )
        return at

    def clean_morning_at(self) -> time:
        """An hour of the morning."""
        at: time = self.cleaned_data["morning_at"]
        if not MORNING_FROM <= at <= MORNING_TO:
            raise forms.ValidationError(
                "It is an e-mail for the morning: choose an hour between 05:00 and 12:00."
            )
        return at

    def clean_paused_until(self) -> date | None:
        """A day ahead, within a year."""
        until: date | None = self.cleaned_data["paused_until"]
        if until is None:
            return None
        if until <= self.today:
            raise forms.ValidationError("Choose a day after today, or leave it empty.")
        if until > self.today + LONGEST_PAUSE:
            raise forms.ValidationError(
                "Choose a day within a year. To stop for good, use the switches above."
            )
        return until

    def clean(self) -> dict[str, Any]:
        """The evening hour must lie well outside quiet hours."""
        values: dict[str, Any] = super().clean() or {}
        at, start, end = (values.get(name) for name in ("evening_at", "quiet_from", "quiet_to"))
        if at is not None and start is not None and end is not None and _is_tight(at, start, end):
            self.add_error(
                "evening_at",
                f"{at:%H:%M} is in your quiet hours or less than half an hour before them. "
                f"They begin at {start:%H:%M}.",
            )
        self._check_morning(values)
        return values

    def _check_morning(self, values: dict[str, Any]) -> None:
        at, start, end = (values.get(name) for name in ("morning_at", "quiet_from", "quiet_to"))
        if at is None or start is None or end is None:
            return
        if is_quiet_clock(at, start, end):
            self.add_error(
                "morning_at", f"{at:%H:%M} is in your quiet hours. They end at {end:%H:%M}."
            )


class WelcomeForm(PreferenceForm):
    """The short version for the first day: two switches and the evening hour."""

    morning_at = None  # type: ignore[assignment] # Django's way to take a field away
    quiet_from = None  # type: ignore[assignment]
    quiet_to = None  # type: ignore[assignment]
    paused_until = None  # type: ignore[assignment]

    class Meta(PreferenceForm.Meta):
        fields = ["hydration", "doctor", "evening_at"]

    def parts(self) -> list[Any]:
        """The layout from top to bottom."""
        return [
            HTML('<h2 class="mb-2">What we send</h2><ul class="rows consent">'),
            Field("hydration", template="reminders/_switch.html"),
            Field("doctor", template="reminders/_switch.html"),
            HTML("</ul>"),
            Div(
                "evening_at",
                Submit("save", "Save and go on", css_class="btn-primary"),
                css_class="pt-3",
            ),
        ]

    def clean(self) -> dict[str, Any]:
        """The hour must also fit the quiet hours that are not asked here."""
        values = super().clean()
        at, kept = values.get("evening_at"), self.instance
        if at is not None and _is_tight(at, kept.quiet_from, kept.quiet_to):
            self.add_error(
                "evening_at",
                f"Quiet hours begin at {kept.quiet_from:%H:%M}. Choose an hour at least half an"
                " hour before.",
            )
        return values


def _is_tight(at: time, start: time, end: time) -> bool:
    """Whether quiet hours hold the hour, or begin less than half an hour after it."""
    if is_quiet_clock(at, start, end):
        return True
    before = (_minutes(start) - _minutes(at)) % MINUTES_A_DAY
    return start != end and before < ROOM_MINUTES


def _minutes(clock: time) -> int:
    return clock.hour * 60 + clock.minute
