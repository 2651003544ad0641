"""The table of drinks of evidence 3.2, to hold the formula of 3.1 against. Data, pure.

Composition per 100 mL. `grade` is how the published value is known: R read in its source, F read
as a formulation or a label, M from memory. `printed` is what the table's own formula column says.

Honesty about recipes (`Recipe`): GIVEN is as the row has it. FITTED means that the row tells how
much carbohydrate and not which (or not which minerals): the split here is the one that meets the
printed column, so such a row repeats the table and is no test of the formula.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from advice.drink import Bottle


class Grade(StrEnum):
    """How the published value is known."""

    READ = "R"
    FORMULATION = "F"
    MEMORY = "M"


class Recipe(StrEnum):
    """Where the composition comes from."""

    GIVEN = "given"
    FITTED = "fitted"


@dataclass(frozen=True, slots=True)
class Row:
    """One drink of the table; `published` and `printed` in mOsm/kg."""

    name: str
    published: float
    printed: float
    grade: Grade
    source: str
    bottle: Bottle
    recipe: Recipe = Recipe.GIVEN
    # So near to nothing that a percentage says nothing: left out of the mean, as in 3.2.
    is_water: bool = False


R, F, M = Grade.READ, Grade.FORMULATION, Grade.MEMORY
FITTED = Recipe.FITTED

TABLE: tuple[Row, ...] = (
    Row("Flavoured placebo water", 8, 2, R, "R35", Bottle(malto_g=0, sodium_mg=2), is_water=True),
    # "suc + mono ½": half of each.
    Row(
        "Mizone Rapid",
        218,
        215,
        R,
        "R35",
        Bottle(sucrose_g=1.95, mono_g=1.95, sodium_mg=23, potassium_mg=6),
    ),
    Row(
        "PowerAde (NZ)",
        281,
        295,
        R,
        "R35",
        Bottle(sucrose_g=5.6, malto_g=2.0, sodium_mg=28, potassium_mg=14),
    ),
    Row(
        "Gatorade",
        327,
        323,
        R,
        "R35",
        Bottle(sucrose_g=4.5, mono_g=1.5, sodium_mg=46, potassium_mg=12),
    ),
    Row(
        "Coca-Cola (South Africa, 1984)",
        430,
        466,
        R,
        "R39",
        Bottle(sucrose_g=10.6, sodium_mg=1, potassium_mg=0),
    ),
    Row("Grape juice (Liquifruit)", 1_297, 1_092, R, "R39", Bottle(mono_g=16.5, potassium_mg=130)),
    # The mean of ten beers. Double sugars of malt weigh like lactose.
    Row(
        "Alcohol-free beers 4 to 13",
        244,
        259,
        R,
        "R38",
        Bottle(mono_g=3.05, lactose_g=1.95, sodium_mg=4, potassium_mg=45),
        FITTED,
    ),
    # Two were measured, 457 and 487; this is their mean.
    Row(
        "Malt drinks 14 and 15",
        472,
        464,
        R,
        "R38",
        Bottle(mono_g=5.3, lactose_g=4.2, sodium_mg=4, potassium_mg=35),
        FITTED,
    ),
    Row(
        "Beer 19 (5.4 %)",
        1_157,
        1_095,
        R,
        "R38",
        Bottle(lactose_g=1.5, malto_g=1.5, sodium_mg=4, potassium_mg=45, alcohol_percent=5.4),
        FITTED,
    ),
    Row(
        "Beer 20 (5.0 %)",
        1_060,
        1_006,
        R,
        "R38",
        Bottle(lactose_g=1.5, malto_g=1.5, sodium_mg=4, potassium_mg=45, alcohol_percent=5.0),
        FITTED,
    ),
    Row("WHO-ORS 1975", 311, 320, F, "R40", Bottle(mono_g=2.0, sodium_mg=207, potassium_mg=78)),
    Row("WHO-ORS reduced", 245, 254, F, "R40", Bottle(mono_g=1.35, sodium_mg=173, potassium_mg=78)),
    Row("Pedialyte", 250, 264, F, "R40", Bottle(mono_g=2.5, sodium_mg=104, potassium_mg=78)),
    Row("Rehydralyte", 310, 321, F, "R40", Bottle(mono_g=2.5, sodium_mg=173, potassium_mg=78)),
    # Rice syrup is long chains.
    Row("Infalyte", 200, 177, F, "R40", Bottle(malto_g=3.0, sodium_mg=115, potassium_mg=98)),
    Row(
        "Cola (US, corn syrup)",
        750,
        660,
        M,
        "AAP 1996",
        Bottle(mono_g=11, sodium_mg=4, potassium_mg=0),
    ),
    Row(
        "Apple juice",
        730,
        731,
        M,
        "AAP 1996",
        Bottle(mono_g=10.26, sucrose_g=1.14, sodium_mg=7, potassium_mg=119),
        FITTED,
    ),
    Row(
        "Sports beverage",
        330,
        338,
        M,
        "AAP 1996",
        Bottle(mono_g=2.5, sucrose_g=3.5, sodium_mg=46, potassium_mg=12),
        FITTED,
    ),
    Row(
        "Chicken broth",
        500,
        481,
        M,
        "AAP 1996",
        Bottle(malto_g=0, sodium_mg=575, potassium_mg=31),
    ),
    # 275 to 285; a third of the calcium is free, the rest is bound to protein.
    Row(
        "Whole milk",
        280,
        279,
        M,
        "3.2",
        Bottle(
            lactose_g=4.7, sodium_mg=43, potassium_mg=150, calcium_mg=40, protein_g=3.3, fat_g=3.6
        ),
        FITTED,
    ),
    Row("Glucose 40 g/L", 230, 228, M, "Vist 1995", Bottle(mono_g=4.0)),
    Row("Glucose 188 g/L", 1_300, 1_184, M, "Vist 1995", Bottle(mono_g=18.8)),
    Row("Glucose polymer 40 g/L", 42, 46, M, "Vist 1995", Bottle(malto_g=4.0)),
    Row("Glucose polymer 188 g/L", 237, 237, M, "Vist 1995", Bottle(malto_g=18.8)),
)

# Measured, and no recipe that the formula could be asked about: shown with a dash.
WITHOUT_RECIPE: tuple[tuple[str, str, str], ...] = (
    ("“Isotonic” alcohol-free beers 1 to 3", "253, 344, 272", "R38"),
    ("Radler or shandy 16 to 18", "493, 1,096, 708", "R38"),
    ("35 Swiss sports and recovery drinks", "157 to 690", "R45"),
    ("18 Slovenian “isotonic” drinks", "12 of 18 in 270 to 330", "R41"),
    ("25 Polish isotonic drinks", "12 not as declared", "R42"),
    ("91 clear fluids (Australia, 1984)", "50 to 914", "R43b"),
    ("Maltodextrin test drinks, 60 g/L", "243 to 374", "R46"),
)


@dataclass(frozen=True, slots=True)
class Computed:
    """A drink with no published value: a typical label, and what 3.2 prints by formula.

    `bottle` None: acids or kinds of sugar that no label tells decide, so no recipe is made up.
    """

    name: str
    printed: tuple[float, float]
    bottle: Bottle | None


# "Formula only" of 3.2; never to be called measured. `printed` is a single figure or its range.
# Sodium is given only where a typical label gives it.
FORMULA_ONLY: tuple[Computed, ...] = (
    Computed("Tap water", (3, 3), Bottle(malto_g=0, sodium_mg=4)),
    Computed(
        "Skimmed milk",
        (284, 284),
        Bottle(
            lactose_g=5.0, sodium_mg=43, potassium_mg=156, calcium_mg=40, protein_g=3.4, fat_g=0.1
        ),
    ),
    Computed("OS-1", (233, 233), Bottle(mono_g=1.8, sodium_mg=115, potassium_mg=78)),
    Computed("Lucozade Sport", (288, 288), Bottle(mono_g=3.7, malto_g=2.7, sodium_mg=50)),
    Computed(
        "Isostar",
        (300, 300),
        Bottle(sucrose_g=5.0, malto_g=1.7, sodium_mg=70, potassium_mg=14),
    ),
    Computed(
        "Pocari Sweat",
        (339, 339),
        Bottle(mono_g=1.5, sucrose_g=4.7, sodium_mg=49, potassium_mg=20),
    ),
    Computed("Powerade (US)", (375, 375), Bottle(mono_g=5.8, sodium_mg=42, potassium_mg=10)),
    # Sodium runs from next to none to 400 mg/L by brand (R93), so it stays unknown.
    Computed("Coconut water", (390, 405), Bottle(mono_g=5.2, potassium_mg=200)),
    Computed("Energy drink", (537, 537), Bottle(mono_g=2.2, sucrose_g=8.6, sodium_mg=42)),
    Computed("Orange juice", (544, 544), Bottle(mono_g=4.4, sucrose_g=4.2, potassium_mg=200)),
    Computed(
        "Chocolate milk",
        (530, 530),
        Bottle(
            sucrose_g=5.0,
            lactose_g=4.5,
            sodium_mg=60,
            potassium_mg=165,
            calcium_mg=40,
            protein_g=3.3,
            fat_g=3.4,
        ),
    ),
    Computed("Nuun Sport", (80, 110), None),
    Computed("Maurten 160", (320, 320), None),
    Computed("Maurten 320", (602, 602), None),
)
