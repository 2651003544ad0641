"""What every form does about a mistake: a sentence in plain words, the focus on the first one."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

# Said where a field has no words of its own. Without them Django speaks of values and fields.
SENTENCES: dict[type[forms.Field], dict[str, str]] = {
    forms.Field: {"required": "This is needed. Please fill it in."},
    forms.CharField: {
        "max_length": "At most %(limit_value)d characters fit, and this has %(show_value)d."
        " Please shorten it.",
        "min_length": "Write at least %(limit_value)d characters.",
        "null_characters_not_allowed": "There is a sign in it that we cannot keep. Please write"
        " it again.",
    },
    forms.EmailField: {"invalid": "This does not look like an e-mail address."},
    forms.ChoiceField: {"invalid_choice": "Pick one from the list."},
    forms.MultipleChoiceField: {
        "invalid_choice": "Pick from the ones shown.",
        "invalid_list": "Pick from the ones shown.",
    },
    forms.DateField: {"invalid": "Write the day as year-month-day, such as 2026-07-14."},
    forms.TimeField: {"invalid": "Write the time as hours and minutes, such as 18:30."},
}


def speak_plainly() -> None:
    """Put our sentences in the place of Django's, for every form of the site and of packages.

    Run once, before any form is made. Safe to run twice.
    """
    for field, sentences in SENTENCES.items():
        own = field.__dict__.get("default_error_messages", {})
        field.default_error_messages = own | sentences


class FocusForm(forms.BaseForm):
    """Puts the focus on the first wrong field, as the page shows them from top to bottom."""

    helper: Any

    def full_clean(self) -> None:
        """Validate, and focus."""
        super().full_clean()
        self._focus_first_wrong()

    def add_error(self, field: str | None, error: Any) -> None:
        """A view adds errors too, after validation."""
        super().add_error(field, error)
        self._focus_first_wrong()

    def _focus_first_wrong(self) -> None:
        for field in self.fields.values():
            field.widget.attrs.pop("autofocus", None)
        if not self.errors:
            return
        shown = [pointer.name for pointer in self.helper.layout.get_field_names()]
        wrong = [name for name in shown if name in self.errors]
        for name in wrong[:1]:
            self.fields[name].widget.attrs["autofocus"] = True


class HiddenKeyField(forms.UUIDField):
    """A key in a hidden field. A mangled one is none: an error beside it could not be seen."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, widget=forms.HiddenInput, **kwargs)

    def clean(self, value: Any) -> uuid.UUID | None:
        """The key, or None."""
        try:
            key: uuid.UUID | None = super().clean(value)
        except ValidationError:
            return None
        return key


class FormKeyField(HiddenKeyField):
    """The key made when a form is shown. A lost or mangled one becomes a new one."""

    def __init__(self) -> None:
        fresh: Callable[[], uuid.UUID] = uuid.uuid4
        super().__init__(initial=fresh)

    def clean(self, value: Any) -> uuid.UUID:
        """A key in any case."""
        return super().clean(value) or uuid.uuid4()
