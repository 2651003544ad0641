"""A composition for the drinks of evidence 3.2 that were "formula only". Data only.

Each is a typical label, chosen so that the formula gives what the table prints for the drink; it
was not measured and says so. Sodium stays unknown where no typical label gives it. Nuun keeps no
recipe, because its acids are on no label; of Maurten the table tells how much and not which.
"""

from __future__ import annotations

from uuid import UUID, uuid5

from django.db import migrations

# As in 0002, which a migration must not import.
_NAMESPACE = UUID("5c0f5a4e-6d5b-4f0e-9d4e-0c9a7a4f9b11")
_FIGURES = (
    "mono_g", "sucrose_g", "lactose_g", "malto_g", "protein_g", "fat_g", "sodium_mg",
    "potassium_mg", "calcium_mg", "carbs_g",
)
_COMPUTED = "Computed from a typical label, not measured"
_ENERGY = {"mono_g": 2.2, "sucrose_g": 8.6, "lactose_g": 0, "malto_g": 0, "sodium_mg": 42}

COMPUTED = {
    "Energy drink": {**_ENERGY, "source": _COMPUTED},
    "Red Bull": {**_ENERGY, "source": _COMPUTED},
    "Orange juice": {
        "mono_g": 4.4, "sucrose_g": 4.2, "lactose_g": 0, "malto_g": 0, "potassium_mg": 200,
        "source": "Computed from a typical label, not measured; its acids may add to it",
    },
    "Coconut water": {
        "mono_g": 5.2, "sucrose_g": 0, "lactose_g": 0, "malto_g": 0, "potassium_mg": 200,
        "source": "Computed from a typical label, not measured; sodium differs, up to 400 mg/L",
    },
    "Chocolate milk": {
        "mono_g": 0, "sucrose_g": 5.0, "lactose_g": 4.5, "malto_g": 0, "sodium_mg": 60,
        "potassium_mg": 165, "calcium_mg": 40, "protein_g": 3.3, "fat_g": 3.4,
        "source": _COMPUTED,
    },
    "Skimmed milk": {
        "mono_g": 0, "sucrose_g": 0, "lactose_g": 5.0, "malto_g": 0, "sodium_mg": 43,
        "potassium_mg": 156, "calcium_mg": 40, "protein_g": 3.4, "fat_g": 0.1,
        "source": _COMPUTED,
    },
    "Lucozade Sport": {
        "mono_g": 3.7, "sucrose_g": 0, "lactose_g": 0, "malto_g": 2.7, "sodium_mg": 50,
        "source": _COMPUTED,
    },
    "Isostar": {
        "mono_g": 0, "sucrose_g": 5.0, "lactose_g": 0, "malto_g": 1.7, "sodium_mg": 70,
        "potassium_mg": 14, "source": _COMPUTED,
    },
    "Pocari Sweat": {
        "mono_g": 1.5, "sucrose_g": 4.7, "lactose_g": 0, "malto_g": 0, "sodium_mg": 49,
        "potassium_mg": 20, "source": _COMPUTED,
    },
    "Powerade (US)": {
        "mono_g": 5.8, "sucrose_g": 0, "lactose_g": 0, "malto_g": 0, "sodium_mg": 42,
        "potassium_mg": 10, "source": _COMPUTED,
    },
    # 40 and 80 g of carbohydrate to 500 mL; which kinds is not in the table.
    "Maurten 160": {
        "carbs_g": 8, "source": "About 320 mOsm/kg by formula, not measured; sugars not told",
    },
    "Maurten 320": {
        "carbs_g": 16, "source": "About 602 mOsm/kg by formula, not measured; sugars not told",
    },
}
# What 3.2 prints, for going back.
_PRINTED = {
    "Energy drink": 537, "Orange juice": 544, "Coconut water": "390 to 405",
    "Chocolate milk": 530, "Skimmed milk": 284, "Lucozade Sport": 288, "Isostar": 300,
    "Pocari Sweat": 339, "Powerade (US)": 375, "Maurten 160": 320, "Maurten 320": 602,
}


def pk_of(name):
    """The same key on every installation, so that running twice makes one row."""
    return uuid5(_NAMESPACE, name)


def fill(apps, schema_editor):
    Drink = apps.get_model("journal", "Drink")
    for name, values in COMPUTED.items():
        Drink.objects.update_or_create(
            pk=pk_of(name), defaults={"name": name, "owner": None, **values}
        )


def empty(apps, schema_editor):
    """Back to drinks without figures; what was not there goes, unless somebody has logged it."""
    Drink = apps.get_model("journal", "Drink")
    Intake = apps.get_model("journal", "Intake")
    for name, about in _PRINTED.items():
        Drink.objects.filter(pk=pk_of(name)).update(
            **dict.fromkeys(_FIGURES),
            source=f"No recipe: about {about} mOsm/kg by formula, not measured",
        )
    added = Drink.objects.filter(pk__in=[pk_of(name) for name in COMPUTED if name not in _PRINTED])
    added.exclude(pk__in=Intake.objects.values("drink")).delete()


class Migration(migrations.Migration):
    dependencies = [("journal", "0013_ask_swelling_and_salt")]
    operations = [migrations.RunPython(fill, empty)]
