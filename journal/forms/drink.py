"""Forms of drinks: a chip, the full form, and a drink of one's own from its label."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from crispy_forms.bootstrap import AppendedText
from crispy_forms.layout import HTML, Field
from django import forms
from django.core.exceptions import ValidationError

from accounts.mistakes import FormKeyField, HiddenKeyField
from accounts.models import User
from journal.forms.fields import QuantityField, SegField, number
from journal.forms.form import amount, beside, fold
from journal.forms.moment import MomentForm
from journal.labels import SUGAR_KINDS, SugarKind, sodium_mg, split
from journal.models import Drink, Intake

# Design choice: the most that one row of the diary can hold.
MAX_ONE_DRINK_ML = 5_000
LABEL = (
    "label_name",
    "label_carbs",
    "label_sugars",
    "label_kind",
    "label_sodium",
    "label_salt",
)


class PerHundredField(forms.Field):
    """An amount per 100 mL from a label; comma and point both accepted."""

    def __init__(self, unit: str, most: float, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(widget=widget, **kwargs)
        self.suffix = unit
        self.most = most

    def to_python(self, value: Any) -> float | None:
        """The number, or a sentence that says what is odd about it."""
        typed = str(value if value is not None else "").strip()
        if not typed:
            return None
        found = number(typed, 2)
        if found is None:
            raise ValidationError(f"Write a number in {self.suffix}, such as 6.5.")
        if found < 0:
            raise ValidationError("Write 0 or more.")
        if found > self.most:
            raise ValidationError(
                f"100 mL cannot hold {found:g} {self.suffix}."
                " Is that for the whole bottle? Write the amount per 100 mL."
            )
        return found


class ChipForm(forms.Form):
    """One tap: a drink and an amount in mL, drunk now."""

    drink = forms.ModelChoiceField(Drink.objects.none())
    volume_ml = forms.FloatField(min_value=1, max_value=MAX_ONE_DRINK_ML)
    form_key = FormKeyField()

    def __init__(self, *args: Any, athlete: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["drink"]
        field.queryset = Drink.objects.for_athlete(athlete.pk)  # type: ignore[attr-defined]


class DrinkForm(MomentForm):
    """What was drunk, how much, when; on a new row also a drink of one's own from its label."""

    drink = forms.ChoiceField(required=False, error_messages={"invalid_choice": "Pick a drink."})
    volume = QuantityField(
        "volume",
        1,
        MAX_ONE_DRINK_ML,
        required=True,
        label="How much?",
        error_messages={"required": "Write how much it was."},
    )
    label_name = forms.CharField(
        required=False,
        max_length=80,
        label="Name",
        error_messages={"max_length": "A name holds 80 characters."},
    )
    label_carbs = PerHundredField("g", 100, label="Carbohydrate")
    label_sugars = PerHundredField("g", 100, label="of which sugars")
    label_kind = SegField(
        [*SUGAR_KINDS, ("", "Not sure")],
        wide=5,
        coerce=SugarKind,
        label="Which sugars are named in the ingredients?",
    )
    label_salt = PerHundredField("g", 100, label="Salt")
    label_sodium = PerHundredField("mg", 10_000, label="or sodium")
    workout = HiddenKeyField()

    def __init__(
        self, *args: Any, drinks: list[Drink], entry: Intake | None = None, **kwargs: Any
    ) -> None:
        initial = (_shown(entry) if entry else {"when": "0"}) | (kwargs.pop("initial", None) or {})
        super().__init__(*args, entry=entry, initial=initial, **kwargs)
        self.drinks = {str(drink.pk): drink for drink in drinks}
        own = [(pk, drink.name) for pk, drink in self.drinks.items() if drink.owner_id]
        shared = [(pk, drink.name) for pk, drink in self.drinks.items() if not drink.owner_id]
        field = self.fields["drink"]
        field.label = "Which drink?"
        field.choices = [("Yours", own), ("Common drinks", shared)] if own else shared  # type: ignore[attr-defined]
        if "when" in self.fields:
            self.fields["when"].label = "When?"
        if entry is not None:
            for name in (*LABEL, "workout"):
                del self.fields[name]

    def parts(self) -> list[Any]:
        """Which, how much, when; the label is folded away."""
        parts = [Field("drink"), amount(self, "volume"), self.moment_parts()]
        if self.entry is not None:
            return parts
        label = fold(
            self,
            "Not in the list? Add it from its label",
            HTML(
                '<p class="form-text mb-3">Amounts per 100 mL as you drink it; leave out what the'
                " label does not say. A US label gives a serving: grams ÷ mL of the serving × 100."
                "</p>"
            ),
            Field("label_name"),
            beside(self._grams("label_carbs"), self._grams("label_sugars")),
            Field("label_kind", template="forms/_seg.html"),
            beside(self._grams("label_salt"), self._grams("label_sodium")),
            names=LABEL,
        )
        return [parts[0], label, *parts[1:], Field("workout")]

    def _grams(self, name: str) -> Any:
        return AppendedText(name, self.fields[name].suffix)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """One drink, and a label that adds up."""
        cleaned = super().clean()
        if self.entry is None and any(cleaned.get(name) not in (None, "") for name in LABEL):
            self._check_label(cleaned)
        elif not cleaned.get("drink") and "drink" not in self.errors:
            self.add_error("drink", "Pick a drink, or add yours from its label.")
        return cleaned

    def _check_label(self, cleaned: dict[str, Any]) -> None:
        carbs, sugars = cleaned.get("label_carbs"), cleaned.get("label_sugars")
        if not cleaned.get("label_name") and "label_name" not in self.errors:
            self.add_error("label_name", "Give it a name, so that you find it next time.")
        if carbs is not None and sugars is not None and sugars > carbs:
            self.add_error(
                "label_sugars", f"Sugars are part of the {carbs:g} g carbohydrate: not more."
            )
        if None not in (cleaned.get("label_salt"), cleaned.get("label_sodium")):
            self.add_error("label_sodium", "Salt or sodium, one of them is enough.")
        same = self._same_name(cleaned.get("label_name") or "")
        if same is not None and not self.errors and not self._holds(same):
            self.add_error(
                "label_name", "You have a drink of that name. Pick it, or choose another name."
            )

    def _same_name(self, name: str) -> Drink | None:
        wanted = name.casefold()
        own = (drink for drink in self.drinks.values() if drink.owner_id)
        return next((drink for drink in own if drink.name.casefold() == wanted), None)

    def _holds(self, drink: Drink) -> bool:
        return all(getattr(drink, name) == value for name, value in self._label().items())

    def _label(self) -> dict[str, float | None]:
        data = self.cleaned_data
        sugars = split(data["label_carbs"], data["label_sugars"], data["label_kind"])
        salt = data["label_salt"]
        return {
            "mono_g": sugars.mono_g,
            "sucrose_g": sugars.sucrose_g,
            "lactose_g": sugars.lactose_g,
            "malto_g": sugars.malto_g,
            "sodium_mg": sodium_mg(salt) if salt is not None else data["label_sodium"],
        }

    @property
    def chosen(self) -> Drink:
        """The drink of a valid form: picked, the same as one made before, or new and unsaved."""
        data = self.cleaned_data
        if self.entry is not None or not data.get("label_name"):
            return self.drinks[data["drink"]]
        name = data["label_name"]
        return self._same_name(name) or Drink(
            owner=self.athlete, name=name, source="Label", **self._label()
        )

    @property
    def values(self) -> dict[str, Any]:
        """Columns of a valid form, but the drink."""
        return {"started_at": self.moment, "volume_ml": self.cleaned_data["volume"]}

    @property
    def workout_id(self) -> UUID | None:
        """The workout the athlete came from."""
        return self.cleaned_data.get("workout")


def _shown(entry: Intake) -> dict[str, Any]:
    local = entry.started_at.astimezone(entry.zone_info)
    return {
        "drink": str(entry.drink_id),
        "volume": entry.volume_ml,
        "on": local.date(),
        "clock": local.time(),
    }
