"""The athlete's relief screen: every button a form, the rows its state, nobody else's business."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from journal.models import CrampEpisode, ReliefRun, ReliefStep
from tests import make
from tests.pages import at, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


def tell(client: Client, run: object, **fields: Any) -> Any:
    """A tap as the script sends it."""
    return client.post(f"/relief/now/{run}/", json.dumps(fields), content_type="application/json")


def later(**span: float) -> Any:
    return time_machine.travel(make.NOON + timedelta(**span), tick=False)


def test_the_chooser_begins_a_run_with_one_tap() -> None:
    client, run = at(make.user()), uuid4()
    page = text(client.get("/relief/"))
    assert 'name="act" value="begin"' in page
    assert 'name="muscle" value="calf-l"' in page

    answer = client.post(f"/relief/now/{run}/", {"act": "begin", "muscle": "calf-l"})

    assert answer["Location"] == f"/relief/now/{run}/"
    assert "Stretch the" in text(client.get(answer["Location"]))
    assert CrampEpisode.objects.get().form_key == run


def test_the_whole_way_by_forms() -> None:
    client, run = at(make.user()), uuid4()
    where = f"/relief/now/{run}/"
    client.post(where, {"act": "begin", "muscle": "calf-l"})
    with later(seconds=40):
        client.post(where, {"act": "step", "kind": "massage", "step": str(uuid4())})
        assert 'class="is-now" data-panel="massage"' in text(client.get(where))
    with later(minutes=4):
        assert 'class="is-now" data-panel="heat"' in text(client.get(where))
        client.post(where, {"act": "step", "kind": "heat", "step": str(uuid4())})
        client.post(where, {"act": "mail", "mail": "on"})
        page = text(client.get(where))
        assert "Off <span" in page
        assert "checked" in page
    with later(minutes=11):
        assert 'class="is-now" data-panel="advice"' in text(client.get(where))
        answer = client.post(where, {"act": "gone"}, follow=True)

    episode = CrampEpisode.objects.get()
    assert answer.redirect_chain == [(f"/cramps/{episode.pk}/", 302)]
    assert "Saved. Add more if you feel like it." in text(answer)
    assert [step.kind for step in episode.steps.all()] == ["stretch", "massage", "heat"]
    assert episode.helped == ["heat"]
    assert episode.lasted == timedelta(minutes=11)
    assert client.get(where)["Location"] == f"/cramps/{episode.pk}/"


def test_a_form_sent_twice_is_one_step() -> None:
    client, run, step = at(make.user()), uuid4(), str(uuid4())
    client.post(f"/relief/now/{run}/", {"act": "begin", "muscle": "calf-l"})

    for _ in range(2):
        client.post(f"/relief/now/{run}/", {"act": "step", "kind": "massage", "step": step})

    assert ReliefStep.objects.count() == 2


def test_the_script_gets_the_state_back() -> None:
    client, run, step = at(make.user()), uuid4(), str(uuid4())
    described = {"muscle": "calf-l", "began": "2026-01-14T11:59:00.250Z"}

    state = tell(
        client,
        run,
        act="step",
        kind="massage",
        step=step,
        at="2026-01-14T11:59:40.500Z",
        **described,
    ).json()

    began = int(make.NOON.timestamp() * 1000) - 59_750
    assert (state["site"], state["began"], state["gone"]) == ("calf-l", began, None)
    assert [(each["kind"], each["at"] - began) for each in state["steps"]] == [
        ("stretch", 0),
        ("massage", 40_250),
    ]
    assert state["steps"][1]["id"] == step


@pytest.mark.parametrize(
    "fields",
    [
        {"act": "dance"},
        {"act": "step", "kind": "massage", "step": "x"},
        {"act": "step", "kind": "x", "step": str(uuid4())},
        {"act": "gone", "at": "yesterday"},
        {"act": "gone", "at": "2026-01-14T12:00:00"},
        {"act": "gone", "at": "2026-01-14T13:00:00Z"},
        {"act": "gone", "at": "2026-01-14T11:50:00Z"},
        {"act": "begin", "muscle": "arm"},
        {},
    ],
    ids=str,
)
def test_what_cannot_be_is_refused_in_words(fields: dict[str, str]) -> None:
    client, run = at(make.user()), uuid4()
    described = {"muscle": "calf-l", "began": "2026-01-14T11:59:00Z"} | fields

    answer = tell(client, run, **described)
    by_form = client.post(f"/relief/now/{run}/", described, follow=True)

    assert answer.status_code == 400
    assert answer.json()["error"].endswith((".", "?"))
    assert "Not saved." in text(by_form)
    assert not CrampEpisode.objects.exclude(end_kind="ongoing").exists()


@pytest.mark.parametrize("body", ["nope", "[", "[]", "7", "[" * 100_000, '{"act": 3}'])
def test_a_body_that_is_no_tap_is_refused(body: str) -> None:
    client = at(make.user())

    answer = client.post(f"/relief/now/{uuid4()}/", body, content_type="application/json")

    assert answer.status_code == 400


def test_another_athletes_run_does_not_exist() -> None:
    run = make.run(make.user("ana"))
    bea = at(make.user("bea"))

    assert bea.get(f"/relief/now/{run.form_key}/").status_code == 404
    for act in ("step", "gone", "seen", "mail", "move", "begin"):
        fields = {"act": act, "kind": "massage", "step": str(uuid4()), "site": "ham-l"}
        assert tell(bea, run.form_key, **fields).status_code in {400, 404}
    run.refresh_from_db()
    assert run.is_ongoing
    assert run.steps.count() == 1
    assert not CrampEpisode.objects.exclude(pk=run.pk).exists()


def test_a_session_that_ended_is_told_apart_from_a_refusal(client: Client) -> None:
    answer = tell(client, uuid4(), act="begin", muscle="calf-l")

    assert answer.status_code == 302
    assert not CrampEpisode.objects.exists()


def test_the_open_page_says_so_without_beginning_anything() -> None:
    ana = make.user()
    run = make.run(ana)

    assert tell(at(ana), run.form_key, act="seen").status_code == 200
    assert tell(at(ana), uuid4(), act="seen", muscle="calf-l").status_code == 404

    assert ReliefRun.objects.get().seen_at == make.NOON


def test_the_chooser_offers_to_go_on_and_to_change() -> None:
    ana = make.user()
    run = make.run(ana)
    client = at(ana)

    assert f'href="/relief/now/{run.form_key}/"' in text(client.get("/relief/"))
    changing = text(client.get(f"/relief/?run={run.form_key}"))
    assert "Where is it really?" in changing
    client.post(f"/relief/now/{run.form_key}/", {"act": "move", "site": "ham-r"})

    run.refresh_from_db()
    assert run.muscles == ["ham-r"]
    assert client.get("/relief/?run=nonsense").status_code == 200


def test_a_muscle_that_goes_on_leads_to_its_run() -> None:
    ana = make.user()
    run = make.run(ana)

    answer = at(ana).get("/relief/calf-l/")

    assert answer["Location"] == f"/relief/now/{run.form_key}/"


def test_a_side_is_asked_for() -> None:
    page = text(at(make.user()).get("/relief/calf/"))

    assert 'value="calf-r"' in page
    assert 'value="ham-r"' not in page


def test_the_first_tap_begins_what_the_address_named() -> None:
    client = at(make.user())
    began = int(make.NOON.timestamp()) - 30
    page = text(client.get(f"/relief/calf-l/?began={began}"))

    assert 'name="began" value="2026-01-14T11:59:30.000+00:00"' in page
    assert not CrampEpisode.objects.exists()


@pytest.mark.parametrize(
    ("zone", "is_said"), [("Europe/Lisbon", False), ("Australia/Melbourne", True)]
)
def test_a_round_that_falls_into_the_night_is_said(zone: str, *, is_said: bool) -> None:
    ana = make.user(zone=zone)
    run = make.run(ana, minutes_ago=4)
    make.warmed(run, minutes_ago=0)

    page = text(at(ana).get(f"/relief/now/{run.form_key}/"))

    assert ("data-mail-quiet hidden" not in page) is is_said


def test_the_worker_sees_the_relief_pages_only(client: Client) -> None:
    answer = client.get("/relief/worker.js")

    assert answer["Content-Type"].startswith("text/javascript")
    assert "no-cache" in answer["Cache-Control"]
    assert "Service-Worker-Allowed" not in answer.headers
    assert "worker-src 'self'" in answer["Content-Security-Policy"]
    assert 'const PAGE = "/relief/";' in text(answer)


@pytest.mark.parametrize(
    ("signs", "leads"),
    [
        (None, True),
        (["dark_urine"], True),
        (["one_sided_swelling"], False),
        (["possible_tear"], False),
        (["fever_or_vomiting"], False),
        (["clot_or_heart"], False),
    ],
)
def test_with_a_sign_against_stretch_or_warmth_its_answer_stands_instead(
    signs: list[str] | None, leads: bool
) -> None:
    ana = make.user()
    run = make.run(ana)
    CrampEpisode.objects.update(red_flags=signs)

    answer = at(ana).get(reverse("advice:relief_now", args=[run.form_key]), follow=True)

    shown = text(answer)
    assert ("Rub along the muscle" in shown) is leads
    if not leads:
        assert "Call 112 now" in shown or "See a doctor today" in shown
        assert "What helps now" not in shown


def test_a_screen_of_somebody_else_writes_into_nobodys_diary() -> None:
    """Ana's screen is open in an old tab; by now bea is logged in on this phone."""
    ana, bea = make.user("ana"), make.user("bea")
    client, run = at(bea), uuid4()
    described = {"muscle": "calf-l", "began": "2026-01-14T11:59:00Z"}

    acts = ("begin", "step", "gone", "mail", "move", "seen")
    found = [tell(client, run, act=act, owner=str(ana.pk), **described) for act in acts]
    own = tell(client, run, act="begin", owner=str(bea.pk), **described)

    assert {each.status_code for each in found} == {403}
    assert own.status_code == 200
    assert CrampEpisode.objects.get().athlete == bea
    assert not ReliefRun.objects.get().mail_heat
