from __future__ import annotations

import pytest
from django.template.loader import render_to_string

from journal import warning_signs
from journal.warning_signs import EMERGENCY, SAME_DAY, Gravity, gravity


@pytest.mark.parametrize(
    ("signs", "seconds", "answer"),
    [
        pytest.param([], None, None, id="nothing answered"),
        pytest.param([], 600, None, id="ten minutes are still usual"),
        pytest.param([], 601, Gravity.SAME_DAY, id="a second more is not"),
        pytest.param(["possible_tear"], None, Gravity.SAME_DAY, id="a tear"),
        pytest.param(["possible_tear", "nerves"], 601, Gravity.EMERGENCY, id="gravest first"),
        pytest.param(
            ["dark_urine", "fever_or_vomiting"], None, Gravity.EMERGENCY, id="dark and vomiting"
        ),
        pytest.param(["no such code"], None, None, id="an unknown code says nothing"),
    ],
)
def test_gravity(signs: list[str], seconds: float | None, answer: Gravity | None) -> None:
    assert gravity(signs, seconds) == answer


@pytest.mark.parametrize("code", EMERGENCY)
def test_every_emergency_sign_alone_is_an_emergency(code: str) -> None:
    assert gravity([code]) == Gravity.EMERGENCY


@pytest.mark.parametrize("code", SAME_DAY)
def test_every_same_day_sign_alone_is_for_today(code: str) -> None:
    assert gravity([code]) == Gravity.SAME_DAY


def test_no_code_is_in_both_groups() -> None:
    assert not EMERGENCY.keys() & SAME_DAY.keys()
    assert warning_signs.UNTIL_HELP_COMES.keys() <= EMERGENCY.keys()


def test_the_red_panel_lists_all_seven_lines_and_calls_112() -> None:
    page = render_to_string("_alarm.html")

    assert page.count("<li>") == len(EMERGENCY) == 7
    assert 'href="tel:112"' in page


def test_the_red_panel_calls_the_readers_own_number_and_repeats_the_answer() -> None:
    page = render_to_string("_alarm.html", {"emergency_number": "911", "answered": ["low_sodium"]})

    assert 'href="tel:911"' in page
    assert page.count("<li>") == 1
    assert "Do not drink water" in page
