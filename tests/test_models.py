from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.http import Http404

from accounts.access import open_diary
from accounts.models import Category
from tests import make

pytestmark = pytest.mark.django_db


def test_an_episode_cannot_end_before_it_starts_in_the_database() -> None:
    ana = make.user()

    with pytest.raises(IntegrityError):
        make.episode(ana, end_kind="known", ended_at=make.NOON - timedelta(days=2))


def test_a_diary_opens_for_its_owner_and_not_for_a_stranger() -> None:
    ana, bea = make.user("ana"), make.user("bea")

    assert open_diary(ana, None, now=make.NOON, page="workout").is_own
    with pytest.raises(Http404):
        open_diary(bea, ana.pk, Category.WORKOUTS, now=make.NOON, page="workout")


def test_a_grant_opens_what_it_names_and_nothing_else() -> None:
    ana, kim = make.user("ana"), make.coach()
    make.grant(ana, kim, cramps=False)

    access = open_diary(kim, ana.pk, Category.WORKOUTS, now=make.NOON, page="workout")

    assert access.can(Category.WORKOUTS)
    with pytest.raises(Http404):
        open_diary(kim, ana.pk, Category.CRAMPS, now=make.NOON, page="episode")


@pytest.mark.parametrize("change", ["revoked_at", "expires_at"])
def test_an_ended_grant_is_404_at_once(change: str) -> None:
    ana, kim = make.user("ana"), make.coach()
    make.grant(ana, kim, **{change: make.NOON - timedelta(seconds=1)})

    with pytest.raises(Http404):
        open_diary(kim, ana.pk, Category.WORKOUTS, now=make.NOON, page="workout")


def test_withdrawing_consent_closes_the_diary_for_coaches() -> None:
    ana, kim = make.user("ana"), make.coach()
    make.grant(ana, kim)
    ana.consents.update(withdrawn_at=make.NOON)

    with pytest.raises(Http404):
        open_diary(kim, ana.pk, Category.WORKOUTS, now=make.NOON, page="workout")
