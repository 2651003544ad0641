"""What each category means to a person, and lists of them in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable

from accounts.models import Category, User

# Whatever a mail program may turn into a link: a name must not carry somebody's advertisement.
_LINKLIKE = re.compile(r"\w[.:/@]\w|//")
# What turns the words around it, or hides: the signs of direction that reach beyond a word, and
# control characters, line ends among them.
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]+")

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


def name_in_mail(person: User) -> str:
    """The name in one line that holds no link; else the address."""
    name = " ".join(_UNSEEN.sub(" ", person.name).split())
    return person.email if not name or _LINKLIKE.search(name) else name


def category_choices() -> list[tuple[str, str]]:
    """Categories for a form; a function so that a new one is no migration."""
    return [(category.value, category.label) for category in Category]
