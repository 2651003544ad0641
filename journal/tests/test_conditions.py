from __future__ import annotations

from importlib import import_module

import pytest
from django.apps import apps
from django.test import Client

from accounts.models import User
from journal.conditions import CONDITIONS, LIMITS_FLUID, OTHER, in_order, limits_fluid, shown
from journal.models import Change, HealthProfile
from journal.services import wellness as services
from tests import make

BODY = "/body/"


def test_exactly_the_conditions_of_the_evidence_limit_drinking() -> None:
    assert [code for code in CONDITIONS if limits_fluid([code])] == list(LIMITS_FLUID)
    assert not limits_fluid(["from_another_version"])
    assert not LIMITS_FLUID.keys() & OTHER.keys()


def test_codes_come_in_one_order_and_once() -> None:
    assert in_order(["diabetes", "heart_failure", "gone", "diabetes"]) == [
        "heart_failure",
        "diabetes",
    ]


def test_a_limit_without_a_condition_was_set_by_a_doctor() -> None:
    assert shown([], fluid_limited=True) == ["doctor_limit"]
    assert shown(["reflux"], fluid_limited=True) == ["doctor_limit", "reflux"]
    assert shown(["cirrhosis"], fluid_limited=True) == ["cirrhosis"]
    assert shown(["reflux"], fluid_limited=False) == ["reflux"]


@pytest.mark.django_db
@pytest.mark.usefixtures("noon")
@pytest.mark.parametrize("code", CONDITIONS)
def test_the_limit_follows_from_what_is_ticked(browser: Client, code: str) -> None:
    browser.post(BODY, {"conditions": [code], "emergency_number": "112"})

    saved = HealthProfile.objects.get()
    assert (saved.conditions, saved.fluid_limited) == ([code], code in LIMITS_FLUID)

    browser.post(BODY, {"emergency_number": "112"})
    saved.refresh_from_db()
    assert (saved.conditions, saved.fluid_limited) == ([], False)


@pytest.mark.django_db
@pytest.mark.usefixtures("noon")
def test_an_old_limit_is_shown_and_kept(browser: Client, ana: User) -> None:
    make.profile(ana, fluid_limited=True)

    form = browser.get(BODY).context["form"]
    browser.post(BODY, {"body_mass_kg": "70", "conditions": form["conditions"].value()})

    saved = HealthProfile.objects.get()
    assert (saved.fluid_limited, saved.conditions) == (True, ["doctor_limit"])


@pytest.mark.django_db
def test_the_body_page_keeps_its_history(ana: User) -> None:
    for mass in (70.0, 70.0, 68.5):
        services.save_profile(ana, values={"body_mass_kg": mass}, now=make.NOON)

    made, changed = Change.objects.filter(entry_id=ana.pk).order_by("pk")
    assert (made.kind, made.act, changed.act) == ("healthprofile", "made", "changed")
    assert changed.fields == {"body_mass_kg": [70.0, 68.5]}


@pytest.mark.django_db
def test_old_limits_get_a_name_once(ana: User) -> None:
    migration = import_module("journal.migrations.0008_limits_have_a_name")
    bea, cay = make.user("bea"), make.user("cay")
    make.profile(ana, fluid_limited=True)
    make.profile(bea, fluid_limited=True, conditions=["cirrhosis"])
    make.profile(cay)

    for _ in range(2):
        migration.name_limits(apps, None)

    found = {row.athlete_id: row.conditions for row in HealthProfile.objects.all()}
    assert found == {ana.pk: ["doctor_limit"], bea.pk: ["cirrhosis"], cay.pk: []}


@pytest.mark.django_db
@pytest.mark.usefixtures("noon")
def test_a_condition_nobody_knows_is_refused(browser: Client) -> None:
    shown_page = browser.post(BODY, {"conditions": ["luck"]}).content.decode()

    assert "Pick from the ones shown." in shown_page
    assert not HealthProfile.objects.exists()
