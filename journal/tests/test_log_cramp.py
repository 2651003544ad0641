from __future__ import annotations

import re
import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from journal.models import CrampEpisode
from journal.services import episodes as services
from tests import make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
URL = "/cramps/log/"


def log(browser: Client, **fields: Any) -> Any:
    return browser.post(URL, {"muscles": ["calf-l"], "form_key": uuid.uuid4()} | fields)


def test_one_answer_is_enough_and_the_cramp_began_now(browser: Client, ana: User) -> None:
    answer = log(browser)

    saved = CrampEpisode.objects.get()
    assert answer.status_code == 302
    assert answer["Location"] == reverse("journal:episode", args=[saved.pk])
    assert (saved.athlete, saved.muscles, saved.started_at) == (ana, ["calf-l"], make.NOON)
    assert (saved.severity, saved.stopped, saved.end_kind) == (None, "", "unknown")
    assert (saved.red_flags, saved.twitching_before, saved.phase) == (None, None, "")
    assert (saved.sudden, saved.painful, saved.visibly_hard) == (None, None, None)
    assert (saved.soreness_next_day, saved.sleep_disturbance) == (None, None)
    assert saved.zone == "Europe/Lisbon"


@pytest.mark.parametrize("minutes", [0, 5, 15, 30, 60])
def test_presets_count_back_from_now(browser: Client, minutes: int) -> None:
    log(browser, when=str(minutes))

    assert CrampEpisode.objects.get().started_at == make.NOON - timedelta(minutes=minutes)


def test_any_other_time_is_on_the_athletes_clock(client: Client) -> None:
    client.force_login(make.user("kat", zone="Asia/Kathmandu"))

    log(client, when="other", on="2026-01-13", clock="06:30")

    assert CrampEpisode.objects.get().started_at.isoformat() == "2026-01-13T00:45:00+00:00"


def test_a_double_click_is_one_row(browser: Client) -> None:
    key = uuid.uuid4()
    first = log(browser, form_key=key)
    second = log(browser, form_key=key)

    assert first["Location"] == second["Location"]
    assert CrampEpisode.objects.count() == 1


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"muscles": []}, "Pick where it was."),
        ({"muscles": ["tail"]}, "Pick from the ones shown."),
        ({"severity": "11"}, "Pick a number from 0 to 10."),
        ({"when": "other", "clock": ""}, "Write the time, such as 18:30."),
        ({"when": "other", "clock": "12:03"}, "That is still to come."),
        ({"when": "other", "on": "1999-12-31", "clock": "12:00"}, "Check the year."),
        ({"when": "other", "clock": "nine"}, "Write the time as hours and minutes"),
        ({"when": "other", "clock": "11:00", "lasted": "end"}, "Write the time it ended"),
        (
            {
                "when": "other",
                "on": "2026-01-14",
                "clock": "11:00",
                "lasted": "end",
                "ended_on": "2026-01-14",
                "ended_clock": "10:59",
            },
            "It started at 11:00.",
        ),
        (
            {"when": "other", "clock": "11:00", "lasted": "end", "ended_clock": "12:30"},
            "Is it still going?",
        ),
        ({"when": "other", "clock": "11:55", "lasted": "longer"}, "It started less long ago"),
        ({"note": "x" * 10_000}, "this one has 10,000"),
        ({"red_flags": ["hiccups"]}, "Pick from the ones shown."),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence_and_nothing_typed_is_lost(
    browser: Client, fields: dict[str, Any], sentence: str
) -> None:
    answer = log(browser, **({"note": "typed before", "severity": "3"} | fields))

    page = answer.content.decode()
    assert answer.status_code == 200
    assert sentence in page
    assert "<title>Check: " in page
    assert fields.get("note", "typed before") in page
    assert not CrampEpisode.objects.exists()


def test_two_minutes_ahead_is_a_clock_that_differs(browser: Client) -> None:
    log(browser, when="other", clock="12:02")

    assert CrampEpisode.objects.count() == 1


def test_a_preset_start_moves_back_when_the_cramp_would_end_after_now(browser: Client) -> None:
    log(browser, when="0", lasted="usual")

    saved = CrampEpisode.objects.get()
    assert (saved.ended_at, saved.end_kind) == (make.NOON, "about")
    assert saved.started_at == make.NOON - timedelta(minutes=2)


