"""No edit undoes another unseen, and a form that comes twice loses nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from accounts.models import User
from journal.models import (
    Change,
    CheckIn,
    CrampEpisode,
    Drink,
    Entry,
    Intake,
    Medication,
    NearCramp,
    Workout,
)
from journal.services import entries, versions
from tests import make
from tests.pages import text

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock() -> Iterator[Any]:
    """Stands at NOON; a test moves it on."""
    with time_machine.travel(make.NOON, tick=False) as traveller:
        yield traveller


def typed(browser: Client, address: str, **changes: Any) -> dict[str, Any]:
    """What the form at this address would send as it stands, with these changes."""
    form = browser.get(address).context["form"]
    sent = {}
    for field in form:
        value = field.value()
        prepared = field.field.widget.format_value(value)
        if prepared not in (None, "", [], ()):
            is_choice = isinstance(prepared, list) and not isinstance(value, list)
            sent[field.html_name] = prepared[0] if is_choice else prepared
    return sent | changes


def edited(ana: User) -> dict[str, tuple[Entry, str, dict[str, Any], dict[str, Any]]]:
    """Each edit form: row, address, what is typed, and a change made meanwhile."""
    plan, done = make.workout(ana), make.done_workout(ana)
    ready = make.workout(ana, planned_start_at=make.NOON - timedelta(hours=2))
    rows: dict[str, tuple[Entry, str, dict[str, Any], dict[str, Any]]] = {
        "edit a plan": (plan, "edit_workout", {"title": "Mine"}, {"title": "Theirs"}),
        "edit a workout": (done, "edit_workout", {"minutes": "50"}, {"minutes": 45}),
        "finish": (ready, "finish_workout", {"minutes": "50"}, {"note": "Theirs"}),
        "move": (
            plan,
            "move_workout",
            {"clock": "11:00"},
            {"planned_start_at": make.NOON + timedelta(hours=40)},
        ),
        "cramp": (make.episode(ana), "edit_episode", {"note": "Mine"}, {"severity": 4}),
        "drink": (
            make.intake(ana, make.drink()),
            "edit_drink",
            {"volume": "300"},
            {"volume_ml": 500},
        ),
        "medicine": (make.medication(ana), "edit_medicine", {"note": "Mine"}, {"name": "Theirs"}),
    }
    return rows


FORMS = ["edit a plan", "edit a workout", "finish", "move", "cramp", "drink", "medicine"]


def values_of(row: Entry) -> dict[str, Any]:
    fresh = type(row)._default_manager.get(pk=row.pk)
    names = [field.name for field in row._meta.concrete_fields if field.name != "changed_at"]
    return {name: getattr(fresh, name) for name in names}


@pytest.mark.parametrize("name", FORMS)
def test_a_change_from_elsewhere_is_shown_and_overwritten_only_on_purpose(
    name: str, ana: User, browser: Client, clock: Any
) -> None:
    row, route, mine, theirs = edited(ana)[name]
    address = reverse(f"journal:{route}", args=[row.pk])
    sent = typed(browser, address, **mine)
    clock.shift(timedelta(minutes=3))
    entries.update(row, theirs)
    between = values_of(row)

    first = browser.post(address, sent)
    still = values_of(row)
    again = {**sent, "version": first.context["form"]["version"].value()}
    second = browser.post(address, again)

    page = text(first)
    assert first.status_code == 200
    assert "This was changed at 12:03 on 14 January, after you opened it." in page
    assert " → " in page
    assert still == between
    assert all(first.context["form"][key].value() == value for key, value in mine.items())
    assert second.status_code == 302
    assert values_of(row) != between


@pytest.mark.parametrize("name", FORMS)
def test_the_second_of_two_taps_on_an_edit_is_no_conflict(
    name: str, ana: User, browser: Client, clock: Any
) -> None:
    row, route, mine, _ = edited(ana)[name]
    address = reverse(f"journal:{route}", args=[row.pk])
    sent = typed(browser, address, **mine)

    answers = []
    for _ in range(2):
        clock.shift(timedelta(seconds=1))
        answers.append(browser.post(address, sent).status_code)

    assert answers == [302, 302]
    assert Change.objects.filter(entry_id=row.pk).count() == 1


@pytest.mark.parametrize("name", FORMS)
def test_a_page_older_than_the_rule_still_saves(name: str, ana: User, browser: Client) -> None:
    row, route, mine, _ = edited(ana)[name]
    address = reverse(f"journal:{route}", args=[row.pk])
    sent = typed(browser, address, **mine)
    del sent["version"]

    assert browser.post(address, sent).status_code == 302
    assert Change.objects.filter(entry_id=row.pk).exists()


@pytest.mark.parametrize("version", ["", "yesterday", "2026-01-14", "\0", "9" * 9_000])
def test_a_mangled_version_is_none(version: str, ana: User, browser: Client) -> None:
    cramp = make.episode(ana)
    address = reverse("journal:edit_episode", args=[cramp.pk])

    answer = browser.post(address, typed(browser, address, note="Mine") | {"version": version})

    assert answer.status_code == 302
    assert values_of(cramp)["note"] == "Mine"


def test_a_change_of_another_field_is_left_in_peace(ana: User, browser: Client, clock: Any) -> None:
    plan = make.workout(ana)
    address = reverse("journal:move_workout", args=[plan.pk])
    sent = typed(browser, address, clock="11:00")
    clock.shift(timedelta(minutes=3))
    entries.update(plan, {"note": "Theirs"})

    answer = browser.post(address, sent)

    plan.refresh_from_db()
    assert answer.status_code == 302
    assert plan.note == "Theirs"
    assert plan.starts_at.hour == 11


def test_finishing_what_another_device_finished_shows_what_it_said(
    ana: User, browser: Client, clock: Any
) -> None:
    plan = make.workout(ana, planned_start_at=make.NOON - timedelta(hours=3))
    address = reverse("journal:finish_workout", args=[plan.pk])
    phone = typed(browser, address, minutes="40")
    laptop = typed(browser, address, minutes="45", note="Long climb")
    clock.shift(timedelta(minutes=1))
    browser.post(address, phone)

    clock.shift(timedelta(minutes=1))
    answer = browser.post(address, laptop)

    plan.refresh_from_db()
    assert answer.status_code == 200
    assert "Planned → Done" in text(answer)
    assert "Long climb" in text(answer)
    assert plan.minutes == 40


def test_a_morning_check_made_elsewhere_is_not_replaced_unseen(ana: User, browser: Client) -> None:
    address = reverse("journal:check_in")
    sent = typed(browser, address, fatigue="7") | {"version": ""}
    make.check_in(ana, fatigue=2, note="Slept badly")

    first = browser.post(address, sent)
    kept = CheckIn.objects.get().note
    again = {**sent, "version": first.context["form"]["version"].value()}
    second = browser.post(address, again)

    assert first.status_code == 200
    assert "after you opened it" in text(first)
    assert kept == "Slept badly"
    assert second.status_code == 302
    assert CheckIn.objects.get().fatigue == 7


def test_the_end_of_a_cramp_that_has_ended_is_not_replaced(ana: User, browser: Client) -> None:
    cramp = make.episode(ana, end_kind="known", ended_at=make.NOON)

    answer = browser.post(reverse("journal:end_episode", args=[cramp.pk]), {"when": "5"})

    assert answer.status_code == 302
    assert values_of(cramp)["ended_at"] == make.NOON
    assert "Its end is saved already." in text(browser.get(answer["Location"]))


def test_the_row_is_read_anew_under_the_lock(ana: User) -> None:
    cramp = make.episode(ana)
    stale = CrampEpisode.objects.get(pk=cramp.pk)
    entries.update(cramp, {"severity": 4})

    versions.save_over(
        stale, {"note": "Mine"}, opened=None, save=lambda values: entries.update(stale, values)
    )

    assert (values_of(cramp)["severity"], values_of(cramp)["note"]) == (4, "Mine")


# A form that made a row, sent again with something else in it.
def first_workout(browser: Client) -> tuple[str, dict[str, Any]]:
    address = reverse("journal:log_workout")
    return address, typed(browser, address, clock="09:00", sport="run", minutes="60")


def first_cramp(browser: Client) -> tuple[str, dict[str, Any]]:
    address = reverse("journal:log_cramp")
    return address, typed(browser, address, muscles=["calf-l"])


def first_plan(browser: Client) -> tuple[str, dict[str, Any]]:
    address = reverse("journal:plan_workout")
    return address, typed(browser, address, clock="18:00", sport="run", minutes="60")


def first_near_cramp(browser: Client) -> tuple[str, dict[str, Any]]:
    address = reverse("journal:log_near_cramp")
    return address, typed(browser, address, muscles=["calf-l"])


def first_drink(browser: Client) -> tuple[str, dict[str, Any]]:
    make.drink()
    address = reverse("journal:log_drink")
    return address, typed(browser, address, volume="200")


def first_medicine(browser: Client) -> tuple[str, dict[str, Any]]:
    address = reverse("journal:add_medicine")
    return address, typed(browser, address, name="Amlodipine")


AGAIN: list[Any] = [
    pytest.param(first_workout, Workout, {"minutes": "45"}, {"minutes": 45}, id="workout"),
    pytest.param(first_plan, Workout, {"minutes": "45"}, {"planned_minutes": 45}, id="plan"),
    pytest.param(first_near_cramp, NearCramp, {"note": "Low"}, {"note": "Low"}, id="near-cramp"),
    pytest.param(first_cramp, CrampEpisode, {"severity": "6"}, {"severity": 6}, id="cramp"),
    pytest.param(first_drink, Intake, {"volume": "330"}, {"volume_ml": 330}, id="drink"),
    pytest.param(first_medicine, Medication, {"note": "Low"}, {"note": "Low"}, id="medicine"),
]


@pytest.mark.parametrize(("first", "model", "typed_again", "kept"), AGAIN)
def test_a_form_sent_again_with_other_answers_is_an_edit(
    first: Any, model: type[Entry], typed_again: Any, kept: Any, browser: Client, clock: Any
) -> None:
    address, sent = first(browser)
    browser.post(address, sent)
    clock.shift(timedelta(seconds=20))

    answer = browser.post(address, sent | typed_again)

    row = model._default_manager.get()
    assert answer.status_code == 302
    assert {name: getattr(row, name) for name in kept} == kept
    assert Change.objects.filter(entry_id=row.pk, act="changed").count() == 1
    page = text(browser.get(answer["Location"]))
    assert "It was saved already. What you changed since is saved too." in page
    assert page.count("Undo") <= 1


@pytest.mark.parametrize(("first", "model", "typed_again", "kept"), AGAIN)
def test_a_form_sent_again_after_an_edit_elsewhere_asks(
    first: Any, model: type[Entry], typed_again: Any, kept: Any, browser: Client, clock: Any
) -> None:
    address, sent = first(browser)
    browser.post(address, sent)
    row = model._default_manager.get()
    name = next(iter(kept))
    clock.shift(timedelta(seconds=20))
    entries.update(row, {name: "Theirs" if name == "note" else 9})

    asked = browser.post(address, sent | typed_again)
    between = getattr(model._default_manager.get(), name)
    again = sent | typed_again | {"version": asked.context["form"]["version"].value()}
    answer = browser.post(address, again)

    assert asked.status_code == 200
    assert "after you opened it" in text(asked)
    assert between != kept[name]
    assert answer.status_code == 302
    assert getattr(model._default_manager.get(), name) == kept[name]
    assert model._default_manager.count() == 1


def test_a_double_tap_on_now_moves_nothing(browser: Client, clock: Any) -> None:
    address, sent = first_cramp(browser)
    browser.post(address, sent)
    clock.shift(timedelta(seconds=2))

    browser.post(address, sent)

    assert CrampEpisode.objects.get().started_at == make.NOON
    assert not Change.objects.filter(act="changed").exists()


def test_our_guess_of_the_phase_is_not_taken_for_an_edit(
    ana: User, browser: Client, clock: Any
) -> None:
    make.done_workout(ana, days_ago=0.01)
    address, sent = first_cramp(browser)
    browser.post(address, sent)
    guessed = CrampEpisode.objects.get().phase
    clock.shift(timedelta(seconds=2))

    browser.post(address, sent | {"note": "More"})

    assert guessed
    assert CrampEpisode.objects.get().phase == guessed
    assert CrampEpisode.objects.get().note == "More"


def test_a_drink_sent_again_with_a_new_label_saves_that_too(browser: Client, clock: Any) -> None:
    address, sent = first_drink(browser)
    browser.post(address, sent)
    clock.shift(timedelta(seconds=2))

    browser.post(address, sent | {"label_name": "Club mix", "label_carbs": "6"})

    assert Intake.objects.get().drink == Drink.objects.get(name="Club mix")


def test_a_form_of_a_deleted_row_sent_again_brings_it_back_as_it_says_now(
    browser: Client, clock: Any
) -> None:
    address, sent = first_cramp(browser)
    browser.post(address, sent)
    clock.shift(timedelta(seconds=20))
    entries.delete(CrampEpisode.objects.get(), make.NOON)

    clock.shift(timedelta(seconds=20))
    browser.post(address, sent | {"note": "After all"})

    row = CrampEpisode.objects.get()
    assert (row.deleted_at, row.note) == (None, "After all")


def test_the_key_of_another_form_is_another_row(browser: Client) -> None:
    address, sent = first_cramp(browser)

    browser.post(address, sent)
    browser.post(address, sent | {"form_key": str(uuid4())})

    assert CrampEpisode.objects.count() == 2
