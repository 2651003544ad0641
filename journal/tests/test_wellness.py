from __future__ import annotations

import re
import uuid
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.access import open_diary
from accounts.models import User
from journal.models import CheckIn, HealthProfile, Medication
from journal.queries import wellness
from journal.services import wellness as services
from tests import make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
CHECK = "/check-in/"
BODY = "/body/"
LIST = "/medicines/"
ADD = "/medicines/add/"


@pytest.mark.parametrize("url", [CHECK, BODY, LIST, ADD])
def test_strangers_meet_the_login_and_wrong_methods_are_refused(
    client: Client, ana: User, url: str
) -> None:
    assert client.get(url)["Location"].startswith("/accounts/login/")
    client.force_login(ana)
    assert client.put(url).status_code == 405


@pytest.mark.parametrize("url", [CHECK, BODY, LIST, ADD])
def test_pages_stand_without_scripts_and_inline_styles(browser: Client, url: str) -> None:
    shown = browser.get(url).content.decode()

    assert shown.count("<h1>") == 1
    assert not re.search(r"<script(?! src=)", shown)
    assert "style=" not in shown


def test_an_empty_check_in_knows_nothing(browser: Client, ana: User) -> None:
    assert browser.post(CHECK, {"form_key": uuid.uuid4()})["Location"] == "/today/"

    saved = CheckIn.objects.get()
    assert (saved.athlete, saved.local_on, saved.soreness) == (ana, make.TODAY, {})
    assert saved.fatigue is saved.sleep_hours is saved.urine_colour is saved.thirst is None
    assert saved.brown_urine is False


def test_a_second_check_in_of_the_day_replaces_the_first(browser: Client) -> None:
    browser.post(
        CHECK, {"fatigue": "3", "sore_calf": "4", "sore_glute": "0", "sleep_hours": "7:30"}
    )
    shown = browser.get(CHECK).content.decode()
    second = {"fatigue": "5", "urine": "4", "thirst": "9", "morning_mass_kg": "70,4"}
    browser.post(CHECK, second | {"knows_earlier": "True"})

    saved = CheckIn.objects.get()
    assert 'value="7.5"' in shown
    assert (saved.fatigue, saved.urine_colour, saved.thirst) == (5, 4, 9)
    assert saved.morning_mass_kg == pytest.approx(70.4)
    assert (saved.soreness, saved.sleep_hours) == ({}, None)


def test_soreness_of_zero_is_an_answer(browser: Client) -> None:
    browser.post(CHECK, {"sore_calf": "0", "sore_ham": ""})

    assert CheckIn.objects.get().soreness == {"calf": 0}


def test_brown_urine_stays_and_says_who_should_look(browser: Client) -> None:
    answer = browser.post(CHECK, {"urine": "brown"}, follow=True)

    saved = CheckIn.objects.get()
    assert (saved.brown_urine, saved.urine_colour) == (True, None)
    assert "See a doctor today" in answer.content.decode()


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"fatigue": "11"}, "Pick a number from 0 to 10."),
        ({"sleep_hours": "25"}, "Write hours from 0 to 24"),
        ({"sleep_hours": "7:90"}, "Write hours from 0 to 24"),
        ({"urine": "9"}, "Pick one of the answers shown."),
        ({"thirst": "0"}, "Pick one of the answers shown."),
        ({"morning_mass_kg": "700"}, "Did you mean 70?"),
        ({"note": "x" * 10_000}, "this one has 10,000"),
    ],
)
def test_what_cannot_be_is_said(browser: Client, fields: dict[str, str], sentence: str) -> None:
    answer = browser.post(CHECK, {"sleep_hours": "6.25"} | fields)

    shown = answer.content.decode()
    assert sentence in shown
    assert fields.get("sleep_hours", "6.25") in shown
    assert "<title>Check: " in shown
    assert not CheckIn.objects.exists()


def test_the_day_is_the_athletes(client: Client) -> None:
    client.force_login(make.user("kiri", zone="Pacific/Kiritimati"))

    client.post(CHECK, {"fatigue": "1"})

    assert CheckIn.objects.get().local_on == date(2026, 1, 15)


def test_services_may_run_twice(ana: User) -> None:
    for _ in range(2):
        services.check_in(ana, day=make.TODAY, values={"fatigue": 2})
        services.save_profile(ana, values={"body_mass_kg": 61.0}, now=make.NOON)

    assert CheckIn.objects.get().fatigue == 2
    assert HealthProfile.objects.get().body_mass_kg == 61