def test_a_night_cramp_may_end_after_midnight(browser: Client) -> None:
    log(
        browser,
        when="other",
        on="2026-01-13",
        clock="23:58",
        lasted="end",
        ended_clock="00:03",
        phase="night",
    )

    saved = CrampEpisode.objects.get()
    assert saved.lasted == timedelta(minutes=5)
    assert (saved.end_kind, saved.phase) == ("known", "night")


def test_everything_can_be_said(browser: Client) -> None:
    log(
        browser,
        when="30",
        severity="7",
        stopped="yes",
        lasted="still",
        phase="during",
        phase_quarter="4",
        helped=["stretch", "rest"],
        sudden="yes",
        painful="yes",
        visibly_hard="no",
        twitching_before="no",
        soreness_next_day="0",
        sleep_disturbance="8",
        red_flags=["none"],
        note="On the hill",
    )

    saved = CrampEpisode.objects.get()
    assert (saved.severity, saved.stopped, saved.end_kind) == (7, "yes", "ongoing")
    assert (saved.phase, saved.phase_quarter) == ("during", 4)
    assert (saved.helped, saved.twitching_before) == (["stretch", "rest"], False)
    assert (saved.sudden, saved.painful, saved.visibly_hard) == (True, True, False)
    assert (saved.soreness_next_day, saved.sleep_disturbance) == (0, 8)
    assert (saved.red_flags, saved.note) == ([], "On the hill")


@pytest.mark.parametrize(
    ("begun", "minutes", "phase"),
    [
        pytest.param(30, 60, "during", id="inside"),
        pytest.param(60, 60, "during", id="at the very end"),
        pytest.param(61, 60, "after", id="a minute after"),
        pytest.param(7 * 60, 60, "after", id="six hours after the end"),
        pytest.param(30, None, "", id="of unknown length"),
    ],
)
def test_the_workout_around_it_is_attached_and_answers_its_question(
    browser: Client, ana: User, begun: int, minutes: int | None, phase: str
) -> None:
    workout = make.done_workout(ana, days_ago=begun / 1440, minutes=minutes)

    log(browser)

    saved = CrampEpisode.objects.get()
    workout.refresh_from_db()
    assert (saved.workout, saved.phase) == (workout, phase)
    assert workout.cramped is True


@pytest.mark.parametrize("state", ["skipped", "cancelled"])
def test_a_workout_that_was_not_done_is_not_attached(
    browser: Client, ana: User, state: str
) -> None:
    make.workout(ana, planned_start_at=make.NOON - timedelta(minutes=5), state=state)

    log(browser)

    assert CrampEpisode.objects.get().workout is None


def test_later_than_six_hours_after_is_not_of_the_workout(browser: Client, ana: User) -> None:
    workout = make.done_workout(ana, days_ago=(7 * 60 + 1) / 1440)

    log(browser)

    workout.refresh_from_db()
    assert CrampEpisode.objects.get().workout is None
    assert workout.cramped is None


def test_the_workout_named_in_the_address_wins(browser: Client, ana: User) -> None:
    early = make.done_workout(ana, days_ago=3 / 24)
    make.done_workout(ana, days_ago=1 / 24)
    page = browser.get(URL, {"workout": str(early.pk)})

    log(browser, workout=str(early.pk))

    assert str(early.pk) in page.content.decode()
    assert CrampEpisode.objects.get().workout == early


@pytest.mark.parametrize(("ended_minutes", "when"), [(120, "other"), (16, "other"), (10, "0")])
def test_who_comes_from_a_workout_is_offered_its_end(
    browser: Client, ana: User, ended_minutes: int, when: str
) -> None:
    run = make.done_workout(ana, days_ago=(60 + ended_minutes) / 1440)

    form = browser.get(URL, {"workout": str(run.pk)}).context["form"]

    assert form["when"].value() == when
    assert (
        "Run, Wednesday 14 January" in browser.get(URL, {"workout": str(run.pk)}).content.decode()
    )
    if when == "other":
        ended = make.NOON - timedelta(minutes=ended_minutes)
        assert form["clock"].value() == ended.time()


