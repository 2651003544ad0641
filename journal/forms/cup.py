"""A saved amount of one drink: a cup, a bottle."""

from __future__ import annotations

from typing import Any

from crispy_forms.layout import Field
from django import forms

from journal.forms.drink import drink_choices
from journal.forms.fields import QuantityField
from journal.forms.form import DiaryForm, amount
from journal.models import Cup, Drink
from journal.models.drink import MAX_CUP_ML


class CupForm(DiaryForm):
    """What it is called, what is in it, how much."""

    name = forms.CharField(
        max_length=40,
        label="What do you call it?",
        help_text="Short, as it stands on the button: “Blue bottle”.",
        error_messages={
            "required": "Give it a name, such as Blue bottle.",
            "max_length": "A name holds 40 characters.",
        },
    )
    drink = forms.ChoiceField(
        label="What is in it?",
        error_messages={"required": "Pick a drink.", "invalid_choice": "Pick a drink."},
    )
    volume = QuantityField(
        "volume",
        1,
        MAX_CUP_ML,
        required=True,
        label="How much does it hold?",
        error_messages={"required": "Write how much it holds."},
    )

    def __init__(
        self, *args: Any, drinks: list[Drink], entry: Cup | None = None, **kwargs: Any
    ) -> None:
        initial = kwargs.pop("initial", None)
        if entry is not None:
            initial = {
                "name": entry.name,
                "drink": str(entry.drink_id),
                "volume": entry.volume_ml,
            }
        super().__init__(*args, initial=initial, **kwargs)
        self.drinks = {str(drink.pk): drink for drink in drinks}
        self.fields["drink"].choices = drink_choices(drinks)  # type: ignore[attr-defined]

    def parts(self) -> list[Any]:
        """Name, drink, amount."""
        return [Field("name"), Field("drink"), amount(self, "volume")]

    @property
    def values(self) -> dict[str, Any]:
        """Columns of a valid form."""
        data = self.cleaned_data
        return {
            "name": data["name"],
            "drink": self.drinks[data["drink"]],
            "volume_ml": data["volume"],
        }
