"""How long one kind of e-mail rests."""

from __future__ import annotations

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field, Layout, Submit
from django import forms

from accounts.mistakes import FocusForm
from reminders.services.snoozes import DAYS_OFFERED

_NAMES = {1: "Until tomorrow", 3: "3 days", 7: "A week", 28: "Four weeks"}


class SnoozeForm(FocusForm, forms.Form):
    """One of a few lengths; no token of ours, since the address is the key."""

    days = forms.TypedChoiceField(
        choices=[(days, _NAMES[days]) for days in DAYS_OFFERED],
        coerce=int,
        initial=DAYS_OFFERED[0],
        widget=forms.RadioSelect,
        label="For how long?",
        error_messages={"required": "Pick one.", "invalid_choice": "Pick one of these."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # As journal's row of buttons asks for it (forms/_seg.html).
        self.fields["days"].seg = "seg-5"  # type: ignore[attr-defined]
        self.helper = FormHelper()
        self.helper.disable_csrf = True
        self.helper.attrs = {"novalidate": ""}
        self.helper.layout = Layout(
            Field("days", template="forms/_seg.html"),
            Submit("save", "Let them rest", css_class="btn-primary"),
        )
