from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from advice.rules.finding import Level
from coaching.arrivals import REST, Arrivals, after, newest, packed, unpacked
from coaching.roster import TAGS
from tests import make

DAY = timedelta(days=1)


def looks(*found: Mapping[str, int]) -> list[bool]:
    """Whether each look, a day after the one before, found something new."""
    came: Arrivals = {}
    news = []
    for day, levels in enumerate(found):
        now = make.NOON + day * DAY
        came = after(came, levels, now)
        news.append(newest(came, levels) == now)
    return news


def test_what_was_not_there_is_new_and_then_it_is_not() -> None:
    assert looks({"a": Level.SAME_DAY}, {"a": Level.SAME_DAY}) == [True, False]


def test_a_tip_is_never_new() -> None:
    assert looks({"a": Level.TIP, "b": Level.INFO}) == [False]
    assert newest({}, {"a": Level.TIP}) is None


def test_what_grew_graver_is_new_and_what_grew_lighter_is_not() -> None:
    grows = [{"a": Level.SEE_A_DOCTOR}, {"a": Level.SAME_DAY}, {"a": Level.SEE_A_DOCTOR}]

    assert looks(*grows, {"a": Level.SAME_DAY}) == [True, True, False, True]


def test_another_rule_is_new_beside_one_that_stays() -> None:
    first = {"a": Level.EMERGENCY}

    assert looks(first, first | {"b": Level.HEAT_STOP}, first) == [True, True, False]


def test_what_needs_a_doctor_today_is_new_each_time_it_comes() -> None:
    assert looks({"a": Level.SAME_DAY}, {}, {"a": Level.SAME_DAY}) == [True, False, True]


def test_what_stood_behind_an_emergency_came_with_it() -> None:
    emergency = {"a": Level.EMERGENCY}

    assert looks(emergency, {"b": Level.SAME_DAY}, {"c": Level.SEE_A_DOCTOR}) == [
        True,
        False,
        False,
    ]
    assert looks({"b": Level.SAME_DAY}, {"a": Level.EMERGENCY}) == [True, True]


def test_what_comes_after_an_emergency_has_gone_is_new() -> None:
    assert looks({"a": Level.EMERGENCY}, {}, {"b": Level.SAME_DAY}) == [True, False, True]


def test_lesser_advice_that_goes_and_comes_rests_for_four_weeks() -> None:
    heat = {"hot": Level.HEAT_STOP}

    news = looks(*[heat if day % 2 == 0 else {} for day in range(60)])

    # On day 28 it is there, as it was: only what comes back after its rest is new.
    assert [day for day, is_new in enumerate(news) if is_new] == [0, REST.days + 2]


def test_advice_that_became_a_tip_is_not_the_newest() -> None:
    came = after({}, {"a": Level.SEE_A_DOCTOR}, make.NOON)

    came = after(came, {"a": Level.TIP}, make.NOON + DAY)

    assert newest(came, {"a": Level.TIP}) is None


def test_an_eye_is_asked_for_where_the_list_has_a_tag() -> None:
    for level in Level:
        came = after({}, {"a": level}, make.NOON)

        assert (newest(came, {"a": level}) is not None) == (level in TAGS)


@given(st.dictionaries(st.text(min_size=1), st.sampled_from(Level)))
def test_what_is_kept_is_read_as_it_was(levels: dict[str, Level]) -> None:
    came = after({}, levels, make.NOON)

    kept = packed(came)

    assert unpacked({rule: (int(row[0]), str(row[1])) for rule, row in kept.items()}) == came
    assert after(came, levels, make.NOON + DAY) == came
