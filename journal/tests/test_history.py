from __future__ import annotations

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
    CrampEpisode,
    Entry,
    Intake,
    Medication,
    NearCramp,
    Workout,
)
from journal.services import entries, workouts
from tests import make
from tests.pages import at, text

pytestmark = pytest.mark.django_db


def page(browser: Client, kind: str, pk: object) -> str:
    return text(browser.get(reverse("journal:entry_history", args=[kind, pk])))


def test_an_edit_tells_what_it_was_before(ana: User, browser: Client) -> None:
    run = make.done_workout(ana, minutes=60, note="Easy")
    entries.update(run, {"minutes": 75, "note": "Hard"})

    shown = page(browser, "workout", run.pk)

    assert "60 min" in shown
    assert "75 min" in shown
    assert "Easy" in shown


def test_times_are_told_by_the_clock_the_entry_was_lived_by(ana: User, browser: Client) -> None:
    cramp = make.episode(ana, zone="Asia/Tokyo")
    entries.update(cramp, {"started_at": make.NOON})

    shown = page(browser, "cramp", cramp.pk)

    assert "Wed 14 Jan 2026, 21:00" in shown
    assert "times as in Asia/Tokyo" in shown


def test_newest_is_first_and_a_deleted_entry_keeps_its_history(ana: User, browser: Client) -> None:
    medicine, _ = entries.save_once(
        Medication, athlete=ana, form_key=uuid4(), values={"name": "A", "zone": ana.zone}
    )
    entries.update(medicine, {"name": "B"})
    entries.delete(medicine, medicine.changed_at)

    shown = page(browser, "medicine", medicine.pk)

    assert shown.index("Deleted ") < shown.index("Changed ") < shown.index("Saved ")
    assert "This entry is deleted." in shown


def test_an_entry_older_than_the_history_says_when_it_was_saved(ana: User, browser: Client) -> None:
    run = make.workout(ana)

    assert "Not changed since" in page(browser, "workout", run.pk)


@pytest.mark.parametrize("kind", ["cramp", "nothing"])
def test_another_kind_of_entry_is_not_there(ana: User, browser: Client, kind: str) -> None:
    run = make.workout(ana)

    response = browser.get(reverse("journal:entry_history", args=[kind, run.pk]))

    assert response.status_code == 404


def test_a_coach_sees_no_history(ana: User) -> None:
    kim = make.coach()
    make.grant(ana, kim, notes=True)
    run = make.workout(ana)
    make.change(run, {"note": ["secret", ""]})

    history = text(at(kim).get(reverse("journal:history")))
    response = at(kim).get(reverse("journal:entry_history", args=["workout", run.pk]))

    assert "secret" not in history
    assert response.status_code == 404


def test_the_whole_history_names_what_was_changed(ana: User, browser: Client) -> None:
    water, tea = make.drink(), make.drink("Tea")
    run = make.done_workout(ana, title="Hills")
    drunk = make.intake(ana, water)
    entries.update(drunk, {"drink": tea, "workout": run})
    entries.update(make.near_cramp(ana), {"note": "Twinge"})
    entries.update(make.check_in(ana), {"fatigue": 4})

    shown = text(browser.get(reverse("journal:history")))

    assert "Tap water" in shown
    assert "Tea" in shown
    assert "Hills, 13 January 2026" in shown
    assert "Near-cramp: Right hamstring, 13 January 2026" in shown
    assert "Morning check: 14 January 2026" in shown


def test_the_history_is_paged(ana: User, browser: Client) -> None:
    run = make.workout(ana)
    for n in range(25):
        make.change(run, {"minutes": [n, n + 1]}, at=make.NOON - timedelta(minutes=n))

    first = browser.get(reverse("journal:history"))
    older = first.context["page"].older
    second = browser.get(reverse("journal:history"), {"before": str(older)})

    shown = [deed for each in (first, second) for deed in each.context["page"].deeds]
    assert len(first.context["page"].deeds) == 20
    assert len({deed.at for deed in shown}) == 25


def test_nothing_changed_yet_says_what_will_be_here(browser: Client) -> None:
    assert "Nothing was changed yet" in text(browser.get(reverse("journal:history")))


@pytest.mark.parametrize("act", ["skip", "cancel"])
def test_letting_a_plan_go_and_back_is_kept_once(ana: User, act: str) -> None:
    run, stale = make.workout(ana), make.workout(ana)
    stale.pk = run.pk

    for _ in range(2):
        getattr(workouts, act)(stale, make.NOON)
        getattr(workouts, act)(run, make.NOON)
    workouts.reopen(run, make.NOON)

    state = {"skip": "skipped", "cancel": "cancelled"}[act]
    assert list(Change.objects.order_by("pk").values_list("fields", flat=True)) == [
        {"state": ["planned", state]},
        {"state": [state, "planned"]},
    ]
    run.refresh_from_db()
    assert run.state == "planned"


def test_an_answer_is_kept_once(ana: User) -> None:
    run = make.done_workout(ana)

    answers = [workouts.answer_cramp(run, cramped=value, now=make.NOON) for value in (False, False)]
    workouts.answer_cramp(run, cramped=True, now=make.NOON)

    assert answers == [True, True]
    assert list(Change.objects.order_by("pk").values_list("fields", flat=True)) == [
        {"cramped": [None, False]},
        {"cramped": [False, True]},
    ]


def test_a_no_beside_a_logged_cramp_leaves_no_trace(ana: User) -> None:
    run = make.done_workout(ana)
    make.episode(ana, workout=run)

    assert not workouts.answer_cramp(run, cramped=False, now=make.NOON)
    run.refresh_from_db()
    assert run.cramped is None
    assert not Change.objects.exists()


