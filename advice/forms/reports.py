"""What shall stand on the page for a doctor besides what is counted."""

from __future__ import annotations

from uuid import UUID

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.core.exceptions import ValidationError

from accounts.mistakes import FocusForm, FormKeyField
from advice.report_files import Wishes

# As the column.
QUESTIONS_LENGTH = 2_000
# So many questions have their line on one sheet of paper (design choice).
QUESTIONS_MOST = 12


class QuestionsField(forms.CharField):
    """One question a line; nothing typed is ever cut."""

    def __init__(self) -> None:
        super().__init__(
            required=False,
            label="Your questions for the doctor",
            help_text=f"One a line, at most {QUESTIONS_MOST}. Left empty, the sheet has lines to"
            " write on.",
            widget=forms.Textarea(attrs={"rows": 5}),
        )

    def clean(self, value: object) -> str:
        """The questions, a line each, without empty lines."""
        typed: str = super().clean(value)
        lines = [" ".join(line.split()) for line in typed.splitlines()]
        lines = [line for line in lines if line]
        text = "\n".join(lines)
        if len(text) > QUESTIONS_LENGTH:
            raise ValidationError(
                f"The sheet holds {QUESTIONS_LENGTH:,} characters of questions and these have"
                f" {len(text):,}. Please shorten them; nothing you wrote is lost."
            )
        if len(lines) > QUESTIONS_MOST:
            raise ValidationError(
                f"The sheet holds {QUESTIONS_MOST} questions and these are {len(lines)}. Please"
                " put some together; nothing you wrote is lost."
            )
        return text


class ReportForm(FocusForm, forms.Form):
    """What shall stand on the page besides what is counted."""

    form_key = FormKeyField()
    questions = QuestionsField()
    with_medicines = forms.BooleanField(
        required=False,
        initial=True,
        label="With my medicines and conditions",
        help_text="Your doctor will ask for them.",
    )
    with_notes = forms.BooleanField(
        required=False,
        label="With my notes beside cramps",
        help_text="The newest that fit on one sheet; it says how many.",
    )

    @property
    def key(self) -> UUID:
        """The key that makes a double click one file."""
        key: UUID = self.cleaned_data["form_key"]
        return key

    @property
    def wishes(self) -> Wishes:
        """What a valid form asks for."""
        names = ("questions", "with_medicines", "with_notes")
        return Wishes(**{name: self.cleaned_data[name] for name in names})

    @property
    def helper(self) -> FormHelper:
        """Our own form tag and button are in the template."""
        helper = FormHelper()
        helper.form_tag = False
        helper.disable_csrf = True
        helper.layout = Layout("form_key", "questions", "with_medicines", "with_notes")
        return helper
