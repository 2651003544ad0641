from __future__ import annotations

from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from advice.facts import portraits
from advice.report import DAYS, WEEKS, Report, report_of
from advice.report.parts import lasted
from advice.weeks import BASE, Count, bars
from advice.where import body_map
from tests import make

pytestmark = pytest.mark.django_db
ZONE = ZoneInfo("Europe/Lisbon")


def report(ana: Any) -> Report:
    portrait = portraits([ana], make.NOON, days=DAYS)[ana.pk]
    return report_of(portrait.diary, ZONE, make.NOON)


def ended(days_ago: float, seconds: int) -> dict[str, Any]:
    started = make.NOON - timedelta(days=days_ago)
    return {
        "days_ago": days_ago,
        "end_kind": "known",
        "ended_at": started + timedelta(seconds=seconds),
    }


def test_an_empty_diary_has_no_medians_and_no_rate() -> None:
    found = report(make.user())

    assert found.sessions == Count(0, 0, 0)
    assert found.sessions.per_ten is None
    assert (found.seconds_median, found.pain_median, found.pain_worst) == (None, None, None)
    assert (found.days, found.days_logged, found.first_cramp) == (84, 0, None)
    assert len(found.weeks) == WEEKS
    assert found.weeks[-1].last == make.TODAY


def test_counts_come_with_their_denominators() -> None:
    ana = make.user()
    for day in (1, 2, 3):
        make.done_workout(ana, days_ago=day, cramped=False)
    make.done_workout(ana, days_ago=4, cramped=True)
    make.done_workout(ana, days_ago=5)
    make.done_workout(ana, days_ago=40, cramped=True)

    found = report(ana)

    assert found.sessions == Count(done=6, answered=5, with_cramp=2)
    assert found.recent == Count(done=5, answered=4, with_cramp=1)
    assert found.before_recent == Count(done=1, answered=1, with_cramp=1)
    assert found.sessions.unanswered == 1
    assert found.sessions.per_ten == 4.0
    assert found.answers == (True, True, False, False, False)


def test_a_logged_cramp_answers_for_its_session() -> None:
    ana = make.user()
    make.episode(ana, workout=make.done_workout(ana))

    assert report(ana).sessions == Count(1, 1, 1)


def test_the_span_is_twelve_weeks_to_the_day() -> None:
    ana = make.user()
    make.episode(ana, days_ago=DAYS - 1)
    make.episode(ana, days_ago=DAYS)

    found = report(ana)

    assert found.cramps == 1
    assert found.weeks[0].cramps == 1
    assert found.first_cramp == found.first - timedelta(days=1)


def test_places_by_phase_with_pain() -> None:
    ana = make.user()
    make.episode(ana, phase="during", severity=4)
    make.episode(ana, phase="night", severity=7)
    make.episode(ana, muscles=["calf-l", "arch-r"], phase="after")
    make.episode(ana, muscles=["arm"])

    calf, arch, arm = report(ana).places

    assert (calf.words, calf.total, calf.during, calf.after, calf.night) == (
        "Left calf",
        3,
        1,
        1,
        1,
    )
    assert (calf.pain_median, calf.pain_worst) == (5.5, 7)
    assert (arch.words, arch.total, arch.pain_worst) == ("Right foot arch", 1, None)
    assert (arm.words, arm.other) == ("Arm or hand", 1)


def test_how_long_how_bad_and_what_helped() -> None:
    ana = make.user()
    make.episode(ana, **ended(1, 60), severity=3, stopped="yes", helped=["stretch", "rest"])
    make.episode(ana, **ended(2, 90), severity=8, stopped="no", helped=["stretch"])
    make.episode(ana, **ended(40, 240), stopped="yes", phase_quarter=4)
    make.episode(ana)

    found = report(ana)

    assert (found.seconds_known, found.seconds_median, found.seconds_longest) == (3, 90, 240)
    assert (found.pain_known, found.pain_median, found.pain_worst) == (2, 5.5, 8)
    assert (found.stopped, found.recent_stopped) == (2, 1)
    assert (found.helped, found.helped_known) == ((("Stretching", 2), ("Resting", 1)), 2)
    assert found.quarters == (0, 0, 0, 1)


def test_warning_signs_asked_and_answered() -> None:
    ana = make.user()
    make.episode(ana)
    make.episode(ana, red_flags=[])
    make.episode(ana, red_flags=["dark_urine"])

    found = report(ana)

    assert (found.flags, found.flags_asked) == (("dark_urine",), 2)


def test_days_logged_counts_each_day_once() -> None:
    ana = make.user()
    make.check_in(ana)
    make.done_workout(ana, days_ago=0)
    make.episode(ana, days_ago=1)

    assert report(ana).days_logged == 2


def test_a_medicine_that_ended_is_left_out() -> None:
    ana = make.user()
    make.medication(ana, "Old", ended_on=make.TODAY - timedelta(days=1))
    make.medication(ana, "Current")

    assert [medicine.name for medicine in report(ana).medicines] == ["Current"]


def test_bars_stay_inside_the_picture_however_many_sessions() -> None:
    ana = make.user()
    for number in range(30):
        make.done_workout(ana, days_ago=number % 3, cramped=number == 0)

    last = bars(report(ana).weeks)[-1]

    assert 0 <= last.label_y < last.top < last.cramp_top < BASE
    assert last.top + last.height == BASE


def test_the_map_shades_by_share_and_says_the_counts() -> None:
    front, back = body_map({"calf-l": 4, "calf-r": 2, "quad-l": 1, "arm": 9}).sides

    shades = {muscle.site: muscle.shade for muscle in (*front.muscles, *back.muscles)}
    assert front.says == "Front: left front thigh 1"
    assert back.says == "Back: left calf 4, right calf 2"
    assert shades["ham-l"] == 0
    assert shades["calf-l"] >= shades["calf-r"] >= shades["quad-l"] > 0


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(None, "–"), (75, "75 s"), (119, "119 s"), (240, "4 min"), (3600, "1 h"), (3900, "1 h 5 min")],
)
def test_lengths_are_said_as_people_say_them(seconds: float | None, words: str) -> None:
    assert lasted(seconds) == words
