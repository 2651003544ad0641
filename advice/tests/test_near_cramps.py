from __future__ import annotations

from typing import Any

import pytest

from accounts.access import open_diary
from advice.queries import findings, insights, today
from journal.months import month_of
from journal.queries.calendar import calendar
from journal.queries.workouts import sheet
from tests import make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


def test_no_rule_and_no_count_takes_a_near_cramp_for_a_cramp() -> None:
    ana = make.user("ana")
    runs = [make.done_workout(ana, days_ago=day, cramped=False) for day in (1, 2, 3, 5, 8)]
    asked = make.done_workout(ana, days_ago=4)
    month = month_of(make.TODAY.year, make.TODAY.month)
    access = open_diary(ana, None, now=make.NOON, page="journal")
    assert month is not None

    def said() -> list[Any]:
        shown = calendar(access, month, today=make.TODAY, picked=None)
        page = today(ana, make.NOON)
        return [
            [finding.rule for finding in findings(ana, make.NOON)],
            insights(access, make.NOON).report.sessions,
            (shown.done, shown.with_cramp),
            sheet(asked, access).asks,
            (page.marks, page.spots, page.asked, page.sessions_unanswered),
        ]

    before = said()
    for run in (*runs, asked):
        make.near_cramp(ana, started_at=run.starts_at, workout=run)

    assert said() == before
