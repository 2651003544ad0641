"""How strong a drink is, in words and drawn. Never calls computed what was measured."""

from __future__ import annotations

from collections.abc import Sequence

from django import template

from advice import drink_bar
from advice.drink import Labelled, Verdict, judge
from advice.drink_bar import Bar
from advice.tonicity import Tonicity

register = template.Library()

# Against blood (evidence 3.1), in words that need no school.
WORDS = {
    Tonicity.HYPOTONIC: "weaker than blood",
    Tonicity.ISOTONIC: "about as strong as blood",
    Tonicity.HYPERTONIC: "stronger than blood",
}
# The same beside one another, weakest first.
_MANY = {
    (Tonicity.HYPOTONIC, Tonicity.ISOTONIC): "weaker than blood or about as strong",
    (Tonicity.ISOTONIC, Tonicity.HYPERTONIC): "about as strong as blood or stronger",
    tuple(Tonicity): "weaker than blood, about as strong, or stronger",
}


@register.simple_tag
def verdict(drink: Labelled) -> Verdict:
    """Everything that can be said of a drink of the catalogue or of one's own (no query)."""
    return judge(drink)


@register.filter
def class_words(tonicity: Tonicity) -> str:
    """A class in words."""
    return WORDS[tonicity]


@register.filter
def classes_words(classes: Sequence[Tonicity]) -> str:
    """Every class that is possible, in words."""
    several = tuple(classes)
    return WORDS[several[0]] if len(several) == 1 else _MANY[several]


@register.filter
def drink_bar_of(found: Verdict) -> Bar | None:
    """The drawing of its interval; None where nothing is known."""
    if found.low is None or found.high is None:
        return None
    return drink_bar.bar(found.low, found.high, found.strength.about if found.strength else None)
