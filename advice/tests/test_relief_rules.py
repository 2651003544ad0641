from __future__ import annotations

import pytest

from advice.rules import relief
from advice.rules.facts import Cramp
from advice.tests.build import cramp, drunk, facts, just_done, ongoing


@pytest.mark.parametrize(
    ("episode", "speaks"),
    [
        pytest.param(cramp(0.2, seconds=600), False, id="600 s is long"),
        pytest.param(cramp(0.2, seconds=601), True, id="601 s is urgent"),
        pytest.param(cramp(1, seconds=601), True, id="a day ago"),
        pytest.param(cramp(1.01, seconds=601), False, id="stale"),
        pytest.param(cramp(0.2), False, id="length not known"),
        pytest.param(ongoing(10), False, id="ten minutes"),
        pytest.param(ongoing(10.1), True, id="still going after ten minutes"),
        pytest.param(ongoing(24 * 60 + 1), False, id="nobody closed it"),
    ],
)
def test_cramp_not_easing(episode: Cramp, speaks: bool) -> None:
    assert (relief.cramp_not_easing(facts(cramps=(episode,))) is not None) is speaks


@pytest.mark.parametrize(
    ("days", "speaks"), [((0.1, 0.5, 1.0), True), ((0.1, 0.5, 1.01), False), ((0.1, 0.5), False)]
)
def test_cramps_keep_returning(days: tuple[float, ...], speaks: bool) -> None:
    known = facts(cramps=tuple(cramp(day) for day in days))

    assert (relief.cramps_keep_returning(known) is not None) is speaks


@pytest.mark.parametrize(
    ("episode", "stretch", "warm"),
    [
        pytest.param(ongoing(0), True, False, id="just begun"),
        pytest.param(ongoing(2.9), True, False, id="under three minutes"),
        pytest.param(ongoing(3), True, True, id="three minutes"),
        pytest.param(ongoing(10), True, True, id="ten minutes"),
        pytest.param(ongoing(10.1), False, False, id="then the alarm wins"),
        pytest.param(ongoing(4, red_flags=frozenset()), True, True, id="asked, no sign"),
        pytest.param(cramp(0), False, False, id="over"),
    ],
)
def test_while_a_cramp_goes_on(episode: Cramp, stretch: bool, warm: bool) -> None:
    known = facts(cramps=(episode,))

    assert (relief.cramp_going_on(known) is not None) is stretch
    assert (relief.sip_while_cramping(known) is not None) is stretch
    assert (relief.cramp_still_there(known) is not None) is warm


@pytest.mark.parametrize(
    ("sign", "stretch", "warm"),
    [
        ("one_sided_swelling", False, False),
        ("possible_tear", False, False),
        ("no_blood_flow", False, False),
        ("wound_or_poison", True, False),
        ("fever_or_vomiting", True, False),
        ("whole_body_heat", True, False),
        ("heat_stroke", True, False),
        ("nerves", True, False),
        ("dark_urine", True, True),
    ],
)
def test_with_some_signs_nobody_stretches_or_warms(sign: str, stretch: bool, warm: bool) -> None:
    known = facts(cramps=(ongoing(4, red_flags=frozenset({sign})),))

    assert (relief.cramp_going_on(known) is not None) is stretch
    assert (relief.cramp_still_there(known) is not None) is warm


@pytest.mark.parametrize(("after_kg", "sips"), [(70.0, True), (69.9, True), (70.1, False)])
def test_no_sips_after_any_gain(after_kg: float, sips: bool) -> None:
    done = just_done(mass_before_kg=70.0, mass_after_kg=after_kg)

    known = facts(cramps=(ongoing(1),), sessions=(done,))

    assert (relief.sip_while_cramping(known) is not None) is sips


@pytest.mark.parametrize(
    ("minutes_ago", "ml", "sips"),
    [
        pytest.param(10, 650, True, id="sips still fit into the hour"),
        pytest.param(10, 651, False, id="they do not"),
        pytest.param(59, 800, False, id="within the hour"),
        pytest.param(61, 800, True, id="longer ago"),
    ],
)
def test_no_sips_above_what_an_hour_may_hold(minutes_ago: float, ml: float, sips: bool) -> None:
    known = facts(cramps=(ongoing(1),), drinks=(drunk(minutes_ago, ml),))

    assert (relief.sip_while_cramping(known) is not None) is sips
