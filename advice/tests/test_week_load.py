from __future__ import annotations

import pytest

from accounts.models import User
from advice.rules.facts import Session
from advice.tests.build import session
from advice.week_load import week_load
from tests import make
from tests.pages import at, text

# Evidence 7.2: 300, 0, 450, 300, 0, 600, 0 over seven days, at an effort of 5 and of 10.
FOSTER = {0: (5, 60), 2: (5, 90), 3: (5, 60), 5: (10, 60)}


def _week() -> tuple[Session, ...]:
    return tuple(session(day, rpe=rpe, minutes=minutes) for day, (rpe, minutes) in FOSTER.items())


def _before(load: int) -> tuple[Session, ...]:
    """One session in each of the three weeks before."""
    return tuple(session(day, rpe=1, minutes=load) for day in (10, 17, 24))


def test_the_week_of_the_evidence_file_as_a_panel_shows_it() -> None:
    found = week_load(_week())

    assert (found.sessions, found.untold) == (4, 0)
    assert found.load == 1650
    assert found.monotony == pytest.approx(0.971, abs=0.0005)
    assert found.strain == pytest.approx(1602, abs=0.5)
    assert not found.is_monotonous
    assert not found.is_capped
    assert found.above_percent is None


@pytest.mark.parametrize(
    ("usual", "percent", "alike"),
    [(1179, 40, False), (1650, 0, True), (1575, 5, True), (1556, 6, False), (1900, -13, False)],
)
def test_the_week_is_held_against_the_three_before_it(
    usual: int, percent: int, alike: bool
) -> None:
    found = week_load((*_week(), *_before(usual)))

    assert found.above_percent == percent
    assert found.changed_percent == abs(percent)
    assert found.is_alike is alike


def test_one_session_without_effort_leaves_the_week_unknown_and_not_lighter() -> None:
    known = week_load((*_week(), session(1, rpe=None)))
    long_ago = week_load((*_week(), *_before(1179), session(12, rpe=5, minutes=None)))

    assert (known.sessions, known.untold, known.load, known.monotony) == (5, 1, None, None)
    assert long_ago.load == 1650
    assert long_ago.above_percent is None


def test_days_that_hardly_differ_stop_at_the_cap() -> None:
    found = week_load([session(day, rpe=5, minutes=60) for day in range(7)])

    assert found.is_capped
    assert found.is_monotonous
    assert found.strain == 21_000


def test_a_week_of_rest_has_no_monotony() -> None:
    found = week_load(_before(300))

    assert (found.sessions, found.load, found.monotony, found.strain) == (0, 0, None, None)
    assert found.above_percent == -100


@pytest.fixture
def ana(db: None) -> User:
    ana = make.user("ana")
    for day, (rpe, minutes) in FOSTER.items():
        make.done_workout(ana, days_ago=day + 0.1, rpe=rpe, minutes=minutes)
    return ana


@pytest.mark.usefixtures("noon")
def test_insights_show_the_figures_and_claim_nothing(ana: User) -> None:
    for day in (10, 17, 24):
        make.done_workout(ana, days_ago=day, rpe=1, minutes=1179)

    page = text(at(ana).get("/insights/"))

    assert "1,650" in page
    assert "1,602" in page
    assert "This week is 40 % above your last three." in page
    assert "No study links any of these to cramps" in page
    assert "risk" not in page.lower().split("load, last 7 days")[1].split("</section>")[0]


@pytest.mark.usefixtures("noon")
def test_a_coach_reads_the_same_of_somebody_else(ana: User) -> None:
    kim = make.coach()
    make.grant(ana, kim)
    for day in (10, 17, 24):
        make.done_workout(ana, days_ago=day, rpe=1, minutes=1179)

    page = text(at(kim).get(f"/athletes/{ana.pk}/insights/"))

    assert "This week is 40 % above the three before it." in page


@pytest.mark.usefixtures("noon")
def test_what_is_not_logged_is_said(ana: User) -> None:
    make.done_workout(ana, days_ago=1.1, rpe=None)

    page = text(at(ana).get("/insights/"))

    assert "of 1 of 5 sessions the effort or the length is not logged" in page
