from __future__ import annotations

from datetime import timedelta

import pytest

from advice import services
from advice.models import Answer, FindingSnapshot, Reason, RetiredRule
from advice.rules import about
from advice.rules.finding import Finding, Level
from tests import make

pytestmark = pytest.mark.django_db
JUMP = Finding("load_jump", Level.TIP, {"percent": 34, "much": False})
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


def test_a_snapshot_knows_when_it_was_shown_and_by_which_edition_of_the_rule(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ana = make.user()
    monkeypatch.setitem(about.VERSION, DOCTOR.rule, 3)

    services.keep_snapshots(ana, [DOCTOR, JUMP], make.NOON)
    services.keep_snapshots(ana, [DOCTOR], make.NOON + timedelta(hours=1))

    kept = {each.rule: each for each in FindingSnapshot.objects.all()}
    assert (kept[DOCTOR.rule].version, kept[JUMP.rule].version) == (3, 1)
    assert kept[DOCTOR.rule].shown_at == make.NOON


def test_not_now_lasts_as_many_local_days_as_it_said() -> None:
    ana = make.user(zone="Pacific/Auckland")
    services.keep_snapshots(ana, [JUMP], make.NOON)

    for _ in range(2):
        services.answer(ana, JUMP.rule, Answer.NOT_NOW, make.NOON, days=7)

    kept = FindingSnapshot.objects.get()
    assert kept.answer == Answer.NOT_NOW
    # Noon in UTC is past midnight in Auckland.
    assert kept.quiet_until == make.TODAY + timedelta(days=8)


@pytest.mark.parametrize(
    ("found", "given", "days"),
    [
        (DOCTOR, Answer.FOLLOWED, None),
        (JUMP, Answer.SEEN, None),
        (JUMP, Answer.NOT_NOW, 3),
        (Finding("hot_workout_ahead", Level.HEAT_STOP), Answer.NOT_NOW, 7),
        (Finding("brown_urine", Level.SAME_DAY), Answer.NOT_NOW, 1),
        (Finding("emergency_sign", Level.EMERGENCY), Answer.SEEN, None),
        (JUMP, Answer.OPEN, None),
    ],
)
def test_an_answer_that_was_not_offered_is_not_kept(
    found: Finding, given: Answer, days: int | None
) -> None:
    ana = make.user()
    services.keep_snapshots(ana, [found], make.NOON)

    assert services.answer(ana, found.rule, given, make.NOON, days=days) is None
    assert FindingSnapshot.objects.get().answered_at is None


def test_answering_again_replaces_the_answer_with_its_reason_and_its_rest() -> None:
    ana = make.user()
    shown = make.tip(ana)

    services.answer(ana, shown.rule, Answer.NOT_NOW, make.NOON, days=28)
    services.answer(ana, shown.rule, Answer.NOT_FOLLOWED, make.NOON)
    for _ in range(2):
        assert services.say_why(ana, shown.pk, Reason.NO_TIME)
    shown.refresh_from_db()
    assert (shown.answer, shown.reason, shown.quiet_until) == ("not_followed", "no_time", None)

    services.answer_shown(ana, shown.pk, Answer.FOLLOWED, make.NOON)

    shown.refresh_from_db()
    assert (shown.answer, shown.reason) == ("followed", "")
    assert not services.say_why(ana, shown.pk, Reason.NO_TIME)


def test_an_answer_is_taken_back_however_often_and_its_time_is_told() -> None:
    ana = make.user()
    shown = make.tip(ana)
    services.answer(ana, shown.rule, Answer.NOT_NOW, make.NOON, days=28)

    for hours in (1, 2):
        assert services.take_back(ana, shown.pk, make.NOON + timedelta(hours=hours))

    shown.refresh_from_db()
    assert (shown.answer, shown.quiet_until) == ("", None)
    assert shown.answered_at == make.NOON + timedelta(hours=1)


def test_a_rule_is_put_away_once_and_brought_back() -> None:
    ana = make.user()
    make.tip(ana)

    for hours in (0, 1):
        assert services.retire(ana, "load_jump", make.NOON + timedelta(hours=hours))
    assert RetiredRule.objects.get().retired_at == make.NOON

    for _ in range(2):
        services.bring_back(ana, "load_jump")
    assert not RetiredRule.objects.exists()


def test_what_guards_or_never_spoke_is_not_put_away() -> None:
    ana, bea = make.user("ana"), make.user("bea")
    make.snapshot(ana)
    make.tip(ana, rule="gained_in_workout")
    make.tip(bea)

    for rule in ("consistent_cramps", "gained_in_workout", "load_jump"):
        assert not services.retire(ana, rule, make.NOON)
    assert not RetiredRule.objects.exists()


def test_nobody_touches_the_answers_of_somebody_else() -> None:
    ana, bea = make.user("ana"), make.user("bea")
    shown = make.tip(ana, answer="not_followed")
    RetiredRule.objects.create(athlete=ana, rule="load_jump", retired_at=make.NOON)

    assert services.answer_shown(bea, shown.pk, Answer.FOLLOWED, make.NOON) is None
    assert not services.say_why(bea, shown.pk, Reason.NO_TIME)
    assert not services.take_back(bea, shown.pk, make.NOON)
    services.bring_back(bea, "load_jump")

    shown.refresh_from_db()
    assert (shown.answer, shown.reason) == ("not_followed", "")
    assert RetiredRule.objects.exists()
