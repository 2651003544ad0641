"""A drink that a mail spoke of, to be written down."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field, Layout
from django import forms

from journal.forms.fields import QuantityField
from journal.forms.form import amount
from journal.forms.moment import EXACT, MomentForm
from journal.limits import MAX_ONE_DRINK_ML
from journal.models import Drink
from reminders.links import Offer

# Design choice: who opens the mail later than this had it when it said so, not now.
JUST_NOW = timedelta(minutes=15)
# Of the diary's answers to “when?” the one that is nearly “now”.
FEW_MINUTES = "5"


class LogForm(MomentForm):
    """How much, when, and which of `drinks`; a single one is not asked for.

    The address carries the key of the row, so the form needs none.
    """

    drink = forms.ChoiceField(
        label="Which drink?",
        error_messages={"required": "Pick a drink.", "invalid_choice": "Pick a drink."},
    )
    volume = QuantityField(
        "volume",
        1,
        MAX_ONE_DRINK_ML,
        required=True,
        label="How much?",
        error_messages={"required": "Write how much it was."},
    )

    def __init__(self, *args: Any, drinks: Sequence[Drink], offer: Offer, **kwargs: Any) -> None:
        now: datetime = kwargs["now"]
        initial: dict[str, Any] = {"volume": offer.volume_ml, "when": "0"}
        if offer.at <= now - JUST_NOW:
            initial |= {"at": offer.at.isoformat(), "when": EXACT}
        super().__init__(*args, initial=initial | kwargs.pop("initial", {}), **kwargs)
        self.drinks = {str(drink.pk): drink for drink in drinks}
        for name in ("form_key", "version"):
            del self.fields[name]
        when = self.fields["when"]
        when.label = "When?"
        # Room for the clock of the mail, which comes first.
        when.seg = "seg-5"  # type: ignore[attr-defined]
        when.choices = [  # type: ignore[attr-defined]
            each
            for each in when.choices  # type: ignore[attr-defined]
            if each[0] != FEW_MINUTES
        ]
        if len(drinks) == 1:
            del self.fields["drink"]
        else:
            choices = [(pk, drink.name) for pk, drink in self.drinks.items()]
            self.fields["drink"].choices = choices  # type: ignore[attr-defined]

    @property
    def helper(self) -> Any:
        """Made when rendered, as that of every form of the diary."""
        helper = FormHelper()
        helper.form_tag = False
        helper.disable_csrf = True
        which = [Field("drink")] if "drink" in self.fields else []
        helper.layout = Layout(*which, amount(self, "volume"), self.moment_parts())
        return helper

    @property
    def chosen(self) -> Drink:
        """The drink of a valid form."""
        only = next(iter(self.drinks.values()))
        return self.drinks[self.cleaned_data["drink"]] if "drink" in self.fields else only

    @property
    def values(self) -> dict[str, Any]:
        """Columns of a valid form, but the drink."""
        return {"started_at": self.moment, "volume_ml": self.cleaned_data["volume"]}
