from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advice.relief import (
    STRETCHES,
    Relief,
    Step,
    Warm,
    began_at,
    is_mail_quiet,
    is_site,
    site_name,
    steps_in,
)
from journal.muscles import GROUPS, LEG_SITES
from journal.relief import KINDS, Tapped
from tests import make

EPOCH = int(make.NOON.timestamp())


def after(seconds: float) -> datetime:
    return make.NOON + timedelta(seconds=seconds)


def relief(seconds: float, *taps: tuple[str, float], **fields: object) -> Relief:
    """What shows so long after the start."""
    steps = tuple(Tapped(kind, after(tapped)) for kind, tapped in (("stretch", 0), *taps))
    return Relief("calf-l", make.NOON, after(seconds), steps, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("seconds", "taps", "lit"),
    [
        pytest.param(0, [], Step.STRETCH, id="stretching comes first"),
        pytest.param(179, [("massage", 30)], Step.MASSAGE, id="what was tapped last"),
        pytest.param(180, [("massage", 30)], Step.HEAT, id="three minutes"),
        pytest.param(200, [("stretch", 190)], Step.STRETCH, id="chosen after three minutes"),
        pytest.param(599, [], Step.HEAT, id="not yet ten minutes"),
        pytest.param(600, [("heat", 200)], Step.ADVICE, id="advice wins over warmth"),
    ],
)
def test_time_alone_lights_warmth_and_then_advice(
    seconds: int, taps: list[tuple[str, float]], lit: Step
) -> None:
    assert relief(seconds, *taps).lit == lit


@pytest.mark.parametrize(
    ("seconds", "taps", "kind"),
    [
        (10, [], "massage"),
        (60, [("massage", 50)], "drink"),
        (90, [("massage", 50), ("drink", 80)], "stretch"),
        (180, [("massage", 50)], "heat"),
        (240, [("heat", 200)], ""),
        (600, [], ""),
    ],
)
def test_still_there_leads_on(seconds: int, taps: list[tuple[str, float]], kind: str) -> None:
    assert relief(seconds, *taps).next_kind == kind


def test_who_must_not_drink_is_led_past_it() -> None:
    assert relief(60, ("massage", 50), can_drink=False).next_kind == "stretch"


@pytest.mark.parametrize(
    ("minutes", "rounds", "state", "until"),
    [
        (2, [], Warm.EARLY, 3),
        (3, [], Warm.READY, None),
        (4, [4], Warm.ON, 24),
        (23, [4], Warm.ON, 24),
        (24, [4], Warm.OFF, 64),
        (64, [4], Warm.READY, None),
        (70, [4, 64], Warm.ON, 84),
        (130, [4, 64, 124], Warm.ON, 144),
        (144, [4, 64, 124], Warm.OVER, None),
        (999, [4, 64, 124], Warm.OVER, None),
    ],
)
def test_twenty_on_forty_off_three_rounds(
    minutes: int, rounds: list[int], state: Warm, until: int | None
) -> None:
    warmth = relief(minutes * 60, *(("heat", 60.0 * each) for each in rounds)).warmth

    assert (warmth.state, warmth.rounds) == (state, len(rounds))
    assert warmth.until == (after(until * 60) if until is not None else None)


def test_steps_that_were_done_are_ticked() -> None:
    states = relief(100, ("massage", 30), ("stretch", 80)).states()

    assert list(states.values()) == ["done", "is-now", "done", "", "", ""]


def test_nothing_is_lit_once_it_is_gone() -> None:
    gone = relief(100, ("massage", 30), gone_at=after(90))

    assert gone.lit is None
    assert "is-now" not in gone.states().values()
    assert gone.next_kind == ""
    assert gone.elapsed_words == "1:30"


@given(
    st.lists(st.tuples(st.sampled_from(KINDS), st.integers(0, 90_000)), max_size=20),
    st.integers(0, 90_000),
)
def test_any_taps_in_any_order_show_one_step_and_come_back_from_the_address(
    told: list[tuple[str, int]], seconds: int
) -> None:
    now = after(seconds)
    did = ",".join(f"{kind}.{at}" for kind, at in told)

    steps = steps_in(did, make.NOON, now)

    shown = Relief("calf-l", make.NOON, now, steps)
    assert shown.lit is not None
    assert list(shown.states().values()).count("is-now") == 1
    past = sorted((at, kind) for kind, at in told if at <= seconds)
    if past:
        assert sorted((int((s.at - make.NOON).total_seconds()), s.kind) for s in steps) == past
    assert steps_in(shown.did, make.NOON, now) == steps


@given(st.text(max_size=40))
def test_any_address_is_read_or_refused(text: str) -> None:
    began = began_at(text, make.NOON)

    assert began is None or began <= make.NOON
    assert steps_in(text, make.NOON, make.NOON)


@pytest.mark.parametrize(
    ("epoch", "is_read"),
    [
        (EPOCH, True),
        (EPOCH - 86_400, True),
        (EPOCH - 86_401, False),
        (EPOCH + 1, False),
        (10**12, False),
        (10**30, False),
    ],
)
def test_a_start_is_neither_to_come_nor_long_ago(epoch: int, is_read: bool) -> None:
    assert (began_at(str(epoch), make.NOON) is not None) is is_read


def test_every_leg_muscle_has_a_stretch_and_a_name() -> None:
    assert STRETCHES.keys() == GROUPS.keys()
    assert all(is_site(site) and site_name(site) == LEG_SITES[site] for site in LEG_SITES)
    assert site_name("ham") == "Hamstring"


@pytest.mark.parametrize("site", ["arm", "calf-", "calf-x", "calf-l-l", "", "x"])
def test_other_places_have_no_steps(site: str) -> None:
    assert not is_site(site)


def test_the_time_that_passed_in_words() -> None:
    assert relief(80).elapsed_words == "1:20"
    assert relief(-5).elapsed_words == "0:00"
    assert relief(0).began_iso == "2026-01-14T12:00:00.000+00:00"


@pytest.mark.parametrize(
    ("hour", "quiet"), [(21, False), (22, True), (0, True), (5, True), (6, False)]
)
def test_the_night_is_the_athletes_own(hour: int, quiet: bool) -> None:
    zone = ZoneInfo("Asia/Kathmandu")

    assert is_mail_quiet(datetime(2026, 1, 14, hour, tzinfo=zone), zone) is quiet
