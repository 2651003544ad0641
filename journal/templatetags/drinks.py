"""Words of a drink's label for templates."""

from __future__ import annotations

from django import template

from journal.models import Drink

register = template.Library()

_AMOUNTS = (
    ("protein_g", "g protein"),
    ("fat_g", "g fat"),
    ("sodium_mg", "mg sodium"),
    ("potassium_mg", "mg potassium"),
    ("magnesium_mg", "mg magnesium"),
    ("calcium_mg", "mg calcium"),
    ("alcohol_percent", "% alcohol"),
)
# Keeps a number and its unit on one line.
_TIED = "\N{NO-BREAK SPACE}"


@register.filter
def label_line(drink: Drink) -> str:
    """“6 g carbohydrate, 46 mg sodium”; what is not known is left out, 0 is said."""
    known = [(getattr(drink, name), words) for name, words in _AMOUNTS]
    said = [f"{_short(value)}{_TIED}{words}" for value, words in known if value is not None]
    carbs = _carbs(drink)
    if carbs is not None:
        said.insert(0, f"{_short(carbs)}{_TIED}g carbohydrate")
    return ", ".join(said)


def _carbs(drink: Drink) -> float | None:
    if drink.carbs_g is not None:
        return drink.carbs_g
    parts = (drink.mono_g, drink.sucrose_g, drink.lactose_g, drink.malto_g)
    if all(part is None for part in parts):
        return None
    return sum(part or 0.0 for part in parts)


def _short(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".")
