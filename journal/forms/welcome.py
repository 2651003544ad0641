"""The second step of the welcome: what numbers and advice need to know about a person."""

from __future__ import annotations

from typing import Any

from accounts.models import User, unit_choices
from accounts.units import Units
from journal.conditions import LIMITS_FLUID, limit_choices, shown
from journal.forms.fields import ChecksField, QuantityField, SegField, ZoneField, optional
from journal.forms.form import DiaryForm, checks, seg, zone
from journal.limits import MASS_KG
from journal.models import HealthProfile


class YouForm(DiaryForm):
    """Clock, units, weight and a fluid limit. The weight is read in the units chosen beside it."""

    zone = ZoneField(
        label="Your time zone", help_text="E-mails and the days of your diary follow it."
    )
    units = SegField(unit_choices, required=True, label="How do you count?")
    body_mass_kg = QuantityField(
        "mass",
        *MASS_KG,
        label=optional("Your weight"),
        help_text="In kg, or in lb if you count the US way. Drinking amounts are worked out from"
        " it; without it we give words, no figures.",
    )
    conditions = ChecksField(
        limit_choices,
        label="What is true for you, or was?",
        help_text="With one of these, follow your doctor’s limit: we give no drinking advice.",
    )

    def __init__(self, *args: Any, athlete: User, profile: HealthProfile, **kwargs: Any) -> None:
        initial = {
            "zone": athlete.zone,
            "units": athlete.units,
            "body_mass_kg": profile.body_mass_kg,
            "conditions": shown(profile.conditions, fluid_limited=profile.fluid_limited),
        }
        # Ticked on the body page and not asked here.
        self._others = [code for code in profile.conditions if code not in LIMITS_FLUID]
        super().__init__(*args, athlete=athlete, initial=initial, **kwargs)
        chosen = self.data.get("units")
        mass = self.fields["body_mass_kg"]
        if chosen in list(Units) and chosen != athlete.units and isinstance(mass, QuantityField):
            mass.use(chosen)

    def parts(self) -> list[Any]:
        """From the plainest to the most private."""
        return [
            zone("zone"),
            seg("units"),
            "body_mass_kg",
            checks("conditions"),
        ]

    @property
    def body(self) -> dict[str, Any]:
        """Columns of the body page."""
        return {
            "body_mass_kg": self.cleaned_data["body_mass_kg"],
            "conditions": [*self.cleaned_data["conditions"], *self._others],
        }
