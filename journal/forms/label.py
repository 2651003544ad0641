"""A drink of one's own, from everything its label says."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from crispy_forms.layout import HTML, Field
from django import forms
from django.core.exceptions import ValidationError

from journal.forms.fields import SegField, number
from journal.forms.form import Amount, DiaryForm, beside, fold
from journal.labels import SUGAR_KINDS, SugarKind, kind_of, sodium_mg, split
from journal.limits import ALCOHOL_PERCENT, LABEL_G, LABEL_MG, OSMOLALITY
from journal.models import Drink

NAME_LENGTH = 80
SAME_NAME = "You have a drink of that name. Pick it, or choose another name."
# Form field to column, for what is kept as typed.
_AS_TYPED = {
    "protein": "protein_g",
    "fat": "fat_g",
    "potassium": "potassium_mg",
    "magnesium": "magnesium_mg",
    "calcium": "calcium_mg",
    "alcohol": "alcohol_percent",
    "osmolality": "measured_osmolality",
}
_REST = (*_AS_TYPED,)
# What the kinds of sugar follow from.
LABEL = frozenset({"carbs", "sugars", "kind", "powder"})


class PerHundredField(forms.Field):
    """An amount per 100 mL from a label; comma and point both accepted.

    What was shown and comes back unchanged keeps its exact stored value.
    """

    def __init__(self, unit: str, most: float, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(widget=widget, **kwargs)
        self.suffix = unit
        self.most = most
        self.stored: float | None = None

    def prepare_value(self, value: Any) -> Any:
        """A stored number with at most two decimals; typed text as it was typed."""
        if not isinstance(value, int | float):
            return value
        text = f"{value:.2f}"
        return text.rstrip("0").rstrip(".")

    def to_python(self, value: Any) -> float | None:
        """The number, or a sentence that says what is odd about it."""
        typed = str(value if value is not None else "").strip()
        if not typed:
            return None
        if self.stored is not None and typed == self.prepare_value(self.stored):
            return self.stored
        found = number(typed, 2)
        if found is None:
            raise ValidationError(f"Write a number in {self.suffix}, such as 6.5.")
        if found < 0:
            raise ValidationError("Write 0 or more.")
        if found > self.most:
            raise ValidationError(self._too_much(found))
        return found

    def _too_much(self, found: float) -> str:
        return (
            f"100 mL cannot hold {found:g} {self.suffix}."
            " Is that for the whole bottle? Write the amount per 100 mL."
        )


class LabelFigureField(PerHundredField):
    """A figure of a label that is not an amount per 100 mL: percent, mOsm/kg."""

    def _too_much(self, found: float) -> str:
        return f"Write at most {self.most:,.0f} {self.suffix}."


class OwnDrinkForm(DiaryForm):
    """Name and label of a drink of one's own. Left out is not known; 0 is known to be none."""

    name = forms.CharField(
        max_length=NAME_LENGTH,
        label="Name",
        error_messages={
            "required": "Give it a name, so that you find it next time.",
            "max_length": "A name holds 80 characters.",
        },
    )
    carbs = PerHundredField("g", LABEL_G[1], label="Carbohydrate")
    sugars = PerHundredField("g", LABEL_G[1], label="of which sugars")
    kind = SegField(
        [*SUGAR_KINDS, ("", "Not sure")],
        wide=5,
        coerce=SugarKind,
        label="Which sugars are named in the ingredients?",
        help_text="“Sugar” is sucrose. The one named first is the larger part.",
    )
    powder = forms.BooleanField(
        required=False,
        label="I mix it from powder",
        help_text="Fresh from powder, sugar counts for less than in a bottle that has stood.",
    )
    salt = PerHundredField("g", LABEL_G[1], label="Salt")
    sodium = PerHundredField(
        "mg", LABEL_MG[1], label="or sodium", help_text="1 g of salt holds 394 mg of sodium."
    )
    potassium = PerHundredField("mg", LABEL_MG[1], label="Potassium")
    magnesium = PerHundredField("mg", LABEL_MG[1], label="Magnesium")
    calcium = PerHundredField("mg", LABEL_MG[1], label="Calcium")
    protein = PerHundredField("g", LABEL_G[1], label="Protein")
    fat = PerHundredField("g", LABEL_G[1], label="Fat")
    alcohol = LabelFigureField("%", ALCOHOL_PERCENT[1], label="Alcohol")
    osmolality = LabelFigureField(
        "mOsm/kg", OSMOLALITY[1], label="Osmolality", help_text="Only if the maker gives it."
    )

    def __init__(
        self,
        *args: Any,
        names: Mapping[str, Collection[UUID | None]],
        entry: Drink | None = None,
        **kwargs: Any,
    ) -> None:
        initial = _shown(entry) if entry else kwargs.pop("initial", None)
        super().__init__(*args, initial=initial, **kwargs)
        self.entry = entry
        self.names = names
        for name, field in self.fields.items():
            if isinstance(field, PerHundredField):
                field.stored = self.get_initial_for_field(field, name)

    def parts(self) -> list[Any]:
        """What most labels say; the rest behind one tap."""
        return [
            Field("name"),
            HTML(
                '<p class="form-text mb-3">Amounts per 100 mL as you drink it; leave out what the'
                " label does not say. A powder: the grams you put in ÷ mL of the bottle × 100. A US"
                " label: grams ÷ mL of the serving × 100.</p>"
            ),
            beside(self._figure("carbs"), self._figure("sugars")),
            Field("kind", template="forms/_seg.html"),
            Field("powder"),
            beside(self._figure("salt"), self._figure("sodium")),
            fold(
                self,
                "More from the label",
                beside(self._figure("potassium"), self._figure("magnesium")),
                beside(self._figure("calcium"), self._figure("protein")),
                beside(self._figure("fat"), self._figure("alcohol")),
                self._figure("osmolality"),
                names=_REST,
            ),
        ]

    def _figure(self, name: str) -> Any:
        return Amount(name, self.fields[name].suffix)  # type: ignore[attr-defined]

    def clean_name(self) -> str:
        """A name the athlete does not use yet."""
        name: str = self.cleaned_data["name"]
        # What this very form made is not another drink.
        ours = self.entry.pk if self.entry else self.cleaned_data.get("form_key")
        if ours not in self.names.get(name.casefold(), (ours,)):
            raise ValidationError(SAME_NAME)
        return name

    def clean(self) -> dict[str, Any]:
        """A label that adds up."""
        cleaned = super().clean() or self.cleaned_data
        check_sums(self, "carbs", "sugars", "salt", "sodium")
        return cleaned

    @property
    def values(self) -> dict[str, Any]:
        """Columns of a valid form."""
        data = self.cleaned_data
        kept = {column: data[name] for name, column in _AS_TYPED.items()}
        return {
            "name": data["name"],
            "is_powder": data["powder"],
            **kept,
            **self._carbs(),
            "sodium_mg": sodium_mg(data["salt"]) if data["salt"] is not None else data["sodium"],
        }

    def _carbs(self) -> dict[str, Any]:
        """The label and what follows from it; a label that was not touched keeps what it was."""
        data = self.cleaned_data
        if self.entry is not None and not LABEL & set(self.changed):
            return {}
        return carbs_columns(data["carbs"], data["sugars"], data["kind"], is_powder=data["powder"])

    @property
    def changed(self) -> list[str]:
        """Fields whose value is not what is stored."""
        shown = _shown(self.entry) if self.entry else {}
        return [name for name, value in self.cleaned_data.items() if shown.get(name) != value]


