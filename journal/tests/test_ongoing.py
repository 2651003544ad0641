"""Cramps without an end, everybody's."""

from __future__ import annotations

from datetime import timedelta

import pytest

from journal.queries.ongoing import Endless, endless
from tests import make

pytestmark = pytest.mark.django_db

SINCE = make.NOON - timedelta(days=2)


def test_what_still_goes_on_is_found_with_who_looks_at_it() -> None:
    ana, bea = make.user(), make.user("bea")
    going = make.episode(ana, end_kind="ongoing")
    run = make.run(ana, minutes_ago=30)
    make.episode(ana, end_kind="unknown")
    make.episode(ana, end_kind="about", ended_at=make.NOON)
    make.episode(ana, end_kind="ongoing", deleted_at=make.NOON)
    make.episode(ana, end_kind="ongoing", days_ago=3)
    make.episode(bea, end_kind="ongoing")

    assert endless([ana.pk], SINCE, make.NOON) == [
        Endless(ana.pk, going.pk, going.started_at, None),
        Endless(ana.pk, run.pk, run.started_at, run.started_at),
    ]


def test_nobody_looks_at_a_screen_that_was_finished() -> None:
    ana = make.user()
    make.run(ana, finished_at=make.NOON)

    [one] = endless([ana.pk], SINCE, make.NOON)

    assert one.seen_at is None
