"""What can be said of a drink from its label (evidence 3.1, rows 15, 16, 24 to 27, 37). Pure.

Kinds of drinks and never amounts: an amount is advised by `advice.ceiling` alone. Osmolality is
not tonicity (evidence 3.1): sugars are taken up and alcohol crosses freely, so the class is a
first look and not a forecast of what the gut does.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from advice.rules.drinks import (
    ALCOHOL_PERCENT,
    EFSA_ISOTONIC,
    GEL_FROM_G,
    MUCH_CARBOHYDRATE_G,
    SODIUM_MG_PER_L,
    is_sports_drink,
)
from advice.tonicity import (
    Composition,
    Osmolality,
    Tonicity,
    carbohydrate_g,
    is_believable,
    osmolality,
    sodium_mg_per_l,
    tonicity,
    water_parts,
)
from journal.limits import LABEL_G

# Design choice: less than this, mOsm/kg, is as good as nothing dissolved.
HARDLY_ANYTHING = 20.0
# Design choice, g of protein and fat together per 100 mL: food to drink, such as milk (row 27).
MEAL_G = 1.0
# Design choice: from so much sodium and up to so much carbohydrate a drink is for rehydration,
# and those are often mixed at home (evidence 3.2: ORS mixed by users ran 30 to 1,331 mOsm/kg).
ORS_SODIUM_MG_PER_L = 1_000.0
ORS_CARBS_PERCENT = 4.0
# Room that a dissolved gram takes in the water, mL (evidence 3.1: the formula's own 0.62).
ML_PER_G_DISSOLVED = 0.62
# Water to thin with is told in steps of so many mL per 100 mL (design choice).
THIN_STEP_ML = 5
WEAKEST_FIRST = (Tonicity.HYPOTONIC, Tonicity.ISOTONIC, Tonicity.HYPERTONIC)


class Labelled(Composition, Protocol):
    """A composition that also keeps what the label says before the sugars are told apart."""

    @property
    def carbs_g(self) -> float | None: ...
    @property
    def sugars_g(self) -> float | None: ...


@dataclass(frozen=True, slots=True)
class Bottle:
    """A drink per 100 mL as drunk: g, mg, % v/v; None where the label is silent."""

    mono_g: float | None = None
    sucrose_g: float | None = None
    lactose_g: float | None = None
    malto_g: float | None = None
    protein_g: float | None = None
    fat_g: float | None = None
    sodium_mg: float | None = None
    potassium_mg: float | None = None
    magnesium_mg: float | None = None
    calcium_mg: float | None = None
    alcohol_percent: float | None = None
    measured_osmolality: float | None = None
    carbs_g: float | None = None
    sugars_g: float | None = None


class Moment(StrEnum):
    """When a drink may be drunk, seen from a workout (rows 15 and 25)."""

    BEFORE = "before"
    SHORT = "short"  # during, up to an hour
    LONG = "long"  # during, longer than 60 to 90 minutes
    AFTER = "after"


class Fit(StrEnum):
    """How well a drink suits a moment."""

    SUITS = "suits"
    WATER_DOES = "water_does"  # fine, and water is as good
    WITH_SALT = "with_salt"  # fine, with something salty to eat
    PROBABLY = "probably"  # fine by the best guess; the range reaches above blood
    FUEL = "fuel"  # stronger than blood as sports drinks may be, and it feeds
    THIN = "thin"  # stronger than blood, or probably: thinned, or after
    LATER = "later"  # keep it for after
    NO = "no"
    UNKNOWN = "unknown"


class Caution(StrEnum):
    """What is said beside the class."""

    CARBS = "carbs"
    ALCOHOL = "alcohol"
    MIXED = "mixed"  # how much water did you add?
    MEAL = "meal"
    THICK = "thick"  # a gel or a syrup, and not yet a drink
    SUGARS = "sugars"  # the label does not tell which sugars, so there is only a range


class Sodium(StrEnum):
    """Sodium beside that of sports drinks (row 24)."""

    BELOW = "below"
    WITHIN = "within"
    ABOVE = "above"


@dataclass(frozen=True, slots=True)
class Verdict:
    """Everything that can be said of one drink.

    `strength`: the best guess with its interval, mOsm/kg; None: there is none. `low` and `high`:
    the interval, also where there is no best guess because the label does not tell its sugars
    apart; None: nothing is known. `classes`: every class the interval touches, weakest first.
    `feeds`: it brings carbohydrate and sodium, as sports drinks do (rows 24 and 25).
    `thin_ml`: about how much water to each 100 mL gives 290 mOsm/kg; None: not to be thinned.
    """

    strength: Osmolality | None
    low: float | None
    high: float | None
    classes: tuple[Tonicity, ...]
    carbs_percent: float | None
    sodium_mg_per_l: float | None
    sodium: Sodium | None
    is_alcoholic: bool
    cautions: tuple[Caution, ...]
    feeds: bool
    thin_ml: int | None

    @property
    def tonicity(self) -> Tonicity | None:
        """The class of the best guess, or the only one that is possible; None: not known."""
        if self.strength is not None:
            return self.strength.tonicity
        return self.classes[0] if len(self.classes) == 1 else None

    @property
    def is_uncertain(self) -> bool:
        """Whether the interval crosses a limit of the classes."""
        return len(self.classes) > 1

    @property
    def is_nearly_water(self) -> bool:
        """Whether hardly anything is dissolved in it."""
        return self.high is not None and self.high < HARDLY_ANYTHING

    @property
    def is_known(self) -> bool:
        """Whether a class can be told: never for alcohol, whose osmolality says little."""
        return bool(self.classes) and not self.is_alcoholic

    @property
    def has_badge(self) -> bool:
        """Whether there is something to say of it in a line; water needs none."""
        says = self.is_alcoholic or bool(self.classes) or self.sodium_mg_per_l is not None
        return says and not self.is_nearly_water

    @property
    def suits(self) -> Mapping[Moment, Fit]:
        """How well it suits each moment around a workout."""
        return {moment: _fit(moment, self) for moment in Moment}

    @property
    def efsa(self) -> Tonicity | None:
        """The class of the best guess on the European scale of labels, 270 to 330."""
        if self.strength is None:
            return None
        low, high = EFSA_ISOTONIC
        if self.strength.about > high:
            return Tonicity.HYPERTONIC
        return Tonicity.ISOTONIC if self.strength.about >= low else Tonicity.HYPOTONIC


def judge(drink: Labelled, *, is_mixed: bool = False) -> Verdict:
    """What the label tells. `is_mixed`: somebody made it from a powder or a syrup."""
    strength = osmolality(drink)
    span = (strength.low, strength.high) if strength is not None else _span(drink)
    classes = _classes(*span) if span is not None else ()
    alcoholic = (drink.alcohol_percent or 0.0) > ALCOHOL_PERCENT
    cautions = _cautions(drink, is_mixed=is_mixed, only_a_range=strength is None and bool(span))
    thin_ml = _thin_ml(strength) if strength is not None and not alcoholic else None
    return Verdict(
        strength=strength,
        low=span[0] if span is not None else None,
        high=span[1] if span is not None else None,
        classes=classes,
        carbs_percent=carbs_percent(drink),
        sodium_mg_per_l=sodium_mg_per_l(drink),
        sodium=sodium_beside_sports_drinks(drink),
        is_alcoholic=alcoholic,
        cautions=cautions,
        feeds=bool(carbs_percent(drink)) and bool(drink.sodium_mg),
        thin_ml=thin_ml,
    )


def carbs_percent(drink: Labelled) -> float | None:
    """Carbohydrate, g per 100 mL; None when the label says nothing of it, or cannot be."""
    told = (drink.carbs_g, carbohydrate_g(drink), drink.sugars_g)
    grams = next((each for each in told if each is not None), None)
    if grams is None or not is_believable(drink) or not LABEL_G[0] <= grams <= LABEL_G[1]:
        return None
    return grams


def sodium_beside_sports_drinks(drink: Composition) -> Sodium | None:
    """Where its sodium stands; None when the label does not say (row 24)."""
    sodium = sodium_mg_per_l(drink)
    if sodium is None:
        return None
    low, high = SODIUM_MG_PER_L
    if sodium < low:
        return Sodium.BELOW
    return Sodium.WITHIN if sodium <= high else Sodium.ABOVE


def powder_factor(powder_g: float, water_ml: float) -> float:
    """From an amount in 100 g of powder to the amount in 100 mL of the drink made of it."""
    return powder_g / (water_ml + ML_PER_G_DISSOLVED * powder_g)


def _thin_ml(strength: Osmolality) -> int | None:
    """Water to each 100 mL, only for what is stronger than blood (row 26)."""
    if strength.tonicity is not Tonicity.HYPERTONIC:
        return None
    exact = 100 * water_parts(strength.about)
    return max(THIN_STEP_ML, round(exact / THIN_STEP_ML) * THIN_STEP_ML)


def _span(drink: Labelled) -> tuple[float, float] | None:
    """The interval when the label tells how much carbohydrate or sugar, and not which.

    Starch sugar in long chains is the weakest it can be, and sucrose that has split the strongest:
    its interval covers every other sugar. None when the label is silent.
    """
    carbs, sugars = drink.carbs_g, drink.sugars_g
    if carbs is None and sugars is None:
        return None
    whole = carbs if carbs is not None else sugars or 0.0
    sure = min(sugars or 0.0, whole)
    strong = sure if sugars is not None else whole
    weakest = osmolality(_filled(drink, sucrose_g=sure, malto_g=whole - sure))
    strongest = osmolality(_filled(drink, sucrose_g=strong, malto_g=whole - strong))
    return (weakest.low, strongest.high) if weakest and strongest else None


def _filled(drink: Labelled, *, sucrose_g: float, malto_g: float) -> Bottle:
    return Bottle(
        sucrose_g=sucrose_g,
        malto_g=malto_g,
        protein_g=drink.protein_g,
        fat_g=drink.fat_g,
        sodium_mg=drink.sodium_mg,
        potassium_mg=drink.potassium_mg,
        magnesium_mg=drink.magnesium_mg,
        calcium_mg=drink.calcium_mg,
        alcohol_percent=drink.alcohol_percent,
    )


def _classes(low: float, high: float) -> tuple[Tonicity, ...]:
    first, last = WEAKEST_FIRST.index(tonicity(low)), WEAKEST_FIRST.index(tonicity(high))
    return WEAKEST_FIRST[first : last + 1]


def _cautions(drink: Labelled, *, is_mixed: bool, only_a_range: bool) -> tuple[Caution, ...]:
    carbs, sodium = carbs_percent(drink), sodium_mg_per_l(drink)
    is_ors = (
        sodium is not None
        and carbs is not None
        and sodium >= ORS_SODIUM_MG_PER_L
        and 0 < carbs <= ORS_CARBS_PERCENT
    )
    holds = {
        Caution.ALCOHOL: (drink.alcohol_percent or 0.0) > ALCOHOL_PERCENT,
        Caution.CARBS: carbs is not None and carbs > MUCH_CARBOHYDRATE_G,
        Caution.THICK: carbs is not None and carbs > GEL_FROM_G,
        Caution.MEAL: (drink.protein_g or 0.0) + (drink.fat_g or 0.0) >= MEAL_G,
        Caution.MIXED: is_mixed or is_ors,
        Caution.SUGARS: only_a_range,
    }
    return tuple(caution for caution, does in holds.items() if does)


def _fit(moment: Moment, found: Verdict) -> Fit:
    """Rows 15 and 24 to 27. Where no row speaks (alcohol, milk during) it is a design choice."""
    if found.is_alcoholic:
        return Fit.NO
    if moment is Moment.AFTER:
        return Fit.WITH_SALT if found.is_nearly_water else Fit.SUITS
    if {Caution.CARBS, Caution.MEAL} & set(found.cautions):
        return Fit.LATER
    if not found.classes:
        return Fit.UNKNOWN
    if found.classes[-1] is Tonicity.HYPERTONIC:
        return _fit_of_strong(moment, found)
    return _fit_of_weak(moment, found)


def _fit_of_strong(moment: Moment, found: Verdict) -> Fit:
    """Stronger than blood, or perhaps so."""
    if found.strength is None:
        return Fit.UNKNOWN if found.is_uncertain else Fit.LATER
    if found.tonicity is not Tonicity.HYPERTONIC:
        return Fit.PROBABLY
    is_fuel = is_sports_drink(found.strength, found.carbs_percent, found.sodium_mg_per_l)
    return Fit.FUEL if moment is Moment.LONG and is_fuel else Fit.THIN


def _fit_of_weak(moment: Moment, found: Verdict) -> Fit:
    """Weaker than blood or like it, for sure (row 25)."""
    if moment is Moment.SHORT:
        return Fit.WATER_DOES
    return Fit.SUITS if moment is Moment.BEFORE or found.feeds else Fit.WITH_SALT
