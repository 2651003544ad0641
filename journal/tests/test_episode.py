from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from accounts.models import User
from journal.models import CrampEpisode
from journal.services import episodes as services
from tests import make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


def page(browser: Client, episode: CrampEpisode, athlete: User | None = None) -> Any:
    args = [athlete.pk, episode.pk] if athlete else [episode.pk]
    return browser.get(reverse("journal:episode", args=args))


def edited(browser: Client, episode: CrampEpisode, **fields: Any) -> Any:
    """What the form shows, sent back with some answers changed; blank ones are left out."""
    form = browser.get(reverse("journal:edit_episode", args=[episode.pk])).context["form"]
    shown = {name: form[name].value() for name in form.fields if name != "form_key"}
    data = {name: value for name, value in shown.items() if value not in (None, "", [])}
    data |= {"on": str(data["on"]), "clock": f"{data['clock']:%H:%M}"}
    if "ended_clock" in data:
        data["ended_clock"] = f"{data['ended_clock']:%H:%M}"
    return browser.post(reverse("journal:edit_episode", args=[episode.pk]), data | fields)


def test_the_page_shows_what_is_known(browser: Client, ana: User) -> None:
    run = make.done_workout(ana, days_ago=0.1, title="Tempo run")
    episode = make.episode(
        ana,
        days_ago=0.08,
        workout=run,
        phase="during",
        severity=6,
        stopped="yes",
        helped=["stretch"],
        end_kind="known",
        ended_at=make.NOON - timedelta(days=0.08) + timedelta(seconds=90),
        note="On the hill",
    )

    shown = page(browser, episode).content.decode()

    for words in ("Left calf", "Tempo run", "90<small>s</small>", "stretching", "On the hill"):
        assert words in shown
    assert "serious" in shown
    assert "Call 112" not in shown


@pytest.mark.parametrize(
    ("fields", "red", "today"),
    [
        pytest.param({"red_flags": ["heat_stroke"]}, True, False, id="emergency"),
        pytest.param({"red_flags": ["possible_tear"]}, False, True, id="same day"),
        pytest.param({"red_flags": ["possible_tear", "nerves"]}, True, False, id="gravest first"),
        pytest.param({"end_kind": "ongoing"}, False, True, id="still going after ten minutes"),
        pytest.param(
            {"end_kind": "known", "ended_at": make.NOON}, False, True, id="lasted past ten minutes"
        ),
        pytest.param({"red_flags": []}, False, False, id="none of them"),
    ],
)
def test_warning_signs_are_answered_at_once(
    browser: Client, ana: User, fields: dict[str, Any], red: bool, today: bool
) -> None:
    episode = make.episode(ana, days_ago=601 / 86_400, **fields)

    shown = page(browser, episode).content.decode()

    assert ('href="tel:112"' in shown) is red
    assert ("See a doctor today" in shown) is today


def test_the_red_panel_stands_before_what_was_saved(browser: Client, ana: User) -> None:
    make.profile(ana, emergency_number="911")
    answer = browser.post(
        "/cramps/log/", {"muscles": ["whole"], "red_flags": ["low_sodium"]}, follow=True
    )

    shown = answer.content.decode()
    assert shown.index("Call 911 now") < shown.index("Cramp saved.")


def test_a_day_later_the_panel_is_quiet(browser: Client, ana: User) -> None:
    episode = make.episode(ana, red_flags=["nerves"])

    with time_machine.travel(make.NOON + timedelta(days=2), tick=False):
        shown = page(browser, episode).content.decode()

    assert "tel:" not in shown
    assert "numb between the legs" in shown


def test_somebody_elses_cramp_does_not_exist(browser: Client) -> None:
    theirs = make.episode(make.user("bea"), end_kind="ongoing")

    for route in ("episode", "edit_episode", "end_episode", "delete_episode"):
        assert browser.get(reverse(f"journal:{route}", args=[theirs.pk])).status_code == 404
    for route in ("edit_episode", "end_episode", "delete_episode", "restore_episode"):
        assert browser.post(reverse(f"journal:{route}", args=[theirs.pk])).status_code == 404
    assert page(browser, theirs, theirs.athlete).status_code == 404


