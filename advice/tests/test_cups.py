from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.units import ML_PER_US_FLUID_OUNCE
from advice import ceiling
from advice.ceiling import SafeVolume
from advice.cups import GLASS_ML, US_CUP_ML, Measure, cups_text, measure_of, size_text
from advice.hydration import prepare
from advice.tests.build import facts, planned
from advice.words import ceiling_text, step_cups, step_note

GLASS = Measure(GLASS_ML)
WHOLE = ceiling.after_cap(1000.0)  # 3,000 mL


def ml(amount: float) -> SafeVolume:
    return ceiling.cap(amount, WHOLE)


@pytest.mark.parametrize(
    ("low", "high", "text"),
    [
        pytest.param(None, 90, "", id="below half a glass"),
        pytest.param(None, 100, "up to ½ glass", id="half a glass"),
        pytest.param(None, 200, "up to 1 glass", id="one"),
        pytest.param(300, 300, "about 1½ glasses", id="one amount"),
        pytest.param(210, 350, "about 1–1½ glasses", id="a range"),
        pytest.param(400, 490, "about 2 glasses", id="a range inside half a glass"),
        pytest.param(90, 190, "up to ½ glass", id="a lower end too small to count"),
        pytest.param(None, 0, "", id="nothing"),
    ],
)
def test_amounts_in_glasses(low: float | None, high: float, text: str) -> None:
    assert cups_text(ml(low) if low else None, ml(high), GLASS, "metric") == text


@pytest.mark.parametrize(
    ("saved", "units", "measure"),
    [
        pytest.param((), "metric", Measure(200.0), id="a glass"),
        pytest.param((), "us", Measure(US_CUP_ML), id="a US cup"),
        pytest.param((750.0, 350.0, 250.0), "us", Measure(250.0, is_own=True), id="the smallest"),
        pytest.param((40.0, 750.0), "metric", Measure(200.0), id="an espresso and a bottle"),
        pytest.param((500.0,), "metric", Measure(500.0, is_own=True), id="at the edge"),
        pytest.param((100.0,), "metric", Measure(100.0, is_own=True), id="at the other edge"),
    ],
)
def test_what_is_counted_in(saved: tuple[float, ...], units: str, measure: Measure) -> None:
    assert measure_of(saved, units) == measure


def test_own_cups_say_their_size_each_time_and_a_usual_one_once() -> None:
    own = Measure(250.0, is_own=True)

    assert cups_text(ml(500), ml(500), own, "metric") == "about 2 of your cups (250 mL)"
    assert cups_text(ml(500), ml(500), own, "us") == "about 2 of your cups (8.4 fl oz)"
    assert size_text(own, "metric") == ""
    assert size_text(GLASS, "metric") == "A glass is 200 mL here."
    assert size_text(measure_of((), "us"), "us") == "A cup is 8 fl oz here."
    assert cups_text(ml(480), ml(480), measure_of((), "us"), "us") == "about 2 cups"


def test_only_a_volume_that_passed_the_ceiling_is_counted() -> None:
    with pytest.raises(TypeError):
        cups_text(None, 500.0, GLASS, "metric")  # type: ignore[arg-type]


def counts(text: str) -> list[float]:
    """The numbers of a text in cups."""
    figures = text.partition(" of your")[0]
    return [
        float(whole or 0) + (0.5 if half else 0)
        for whole, half in re.findall(r"(\d*)(½?)", figures)
        if whole or half
    ]


def sizes(text: str, measure: Measure) -> float:
    """The size that a reader takes a cup for."""
    told = re.search(r"\(([\d.]+) (mL|fl oz)\)", text)
    if told is None:
        return measure.ml
    return float(told[1]) * (ML_PER_US_FLUID_OUNCE if told[2] == "fl oz" else 1)


@given(
    low=st.floats(0, 3000),
    more=st.floats(0, 2000),
    own=st.one_of(st.none(), st.floats(100, 500)),
    units=st.sampled_from(["metric", "us"]),
)
def test_cups_never_hold_more_than_the_amount(
    low: float, more: float, own: float | None, units: str
) -> None:
    least, most = ml(low), ml(low + more)
    measure = measure_of([own] if own else [], units)

    text = cups_text(least, most, measure, units)

    told = counts(text)
    assert bool(told) is (most.ml >= measure.ml / 2)
    for count in told:
        assert count * sizes(text, measure) <= most.ml + 1e-6
    if len(told) == 2:
        assert told[0] < told[1]
        assert told[0] * sizes(text, measure) <= least.ml + 1e-6


@given(
    mass=st.floats(20, 300), minutes=st.integers(1, 1440), units=st.sampled_from(["metric", "us"])
)
def test_no_step_of_a_plan_says_more_in_cups_than_it_may(
    mass: float, minutes: int, units: str
) -> None:
    measure = measure_of((), units)
    plan = prepare(planned(minutes=minutes), facts(body_mass_kg=mass))

    for step in plan.steps:
        told = counts(step_cups(step, measure, units))
        assert not told or step.high is not None
        assert all(count * measure.ml <= (step.high.ml if step.high else 0) for count in told)
    if plan.ceiling is not None and plan.ceiling.ml > 0:
        text = ceiling_text(plan.ceiling, units, measure)
        cups = re.search(r"about ([\d½]+) ", text)
        assert cups is None or counts(cups[1])[0] * measure.ml <= plan.ceiling.ml


def test_the_ceiling_is_told_in_cups_as_well() -> None:
    plan = prepare(planned(minutes=100), facts())
    during = next(step for step in plan.steps if step.kind == "during")

    assert step_note(during, "metric", GLASS) == (
        "Never above 720 mL, about 3½ glasses, in all. That is a ceiling, not a goal."
    )
    assert step_note(during, "metric") == (
        "Never above 720 mL in all. That is a ceiling, not a goal."
    )
