from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from accounts.units import ML_PER_US_FLUID_OUNCE, Units
from advice import ceiling, words
from advice.ceiling import SafeVolume
from advice.hydration import Step, prepare
from advice.tests.build import facts, planned

AT = datetime(2026, 1, 15, 10, tzinfo=UTC)


def _volume(ml: float) -> SafeVolume:
    return ceiling.cap(ml, ceiling.after_cap(300))


@given(ml=st.floats(0, 5000), units=st.sampled_from(Units))
def test_no_text_says_more_than_the_volume(ml: float, units: Units) -> None:
    volume = _volume(ml)

    text = words.volume_text(volume, units)

    number = float(re.sub(r"[^\d.]", "", text))
    factor = ML_PER_US_FLUID_OUNCE if units is Units.US else 1
    assert number * factor <= volume.ml


@pytest.mark.parametrize(
    ("ml", "metric", "us"),
    [
        (1230, "1,230 mL", "41 fl oz"),
        (300, "300 mL", "10 fl oz"),
        (40, "40 mL", "1.3 fl oz"),
        (0, "0 mL", "0 fl oz"),
    ],
)
def test_volume_text(ml: float, metric: str, us: str) -> None:
    assert words.volume_text(_volume(ml), "metric") == metric
    assert words.volume_text(_volume(ml), "us") == us


def test_nothing_but_a_safe_volume_is_printed() -> None:
    with pytest.raises(TypeError):
        words.volume_text(300, "metric")  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        Template("{% load advised %}{% advised v %}").render(Context({"v": 300}))


def test_ranges() -> None:
    low, high = _volume(300), _volume(420)

    assert words.range_text(low, high, "metric") == "300–420 mL"
    assert words.range_text(None, high, "us") == "up to 14 fl oz"
    assert words.range_text(high, high, "metric") == "420 mL"


def test_every_step_speaks_in_both_units() -> None:
    found = prepare(planned(minutes=100, distance_m=16_000), facts())
    texts = {
        step.kind: (
            words.step_figure(step, "metric"),
            words.step_figure(step, "us"),
            words.step_words(step),
            words.step_note(step, "us"),
        )
        for step in found.steps
    }

    assert texts["night"][:2] == (("350", "mL"), ("11", "fl oz"))
    assert texts["after"][:2] == (("1.25–1.5", "L per kg lost"), ("19–23", "fl oz per lb lost"))
    assert texts["during"][0] is not None
    assert texts["during"][0][1] == "mL per hour"
    assert texts["just_before"][0] is None
    assert texts["during"][3].startswith("Never above ")
    assert texts["after"][3].startswith(
        "Over 2 to 4 hours, never above 27 fl oz an hour and 94 fl oz in all"
    )
    assert texts["two_hours"][3] == ""
    assert texts["night"][2] == "With dinner, any drink"


def test_steps_without_amounts_still_speak() -> None:
    found = prepare(planned(8.5, minutes=None), facts(body_mass_kg=None))

    assert all(words.step_words(step) for step in found.steps)
    during = next(step for step in found.steps if step.kind == "during")
    assert "Sips" in words.step_note(during, "metric")
    after = Step("after", AT, per="kg_lost")
    assert words.step_note(after, "metric").startswith("Over 2 to 4 hours.")
    waking = Step("four_hours", AT, on_waking=True)
    assert words.step_words(waking) == "A glass on waking, slowly"


def test_the_tags_print_in_the_readers_units() -> None:
    step = Step("night", AT, _volume(300), _volume(420))
    page = Template(
        "{% load advised %}{% advised v.low %}|{% advised_range v %}|{% advised_figure step %}"
        "|{{ step|step_words }}|{% step_note step %}|{% advised_figure none %}"
    )
    context = {"v": {"low": step.low, "high": step.high}, "step": step, "none": Step("during", AT)}

    metric = page.render(Context(context))
    us = page.render(Context(context | {"units": "us"}))

    assert metric.startswith(
        '300 mL|300–420 mL|<span class="num">300–420<small>mL</small></span>|With dinner'
    )
    assert us.startswith('10 fl oz|10–14 fl oz|<span class="num">10–14<small>fl oz</small></span>')


def test_other_quantities() -> None:
    assert words.temperature_text(29, "metric") == "29 °C"
    assert words.temperature_text(29, "us") == "84 °F"
    assert words.heat_text(28.2, "us") == "82.8 °F"
    assert words.mass_text(0.8, "us") == "1.8 lb"
    assert words.rate_text(1.26, "metric") == "1.26 L"
    assert words.rate_text(1.26, "us") == "43 fl oz"
    assert words.logged_text(1500, "metric") == "1,500 mL"
    assert words.pace_text(354, "run", "metric") == "5:54 per km"
    assert words.pace_text(354, "run", "us") == "9:30 per mile"
    assert words.pace_text(1000, "swim", "us") == "1:40 per 100 m"
    assert words.pace_text(120, "ride", "metric") == "30.0 km/h"
    assert words.pace_text(120, "ride", "us") == "18.6 mph"
    assert [words.length_text(minutes) for minutes in (45, 100, 120)] == ["45 min", "1 h 40", "2 h"]
    assert words.day_text("2026-01-04") == "4 January"
    assert words.clock_text("2026-01-04T09:05+00:00") == "09:05"
    assert words.joined([]) == ""
    assert words.joined(["a", "b", "c"]) == "a, b and c"
    assert words.muscle_text("quad") == "front thigh"
    assert words.muscle_text("arm") == "arm or hand"
    assert words.sites_text(["calf-l", "ham-r"]) == "left calf and right hamstring"
