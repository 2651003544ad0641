"""How strong a drink is, from its label (evidence 3.1). Pure.

Osmolality is what is dissolved, in mOsm per kg of water; the class compares it with blood. The
formula is about 10 % off, for juices and old sugar drinks about 20 %: always show "about".
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple, Protocol

from journal.limits import ALCOHOL_PERCENT, LABEL_G, LABEL_MG, OSMOLALITY

# Evidence 3.1: molar masses g/mol and the constants fitted to the table of 3.2.
GLUCOSE = 180.16
SUCROSE = 342.30
MALTODEXTRIN = 900.0
SPLIT_SUCROSE = 0.40
INTERVAL_LOW = 0.92
INTERVAL_HIGH = 1.08
# A measured value carries its own spread of batches (design choice).
MEASURED_SPREAD = 0.05
# Evidence row 15 and 3.1: class limits, mOsm/kg.
ISOTONIC_FROM = 275.0
ISOTONIC_TO = 300.0
# Evidence row 26: dilute to about this.
DILUTE_TO = 290.0


class Tonicity(StrEnum):
    """The class of a drink against blood."""

    HYPOTONIC = "hypotonic"
    ISOTONIC = "isotonic"
    HYPERTONIC = "hypertonic"


class Composition(Protocol):
    """What a label says per 100 mL as drunk; None: the label is silent."""

    @property
    def mono_g(self) -> float | None: ...
    @property
    def sucrose_g(self) -> float | None: ...
    @property
    def lactose_g(self) -> float | None: ...
    @property
    def malto_g(self) -> float | None: ...
    @property
    def protein_g(self) -> float | None: ...
    @property
    def fat_g(self) -> float | None: ...
    @property
    def sodium_mg(self) -> float | None: ...
    @property
    def potassium_mg(self) -> float | None: ...
    @property
    def magnesium_mg(self) -> float | None: ...
    @property
    def calcium_mg(self) -> float | None: ...
    @property
    def alcohol_percent(self) -> float | None: ...
    @property
    def measured_osmolality(self) -> float | None: ...


@dataclass(frozen=True, slots=True)
class Osmolality:
    """An estimate with its interval, mOsm/kg; `measured`: published, not computed."""

    about: float
    low: float
    high: float
    measured: bool = False

    @property
    def tonicity(self) -> Tonicity:
        """The class of the best guess."""
        return tonicity(self.about)

    @property
    def is_uncertain(self) -> bool:
        """Whether the interval crosses a class limit."""
        return tonicity(self.low) is not tonicity(self.high)


def tonicity(osmolality: float) -> Tonicity:
    """Below 275 hypotonic, to 300 isotonic, above hypertonic (evidence 3.1)."""
    if osmolality > ISOTONIC_TO:
        return Tonicity.HYPERTONIC
    return Tonicity.ISOTONIC if osmolality >= ISOTONIC_FROM else Tonicity.HYPOTONIC


class _Figures(NamedTuple):
    """The figures of a label alone: equal labels are reckoned once."""

    mono_g: float | None
    sucrose_g: float | None
    lactose_g: float | None
    malto_g: float | None
    protein_g: float | None
    fat_g: float | None
    sodium_mg: float | None
    potassium_mg: float | None
    magnesium_mg: float | None
    calcium_mg: float | None
    alcohol_percent: float | None
    measured_osmolality: float | None

    @property
    def carbohydrate_g(self) -> float | None:
        """Of all kinds; None when the label says nothing about any."""
        parts = self[:4]
        if parts == (None, None, None, None):
            return None
        return sum(part or 0.0 for part in parts)


def _figures(drink: Composition) -> _Figures:
    return _Figures(
        drink.mono_g,
        drink.sucrose_g,
        drink.lactose_g,
        drink.malto_g,
        drink.protein_g,
        drink.fat_g,
        drink.sodium_mg,
        drink.potassium_mg,
        drink.magnesium_mg,
        drink.calcium_mg,
        drink.alcohol_percent,
        drink.measured_osmolality,
    )


def is_believable(drink: Composition) -> bool:
    """Whether 100 mL can hold what the label says; what it does not say is no reason to doubt.

    A label that cannot be has no class, no carbohydrate and no sodium: all of it may be the slip.
    """
    return _is_believable(_figures(drink))


@lru_cache(maxsize=1_024)
def _is_believable(label: _Figures) -> bool:
    grams = [part for part in label[:6] if part is not None]
    return (
        all(LABEL_G[0] <= part for part in grams)
        # A thousandth is what splitting the sugars of a full label in two may add.
        and sum(grams) <= LABEL_G[1] + 1e-3
        and all(_is_in(part, LABEL_MG) for part in label[6:10])
        and _is_in(label.alcohol_percent, ALCOHOL_PERCENT)
        and _is_in(label.measured_osmolality, OSMOLALITY)
    )


def _is_in(value: float | None, span: tuple[float, float]) -> bool:
    return value is None or span[0] <= value <= span[1]


def carbohydrate_g(drink: Composition) -> float | None:
    """Carbohydrate per 100 mL; None when the label says nothing about it, or cannot be."""
    label = _figures(drink)
    return label.carbohydrate_g if _is_believable(label) else None


def osmolality(drink: Composition) -> Osmolality | None:
    """The published value, else the formula of evidence 3.1.

    None when the label says nothing about carbohydrate, or cannot be: a class is never guessed.
    Parts that a label with carbohydrate leaves out count as nothing, as labels do.
    """
    return _osmolality(_figures(drink))


@lru_cache(maxsize=1_024)
def _osmolality(label: _Figures) -> Osmolality | None:
    if not _is_believable(label):
        return None
    if label.measured_osmolality is not None:
        about = label.measured_osmolality
        return Osmolality(
            about, about * (1 - MEASURED_SPREAD), about * (1 + MEASURED_SPREAD), measured=True
        )
    if label.carbohydrate_g is None:
        return None
    return Osmolality(
        about=_formula(label, SPLIT_SUCROSE),
        low=_formula(label, 0.0) * INTERVAL_LOW,
        high=_formula(label, 1.0) * INTERVAL_HIGH,
    )


def _formula(label: _Figures, split: float) -> float:
    mono, suc = label.mono_g or 0.0, label.sucrose_g or 0.0
    lac, malto = label.lactose_g or 0.0, label.malto_g or 0.0
    alcohol = label.alcohol_percent or 0.0
    sugar = 1e4 * (
        mono / GLUCOSE + suc * (1 + split) / SUCROSE + lac / SUCROSE + malto / MALTODEXTRIN
    )
    salt = 18.6 * ((label.sodium_mg or 0.0) / 22.99 + (label.potassium_mg or 0.0) / 39.10)
    salt += 15.0 * ((label.magnesium_mg or 0.0) / 24.305 + (label.calcium_mg or 0.0) / 40.08)
    ethanol = 1e4 * alcohol * 0.789 / 46.07
    solids = mono + suc + lac + malto + (label.protein_g or 0.0) + (label.fat_g or 0.0)
    water_kg_per_l = 0.998 - 0.0062 * solids - 0.010 * alcohol
    # A label of pure powder would leave no water; such a "drink" is at least a tenth water.
    return (sugar + salt + ethanol) / max(water_kg_per_l, 0.1)


def water_parts(osmolality_mosm_per_kg: float) -> float:
    """Parts of water to add to one part of the drink to reach about 290 (evidence row 26)."""
    return max(0.0, osmolality_mosm_per_kg / DILUTE_TO - 1)


def sodium_mg_per_l(drink: Composition) -> float | None:
    """Sodium per litre; None when the label does not say, or cannot be."""
    if drink.sodium_mg is None or not is_believable(drink):
        return None
    return drink.sodium_mg * 10
