"""The form of a sweat test: two weighings, and everything that went in and out between them."""

from __future__ import annotations

from typing import Any

from django import forms

from accounts.models import User
from journal.forms.fields import QuantityField, WholeField
from journal.forms.form import DiaryForm, amount, beside
from journal.forms.masses import check_masses, check_urine
from journal.limits import MASS_KG, MAX_DRANK_ML, MAX_FOOD_G, MAX_URINE_ML, TEMPERATURE_C
from journal.models import Workout


class SweatTestForm(DiaryForm):
    """Nothing is required: the first weighing can be kept before the workout begins."""

    mass_before = QuantityField("mass", *MASS_KG, label="Weight before")
    mass_after = QuantityField("mass", *MASS_KG, label="Weight after")
    mass_checked = forms.BooleanField(label="Both weights are right", required=False)
    drank = QuantityField("volume", 0, MAX_DRANK_ML, label="Drunk between", help_text="0 if none.")
    urine = QuantityField("volume", 0, MAX_URINE_ML, label="Urine between", help_text="0 if none.")
    food = WholeField(
        0, MAX_FOOD_G, suffix="g", label="Eaten between", required=False, help_text="Gels and all."
    )
    temperature = QuantityField("temperature", *TEMPERATURE_C, label="Temperature")
    humidity = QuantityField("percent", 0, 100, label="Humidity")

    def __init__(
        self,
        *args: Any,
        athlete: User,
        workout: Workout,
        logged_ml: float | None = None,
        **kwargs: Any,
    ) -> None:
        self.workout: Workout | None = workout
        self.ask_mass = False
        super().__init__(*args, athlete=athlete, row=workout, **kwargs)
        if workout.drank_ml is None and logged_ml:
            self.fields["drank"].help_text = "The sum of your logged drinks. Change it if it was"
            self.fields["drank"].help_text += " another amount."

    def clean(self) -> dict[str, Any]:
        """Weights are believable or confirmed."""
        got = super().clean() or self.cleaned_data
        if not {"mass_before", "mass_after"} & set(self.errors):
            check_masses(self)
        if self.workout is not None and "urine" not in self.errors:
            check_urine(self, self.workout.duration_minutes)
        return got

    def parts(self) -> list[Any]:
        """In the order of the protocol."""
        return [
            beside(amount(self, "mass_before"), amount(self, "mass_after")),
            *(["mass_checked"] if self.ask_mass else []),
            beside(amount(self, "drank"), amount(self, "urine")),
            beside(amount(self, "food")),
            beside(amount(self, "temperature"), amount(self, "humidity")),
        ]

    def values(self) -> dict[str, Any]:
        """The model's fields."""
        got = self.cleaned_data
        food, stored = got["food"], self.workout.food_g if self.workout else None
        # A whole number is shown: what comes back unchanged keeps its exact value.
        same = stored is not None and food == round(stored)
        return {
            "mass_before_kg": got["mass_before"],
            "mass_after_kg": got["mass_after"],
            "drank_ml": got["drank"],
            "urine_ml": got["urine"],
            "food_g": stored if same else food,
            "temperature_c": got["temperature"],
            "humidity_percent": got["humidity"],
        }


def sweat_test_initial(workout: Workout, logged_ml: float | None) -> dict[str, Any]:
    """What is known; the sum of logged drinks is offered where no total was told."""
    return {
        "mass_before": workout.mass_before_kg,
        "mass_after": workout.mass_after_kg,
        "drank": workout.drank_ml if workout.drank_ml is not None else logged_ml,
        "urine": workout.urine_ml,
        "food": round(workout.food_g) if workout.food_g is not None else None,
        "temperature": workout.temperature_c,
        "humidity": workout.humidity_percent,
    }
