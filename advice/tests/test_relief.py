from __future__ import annotations

import re
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from advice.relief import HEAT_AT_MOST_C, STRETCHES
from journal.models import CrampEpisode
from journal.muscles import LEG_SITES
from script.environment import ROOT
from tests import make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
EPOCH = int(make.NOON.timestamp())


def steps(client: Client, query: str = "", site: str = "calf-l", seconds: int = 0) -> str:
    answer = client.get(f"/relief/{site}/?began={EPOCH - seconds}{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_chooser_has_every_muscle_of_both_legs(client: Client) -> None:
    page = client.get("/relief/").content.decode()

    assert all(f'href="/relief/{site}/"' in page for site in LEG_SITES)
    assert "Call 112 now if" in page
    assert "Log a cramp" not in page


def test_a_start_is_put_into_the_address(client: Client) -> None:
    answer = client.get("/relief/calf-l/")

    assert answer.headers["Location"] == f"/relief/calf-l/?began={EPOCH}"
    for nonsense in ("x", str(EPOCH + 60), "1"):
        assert client.get(f"/relief/calf-l/?began={nonsense}").status_code == 302


def test_places_without_steps_do_not_exist(client: Client) -> None:
    assert client.get("/relief/arm/").status_code == 404
    assert client.post("/relief/calf-l/").status_code == 405


@pytest.mark.parametrize("group", STRETCHES)
def test_every_muscle_has_its_words_and_drawing(client: Client, group: str) -> None:
    page = steps(client, site=f"{group}-r")

    assert STRETCHES[group].how in page
    assert 'class="hot"' in page


def test_a_stranger_gets_minutes_and_the_next_step_as_a_link(client: Client) -> None:
    page = steps(client, "&did=stretch.0,massage.40", seconds=60)

    began = EPOCH - 60
    assert f'href="?began={began}&amp;did=stretch.0,massage.40&amp;then=drink"' in page
    assert "3 minutes after it began" in page
    assert "12:00" not in page
    assert "Sip 150–250 mL" in page


def test_what_a_stranger_taps_is_written_into_the_address(client: Client) -> None:
    answer = client.get(f"/relief/calf-l/?began={EPOCH - 60}&did=stretch.0&then=massage")
    over = client.get(f"/relief/calf-l/?began={EPOCH - 60}&did=stretch.0&then=gone")

    began = EPOCH - 60
    assert answer["Location"] == f"/relief/calf-l/?began={began}&did=stretch.0,massage.60"
    assert over["Location"] == f"/relief/calf-l/?began={began}&did=stretch.0&gone=60"
    assert not CrampEpisode.objects.exists()


def test_somebody_logged_in_gets_clock_times_in_their_zone(client: Client) -> None:
    client.force_login(make.user(zone="Asia/Kathmandu"))

    page = steps(client)

    words = re.sub(r"<[^>]+>", "", page)
    assert "Began 17:45, " in words
    assert "Still there at 17:48?" in words
    assert "Not easing by 17:55?" in words


def test_a_stranger_is_offered_a_diary_when_it_is_gone(client: Client) -> None:
    page = steps(client, "&gone=1")

    assert "Good, it is gone" in page
    assert "Start a diary" in page
    assert "data-dock hidden" in page
    assert 'class="is-now"' not in page


def test_ten_minutes_are_advice_today_and_the_red_panel_is_always_there(client: Client) -> None:
    page = steps(client, seconds=600)

    assert 'class="is-now" data-panel="advice"' in page
    assert 'class="alarm"' in page
    assert 'data-face="none"><a class="btn btn-outline btn-lg" href="#em">' in page


def test_a_doctors_limit_is_respected(client: Client) -> None:
    ana = make.user()
    make.profile(ana, fluid_limited=True, emergency_number="999")
    client.force_login(ana)

    page = steps(client)

    assert "Drink only within your limit" in page
    assert "Sip 150" not in page
    assert "Call 999" in page


def test_somebody_who_drank_too_much_is_told_not_to(client: Client) -> None:
    ana = make.user()
    make.profile(ana)
    make.done_workout(
        ana, days_ago=0.05, mass_before_kg=70, mass_after_kg=71.5, drank_ml=3000, minutes=60
    )
    client.force_login(ana)

    page = steps(client)

    assert "Do not drink more" in page
    assert "Sip 150" not in page


def test_who_drank_an_hours_ceiling_is_offered_no_sips(client: Client) -> None:
    ana = make.user()
    make.intake(ana, make.drink(), started_at=make.NOON - timedelta(minutes=20), volume_ml=800)
    client.force_login(ana)

    page = steps(client)

    assert "Do not drink more" in page
    assert "Sip 150" not in page


def test_without_consent_the_steps_are_a_strangers(client: Client) -> None:
    ana = make.user(consent=False)
    make.profile(ana, emergency_number="999")
    client.force_login(ana)

    assert "Call 112" in steps(client)


def test_the_steps_cost_the_same_with_one_row_and_with_many(client: Client) -> None:
    ana = make.user()
    client.force_login(ana)
    counts = []
    for rows in (1, 30):
        for number in range(rows):
            make.episode(ana, days_ago=number)
            make.done_workout(ana, days_ago=number)
        with CaptureQueriesContext(connection) as captured:
            steps(client)
        counts.append(len(captured))

    assert counts[0] == counts[1] <= 10


def test_the_page_is_the_same_after_a_reload_later(client: Client) -> None:
    with time_machine.travel(make.NOON + timedelta(seconds=200), tick=False):
        page = steps(client)

    assert "<span data-elapsed>3:20</span>" in page
    assert 'class="is-now" data-panel="heat"' in page


def test_warmth_is_no_hotter_on_the_page_than_in_the_finding(client: Client) -> None:
    rule = (ROOT / "templates/advice/findings/cramp_still_there.html").read_text()

    assert f"{HEAT_AT_MOST_C:g} °C at most" in steps(client).replace("\xa0", " ")
    assert f"never hotter than {{% temperature {HEAT_AT_MOST_C:g} %}}" in rule
