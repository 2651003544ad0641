"""The little a person types into advice: an answer, and why."""

from __future__ import annotations

from typing import cast

from django import forms

from advice.models import Reason, reason_choices
from advice.rules.quiet import GIVEN, Given


def given_choices() -> list[tuple[str, str]]:
    """What a button can send; "not answered" is none."""
    return [(code, code) for code in GIVEN]


class AnswerForm(forms.Form):
    """What the athlete made of a finding."""

    answer = forms.ChoiceField(choices=given_choices)

    def clean_answer(self) -> Given:
        """The answer as itself."""
        return GIVEN[cast("str", self.cleaned_data["answer"])]


class ReasonForm(forms.Form):
    """Why it was not followed; nothing is an answer too."""

    reason = forms.ChoiceField(choices=reason_choices, required=False)

    def clean_reason(self) -> Reason:
        """The reason as itself."""
        return Reason(cast("str", self.cleaned_data["reason"]))
