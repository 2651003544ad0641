from __future__ import annotations

import uuid
from datetime import timedelta
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.units import ML_PER_US_FLUID_OUNCE
from journal.models import Drink, Intake
from journal.queries import drinks as queries
from journal.services import drinks as services
from tests import make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
LOG = "/drinks/log/"
LIST = "/drinks/"


def log(browser: Client, drink: Drink | None, **fields: Any) -> Any:
    data = {"volume": "300", "form_key": uuid.uuid4()} | fields
    return browser.post(LOG, data | ({"drink": drink.pk} if drink else {}))


LABEL = {
    "label_name": "Club mix",
    "label_carbs": "6,5",
    "label_sugars": "5",
    "label_kind": "sucrose",
    "label_salt": "0.1",
}


def test_a_chip_is_one_tap_and_goes_back_where_it_was_tapped(browser: Client, ana: User) -> None:
    water = make.drink()
    chip = {"drink": water.pk, "volume_ml": "250.0", "form_key": uuid.uuid4(), "next": "/today/"}

    first = browser.post(LOG, chip)
    second = browser.post(LOG, chip)

    saved = Intake.objects.get()
    assert first["Location"] == second["Location"] == "/today/"
    assert (saved.drink, saved.volume_ml, saved.started_at) == (water, 250, make.NOON)


def test_undoing_a_chip_stays_on_the_page_it_was_tapped_on(browser: Client, ana: User) -> None:
    chip = {"drink": make.drink().pk, "volume_ml": "250", "form_key": uuid.uuid4()}
    saved = browser.post(LOG, chip | {"next": "/today/"}, follow=True)
    undo = next(iter(saved.context["messages"])).extra_tags

    gone = browser.post(undo, follow=True)
    again = browser.post(next(iter(gone.context["messages"])).extra_tags)

    assert gone.redirect_chain == [("/today/", 302)]
    assert again["Location"] == "/today/"
    assert Intake.objects.owned_by(ana).count() == 1


@pytest.mark.parametrize("away", ["https://evil.example/", "//evil.example", "javascript:x", ""])
def test_a_chip_leads_nowhere_else(browser: Client, away: str) -> None:
    chip = {"drink": make.drink().pk, "volume_ml": "250", "form_key": uuid.uuid4(), "next": away}

    assert browser.post(LOG, chip)["Location"] == LIST


@pytest.mark.parametrize("volume", ["0", "-1", "nan", "inf", "5001", "much"])
def test_a_chip_that_was_tampered_with_is_refused(browser: Client, volume: str) -> None:
    chip = {"drink": make.drink().pk, "volume_ml": volume, "form_key": uuid.uuid4()}

    assert browser.post(LOG, chip).status_code == 400
    assert not Intake.objects.exists()


def test_the_drink_of_somebody_else_cannot_be_logged(browser: Client) -> None:
    theirs = make.drink("Secret", owner=make.user("bea"))
    chip = {"drink": theirs.pk, "volume_ml": "250", "form_key": uuid.uuid4()}

    assert browser.post(LOG, chip).status_code == 400
    assert "Pick a drink." in log(browser, theirs).content.decode()
    assert "Secret" not in browser.get(LOG).content.decode()
    assert not Intake.objects.exists()


def test_the_full_form_saves_once(browser: Client) -> None:
    water = make.drink()
    key = uuid.uuid4()

    for _ in range(2):
        log(browser, water, form_key=key, when="15", volume="1,500")

    saved = Intake.objects.get()
    assert saved.started_at == make.NOON - timedelta(minutes=15)
    assert saved.volume_ml == 1_500


def test_ounces_come_in_and_stay_exact(client: Client) -> None:
    uma = make.user("uma", units="us")
    client.force_login(uma)
    log(client, make.drink(), volume="8.5")

    saved = Intake.objects.get()
    assert saved.volume_ml == pytest.approx(8.5 * ML_PER_US_FLUID_OUNCE)
    Intake.objects.update(volume_ml=333.3)
    client.post(
        reverse("journal:edit_drink", args=[saved.pk]),
        {"drink": saved.drink_id, "volume": "11.3", "on": "2026-01-14", "clock": "12:00"},
    )
    saved.refresh_from_db()
    assert saved.volume_ml == 333.3


def test_a_drink_during_a_workout_belongs_to_it(browser: Client, ana: User) -> None:
    run = make.done_workout(ana, days_ago=30 / 1440)
    water = make.drink()

    log(browser, water)
    log(browser, water, when="other", clock="11:20")

    assert [row.workout for row in Intake.objects.order_by("started_at")] == [None, run]


