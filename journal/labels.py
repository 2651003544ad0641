"""From what a label says to what a drink holds per 100 mL (evidence 3.1). Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

# Evidence 3.1: an EU label gives salt, which is 1 / 2.54 sodium.
MG_SODIUM_PER_G_SALT = 1000 / 2.54
# Evidence 3.1, a design choice there: the sugar named first is 70 % of the sugars.
FIRST_SHARE = 0.7


class SugarKind(StrEnum):
    """Which sugars the list of ingredients names."""

    MONO = "mono"
    SUCROSE = "sucrose"
    MONO_FIRST = "mono_first"
    SUCROSE_FIRST = "sucrose_first"
    LACTOSE = "lactose"


SUGAR_KINDS: tuple[tuple[str, str], ...] = (
    (SugarKind.SUCROSE, "Sugar"),
    (SugarKind.MONO, "Glucose, fructose, honey or juice"),
    (SugarKind.SUCROSE_FIRST, "Both, sugar first"),
    (SugarKind.MONO_FIRST, "Both, sugar second"),
    (SugarKind.LACTOSE, "Milk only"),
)
_MONO_SHARE = {
    SugarKind.MONO: 1.0,
    SugarKind.SUCROSE: 0.0,
    SugarKind.MONO_FIRST: FIRST_SHARE,
    SugarKind.SUCROSE_FIRST: 1 - FIRST_SHARE,
}


@dataclass(frozen=True, slots=True)
class Sugars:
    """Grams per 100 mL; all None: the label does not tell them apart, and we do not guess.

    `lactose_g` is every double sugar that stays whole: of milk, and of a powder mixed fresh.
    """

    mono_g: float | None = None
    sucrose_g: float | None = None
    lactose_g: float | None = None
    malto_g: float | None = None


def split(
    carbs_g: float | None,
    sugars_g: float | None,
    kind: SugarKind | None,
    *,
    is_powder: bool = False,
) -> Sugars:
    """Carbohydrate by kind: what is not sugar is maltodextrin, the sugars go by the ingredients.

    Without "of which sugars", or with sugars of an unknown kind, nothing is known, except that no
    carbohydrate at all is none of each. In a sour bottle part of the sucrose has split, in what
    was just mixed from a powder none has (evidence 3.1: h = 0), so there it counts as whole.
    """
    if carbs_g == 0:
        return Sugars(0.0, 0.0, 0.0, 0.0)
    if sugars_g is None or (kind is None and sugars_g > 0):
        return Sugars()
    malto_g = max(carbs_g - sugars_g, 0.0) if carbs_g is not None else 0.0
    if kind is SugarKind.LACTOSE:
        return Sugars(0.0, 0.0, sugars_g, malto_g)
    mono_g = sugars_g * (_MONO_SHARE[kind] if kind is not None else 0.0)
    double_g = sugars_g - mono_g
    if is_powder:
        return Sugars(mono_g, 0.0, double_g, malto_g)
    return Sugars(mono_g, double_g, 0.0, malto_g)


def kind_of(mono_g: float, sucrose_g: float, lactose_g: float) -> SugarKind | None:
    """The kind whose split gives these parts; None for none of them."""
    sugars = mono_g + sucrose_g + lactose_g
    if sugars == 0:
        return None
    if lactose_g > 0:
        return SugarKind.LACTOSE if mono_g == sucrose_g == 0 else None
    shares = ((kind, abs(mono_g / sugars - share)) for kind, share in _MONO_SHARE.items())
    kind, off = min(shares, key=lambda found: found[1])
    return kind if off < 0.001 else None


def sodium_mg(salt_g: float) -> float:
    """Sodium in an amount of salt."""
    return salt_g * MG_SODIUM_PER_G_SALT
