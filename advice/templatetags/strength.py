"""How strong a drink is, for the page of drinks. Never calls computed what was measured."""

from __future__ import annotations

from django import template

from advice.rules.drinks import ALCOHOL_PERCENT
from advice.tonicity import Osmolality, osmolality
from journal.models import Drink

register = template.Library()

# Against blood (evidence 3.1), in words that need no school.
WORDS = {
    "hypotonic": "weaker than blood",
    "isotonic": "about as strong as blood",
    "hypertonic": "stronger than blood",
}


@register.simple_tag
def strength(drink: Drink) -> Osmolality | None:
    """The published value, else the formula; None where the label does not tell (no query)."""
    return osmolality(drink)


@register.filter
def is_alcoholic(drink: Drink) -> bool:
    """Whether its strength says little: alcohol counts in it and yet draws no water (3.1)."""
    return (drink.alcohol_percent or 0.0) > ALCOHOL_PERCENT


@register.filter
def strength_words(found: Osmolality) -> str:
    """The class in words, “probably” where the interval crosses a border."""
    words = WORDS[found.tonicity]
    return f"probably {words}" if found.is_uncertain else words
