"""The drinks everybody is offered. Data only.

Every figure stands in evidence 3.2, per 100 mL as drunk. `measured` is filled only where that
table has a value of class R (read in its source). Where a recipe is typical label data the source
says so. A drink whose recipe we do not have has no figures at all: its class is then unknown.
"""

from __future__ import annotations

from uuid import UUID, uuid5

from django.db import migrations

_NAMESPACE = UUID("5c0f5a4e-6d5b-4f0e-9d4e-0c9a7a4f9b11")

_NO_SUGAR = {"mono_g": 0, "sucrose_g": 0, "lactose_g": 0, "malto_g": 0}
_LABEL = "Typical label, not measured"


def _sugars(mono=0.0, sucrose=0.0, lactose=0.0, malto=0.0):
    return {"mono_g": mono, "sucrose_g": sucrose, "lactose_g": lactose, "malto_g": malto}


def _formula_only(about):
    return f"No recipe: about {about} mOsm/kg by formula, not measured"


CATALOGUE = {
    # Sodium is what gives the "about 3" of the table.
    "Tap water": {**_NO_SUGAR, "sodium_mg": 4, "source": "By formula about 3 mOsm/kg"},
    "Black coffee": {**_NO_SUGAR, "source": "No sugar, not measured"},
    "Tea, no sugar": {**_NO_SUGAR, "source": "No sugar, not measured"},
    "Diet cola": {**_NO_SUGAR, "source": "By formula about 6 mOsm/kg, not measured"},
    # The table gives 6 g and 338; this split of the sugars is the one that meets it.
    "Sports drink, 6 %": {
        **_sugars(mono=2.5, sucrose=3.5), "sodium_mg": 46, "potassium_mg": 12, "source": _LABEL,
    },
    "Gatorade": {
        **_sugars(mono=1.5, sucrose=4.5), "sodium_mg": 46, "potassium_mg": 12,
        "measured_osmolality": 327, "source": "Measured; recipe from a typical label",
    },
    "Powerade": {
        **_sugars(sucrose=5.6, malto=2.0), "sodium_mg": 28, "potassium_mg": 14,
        "measured_osmolality": 281, "source": "Measured (New Zealand); recipe from a typical label",
    },
    "Mizone Rapid": {
        **_sugars(mono=1.95, sucrose=1.95), "sodium_mg": 23, "potassium_mg": 6,
        "measured_osmolality": 218, "source": "Measured; recipe from a typical label",
    },
    "Coca-Cola": {
        **_sugars(sucrose=10.6), "sodium_mg": 1, "potassium_mg": 0,
        "measured_osmolality": 430, "source": "Measured (South Africa, 1984); others may differ",
    },
    "Cola with corn syrup (US)": {
        **_sugars(mono=11), "sodium_mg": 4, "potassium_mg": 0, "source": _LABEL,
    },
    "Energy drink": {"source": _formula_only(537)},
    # 10 % of the sugar as sucrose meets the 731 of the table.
    "Apple juice": {
        **_sugars(mono=10.26, sucrose=1.14), "sodium_mg": 7, "potassium_mg": 119, "source": _LABEL,
    },
    "Grape juice": {
        **_sugars(mono=16.5), "potassium_mg": 130,
        "measured_osmolality": 1297, "source": "Measured (one brand)",
    },
    "Orange juice": {"source": _formula_only(544)},
    "Coconut water": {"source": _formula_only("390 to 405")},
    # A third of the calcium is free, the rest is bound to protein: with it the formula gives 279.
    "Milk": {
        **_sugars(lactose=4.7), "sodium_mg": 43, "potassium_mg": 150, "calcium_mg": 40,
        "protein_g": 3.3, "fat_g": 3.6, "source": _LABEL,
    },
    "Chocolate milk": {"source": _formula_only(530)},
    "WHO oral rehydration solution": {
        **_sugars(mono=1.35), "sodium_mg": 173, "potassium_mg": 78,
        "source": "The recipe (made to be 245 mOsm/kg), not measured",
    },
    "Pedialyte": {
        **_sugars(mono=2.5), "sodium_mg": 104, "potassium_mg": 78,
        "source": "The recipe (made to be 250 mOsm/kg), not measured",
    },
    "Broth": {
        **_NO_SUGAR, "sodium_mg": 575, "potassium_mg": 31, "source": _LABEL,
    },
    # The mean of ten beers; they ran from 171 to 287.
    "Alcohol-free beer": {
        **_sugars(malto=5), "sodium_mg": 4, "potassium_mg": 45,
        "measured_osmolality": 244, "source": "Measured, mean of ten beers (171 to 287)",
    },
    "Beer, 5 %": {
        "sodium_mg": 4, "potassium_mg": 45, "alcohol_percent": 5,
        "measured_osmolality": 1060, "source": "Measured (one beer), most of it alcohol",
    },
}


def pk_of(name):
    """The same key on every installation, so that running twice makes one row."""
    return uuid5(_NAMESPACE, name)


def fill(apps, schema_editor):
    Drink = apps.get_model("journal", "Drink")
    for name, values in CATALOGUE.items():
        Drink.objects.update_or_create(
            pk=pk_of(name), defaults={"name": name, "owner": None, **values}
        )


def empty(apps, schema_editor):
    """Only drinks that nobody has logged go: what was drunk is the diary's and stays."""
    Drink = apps.get_model("journal", "Drink")
    Intake = apps.get_model("journal", "Intake")
    ours = Drink.objects.filter(pk__in=[pk_of(name) for name in CATALOGUE])
    ours.exclude(pk__in=Intake.objects.values("drink")).delete()


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_diary")]
    operations = [migrations.RunPython(fill, empty)]
