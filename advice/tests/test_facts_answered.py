from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from advice.history import histories
from advice.models import FindingSnapshot, RetiredRule
from advice.tests.test_facts import facts
from tests import make


@pytest.mark.django_db
def test_the_latest_answer_to_a_rule_counts() -> None:
    ana = make.user()
    for days, answer in ((9, "seen"), (3, "not_now"), (0, "")):
        FindingSnapshot.objects.create(
            athlete=ana,
            rule="consistent_cramps",
            level=40,
            shown_on=make.TODAY - timedelta(days=days),
            answer=answer,
            answered_at=make.NOON - timedelta(days=days) if answer else None,
        )

    answered = facts(ana).answers["consistent_cramps"]

    assert (answered.answer, answered.day) == ("not_now", 3)


@pytest.mark.django_db
@pytest.mark.parametrize(("followed", "share"), [(0, 0.0), (3, 0.75), (4, 1.0)])
def test_adherence_is_the_share_of_preventive_advice_that_was_followed(
    followed: int, share: float
) -> None:
    ana = make.user()
    for number in range(4):
        _shown(ana, number, answer="followed" if number < followed else "")
    _shown(ana, 28, answer="followed")
    _shown(ana, 1, rule="consistent_cramps", level=40, answer="followed")

    assert facts(ana).adherence == share


@pytest.mark.django_db
def test_too_little_advice_has_no_adherence() -> None:
    ana = make.user()
    for number in range(3):
        _shown(ana, number, answer="followed")

    assert facts(ana).adherence is None


@pytest.mark.django_db
def test_what_was_put_off_or_left_alone_was_not_followed() -> None:
    ana = make.user()
    for number, answer in enumerate(["followed", "not_followed", "not_now", ""]):
        _shown(ana, number, answer=answer)

    assert facts(ana).adherence == 0.25


@pytest.mark.django_db
def test_help_with_a_cramp_is_no_preventive_step() -> None:
    ana = make.user()
    for number in range(4):
        _shown(ana, number, answer="followed")
        _shown(ana, number, rule="cramp_going_on", answer="")
        _shown(ana, number, rule="medicine_to_ask_about", answer="seen")

    assert facts(ana).adherence == 1.0


@pytest.mark.django_db
def test_the_answer_to_the_last_day_stands_whenever_it_was_given() -> None:
    ana = make.user()
    _shown(ana, 2, answer="not_now", quiet_until=make.TODAY + timedelta(days=5))
    _shown(ana, 9, answer="followed")

    answered = facts(ana).answers["pace"]

    assert (answered.answer, answered.until) == ("not_now", make.TODAY + timedelta(days=5))
    assert (answered.level, answered.much) == (20, False)


@pytest.mark.django_db
def test_a_late_word_is_about_the_day_of_the_advice() -> None:
    ana = make.user()
    _shown(ana, 3, answer="followed")
    _shown(ana, 3, rule="consistent_cramps", level=40, answer="seen")

    answers = facts(ana).answers

    assert (answers["pace"].day, answers["consistent_cramps"].day) == (3, 0)


@pytest.mark.django_db
@pytest.mark.parametrize("much", [True, False])
def test_how_grave_it_was_comes_along(much: bool) -> None:
    ana = make.user()
    _shown(ana, 1, answer="not_now", inputs={"much": much})

    assert facts(ana).answers["pace"].much is much


@pytest.mark.django_db
def test_rules_that_were_put_away_come_in_the_same_query() -> None:
    ana, bea = make.user("ana"), make.user("bea")
    for rule in ("load_jump", "pace"):
        RetiredRule.objects.create(athlete=ana, rule=rule, retired_at=make.NOON)
    _shown(ana, 1, answer="followed")

    with CaptureQueriesContext(connection) as captured:
        found = histories([ana.pk, bea.pk], make.NOON)

    assert len(captured) == 1
    assert found[ana.pk].retired == {"load_jump", "pace"}
    assert set(found[ana.pk].answers) == {"pace"}
    assert found[bea.pk].retired == frozenset()
    assert facts(ana).retired == {"load_jump", "pace"}


def _shown(
    ana: User, days: int, *, rule: str = "pace", level: int = 20, answer: str, **fields: Any
) -> None:
    FindingSnapshot.objects.create(
        athlete=ana,
        rule=rule,
        level=level,
        shown_on=make.TODAY - timedelta(days=days),
        answer=answer,
        answered_at=make.NOON if answer else None,
        **fields,
    )