def test_a_drink_of_ones_own_comes_from_its_label(browser: Client, ana: User) -> None:
    key = uuid.uuid4()
    for _ in range(2):
        assert log(browser, None, form_key=key, **LABEL).status_code == 302
    log(browser, None, **LABEL)

    drink = Drink.objects.get()
    assert (drink.owner, drink.name, drink.source) == (ana, "Club mix", "Label")
    assert (drink.mono_g, drink.sucrose_g, drink.malto_g) == (0, 5, 1.5)
    assert drink.sodium_mg == pytest.approx(39.37, abs=0.01)
    assert drink.alcohol_percent is None
    assert Intake.objects.count() == 2


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"label_sugars": "300"}, "100 mL cannot hold 300 g."),
        ({"label_sugars": "7"}, "Sugars are part of the 6.5 g carbohydrate"),
        ({"label_name": ""}, "Give it a name"),
        ({"label_name": "n" * 81}, "A name holds 80 characters."),
        ({"label_carbs": "-1"}, "Write 0 or more."),
        ({"label_carbs": "lots"}, "Write a number in g"),
        ({"label_sodium": "39"}, "one of them is enough"),
        ({"volume": ""}, "Write how much it was."),
        ({"volume": "5001"}, "Write a number from 1 to 5,000 mL."),
        ({"when": "other", "clock": "13:00"}, "still to come"),
    ],
)
def test_a_label_that_cannot_be_is_said_and_nothing_is_lost(
    browser: Client, fields: dict[str, str], sentence: str
) -> None:
    answer = log(browser, None, **(LABEL | {"label_carbs": "6.5"} | fields))

    shown = answer.content.decode()
    assert sentence in shown
    assert "<title>Check: " in shown
    assert all(value in shown for value in fields.values())
    assert not Drink.objects.exists()


def test_the_same_name_with_another_label_is_asked_about(browser: Client) -> None:
    log(browser, None, **LABEL)

    answer = log(browser, None, **(LABEL | {"label_sugars": "1"}))

    assert "You have a drink of that name." in answer.content.decode()
    assert Drink.objects.count() == 1


def test_no_drink_at_all(browser: Client) -> None:
    assert "Pick a drink, or add yours" in log(browser, None).content.decode()


def test_before_the_first_drink_water_is_preset(browser: Client, ana: User) -> None:
    make.drink("Alcohol-free beer")
    water = make.drink()
    milk = make.drink("Milk")

    assert browser.get(LOG).context["form"]["drink"].value() == water.pk

    make.intake(ana, milk)
    assert browser.get(LOG).context["form"]["drink"].value() == milk.pk


def test_edit_delete_and_undo(browser: Client, ana: User) -> None:
    milk = make.drink("Milk")
    row = make.intake(ana, make.drink())
    edit = reverse("journal:edit_drink", args=[row.pk])
    delete = reverse("journal:delete_drink", args=[row.pk])

    data = {"drink": milk.pk, "volume": "100", "on": "2026-01-13", "clock": "09:00"}
    assert browser.get(edit).status_code == 200
    assert browser.post(edit, data).status_code == 302
    row.refresh_from_db()
    assert (row.drink, row.volume_ml) == (milk, 100)

    assert "30 days" in browser.get(delete).content.decode()
    browser.post(delete)
    assert "Milk" not in browser.get(LIST).content.decode().split('class="rows"')[-1]
    for _ in range(2):
        browser.post(reverse("journal:restore_drink", args=[row.pk]))
    assert Intake.objects.owned_by(ana).get() == row


def test_somebody_elses_drink_does_not_exist(browser: Client) -> None:
    bea = make.user("bea")
    theirs = make.intake(bea, make.drink())

    for route in ("edit_drink", "delete_drink"):
        assert browser.get(reverse(f"journal:{route}", args=[theirs.pk])).status_code == 404
    for route in ("edit_drink", "delete_drink", "restore_drink"):
        assert browser.post(reverse(f"journal:{route}", args=[theirs.pk])).status_code == 404
    assert browser.get(f"/athletes/{bea.pk}/drinks/").status_code == 404


