"""The one function that decides every reading."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.http import Http404

from accounts.access import Access, open_diary
from accounts.models import AccessLog, Category, Level, User
from tests import make

pytestmark = pytest.mark.django_db


def read(reader: User, athlete: User, *needs: Category) -> Access:
    return open_diary(reader, athlete.pk, *needs, now=make.NOON, page="journal")


def test_a_grant_opens_what_it_names_and_the_reading_is_logged() -> None:
    ana, kim = make.user(), make.coach()
    make.grant(ana, kim, notes=True, drinks=False, level=Level.COMMENT)

    access = read(kim, ana, Category.WORKOUTS, Category.NOTES)

    assert access.categories == {Category.WORKOUTS, Category.CRAMPS, Category.NOTES}
    assert (access.reaches(Level.COMMENT), access.reaches(Level.PLAN)) == (True, False)
    assert not access.is_own
    assert AccessLog.objects.get().reader == kim


@pytest.mark.parametrize(
    "terms",
    [
        pytest.param({"revoked_at": make.NOON}, id="revoked this moment"),
        pytest.param({"expires_at": make.NOON}, id="expired this moment"),
        pytest.param({"cramps": False}, id="without one of the categories"),
    ],
)
def test_anything_less_is_404_and_no_reading(terms: dict[str, Any]) -> None:
    ana, kim = make.user(), make.coach()
    make.grant(ana, kim, **terms)

    with pytest.raises(Http404):
        read(kim, ana, Category.WORKOUTS, Category.CRAMPS)
    assert not AccessLog.objects.exists()


def test_a_grant_opens_until_the_moment_it_expires() -> None:
    ana, kim = make.user(), make.coach()
    make.grant(ana, kim, expires_at=make.NOON + timedelta(microseconds=1))

    assert read(kim, ana).athlete == ana


@pytest.mark.parametrize(
    "who", ["a coach no more", "an athlete shut out", "an athlete who said no"]
)
def test_both_must_still_stand_where_they_stood(who: str) -> None:
    ana, kim = make.user(consent=who != "an athlete who said no"), make.coach()
    make.grant(ana, kim)
    if who == "a coach no more":
        kim.is_coach = False
    elif who == "an athlete shut out":
        User.objects.filter(pk=ana.pk).update(is_active=False)

    with pytest.raises(Http404):
        read(kim, ana)


def test_a_grant_is_for_its_coach_and_its_athlete_only() -> None:
    ana, bea, kim, kai = make.user(), make.user("bea"), make.coach(), make.coach("kai")
    make.grant(ana, kim)

    for reader, athlete in ((kai, ana), (kim, bea), (ana, kim)):
        with pytest.raises(Http404):
            read(reader, athlete)


def test_the_own_diary_is_open_without_a_query(django_assert_num_queries: Any) -> None:
    ana = make.user()

    with django_assert_num_queries(0):
        mine = open_diary(ana, None, *Category, now=make.NOON, page="journal")
        by_address = open_diary(ana, ana.pk, *Category, now=make.NOON, page="journal")

    assert mine == by_address
    assert mine.is_own
    assert mine.reaches(Level.PLAN)