def test_a_workout_of_somebody_else_does_not_exist(browser: Client) -> None:
    theirs = make.done_workout(make.user("bea"))

    assert browser.get(URL, {"workout": str(theirs.pk)}).status_code == 404
    assert browser.get(URL, {"workout": "nonsense"}).status_code == 404

    answer = log(browser, workout=str(theirs.pk))

    theirs.refresh_from_db()
    said = browser.get(answer["Location"]).content.decode()
    assert "Cramp saved. The workout it was meant for is not in your diary" in said
    assert CrampEpisode.objects.get().workout is None
    assert theirs.cramped is None


@pytest.mark.parametrize(("phase", "quarter"), [("during", 3), ("night", None), ("", None)])
def test_only_a_cramp_during_a_workout_has_a_quarter(
    browser: Client, phase: str, quarter: int | None
) -> None:
    log(browser, phase=phase, phase_quarter="3")

    assert CrampEpisode.objects.get().phase_quarter == quarter


def test_a_cramp_far_from_the_workout_it_names_says_so(browser: Client, ana: User) -> None:
    run = make.done_workout(ana, days_ago=4, title="Tempo run")

    answer = log(browser, workout=str(run.pk))

    said = browser.get(answer["Location"]).content.decode()
    assert "Its time is not near Tempo run" in said
    assert CrampEpisode.objects.get().workout is None


@pytest.mark.parametrize("opened", ["length", "helped", "like", "signs", "note", "nonsense", ""])
def test_an_address_can_open_one_fold_of_the_form(browser: Client, ana: User, opened: str) -> None:
    cramp = make.episode(ana)

    page = browser.get(reverse("journal:edit_episode", args=[cramp.pk]), {"open": opened})

    folds = re.findall(r'<details class="twin fold" id="(\w+)" open>', page.content.decode())
    assert folds == ([opened] if opened not in ("nonsense", "") else [])


def test_the_page_after_saving_offers_what_is_not_told_yet(browser: Client, ana: User) -> None:
    bare, told = make.episode(ana), make.episode(ana, red_flags=[], severity=2, note="Hill")

    def offered(cramp: CrampEpisode) -> list[str]:
        page = browser.get(reverse("journal:episode", args=[cramp.pk]))
        return [words for _, words in page.context["card"].open]

    assert offered(bare)[:3] == ["Warning signs", "How bad", "How long"]
    assert "Soreness next day" in offered(bare)
    assert not {"Warning signs", "How bad", "A note"} & set(offered(told))


def test_the_address_can_name_the_muscle_and_the_instant(browser: Client) -> None:
    at = (make.NOON - timedelta(minutes=7, seconds=13)).isoformat()
    page = browser.get(URL, {"muscle": "ham-r", "at": at}).content.decode()

    log(browser, when="at", at=at)

    assert 'id="m-ham-r" checked' in page
    assert "at 11:52" in page
    assert CrampEpisode.objects.get().started_at.isoformat() == at


@pytest.mark.parametrize("at", ["soon", "2026-01-14T12:00", "2026-01-15T12:00Z", "9999-99-99"])
def test_an_address_that_makes_no_sense_is_left_out(browser: Client, at: str) -> None:
    page = browser.get(URL, {"muscle": "tail", "at": at})

    assert page.status_code == 200
    assert "at 1" not in page.content.decode()
    assert log(browser, when="at", at=at).status_code in (200, 302)


def test_the_service_may_run_twice(ana: User) -> None:
    workout = make.done_workout(ana, days_ago=0.01)
    key = uuid.uuid4()
    values = {"muscles": ["calf-l"], "started_at": make.NOON}

    first, made = services.log(ana, form_key=key, values=values)
    workout.refresh_from_db()
    second, again = services.log(ana, form_key=key, values=values)

    assert (made, again) == (True, False)
    assert first == second
    assert workout.cramped is True


def test_the_form_works_on_its_own(browser: Client) -> None:
    page = browser.get(URL).content.decode()

    assert page.count("<h1>") == 1
    assert page.count('type="checkbox" name="muscles"') == 20
    assert 'name="form_key"' in page
    assert not re.search(r"<script(?! src=)", page)
    assert "style=" not in page


def test_strangers_meet_the_login(client: Client) -> None:
    assert client.get(URL)["Location"].startswith("/accounts/login/")


def test_wrong_method(browser: Client) -> None:
    assert browser.put(URL).status_code == 405
