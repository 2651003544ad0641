from __future__ import annotations

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.matching import Candidate, Verdict, choose

LENGTHS = st.none() | st.integers(1, 1_440)
PLANS = st.lists(LENGTHS, max_size=6).map(
    lambda lengths: [Candidate(UUID(int=n), minutes) for n, minutes in enumerate(lengths)]
)


@pytest.mark.parametrize(
    ("done", "planned", "found"),
    [
        (60, [], Verdict()),
        (60, [60], Verdict(UUID(int=0))),
        # The only plan of the day is it, however different the length, or without one.
        (20, [180], Verdict(UUID(int=0))),
        (60, [None], Verdict(UUID(int=0))),
        (None, [60], Verdict(UUID(int=0))),
        (60, [30, 60], Verdict(UUID(int=1))),
        (60, [90, 45], Verdict(UUID(int=1))),
        # 5 and 10 off: five minutes' difference is less than a tenth of an hour.
        (60, [55, 70], Verdict(asks=True)),
        (60, [60, 66], Verdict(asks=True)),
        (60, [60, 67], Verdict(UUID(int=0))),
        (60, [60, 60], Verdict(asks=True)),
        (60, [50, 70], Verdict(asks=True)),
        (60, [60, None], Verdict(asks=True)),
        (None, [60, 30], Verdict(asks=True)),
        (60, [10, 61, 120], Verdict(UUID(int=1))),
    ],
)
def test_the_clearly_nearest_plan_is_it(
    done: int | None, planned: list[int | None], found: Verdict
) -> None:
    plans = [Candidate(UUID(int=n), minutes) for n, minutes in enumerate(planned)]

    assert choose(done, plans) == found


@given(LENGTHS, PLANS)
def test_the_order_of_the_plans_changes_nothing(done: int | None, plans: list[Candidate]) -> None:
    assert choose(done, plans) == choose(done, plans[::-1]) == choose(done, plans[1:] + plans[:1])


@given(LENGTHS, PLANS)
def test_somebody_is_asked_or_one_of_the_plans_is_it(
    done: int | None, plans: list[Candidate]
) -> None:
    verdict = choose(done, plans)

    assert not (verdict.asks and verdict.plan)
    assert (verdict.plan is None) == (verdict.asks or not plans)
    assert verdict.plan is None or verdict.plan in {plan.pk for plan in plans}


@given(st.integers(1, 1_440), PLANS)
def test_no_other_plan_is_nearer_than_the_one_picked(done: int, plans: list[Candidate]) -> None:
    verdict = choose(done, plans)
    off = {plan.pk: abs(plan.minutes - done) for plan in plans if plan.minutes is not None}

    if verdict.plan is not None and len(plans) > 1:
        assert off[verdict.plan] == min(off.values())