def test_the_body_page(browser: Client) -> None:
    browser.post(
        BODY, {"body_mass_kg": "61.5", "conditions": "heart_failure", "sickle_trait": "yes"}
    )

    saved = HealthProfile.objects.get()
    assert (saved.body_mass_kg, saved.fluid_limited, saved.sickle_trait) == (61.5, True, True)
    assert saved.emergency_number == "112"
    shown = browser.get(BODY).content.decode()
    assert "we give no drinking advice" in shown
    assert 'value="heart_failure" id="id_conditions_0" checked' in shown

    browser.post(BODY, {"body_mass_kg": "", "sickle_trait": "", "emergency_number": "9-1-1"})
    saved.refresh_from_db()
    assert (saved.body_mass_kg, saved.fluid_limited, saved.sickle_trait) == (None, False, None)
    assert saved.emergency_number == "911"


def test_salty_sweat_and_a_patch(browser: Client) -> None:
    browser.post(BODY, {"salty_sweat": "yes", "sweat_sodium_mmol_l": "62"})

    saved = HealthProfile.objects.get()
    assert (saved.salty_sweat, saved.sweat_sodium_mmol_l) == (True, 62)
    assert browser.get(BODY).context["form"]["sweat_sodium_mmol_l"].value() == 62

    browser.post(BODY, {"salty_sweat": "", "sweat_sodium_mmol_l": ""})
    saved.refresh_from_db()
    assert (saved.salty_sweat, saved.sweat_sodium_mmol_l) == (None, None)


def test_a_patch_out_of_range_is_said_and_kept_as_typed(browser: Client) -> None:
    page = browser.post(BODY, {"sweat_sodium_mmol_l": "620"}).content.decode()

    assert "Write a whole number from 5 to 150." in page
    assert 'value="620"' in page
    assert not HealthProfile.objects.exists()


def test_pounds_come_back_as_they_were(client: Client) -> None:
    uma = make.user("uma", units="us")
    make.profile(uma, body_mass_kg=70.04)
    client.force_login(uma)

    client.post(BODY, {"body_mass_kg": "154.4", "emergency_number": "911"})

    assert HealthProfile.objects.get().body_mass_kg == 70.04


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"emergency_number": "police"}, "Write the number in digits"),
        ({"emergency_number": "1"}, "Write the number in digits"),
        ({"emergency_number": "112;ext=1"}, "Write the number in digits"),
        ({"body_mass_kg": "19"}, "Write a number from 20 to 300 kg."),
    ],
)
def test_a_wrong_body_page_saves_nothing(
    browser: Client, fields: dict[str, str], sentence: str
) -> None:
    shown = browser.post(BODY, fields).content.decode()

    assert sentence in shown
    assert not HealthProfile.objects.exists()


def test_the_emergency_number_is_that_of_the_zone_until_chosen(ana: User) -> None:
    dee = make.user("dee", zone="America/Denver")

    assert wellness.emergency_number(ana) == "112"
    assert wellness.emergency_number(dee) == wellness.profile_of(dee).emergency_number == "911"
    make.profile(ana, emergency_number="000")
    assert wellness.emergency_number(ana) == "000"


def test_a_medicine_is_added_once_edited_and_asked_about(browser: Client) -> None:
    key = uuid.uuid4()
    for _ in range(2):
        browser.post(ADD, {"name": "Salmeterol", "form_key": key, "started_on": "2026-01-02"})
    medicine = Medication.objects.get()
    edit = reverse("journal:edit_medicine", args=[medicine.pk])
    asked = reverse("journal:ask_about_medicine", args=[medicine.pk])

    browser.post(edit, {"name": "Salmeterol 50", "started_on": "2026-01-03", "note": "Evenings"})
    for _ in range(2):
        browser.post(asked)

    medicine.refresh_from_db()
    assert (medicine.name, medicine.started_on) == ("Salmeterol 50", date(2026, 1, 3))
    assert (medicine.note, medicine.asked_on) == ("Evenings", make.TODAY)
    shown = browser.get(LIST).content.decode()
    assert "Do not stop it; ask your doctor or pharmacist." in shown
    assert "asked 14 Jan 2026" in shown
    assert browser.get(asked).status_code == 405


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"name": ""}, "Write the name on the packet."),
        ({"name": "n" * 81}, "A name holds 80 characters"),
        ({"started_on": "2026-01-15"}, "That day is still to come."),
        ({"started_on": "2026-01-10", "ended_on": "2026-01-09"}, "That is before 10 January 2026"),
        ({"changed_on": "2026-01-09", "ended_on": "2026-01-08"}, "That is after 8 January 2026"),
        ({"changed_on": "soon"}, "Write the day as year-month-day"),
    ],
)
def test_a_wrong_medicine_is_said(browser: Client, fields: dict[str, str], sentence: str) -> None:
    shown = browser.post(ADD, {"name": "Ibuprofen"} | fields).content.decode()

    assert sentence in shown
    assert not Medication.objects.exists()


