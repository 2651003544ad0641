from __future__ import annotations

from datetime import timedelta

import pytest

from advice import services
from advice.models import Answer, FindingSnapshot
from advice.rules.finding import Finding, Level
from tests import make

pytestmark = pytest.mark.django_db
DOCTOR = Finding("consistent_cramps", Level.SEE_A_DOCTOR, {"sessions": 3, "days": [0, 4, 9]})


def test_a_finding_is_kept_once_a_local_day_however_often_it_is_shown() -> None:
    ana = make.user(zone="Pacific/Honolulu")

    services.keep_snapshots(ana, [DOCTOR], make.NOON)
    services.keep_snapshots(ana, [DOCTOR], make.NOON - timedelta(hours=2))
    services.keep_snapshots(ana, [], make.NOON)

    kept = FindingSnapshot.objects.get()
    assert kept.shown_on == make.TODAY
    assert kept.inputs == {"sessions": 3, "days": [0, 4, 9]}
    assert (kept.rule, kept.level) == ("consistent_cramps", 40)


def test_the_first_version_of_a_day_stays() -> None:
    ana = make.user()
    services.keep_snapshots(ana, [DOCTOR], make.NOON)

    changed = Finding(DOCTOR.rule, DOCTOR.level, {"sessions": 4})
    services.keep_snapshots(ana, [changed], make.NOON + timedelta(hours=1))
    services.keep_snapshots(ana, [changed], make.NOON + timedelta(days=1))

    kept = FindingSnapshot.objects.order_by("shown_on")
    assert [snapshot.inputs["sessions"] for snapshot in kept] == [3, 4]


def test_an_answer_goes_to_the_latest_time_it_was_shown() -> None:
    ana = make.user()
    services.keep_snapshots(ana, [DOCTOR], make.NOON - timedelta(days=1))
    services.keep_snapshots(ana, [DOCTOR], make.NOON)

    for _ in range(2):
        services.answer(ana, DOCTOR.rule, Answer.SEEN, make.NOON)

    answers = FindingSnapshot.objects.order_by("shown_on").values_list("answer", flat=True)
    assert list(answers) == ["", "seen"]


def test_what_was_never_shown_has_no_answer() -> None:
    ana, bea = make.user("ana"), make.user("bea")
    services.keep_snapshots(bea, [DOCTOR], make.NOON)

    assert services.answer(ana, DOCTOR.rule, Answer.SEEN, make.NOON) is None
    assert FindingSnapshot.objects.get().answer == ""