def test_strangers_meet_the_login(client: Client, ana: User) -> None:
    assert page(client, make.episode(ana))["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize(
    ("granted", "status", "note", "workout"),
    [
        pytest.param({}, 200, False, True, id="cramps and workouts"),
        pytest.param({"notes": True}, 200, True, True, id="notes too"),
        pytest.param({"workouts": False}, 200, False, False, id="no workouts"),
        pytest.param({"cramps": False, "notes": True}, 404, False, False, id="no cramps"),
    ],
)
def test_a_coach_sees_what_was_granted(
    client: Client, ana: User, granted: dict[str, bool], status: int, note: bool, workout: bool
) -> None:
    kim = make.coach()
    make.grant(ana, kim, **granted)
    run = make.done_workout(ana, title="Tempo run")
    episode = make.episode(ana, note="Only for friends", workout=run)
    client.force_login(kim)

    answer = page(client, episode, ana)

    shown = answer.content.decode()
    assert answer.status_code == status
    assert ("Only for friends" in shown) is note
    assert ("Tempo run" in shown) is workout
    assert "/edit/" not in shown
    assert "/delete/" not in shown


def test_a_coach_without_a_grant_and_a_coachs_writing_meet_404(client: Client, ana: User) -> None:
    kim = make.coach()
    episode = make.episode(ana)
    client.force_login(kim)

    assert page(client, episode, ana).status_code == 404
    make.grant(ana, kim)
    assert client.post(reverse("journal:delete_episode", args=[episode.pk])).status_code == 404


@pytest.mark.parametrize("route", ["episode", "restore_episode"])
def test_wrong_methods(browser: Client, ana: User, route: str) -> None:
    url = reverse(f"journal:{route}", args=[make.episode(ana).pk])
    wrong = browser.get(url) if route == "restore_episode" else browser.post(url)

    assert wrong.status_code == 405


def test_editing_without_a_change_keeps_every_value(browser: Client, ana: User) -> None:
    start = make.NOON - timedelta(days=1, seconds=17.25)
    episode = make.episode(
        ana,
        started_at=start,
        end_kind="about",
        ended_at=start + timedelta(seconds=237),
        severity=4,
        stopped="eased",
        phase="night",
        helped=["heat"],
        sudden=True,
        painful=False,
        visibly_hard=True,
        twitching_before=True,
        soreness_next_day=0,
        sleep_disturbance=10,
        red_flags=[],
        note="As it was",
    )
    before = CrampEpisode.objects.filter(pk=episode.pk).values().get()

    answer = edited(browser, episode)

    after = CrampEpisode.objects.filter(pk=episode.pk).values().get()
    assert answer.status_code == 302
    assert after | {"changed_at": None} == before | {"changed_at": None}


def test_a_known_end_survives_editing_to_the_second(browser: Client, ana: User) -> None:
    start = make.NOON - timedelta(days=1, seconds=17)
    ended = start + timedelta(seconds=95)
    episode = make.episode(ana, started_at=start, end_kind="known", ended_at=ended)

    edited(browser, episode, severity="2")

    episode.refresh_from_db()
    assert (episode.started_at, episode.ended_at, episode.severity) == (start, ended, 2)


def test_back_dating_finds_the_workout_of_that_time(browser: Client, ana: User) -> None:
    run = make.done_workout(ana, days_ago=2)
    episode = make.episode(ana, days_ago=0.5)

    edited(browser, episode, on="2026-01-12", clock="12:30")

    episode.refresh_from_db()
    run.refresh_from_db()
    assert (episode.workout, episode.phase, run.cramped) == (run, "during", True)


def test_an_edit_that_cannot_be_keeps_what_was_typed(browser: Client, ana: User) -> None:
    episode = make.episode(ana)

    answer = edited(browser, episode, on="2026-01-15", clock="12:00", note="Typed just now")

    episode.refresh_from_db()
    assert "That is still to come" in answer.content.decode()
    assert "Typed just now" in answer.content.decode()
    assert episode.started_at == make.NOON - timedelta(days=1)


