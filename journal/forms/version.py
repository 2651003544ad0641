"""The version of a row that a form was opened with, carried in a hidden field."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms


class VersionField(forms.CharField):
    """An instant with its zone. A mangled or a missing one is None: an error could not be seen."""

    def __init__(self) -> None:
        super().__init__(required=False, widget=forms.HiddenInput)

    def clean(self, value: Any) -> datetime | None:
        """The instant, or None."""
        try:
            found = datetime.fromisoformat(str(value or ""))
        except ValueError:
            return None
        return found if found.tzinfo is not None else None


def version_text(changed_at: datetime) -> str:
    """As the field carries it, to the microsecond."""
    return changed_at.isoformat()
