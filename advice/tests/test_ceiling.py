from __future__ import annotations

import math
from pathlib import Path

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from advice import ceiling
from advice.ceiling import BEFORE_STEPS, SafeVolume

MASS = st.floats(20, 300)
SWEAT = st.floats(0, 6)
HOURS = st.floats(0, 24)
ML = st.floats(-1_000, 30_000)
# Less than a thousandth of a drop: what products of floats differ by.
DUST = 1e-6


def test_nobody_else_makes_a_safe_volume() -> None:
    with pytest.raises(TypeError):
        SafeVolume(500)
    with pytest.raises(TypeError):
        SafeVolume(500, object())
    with pytest.raises(AttributeError):
        ceiling.evening(70).ml = 5000.0  # type: ignore[misc]


def test_only_the_ceiling_calls_its_constructor() -> None:
    sources = [
        path
        for app in ("accounts", "journal", "advice", "coaching", "reminders")
        for path in (Path(settings.BASE_DIR) / app).rglob("*.py")
        if "tests" not in path.parts and path.name != "ceiling.py"
    ]

    assert [path for path in sources if "SafeVolume(" in path.read_text()] == []
    assert [path for path in sources if "ceiling._" in path.read_text()] == []


@pytest.mark.parametrize(
    ("sweat", "hours", "hot", "measured", "litres"),
    [
        pytest.param(0.5, 1, False, True, 0.45, id="nine tenths of the sweat"),
        pytest.param(1.2, 1, False, True, 0.8, id="0.8 L an hour"),
        pytest.param(1.6, 2, True, True, 1.2, id="heavy, hot and long: the gut's limit"),
        pytest.param(1.51, 2, True, True, 1.2, id="just heavy"),
        pytest.param(1.5, 2, True, True, 0.8, id="1.5 exactly is not above"),
        pytest.param(1.6, 1.5, True, True, 0.8, id="90 minutes exactly is not longer"),
        pytest.param(1.6, 2, False, True, 0.8, id="not hot"),
        pytest.param(1.6, 2, True, False, 0.8, id="only predicted"),
        pytest.param(0, 1, False, False, 0, id="no sweat"),
    ],
)
def test_hourly_cap(sweat: float, hours: float, hot: bool, measured: bool, litres: float) -> None:
    found = ceiling.hourly_cap_l(sweat, hours=hours, hot=hot, measured=measured)

    assert found == pytest.approx(litres)


@pytest.mark.parametrize(
    ("mass", "sweat", "hours", "ml"),
    [
        pytest.param(70, 1.26, 1, 800, id="the hourly cap binds"),
        pytest.param(70, 0.79, 1, 440, id="ending half a per cent lighter binds"),
        pytest.param(70, 0.5, 0.5, 0, id="short and easy: nothing"),
        pytest.param(60, 1.2, 100 / 60, 1330, id="a hundred minutes"),
    ],
)
def test_session_ceiling(mass: float, sweat: float, hours: float, ml: float) -> None:
    assert ceiling.session_ceiling(mass, sweat, hours).ml == ml


@given(mass=MASS, sweat=SWEAT, hours=HOURS, hot=st.booleans(), measured=st.booleans())
def test_a_session_never_ends_heavier(
    mass: float, sweat: float, hours: float, hot: bool, measured: bool
) -> None:
    top = ceiling.session_ceiling(mass, sweat, hours, hot=hot, measured=measured)
    hour = ceiling.during_hour(top, sweat, hours, hot=hot, measured=measured)
    cap = ceiling.hourly_cap_l(sweat, hours=hours, hot=hot, measured=measured)

    assert 0 <= top.ml <= max(0.0, min(cap * hours, sweat * hours - 0.005 * mass) * 1000) + DUST
    end_mass = mass + top.ml / 1000 - sweat * hours
    assert end_mass <= mass + DUST
    assert top.ml <= ceiling.GUT_LIMIT_L_PER_H * 1000 * hours + DUST
    if hour is not None:
        assert 0 < hour.high.ml * hours <= top.ml + DUST
        assert hour.high.ml <= min(cap * 1000, top.ml) + DUST
        assert hour.low is None or hour.low.ml <= hour.high.ml


@given(mass=MASS, lost=st.floats(-5, 30), drunk=ML)
def test_after_never_gives_more_than_was_lost_asks_for(
    mass: float, lost: float, drunk: float
) -> None:
    found = ceiling.after(mass, lost, drunk_ml=drunk)

    limit = max(min(1500 * lost, 3000, 40 * mass), 0.0, drunk)
    assert found.high.ml + max(0.0, drunk) <= limit + DUST
    assert found.low is None or found.low.ml <= found.high.ml
    if lost <= 0:
        assert found.high.ml == 0


@pytest.mark.parametrize(
    ("mass", "lost", "low", "high"),
    [
        pytest.param(70, 1, 1250, 1500, id="a kilogram"),
        pytest.param(70, 2, 2500, 2800, id="4 % of 70 kg"),
        pytest.param(90, 4, 3000, 3000, id="three litres"),
        pytest.param(70, 0.25, 310, 370, id="rounded down"),
    ],
)
def test_after(mass: float, lost: float, low: float, high: float) -> None:
    found = ceiling.after(mass, lost)

    assert found.low is not None
    assert (found.low.ml, found.high.ml) == (low, high)


def test_after_nothing_lost_there_is_nothing() -> None:
    for lost in (0, -0.3, math.nan):
        assert ceiling.after(70, lost).high == ceiling.nothing()


def test_before_is_as_in_the_table() -> None:
    found = ceiling.before(70, ("four_hours", "two_hours", "just_before"))

    four, two = found["four_hours"], found["two_hours"]
    assert four.low is not None
    assert two.low is not None
    assert (four.low.ml, four.high.ml) == (350, 490)
    assert (two.low.ml, two.high.ml) == (210, 350)
    assert "just_before" not in found


def test_on_waking_leaves_room_for_sips() -> None:
    found = ceiling.before(70, ("on_waking", "two_hours", "just_before"))

    assert found["on_waking"].low is None
    assert found["on_waking"].high.ml == 350
    assert found["just_before"].high.ml == 140


@given(
    mass=MASS,
    kinds=st.lists(st.sampled_from(sorted(BEFORE_STEPS)), unique=True),
    drunk=ML,
)
def test_before_stays_under_twelve_per_kilogram(
    mass: float, kinds: list[ceiling.BeforeKind], drunk: float
) -> None:
    found = ceiling.before(mass, kinds, drunk_ml=drunk)

    total = sum(step.high.ml for step in found.values())
    assert total <= max(0.0, 12 * mass - max(0.0, drunk)) + DUST
    if "just_before" in found:
        assert found["just_before"].high.ml <= 3 * mass


@given(mass=MASS)
def test_the_evening_and_the_plan_after_keep_their_caps(mass: float) -> None:
    assert ceiling.evening(mass).ml <= min(5 * mass, 500)
    assert ceiling.after_cap(mass).ml <= min(3000, 40 * mass)
    assert ceiling.per_kg_lost(mass).high.ml <= min(1500, ceiling.after_cap(mass).ml)


@given(ml=st.floats(), mass=MASS)
def test_cap_never_rounds_above_the_ceiling_or_the_amount(ml: float, mass: float) -> None:
    top = ceiling.evening(mass)

    found = ceiling.cap(ml, top)

    assert found <= top
    assert found.ml == 0 or found.ml <= ml
    assert found.ml % 10 == 0


def test_a_sip_is_a_glass_at_most() -> None:
    sip = ceiling.relief_sip()

    assert sip.low is not None
    assert (sip.low.ml, sip.high.ml) == (150, 250)