@pytest.mark.parametrize(
    ("data", "kind", "ago"),
    [
        ({}, "known", 0),
        ({"when": "15"}, "about", 15),
        ({"when": "other", "clock": "11:50"}, "known", 10),
        ({"when": "unknown"}, "unknown", None),
    ],
)
def test_it_has_ended(
    browser: Client, ana: User, data: dict[str, str], kind: str, ago: int | None
) -> None:
    episode = make.episode(ana, days_ago=20 / 1440, end_kind="ongoing")
    url = reverse("journal:end_episode", args=[episode.pk])

    assert browser.get(url).status_code == 200
    first = browser.post(url, data | {"form_key": ""})
    browser.post(url, {"when": "5"})

    episode.refresh_from_db()
    assert first["Location"] == reverse("journal:episode", args=[episode.pk])
    assert episode.end_kind == kind
    assert episode.ended_at == (None if ago is None else make.NOON - timedelta(minutes=ago))


@pytest.mark.parametrize("data", [{"when": "30"}, {"when": "other", "clock": "11:30"}])
def test_it_cannot_end_before_it_began(browser: Client, ana: User, data: dict[str, str]) -> None:
    episode = make.episode(ana, days_ago=20 / 1440, end_kind="ongoing")

    answer = browser.post(reverse("journal:end_episode", args=[episode.pk]), data)

    episode.refresh_from_db()
    assert "It started at 11:40." in answer.content.decode()
    assert episode.is_ongoing


def test_deleting_asks_first_and_can_be_undone(browser: Client, ana: User) -> None:
    episode = make.episode(ana)
    delete = reverse("journal:delete_episode", args=[episode.pk])
    restore = reverse("journal:restore_episode", args=[episode.pk])

    assert "30 days" in browser.get(delete).content.decode()
    browser.post(delete)
    assert page(browser, episode).status_code == 404
    for _ in range(2):
        assert browser.post(restore).status_code == 302
    assert page(browser, episode).status_code == 200


def test_after_thirty_days_it_is_gone(browser: Client, ana: User) -> None:
    episode = make.episode(ana, deleted_at=make.NOON - timedelta(days=31))

    restore = browser.post(reverse("journal:restore_episode", args=[episode.pk]))

    assert restore.status_code == 404


def test_deleting_the_last_cramp_leaves_the_workouts_answer_and_says_so(ana: User) -> None:
    run = make.done_workout(ana, cramped=True)
    one = make.episode(ana, workout=run)
    two = make.episode(ana, workout=run)

    assert services.remove(one, make.NOON) is False
    assert services.remove(two, make.NOON) is True
    assert services.remove(two, make.NOON) is True
    run.refresh_from_db()
    assert run.cramped is True


@pytest.mark.parametrize("rows", [1, 30])
def test_the_page_asks_the_same_number_of_queries(
    browser: Client, ana: User, rows: int, django_assert_max_num_queries: Any
) -> None:
    run = make.done_workout(ana)
    episodes = [make.episode(ana, workout=run) for _ in range(rows)]

    with django_assert_max_num_queries(7):
        page(browser, episodes[0])


def test_a_cramp_just_logged_leads_to_its_own_steps(browser: Client, ana: User) -> None:
    episode = make.episode(ana, days_ago=0.002, muscles=["calf-l"])
    steps = reverse("advice:relief_now", args=[episode.form_key])

    assert f'action="{steps}"' in page(browser, episode).content.decode()
    answer = browser.post(steps, {"act": "still"})

    assert answer["Location"] == steps
    assert f'href="{steps}"' in page(browser, episode).content.decode()
    assert CrampEpisode.objects.get().is_ongoing


@pytest.mark.parametrize(("days_ago", "muscles"), [(0.5, ["calf-l"]), (0.002, ["trunk"])])
def test_no_steps_are_offered_for_an_old_cramp_or_another_place(
    browser: Client, ana: User, days_ago: float, muscles: list[str]
) -> None:
    episode = make.episode(ana, days_ago=days_ago, muscles=muscles)

    shown = page(browser, episode).content.decode()

    assert "what helps" not in shown
