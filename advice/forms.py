"""The one thing a person types into advice: an answer."""

from __future__ import annotations

from typing import cast

from django import forms

from advice.models import Answer


def given_choices() -> list[tuple[str, str]]:
    """The answers somebody can give; "not answered" is none."""
    return [(answer.value, answer.label) for answer in Answer if answer != Answer.OPEN]


class AnswerForm(forms.Form):
    """What the athlete made of a finding."""

    answer = forms.ChoiceField(choices=given_choices)

    def clean_answer(self) -> Answer:
        """The answer as itself."""
        return Answer(cast("str", self.cleaned_data["answer"]))
