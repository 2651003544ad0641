"""For how long to share a report, and the passcode that opens it."""

from __future__ import annotations

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms

from accounts.mistakes import FocusForm, FormKeyField
from advice.share_links import PASSCODE_DIGITS, normalised
from advice.sharing import OFFERED_DAYS


def days_choices() -> list[tuple[str, str]]:
    """How long a link may live."""
    return [(str(days), "1 day" if days == 1 else f"{days} days") for days in OFFERED_DAYS]


class ShareForm(forms.Form):
    """How long a link to a report file lives; one button a choice."""

    days = forms.TypedChoiceField(choices=days_choices, coerce=int)
    form_key = FormKeyField()


class PasscodeForm(FocusForm, forms.Form):
    """The passcode of a shared page."""

    passcode = forms.CharField(
        max_length=40,
        label="Passcode",
        help_text="Eight digits. You got them apart from the link.",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout("passcode")

    def clean_passcode(self) -> str:
        """The digits alone."""
        digits = normalised(self.cleaned_data["passcode"])
        if len(digits) != PASSCODE_DIGITS:
            msg = f"The passcode has {PASSCODE_DIGITS} digits, and this has {len(digits)}."
            raise forms.ValidationError(msg)
        return digits
