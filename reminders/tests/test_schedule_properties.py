"""What must be true of every window, for any start, reader and minute of planning."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, time, timedelta
from itertools import combinations, pairwise
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from accounts.zones import local_day, zone_names
from reminders import schedule
from reminders.schedule import Due, Evening, Window

HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)
Windowed = Callable[[datetime, Evening], Window | None]
BEFORE: dict[Windowed, timedelta] = {
    schedule.four_hours_before: 4 * HOUR,
    schedule.two_hours_before: 2 * HOUR,
    schedule.pace_before: 1.5 * HOUR,
}
WAITING = [schedule.answer_after, schedule.ongoing_after, schedule.attention_at]
# Every window about one workout that starts, and an hour later ends.
OF_A_WORKOUT: dict[str, Callable[[datetime, Evening], Window | None]] = {
    "hydration": schedule.evening_before,
    "four_hours": schedule.four_hours_before,
    "two_hours": schedule.two_hours_before,
    "pace": schedule.pace_before,
    "recovery": lambda start, evening: schedule.recovery_after(start + HOUR, evening),
    "unanswered": lambda start, evening: schedule.answer_after(start + HOUR, evening),
}

minutes = st.times().map(lambda clock: clock.replace(second=0, microsecond=0))
evenings = st.builds(
    Evening,
    zone=st.sampled_from(zone_names()).map(ZoneInfo),
    at=minutes,
    quiet_from=minutes,
    quiet_to=minutes,
)
moments = st.datetimes(
    datetime(1990, 1, 1),  # noqa: DTZ001
    datetime(2031, 1, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
).map(lambda moment: moment.replace(second=0, microsecond=0))
spans = st.integers(-60 * 60, 60 * 60).map(lambda minutes: minutes * MINUTE)


@given(moments, evenings, spans, st.sampled_from([*BEFORE]))
def test_no_mail_before_a_workout_comes_at_night_or_too_late(
    start: datetime,
    wish: Evening,
    ago: timedelta,
    before: Windowed,
) -> None:
    window = before(start, wish)
    due = schedule.due_in(window, start + ago) if window else None

    if window is not None:
        least = 30 * MINUTE if before is schedule.pace_before else HOUR
        assert start - window.opens_at >= least
        assert start - window.closes_at >= least - 10 * MINUTE
        assert local_day(start, wish.zone) == window.day
        assert local_day(window.opens_at, wish.zone) == window.local_on
    if window is not None and due is not None:
        assert start + ago <= due.due_at < due.stale_at <= window.closes_at
        for minute in range(int((due.stale_at - due.due_at) / MINUTE)):
            clock = (due.due_at + minute * MINUTE).astimezone(wish.zone)
            assert 6 <= clock.hour < 22
            assert not wish.is_quiet(clock)


@given(moments, evenings, st.sampled_from([*BEFORE]))
def test_a_mail_before_a_workout_comes_at_its_hour_or_when_the_reader_wakes(
    start: datetime, wish: Evening, before: Windowed
) -> None:
    hour = start - BEFORE[before]
    awake = schedule.with_night(wish)

    window = before(start, wish)

    if not awake.is_quiet(hour):
        assert window is not None
        assert (window.opens_at, window.is_at_waking) == (hour, False)
    elif window is not None:
        assert window.is_at_waking
        assert awake.is_quiet(window.opens_at - timedelta(seconds=1))
        minutes = int((window.opens_at - hour) / MINUTE)
        assert all(awake.is_quiet(hour + minute * MINUTE) for minute in range(minutes))


@given(moments, evenings, spans, st.sampled_from(WAITING))
def test_what_waits_is_never_quiet_and_never_lost_while_it_helps(
    moment: datetime,
    wish: Evening,
    later: timedelta,
    after: Windowed,
) -> None:
    window = after(moment, wish)
    awake = schedule.with_night(wish)
    now = moment + later
    assert window is not None

    due = schedule.due_in(window, now)

    if due is not None:
        assert due.due_at >= max(now, window.opens_at)
        assert not wish.is_quiet(due.due_at)
        assert due.stale_at == window.closes_at
        assert schedule.fits(window, due.due_at, now)
        at_first = max(now, window.opens_at)
        assert due.due_at == at_first or awake.is_quiet(at_first)
    else:
        at_last = max(now, window.opens_at)
        ends = [schedule.after_quiet(at_last, each) for each in (wish, awake)]
        assert max(ends) >= window.closes_at


@given(moments, evenings, minutes, st.integers(0, 14 * 24))
def test_a_digest_is_on_a_monday_and_the_same_all_week(
    moment: datetime, wish: Evening, morning_at: time, hours: int
) -> None:
    window = schedule.weekly(moment, wish, morning_at)
    if window is None:
        return
    now = moment + hours * HOUR

    again = schedule.weekly(now, wish, morning_at)
    due = schedule.due_in(window, now)

    assert window.closes_at > moment
    assert window.closes_at - moment <= 9 * 24 * HOUR
    assert not wish.is_quiet(window.opens_at)
    assert now >= window.closes_at or again == window
    if due is not None:
        assert not wish.is_quiet(due.due_at)
        assert window.opens_at <= due.due_at < due.stale_at == window.closes_at


@given(moments, evenings, evenings, spans, spans, st.sampled_from(sorted(OF_A_WORKOUT)))
def test_a_row_stays_only_where_the_new_plan_and_the_new_zone_would_put_it(
    start: datetime, before: Evening, after: Evening, moved_by: timedelta, ago: timedelta, kind: str
) -> None:
    """The workout moves, the reader moves, a minute passes: what fits is right, the rest moves."""
    now = start + ago
    first = OF_A_WORKOUT[kind](start, before)
    row = schedule.due_in(first, now) if first else None
    later = now + MINUTE
    window = OF_A_WORKOUT[kind](start + moved_by, after)
    if row is None or window is None:
        return
    anew = schedule.due_in(window, later)

    if schedule.fits(window, row.due_at, later):
        assert window.opens_at <= row.due_at < window.closes_at
        assert not after.is_quiet(row.due_at)
        assert anew is None or row.due_at <= anew.due_at
    elif anew is not None:
        assert row.due_at != anew.due_at
        assert schedule.fits(window, anew.due_at, later)


def sent(dues: Sequence[tuple[str, Due]], seats: int = 2) -> list[str]:
    """First come, first served: what goes out when each takes a seat at its instant."""
    out: list[str] = []
    for kind, _ in sorted(dues, key=lambda each: each[1].due_at):
        if len(out) < seats:
            out.append(kind)
    return out


@given(moments, evenings, st.integers(0, 47 * 60))
def test_two_at_most_about_a_workout_and_none_is_lost_when_fewer_want(
    start: datetime, wish: Evening, ahead: int
) -> None:
    now = start - ahead * MINUTE
    windows = {kind: window(start, wish) for kind, window in OF_A_WORKOUT.items()}
    wanted = [
        (kind, due)
        for kind, window in windows.items()
        if window is not None and (due := schedule.due_in(window, now)) is not None
    ]

    for many in range(len(wanted) + 1):
        for some in combinations(wanted, many):
            out = sent(some)
            assert len(out) == min(2, many)
            behind = [due.due_at for kind, due in some if kind not in out]
            ahead_of = [due.due_at for kind, due in some if kind in out]
            assert not behind or max(ahead_of) <= min(behind)


@given(st.lists(st.integers(0, 3 * 24 * 60), max_size=12))
def test_every_workout_is_in_one_group_and_groups_are_apart(starts: list[int]) -> None:
    begin = datetime(2026, 1, 15, tzinfo=UTC)

    groups = schedule.groups([(n, begin + start * MINUTE) for n, start in enumerate(starts)])

    assert sorted(key for group in groups for key in group) == list(range(len(starts)))
    firsts = [starts[group[0]] for group in groups]
    assert all(later - sooner > 240 for sooner, later in pairwise(firsts))
    for group in groups:
        assert [starts[key] for key in group] == sorted(starts[key] for key in group)
        assert starts[group[-1]] - starts[group[0]] <= 240