@time_machine.travel(make.NOON, tick=False)
def test_deleted_entries_of_every_kind_are_listed_and_brought_back(
    ana: User, browser: Client
) -> None:
    rows = {
        "workout": make.workout(ana, title="Hills"),
        "cramp": make.episode(ana),
        "near-cramp": make.near_cramp(ana),
        "drink": make.intake(ana, make.drink()),
        "check-in": make.check_in(ana),
        "medicine": make.medication(ana),
    }
    for n, row in enumerate(rows.values()):
        entries.delete(row, make.NOON - timedelta(days=n))

    shown = text(browser.get(reverse("journal:deleted")))
    for kind, row in rows.items():
        address = reverse("journal:restore_entry", args=[kind, row.pk])
        assert f'action="{address}"' in shown
        for _ in range(2):
            assert browser.post(address).status_code == 302
        row.refresh_from_db()
        assert row.deleted_at is None

    assert "Hills, 15 January 2026" in shown
    assert "gone on 13 February" in shown
    assert "Nothing is deleted" in text(browser.get(reverse("journal:deleted")))


@time_machine.travel(make.NOON, tick=False)
def test_what_was_deleted_thirty_days_ago_is_neither_listed_nor_brought_back(
    ana: User, browser: Client
) -> None:
    run = make.workout(ana, deleted_at=make.NOON - timedelta(days=30))

    address = reverse("journal:restore_entry", args=["workout", run.pk])

    assert "Nothing is deleted" in text(browser.get(reverse("journal:deleted")))
    assert browser.post(address).status_code == 404


def test_somebody_elses_deleted_entry_is_not_there(ana: User) -> None:
    run = make.workout(ana, deleted_at=make.NOON)
    bea = at(make.user("bea"))

    with time_machine.travel(make.NOON, tick=False):
        shown = text(bea.get(reverse("journal:deleted")))
        response = bea.post(reverse("journal:restore_entry", args=["workout", run.pk]))

    assert str(run.pk) not in shown
    assert response.status_code == 404


def test_the_entry_pages_lead_to_their_history_and_back(ana: User, browser: Client) -> None:
    run, cramp, near = make.workout(ana), make.episode(ana), make.near_cramp(ana)
    drunk, medicine = make.intake(ana, make.drink()), make.medication(ana)
    checked = make.check_in(ana)
    pages = {
        reverse("journal:workout", args=[run.pk]): ("workout", run.pk),
        reverse("journal:episode", args=[cramp.pk]): ("cramp", cramp.pk),
        reverse("journal:edit_drink", args=[drunk.pk]): ("drink", drunk.pk),
        reverse("journal:near_cramp", args=[near.pk]): ("near-cramp", near.pk),
        reverse("journal:check_in", args=[checked.local_on]): ("check-in", checked.pk),
        reverse("journal:edit_medicine", args=[medicine.pk]): ("medicine", medicine.pk),
    }

    for address, to in pages.items():
        history = reverse("journal:entry_history", args=to)
        assert history in text(browser.get(address))
        assert f'href="{address}">Open the ' in text(browser.get(history))


def test_counts_of_the_diary_do_not_see_what_is_deleted(ana: User) -> None:
    for row in (make.workout(ana), make.episode(ana), make.intake(ana, make.drink())):
        entries.delete(row, make.NOON)

    for model in (Workout, CrampEpisode, Intake):
        assert not model.objects.owned_by(ana).exists()


@pytest.mark.parametrize(
    ("route", "kind"),
    [
        ("delete_workout", Workout),
        ("delete_episode", CrampEpisode),
        ("delete_near_cramp", NearCramp),
        ("delete_drink", Intake),
        ("delete_medicine", Medication),
    ],
)
def test_a_second_tap_on_delete_changes_nothing_and_meets_no_404(
    route: str, kind: type[Entry], ana: User, browser: Client
) -> None:
    makers: dict[type[Entry], Any] = {
        Workout: make.workout,
        CrampEpisode: make.episode,
        NearCramp: make.near_cramp,
        Intake: lambda of: make.intake(of, make.drink()),
        Medication: make.medication,
    }
    row = makers[kind](ana)
    address = reverse(f"journal:{route}", args=[row.pk])

    with time_machine.travel(make.NOON, tick=False):
        first = browser.post(address)
    with time_machine.travel(make.NOON + timedelta(seconds=1), tick=False):
        second = browser.post(address)
        page = browser.get(address)

    row.refresh_from_db()
    assert second.status_code == first.status_code == 302
    assert second["Location"] == first["Location"]
    assert row.deleted_at == make.NOON
    assert Change.objects.filter(entry_id=row.pk, act="deleted").count() == 1
    assert page.status_code == 404


@time_machine.travel(make.NOON, tick=False)
def test_of_two_stale_taps_one_is_kept(ana: User) -> None:
    run = make.workout(ana)
    one, other = Workout.objects.get(pk=run.pk), Workout.objects.get(pk=run.pk)

    entries.delete(one, make.NOON)
    entries.delete(other, make.NOON + timedelta(seconds=1))
    stale = Workout.objects.get(pk=run.pk)
    entries.restore(one)
    entries.restore(stale)

    run.refresh_from_db()
    assert other.deleted_at == make.NOON
    assert (stale.deleted_at, run.deleted_at) == (None, None)
    assert sorted(Change.objects.values_list("act", flat=True)) == ["deleted", "restored"]


def test_bringing_back_what_was_purged_meanwhile_is_no_error(ana: User) -> None:
    run = make.workout(ana, deleted_at=make.NOON)
    Workout.objects.filter(pk=run.pk).delete()

    entries.restore(run)

    assert not Workout.objects.exists()
    assert not Change.objects.exists()