@pytest.mark.parametrize(("granted", "status"), [({}, 200), ({"drinks": False}, 404)])
def test_a_coach_reads_drinks_by_grant(
    client: Client, ana: User, granted: dict[str, bool], status: int
) -> None:
    kim = make.coach()
    make.intake(ana, make.drink("Grape juice"))
    client.force_login(kim)
    url = f"/athletes/{ana.pk}/drinks/"
    assert client.get(url).status_code == 404

    make.grant(ana, kim, **granted)

    answer = client.get(url)
    shown = answer.content.decode()
    assert answer.status_code == status
    assert ("Grape juice" in shown) is (status == 200)
    assert "/edit/" not in shown
    assert 'name="volume_ml"' not in shown


@pytest.mark.parametrize("url", [LOG, LIST])
def test_strangers_meet_the_login(client: Client, url: str) -> None:
    assert client.get(url)["Location"].startswith("/accounts/login/")


def test_wrong_methods(browser: Client, ana: User) -> None:
    row = make.intake(ana, make.drink())

    assert browser.post(LIST).status_code == 405
    assert browser.put(LOG).status_code == 405
    assert browser.get(reverse("journal:restore_drink", args=[row.pk])).status_code == 405


def test_the_list_is_paged_by_key_and_shows_every_row_once(browser: Client, ana: User) -> None:
    water = make.drink()
    rows = [
        make.intake(ana, water, started_at=make.NOON - timedelta(hours=hour // 3))
        for hour in range(2 * queries.PAGE_ROWS + 1)
    ]
    seen: list[Any] = []
    url = LIST
    for _ in range(5):
        shown = browser.get(url).context["page"]
        seen += [row.pk for day in shown.days for row in day.rows]
        if not shown.older:
            break
        url = f"{LIST}?before={shown.older}"

    assert len(seen) == len(set(seen)) == len(rows)
    assert browser.get(f"{LIST}?before=nonsense").status_code == 404


def test_days_are_the_athletes(browser: Client, ana: User) -> None:
    ana.zone = "Pacific/Kiritimati"
    ana.save()
    make.intake(ana, make.drink(), started_at=make.NOON)

    assert "Thursday 15 January 2026" in browser.get(LIST).content.decode()


def test_chips_are_water_and_what_is_drunk_most(ana: User) -> None:
    water, mix, rare = make.drink(), make.drink("Mix", owner=ana), make.drink("Rare")
    for _ in range(3):
        make.intake(ana, mix, volume_ml=600)
        make.intake(ana, water, volume_ml=250)
    make.intake(ana, rare, volume_ml=100)

    for _ in range(9):
        make.intake(ana, mix, volume_ml=333, started_at=make.NOON - timedelta(days=91))

    cups = queries.chips(ana, make.NOON)

    assert [(cup.name, cup.volume_ml) for cup in cups] == [
        ("Tap water", 150),
        ("Tap water", 250),
        ("Mix", 600),
    ]
    assert len({cup.form_key for cup in cups}) == 3


def test_chips_are_round_in_ounces(browser: Client, ana: User) -> None:
    make.drink()
    ana.units = "us"
    ana.save()

    shown = browser.get(LIST).content.decode()

    assert "8<small>fl oz</small></span> Tap water" in shown


@pytest.mark.parametrize("rows", [1, 30])
@pytest.mark.parametrize("url", [LIST, LOG])
def test_pages_ask_the_same_number_of_queries(
    browser: Client, ana: User, rows: int, url: str, django_assert_max_num_queries: Any
) -> None:
    for number in range(rows):
        make.intake(ana, make.drink(f"Mix {number}", owner=ana))

    with django_assert_max_num_queries(9):
        browser.get(url)


def test_the_service_makes_one_drink_however_often_it_runs(ana: User) -> None:
    key = uuid.uuid4()
    for _ in range(2):
        services.log(
            ana,
            form_key=key,
            drink=Drink(owner=ana, name="Mix"),
            started_at=make.NOON,
            volume_ml=100,
        )

    assert Drink.objects.count() == 1
    assert Intake.objects.get().athlete == ana


def test_the_catalogue_can_be_filled_twice_and_emptied(ana: User) -> None:
    catalogue = import_module("journal.migrations.0002_drink_catalogue")
    for _ in range(2):
        catalogue.fill(apps, None)

    everything = Drink.objects.filter(owner=None)
    assert everything.count() == len(catalogue.CATALOGUE)
    for drink in everything:
        drink.full_clean()
    measured = {drink.name for drink in everything if drink.measured_osmolality is not None}
    assert all("Measured" in drink.source for drink in everything if drink.name in measured)
    assert queries.WATER in {drink.name for drink in everything}

    make.intake(ana, Drink.objects.get(name="Milk"))
    catalogue.empty(apps, None)
    assert [drink.name for drink in Drink.objects.all()] == ["Milk"]