def check_sums(form: forms.Form, carbs: str, sugars: str, salt: str, sodium: str) -> None:
    """Say beside the field what cannot be: more sugars than carbohydrate, salt and sodium both."""
    cleaned = form.cleaned_data
    whole, part = cleaned.get(carbs), cleaned.get(sugars)
    if whole is not None and part is not None and part > whole:
        form.add_error(sugars, f"Sugars are part of the {whole:g} g carbohydrate: not more.")
    whole_and_rest = sum(cleaned.get(name) or 0.0 for name in (carbs, "protein", "fat"))
    if whole is not None and whole_and_rest > LABEL_G[1]:
        form.add_error(
            carbs,
            f"With protein and fat that is {whole_and_rest:g} g in 100 mL, more than fits."
            " Is it for the whole bottle? Write the amounts per 100 mL.",
        )
    if None not in (cleaned.get(salt), cleaned.get(sodium)):
        form.add_error(sodium, "Salt or sodium, one of them is enough.")


def carbs_columns(
    carbs_g: float | None,
    sugars_g: float | None,
    kind: SugarKind | None,
    *,
    is_powder: bool = False,
) -> dict[str, Any]:
    """The label as it was read, and the kinds of sugar that follow from it."""
    sugars = split(carbs_g, sugars_g, kind, is_powder=is_powder)
    return {
        "carbs_g": carbs_g,
        "sugars_g": sugars_g,
        "sugar_kind": kind.value if kind is not None else "",
        "mono_g": sugars.mono_g,
        "sucrose_g": sugars.sucrose_g,
        "lactose_g": sugars.lactose_g,
        "malto_g": sugars.malto_g,
    }


def _shown(entry: Drink) -> dict[str, Any]:
    """The label of a drink. One from before labels were kept is put together from its parts."""
    carbs, sugars, kind = entry.carbs_g, entry.sugars_g, entry.sugar_kind
    if carbs is None and sugars is None:
        mono, suc, lac = entry.mono_g or 0.0, entry.sucrose_g or 0.0, entry.lactose_g or 0.0
        if entry.malto_g is not None:
            sugars = mono + suc + lac
            carbs = sugars + entry.malto_g
            kind = kind_of(mono, suc, lac) or ""
    return {
        "name": entry.name,
        "carbs": carbs,
        "sugars": sugars,
        "kind": SugarKind(kind) if kind in list(SugarKind) else None,
        "powder": entry.is_powder,
        "salt": None,
        "sodium": entry.sodium_mg,
        **{name: getattr(entry, column) for name, column in _AS_TYPED.items()},
    }
