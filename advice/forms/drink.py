"""What anybody may ask about a drink: one of the catalogue, or a label. Sent by GET, never kept.

The fields are the diary's own (`journal.forms.label`), so that both read a label alike.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any
from urllib.parse import urlencode

from crispy_forms.bootstrap import AppendedText
from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Div, Field, Layout
from django import forms
from django.urls import reverse
from django.utils.text import slugify

from accounts.mistakes import FocusForm
from advice.drink import Bottle, powder_factor
from journal.forms.fields import SegField
from journal.forms.form import beside, fold
from journal.forms.label import LabelFigureField, PerHundredField, carbs_columns
from journal.labels import SUGAR_KINDS, SugarKind, sodium_mg
from journal.limits import LABEL_G, LABEL_MG
from journal.models import Drink

# Beyond this, whatever it is an amount of, it is a slip; what is possible is checked per 100 mL.
_MOST_TYPED = 99_999.0
_MOST_G, _MOST_MG = float(LABEL_G[1]), float(LABEL_MG[1])
# Salt and sodium of one label may differ by rounding (design choice): so much, mg, or this share.
_ROUNDING_MG, _ROUNDING = 5.0, 0.1
_GRAMS = ("carbs", "sugars", "salt", "protein", "fat")
_MILLIGRAMS = ("sodium", "potassium", "magnesium", "calcium")
_REST = ("potassium", "magnesium", "calcium", "protein", "fat", "alcohol", "osmolality")
# Any one of these makes a label.
_TELLING = ("carbs", "sugars", "salt", "sodium", "alcohol", "osmolality")


class Per(StrEnum):
    """What the amounts of a label are for."""

    HUNDRED = "100ml"
    SERVING = "serving"
    POWDER = "powder"


def slug_of(drink: Drink) -> str:
    """A drink of the catalogue in an address."""
    return slugify(drink.name)


class CheckForm(FocusForm, forms.Form):
    """A form in an address: no key, no token, and laid out by crispy."""

    def parts(self) -> list[Any]:
        """The layout from top to bottom."""
        return list(self.fields)

    @property
    def helper(self) -> Any:
        """Made when rendered, so that folds with an error inside stand open."""
        helper = FormHelper()
        helper.form_tag = False
        helper.disable_csrf = True
        helper.layout = Layout(*self.parts())
        return helper


class PickForm(CheckForm):
    """A drink of the catalogue."""

    drink = forms.ChoiceField(
        label="Which drink?",
        error_messages={
            "required": "Pick a drink from the list.",
            "invalid_choice": "We do not have that drink. Pick another, or type its label.",
        },
    )

    def __init__(self, *args: Any, drinks: Sequence[Drink], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.drinks = {slug_of(drink): drink for drink in drinks}
        field = self.fields["drink"]
        named = [(slug, drink.name) for slug, drink in self.drinks.items()]
        field.choices = [("", "Pick one"), *named]  # type: ignore[attr-defined]

    @property
    def chosen(self) -> Drink:
        """The drink of a valid form."""
        return self.drinks[self.cleaned_data["drink"]]


def _grams(label: str, **kwargs: Any) -> PerHundredField:
    return PerHundredField("g", _MOST_TYPED, label=label, **kwargs)


def _milligrams(label: str, **kwargs: Any) -> PerHundredField:
    return PerHundredField("mg", _MOST_TYPED, label=label, **kwargs)


class LabelForm(CheckForm):
    """A label as it stands on the bottle: per 100 mL, per serving, or of a powder."""

    per = SegField(
        [
            (Per.HUNDRED, "100 mL"),
            (Per.SERVING, "A serving"),
            (Per.POWDER, "100 g of powder"),
        ],
        coerce=Per,
        label="The label gives amounts for",
    )
    serving_ml = LabelFigureField(
        "mL",
        5_000,
        label="How much is a serving?",
        help_text="1 US fl oz is 30 mL. For a scoop of powder: the mL of the bottle it goes into.",
    )
    powder_g = LabelFigureField("g", 2_000, label="Powder")
    water_ml = LabelFigureField("mL", 20_000, label="Water")
    carbs = _grams("Carbohydrate")
    sugars = _grams("of which sugars")
    kind = SegField(
        [*SUGAR_KINDS, ("", "Not sure")],
        wide=5,
        coerce=SugarKind,
        label="Which sugars are named in the ingredients?",
        help_text="“Sugar” is sucrose. The one named first is the larger part.",
    )
    salt = _grams("Salt")
    sodium = _milligrams("or sodium")
    potassium = _milligrams("Potassium")
    magnesium = _milligrams("Magnesium")
    calcium = _milligrams("Calcium")
    protein = _grams("Protein")
    fat = _grams("Fat")
    alcohol = LabelFigureField("%", 100, label="Alcohol")
    osmolality = LabelFigureField(
        "mOsm/kg", 5_000, label="Osmolality", help_text="Only if the maker gives it."
    )

    def __init__(self, data: Mapping[str, str] | None = None) -> None:
        super().__init__(data, initial={"per": Per.HUNDRED})

    @classmethod
    def is_asked(cls, query: Mapping[str, str]) -> bool:
        """Whether an address speaks of a label."""
        return bool(cls.base_fields.keys() & query.keys())

    def parts(self) -> list[Any]:
        """What the amounts are for, what most labels say, and the rest behind one tap."""
        serving = Div(self._figure("serving_ml"), css_class="if-serving")
        powder = Div(
            beside(self._figure("powder_g"), self._figure("water_ml")), css_class="if-powder"
        )
        return [
            Div(Field("per", template="forms/_seg.html"), serving, powder, css_class="label-per"),
            HTML(
                '<p class="form-text mb-3">As the label has them; leave out what it does not'
                " say.</p>"
            ),
            beside(self._figure("carbs"), self._figure("sugars")),
            Field("kind", template="forms/_seg.html"),
            beside(self._figure("salt"), self._figure("sodium")),
            fold(
                self,
                "More from the label",
                beside(self._figure("potassium"), self._figure("magnesium")),
                beside(self._figure("calcium"), self._figure("protein")),
                beside(self._figure("fat"), self._figure("alcohol")),
                self._figure("osmolality"),
                names=_REST,
                is_open=any(self.data.get(name) for name in _REST),
            ),
        ]

    def _figure(self, name: str) -> Any:
        return AppendedText(name, self.fields[name].suffix)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A label that somebody can have read, and that adds up."""
        cleaned = super().clean() or self.cleaned_data
        wrong_before = bool(self.errors)
        if not wrong_before and all(cleaned[name] is None for name in _TELLING):
            self.add_error("carbs", "Write what the label says; 0 if it holds none.")
        factor = self._factor()
        if factor is not None:
            self._check_amounts(factor)
        if not self.errors:
            self._check_sums(factor or 1.0)
        return cleaned

    @property
    def per_what(self) -> Per:
        """What the amounts are for; 100 mL where nobody said."""
        return self.cleaned_data.get("per") or Per.HUNDRED

    @property
    def is_mixed(self) -> bool:
        """Whether somebody puts powder into water."""
        return self.per_what is Per.POWDER

    def _factor(self) -> float | None:
        """From a typed amount to the amount in 100 mL; None, with a sentence: it cannot be told."""
        if self.per_what is Per.SERVING:
            serving = self._more_than_nothing("serving_ml", "Write how many mL a serving is.")
            return 100 / serving if serving else None
        if self.per_what is Per.POWDER:
            powder = self._more_than_nothing("powder_g", "Write how many grams of powder.")
            water = self._more_than_nothing("water_ml", "Write how much water you add.")
            return powder_factor(powder, water) if powder and water else None
        return 1.0

    def _more_than_nothing(self, name: str, sentence: str) -> float | None:
        value: float | None = self.cleaned_data.get(name)
        if not value and name not in self.errors:
            self.add_error(name, sentence)
        return value

    def _check_amounts(self, factor: float) -> None:
        """No more in 100 mL, or in 100 g of powder, than fits."""
        for name in (*_GRAMS, *_MILLIGRAMS):
            typed = self.cleaned_data.get(name)
            if typed is None:
                continue
            most, unit = (_MOST_G, "g") if name in _GRAMS else (_MOST_MG, "mg")
            if self.is_mixed and name in _GRAMS and typed > most:
                self.add_error(name, f"100 g of powder cannot hold {typed:g} g.")
            elif typed * factor > most:
                self.add_error(name, self._too_much(typed, typed * factor, unit))

    def _too_much(self, typed: float, scaled: float, unit: str) -> str:
        if self.per_what is Per.HUNDRED:
            return (
                f"100 mL cannot hold {typed:g} {unit}. Is that for the whole bottle? Then pick"
                " “A serving” and write how many mL it holds."
            )
        return f"That makes {scaled:,.0f} {unit} in 100 mL, more than fits. Check the mL above."

    def _check_sums(self, factor: float) -> None:
        """What cannot be: parts above their whole, no room for water, salt that is not sodium."""
        data = self.cleaned_data
        carbs, sugars = data["carbs"], data["sugars"]
        if carbs is not None and sugars is not None and sugars > carbs:
            self.add_error("sugars", f"Sugars are part of the {carbs:g} g carbohydrate: not more.")
        whole = max(carbs or 0.0, sugars or 0.0)
        typed = whole + sum(data[name] or 0.0 for name in ("salt", "protein", "fat"))
        solids = typed * factor
        if self.is_mixed and typed > _MOST_G:
            self.add_error("carbs", f"Together that is {typed:g} g in 100 g of powder.")
        elif solids > _MOST_G:
            self.add_error(
                "carbs", f"Together that is {solids:.0f} g in 100 mL, and leaves no water."
            )
        if data["salt"] is not None and data["sodium"] is not None:
            self._check_salt(data["salt"], data["sodium"])

    def _check_salt(self, salt_g: float, typed_mg: float) -> None:
        meant = sodium_mg(salt_g)
        if abs(meant - typed_mg) > max(_ROUNDING_MG, _ROUNDING * meant):
            self.add_error(
                "sodium",
                f"{salt_g:g} g of salt holds {meant:.0f} mg of sodium, and not {typed_mg:g}."
                " Write the one you are sure of.",
            )

    @property
    def bottle(self) -> Bottle:
        """The drink of a valid form, per 100 mL as drunk."""
        columns = self._columns()
        kinds = carbs_columns(
            columns["carbs"], columns["sugars"], self.cleaned_data["kind"], is_powder=self.is_mixed
        )
        del kinds["sugar_kind"]
        return Bottle(
            **kinds,
            protein_g=columns["protein"],
            fat_g=columns["fat"],
            sodium_mg=columns["sodium"],
            potassium_mg=columns["potassium"],
            magnesium_mg=columns["magnesium"],
            calcium_mg=columns["calcium"],
            alcohol_percent=columns["alcohol"],
            measured_osmolality=columns["osmolality"],
        )

    def _columns(self) -> dict[str, float | None]:
        """The label per 100 mL, salt as sodium."""
        data, factor = self.cleaned_data, self._factor() or 1.0
        scaled = {
            name: data[name] * factor if data[name] is not None else None
            for name in ("carbs", "sugars", "sodium", *_REST[:5])
        }
        if scaled["sodium"] is None and data["salt"] is not None:
            scaled["sodium"] = sodium_mg(data["salt"]) * factor
        return scaled | {name: data[name] for name in ("alcohol", "osmolality")}

    @property
    def save_url(self) -> str:
        """The form of a drink of one's own, filled with this label."""
        known = {
            name: f"{value:.2f}".rstrip("0").rstrip(".")
            for name, value in self._columns().items()
            if value is not None
        }
        if self.cleaned_data["kind"] is not None:
            known["kind"] = self.cleaned_data["kind"].value
        if self.is_mixed:
            known["powder"] = "on"
        return f"{reverse('journal:add_own_drink')}?{urlencode(known)}"
