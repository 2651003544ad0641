from __future__ import annotations

import pytest
from django.conf import settings
from django.db import connection

from cramptracker.tasks import refresh_statistics
from journal.models import Change
from tests import make, plenty


@pytest.mark.django_db
def test_one_entry_among_many_is_found_by_its_own_index() -> None:
    ana, bea = make.user("ana"), make.user("bea")
    one = make.workout(ana)
    for who in (ana, bea):
        others = [make.workout(who).pk for _ in range(60)]
        plenty.changes(who, type(one), [*others, *others])
    plenty.changes(ana, type(one), [one.pk])

    refresh_statistics.delay()
    refresh_statistics.delay()

    found = Change.objects.filter(athlete=ana, entry_id=one.pk).order_by("-at", "-pk")
    assert [change.entry_id for change in found] == [one.pk]
    if connection.vendor == "sqlite":
        assert "change_of_entry" in found.explain()


def test_it_is_rung() -> None:
    assert "cramptracker.refresh_statistics" in {
        each["task"] for each in settings.CELERY_BEAT_SCHEDULE.values()
    }
