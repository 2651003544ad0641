"""Drinks of one's own, saved cups, and what was drunk around a workout."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import User
from accounts.units import Units
from journal.forms.drink import DrinkForm
from journal.forms.label import OwnDrinkForm
from journal.labels import SUGAR_KINDS, SugarKind, kind_of, split
from journal.models import Change, Cup, Drink, Intake
from journal.queries import drinks as queries
from tests import make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
ALL = "/drinks/catalogue/"
ADD = "/drinks/own/add/"
CUPS = "/drinks/cups/"
LABEL = {"name": "Club mix", "carbs": "6,5", "sugars": "5", "kind": "sucrose", "salt": "0.1"}


def test_a_label_becomes_a_drink_once(browser: Client, ana: User) -> None:
    label = LABEL | {"form_key": uuid.uuid4(), "alcohol": "0.5", "osmolality": "280"}

    answers = [browser.post(ADD, label) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    drink = Drink.objects.get()
    assert (drink.owner, drink.name) == (ana, "Club mix")
    assert (drink.mono_g, drink.sucrose_g, drink.malto_g) == (0, 5, 1.5)
    assert (drink.carbs_g, drink.sugars_g, drink.sugar_kind) == (6.5, 5, "sucrose")
    assert drink.sodium_mg == pytest.approx(39.37, abs=0.01)
    assert (drink.alcohol_percent, drink.measured_osmolality) == (0.5, 280)
    shown = browser.get(ALL).content.decode()
    assert "280 mOsm/kg as the maker gives it" in shown
    assert "Measured: 280" not in shown


def test_a_label_without_kinds_is_kept_and_its_strength_only_a_range(browser: Client) -> None:
    browser.post(ADD, {"name": "Juice", "carbs": "11", "sugars": "10"})

    drink = Drink.objects.get()
    assert (drink.carbs_g, drink.sugars_g, drink.mono_g) == (11, 10, None)
    form = browser.get(reverse("journal:edit_own_drink", args=[drink.pk])).context["form"]
    assert (form["carbs"].value(), form["sugars"].value()) == ("11", "10")
    shown = browser.get(ALL).content.decode()
    assert "11\N{NO-BREAK SPACE}g carbohydrate" in shown
    assert "Which sugars is not told, so only a range" in shown
    assert "mOsm/kg, computed" not in shown


@pytest.mark.parametrize(
    ("fields", "field", "sentence"),
    [
        ({"name": ""}, "name", "Give it a name"),
        ({"name": "OLD MIX"}, "name", "You have a drink of that name."),
        ({"sugars": "7"}, "sugars", "Sugars are part of the 6.5 g"),
        ({"sodium": "40"}, "sodium", "one of them is enough"),
        ({"protein": "101"}, "protein", "100 mL cannot hold 101 g."),
        ({"alcohol": "101"}, "alcohol", "Write at most 100 %."),
        ({"osmolality": "-1"}, "osmolality", "Write 0 or more."),
        ({"kind": "salt"}, "kind", "Pick one of the answers shown."),
    ],
)
def test_a_label_that_cannot_be_saves_nothing(
    browser: Client, ana: User, fields: dict[str, str], field: str, sentence: str
) -> None:
    make.drink("Old mix", owner=ana)

    form = browser.post(ADD, LABEL | fields).context["form"]

    assert sentence in form.errors[field][0]
    assert Drink.objects.count() == 1


FIGURES = st.none() | st.floats(min_value=0, max_value=100)


@given(
    carbs=FIGURES,
    share=st.floats(min_value=0, max_value=1),
    kind=st.sampled_from(["", *(kind for kind, _ in SUGAR_KINDS)]),
    sodium=st.none() | st.floats(min_value=0, max_value=10_000),
    osmolality=st.none() | st.floats(min_value=0, max_value=5_000),
    powder=st.booleans(),
)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_saving_a_label_as_it_is_shown_moves_no_figure(
    carbs: float | None,
    share: float,
    kind: str,
    sodium: float | None,
    osmolality: float | None,
    powder: bool,
) -> None:
    # A label holds sugars only as part of its carbohydrate.
    sugars = carbs * share if carbs is not None else None
    parts = split(carbs, sugars, SugarKind(kind) if kind else None, is_powder=powder)
    drink = Drink(
        owner=User(),
        name="Mix",
        carbs_g=carbs,
        sugars_g=sugars,
        sugar_kind=kind,
        is_powder=powder,
        mono_g=parts.mono_g,
        sucrose_g=parts.sucrose_g,
        lactose_g=parts.lactose_g,
        malto_g=parts.malto_g,
        sodium_mg=sodium,
        measured_osmolality=osmolality,
    )
    shown = OwnDrinkForm(athlete=User(), names={}, entry=drink)
    data = {name: shown[name].value() for name in shown.fields}

    sent = OwnDrinkForm(
        # A box that is not ticked sends nothing.
        {name: value for name, value in data.items() if value not in (None, False)},
        athlete=User(),
        names={},
        entry=drink,
    )

    assert sent.is_valid(), sent.errors
    assert {name: getattr(drink, name) for name in sent.values} == sent.values


@pytest.mark.parametrize("kind", [kind for kind, _ in SUGAR_KINDS])
def test_a_kind_is_found_again_in_its_parts(kind: str) -> None:
    parts = split(8, 6, SugarKind(kind))

    assert kind_of(parts.mono_g or 0, parts.sucrose_g or 0, parts.lactose_g or 0) == kind
    assert kind_of(0, 0, 0) is None


def test_a_correction_counts_everywhere_and_is_kept_in_the_history(
    browser: Client, ana: User
) -> None:
    browser.post(ADD, LABEL)
    drink = Drink.objects.get()
    edit = reverse("journal:edit_own_drink", args=[drink.pk])

    for _ in range(2):
        browser.post(edit, {"name": "Club mix", "carbs": "4", "sugars": "4", "kind": "mono"})

    drink.refresh_from_db()
    assert (drink.mono_g, drink.malto_g, drink.sodium_mg) == (4, 0, None)
    made, changed = Change.objects.filter(athlete=ana, entry_id=drink.pk).order_by("pk")
    assert (made.act, changed.act, changed.kind) == ("made", "changed", "drink")
    assert changed.fields["carbs_g"] == [6.5, 4]


def test_put_away_is_no_longer_offered_and_what_was_drunk_stays(browser: Client, ana: User) -> None:
    mix = make.drink("Club mix", owner=ana)
    cup = make.cup(ana, mix)
    row = make.intake(ana, mix, volume_ml=400)
    make.intake(ana, mix, volume_ml=400)
    away = reverse("journal:retire_own_drink", args=[mix.pk])

    for _ in range(2):
        browser.post(away)

    assert mix not in queries.choices(ana)
    assert "Club mix" not in {chip.name for chip in queries.chips(ana, make.NOON)}
    assert cup.name not in browser.get("/today/").content.decode()
    assert "Club mix" in browser.get("/drinks/").content.decode()
    edit = browser.get(reverse("journal:edit_drink", args=[row.pk]))
    assert edit.context["form"]["drink"].value() == str(mix.pk)
    assert browser.post(ADD, LABEL).status_code == 302

    for _ in range(2):
        browser.post(reverse("journal:offer_own_drink", args=[mix.pk]))
    assert mix in queries.choices(ana)


def test_drinks_and_cups_of_somebody_else_do_not_exist(browser: Client) -> None:
    bea = make.user("bea")
    theirs = make.drink("Secret", owner=bea)
    cup = make.cup(bea, theirs)
    shared = make.drink()

    for drink in (theirs, shared):
        assert browser.get(f"/drinks/own/{drink.pk}/edit/").status_code == 404
        for act in ("edit", "put-away", "offer"):
            assert browser.post(f"/drinks/own/{drink.pk}/{act}/").status_code == 404
    for act in ("edit", "delete"):
        assert browser.get(f"/drinks/cups/{cup.pk}/{act}/").status_code == 404
        assert browser.post(f"/drinks/cups/{cup.pk}/{act}/").status_code == 404
    assert "Secret" not in browser.get(ALL).content.decode()
    assert "Secret" not in browser.get(CUPS).content.decode()
    refused = browser.post(f"{CUPS}add/", {"name": "X", "drink": theirs.pk, "volume": "500"})
    assert "Pick a drink." in refused.content.decode()
    assert Cup.objects.get() == cup


def test_who_goes_back_and_saves_other_answers_has_corrected_them(
    browser: Client, ana: User
) -> None:
    water = make.drink()
    drink = LABEL | {"form_key": str(uuid.uuid4())}
    cup = {"name": "Bottle", "drink": str(water.pk), "volume": "750", "form_key": str(uuid.uuid4())}
    browser.post(ADD, drink)
    browser.post("/drinks/cups/add/", cup)

    browser.post(ADD, drink | {"osmolality": "290"})
    browser.post("/drinks/cups/add/", cup | {"volume": "500"})

    assert Drink.objects.get(owner=ana).measured_osmolality == 290
    assert Cup.objects.get(owner=ana).volume_ml == 500


def test_a_cup_is_saved_once_changed_and_removed(browser: Client, ana: User) -> None:
    water = make.drink()
    key = uuid.uuid4()
    data = {"name": "Blue bottle", "drink": str(water.pk), "volume": "750", "form_key": key}
    for _ in range(2):
        browser.post(f"{CUPS}add/", data)
    cup = Cup.objects.get()
    assert (cup.owner, cup.drink, cup.volume_ml) == (ana, water, 750)

    browser.post(f"{CUPS}{cup.pk}/edit/", data | {"volume": "500", "name": "Flask"})
    cup.refresh_from_db()
    assert (cup.name, cup.volume_ml) == ("Flask", 500)

    assert "Flask" in browser.get(f"{CUPS}{cup.pk}/delete/").content.decode()
    for _ in range(2):
        assert browser.post(f"{CUPS}{cup.pk}/delete/")["Location"] == CUPS
    assert not Cup.objects.exists()


def test_a_saved_cup_comes_first_and_its_amount_is_offered_once(browser: Client, ana: User) -> None:
    water, mix = make.drink(), make.drink("Mix", owner=ana)
    make.cup(ana, mix, name="Flask", volume_ml=600)
    make.cup(ana, water, name="Mug", volume_ml=250)
    for _ in range(2):
        make.intake(ana, mix, volume_ml=600)

    drinks = [(chip.name, chip.volume_ml) for chip in queries.chips(ana, make.NOON)]
    today = [(chip.name, chip.volume_ml) for chip in browser.get("/today/").context["page"].cups]

    assert drinks == today == [("Flask", 600), ("Mug", 250), ("Tap water", 150)]


UNITS = st.sampled_from(list(Units))


@given(volume=st.floats(min_value=1, max_value=30_000), units=UNITS, seconds=st.integers(0, 59))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_saving_a_drink_as_it_is_shown_moves_nothing(
    volume: float, units: Units, seconds: int
) -> None:
    athlete = User(units=units.value, zone="Asia/Kathmandu")
    water = Drink(name="Tap water")
    started = make.NOON - timedelta(hours=3, seconds=seconds, microseconds=7)
    row = Intake(
        athlete=athlete,
        zone=athlete.zone,
        drink=water,
        volume_ml=volume,
        started_at=started,
        ended_at=started + timedelta(hours=1, seconds=seconds),
        changed_at=make.NOON,
    )
    now = make.NOON
    shown = DrinkForm(athlete=athlete, now=now, drinks=[water], entry=row)
    data = {name: shown[name].value() for name in shown.fields}
    # As a browser sends a clock: hours and minutes.
    data |= {name: f"{data[name]:%H:%M}" for name in ("clock", "ended_clock")}

    sent = DrinkForm(data, athlete=athlete, now=now, drinks=[water], entry=row)

    assert sent.is_valid(), sent.errors
    assert sent.values == {
        "started_at": row.started_at,
        "ended_at": row.ended_at,
        "volume_ml": row.volume_ml,
    }


def sip(browser: Client, **fields: Any) -> Any:
    water = Drink.objects.filter(owner=None).first() or make.drink()
    data = {"drink": water.pk, "volume": "750", "when": "other", "on": "2026-01-14"}
    return browser.post("/drinks/log/", data | {"form_key": uuid.uuid4()} | fields)


def test_a_bottle_has_an_end(browser: Client) -> None:
    sip(browser, clock="09:00", ended_clock="10:30")
    sip(browser, on="2026-01-13", clock="23:30", ended_clock="00:15")

    night, morning = Intake.objects.order_by("started_at")
    assert morning.ended_at == make.NOON - timedelta(minutes=90)
    assert night.ended_at == night.started_at + timedelta(minutes=45)
    assert "09:00 to 10:30" in browser.get("/drinks/").content.decode()


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"clock": "09:00", "ended_on": "2026-01-14", "ended_clock": "08:00"}, "comes after that"),
        ({"clock": "09:00", "ended_clock": "12:30"}, "still to come"),
        ({"clock": "09:00", "ended_on": "2026-01-14"}, "Write the time it was finished"),
        ({"on": "2026-01-10", "clock": "09:00", "ended_on": "2026-01-12", "ended_clock": "09:00"},
         "more than a day"),
    ],
)  # fmt: skip
def test_an_end_that_cannot_be_is_said(
    browser: Client, fields: dict[str, str], sentence: str
) -> None:
    form = sip(browser, **fields).context["form"]

    assert sentence in form.errors["ended_clock"][0]
    assert not Intake.objects.exists()


def test_what_was_drunk_is_summed_by_phase_for_its_athlete_only(
    browser: Client, client: Client, ana: User
) -> None:
    water = make.drink()
    run = make.done_workout(ana, days_ago=3 / 24)
    make.intake(ana, water, volume_ml=100, started_at=run.starts_at - timedelta(hours=5))
    make.intake(ana, water, volume_ml=111, started_at=run.starts_at - timedelta(hours=2))
    make.intake(
        ana,
        water,
        volume_ml=600,
        started_at=run.starts_at - timedelta(minutes=30),
        ended_at=run.starts_at + timedelta(minutes=30),
        workout=run,
    )
    make.intake(ana, water, volume_ml=77, started_at=run.starts_at + timedelta(hours=2))
    kim = make.coach()
    make.grant(ana, kim)
    address = reverse("journal:workout", args=[run.pk])

    around = browser.get(address).context["sheet"].drunk
    on_the_list = browser.get("/drinks/").context["arounds"]
    client.force_login(kim)
    theirs = client.get(f"/athletes/{ana.pk}{address}")

    assert (around.total.before, around.total.during, around.total.after) == (411, 300, 77)
    assert [each.total for each in on_the_list] == [around.total]
    assert [each.words for each in around.sips] == ["before", "before and during", "after"]
    assert theirs.context["sheet"].drunk is None
    assert "411<" not in theirs.content.decode()
    assert client.get(f"/athletes/{ana.pk}/drinks/").context["arounds"] == ()
