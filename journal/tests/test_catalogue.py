"""The catalogue everybody has: what was measured, what is computed, and how it is filled."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.test import Client

from accounts.models import User
from journal.models import Drink
from journal.tests.test_shelf import ALL
from tests import make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


def test_the_catalogue_tells_measured_from_computed(browser: Client) -> None:
    make.drink("Gatorade", mono_g=1.5, sucrose_g=4.5, measured_osmolality=327, source="Measured")
    make.drink("Apple juice", mono_g=10.26, sucrose_g=1.14, source="Typical label, not measured")
    make.drink("Energy drink", mono_g=None, sucrose_g=None, lactose_g=None, malto_g=None)

    shown = browser.get(ALL).content.decode()

    assert "Measured: 327 mOsm/kg, 311–343" in shown
    assert "mOsm/kg, computed and not measured, " in shown
    assert shown.count("Measured: ") == 1
    assert "strength not known" in shown


# Evidence 3.2, class R only, written down a second time from there: mOsm/kg.
MEASURED = {
    "Alcohol-free beer": 244,
    "Beer, 5 %": 1060,
    "Beer, 5.4 %": 1157,
    "Coca-Cola": 430,
    "Flavoured water, no sugar": 8,
    "Gatorade": 327,
    "Grape juice": 1297,
    "Malt drink": 472,
    "Mizone Rapid": 218,
    "Powerade": 281,
    "Radler or shandy": 766,
}


def test_what_is_called_measured_was_measured_and_nothing_else() -> None:
    rows: dict[str, dict[str, Any]] = {}
    for name in ("0002_drink_catalogue", "0007_more_drinks"):
        rows |= import_module(f"journal.migrations.{name}").CATALOGUE
    rows |= import_module("journal.migrations.0014_computed_drinks").COMPUTED

    values = {name: row.get("measured_osmolality") for name, row in rows.items()}

    assert {name: value for name, value in values.items() if value is not None} == MEASURED
    for name, row in rows.items():
        said = row["source"]
        assert (name in MEASURED) is said.startswith("Measured"), name
        assert (
            name in MEASURED
            or "Three were measured" in said
            or "measured" not in said.replace("not measured", "")
        )


def test_a_strength_that_is_mostly_alcohol_is_not_set_beside_blood(browser: Client) -> None:
    make.drink("Beer, 5 %", alcohol_percent=5, measured_osmolality=1060)

    page = browser.get(ALL).content.decode()

    assert "Measured: 1,060 mOsm/kg, 1,007–1,113, which says little with alcohol" in page
    assert "stronger than blood" not in page


def test_the_second_catalogue_can_be_filled_twice_and_emptied(ana: User) -> None:
    first = import_module("journal.migrations.0002_drink_catalogue")
    second = import_module("journal.migrations.0007_more_drinks")
    for _ in range(2):
        first.fill(apps, None)
        second.fill(apps, None)

    everything = Drink.objects.filter(owner=None)
    assert everything.count() == len(first.CATALOGUE) + len(second.CATALOGUE)
    for drink in everything:
        drink.full_clean()
    measured = [drink for drink in everything if drink.measured_osmolality is not None]
    assert all(drink.source.startswith("Measured") for drink in measured)

    make.intake(ana, Drink.objects.get(name="Isostar"))
    second.empty(apps, None)
    first.empty(apps, None)
    assert [drink.name for drink in Drink.objects.all()] == ["Isostar"]


def test_the_computed_drinks_can_be_filled_twice_and_taken_back(ana: User) -> None:
    older = [
        import_module(f"journal.migrations.{name}")
        for name in ("0002_drink_catalogue", "0007_more_drinks")
    ]
    computed = import_module("journal.migrations.0014_computed_drinks")
    for each in older:
        each.fill(apps, None)
    before = list(Drink.objects.order_by("name").values())

    for _ in range(2):
        computed.fill(apps, None)

    assert Drink.objects.count() == len(before) + 1
    for drink in Drink.objects.all():
        drink.full_clean()
    computed.empty(apps, None)
    assert list(Drink.objects.order_by("name").values()) == before


def test_a_computed_drink_that_was_drunk_stays(ana: User) -> None:
    computed = import_module("journal.migrations.0014_computed_drinks")
    computed.fill(apps, None)
    make.intake(ana, Drink.objects.get(name="Red Bull"))

    computed.empty(apps, None)

    assert Drink.objects.filter(name="Red Bull").exists()
