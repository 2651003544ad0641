from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from journal.models import Change, CrampEpisode, NearCramp
from journal.services import near as services
from tests import make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
URL = "/near-cramps/log/"


def log(browser: Client, **fields: Any) -> Any:
    return browser.post(URL, {"muscles": ["calf-l"], "form_key": uuid.uuid4()} | fields)


def address(near: NearCramp, route: str = "near_cramp") -> str:
    return reverse(f"journal:{route}", args=[near.pk])


def test_one_answer_is_enough_and_it_was_now(browser: Client, ana: User) -> None:
    answer = log(browser)

    saved = NearCramp.objects.get()
    assert answer["Location"] == address(saved)
    assert (saved.athlete, saved.muscles, saved.started_at) == (ana, ["calf-l"], make.NOON)
    assert not CrampEpisode.objects.exists()


def test_a_double_click_is_one_row(browser: Client) -> None:
    key = uuid.uuid4()

    first, second = log(browser, form_key=key), log(browser, form_key=key)

    assert first["Location"] == second["Location"]
    assert NearCramp.objects.count() == 1


def test_its_workout_is_found_and_not_answered(browser: Client, ana: User) -> None:
    run = make.done_workout(ana, days_ago=1 / 48)

    log(browser, when="5")

    run.refresh_from_db()
    assert NearCramp.objects.get().workout == run
    assert run.cramped is None


def test_the_cramp_form_can_send_its_answers_here(browser: Client) -> None:
    form = browser.get("/cramps/log/?muscle=ham-r")

    assert f'formaction="{URL}"' in form.content.decode()
    browser.post(
        URL, {"muscles": ["ham-r"], "when": "15", "severity": "", "lasted": "", "helped": []}
    )
    assert NearCramp.objects.get().started_at == make.NOON - timedelta(minutes=15)


@pytest.mark.parametrize(
    ("extra", "panel"),
    [
        ({"severity": "7"}, ""),
        ({"helped": ["stretch"]}, ""),
        ({"red_flags": ["possible_tear"]}, "See a doctor today"),
        ({"red_flags": ["nerves", "possible_tear"]}, "Call 112 now"),
    ],
)
def test_answers_that_only_a_cramp_has_are_not_thrown_away_unasked(
    browser: Client, extra: dict[str, Any], panel: str
) -> None:
    page = log(browser, **extra).content.decode()

    assert "Your other answers belong to a cramp" in page
    assert panel in page
    assert not NearCramp.objects.exists()


def test_the_page_says_that_it_is_no_cramp(browser: Client, ana: User) -> None:
    near = make.near_cramp(ana, note="At the hill")

    page = browser.get(address(near)).content.decode()

    assert "counts in no figure of cramps" in page
    assert "At the hill" in page


def test_edit_without_change_keeps_every_value(browser: Client, ana: User) -> None:
    near = make.near_cramp(ana, started_at=make.NOON - timedelta(hours=3, seconds=17.25))
    form = browser.get(address(near, "edit_near_cramp")).context["form"]
    shown = {"muscles": form["muscles"].value(), "note": form["note"].value()}
    shown |= {"on": str(form["on"].value()), "clock": f"{form['clock'].value():%H:%M}"}

    browser.post(address(near, "edit_near_cramp"), shown)

    before = near.started_at
    near.refresh_from_db()
    assert near.started_at == before
    assert not Change.objects.exists()


def test_editing_its_time_finds_the_workout_of_that_time(browser: Client, ana: User) -> None:
    run = make.done_workout(ana, days_ago=2)
    near = make.near_cramp(ana, days_ago=0.5)

    browser.post(
        address(near, "edit_near_cramp"),
        {"muscles": ["arch-r"], "on": "2026-01-12", "clock": "12:30"},
    )

    near.refresh_from_db()
    assert (near.workout, near.muscles) == (run, ["arch-r"])


def test_deleting_can_be_undone(browser: Client, ana: User) -> None:
    near = make.near_cramp(ana)

    assert "30 days" in browser.get(address(near, "delete_near_cramp")).content.decode()
    browser.post(address(near, "delete_near_cramp"))
    assert browser.get(address(near)).status_code == 404
    for _ in range(2):
        assert browser.post(address(near, "restore_near_cramp")).status_code == 302
    assert browser.get(address(near)).status_code == 200


