"""What a person types into advice: an answer, for how long to share, a passcode."""

from __future__ import annotations

from typing import Any, cast

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms

from accounts.mistakes import FocusForm, FormKeyField
from advice.models import Answer
from advice.share_links import PASSCODE_DIGITS, normalised
from advice.sharing import OFFERED_DAYS


def given_choices() -> list[tuple[str, str]]:
    """The answers somebody can give; "not answered" is none."""
    return [(answer.value, answer.label) for answer in Answer if answer != Answer.OPEN]


class AnswerForm(forms.Form):
    """What the athlete made of a finding."""

    answer = forms.ChoiceField(choices=given_choices)

    def clean_answer(self) -> Answer:
        """The answer as itself."""
        return Answer(cast("str", self.cleaned_data["answer"]))


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
