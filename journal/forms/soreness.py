"""The one-tap answer to how sore a muscle is."""

from __future__ import annotations

from django import forms

from journal.forms.fields import ScaleField


class SorenessForm(forms.Form):
    """A number from 0 to 10, and nothing else."""

    soreness = ScaleField(required=True)