def test_it_can_become_a_cramp(browser: Client, ana: User) -> None:
    started = make.NOON - timedelta(days=2, minutes=3, seconds=7)
    near = make.near_cramp(ana, started_at=started, zone="Asia/Kathmandu", note="At the hill")
    form = browser.get(f"/cramps/log/?near={near.pk}").context["form"]
    names = ("muscles", "when", "at", "note", "near", "form_key")
    answers = {name: form[name].value() for name in names}

    first = browser.post("/cramps/log/", answers)
    second = browser.post("/cramps/log/", answers)

    cramp = CrampEpisode.objects.get()
    near.refresh_from_db()
    assert first["Location"] == second["Location"]
    assert (cramp.muscles, cramp.started_at, cramp.note) == (["ham-r"], started, "At the hill")
    assert cramp.zone == "Asia/Kathmandu"
    assert near.deleted_at == make.NOON
    said = browser.get(first["Location"]).content.decode()
    assert f'action="{address(near, "restore_near_cramp")}"' in said


def test_a_cramp_that_was_none_can_become_a_near_cramp(browser: Client, ana: User) -> None:
    cramp = make.episode(ana, painful=False, visibly_hard=False)
    page = browser.get(reverse("journal:episode", args=[cramp.pk])).content.decode()
    assert f"{URL}?cramp={cramp.pk}" in page
    form = browser.get(URL, {"cramp": str(cramp.pk)}).context["form"]

    browser.post(URL, {name: form[name].value() for name in ("muscles", "when", "at", "cramp")})

    near = NearCramp.objects.get()
    assert (near.muscles, near.started_at) == (cramp.muscles, cramp.started_at)
    assert not CrampEpisode.objects.owned_by(ana).exists()


def test_a_cramp_that_was_none_counts_in_its_workout_no_more(browser: Client, ana: User) -> None:
    run = make.done_workout(ana, days_ago=1, cramped=True)
    cramp = make.episode(ana, days_ago=0.99, workout=run)

    log(browser, cramp=cramp.pk)

    run.refresh_from_db()
    assert run.cramped is None
    browser.post(reverse("journal:restore_episode", args=[cramp.pk]))
    run.refresh_from_db()
    assert run.cramped is True


def test_another_cramp_of_the_workout_keeps_its_answer(browser: Client, ana: User) -> None:
    run = make.done_workout(ana, days_ago=1, cramped=True)
    cramp, _other = (make.episode(ana, days_ago=0.99, workout=run) for _ in range(2))

    log(browser, cramp=cramp.pk)

    run.refresh_from_db()
    assert run.cramped is True


def test_what_is_somebody_elses_is_not_replaced(browser: Client) -> None:
    bea = make.user("bea")
    near, cramp = make.near_cramp(bea), make.episode(bea)

    assert browser.get(f"/cramps/log/?near={near.pk}").status_code == 404
    assert browser.get(f"{URL}?cramp={cramp.pk}").status_code == 404
    browser.post("/cramps/log/", {"muscles": ["calf-l"], "near": near.pk})
    log(browser, cramp=cramp.pk)

    for theirs in (near, cramp):
        theirs.refresh_from_db()
        assert theirs.deleted_at is None


def test_lists_mark_it_in_words(browser: Client, ana: User) -> None:
    run = make.done_workout(ana, days_ago=1)
    make.near_cramp(ana, days_ago=0.99, workout=run)

    for page in ("/journal/", "/journal/?kind=cramps", "/calendar/?day=2026-01-13"):
        assert "· near-cramp" in browser.get(page).content.decode(), page
    assert "· near-cramp" not in browser.get("/journal/?kind=workouts").content.decode()
    workout = browser.get(reverse("journal:workout", args=[run.pk])).content.decode()
    assert "· near-cramp" in workout


@pytest.mark.parametrize(("granted", "status"), [({}, 200), ({"cramps": False}, 404)])
def test_a_coach_with_cramps_sees_it(
    client: Client, ana: User, granted: dict[str, bool], status: int
) -> None:
    kim = make.coach()
    make.grant(ana, kim, **granted)
    near = make.near_cramp(ana, note="Only for friends")
    client.force_login(kim)

    answer = client.get(reverse("journal:near_cramp", args=[ana.pk, near.pk]))

    page = answer.content.decode()
    assert answer.status_code == status
    assert "Only for friends" not in page
    assert "/edit/" not in page
    assert "Make it a cramp" not in page


def test_the_service_may_run_twice(ana: User) -> None:
    near, key = make.near_cramp(ana), uuid.uuid4()
    values = {"muscles": ["calf-l"], "started_at": make.NOON}

    made = [
        services.become_cramp(near, athlete=ana, form_key=key, values=values, now=make.NOON)
        for _ in range(2)
    ]

    assert [new for _, new in made] == [True, False]
    assert CrampEpisode.objects.count() == 1


def test_its_page_leads_to_its_history(browser: Client) -> None:
    log(browser)
    near = NearCramp.objects.get()

    page = browser.get(address(near)).content.decode()

    assert reverse("journal:entry_history", args=["near-cramp", near.pk]) in page
