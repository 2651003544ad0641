"""Lasting facts about a body that advice needs."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from crispy_forms.layout import Field
from django import forms
from django.core.exceptions import ValidationError

from journal.conditions import LIMITS_FLUID, condition_choices, shown
from journal.emergency import number_for
from journal.forms.fields import (
    AnswerField,
    ChecksField,
    QuantityField,
    WholeField,
    optional,
)
from journal.forms.form import DiaryForm, amount, seg
from journal.limits import MASS_KG, PATCH_MMOL_PER_L
from journal.models import HealthProfile
from journal.models.profile import sex_choices

_NUMBER = re.compile(r"[0-9]{2,8}")
_COLUMNS = (
    "body_mass_kg",
    "conditions",
    "sickle_trait",
    "salty_sweat",
    "sweat_sodium_mmol_l",
    "birth_year",
    "sex",
    "emergency_number",
)
# As the column.
_YEARS = (1900, 2100)


class YearField(WholeField):
    """A year; a sentence for what is none, without a comma in it."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(*_YEARS, required=False, **kwargs)
        sentence = f"Write a year from {_YEARS[0]} on, such as 1990."
        self.error_messages |= dict.fromkeys(("invalid", "min_value", "max_value"), sentence)


class BodyForm(DiaryForm):
    """One row a person; sent again it replaces what was there."""

    body_mass_kg = QuantityField(
        "mass",
        *MASS_KG,
        label=optional("Your weight"),
        help_text="Drinking amounts are worked out from it. Without it we give words, no figures.",
    )
    conditions = ChecksField(condition_choices, label="What is true for you, or was?", help_text="")
    sickle_trait = AnswerField(
        no="No",
        yes="Yes",
        skip="I do not know",
        label="Sickle-cell trait",
        help_text="Going weak early in an all-out effort is then an emergency.",
    )
    salty_sweat = AnswerField(
        no="No",
        yes="Yes",
        skip="I do not know",
        label="Is your sweat salty?",
        help_text="White marks on your clothes, sweat that stings in the eyes or tastes of salt.",
    )
    sweat_sodium_mmol_l = WholeField(
        *PATCH_MMOL_PER_L,
        required=False,
        suffix="mmol/L",
        label=optional("Sodium of a sweat patch on the forearm"),
        help_text="Only from a test with a patch, in mmol/L.",
    )
    birth_year = YearField(
        label=optional("Year you were born"),
        help_text="For the page a doctor reads; age also counts in when a visit is a good idea.",
    )
    sex = forms.ChoiceField(
        choices=sex_choices,
        required=False,
        label=optional("Sex"),
        help_text="For the page a doctor reads too.",
    )
    emergency_number = forms.CharField(
        required=False,
        label="Emergency number where you are",
        help_text="112 across Europe and from most mobile phones, 911 in North America, 000 in"
        " Australia.",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, profile: HealthProfile, today: date, **kwargs: Any) -> None:
        initial = {name: getattr(profile, name) for name in _COLUMNS}
        initial["conditions"] = shown(profile.conditions, fluid_limited=profile.fluid_limited)
        super().__init__(*args, initial=initial, **kwargs)
        self.this_year = today.year

    @property
    def condition_groups(self) -> dict[str, list[Any]]:
        """The boxes: those that limit drinking, and the others."""
        boxes = list(self["conditions"])
        limits = [box for box in boxes if box.data["value"] in LIMITS_FLUID]
        return {"limits": limits, "other": [box for box in boxes if box not in limits]}

    def parts(self) -> list[Any]:
        """Weight, conditions in two groups, the number to call."""
        return [
            amount(self, "body_mass_kg"),
            Field("conditions", template="forms/_conditions.html"),
            seg("sickle_trait"),
            seg("salty_sweat"),
            amount(self, "sweat_sodium_mmol_l"),
            "birth_year",
            "sex",
            "emergency_number",
        ]

    def clean_birth_year(self) -> int | None:
        """Nobody is born next year."""
        year: int | None = self.cleaned_data["birth_year"]
        if year is not None and year > self.this_year:
            raise ValidationError(f"Write a year up to {self.this_year}, such as 1990.")
        return year

    def clean_emergency_number(self) -> str:
        """Digits only; empty goes back to the number of where the athlete lives."""
        typed = re.sub(r"[\s.-]", "", self.cleaned_data["emergency_number"])
        typed = typed or number_for(self.athlete.zone)
        if not _NUMBER.fullmatch(typed):
            raise ValidationError("Write the number in digits, 2 to 8 of them, such as 112.")
        return typed

    @property
    def values(self) -> dict[str, Any]:
        """Columns of a valid form."""
        return {name: self.cleaned_data[name] for name in _COLUMNS}
