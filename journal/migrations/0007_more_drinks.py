"""The drinks of evidence 3.2 that the catalogue did not have yet. Data only.

The same rules as in 0002: `measured` only where the table has a value of class R, and no figures
where the table has no recipe. Left out are rows that are no drink somebody can pick: test
solutions of a laboratory, and ranges over many brands.
"""

from __future__ import annotations

from uuid import UUID, uuid5

from django.db import migrations

# As in 0002, which a migration must not import.
_NAMESPACE = UUID("5c0f5a4e-6d5b-4f0e-9d4e-0c9a7a4f9b11")
_NO_SUGAR = {"mono_g": 0, "sucrose_g": 0, "lactose_g": 0, "malto_g": 0}


def _only(name_of_carb, grams):
    return {**_NO_SUGAR, name_of_carb: grams}


def _formula_only(about):
    return f"No recipe: about {about} mOsm/kg by formula, not measured"


CATALOGUE = {
    "Flavoured water, no sugar": {
        **_NO_SUGAR, "sodium_mg": 2, "measured_osmolality": 8, "source": "Measured (one drink)",
    },
    # Three beers in three classes: a mean would be none of them.
    "Alcohol-free beer, “isotonic”": {
        "source": "Three were measured: 253, 272 and 344 mOsm/kg; brands differ",
    },
    # What kind of sugar is not in the table, so the kinds stay unknown.
    "Malt drink": {
        "sodium_mg": 4, "potassium_mg": 35,
        "measured_osmolality": 472, "source": "Measured, mean of two drinks (457 and 487)",
    },
    "Radler or shandy": {
        "measured_osmolality": 766, "source": "Measured, mean of three drinks (493 to 1,096)",
    },
    "Beer, 5.4 %": {
        "sodium_mg": 4, "potassium_mg": 45, "alcohol_percent": 5.4,
        "measured_osmolality": 1157, "source": "Measured (one beer), most of it alcohol",
    },
    "WHO oral rehydration solution, before 2002": {
        **_only("mono_g", 2.0), "sodium_mg": 207, "potassium_mg": 78,
        "source": "The recipe (made to be 311 mOsm/kg), not measured",
    },
    "Rehydralyte": {
        **_only("mono_g", 2.5), "sodium_mg": 173, "potassium_mg": 78,
        "source": "The recipe (made to be 310 mOsm/kg), not measured",
    },
    "Infalyte": {
        **_only("malto_g", 3.0), "sodium_mg": 115, "potassium_mg": 98,
        "source": "The recipe (made to be 200 mOsm/kg), not measured",
    },
    # The table gives 1.8 g glucose and 50 mmol sodium; this potassium meets its 233.
    "OS-1": {
        **_only("mono_g", 1.8), "sodium_mg": 115, "potassium_mg": 78,
        "source": "Typical label, by formula about 233 mOsm/kg, not measured",
    },
    "Nuun Sport": {"source": _formula_only("80 to 110")},
    "Skimmed milk": {"source": _formula_only(284)},
    "Lucozade Sport": {"source": _formula_only(288)},
    "Isostar": {"source": _formula_only(300)},
    "Maurten 160": {"source": _formula_only(320)},
    "Maurten 320": {"source": _formula_only(602)},
    "Pocari Sweat": {"source": _formula_only(339)},
    "Powerade (US)": {"source": _formula_only(375)},
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
    dependencies = [("journal", "0006_drink_label")]
    operations = [migrations.RunPython(fill, empty)]
