from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import User
from journal.forms.steps import TIME_FIELDS, TIMED, StepsPart, steps_shown
from journal.models import Change, CrampEpisode, ReliefStep
from journal.models.relief import MAX_SECONDS
from journal.services import episodes
from tests import make
from tests.pages import text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
TIMES = ["started_at", "ended_at", "eased", "seconds_to_relief", "created_at"]


def log(browser: Client, **fields: Any) -> CrampEpisode:
    browser.post("/cramps/log/", {"muscles": ["calf-l"], "form_key": uuid.uuid4()} | fields)
    return CrampEpisode.objects.get()


def edited(browser: Client, episode: CrampEpisode, **fields: Any) -> Any:
    """What the form shows, sent back with some answers changed."""
    url = reverse("journal:edit_episode", args=[episode.pk])
    form = browser.get(url).context["form"]
    shown = {name: form[name].value() for name in form.fields if name != "form_key"}
    data = {name: value for name, value in shown.items() if value not in (None, "", [])}
    data |= {"on": str(data["on"]), "clock": f"{data['clock']:%H:%M}"}
    return browser.post(url, data | fields)


def told(episode: CrampEpisode) -> dict[str, int | None]:
    return {step.kind: step.seconds_to_relief for step in episode.steps.all()}


def guided(episode: CrampEpisode, **fields: Any) -> ReliefStep:
    values: dict[str, Any] = {
        "started_at": episode.started_at + timedelta(seconds=10),
        "ended_at": episode.started_at + timedelta(seconds=55.5),
        "eased": True,
    } | fields
    return make.step(episode, **values)


@pytest.mark.parametrize(
    ("fields", "steps"),
    [
        pytest.param({"helped": ["stretch"], "sec_stretch": "40"}, {"stretch": 40}, id="seconds"),
        pytest.param({"helped": ["heat"], "min_heat": "20"}, {"heat": 1200}, id="minutes"),
        pytest.param(
            {"helped": ["stretch", "rest"], "min_stretch": "1", "sec_stretch": "30"},
            {"stretch": 90},
            id="both, and a step without a time",
        ),
        pytest.param({"helped": ["rest"], "sec_rest": "90"}, {"rest": 90}, id="ninety seconds"),
        pytest.param({"helped": ["rest"], "sec_rest": "0"}, {"rest": 0}, id="at once"),
        pytest.param({"helped": ["stretch"]}, {}, id="no time"),
        pytest.param({"helped": ["rest"], "sec_stretch": "x"}, {}, id="a box that is not ticked"),
    ],
)
def test_seconds_to_relief_are_kept_as_steps(
    browser: Client, fields: dict[str, Any], steps: dict[str, int]
) -> None:
    saved = log(browser, **fields)

    assert told(saved) == steps
    assert saved.helped == fields["helped"]


def test_a_double_click_makes_each_step_once(browser: Client) -> None:
    key = uuid.uuid4()

    for _ in range(2):
        log(browser, form_key=key, helped=["stretch"], sec_stretch="40")

    assert ReliefStep.objects.count() == 1


@given(seconds=st.integers(0, MAX_SECONDS))
def test_every_whole_second_comes_back_as_it_was(seconds: int) -> None:
    athlete = User(zone="Europe/Lisbon")
    step = ReliefStep(kind="heat", seconds_to_relief=seconds)
    shown = {name: str(value) for name, value in steps_shown([step]).items()}

    form = StepsPart({"helped": ["heat"], **shown}, athlete=athlete)

    assert form.is_valid(), form.errors
    assert form.steps == {"heat": seconds}


def test_every_step_but_none_can_tell_its_time() -> None:
    assert len(TIME_FIELDS) == 2 * len(TIMED) == 10


def test_the_form_reads_them_back_and_an_edit_without_change_writes_nothing(
    browser: Client, ana: User
) -> None:
    episode = make.episode(ana, helped=["stretch"])
    make.step(episode, seconds_to_relief=95)
    before = list(ReliefStep.objects.values())

    answer = edited(browser, episode)

    assert answer.status_code == 302
    assert list(ReliefStep.objects.values()) == before
    assert not Change.objects.exists()


def test_changed_times_stay_in_the_history(browser: Client, ana: User) -> None:
    episode = make.episode(ana, helped=["stretch", "heat"])
    make.step(episode, seconds_to_relief=95)
    make.step(episode, "heat", seconds_to_relief=600)

    edited(browser, episode, helped=["stretch", "massage"], sec_stretch="20", sec_massage="30")

    assert told(episode) == {"stretch": 80, "massage": 30}
    steps = [change.fields["steps"] for change in Change.objects.all() if "steps" in change.fields]
    assert steps == [
        [
            [{"kind": "heat", "seconds": 600}, {"kind": "stretch", "seconds": 95}],
            [{"kind": "massage", "seconds": 30}, {"kind": "stretch", "seconds": 80}],
        ]
    ]


def test_guided_steps_are_shown_and_not_destroyed(browser: Client, ana: User) -> None:
    episode = make.episode(ana, helped=["stretch"])
    step = guided(episode)
    before = ReliefStep.objects.values(*TIMES).get()
    form = browser.get(reverse("journal:edit_episode", args=[episode.pk]))

    edited(browser, episode, helped=["rest"], sec_rest="30")

    page = text(form)
    assert "Timed while it went on" in page
    assert 'name="min_stretch"' not in page
    assert ReliefStep.objects.filter(pk=step.pk).values(*TIMES).get() == before
    assert ReliefStep.objects.get(kind="rest").seconds_to_relief == 30
    episode.refresh_from_db()
    assert episode.helped == ["rest"]


def test_a_guided_step_that_did_not_ease_it_can_still_be_told_of(
    browser: Client, ana: User
) -> None:
    episode = make.episode(ana, helped=["stretch"])
    guided(episode, eased=False)

    edited(browser, episode, sec_stretch="30")

    assert sorted(step.seconds_to_relief or 0 for step in episode.steps.all()) == [0, 30]


def test_the_page_shows_each_step(browser: Client, ana: User) -> None:
    episode = make.episode(ana, helped=["stretch", "massage"])
    make.step(episode, "massage", seconds_to_relief=90)
    guided(episode)
    make.step(
        episode, "rest", started_at=episode.started_at, ended_at=episode.started_at, eased=False
    )

    page = text(browser.get(reverse("journal:episode", args=[episode.pk])))

    assert "90<small>s</small>" in page
    assert "did not ease it" in page
    assert page.index("Resting") < page.index("Stretching") < page.index("Massage")


def test_retelling_may_run_twice(ana: User) -> None:
    episode = make.episode(ana)
    values = {"started_at": episode.started_at, "phase": ""}

    for _ in range(2):
        episodes.revise(episode, values=values, steps={"stretch": 40})
    episodes.revise(episode, values=values)

    assert told(episode) == {"stretch": 40}
    assert Change.objects.count() == 1
