from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advice.relief import STRETCHES, Step, began_at, is_site, relief_of, site_name
from journal.muscles import GROUPS, LEG_SITES
from tests import make

EPOCH = int(make.NOON.timestamp())


@pytest.mark.parametrize(
    ("seconds", "asked", "step"),
    [
        pytest.param(0, "", Step.STRETCH, id="stretching comes first"),
        pytest.param(0, "3", Step.MASSAGE, id="as asked"),
        pytest.param(0, "9", Step.STRETCH, id="no such step"),
        pytest.param(0, "²", Step.STRETCH, id="no number"),
        pytest.param(179, "3", Step.MASSAGE, id="not yet three minutes"),
        pytest.param(180, "3", Step.HEAT, id="three minutes"),
        pytest.param(180, "6", Step.ADVICE, id="never back"),
        pytest.param(599, "2", Step.HEAT, id="not yet ten minutes"),
        pytest.param(600, "2", Step.ADVICE, id="ten minutes"),
    ],
)
def test_time_alone_lights_warmth_and_then_advice(seconds: int, asked: str, step: Step) -> None:
    began = make.NOON - timedelta(seconds=seconds)

    assert relief_of("calf-l", began, asked, make.NOON).step == step


def test_steps_before_the_lit_one_are_done() -> None:
    states = relief_of("calf-l", make.NOON, "4", make.NOON).states()

    assert list(states.values()) == ["done", "done", "done", "is-now", "", ""]


def test_nothing_is_lit_once_it_is_gone() -> None:
    assert set(relief_of("calf", make.NOON, "4", make.NOON).states(gone=True).values()) == {""}


@given(st.text(max_size=20))
def test_any_start_in_the_address_is_read_or_refused(text: str) -> None:
    began = began_at(text, make.NOON)

    assert began is None or began <= make.NOON


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
    relief = relief_of("calf", make.NOON - timedelta(seconds=80), "", make.NOON)

    assert relief.elapsed_words == "1:20"
    assert relief.began_iso == "2026-01-14T11:58:40Z"
