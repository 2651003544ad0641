from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advice.ledger import BESIDE_WORKOUTS, DRAWN, Count, Done, Outcome, Reply, Side, lines, outcomes
from advice.rules import RULES

MONDAY = date(2026, 1, 12)


def at(day: int, hour: int = 12) -> datetime:
    return datetime.combine(MONDAY + timedelta(days=day), time(hour), UTC)


def done(day: int, hour: int = 12, *, cramped: bool | None = False) -> Done:
    return Done(MONDAY + timedelta(days=day), at(day, hour), cramped)


def reply(day: int, hour: int | None = 8, *, followed: bool = True, rule: str = "pace") -> Reply:
    shown = None if hour is None else at(day, hour)
    return Reply(rule, MONDAY + timedelta(days=day), shown, followed)


def told(replies: list[Reply], workouts: list[Done]) -> Outcome:
    return outcomes(replies, workouts)["pace"]


@pytest.mark.parametrize(
    ("workouts", "counted"),
    [
        pytest.param([done(0, 9)], 1, id="after it on the same day"),
        pytest.param([done(0, 8)], 1, id="at the same minute"),
        pytest.param([done(1, 7)], 1, id="the day after"),
        pytest.param([done(0, 7)], 0, id="over before it was shown"),
        pytest.param([done(2, 7)], 0, id="two days after"),
        pytest.param([done(-1, 9)], 0, id="the day before"),
        pytest.param([done(1, 9), done(0, 9)], 1, id="only the first of two"),
        pytest.param([], 0, id="none at all"),
    ],
)
def test_advice_is_laid_to_the_next_workout_within_a_day(
    workouts: list[Done], counted: int
) -> None:
    found = told([reply(0)], workouts)

    assert found.followed.total == counted
    assert found.without == 1 - counted


def test_where_only_the_day_is_known_any_workout_of_it_is_the_next() -> None:
    assert told([reply(0, None)], [done(0, 1)]).followed.total == 1


def test_a_workout_counts_once_and_by_the_later_answer() -> None:
    found = told([reply(1, followed=False), reply(0)], [done(1, cramped=True)])

    assert found.followed == Side()
    assert found.not_followed == Side((True,))


def test_a_workout_without_an_answer_is_told_and_not_counted() -> None:
    found = told([reply(0)], [done(0, cramped=None)])

    assert (found.followed.total, found.followed.unanswered, found.unanswered) == (0, 1, 1)


def test_two_rules_about_one_workout_are_two_accounts() -> None:
    found = outcomes([reply(0), reply(0, rule="heat", followed=False)], [done(0, cramped=True)])

    assert found["pace"].followed.with_cramp == found["heat"].not_followed.with_cramp == 1


def outcome(followed: tuple[int, int], not_followed: tuple[int, int]) -> Outcome:
    """Each side as (with a cramp, of)."""
    left, right = (
        Side((True,) * cramped + (False,) * (total - cramped))
        for cramped, total in (followed, not_followed)
    )
    return Outcome(left, right)


@pytest.mark.parametrize(
    ("followed", "not_followed", "enough"),
    [
        pytest.param((1, 14), (4, 6), True, id="five cramps in twenty"),
        pytest.param((1, 14), (3, 6), False, id="four cramps"),
        pytest.param((2, 15), (3, 5), True, id="five on the smaller side"),
        pytest.param((2, 16), (3, 4), False, id="four on the smaller side"),
        pytest.param((4, 4), (3, 16), False, id="four on the other side"),
        pytest.param((2, 13), (3, 6), False, id="nineteen workouts"),
        pytest.param((0, 0), (0, 0), False, id="nothing"),
    ],
)
def test_below_the_gates_it_is_too_few_to_tell(
    followed: tuple[int, int], not_followed: tuple[int, int], enough: bool
) -> None:
    assert outcome(followed, not_followed).is_enough is enough


def test_the_newest_are_drawn() -> None:
    side = Side((True,) + (False,) * DRAWN)

    assert side.is_cut
    assert (side.marks.total, side.marks.cramped) == (DRAWN, 0)
    assert not Side((True,) * DRAWN).is_cut


def test_a_line_parts_the_days_by_what_was_answered() -> None:
    counts = [
        Count("pace", "", "", 4, MONDAY),
        Count("pace", "followed", "", 14, MONDAY + timedelta(days=2)),
        Count("pace", "not_followed", "no_time", 2, MONDAY),
        Count("pace", "not_followed", "felt_fine", 3, MONDAY),
        Count("pace", "not_followed", "", 1, MONDAY),
        Count("pace", "not_now", "", 5, MONDAY),
        Count("consistent_cramps", "seen", "", 1, MONDAY),
        Count("consistent_cramps", "booked", "", 2, MONDAY + timedelta(days=3)),
    ]

    doctor, pace = lines(counts, [], [])

    assert (pace.followed, pace.answered, pace.put_off, pace.unanswered) == (14, 20, 5, 4)
    assert (pace.shown, pace.last) == (29, MONDAY + timedelta(days=2))
    assert pace.reasons == (("felt_fine", 3), ("no_time", 2))
    assert not pace.counts_workouts
    assert (doctor.rule, doctor.visits, doctor.shown) == ("consistent_cramps", 3, 3)
    assert doctor.outcome is None


def test_only_what_can_be_done_before_a_workout_is_held_against_one() -> None:
    names = {rule.__name__ for rule in RULES}

    assert names > BESIDE_WORKOUTS
    assert {"cramp_going_on", "consistent_cramps", "emergency_sign"} <= BESIDE_WORKOUTS
    assert not {"hot_workout_ahead", "mass_lost", "load_jump"} & BESIDE_WORKOUTS


days = st.integers(0, 40)
replies = st.lists(
    st.builds(
        reply,
        days,
        st.one_of(st.none(), st.integers(0, 23)),
        followed=st.booleans(),
        rule=st.sampled_from(["pace", "heat"]),
    ),
    unique_by=lambda each: (each.rule, each.on),
    max_size=60,
)
workouts = st.lists(
    st.builds(done, days, st.integers(0, 23), cramped=st.sampled_from([True, False, None])),
    max_size=60,
)


@given(replies, workouts)
def test_sums_hold_together(some: list[Reply], lived: list[Done]) -> None:
    found = outcomes(some, lived)

    assert found.keys() == {each.rule for each in some}
    for rule, one in found.items():
        given_answers = [each for each in some if each.rule == rule]
        sides = (one.followed, one.not_followed)
        used = sum(side.total + side.unanswered for side in sides)
        assert used + one.without <= len(given_answers)
        assert used <= len(lived)
        assert one.followed.total + one.followed.unanswered <= sum(
            each.followed for each in given_answers
        )
        assert all(side.with_cramp <= side.total for side in sides)
        assert one.with_cramp <= sum(each.cramped is True for each in lived)
        assert used > 0 or one.without == len(given_answers)


@given(replies, st.lists(st.builds(done, days, st.integers(0, 23)), max_size=60))
def test_the_order_of_the_rows_does_not_matter(some: list[Reply], lived: list[Done]) -> None:
    assert outcomes(some[::-1], lived[::-1]) == outcomes(some, lived)