def test_removing_a_medicine_can_be_undone(browser: Client, ana: User) -> None:
    medicine = make.medication(ana)
    delete = reverse("journal:delete_medicine", args=[medicine.pk])

    assert browser.get(delete).status_code == 200
    browser.post(delete)
    assert not Medication.objects.owned_by(ana).exists()
    for _ in range(2):
        browser.post(reverse("journal:restore_medicine", args=[medicine.pk]))
    assert Medication.objects.owned_by(ana).get() == medicine


def test_somebody_elses_medicine_does_not_exist(browser: Client) -> None:
    bea = make.user("bea")
    theirs = make.medication(bea)

    for route in ("edit", "delete"):
        assert browser.get(f"/medicines/{theirs.pk}/{route}/").status_code == 404
    for route in ("edit", "delete", "asked", "restore"):
        assert browser.post(f"/medicines/{theirs.pk}/{route}/").status_code == 404
    assert browser.get(f"/athletes/{bea.pk}/medicines/").status_code == 404


@pytest.mark.parametrize(
    ("granted", "status", "note"),
    [
        pytest.param({}, 404, False, id="not part of an ordinary grant"),
        pytest.param({"medication": True}, 200, False, id="medicines without notes"),
        pytest.param({"medication": True, "notes": True}, 200, True, id="with notes"),
    ],
)
def test_medicines_are_private_by_default(
    client: Client, ana: User, granted: dict[str, bool], status: int, note: bool
) -> None:
    kim = make.coach()
    make.grant(ana, kim, **granted)
    make.medication(ana, note="For the knee")
    client.force_login(kim)

    answer = client.get(f"/athletes/{ana.pk}/medicines/")

    assert answer.status_code == status
    assert ("For the knee" in answer.content.decode()) is note
    assert "/edit/" not in answer.content.decode()


def test_medicines_taken_now_come_first(ana: User) -> None:
    over = make.medication(ana, "Amiloride", ended_on=make.TODAY - timedelta(days=3))
    now = make.medication(ana, "Zolpidem")

    assert wellness.medicines(open_diary(ana, None, now=make.NOON, page="")) == [now, over]


@pytest.mark.parametrize("rows", [1, 30])
def test_the_list_asks_the_same_number_of_queries(
    browser: Client, ana: User, rows: int, django_assert_max_num_queries: Any
) -> None:
    for number in range(rows):
        make.medication(ana, f"Medicine {number}")

    with django_assert_max_num_queries(5):
        browser.get(LIST)


def test_the_admin_shows_no_note(client: Client, ana: User) -> None:
    boss = make.user("boss", is_staff=True, is_superuser=True)
    client.force_login(boss)
    episode = make.episode(ana, note="Nobody's business")
    medicine = make.medication(ana, "Salmeterol", note="Nobody's business")

    for page in ("crampepisode/", f"crampepisode/{episode.pk}/change/", "medication/"):
        answer = client.get(f"/admin/journal/{page}")

        assert answer.status_code == 200
        assert "business" not in answer.content.decode()
        assert "Salmeterol" not in answer.content.decode()
    for page in (f"medication/{medicine.pk}/change/", "medication/add/", "crampepisode/add/"):
        assert client.get(f"/admin/journal/{page}").status_code == 403


def test_the_admin_lists_every_kind(client: Client, ana: User) -> None:
    client.force_login(make.user("boss", is_staff=True, is_superuser=True))
    make.done_workout(ana)
    make.intake(ana, make.drink("Mix", owner=ana))
    make.check_in(ana)
    make.profile(ana)

    for kind in ("workout", "intake", "checkin", "healthprofile", "drink"):
        assert client.get(f"/admin/journal/{kind}/").status_code == 200


@pytest.mark.parametrize(
    ("typed", "kept", "says"),
    [
        ("1992", 1992, ""),
        ("", None, ""),
        ("2026", 2026, ""),
        ("2027", None, "Write a year up to 2026, such as 1990."),
        ("92", None, "Write a year from 1900 on, such as 1990."),
    ],
)
def test_the_year_of_birth_is_told_or_not(
    browser: Client, ana: User, typed: str, kept: int | None, says: str
) -> None:
    answer = browser.post(BODY, {"birth_year": typed, "sex": "female"})

    if says:
        assert says in answer.content.decode()
        assert not HealthProfile.objects.exists()
    else:
        assert answer.status_code == 302
        told = HealthProfile.objects.values_list("birth_year", "sex").get()
        assert told == (kept, "female")
