"""What each category means to a person, and lists of them in a sentence."""

from __future__ import annotations

from collections.abc import Iterable

from accounts.models import Category

# What sharing starts with; the athlete switches the rest on by hand.
USUAL = (Category.WORKOUTS, Category.CRAMPS, Category.DRINKS)

SAYS: dict[Category, str] = {
    Category.WORKOUTS: "Planned and done, effort, pace, heat",
    Category.CRAMPS: "Muscle, time, pain, what helped",
    Category.DRINKS: "What was drunk, how much and when",
    Category.WELLNESS: "Morning checks: soreness, tiredness, sleep, thirst",
    Category.NOTES: "The notes on whatever else is shared",
    Category.MEDICATION: "What you take and since when, conditions, age and sex",
    Category.WEIGHT: "In bands only, such as “lost 1 to 2\u00a0%”",
}

NAMES: dict[Category, str] = {
    Category.WORKOUTS: "workouts",
    Category.CRAMPS: "cramps",
    Category.DRINKS: "drinks",
    Category.WELLNESS: "morning checks",
    Category.NOTES: "notes",
    Category.MEDICATION: "medicines",
    Category.WEIGHT: "weight in bands",
}


def listed(categories: Iterable[str]) -> str:
    """The categories in their usual order, as in "workouts, cramps and drinks"."""
    chosen = frozenset(categories)
    names = [NAMES[category] for category in Category if category in chosen]
    return " and ".join(", ".join(names).rsplit(", ", 1))


def category_choices() -> list[tuple[str, str]]:
    """Categories for a form; a function so that a new one is no migration."""
    return [(category.value, category.label) for category in Category]
