from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journal.before import (
    FEWEST,
    WINDOW,
    Days,
    Drunk,
    MedicineChange,
    Morning,
    Session,
    count_from,
    merged,
    middle,
    rows,
    share,
    window_of_day,
    windows,
)

NOON = datetime(2026, 1, 14, 12, tzinfo=UTC)
LISBON = ZoneInfo("Europe/Lisbon")
ZONES = ("UTC", "Europe/Lisbon", "America/Denver", "Asia/Kathmandu", "Pacific/Kiritimati")
moments = st.integers(0, 10 * 365 * 24 * 60).map(
    lambda minutes: datetime(2020, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)
zones = st.sampled_from([ZoneInfo(name) for name in ZONES])


def hours(number: float) -> timedelta:
    return timedelta(hours=number)


def cup(hours_before: float, ml: float = 250, lasting: float = 0) -> Drunk:
    start = NOON - hours(hours_before)
    return Drunk(start, start + hours(lasting), ml)


def morning(on: date, zone: str = "Europe/Lisbon", sleep: float | None = 7.0) -> Morning:
    return Morning(on, ZoneInfo(zone), {"calf": 3, "ham": 6}, sleep)


@settings(deadline=None)
@given(moments, zones)
def test_windows_are_three_times_24_hours_in_a_row_in_any_zone(
    moment: datetime, zone: ZoneInfo
) -> None:
    found = windows(moment.astimezone(zone))

    assert found == windows(moment)
    assert found[0][1] == moment
    assert [newer[0] for newer in found[:-1]] == [older[1] for older in found[1:]]
    assert all(end - start == WINDOW for start, end in found)


def test_hours_before_are_hours_and_not_turns_of_a_clock() -> None:
    # In Lisbon the clocks went forward on 29 March 2026 at one: that day had 23 hours.
    start = datetime(2026, 3, 29, 12, tzinfo=LISBON)
    clocks_say_a_day = datetime(2026, 3, 28, 12, tzinfo=LISBON)
    an_hour_earlier = datetime(2026, 3, 28, 11, tzinfo=LISBON)

    days = Days(drunk=[Drunk(at, at, 100) for at in (clocks_say_a_day, an_hour_earlier)])
    facts = days.before(start)

    assert windows(start)[0][0] == an_hour_earlier.astimezone(UTC)
    assert facts[0].drunk_ml == 200


def test_in_kathmandu_a_morning_belongs_to_its_own_day() -> None:
    kathmandu = ZoneInfo("Asia/Kathmandu")
    # Half past five there is a quarter to midnight of the day before in Greenwich.
    start = datetime(2026, 1, 14, 5, 30, tzinfo=kathmandu)

    same_day = window_of_day(date(2026, 1, 14), kathmandu, start)
    day_before = window_of_day(date(2026, 1, 13), kathmandu, start.astimezone(UTC))

    assert (same_day, day_before) == (0, 1)


@pytest.mark.parametrize(
    ("clock", "day", "window"),
    [
        ((14, 18), 14, 0),
        ((14, 18), 13, 1),
        ((14, 18), 12, 2),
        ((14, 18), 11, None),
        ((14, 18), 15, None),
        ((14, 3), 14, None),
        ((14, 3), 13, 0),
        ((14, 4), 14, 0),
    ],
)
def test_a_local_day_has_its_window_and_a_night_belongs_to_the_day_before(
    clock: tuple[int, int], day: int, window: int | None
) -> None:
    moment = datetime(2026, 1, clock[0], clock[1], tzinfo=LISBON)

    assert window_of_day(date(2026, 1, day), LISBON, moment) == window


@settings(deadline=None)
@given(moments, zones)
def test_each_window_has_exactly_one_local_day(moment: datetime, zone: ZoneInfo) -> None:
    days = [moment.date() + timedelta(days=n) for n in range(-6, 3)]

    found = [window_of_day(day, zone, moment) for day in days]

    assert sorted(window for window in found if window is not None) == [0, 1, 2]


@settings(deadline=None)
@given(
    moments,
    st.lists(st.tuples(st.floats(-30, 90), st.floats(1, 2_000), st.floats(0, 20)), max_size=12),
)
def test_nothing_drunk_in_the_three_days_is_lost_or_counted_twice(
    moment: datetime, cups: list[tuple[float, float, float]]
) -> None:
    drunk = [
        Drunk(moment - hours(before), moment - hours(before - lasting), ml)
        for before, ml, lasting in cups
    ]

    facts = Days(drunk=drunk).before(moment)

    whole = sum(share(each, moment - 3 * WINDOW, moment) for each in drunk)
    assert sum(window.drunk_ml or 0 for window in facts) == pytest.approx(whole)
    assert all(window.drunk_ml is None or window.drunk_ml > 0 for window in facts)


def test_no_drink_logged_is_not_known_and_never_nothing() -> None:
    facts = Days(drunk=[cup(30)]).before(NOON)

    assert [window.drunk_ml for window in facts] == [None, 250, None]
    assert [window.drinks for window in facts] == [0, 1, 0]


def test_a_bottle_over_hours_is_shared_by_its_windows_and_ends_with_the_moment() -> None:
    facts = Days(drunk=[cup(25, 600, lasting=2), cup(1, 500, lasting=2)]).before(NOON)

    assert facts[0].drunk_ml == pytest.approx(300 + 250)
    assert facts[1].drunk_ml == pytest.approx(300)


def test_the_moment_itself_is_not_before() -> None:
    facts = Days(drunk=[cup(0), cup(24)], sessions=[Session(NOON, 300)]).before(NOON)

    assert facts[0].drunk_ml == 250
    assert facts[0].sessions == 0


def test_load_is_known_only_when_that_of_every_session_is() -> None:
    sessions = [
        Session(NOON - hours(5), 300),
        Session(NOON - hours(10), None),
        Session(NOON - hours(30), 200),
        Session(NOON - hours(40), 100),
    ]

    facts = Days(sessions=sessions).before(NOON)

    assert [window.load for window in facts] == [None, 300, None]
    assert [window.load_told for window in facts] == [300, 300, 0]
    assert [window.sessions for window in facts] == [2, 2, 0]


def test_the_hottest_session_speaks_with_its_own_humidity() -> None:
    sessions = [
        Session(NOON - hours(5), None, 22, 90),
        Session(NOON - hours(6), None, 31, None),
        Session(NOON - hours(7)),
    ]

    facts = Days(sessions=sessions).before(NOON)[0]

    assert (facts.hottest_c, facts.humidity_percent) == (31, None)


@pytest.mark.parametrize(
    ("groups", "soreness"), [({"calf"}, 3), ({"calf", "ham"}, 6), (set(), 6), ({"quad"}, None)]
)
def test_soreness_is_the_highest_of_the_muscles_of_the_cramp(
    groups: set[str], soreness: int | None
) -> None:
    days = Days(mornings=[morning(date(2026, 1, 14))])

    assert days.before(NOON, frozenset(groups))[0].soreness == soreness


def test_a_morning_in_another_zone_keeps_its_own_day() -> None:
    # Noon in Greenwich is the small hours of the 15th on Kiritimati: still the night of the 14th.
    mornings = [
        morning(date(2026, 1, 14), "Pacific/Kiritimati", 5.0),
        morning(date(2026, 1, 13), "Europe/Lisbon", 8.0),
    ]

    facts = Days(mornings=mornings).before(NOON)

    assert [window.sleep_hours for window in facts] == [5.0, 8.0, None]


def test_soreness_told_after_the_moment_on_its_day_is_not_before_it() -> None:
    def seen(told_at: datetime | None) -> tuple[int | None, float | None]:
        morning = Morning(NOON.date(), LISBON, {"calf": 6}, 7.5, told_at)
        facts = Days(mornings=[morning]).before(NOON)[0]
        return facts.soreness, facts.sleep_hours

    assert seen(NOON - hours(4)) == seen(None) == (6, 7.5)
    assert seen(NOON + hours(1)) == (None, 7.5)
    # Written another day it tells of its morning.
    assert seen(NOON + hours(30)) == (6, 7.5)


def test_changes_of_medicines_are_those_of_the_three_days() -> None:
    changes = [
        MedicineChange("Salmeterol", "started", date(2026, 1, day), LISBON)
        for day in (11, 12, 14, 15)
    ]

    found = Days(changes=changes).changes_before(NOON)

    assert [each.on.day for each in found] == [12, 14]


def test_the_middle_needs_enough_known_values() -> None:
    few = middle([1.0, None, 3.0, 5.0, None, 7.0])
    enough = middle([1.0, 2.0, 9.0, None, 4.0, 3.0])

    assert (few.value, few.known, few.missing) == (None, 4, FEWEST - 4)
    assert (enough.value, enough.known, enough.missing) == (3.0, 5, 0)


@settings(deadline=None)
@given(st.lists(st.none() | st.floats(0, 1_000), max_size=40))
def test_the_middle_lies_within_what_is_known(values: list[float | None]) -> None:
    known = [value for value in values if value is not None]

    found = middle(values)

    assert found.known == len(known)
    assert (found.value is None) == (len(known) < FEWEST)
    assert found.value is None or min(known) <= found.value <= max(known)


def test_a_row_sets_each_window_beside_the_same_window() -> None:
    this = Days(drunk=[cup(5, 1_200)]).before(NOON)
    others = [Days(drunk=[cup(5, ml), cup(30, 100)]).before(NOON) for ml in range(500, 1_000, 100)]

    (row,) = rows(this, others, ["drunk_ml"])

    assert [cell.value for cell in row.cells] == [1_200, None, None]
    assert [cell.middle.value for cell in row.cells] == [700, 100, None]
    assert [cell.middle.known for cell in row.cells] == [5, 5, 0]


def test_hours_are_counted_from_the_start_of_the_session_of_the_cramp() -> None:
    assert count_from(NOON, NOON - hours(1)) == NOON - hours(1)
    assert count_from(NOON, NOON + hours(1)) == NOON
    assert count_from(NOON, None) == NOON


@settings(deadline=None)
@given(st.lists(st.tuples(moments, st.floats(0.1, 200)), min_size=1, max_size=10))
def test_merged_spans_hold_the_same_instants_apart_from_each_other(
    given_spans: list[tuple[datetime, float]],
) -> None:
    spans = [(start, start + hours(length)) for start, length in given_spans]

    found = merged(spans)

    assert all(any(a <= start and end <= b for a, b in found) for start, end in spans)
    assert all(one[1] < other[0] for one, other in pairwise(found))
    assert {start for start, _ in found} <= {start for start, _ in spans}
